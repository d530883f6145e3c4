//! Saved filters over records.

use crate::channels::Channels;
use crate::profile::{Condition, Matching, Operator, Profile, View};
use crate::row::Row;
use crate::row::canonical::texts;
use crate::schema::options;

/// The name that stands for the internal state in filters and groups.
pub const STATE: &str = "state";

/// The placeholder for the value in a view that stands for several.
const VALUE: &str = "{value}";

/// The saved views of a profile; one that stands for several is spelled out, one for each value.
#[must_use]
pub fn views(profile: &Profile, channels: &Channels) -> Vec<View> {
    profile
        .views
        .iter()
        .flat_map(|view| spelled_out(profile, channels, view))
        .collect()
}

fn spelled_out(profile: &Profile, channels: &Channels, view: &View) -> Vec<View> {
    let Some(field) = view.for_each.as_deref().and_then(|key| profile.field(key)) else {
        return vec![view.clone()];
    };
    options(profile, channels, field)
        .unwrap_or_default()
        .iter()
        .map(|choice| View {
            name: view.name.replace(VALUE, &choice.name),
            matching: view.matching,
            filter: view
                .filter
                .iter()
                .map(|condition| Condition {
                    values: condition
                        .values
                        .iter()
                        .map(|value| value.replace(VALUE, &choice.name))
                        .collect(),
                    ..condition.clone()
                })
                .collect(),
            group_by: view.group_by.clone(),
            for_each: None,
        })
        .collect()
}

/// Whether a record belongs to a view. The status is its exact name in Notion; a field with several values
/// holds when one of them does, and `not_equals` when none is equal.
#[must_use]
pub fn evaluate_view(profile: &Profile, view: &View, row: &Row) -> bool {
    let holds = |condition: &Condition| holds(condition, &values(profile, row, &condition.field));
    match view.matching {
        Matching::All => view.filter.iter().all(holds),
        Matching::Any => view.filter.is_empty() || view.filter.iter().any(holds),
    }
}

/// The values of a field as filters and groups see them.
#[must_use]
pub fn values(profile: &Profile, row: &Row, field: &str) -> Vec<String> {
    if field == STATE {
        return vec![row.state.to_string()];
    }
    if field == profile.status.field {
        return vec![row.notion_status.clone()];
    }
    row.values.get(field).map(texts).unwrap_or_default()
}

fn holds(condition: &Condition, values: &[String]) -> bool {
    let wanted = || condition.values.iter().map(String::as_str);
    let some = |test: &dyn Fn(&str, &str) -> bool| {
        wanted().any(|wanted| values.iter().any(|value| test(value, wanted)))
    };
    match condition.operator {
        Operator::Equals | Operator::OneOf => some(&|value, wanted| value == wanted),
        Operator::NotEquals => !some(&|value, wanted| value == wanted),
        Operator::StartsWith => some(&|value, wanted| value.starts_with(wanted)),
        Operator::EndsWith => some(&|value, wanted| value.ends_with(wanted)),
        Operator::Contains => some(&|value, wanted| value.contains(wanted)),
        Operator::IsEmpty => values.is_empty(),
        Operator::IsNotEmpty => !values.is_empty(),
    }
}

#[cfg(test)]
#[path = "view_tests.rs"]
mod tests;
