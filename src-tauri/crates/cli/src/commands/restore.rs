//! `keepsake restore`: brings back a workspace that was forgotten.

use keepsake_app::{AppError, ErrorCode};
use serde_json::json;

use crate::exit::Exit;
use crate::output::Output;
use crate::session::Session;

/// Brings it back.
pub(crate) async fn run(session: &Session, id: &str, output: &Output) -> Result<Exit, AppError> {
    let forgotten = session.core.forgotten().await?;
    if !forgotten.iter().any(|one| one.id == id) {
        return Err(AppError::new(ErrorCode::NotConnected).with("connection", id));
    }
    session.core.restore_forgotten(id).await?;
    output.answer(&json!({"connection": id}), |_, output| {
        output.say("cli-restored", &[])
    });
    Ok(Exit::Ok)
}
