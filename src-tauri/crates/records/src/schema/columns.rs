//! The properties of a data source as Notion sends them.

use serde_json::Value;

use crate::profile::PropertyKind;

/// One property of a data source.
pub(super) struct Column<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    /// Its type as Notion calls it.
    pub(super) called: &'a str,
    /// Its type, when it is one that a field can have.
    pub(super) kind: Option<PropertyKind>,
    config: &'a Value,
}

impl<'a> Column<'a> {
    /// The options of a property that is chosen from a list, as Notion sent them.
    pub(super) fn options(&self) -> &'a [Value] {
        self.config
            .get("options")
            .and_then(Value::as_array)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// The names of the options.
    pub(super) fn option_names(&self) -> Vec<&'a str> {
        self.options()
            .iter()
            .filter_map(|option| option.get("name").and_then(Value::as_str))
            .collect()
    }

    /// The expression of a formula.
    pub(super) fn expression(&self) -> Option<&'a str> {
        self.config.get("expression").and_then(Value::as_str)
    }
}

/// The properties of a data source; none when this is not one.
pub(super) fn columns(data_source: &Value) -> Option<Vec<Column<'_>>> {
    let properties = data_source.get("properties")?.as_object()?;
    Some(
        properties
            .iter()
            .filter_map(|(name, property)| {
                let called = property.get("type").and_then(Value::as_str)?;
                Some(Column {
                    id: property.get("id").and_then(Value::as_str)?,
                    name: property.get("name").and_then(Value::as_str).unwrap_or(name),
                    called,
                    kind: PropertyKind::parse(called),
                    config: property.get(called).unwrap_or(&Value::Null),
                })
            })
            .collect(),
    )
}
