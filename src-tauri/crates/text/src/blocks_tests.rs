#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::block;
use crate::rich_text::{runs, to_markdown};
use crate::segment::Protection;

const ID: &str = "0f0f0f0f-0f0f-0f0f-0f0f-0f0f0f0f0f0f";

fn words(text: &str) -> Value {
    json!([{"type": "text", "text": {"content": text}}])
}

fn block_of(kind: &str, content: &Value) -> Value {
    json!({"object": "block", "type": kind, (kind): content})
}

#[test]
fn every_construct_becomes_its_block() {
    for (markdown, kind, content) in [
        (
            "a",
            "paragraph",
            json!({"rich_text": words("a"), "color": "default"}),
        ),
        (
            "<empty-block/>",
            "paragraph",
            json!({"rich_text": [], "color": "default"}),
        ),
        (
            "a {color=\"red_bg\"}",
            "paragraph",
            json!({"rich_text": words("a"), "color": "red_background"}),
        ),
        (
            "\\- a",
            "paragraph",
            json!({"rich_text": words("- a"), "color": "default"}),
        ),
        (
            "### a",
            "heading_3",
            json!({"rich_text": words("a"), "color": "default", "is_toggleable": false}),
        ),
        (
            "#### a {toggle=\"true\" color=\"blue\"}",
            "heading_4",
            json!({"rich_text": words("a"), "color": "blue", "is_toggleable": true}),
        ),
        (
            "- a",
            "bulleted_list_item",
            json!({"rich_text": words("a"), "color": "default"}),
        ),
        (
            "12. a",
            "numbered_list_item",
            json!({"rich_text": words("a"), "color": "default"}),
        ),
        (
            "- [x] a",
            "to_do",
            json!({"rich_text": words("a"), "color": "default", "checked": true}),
        ),
        (
            "> a<br>b",
            "quote",
            json!({"rich_text": words("a\nb"), "color": "default"}),
        ),
        ("---", "divider", json!({})),
        (
            "$$\nx^2\ny\n$$",
            "equation",
            json!({"expression": "x^2\ny"}),
        ),
        (
            "```rs\nfn a() {\n\n\t**b**\n}\n```",
            "code",
            json!({"rich_text": words("fn a() {\n\n\t**b**\n}"), "language": "rust"}),
        ),
        (
            "```\n```",
            "code",
            json!({"rich_text": [], "language": "plain text"}),
        ),
        (
            "<details color=\"red\">\n<summary>a **b**</summary>\n</details>",
            "toggle",
            json!({"rich_text": [{"type": "text", "text": {"content": "a "}}, {"type": "text", "text": {"content": "b"}, "annotations": {"bold": true}}], "color": "red"}),
        ),
        (
            "<callout icon=\"💡\" color=\"gray_bg\">\n\ta\n</callout>",
            "callout",
            json!({"rich_text": words("a"), "icon": {"type": "emoji", "emoji": "💡"}, "color": "gray_background"}),
        ),
        (
            "<table header-row=\"true\">\n\t<tr>\n\t\t<td>a</td>\n\t\t<td></td>\n\t</tr>\n\t<tr><td>b</td><td>c | d</td></tr>\n</table>",
            "table",
            json!({
                "table_width": 2, "has_column_header": true, "has_row_header": false,
                "children": [
                    block_of("table_row", &json!({"cells": [words("a"), []]})),
                    block_of("table_row", &json!({"cells": [words("b"), words("c | d")]})),
                ],
            }),
        ),
    ] {
        assert_eq!(
            blocks_of(markdown),
            Ok(vec![block_of(kind, &content)]),
            "{markdown}"
        );
    }
}

#[test]
fn what_is_nested_becomes_children() {
    let markdown = "- a\n\t- b\n\t\tc\n\t<details>\n\t<summary>d</summary>\n\t\te\n\t</details>\n# T {toggle=\"true\"}\n\t```\n\tcode\n\t\tdeep\n\t```\n<callout>\n\tf\n\t- g\n</callout>\nend";
    let kinds = |blocks: &[Value]| -> Vec<String> {
        blocks
            .iter()
            .map(|block| block["type"].as_str().unwrap().to_owned())
            .collect()
    };
    let blocks = blocks_of(markdown).unwrap();
    assert_eq!(
        kinds(&blocks),
        ["bulleted_list_item", "heading_1", "callout", "paragraph"]
    );
    let item = children_of(&blocks[0]);
    assert_eq!(kinds(item), ["bulleted_list_item", "toggle"]);
    assert_eq!(kinds(children_of(&item[0])), ["paragraph"]);
    assert_eq!(kinds(children_of(&item[1])), ["paragraph"]);
    let code = &children_of(&blocks[1])[0];
    assert_eq!(code["code"]["rich_text"], words("code\n\tdeep"));
    assert_eq!(blocks[2]["callout"]["rich_text"], words("f"));
    assert_eq!(kinds(children_of(&blocks[2])), ["bulleted_list_item"]);
    assert_eq!(
        update_of(&blocks[0]),
        Some(json!({"bulleted_list_item": {"rich_text": words("a"), "color": "default"}}))
    );
}

#[test]
fn what_blocks_cannot_say_is_refused_with_a_reason() {
    let long = "x".repeat(1_001);
    for (markdown, code) in [
        ("<page url=\"x\">a</page>", Protection::ChildPage.code()),
        ("see ![a](b)", "image"),
        ("<gallery>a</gallery>", "unknown-tag"),
        ("```\nno end", "unfinished"),
        ("- a\n\t- b\n\t\t- c\n\t\t\t- d", "too-deep"),
        (
            "- a\n\t- b\n\t\t<table>\n\t\t<tr>\n\t\t<td>c</td>\n\t\t</tr>\n\t\t</table>",
            "too-deep",
        ),
        ("# a\n\tb", "not-nestable"),
        ("---\n\tb", "not-nestable"),
        ("```\na\n```\n\tb", "not-nestable"),
        ("```klingon\na\n```", "language"),
        ("a {size=\"2\"}", "attribute"),
        ("a {color=\"mauve\"}", "attribute"),
        ("a {toggle=\"true\"}", "attribute"),
        (
            "<table fit-page-width=\"true\">\n<tr>\n<td>a</td>\n</tr>\n</table>",
            "attribute",
        ),
        (
            "<callout icon=\"https://x.y/z.png\">\n\ta\n</callout>",
            "attribute",
        ),
        ("<callout icon=\":logo:\">\n\ta\n</callout>", "attribute"),
        ("<table>\n</table>", "uneven-table"),
        (
            "<table>\n<tr>\n<td>a</td>\n</tr>\n<tr>\n</tr>\n</table>",
            "uneven-table",
        ),
        (
            "<table>\n<colgroup>\n<col width=\"1\">\n</colgroup>\n<tr>\n<td>a</td>\n</tr>\n</table>",
            "tag",
        ),
        ("<table>\n<tr>\n<td>a\nb</td>\n</tr>\n</table>", "tag"),
        ("a</span>", "tag"),
        ("<span color=\"red\">a", "tag"),
        ("<span size=\"2\">a</span>", "attribute"),
        ("<mention-agent url=\"user://x\">a</mention-agent>", "tag"),
        (
            "<mention-data-source url=\"collection://0f0f0f0f-0f0f-0f0f-0f0f-0f0f0f0f0f0f\">a</mention-data-source>",
            "tag",
        ),
        (
            "<mention-page url=\"https://example.com\">a</mention-page>",
            "tag",
        ),
        (
            "<mention-date start=\"2026-11-20\" startTime=\"09:00\"/>",
            "tag",
        ),
        ("a[^https://x.y]", "tag"),
        ("good :party: time", "emoji"),
        ("***a*****b**", "ambiguous"),
        ("` a `", "ambiguous"),
        ("[a](java\tscript:b)", "ambiguous"),
        ("`a<br>b`", "ambiguous"),
        (&format!("${long}$"), "too-long"),
        (&format!("[a](https://x/{long}{long})"), "too-long"),
        (&"**a** b ".repeat(51), "too-many"),
        (&format!("- a{}", "\n\t- b".repeat(101)), "too-many"),
    ] {
        let refusal = blocks_of(markdown).expect_err(markdown);
        assert_eq!(refusal.code(), code, "{markdown}: {refusal}");
    }
}

#[test]
fn running_text_becomes_runs() {
    let run = |text: &str, annotations: Value| json!({"type": "text", "text": {"content": text}, "annotations": annotations});
    let plain = |text: &str| json!({"type": "text", "text": {"content": text}});
    for (line, expected) in [
        ("", vec![]),
        ("a \\* b", vec![plain("a * b")]),
        ("2 * 3", vec![plain("2 * 3")]),
        ("10:30:45 and a:b:c", vec![plain("10:30:45 and a:b:c")]),
        (
            "**a *b***",
            vec![
                run("a ", json!({"bold": true})),
                run("b", json!({"bold": true, "italic": true})),
            ],
        ),
        (
            "~~a~~ `b*`",
            vec![
                run("a", json!({"strikethrough": true})),
                plain(" "),
                run("b*", json!({"code": true})),
            ],
        ),
        ("``  ` ``", vec![run(" `", json!({"code": true}))]),
        ("`` a`b ``", vec![run("a`b", json!({"code": true}))]),
        (
            "<span underline=\"true\" color=\"red_bg\">a</span>",
            vec![run(
                "a",
                json!({"underline": true, "color": "red_background"}),
            )],
        ),
        (
            "[**a**](https://x.y/\\(z\\)) b",
            vec![
                json!({"type": "text", "text": {"content": "a", "link": {"url": "https://x.y/(z)"}}, "annotations": {"bold": true}}),
                plain(" b"),
            ],
        ),
        (
            "$x^2$",
            vec![json!({"type": "equation", "equation": {"expression": "x^2"}})],
        ),
        (
            "<mention-page url=\"https://app.notion.com/p/Plan-0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f\">The **Plan**</mention-page>!",
            vec![
                json!({"type": "mention", "mention": {"type": "page", "page": {"id": ID}}}),
                plain("!"),
            ],
        ),
        (
            "<mention-user url=\"user://0f0f0f0f-0f0f-0f0f-0f0f-0f0f0f0f0f0f\"/>",
            vec![json!({"type": "mention", "mention": {"type": "user", "user": {"id": ID}}})],
        ),
        (
            "<mention-date start=\"2026-11-20\" startTime=\"09:00\" timeZone=\"Europe/Berlin\" end=\"2026-11-21\"/>",
            vec![
                json!({"type": "mention", "mention": {"type": "date", "date": {"start": "2026-11-20T09:00:00.000", "end": "2026-11-21", "time_zone": "Europe/Berlin"}}}),
            ],
        ),
    ] {
        assert_eq!(rich_text_of(line), Ok(expected), "{line}");
    }
}

#[test]
fn long_text_is_split_and_nothing_of_it_is_cut() {
    let text = "word ".repeat(1_000);
    let blocks = blocks_of(&text).unwrap();
    let runs = blocks[0]["paragraph"]["rich_text"].as_array().unwrap();
    let contents: Vec<&str> = runs
        .iter()
        .map(|run| run["text"]["content"].as_str().unwrap())
        .collect();
    assert_eq!(contents.len(), 3);
    assert_eq!(contents.concat(), text.trim_end());
    let code = format!("```\n{}\n```", "y".repeat(200_001));
    assert_eq!(blocks_of(&code).unwrap_err().code(), "too-long");
}

#[test]
fn blocks_go_into_as_few_requests_as_their_limits_allow() {
    let lines = |count: usize, line: &str| blocks_of(&vec![line; count].join("\n")).unwrap();
    let sizes =
        |blocks: Vec<Value>| -> Vec<usize> { batches(blocks).iter().map(Vec::len).collect() };
    assert_eq!(sizes(lines(250, "a")), [100, 100, 50]);
    assert!(sizes(Vec::new()).is_empty());
    let many = format!("- a{}", "\n\t- b".repeat(99));
    assert_eq!(
        sizes(lines(25, &many)),
        [10, 10, 5],
        "a thousand blocks in all"
    );
    let long = "z".repeat(100_000);
    assert_eq!(sizes(lines(9, &long)), [4, 4, 1], "half a megabyte");
}

#[test]
fn a_block_of_notion_survives_the_way_through_markdown() {
    let text = |text: &str| json!([{"type": "text", "text": {"content": text, "link": null}, "plain_text": text, "annotations": {"bold": false, "color": "default"}, "href": null}]);
    for (kind, content) in [
        (
            "paragraph",
            json!({"rich_text": text("# no heading {color=\"red\"}"), "color": "default"}),
        ),
        (
            "paragraph",
            json!({"rich_text": text("1. no item"), "color": "blue_background"}),
        ),
        (
            "heading_2",
            json!({"rich_text": text("a"), "color": "default"}),
        ),
        (
            "to_do",
            json!({"rich_text": text("a: b"), "color": "default", "checked": false}),
        ),
        (
            "quote",
            json!({"rich_text": text("a\nb\nc"), "color": "red"}),
        ),
        (
            "toggle",
            json!({"rich_text": text("<details>"), "color": "default"}),
        ),
        (
            "callout",
            json!({"rich_text": text("$5 & $6"), "color": "default", "icon": {"type": "emoji", "emoji": "🎬"}}),
        ),
        (
            "code",
            json!({"rich_text": text("```\n\tx\n```\n"), "language": "javascript"}),
        ),
        ("equation", json!({"expression": "\\frac{a}{b}"})),
        ("divider", json!({})),
    ] {
        let block = block_of(kind, &content);
        let markdown = block::to_markdown(&block).unwrap();
        let read = blocks_of(&markdown).unwrap();
        assert_eq!(read.len(), 1, "{markdown}");
        let found = &read[0][kind];
        for (name, value) in content.as_object().unwrap() {
            let expected = match name.as_str() {
                "rich_text" => Value::Array(runs::canonical(value).unwrap()),
                _ => value.clone(),
            };
            assert_eq!(found[name], expected, "{markdown}");
        }
    }
}

#[test]
fn blanks_around_code_are_part_of_it() {
    for text in [" ` ", "` ", " `", "`"] {
        let code =
            json!([{"type": "text", "text": {"content": text}, "annotations": {"code": true}}]);
        assert_eq!(
            rich_text_of(&to_markdown(&code)).map(Value::Array),
            Ok(code)
        );
    }
}

#[test]
fn code_with_backticks_may_be_two_pieces_of_code_and_is_refused() {
    assert!(rich_text_of("`a``#`").is_err());
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

fn run() -> impl Strategy<Value = Value> {
    let id = ID;
    prop_oneof![
        6 => ("[a-z*~`$<>{}|^:\\\\ \\[\\]()!#日]{1,6}", style(), prop::option::of(Just("https://x.y/z"))).prop_map(|(text, annotations, url)| {
            json!({"type": "text", "text": {"content": text, "link": url.map(|url| json!({"url": url}))}, "annotations": annotations, "plain_text": text, "href": url})
        }),
        // Markdown says of words alone that they are code.
        1 => ("[a-z]{1,4}", style_but_code()).prop_map(|(expression, annotations)| json!({"type": "equation", "equation": {"expression": expression}, "plain_text": expression, "annotations": annotations})),
        1 => style_but_code().prop_map(move |annotations| json!({"type": "mention", "mention": {"type": "page", "page": {"id": id}}, "plain_text": "A *page*", "annotations": annotations})),
        1 => Just(json!({"type": "mention", "mention": {"type": "date", "date": {"start": "2026-11-20T09:00:00.000+01:00", "end": null}}, "plain_text": "x", "annotations": {}})),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn running_text_comes_back_as_it_was_or_is_refused(runs in prop::collection::vec(run(), 0..6)) {
        let runs = Value::Array(runs);
        let markdown = to_markdown(&runs);
        if let Ok(found) = rich_text_of(&markdown) {
            prop_assert_eq!(Value::Array(found), Value::Array(runs::canonical(&runs).unwrap()), "{}", markdown);
        }
    }

    #[test]
    fn any_text_is_written_or_refused(text in any::<String>()) {
        if let Ok(blocks) = blocks_of(&text) {
            prop_assert!(batches(blocks).iter().all(|batch| batch.len() <= MOST_CHILDREN));
        }
    }

    #[test]
    fn plain_words_are_never_refused(lines in prop::collection::vec("[A-Za-z0-9.,!? ]{1,40}", 1..8)) {
        let text = lines.join("\n");
        prop_assert!(blocks_of(&text).is_ok(), "{}", text);
    }
}
