//! Whether a write of ours arrived although its answer was lost.
//!
//! Pure. The rule it protects: once Notion has what was sent, that is what both sides agreed on; what was changed here since
//! is compared with it, and not with what was there before the write.

use keepsake_memory::{OutboxRow, OutboxState, Part};
use keepsake_text::dialect;
use serde::{Deserialize, Serialize};

/// One value of an intent, as the outbox keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intended {
    /// The part, as it is stored.
    pub part: String,
    /// What was sent.
    pub value: Option<String>,
    /// What Notion had.
    pub before: Option<String>,
}

/// Whether Notion now has what was sent of this part, whose outcome is not known.
#[must_use]
pub fn has_arrived(rows: &[OutboxRow], part: &Part, remote: Option<&str>) -> bool {
    sent(rows)
        .filter(|intended| Part::parse(&intended.part).as_ref() == Some(part))
        .any(|intended| match part {
            // Notion spells a text in its own way.
            Part::Body => words(intended.value.as_deref()) == words(remote),
            Part::Property(_) | Part::Place | Part::Trash => intended.value.as_deref() == remote,
        })
}

fn sent(rows: &[OutboxRow]) -> impl Iterator<Item = Intended> {
    rows.iter()
        .filter(|row| row.state == OutboxState::Sent)
        .filter_map(|row| serde_json::from_str::<Vec<Intended>>(row.intent.as_deref()?).ok())
        .flatten()
}

fn words(text: Option<&str>) -> String {
    let plain = dialect::plain_text(text.unwrap_or_default());
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;
    use keepsake_memory::OutboxPart;
    use keepsake_text::{ContentHash, NotionId};
    use time::OffsetDateTime;

    fn row(state: OutboxState, part: &Part, value: &str) -> OutboxRow {
        let intended = Intended {
            part: part.to_string(),
            value: Some(value.to_owned()),
            before: None,
        };
        OutboxRow {
            id: serde_json::from_str("1").unwrap(),
            object: NotionId::from_bytes([1; 16]),
            part: OutboxPart::Properties,
            intent: serde_json::to_string(&[intended]).ok(),
            intent_hash: ContentHash::of(b""),
            state,
            edits: 1,
            attempts: 1,
            retry: None,
            not_before: None,
            reason: None,
            message: None,
            request_id: None,
            correlation_id: String::new(),
            created_time: OffsetDateTime::UNIX_EPOCH,
            changed_time: OffsetDateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_write_has_arrived_when_notion_shows_it() {
        let title = Part::Property("title".to_owned());
        let table = [
            ("it shows", OutboxState::Sent, &title, "new", "new", true),
            (
                "it does not",
                OutboxState::Sent,
                &title,
                "new",
                "old",
                false,
            ),
            (
                "it was never sent",
                OutboxState::Parked,
                &title,
                "new",
                "new",
                false,
            ),
            (
                "another spelling",
                OutboxState::Sent,
                &Part::Body,
                "* a\n* b",
                "- a\n- b\n",
                true,
            ),
            (
                "other words",
                OutboxState::Sent,
                &Part::Body,
                "* a\n* b",
                "- a\n",
                false,
            ),
        ];
        for (case, state, part, sent, shown, expected) in table {
            let rows = [row(state, part, sent)];
            assert_eq!(has_arrived(&rows, part, Some(shown)), expected, "{case}");
        }
    }
}
