//! Files of channels, good and bad.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use super::*;

fn problems(files: &[(&str, &str)]) -> Vec<String> {
    Channels::read(files.iter().copied())
        .unwrap_err()
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn a_channel_is_called_by_its_id_or_else_by_its_file() {
    for (file, text, id) in [
        ("main.yaml", "id: shorts", "shorts"),
        ("main.yaml", "name: Main channel\nlanguage: en", "main"),
        ("channels/main.yml", "a: 1", "main"),
        ("channels\\main.v2.yml", "a: 1", "main.v2"),
        (".hidden", "a: 1", ".hidden"),
        ("main.yaml", "id: \"with: colon\"", "with: colon"),
        ("main.yaml", "id: 42", "42"),
        ("main.yaml", "id: '007'", "007"),
        ("main.yaml", "voice: {id: deep}\nlist: [{id: x}]", "main"),
        ("main.yaml", "# comment\n---\nid: a b\n...\n", "a b"),
        (
            "main.yaml",
            "base: &b {id: other}\ncopy: *b\nid: mine",
            "mine",
        ),
        ("main.yaml", "{id: flow}", "flow"),
        ("main.yaml", "id: Ünïcode 😀", "Ünïcode 😀"),
        ("main.yaml", "\u{FEFF}id: marked", "marked"),
    ] {
        let channels = Channels::read([(file, text)]).unwrap();
        assert_eq!(channels.ids().collect::<Vec<_>>(), [id], "{text}");
    }
}

#[test]
fn channels_come_in_the_order_of_their_files() {
    let channels = Channels::read([("b.yaml", "id: first"), ("a.yaml", "id: second")]).unwrap();
    assert_eq!(channels.ids().collect::<Vec<_>>(), ["second", "first"]);
    assert!(
        channels.contains("first") && !channels.contains("First") && !channels.contains("first ")
    );
    assert!(Channels::read([]).unwrap().is_empty());
    let kept = serde_json::to_string(&channels).unwrap();
    assert_eq!(serde_json::from_str::<Channels>(&kept).unwrap(), channels);
}

#[test]
fn each_mistake_is_refused_with_its_file_and_line() {
    let long = format!("id: {}", "x".repeat(101));
    let table: &[(&str, &str)] = &[
        (
            "",
            "a.yaml: there is nothing in this file; write `id: name-of-the-channel`",
        ),
        (
            "# only a comment\n",
            "a.yaml: there is nothing in this file; write `id: name-of-the-channel`",
        ),
        (
            "~",
            "a.yaml: there is nothing in this file; write `id: name-of-the-channel`",
        ),
        (
            "just words",
            "a.yaml, line 1: this file is a single text, not keys with values; write `id: name-of-the-channel`",
        ),
        (
            "- a\n- b",
            "a.yaml, line 1: this file is a list, not keys with values; write `id: name-of-the-channel`",
        ),
        (
            "id: [a]",
            "a.yaml, line 1: `id` is a list, not a text; write `id: name-of-the-channel`",
        ),
        (
            "x: 1\nid: {a: b}",
            "a.yaml, line 2: `id` is a group of keys, not a text; write `id: name-of-the-channel`",
        ),
        (
            "x: &a b\nid: *a",
            "a.yaml, line 2: `id` is an alias, not a text; write `id: name-of-the-channel`",
        ),
        (
            "id:",
            "a.yaml, line 1: `id` is empty; write `id: name-of-the-channel`, or leave it out",
        ),
        (
            "id: ' '",
            "a.yaml, line 1: `id` is empty; write `id: name-of-the-channel`, or leave it out",
        ),
        (
            "id: a\nid: b",
            "a.yaml, line 2: `id` stands here a second time; keep one",
        ),
        (
            "id: a, b",
            "a.yaml, line 1: the id “a, b” has a comma, which Notion does not take in an option; write another id",
        ),
        (
            &long,
            "a.yaml, line 1: the id has 101 characters, and Notion takes at most 100 in an option; write a shorter id",
        ),
        (
            "id: a\n---\nid: b",
            "a.yaml, line 2: a second document begins here; keep one channel in each file",
        ),
    ];
    for (text, sentence) in table {
        assert_eq!(problems(&[("a.yaml", text)]), [*sentence], "{text}");
    }
    for text in ["id: a\n b: [", "id: \"open", "{", "a: b: c", "id: a\n- b"] {
        assert!(Channels::read([("a.yaml", text)]).is_err(), "{text}");
        let found = problems(&[("a.yaml", text)]);
        assert!(found[0].contains("this is not YAML ("), "{text}: {found:?}");
    }
}

#[test]
fn two_channels_with_one_id_are_refused_with_both_files() {
    assert_eq!(
        problems(&[("main.yaml", ""), ("b.yaml", "id: a"), ("a.yaml", "x: 1")]),
        [
            "b.yaml, line 1: the id “a” is already that of a.yaml; write another id",
            "main.yaml: there is nothing in this file; write `id: name-of-the-channel`",
        ]
    );
}

#[test]
fn more_channels_than_options_are_refused() {
    let names: Vec<String> = (0..101).map(|number| format!("{number:03}.yaml")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "a: 1")).collect();
    assert_eq!(
        problems(&files),
        [
            "there are 101 channels, and Notion takes at most 100 options; take some files out of the folder"
        ]
    );
    assert!(Channels::read(files[..100].iter().copied()).is_ok());
}

#[test]
fn a_file_that_would_grow_while_it_is_read_does_not() {
    let mut text = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..60 {
        text.push_str(&format!("a{level}: &a{level} [*a{0}, *a{0}]\n", level - 1));
    }
    assert_eq!(
        Channels::read([("bomb.yaml", text.as_str())])
            .unwrap()
            .ids()
            .next(),
        Some("bomb")
    );
    let deep = format!("a: {}{}", "[".repeat(20_000), "]".repeat(20_000));
    // Refused or read, it comes to an end.
    let _ = Channels::read([("deep.yaml", deep.as_str())]);
}
