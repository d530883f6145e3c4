//! The one error every face shows: a code to act on, details for its sentence, and whether trying again helps.
//!
//! The sentences are in the catalogue ([`crate::words`]), one per code. Leaves out where errors come from
//! (`failures`). The rule it protects: a code exists only if a face acts on it or says something of its own.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use specta::Type;

/// The catalogue's word for a key that was exchanged and whose successor was lost before it was kept.
pub(crate) const CUT_SHORT: &str = "cut_short";

/// What went wrong, as a face acts on it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// No workspace is connected, or none with that id.
    NotConnected,
    /// Notion does not accept the token that was just given.
    TokenRefused,
    /// Notion no longer accepts a token it accepted before.
    NeedsSignIn,
    /// The person stopped syncing this workspace: nothing is brought, sent or changed until it is connected again.
    ConnectionStopped,
    /// The connection lacks a capability.
    Permission,
    /// There is no such thing here, or Notion does not share it.
    NotFound,
    /// Notion cannot be reached.
    Offline,
    /// Something between here and Notion answered in its place: a sign-in page, a proxy.
    ProxyPage,
    /// Notion asks to slow down for longer than it makes sense to wait.
    RateLimited,
    /// Notion answers, but not with what it should.
    NotionTrouble,
    /// No space left.
    DiskFull,
    /// Less space left than an import leaves free.
    LittleSpace,
    /// A file or folder of the data folder cannot be read or written.
    Unwritable,
    /// A newer version wrote the store.
    StoreNewer,
    /// The store cannot be read.
    StoreDamaged,
    /// Something else changed the store's schema.
    StoreDrifted,
    /// Another process works with the data folder.
    OwnerBusy,
    /// The keychain is locked, or the passphrase was wrong, or it does not take a renewed token for now.
    KeychainLocked,
    /// There is no place to keep secrets.
    KeychainMissing,
    /// What was asked for makes no sense; `details.problem` says why.
    InvalidInput,
    /// The person stopped it.
    Cancelled,
    /// A mistake of this program.
    Internal,
}

impl ErrorCode {
    /// Every code, for the test that each has its sentence.
    pub const ALL: [Self; 22] = [
        Self::NotConnected,
        Self::TokenRefused,
        Self::NeedsSignIn,
        Self::ConnectionStopped,
        Self::Permission,
        Self::NotFound,
        Self::Offline,
        Self::ProxyPage,
        Self::RateLimited,
        Self::NotionTrouble,
        Self::DiskFull,
        Self::LittleSpace,
        Self::Unwritable,
        Self::StoreNewer,
        Self::StoreDamaged,
        Self::StoreDrifted,
        Self::OwnerBusy,
        Self::KeychainLocked,
        Self::KeychainMissing,
        Self::InvalidInput,
        Self::Cancelled,
        Self::Internal,
    ];

    /// The word it is written as.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotConnected => "not_connected",
            Self::TokenRefused => "token_refused",
            Self::NeedsSignIn => "needs_sign_in",
            Self::ConnectionStopped => "connection_stopped",
            Self::Permission => "permission",
            Self::NotFound => "not_found",
            Self::Offline => "offline",
            Self::ProxyPage => "proxy_page",
            Self::RateLimited => "rate_limited",
            Self::NotionTrouble => "notion_trouble",
            Self::DiskFull => "disk_full",
            Self::LittleSpace => "little_space",
            Self::Unwritable => "unwritable",
            Self::StoreNewer => "store_newer",
            Self::StoreDamaged => "store_damaged",
            Self::StoreDrifted => "store_drifted",
            Self::OwnerBusy => "owner_busy",
            Self::KeychainLocked => "keychain_locked",
            Self::KeychainMissing => "keychain_missing",
            Self::InvalidInput => "invalid_input",
            Self::Cancelled => "cancelled",
            Self::Internal => "internal",
        }
    }

    /// Whether the same thing can work later without anybody changing anything.
    #[must_use]
    pub const fn is_retryable(self) -> bool {
        match self {
            Self::Offline
            | Self::ProxyPage
            | Self::RateLimited
            | Self::NotionTrouble
            | Self::DiskFull
            | Self::LittleSpace
            | Self::Unwritable
            | Self::OwnerBusy
            | Self::KeychainLocked => true,
            Self::NotConnected
            | Self::TokenRefused
            | Self::NeedsSignIn
            | Self::ConnectionStopped
            | Self::Permission
            | Self::NotFound
            | Self::StoreNewer
            | Self::StoreDamaged
            | Self::StoreDrifted
            | Self::KeychainMissing
            | Self::InvalidInput
            | Self::Cancelled
            | Self::Internal => false,
        }
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// An error on its way to a face. Never carries a secret or the contents of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AppError {
    /// What went wrong.
    pub code: ErrorCode,
    /// What its sentence needs: names and numbers.
    pub details: BTreeMap<String, String>,
    /// Whether trying again can help.
    pub retryable: bool,
    /// Notion's id of the request, for its support.
    pub request_id: Option<String>,
}

impl AppError {
    /// An error with this code.
    #[must_use]
    pub fn new(code: ErrorCode) -> Self {
        Self {
            code,
            details: BTreeMap::new(),
            retryable: code.is_retryable(),
            request_id: None,
        }
    }

    /// An error about something that was asked for; `problem` is a word of the catalogue's `error-invalid_input`.
    #[must_use]
    pub fn invalid(problem: &str) -> Self {
        Self::new(ErrorCode::InvalidInput).with("problem", problem)
    }

    /// Notion refused a connection's token in this request; `cut_short` when it was exchanged for one that was lost.
    #[must_use]
    pub fn needs_sign_in(cut_short: bool, request_id: Option<String>) -> Self {
        let error = Self::new(ErrorCode::NeedsSignIn).with_request(request_id);
        if cut_short {
            error.with("reason", CUT_SHORT)
        } else {
            error
        }
    }

    /// A mistake of this program; `detail` is for the log and for whoever reports it.
    #[must_use]
    pub fn internal(detail: impl fmt::Display) -> Self {
        Self::new(ErrorCode::Internal).with("detail", detail)
    }

    /// Adds what the sentence needs.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.details.insert(name.to_owned(), value.to_string());
        self
    }

    /// Adds Notion's id of the request.
    #[must_use]
    pub fn with_request(mut self, request_id: Option<String>) -> Self {
        self.request_id = request_id;
        self
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.code.fmt(formatter)?;
        for (name, value) in &self.details {
            write!(formatter, ", {name}: {value}")?;
        }
        Ok(())
    }
}

impl std::error::Error for AppError {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    #[test]
    fn the_wire_shape_is_code_details_retryable_and_request_id() {
        let error = AppError::new(ErrorCode::Offline)
            .with("host", "api.notion.com")
            .with_request(Some("r1".into()));
        assert_eq!(
            serde_json::to_value(error).unwrap(),
            serde_json::json!({
                "code": "offline",
                "details": {"host": "api.notion.com"},
                "retryable": true,
                "requestId": "r1",
            })
        );
    }

    #[test]
    fn every_code_is_written_as_its_word() {
        for code in ErrorCode::ALL {
            assert_eq!(serde_json::to_value(code).unwrap(), code.as_str());
        }
    }
}
