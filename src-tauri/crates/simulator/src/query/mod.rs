//! Filters and sorts of data source queries.

pub(crate) mod condition;
pub(crate) mod filter;
pub(crate) mod sort;

use std::collections::BTreeMap;

use crate::moment;
use crate::store::Store;
use crate::store::model::{Page, Property, PropertyValue};
use crate::store::text::own_words;

/// A row while it is filtered and sorted; its properties are computed only when a condition looks at them.
pub(crate) struct Row<'a> {
    store: &'a Store,
    pub(crate) page: &'a Page,
    round: bool,
    values: Option<BTreeMap<String, PropertyValue>>,
}

/// What a condition compares.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operand {
    Nothing,
    Text(String),
    Number(f64),
    Switch(bool),
    /// Unix milliseconds.
    Time(i64),
    /// Ids or option names.
    Many(Vec<String>),
}

impl<'a> Row<'a> {
    pub(crate) const fn new(store: &'a Store, page: &'a Page, round: bool) -> Self {
        Self {
            store,
            page,
            round,
            values: None,
        }
    }

    /// A time as it is shown, which is also how it is compared.
    pub(crate) const fn time(&self, milliseconds: i64) -> i64 {
        if self.round {
            moment::minute(milliseconds)
        } else {
            milliseconds
        }
    }

    /// The value of a column in comparable form.
    pub(crate) fn operand(&mut self, property: &Property) -> Operand {
        match property.kind.as_str() {
            "title" => return Operand::Text(own_words(&self.page.title)),
            "created_time" => return Operand::Time(self.time(self.page.stamp.created)),
            "last_edited_time" => return Operand::Time(self.time(self.page.stamp.edited)),
            "created_by" => return Operand::Many(vec![self.page.stamp.creator.to_string()]),
            "last_edited_by" => return Operand::Many(vec![self.page.stamp.editor.to_string()]),
            _ => {}
        }
        let (store, page) = (self.store, self.page);
        let values = self.values.get_or_insert_with(|| store.properties(page));
        values
            .get(&property.id)
            .map_or(Operand::Nothing, |value| comparable(&property.kind, value))
    }
}

fn comparable(kind: &str, value: &PropertyValue) -> Operand {
    match value {
        PropertyValue::Text(text) => Operand::Text(own_words(text)),
        PropertyValue::Relation(ids) | PropertyValue::People(ids) => {
            Operand::Many(ids.iter().map(ToString::to_string).collect())
        }
        PropertyValue::Files(files) => {
            Operand::Many(files.iter().map(|(name, _)| name.clone()).collect())
        }
        PropertyValue::Plain(value) => match kind {
            "number" => value.as_f64().map_or(Operand::Nothing, Operand::Number),
            "unique_id" => value["number"]
                .as_f64()
                .map_or(Operand::Nothing, Operand::Number),
            "checkbox" => Operand::Switch(value.as_bool().unwrap_or(false)),
            "select" | "status" => value["name"]
                .as_str()
                .map_or(Operand::Nothing, |name| Operand::Text(name.to_owned())),
            "multi_select" => {
                let names = value.as_array().map(Vec::as_slice).unwrap_or_default();
                Operand::Many(
                    names
                        .iter()
                        .filter_map(|option| option["name"].as_str().map(str::to_owned))
                        .collect(),
                )
            }
            "date" => value["start"]
                .as_str()
                .and_then(moment::parse)
                .map_or(Operand::Nothing, Operand::Time),
            "verification" => value["state"]
                .as_str()
                .map_or(Operand::Nothing, |state| Operand::Text(state.to_owned())),
            "formula" | "rollup" => computed(value),
            _ => value
                .as_str()
                .map_or(Operand::Nothing, |text| Operand::Text(text.to_owned())),
        },
    }
}

fn computed(value: &serde_json::Value) -> Operand {
    match value["type"].as_str() {
        Some("number") => value["number"]
            .as_f64()
            .map_or(Operand::Nothing, Operand::Number),
        Some("boolean") => Operand::Switch(value["boolean"].as_bool().unwrap_or(false)),
        Some("string") => value["string"]
            .as_str()
            .map_or(Operand::Nothing, |text| Operand::Text(text.to_owned())),
        Some("date") => value["date"]["start"]
            .as_str()
            .and_then(moment::parse)
            .map_or(Operand::Nothing, Operand::Time),
        _ => Operand::Nothing,
    }
}
