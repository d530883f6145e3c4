//! Records: the rows of a database that a profile is applied to, as they are with the changes made here.
//!
//! `find` knows what an id means, `list` and `show` read, `set` changes, `new` makes, `window` is how the window sees them.
//! Leaves out the rules (`keepsake-records`) and sending (`keepsake-sync`). The rule it protects: what a person sees is what
//! they last said, where they said something, and else what Notion showed last.

mod find;
mod jobs;
mod list;
mod new;
mod set;
mod shape;
mod show;
mod window;

use keepsake_memory::ConnectionId;

use crate::error::AppError;
use crate::keepsake::Keepsake;

pub(crate) use find::Found;
pub(crate) use show::property_called;

pub use jobs::RecordJob;
pub use list::{BoardColumn, RecordQuery};
pub use set::SetAnswer;
pub use shape::{JobSeen, Record, RecordReason};
pub use show::{FieldSeen, RecordSeen};

impl Keepsake {
    /// Looks at every row that changed since it was last looked at; no request is made.
    pub(crate) async fn derive_records(&self, connection: ConnectionId) -> Result<(), AppError> {
        let correlation = self.unique_name();
        keepsake_sync::derive_records(self.store(), connection, &correlation, self.now()).await?;
        Ok(())
    }
}
