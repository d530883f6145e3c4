#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::property::{WritableError, shown_as, writable_from_markdown};

const ID: &str = "0f0f0f0f-0f0f-0f0f-0f0f-0f0f0f0f0f0f";

/// What Markdown is read as, without the property around it.
fn read(markdown: &str) -> Result<Value, WritableError> {
    writable_from_markdown("rich_text", markdown).map(|value| value["rich_text"].clone())
}

fn run(text: &str, annotations: Value) -> Value {
    json!({"type": "text", "text": {"content": text}, "annotations": annotations})
}

fn plain(text: &str) -> Value {
    json!({"type": "text", "text": {"content": text}})
}

#[test]
fn markdown_from_here_becomes_styles_and_is_shown_as_it_was_written() {
    for (markdown, runs) in [
        ("", json!([])),
        ("plain words", json!([plain("plain words")])),
        ("**fett**", json!([run("fett", json!({"bold": true}))])),
        ("*schräg*", json!([run("schräg", json!({"italic": true}))])),
        (
            "***beides***",
            json!([run("beides", json!({"bold": true, "italic": true}))]),
        ),
        (
            "~~weg~~",
            json!([run("weg", json!({"strikethrough": true}))]),
        ),
        ("`a * b`", json!([run("a * b", json!({"code": true}))])),
        ("``a ` b``", json!([run("a ` b", json!({"code": true}))])),
        (
            "*a***b**",
            json!([
                run("a", json!({"italic": true})),
                run("b", json!({"bold": true}))
            ]),
        ),
        (
            "*a **b***",
            json!([
                run("a ", json!({"italic": true})),
                run("b", json!({"bold": true, "italic": true})),
            ]),
        ),
        ("\\*no\\* 2 \\< 3", json!([plain("*no* 2 < 3")])),
        ("one<br>two", json!([plain("one\ntwo")])),
        ("🎬 :clapper: 👩‍👩‍👧", json!([plain("🎬 :clapper: 👩‍👩‍👧")])),
        (
            "see \\![**it**](https://x.y/\\(z\\)?a=1&b=2)",
            json!([
                plain("see !"),
                {"type": "text", "text": {"content": "it", "link": {"url": "https://x.y/(z)?a=1&b=2"}}, "annotations": {"bold": true}},
            ]),
        ),
        (
            "<span underline=\"true\" color=\"red_bg\">a</span>",
            json!([run(
                "a",
                json!({"underline": true, "color": "red_background"})
            )]),
        ),
        (
            "<mention-date start=\"2026-11-20T09:00:00.000\" timeZone=\"Europe/Berlin\"/>",
            json!([{"type": "mention", "mention": {"type": "date", "date": {"start": "2026-11-20T09:00:00.000", "end": null, "time_zone": "Europe/Berlin"}}}]),
        ),
        (
            "<mention-template date=\"today\"/>",
            json!([{"type": "mention", "mention": {"type": "template_mention", "template_mention": {"type": "template_mention_date", "template_mention_date": "today"}}}]),
        ),
        (
            "$`x^2`$",
            json!([{"type": "equation", "equation": {"expression": "x^2"}}]),
        ),
    ] {
        assert_eq!(read(markdown).as_ref(), Ok(&runs), "{markdown}");
        let shown = if markdown.contains("\\!") {
            // A mark stands outside the link it begins with.
            "see \\!**[it](https://x.y/\\(z\\)?a=1&b=2)**".replace("\\!**", "!**")
        } else {
            markdown.to_owned()
        };
        assert_eq!(to_field_markdown(&runs), shown);
    }
}

#[test]
fn line_ends_may_be_typed_and_tags_nobody_knows_are_words() {
    assert_eq!(read("one\ntwo"), Ok(json!([plain("one\ntwo")])));
    assert_eq!(read("a <b> c"), Ok(json!([plain("a <b> c")])));
    assert_eq!(read("2 * 3"), Ok(json!([plain("2 * 3")])));
}

#[test]
fn mentions_keep_what_they_mention() {
    for mention in [
        json!({"type": "page", "page": {"id": ID}}),
        json!({"type": "database", "database": {"id": ID}}),
        json!({"type": "user", "user": {"id": ID}}),
        json!({"type": "custom_emoji", "custom_emoji": {"id": ID}}),
    ] {
        let runs = json!([plain("with "), {"type": "mention", "mention": mention}, plain("!")]);
        let shown = shown_as("rich_text", "", &json!({"rich_text": runs}));
        let markdown = to_field_markdown(&shown["rich_text"]);
        assert_eq!(read(&markdown), Ok(runs), "{markdown}");
    }
}

#[test]
fn long_text_is_split_and_shown_in_one_piece() {
    let markdown = format!("**{}**", "ü🎬".repeat(1_500));
    let runs = read(&markdown).unwrap();
    let lengths: Vec<usize> = runs
        .as_array()
        .unwrap()
        .iter()
        .map(|run| {
            run["text"]["content"]
                .as_str()
                .unwrap()
                .encode_utf16()
                .count()
        })
        .collect();
    assert_eq!(lengths, [1_999, 2_000, 501]);
    assert_eq!(to_field_markdown(&runs), markdown);
    let too_long = "x".repeat(200_001);
    assert_eq!(read(&too_long).unwrap_err().code(), "too-many");
}

#[test]
fn markdown_that_a_property_cannot_hold_is_refused() {
    for markdown in [
        "![a](https://x.y/z.png)",
        "<span color=\"teal\">a</span>",
        "a****b",
    ] {
        assert_eq!(
            read(markdown).unwrap_err().code(),
            "not-markdown",
            "{markdown}"
        );
    }
}

fn style() -> impl Strategy<Value = Value> {
    (0_u8..32, prop::sample::select(vec!["default", "red", "blue_background"])).prop_map(|(bits, colour)| {
        let on = |bit: u8| bits >> bit & 1 == 1;
        json!({"bold": on(0), "italic": on(1), "strikethrough": on(2), "underline": on(3), "code": on(4), "color": colour})
    })
}

fn style_but_code() -> impl Strategy<Value = Value> {
    style().prop_map(|mut style| {
        style["code"] = json!(false);
        style
    })
}

fn any_run() -> impl Strategy<Value = Value> {
    let urls = vec![
        "https://x.y/z",
        "https://x.y/(a)\\(b",
        "https://x.y/?a=1&amp;b=<c> d",
    ];
    let text = (
        "[a-z*~`$<>{}|^:&\\\\ \\[\\]()!#日\n\r]{1,6}",
        style(),
        prop::option::of(prop::sample::select(urls)),
    );
    prop_oneof![
        6 => text.prop_map(|(text, annotations, url)| {
            json!({"type": "text", "text": {"content": text, "link": url.map(|url| json!({"url": url}))}, "annotations": annotations, "plain_text": text, "href": url})
        }),
        1 => ("[a-z{}\\\\]{1,4}", style_but_code()).prop_map(|(expression, annotations)| json!({"type": "equation", "equation": {"expression": expression}, "plain_text": expression, "annotations": annotations})),
        1 => style_but_code().prop_map(|annotations| json!({"type": "mention", "mention": {"type": "page", "page": {"id": ID}}, "plain_text": "A *page*", "annotations": annotations})),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_request_can_carry_is_read_back_as_it_was(runs in prop::collection::vec(any_run(), 0..6)) {
        let runs = Value::Array(runs);
        let markdown = to_field_markdown(&runs);
        let found = read(&markdown);
        prop_assert_eq!(found, Ok(Value::Array(canonical(&runs).unwrap())), "{}", markdown);
    }
}
