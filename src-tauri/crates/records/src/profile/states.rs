//! Reads the status map of a profile.

use super::read::contradict;
use super::section::{At, Section};
use super::{Color, Contradiction, ProblemKind, State};
use crate::schema::MOST_OPTIONS;
use crate::states::{StateRule, StatusMap};

/// The status map as it was read, with the field it names, which is checked later.
pub(super) struct ReadStates {
    pub(super) map: StatusMap,
    pub(super) field: Option<At<String>>,
}

/// Reads the `[status]` table.
pub(super) fn read(root: &Section<'_, '_>) -> Option<ReadStates> {
    let Some(section) = root.section("status", "[status]") else {
        if root.value("status").is_none() {
            root.missing("status", "[status]");
        }
        return None;
    };
    let field = section.needed_text("field", "field = \"status\"");
    let initial = section.needed_text("initial", "initial = \"draft\"");
    let sections = section.sections("states", "state", "[[status.states]]");
    if sections.is_empty() {
        section.missing("states", "[[status.states]]");
    }
    section.finish();
    let read: Vec<ReadState> = sections.iter().filter_map(one).collect();
    unique(&section, &read);
    let known: Vec<&str> = read.iter().map(|read| read.rule.state.as_str()).collect();
    for (of, next) in read
        .iter()
        .flat_map(|read| read.next.iter().map(move |next| (read, next)))
    {
        if !known.contains(&next.value.as_str()) {
            section.not_one_of(next, &known);
        } else if next.value == of.rule.state.as_str() {
            section.collector.report(
                next.at,
                next.key.clone(),
                ProblemKind::Twice {
                    found: next.value.clone(),
                    first_line: section.collector.line(of.at),
                },
            );
        }
    }
    let initial = initial.and_then(|initial| {
        if known.contains(&initial.value.as_str()) {
            Some(State::named(initial.value))
        } else {
            section.not_one_of(&initial, &known);
            None
        }
    });
    let map = StatusMap {
        field: field
            .as_ref()
            .map(|field| field.value.clone())
            .unwrap_or_default(),
        initial: initial.unwrap_or_else(|| State::named("")),
        states: read.into_iter().map(|read| read.rule).collect(),
    };
    let count = map.names().count();
    if count > MOST_OPTIONS {
        let place = At {
            value: (),
            at: section.at,
            key: section.key("states"),
        };
        contradict(&section, &place, Contradiction::TooManyOptions { count });
    }
    Some(ReadStates { map, field })
}

struct ReadState {
    rule: StateRule,
    at: usize,
    path: String,
    names: Vec<At<String>>,
    next: Vec<At<String>>,
}

fn one(section: &Section<'_, '_>) -> Option<ReadState> {
    let state = section
        .needed_text("state", "state = \"draft\"")
        .and_then(|state| section.state(state));
    let title = section.text("title", "title = \"In review\"");
    let names = section.texts("names", "names = [\"Draft\"]");
    if names.is_none() && section.value("names").is_none() {
        section.missing("names", "names = [\"Draft\"]");
    }
    let names = names.unwrap_or_default();
    let written = section.text("written", "written = \"Draft\"");
    let color = section.word("color", Color::ALL, Color::as_str);
    let next = section
        .texts("next", "next = [\"pending\"]")
        .unwrap_or_default();
    section.finish();

    let plain: Vec<String> = names.iter().map(|name| name.value.clone()).collect();
    for name in names.iter().filter(|name| name.value.contains(',')) {
        contradict(
            section,
            name,
            Contradiction::CommaInOption {
                name: name.value.clone(),
            },
        );
    }
    if let Some(written) = written
        .as_ref()
        .filter(|written| !plain.contains(&written.value))
    {
        contradict(
            section,
            written,
            Contradiction::WrittenNotOfState {
                written: written.value.clone(),
                names: plain.clone(),
            },
        );
    }
    let first = plain.first().cloned();
    if first.is_none() && section.value("names").is_some() {
        section.collector.report(
            section.at,
            section.key("names"),
            ProblemKind::Blank {
                example: "names = [\"Draft\"]".to_owned(),
            },
        );
    }
    let state = state?.value;
    Some(ReadState {
        rule: StateRule {
            title: title.map_or_else(|| spoken(state.as_str()), |title| title.value),
            written: written
                .map(|written| written.value)
                .or(first)
                .unwrap_or_default(),
            names: plain,
            next: next
                .iter()
                .map(|next| State::named(next.value.clone()))
                .collect(),
            color: color.map_or(Color::Default, |color| color.value),
            state,
        },
        at: section.at,
        path: section.path.clone(),
        names,
        next,
    })
}

/// The name of a state as a heading: `awaiting_review` is “Awaiting review”.
fn spoken(state: &str) -> String {
    let words = state.replace('_', " ");
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// Each state and each name may stand in the map once: otherwise reading it back would lose something.
fn unique(section: &Section<'_, '_>, read: &[ReadState]) {
    for (index, state) in read.iter().enumerate() {
        if let Some(first) = read[..index]
            .iter()
            .find(|first| first.rule.state == state.rule.state)
        {
            section.collector.report(
                state.at,
                format!("{}.state", state.path),
                ProblemKind::Twice {
                    found: state.rule.state.to_string(),
                    first_line: section.collector.line(first.at),
                },
            );
        }
    }
    let names: Vec<&At<String>> = read.iter().flat_map(|read| &read.names).collect();
    for (index, name) in names.iter().enumerate() {
        if let Some(first) = names[..index]
            .iter()
            .find(|first| first.value == name.value)
        {
            section.collector.report(
                name.at,
                name.key.clone(),
                ProblemKind::Twice {
                    found: name.value.clone(),
                    first_line: section.collector.line(first.at),
                },
            );
        }
    }
}
