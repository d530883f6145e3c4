//! Notion's Markdown as text: what is found in a page, what of it is stable, and how it is cut into
//! passages.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_text::NotionId;
use keepsake_text::dialect::{
    DatabaseLink, FileKind, ObjectLink, Referent, links, passages, plain_text, replace_unknown,
    stable,
};

const A: &str = "0123456789abcdef0123456789abcdef";
const B: &str = "393abc1eedcd81cd8d540123456789ab";
const C: &str = "ffffffffffffffffffffffffffffffff";

fn id(text: &str) -> NotionId {
    text.parse().unwrap()
}

fn object(text: &str, title: &str) -> ObjectLink {
    object_of(Referent::Page, text, title)
}

fn object_of(kind: Referent, text: &str, title: &str) -> ObjectLink {
    ObjectLink {
        id: id(text),
        title: title.to_owned(),
        kind,
    }
}

#[test]
fn child_pages_and_databases_are_found_wherever_they_stand() {
    let found = links(&format!(
        "<page url=\"https://app.notion.com/p/Road-map-{A}\">Road \\<map\\></page>\n\
         <columns>\n\t<column>\n\t\t<database url=\"https://www.notion.so/{B}?v=1\" inline=\"true\" data-source-url=\"collection://{C}\">**Tasks**</database>\n\t</column>\n</columns>\n\
         <page url=\"{{{{https://www.notion.so/{A}}}}}\">again</page>\n\
         <page url=\"https://example.com/{C}\">elsewhere</page>\n\
         `<page url=\"/p/{C}\">code</page>`\n```\n<page url=\"/p/{C}\">code</page>\n```\n\\<page url=\"/p/{C}\">"
    ));
    assert_eq!(found.child_pages, [object(A, "Road <map>")]);
    assert_eq!(
        found.child_databases,
        [DatabaseLink {
            id: id(B),
            title: "Tasks".to_owned(),
            data_source: Some(id(C))
        }]
    );
    assert_eq!(found.mentions, []);
}

#[test]
fn mentions_are_tags_links_and_citations_of_notion_objects_once_each() {
    let found = links(&format!(
        "<mention-page url=\"https://app.notion.com/p/{A}\">Road map</mention-page> [again](https://notion.so/{A})\n\
         - [x] [text](/p/Title-{B}) [web](https://example.com) <mention-user url=\"user://{C}\">Ines</mention-user>\n\
         <table><tr><td><mention-data-source url=\"collection://{C}\"/></td></tr></table>"
    ));
    assert_eq!(
        found.mentions,
        [
            object(A, "Road map"),
            object(B, "text"),
            object_of(Referent::DataSource, C, "")
        ]
    );
    assert_eq!(found.child_pages, []);
    let linked_view = links(&format!(
        "<database data-source-url=\"collection://{C}\">View</database>"
    ));
    assert_eq!(
        linked_view.mentions,
        [object_of(Referent::DataSource, C, "View")]
    );
    assert_eq!(links(&format!("x[^{A}]")).mentions, [object(A, "")]);
}

#[test]
fn a_mention_says_what_it_refers_to_where_its_tag_or_address_does() {
    let table = [
        (
            format!("<mention-page url=\"https://notion.so/{A}\"/>"),
            Referent::Page,
        ),
        (
            format!("<mention-database url=\"https://notion.so/{A}\"/>"),
            Referent::Database,
        ),
        (
            format!("<mention-data-source url=\"collection://{A}\"/>"),
            Referent::DataSource,
        ),
        (format!("[x](https://www.notion.so/{A})"), Referent::Page),
        (
            format!("[x](https://www.notion.so/{A}?v={B})"),
            Referent::Database,
        ),
        (
            format!("[x](https://www.notion.so/{A}?source=copy&v={B}#part)"),
            Referent::Database,
        ),
        (
            format!("[x](https://www.notion.so/{B}?v={C}&p={A}&pm=s)"),
            Referent::Page,
        ),
        (
            format!("[x](https://www.notion.so/{A}?pvs=4)"),
            Referent::Page,
        ),
        (format!("[x](collection://{A})"), Referent::DataSource),
        (format!("[x](database://{A})"), Referent::Database),
        (format!("x[^{A}]"), Referent::Page),
    ];
    for (text, kind) in table {
        let found: Vec<_> = links(&text)
            .mentions
            .into_iter()
            .map(|link| (link.id, link.kind))
            .collect();
        assert_eq!(found, [(id(A), kind)], "{text}");
    }
}

#[test]
fn files_are_found_with_kind_caption_and_name() {
    let found = links(
        "![A *map*](https://x/a%20b.png?sig=1) {color=\"blue\"}\n\
         <video src=\"https://x/v.mp4\">V</video>\n<audio src=\"https://x/a.mp3\"/>\n<pdf src=\"https://x/p.pdf\"></pdf>\n\
         <file src=\"https://x/f?a=1&amp;b=2\">F</file>\n<file src=\"https://x/g.pdf\"/>\n<embed src=\"https://x/e.html\">E</embed>\n\
         <callout icon=\"https://x/i.svg\">\n\ttext\n</callout>\n[link](https://x/l.zip)",
    );
    let files: Vec<_> = found
        .files
        .iter()
        .map(|file| {
            (
                file.kind,
                file.url.as_str(),
                file.caption.as_str(),
                file.name.as_str(),
            )
        })
        .collect();
    assert_eq!(
        files,
        [
            (
                FileKind::Image,
                "https://x/a%20b.png?sig=1",
                "A map",
                "a b.png"
            ),
            (FileKind::Video, "https://x/v.mp4", "V", "v.mp4"),
            (FileKind::Audio, "https://x/a.mp3", "", "a.mp3"),
            (FileKind::Pdf, "https://x/p.pdf", "", "p.pdf"),
            (FileKind::File, "https://x/f?a=1&b=2", "F", "f"),
            (FileKind::Pdf, "https://x/g.pdf", "", "g.pdf"),
            (FileKind::File, "https://x/e.html", "E", "e.html"),
            (FileKind::Image, "https://x/i.svg", "", "i.svg"),
        ]
    );
}

#[test]
fn unknown_blocks_are_found_with_their_id_place_and_range() {
    let markdown = format!(
        "<unknown url=\"https://app.notion.com/p/{A}#{B}\" alt=\"bookmark\"/>\n\
         <callout>\n\t<unknown url=\"https://app.notion.com/p/{A}#{C}\" alt=\"embed\"/>\n</callout>\n\
         text <unknown alt=\"x\"/>\n\t<unknown url=\"https://app.notion.com/p/{A}\"/>\n<unknown url=\"z\" alt=\"y\">words</unknown>"
    );
    let found = links(&markdown).unknown;
    let seen: Vec<_> = found
        .iter()
        .map(|unknown| (unknown.block, unknown.alt.as_str(), unknown.top_level))
        .collect();
    assert_eq!(
        seen,
        [
            (Some(id(B)), "bookmark", true),
            (Some(id(C)), "embed", false),
            (None, "x", false),
            (None, "", false),
            (None, "y", true),
        ]
    );
    for unknown in &found {
        let tag = &markdown[unknown.range.clone()];
        assert!(tag.starts_with("<unknown") && tag.ends_with('>'), "{tag}");
    }
}

#[test]
fn originals_of_synced_blocks_are_found() {
    let found = links(&format!(
        "<synced_block url=\"https://app.notion.com/p/{A}#{A}\">\n\ta\n</synced_block>\n\
         <synced_block_reference url=\"https://app.notion.com/p/{A}#{B}\">\n\tb\n</synced_block_reference>"
    ));
    assert_eq!(found.synced_references, [id(B)]);
}

#[test]
fn the_stable_form_is_the_same_after_every_read() {
    let read = |signature: &str| {
        let url = format!(
            "https://prod-files-secure.s3.us-west-2.amazonaws.com/a/b.png?X-Amz-Date={signature}&X-Amz-Signature={signature}"
        );
        format!(
            "![c]({url}) {{color=\"red\"}}\n- [l]({url} \"t\")\n<file src=\"{}\">f</file>\n<callout icon=\"{url}\">\n\tx\n</callout>\n\
             <hologram beam=\"{url}\"/>\n![e](https://example.com/x?a=1)\n[p](https://www.notion.so/{A}?v=2)\n`{}`",
            url.replace('&', "&amp;"),
            "https://x?X-Amz-Signature=code",
        )
    };
    let kept = stable(&read("first"));
    assert_eq!(kept, stable(&read("second")));
    assert_eq!(kept, stable(&kept));
    assert!(!kept.contains("first"));
    for same in [
        "![c](https://prod-files-secure.s3.us-west-2.amazonaws.com/a/b.png) {color=\"red\"}",
        "x?a=1)",
        "?v=2)",
        "Signature=code`",
    ] {
        assert!(kept.contains(same), "{same} is not in {kept}");
    }
}

#[test]
fn replaced_blocks_keep_the_indentation_of_their_place() {
    let markdown = "a\n\t<unknown alt=\"x\"/>\n<unknown alt=\"y\"/> b";
    let unknown = links(markdown).unknown;
    let replacements: Vec<_> = unknown
        .iter()
        .rev()
        .zip(["two", "- one\n\t- deeper\n\nend\n"])
        .map(|(unknown, text)| (unknown.range.clone(), text.to_owned()))
        .collect();
    assert_eq!(
        replace_unknown(markdown, &replacements),
        "a\n\t- one\n\t\t- deeper\n\n\tend\ntwo b"
    );
    let wrong = vec![
        (std::ops::Range { start: 5, end: 3 }, String::new()),
        (0..9_999, String::new()),
        (0..4, "x".to_owned()),
        (2..5, "y".to_owned()),
    ];
    assert_eq!(replace_unknown("abcdefgh", &wrong), "xefgh");
    assert_eq!(replace_unknown("ä", &[(1..2, String::new())]), "ä");
}

#[test]
fn plain_text_is_what_a_person_sees() {
    for (markdown, text) in [
        (
            "# **A** {toggle=\"true\"}\n\tb *c* ~~d~~ `e` $f$",
            "A\nb c d e f",
        ),
        (
            "- [x] a\n12. b\n> c<br>d\n---\n<empty-block/>",
            "a\n12. b\nc d",
        ),
        (
            "<table header-row=\"true\">\n<tr>\n<td>a</td><td>b</td>\n</tr>\n</table>",
            "a b",
        ),
        ("<details>\n<summary>a</summary>\n\tb\n</details>", "a\nb"),
        (
            "```rust\n\tlet a = \"<page>\";\n```\n$$\nx^2\n$$",
            "let a = \"<page>\";\nx^2",
        ),
        (
            "[a](https://x) ![b](https://y) <file src=\"https://x/z.zip\"/><file src=\"https://x/z.zip\">c</file>",
            "a b z.zip c",
        ),
        (
            "<page url=\"x\">A</page>\n<mention-user url=\"x\">B</mention-user>, <mention-date start=\"2026-01-01\" end=\"2026-02-01\"/>",
            "A\nB, 2026-01-01 → 2026-02-01",
        ),
        ("<unknown url=\"x\" alt=\"y\"/>", ""),
        ("a <new-tag> b < c", "a <new-tag> b < c"),
        ("007. x", "007. x"),
        (r"\*a\* snake_case &amp;", "*a* snake_case &amp;"),
        ("", ""),
    ] {
        assert_eq!(plain_text(markdown), text, "{markdown}");
    }
}

#[test]
fn passages_carry_the_path_of_their_headings() {
    let filler = "word ".repeat(60);
    let found = passages(&format!(
        "intro\n# One\n{filler}\n## Two\n{filler}\n# Three\nend"
    ));
    let headings: Vec<_> = found
        .iter()
        .map(|passage| passage.heading.as_str())
        .collect();
    assert_eq!(headings, ["", "One › Two", "Three"]);
    assert!(found[1].text.starts_with("Two\nword"));
}

#[test]
fn the_last_line_of_a_long_page_is_in_a_passage_and_so_is_every_word() {
    let mut page: String = (0..6_000)
        .map(|line| format!("line {line} of a long page, with words\n"))
        .collect();
    page.push_str("- the very lastword");
    assert!(page.len() > 200_000);
    let found = passages(&page);
    assert!(found.last().unwrap().text.ends_with("lastword"));
    assert!(found.iter().all(|passage| passage.text.len() <= 1_200));
    assert!(found.len() < page.len() / 600);
    assert_eq!(words(&joined(&page)), words(&plain_text(&page)));
}

#[test]
fn giant_lines_are_cut_between_words_or_sentences_or_characters() {
    let spaced = "word ".repeat(50_000);
    assert_eq!(words(&joined(&spaced)).len(), 50_000);
    let unspaced = "漢字。".repeat(5_000);
    let found = passages(&unspaced);
    assert!(found.iter().all(|passage| passage.text.ends_with('。')));
    assert_eq!(joined(&unspaced).replace('\n', ""), unspaced);
    let marked = "e\u{301}".repeat(5_000);
    assert!(
        passages(&marked)
            .iter()
            .all(|passage| passage.text.starts_with('e'))
    );
    let marks = "\u{301}".repeat(5_000);
    assert_eq!(joined(&marks).replace('\n', ""), marks);
}

/// All passages of a page, a line each.
fn joined(markdown: &str) -> String {
    let texts: Vec<String> = passages(markdown)
        .into_iter()
        .map(|passage| passage.text)
        .collect();
    texts.join("\n")
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}
