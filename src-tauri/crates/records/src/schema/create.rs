//! The database that is created from a profile.

use std::collections::BTreeMap;

use keepsake_text::NotionId;
use serde_json::{Map, Value, json};

use super::{formula, options};
use crate::channels::Channels;
use crate::profile::{Field, Profile, PropertyKind};

/// The body of `POST /v1/databases` that creates the profile's database under a page: every field of the
/// profile, options in order with their colours. A relation is created only when `relations` names the
/// data source it leads to, by the key of its field.
#[must_use]
pub fn database_body(
    profile: &Profile,
    channels: &Channels,
    parent_page: NotionId,
    relations: &BTreeMap<String, NotionId>,
) -> Value {
    let mut properties = Map::new();
    for field in &profile.fields {
        let target = relations.get(&field.key).copied();
        if let Some(config) = config(profile, channels, field, &[], target) {
            properties.insert(field.property.clone(), config);
        }
    }
    json!({
        "parent": {"type": "page_id", "page_id": parent_page},
        "title": [{"type": "text", "text": {"content": profile.title}}],
        "initial_data_source": {"properties": properties},
    })
}

/// The schema of a new property for a field, where it can be made from here: a relation needs to know
/// where it leads, and the title is always there already.
pub(super) fn config(
    profile: &Profile,
    channels: &Channels,
    field: &Field,
    renamed: &[(String, String)],
    target: Option<NotionId>,
) -> Option<Value> {
    let kind = *field.types.first()?;
    let content = match kind {
        PropertyKind::Select | PropertyKind::MultiSelect | PropertyKind::Status => {
            let options: Vec<Value> = options(profile, channels, field)
                .unwrap_or_default()
                .iter()
                .map(|choice| json!({"name": choice.name, "color": choice.color}))
                .collect();
            json!({ "options": options })
        }
        PropertyKind::Formula => {
            let expression = formula::with_names(field.formula.as_deref()?, renamed);
            json!({ "expression": expression })
        }
        PropertyKind::Relation => json!({
            "data_source_id": target?,
            "type": "single_property",
            "single_property": {},
        }),
        // A rollup needs a relation and a property behind it, which a profile does not name; a
        // verification and a button are made in Notion only.
        PropertyKind::Rollup | PropertyKind::Verification | PropertyKind::Button => return None,
        PropertyKind::Number => json!({"format": "number"}),
        PropertyKind::Title
        | PropertyKind::RichText
        | PropertyKind::Date
        | PropertyKind::People
        | PropertyKind::Files
        | PropertyKind::Checkbox
        | PropertyKind::Url
        | PropertyKind::Email
        | PropertyKind::PhoneNumber
        | PropertyKind::CreatedTime
        | PropertyKind::LastEditedTime
        | PropertyKind::CreatedBy
        | PropertyKind::LastEditedBy
        | PropertyKind::UniqueId
        | PropertyKind::Place => json!({}),
    };
    let mut config = Map::new();
    config.insert(kind.to_string(), content);
    Some(Value::Object(config))
}
