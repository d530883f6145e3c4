//! The use cases of Keepsake: connect, pick, import, search, read, export; and what they need: settings, secrets, jobs.
//!
//! Every face (window, command line, later tray, gateway and connector) calls these and shows what they answer. Leaves
//! out requests (`keepsake-notion`), storage (`keepsake-memory`), the engine (`keepsake-sync`) and everything a face
//! decides. The rule it protects: there is one way to do a thing, whoever asks.

mod activity;
mod again;
pub mod alerts;
mod backup;
mod catalog;
mod changes;
mod choice;
mod connect;
mod data_place;
mod databases;
mod decisions;
mod diagnostics;
mod disconnect;
mod disk;
pub mod doctor;
pub mod dto;
pub mod error;
mod export;
mod failures;
mod grants;
mod history;
pub mod home;
mod jobs;
mod keepsake;
mod keys;
pub mod language;
mod last_keys;
mod leaving;
mod links;
pub mod logs;
pub mod owner;
pub mod preferences;
mod profiles;
mod progress;
mod reach;
mod reading;
mod records;
pub mod redaction;
mod restored;
mod runs;
mod sample;
pub mod secrets;
mod sentences;
pub mod settings;
pub mod sign_in;
mod speech;
mod start_at_login;
mod status;
mod stopped;
#[cfg(test)]
mod tests;
mod texts;
mod unlocking;
pub mod watch;
pub mod webhooks;
pub mod words;
mod writes;

pub use backup::{backup_name, backups, look_at_backup, restore_backup, start_fresh};
pub use changes::Changes;
pub use choice::marked;
pub use connect::Authorized;
pub use databases::TableWish;
pub use decisions::Keep;
pub use diagnostics::diagnostics_without_memory;
pub use disconnect::{Access, MemoryFate};
pub use disk::{Disk, SystemDisk};
pub use error::{AppError, ErrorCode};
pub use export::{ExportFormat, ExportSummary};
pub use history::{TakenBack, Undone};
pub use home::Home;
pub use jobs::{Verification, VerifiedPage};
pub use keepsake::{Face, Keepsake, Options, Ports};
pub use keepsake_notion::OAuthCredentials;
pub use language::Language;
pub use last_keys::{KeysLeft, Left, LockedKeys};
pub use leaving::remove_data_folder;
pub use profiles::{
    CheckedProfile, ListedProfile, LostChannels, LostProperties, NamedDifference, NewDatabase,
    ProfileTrial, TriedEntry,
};
pub use reading::RememberedPage;
pub use reading::saving::save_text;
pub use records::{
    BoardColumn, FieldSeen, JobSeen, Record, RecordJob, RecordQuery, RecordReason, RecordSeen,
    SetAnswer,
};
pub use settings::{Settings, SettingsError};
pub use sign_in::{SignIn, SignInWay};
pub use speech::Speech;
pub use start_at_login::{remove_start_at_login, tie_start_at_login};
pub use texts::{PageChange, PageText, TextUndone};
pub use words::Words;
pub use writes::Writes;
