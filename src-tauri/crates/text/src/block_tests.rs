//! Blocks of every type, as Notion sends them.

use serde_json::json;

use super::*;
use crate::dialect;

const ID: &str = "393abc1e-edcd-81cd-8d54-0123456789ab";

fn block(kind: &str, content: Value) -> Value {
    let mut block = json!({"object": "block", "id": ID, "type": kind});
    if let Some(fields) = block.as_object_mut() {
        fields.insert(kind.to_owned(), content);
    }
    block
}

fn text(words: &str) -> Value {
    json!([{"type": "text", "text": {"content": words}, "plain_text": words, "annotations": {}}])
}

#[test]
fn blocks_become_markdown() {
    let hosted =
        json!({"type": "file", "file": {"url": "https://x/y.png?a=1&b=2"}, "caption": text("Map")});
    for (kind, content, markdown) in [
        (
            "paragraph",
            json!({"rich_text": text("a_b"), "color": "default"}),
            "a_b",
        ),
        (
            "paragraph",
            json!({"rich_text": [], "color": "default"}),
            "<empty-block/>",
        ),
        (
            "paragraph",
            json!({"rich_text": text("a"), "color": "blue_background"}),
            "a {color=\"blue_bg\"}",
        ),
        ("heading_4", json!({"rich_text": text("a")}), "#### a"),
        (
            "to_do",
            json!({"rich_text": text("a"), "checked": true}),
            "- [x] a",
        ),
        ("to_do", json!({"rich_text": text("a")}), "- [ ] a"),
        (
            "toggle",
            json!({"rich_text": text("a")}),
            "<details>\n<summary>a</summary>\n</details>",
        ),
        (
            "callout",
            json!({"rich_text": text("a"), "icon": {"type": "emoji", "emoji": "🧊"}, "color": "red"}),
            "<callout icon=\"🧊\" color=\"red\">\n\ta\n</callout>",
        ),
        (
            "code",
            json!({"rich_text": text("```\nx"), "language": "rust"}),
            "````rust\n```\nx\n````",
        ),
        ("equation", json!({"expression": "x^2"}), "$$\nx^2\n$$"),
        ("divider", json!({}), "---"),
        (
            "table_row",
            json!({"cells": [text("a"), text("b|")]}),
            "<tr>\n<td>a</td>\n<td>b\\|</td>\n</tr>",
        ),
        (
            "bookmark",
            json!({"url": "https://x.y/a b", "caption": []}),
            "[https://x.y/a b](https://x.y/a%20b)",
        ),
        (
            "embed",
            json!({"url": "https://x.y", "caption": text("See")}),
            "[See](https://x.y)",
        ),
        (
            "link_preview",
            json!({"url": "https://x.y"}),
            "[https://x.y](https://x.y)",
        ),
        ("image", hosted.clone(), "![Map](https://x/y.png?a=1&b=2)"),
        (
            "video",
            hosted.clone(),
            "<video src=\"https://x/y.png?a=1&amp;b=2\">Map</video>",
        ),
        (
            "file",
            json!({"external": {"url": "https://x/z"}, "name": "z<1>", "caption": []}),
            "<file src=\"https://x/z\">z\\<1\\></file>",
        ),
        (
            "child_page",
            json!({"title": "T*"}),
            "<page url=\"https://app.notion.com/p/393abc1eedcd81cd8d540123456789ab\">T\\*</page>",
        ),
        (
            "link_to_page",
            json!({"type": "page_id", "page_id": ID}),
            "<mention-page url=\"https://app.notion.com/p/393abc1eedcd81cd8d540123456789ab\"/>",
        ),
    ] {
        assert_eq!(
            to_markdown(&block(kind, content)).as_deref(),
            Some(markdown),
            "{kind}"
        );
    }
}

#[test]
fn blocks_that_cannot_be_shown_alone_have_no_markdown() {
    for (kind, content) in [
        ("unsupported", json!({"block_type": "form"})),
        ("breadcrumb", json!({})),
        ("table", json!({"table_width": 2})),
        ("column_list", json!({})),
        ("image", json!({})),
        ("hologram", json!({})),
    ] {
        assert_eq!(to_markdown(&block(kind, content)), None, "{kind}");
    }
    assert_eq!(to_markdown(&json!(null)), None);
}

#[test]
fn the_markdown_of_a_block_says_what_the_block_says() {
    for (kind, content) in [
        (
            "paragraph",
            json!({"rich_text": text("# not *a* [sign](x)")}),
        ),
        ("paragraph", json!({"rich_text": text("- [ ] none")})),
        ("paragraph", json!({"rich_text": text("1984. A year")})),
        ("paragraph", json!({"rich_text": text("---")})),
        ("quote", json!({"rich_text": text("q > {color=\"red\"}")})),
        (
            "code",
            json!({"rich_text": text("a\nb <x> `` c"), "language": "plain text"}),
        ),
        ("child_page", json!({"title": "<script>"})),
        ("bookmark", json!({"url": "https://x.y/z", "caption": []})),
    ] {
        let block = block(kind, content);
        let markdown = to_markdown(&block).unwrap_or_default();
        assert_eq!(
            dialect::plain_text(&markdown),
            plain_text(&block),
            "{markdown}"
        );
    }
}

#[test]
fn the_words_of_a_block_include_captions_titles_addresses_and_cells() {
    for (kind, content, words) in [
        (
            "bookmark",
            json!({"url": "https://x.y", "caption": text("See")}),
            "See https://x.y",
        ),
        ("table_row", json!({"cells": [text("a"), text("b")]}), "a b"),
        ("child_database", json!({"title": "Tasks"}), "Tasks"),
        ("meeting_notes", json!({"title": text("Weekly")}), "Weekly"),
        ("file", json!({"name": "x.pdf", "caption": []}), "x.pdf"),
    ] {
        assert_eq!(plain_text(&block(kind, content)), words, "{kind}");
    }
}

#[test]
fn the_files_of_a_block_are_its_own_and_its_icon() {
    let found = files(&block(
        "image",
        json!({"type": "file", "file": {"url": "https://x/y.png"}, "caption": text("Map")}),
    ));
    assert_eq!(found.len(), 1);
    assert_eq!(
        found.first().map(|file| (file.kind, file.caption.as_str())),
        Some((FileKind::Image, "Map"))
    );
    let icon = files(&block(
        "callout",
        json!({"icon": {"type": "external", "external": {"url": "https://x/i.svg"}}}),
    ));
    assert_eq!(icon.first().map(|file| file.name.as_str()), Some("i.svg"));
    assert_eq!(files(&block("paragraph", json!({"rich_text": []}))), []);
}
