#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]
use serde_json::json;

use super::*;
use crate::error::ErrorKind;
use crate::model::block::Block;
use crate::model::object::Object;
use crate::model::user::User;

const ID: &str = "393abc1e-edcd-81f5-ae94-ec2d55fe98ed";

fn answer(body: &Value) -> Answer {
    Answer {
        status: 200,
        raw: serde_json::value::to_raw_value(body).unwrap(),
        request_id: None,
        server_time: None,
        notes: Vec::new(),
    }
}

fn page(edited: &str) -> Value {
    json!({"object": "page", "id": ID, "last_edited_time": edited})
}

fn kinds<T>(reply: &Reply<T>) -> Vec<NoteKind> {
    reply.notes.iter().map(|note| note.kind).collect()
}

#[test]
fn an_item_that_cannot_be_decoded_costs_a_note_and_is_kept() {
    let good = json!({"object": "block", "id": ID, "type": "paragraph", "paragraph": {}});
    let body = json!({"object": "list", "has_more": false, "next_cursor": null, "request_id": "r",
        "results": [good, {"object": "block", "id": "not an id"}, 5, null, {"object": "user", "id": ID}]});
    let reply = list::<Block>(answer(&body), "list blocks").unwrap();
    assert_eq!(reply.value.results.len(), 1);
    assert_eq!(reply.value.results[0].raw.get(), good.to_string());
    assert_eq!(kinds(&reply), [NoteKind::ItemNotDecoded; 4]);
    let kept: Vec<&str> = reply
        .value
        .undecoded
        .iter()
        .map(|item| item.raw.get())
        .collect();
    assert_eq!(kept[1], "5");
    assert!(kept[0].contains("not an id"));
    assert_eq!(reply.request_id.as_deref(), Some("r"));
}

#[test]
fn an_item_nested_too_deep_costs_a_note_and_not_the_list() {
    let bomb = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    let body = format!(
        r#"{{"object":"list","results":[{{"object":"block","id":"{ID}","x":{bomb}}},{{"object":"block","id":"{ID}","type":"divider"}}]}}"#
    );
    let (raw, notes) = json::object(body.as_bytes()).unwrap();
    let answer = Answer {
        status: 200,
        raw,
        notes,
        request_id: None,
        server_time: None,
    };
    let reply = list::<Block>(answer, "list blocks").unwrap();
    assert_eq!(reply.value.results[0].value.kind, "divider");
    assert_eq!(reply.value.undecoded.len(), 1);
}

#[test]
fn objects_in_lists_are_named_whatever_is_wrong_with_them() {
    let partial = |object: &str| Object::Partial {
        object: object.to_owned(),
        id: ID.parse().unwrap(),
    };
    let unknown = |object: &str| Object::Unknown {
        object: object.to_owned(),
    };
    // (item, what becomes of it, whether a note says so)
    let table = [
        (json!({"object": "page", "id": ID}), partial("page"), false),
        (
            json!({"object": "data_source", "id": ID}),
            partial("data_source"),
            false,
        ),
        (page("yesterday"), partial("page"), true),
        (
            json!({"object": "page", "id": ID, "url": "x"}),
            partial("page"),
            true,
        ),
        (json!({"object": "page", "id": "x"}), unknown("page"), true),
        (json!({"object": "page"}), unknown("page"), true),
        (
            json!({"object": "agent", "id": ID}),
            unknown("agent"),
            false,
        ),
        (json!({"id": ID}), unknown(""), true),
    ];
    for (item, expected, noted) in table {
        let body = json!({"object": "list", "results": [item]});
        let reply = list::<Object>(answer(&body), "search").unwrap();
        assert_eq!(reply.value.results[0].value, expected, "{item}");
        assert_eq!(!reply.notes.is_empty(), noted, "{item}: {:?}", reply.notes);
    }
}

#[test]
fn the_ends_of_lists_are_read_in_all_their_forms() {
    let cut = json!({"type": "incomplete", "incomplete_reason": "query_result_limit_reached"});
    // (envelope, cursor, has more, incomplete)
    let table = [
        (
            json!({"next_cursor": null, "has_more": false}),
            None,
            false,
            None,
        ),
        (
            json!({"next_cursor": "c", "has_more": true}),
            Some("c"),
            true,
            None,
        ),
        (json!({"next_cursor": "c"}), Some("c"), true, None),
        (json!({}), None, false, None),
        (
            json!({"has_more": "yes", "next_cursor": 5}),
            None,
            false,
            None,
        ),
        (
            json!({"request_status": {"type": "complete"}}),
            None,
            false,
            None,
        ),
        (
            json!({"request_status": cut}),
            None,
            false,
            Some("query_result_limit_reached"),
        ),
        (
            json!({"request_status": {"type": "incomplete"}}),
            None,
            false,
            Some("incomplete"),
        ),
        (
            json!({"has_more": true, "next_cursor": null}),
            None,
            false,
            Some("there is more, but no cursor leads to it"),
        ),
    ];
    for (mut envelope, cursor, has_more, incomplete) in table {
        envelope["results"] = json!([]);
        let list = list::<Object>(answer(&envelope), "search").unwrap().value;
        assert_eq!(list.next_cursor.as_deref(), cursor, "{envelope}");
        assert_eq!(list.has_more, has_more, "{envelope}");
        assert_eq!(list.incomplete.as_deref(), incomplete, "{envelope}");
    }
}

#[test]
fn an_answer_of_another_kind_is_malformed_and_not_worth_a_retry() {
    let bodies = [
        json!({"object": "page", "id": ID}),
        json!({"object": "user", "id": "x"}),
        json!({"object": "user"}),
        json!({"welcome": "to our network"}),
        json!({"object": 5, "id": ID}),
    ];
    for body in bodies {
        let error = single::<User>(answer(&body), "read user x").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Malformed, "{body}");
        assert!(!error.is_retryable(), "{body}");
    }
    let no_list = json!({"object": "list", "results": "none"});
    assert!(list::<User>(answer(&no_list), "list users").is_err());
}

#[test]
fn a_field_of_an_unknown_shape_is_noted_and_kept() {
    let body = json!({"object": "block", "id": ID, "type": "paragraph", "has_children": "perhaps",
        "last_edited_time": 17, "brand_new": {"a": 1}});
    let reply = single::<Block>(answer(&body), "read block").unwrap();
    assert!(!reply.value.has_children);
    assert_eq!(kinds(&reply), [NoteKind::FieldNotUnderstood; 2]);
    assert_eq!(reply.notes[0].subject, format!("block {ID}"));
    for key in ["has_children", "last_edited_time", "brand_new"] {
        assert_eq!(reply.value.extra.get(key), body.get(key), "{key}");
    }
    assert_eq!(reply.raw.get(), body.to_string());
}
