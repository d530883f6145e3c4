//! Property values from requests, checked against the schema of the row's data source.

use serde_json::{Map, Value, json};

use super::{CONTACT, TEXT, array, closed, id, media, object, rich_text, text};
use crate::error::ApiError;
use crate::identifier::Id;
use crate::moment;
use crate::store::Store;
use crate::store::model::{Property, PropertyValue};
use crate::store::text::RichText;

/// What a write sets: perhaps the title, and values by property id (`None` clears).
#[derive(Debug, Default)]
pub(crate) struct Changes {
    pub(crate) title: Option<RichText>,
    pub(crate) values: Vec<(String, Option<PropertyValue>)>,
    /// Options to add to the schema: property id and option.
    pub(crate) options: Vec<(String, Value)>,
}

/// Reads `properties` for a page outside a data source, where only the title exists.
pub(crate) fn title_only(value: &Value, path: &str) -> Result<Changes, ApiError> {
    let given = object(value, path)?;
    let mut changes = Changes::default();
    for (name, value) in given {
        if name != "title" && value.get("title").is_none() {
            return Err(ApiError::validation(format!(
                "{name} is not a property that exists."
            )));
        }
        let title = if value.is_array() {
            value
        } else {
            &value["title"]
        };
        changes.title = Some(rich_text::rich_text(
            title,
            &format!("{path}.{name}.title"),
        )?);
    }
    Ok(changes)
}

/// Reads `properties` for a row of a data source.
pub(crate) fn row(
    store: &mut Store,
    source: Id,
    value: &Value,
    path: &str,
) -> Result<Changes, ApiError> {
    let schema = store
        .sources
        .get(&source)
        .map(|source| source.properties.clone())
        .unwrap_or_default();
    let mut changes = Changes::default();
    for (name, value) in object(value, path)? {
        let property = schema.iter().find(|property| {
            property.name == *name
                || property.id == *name
                || (name == "title" && property.kind == "title")
        });
        let property = property.ok_or_else(|| {
            ApiError::validation(format!("{name} is not a property that exists."))
        })?;
        one(
            store,
            property,
            value,
            &format!("{path}.{name}"),
            &mut changes,
        )?;
    }
    Ok(changes)
}

fn one(
    store: &mut Store,
    property: &Property,
    value: &Value,
    path: &str,
    changes: &mut Changes,
) -> Result<(), ApiError> {
    let kind = property.kind.as_str();
    let bare = value.is_array() && matches!(kind, "title" | "rich_text");
    let given = if bare {
        value
    } else {
        object(value, path)?.get(kind).unwrap_or(&Value::Null)
    };
    if !bare && value.get(kind).is_none() {
        return Err(ApiError::validation(format!(
            "{} is expected to be {kind}.",
            property.name
        )));
    }
    let path = format!("{path}.{kind}");
    let new = match kind {
        "title" => {
            changes.title = Some(rich_text::rich_text(given, &path)?);
            return Ok(());
        }
        "rich_text" => Some(PropertyValue::Text(rich_text::rich_text(given, &path)?)),
        "relation" => Some(PropertyValue::Relation(ids(given, &path)?)),
        "people" => Some(PropertyValue::People(ids(given, &path)?)),
        "files" => Some(PropertyValue::Files(files(store, given, &path)?)),
        _ if given.is_null() => None,
        "number" if given.is_number() => Some(PropertyValue::Plain(given.clone())),
        "checkbox" if given.is_boolean() => Some(PropertyValue::Plain(given.clone())),
        "url" => Some(PropertyValue::Plain(json!(text(given, &path, TEXT)?))),
        "email" | "phone_number" => Some(PropertyValue::Plain(json!(text(given, &path, CONTACT)?))),
        "date" => Some(PropertyValue::Plain(date(given, &path)?)),
        "select" | "status" => Some(PropertyValue::Plain(option(
            property, given, &path, changes,
        )?)),
        "multi_select" => {
            let options = array(given, &path)?;
            let options = options
                .iter()
                .map(|given| option(property, given, &path, changes))
                .collect::<Result<Vec<_>, _>>()?;
            Some(PropertyValue::Plain(Value::Array(options)))
        }
        "place" | "verification" => Some(PropertyValue::Plain(given.clone())),
        "number" | "checkbox" => {
            return Err(ApiError::body(format!(
                "{path} should be a {kind}, instead was `{given}`."
            )));
        }
        _ => {
            return Err(ApiError::validation(format!(
                "Cannot update property of type {kind}."
            )));
        }
    };
    changes.values.push((property.id.clone(), new));
    Ok(())
}

fn ids(value: &Value, path: &str) -> Result<Vec<Id>, ApiError> {
    array(value, path)?
        .iter()
        .map(|item| id(&item["id"], path))
        .collect()
}

fn files(
    store: &mut Store,
    value: &Value,
    path: &str,
) -> Result<Vec<(String, crate::store::model::Media)>, ApiError> {
    let mut files = Vec::new();
    for item in array(value, path)? {
        let found = media::media(store, item, path)?;
        let name = item["name"]
            .as_str()
            .map_or_else(|| "file".to_owned(), str::to_owned);
        files.push((name, found));
    }
    Ok(files)
}

/// Reads a date object.
pub(crate) fn date(value: &Value, path: &str) -> Result<Value, ApiError> {
    let given = object(value, path)?;
    closed(given, path, &["start", "end", "time_zone"])?;
    for name in ["start", "end"] {
        match given.get(name) {
            None | Some(Value::Null) if name == "end" => {}
            Some(Value::String(text)) if moment::parse(text).is_some() => {}
            _ => {
                return Err(ApiError::body(format!(
                    "{path}.{name} should be a valid ISO 8601 date string."
                )));
            }
        }
    }
    Ok(
        json!({"start": given.get("start"), "end": given.get("end"), "time_zone": given.get("time_zone")}),
    )
}

/// Finds an option by id or name; a new name becomes a new option.
fn option(
    property: &Property,
    given: &Value,
    path: &str,
    changes: &mut Changes,
) -> Result<Value, ApiError> {
    let given: &Map<String, Value> = object(given, path)?;
    let options = property.config["options"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let added = changes
        .options
        .iter()
        .filter(|(id, _)| *id == property.id)
        .map(|(_, option)| option);
    let known: Vec<Value> = options.iter().chain(added).cloned().collect();
    let by = |key: &str| {
        given
            .get(key)
            .and_then(|wanted| known.iter().find(|option| option[key] == *wanted))
    };
    if let Some(found) = by("id").or_else(|| by("name")) {
        return Ok(json!({"id": found["id"], "name": found["name"], "color": found["color"]}));
    }
    let name = text(
        given.get("name").unwrap_or(&Value::Null),
        &format!("{path}.name"),
        100,
    )?;
    if name.contains(',') {
        return Err(ApiError::validation(
            "Invalid select option, commas not allowed: ".to_owned() + name,
        ));
    }
    let option =
        json!({"id": format!("new-{}", known.len() + 1), "name": name, "color": "default"});
    changes.options.push((property.id.clone(), option.clone()));
    Ok(option)
}
