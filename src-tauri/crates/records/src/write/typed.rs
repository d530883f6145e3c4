//! Words as the value of a field: names in the spelling the profile has, Markdown where the field keeps it, everything else
//! as its type reads it.

use keepsake_text::property::{shown_as, writable_from_markdown, writable_from_words};
use serde_json::Value;

use super::FieldError;
use crate::channels::Channels;
use crate::profile::{Field, Keep, Profile, PropertyKind};
use crate::row::canonical::canonical;
use crate::row::{Reason, rules};
use crate::schema::options;

/// A value in the form Notion takes and in the form records keep.
pub(super) struct Typed {
    pub(super) writable: Value,
    pub(super) canonical: Value,
}

/// The status a person means: one of the names of the profile.
pub(super) fn status(
    profile: &Profile,
    field: &Field,
    kind: PropertyKind,
    current: Option<&str>,
    words: &str,
) -> Result<Typed, FieldError> {
    let wanted = profile.status.parse(words);
    let name = wanted
        .as_ref()
        .and_then(|wanted| wanted.name(&profile.status, current))
        .ok_or_else(|| FieldError::Refused {
            reason: unknown(field, words.trim()),
            allowed: allowed_statuses(profile),
        })?;
    plain(field, kind, name)
}

/// The value that words are for a property of this type.
pub(super) fn value(
    profile: &Profile,
    channels: &Channels,
    field: &Field,
    kind: PropertyKind,
    words: &str,
) -> Result<Typed, FieldError> {
    let names = allowed_names(profile, channels, field);
    match kind {
        PropertyKind::Select | PropertyKind::Status => {
            plain(field, kind, &known_spelling(&names, words.trim()))
        }
        PropertyKind::MultiSelect => {
            let spelled: Vec<String> = words
                .split(',')
                .map(|name| known_spelling(&names, name.trim()))
                .collect();
            plain(field, kind, &spelled.join(","))
        }
        _ => plain(field, kind, words),
    }
}

fn plain(field: &Field, kind: PropertyKind, words: &str) -> Result<Typed, FieldError> {
    let read = match field.keep {
        Keep::Text => writable_from_words,
        Keep::Markdown => writable_from_markdown,
    };
    let writable = read(kind.as_str(), words).map_err(|error| FieldError::NotAValue {
        title: field.property.clone(),
        error,
    })?;
    // What Notion will show for it, read as everything it shows is read.
    let canonical = canonical(&shown_as(kind.as_str(), "", &writable), field.keep);
    Ok(Typed {
        writable,
        canonical,
    })
}

/// Refuses a name that is not allowed.
pub(super) fn known(
    profile: &Profile,
    channels: &Channels,
    field: &Field,
    canonical: &Value,
) -> Result<(), FieldError> {
    let names: Vec<&str> = match canonical {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let stranger = names
        .into_iter()
        .filter(|name| !name.is_empty())
        .find(|name| !rules::is_allowed(profile, channels, field, name));
    match stranger {
        None => Ok(()),
        Some(value) => Err(FieldError::Refused {
            reason: unknown(field, value),
            allowed: allowed_names(profile, channels, field),
        }),
    }
}

/// The names a field may have, in order; none when any will do.
pub(super) fn allowed_names(profile: &Profile, channels: &Channels, field: &Field) -> Vec<String> {
    options(profile, channels, field)
        .unwrap_or_default()
        .into_iter()
        .map(|choice| choice.name)
        .collect()
}

/// Every state, then every name.
fn allowed_statuses(profile: &Profile) -> Vec<String> {
    let states = profile
        .status
        .states
        .iter()
        .map(|rule| rule.state.to_string());
    states
        .chain(profile.status.names().map(str::to_owned))
        .collect()
}

fn unknown(field: &Field, value: &str) -> Reason {
    Reason::Unknown {
        field: field.key.clone(),
        title: field.property.clone(),
        value: value.to_owned(),
    }
}

/// The allowed name that differs from what was typed in case only, when there is exactly one.
fn known_spelling(names: &[String], typed: &str) -> String {
    let folded = typed.to_lowercase();
    let mut same = names.iter().filter(|name| name.to_lowercase() == folded);
    match (
        names.iter().any(|name| name == typed),
        same.next(),
        same.next(),
    ) {
        (false, Some(name), None) => name.clone(),
        _ => typed.to_owned(),
    }
}
