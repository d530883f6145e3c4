//! The three databases of the sample: films, festivals and tasks, related to each other.

mod festivals;
mod films;
mod tasks;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::builder::{Builder, value};
use super::super::columns::option;
use crate::identifier::Id;
use crate::store::model::{Property, PropertyValue};
use crate::store::text::plain;

/// The sources by name and their rows in order.
pub(super) type Tables = BTreeMap<&'static str, (Id, Vec<Id>)>;

/// Makes one of the tables in a page.
pub(super) fn build(
    builder: &mut Builder,
    page: Id,
    name: &str,
) -> Option<(&'static str, (Id, Vec<Id>))> {
    match name {
        "films" => Some(("films", films::build(builder, page))),
        "festivals" => Some(("festivals", festivals::build(builder, page))),
        "tasks" => Some(("tasks", tasks::build(builder, page))),
        _ => None,
    }
}

/// Fills the relations once all rows are there.
pub(super) fn relate(builder: &mut Builder, tables: &Tables) {
    for (from, property, to) in [
        ("films", "rFes", "festivals"),
        ("festivals", "rFil", "films"),
        ("tasks", "rTsk", "films"),
    ] {
        let target = tables.get(to).map(|(source, _)| *source);
        let database = target
            .and_then(|source| builder.store.sources.get(&source))
            .map(|source| source.database);
        if let Some((source, _)) = tables.get(from)
            && let Some(source) = builder.store.sources.get_mut(source)
            && let Some(column) = source
                .properties
                .iter_mut()
                .find(|column| column.id == property)
        {
            column.config["data_source_id"] = json!(target);
            column.config["database_id"] = json!(database);
        }
    }
    let rows = |name: &str| {
        tables
            .get(name)
            .map(|(_, rows)| rows.as_slice())
            .unwrap_or_default()
    };
    let (films, shows) = (rows("films"), festivals::shows());
    for (festival, shown) in rows("festivals").iter().zip(&shows) {
        set(
            builder,
            *festival,
            "rFil",
            shown
                .iter()
                .filter_map(|film| films.get(*film))
                .copied()
                .collect(),
        );
    }
    for (index, film) in films.iter().enumerate() {
        let at = rows("festivals")
            .iter()
            .zip(&shows)
            .filter(|(_, shown)| shown.contains(&index));
        set(
            builder,
            *film,
            "rFes",
            at.map(|(festival, _)| *festival).collect(),
        );
    }
    for (task, film) in rows("tasks").iter().zip(tasks::films()) {
        set(
            builder,
            *task,
            "rTsk",
            films.get(film).copied().into_iter().collect(),
        );
    }
}

fn set(builder: &mut Builder, row: Id, property: &str, pages: Vec<Id>) {
    if let Some(page) = builder.store.pages.get_mut(&row) {
        page.properties
            .insert(property.to_owned(), PropertyValue::Relation(pages));
    }
}

fn table(
    builder: &mut Builder,
    page: Id,
    title: &str,
    emoji: &str,
    description: &str,
    columns: Vec<Property>,
) -> Id {
    let (database, source) = builder.database(page, plain(title), columns, true);
    builder.icon(database, emoji);
    if let Some(database) = builder.store.databases.get_mut(&database) {
        database.description = plain(description);
    }
    source
}

fn chosen(options: &[(&str, &str)], names: &[&str]) -> Value {
    options
        .iter()
        .filter(|(name, _)| names.contains(name))
        .map(|(name, color)| option(name, color))
        .collect()
}

fn day(date: &str) -> PropertyValue {
    value(json!({"start": date, "end": null, "time_zone": null}))
}

fn relation() -> Value {
    json!({"type": "single_property", "single_property": {}})
}
