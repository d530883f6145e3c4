//! What a field asks of a value: the same for what Notion has and for what a person types.

use serde_json::{Value, json};

use super::{Note, Reason};
use crate::channels::Channels;
use crate::profile::{Allowed, Field, OnUnknown, Profile};

/// A value held against its field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Checked {
    /// The value that counts.
    pub(crate) value: Value,
    pub(crate) reasons: Vec<Reason>,
    pub(crate) notes: Vec<Note>,
}

/// Holds a canonical value against its field: the default in place of an empty one, then the rules.
pub(crate) fn check(
    profile: &Profile,
    channels: &Channels,
    field: &Field,
    value: Value,
) -> Checked {
    let mut checked = Checked {
        value,
        reasons: Vec::new(),
        notes: Vec::new(),
    };
    if is_empty(&checked.value)
        && let Some(default) = &field.default
    {
        checked.value = in_shape_of(&checked.value, default);
    }
    if is_empty(&checked.value) {
        if field.required {
            checked.reasons.push(Reason::Missing {
                field: field.key.clone(),
                title: field.property.clone(),
            });
        }
        return checked;
    }
    allowed(profile, channels, field, &mut checked);
    if let Value::String(text) = &checked.value {
        checked.reasons.extend(text_rules(field, text));
    }
    checked
}

/// Whether there is no value. A text of nothing but spaces and invisible characters is none.
pub(crate) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.chars().all(is_blank),
        Value::Array(items) => items.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    }
}

/// Characters that nobody sees: white space, and the marks of no width that come with pasted text.
fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{00AD}')
}

/// A list for a value of several, else a text.
fn in_shape_of(value: &Value, default: &str) -> Value {
    if value.is_array() {
        json!([default])
    } else {
        json!(default)
    }
}

/// Whether a value of this field may be this name.
pub(crate) fn is_allowed(
    profile: &Profile,
    channels: &Channels,
    field: &Field,
    name: &str,
) -> bool {
    match &field.allowed {
        Allowed::Anything => true,
        Allowed::Listed(choices) => choices.iter().any(|choice| choice.name == name),
        Allowed::Channels => channels.contains(name),
        Allowed::Status => profile.status.state_of(name).is_some(),
    }
}

fn allowed(profile: &Profile, channels: &Channels, field: &Field, checked: &mut Checked) {
    let names: Vec<&str> = match &checked.value {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => return,
    };
    let unknown: Vec<String> = names
        .into_iter()
        .filter(|name| !is_allowed(profile, channels, field, name))
        .map(str::to_owned)
        .collect();
    if unknown.is_empty() {
        return;
    }
    let stand_in = field
        .default
        .as_ref()
        .filter(|_| field.on_unknown == OnUnknown::Default);
    let Some(default) = stand_in else {
        checked
            .reasons
            .extend(unknown.into_iter().map(|value| Reason::Unknown {
                field: field.key.clone(),
                title: field.property.clone(),
                value,
            }));
        return;
    };
    checked
        .notes
        .extend(unknown.iter().map(|value| Note::Replaced {
            field: field.key.clone(),
            title: field.property.clone(),
            value: value.clone(),
            with: default.clone(),
        }));
    checked.value = in_shape_of(&checked.value, default);
}

fn text_rules(field: &Field, text: &str) -> Vec<Reason> {
    let (key, title) = (field.key.clone(), field.property.clone());
    let length = text.chars().count();
    let mut reasons = Vec::new();
    if let Some(limit) = field.max_length.filter(|limit| length > *limit) {
        reasons.push(Reason::TooLong {
            field: key.clone(),
            title: title.clone(),
            limit,
            length,
        });
    }
    if let Some(limit) = field.min_length.filter(|limit| length < *limit) {
        reasons.push(Reason::TooShort {
            field: key.clone(),
            title: title.clone(),
            limit,
            length,
        });
    }
    if let Some(pattern) = field
        .pattern
        .as_ref()
        .filter(|pattern| !pattern.matches(text))
    {
        reasons.push(Reason::NoMatch {
            field: key,
            title,
            pattern: pattern.as_str().to_owned(),
        });
    }
    reasons
}
