//! The use cases of Keepsake: connect, pick, import, search, read, export; and what they need: settings, secrets, jobs.
//!
//! Every face (window, command line, later tray, gateway and connector) calls these and shows what they answer. Leaves
//! out requests (`keepsake-notion`), storage (`keepsake-memory`), the engine (`keepsake-sync`) and everything a face
//! decides. The rule it protects: there is one way to do a thing, whoever asks.

pub mod dto;
pub mod error;
pub mod home;
pub mod logs;
pub mod owner;
pub mod redaction;
pub mod secrets;
pub mod settings;
pub mod words;

pub use error::{AppError, ErrorCode};
pub use home::Home;
pub use settings::{Settings, SettingsError};
pub use words::Words;
