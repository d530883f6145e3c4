#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use proptest::prelude::*;

use super::*;

fn kinds(remote: &str, wanted: &str) -> Vec<(EditKind, Range<usize>)> {
    edits(remote, wanted)
        .into_iter()
        .map(|edit| (edit.kind, edit.range))
        .collect()
}

fn swapped(remote: &str, wanted: &str) -> Vec<(String, String)> {
    let combined = combine(remote, &edits(remote, wanted));
    assert_eq!(combined.refused, [], "{remote:?} {wanted:?}");
    combined
        .swaps
        .into_iter()
        .map(|swap| (swap.old, swap.new))
        .collect()
}

fn pair(old: &str, new: &str) -> (String, String) {
    (old.to_owned(), new.to_owned())
}

#[test]
fn edits_say_what_was_done_where() {
    let remote = "# Plan\none apple\ntwo pears";
    for (wanted, expected) in [
        (remote, vec![]),
        ("# Plan\n\none apple\ntwo pears\n", vec![]),
        (
            "# Plan\none red apple\ntwo pears",
            vec![(EditKind::Replace, 1..2)],
        ),
        ("# Plan\ntwo pears", vec![(EditKind::Delete, 1..2)]),
        (
            "new\n# Plan\none apple\ntwo pears",
            vec![(EditKind::Insert { after: None }, 0..0)],
        ),
        (
            "# Plan\nnew\none apple\ntwo pears",
            vec![(EditKind::Insert { after: Some(0) }, 1..1)],
        ),
        (
            "# Plan\none apple\ntwo pears\nnew\nmore",
            vec![(EditKind::Append, 3..3)],
        ),
        (
            "",
            vec![
                (EditKind::Delete, 0..1),
                (EditKind::Delete, 1..2),
                (EditKind::Delete, 2..3),
            ],
        ),
    ] {
        assert_eq!(kinds(remote, wanted), expected, "{wanted}");
    }
    assert_eq!(kinds("", "a"), [(EditKind::Append, 0..0)]);
    assert_eq!(kinds("\n", "a"), [(EditKind::Append, 0..0)]);
}

#[test]
fn an_old_text_is_widened_until_it_occurs_once() {
    for (remote, wanted, swaps) in [
        ("a\nb\nc", "a\nB b\nc", vec![pair("b", "B b")]),
        // "b" is also in "abc", and "a" before it in "bab".
        (
            "abc\nb\nbab\nc",
            "abc\nB b\nbab\nc",
            vec![pair("abc\nb", "abc\nB b")],
        ),
        (
            "x\na\nx\nb\nx",
            "x\na\nx y\nb\nx",
            vec![pair("a\nx", "a\nx y")],
        ),
        // Occurrences that overlap count.
        ("aaaa", "aaaab", vec![pair("aaaa", "aaaab")]),
        (
            "aba\nba\ncbaba",
            "aba\nba x\ncbaba",
            vec![pair("aba\nba", "aba\nba x")],
        ),
        // Removals take their line end along.
        ("a\nb\nc", "a\nc", vec![pair("b\n", "")]),
        ("a\nb", "a", vec![pair("\nb", "")]),
        ("a", "", vec![pair("a", "")]),
        // Insertions hold on to a neighbour.
        ("a\nb", "a\nnew\nb", vec![pair("a", "a\nnew")]),
        ("a\nb", "new\na\nb", vec![pair("a", "new\na")]),
        (
            "<page url=\"x\">A</page>\nb",
            "<page url=\"x\">A</page>\nnew\nb",
            vec![pair("b", "new\nb")],
        ),
        ("a\nb", "a\nb\nnew", vec![pair("b", "b\nnew")]),
        // Several at once; those that share a segment become one.
        (
            "a\nb\nc\nd",
            "a x\nb\nc\nd x",
            vec![pair("a", "a x"), pair("d", "d x")],
        ),
        ("a\nb\nc", "a x\nnew\nb\nc", vec![pair("a", "a x\nnew")]),
        (
            "a\nb\nc",
            "a x\nb x\nc",
            vec![pair("a", "a x"), pair("b", "b x")],
        ),
        ("e\ne\ne", "e x\ne\ne", vec![pair("e\ne\ne", "e x\ne\ne")]),
    ] {
        assert_eq!(swapped(remote, wanted), swaps, "{remote:?} {wanted:?}");
    }
}

#[test]
fn what_cannot_be_swapped_is_refused_with_a_reason() {
    let page = "<page url=\"x\">A</page>";
    let image = "![a](https://x.y/z)";
    for (remote, wanted, refusal) in [
        (
            format!("a\n{page}"),
            "a".to_owned(),
            Refusal::Protected(Protection::ChildPage),
        ),
        (
            format!("a\n{image}"),
            format!("a\n{image}b"),
            Refusal::Protected(Protection::Image),
        ),
        (
            "a".to_owned(),
            format!("a\n{image}"),
            Refusal::Protected(Protection::Image),
        ),
        // Only rewriting the page between them would tell the two apart.
        (
            format!("same\n{page}\nsame"),
            format!("same x\n{page}\nsame"),
            Refusal::NotUnique,
        ),
        // Nothing to hold on to.
        (page.to_owned(), format!("{page}\nnew"), Refusal::NotUnique),
        (String::new(), "new".to_owned(), Refusal::NotUnique),
    ] {
        let edits = edits(&remote, &wanted);
        let combined = combine(&remote, &edits);
        assert_eq!(combined.swaps, []);
        assert_eq!(combined.refused, [(0, refusal)], "{remote:?} {wanted:?}");
        assert_eq!(widen(&remote, edits.first().unwrap()), None);
    }
    let made_for_another = edits("a\nb", "a\nb x");
    let combined = combine("a\nc", &made_for_another);
    assert_eq!(combined.refused, [(0, Refusal::Stale)]);
    assert_eq!(
        combine("a", &made_for_another).refused,
        [(0, Refusal::Stale)]
    );
}

#[test]
fn what_another_edit_of_the_request_would_make_ambiguous_waits() {
    let (remote, wanted) = ("one\nkeep\ntwo", "one two\nkeep\nchanged");
    let all = edits(remote, wanted);
    let combined = combine(remote, &all);
    assert_eq!(combined.swaps.len(), 1);
    assert_eq!(combined.refused, [(1, Refusal::NotNow)]);
    let after = remote.replacen(&combined.swaps[0].old, &combined.swaps[0].new, 1);
    assert_eq!(
        swapped(&after, wanted).len(),
        1,
        "it goes with the next request"
    );
}

#[test]
fn nothing_protected_lies_between_the_swaps_of_one_request() {
    let remote = "a\nb\n![c](d)\ne";
    let wanted = "a x\nb x\n![c](d)\ne x";
    let combined = combine(remote, &edits(remote, wanted));
    assert_eq!(combined.span(), 0..2);
    assert_eq!(combined.refused, [(2, Refusal::NotNow)]);
    let after = "a x\nb x\n![c](d)\ne";
    let combined = combine(after, &edits(after, wanted));
    assert_eq!(combined.span(), 3..4);
    assert_eq!(Combined::default().span(), 0..0);
}

fn text(lines: usize, words: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(words), 0..lines).prop_map(|lines| lines.join("\n"))
}

const LINES: &[&str] = &[
    "a",
    "b",
    "a b",
    "ab",
    "aa",
    "- a\n\t- b",
    "- b",
    "# a",
    "```\na\n```",
    "<empty-block/>",
    "<page url=\"x\">A</page>",
    "![a](b)",
    "<details>\n<summary>a</summary>\n\tb\n</details>",
    "words that are alike",
    "words that are alike too",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_edits_lead_to_what_is_wanted(remote in text(12, LINES), wanted in text(12, LINES)) {
        prop_assert_eq!(apply(&remote, &edits(&remote, &wanted)), wanted);
    }

    #[test]
    fn each_swap_finds_its_text_once_and_leads_to_what_its_edits_do(remote in text(14, LINES), wanted in text(14, LINES)) {
        let edits = edits(&remote, &wanted);
        let combined = combine(&remote, &edits);
        let mut current = remote.clone();
        let mut made = Vec::new();
        let mut end = 0;
        for swap in &combined.swaps {
            for text in [&remote, &current] {
                let count = text.char_indices().filter(|(at, _)| text[*at..].starts_with(&swap.old)).count();
                prop_assert_eq!(count, 1, "{:?} in {:?}", swap.old, text);
            }
            current = current.replacen(&swap.old, &swap.new, 1);
            prop_assert!(swap.segments.start >= end, "swaps overlap");
            end = swap.segments.end;
            for segment in &segments(&remote)[combined.span()] {
                prop_assert!(segment.is_plain(), "{:?} must not be rewritten", segment.text);
            }
            made.extend(swap.edits.iter().copied());
        }
        let chosen: Vec<SegmentEdit> = edits.iter().enumerate().filter(|(index, _)| made.contains(index)).map(|(_, edit)| edit.clone()).collect();
        let expected = apply(&remote, &chosen);
        prop_assert_eq!(current.trim_matches('\n'), expected.trim_matches('\n'));
        let mut all: Vec<usize> = made.into_iter().chain(combined.refused.iter().map(|(index, _)| *index)).collect();
        all.sort_unstable();
        prop_assert_eq!(all, (0..edits.len()).collect::<Vec<_>>(), "each edit is made or refused");
    }

    #[test]
    fn requests_one_after_the_other_lead_to_what_is_wanted(remote in text(10, &LINES[..10]), wanted in text(10, &LINES[..10])) {
        let mut current = remote;
        for _ in 0..20 {
            let combined = combine(&current, &edits(&current, &wanted));
            if combined.swaps.is_empty() {
                break;
            }
            for swap in &combined.swaps {
                current = current.replacen(&swap.old, &swap.new, 1);
            }
        }
        // A page without a line has nothing to hold on to.
        if !filled(&current).is_empty() {
            prop_assert_eq!(edits(&current, &wanted), []);
        }
    }
}

#[test]
fn a_long_page_of_one_line_repeated_is_widened_in_bounded_time() {
    let remote = "same\n".repeat(20_000);
    let wanted = remote.replacen("same\nsame\n", "same\nother\n", 1);
    let combined = combine(&remote, &edits(&remote, &wanted));
    assert_eq!(combined.swaps.len() + combined.refused.len(), 1);
}

#[test]
fn a_write_that_changed_more_than_was_meant_is_seen() {
    let remote = "1. one\n1. two\n```\na\n\nb\n```\nlast";
    let wanted = "1. one\n```\na\n\nb\n```\nlast, changed";
    let edits = edits(remote, wanted);
    for (now, spares) in [
        (wanted, true),
        ("1. one\n```\na\n\nb\n```\nlast, *changed*", true),
        ("2. one\nnew\n```\na\n\nb\n```\nlast, changed", true),
        ("1. one\n```\na\nb\n```\nlast, changed", false),
        ("```\na\n\nb\n```\nlast, changed", false),
        ("```\na\n\nb\n```\n1. one\nlast, changed", false),
    ] {
        assert_eq!(spares_the_rest(remote, &edits, now), spares, "{now}");
    }
}
