//! Checks what the fields of a profile say against each other and against the status map.

use super::fields::ReadField;
use super::read::contradict;
use super::section::{At, Section};
use super::states::ReadStates;
use super::{Allowed, BrokenRule, Contradiction, Field, ProblemKind, PropertyKind};
use crate::states::StatusMap;

/// What a field says about itself.
pub(super) fn field(section: &Section<'_, '_>, field: &Field, default: Option<&At<String>>) {
    let place = At {
        value: (),
        at: section.at,
        key: section.path.clone(),
    };
    let computed = field.types.iter().find(|kind| kind.is_computed());
    if let Some(kind) = computed.filter(|_| !field.read_only) {
        contradict(
            section,
            &place,
            Contradiction::Computed {
                kind: kind.to_string(),
            },
        );
    }
    if field.types.contains(&PropertyKind::Title) && field.types.len() > 1 {
        contradict(section, &place, Contradiction::TitleAlone);
    }
    if let Some(default) = default
        && let Some(reason) = breaks(field, &default.value)
    {
        contradict(
            section,
            default,
            Contradiction::DefaultNotAllowed {
                default: default.value.clone(),
                reason,
            },
        );
    }
}

/// Why a default is not a value of its field, when that can be said from the field alone.
fn breaks(field: &Field, default: &str) -> Option<BrokenRule> {
    let length = default.chars().count();
    if let Allowed::Listed(choices) = &field.allowed
        && !choices.iter().any(|choice| choice.name == default)
    {
        return Some(BrokenRule::NotAllowed);
    }
    if let Some(max) = field.max_length.filter(|max| length > *max) {
        return Some(BrokenRule::Longer(max));
    }
    if let Some(min) = field.min_length.filter(|min| length < *min) {
        return Some(BrokenRule::Shorter(min));
    }
    field
        .pattern
        .as_ref()
        .filter(|pattern| !pattern.matches(default))
        .map(|pattern| BrokenRule::NoMatch(pattern.to_string()))
}

/// One field has to be the title.
pub(super) fn titles(root: &Section<'_, '_>, fields: &[ReadField]) {
    let titles: Vec<&ReadField> = fields
        .iter()
        .filter(|read| read.field.types.contains(&PropertyKind::Title))
        .collect();
    if titles.len() == 1 || fields.is_empty() {
        return;
    }
    let place = At {
        value: (),
        at: titles.get(1).map_or(root.at, |second| second.at),
        key: titles
            .get(1)
            .map_or_else(|| "fields".to_owned(), |second| second.path.clone()),
    };
    contradict(
        root,
        &place,
        Contradiction::Titles {
            count: titles.len(),
        },
    );
}

/// The status field has to be a choice among the names of the map.
pub(super) fn status(
    root: &Section<'_, '_>,
    fields: &[ReadField],
    states: ReadStates,
) -> StatusMap {
    let ReadStates { map, field: named } = states;
    if let Some(named) = named {
        let known: Vec<&str> = fields.iter().map(|read| read.field.key.as_str()).collect();
        match fields.iter().find(|read| read.field.key == named.value) {
            None => root.not_one_of(&named, &known),
            Some(read) => {
                if let Some(kind) = read
                    .field
                    .types
                    .iter()
                    .find(|kind| !matches!(kind, PropertyKind::Select | PropertyKind::Status))
                {
                    contradict(
                        root,
                        &named,
                        Contradiction::StatusNotChosen {
                            kind: kind.to_string(),
                        },
                    );
                }
            }
        }
    }
    for read in fields {
        let Some(default) = read
            .default
            .as_ref()
            .filter(|_| read.field.allowed == Allowed::Status)
        else {
            continue;
        };
        if map.state_of(&default.value).is_none() {
            let names: Vec<&str> = map.names().collect();
            root.collector.report(
                default.at,
                default.key.clone(),
                ProblemKind::NotOneOf {
                    found: default.value.clone(),
                    nearest: crate::nearest::nearest(&default.value, names.iter().copied())
                        .map(str::to_owned),
                    known: names.iter().map(|&name| name.to_owned()).collect(),
                },
            );
        }
    }
    map
}
