//! Makes a record out of a page.

use std::collections::BTreeMap;

use serde_json::Value;
use time::OffsetDateTime;

use super::canonical::{canonical, texts};
use super::moment::moment;
use super::rules::{Checked, check};
use super::{Reason, Row};
use crate::channels::Channels;
use crate::mapping::Mapping;
use crate::profile::{Field, Profile, PropertyKind};

/// Holds a page object, as Notion sends it, against a profile. Values that Notion cut at 25 references
/// have to be completed before.
#[must_use]
pub fn validate(profile: &Profile, channels: &Channels, mapping: &Mapping, page: &Value) -> Row {
    let mut values = BTreeMap::new();
    let mut observed = BTreeMap::new();
    let mut reasons = Vec::new();
    let mut notes = Vec::new();
    for field in &profile.fields {
        let found = property(field, mapping, page);
        let (seen, refused) = read(field, found);
        let checked = match refused {
            // Its content means something else now: only the type is worth a reason.
            Some(reason) => Checked {
                value: Value::Null,
                reasons: if field.required {
                    vec![reason]
                } else {
                    Vec::new()
                },
                notes: Vec::new(),
            },
            None => check(profile, channels, field, seen.clone()),
        };
        reasons.extend(checked.reasons);
        notes.extend(checked.notes);
        values.insert(field.key.clone(), checked.value);
        observed.insert(field.key.clone(), seen);
    }
    let valid = reasons.is_empty();
    let text = |key: &str| {
        values
            .get(key)
            .map(|value| texts(value).join(", "))
            .unwrap_or_default()
    };
    let notion_status = text(&profile.status.field);
    let state = profile
        .status
        .state_of(&notion_status)
        .filter(|_| valid)
        .unwrap_or(&profile.status.initial)
        .clone();
    Row {
        title: profile
            .title_field()
            .map(|field| text(&field.key))
            .unwrap_or_default(),
        channel: text("channel"),
        topic: text("topic"),
        story_direction: text("story_direction"),
        priority: text("priority"),
        created: time(profile, &values, PropertyKind::CreatedTime)
            .or_else(|| stamp(page, "created_time")),
        updated: time(profile, &values, PropertyKind::LastEditedTime)
            .or_else(|| stamp(page, "last_edited_time")),
        state,
        notion_status,
        valid,
        reasons,
        notes,
        values,
        observed,
    }
}

/// The property of a field: the title by its type, every other by its id.
fn property<'a>(field: &Field, mapping: &Mapping, page: &'a Value) -> Option<&'a Value> {
    if field.types.contains(&PropertyKind::Title) {
        return page
            .get("properties")?
            .as_object()?
            .values()
            .find(|value| value.get("type").and_then(Value::as_str) == Some("title"));
    }
    mapping.value_in(&field.key, page)
}

/// The canonical value of a property, unless it is of a type the field does not accept.
fn read(field: &Field, found: Option<&Value>) -> (Value, Option<Reason>) {
    let Some(found) = found else {
        return (Value::Null, None);
    };
    let value = canonical(found, field.keep);
    let called = found
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let fits = PropertyKind::parse(called).is_some_and(|kind| field.types.contains(&kind));
    let refused = (!fits).then(|| Reason::WrongType {
        field: field.key.clone(),
        title: field.property.clone(),
        found: called.to_owned(),
        accepted: field.types.clone(),
    });
    (value, refused)
}

/// The moment in the first field that stands for it.
fn time(
    profile: &Profile,
    values: &BTreeMap<String, Value>,
    kind: PropertyKind,
) -> Option<OffsetDateTime> {
    let field = profile
        .fields
        .iter()
        .find(|field| field.types.contains(&kind))?;
    let value = values.get(&field.key)?;
    let text = value.as_str().or_else(|| value.get("start")?.as_str())?;
    moment(text)
}

/// The page's own time.
fn stamp(page: &Value, key: &str) -> Option<OffsetDateTime> {
    moment(page.get(key)?.as_str()?)
}
