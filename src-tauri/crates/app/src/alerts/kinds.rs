//! What alerts are about, and how bad each is.
//!
//! The rule it protects: a kind has one severity, one word and one sentence, everywhere.

use keepsake_memory::Severity;

/// What an alert is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AlertKind {
    /// Notion no longer accepts the token.
    AuthFailure,
    /// Notion cannot be reached.
    ConnectionLost,
    /// Runs fail one after the other.
    SyncFailure,
    /// There is no room on the disk.
    DiskFull,
    /// There is less room on the disk than an import leaves free.
    LittleSpace,
    /// Deletions wait for the person.
    Brake,
    /// Conflicts wait for the person.
    Decisions,
    /// Notion refused changes that were made here.
    Parked,
    /// A folder of channels gives none any more; those read before hold.
    ChannelsMissing,
    /// The person tries what becomes of an alert.
    Test,
}

impl AlertKind {
    /// The kinds that come and go with the state of things.
    pub(crate) const WATCHED: [Self; 9] = [
        Self::AuthFailure,
        Self::ConnectionLost,
        Self::SyncFailure,
        Self::DiskFull,
        Self::LittleSpace,
        Self::Brake,
        Self::Decisions,
        Self::Parked,
        Self::ChannelsMissing,
    ];

    /// Its word in the store, in documents and in the keys of the catalogue.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AuthFailure => "auth_failure",
            Self::ConnectionLost => "connection_lost",
            Self::SyncFailure => "sync_failure",
            Self::DiskFull => "disk_full",
            Self::LittleSpace => "little_space",
            Self::Brake => "brake",
            Self::Decisions => "decisions",
            Self::Parked => "parked",
            Self::ChannelsMissing => "channels_missing",
            Self::Test => "test",
        }
    }

    /// The kind with this word.
    pub(crate) fn of(word: &str) -> Option<Self> {
        Self::WATCHED
            .into_iter()
            .chain([Self::Test])
            .find(|kind| kind.as_str() == word)
    }

    /// How bad it is.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::AuthFailure => Severity::Critical,
            Self::SyncFailure | Self::DiskFull => Severity::Error,
            Self::ConnectionLost
            | Self::LittleSpace
            | Self::Brake
            | Self::Decisions
            | Self::Parked
            | Self::ChannelsMissing => Severity::Warning,
            Self::Test => Severity::Info,
        }
    }

    /// Whether each run that ends this way is one more time that it happened; the others are states that last.
    pub(crate) const fn is_about_runs(self) -> bool {
        match self {
            Self::AuthFailure | Self::ConnectionLost | Self::SyncFailure | Self::DiskFull => true,
            // While it waits, it looks again and again.
            Self::LittleSpace
            | Self::Brake
            | Self::Decisions
            | Self::Parked
            | Self::ChannelsMissing
            | Self::Test => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_word() {
        for kind in AlertKind::WATCHED.into_iter().chain([AlertKind::Test]) {
            assert_eq!(AlertKind::of(kind.as_str()), Some(kind));
        }
        assert_eq!(AlertKind::of("something"), None);
    }
}
