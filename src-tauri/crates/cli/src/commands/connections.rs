//! `keepsake connections`: what is connected.

use keepsake_app::AppError;
use keepsake_app::dto::ConnectionState;
use serde_json::json;

use crate::documents::Connection;
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::session::Session;

/// Lists connections, the oldest first.
pub(crate) async fn run(session: &Session, output: &Output) -> Result<Exit, AppError> {
    let all = session.core.connections().await?;
    let documents: Vec<_> = all.iter().map(Connection::from).collect();
    output.answer(&json!({"connections": documents}), |_, output| {
        if all.is_empty() {
            return output.say("cli-no-connections", &[]);
        }
        let lines = all.iter().map(|connection| {
            let key = match connection.state {
                ConnectionState::Ok => "cli-connection-ok",
                ConnectionState::NeedsSignIn => "cli-connection-needs-sign-in",
            };
            format!(
                "{:>3}  {}  ({})",
                connection.id,
                shown(&connection.workspace_name),
                output.say(key, &[])
            )
        });
        lines.collect::<Vec<_>>().join("\n")
    });
    Ok(Exit::Ok)
}
