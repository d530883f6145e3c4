//! What the scanner makes of single lines.

use super::*;

/// The tokens of a line in a short notation.
fn seen(line: &str) -> Vec<String> {
    tokens(line, 0)
        .iter()
        .map(|token| match &token.kind {
            Kind::Text(text) => format!("text {text}"),
            Kind::Code(code) => format!("code {code}"),
            Kind::Math(math) => format!("math {math}"),
            Kind::Mark(mark) => format!("mark {mark}"),
            Kind::LinkStart { url, end, .. } => format!("link {url} to {end}"),
            Kind::LinkEnd => "link end".to_owned(),
            Kind::ImageStart { url, end, .. } => format!("image {url} to {end}"),
            Kind::ImageEnd => "image end".to_owned(),
            Kind::Citation { url, .. } => format!("citation {url}"),
            Kind::Tag(tag) => format!("tag {}", tag.source),
        })
        .collect()
}

#[test]
fn a_line_falls_into_the_tokens_of_the_dialect() {
    let table: [(&str, &[&str]); 26] = [
        ("", &[]),
        ("plain _text_", &["text plain _text_"]),
        (
            r"1 \* 2 \\ \q",
            &["text 1 ", "text *", "text  2 ", "text \\", "text  \\q"],
        ),
        (
            "**bold **on",
            &["mark **", "text bold ", "mark **", "text on"],
        ),
        ("~~a~~ ~b~", &["mark ~~", "text a", "mark ~~", "text  ~b~"]),
        ("`a*b`", &["code a*b"]),
        ("`` `x` ``", &["code `x`"]),
        ("`open", &["text `open"]),
        ("``a` b``", &["code a` b"]),
        (r"`a\`b`", &["code a\\", "text b`"]),
        ("$x^2$ y", &["math x^2", "text  y"]),
        ("$`a|b`$", &["math a|b"]),
        ("costs $5", &["text costs $5"]),
        ("$ x $", &["text $ x $"]),
        ("[a](b)", &["link b to 2", "text a", "link end"]),
        ("[a](b \"title\")", &["link b to 2", "text a", "link end"]),
        ("[a](<b c>)", &["link b c to 2", "text a", "link end"]),
        ("[a](b_(c))", &["link b_(c) to 2", "text a", "link end"]),
        ("[a] (b)", &["text [", "text a] (b)"]),
        ("[a](b", &["text [", "text a](b"]),
        (r"\[a](b)", &["text [", "text a](b)"]),
        ("![a](b)", &["image b to 2", "text a", "image end"]),
        ("x[^https://y.z]", &["text x", "citation https://y.z"]),
        (
            "<page url=\"u\">T</page>",
            &["tag <page url=\"u\">", "text T", "tag </page>"],
        ),
        ("<empty-block/>", &["tag <empty-block/>"]),
        ("a < b <3 <x", &["text a < b <3 <x"]),
    ];
    for (line, expected) in table {
        assert_eq!(seen(line), expected, "{line}");
    }
}

#[test]
fn an_image_may_stand_inside_a_link_but_no_link_inside_a_link() {
    assert_eq!(
        seen("[![a](b)](c)"),
        [
            "link c to 4",
            "image b to 3",
            "text a",
            "image end",
            "link end"
        ]
    );
    assert_eq!(
        seen("[[a](b)](c)"),
        ["text [", "link b to 3", "text a", "link end", "text ](c)"]
    );
}

#[test]
fn the_ranges_of_the_tokens_cover_the_line_in_order() {
    let line = r#"**a** \* [b](c) ![d](e) `f` $g$ <page url="h">i</page> [^j] ~~k~~ <!-- l -->"#;
    let mut position = 7;
    for token in tokens(line, 7) {
        assert_eq!(token.range.start, position, "{token:?}");
        position = token.range.end;
    }
    assert_eq!(position, 7 + line.len());
}
