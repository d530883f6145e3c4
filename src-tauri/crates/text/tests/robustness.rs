//! Whatever stands in a page, reading it ends, soon, and loses nothing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_text::dialect::{links, passages, plain_text, replace_unknown, stable};
use keepsake_text::segment::segments;
use keepsake_text::{blocks, edits, html, merge};
use proptest::prelude::*;

/// Inputs that make careless scanners take quadratic time or run out of stack. What is not linear
/// does not come back.
#[test]
fn bombs_are_read_in_linear_time() {
    let seeds = [
        "[",
        "![",
        "](",
        "[](",
        "[a](",
        "[a](b",
        "[a](<",
        "](a \"",
        "](a '",
        "((((",
        "[^",
        "`",
        "`a",
        "``a`",
        "$",
        "$`",
        "$`a",
        "$ a",
        "*",
        "**a",
        "*a **b ",
        "~~",
        "<",
        "<a",
        "<a ",
        "<a b=\"",
        "<a b='",
        "<page url=\"",
        "<page url=x>",
        "<file src=x>",
        "<unknown>",
        "</callout>",
        "<callout>",
        "<callout>\n",
        "<details>\n\t",
        "<td>",
        "<tr><td>",
        "<span color=\"red\">",
        "\\",
        "\\[",
        "{",
        " {a=\"b\"",
        "}",
        "\t",
        "\n\t",
        "- ",
        "- \n\t",
        "> ",
        "# ",
        "# x\n",
        "$$\n",
        "```\n",
        "````x\n```\n",
        "&amp;",
        "\u{301}",
        "\u{200d}",
        "a\u{301} ",
        "漢",
        "![a](https://x/y?X-Amz-Date=1)",
        "<page url=\"https://app.notion.com/p/0123456789abcdef0123456789abcdef\">",
        "<mention-date start=\"x\"/>",
    ];
    for seed in seeds {
        let bomb = seed.repeat(300_000 / seed.len());
        let found = links(&bomb);
        let replacements: Vec<_> = found
            .unknown
            .into_iter()
            .map(|unknown| (unknown.range, "x\ny".to_owned()))
            .collect();
        let _ = (
            stable(&bomb),
            plain_text(&bomb),
            passages(&bomb),
            replace_unknown(&bomb, &replacements),
        );
    }
}

#[test]
fn bombs_are_rendered_in_linear_time() {
    for seed in [
        "[a](https://x) ",
        "**a",
        "<callout>",
        "- \n\t",
        "<tr><td>",
        "<span color=\"red\">",
        "<br>",
        "a\n\t",
        "![a](b)",
        "```\n",
        "\t- a\n",
    ] {
        let bomb = seed.repeat(200_000 / seed.len());
        let _ = html::render(&bomb, &|_| None);
    }
}

/// What somebody writes into a shared page must not hold up the two-way sync of it either.
#[test]
fn bombs_are_cut_merged_and_written_in_linear_time() {
    for seed in [
        "[a](https://x) ",
        "**a",
        "*a ",
        "<span color=\"red\">a",
        "<mention-user url=\"x\">",
        "<callout>",
        "<callout>\n",
        "</callout>\n",
        "<details>\n\t",
        "<table>\n",
        "<tr><td>",
        "<td>",
        "<gallery>\n",
        "- \n\t",
        "- a\n",
        "```\n",
        "$$\n",
        ":a",
        "\n\n",
    ] {
        let bomb = seed.repeat(200_000 / seed.len());
        let changed = format!("{bomb}\nmine");
        let cut: usize = segments(&bomb)
            .iter()
            .map(|segment| segment.source.len())
            .sum();
        assert_eq!(cut, bomb.len());
        assert_eq!(
            merge::merge(&bomb, &changed, &bomb).text(),
            Some(changed.clone())
        );
        let edits = edits::edits(&bomb, &changed);
        let _ = (edits::combine(&bomb, &edits), blocks::blocks_of(&bomb));
    }
}

fn signed(signature: u32) -> String {
    format!(
        "https://prod-files-secure.s3.us-west-2.amazonaws.com/a/b.png?X-Amz-Signature={signature}"
    )
}

/// Pieces of the dialect; `SIGNED` stands for a hosted address.
fn page() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\n",
        "\n\t",
        " ",
        "word",
        "日本語",
        "**",
        "`",
        "$",
        "[",
        "](SIGNED)",
        "](https://x.y/(z))",
        "![",
        "<file src=\"SIGNED\">",
        "</file>",
        "<callout icon=\"SIGNED\">",
        "</callout>",
        "# head\n",
        "- ",
        "> ",
        "```\n",
        "$$\n",
        "\\",
        "<br>",
        "{color=\"red\"}",
        "<unknown alt=\"x\"/>",
        "<page url=\"/p/0123456789abcdef0123456789abcdef\">",
        "</page>",
        "<",
        ">",
        "\"",
        "'",
        "=",
    ]);
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_a_panic(text in any::<String>(), start in 0_usize..40, end in 0_usize..40) {
        let found = links(&text);
        for unknown in found.unknown {
            prop_assert!(text.get(unknown.range).is_some());
        }
        let _ = (plain_text(&text), passages(&text), replace_unknown(&text, &[(start..end, "x\n".to_owned())]));
        let once = stable(&text);
        prop_assert_eq!(stable(&once), once);
    }

    #[test]
    fn any_page_is_stable_across_reads(page in page()) {
        let first = stable(&page.replace("SIGNED", &signed(1)));
        let second = stable(&page.replace("SIGNED", &signed(2)));
        let signed_files = links(&page.replace("SIGNED", &signed(1)))
            .files
            .iter()
            .filter(|file| file.url.contains("Signature=1"))
            .count();
        // Elsewhere, in code or in something unfinished, an address is text.
        if signed_files == page.matches("SIGNED").count() {
            prop_assert_eq!(&first, &second);
        }
        prop_assert_eq!(stable(&first), first);
    }

    #[test]
    fn any_page_is_cut_into_passages_without_losing_or_repeating_a_word(page in page()) {
        let page = page.repeat(8);
        let (cut, whole) = (joined(&page), plain_text(&page));
        prop_assert_eq!(words(&cut), words(&whole));
    }
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
