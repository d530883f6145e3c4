//! A profile held against the schema of a data source: what fits, what does not, what Keepsake can add,
//! and the database it creates where there is none.
//!
//! Requests are made here as JSON and sent elsewhere. Nothing in Notion is renamed, retyped or removed
//! for a profile: what people made stays as it is.
//!
//! The rule it protects: every difference between a profile and a data source is named before the
//! profile is put to use.

mod columns;
mod compare;
mod create;
mod difference;
mod formula;
mod told;

pub use compare::{SchemaReport, compare, repairs};
pub use create::database_body;
pub use difference::{Difference, Severity};

use crate::channels::Channels;
use crate::profile::{Allowed, Choice, Color, Field, Profile};

/// How many options Notion takes for one property from the API (Notion's OpenAPI description, `maxItems`).
pub const MOST_OPTIONS: usize = 100;

/// How many characters Notion takes in the name of an option (Notion API reference, "Property object").
pub const LONGEST_OPTION: usize = 100;

/// The options a field needs, in order, with their colours; none when any value will do.
pub(crate) fn options(
    profile: &Profile,
    channels: &Channels,
    field: &Field,
) -> Option<Vec<Choice>> {
    match &field.allowed {
        Allowed::Anything => None,
        Allowed::Listed(choices) => Some(choices.clone()),
        Allowed::Channels => Some(
            channels
                .ids()
                .zip(Color::ALL.iter().skip(1).cycle())
                .map(|(id, color)| Choice {
                    name: id.to_owned(),
                    color: *color,
                })
                .collect(),
        ),
        Allowed::Status => Some(
            profile
                .status
                .states
                .iter()
                .flat_map(|rule| {
                    rule.names.iter().map(|name| Choice {
                        name: name.clone(),
                        color: rule.color,
                    })
                })
                .collect(),
        ),
    }
}

#[cfg(test)]
mod additions_tests;
#[cfg(test)]
mod tests;
