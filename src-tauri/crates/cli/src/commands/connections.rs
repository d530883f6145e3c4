//! `keepsake connections`: what is connected.

use keepsake_app::AppError;
use keepsake_app::dto::ConnectionState;
use keepsake_app::words::Value;
use serde_json::json;

use crate::documents::Connection;
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::session::Session;

/// Lists connections, the oldest first.
pub(crate) async fn run(session: &Session, output: &Output) -> Result<Exit, AppError> {
    let all = session.core.connections().await?;
    session.core.remove_forgotten().await?;
    let forgotten = session.core.forgotten().await?;
    let documents: Vec<_> = all.iter().map(Connection::from).collect();
    let in_bin: Vec<_> = forgotten
        .iter()
        .map(|one| {
            json!({
                "id": one.id,
                "workspace": one.workspace_name,
                "forgotten": one.forgotten_time,
                "removed": one.removed_time,
            })
        })
        .collect();
    let document = json!({"connections": documents, "forgotten": in_bin});
    output.answer(&document, |_, output| {
        if all.is_empty() && forgotten.is_empty() {
            return output.say("cli-no-connections", &[]);
        }
        let lines = all.iter().map(|connection| {
            let key = match connection.state {
                ConnectionState::Ok => "cli-connection-ok",
                ConnectionState::NeedsSignIn => "cli-connection-needs-sign-in",
                ConnectionState::Stopped => "cli-connection-stopped",
            };
            format!(
                "{:>3}  {}  ({})",
                connection.id,
                shown(&connection.workspace_name),
                output.say(key, &[])
            )
        });
        let gone = forgotten.iter().map(|one| {
            let day = one.removed_time.get(..10).unwrap_or(&one.removed_time);
            let until = output.say("cli-connection-forgotten", &[("day", Value::Text(day))]);
            format!("{:>3}  {}  ({until})", one.id, shown(&one.workspace_name))
        });
        lines.chain(gone).collect::<Vec<_>>().join("\n")
    });
    Ok(Exit::Ok)
}
