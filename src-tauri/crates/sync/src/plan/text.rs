//! When the text of a page has to be read.
//!
//! Pure. Leaves out what follows from the text ([`super::body`]). The rules it protects: a text is read again only if its
//! page was edited, was read within the minute of its last edit, or comes out of the trash; our own write of a property is
//! no edit of the text; a run that was interrupted and goes on after that minute reads it again, although it has read it
//! before.

use keepsake_memory::{Change, Known, NewFetch};
use keepsake_notion::Page;
use keepsake_planted::{Bug, is as planted};

use super::{Context, listing::is_settled};
use crate::read::Read;

/// The read of a page's text, if one is due. A read that was made in the same run is made again only for another order.
#[must_use]
pub fn due(context: &Context, page: &Page, known: Option<&Known>) -> Option<Change> {
    let read = Read::Body { page: page.id };
    if known.is_some_and(has_been_in_trash) {
        return Some(Change::AddFetch(NewFetch {
            again: true,
            ..read.owed(None, page.last_edited_time.unix_timestamp())
        }));
    }
    let order = order(context, page, known)?;
    Some(Change::AddFetch(read.owed(None, order)))
}

/// Whether an object was last known to be in the trash: what lies in it may have come into being there, where nobody here
/// took notice of it.
#[must_use]
pub const fn has_been_in_trash(known: &Known) -> bool {
    known.in_trash || known.trash_seen
}

/// Whether an edit since may show nowhere else: what is stored was read within the minute of the page's last edit, or
/// somebody has edited within the minute of our own write.
#[must_use]
pub fn may_hide_an_edit(context: &Context, page: &Page, known: Option<&Known>) -> bool {
    let edited = Some(page.last_edited_time);
    known.is_some_and(|known| {
        let is_unsettled = known.body_edited_time == edited && !known.body_settled;
        let is_overwritten =
            known.body_echo_time == edited && page.last_edited_by != Some(context.bot);
        is_unsettled || is_overwritten
    })
}

/// The order of the read: the time of the edit whose text is to be read. Where the text was read within that minute, which is
/// over now, it is less than any time: such a text has seldom changed, and this one read is another than the first.
fn order(context: &Context, page: &Page, known: Option<&Known>) -> Option<i64> {
    let edited = page.last_edited_time;
    let edit = edited.unix_timestamp();
    let Some((known, read)) = known.and_then(|known| Some((known, known.body_edited_time?))) else {
        return Some(edit);
    };
    let echo = (planted(Bug::EchoRecognisedByAuthorAlone) || known.body_echo_time == Some(edited))
        && page.last_edited_by == Some(context.bot);
    if echo {
        return None;
    }
    if read != edited {
        return Some(edit);
    }
    if known.body_settled {
        return None;
    }
    let is_over = is_settled(edited, context.newest, context.listed_at);
    Some(if is_over { -edit } else { edit })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "tests may panic")]
    use super::*;
    use keepsake_memory::{ObjectKind, Reach};
    use keepsake_notion::Parent;
    use keepsake_text::NotionId;
    use serde_json::Map;
    use time::{Duration, OffsetDateTime, macros::datetime};

    const EDITED: OffsetDateTime = datetime!(2026-11-20 10:30 UTC);
    const BOT: NotionId = NotionId::from_bytes([9; 16]);

    fn context(listed_at: OffsetDateTime) -> Context {
        Context {
            bot: BOT,
            api_origin: "https://api.notion.com".to_owned(),
            max_file_bytes: 1_000,
            wants_files: false,
            wants_page_comments: false,
            wants_block_comments: false,
            newest: Some(EDITED),
            listed_at: Some(listed_at),
            comments_refused: None,
        }
    }

    fn page() -> Page {
        Page {
            id: NotionId::from_bytes([1; 16]),
            parent: Parent::Workspace,
            created_time: EDITED,
            last_edited_time: EDITED,
            created_by: None,
            last_edited_by: Some(BOT),
            in_trash: false,
            is_archived: false,
            is_locked: false,
            url: None,
            icon: None,
            cover: None,
            properties: Map::new(),
            extra: Map::new(),
        }
    }

    fn read_at(edited: OffsetDateTime, settled: bool) -> Known {
        Known {
            kind: ObjectKind::Page,
            edited_time: Some(EDITED),
            metadata_hash: None,
            body_edited_time: Some(edited),
            body_settled: settled,
            body_echo_time: None,
            source_hash: None,
            reach: Reach::Ok,
            in_trash: false,
            trash_seen: false,
            in_scope: true,
            container: None,
        }
    }

    fn order(listed_at: OffsetDateTime, known: Option<&Known>) -> Option<i64> {
        match due(&context(listed_at), &page(), known)? {
            Change::AddFetch(fetch) => Some(fetch.order),
            other => panic!("a text is due by a read: {other:?}"),
        }
    }

    #[test]
    fn a_text_is_read_when_its_page_was_edited_and_not_for_our_own_write() {
        let now = datetime!(2026-11-20 10:40 UTC);
        let edit = Some(EDITED.unix_timestamp());
        assert_eq!(order(now, None), edit, "never read");
        let older = read_at(EDITED - Duration::minutes(5), true);
        assert_eq!(order(now, Some(&older)), edit, "edited since");
        assert_eq!(order(now, Some(&read_at(EDITED, true))), None, "as it is");
        let trashed = Known {
            in_trash: true,
            ..read_at(EDITED, true)
        };
        assert_eq!(order(now, Some(&trashed)), edit, "out of the trash");
        let echo = Known {
            body_echo_time: Some(EDITED),
            ..older
        };
        assert_eq!(order(now, Some(&echo)), None, "our own write");
        assert!(!may_hide_an_edit(&context(now), &page(), Some(&echo)));
        let by_somebody = Page {
            last_edited_by: Some(NotionId::from_bytes([3; 16])),
            ..page()
        };
        assert!(may_hide_an_edit(&context(now), &by_somebody, Some(&echo)));
    }

    #[test]
    fn a_text_read_within_the_minute_of_its_edit_is_read_anew_once_that_minute_is_over() {
        let known = read_at(EDITED, false);
        let now = context(datetime!(2026-11-20 10:30:40 UTC));
        assert!(may_hide_an_edit(&now, &page(), Some(&known)));
        let within = order(datetime!(2026-11-20 10:30:40 UTC), Some(&known));
        assert_eq!(within, Some(EDITED.unix_timestamp()));
        let after = order(datetime!(2026-11-20 10:36 UTC), Some(&known));
        assert_eq!(
            after,
            Some(-EDITED.unix_timestamp()),
            "another order, so that a resumed run reads it although it has done so before"
        );
    }
}
