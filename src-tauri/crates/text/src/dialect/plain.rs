//! The words a person sees on a page: for search, for passages and for estimates.

use super::blocks::{Block, blocks, literal_lines};
use super::shape::{Marker, shape};
use super::tags::{Tag, TagName};
use super::tokens::{Kind, Token, tokens};
use crate::files::name_in_url;

/// A line of a page as a person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct VisibleLine {
    /// 1 to 4 for a heading.
    pub(super) heading: Option<u8>,
    /// Its words; not blank.
    pub(super) text: String,
}

/// The text a person sees, a line per block. Signs, tags and addresses are left out, numbers of lists are not; captions,
/// titles of child pages, mentions, code and equations are kept, and so are the names of files that
/// have no caption.
#[must_use]
pub fn plain_text(markdown: &str) -> String {
    let mut result = String::with_capacity(markdown.len());
    for line in visible_lines(markdown) {
        if !result.is_empty() {
            result.push('\n');
        }
        result.push_str(&line.text);
    }
    result
}

/// The lines of a page that have words.
pub(super) fn visible_lines(markdown: &str) -> impl Iterator<Item = VisibleLine> {
    blocks(markdown)
        .flat_map(|block| match block {
            Block::Line(line) => {
                let shape = shape(&line);
                let heading = match shape.marker {
                    Marker::Heading(level) => Some(level),
                    _ => None,
                };
                let mut text = spoken(&tokens(shape.text, shape.at));
                if let Marker::Number(_) = shape.marker {
                    // Notion does not escape a paragraph that begins with a year and a full stop.
                    let sign = line.text.len()
                        - line
                            .text
                            .trim_start_matches(|c: char| c.is_ascii_digit())
                            .len();
                    let number = line.text.get(..sign).unwrap_or_default();
                    text.insert_str(0, &format!("{number}. "));
                }
                vec![VisibleLine { heading, text }]
            }
            Block::Code { depth, body, .. } | Block::Math { depth, body } => {
                literal_lines(body, depth)
                    .map(|line| VisibleLine {
                        heading: None,
                        text: line.to_owned(),
                    })
                    .collect()
            }
        })
        .filter_map(|line| {
            let text = line.text.trim();
            (!text.is_empty()).then(|| VisibleLine {
                heading: line.heading,
                text: text.to_owned(),
            })
        })
}

/// The words of a few tokens.
pub(crate) fn spoken(tokens: &[Token<'_>]) -> String {
    let mut words = Words::default();
    for token in tokens {
        match &token.kind {
            Kind::Text(text) | Kind::Code(text) | Kind::Math(text) => words.text.push_str(text),
            Kind::Citation { url, .. } => {
                words.gap();
                words.text.push_str(url);
            }
            Kind::Tag(tag) => words.tag(tag),
            Kind::Mark(_)
            | Kind::LinkStart { .. }
            | Kind::LinkEnd
            | Kind::ImageStart { .. }
            | Kind::ImageEnd => {}
        }
    }
    words.file_ends();
    words.text
}

#[derive(Default)]
struct Words {
    text: String,
    /// The name of a file whose caption is being read, and how much text there was before it.
    file: Option<(String, usize)>,
}

impl Words {
    fn tag(&mut self, tag: &Tag<'_>) {
        match tag.name {
            TagName::Span | TagName::Person | TagName::Mention => {}
            // Not a tag of the dialect as we know it: shown as it was written.
            TagName::Other => self.text.push_str(tag.source),
            TagName::Date => self.text.push_str(&date_text(tag)),
            TagName::File(_) => {
                self.file_ends();
                self.gap();
                if !tag.closing {
                    let name = tag
                        .address()
                        .map(|url| name_in_url(&url))
                        .unwrap_or_default();
                    self.file = Some((name, self.text.len()));
                    if tag.empty {
                        self.file_ends();
                    }
                }
            }
            TagName::Page
            | TagName::Database
            | TagName::Unknown
            | TagName::Container(_)
            | TagName::Row
            | TagName::Cell
            | TagName::Break
            | TagName::Silent => self.gap(),
        }
    }

    /// A file without a caption is shown by its name.
    fn file_ends(&mut self) {
        if let Some((name, before)) = self.file.take()
            && self
                .text
                .get(before..)
                .is_none_or(|caption| caption.trim().is_empty())
        {
            self.text.push_str(&name);
        }
    }

    /// Words on the two sides of a tag are different words.
    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
    }
}

/// A date mention in words: `2026-11-20`, `2026-11-20 09:00`, `2026-11-20 → 2026-11-24`.
pub(crate) fn date_text(tag: &Tag<'_>) -> String {
    if tag.closing {
        return String::new();
    }
    let part = |day: &str, time: &str| {
        let day = tag.attribute(day).filter(|day| !day.is_empty())?;
        Some(match tag.attribute(time).filter(|time| !time.is_empty()) {
            Some(time) => format!("{day} {time}"),
            None => day.into_owned(),
        })
    };
    let parts: Vec<String> = [part("start", "startTime"), part("end", "endTime")]
        .into_iter()
        .flatten()
        .collect();
    parts.join(" → ")
}
