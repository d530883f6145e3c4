//! Columns and options for the databases of invented workspaces.

use serde_json::{Value, json};

use crate::store::model::Property;

/// A column without configuration.
pub(super) fn column(id: &str, name: &str, kind: &str) -> Property {
    let config = if kind == "number" {
        json!({"format": "number"})
    } else {
        json!({})
    };
    configured(id, name, kind, config)
}

/// A column with its configuration.
pub(super) fn configured(id: &str, name: &str, kind: &str, config: Value) -> Property {
    Property {
        id: id.to_owned(),
        name: name.to_owned(),
        kind: kind.to_owned(),
        config,
        description: None,
    }
}

/// A column of options, each with a colour.
pub(super) fn choice(id: &str, name: &str, kind: &str, options: &[(&str, &str)]) -> Property {
    let listed: Vec<Value> = options
        .iter()
        .map(|(name, color)| option(name, color))
        .collect();
    let mut config = json!({ "options": listed });
    if kind == "status" {
        let ids: Vec<&Value> = listed.iter().map(|option| &option["id"]).collect();
        config["groups"] =
            json!([{"id": "all", "name": "All", "color": "gray", "option_ids": ids}]);
    }
    configured(id, name, kind, config)
}

/// An option; its id comes from its name.
pub(super) fn option(name: &str, color: &str) -> Value {
    let id: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(4)
        .collect();
    json!({"id": format!("o{id}{}", name.len()), "name": name, "color": color})
}
