//! What of a row's values is compared: from Notion's JSON to numbers, words and members.
//!
//! Pure. The rule it protects: a row is sorted and filtered by what is shown of it, changes made here included.

use keepsake_memory::{Cell, Part, RowCells, TableRow};
use keepsake_sync::two_way::overlay;
use keepsake_text::{NotionId, property};
use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// The cells of a row of this data source.
pub(super) fn of_row(source: NotionId, row: &TableRow) -> RowCells {
    let page = overlay::overlaid_values(&row.raw, &row.local);
    let properties = page.get("properties").and_then(Value::as_object);
    let values = properties.into_iter().flat_map(|all| all.values());
    let in_trash = page.get("in_trash").and_then(Value::as_bool) == Some(true);
    let is_moved = row.local.iter().any(|(part, _)| *part == Part::Place);
    let parent = page.pointer("/parent/data_source_id");
    let parent = parent.and_then(Value::as_str).and_then(NotionId::parse);
    RowCells {
        shown: !in_trash && (!is_moved || parent == Some(source)),
        cells: values.filter_map(of_value).collect(),
    }
}

/// The cell of a property's value; none where the field is empty.
fn of_value(value: &Value) -> Option<Cell> {
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let kind = text(value, "type")?;
    let content = value.get(&kind).unwrap_or(&Value::Null);
    let mut cell = Cell {
        property: text(value, "id")?,
        number: None,
        text: property::plain_text(value),
        members: Vec::new(),
    };
    let names = |list: &[Value]| -> Vec<String> {
        let named = list
            .iter()
            .filter_map(|one| text(one, "name").or_else(|| text(one, "id")));
        named.filter(|name| !name.is_empty()).collect()
    };
    match kind.as_str() {
        "number" => cell.number = content.as_f64(),
        "unique_id" => cell.number = content.get("number").and_then(Value::as_f64),
        "checkbox" => {
            cell.number = content
                .as_bool()
                .map(|checked| f64::from(u8::from(checked)));
            cell.members = vec![cell.text.clone()];
        }
        "select" | "status" | "created_by" | "last_edited_by" => {
            cell.members = names(std::slice::from_ref(content));
        }
        "multi_select" | "people" | "files" => {
            cell.members = names(content.as_array().map_or(&[], Vec::as_slice));
        }
        "relation" => {
            let related = property::references(value);
            cell.members = related.into_iter().map(NotionId::to_hex).collect();
        }
        "date" => cell.number = text(content, "start").as_deref().and_then(moment),
        "created_time" | "last_edited_time" => cell.number = moment(&cell.text),
        "formula" | "rollup" => {
            let inner = text(content, "type").unwrap_or_default();
            let result = content.get(&inner).unwrap_or(&Value::Null);
            cell.number = match inner.as_str() {
                "date" => text(result, "start").as_deref().and_then(moment),
                _ => result.as_f64(),
            };
        }
        _ => {}
    }
    let is_empty = cell.number.is_none() && cell.text.is_empty() && cell.members.is_empty();
    (!is_empty).then_some(cell)
}

/// A day or a moment in unix milliseconds; a day begins at midnight UTC.
#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds of any year people write are below 2^53"
)]
fn moment(text: &str) -> Option<f64> {
    let full = match text.len() {
        10 => format!("{text}T00:00:00Z"),
        _ => text.to_owned(),
    };
    let moment = OffsetDateTime::parse(&full, &Rfc3339).ok()?;
    Some((moment.unix_timestamp() * 1_000 + i64::from(moment.millisecond())) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Number, words and members.
    type Compared = (Option<f64>, &'static str, Vec<String>);

    #[test]
    fn each_type_is_compared_by_what_people_see() {
        let members = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let table: [(Value, Option<Compared>); 15] = [
            (
                json!({"type": "number", "number": 2.5}),
                Some((Some(2.5), "2.5", vec![])),
            ),
            (json!({"type": "number", "number": null}), None),
            (
                json!({"type": "checkbox", "checkbox": false}),
                Some((Some(0.0), "false", members(&["false"]))),
            ),
            (
                json!({"type": "select", "select": {"id": "1", "name": "Glass"}}),
                Some((None, "Glass", members(&["Glass"]))),
            ),
            (json!({"type": "status", "status": null}), None),
            (
                json!({"type": "multi_select", "multi_select": [{"name": "a"}, {"name": "b"}]}),
                Some((None, "a, b", members(&["a", "b"]))),
            ),
            (
                json!({"type": "people", "people": [{"id": "u1", "name": "Ada"}, {"id": "u2"}]}),
                Some((None, "Ada", members(&["Ada", "u2"]))),
            ),
            (
                json!({"type": "date", "date": {"start": "1970-01-02"}}),
                Some((Some(86_400_000.0), "1970-01-02", vec![])),
            ),
            (
                json!({"type": "date", "date": {"start": "1970-01-01T01:00:00.250+01:00"}}),
                Some((Some(250.0), "1970-01-01T01:00:00.250+01:00", vec![])),
            ),
            (
                json!({"type": "created_time", "created_time": "1970-01-01T00:00:01.000Z"}),
                Some((Some(1_000.0), "1970-01-01T00:00:01.000Z", vec![])),
            ),
            (
                json!({"type": "unique_id", "unique_id": {"prefix": "FILM", "number": 7}}),
                Some((Some(7.0), "FILM-7", vec![])),
            ),
            (
                json!({"type": "formula", "formula": {"type": "string", "string": "x"}}),
                Some((None, "x", vec![])),
            ),
            (
                json!({"type": "rollup", "rollup": {"type": "number", "number": 3}}),
                Some((Some(3.0), "3", vec![])),
            ),
            (
                json!({"type": "relation", "relation": [{"id": "1f0e4a6c-2b7d-4f6e-9a53-c0d1e2f3a4b5"}]}),
                Some((None, "", members(&["1f0e4a6c2b7d4f6e9a53c0d1e2f3a4b5"]))),
            ),
            (json!({"type": "rich_text", "rich_text": []}), None),
        ];
        for (mut value, expected) in table {
            value["id"] = json!("p");
            let cell = of_value(&value).map(|cell| (cell.number, cell.text, cell.members));
            let expected =
                expected.map(|(number, text, members)| (number, text.to_owned(), members));
            assert_eq!(cell, expected, "{value}");
        }
    }
}
