//! Which alerts are worth calling a person for, and how often.
//!
//! Pure. Leaves out showing them. The rule it protects: nobody is called for what passes by itself, nor twice a day for the
//! same thing; everything is in the list of alerts anyway.

use std::collections::HashMap;

use time::{Duration, OffsetDateTime};

use super::kinds::AlertKind;

/// How long nobody is called again for the same thing.
const REST: Duration = Duration::days(1);

/// Remembers what was called for in this process.
#[derive(Debug, Default)]
pub(crate) struct Restraint {
    called: HashMap<(AlertKind, Option<String>), OffsetDateTime>,
}

impl Restraint {
    /// Whether to call the person now for an alert of this kind about a connection. That it was is remembered.
    pub(crate) fn calls(
        &mut self,
        kind: &str,
        connection: Option<&str>,
        now: OffsetDateTime,
    ) -> bool {
        let Some(kind) = AlertKind::of(kind).filter(|kind| waits_for_somebody(*kind)) else {
            return false;
        };
        if kind == AlertKind::Test {
            return true;
        }
        let subject = (kind, connection.map(ToOwned::to_owned));
        if self
            .called
            .get(&subject)
            .is_some_and(|last| now - *last < REST)
        {
            return false;
        }
        self.called.insert(subject, now);
        true
    }
}

/// Whether nothing goes on until the person does something, or the person asked for it.
const fn waits_for_somebody(kind: AlertKind) -> bool {
    match kind {
        AlertKind::AuthFailure
        | AlertKind::DiskFull
        | AlertKind::LittleSpace
        | AlertKind::Brake
        | AlertKind::Decisions
        | AlertKind::Test => true,
        AlertKind::ConnectionLost
        | AlertKind::SyncFailure
        | AlertKind::Parked
        | AlertKind::ChannelsMissing => false,
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const MORNING: OffsetDateTime = datetime!(2026-11-20 9:00 UTC);

    #[test]
    fn nobody_is_called_for_what_passes_by_itself() {
        let mut restraint = Restraint::default();
        for kind in ["connection_lost", "sync_failure", "parked", "something"] {
            assert!(!restraint.calls(kind, Some("1"), MORNING), "{kind}");
        }
        for kind in [
            "auth_failure",
            "disk_full",
            "little_space",
            "brake",
            "decisions",
        ] {
            assert!(restraint.calls(kind, Some("1"), MORNING), "{kind}");
        }
    }

    #[test]
    fn nobody_is_called_twice_a_day_for_the_same_thing() {
        let mut restraint = Restraint::default();
        let mut calls = |connection, hours| {
            let now = MORNING + Duration::hours(hours);
            restraint.calls("decisions", Some(connection), now)
        };
        assert!(calls("1", 0));
        assert!(!calls("1", 23));
        assert!(calls("2", 23), "another workspace is another thing");
        assert!(calls("1", 24));
    }

    #[test]
    fn who_tries_alerts_sees_them_each_time() {
        let mut restraint = Restraint::default();
        assert!(restraint.calls("test", None, MORNING));
        assert!(restraint.calls("test", None, MORNING));
    }
}
