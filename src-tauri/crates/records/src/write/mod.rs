//! What a person types, `FIELD=VALUE`, as a value that Notion takes.
//!
//! Everything is checked against the profile before anything is stored or sent: the field, which way its
//! changes go, and the rule its value has to keep. Storing and sending happen elsewhere.
//!
//! The rule it protects: what a person typed is either taken in full or refused in one sentence.

mod error;
mod typed;

use serde_json::{Map, Value};

pub use error::FieldError;

use crate::channels::Channels;
use crate::mapping::{MappedProperty, Mapping};
use crate::nearest::nearest;
use crate::profile::{Field, Profile};
use crate::row::rules::{self, check};
use crate::row::{Reason, Row};
use crate::states::Transition;

/// A value that may be stored and sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The key of the field.
    pub field: String,
    /// The property's id as Notion writes it.
    pub property_id: String,
    /// The value in the form Notion takes.
    pub value: Value,
    /// The value in its canonical form.
    pub canonical: Value,
    /// What a change of status is in the pipeline; none for other fields. A jump is for the caller to report.
    pub transition: Option<Transition>,
}

/// Reads a person's words for one field of a record.
///
/// A field is named by its key or its name in Notion, in any case. A status may be a state or one of its
/// names; for a state the name that is there is kept when it already means it, so `current` should be
/// the record as it stands.
///
/// # Errors
/// Why it cannot be written, in one sentence.
pub fn write_value(
    profile: &Profile,
    channels: &Channels,
    mapping: &Mapping,
    current: Option<&Row>,
    field: &str,
    words: &str,
) -> Result<Written, FieldError> {
    let field = named(profile, field)?;
    writable_here(field)?;
    if !field.is_edited_here() {
        return Err(FieldError::OwnedByNotion {
            title: field.property.clone(),
        });
    }
    let mapped = mapped(mapping, field)?;
    let mut written = read(profile, channels, field, mapped, current, words)?;
    if profile.is_status(field)
        && let Some(current) = current
    {
        written.transition = written
            .canonical
            .as_str()
            .and_then(|name| profile.status.state_of(name))
            .map(|to| profile.status.check(&current.state, to));
    }
    Ok(written)
}

/// Reads a person's words for a record that is to be made: the `properties` of `POST /v1/pages`, by
/// property id, with defaults for what was not given. Fields that Notion owns may be given here, because
/// there is nothing yet to overwrite.
///
/// # Errors
/// Everything that is wrong, in the order of the profile's fields.
pub fn new_row(
    profile: &Profile,
    channels: &Channels,
    mapping: &Mapping,
    values: &[(String, String)],
) -> Result<Value, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut given: Vec<(&Field, &str)> = Vec::new();
    for (name, words) in values {
        match named(profile, name).and_then(|field| writable_here(field).map(|()| field)) {
            Err(error) => errors.push(error),
            Ok(field) if given.iter().any(|(known, _)| known.key == field.key) => {
                errors.push(FieldError::Twice {
                    title: field.property.clone(),
                });
            }
            Ok(field) => given.push((field, words)),
        }
    }
    let mut properties = Map::new();
    for field in &profile.fields {
        let words = given
            .iter()
            .find(|(known, _)| known.key == field.key)
            .map(|(_, words)| *words);
        match property(profile, channels, mapping, field, words) {
            Ok(Some(written)) => {
                properties.insert(written.property_id, written.value);
            }
            Ok(None) => {}
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() {
        Ok(Value::Object(properties))
    } else {
        Err(errors)
    }
}

/// What a new record gets in one field, if anything.
fn property(
    profile: &Profile,
    channels: &Channels,
    mapping: &Mapping,
    field: &Field,
    words: Option<&str>,
) -> Result<Option<Written>, FieldError> {
    let given = words.or(field.default.as_deref());
    match given {
        Some(_) if !field.is_given_at_creation() => Ok(None),
        // A default for a property that Notion does not have stands in the profile alone.
        Some(_) if words.is_none() && !field.required && mapping.of(&field.key).is_none() => {
            Ok(None)
        }
        Some(words) => {
            let mapped = mapped(mapping, field)?;
            read(profile, channels, field, mapped, None, words).map(Some)
        }
        None if field.required && field.is_given_at_creation() => Err(FieldError::Refused {
            reason: Reason::Missing {
                field: field.key.clone(),
                title: field.property.clone(),
            },
            allowed: Vec::new(),
        }),
        None => Ok(None),
    }
}

fn named<'a>(profile: &'a Profile, words: &str) -> Result<&'a Field, FieldError> {
    profile.field_called(words).ok_or_else(|| {
        let known = profile.fields.iter().map(|field| field.key.as_str());
        FieldError::UnknownField {
            name: words.trim().to_owned(),
            nearest: nearest(words, known.clone()).map(str::to_owned),
            known: known.map(str::to_owned).collect(),
        }
    })
}

/// Whether a field can be written at all.
fn writable_here(field: &Field) -> Result<(), FieldError> {
    let title = field.property.clone();
    if field.is_computed() {
        Err(FieldError::Computed { title })
    } else if field.read_only {
        Err(FieldError::ReadOnly { title })
    } else {
        Ok(())
    }
}

fn mapped<'a>(mapping: &'a Mapping, field: &Field) -> Result<&'a MappedProperty, FieldError> {
    mapping
        .of(&field.key)
        .ok_or_else(|| FieldError::NotInNotion {
            title: field.property.clone(),
        })
}

/// Words as a value that keeps the field's rule.
fn read(
    profile: &Profile,
    channels: &Channels,
    field: &Field,
    mapped: &MappedProperty,
    current: Option<&Row>,
    words: &str,
) -> Result<Written, FieldError> {
    let words = match &field.default {
        Some(default) if words.trim().is_empty() => default,
        _ => words,
    };
    let typed = if profile.is_status(field) {
        let current = current.map(|row| row.notion_status.as_str());
        typed::status(profile, field, mapped.kind, current, words)?
    } else {
        typed::value(profile, channels, field, mapped.kind, words)?
    };
    let written = |canonical| Written {
        field: field.key.clone(),
        property_id: mapped.property_id.clone(),
        value: typed.writable.clone(),
        canonical,
        transition: None,
    };
    if rules::is_empty(&typed.canonical) && !field.required {
        return Ok(written(typed.canonical.clone()));
    }
    // A person is told of a value that is not allowed, also where a row from Notion would get the default.
    typed::known(profile, channels, field, &typed.canonical)?;
    let checked = check(profile, channels, field, typed.canonical.clone());
    match checked.reasons.into_iter().next() {
        Some(reason) => Err(FieldError::Refused {
            allowed: typed::allowed_names(profile, channels, field),
            reason,
        }),
        None => Ok(written(checked.value)),
    }
}

#[cfg(test)]
mod tests;
