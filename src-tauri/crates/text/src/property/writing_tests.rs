#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;

const PAGE: &str = "0f0f0f0f-0f0f-0f0f-0f0f-0f0f0f0f0f0f";

/// What a page shows, and what a request would send for it.
fn pairs() -> Vec<(Value, Value)> {
    vec![
        (
            json!({"id": "a", "type": "select", "select": {"id": "1", "name": "High", "color": "red"}}),
            json!({"select": {"name": "High"}}),
        ),
        (
            json!({"type": "select", "select": null}),
            json!({"select": null}),
        ),
        (
            json!({"type": "status", "status": {"id": "1", "name": "Draft", "color": "gray"}}),
            json!({"status": {"name": "Draft"}}),
        ),
        (
            json!({"type": "multi_select", "multi_select": [{"name": "b", "color": "red"}, {"name": "a"}]}),
            json!({"multi_select": [{"name": "b"}, {"name": "a"}]}),
        ),
        (
            json!({"type": "number", "number": 12.0}),
            json!({"number": 12}),
        ),
        (
            json!({"type": "number", "number": -0.5}),
            json!({"number": -0.5}),
        ),
        (
            json!({"type": "number", "number": null}),
            json!({"number": null}),
        ),
        (
            json!({"type": "checkbox", "checkbox": true}),
            json!({"checkbox": true}),
        ),
        (
            json!({"type": "date", "date": {"start": "2026-11-20T09:00:00Z", "end": null, "time_zone": null}}),
            json!({"date": {"start": "2026-11-20T09:00:00.000+00:00", "end": null, "time_zone": null}}),
        ),
        (json!({"type": "date", "date": null}), json!({"date": null})),
        (
            json!({"type": "url", "url": "https://x.y"}),
            json!({"url": "https://x.y"}),
        ),
        (
            json!({"type": "email", "email": ""}),
            json!({"email": null}),
        ),
        (
            json!({"type": "phone_number", "phone_number": "+49 1"}),
            json!({"phone_number": "+49 1"}),
        ),
        (
            json!({"type": "people", "people": [
                {"object": "user", "id": PAGE, "name": "Ines", "person": {}},
                {"object": "group", "id": "0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F"},
            ]}),
            json!({"people": [{"id": PAGE}, {"object": "group", "id": PAGE}]}),
        ),
        (
            json!({"type": "relation", "relation": [{"id": PAGE.replace('-', "")}], "has_more": false}),
            json!({"relation": [{"id": PAGE}]}),
        ),
        (
            json!({"type": "files", "files": [{"type": "external", "external": {"url": "https://x.y/a.png"}}]}),
            json!({"files": [{"name": "a.png", "type": "external", "external": {"url": "https://x.y/a.png"}}]}),
        ),
        (
            json!({"type": "place", "place": {"name": "Here", "lat": 1.0, "lon": 2.5, "address": null}}),
            json!({"place": {"lat": 1, "lon": 2.5, "name": "Here"}}),
        ),
        (json!({"type": "title", "title": []}), json!({"title": []})),
        (
            json!({"type": "rich_text", "rich_text": [
                {"type": "text", "text": {"content": "a", "link": null}, "annotations": {"bold": false, "color": "default"}, "plain_text": "a", "href": null},
                {"type": "text", "text": {"content": "b"}, "plain_text": "b"},
                {"type": "text", "text": {"content": "c", "link": {"url": "https://x"}}, "annotations": {"color": "red", "bold": true}, "href": "https://x"},
                {"type": "text", "text": {"content": ""}, "annotations": {"bold": true}},
                {"type": "equation", "equation": {"expression": "x^2"}, "plain_text": "x^2", "annotations": {}},
                {"type": "mention", "mention": {"type": "page", "page": {"id": PAGE.replace('-', "")}}, "plain_text": "Plan", "href": "https://n"},
                {"type": "mention", "mention": {"type": "user", "user": {"object": "user", "id": PAGE, "name": "Ines"}}},
                {"type": "mention", "mention": {"type": "date", "date": {"start": "2026-11-20", "end": null}}},
                {"type": "mention", "mention": {"type": "template_mention", "template_mention": {"type": "template_mention_date", "template_mention_date": "today"}}},
            ]}),
            json!({"rich_text": [
                {"type": "text", "text": {"content": "ab"}},
                {"type": "text", "text": {"content": "c", "link": {"url": "https://x"}}, "annotations": {"bold": true, "color": "red"}},
                {"type": "equation", "equation": {"expression": "x^2"}},
                {"type": "mention", "mention": {"type": "page", "page": {"id": PAGE}}},
                {"type": "mention", "mention": {"type": "user", "user": {"id": PAGE}}},
                {"type": "mention", "mention": {"type": "date", "date": {"start": "2026-11-20", "end": null, "time_zone": null}}},
                {"type": "mention", "mention": {"type": "template_mention", "template_mention": {"type": "template_mention_date", "template_mention_date": "today"}}},
            ]}),
        ),
    ]
}

#[test]
fn a_shown_value_becomes_what_a_request_sends() {
    for (shown, sent) in pairs() {
        let found = writable(&shown).unwrap();
        assert_eq!(found, sent, "{shown}");
        // Also its bytes: hashes and stored copies are compared without reading them again.
        assert_eq!(found.to_string(), sent.to_string());
        assert_eq!(writable(&found).as_ref(), Some(&sent), "twice is once");
    }
}

#[test]
fn a_local_value_is_shown_like_any_other_and_read_back_the_same() {
    for (shown, sent) in pairs() {
        let kind = shown["type"].as_str().unwrap();
        let overlay = shown_as(kind, "id", &sent);
        assert_eq!(overlay["type"], shown["type"]);
        assert_eq!(overlay["id"], "id");
        assert_eq!(writable(&overlay), Some(sent));
    }
    let shown = shown_as(
        "title",
        "title",
        &json!({"title": [{"type": "text", "text": {"content": "A"}}]}),
    );
    assert_eq!(
        shown["title"][0],
        json!({
            "type": "text", "text": {"content": "A", "link": null},
            "annotations": {"bold": false, "italic": false, "strikethrough": false, "underline": false, "code": false, "color": "default"},
            "plain_text": "A", "href": null,
        })
    );
    assert_eq!(
        shown_as("select", "x", &json!({"status": {"name": "a"}})),
        json!({"id": "x", "type": "select", "select": null})
    );
}

#[test]
fn what_no_request_can_carry_is_not_writable() {
    let hosted = json!({"type": "files", "files": [{"name": "a", "type": "file", "file": {"url": "https://s3"}}]});
    let preview = json!({"type": "rich_text", "rich_text": [{"type": "mention", "mention": {"type": "link_preview", "link_preview": {"url": "https://x"}}, "plain_text": "x"}]});
    let cut = json!({"type": "relation", "relation": [{"id": PAGE}], "has_more": true});
    let maybe_cut =
        json!({"type": "people", "people": vec![json!({"object": "user", "id": PAGE}); 25]});
    let many = json!({"multi_select": vec![json!({"name": "a"}); 101]});
    let styles: Vec<Value> = (0..101)
        .map(|n| json!({"type": "text", "text": {"content": "a"}, "annotations": {"bold": n % 2 == 0}}))
        .collect();
    for value in [
        hosted,
        preview,
        cut,
        maybe_cut,
        many,
        json!({"rich_text": styles}),
        json!({"type": "formula", "formula": {"type": "number", "number": 1}}),
        json!({"type": "created_time", "created_time": "2026-11-20T09:00:00.000Z"}),
        json!({"type": "unique_id", "unique_id": {"number": 1}}),
        json!({"type": "verification", "verification": null}),
        json!({"type": "button", "button": {}}),
        json!({"type": "something_new", "something_new": 1}),
        json!({"type": "number", "number": "12"}),
        json!({"type": "number"}),
        json!({"type": "checkbox", "checkbox": null}),
        json!({"type": "date", "date": {}}),
        json!({"number": 1, "checkbox": true}),
        json!([]),
        Value::Null,
    ] {
        assert_eq!(writable(&value), None, "{value}");
    }
    assert!(is_computed("rollup") && !is_computed("select"));
}

#[test]
fn a_completed_list_of_25_is_writable() {
    let people = vec![json!({"object": "user", "id": PAGE}); 25];
    let complete = json!({"type": "people", "people": people, "has_more": false});
    assert!(writable(&complete).is_some());
}

#[test]
fn long_text_is_split_by_the_units_notion_counts_and_joined_again() {
    let text = format!("{}{}", "a".repeat(1_999), "🎬".repeat(2_000));
    let sent = writable_from_words("rich_text", &text).unwrap();
    let runs = sent["rich_text"].as_array().unwrap();
    let contents: Vec<&str> = runs
        .iter()
        .map(|run| run["text"]["content"].as_str().unwrap())
        .collect();
    assert_eq!(contents.concat(), text);
    assert!(
        contents
            .iter()
            .all(|content| content.encode_utf16().count() <= 2_000)
    );
    assert_eq!(contents[0].len(), 1_999, "no character is cut in half");
    assert_eq!(plain_of_writable(&sent), text);
    assert_eq!(writable(&sent), Some(sent));
}

#[test]
fn typed_words_become_values() {
    for (kind, words, sent) in [
        (
            "title",
            " A b ",
            json!([{"type": "text", "text": {"content": " A b "}}]),
        ),
        ("rich_text", "", json!([])),
        ("number", " 12.50 ", json!(12.5)),
        ("number", "-3", json!(-3)),
        ("number", "", json!(null)),
        ("checkbox", "Yes", json!(true)),
        ("checkbox", "", json!(false)),
        ("select", " High ", json!({"name": "High"})),
        ("status", "", json!(null)),
        (
            "multi_select",
            "b, a,,b",
            json!([{"name": "b"}, {"name": "a"}]),
        ),
        (
            "date",
            "2026-11-20",
            json!({"start": "2026-11-20", "end": null, "time_zone": null}),
        ),
        (
            "date",
            "2026-11-20 -> 2026-11-24",
            json!({"start": "2026-11-20", "end": "2026-11-24", "time_zone": null}),
        ),
        (
            "date",
            "2026-11-20 09:00 Europe/Berlin",
            json!({"start": "2026-11-20T09:00:00.000", "end": null, "time_zone": "Europe/Berlin"}),
        ),
        ("url", "https://x.y", json!("https://x.y")),
        ("email", "a@b.c", json!("a@b.c")),
        ("phone_number", "+49 1", json!("+49 1")),
        (
            "relation",
            "0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F",
            json!([{"id": PAGE}]),
        ),
    ] {
        let value = writable_from_words(kind, words).unwrap();
        assert_eq!(value, json!({ (kind): sent }), "{kind} {words:?}");
        assert_eq!(writable(&value).as_ref(), Some(&value));
        let again = writable_from_words(kind, &plain_of_writable(&value)).unwrap();
        assert_eq!(again, value, "what is shown can be typed");
    }
}

#[test]
fn words_that_are_no_value_are_refused_with_a_reason() {
    for (kind, words, code) in [
        ("number", "12,5", "not-a-number"),
        ("number", "inf", "not-a-number"),
        ("checkbox", "maybe", "not-a-yes-or-no"),
        ("select", "a, b", "comma"),
        ("status", &"x".repeat(101), "too-long"),
        ("date", "20.11.2026", "not-a-date"),
        ("date", "2026-11-20 09:00", "no-offset"),
        ("date", "2026-11-20T09:00Z Europe/Berlin", "offset-and-zone"),
        ("date", "2026-11-20 Europe/Berlin", "not-a-date"),
        ("date", "2026-11-20 → 2026-11-19", "not-a-range"),
        ("date", "2026-11-20 → 2026-11-21T09:00Z", "not-a-range"),
        ("date", "2026-11-20 →", "not-a-date"),
        ("url", "not an address", "not-an-address"),
        ("email", "a.b.c", "not-an-email"),
        ("relation", "Plan", "not-an-id"),
        (
            "multi_select",
            &"a,".repeat(3).replace('a', &"y".repeat(101)),
            "too-long",
        ),
        ("formula", "1", "computed"),
        ("files", "a", "not-typed"),
        ("something_new", "a", "not-typed"),
    ] {
        let error = writable_from_words(kind, words).unwrap_err();
        assert_eq!(error.code(), code, "{kind} {words:?}: {error}");
    }
    let many: Vec<String> = (0..101).map(|n| n.to_string()).collect();
    let error = writable_from_words("multi_select", &many.join(",")).unwrap_err();
    assert_eq!(
        error,
        WritableError::TooMany {
            count: 101,
            limit: 100
        }
    );
}

/// Runs as a person wrote them: words, style bits, link.
fn written() -> impl Strategy<Value = Vec<(String, u8, bool)>> {
    prop::collection::vec(("[a-z 日🎬\n]{0,9}", 0_u8..64, any::<bool>()), 0..9)
}

fn styled(words: &str, bits: u8, link: bool, full: bool) -> Value {
    let mut annotations = Map::new();
    for (bit, name) in ["bold", "italic", "strikethrough", "underline", "code"]
        .iter()
        .enumerate()
    {
        let set = bits >> bit & 1 == 1;
        if set || full {
            annotations.insert((*name).to_owned(), json!(set));
        }
    }
    if bits >= 32 || full {
        let colour = if bits >= 32 {
            "red_background"
        } else {
            "default"
        };
        annotations.insert("color".to_owned(), json!(colour));
    }
    let link = link.then(|| json!({"url": "https://x.y"}));
    if full {
        json!({"plain_text": words, "annotations": annotations, "href": null, "text": {"link": link, "content": words}, "type": "text"})
    } else {
        json!({"text": {"content": words, "link": link}, "annotations": annotations})
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn however_notion_splits_runs_the_value_is_the_same(runs in written(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 9)) {
        let given: Vec<Value> = runs.iter().map(|(words, bits, link)| styled(words, *bits, *link, false)).collect();
        let sent = writable(&json!({"rich_text": given})).unwrap();
        let mut answer = Vec::new();
        for ((words, bits, link), cut) in runs.iter().zip(&cuts) {
            let characters: Vec<char> = words.chars().collect();
            let (before, after) = characters.split_at(cut.index(characters.len() + 1));
            for piece in [before, after] {
                answer.push(styled(&piece.iter().collect::<String>(), *bits, *link, true));
            }
        }
        let answer = json!({"id": "x", "rich_text": answer, "type": "rich_text"});
        prop_assert_eq!(writable(&answer).unwrap().to_string(), sent.to_string());
    }

    #[test]
    fn any_typed_words_are_a_value_or_an_error(kind in prop::sample::select(vec!["title", "number", "date", "select", "multi_select", "url", "email", "checkbox", "relation"]), words in any::<String>()) {
        if let Ok(value) = writable_from_words(kind, &words) {
            prop_assert_eq!(writable(&value), Some(value));
        }
    }

    #[test]
    fn any_number_survives_the_way_through_words(number in any::<f64>().prop_filter("JSON", |number| number.is_finite())) {
        let value = writable(&json!({"number": number})).unwrap();
        prop_assert_eq!(writable_from_words("number", &plain_of_writable(&value)).unwrap(), value);
    }
}
