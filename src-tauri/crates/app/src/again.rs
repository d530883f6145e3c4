//! Going on with an import that did not come to its end, or doing the last one once more.
//!
//! Leaves out why it ended. The rule it protects: going on asks the person nothing again; the choice and the options are
//! those they gave.

use keepsake_sync::RunKind;

use crate::connect::connection_id;
use crate::error::AppError;
use crate::keepsake::Keepsake;

impl Keepsake {
    /// Imports once more what was chosen last: an interrupted import goes on where it was, a finished one tries what it
    /// could not get. Answers with what [`Keepsake::watch_run`] takes.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub async fn import_again(&self, connection: &str) -> Result<String, AppError> {
        let connection = self.syncing(connection_id(connection)?).await?.id;
        let options = self.options_of_last_import(connection).await?;
        self.start_run(connection, RunKind::Import, options).await
    }
}
