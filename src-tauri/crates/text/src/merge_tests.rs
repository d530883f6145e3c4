#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

#[test]
fn changes_of_different_segments_are_both_taken() {
    let base = "# Plan\nfirst words\nsecond words\n- item one\n- item two";
    for (mine, theirs, merged) in [
        // Neighbours.
        (
            "# Plan\nfirst words of mine\nsecond words\n- item one\n- item two",
            "# Plan\nfirst words\nsecond words of theirs\n- item one\n- item two",
            "# Plan\nfirst words of mine\nsecond words of theirs\n- item one\n- item two",
        ),
        // A removal beside an edit.
        (
            "# Plan\nsecond words\n- item one\n- item two",
            "# Plan\nfirst words\nsecond words of theirs\n- item one\n- item two",
            "# Plan\nsecond words of theirs\n- item one\n- item two",
        ),
        // Insertions at different places.
        (
            "# Plan\nnew of mine\nfirst words\nsecond words\n- item one\n- item two",
            "# Plan\nfirst words\nsecond words\n- item one\n- item two\nnew of theirs",
            "# Plan\nnew of mine\nfirst words\nsecond words\n- item one\n- item two\nnew of theirs",
        ),
        // At the same place: both, Notion's first.
        (
            "# Plan\nfirst words\nsecond words\n- item one\n- item two\nours",
            "# Plan\nfirst words\nsecond words\n- item one\n- item two\ntheirs",
            "# Plan\nfirst words\nsecond words\n- item one\n- item two\ntheirs\nours",
        ),
        // The same at the same place: once.
        (
            "# Plan\nsame\nfirst words\nsecond words\n- item one\n- item two",
            "# Plan\nsame\nfirst words\nsecond words\n- item one\n- item two",
            "# Plan\nsame\nfirst words\nsecond words\n- item one\n- item two",
        ),
        // What both inserted is kept once, beside what one of them did.
        (
            "# Plan\nsame\nmore of ours\nfirst words\nsecond words\n- item one\n- item two",
            "# Plan\nsame\nfirst words\nsecond words\n- item one\n- item two",
            "# Plan\nsame\nmore of ours\nfirst words\nsecond words\n- item one\n- item two",
        ),
        // Both removed the same.
        (
            "# Plan\nsecond words\n- item one\n- item two",
            "# Plan\nsecond words\n- item one",
            "# Plan\nsecond words\n- item one",
        ),
    ] {
        let found = merge(base, mine, theirs);
        assert_eq!(
            found.text().as_deref(),
            Some(merged),
            "{:?}",
            found.chunks()
        );
    }
}

#[test]
fn a_segment_changed_on_both_sides_is_a_conflict_that_keeps_all_three() {
    let found = merge(
        "a\nwords here\nz",
        "a\nmy words here\nz",
        "a\nwords over here\nz!",
    );
    assert_eq!(
        found.chunks(),
        [
            Chunk::Same { text: "a\n".into() },
            Chunk::Conflict {
                base: "words here\n".into(),
                mine: "my words here\n".into(),
                theirs: "words over here\n".into(),
            },
            Chunk::FromTheirs {
                base: "z".into(),
                text: "z!".into()
            },
        ]
    );
    assert!(!found.is_clean());
    assert_eq!(found.conflicts(), 1);
    assert_eq!(found.text(), None);
    assert_eq!(found.resolve(Choice::Mine), "a\nmy words here\nz!");
    assert_eq!(found.resolve(Choice::Theirs), "a\nwords over here\nz!");
    assert_eq!(
        found.resolve(Choice::Both),
        "a\nwords over here\nmy words here\nz!"
    );
}

#[test]
fn a_removal_of_what_the_other_side_edited_is_a_conflict() {
    let found = merge("a\nwords here\nz", "a\nz", "a\nmore words here\nz");
    assert_eq!(found.conflicts(), 1);
    assert_eq!(found.resolve(Choice::Mine), "a\nz");
    assert_eq!(found.resolve(Choice::Theirs), "a\nmore words here\nz");
    assert_eq!(found.resolve(Choice::Both), "a\nmore words here\nz");
}

#[test]
fn conflicts_are_decided_one_by_one() {
    let found = merge(
        "one a\nkeep\ntwo a",
        "one b\nkeep\ntwo b",
        "one c\nkeep\ntwo c",
    );
    let text = found.resolve_each(|conflict| {
        if conflict == 0 {
            Choice::Mine
        } else {
            Choice::Theirs
        }
    });
    assert_eq!(text, "one b\nkeep\ntwo c");
}

#[test]
fn items_are_merged_with_what_is_nested_in_them() {
    let base = "- one\n\t- a\n- two\n\t- b";
    let found = merge(
        base,
        "- one\n\t- a changed\n- two\n\t- b",
        "- one\n\t- a\n- two\n\t- b changed",
    );
    assert_eq!(
        found.text().unwrap(),
        "- one\n\t- a changed\n- two\n\t- b changed"
    );
    let found = merge(
        base,
        "- one\n\t- a x\n- two\n\t- b",
        "- one\n\t- a y\n- two\n\t- b",
    );
    assert_eq!(found.conflicts(), 1);
}

#[test]
fn what_has_no_end_does_not_swallow_what_the_other_side_put_behind_it() {
    // Notion's insertion comes first, and ours would become code.
    let (mine, theirs) = ("b\na\nlast", "a\n```\ncode");
    assert_eq!(
        merge("a", mine, theirs).chunks(),
        [Chunk::Conflict {
            base: "a".into(),
            mine: mine.into(),
            theirs: theirs.into(),
        }]
    );
    let the_other_way_round = merge("a", theirs, mine);
    assert_eq!(
        the_other_way_round.text().as_deref(),
        Some("b\na\nlast\n```\ncode")
    );
}

#[test]
fn blank_lines_and_the_end_of_the_text_are_merged_as_well() {
    for (base, mine, theirs, merged) in [
        ("a\nb", "a\n\nb", "a\nb", "a\n\nb"),
        ("a\nb", "a\nb\n", "a\nb!", "a\nb!\n"),
        ("a\nb", "a", "a\nb\nc", "a\nc"),
        ("", "a", "b", "b\na"),
        ("a", "", "a\nb", "b"),
        ("a", "", "", ""),
    ] {
        assert_eq!(
            merge(base, mine, theirs).text().as_deref(),
            Some(merged),
            "{base:?} {mine:?} {theirs:?}"
        );
    }
}

/// What somebody does to one segment of a text.
#[derive(Debug, Clone)]
enum Act {
    Keep,
    Edit,
    Rewrite,
    Remove,
    InsertAfter,
    Repeat,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        6 => Just(Act::Keep),
        2 => Just(Act::Edit),
        1 => Just(Act::Rewrite),
        1 => Just(Act::Remove),
        2 => Just(Act::InsertAfter),
        1 => Just(Act::Repeat),
    ];
    prop::collection::vec(act, 12)
}

fn base() -> impl Strategy<Value = Vec<String>> {
    let segment = (0..6_usize, 0..40_usize).prop_map(|(kind, n)| match kind {
        0 => format!("some words of paragraph {n}"),
        1 => "<empty-block/>".to_owned(),
        2 => format!("- item {n}\n\t- nested {n}"),
        3 => format!("```\ncode {n}\n\n\t# more\n```"),
        4 => format!("<details>\n<summary>toggle {n}</summary>\n\tinside {n}\n</details>"),
        _ => "same words".to_owned(),
    });
    prop::collection::vec(segment, 0..12)
}

/// One side's text, with a word of its own (`m1`, `t2`, ...) in everything that it wrote.
fn acted(base: &[String], acts: &[Act], side: &str) -> (String, BTreeSet<String>) {
    let (mut segments, mut words) = (Vec::new(), BTreeSet::new());
    let mut word = || {
        let word = format!("{side}{}", words.len());
        words.insert(word.clone());
        word
    };
    for (segment, act) in base.iter().zip(acts) {
        match act {
            Act::Keep => segments.push(segment.clone()),
            Act::Edit if segment.starts_with("<empty") => segments.push(word()),
            Act::Edit => segments.push(segment.replacen(' ', &format!(" {} ", word()), 1)),
            Act::Rewrite => segments.push(format!("> {}", word())),
            Act::Remove => {}
            Act::InsertAfter => {
                segments.push(segment.clone());
                segments.push(format!("new {}", word()));
            }
            Act::Repeat => segments.extend([segment.clone(), segment.clone()]),
        }
    }
    (segments.join("\n"), words)
}

fn lines_of(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = segments(text)
        .iter()
        .map(|segment| segment.text.to_owned())
        .collect();
    lines.sort_unstable();
    lines
}

/// Any texts at all, broken ones included.
fn wild() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\n",
        "\n\n",
        "\n\t",
        "a",
        "b c",
        "<details>",
        "</details>",
        "```",
        "```\n",
        "$$\n",
        "<callout>\n",
        "</callout>\n",
        "- ",
        " ",
        "<empty-block/>\n",
    ]);
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_side_that_changed_alone_is_taken_as_it_is(base in wild(), side in wild()) {
        prop_assert_eq!(merge(&base, &base, &side).text(), Some(side.clone()));
        prop_assert_eq!(merge(&base, &side, &base).text(), Some(side.clone()));
        prop_assert_eq!(merge(&base, &side, &side).text(), Some(side));
    }

    #[test]
    fn whatever_is_merged_every_side_can_be_had_whole(base in wild(), mine in wild(), theirs in wild()) {
        let found = merge(&base, &mine, &theirs);
        let everything = found.resolve(Choice::Both);
        for word in ["a", "b c", "<empty-block/>"] {
            let kept = |text: &str| text.matches(word).count() > 0;
            if !kept(&base) {
                prop_assert_eq!(kept(&everything), kept(&mine) || kept(&theirs));
            }
        }
    }

    #[test]
    fn nothing_written_vanishes_from_a_clean_merge(base in base(), my_acts in acts(), their_acts in acts()) {
        let (mine, my_words) = acted(&base, &my_acts, "m");
        let (theirs, their_words) = acted(&base, &their_acts, "t");
        let base = base.join("\n");
        let found = merge(&base, &mine, &theirs);
        let whole = found.text().unwrap_or_else(|| found.resolve(Choice::Both));
        let words: BTreeSet<&str> = whole.split(|character: char| !character.is_alphanumeric()).collect();
        for word in my_words.iter().chain(&their_words) {
            prop_assert!(words.contains(word.as_str()), "{} is not in {:?}", word, whole);
        }
    }

    #[test]
    fn both_directions_merge_to_the_same_segments(base in base(), my_acts in acts(), their_acts in acts()) {
        let (mine, _) = acted(&base, &my_acts, "m");
        let (theirs, _) = acted(&base, &their_acts, "t");
        let base = base.join("\n");
        let (there, back) = (merge(&base, &mine, &theirs), merge(&base, &theirs, &mine));
        prop_assert_eq!(there.conflicts(), back.conflicts());
        prop_assert_eq!(lines_of(&there.resolve(Choice::Mine)), lines_of(&back.resolve(Choice::Theirs)));
    }

    #[test]
    fn a_merge_merged_again_changes_nothing(base in base(), my_acts in acts(), their_acts in acts()) {
        let (mine, _) = acted(&base, &my_acts, "m");
        let (theirs, _) = acted(&base, &their_acts, "t");
        if let Some(merged) = merge(&base.join("\n"), &mine, &theirs).text() {
            // The agreed text becomes the base: what was Notion's is now behind ours.
            prop_assert_eq!(merge(&theirs, &merged, &theirs).text(), Some(merged));
        }
    }
}

#[test]
fn long_pages_are_merged_in_bounded_time() {
    let page = |word: &str| -> String { (0..20_000).map(|n| format!("{word} {n}\n")).collect() };
    let found = merge(&page("base"), &page("mine"), &page("theirs"));
    assert!(!found.is_clean());
    assert_eq!(found.resolve(Choice::Mine), page("mine"));
    assert_eq!(found.resolve(Choice::Theirs), page("theirs"));
}
