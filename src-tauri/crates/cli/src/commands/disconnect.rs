//! `keepsake disconnect`: forgets a token, and on request what was remembered.

use keepsake_app::words::Value;
use keepsake_app::{Access, AppError, MemoryFate};
use serde_json::json;

use crate::arguments;
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::prompts;
use crate::session::Session;

/// Disconnects; the memory stays unless the person says otherwise.
pub(crate) async fn run(
    session: &Session,
    memory: Option<arguments::MemoryFate>,
    output: &Output,
) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    let name = shown(&connection.workspace_name);
    let values = [("workspace", Value::Text(&name))];
    let fate = match memory {
        Some(arguments::MemoryFate::Keep) => MemoryFate::Keep,
        Some(arguments::MemoryFate::Remove) => MemoryFate::Remove,
        None if !prompts::is_somebody_there() => MemoryFate::Keep,
        None => match prompts::confirm(
            &output.say("cli-disconnect-question", &values),
            false,
            output.words(),
        ) {
            Ok(true) => MemoryFate::Remove,
            Ok(false) | Err(_) => MemoryFate::Keep,
        },
    };
    let access = session.core.disconnect_with(&connection.id, fate).await?;
    let (word, key) = match fate {
        MemoryFate::Keep => ("keep", "cli-disconnected-kept"),
        MemoryFate::Remove => ("remove", "cli-disconnected-removed"),
    };
    let (access, access_key) = match access {
        Access::TakenBack => ("taken_back", "cli-access-taken-back"),
        Access::Stays => ("stays", "cli-access-stays"),
        Access::Unanswered => ("unanswered", "cli-access-unanswered"),
        Access::None => ("none", ""),
    };
    output.answer(
        &json!({"connection": connection.id, "memory": word, "access": access}),
        |_, output| {
            let done = output.say(key, &values);
            match access_key {
                "" => done,
                key => format!("{done}\n{}", output.say(key, &values)),
            }
        },
    );
    Ok(Exit::Ok)
}
