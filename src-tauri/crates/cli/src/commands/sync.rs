//! `keepsake sync --once`: brings what has changed.

use keepsake_app::AppError;

use super::import;
use crate::exit::Exit;
use crate::output::Output;
use crate::session::Session;

/// Syncs and prints the ledger.
pub(crate) async fn run(session: &Session, output: &Output) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    let started = session.core.sync_now(&connection.id).await?;
    import::tell(import::follow(session, &started, output).await?, output)
}
