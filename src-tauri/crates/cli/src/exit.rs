//! What the exit code tells a script.

use std::process::ExitCode;

use keepsake_app::{AppError, ErrorCode};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It did what was asked.
    Ok,
    /// It did not.
    Error,
    /// It did not understand what was asked.
    Usage,
    /// A person has to connect (again).
    NeedsSignIn,
    /// It did what it could; the answer says what is missing.
    Partial,
}

impl Exit {
    /// What an error means to a script.
    pub(crate) fn of(error: &AppError) -> Self {
        match error.code {
            ErrorCode::NeedsSignIn | ErrorCode::ConnectionStopped | ErrorCode::TokenRefused => {
                Self::NeedsSignIn
            }
            ErrorCode::NotConnected
                if error
                    .details
                    .get("connection")
                    .is_some_and(|which| which == "none") =>
            {
                Self::NeedsSignIn
            }
            ErrorCode::InvalidInput => Self::Usage,
            _ => Self::Error,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Ok => 0,
            Exit::Error => 1,
            Exit::Usage => 2,
            Exit::NeedsSignIn => 3,
            Exit::Partial => 4,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_can_tell_what_to_do_from_the_exit_code() {
        let table = [
            (AppError::new(ErrorCode::NeedsSignIn), Exit::NeedsSignIn),
            (
                AppError::new(ErrorCode::ConnectionStopped),
                Exit::NeedsSignIn,
            ),
            (AppError::new(ErrorCode::TokenRefused), Exit::NeedsSignIn),
            (
                AppError::new(ErrorCode::NotConnected).with("connection", "none"),
                Exit::NeedsSignIn,
            ),
            (
                AppError::new(ErrorCode::NotConnected).with("connection", 7),
                Exit::Error,
            ),
            (AppError::invalid("needs_yes"), Exit::Usage),
            (AppError::new(ErrorCode::Offline), Exit::Error),
            (AppError::new(ErrorCode::ProxyPage), Exit::Error),
            (AppError::new(ErrorCode::OwnerBusy), Exit::Error),
            (AppError::invalid("plain_http"), Exit::Usage),
        ];
        for (error, expected) in table {
            assert_eq!(Exit::of(&error), expected, "{error}");
        }
    }
}
