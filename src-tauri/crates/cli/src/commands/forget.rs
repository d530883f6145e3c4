//! `keepsake forget`: removes a page from the memory.
//!
//! The rule it protects: nothing is forgotten before somebody said yes, knowing how much it is and what is lost.

use keepsake_app::dto::ForgottenPages;
use keepsake_app::words::Value;
use keepsake_app::{AppError, ErrorCode};
use serde_json::json;

use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::prompts;
use crate::session::Session;

/// Forgets a page, having asked.
pub(crate) async fn run(
    session: &Session,
    id: &str,
    yes: bool,
    output: &Output,
) -> Result<Exit, AppError> {
    let sum = session.core.forgetting(id).await?;
    if !yes {
        if !prompts::is_somebody_there() {
            return Err(AppError::invalid("needs_yes_forget"));
        }
        let question = said("cli-forget-question", &sum, output);
        if !prompts::confirm(&question, false, output.words()).map_err(AppError::internal)? {
            return Err(AppError::new(ErrorCode::Cancelled));
        }
    }
    let gone = session.core.forget_page(id).await?;
    let data = json!({
        "id": gone.id,
        "title": gone.title,
        "pages": gone.pages,
        "unsent": gone.unsent,
    });
    output.answer(&data, |_, output| said("cli-forgotten", &gone, output));
    Ok(Exit::Ok)
}

fn said(key: &str, sum: &ForgottenPages, output: &Output) -> String {
    let title = if sum.title.is_empty() {
        output.say("untitled", &[])
    } else {
        shown(&sum.title)
    };
    let values = [
        ("title", Value::Text(&title)),
        ("pages", Value::Count(u64::from(sum.pages))),
        ("unsent", Value::Count(u64::from(sum.unsent))),
    ];
    output.say(key, &values)
}
