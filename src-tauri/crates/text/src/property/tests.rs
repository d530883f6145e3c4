//! Values of every type, as Notion sends them.

use serde_json::json;

use super::*;

#[test]
fn every_type_has_its_words() {
    let table = [
        (
            json!({"type": "title", "title": [{"plain_text": "Road "}, {"plain_text": "map"}]}),
            "Road map",
        ),
        (json!({"type": "rich_text", "rich_text": []}), ""),
        (json!({"type": "number", "number": 12.5}), "12.5"),
        (json!({"type": "number", "number": null}), ""),
        (
            json!({"type": "select", "select": {"id": "x", "name": "High", "color": "red"}}),
            "High",
        ),
        (json!({"type": "select", "select": null}), ""),
        (
            json!({"type": "multi_select", "multi_select": [{"name": "a"}, {"name": "b"}]}),
            "a, b",
        ),
        (
            json!({"type": "status", "status": {"name": "Done"}}),
            "Done",
        ),
        (
            json!({"type": "date", "date": {"start": "2026-11-20", "end": null, "time_zone": null}}),
            "2026-11-20",
        ),
        (
            json!({"type": "date", "date": {"start": "2026-11-20", "end": "2026-11-24", "time_zone": "Europe/Oslo"}}),
            "2026-11-20 → 2026-11-24 Europe/Oslo",
        ),
        (json!({"type": "date", "date": null}), ""),
        (
            json!({"type": "people", "people": [
            {"object": "user", "id": "1", "name": "Ines"},
            {"object": "group", "id": "2", "name": "Camera"},
            {"object": "user", "id": "3"}]}),
            "Ines, Camera",
        ),
        (
            json!({"type": "files", "files": [{"name": "map.png", "type": "external", "external": {"url": "https://x/y"}}]}),
            "map.png",
        ),
        (json!({"type": "checkbox", "checkbox": true}), "true"),
        (json!({"type": "url", "url": "https://x.y"}), "https://x.y"),
        (json!({"type": "email", "email": null}), ""),
        (
            json!({"type": "phone_number", "phone_number": "+47 1"}),
            "+47 1",
        ),
        (
            json!({"type": "relation", "relation": [{"id": "1"}], "has_more": false}),
            "",
        ),
        (
            json!({"type": "formula", "formula": {"type": "string", "string": "ok"}}),
            "ok",
        ),
        (
            json!({"type": "formula", "formula": {"type": "number", "number": 3}}),
            "3",
        ),
        (
            json!({"type": "formula", "formula": {"type": "boolean", "boolean": false}}),
            "false",
        ),
        (
            json!({"type": "formula", "formula": {"type": "date", "date": {"start": "2026-01-01"}}}),
            "2026-01-01",
        ),
        (
            json!({"type": "formula", "formula": {"type": "unsupported", "unsupported": {}}}),
            "",
        ),
        (
            json!({"type": "rollup", "rollup": {"type": "number", "number": 4, "function": "sum"}}),
            "4",
        ),
        (
            json!({"type": "rollup", "rollup": {"type": "date", "date": {"start": "2026-01-01"}, "function": "latest_date"}}),
            "2026-01-01",
        ),
        (
            json!({"type": "rollup", "rollup": {"type": "array", "function": "show_original", "array": [
            {"type": "title", "title": [{"plain_text": "A"}]},
            {"type": "number", "number": 1},
            {"type": "select", "select": null},
            {"type": "multi_select", "multi_select": [{"name": "x"}, {"name": "y"}]}]}}),
            "A, 1, x, y",
        ),
        (
            json!({"type": "rollup", "rollup": {"type": "incomplete", "incomplete": {}}}),
            "",
        ),
        (
            json!({"type": "created_time", "created_time": "2026-11-20T10:00:00.000Z"}),
            "2026-11-20T10:00:00.000Z",
        ),
        (
            json!({"type": "created_by", "created_by": {"object": "user", "id": "1", "name": "Ines"}}),
            "Ines",
        ),
        (
            json!({"type": "unique_id", "unique_id": {"prefix": "TASK", "number": 7}}),
            "TASK-7",
        ),
        (
            json!({"type": "unique_id", "unique_id": {"prefix": null, "number": 7}}),
            "7",
        ),
        (
            json!({"type": "verification", "verification": {"state": "verified",
            "verified_by": {"name": "Ines"}, "date": {"start": "2026-11-20"}}}),
            "verified, Ines, 2026-11-20",
        ),
        (json!({"type": "verification", "verification": null}), ""),
        (json!({"type": "button", "button": {}}), ""),
        (
            json!({"type": "place", "place": {"lat": 1.5, "lon": 2.5, "name": "Hut", "address": "Ice 1"}}),
            "Hut, Ice 1, 1.5, 2.5",
        ),
        (json!({"type": "place", "place": null}), ""),
        (
            json!({"type": "last_visited_time", "last_visited_time": "2026-11-20"}),
            "2026-11-20",
        ),
        (
            json!({"type": "hologram", "hologram": {"beam": "blue"}}),
            r#"{"beam":"blue"}"#,
        ),
        (json!({"type": "hologram"}), r#"{"type":"hologram"}"#),
        (json!(null), ""),
        (json!("text"), "text"),
    ];
    for (value, words) in table {
        assert_eq!(plain_text(&value), words, "{value}");
    }
}

#[test]
fn rollups_inside_rollups_end() {
    let mut value = json!({"type": "number", "number": 1});
    for _ in 0..100 {
        value = json!({"type": "rollup", "rollup": {"type": "array", "array": [value]}});
    }
    assert!(plain_text(&value).contains("number"));
}

#[test]
fn values_that_notion_cut_are_told_from_whole_ones() {
    let people =
        |count: usize| json!({"type": "people", "people": vec![json!({"id": "1"}); count]});
    let mentions = |count: usize| {
        let run = json!({"type": "mention", "mention": {"type": "user", "user": {"id": "1"}}, "plain_text": "x"});
        json!({"type": "rich_text", "rich_text": vec![run; count]})
    };
    let relation = |count: usize, more: bool| json!({"type": "relation", "relation": vec![json!({"id": "1"}); count], "has_more": more});
    let rollup = |count: usize| json!({"type": "rollup", "rollup": {"type": "array", "array": vec![json!({"type": "number", "number": 1}); count]}});
    for (value, more) in [
        (relation(25, true), true),
        (relation(25, false), false),
        (relation(60, false), false),
        (
            json!({"type": "relation", "relation": vec![json!({"id": "1"}); 25]}),
            true,
        ),
        (json!({"type": "relation", "relation": []}), false),
        (people(24), false),
        (people(25), true),
        (mentions(25), true),
        (mentions(24), false),
        (rollup(25), true),
        (rollup(3), false),
        (
            json!({"type": "rollup", "rollup": {"type": "incomplete", "incomplete": {}}}),
            true,
        ),
        (
            json!({"type": "rollup", "rollup": {"type": "number", "number": 25}}),
            false,
        ),
        (
            json!({"type": "multi_select", "multi_select": vec![json!({"name": "x"}); 25]}),
            false,
        ),
    ] {
        assert_eq!(needs_more(&value), more, "{value}");
    }
}

#[test]
fn items_complete_a_value() {
    let item = |id: u8| json!({"object": "property_item", "id": "x", "type": "relation", "relation": {"id": NotionId::from_bytes([id; 16])}});
    let cut = json!({"id": "x", "type": "relation", "relation": [{"id": "1"}], "has_more": true});
    let whole = merge_items(
        &cut,
        &[
            item(1),
            item(2),
            json!({"type": "relation", "relation": null}),
            json!(3),
        ],
    );
    assert_eq!(
        references(&whole),
        [NotionId::from_bytes([1; 16]), NotionId::from_bytes([2; 16])]
    );
    assert!(!needs_more(&whole));
    assert_eq!(whole.get("id"), Some(&json!("x")));

    let people = merge_items(
        &json!({"type": "people", "people": []}),
        &[
            json!({"type": "people", "people": {"name": "Ines"}}),
            json!({"type": "people", "people": {"name": "Tomas"}}),
        ],
    );
    assert_eq!(plain_text(&people), "Ines, Tomas");

    let title = merge_items(
        &json!({"type": "title", "title": [{"plain_text": "a"}]}),
        &[
            json!({"type": "title", "title": {"plain_text": "a"}}),
            json!({"type": "title", "title": {"plain_text": "b"}}),
        ],
    );
    assert_eq!(plain_text(&title), "ab");

    let rollup = merge_items(
        &json!({"type": "rollup", "rollup": {"type": "incomplete", "incomplete": {}, "function": "show_original"}}),
        &[json!({"object": "property_item", "id": "x", "type": "number", "number": 4})],
    );
    assert_eq!(plain_text(&rollup), "4");
    assert!(!needs_more(&rollup));
}

#[test]
fn values_without_items_stay_as_they_are() {
    for value in [
        json!({"type": "relation", "relation": [{"id": "1"}], "has_more": true}),
        json!({"type": "number", "number": 1}),
        json!(null),
    ] {
        assert_eq!(merge_items(&value, &[]), value);
    }
    let number = json!({"type": "number", "number": 1});
    assert_eq!(
        merge_items(&number, &[json!({"type": "number", "number": 2})]),
        number
    );
}

#[test]
fn files_are_found_in_files_and_in_rollups_of_files() {
    let file = json!({"name": "map.png", "type": "file", "file": {"url": "https://x/y.png?X-Amz-Date=1", "expiry_time": "z"}});
    let value = json!({"type": "files", "files": [file, {"name": "", "type": "external", "external": {"url": "https://x/z.pdf"}}, {}]});
    let found = files(&value);
    let names: Vec<_> = found.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["map.png", "z.pdf"]);
    let rollup = json!({"type": "rollup", "rollup": {"type": "array", "array": [value, {"type": "number", "number": 1}]}});
    assert_eq!(files(&rollup), found);
    assert_eq!(files(&json!({"type": "url", "url": "https://x"})), []);
}
