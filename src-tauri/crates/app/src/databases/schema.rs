//! What a data source's schema says of its properties, as a table needs it.
//!
//! Pure. The rule it protects: a property of a type nobody has heard of still is a column, shown by its words.

use serde_json::Value;

use crate::dto::{ChosenOption, ColumnKind, Operator, TableColumn};

/// The properties of a schema, the title first, the others in the order Notion sends them.
pub(super) fn columns(schema: &Value) -> Vec<TableColumn> {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
        return Vec::new();
    };
    let mut columns: Vec<TableColumn> = properties
        .iter()
        .map(|(name, property)| column(name, property))
        .collect();
    columns.sort_by_key(|column| column.kind != ColumnKind::Title);
    columns
}

fn column(name: &str, property: &Value) -> TableColumn {
    let text = |key: &str| property.get(key).and_then(Value::as_str);
    let written = text("type").unwrap_or_default();
    let kind = kind(written);
    TableColumn {
        // Notion gives every property an id; without one it is asked for by name, and then has no cells of its own.
        id: text("id").unwrap_or(name).to_owned(),
        name: name.to_owned(),
        kind,
        options: options(property.get(written).unwrap_or(&Value::Null)),
        operators: operators(kind).to_vec(),
        groups: matches!(
            kind,
            ColumnKind::Choice | ColumnKind::Choices | ColumnKind::People | ColumnKind::Checkbox
        ),
    }
}

/// What a type of property holds (Notion API reference: Property object).
fn kind(written: &str) -> ColumnKind {
    match written {
        "title" => ColumnKind::Title,
        "rich_text" | "email" | "phone_number" => ColumnKind::Text,
        "number" | "unique_id" => ColumnKind::Number,
        "select" | "status" => ColumnKind::Choice,
        "multi_select" => ColumnKind::Choices,
        "date" | "created_time" | "last_edited_time" => ColumnKind::Date,
        "people" | "created_by" | "last_edited_by" => ColumnKind::People,
        "files" => ColumnKind::Files,
        "checkbox" => ColumnKind::Checkbox,
        "url" => ColumnKind::Address,
        "relation" => ColumnKind::Pages,
        "formula" | "rollup" => ColumnKind::Computed,
        _ => ColumnKind::Other,
    }
}

/// What can be asked of what a property holds.
pub(super) const fn operators(kind: ColumnKind) -> &'static [Operator] {
    use Operator::{
        After, AtLeast, AtMost, Before, Checked, Contains, ContainsNot, Empty, Greater, Is, IsNot,
        Less, NotEmpty, Unchecked,
    };
    match kind {
        ColumnKind::Title | ColumnKind::Text | ColumnKind::Address | ColumnKind::Other => {
            &[Contains, ContainsNot, Is, IsNot, Empty, NotEmpty]
        }
        ColumnKind::Number => &[Is, IsNot, Greater, AtLeast, Less, AtMost, Empty, NotEmpty],
        ColumnKind::Choice => &[Is, IsNot, Empty, NotEmpty],
        ColumnKind::Choices | ColumnKind::People | ColumnKind::Files => {
            &[Contains, ContainsNot, Empty, NotEmpty]
        }
        ColumnKind::Date => &[Is, Before, After, Empty, NotEmpty],
        ColumnKind::Checkbox => &[Checked, Unchecked],
        ColumnKind::Pages => &[Empty, NotEmpty],
        ColumnKind::Computed => &[
            Contains,
            ContainsNot,
            Is,
            IsNot,
            Greater,
            Less,
            Empty,
            NotEmpty,
        ],
    }
}

/// The options of a select, in their order; those of a status in the order of its groups.
fn options(config: &Value) -> Vec<ChosenOption> {
    let list = |value: &Value, key: &str| {
        let found = value.get(key).and_then(Value::as_array);
        found.cloned().unwrap_or_default()
    };
    let all = list(config, "options");
    let id = |option: &Value| option.get("id").and_then(Value::as_str).map(str::to_owned);
    let grouped: Vec<String> = list(config, "groups")
        .iter()
        .flat_map(|group| list(group, "option_ids"))
        .filter_map(|id| id.as_str().map(str::to_owned))
        .collect();
    let mut places: Vec<(usize, ChosenOption)> = all
        .iter()
        .filter_map(|option| {
            let name = option.get("name").and_then(Value::as_str)?;
            let place = id(option).and_then(|id| grouped.iter().position(|one| *one == id));
            let color = option.get("color").and_then(Value::as_str);
            Some((
                place.unwrap_or(usize::MAX),
                ChosenOption {
                    name: name.to_owned(),
                    color: color.unwrap_or("default").to_owned(),
                },
            ))
        })
        .collect();
    places.sort_by_key(|(place, _)| *place);
    places.into_iter().map(|(_, option)| option).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;
    use serde_json::json;

    #[test]
    fn the_title_comes_first_and_options_keep_their_order() {
        let schema = json!({"properties": {
            "Weight": {"id": "w", "type": "number", "number": {}},
            "Stage": {"id": "s", "type": "status", "status": {
                "options": [{"id": "d", "name": "Done", "color": "green"}, {"id": "o", "name": "Open"}],
                "groups": [{"option_ids": ["o"]}, {"option_ids": ["d"]}],
            }},
            "Name": {"id": "title", "type": "title", "title": {}},
            "Aura": {"id": "a", "type": "aura", "aura": {}},
        }});
        let columns = columns(&schema);
        let kinds: Vec<_> = columns
            .iter()
            .map(|column| (column.name.as_str(), column.kind))
            .collect();
        assert_eq!(kinds[0], ("Name", ColumnKind::Title));
        assert!(kinds.contains(&("Aura", ColumnKind::Other)));
        let stage = columns.iter().find(|column| column.id == "s").unwrap();
        let names: Vec<_> = stage.options.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Open", "Done"]);
        assert!(stage.groups);
    }

    #[test]
    fn what_is_no_schema_has_no_columns() {
        for schema in [Value::Null, json!({}), json!({"properties": []})] {
            assert_eq!(columns(&schema), []);
        }
    }
}
