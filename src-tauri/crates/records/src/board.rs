//! Records in columns: by state in pipeline order, with the exact names of Notion within, or by the
//! allowed values of another field.
//!
//! The rule it protects: every record is on the board exactly once, also one whose status nobody knows.

use serde::Serialize;

use crate::channels::Channels;
use crate::profile::Profile;
use crate::row::Row;
use crate::schema::options;
use crate::view::values;

/// Records in columns.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Board {
    /// The fields on a card, by key.
    pub card: Vec<String>,
    /// The columns, first to last. Empty ones are there as well.
    pub columns: Vec<BoardColumn>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BoardColumn {
    /// The state, or the value; empty for records without one.
    pub key: String,
    /// Its heading.
    pub title: String,
    /// What is in it.
    pub groups: Vec<BoardGroup>,
}

/// The records of a column that have the same name in Notion.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BoardGroup {
    /// The exact name.
    pub name: String,
    /// The records, as places in the list that was given.
    pub rows: Vec<usize>,
}

impl BoardColumn {
    /// How many records are in it.
    #[must_use]
    pub fn count(&self) -> usize {
        self.groups.iter().map(|group| group.rows.len()).sum()
    }
}

/// Puts records on the board of a profile. Rows keep their order within a group.
#[must_use]
pub fn board<'a>(
    profile: &Profile,
    channels: &Channels,
    rows: impl IntoIterator<Item = &'a Row>,
) -> Board {
    let by_status = profile.board.group_by == profile.status.field;
    let mut columns = if by_status {
        state_columns(profile)
    } else {
        value_columns(profile, channels)
    };
    for (place, row) in rows.into_iter().enumerate() {
        let (key, name) = if by_status {
            // An invalid row stands in the initial state under the name it has in Notion.
            (row.state.to_string(), row.notion_status.clone())
        } else {
            let value = values(profile, row, &profile.board.group_by)
                .into_iter()
                .next()
                .unwrap_or_default();
            (value.clone(), value)
        };
        put(&mut columns, &key, &name, place);
    }
    Board {
        card: profile.board.card.clone(),
        columns,
    }
}

fn state_columns(profile: &Profile) -> Vec<BoardColumn> {
    profile
        .status
        .states
        .iter()
        .map(|rule| BoardColumn {
            key: rule.state.to_string(),
            title: rule.title.clone(),
            groups: rule.names.iter().map(|name| empty_group(name)).collect(),
        })
        .collect()
}

fn value_columns(profile: &Profile, channels: &Channels) -> Vec<BoardColumn> {
    let field = profile.field(&profile.board.group_by);
    field
        .and_then(|field| options(profile, channels, field))
        .unwrap_or_default()
        .iter()
        .map(|choice| BoardColumn {
            key: choice.name.clone(),
            title: choice.name.clone(),
            groups: vec![empty_group(&choice.name)],
        })
        .collect()
}

fn empty_group(name: &str) -> BoardGroup {
    BoardGroup {
        name: name.to_owned(),
        rows: Vec::new(),
    }
}

/// Adds a row to its column and group; a column or group that the profile does not know comes last.
fn put(columns: &mut Vec<BoardColumn>, key: &str, name: &str, place: usize) {
    let column = match columns.iter().position(|column| column.key == key) {
        Some(index) => index,
        None => {
            columns.push(BoardColumn {
                key: key.to_owned(),
                title: key.to_owned(),
                groups: Vec::new(),
            });
            columns.len() - 1
        }
    };
    let groups = &mut columns[column].groups;
    match groups.iter_mut().find(|group| group.name == name) {
        Some(group) => group.rows.push(place),
        None => groups.push(BoardGroup {
            name: name.to_owned(),
            rows: vec![place],
        }),
    }
}

#[cfg(test)]
#[path = "board_tests.rs"]
mod tests;
