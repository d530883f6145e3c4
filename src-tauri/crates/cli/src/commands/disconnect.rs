//! `keepsake disconnect`: forgets a token, and on request what was remembered.

use keepsake_app::words::Value;
use keepsake_app::{Access, AppError, MemoryFate};
use serde_json::json;

use crate::arguments;
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::prompts;
use crate::session::Session;

/// What the person wants to become of what is remembered.
pub(crate) enum Wish {
    /// It was said.
    Said(MemoryFate),
    /// To be forgotten, when the question is answered with yes.
    ForgetIfSure,
    /// Somebody is asked, if somebody is there.
    Open,
}

impl Wish {
    /// What the flags say.
    pub(crate) fn of(memory: Option<arguments::MemoryFate>, forget: bool, yes: bool) -> Self {
        match (memory, forget, yes) {
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
pub(crate) async fn run(session: &Session, wish: Wish, output: &Output) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    let name = shown(&connection.workspace_name);
    let values = [("workspace", Value::Text(&name))];
    let fate = match wish {
        Wish::Said(fate) => fate,
        Wish::ForgetIfSure if !prompts::is_somebody_there() => {
            return Err(AppError::invalid("needs_yes_leaving"));
        }
        Wish::ForgetIfSure => {
            match prompts::confirm(
                &output.say("cli-forget-workspace-question", &values),
                false,
                output.words(),
            ) {
                Ok(true) => MemoryFate::Forget,
                Ok(false) | Err(_) => return Ok(Exit::Ok),
            }
        }
        Wish::Open if !prompts::is_somebody_there() => MemoryFate::Keep,
        Wish::Open => {
            match prompts::confirm(
                &output.say("cli-disconnect-question", &values),
                false,
                output.words(),
            ) {
                Ok(true) => MemoryFate::Remove,
                Ok(false) | Err(_) => MemoryFate::Keep,
            }
        }
    };
    let access = session.core.disconnect_with(&connection.id, fate).await?;
    let (word, key) = match fate {
        MemoryFate::Keep => ("keep", "cli-disconnected-kept"),
        MemoryFate::Forget => ("forget", "cli-disconnected-forgotten"),
        MemoryFate::Remove => ("remove", "cli-disconnected-removed"),
    };
    let (access, access_key) = access_words(access);
    let number = connection.id.clone();
    output.answer(
        &json!({"connection": connection.id, "memory": word, "access": access}),
        |_, output| {
            let values = [
                ("workspace", Value::Text(name.as_str())),
                ("connection", Value::Text(&number)),
            ];
            let done = output.say(key, &values);
            match access_key {
                "" => done,
                key => format!("{done}\n{}", output.say(key, &values)),
            }
        },
    );
    Ok(Exit::Ok)
}

/// What became of the access in Notion: its word in documents, and the key of its sentence.
pub(crate) const fn access_words(access: Access) -> (&'static str, &'static str) {
    match access {
        Access::TakenBack => ("taken_back", "cli-access-taken-back"),
        Access::Stays => ("stays", "cli-access-stays"),
        Access::Unanswered => ("unanswered", "cli-access-unanswered"),
        Access::None => ("none", ""),
    }
}
