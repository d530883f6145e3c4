//! `keepsake purge --forgotten`: what was forgotten is removed now, and not when its time is over.
//!
//! The rule it protects: nothing that could be brought back goes without somebody having said so.

use keepsake_app::AppError;
use keepsake_app::words::Value;
use serde_json::json;

use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::prompts;
use crate::session::Session;

/// Removes every forgotten workspace for good, when the person is sure.
pub(crate) async fn run(session: &Session, yes: bool, output: &Output) -> Result<Exit, AppError> {
    let forgotten = session.core.forgotten().await?;
    let names: Vec<String> = forgotten
        .iter()
        .map(|one| shown(&one.workspace_name))
        .collect();
    let names = names.join(", ");
    let values = [
        ("count", Value::Count(forgotten.len() as u64)),
        ("workspaces", Value::Text(&names)),
    ];
    if !yes && !forgotten.is_empty() {
        if !prompts::is_somebody_there() {
            return Err(AppError::invalid("needs_yes_leaving"));
        }
        let question = output.say("cli-purge-forgotten-question", &values);
        if !prompts::confirm(&question, false, output.words()).unwrap_or(false) {
            return Ok(Exit::Ok);
        }
    }
    for one in &forgotten {
        session.core.remove_forgotten_now(&one.id).await?;
    }
    let removed: Vec<_> = forgotten.iter().map(|one| &one.id).collect();
    output.answer(&json!({"removed": removed}), |_, output| {
        output.say("cli-purged-forgotten", &values)
    });
    Ok(Exit::Ok)
}
