//! A value from the words somebody typed.
//!
//! What a profile allows is checked elsewhere; here only what the type itself allows.

use serde_json::{Value, json};

use super::dates::Moment;
use super::{MOST_ITEMS, canonical_number, is_computed};
use crate::blocks::{NotWritable, runs_of_field};
use crate::ids::NotionId;
use crate::rich_text::runs::{self, LONGEST_TEXT, MOST_RUNS};

/// The longest e-mail address, telephone number and name of an option, in UTF-16 code units (Notion
/// API reference: Request limits).
const LONGEST_CONTACT: usize = 200;
const LONGEST_OPTION: usize = 100;

/// Why words are no value of a type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WritableError {
    /// Notion computes values of this type.
    #[error("Notion computes {kind}; it cannot be set")]
    Computed {
        /// The type.
        kind: String,
    },
    /// Values of this type cannot be typed.
    #[error("a value of type {kind} cannot be typed")]
    NotTyped {
        /// The type.
        kind: String,
    },
    /// Not a number.
    #[error("{words:?} is not a number")]
    NotANumber {
        /// What was typed.
        words: String,
    },
    /// Neither yes nor no.
    #[error("{words:?} is neither yes nor no")]
    NotAYesOrNo {
        /// What was typed.
        words: String,
    },
    /// Not a day or a time.
    #[error("{words:?} is not a date such as 2026-11-20 or 2026-11-20T09:00+01:00")]
    NotADate {
        /// What was typed.
        words: String,
    },
    /// A time that does not say by which clock.
    #[error("{words:?} needs an offset such as +01:00 or a time zone such as Europe/Berlin")]
    NoOffset {
        /// What was typed.
        words: String,
    },
    /// A time with both an offset and a time zone, of which Notion takes one.
    #[error("{words:?} has an offset and a time zone; Notion takes one of them")]
    OffsetAndZone {
        /// What was typed.
        words: String,
    },
    /// A range that ends before it begins, or whose ends are of different kinds.
    #[error("{words:?} is not a range from an earlier to a later moment of the same kind")]
    NotARange {
        /// What was typed.
        words: String,
    },
    /// Not an address on the web.
    #[error("{words:?} is not an address")]
    NotAnAddress {
        /// What was typed.
        words: String,
    },
    /// Not an e-mail address.
    #[error("{words:?} is not an e-mail address")]
    NotAnEmail {
        /// What was typed.
        words: String,
    },
    /// Not an id or the address of a page.
    #[error("{words:?} is not the id or address of a page")]
    NotAnId {
        /// What was typed.
        words: String,
    },
    /// An option's name with a comma, which Notion refuses.
    #[error("the option {words:?} has a comma, which Notion does not allow")]
    Comma {
        /// What was typed.
        words: String,
    },
    /// Markdown that a property cannot hold.
    #[error("{reason}; signs that are meant as they stand have a backslash in front")]
    NotMarkdown {
        /// What of it.
        reason: NotWritable,
    },
    /// Longer than Notion allows.
    #[error("{length} characters are more than the {limit} that Notion allows")]
    TooLong {
        /// How long it is, in UTF-16 code units.
        length: usize,
        /// How long it may be.
        limit: usize,
    },
    /// More items than one request can carry.
    #[error("{count} are more than the {limit} that Notion allows")]
    TooMany {
        /// How many there are.
        count: usize,
        /// How many there may be.
        limit: usize,
    },
}

impl WritableError {
    /// A word for this error that stays the same, to look up a sentence by.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Computed { .. } => "computed",
            Self::NotTyped { .. } => "not-typed",
            Self::NotANumber { .. } => "not-a-number",
            Self::NotAYesOrNo { .. } => "not-a-yes-or-no",
            Self::NotADate { .. } => "not-a-date",
            Self::NoOffset { .. } => "no-offset",
            Self::OffsetAndZone { .. } => "offset-and-zone",
            Self::NotARange { .. } => "not-a-range",
            Self::NotAnAddress { .. } => "not-an-address",
            Self::NotAnEmail { .. } => "not-an-email",
            Self::NotAnId { .. } => "not-an-id",
            Self::Comma { .. } => "comma",
            Self::NotMarkdown { .. } => "not-markdown",
            Self::TooLong { .. } => "too-long",
            Self::TooMany { .. } => "too-many",
        }
    }
}

/// The writable value (see [`super::writable`]) of this type that the words say. No words clear the
/// value; a checkbox is cleared to no.
///
/// Text is taken as it is, everything else without the blanks around it. Dates are
/// `2026-11-20`, `2026-11-20T09:00+01:00` or `2026-11-20 09:00 Europe/Berlin`, ranges have ` → ` or
/// ` -> ` between; several options, people and relations have commas between; people and relations
/// are ids or addresses.
///
/// # Errors
///
/// Words that are no value of the type, and types whose values cannot be typed or set.
pub fn writable_from_words(kind: &str, words: &str) -> Result<Value, WritableError> {
    let typed = words.trim();
    let content = match kind {
        "title" | "rich_text" => text(words)?,
        "checkbox" => json!(yes_or_no(typed)?),
        "multi_select" => many(typed, |name| {
            Ok(json!({"name": within(name, LONGEST_OPTION)?}))
        })?,
        "people" | "relation" => many(typed, reference)?,
        "number" | "select" | "status" | "date" | "url" | "email" | "phone_number"
            if typed.is_empty() =>
        {
            Value::Null
        }
        "number" => number(typed)?,
        "select" | "status" => {
            if typed.contains(',') && kind == "select" {
                return Err(WritableError::Comma {
                    words: typed.to_owned(),
                });
            }
            json!({"name": within(typed, LONGEST_OPTION)?})
        }
        "date" => date(typed)?,
        "url" => json!(address(typed)?),
        "email" => json!(email(typed)?),
        "phone_number" => json!(within(typed, LONGEST_CONTACT)?),
        kind if is_computed(kind) => {
            return Err(WritableError::Computed {
                kind: kind.to_owned(),
            });
        }
        kind => {
            return Err(WritableError::NotTyped {
                kind: kind.to_owned(),
            });
        }
    };
    Ok(json!({ (kind): content }))
}

/// The same where a text is Markdown ([`crate::rich_text::to_field_markdown`]): marks, links and mentions become styles,
/// links and mentions. Other types are read as words.
///
/// # Errors
///
/// As [`writable_from_words`], and Markdown that a property cannot hold.
pub fn writable_from_markdown(kind: &str, markdown: &str) -> Result<Value, WritableError> {
    if !matches!(kind, "title" | "rich_text") {
        return writable_from_words(kind, markdown);
    }
    let runs = runs_of_field(markdown).map_err(|reason| match reason {
        NotWritable::TooMany { count, limit } => WritableError::TooMany { count, limit },
        NotWritable::TooLong { length, limit } => WritableError::TooLong { length, limit },
        reason => WritableError::NotMarkdown { reason },
    })?;
    Ok(json!({ (kind): runs }))
}

fn text(words: &str) -> Result<Value, WritableError> {
    let runs = runs::of_words(words);
    if runs.len() > MOST_RUNS {
        return Err(WritableError::TooLong {
            length: runs::length(words),
            limit: MOST_RUNS * LONGEST_TEXT,
        });
    }
    Ok(Value::Array(runs))
}

fn number(typed: &str) -> Result<Value, WritableError> {
    let not_a_number = || WritableError::NotANumber {
        words: typed.to_owned(),
    };
    // Rust also reads `inf` and `nan`, which JSON cannot say.
    let number: f64 = typed.parse().map_err(|_| not_a_number())?;
    serde_json::Number::from_f64(number)
        .and_then(|number| canonical_number(&number))
        .ok_or_else(not_a_number)
}

fn yes_or_no(typed: &str) -> Result<bool, WritableError> {
    match typed.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "1" | "x" => Ok(true),
        "false" | "no" | "off" | "0" | "" => Ok(false),
        _ => Err(WritableError::NotAYesOrNo {
            words: typed.to_owned(),
        }),
    }
}

/// The items between commas; empty ones are left out, repeated ones are taken once.
fn many(
    typed: &str,
    read: impl Fn(&str) -> Result<Value, WritableError>,
) -> Result<Value, WritableError> {
    let mut items: Vec<Value> = Vec::new();
    for word in typed
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
    {
        let item = read(word)?;
        if !items.contains(&item) {
            items.push(item);
        }
        if items.len() > MOST_ITEMS {
            return Err(WritableError::TooMany {
                count: typed
                    .split(',')
                    .filter(|word| !word.trim().is_empty())
                    .count(),
                limit: MOST_ITEMS,
            });
        }
    }
    Ok(Value::Array(items))
}

fn reference(typed: &str) -> Result<Value, WritableError> {
    NotionId::parse(typed)
        .or_else(|| NotionId::from_url(typed))
        .map(|id| json!({"id": id.to_string()}))
        .ok_or_else(|| WritableError::NotAnId {
            words: typed.to_owned(),
        })
}

fn within(typed: &str, limit: usize) -> Result<&str, WritableError> {
    match runs::length(typed) {
        length if length > limit => Err(WritableError::TooLong { length, limit }),
        _ => Ok(typed),
    }
}

/// Notion takes any text for an address; blanks in one are a slip of the finger.
fn address(typed: &str) -> Result<&str, WritableError> {
    if typed.contains(|character: char| character.is_whitespace() || character.is_control()) {
        return Err(WritableError::NotAnAddress {
            words: typed.to_owned(),
        });
    }
    within(typed, LONGEST_TEXT)
}

fn email(typed: &str) -> Result<&str, WritableError> {
    let fits = typed.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && !host.is_empty()
            && !host.contains('@')
            && !typed
                .contains(|character: char| character.is_whitespace() || character.is_control())
    });
    if !fits {
        return Err(WritableError::NotAnEmail {
            words: typed.to_owned(),
        });
    }
    within(typed, LONGEST_CONTACT)
}

fn date(typed: &str) -> Result<Value, WritableError> {
    let words = || typed.to_owned();
    let (range, zone) = match typed.rsplit_once(char::is_whitespace) {
        Some((before, zone)) if zone.starts_with(char::is_alphabetic) => {
            (before.trim_end(), Some(zone))
        }
        _ => (typed, None),
    };
    let (start, end) = match range.split_once('→').or_else(|| range.split_once("->")) {
        Some((start, end)) => (start.trim(), Some(end.trim())),
        None => (range, None),
    };
    let moment = |text: &str| {
        let moment =
            Moment::parse(text).ok_or_else(|| WritableError::NotADate { words: words() })?;
        match (moment.has_time(), moment.has_offset(), zone) {
            (true, false, None) => Err(WritableError::NoOffset { words: words() }),
            (true, true, Some(_)) => Err(WritableError::OffsetAndZone { words: words() }),
            (false, _, Some(_)) => Err(WritableError::NotADate { words: words() }),
            _ => Ok(moment),
        }
    };
    let start = moment(start)?;
    let end = end.map(moment).transpose()?;
    if end.is_some_and(|end| end.is_before(start) || end.has_time() != start.has_time()) {
        return Err(WritableError::NotARange { words: words() });
    }
    Ok(json!({
        "start": start.text(),
        "end": end.map(Moment::text),
        "time_zone": zone,
    }))
}
