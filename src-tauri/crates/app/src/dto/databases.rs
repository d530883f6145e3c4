//! A database as table and board: its columns, windows of its rows, and the views a person keeps.
//!
//! A look goes both ways, so that a view comes back exactly as it was kept.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::PropertyValue;

/// One table of a database: a data source.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DataTable {
    /// The data source's Notion id.
    pub id: String,
    /// Its name; empty where it has none.
    pub title: String,
    /// Its properties, the title first.
    pub columns: Vec<TableColumn>,
    /// The views that are kept, in their order.
    pub views: Vec<KeptView>,
    /// Rows that are here.
    pub rows: u32,
    /// Those of them of which only the name is known.
    pub partial: u32,
    /// Whether the list of rows is still being read.
    pub coming: bool,
}

/// A property of a data source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TableColumn {
    /// The property's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// What can be chosen, in the order Notion has it.
    pub options: Vec<ChosenOption>,
    /// What can be asked of it.
    pub operators: Vec<Operator>,
    /// Whether a board can have a column for each of its values.
    pub groups: bool,
}

/// What a property holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ColumnKind {
    /// The title of the row.
    Title,
    /// Words.
    Text,
    /// A number.
    Number,
    /// One of several options.
    Choice,
    /// Some of several options.
    Choices,
    /// A day or a moment.
    Date,
    /// People.
    People,
    /// Files.
    Files,
    /// Yes or no.
    Checkbox,
    /// An address on the web.
    Address,
    /// Pages.
    Pages,
    /// What Notion computed; it may be a number, words or a date.
    Computed,
    /// Something else, shown by its words.
    Other,
}

/// An option of a property.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChosenOption {
    /// Its name.
    pub name: String,
    /// The word Notion has for its colour; `default` where it has none.
    pub color: String,
}

/// What is asked of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Operator {
    /// It is this.
    Is,
    /// It is something else, or nothing.
    IsNot,
    /// It has this in it.
    Contains,
    /// It does not have this in it.
    ContainsNot,
    /// It is less.
    Less,
    /// It is this or less.
    AtMost,
    /// It is more.
    Greater,
    /// It is this or more.
    AtLeast,
    /// It is on an earlier day.
    Before,
    /// It is on a later day.
    After,
    /// It is ticked.
    Checked,
    /// It is not ticked.
    Unchecked,
    /// There is nothing.
    Empty,
    /// There is something.
    NotEmpty,
}

impl Operator {
    /// Whether it says all by itself.
    #[must_use]
    pub const fn is_complete(self) -> bool {
        matches!(
            self,
            Self::Checked | Self::Unchecked | Self::Empty | Self::NotEmpty
        )
    }
}

/// Something asked of a property.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TableCondition {
    /// The property's id.
    pub column: String,
    /// What is asked.
    pub operator: Operator,
    /// What it is compared with; empty where the operator says all.
    pub value: String,
}

/// A property that rows are put in order by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TableSort {
    /// The property's id.
    pub column: String,
    /// The other way round.
    pub descending: bool,
}

/// How rows are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TableLayout {
    /// One below the other.
    #[default]
    Table,
    /// A column for each value of a property.
    Board,
}

/// What is shown of a table, and how.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TableLook {
    /// Table or board.
    pub layout: TableLayout,
    /// Which rows: all conditions hold.
    pub conditions: Vec<TableCondition>,
    /// In which order.
    pub sorts: Vec<TableSort>,
    /// The properties that are shown beside the title, by their ids.
    pub columns: Vec<String>,
    /// The property a board has its columns by.
    pub group: Option<String>,
}

/// A view a person keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KeptView {
    /// Its number.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it shows.
    pub look: TableLook,
}

/// A column of a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TableGroup {
    /// What its rows hold; nothing for rows that hold nothing.
    pub value: Option<ChosenOption>,
    /// How many rows.
    pub rows: u32,
}

/// The column of a board that rows are asked of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GroupWish {
    /// What its rows hold; nothing for those that hold nothing.
    pub value: Option<String>,
}

/// Rows of a table: a part of all that are found.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TableRows {
    /// How many are found.
    pub total: u32,
    /// The part that was asked for.
    pub rows: Vec<DataRow>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DataRow {
    /// Its page.
    pub id: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// An emoji or the address of a picture.
    pub icon: Option<String>,
    /// Its values, one for each column that is shown; nothing where a field is empty.
    pub cells: Vec<Option<PropertyValue>>,
}
