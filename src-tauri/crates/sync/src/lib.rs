//! The sync engine: brings a Notion workspace into the memory and keeps it in step.
//!
//! `observe -> plan -> apply -> index -> report`, each a module. What is still to be read is a list in the store, so
//! an import is a sync whose base is empty, a resumed import is an import, and a kill costs what was in flight. Leaves
//! out requests (`keepsake-notion`), storage and search (`keepsake-memory`) and faces. The rule it protects: found =
//! stored + unchanged + skipped + refused + failed, and nothing is lost without a line that says so.

mod choice;
mod control;
mod engine;
mod error;
mod estimate;
mod files;
mod observe;
pub mod plan;
mod progress;
pub mod read;
mod request;
mod room;
pub mod two_way;
mod verify;

pub use choice::brought_back;
pub use control::{Control, Wish};
pub use engine::{Engine, Ports, derive_records};
pub use error::RunError;
pub use estimate::{Estimate, EstimateKind, EstimateNode, estimate};
pub use files::FileFolder;
pub use progress::{LogLine, LogOutcome, Phase, ProgressSink, ProgressUpdate, Silent};
pub use request::{
    Comments, DEFAULT_MAX_FILE_BYTES, Files, ImportOptions, RunEnd, RunKind, RunOutcome, RunRequest,
};
pub use room::{FreeSpace, KEPT_FREE, LittleRoom, Room, Writing};
pub use verify::{Difference, VerifyReport, VerifyScope};
