//! Finds the property of every field and names what differs.
//!
//! The title is found by its type. Every other field is found by the id it had before, else by its exact
//! name, else by a name like it among properties of an accepted type that no other field has.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::columns::{Column, columns};
use super::create::config;
use super::{Difference, MOST_OPTIONS, Severity, formula, options};
use crate::channels::Channels;
use crate::mapping::{MappedProperty, Mapping, same_id};
use crate::nearest::is_similar;
use crate::profile::{Allowed, Field, OnUnknown, Profile, PropertyKind};

/// A profile held against a data source.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SchemaReport {
    /// The property of each field that has one of a type it accepts.
    pub mapping: Mapping,
    /// Everything that differs, in the order of the profile's fields.
    pub differences: Vec<Difference>,
    /// What Keepsake can add, by property.
    additions: Map<String, Value>,
    /// Whether every required field has its property.
    complete: bool,
}

impl SchemaReport {
    /// Whether a person has to change something first.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.differences
            .iter()
            .any(|difference| difference.severity() == Severity::Blocks)
    }

    /// Whether the profile can be put to use as things are. What can be added has been added then, as
    /// far as it is required; compare again after adding.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        self.complete && !self.is_blocked()
    }
}

/// The body of `PATCH /v1/data_sources/{id}` that adds what is missing, if anything can be added. Options
/// that exist are sent along, because Notion removes those that are left out.
#[must_use]
pub fn repairs(report: &SchemaReport) -> Option<Value> {
    (!report.additions.is_empty()).then(|| json!({ "properties": report.additions }))
}

/// Holds a profile against a data source as `GET /v1/data_sources/{id}` answers. With the mapping of an
/// earlier time, properties that were renamed since are found by their ids.
#[must_use]
pub fn compare(
    profile: &Profile,
    channels: &Channels,
    data_source: &Value,
    earlier: Option<&Mapping>,
) -> SchemaReport {
    let Some(columns) = columns(data_source) else {
        return SchemaReport {
            mapping: Mapping::default(),
            differences: vec![Difference::NotADataSource],
            additions: Map::new(),
            complete: false,
        };
    };
    let found = find(profile, &columns, earlier);
    let renamed: Vec<(String, String)> = profile
        .fields
        .iter()
        .zip(&found)
        .filter_map(|(field, found)| {
            let column = &columns[(*found)?];
            (column.name != field.property)
                .then(|| (field.property.clone(), column.name.to_owned()))
        })
        .collect();
    let mut report = Report {
        profile,
        channels,
        columns: &columns,
        renamed,
        mapped: Vec::new(),
        differences: Vec::new(),
        additions: Map::new(),
        complete: true,
    };
    for (field, found) in profile.fields.iter().zip(&found) {
        match found {
            Some(index) => report.found(field, &columns[*index], earlier),
            None => report.missing(field),
        }
    }
    for (index, column) in columns.iter().enumerate() {
        if !found.contains(&Some(index)) {
            report.differences.push(Difference::ExtraProperty {
                property: column.name.to_owned(),
                found: column.called.to_owned(),
            });
        }
    }
    SchemaReport {
        mapping: Mapping::new(report.mapped),
        differences: report.differences,
        additions: report.additions,
        complete: report.complete,
    }
}

/// The place of each field's property among the columns.
fn find(
    profile: &Profile,
    columns: &[Column<'_>],
    earlier: Option<&Mapping>,
) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; profile.fields.len()];
    let mut taken = vec![false; columns.len()];
    let is_title = |field: &Field| field.types.contains(&PropertyKind::Title);
    let mut pass = |test: &dyn Fn(&Field, &Column<'_>) -> bool| {
        for (field, place) in profile.fields.iter().zip(found.iter_mut()) {
            if place.is_some() {
                continue;
            }
            let mut candidates =
                (0..columns.len()).filter(|index| !taken[*index] && test(field, &columns[*index]));
            let first = candidates.next();
            // Two that are equally likely are no answer.
            if let (Some(index), None) = (first, candidates.next()) {
                *place = Some(index);
                taken[index] = true;
            }
        }
    };
    pass(&|field, column| is_title(field) && column.kind == Some(PropertyKind::Title));
    pass(&|field, column| {
        !is_title(field)
            && earlier
                .and_then(|earlier| earlier.of(&field.key))
                .is_some_and(|mapped| same_id(&mapped.property_id, column.id))
    });
    pass(&|field, column| !is_title(field) && column.name == field.property);
    pass(&|field, column| {
        !is_title(field)
            && column.kind.is_some_and(|kind| field.types.contains(&kind))
            && is_similar(&field.property, column.name)
    });
    found
}

struct Report<'a> {
    profile: &'a Profile,
    channels: &'a Channels,
    columns: &'a [Column<'a>],
    renamed: Vec<(String, String)>,
    mapped: Vec<MappedProperty>,
    differences: Vec<Difference>,
    additions: Map<String, Value>,
    complete: bool,
}

impl Report<'_> {
    fn found(&mut self, field: &Field, column: &Column<'_>, earlier: Option<&Mapping>) {
        let property = column.name.to_owned();
        self.named_differently(field, column, earlier);
        let Some(kind) = column.kind.filter(|kind| field.types.contains(kind)) else {
            self.complete &= !field.required;
            self.differences.push(Difference::WrongType {
                field: field.key.clone(),
                property,
                found: column.called.to_owned(),
                accepted: field.types.clone(),
                required: field.required,
            });
            return;
        };
        self.mapped.push(MappedProperty {
            field: field.key.clone(),
            property_id: column.id.to_owned(),
            property: property.clone(),
            kind,
        });
        if let Some(usual) = field.types.first().filter(|usual| **usual != kind) {
            self.differences.push(Difference::OtherType {
                field: field.key.clone(),
                property: property.clone(),
                found: kind,
                usual: *usual,
            });
        }
        if kind.is_chosen() {
            self.options(field, column, kind);
        }
        if let (Some(expected), Some(found)) = (&field.formula, column.expression()) {
            let expected = formula::with_names(expected, &self.renamed);
            if !formula::is_same(&expected, found, self.columns) {
                self.differences.push(Difference::FormulaDiffers {
                    field: field.key.clone(),
                    property,
                    expected,
                    found: found.to_owned(),
                });
            }
        }
    }

    fn named_differently(&mut self, field: &Field, column: &Column<'_>, earlier: Option<&Mapping>) {
        if column.name == field.property {
            return;
        }
        let earlier = earlier
            .and_then(|earlier| earlier.of(&field.key))
            .filter(|mapped| same_id(&mapped.property_id, column.id));
        let (field_key, property) = (field.key.clone(), column.name.to_owned());
        let expected = field.property.clone();
        match earlier {
            // Known under this name already: it was said when it was mapped.
            Some(mapped) if mapped.property == column.name => {}
            Some(mapped) => self.differences.push(Difference::Renamed {
                field: field_key,
                property,
                before: mapped.property.clone(),
            }),
            None if column.kind == Some(PropertyKind::Title) => {
                self.differences.push(Difference::TitleNamed {
                    field: field_key,
                    property,
                    expected,
                });
            }
            None => self.differences.push(Difference::SimilarName {
                field: field_key,
                property,
                expected,
            }),
        }
    }

    fn missing(&mut self, field: &Field) {
        self.complete &= !field.required;
        let kind = field
            .types
            .first()
            .copied()
            .unwrap_or(PropertyKind::RichText);
        let config = config(self.profile, self.channels, field, &self.renamed, None);
        let name_is_free = !self
            .columns
            .iter()
            .any(|column| column.name == field.property);
        // A formula is refused by Notion when it speaks of a property that is not there.
        let understood = field.formula.as_deref().is_none_or(|expression| {
            let expression = formula::with_names(expression, &self.renamed);
            formula::names(&expression).iter().all(|name| {
                self.columns.iter().any(|column| column.name == *name)
                    || self.additions.contains_key(*name)
                    || self.will_be_added(name)
            })
        });
        let config = config.filter(|_| name_is_free && understood);
        if field.allowed == Allowed::Channels {
            self.no_channels(field, &field.property);
        }
        self.differences.push(Difference::MissingProperty {
            field: field.key.clone(),
            property: field.property.clone(),
            kind,
            required: field.required,
            addable: config.is_some(),
        });
        if let Some(config) = config {
            self.additions.insert(field.property.clone(), config);
        }
    }

    /// Whether a property that is not there is one that Keepsake adds by itself.
    fn will_be_added(&self, name: &str) -> bool {
        self.profile.fields.iter().any(|field| {
            field.property == name
                && field.formula.is_none()
                && config(self.profile, self.channels, field, &[], None).is_some()
        })
    }

    fn no_channels(&mut self, field: &Field, property: &str) {
        if self.channels.is_empty() {
            self.differences.push(Difference::NoChannels {
                field: field.key.clone(),
                property: property.to_owned(),
            });
        }
    }

    fn options(&mut self, field: &Field, column: &Column<'_>, kind: PropertyKind) {
        if field.allowed == Allowed::Channels {
            self.no_channels(field, column.name);
        }
        let Some(wanted) = options(self.profile, self.channels, field) else {
            return;
        };
        let there = column.option_names();
        let missing: Vec<_> = wanted
            .iter()
            .filter(|choice| !there.contains(&choice.name.as_str()))
            .collect();
        let extra: Vec<String> = there
            .iter()
            .filter(|name| !wanted.iter().any(|choice| choice.name == **name))
            .map(|&name| name.to_owned())
            .collect();
        let (field_key, property) = (field.key.clone(), column.name.to_owned());
        if !missing.is_empty() {
            let names: Vec<String> = missing.iter().map(|choice| choice.name.clone()).collect();
            let total = there.len() + missing.len();
            if total > MOST_OPTIONS {
                self.differences.push(Difference::OptionsDoNotFit {
                    field: field_key.clone(),
                    property: property.clone(),
                    options: names,
                    total,
                });
            } else {
                let kept = column.options().iter().map(kept_option);
                let new = missing
                    .iter()
                    .map(|choice| json!({"name": choice.name, "color": choice.color}));
                let all: Vec<Value> = kept.chain(new).collect();
                let mut config = Map::new();
                config.insert(kind.to_string(), json!({ "options": all }));
                self.additions
                    .insert(column.id.to_owned(), Value::Object(config));
                self.differences.push(Difference::MissingOptions {
                    field: field_key.clone(),
                    property: property.clone(),
                    options: names,
                    grouped: kind == PropertyKind::Status,
                });
            }
        }
        if !extra.is_empty() {
            self.differences.push(Difference::ExtraOptions {
                field: field_key,
                property,
                options: extra,
                replaced_by: field
                    .default
                    .clone()
                    .filter(|_| field.on_unknown == OnUnknown::Default),
            });
        }
    }
}

/// An option that exists, as it has to be sent along: Notion refuses another colour for it.
fn kept_option(option: &Value) -> Value {
    let mut kept = Map::new();
    for key in ["id", "name", "color"] {
        if let Some(value) = option.get(key).filter(|value| !value.is_null()) {
            kept.insert(key.to_owned(), value.clone());
        }
    }
    Value::Object(kept)
}
