//! Block trees as enhanced Markdown, form by form (Notion docs: Enhanced markdown format).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

mod support;

use serde_json::{Value, json};
use support::{Api, id};

fn text(words: &str) -> Value {
    json!([{"text": {"content": words}}])
}

async fn page_with(api: &Api, children: Value) -> String {
    let root = api.simulator.first_page().unwrap().to_string();
    id(&api
        .post(
            "/v1/pages",
            json!({"parent": {"page_id": root}, "children": children}),
        )
        .await)
}

#[tokio::test]
async fn each_block_type_has_its_form() {
    let api = Api::new("flat");
    let cells =
        |first: &str, second: &str| json!({"table_row": {"cells": [text(first), text(second)]}});
    let cases = [
        (
            json!({"paragraph": {"rich_text": text("Hi"), "color": "blue_background"}}),
            "Hi {color=\"blue_bg\"}",
        ),
        (json!({"paragraph": {"rich_text": []}}), "<empty-block/>"),
        (json!({"heading_4": {"rich_text": text("H")}}), "#### H"),
        (
            json!({"heading_1": {"rich_text": text("H"), "is_toggleable": true, "children": [{"divider": {}}]}}),
            "# H {toggle=\"true\"}\n\t---",
        ),
        (
            json!({"bulleted_list_item": {"rich_text": text("a"), "children": [{"numbered_list_item": {"rich_text": text("b")}}]}}),
            "- a\n\t1. b",
        ),
        (
            json!({"to_do": {"rich_text": text("x"), "checked": true}}),
            "- [x] x",
        ),
        (
            json!({"quote": {"rich_text": text("two\nlines")}}),
            "> two<br>lines",
        ),
        (
            json!({"toggle": {"rich_text": text("T"), "children": [{"paragraph": {"rich_text": text("in")}}]}}),
            "<details>\n<summary>T</summary>\n\tin\n</details>",
        ),
        (
            json!({"callout": {"rich_text": text("C"), "icon": {"emoji": "💡"}, "color": "red"}}),
            "<callout icon=\"💡\" color=\"red\">\n\tC\n</callout>",
        ),
        (
            json!({"code": {"rich_text": text("a*b\n```"), "language": "rust"}}),
            "````rust\na*b\n```\n````",
        ),
        (json!({"equation": {"expression": "x^2"}}), "$$\nx^2\n$$"),
        (
            json!({"table_of_contents": {"color": "gray"}}),
            "<table_of_contents color=\"gray\"/>",
        ),
        (
            json!({"table": {"table_width": 2, "has_column_header": true, "children": [cells("a", "b|")]}}),
            "<table header-row=\"true\">\n\t<tr>\n\t\t<td>a</td>\n\t\t<td>b\\|</td>\n\t</tr>\n</table>",
        ),
        (
            json!({"image": {"external": {"url": "https://x.y/a b.png"}, "caption": text("c")}}),
            "![c](https://x.y/a%20b.png)",
        ),
        (
            json!({"video": {"external": {"url": "https://x.y/v"}}}),
            "<video src=\"https://x.y/v\"></video>",
        ),
    ];
    for (block, expected) in cases {
        let page = page_with(&api, json!([block])).await;
        assert_eq!(api.markdown(&page).await, expected, "{block}");
        let rewritten = page_with(&api, json!([])).await;
        let replace = json!({"type": "replace_content", "replace_content": {"new_str": expected}});
        let back = api
            .patch(&format!("/v1/pages/{rewritten}/markdown"), replace)
            .await;
        assert_eq!(back["markdown"], expected, "written back");
    }
}

#[tokio::test]
async fn inline_styles_links_mentions_and_escapes_have_their_forms() {
    let api = Api::new("sample");
    let person = id(&api.list("/v1/users").await[0]);
    let target = api.page_called("Archive").await;
    let runs = json!([
        {"text": {"content": "b"}, "annotations": {"bold": true, "italic": true}},
        {"text": {"content": "s"}, "annotations": {"strikethrough": true, "underline": true, "color": "green_background"}},
        {"text": {"content": "a*b"}, "annotations": {"code": true}},
        {"text": {"content": "l[1]", "link": {"url": "https://x.y/?a=1&b=2"}}},
        {"equation": {"expression": "e=mc^2"}},
        {"mention": {"user": {"id": person}}},
        {"mention": {"page": {"id": target}}},
        {"mention": {"date": {"start": "2026-01-01", "end": "2026-01-02"}}},
        {"text": {"content": "\\ ~ <b> {x} $1 ^"}},
    ]);
    let page = page_with(&api, json!([{"paragraph": {"rich_text": runs}}])).await;
    let expected = format!(
        "***b***<span color=\"green_bg\"><span underline=\"true\">~~s~~</span></span>`a*b`[l\\[1\\]](https://x.y/?a=1&b=2)$e=mc^2$\
         <mention-user url=\"user://{person}\">Maren Holt</mention-user>\
         <mention-page url=\"https://app.notion.com/p/Archive-{}\">Archive</mention-page>\
         <mention-date start=\"2026-01-01\" end=\"2026-01-02\"/>\\\\ \\~ \\<b\\> \\{{x\\}} \\$1 \\^",
        target.replace('-', "")
    );
    assert_eq!(api.markdown(&page).await, expected);
}

#[tokio::test]
async fn what_markdown_cannot_show_is_named_with_the_blocks_address() {
    let api = Api::new("flat");
    let bookmark = json!({"bookmark": {"url": "https://x.y"}});
    let page = page_with(
        &api,
        json!([bookmark, {"toggle": {"rich_text": text("T"), "children": [bookmark]}}]),
    )
    .await;
    let block = id(&api.list(&format!("/v1/blocks/{page}/children")).await[0]).replace('-', "");
    let markdown = api.markdown(&page).await;
    let tag = format!(
        "<unknown url=\"https://app.notion.com/p/{}#{block}\" alt=\"bookmark\"/>",
        page.replace('-', "")
    );
    assert_eq!(markdown.lines().next(), Some(tag.as_str()));
    assert!(markdown.contains("\t<unknown url="));
}

#[tokio::test]
async fn child_pages_and_databases_are_references() {
    let api = Api::new("sample");
    let slate = api.page_called("Slate and promises").await;
    let markdown = api.markdown(&slate).await;
    let page = api
        .page_called("Lighthouse Keeper's Radio: dossier")
        .await
        .replace('-', "");
    assert!(
        markdown.contains(&format!(
            "-{page}\">Lighthouse Keeper's Radio: dossier</page>"
        )),
        "{markdown}"
    );
    let source = api
        .post("/v1/search", json!({"query": "Filmography"}))
        .await["results"][0]
        .clone();
    let database = source["parent"]["database_id"]
        .as_str()
        .unwrap()
        .replace('-', "");
    let tag = format!(
        "<database url=\"https://app.notion.com/p/{database}\" inline=\"true\" icon=\"🎞️\" data-source-url=\"collection://{}\">Filmography</database>",
        id(&source)
    );
    assert!(markdown.contains(&tag), "{markdown}");
}

#[tokio::test]
async fn a_synced_copy_shows_its_original_and_circles_end() {
    let api = Api::new("sample");
    let room = api
        .markdown(&api.page_called("The montage room").await)
        .await;
    assert!(
        room.contains("<synced_block_reference url=") && room.contains("\tThe bell rings"),
        "{room}"
    );
    let api = Api::new("hostile");
    let circle = api.markdown(&api.page_called("Circle one").await).await;
    assert!(circle.contains("Synced with itself") && circle.len() < 20_000);
    let copy = api
        .get(&format!(
            "/v1/pages/{}/markdown",
            api.page_called("Copy of something").await
        ))
        .await;
    assert_eq!(
        (
            &copy["truncated"],
            copy["unknown_block_ids"].as_array().unwrap().len()
        ),
        (&json!(true), 1)
    );
}

#[tokio::test]
async fn transcripts_are_only_shown_when_asked_for() {
    let api = Api::new("hostile");
    let page = api.page_called("Bookmarks and other guests").await;
    let without = api.markdown(&page).await;
    assert!(without.contains("<meeting-notes>") && without.contains("Summary of the meeting"));
    assert!(!without.contains("Transcript of the meeting"));
    let with = api
        .get(&format!(
            "/v1/pages/{page}/markdown?include_transcript=true"
        ))
        .await;
    assert!(
        with["markdown"]
            .as_str()
            .unwrap()
            .contains("Transcript of the meeting")
    );
}

#[tokio::test]
async fn blank_lines_within_code_are_content_and_blank_lines_elsewhere_are_dropped() {
    let api = Api::new("flat");
    let code = |words: &str| json!({"code": {"rich_text": text(words), "language": "python"}});
    let cases = [
        code("a = 1\n\n\nb = 2"),
        code("a = 1\n\n"),
        code("\n\na = 1"),
        code(""),
        code("````\n\nb\n````"),
        code("\tindented\n\n\t\tmore\n   \nspaces"),
        json!({"equation": {"expression": "x\n\ny"}}),
        json!({"bulleted_list_item": {"rich_text": text("item"), "children": [code("a\n\n\tb\n")]}}),
        json!({"toggle": {"rich_text": text("T"), "children": [code("a\n\nb")]}}),
    ];
    for block in cases {
        let page = page_with(
            &api,
            json!([block, {"paragraph": {"rich_text": text("after")}}]),
        )
        .await;
        let shown = api.markdown(&page).await;
        let copy = page_with(&api, json!([])).await;
        let spaced = shown.replace("\nafter", "\n\n\nafter\n");
        let replace = json!({"type": "replace_content", "replace_content": {"new_str": spaced}});
        let back = api
            .patch(&format!("/v1/pages/{copy}/markdown"), replace)
            .await;
        assert_eq!(back["markdown"], shown, "written back");
        let blocks = format!("/v1/blocks/{page}/children");
        let before = api.list(&blocks).await;
        let update = json!({"type": "update_content", "update_content": {
            "content_updates": [{"old_str": "after", "new_str": "changed"}]}});
        let back = api
            .patch(&format!("/v1/pages/{page}/markdown"), update)
            .await;
        assert_eq!(back["markdown"], shown.replace("after", "changed"));
        let after = api.list(&blocks).await;
        assert_eq!(after[0]["id"], before[0]["id"], "not made anew: {shown}");
    }
}
