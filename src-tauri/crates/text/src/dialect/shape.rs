//! What kind of block a line is: the sign at its beginning and the attributes at its end.

use std::borrow::Cow;

use super::attributes::{attribute, attributes, decoded};
use super::blocks::Line;

/// The longest list of attributes at the end of a line; Notion writes two at most.
const LONGEST_ATTRIBUTES: usize = 200;

/// The sign at the beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marker {
    /// None: a paragraph, or a tag.
    Paragraph,
    /// `#` to `####`; more count as four.
    Heading(u8),
    /// `- `.
    Bullet,
    /// `1. `, with its number.
    Number(u32),
    /// `- [ ] ` or `- [x] `.
    ToDo {
        /// Whether it is ticked.
        done: bool,
    },
    /// `> `.
    Quote,
    /// `---`.
    Divider,
}

/// A line taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape<'a> {
    /// Its sign.
    pub(crate) marker: Marker,
    /// The text between the sign and the attributes.
    pub(crate) text: &'a str,
    /// Where the text begins in the whole Markdown.
    pub(crate) at: usize,
    /// What stands between the braces at the end.
    attributes: &'a str,
}

impl<'a> Shape<'a> {
    /// The value of an attribute in braces at the end of the line, decoded.
    pub(crate) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        attributes(self.attributes)
            .find(|(found, _, _)| *found == name)
            .map(|(_, value, _)| decoded(value))
    }

    /// The names of these attributes, as written.
    pub(crate) fn attribute_names(&self) -> impl Iterator<Item = &'a str> {
        attributes(self.attributes).map(|(name, _, _)| name)
    }
}

/// Takes a line apart.
pub(crate) fn shape<'a>(line: &Line<'a>) -> Shape<'a> {
    let (marker, sign) = marker(line.text);
    let text = line.text.get(sign..).unwrap_or_default();
    let (text, attributes) = split_attributes(text);
    Shape {
        marker,
        text,
        at: line.at + sign,
        attributes,
    }
}

/// A line of text with a backslash where its beginning would be read as a sign.
pub(crate) fn without_sign(text: &str) -> String {
    let at = match marker(text).0 {
        Marker::Paragraph => return text.to_owned(),
        Marker::Number(_) => text.find('.').unwrap_or(0),
        _ => 0,
    };
    let (before, after) = text.split_at(at);
    format!("{before}\\{after}")
}

/// The sign at the beginning of a line, and its length with the space after it.
fn marker(text: &str) -> (Marker, usize) {
    if let Some(after) = text
        .strip_prefix("- ")
        .or_else(|| (text == "-").then_some(""))
    {
        let sign = text.len() - after.len();
        for (box_sign, done) in [("[ ]", false), ("[x]", true), ("[X]", true)] {
            match after.strip_prefix(box_sign) {
                Some("") => return (Marker::ToDo { done }, sign + 3),
                Some(rest) if rest.starts_with(' ') => return (Marker::ToDo { done }, sign + 4),
                _ => {}
            }
        }
        return (Marker::Bullet, sign);
    }
    if let Some(after) = text
        .strip_prefix("> ")
        .or_else(|| (text == ">").then_some(""))
    {
        return (Marker::Quote, text.len() - after.len());
    }
    if text == "---" {
        return (Marker::Divider, 3);
    }
    let hashes = text.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&hashes) {
        let level = u8::try_from(hashes).unwrap_or(4).min(4);
        match text.as_bytes().get(hashes) {
            None => return (Marker::Heading(level), hashes),
            Some(b' ') => return (Marker::Heading(level), hashes + 1),
            Some(_) => {}
        }
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=9).contains(&digits)
        && let Some(number) = text.get(..digits).and_then(|digits| digits.parse().ok())
    {
        match text.get(digits..) {
            Some(".") => return (Marker::Number(number), digits + 1),
            Some(rest) if rest.starts_with(". ") => return (Marker::Number(number), digits + 2),
            _ => {}
        }
    }
    (Marker::Paragraph, 0)
}

/// Splits ` {color="blue"}` off the end of a line.
fn split_attributes(text: &str) -> (&str, &str) {
    let unsplit = (text, "");
    let Some(inner) = text.strip_suffix('}') else {
        return unsplit;
    };
    let earliest = inner.len().saturating_sub(LONGEST_ATTRIBUTES);
    let Some(open) = inner
        .bytes()
        .rposition(|byte| byte == b'{')
        .filter(|open| *open >= earliest)
    else {
        return unsplit;
    };
    let (Some(before), Some(list)) = (inner.get(..open), inner.get(open + 1..)) else {
        return unsplit;
    };
    if !before.is_empty() && !before.ends_with(' ') {
        return unsplit;
    }
    let mut position = 0;
    while let Some((_, value, next)) = attribute(list, position) {
        if value.is_empty() {
            return unsplit;
        }
        position = next;
    }
    let complete = position > 0
        && list
            .get(position..)
            .is_some_and(|rest| rest.trim().is_empty());
    if complete {
        (before.trim_end(), list)
    } else {
        unsplit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shaped(text: &str) -> (Marker, &str, &str) {
        let shape = shape(&Line {
            depth: 0,
            text,
            at: 0,
        });
        (shape.marker, shape.text, shape.attributes)
    }

    #[test]
    fn the_sign_at_the_beginning_says_what_a_line_is() {
        for (line, marker, text) in [
            ("text", Marker::Paragraph, "text"),
            ("# One", Marker::Heading(1), "One"),
            ("###### Six", Marker::Heading(4), "Six"),
            ("#tag", Marker::Paragraph, "#tag"),
            ("- a", Marker::Bullet, "a"),
            ("-", Marker::Bullet, ""),
            ("-a", Marker::Paragraph, "-a"),
            ("- [ ] a", Marker::ToDo { done: false }, "a"),
            ("- [x]", Marker::ToDo { done: true }, ""),
            ("- [x](y)", Marker::Bullet, "[x](y)"),
            ("12. a", Marker::Number(12), "a"),
            ("12.5 a", Marker::Paragraph, "12.5 a"),
            ("2026. ", Marker::Number(2026), ""),
            ("12345678901. a", Marker::Paragraph, "12345678901. a"),
            ("> a", Marker::Quote, "a"),
            ("---", Marker::Divider, ""),
            ("----", Marker::Paragraph, "----"),
        ] {
            let (found, rest, _) = shaped(line);
            assert_eq!((found, rest), (marker, text), "{line}");
        }
    }

    #[test]
    fn attributes_at_the_end_are_taken_off_only_when_complete() {
        for (line, text, attributes) in [
            (
                r#"# H {toggle="true" color="blue"}"#,
                "H",
                r#"toggle="true" color="blue""#,
            ),
            (r#"a {color="red_bg"}"#, "a", r#"color="red_bg""#),
            (r#"{color="red"}"#, "", r#"color="red""#),
            (r#"a \{color="red"}"#, r#"a \{color="red"}"#, ""),
            (r#"a{color="red"}"#, r#"a{color="red"}"#, ""),
            ("a {}", "a {}", ""),
            ("a {b}", "a {b}", ""),
            (r#"a {color="red" !}"#, r#"a {color="red" !}"#, ""),
        ] {
            let (_, rest, found) = shaped(line);
            assert_eq!((rest, found), (text, attributes), "{line}");
        }
    }
}
