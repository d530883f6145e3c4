//! `keepsake purge`: the end of everything that Keepsake keeps on this computer.
//!
//! The rule it protects: nobody loses anything without having said so, on the terminal or with `--yes`.

use keepsake_app::words::Value;
use keepsake_app::{AppError, remove_data_folder, remove_start_at_login};
use serde_json::json;

use super::disconnect::{access_word, keys_word, left_behind, with_what_is_left};
use crate::arguments::{Common, LeavingArguments};
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::prompts;
use crate::session::Session;

/// From where it is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    /// As the end of everything.
    AtOnce,
    /// As the end of one connection, whose name is typed.
    OfOne,
}

/// Deletes everything, when the person is sure.
pub(crate) async fn run(
    common: &Common,
    asked: Asked,
    leaving: LeavingArguments,
    output: &Output,
) -> Result<Exit, AppError> {
    let session = Session::open(common).await?;
    let home = session.core.home().clone();
    let is_sure = match leaving.yes {
        true => Ok(true),
        false => is_sure(&session, asked, output).await,
    };
    let end = async |locked| session.core.delete_everything(locked).await;
    let left = match is_sure {
        Ok(true) => left_behind(leaving, output, end).await.map(Some),
        Ok(false) => Ok(None),
        Err(error) => Err(error),
    };
    // Given up or not, the folder is left tidy.
    let _ = session.core.close().await;
    drop(session);
    let Some(left) = left? else {
        return Ok(Exit::Ok);
    };
    remove_data_folder(&home)?;
    remove_start_at_login(&home)?;
    let folder = home.root().display().to_string();
    let is_gone = !home.root().exists();
    output.answer(
        &json!({
            "folder": folder,
            "folder_removed": is_gone,
            "access": access_word(left.access),
            "keys": keys_word(left.keys),
        }),
        |_, output| {
            let done = match is_gone {
                true => "cli-purged",
                false => "cli-purged-but-folder",
            };
            let done = output.say(done, &[("folder", Value::Text(&folder))]);
            with_what_is_left(done, left, output)
        },
    );
    Ok(Exit::Ok)
}

async fn is_sure(session: &Session, asked: Asked, output: &Output) -> Result<bool, AppError> {
    if !prompts::is_somebody_there() {
        return Err(AppError::invalid("needs_yes_leaving"));
    }
    let folder = session.core.home().root().display().to_string();
    let values = [("folder", Value::Text(folder.as_str()))];
    if asked == Asked::AtOnce {
        let question = output.say("cli-purge-question", &values);
        return Ok(prompts::confirm(&question, false, output.words()).unwrap_or(false));
    }
    let name = session.connection().await?.workspace_name;
    let said = shown(&name);
    let question = output.say(
        "cli-purge-name",
        &[("workspace", Value::Text(&said)), values[0]],
    );
    Ok(prompts::line(&question).is_ok_and(|typed| typed.trim() == name.trim()))
}
