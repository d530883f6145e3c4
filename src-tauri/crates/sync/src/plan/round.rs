//! The slow round over everything that is chosen, one request at a time.
//!
//! Pure. Leaves out when a step is due. The rule it protects: an edit that leaves no trace in a time, a page that no
//! listing ever showed in the trash or out of it, and one that came into sight with an old time, are found by the time a
//! round has ended.

use std::fmt;

use keepsake_memory::Listed;
use keepsake_text::NotionId;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::read::{Place, Read};

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
    /// Everything that search lists, to its end.
    Search,
    /// The rows of every data source.
    Rows,
    /// What is in the trash here; it may have come out of it unseen.
    Trashed,
    /// What Notion did not answer for when last asked; it may have come out of the trash unseen.
    Unreachable,
}

impl Lap {
    /// All of them, in their order.
    pub const ALL: [Self; 7] = [
        Self::Bodies,
        Self::Pages,
        Self::DataSources,
        Self::Search,
        Self::Rows,
        Self::Trashed,
        Self::Unreachable,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Bodies => "bodies",
            Self::Pages => "pages",
            Self::DataSources => "data_sources",
            Self::Search => "search",
            Self::Rows => "rows",
            Self::Trashed => "trashed",
            Self::Unreachable => "unreachable",
        }
    }
}

/// A list that is read one page a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlowList {
    /// The data source whose rows they are; the bot for what search lists.
    pub of: NotionId,
    /// Where it goes on. Nothing while a page is being read, so that a list that cannot be read is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<NextPage>,
}

/// Where the next page of a list begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextPage {
    /// Only rows created in or after this minute.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "time::serde::rfc3339::option"
    )]
    pub window: Option<OffsetDateTime>,
    /// The place in that list.
    #[serde(flatten)]
    pub at: Place,
}

/// How far a round has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// The lap it is in.
    pub lap: Lap,
    /// The row of the last object it has asked about in this lap.
    pub after: i64,
    /// The list it is in.
    pub list: Option<SlowList>,
}

impl Round {
    /// Understands what [`fmt::Display`] has written; a new round where that is not possible.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut parts = text.splitn(3, ' ');
        let mut read = || {
            let name = parts.next()?;
            let lap = Lap::ALL.into_iter().find(|lap| lap.name() == name)?;
            let after = parts.next()?.parse().ok()?;
            let list = parts
                .next()
                .and_then(|list| serde_json::from_str(list).ok());
            Some(Self { lap, after, list })
        };
        read().unwrap_or_default()
    }

    /// The beginning of the next lap.
    #[must_use]
    pub fn next_lap(&self) -> Self {
        let mut laps = Lap::ALL.into_iter().cycle();
        laps.find(|lap| *lap == self.lap);
        Self {
            lap: laps.next().unwrap_or_default(),
            ..Self::default()
        }
    }

    /// Asks about an object, which stands for the first page of its rows in the lap over those.
    #[must_use]
    pub fn ask(&mut self, object: &Listed) -> Read {
        self.after = object.row;
        match self.lap {
            Lap::Bodies => Read::Body { page: object.id },
            Lap::Rows => {
                self.list = Some(SlowList {
                    of: object.id,
                    next: None,
                });
                rows(object.id, NextPage::default())
            }
            Lap::Pages | Lap::DataSources | Lap::Search | Lap::Trashed | Lap::Unreachable => {
                Read::again(object)
            }
        }
    }

    /// The next page of the list it is in; `None` at the end of it. What search lists begins here.
    #[must_use]
    pub fn turn_page(&mut self, bot: NotionId) -> Option<Read> {
        if self.lap == Lap::Search && self.list.is_none() {
            self.list = Some(SlowList {
                of: bot,
                next: Some(NextPage::default()),
            });
        }
        let list = self.list.as_mut()?;
        let page = list.next.take()?;
        Some(if self.lap == Lap::Search {
            Read::Search { bot, at: page.at }
        } else {
            rows(list.of, page)
        })
    }

    /// The round once a page of a list has been read; `None` where it has left that list meanwhile.
    #[must_use]
    pub fn with_next(mut self, of: NotionId, next: Option<NextPage>) -> Option<Self> {
        let list = self.list.as_mut().filter(|list| list.of == of)?;
        list.next = next;
        Some(self)
    }
}

fn rows(data_source: NotionId, page: NextPage) -> Read {
    Read::Query {
        data_source,
        window: page.window,
        at: page.at,
        is_slow: true,
    }
}

impl fmt::Display for Round {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.lap.name(), self.after)?;
        let list = self.list.as_ref();
        match list.and_then(|list| serde_json::to_string(list).ok()) {
            Some(list) => write!(formatter, " {list}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;
    use keepsake_memory::{ObjectKind, Reach};
    use time::macros::datetime;

    const BOT: NotionId = NotionId::from_bytes([9; 16]);
    const SOURCE: NotionId = NotionId::from_bytes([2; 16]);

    fn in_lap(lap: Lap) -> Round {
        Round {
            lap,
            ..Round::default()
        }
    }

    fn kept(round: &Round) -> Round {
        Round::read(&round.to_string())
    }

    fn page(cursor: &str) -> NextPage {
        NextPage {
            window: Some(datetime!(2026-11-20 10:30 UTC)),
            at: Place::default().followed_by(cursor.to_owned()),
        }
    }

    #[test]
    fn a_round_is_read_as_it_was_written() {
        for lap in Lap::ALL {
            for next in [None, Some(page("a b"))] {
                let round = Round {
                    lap,
                    after: 17,
                    list: Some(SlowList { of: SOURCE, next }),
                };
                assert_eq!(kept(&round), round);
            }
            let round = Round {
                after: 17,
                ..in_lap(lap)
            };
            assert_eq!(kept(&round), round);
        }
    }

    #[test]
    fn what_an_earlier_version_has_written_is_understood_or_begins_a_new_round() {
        let round = Round::read("pages 12");
        assert_eq!((round.lap, round.after), (Lap::Pages, 12));
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

    #[test]
    fn what_search_lists_is_read_page_by_page_to_its_end() {
        let mut round = in_lap(Lap::Search);
        let at = Place::default();
        assert_eq!(round.turn_page(BOT), Some(Read::Search { bot: BOT, at }));
        let mut round = kept(&round).with_next(BOT, Some(page("b"))).unwrap();
        let at = page("b").at;
        assert_eq!(round.turn_page(BOT), Some(Read::Search { bot: BOT, at }));
        let mut round = kept(&round).with_next(BOT, None).unwrap();
        assert_eq!(round.turn_page(BOT), None, "the lap is over");
    }

    #[test]
    fn a_list_whose_page_could_not_be_read_is_left() {
        let source = Listed {
            row: 5,
            id: SOURCE,
            kind: ObjectKind::DataSource,
            title: String::new(),
            edited_time: None,
            reach: Reach::Ok,
        };
        let mut round = in_lap(Lap::Rows);
        assert_eq!(round.turn_page(BOT), None, "no list has begun");
        assert_eq!(round.ask(&source), rows(SOURCE, NextPage::default()));
        let mut unread = kept(&round);
        assert_eq!((unread.turn_page(BOT), unread.after), (None, 5));
        let mut read = kept(&round).with_next(SOURCE, Some(page("b"))).unwrap();
        assert_eq!(read.turn_page(BOT), Some(rows(SOURCE, page("b"))));
        assert_eq!(round.with_next(BOT, Some(page("b"))), None);
    }
}
