//! Running text as rich text: marks, links, code, equations, colours, mentions.

use serde_json::{Map, Value, json};

use super::NotWritable;
use crate::NotionId;
use crate::dialect::{Kind, Tag, TagName, Token, address, target, tokens};
use crate::property::canonical_date;
use crate::rich_text::api_colour;
use crate::rich_text::runs::{self, LONGEST_EQUATION, LONGEST_TEXT, MOST_RUNS, Words};

/// Spans open at once; Notion writes two at most.
const MOST_SPANS: usize = 16;

/// The runs that a line of Notion's Markdown says, in the form requests send.
///
/// # Errors
///
/// Files, tags and attributes that runs have no field for, and signs whose reading is not certain.
pub fn rich_text_of(line: &str) -> Result<Vec<Value>, NotWritable> {
    runs_of(line, 0, &tokens(line, 0))
}

/// The runs that the Markdown of a property says ([`crate::rich_text::to_field_markdown`]), line ends included. It is always
/// from here, so that what Notion may have meant is no question; tags that nobody knows are words.
pub(crate) fn runs_of_field(markdown: &str) -> Result<Vec<Value>, NotWritable> {
    read(markdown, 0, &tokens(markdown, 0), true)
}

/// The runs of these tokens of `text`, whose first byte is at `at` of what the tokens count in.
pub(super) fn runs_of(
    text: &str,
    at: usize,
    tokens: &[Token<'_>],
) -> Result<Vec<Value>, NotWritable> {
    read(text, at, tokens, false)
}

fn read(
    text: &str,
    at: usize,
    tokens: &[Token<'_>],
    is_field: bool,
) -> Result<Vec<Value>, NotWritable> {
    let mut writer = Writer {
        is_field,
        words: Words::default(),
        marks: Marks::of(tokens),
        spans: Vec::new(),
        link: None,
    };
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        let source = token
            .range
            .start
            .checked_sub(at)
            .zip(token.range.end.checked_sub(at))
            .and_then(|(start, end)| text.get(start..end))
            .unwrap_or_default();
        let rest = tokens.get(index + 1..).unwrap_or_default();
        index += 1 + writer.token(token, source, rest)?;
    }
    if !writer.spans.is_empty() {
        return Err(NotWritable::Tag {
            tag: "<span>".to_owned(),
        });
    }
    let runs = writer.words.finish();
    if runs.len() > MOST_RUNS {
        return Err(NotWritable::TooMany {
            count: runs.len(),
            limit: MOST_RUNS,
        });
    }
    Ok(runs)
}

/// What a span adds.
struct Span {
    underline: bool,
    colour: Option<String>,
}

struct Writer {
    is_field: bool,
    words: Words,
    marks: Marks,
    spans: Vec<Span>,
    link: Option<String>,
}

impl Writer {
    /// Writes a token; `source` is its text as written. Says how many of the tokens after it were
    /// taken along.
    fn token(
        &mut self,
        token: &Token<'_>,
        source: &str,
        rest: &[Token<'_>],
    ) -> Result<usize, NotWritable> {
        match &token.kind {
            Kind::Text(text) => {
                let escaped = source.len() > text.len();
                if !escaped {
                    certain(text)?;
                    if !self.is_field {
                        no_emoji(text)?;
                    }
                }
                self.text(text, false);
            }
            Kind::Code(code) => {
                let ticks = source.len() - source.trim_start_matches('`').len();
                // One backtick with blanks inside: it is not said whether they are part of the code.
                // Backticks inside: two pieces of code side by side are written like one with backticks in it.
                // A line break within code is written like the characters of its tag.
                let is_unsaid =
                    ticks == 1 && (source.len() - 2 != code.len() || code.contains('`'));
                if !self.is_field && (is_unsaid || code.contains("<br")) {
                    return Err(ambiguous(source));
                }
                self.text(code, true);
            }
            Kind::Math(expression) => {
                within(expression, LONGEST_EQUATION)?;
                let run = json!({"type": "equation", "equation": {"expression": expression}});
                self.words.other(run, self.annotations(false));
            }
            Kind::Mark(sign) => {
                // Notion closes and opens the marks of each run, so this may be the end of one
                // italic run beside the beginning of the next.
                let is_unsaid =
                    *sign == "**" && self.marks.italic.is_open && !self.marks.bold.is_open;
                if !self.is_field && is_unsaid {
                    return Err(ambiguous(sign));
                }
                if let Some(literal) = self.marks.apply(sign) {
                    self.text(&literal, false);
                }
            }
            Kind::LinkStart { url, .. } => {
                let url = address(url).into_owned();
                within(&url, LONGEST_TEXT)?;
                if url.is_empty() {
                    return Err(ambiguous(source));
                }
                self.link = Some(url);
            }
            Kind::LinkEnd => self.link = None,
            Kind::ImageStart { .. } | Kind::ImageEnd | Kind::Citation { .. } => {
                return Err(NotWritable::Tag {
                    tag: source.to_owned(),
                });
            }
            Kind::Tag(tag) => return self.tag(tag, rest),
        }
        Ok(0)
    }

    fn text(&mut self, text: &str, code: bool) {
        let annotations = self.annotations(code);
        self.words.text(text, self.link.as_deref(), annotations);
    }

    fn annotations(&self, code: bool) -> Map<String, Value> {
        let is_on = |name: &str| match name {
            "bold" => self.marks.bold.is_open,
            "italic" => self.marks.italic.is_open,
            "strikethrough" => self.marks.strike.is_open,
            "underline" => self.spans.iter().any(|span| span.underline),
            "code" => code,
            _ => false,
        };
        let colour = self
            .spans
            .iter()
            .rev()
            .find_map(|span| span.colour.as_deref());
        runs::styled(is_on, colour)
    }

    fn tag(&mut self, tag: &Tag<'_>, rest: &[Token<'_>]) -> Result<usize, NotWritable> {
        match tag.name {
            TagName::Break => {
                self.text("\n", false);
                Ok(0)
            }
            TagName::Span if tag.closing => match self.spans.pop() {
                Some(_) => Ok(0),
                None => Err(refused(tag)),
            },
            TagName::Span if tag.opens() && self.spans.len() < MOST_SPANS => {
                only(tag, &["underline", "color"])?;
                let colour = match tag.attribute("color") {
                    Some(colour) => Some(known_colour(&colour)?),
                    None => None,
                };
                self.spans.push(Span {
                    underline: tag.is_set("underline"),
                    colour,
                });
                Ok(0)
            }
            TagName::Other if self.is_field && (tag.closing || own_mention(tag).is_none()) => {
                self.text(tag.source, false);
                Ok(0)
            }
            TagName::Mention | TagName::Person | TagName::Date | TagName::Other if !tag.closing => {
                let own = || self.is_field.then(|| own_mention(tag)).flatten();
                let mention = mention(tag).or_else(own).ok_or_else(|| refused(tag))?;
                let run = json!({"type": "mention", "mention": mention});
                self.words.other(run, self.annotations(false));
                if tag.empty {
                    return Ok(0);
                }
                // The words between the tags are Notion's: it shows what is mentioned.
                let end = rest.iter().position(|token| {
                    matches!(&token.kind, Kind::Tag(end) if end.closing && end.written_name() == tag.written_name())
                });
                end.map(|end| end + 1).ok_or_else(|| refused(tag))
            }
            _ => Err(refused(tag)),
        }
    }
}

/// A mention as requests say it; `None` for what they cannot mention.
fn mention(tag: &Tag<'_>) -> Option<Value> {
    let by_id = |kind: &str, id: NotionId| json!({"type": kind, (kind): {"id": id.to_string()}});
    match tag.written_name().to_ascii_lowercase().as_str() {
        "mention-page" => Some(by_id("page", target(&tag.address()?)?)),
        "mention-database" => Some(by_id("database", target(&tag.address()?)?)),
        "mention-user" => {
            let url = tag.address()?;
            let id = url.strip_prefix("user://").unwrap_or(&url);
            Some(by_id("user", NotionId::parse(id)?))
        }
        "mention-date" => {
            let zone = tag.attribute("timeZone").filter(|zone| !zone.is_empty());
            let moment = |day: &str, time: &str| {
                let day = tag.attribute(day).filter(|day| !day.is_empty())?;
                let time = tag.attribute(time).filter(|time| !time.is_empty());
                Some(match time {
                    Some(time) => format!("{day}T{time}"),
                    None => day.into_owned(),
                })
            };
            let start = moment("start", "startTime")?;
            // A time of day alone does not say by which clock.
            let clock = start.contains('T')
                && zone.is_none()
                && !start
                    .get(11..)
                    .is_some_and(|time| time.contains(['Z', '+', '-']));
            if clock {
                return None;
            }
            let end = moment("end", "endTime");
            let date = json!({"start": start, "end": end, "time_zone": zone});
            Some(json!({"type": "date", "date": canonical_date(&date)?}))
        }
        _ => None,
    }
}

/// A mention that only the Markdown of properties has a tag for.
fn own_mention(tag: &Tag<'_>) -> Option<Value> {
    match tag.written_name() {
        "mention-emoji" => {
            let url = tag.address()?;
            let id = runs::canonical_id(url.strip_prefix("emoji://")?);
            Some(json!({"type": "custom_emoji", "custom_emoji": {"id": id}}))
        }
        "mention-template" => ["date", "user"].into_iter().find_map(|kind| {
            let value = tag.attribute(kind)?;
            let kind = format!("template_mention_{kind}");
            let template = json!({"type": kind, (kind): value});
            Some(json!({"type": "template_mention", "template_mention": template}))
        }),
        _ => None,
    }
}

/// The API's name for a colour as written.
pub(super) fn known_colour(written: &str) -> Result<String, NotWritable> {
    api_colour(written).ok_or_else(|| NotWritable::Attribute {
        name: "color".to_owned(),
    })
}

/// That a tag has no other attributes than these.
pub(super) fn only(tag: &Tag<'_>, known: &[&str]) -> Result<(), NotWritable> {
    match tag
        .attribute_names()
        .find(|name| !known.iter().any(|known| known.eq_ignore_ascii_case(name)))
    {
        Some(name) => Err(NotWritable::Attribute {
            name: name.to_owned(),
        }),
        None => Ok(()),
    }
}

pub(super) fn refused(tag: &Tag<'_>) -> NotWritable {
    NotWritable::Tag {
        tag: tag.source.to_owned(),
    }
}

fn ambiguous(text: &str) -> NotWritable {
    NotWritable::Ambiguous {
        text: text.to_owned(),
    }
}

/// That a text is not longer than a request takes.
pub(super) fn within(text: &str, limit: usize) -> Result<(), NotWritable> {
    match runs::length(text) {
        length if length > limit => Err(NotWritable::TooLong { length, limit }),
        _ => Ok(()),
    }
}

/// That words without a backslash are nothing but words. More than three stars or two waves are
/// marks that end beside marks that begin, and the middle of a link is one that nobody can read.
fn certain(text: &str) -> Result<(), NotWritable> {
    for signs in ["****", "~~~", "]("] {
        if text.contains(signs) {
            return Err(ambiguous(signs));
        }
    }
    Ok(())
}

/// That no `:name:` is in it, which may be an emoji of the workspace.
fn no_emoji(text: &str) -> Result<(), NotWritable> {
    let mut parts = text.split(':').peekable();
    let mut before = parts.next().unwrap_or_default();
    while let Some(name) = parts.next() {
        let is_closed = parts.peek().is_some();
        let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        let stands_free = !before.ends_with(char::is_alphanumeric)
            && !parts
                .peek()
                .is_some_and(|after| after.starts_with(char::is_alphanumeric));
        if is_closed && is_name && stands_free {
            return Err(NotWritable::Emoji {
                name: name.to_owned(),
            });
        }
        before = name;
    }
    Ok(())
}

/// Marks that are open, and those still to come.
#[derive(Default)]
struct Marks {
    bold: Mark,
    italic: Mark,
    strike: Mark,
}

#[derive(Default)]
struct Mark {
    is_open: bool,
    to_come: usize,
}

impl Marks {
    fn of(tokens: &[Token<'_>]) -> Self {
        let mut marks = Self::default();
        for token in tokens {
            if let Kind::Mark(sign) = token.kind {
                marks.bold.to_come += usize::from(matches!(sign, "**" | "***"));
                marks.italic.to_come += usize::from(matches!(sign, "*" | "***"));
                marks.strike.to_come += usize::from(sign == "~~");
            }
        }
        marks
    }

    /// Opens or closes what a sign says. What has no partner is text, which is given back.
    fn apply(&mut self, sign: &str) -> Option<String> {
        let mut literal = String::new();
        for (mark, signs, text) in [
            (&mut self.bold, ["**", "***"].as_slice(), "**"),
            (&mut self.italic, ["*", "***"].as_slice(), "*"),
            (&mut self.strike, ["~~"].as_slice(), "~~"),
        ] {
            if signs.contains(&sign) && !mark.turns() {
                literal.push_str(text);
            }
        }
        (!literal.is_empty()).then_some(literal)
    }
}

impl Mark {
    /// Opens or closes it; not when it is closed and would never be closed again.
    fn turns(&mut self) -> bool {
        self.to_come = self.to_come.saturating_sub(1);
        if !self.is_open && self.to_come == 0 {
            return false;
        }
        self.is_open = !self.is_open;
        true
    }
}
