//! Rich text of a property as Markdown that a person reads, changes and gives back.
//!
//! [`super::to_markdown`] spells as Notion does, where the marks of neighbouring runs can be read in two ways. This spelling
//! is ours: marks stand only where a style begins or ends, and `property::writable_from_markdown` reads it.
//!
//! The rule it protects: what a request can carry is read back exactly as it was.

use serde_json::{Map, Value};

use super::runs::{annotations, canonical, canonical_id, kind};
use super::{attribute_value, code_span, dialect_colour, escaped, mention_markdown, run_text};

/// The runs as Markdown that is read back as the same runs. What a request cannot carry whole is shown as
/// [`super::to_markdown`] shows it.
#[must_use]
pub fn to_field_markdown(runs: &Value) -> String {
    if canonical(runs).is_none() {
        return super::to_markdown(runs);
    }
    let mut writer = Writer::default();
    for piece in pieces(runs) {
        writer.piece(&piece);
    }
    writer.marks(&Map::new());
    writer.markdown
}

/// Neighbouring runs of one style, or one that is not words.
struct Piece<'a> {
    annotations: Map<String, Value>,
    link: Option<&'a str>,
    body: Body,
}

enum Body {
    Words(String),
    /// Markdown that stands for itself.
    Written(String),
}

fn pieces(runs: &Value) -> Vec<Piece<'_>> {
    let mut found: Vec<Piece<'_>> = Vec::new();
    for run in runs.as_array().map(Vec::as_slice).unwrap_or_default() {
        let annotations = annotations(run);
        if kind(run) != "text" {
            let body = Body::Written(match kind(run) {
                "equation" => equation(run),
                _ => mention(run),
            });
            let link = None;
            found.push(Piece {
                annotations,
                link,
                body,
            });
            continue;
        }
        let text = |place: &str| run.pointer(place).and_then(Value::as_str);
        let words = text("/text/content").or_else(|| text("/plain_text"));
        let words = words.unwrap_or_default();
        if words.is_empty() {
            continue;
        }
        let link = text("/text/link/url").filter(|url| !url.is_empty());
        match found.last_mut() {
            Some(Piece {
                annotations: same,
                link: to,
                body: Body::Words(before),
            }) if *same == annotations && *to == link => before.push_str(words),
            _ => found.push(Piece {
                annotations,
                link,
                body: Body::Words(words.to_owned()),
            }),
        }
    }
    found
}

#[derive(Default)]
struct Writer {
    markdown: String,
    bold: bool,
    italic: bool,
    strike: bool,
}

impl Writer {
    fn piece(&mut self, piece: &Piece<'_>) {
        let is_on = |name: &str| piece.annotations.contains_key(name);
        self.marks(&piece.annotations);
        let colour = piece.annotations.get("color").and_then(Value::as_str);
        let has_span = colour.is_some() || is_on("underline");
        if has_span {
            self.markdown.push_str("<span");
            if is_on("underline") {
                self.markdown.push_str(" underline=\"true\"");
            }
            if let Some(colour) = colour {
                let colour = attribute_value(&dialect_colour(colour));
                self.markdown.push_str(&format!(" color=\"{colour}\""));
            }
            self.markdown.push('>');
        }
        if piece.link.is_some() {
            // `![` would begin an image.
            if self.markdown.ends_with('!') {
                self.markdown.pop();
                self.markdown.push_str("\\!");
            }
            self.markdown.push('[');
        }
        match &piece.body {
            Body::Words(words) if is_on("code") => self.markdown.push_str(&code_span(words)),
            Body::Words(words) => {
                let lines: Vec<String> = words.split('\r').map(escaped).collect();
                self.markdown.push_str(&lines.join("\r"));
            }
            Body::Written(written) => self.markdown.push_str(written),
        }
        if let Some(url) = piece.link {
            self.markdown.push_str(&format!("]({})", destination(url)));
        }
        if has_span {
            self.markdown.push_str("</span>");
        }
    }

    /// The marks between what was written and words of this style.
    fn marks(&mut self, wanted: &Map<String, Value>) {
        let mut turns = |is_open: &mut bool, name: &str, mark: &str| {
            if *is_open != wanted.contains_key(name) {
                *is_open = !*is_open;
                self.markdown.push_str(mark);
            }
        };
        turns(&mut self.strike, "strikethrough", "~~");
        turns(&mut self.bold, "bold", "**");
        turns(&mut self.italic, "italic", "*");
    }
}

fn equation(run: &Value) -> String {
    let expression = run.pointer("/equation/expression").and_then(Value::as_str);
    format!("$`{}`$", expression.unwrap_or_default())
}

/// A mention with what a request says of it; for those that Notion's Markdown has no tag for, a tag of our own.
fn mention(run: &Value) -> String {
    let text = |place: &str| run.pointer(place).and_then(Value::as_str);
    if let Some(id) = text("/mention/custom_emoji/id") {
        let id = attribute_value(&canonical_id(id));
        let name = escaped(run_text(run));
        return format!("<mention-emoji url=\"emoji://{id}\">{name}</mention-emoji>");
    }
    for kind in ["date", "user"] {
        let place = format!("/mention/template_mention/template_mention_{kind}");
        if let Some(value) = text(&place) {
            let value = attribute_value(value);
            return format!("<mention-template {kind}=\"{value}\"/>");
        }
    }
    if text("/mention/date/start").is_some() {
        let attributes: String = [
            ("start", "start"),
            ("end", "end"),
            ("timeZone", "time_zone"),
        ]
        .into_iter()
        .filter_map(|(name, key)| {
            let value = text(&format!("/mention/date/{key}"))?;
            Some(format!(" {name}=\"{}\"", attribute_value(value)))
        })
        .collect();
        return format!("<mention-date{attributes}/>");
    }
    mention_markdown(run, run_text(run))
}

/// An address between the parentheses of a link, such that nothing of it is lost.
fn destination(url: &str) -> String {
    let mut result = String::with_capacity(url.len());
    for (at, character) in url.char_indices() {
        let rest = url.get(at..).unwrap_or_default();
        let is_entity = ["&amp;", "&quot;", "&lt;", "&gt;", "&#39;", "&apos;"]
            .iter()
            .any(|entity| rest.starts_with(entity));
        match character {
            '&' if is_entity => result.push_str("&amp;"),
            '<' => result.push_str("&lt;"),
            '>' => result.push_str("&gt;"),
            '(' | ')' | '\\' => {
                result.push('\\');
                result.push(character);
            }
            other => result.push(other),
        }
    }
    if result.contains(|character: char| character.is_ascii_whitespace()) {
        return format!("<{result}>");
    }
    result
}

#[cfg(test)]
#[path = "field_tests.rs"]
mod tests;
