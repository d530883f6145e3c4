//! Reads the fields of a profile.

use toml::de::DeValue;

use super::read::contradict;
use super::section::{At, Section};
use super::{
    Allowed, Choice, Color, Contradiction, Direction, Expected, Field, Keep, Letters, OnUnknown,
    Pattern, Policy, ProblemKind, PropertyKind, check,
};
use crate::schema::MOST_OPTIONS;

/// A field as it was read, with the places that other parts complain about.
pub(super) struct ReadField {
    pub(super) field: Field,
    pub(super) at: usize,
    pub(super) path: String,
    pub(super) default: Option<At<String>>,
}

/// Reads every field.
pub(super) fn read(root: &Section<'_, '_>) -> Vec<ReadField> {
    let sections = root.sections("fields", "key", "[[fields]]");
    if sections.is_empty() {
        root.missing("fields", "[[fields]]");
    }
    let fields: Vec<ReadField> = sections.iter().filter_map(one).collect();
    for part in ["key", "property"] {
        twice(root, &fields, part);
    }
    fields
}

/// Reports keys and properties that two fields share.
fn twice(root: &Section<'_, '_>, fields: &[ReadField], part: &str) {
    let name = |read: &ReadField| {
        if part == "key" {
            read.field.key.clone()
        } else {
            read.field.property.clone()
        }
    };
    for (index, read) in fields.iter().enumerate() {
        if let Some(first) = fields[..index]
            .iter()
            .find(|first| name(first) == name(read))
        {
            root.collector.report(
                read.at,
                format!("{}.{part}", read.path),
                ProblemKind::Twice {
                    found: name(read),
                    first_line: root.collector.line(first.at),
                },
            );
        }
    }
}

fn one(section: &Section<'_, '_>) -> Option<ReadField> {
    let key = section.needed_text("key", "key = \"topic\"");
    let good_key = key
        .as_ref()
        .and_then(|key| section.plain_name(key, '_').map(|()| key.value.clone()));
    if let Some(key) = key.as_ref().filter(|key| key.value == "state") {
        section.collector.report(
            key.at,
            key.key.clone(),
            ProblemKind::BadName {
                found: key.value.clone(),
                allowed: Letters::NotState,
                instead: "state_of_work".to_owned(),
            },
        );
    }
    let property = section.needed_text("property", "property = \"Topic\"");
    let types = types(section);
    let field = Field {
        key: key
            .as_ref()
            .map(|key| key.value.clone())
            .unwrap_or_default(),
        property: property.map(|property| property.value).unwrap_or_default(),
        types,
        required: section.flag("required").is_some_and(|flag| flag.value),
        default: None,
        min_length: None,
        max_length: None,
        pattern: None,
        allowed: Allowed::Anything,
        on_unknown: OnUnknown::Refuse,
        direction: section
            .word("direction", Direction::ALL, Direction::as_str)
            .map_or(Direction::Both, |found| found.value),
        policy: section
            .word("policy", Policy::ALL, Policy::as_str)
            .map_or(Policy::Ask, |found| found.value),
        read_only: section.flag("read_only").is_some_and(|flag| flag.value),
        keep: section
            .word("keep", Keep::ALL, Keep::as_str)
            .map_or(Keep::Text, |found| found.value),
        formula: None,
    };
    let (field, default) = rules(section, field);
    section.finish();
    // Without a type or a name nothing can be said about what refers to the field.
    if field.types.is_empty() || key.is_none() {
        return None;
    }
    if good_key.is_some() {
        check::field(section, &field, default.as_ref());
    }
    Some(ReadField {
        field,
        at: section.at,
        path: section.path.clone(),
        default,
    })
}

/// The types that are accepted.
fn types(section: &Section<'_, '_>) -> Vec<PropertyKind> {
    let example = "types = [\"rich_text\"]";
    let Some(found) = section.texts("types", example) else {
        if section.value("types").is_none() {
            section.missing("types", example);
        }
        return Vec::new();
    };
    if found.is_empty() {
        section.collector.report(
            section.at,
            section.key("types"),
            ProblemKind::Blank {
                example: example.to_owned(),
            },
        );
    }
    found
        .into_iter()
        .filter_map(|word| section.one_of(word, PropertyKind::ALL, PropertyKind::as_str))
        .map(|kind| kind.value)
        .collect()
}

/// What a value has to be.
fn rules(section: &Section<'_, '_>, mut field: Field) -> (Field, Option<At<String>>) {
    let default = section.text("default", "default = \"Normal\"");
    field.default = default.as_ref().map(|default| default.value.clone());
    let min = section.count("min_length");
    let max = section.count("max_length");
    if let (Some(min), Some(max)) = (&min, &max)
        && min.value > max.value
    {
        contradict(
            section,
            min,
            Contradiction::Lengths {
                min: min.value,
                max: max.value,
            },
        );
    }
    let pattern = section.text("pattern", "pattern = \"[A-Z]{2}-[0-9]+\"");
    let wordless = field.types.iter().find(|kind| !kind.is_words());
    if let Some(kind) = wordless {
        let places = [&min, &max].map(|place| place.as_ref().map(|found| (found.at, &found.key)));
        let places = places
            .into_iter()
            .chain([pattern.as_ref().map(|found| (found.at, &found.key))])
            .flatten();
        for (at, key) in places {
            section.collector.report(
                at,
                key.clone(),
                ProblemKind::Contradiction(Contradiction::RuleForNoText {
                    kind: kind.to_string(),
                }),
            );
        }
    }
    field.min_length = min.map(|min| min.value);
    field.max_length = max.map(|max| max.value);
    field.pattern = pattern.and_then(|written| match Pattern::new(&written.value) {
        Ok(pattern) => Some(pattern),
        Err(detail) => {
            section
                .collector
                .report(written.at, written.key, ProblemKind::BadPattern { detail });
            None
        }
    });
    field.allowed = allowed(section, &field);
    if let Some(on_unknown) = section.word("on_unknown", OnUnknown::ALL, OnUnknown::as_str) {
        if on_unknown.value == OnUnknown::Default && field.default.is_none() {
            contradict(section, &on_unknown, Contradiction::NoDefault);
        }
        field.on_unknown = on_unknown.value;
    }
    let formula = section.text("formula", "formula = 'prop(\"Price\") * 2'");
    if let Some(formula) = &formula
        && !field.types.contains(&PropertyKind::Formula)
    {
        contradict(section, formula, Contradiction::FormulaForNoFormula);
    }
    field.formula = formula.map(|formula| formula.value);
    (field, default)
}

/// Which values there may be: a list, or where the list comes from.
fn allowed(section: &Section<'_, '_>, field: &Field) -> Allowed {
    let example = "allowed = [\"Low\", \"Normal\", \"High\"]";
    let Some(found) = section.value("allowed") else {
        return Allowed::Anything;
    };
    if let Some(kind) = field.types.iter().find(|kind| !kind.is_chosen()) {
        contradict(
            section,
            &found,
            Contradiction::ChoiceForNoChoice {
                kind: kind.to_string(),
            },
        );
    }
    match found.value {
        DeValue::Table(table) => {
            let from = Section::new(section.collector, table, found.key.clone(), found.at);
            let source = from.needed_text("from", "from = \"channels\"");
            from.finish();
            match source {
                Some(source) if source.value == "channels" => Allowed::Channels,
                Some(source) if source.value == "status" => Allowed::Status,
                Some(source) => {
                    from.not_one_of(&source, &["channels", "status"]);
                    Allowed::Anything
                }
                None => Allowed::Anything,
            }
        }
        DeValue::Array(items) => {
            let choices: Vec<At<Choice>> = items
                .iter()
                .filter_map(|item| {
                    choice(
                        section,
                        &At {
                            value: item.get_ref(),
                            at: item.span().start,
                            key: found.key.clone(),
                        },
                    )
                })
                .collect();
            options(section, &found, &choices);
            Allowed::Listed(choices.into_iter().map(|choice| choice.value).collect())
        }
        _ => {
            section.wrong::<()>(&found, Expected::ListOrChannels, example);
            Allowed::Anything
        }
    }
}

/// One allowed value: a text, or a table with a name and a colour.
fn choice<'a>(section: &Section<'_, 'a>, item: &At<&DeValue<'a>>) -> Option<At<Choice>> {
    let example = "{ name = \"High\", color = \"red\" }";
    let choice = match item.value {
        DeValue::String(name) => Choice {
            name: name.to_string(),
            color: Color::Default,
        },
        DeValue::Table(table) => {
            let table = Section::new(section.collector, table, item.key.clone(), item.at);
            let name = table.needed_text("name", "name = \"High\"");
            let color = table.word("color", Color::ALL, Color::as_str);
            table.finish();
            Choice {
                name: name?.value,
                color: color.map_or(Color::Default, |color| color.value),
            }
        }
        _ => return section.wrong(item, Expected::TextOrTable, example),
    };
    if choice.name.trim().is_empty() {
        section.collector.report(
            item.at,
            item.key.clone(),
            ProblemKind::Blank {
                example: example.to_owned(),
            },
        );
        return None;
    }
    Some(At {
        value: choice,
        at: item.at,
        key: item.key.clone(),
    })
}

/// What Notion takes as options.
fn options<T>(section: &Section<'_, '_>, list: &At<T>, choices: &[At<Choice>]) {
    for (index, choice) in choices.iter().enumerate() {
        if choice.value.name.contains(',') {
            contradict(
                section,
                choice,
                Contradiction::CommaInOption {
                    name: choice.value.name.clone(),
                },
            );
        }
        if let Some(first) = choices[..index]
            .iter()
            .find(|first| first.value.name == choice.value.name)
        {
            section.collector.report(
                choice.at,
                choice.key.clone(),
                ProblemKind::Twice {
                    found: choice.value.name.clone(),
                    first_line: section.collector.line(first.at),
                },
            );
        }
    }
    if choices.len() > MOST_OPTIONS {
        contradict(
            section,
            list,
            Contradiction::TooManyOptions {
                count: choices.len(),
            },
        );
    }
}
