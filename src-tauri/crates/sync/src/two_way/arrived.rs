//! Whether a write of ours arrived although its answer was lost.
//!
//! Pure. The rule it protects: once Notion has what was sent, that is what both sides agreed on; what was changed here since
//! is compared with it, and not with what was there before the write.

use keepsake_memory::{OutboxRow, OutboxState, Part};
use keepsake_text::{
    dialect,
    edits::{self, NewSegment},
};
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

/// Whether Notion now has what was sent of this part, whose outcome is not known. Texts have [`text_arrived`].
#[must_use]
pub fn has_arrived(rows: &[OutboxRow], part: &Part, remote: Option<&str>) -> bool {
    sent_of(rows, part).any(|intended| intended.value.as_deref() == remote)
}

/// What both sides agreed on if Notion now has a text that was sent, whose outcome is not known.
///
/// Somebody may have edited it since: it has arrived too when every line it added is there and every line it took away is
/// not. What both sides agreed on is then what was sent, so that the edit is merged like any other. Of a
/// text that went out in several requests only the first ones may have arrived.
#[must_use]
pub fn text_arrived(rows: &[OutboxRow], remote: &str) -> Option<String> {
    sent_of(rows, &Part::Body).find_map(|intended| {
        let sent = intended.value?;
        // Notion spells a text in its own way.
        if words(&sent) == words(remote) {
            return Some(remote.to_owned());
        }
        let (before, after, now) = (
            lines(intended.before.as_deref().unwrap_or_default()),
            lines(&sent),
            lines(remote),
        );
        let mut added = after
            .iter()
            .filter(|line| times(&after, line) > times(&before, line))
            .peekable();
        let mut removed = before
            .iter()
            .filter(|line| times(&after, line) < times(&before, line));
        let is_change = added.peek().is_some();
        let all_there = added.all(|line| times(&now, line) >= times(&after, line));
        let none_left = removed.all(|line| times(&now, line) <= times(&after, line));
        if is_change && all_there && none_left {
            return Some(sent);
        }
        arrived_in_part(&intended.before?, &sent, remote)
    })
}

/// What both sides agreed on if a part of a text has arrived: it went out in several requests, of which one after the first
/// failed, or somebody has edited some of what we added. What only takes away is the same on both sides then, whoever did it.
fn arrived_in_part(before: &str, sent: &str, remote: &str) -> Option<String> {
    let (was, after, now) = (lines(before), lines(sent), lines(remote));
    let is_there = |segment: &NewSegment| {
        let mut added = lines(&segment.text)
            .into_iter()
            .filter(|line| times(&after, line) > times(&was, line))
            .peekable();
        added.peek().is_some() && added.all(|line| times(&now, &line) >= times(&after, &line))
    };
    let is_gone = |old: &str| {
        let mut removed = lines(old)
            .into_iter()
            .filter(|line| times(&after, line) < times(&was, line));
        removed.all(|line| times(&now, &line) <= times(&after, &line))
    };
    let mut arrived = edits::edits(before, sent);
    arrived.retain_mut(|edit| {
        edit.new.retain(is_there);
        !edit.new.is_empty() && is_gone(&edit.old)
    });
    (!arrived.is_empty()).then(|| edits::apply(before, &arrived))
}

fn times(lines: &[String], line: &String) -> usize {
    lines.iter().filter(|one| *one == line).count()
}

fn sent_of<'a>(rows: &'a [OutboxRow], part: &'a Part) -> impl Iterator<Item = Intended> + 'a {
    sent(rows).filter(move |intended| Part::parse(&intended.part).as_ref() == Some(part))
}

fn sent(rows: &[OutboxRow]) -> impl Iterator<Item = Intended> {
    rows.iter()
        .filter(|row| row.state == OutboxState::Sent)
        .filter_map(|row| serde_json::from_str::<Vec<Intended>>(row.intent.as_deref()?).ok())
        .flatten()
}

fn words(text: &str) -> String {
    let plain = dialect::plain_text(text);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of a text that say something, without their spelling.
fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(words);
    lines.filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;
    use keepsake_memory::OutboxPart;
    use keepsake_text::{ContentHash, NotionId};
    use time::OffsetDateTime;

    fn row(state: OutboxState, part: &Part, value: &str) -> OutboxRow {
        written(state, part, None, value)
    }

    fn written(state: OutboxState, part: &Part, before: Option<&str>, value: &str) -> OutboxRow {
        let intended = Intended {
            part: part.to_string(),
            value: Some(value.to_owned()),
            before: before.map(str::to_owned),
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
        ];
        for (case, state, part, sent, shown, expected) in table {
            let rows = [row(state, part, sent)];
            assert_eq!(has_arrived(&rows, part, Some(shown)), expected, "{case}");
        }
    }

    #[test]
    fn a_text_has_arrived_also_where_somebody_has_edited_it_since() {
        let table = [
            (
                "another spelling",
                "",
                "* a\n* b",
                "- a\n- b\n",
                Some("- a\n- b\n"),
            ),
            ("one of its lines", "", "* a\n* b", "- a\n", Some("* a")),
            ("other words", "", "* a\n* b", "- c\n", None),
            (
                "somebody has edited one of its lines",
                "first",
                "first\nours\nours too",
                "first\nchanged\nours too",
                Some("first\nours too"),
            ),
            (
                "edited around it",
                "first",
                "first\nours",
                "changed\nours\nmore",
                Some("first\nours"),
            ),
            (
                "only a part of it",
                "first",
                "ours\nfirst\nours too",
                "ours\nfirst\nmore",
                Some("ours\nfirst"),
            ),
            (
                "only a part of it, and what follows it was changed since",
                "first\nsecond",
                "ours\nfirst\nsecond\nours too",
                "ours\nchanged\nsecond",
                Some("ours\nfirst\nsecond"),
            ),
            (
                "what it took away is there",
                "old\nfirst",
                "ours\nfirst",
                "old\nours\nfirst",
                None,
            ),
            (
                "the same line was there before",
                "ours",
                "ours\nours",
                "ours\nmore",
                None,
            ),
            ("it only took away", "first\nold", "first", "changed", None),
        ];
        for (case, before, sent, shown, agreed) in table {
            let rows = [written(OutboxState::Sent, &Part::Body, Some(before), sent)];
            assert_eq!(text_arrived(&rows, shown).as_deref(), agreed, "{case}");
        }
    }
}
