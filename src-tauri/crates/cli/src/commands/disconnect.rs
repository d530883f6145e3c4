//! `keepsake disconnect`: forgets a token, and on request what was remembered.

use keepsake_app::words::Value;
use keepsake_app::{Access, AppError, ErrorCode, KeysLeft, Left, LockedKeys, MemoryFate};
use serde_json::json;

use crate::arguments::{self, DisconnectArguments, LeavingArguments};
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::prompts;
use crate::session::Session;

/// What the person wants to become of what is remembered.
enum Wish {
    /// It was said.
    Said(MemoryFate),
    /// To be forgotten, when the question is answered with yes.
    ForgetIfSure,
    /// Somebody is asked, if somebody is there.
    Open,
}

impl Wish {
    /// What the flags say.
    fn of(said: &DisconnectArguments) -> Self {
        match (said.memory, said.forget, said.leaving.yes) {
            (Some(arguments::MemoryFate::Keep), ..) => Self::Said(MemoryFate::Keep),
            (Some(arguments::MemoryFate::Forget), ..) | (None, true, true) => {
                Self::Said(MemoryFate::Forget)
            }
            (Some(arguments::MemoryFate::Remove), ..) => Self::Said(MemoryFate::Remove),
            (None, true, false) => Self::ForgetIfSure,
            (None, false, _) => Self::Open,
        }
    }
}

/// Disconnects; the memory stays unless the person says otherwise.
pub(crate) async fn run(
    session: &Session,
    said: &DisconnectArguments,
    output: &Output,
) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    let name = shown(&connection.workspace_name);
    let Some(fate) = asked_fate(Wish::of(said), &name, output)? else {
        return Ok(Exit::Ok);
    };
    let end = async |locked| {
        session
            .core
            .disconnect_with(&connection.id, fate, locked)
            .await
    };
    let left = left_behind(said.leaving, output, end).await?;
    let (word, key) = match fate {
        MemoryFate::Keep => ("keep", "cli-disconnected-kept"),
        MemoryFate::Forget => ("forget", "cli-disconnected-forgotten"),
        MemoryFate::Remove => ("remove", "cli-disconnected-removed"),
    };
    let number = connection.id.clone();
    output.answer(
        &json!({
            "connection": connection.id,
            "memory": word,
            "access": access_word(left.access),
            "keys": keys_word(left.keys),
        }),
        |_, output| {
            let values = [
                ("workspace", Value::Text(name.as_str())),
                ("connection", Value::Text(&number)),
            ];
            with_what_is_left(output.say(key, &values), left, output)
        },
    );
    Ok(Exit::Ok)
}

/// What is to become of what is remembered, asked for where it is open; nothing where the person has thought better of it.
fn asked_fate(wish: Wish, name: &str, output: &Output) -> Result<Option<MemoryFate>, AppError> {
    let is_yes = |question: &str| {
        let question = output.say(question, &[("workspace", Value::Text(name))]);
        prompts::confirm(&question, false, output.words()).unwrap_or(false)
    };
    match wish {
        Wish::Said(fate) => Ok(Some(fate)),
        Wish::ForgetIfSure if !prompts::is_somebody_there() => {
            Err(AppError::invalid("needs_yes_leaving"))
        }
        Wish::ForgetIfSure => {
            Ok(is_yes("cli-forget-workspace-question").then_some(MemoryFate::Forget))
        }
        Wish::Open if !prompts::is_somebody_there() => Ok(Some(MemoryFate::Keep)),
        Wish::Open if is_yes("cli-disconnect-question") => Ok(Some(MemoryFate::Remove)),
        Wish::Open => Ok(Some(MemoryFate::Keep)),
    }
}

/// Ends something. Where its keys cannot be reached, somebody is asked whether it ends all the same.
pub(crate) async fn left_behind(
    leaving: LeavingArguments,
    output: &Output,
    end: impl AsyncFn(LockedKeys) -> Result<Left, AppError>,
) -> Result<Left, AppError> {
    let error = match end(LockedKeys::Refuse).await {
        Err(error) if is_about_keys(&error) && leaving.leave_keys => {
            return end(LockedKeys::Leave).await;
        }
        Err(error) if is_about_keys(&error) && prompts::is_somebody_there() => error,
        ended => return ended,
    };
    output.note(&output.words().of_error(&error));
    let question = output.say("cli-leave-keys-question", &[]);
    match prompts::confirm(&question, false, output.words()) {
        Ok(true) => end(LockedKeys::Leave).await,
        Ok(false) | Err(_) => Err(error),
    }
}

const fn is_about_keys(error: &AppError) -> bool {
    matches!(
        error.code,
        ErrorCode::KeychainLocked | ErrorCode::KeychainMissing
    )
}

/// What was done, and below it what a person can still do about what is left.
pub(crate) fn with_what_is_left(done: String, left: Left, output: &Output) -> String {
    let access = match left.access {
        Access::TakenBack => Some("cli-access-taken-back"),
        Access::Stays => Some("cli-access-stays"),
        Access::Unanswered => Some("cli-access-unanswered"),
        Access::None => None,
    };
    let keys = match left.keys {
        KeysLeft::None => None,
        KeysLeft::InKeychain => Some("cli-keys-in-keychain"),
        KeysLeft::InFile => Some("cli-keys-in-file"),
    };
    let said = [access, keys].into_iter().flatten();
    let lines = said.map(|key| output.say(key, &[]));
    [done]
        .into_iter()
        .chain(lines)
        .collect::<Vec<_>>()
        .join("\n")
}

/// What became of the access in Notion, in documents.
pub(crate) const fn access_word(access: Access) -> &'static str {
    match access {
        Access::TakenBack => "taken_back",
        Access::Stays => "stays",
        Access::Unanswered => "unanswered",
        Access::None => "none",
    }
}

/// Where keys may still lie, in documents.
pub(crate) const fn keys_word(keys: KeysLeft) -> &'static str {
    match keys {
        KeysLeft::None => "none",
        KeysLeft::InKeychain => "in_keychain",
        KeysLeft::InFile => "in_file",
    }
}
