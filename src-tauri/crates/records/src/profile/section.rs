//! A table of a profile file, read key by key.
//!
//! Every key that is asked for is remembered, so that the ones nobody asked for can be reported with
//! the known ones. Nothing here knows what a key means.

use std::cell::RefCell;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::collector::Collector;
use super::{Expected, Letters, ProblemKind, State};
use crate::nearest::nearest;

/// A value with the byte of the file it begins at and its place in the profile.
#[derive(Debug, Clone)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) at: usize,
    pub(super) key: String,
}

/// A table of the file.
pub(super) struct Section<'c, 'a> {
    pub(super) collector: &'c Collector<'a>,
    pub(super) path: String,
    pub(super) at: usize,
    table: &'c DeTable<'a>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'c, 'a> Section<'c, 'a> {
    pub(super) fn new(
        collector: &'c Collector<'a>,
        table: &'c DeTable<'a>,
        path: String,
        at: usize,
    ) -> Self {
        Self {
            collector,
            path,
            at,
            table,
            asked: RefCell::new(Vec::new()),
        }
    }

    /// The place of a key in the profile.
    pub(super) fn key(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    fn ask(&self, key: &'static str) {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(&key) {
            asked.push(key);
        }
    }

    /// The value of a key, whatever it is.
    pub(super) fn value(&self, key: &'static str) -> Option<At<&'c DeValue<'a>>> {
        self.ask(key);
        let value: &Spanned<DeValue<'a>> = self.table.get(key)?;
        Some(At {
            value: value.get_ref(),
            at: value.span().start,
            key: self.key(key),
        })
    }

    /// A text that may be left out. One that is there has to say something.
    pub(super) fn text(&self, key: &'static str, example: &str) -> Option<At<String>> {
        let found = self.value(key)?;
        self.text_of(&found, example)
    }

    /// A text that has to be there.
    pub(super) fn needed_text(&self, key: &'static str, example: &str) -> Option<At<String>> {
        if !self.table.contains_key(key) {
            self.missing(key, example);
        }
        self.text(key, example)
    }

    /// Reports a key that has to be there.
    pub(super) fn missing(&self, key: &'static str, example: &str) {
        self.ask(key);
        self.collector.report(
            self.at,
            self.key(key),
            ProblemKind::MissingKey {
                example: example.to_owned(),
            },
        );
    }

    /// Yes or no.
    pub(super) fn flag(&self, key: &'static str) -> Option<At<bool>> {
        let found = self.value(key)?;
        match found.value {
            DeValue::Boolean(value) => Some(At {
                value: *value,
                at: found.at,
                key: found.key,
            }),
            _ => self.wrong(&found, Expected::Flag, &format!("{key} = true")),
        }
    }

    /// A whole number from 0.
    pub(super) fn count(&self, key: &'static str) -> Option<At<usize>> {
        let found = self.value(key)?;
        let number = found
            .value
            .as_integer()
            .and_then(|integer| usize::from_str_radix(integer.as_str(), integer.radix()).ok());
        match number {
            Some(value) => Some(At {
                value,
                at: found.at,
                key: found.key,
            }),
            None => self.wrong(&found, Expected::Number, &format!("{key} = 255")),
        }
    }

    /// A list of texts, none of them empty.
    pub(super) fn texts(&self, key: &'static str, example: &str) -> Option<Vec<At<String>>> {
        let found = self.value(key)?;
        let Some(items) = found.value.as_array() else {
            return self.wrong(&found, Expected::Texts, example);
        };
        Some(
            items
                .iter()
                .filter_map(|item| {
                    let item = At {
                        value: item.get_ref(),
                        at: item.span().start,
                        key: found.key.clone(),
                    };
                    self.text_of(&item, example)
                })
                .collect(),
        )
    }

    /// A word out of a closed choice.
    pub(super) fn word<T: Copy>(
        &self,
        key: &'static str,
        all: &[T],
        written: impl Fn(T) -> &'static str,
    ) -> Option<At<T>> {
        let example = all.first().map_or("", |first| written(*first));
        let found = self.text(key, &format!("{key} = \"{example}\""))?;
        self.one_of(found, all, written)
    }

    /// The choice a text stands for.
    pub(super) fn one_of<T: Copy>(
        &self,
        found: At<String>,
        all: &[T],
        written: impl Fn(T) -> &'static str,
    ) -> Option<At<T>> {
        if let Some(value) = all.iter().find(|choice| written(**choice) == found.value) {
            return Some(At {
                value: *value,
                at: found.at,
                key: found.key,
            });
        }
        let known: Vec<&str> = all.iter().map(|choice| written(*choice)).collect();
        self.not_one_of(&found, &known);
        None
    }

    /// Reports a name that is not one of those known.
    pub(super) fn not_one_of(&self, found: &At<String>, known: &[&str]) {
        self.collector.report(
            found.at,
            found.key.clone(),
            ProblemKind::NotOneOf {
                found: found.value.clone(),
                nearest: nearest(&found.value, known.iter().copied()).map(str::to_owned),
                known: known.iter().map(|&name| name.to_owned()).collect(),
            },
        );
    }

    /// The state a text names. Only its letters are looked at here.
    pub(super) fn state(&self, found: At<String>) -> Option<At<State>> {
        self.plain_name(&found, '_')?;
        Some(At {
            value: State::named(found.value),
            at: found.at,
            key: found.key,
        })
    }

    /// Whether a text is a name: lower case letters, digits and this sign, beginning with a letter.
    pub(super) fn plain_name(&self, found: &At<String>, sign: char) -> Option<()> {
        let good = found
            .value
            .starts_with(|first: char| first.is_ascii_lowercase())
            && found.value.chars().all(|letter| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == sign
            });
        if good {
            return Some(());
        }
        self.collector.report(
            found.at,
            found.key.clone(),
            ProblemKind::BadName {
                found: found.value.clone(),
                allowed: if sign == '_' {
                    Letters::Underscores
                } else {
                    Letters::Hyphens
                },
                instead: as_plain_name(&found.value, sign),
            },
        );
        None
    }

    /// A table under this key.
    pub(super) fn section(&self, key: &'static str, example: &str) -> Option<Section<'c, 'a>> {
        let found = self.value(key)?;
        match found.value {
            DeValue::Table(table) => Some(Section::new(self.collector, table, found.key, found.at)),
            _ => self.wrong(&found, Expected::Table, example),
        }
    }

    /// The tables under this key, each called by the text under `label` where it has one.
    pub(super) fn sections(
        &self,
        key: &'static str,
        label: &str,
        example: &str,
    ) -> Vec<Section<'c, 'a>> {
        let Some(found) = self.value(key) else {
            return Vec::new();
        };
        let Some(items) = found.value.as_array() else {
            self.wrong::<()>(&found, Expected::Tables, example);
            return Vec::new();
        };
        items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| {
                let at = item.span().start;
                let Some(table) = item.get_ref().as_table() else {
                    let item = At {
                        value: item.get_ref(),
                        at,
                        key: format!("{}[{}]", found.key, index + 1),
                    };
                    return self.wrong(&item, Expected::Table, example);
                };
                let name = table.get(label).and_then(|value| value.get_ref().as_str());
                let path = match name {
                    Some(name) => format!("{}.{name}", found.key),
                    None => format!("{}[{}]", found.key, index + 1),
                };
                Some(Section::new(self.collector, table, path, at))
            })
            .collect()
    }

    /// Reports every key that nobody asked for.
    pub(super) fn finish(&self) {
        let asked = self.asked.borrow();
        for key in self.table.keys() {
            if asked.iter().any(|known| *known == key.get_ref().as_ref()) {
                continue;
            }
            let missing = asked
                .iter()
                .copied()
                .filter(|known| !self.table.contains_key(*known));
            self.collector.report(
                key.span().start,
                self.key(key.get_ref()),
                ProblemKind::UnknownKey {
                    nearest: nearest(key.get_ref(), missing).map(str::to_owned),
                    known: asked.iter().map(|&known| known.to_owned()).collect(),
                },
            );
        }
    }

    /// Reports a value of another kind than expected.
    pub(super) fn wrong<T>(
        &self,
        found: &At<&DeValue<'a>>,
        expected: Expected,
        example: &str,
    ) -> Option<T> {
        self.collector.report(
            found.at,
            found.key.clone(),
            ProblemKind::WrongKind {
                expected,
                found: found.value.type_str(),
                example: example.to_owned(),
            },
        );
        None
    }

    fn text_of(&self, found: &At<&DeValue<'a>>, example: &str) -> Option<At<String>> {
        match found.value.as_str() {
            Some(text) if text.trim().is_empty() => {
                self.collector.report(
                    found.at,
                    found.key.clone(),
                    ProblemKind::Blank {
                        example: example.to_owned(),
                    },
                );
                None
            }
            Some(text) => Some(At {
                value: text.to_owned(),
                at: found.at,
                key: found.key.clone(),
            }),
            None => self.wrong(found, Expected::Text, example),
        }
    }
}

/// The nearest thing to this text that is a name.
fn as_plain_name(text: &str, sign: char) -> String {
    let mut name = String::new();
    for character in text.trim().chars().flat_map(char::to_lowercase) {
        if character.is_ascii_alphanumeric() {
            name.push(character);
        } else if !name.is_empty() && !name.ends_with(sign) {
            name.push(sign);
        }
    }
    let name = name.trim_end_matches(sign);
    if name.starts_with(|first: char| first.is_ascii_lowercase()) {
        name.to_owned()
    } else {
        format!("name{sign}{name}")
            .trim_end_matches(sign)
            .to_owned()
    }
}
