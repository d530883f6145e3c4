//! A text that is read again although Notion shows it as before, while the parts it leaves out are still being read.
//!
//! Pure. Leaves out reading the parts. The rule it protects: a text that was complete here stays as it is until the new one
//! is, and is not shown with holes meanwhile; the new one is kept beside it, so that the end of the process loses neither.

use keepsake_memory::{Change, Known};
use keepsake_text::{ContentHash, NotionId};
use serde::{Deserialize, Serialize};

/// Under which names the store keeps such texts.
const NAMES: &str = "pending_text/";

/// A text that waits for its parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// The hash of the text as Notion answered, which the stored one has, too.
    source: String,
    /// The text, with a tag for each part that has not come.
    pub markdown: String,
}

impl Pending {
    /// The name under which the text of a page is kept.
    #[must_use]
    pub fn name(page: NotionId) -> String {
        format!("{NAMES}{page}")
    }

    /// The page of a name; nothing for the names of other things.
    #[must_use]
    pub fn page(name: &str) -> Option<NotionId> {
        NotionId::parse(name.strip_prefix(NAMES)?)
    }

    /// Understands a stored one that belongs to the text of this source; an older one is of no use.
    #[must_use]
    pub fn read(text: &str, source: Option<ContentHash>) -> Option<Self> {
        let pending: Self = serde_json::from_str(text).ok()?;
        let is_current = source.is_some_and(|source| source.to_string() == pending.source);
        is_current.then_some(pending)
    }

    /// The change that keeps it.
    #[must_use]
    pub fn kept(&self, page: NotionId) -> Change {
        Change::SetCheckpoint {
            name: Self::name(page),
            value: serde_json::to_string(self).ok(),
        }
    }

    /// The change that forgets the one of a page.
    #[must_use]
    pub fn forgotten(page: NotionId) -> Change {
        Change::SetCheckpoint {
            name: Self::name(page),
            value: None,
        }
    }
}

/// Whether changes store a text that lacks parts in the place of one of the same source.
#[must_use]
pub fn may_be_held_back(changes: &[Change], before: &Known) -> bool {
    changes.iter().any(|change| {
        matches!(change, Change::PutBody { source_hash, lossy: true, .. }
            if before.source_hash == Some(*source_hash))
    })
}

/// Lets the stored text stay where it has parts that the new one still lacks.
pub fn hold_back(changes: &mut Vec<Change>, before: &Known, stored: &str) {
    let put = changes.iter_mut().find_map(|change| match change {
        Change::PutBody {
            object,
            markdown,
            source_hash,
            lossy: true,
            ..
        } if before.source_hash == Some(*source_hash) && markdown != stored => {
            Some((*object, markdown, *source_hash))
        }
        _ => None,
    });
    let Some((page, markdown, source)) = put else {
        return;
    };
    let pending = Pending {
        source: source.to_string(),
        markdown: std::mem::replace(markdown, stored.to_owned()),
    };
    changes.push(pending.kept(page));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]
    use super::*;
    use keepsake_memory::{ObjectKind, Reach};
    use keepsake_text::canonical::hash_text;
    use time::OffsetDateTime;

    const PAGE: NotionId = NotionId::from_bytes([1; 16]);

    fn known(source: &str) -> Known {
        Known {
            kind: ObjectKind::Page,
            edited_time: None,
            metadata_hash: None,
            body_edited_time: None,
            body_settled: false,
            body_echo_time: None,
            source_hash: Some(hash_text(source)),
            reach: Reach::Ok,
            in_trash: false,
            trash_seen: false,
            in_scope: true,
            container: None,
        }
    }

    fn put(source: &str, markdown: &str, lossy: bool) -> Vec<Change> {
        vec![Change::PutBody {
            object: PAGE,
            markdown: markdown.to_owned(),
            source_hash: hash_text(source),
            edited_time: OffsetDateTime::UNIX_EPOCH,
            settled: true,
            lossy,
            truncated: lossy,
        }]
    }

    /// What is stored as the text, and what waits.
    fn held(source: &str, markdown: &str, lossy: bool) -> (String, Option<String>) {
        let mut changes = put(source, markdown, lossy);
        hold_back(&mut changes, &known("begin"), "begin\npart");
        let waiting = changes.iter().find_map(|change| match change {
            Change::SetCheckpoint { name, value } => {
                assert_eq!(Pending::page(name), Some(PAGE));
                Pending::read(value.as_deref()?, Some(hash_text(source)))
            }
            _ => None,
        });
        match changes.swap_remove(0) {
            Change::PutBody { markdown, .. } => (markdown, waiting.map(|held| held.markdown)),
            other => panic!("the text is put: {other:?}"),
        }
    }

    #[test]
    fn a_complete_text_stays_until_the_parts_of_the_same_text_have_come_again() {
        let tagged = "begin\n<tag>";
        assert_eq!(
            held("begin", tagged, true),
            ("begin\npart".to_owned(), Some(tagged.to_owned()))
        );
        assert_eq!(
            held("changed", tagged, true),
            (tagged.to_owned(), None),
            "another text"
        );
        assert_eq!(
            held("begin", "begin\npart", true),
            ("begin\npart".to_owned(), None),
            "nothing had come of it before"
        );
        assert!(may_be_held_back(
            &put("begin", tagged, true),
            &known("begin")
        ));
        assert!(!may_be_held_back(
            &put("begin", tagged, false),
            &known("begin")
        ));
    }

    #[test]
    fn what_waits_for_another_text_is_of_no_use() {
        let pending = Pending {
            source: hash_text("begin").to_string(),
            markdown: "begin".to_owned(),
        };
        let Change::SetCheckpoint { value, .. } = pending.kept(PAGE) else {
            panic!("it is kept under a name")
        };
        let text = value.unwrap();
        assert_eq!(
            Pending::read(&text, Some(hash_text("begin"))),
            Some(pending)
        );
        assert_eq!(Pending::read(&text, Some(hash_text("changed"))), None);
        assert_eq!(Pending::read(&text, None), None);
        assert_eq!(Pending::page("creation/1"), None);
    }
}
