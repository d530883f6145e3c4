//! Reads the queue rule, the saved views and the board of a profile.

use toml::de::DeValue;

use super::fields::ReadField;
use super::read::contradict;
use super::section::{At, Section};
use super::{
    Allowed, Board, Condition, Contradiction, Field, Matching, Operator, PropertyKind, Queue,
    State, Takes, View,
};
use crate::states::StatusMap;
use crate::view::STATE;

/// What the parts may refer to.
pub(super) struct Context<'f> {
    fields: Vec<&'f Field>,
    status: Option<&'f StatusMap>,
}

impl<'f> Context<'f> {
    pub(super) fn new(fields: &'f [ReadField], status: Option<&'f StatusMap>) -> Self {
        Self {
            fields: fields.iter().map(|read| &read.field).collect(),
            status,
        }
    }

    /// Reports a field that does not exist; `state` stands for the internal state where it is allowed.
    fn field(
        &self,
        section: &Section<'_, '_>,
        name: &At<String>,
        with_state: bool,
    ) -> Option<&'f Field> {
        if with_state && name.value == STATE {
            return None;
        }
        let found = self.fields.iter().find(|field| field.key == name.value);
        if found.is_none() {
            let mut known: Vec<&str> = self.fields.iter().map(|field| field.key.as_str()).collect();
            if with_state {
                known.push(STATE);
            }
            section.not_one_of(name, &known);
        }
        found.copied()
    }

    fn states(&self) -> Vec<&'f str> {
        self.status
            .map(|status| {
                status
                    .states
                    .iter()
                    .map(|rule| rule.state.as_str())
                    .collect()
            })
            .unwrap_or_default()
    }

    /// The names a value of this field may have, where the profile alone says so.
    fn values(&self, field: &'f Field) -> Option<Vec<&'f str>> {
        match &field.allowed {
            Allowed::Listed(choices) => {
                Some(choices.iter().map(|choice| choice.name.as_str()).collect())
            }
            Allowed::Status => self.status.map(|status| status.names().collect()),
            Allowed::Anything | Allowed::Channels => None,
        }
    }
}

/// The `[queue]` table.
pub(super) fn queue(root: &Section<'_, '_>, context: &Context<'_>) -> Option<Queue> {
    let section = root.section("queue", "[queue]")?;
    let state = section.needed_text("state", "state = \"pending\"");
    section.finish();
    let state = state?;
    let known = context.states();
    if !known.contains(&state.value.as_str()) && context.status.is_some() {
        section.not_one_of(&state, &known);
        return None;
    }
    Some(Queue {
        state: State::named(state.value),
    })
}

/// The `[[views]]` tables.
pub(super) fn views(root: &Section<'_, '_>, context: &Context<'_>) -> Vec<View> {
    let sections = root.sections("views", "name", "[[views]]");
    let mut views: Vec<View> = Vec::new();
    for section in &sections {
        let name = section.needed_text("name", "name = \"High Priority\"");
        let matching = section
            .word("match", Matching::ALL, Matching::as_str)
            .map_or(Matching::All, |found| found.value);
        let for_each = section.text("for_each", "for_each = \"channel\"");
        if let Some(for_each) = &for_each
            && let Some(field) = context.field(section, for_each, false)
            && field.allowed == Allowed::Anything
        {
            contradict(
                section,
                for_each,
                Contradiction::NoValues {
                    field: field.key.clone(),
                },
            );
        }
        let group_by = section.text("group_by", "group_by = \"status\"");
        if let Some(group_by) = &group_by {
            context.field(section, group_by, true);
        }
        let filter = section
            .sections(
                "filter",
                "",
                "filter = [{ field = \"priority\", operator = \"equals\", value = \"High\" }]",
            )
            .iter()
            .filter_map(|section| condition(section, context, for_each.is_some()))
            .collect();
        section.finish();
        if let Some(name) = name {
            if views.iter().any(|view| view.name == name.value) {
                let first = sections
                    .iter()
                    .find(|first| first.path == section.path)
                    .map_or(section.at, |first| first.at);
                section.collector.report(
                    name.at,
                    name.key.clone(),
                    super::ProblemKind::Twice {
                        found: name.value.clone(),
                        first_line: section.collector.line(first),
                    },
                );
            }
            views.push(View {
                name: name.value,
                matching,
                filter,
                group_by: group_by.map(|group_by| group_by.value),
                for_each: for_each.map(|for_each| for_each.value),
            });
        }
    }
    views
}

fn condition(section: &Section<'_, '_>, context: &Context<'_>, each: bool) -> Option<Condition> {
    let field = section.needed_text("field", "field = \"priority\"");
    let named = field
        .as_ref()
        .and_then(|field| context.field(section, field, true));
    let operator = section.word("operator", Operator::ALL, Operator::as_str);
    if operator.is_none() && section.value("operator").is_none() {
        section.missing("operator", "operator = \"equals\"");
    }
    let values = match section.value("value") {
        Some(value) if matches!(value.value, DeValue::Array(_)) => section
            .texts("value", "value = [\"Low\", \"Normal\"]")
            .unwrap_or_default(),
        Some(_) => section
            .text("value", "value = \"High\"")
            .into_iter()
            .collect(),
        None => Vec::new(),
    };
    section.finish();
    let (field, operator) = (field?, operator?);
    let takes = match operator.value {
        Operator::IsEmpty | Operator::IsNotEmpty if !values.is_empty() => Some(Takes::Nothing),
        Operator::IsEmpty | Operator::IsNotEmpty => None,
        Operator::OneOf if values.is_empty() => Some(Takes::Several),
        Operator::OneOf => None,
        _ if values.len() == 1 => None,
        _ => Some(Takes::One),
    };
    if let Some(takes) = takes {
        contradict(
            section,
            &operator,
            Contradiction::OperatorValues {
                operator: operator.value.to_string(),
                takes,
            },
        );
    }
    let exact = matches!(
        operator.value,
        Operator::Equals | Operator::NotEquals | Operator::OneOf
    );
    let known = if field.value == STATE {
        Some(context.states())
    } else {
        named.and_then(|field| context.values(field))
    };
    if let Some(known) = known.filter(|_| exact && context.status.is_some()) {
        for value in &values {
            let placeholder = each && value.value.contains("{value}");
            if !placeholder && !known.contains(&value.value.as_str()) {
                section.not_one_of(value, &known);
            }
        }
    }
    Some(Condition {
        field: field.value,
        operator: operator.value,
        values: values.into_iter().map(|value| value.value).collect(),
    })
}

/// The `[board]` table. Without one, the board is grouped by status and shows the title.
pub(super) fn board(root: &Section<'_, '_>, context: &Context<'_>) -> Option<Board> {
    let Some(section) = root.section("board", "[board]") else {
        let title = context
            .fields
            .iter()
            .find(|field| field.types.contains(&PropertyKind::Title));
        return Some(Board {
            group_by: context.status?.field.clone(),
            card: title.map(|field| field.key.clone()).into_iter().collect(),
        });
    };
    let group_by = section.needed_text("group_by", "group_by = \"status\"");
    if let Some(group_by) = &group_by
        && let Some(field) = context.field(&section, group_by, false)
        && field.allowed == Allowed::Anything
    {
        contradict(
            &section,
            group_by,
            Contradiction::NoValues {
                field: field.key.clone(),
            },
        );
    }
    let card = section.texts("card", "card = [\"title\"]");
    if card.is_none() && section.value("card").is_none() {
        section.missing("card", "card = [\"title\"]");
    }
    section.finish();
    let card = card.unwrap_or_default();
    for name in &card {
        context.field(&section, name, false);
    }
    Some(Board {
        group_by: group_by?.value,
        card: card.into_iter().map(|name| name.value).collect(),
    })
}
