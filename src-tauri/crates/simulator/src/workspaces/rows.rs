//! `rows:N`: one data source with N rows of all property types. Values and bodies are computed when they are read; two rows
//! in three have an empty body.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::builder::{Builder, value};
use super::columns::{choice, column, configured, option};
use super::token;
use crate::identifier::Id;
use crate::moment::{self, DAY};
use crate::seed::mix;
use crate::store::Store;
use crate::store::generated::{Recipe, body_id};
use crate::store::model::{Block, Media, Page, Parent, Property, PropertyValue, Stamp};
use crate::store::text::plain;

/// Milliseconds between the creation of two rows.
const PACE: i64 = 23_000;
const STATES: [(&str, &str); 3] = [
    ("Not started", "default"),
    ("In progress", "blue"),
    ("Done", "green"),
];
const TAGS: [(&str, &str); 4] = [
    ("Paper", "brown"),
    ("Glass", "blue"),
    ("Wood", "orange"),
    ("Metal", "gray"),
];

/// Computes values and bodies.
#[derive(Debug)]
struct Rows {
    seed: u64,
    person: Id,
    rows: Vec<Id>,
    first: i64,
}

pub(super) fn build(builder: &mut Builder, count: u32) {
    let person = builder.person("Ada Berg", "ada@rows.example");
    let title = builder.marked("Inventory home");
    let root = builder.page(Parent::Workspace, title);
    let title = builder.marked("Inventory");
    let (_, source) = builder.database(root, title, columns(), false);
    let first = builder.newest() - i64::from(count) * PACE - DAY;
    let mut rows = Vec::with_capacity(usize::try_from(count).unwrap_or(0));
    for number in 0..count {
        let title = builder.marked(&format!("Item {number}"));
        let row = builder.page(Parent::DataSource(source), title);
        if let Some(page) = builder.store.pages.get_mut(&row) {
            let created = first + i64::from(number) * PACE;
            page.stamp = Stamp::new(created, person);
            page.generated = Some(number);
        }
        rows.push(row);
    }
    builder.store.generated_pages.clone_from(&rows);
    builder.store.recipe = Some(Arc::new(Rows {
        seed: builder.seed() ^ 0x726f_7773,
        person,
        rows,
        first,
    }));
}

fn columns() -> Vec<Property> {
    let relation = json!({"type": "single_property", "single_property": {}});
    vec![
        column("title", "Name", "title"),
        column("text", "Notes", "rich_text"),
        column("numb", "Weight", "number"),
        choice("sele", "Shelf", "select", &TAGS),
        choice("mult", "Materials", "multi_select", &TAGS),
        choice("stat", "Status", "status", &STATES),
        column("%3Ada", "Due", "date"),
        column("peop", "Owner", "people"),
        column("file", "Papers", "files"),
        column("chec", "Checked", "checkbox"),
        column("urls", "Link", "url"),
        column("mail", "Contact", "email"),
        column("phon", "Phone", "phone_number"),
        configured("rela", "Next item", "relation", relation),
        configured(
            "form",
            "Double weight",
            "formula",
            json!({"expression": "prop(\"Weight\") * 2"}),
        ),
        configured(
            "roll",
            "Count",
            "rollup",
            json!({"function": "count", "relation_property_id": "rela", "relation_property_name": "Next item", "rollup_property_id": "title", "rollup_property_name": "Name"}),
        ),
        column("crea", "Created", "created_time"),
        column("edit", "Edited", "last_edited_time"),
        column("crby", "Created by", "created_by"),
        column("edby", "Edited by", "last_edited_by"),
        configured("uniq", "Number", "unique_id", json!({"prefix": "ITEM"})),
        column("butt", "Press", "button"),
        column("plac", "Place", "place"),
        column("veri", "Checked by", "verification"),
    ]
}

impl Recipe for Rows {
    fn blocks(&self, store: &Store, page: &Page, number: u32) -> Vec<Block> {
        if !number.is_multiple_of(3) {
            return Vec::new();
        }
        let line = |index: u32| {
            let mut block = Block::new(
                body_id(store, number, index),
                Parent::Page(page.id),
                "paragraph",
                page.stamp,
            );
            block.text = Some(plain(format!(
                "Remark {index} {}",
                token(self.seed ^ 1, u64::from(number) * 4 + u64::from(index))
            )));
            block.fields.insert("color".to_owned(), json!("default"));
            block
        };
        (0..=number % 2).map(line).collect()
    }

    fn properties(&self, number: u32) -> BTreeMap<String, PropertyValue> {
        let bits = mix(self.seed ^ u64::from(number));
        let pick = |shift: u32, count: u64| usize::try_from((bits >> shift) % count).unwrap_or(0);
        let tag = |index: usize| option(TAGS[index].0, TAGS[index].1);
        let word = |part: u64| token(self.seed, u64::from(number) * 8 + part);
        let weight = number % 997;
        let day = moment::date(self.first + i64::from(number % 400) * DAY);
        let next = self
            .rows
            .get((usize::try_from(number).unwrap_or(0) + 1) % self.rows.len())
            .copied();
        let verified: Value = if bits & 1 == 0 {
            Value::Null
        } else {
            json!({"state": "unverified", "verified_by": null, "date": null})
        };
        let materials: Vec<Value> = (0..pick(4, 3)).map(tag).collect();
        let paper = (
            format!("paper-{}.pdf", word(1)),
            Media::External(format!("https://papers.example/{}.pdf", word(2))),
        );
        let values = [
            (
                "text",
                PropertyValue::Text(plain(format!("Kept in the back room {}", word(0)))),
            ),
            ("numb", value(json!(weight))),
            ("sele", value(tag(pick(8, 4)))),
            ("mult", value(json!(materials))),
            (
                "stat",
                value(option(STATES[pick(12, 3)].0, STATES[pick(12, 3)].1)),
            ),
            (
                "%3Ada",
                value(json!({"start": day, "end": null, "time_zone": null})),
            ),
            ("peop", PropertyValue::People(vec![self.person])),
            ("file", PropertyValue::Files(vec![paper])),
            ("chec", value(json!(bits & 2 == 2))),
            (
                "urls",
                value(json!(format!("https://items.example/{}", word(3)))),
            ),
            ("mail", value(json!(format!("{}@items.example", word(4))))),
            (
                "phon",
                value(json!(format!("+49 30 {:07}", bits % 10_000_000))),
            ),
            ("rela", PropertyValue::Relation(next.into_iter().collect())),
            (
                "form",
                value(json!({"type": "number", "number": weight * 2})),
            ),
            (
                "roll",
                value(json!({"type": "number", "number": 1, "function": "count"})),
            ),
            (
                "uniq",
                value(json!({"prefix": "ITEM", "number": number + 1})),
            ),
            (
                "plac",
                value(
                    json!({"lat": 52.5, "lon": 13.4, "name": "Store room", "address": "Berlin", "aws_place_id": null, "google_place_id": null}),
                ),
            ),
            ("veri", value(verified)),
        ];
        values
            .into_iter()
            .map(|(id, value)| (id.to_owned(), value))
            .collect()
    }
}
