//! Databases: more references than a page shows, unknown columns, several sources, linked views, templates.

use serde_json::json;

use super::super::builder::{Builder, mention, value};
use super::super::columns::{choice, column, configured};
use crate::identifier::Id;
use crate::routes::new_source;
use crate::store::model::{Database, Media, Parent, PropertyValue};
use crate::store::text::{Run, RunKind};

pub(super) fn build(builder: &mut Builder, root: Id) {
    crowd(builder, root);
    several_sources(builder, root);
    linked_view(builder, root);
}

/// Rows with more than 25 of everything that is cut at 25.
fn crowd(builder: &mut Builder, root: Id) {
    let title = builder.marked("<b>Crowded</b> database");
    let script = "<script>alert('column')</script>";
    let columns = vec![
        column("title", script, "title"),
        configured(
            "rela",
            "Related",
            "relation",
            json!({"type": "single_property", "single_property": {}}),
        ),
        column("peop", "People", "people"),
        column("ment", "Mentions", "rich_text"),
        column("holo", "From the future", "hologram"),
        choice("sele", "constructor", "select", &[(script, "red")]),
        column("urls", "__proto__", "url"),
        column("file", "Files", "files"),
        column("same", "Same name ", "rich_text"),
        configured(
            "roll",
            "Too many",
            "rollup",
            json!({"function": "sum", "relation_property_id": "rela", "rollup_property_id": "x"}),
        ),
        column("form", "No formula", "formula"),
    ];
    let (database, source) = builder.database(root, title, columns, false);
    let description = builder.marked("Description with <img src=x onerror=alert('description')>");
    if let Some(database) = builder.store.databases.get_mut(&database) {
        database.description = description;
    }
    let mut rows = Vec::new();
    for number in 0..130 {
        let title = builder.marked(&format!("Row {number}"));
        rows.push(builder.row(source, title, Vec::new()));
    }
    let mut mentions = Vec::new();
    for row in rows.iter().take(40) {
        mentions.push(mention(*row));
        let word = builder.word();
        mentions.push(Run::words(format!(" {word} ")));
    }
    mentions.push(Run::of(RunKind::User(builder.people[0])));
    let people = builder.people.clone();
    let address = format!("javascript:alert('{}')", builder.word());
    let picture = builder.picture("../in-a-property.png");
    let values = [
        ("rela", PropertyValue::Relation(rows[1..].to_vec())),
        ("peop", PropertyValue::People(people)),
        ("ment", PropertyValue::Text(mentions)),
        ("holo", value(json!({"shape": "sphere", "nested": [[[1]]]}))),
        ("urls", value(json!(address))),
        (
            "file",
            PropertyValue::Files(vec![
                (format!("../../{}.png", builder.word()), picture),
                (
                    format!("external {}", builder.word()),
                    Media::External("javascript:alert('property')".to_owned()),
                ),
            ]),
        ),
        (
            "roll",
            value(json!({"type": "unsupported", "unsupported": {}, "function": "sum"})),
        ),
        (
            "form",
            value(json!({"type": "unsupported", "unsupported": {}})),
        ),
    ];
    if let Some(page) = builder.store.pages.get_mut(&rows[0]) {
        page.properties = values
            .into_iter()
            .map(|(id, value)| (id.to_owned(), value))
            .collect();
    }
    builder.paragraph(rows[0], "The row with everything");
    let exactly: Vec<Id> = rows[..25].to_vec();
    if let Some(page) = builder.store.pages.get_mut(&rows[1]) {
        page.properties
            .insert("rela".to_owned(), PropertyValue::Relation(exactly));
    }
    let template = builder.store.identifiers.next();
    if let Some(source) = builder.store.sources.get_mut(&source) {
        source
            .templates
            .push((template, "<script>alert('template')</script>".to_owned()));
    }
}

fn several_sources(builder: &mut Builder, root: Id) {
    let title = builder.marked("Two sources in one");
    let (database, first) =
        builder.database(root, title, vec![column("title", "Name", "title")], true);
    let second = builder.store.identifiers.next();
    let title = builder.marked("Second source");
    let stamp = builder.stamp();
    let source = new_source(
        second,
        database,
        title,
        vec![column("title", "Other name", "title")],
        stamp,
    );
    builder.store.sources.insert(second, source);
    if let Some(database) = builder.store.databases.get_mut(&database) {
        database.sources.push(second);
    }
    for (source, name) in [(first, "In the first"), (second, "In the second")] {
        let title = builder.marked(name);
        let row = builder.row(source, title, Vec::new());
        builder.paragraph(row, "Body of a row");
    }
}

/// A view of a database that lives elsewhere: no sources, no use.
fn linked_view(builder: &mut Builder, root: Id) {
    let id = builder.store.identifiers.next_random();
    let stamp = builder.stamp();
    let linked = Database {
        id,
        parent: Parent::Page(root),
        title: Vec::new(),
        description: Vec::new(),
        sources: Vec::new(),
        is_inline: true,
        is_locked: false,
        in_trash: false,
        stamp,
        icon: None,
        cover: None,
    };
    builder.store.databases.insert(id, linked);
    builder
        .store
        .attach(root, &[id], crate::store::tree::Place::End);
}
