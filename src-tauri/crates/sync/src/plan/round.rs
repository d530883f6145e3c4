//! The slow round over everything that is chosen, one request at a time.
//!
//! Pure. Leaves out when a step is due. The rule it protects: an edit that leaves no trace in a time, and a page that no
//! listing ever showed in the trash, are found by the time a round has ended.

use std::fmt;

use keepsake_memory::{Listed, ObjectKind};

use crate::read::Read;

/// What one lap of a round reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lap {
    /// The text of every page.
    #[default]
    Bodies,
    /// What every page says of itself: it may be in the trash.
    Pages,
    /// The same of every data source.
    DataSources,
    /// What Notion did not answer for when last asked; it may have come out of the trash unseen.
    Unreachable,
}

impl Lap {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [
        Self::Bodies,
        Self::Pages,
        Self::DataSources,
        Self::Unreachable,
    ];

    /// What it goes through; all kinds where that is not said.
    #[must_use]
    pub const fn kind(self) -> Option<ObjectKind> {
        match self {
            Self::Bodies | Self::Pages => Some(ObjectKind::Page),
            Self::DataSources => Some(ObjectKind::DataSource),
            Self::Unreachable => None,
        }
    }

    /// What it asks of one object.
    #[must_use]
    pub fn read(self, object: &Listed) -> Read {
        match self {
            Self::Bodies => Read::Body { page: object.id },
            Self::Pages | Self::DataSources | Self::Unreachable => Read::again(object),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Bodies => "bodies",
            Self::Pages => "pages",
            Self::DataSources => "data_sources",
            Self::Unreachable => "unreachable",
        }
    }
}

/// How far a round has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// The lap it is in.
    pub lap: Lap,
    /// The row of the last object it has asked about in this lap.
    pub after: i64,
}

impl Round {
    /// Understands what [`fmt::Display`] has written; a new round where that is not possible.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let parts = text.split_once(' ');
        let read = parts.and_then(|(name, after)| {
            let lap = Lap::ALL.into_iter().find(|lap| lap.name() == name)?;
            let after = after.parse().ok()?;
            Some(Self { lap, after })
        });
        read.unwrap_or_default()
    }

    /// The beginning of the next lap.
    #[must_use]
    pub const fn next_lap(self) -> Self {
        let lap = match self.lap {
            Lap::Bodies => Lap::Pages,
            Lap::Pages => Lap::DataSources,
            Lap::DataSources => Lap::Unreachable,
            Lap::Unreachable => Lap::Bodies,
        };
        Self { lap, after: 0 }
    }
}

impl fmt::Display for Round {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.lap.name(), self.after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_is_read_as_it_was_written() {
        for lap in Lap::ALL {
            let round = Round { lap, after: 17 };
            assert_eq!(Round::read(&round.to_string()), round);
        }
    }

    #[test]
    fn what_an_earlier_version_has_written_begins_a_new_round() {
        for text in ["", "12", "nonsense 3", "pages x"] {
            assert_eq!(Round::read(text), Round::default(), "{text:?}");
        }
    }

    #[test]
    fn the_last_lap_is_followed_by_the_first() {
        let mut round = Round::default();
        for _ in Lap::ALL {
            round = round.next_lap();
        }
        assert_eq!(round, Round::default());
    }
}
