//! What the body of a request says.
//!
//! Read as leniently as can be: whatever is not understood is kept as it came, because Notion sends more kinds of events
//! every year and an event is only a hint. Leaves out whether it may be believed (`signature`). The rule it protects: two
//! deliveries of one event are recognised as one, also where the event is of a kind nobody here knows.

use bytes::Bytes;
use keepsake_text::NotionId;
use secrecy::SecretString;
use serde_json::Value;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use crate::inbox::{Event, Subject};

/// Ids and kinds beyond this are no names; Notion's have 36 characters and about 20.
const LONGEST_NAME: usize = 200;
/// The longest verification token that is believed to be one.
const LONGEST_TOKEN: usize = 512;

/// A body, understood.
pub(crate) enum Message {
    /// Notion gives the token that will sign everything that follows.
    Handshake(SecretString),
    /// Anything else.
    Event(Event),
}

/// Understands a body that arrived now.
pub(crate) fn understand(body: &Bytes, received: OffsetDateTime) -> Message {
    let value: Value = serde_json::from_slice(body).unwrap_or_default();
    if let Some(token) = value["verification_token"].as_str()
        && (1..=LONGEST_TOKEN).contains(&token.len())
    {
        return Message::Handshake(SecretString::from(token));
    }
    Message::Event(Event {
        id: name(&value["id"]).unwrap_or_else(|| name_of_bytes(body)),
        kind: name(&value["type"]).unwrap_or_else(|| "unknown".to_owned()),
        subject: subject(&value),
        workspace: workspace(&value["workspace_id"]),
        raw: body.clone(),
        received,
    })
}

/// What an event asks to look at: the entity it names, or for what lies inside of a page that page.
fn subject(event: &Value) -> Option<Subject> {
    let entity = &event["entity"];
    let data = &event["data"];
    match entity["type"].as_str() {
        Some("comment") => Some(Subject {
            id: id(&data["page_id"])?,
            kind: "page".to_owned(),
        }),
        Some("block" | "view") => named(&data["parent"]),
        _ => named(entity),
    }
}

fn named(reference: &Value) -> Option<Subject> {
    Some(Subject {
        id: id(&reference["id"])?,
        kind: name(&reference["type"])?,
    })
}

/// A workspace's id in the form that connections have it in, with hyphens.
fn workspace(value: &Value) -> Option<String> {
    id(value).map(|id| id.to_string()).or_else(|| name(value))
}

fn id(value: &Value) -> Option<NotionId> {
    value.as_str()?.parse().ok()
}

fn name(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    (1..=LONGEST_NAME)
        .contains(&text.len())
        .then(|| text.to_owned())
}

/// A name for a body that has none: the same bytes have the same.
fn name_of_bytes(body: &[u8]) -> String {
    let digits: String = Sha256::digest(body)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("body-{digits}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]
    use serde_json::json;
    use time::macros::datetime;

    use super::*;

    const PAGE: &str = "1f0e4a6c-2b7d-4f6e-9a53-c0d1e2f3a4b5";

    fn event(body: &[u8]) -> Event {
        let now = datetime!(2026-11-20 10:00 UTC);
        match understand(&Bytes::copy_from_slice(body), now) {
            Message::Event(event) => event,
            Message::Handshake(_) => panic!("taken for a handshake"),
        }
    }

    #[test]
    fn an_event_is_known_by_its_id_kind_entity_and_workspace() {
        let body = json!({
            "id": "e1", "type": "page.content_updated", "workspace_id": "w1",
            "entity": {"id": PAGE, "type": "page"}, "data": {},
        });
        let event = event(body.to_string().as_bytes());
        assert_eq!(
            (event.id.as_str(), event.kind.as_str()),
            ("e1", "page.content_updated")
        );
        assert_eq!(event.workspace.as_deref(), Some("w1"));
        let subject = event.subject.unwrap();
        assert_eq!(
            (subject.id.to_string().as_str(), subject.kind.as_str()),
            (PAGE, "page")
        );
        assert_eq!(event.raw, body.to_string().as_bytes());
    }

    #[test]
    fn a_workspace_is_the_same_with_and_without_hyphens() {
        let named = |id: &str| {
            let body = json!({"workspace_id": id}).to_string();
            event(body.as_bytes()).workspace
        };
        assert_eq!(named(PAGE).as_deref(), Some(PAGE));
        assert_eq!(named(&PAGE.replace('-', "")).as_deref(), Some(PAGE));
        assert_eq!(named("w1").as_deref(), Some("w1"));
        assert_eq!(named(""), None);
    }

    #[test]
    fn what_lies_inside_of_a_page_leads_to_that_page() {
        let table = [
            (
                json!({"entity": {"id": "c", "type": "comment"}, "data": {"page_id": PAGE}}),
                Some("page"),
            ),
            (
                json!({"entity": {"id": "b", "type": "block"}, "data": {"parent": {"id": PAGE, "type": "page"}}}),
                Some("page"),
            ),
            (
                json!({"entity": {"id": "v", "type": "view"}, "data": {"parent": {"id": PAGE, "type": "database"}}}),
                Some("database"),
            ),
            (
                json!({"entity": {"id": PAGE, "type": "data_source"}}),
                Some("data_source"),
            ),
            (
                json!({"entity": {"id": PAGE, "type": "hologram"}}),
                Some("hologram"),
            ),
            (json!({"entity": {"id": "not an id", "type": "page"}}), None),
            (json!({"entity": {"id": PAGE}}), None),
            (
                json!({"entity": {"id": "c", "type": "comment"}, "data": {}}),
                None,
            ),
            (json!({"entity": [PAGE]}), None),
            (json!({}), None),
        ];
        for (body, expected) in table {
            let subject = event(body.to_string().as_bytes()).subject;
            assert_eq!(
                subject.as_ref().map(|subject| subject.kind.as_str()),
                expected,
                "{body}"
            );
            assert!(subject.is_none_or(|subject| subject.id.to_string() == PAGE));
        }
    }

    #[test]
    fn what_is_not_understood_is_named_after_its_bytes() {
        for body in [
            &b"[]"[..],
            b"null",
            b"\xff\xfe",
            b"",
            b"{\"id\": 7}",
            b"{\"id\": \"\"}",
        ] {
            let first = event(body);
            assert_eq!(first.kind, "unknown");
            assert!(first.id.starts_with("body-"), "{}", first.id);
            assert_eq!(first.id, event(body).id, "the same bytes");
            assert_ne!(first.id, event(b"{}").id);
        }
        let endless = json!({"id": "x".repeat(10_000), "type": "y".repeat(10_000)});
        assert_eq!(event(endless.to_string().as_bytes()).id.len(), 69);
    }

    #[test]
    fn only_a_text_is_a_verification_token() {
        let now = datetime!(2026-11-20 10:00 UTC);
        let is_handshake = |body: Value| {
            let body = Bytes::from(body.to_string());
            matches!(understand(&body, now), Message::Handshake(_))
        };
        assert!(is_handshake(json!({"verification_token": "secret_x"})));
        for body in [
            json!({"verification_token": ""}),
            json!({"verification_token": null}),
            json!({"verification_token": {"a": "b"}}),
            json!({"verification_token": "x".repeat(513)}),
            json!(["verification_token"]),
        ] {
            assert!(!is_handshake(body));
        }
    }
}
