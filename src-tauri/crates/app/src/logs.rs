//! Logs: JSON lines in the home's `logs` folder, one file a day, seven days.
//!
//! Leaves out what is worth a line. The rules it protects: no secret and, at the default level, no text of a page is ever
//! written; libraries that could print what they carry are kept quiet at every level.

use std::error::Error;
use std::io;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{Builder, InitError, Rotation};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::error::AppError;
use crate::failures;
use crate::home::Home;
use crate::redaction::Redacting;
use crate::settings::{self, SettingsError};

/// How many daily files are kept.
const DAYS: usize = 7;
/// Never louder than this, whatever the filter says: they print headers, messages or every byte.
const QUIET: [&str; 8] = [
    "h2=info",
    "hyper=info",
    "hyper_util=info",
    "reqwest=info",
    "rustls=info",
    "zbus=warn",
    "keyring_core=warn",
    "html5ever=off",
];

/// Keeps the log open; what was logged is on disk once it is dropped.
#[derive(Debug)]
#[must_use = "dropping it ends the log"]
pub struct Logging {
    _worker: WorkerGuard,
}

/// Starts logging for this process.
///
/// # Errors
/// When the folder cannot be written, the filter is none, or a log was started before.
pub fn start(home: &Home, filter: &str) -> Result<Logging, AppError> {
    let filter = quieted(filter)?;
    let file = Builder::new()
        .rotation(Rotation::DAILY)
        .filename_prefix("keepsake")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(home.logs())
        .map_err(|error| failures::unwritable(&home.logs(), &cause_of(error)))?;
    let (writer, worker) = tracing_appender::non_blocking(Redacting(file));
    let lines = tracing_subscriber::fmt::layer().json().with_writer(writer);
    tracing_subscriber::registry()
        .with(filter)
        .with(lines)
        .try_init()
        .map_err(AppError::internal)?;
    tracing::trace!("everything is logged");
    Ok(Logging { _worker: worker })
}

/// What the system said, which the library wraps.
fn cause_of(error: InitError) -> io::Error {
    let cause = error
        .source()
        .and_then(|cause| cause.downcast_ref::<io::Error>())
        .map(|cause| io::Error::new(cause.kind(), cause.to_string()));
    cause.unwrap_or_else(|| io::Error::other(error))
}

/// The person's filter with the loud libraries turned down.
///
/// # Errors
/// [`SettingsError`] when the filter is none.
pub fn quieted(filter: &str) -> Result<EnvFilter, SettingsError> {
    let wrong = |error: &dyn std::fmt::Display| settings::wrong("KEEPSAKE_LOG", error);
    let mut built = EnvFilter::builder()
        .parse(filter)
        .map_err(|error| wrong(&error))?;
    for directive in QUIET {
        built = built.add_directive(directive.parse().map_err(|error| wrong(&error))?);
    }
    Ok(built)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    #[test]
    fn loud_libraries_stay_quiet_at_trace() {
        let filter = quieted("trace").unwrap().to_string();
        for directive in QUIET {
            assert!(
                filter.contains(directive),
                "{directive} is missing from {filter}"
            );
        }
    }

    #[test]
    fn a_filter_that_is_none_is_refused() {
        assert!(quieted("keepsake=loud").is_err());
    }
}
