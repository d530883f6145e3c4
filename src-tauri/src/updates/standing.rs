//! Where things stand with new versions, and what follows from what happened. Pure.
//!
//! The rules it protects: nothing is offered for installing that was not verified; a failure says what it was about, and leaves
//! what runs as it is.

use serde::Serialize;
use specta::Type;
use tauri_plugin_updater::Error;

/// Where things stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
#[serde(
    tag = "standing",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum UpdateStanding {
    /// This build knows of nobody who makes new versions.
    NoSource,
    /// Nobody has looked since the start.
    #[default]
    Unknown,
    Looking,
    /// There is nothing newer.
    UpToDate,
    /// There is a newer version.
    Available {
        version: String,
        notes: Option<String>,
    },
    /// It is on its way: bytes that are here, and of how many where that is known.
    Loading {
        version: String,
        loaded: u32,
        size: Option<u32>,
    },
    /// It is here and comes from who makes this program.
    Ready {
        version: String,
    },
    Installing {
        version: String,
    },
    /// It is installed; the next start is the new version.
    Installed {
        version: String,
    },
    Failed {
        why: UpdateTrouble,
        version: Option<String>,
    },
}

/// Why it did not go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) enum UpdateTrouble {
    /// Nobody answered.
    Unreachable,
    /// What was answered is no list of versions.
    NotUnderstood,
    /// There is a newer version, but none for this kind of computer.
    NotForHere,
    /// It is not from who makes this program, or was changed on the way.
    NotVerified,
    /// It was not installed by a package, so that there is nothing to replace.
    NotInstalled,
    /// The system did not let it be installed, or the person did not.
    NotAllowed,
}

impl UpdateTrouble {
    /// What an error of the updater means for a person.
    pub(crate) fn of(error: &Error) -> Self {
        match error {
            Error::Serialization(_) | Error::Semver(_) | Error::UrlParse(_) => Self::NotUnderstood,
            Error::TargetNotFound(_) | Error::TargetsNotFound(_) => Self::NotForHere,
            Error::Minisign(_)
            | Error::Base64(_)
            | Error::SignatureUtf8(_)
            | Error::SignedVersionMismatch { .. }
            | Error::MissingSignedVersion
            | Error::InsecureTransportProtocol => Self::NotVerified,
            Error::InvalidUpdaterFormat | Error::BinaryNotFoundInArchive => Self::NotInstalled,
            Error::AuthenticationFailed
            | Error::DebInstallFailed
            | Error::PackageInstallFailed
            | Error::Io(_)
            | Error::TempDirNotFound
            | Error::TempDirNotOnSameMountPoint => Self::NotAllowed,
            _ => Self::Unreachable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_the_updater_is_told_as_what_it_means_for_a_person() {
        let version = || "9.9.9".to_owned();
        let table = [
            (Error::ReleaseNotFound, UpdateTrouble::Unreachable),
            (Error::Network(String::new()), UpdateTrouble::Unreachable),
            (
                Error::TargetsNotFound(Vec::new()),
                UpdateTrouble::NotForHere,
            ),
            (
                Error::SignatureUtf8(String::new()),
                UpdateTrouble::NotVerified,
            ),
            (Error::MissingSignedVersion, UpdateTrouble::NotVerified),
            (
                Error::SignedVersionMismatch {
                    signed: "0.1.0".to_owned(),
                    announced: version(),
                },
                UpdateTrouble::NotVerified,
            ),
            (Error::InsecureTransportProtocol, UpdateTrouble::NotVerified),
            (Error::InvalidUpdaterFormat, UpdateTrouble::NotInstalled),
            (Error::AuthenticationFailed, UpdateTrouble::NotAllowed),
        ];
        for (error, trouble) in table {
            assert_eq!(UpdateTrouble::of(&error), trouble, "{error}");
        }
    }
}
