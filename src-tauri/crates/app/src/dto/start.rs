//! What a face needs to know when it starts.

use serde::Serialize;
use specta::Type;

use super::Connection;

/// Where things stand at the start of a face.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StartState {
    /// The program's version.
    pub version: String,
    /// The step of the first run that comes next.
    pub onboarding: Onboarding,
    /// The connection used last.
    pub connection: Option<Connection>,
    /// The run that is under way or waiting to go on; for `watch_run`.
    pub active_run: Option<String>,
}

/// The steps of the first run (ux C.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Onboarding {
    /// Nothing is connected.
    Welcome,
    /// A token has to be given (again).
    Connect,
    /// Connected, nothing imported yet.
    Choose,
    /// An import is under way or was interrupted.
    Import,
    /// Something is in the memory.
    Done,
}

/// Where secrets are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SecretStore {
    /// The system's keychain.
    Keychain,
    /// A file encrypted under the person's passphrase.
    PassphraseFile,
    /// A file encrypted under a key file that only the person's account can read.
    KeyFile,
    /// None can be opened at the moment.
    Unavailable,
}
