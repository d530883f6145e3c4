//! Pages as HTML: what each construct becomes, and that nothing in a page can run.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

#[path = "html/safety.rs"]
mod safety;

use keepsake_text::NotionId;
use keepsake_text::dialect::plain_text;
use keepsake_text::html::{LinkTarget, Words, render, render_with_words};
use proptest::prelude::*;
use safety::dangers;

const VECTORS: &str = include_str!("vectors/scripts.txt");
const ID: &str = "0123456789abcdef0123456789abcdef";

/// Knows every page, serves every file, lets every link out: the most permissive window there can
/// be.
fn everything(target: LinkTarget<'_>) -> Option<String> {
    Some(match target {
        LinkTarget::Page(id) => format!("#/page/{id}"),
        LinkTarget::File(_) => "keepsake://localhost/file/1".to_owned(),
        LinkTarget::External(url) => url.to_owned(),
    })
}

/// Knows no page and no file.
fn nothing(target: LinkTarget<'_>) -> Option<String> {
    match target {
        LinkTarget::Page(_) | LinkTarget::File(_) => None,
        LinkTarget::External(url) => Some(url.to_owned()),
    }
}

/// Answers with what it was asked for, as a careless window would.
fn echo(target: LinkTarget<'_>) -> Option<String> {
    Some(match target {
        LinkTarget::Page(id) => format!("/page/{id}"),
        LinkTarget::File(url) | LinkTarget::External(url) => url.to_owned(),
    })
}

fn is_served(address: &str) -> bool {
    address == "keepsake://localhost/file/1"
        || address
            .strip_prefix("#/page/")
            .is_some_and(|id| id.parse::<NotionId>().is_ok())
}

/// The attempts of the vector file.
fn vectors() -> Vec<String> {
    VECTORS
        .lines()
        .filter(|line| !line.starts_with("%% "))
        .map(|line| {
            line.replace('\u{2424}', "\n")
                .replace('\u{2409}', "\t")
                .replace('\u{2400}', "\0")
        })
        .collect()
}

fn assert_safe(markdown: &str) {
    for resolve in [everything as fn(LinkTarget<'_>) -> Option<String>, nothing] {
        let html = render(markdown, &resolve);
        let found = dangers(&html, is_served);
        assert!(found.is_empty(), "{markdown:?}\n{html}\n{found:#?}");
    }
    // A window that serves addresses of the page as files would load them, and nothing worse.
    let html = render(markdown, &echo);
    let found = dangers(&html, |address| {
        [
            "http://",
            "https://",
            "notion://",
            "keepsake://",
            "asset://",
            "/",
            "#",
        ]
        .iter()
        .any(|allowed| address.starts_with(allowed))
    });
    assert!(found.is_empty(), "{markdown:?}\n{html}\n{found:#?}");
}

#[test]
fn no_vector_gets_anything_that_could_run_into_the_page() {
    let vectors = vectors();
    assert!(vectors.len() >= 300, "only {} vectors", vectors.len());
    for vector in &vectors {
        assert_safe(vector);
        assert_safe(&format!("<callout icon=\"🧊\">\n\t{vector}\n</callout>"));
        assert_safe(&format!(
            "<table>\n<tr>\n<td>{vector}</td>\n</tr>\n</table>"
        ));
        assert_safe(&format!("- **{vector}**\n\t![{vector}](https://x/y.png)"));
        assert_safe(&format!(
            "<page url=\"https://app.notion.com/p/{ID}\">{vector}</page>"
        ));
    }
}

#[test]
fn the_checker_finds_what_the_sanitiser_is_there_to_stop() {
    for planted in [
        "<script>alert(1)</script>",
        "<p onclick=\"alert(1)\">",
        "<a href=\"javascript:alert(1)\">",
        "<img src=\"https://evil.example/x\">",
        "<div style=\"x\">",
        "<p id=\"x\">",
        "<input type=\"submit\">",
        "<svg>",
        "<a href=https://x>",
        "<!-- -->",
    ] {
        assert!(!dangers(planted, is_served).is_empty(), "{planted}");
    }
    assert!(
        dangers(
            "<p class=\"x\">1 &lt; 2</p><a href=\"https://x\" rel=\"noopener\">y</a>",
            is_served
        )
        .is_empty()
    );
}

#[test]
fn each_construct_becomes_its_html() {
    let page = format!("https://app.notion.com/p/Road-map-{ID}");
    let table: Vec<(String, &str)> = [
        ("a **b** *c* ~~d~~ `e` $f$", "<p>a <strong>b</strong> <em>c</em> <del>d</del> <code>e</code> <code class=\"math\">f</code></p>"),
        ("***a***", "<p><strong><em>a</em></strong></p>"),
        ("**a *b** c*", "<p><strong>a <em>b</em></strong><em> c</em></p>"),
        ("**bold **text", "<p><strong>bold </strong>text</p>"),
        ("2 * 3 ** 4", "<p>2 * 3 ** 4</p>"),
        ("snake_case _x_ &amp; 1 < 2", "<p>snake_case _x_ &amp;amp; 1 &lt; 2</p>"),
        (r"\*a\* \<b\>", "<p>*a* &lt;b&gt;</p>"),
        ("a {color=\"blue\"}\nb {color=\"red_bg\"}", "<p class=\"color-blue\">a</p><p class=\"background-red\">b</p>"),
        ("# a\n## b\n### c\n#### d", "<h2>a</h2><h3>b</h3><h4>c</h4><h5>d</h5>"),
        ("# a {toggle=\"true\"}\n\tb\nc", "<details class=\"toggle-heading\"><summary><h2>a</h2></summary><p>b</p></details><p>c</p>"),
        ("- a\n\t- b\n\t\tc\n- d", "<ul><li>a<ul><li>b<p>c</p></li></ul></li><li>d</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("3. a\n- b", "<ol start=\"3\"><li>a</li></ol><ul><li>b</li></ul>"),
        ("- [ ] a\n- [x] b", "<ul class=\"todo\"><li><label><input type=\"checkbox\" disabled=\"\"> a</label></li><li class=\"done\"><label><input type=\"checkbox\" disabled=\"\" checked=\"\"> b</label></li></ul>"),
        ("> a<br>b\n\tc", "<blockquote>a<br>b<p>c</p></blockquote>"),
        ("a\n\tb\n\t\tc\nd", "<p>a</p><div class=\"nested\"><p>b</p><div class=\"nested\"><p>c</p></div></div><p>d</p>"),
        ("---", "<hr>"),
        ("```rust\nfn a() {}\n\tb\n```", "<pre tabindex=\"0\" data-language=\"rust\"><code>fn a() {}\n\tb\n</code></pre>"),
        ("$$\nx^2\n$$", "<pre tabindex=\"0\" class=\"math\"><code class=\"math\">x^2\n</code></pre>"),
        ("<details color=\"blue\">\n<summary>a **b**</summary>\n\tc\n</details>\nd", "<details class=\"color-blue\"><summary>a <strong>b</strong></summary><p>c</p></details><p>d</p>"),
        ("<callout icon=\"🧊\" color=\"blue_bg\">\n\ta\n\t- b\n</callout>", "<div role=\"note\" class=\"callout background-blue\"><span class=\"emoji\" aria-hidden=\"true\">🧊</span><div class=\"content\"><p>a</p><ul><li>b</li></ul></div></div>"),
        ("<callout icon=\"icons/document_gray\">\n\ta\n</callout>", "<div role=\"note\" class=\"callout\"><div class=\"content\"><p>a</p></div></div>"),
        ("<columns>\n\t<column ratio=\"50\">\n\t\ta\n\t</column>\n\t<column>\n\t\tb\n\t</column>\n</columns>", "<div class=\"columns\"><div class=\"column\"><p>a</p></div><div class=\"column\"><p>b</p></div></div>"),
        ("<table header-row=\"true\" header-column=\"true\">\n<tr>\n<td>a</td>\n<td>b</td>\n</tr>\n<tr color=\"red\">\n<td>c</td>\n<td>d<br>e</td>\n</tr>\n</table>", "<table><tbody><tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr><tr class=\"color-red\"><th scope=\"row\">c</th><td>d<br>e</td></tr></tbody></table>"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"),
        ("<synced_block url=\"x\">\n\ta\n</synced_block>", "<div class=\"synced\"><p>a</p></div>"),
        ("<meeting-notes>\n\tT\n\t<summary>\n\t\ta\n\t</summary>\n\t<transcript>\n\t\tb\n\t</transcript>\n</meeting-notes>", "<section class=\"meeting\"><p>T</p><section class=\"summary\">a</section><section class=\"transcript\"><p>b</p></section></section>"),
        ("[a](https://example.com/x)", "<p><a href=\"https://example.com/x\" rel=\"noopener noreferrer\">a</a></p>"),
        ("[a](PAGE)", "<p><a href=\"#/page/01234567-89ab-cdef-0123-456789abcdef\" rel=\"noopener noreferrer\">a</a></p>"),
        ("[a](ftp://x)", "<p>a</p>"),
        ("<page url=\"PAGE\">T</page>", "<p><a class=\"child page\" href=\"#/page/01234567-89ab-cdef-0123-456789abcdef\" rel=\"noopener noreferrer\">T</a></p>"),
        ("see <mention-page url=\"PAGE\"/>.", "<p>see <a class=\"mention\" href=\"#/page/01234567-89ab-cdef-0123-456789abcdef\" rel=\"noopener noreferrer\">Road map</a>.</p>"),
        ("<mention-user url=\"user://x\">Ines</mention-user>", "<p><span class=\"mention person\">Ines</span></p>"),
        ("<mention-date start=\"2026-11-20\" startTime=\"09:00\" end=\"2026-11-24\"/>", "<p><time>2026-11-20 09:00 → 2026-11-24</time></p>"),
        ("[^https://example.com]", "<p><a class=\"citation\" href=\"https://example.com/\" rel=\"noopener noreferrer\">https://example.com</a></p>"),
        ("<span color=\"red\">a</span> <span underline=\"true\" color=\"blue_bg\">b</span>", "<p><span class=\"color-red\">a</span> <u class=\"background-blue\">b</u></p>"),
        ("![A *map*](https://x/y.png) {color=\"gray\"}", "<figure class=\"image color-gray\"><img loading=\"lazy\" alt=\"A map\" src=\"keepsake://localhost/file/1\"><figcaption>A <em>map</em></figcaption></figure>"),
        ("<video src=\"https://x/y.mp4\">V</video>", "<figure class=\"video\"><video controls=\"\" preload=\"none\" src=\"keepsake://localhost/file/1\"></video><figcaption>V</figcaption></figure>"),
        ("<file src=\"https://x/a%20b.zip\"/>", "<figure class=\"file\"><a href=\"keepsake://localhost/file/1\" rel=\"noopener noreferrer\">a b.zip</a></figure>"),
        ("<unknown url=\"x\" alt=\"bookmark\"/>", "<p class=\"missing\" data-kind=\"block\">Notion does not hand out this block: bookmark</p>"),
        ("<empty-block/>\n<table_of_contents/>", ""),
        ("a <new-tag x=\"y\"> b", "<p>a &lt;new-tag x=\"y\"&gt; b</p>"),
    ]
    .into_iter()
    .map(|(markdown, html)| (markdown.replace("PAGE", &page), html))
    .collect();
    for (markdown, html) in table {
        assert_eq!(
            tidy(&render(&markdown, &everything)),
            tidy(html),
            "{markdown}"
        );
    }
}

/// HTML with the order of attributes and classes taken out of the comparison.
fn tidy(html: &str) -> String {
    let mut result = String::new();
    for (index, part) in html.split('<').enumerate() {
        if index == 0 {
            result.push_str(part);
            continue;
        }
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let mut pieces: Vec<&str> = tag
            .split("\" ")
            .map(|piece| piece.trim_end_matches('"').trim())
            .collect();
        let (name, first) = pieces
            .first()
            .and_then(|first| first.split_once(' '))
            .unwrap_or((tag, ""));
        if let Some(piece) = pieces.first_mut() {
            *piece = first;
        }
        pieces.retain(|piece| !piece.is_empty());
        pieces.sort_unstable();
        result.push_str(&format!("<{name}[{}]>{text}", pieces.join(" ")));
    }
    result
}

#[test]
fn what_is_not_here_is_said_with_its_caption() {
    let hosted = "https://prod-files-secure.s3.us-west-2.amazonaws.com/a/map.png";
    assert_eq!(
        render(&format!("![The map]({hosted})"), &nothing),
        "<figure class=\"missing\" data-kind=\"image\"><figcaption>Not stored on this computer: The map</figcaption></figure>"
    );
    assert_eq!(
        render(
            "<video src=\"https://tube.example/watch?v=1\"></video>",
            &nothing
        ),
        "<figure class=\"missing\" data-kind=\"video\"><figcaption>Not stored on this computer: <a href=\"https://tube.example/watch?v=1\" rel=\"noopener noreferrer\">watch</a></figcaption></figure>"
    );
    let words = Words {
        file_not_here: "Ikke her:",
        ..Words::ENGLISH
    };
    assert!(
        render_with_words(&format!("![]({hosted})"), &nothing, &words)
            .contains("Ikke her: map.png")
    );
}

#[test]
fn files_are_asked_for_without_their_signature() {
    let asked = std::cell::RefCell::new(Vec::new());
    let resolve = |target: LinkTarget<'_>| {
        if let LinkTarget::File(url) = target {
            asked.borrow_mut().push(url.to_owned());
        }
        None
    };
    let _ = render(
        "![](https://prod-files-secure.s3.us-west-2.amazonaws.com/a/b.png?X-Amz-Signature=1)\n![](https://x/y?id=1)",
        &resolve,
    );
    assert_eq!(
        asked.into_inner(),
        [
            "https://prod-files-secure.s3.us-west-2.amazonaws.com/a/b.png",
            "https://x/y?id=1"
        ]
    );
}

#[test]
fn blocks_nested_very_deeply_keep_their_words() {
    let mut markdown = String::new();
    for depth in 0..5_000 {
        markdown.push_str(&"\t".repeat(depth.min(200)));
        markdown.push_str(&format!("- level{depth}\n"));
    }
    let html = render(&markdown, &everything);
    assert!(html.contains("level0") && html.contains("level199") && html.contains("level4999"));
    for tag in [
        "<callout>",
        "<details>",
        "<table>",
        "**",
        "<span color=\"red\">",
        "[",
        "> ",
    ] {
        let html = render(&format!("{}innermost", tag.repeat(20_000)), &everything);
        assert!(html.contains("innermost"), "{tag}");
    }
}

/// Pieces of the dialect, to be put together at random.
fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "\n",
        "\n\t",
        "\n\t\t",
        " ",
        "a",
        "word ",
        "日本",
        "**",
        "*",
        "~~",
        "`",
        "``",
        "$",
        "$$\n",
        "```\n",
        "[",
        "](",
        "]",
        ")",
        "![",
        "(https://x.y)",
        "<",
        ">",
        "/>",
        "</",
        "\\",
        "{",
        "}",
        "{color=\"red\"}",
        "- ",
        "- [x] ",
        "1. ",
        "# ",
        "> ",
        "---\n",
        "<callout icon=\"x\">",
        "</callout>",
        "<details>",
        "<summary>",
        "</summary>",
        "</details>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</tr>",
        "</table>",
        "<columns>",
        "<column>",
        "</column>",
        "</columns>",
        "<span color=\"red\">",
        "</span>",
        "<br>",
        "<page url=\"https://app.notion.com/p/0123456789abcdef0123456789abcdef\">",
        "</page>",
        "<unknown url=\"x\" alt=\"y\"/>",
        "<file src=\"https://x/y\">",
        "</file>",
        "<script>",
        "<img src=x onerror=alert(1)>",
        "onclick=\"",
        "javascript:alert(1)",
        "<mention-date start=\"2026\"/>",
        "[^https://x]",
        "&amp;",
        "\"",
        "'",
    ])
    .prop_map(str::to_owned);
    prop_oneof![9 => fixed, 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_page_is_rendered_safely(pieces in prop::collection::vec(piece(), 0..60)) {
        assert_safe(&pieces.concat());
    }

    #[test]
    fn any_text_is_rendered_safely(text in any::<String>()) {
        assert_safe(&text);
    }

    #[test]
    fn two_vectors_together_are_no_more_dangerous_than_each(left in prop::sample::select(vectors()), right in prop::sample::select(vectors())) {
        assert_safe(&format!("{left}{right}"));
    }

    #[test]
    fn every_word_that_search_finds_is_shown(pieces in prop::collection::vec(
        piece().prop_filter("open code and marks change what is a word, and list numbers are drawn by the window", |piece| {
            !["`", "*", "~", "$", "1. "].iter().any(|mark| piece.contains(mark)) && piece.is_ascii()
        }), 0..40))
    {
        let markdown = pieces.concat();
        let html = render(&markdown, &everything);
        let shown = words_of(&html);
        for word in plain_text(&markdown).split(|character: char| !character.is_alphanumeric()) {
            prop_assert!(shown.contains(word), "{word:?} of {markdown:?} is not in {html}");
        }
    }
}

/// The text of some HTML: its tags taken out, its entities decoded.
fn words_of(html: &str) -> String {
    let text: String = html
        .split('<')
        .enumerate()
        .map(|(index, part)| {
            if index == 0 {
                part
            } else {
                part.split_once('>').map_or("", |(_, text)| text)
            }
        })
        .collect();
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}
