//! `keepsake disconnect`: forgets a token, and on request what was remembered.

use keepsake_app::words::Value;
use keepsake_app::{AppError, MemoryFate};
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
        None => match prompts::confirm(&output.say("cli-disconnect-question", &values), false) {
            Ok(true) => MemoryFate::Remove,
            Ok(false) | Err(_) => MemoryFate::Keep,
        },
    };
    session.core.disconnect_with(&connection.id, fate).await?;
    let (word, key) = match fate {
        MemoryFate::Keep => ("keep", "cli-disconnected-kept"),
        MemoryFate::Remove => ("remove", "cli-disconnected-removed"),
    };
    output.answer(
        &json!({"connection": connection.id, "memory": word}),
        |_, output| output.say(key, &values),
    );
    Ok(Exit::Ok)
}
