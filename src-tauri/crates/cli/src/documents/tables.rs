//! The shapes of `--json` of databases as tables.

use keepsake_app::dto::{DataTable, PropertyValue, TableLook, TableRows};
use serde_json::{Map, Value, json};

/// The saved views of a table.
pub(crate) fn views(table: &DataTable) -> Value {
    let views: Vec<Value> = table
        .views
        .iter()
        .map(|view| json!({"view": view.id, "name": view.name, "layout": view.look.layout}))
        .collect();
    json!({"table": table.id, "title": table.title, "views": views})
}

/// Rows with their values, by the names of their properties.
pub(crate) fn rows(table: &DataTable, look: &TableLook, found: &TableRows) -> Value {
    let name = |id: &String| {
        let column = table.columns.iter().find(|column| column.id == *id);
        column.map(|column| column.name.clone())
    };
    let rows: Vec<Value> = found
        .rows
        .iter()
        .map(|row| {
            let cells = look.columns.iter().zip(&row.cells);
            let values: Map<String, Value> = cells
                .filter_map(|(id, cell)| {
                    Some((name(id)?, cell.as_ref().map_or(Value::Null, value)))
                })
                .collect();
            json!({"id": row.id, "title": row.title, "values": values})
        })
        .collect();
    json!({
        "table": table.id,
        "title": table.title,
        "total": found.total,
        "remembered": table.rows,
        "without_contents": table.partial,
        "still_coming": table.coming,
        "rows": rows,
    })
}

/// A value in plain JSON.
fn value(value: &PropertyValue) -> Value {
    match value {
        PropertyValue::Text { text } => json!(text),
        PropertyValue::Number { number } => json!(number),
        PropertyValue::Options { options } => {
            options.iter().map(|option| json!(option.name)).collect()
        }
        PropertyValue::Moment { start, end } => json!({"start": start, "end": end}),
        PropertyValue::Checkbox { checked } => json!(checked),
        PropertyValue::Address { url } => json!(url),
        PropertyValue::Pages { pages, total } => {
            let pages: Vec<Value> = pages
                .iter()
                .map(|page| json!({"id": page.id, "title": page.title}))
                .collect();
            json!({"pages": pages, "total": total})
        }
    }
}
