//! What failures of the parts mean to a person.
//!
//! The only place where errors of the store, the client, the engine and the key store become [`AppError`]s. The rule it
//! protects: the same failure has the same code whichever use case met it.

use std::io::ErrorKind as ErrorKindOfFiles;
use std::path::Path;

use keepsake_memory::StoreError;
use keepsake_notion::{ErrorKind, RenewalFailure};
use keepsake_sync::RunError;

use crate::disk::megabytes;
use crate::error::{AppError, CUT_SHORT, ErrorCode};
use crate::secrets::SecretError;
use crate::settings::SettingsError;

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::DiskFull => Self::new(ErrorCode::DiskFull),
            StoreError::Io { detail } => Self::new(ErrorCode::Unwritable)
                .with("detail", detail)
                .with("place", "memory.db"),
            StoreError::Damaged { detail } => Self::new(ErrorCode::StoreDamaged)
                .with("detail", detail)
                .with("path", ""),
            StoreError::Newer { .. } => Self::new(ErrorCode::StoreNewer).with("path", ""),
            StoreError::Drifted { detail } => Self::new(ErrorCode::StoreDrifted)
                .with("detail", detail)
                .with("path", ""),
            StoreError::Busy => Self::new(ErrorCode::OwnerBusy).with("action", "store"),
            StoreError::AlreadyThere { path } => {
                Self::invalid("backup_there").with("path", path.display())
            }
            StoreError::UnknownConnection(id) => {
                Self::new(ErrorCode::NotConnected).with("connection", id)
            }
            StoreError::KeptOnly(id) => Self::invalid("kept_only").with("id", id),
            StoreError::UnknownRun(id) => Self::new(ErrorCode::NotFound)
                .with("what", "run")
                .with("id", id),
            // The rest is for the log: nobody can act on it, and the store may gain more.
            _ => internal(&error),
        }
    }
}

impl From<keepsake_notion::Error> for AppError {
    fn from(error: keepsake_notion::Error) -> Self {
        let code = code_of(&error);
        tracing::info!(%error, code = code.as_str(), "a request to Notion failed");
        let failure = match (error.renewal, error.additional.get("block_limit")) {
            (Some(RenewalFailure::CutShort), _) => Self::new(code).with("reason", CUT_SHORT),
            (Some(RenewalFailure::NotKept), _) => Self::new(code).with("reason", "renewal"),
            (_, Some(_)) => Self::new(code).with("reason", "block_limit"),
            (_, None) => Self::new(code),
        };
        let failure = match error.needs {
            Some(need) => failure
                .with("deed", need.deed)
                .with("capability", need.capability.as_str()),
            None => failure,
        };
        failure
            .with("action", &error.attempted)
            .with("detail", &error.message)
            .with("host", "Notion")
            .with("what", "notion")
            .with_request(error.request_id.clone())
    }
}

impl From<RunError> for AppError {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Notion(error) => error.into(),
            RunError::Store(error) => error.into(),
            RunError::LittleRoom(little) => Self::new(ErrorCode::LittleSpace)
                .with("megabytes", megabytes(little.free))
                .with("needed", megabytes(little.needed)),
            RunError::Files { path, source } => unwritable(Path::new(&path), &source),
        }
    }
}

impl From<SecretError> for AppError {
    fn from(error: SecretError) -> Self {
        match &error {
            SecretError::Locked { .. } => Self::new(ErrorCode::KeychainLocked),
            SecretError::Missing { detail } | SecretError::Failed { detail } => {
                Self::new(ErrorCode::KeychainMissing).with("detail", detail)
            }
        }
    }
}

impl From<SettingsError> for AppError {
    fn from(error: SettingsError) -> Self {
        let named = Self::invalid(error.problem).with("place", error.place);
        let values = error.values.into_iter();
        values.fold(named, |error, (name, value)| error.with(name, value))
    }
}

/// What a failed call means to a person.
fn code_of(error: &keepsake_notion::Error) -> ErrorCode {
    let kind = match (error.kind(), error.renewal) {
        (ErrorKind::Renewal, Some(RenewalFailure::NotKept)) => return ErrorCode::KeychainLocked,
        // What Notion says about an exchange of tokens says nothing about the page that was asked for.
        (ErrorKind::Renewal, Some(RenewalFailure::Unanswered(kind))) => match kind {
            ErrorKind::RateLimited | ErrorKind::Transport => kind,
            _ => ErrorKind::Server,
        },
        (kind, _) => kind,
    };
    match kind {
        ErrorKind::Authentication => ErrorCode::NeedsSignIn,
        ErrorKind::Permission | ErrorKind::Blocked => ErrorCode::Permission,
        ErrorKind::NotFound => ErrorCode::NotFound,
        ErrorKind::RateLimited => ErrorCode::RateLimited,
        _ if error.foreign => ErrorCode::ProxyPage,
        ErrorKind::Transport => ErrorCode::Offline,
        ErrorKind::Server
        | ErrorKind::Malformed
        | ErrorKind::Conflict
        | ErrorKind::Validation
        | ErrorKind::Renewal => ErrorCode::NotionTrouble,
        ErrorKind::SendLog => ErrorCode::Internal,
    }
}

/// The error of opening the store at `path`, naming the folder where its copies lie.
pub(crate) fn opening(error: StoreError, path: &Path) -> AppError {
    let folder = path.parent().unwrap_or(path);
    match error {
        StoreError::Io { .. } => AppError::from(error).with("place", path.display()),
        other => AppError::from(other).with("path", folder.display()),
    }
}

/// The error of writing at `path`.
pub(crate) fn unwritable(path: &Path, error: &std::io::Error) -> AppError {
    let code = match error.kind() {
        ErrorKindOfFiles::StorageFull | ErrorKindOfFiles::QuotaExceeded => ErrorCode::DiskFull,
        _ => ErrorCode::Unwritable,
    };
    AppError::new(code)
        .with("place", path.display())
        .with("detail", error)
}

fn internal(error: &StoreError) -> AppError {
    tracing::error!(%error, "the store failed");
    AppError::internal(error)
}
