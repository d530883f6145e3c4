#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::files::FileKind;

fn cut(markdown: &str) -> Vec<(SegmentKind, &str, Option<Protection>)> {
    segments(markdown)
        .into_iter()
        .map(|segment| (segment.kind, segment.text, segment.protection))
        .collect()
}

#[test]
fn every_construct_is_a_segment_of_its_own_with_what_is_nested_in_it() {
    let table = "<table header-row=\"true\">\n\t<tr>\n\t\t<td>a</td>\n\t</tr>\n</table>";
    let toggle = "<details>\n<summary>T</summary>\n\tinside\n\t<details>\n\t<summary>U</summary>\n\t</details>\n</details>";
    for (text, kind) in [
        (
            "words with **marks** and [a link](https://x.y)",
            SegmentKind::Paragraph,
        ),
        (
            "<mention-page url=\"https://app.notion.com/p/0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f\">Plan</mention-page>",
            SegmentKind::Paragraph,
        ),
        ("<empty-block/>", SegmentKind::Empty),
        ("# Head {color=\"red\"}", SegmentKind::Heading(1)),
        (
            "#### Head {toggle=\"true\"}\n\tinside",
            SegmentKind::Heading(4),
        ),
        ("- item\n\t- nested\n\t\tdeeper", SegmentKind::Bullet),
        ("1. item\n\ttext", SegmentKind::Number),
        ("- [x] done", SegmentKind::ToDo),
        ("> said<br>twice", SegmentKind::Quote),
        ("---", SegmentKind::Divider),
        (
            "```rust\nfn a() {}\n\n# no heading\n</details>\n```",
            SegmentKind::Code,
        ),
        ("$$\nx^2\n$$", SegmentKind::Equation),
        (toggle, SegmentKind::Toggle),
        (
            "<callout icon=\"💡\" color=\"gray_bg\">\n\ttext\n\t- item\n</callout>",
            SegmentKind::Callout,
        ),
        (table, SegmentKind::Table),
    ] {
        let page = format!("before\n{text}\nafter");
        assert_eq!(
            cut(&page),
            [
                (SegmentKind::Paragraph, "before", None),
                (kind, text, None),
                (SegmentKind::Paragraph, "after", None),
            ]
        );
    }
}

#[test]
fn what_must_not_be_rewritten_says_why() {
    for (text, kind, why) in [
        (
            "<page url=\"/p/0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f\">A</page>",
            SegmentKind::Page,
            Protection::ChildPage,
        ),
        (
            "<database url=\"x\" inline=\"true\">A</database>",
            SegmentKind::Database,
            Protection::ChildDatabase,
        ),
        (
            "- item\n\t<page url=\"x\">A</page>",
            SegmentKind::Bullet,
            Protection::ChildPage,
        ),
        (
            "<synced_block url=\"x\">\n\ta\n</synced_block>",
            SegmentKind::Synced,
            Protection::SyncedBlock,
        ),
        (
            "<synced_block_reference url=\"x\">\n</synced_block_reference>",
            SegmentKind::SyncedCopy,
            Protection::SyncedCopy,
        ),
        (
            "<table_of_contents color=\"gray\"/>",
            SegmentKind::TableOfContents,
            Protection::TableOfContents,
        ),
        (
            "<unknown url=\"x#y\" alt=\"bookmark\"/>",
            SegmentKind::Unknown,
            Protection::Bookmark,
        ),
        (
            "<unknown url=\"x#y\" alt=\"embed\"/>",
            SegmentKind::Unknown,
            Protection::Embed,
        ),
        (
            "<unknown url=\"x#y\" alt=\"link_preview\"/>",
            SegmentKind::Unknown,
            Protection::LinkPreview,
        ),
        (
            "<unknown url=\"x#y\" alt=\"breadcrumb\"/>",
            SegmentKind::Unknown,
            Protection::Unknown,
        ),
        (
            "![a](https://x.y/z.png)",
            SegmentKind::File(FileKind::Image),
            Protection::Image,
        ),
        (
            "see ![a](https://x.y/z.png)",
            SegmentKind::Paragraph,
            Protection::Image,
        ),
        (
            "<video src=\"x\">a</video>",
            SegmentKind::File(FileKind::Video),
            Protection::Video,
        ),
        (
            "<audio src=\"x\"></audio>",
            SegmentKind::File(FileKind::Audio),
            Protection::Audio,
        ),
        (
            "<pdf src=\"x\">a</pdf>",
            SegmentKind::File(FileKind::Pdf),
            Protection::Pdf,
        ),
        (
            "<file src=\"x\">a</file>",
            SegmentKind::File(FileKind::File),
            Protection::File,
        ),
        (
            "<columns>\n\t<column>\n\t\ta\n\t</column>\n</columns>",
            SegmentKind::Columns,
            Protection::Columns,
        ),
        (
            "<tabs>\n\t<tab>\n\t\ta\n\t</tab>\n</tabs>",
            SegmentKind::Tabs,
            Protection::Tabs,
        ),
        (
            "<meeting-notes>\n\tT\n\t<transcript>\n\t\ta\n\t</transcript>\n</meeting-notes>",
            SegmentKind::Meeting,
            Protection::Meeting,
        ),
        (
            "<gallery size=\"2\">\n\ta\n</gallery>",
            SegmentKind::Other,
            Protection::UnknownTag,
        ),
        (
            "<gallery>\nnot indented\n</gallery>",
            SegmentKind::Other,
            Protection::UnknownTag,
        ),
    ] {
        let page = format!("before\n{text}\nafter");
        let cut = cut(&page);
        assert_eq!(cut.len(), 3, "{text}");
        assert_eq!(cut[1], (kind, text, Some(why)));
    }
}

#[test]
fn what_has_no_end_is_not_written_and_takes_no_more_than_it_must() {
    for (page, expected) in [
        (
            "<details>\n<summary>a</summary>\nrest",
            vec![
                (SegmentKind::Toggle, "<details>"),
                (SegmentKind::Paragraph, "<summary>a</summary>"),
                (SegmentKind::Paragraph, "rest"),
            ],
        ),
        (
            "```\ncode\n\n# no heading",
            vec![(SegmentKind::Code, "```\ncode\n\n# no heading")],
        ),
        (
            "a\n</callout>\nb",
            vec![
                (SegmentKind::Paragraph, "a\n</callout>"),
                (SegmentKind::Paragraph, "b"),
            ],
        ),
    ] {
        let found = segments(page);
        let texts: Vec<&str> = found.iter().map(|segment| segment.text).collect();
        let expected_texts: Vec<&str> = expected.iter().map(|(_, text)| *text).collect();
        assert_eq!(texts, expected_texts);
        assert_eq!(found[0].protection, Some(Protection::Unfinished), "{page}");
    }
    let nested = "<callout>\n<details>\n</callout>\n</details>\nb";
    assert_eq!(cut(nested)[0].2, Some(Protection::Unfinished));
    assert_eq!(cut(nested)[1], (SegmentKind::Paragraph, "b", None));
}

#[test]
fn blank_lines_belong_to_the_segment_before_them() {
    let page = "\n \na\n\n\n\tnested\n\n# b\n";
    let found = segments(page);
    let sources: Vec<&str> = found.iter().map(|segment| segment.source).collect();
    assert_eq!(sources, ["\n \na\n\n\n\tnested\n\n", "# b\n"]);
    assert_eq!(found[0].text, "a\n\n\n\tnested");
    assert_eq!(cut("\n\n"), [(SegmentKind::Blank, "", None)]);
    assert_eq!(cut(""), []);
}

#[test]
fn a_block_is_found_by_its_type_and_its_own_words() {
    let text =
        |words: &str| json!([{"type": "text", "text": {"content": words}, "plain_text": words}]);
    let page = "Two \\* **words**<br>here\n- item\n\t- nested\n<details color=\"red\">\n<summary>T</summary>\n\tinside\n</details>\n<callout icon=\"x\">\n\tC\n</callout>\n```\na\n\tb\n```\n<table>\n\t<tr>\n\t</tr>\n</table>\n<page url=\"/p/0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f\">Child</page>\n2026. was a year";
    let found = segments(page);
    let blocks = [
        json!({"type": "paragraph", "paragraph": {"rich_text": text("Two * words\nhere")}}),
        json!({"type": "bulleted_list_item", "bulleted_list_item": {"rich_text": text("item")}}),
        json!({"type": "toggle", "toggle": {"rich_text": text("T")}}),
        json!({"type": "callout", "callout": {"rich_text": text("C"), "icon": {"type": "emoji", "emoji": "x"}}}),
        json!({"type": "code", "code": {"rich_text": text("a\n\tb"), "language": "plain text"}}),
        json!({"type": "table", "table": {"table_width": 0}}),
        json!({"type": "child_page", "id": "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f", "child_page": {"title": "Child"}}),
        json!({"type": "numbered_list_item", "numbered_list_item": {"rich_text": text("was a year")}}),
    ];
    assert_eq!(found.len(), blocks.len());
    for (at, segment) in found.iter().enumerate() {
        for (other, block) in blocks.iter().enumerate() {
            assert_eq!(
                segment.is_block(block),
                at == other,
                "{} {block}",
                segment.text
            );
        }
    }
}

#[test]
fn a_block_is_found_by_whom_it_mentions_however_they_are_named() {
    let id = |digit: &str| digit.repeat(32);
    let mention = |digit: &str, name: &str| {
        json!({"type": "paragraph", "paragraph": {"rich_text": [
            {"type": "text", "text": {"content": "Ask "}, "plain_text": "Ask "},
            {"type": "mention", "mention": {"type": "user", "user": {"id": id(digit)}}, "plain_text": name},
        ]}})
    };
    let page = format!(
        "Ask <mention-user url=\"user://{}\">Ines</mention-user>",
        id("a")
    );
    let found = segments(&page);
    assert!(found[0].is_block(&mention("a", "@Ines M.")));
    assert!(!found[0].is_block(&mention("b", "Ines")));
    assert_eq!(found[0].own_words(), "Ask Ines");

    let unknown = format!(
        "<unknown url=\"https://app.notion.com/p/x#{}\" alt=\"bookmark\"/>",
        id("c")
    );
    let found = segments(&unknown);
    let bookmark = |digit: &str| json!({"type": "bookmark", "id": id(digit), "bookmark": {"url": "https://x", "caption": []}});
    assert!(found[0].is_block(&bookmark("c")));
    assert!(!found[0].is_block(&bookmark("d")));
}

#[test]
fn blocks_with_more_than_markdown_carries_are_known() {
    let code = |caption: serde_json::Value| json!({"type": "code", "code": {"rich_text": [], "caption": caption}});
    let callout = |icon: serde_json::Value| json!({"type": "callout", "callout": {"rich_text": [], "icon": icon}});
    let mention = |kind: &str| json!({"type": "paragraph", "paragraph": {"icon": null, "rich_text": [{"type": "mention", "mention": {"type": kind}}]}});
    for (block, lossy) in [
        (code(json!([])), false),
        (code(json!([{"plain_text": "a"}])), true),
        (callout(json!({"type": "emoji", "emoji": "x"})), false),
        (callout(json!(null)), false),
        (
            callout(json!({"type": "external", "external": {"url": "x"}})),
            true,
        ),
        (mention("page"), false),
        (mention("link_preview"), true),
        (mention("template_mention"), true),
        (mention("custom_emoji"), true),
        (
            json!({"type": "numbered_list_item", "numbered_list_item": {"list_start_index": 1, "list_format": "numbers"}}),
            false,
        ),
        (
            json!({"type": "numbered_list_item", "numbered_list_item": {"list_start_index": 3}}),
            true,
        ),
        (
            json!({"type": "table_row", "table_row": {"cells": [[{"type": "mention", "mention": {"type": "link_mention"}}]]}}),
            true,
        ),
        (
            json!({"type": "link_to_page", "link_to_page": {"type": "page_id", "page_id": "x"}}),
            true,
        ),
        (
            json!({"type": "quote", "quote": {"rich_text": [{"type": "text", "text": {"content": "a", "link": {"url": "https://x/<b>"}}}]}}),
            true,
        ),
        (
            json!({"type": "quote", "quote": {"rich_text": [{"type": "text", "text": {"content": "a", "link": {"url": "https://x/(b)"}}}]}}),
            false,
        ),
        (json!({}), false),
    ] {
        assert_eq!(is_lossy_in_markdown(&block), lossy, "{block}");
    }
}

/// Pieces of pages, whole and broken.
fn page() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\n",
        "\n\n",
        "\n\t",
        "\n\t\t",
        " \n",
        "\r\n",
        " ",
        "word",
        "日本",
        "# ",
        "- ",
        "- [ ] ",
        "> ",
        "1. ",
        "---",
        "```",
        "```\n",
        "$$",
        "$$\n",
        "<details>",
        "</details>",
        "<summary>",
        "</summary>",
        "<callout>",
        "</callout>",
        "<columns>",
        "</columns>",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "</td>",
        "</tr>",
        "<page url=\"x\">",
        "</page>",
        "<unknown alt=\"x\"/>",
        "<gallery>",
        "</gallery>",
        "![a](b)",
        "**",
        "`",
        "$",
        "[",
        "\\",
        "<empty-block/>",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_segments_of_any_text_joined_are_the_text(text in prop_oneof![page(), any::<String>()]) {
        let found = segments(&text);
        let joined: String = found.iter().map(|segment| segment.source).collect();
        prop_assert_eq!(&joined, &text);
        for segment in &found {
            prop_assert_eq!(text.get(segment.range.clone()), Some(segment.source));
            prop_assert_eq!(segment.source.trim(), segment.text.trim());
        }
    }

    #[test]
    fn a_segment_alone_is_one_segment_and_protected_the_same(text in page()) {
        for segment in segments(&text) {
            let again = segments(segment.text);
            prop_assert!(again.len() <= 1, "{:?}", segment.text);
            if let [alone] = again.as_slice() {
                prop_assert_eq!(alone.kind, segment.kind);
                prop_assert_eq!(alone.protection, segment.protection);
            }
        }
    }
}

#[test]
fn long_pages_are_cut_in_linear_time() {
    for seed in [
        "a\n",
        "<details>\n",
        "</details>\n",
        "<callout>\n\t",
        "- a\n\t",
        "```\n",
        "$$\n",
        "<gallery>\n",
        "<x>\n</x>\n",
        "\n",
        "<a",
    ] {
        let text = seed.repeat(300_000 / seed.len());
        let total: usize = segments(&text)
            .iter()
            .map(|segment| segment.source.len())
            .sum();
        assert_eq!(total, text.len());
    }
}
