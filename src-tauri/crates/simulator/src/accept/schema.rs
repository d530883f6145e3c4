//! Columns of data sources from requests.

use serde_json::{Map, Value, json};

use super::object;
use crate::error::ApiError;
use crate::seed::mix;
use crate::store::model::Property;

const KINDS: &[&str] = &[
    "title",
    "rich_text",
    "number",
    "select",
    "multi_select",
    "status",
    "date",
    "people",
    "files",
    "checkbox",
    "url",
    "email",
    "phone_number",
    "relation",
    "formula",
    "rollup",
    "created_time",
    "last_edited_time",
    "created_by",
    "last_edited_by",
    "unique_id",
    "verification",
    "button",
    "place",
];

/// Reads the columns of a new data source; without any, there is one title column called `Name`.
pub(crate) fn columns(value: Option<&Value>, path: &str) -> Result<Vec<Property>, ApiError> {
    let mut columns = Vec::new();
    if let Some(value) = value {
        for (name, config) in object(value, path)? {
            columns.push(column(
                name,
                config,
                &format!("{path}.{name}"),
                columns.len(),
            )?);
        }
    }
    match columns
        .iter()
        .filter(|column| column.kind == "title")
        .count()
    {
        0 => columns.insert(0, title("Name")),
        1 => {}
        _ => {
            return Err(ApiError::validation(
                "A data source must have exactly one title property.",
            ));
        }
    }
    Ok(columns)
}

/// The title column.
pub(crate) fn title(name: &str) -> Property {
    Property {
        id: "title".to_owned(),
        name: name.to_owned(),
        kind: "title".to_owned(),
        config: json!({}),
        description: None,
    }
}

/// Changes existing columns: `null` removes, `name` renames, a configuration adds or replaces.
pub(crate) fn change(
    columns: &mut Vec<Property>,
    value: &Value,
    path: &str,
) -> Result<(), ApiError> {
    for (name, config) in object(value, path)? {
        let position = columns
            .iter()
            .position(|column| column.name == *name || column.id == *name);
        match (position, config) {
            (Some(position), Value::Null) if columns[position].kind == "title" => {
                return Err(ApiError::validation("Cannot delete the title property."));
            }
            (Some(position), Value::Null) => {
                columns.remove(position);
            }
            (None, Value::Null) => {
                return Err(ApiError::validation(format!(
                    "{name} is not a property that exists."
                )));
            }
            (None, config) => columns.push(column(
                name,
                config,
                &format!("{path}.{name}"),
                columns.len(),
            )?),
            (Some(position), config) => {
                let existing = &mut columns[position];
                if let Some(new_name) = config["name"].as_str() {
                    new_name.clone_into(&mut existing.name);
                }
                let given = object(config, path)?;
                if let Some(kind) = KINDS.iter().find(|kind| given.contains_key(**kind)) {
                    let new = column(name, config, &format!("{path}.{name}"), position)?;
                    (*kind).clone_into(&mut existing.kind);
                    existing.config = new.config;
                }
            }
        }
    }
    Ok(())
}

fn column(name: &str, config: &Value, path: &str, position: usize) -> Result<Property, ApiError> {
    let given: &Map<String, Value> = object(config, path)?;
    let Some(kind) = KINDS.iter().find(|kind| given.contains_key(**kind)) else {
        return Err(ApiError::body(format!(
            "{path} should have a property type."
        )));
    };
    if *kind == "title" {
        return Ok(title(name));
    }
    let number = mix(u64::try_from(position).unwrap_or(0)
        ^ mix(name.bytes().fold(7, |sum, byte| mix(sum ^ u64::from(byte)))));
    let mut config = given[*kind].clone();
    if let Some(options) = config.get_mut("options").and_then(Value::as_array_mut) {
        for (index, option) in options.iter_mut().enumerate() {
            if option["id"].is_null() {
                option["id"] = json!(format!("{:04x}{index}", number & 0xffff));
            }
            if option["color"].is_null() {
                option["color"] = json!("default");
            }
        }
    } else if matches!(*kind, "select" | "multi_select" | "status")
        && config.get("options").is_none()
    {
        config = json!({"options": []});
    } else if *kind == "number" && config.get("format").is_none() {
        config = json!({"format": "number"});
    }
    let letters: String = (0..4)
        .map(|index| char::from(b'a' + u8::try_from((number >> (index * 8)) % 26).unwrap_or(0)))
        .collect();
    let id = if position.is_multiple_of(2) {
        letters
    } else {
        format!("%3A{}", &letters[..3])
    };
    let description = given
        .get("description")
        .and_then(Value::as_str)
        .map(str::to_owned);
    Ok(Property {
        id,
        name: name.to_owned(),
        kind: (*kind).to_owned(),
        config,
        description,
    })
}
