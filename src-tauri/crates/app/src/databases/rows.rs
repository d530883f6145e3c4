//! The rows of a table as they are shown: windows of them, and the columns of a board.

use keepsake_memory::{ConnectionId, RowCondition, RowQuery, RowTest, TableRow};
use keepsake_sync::two_way::overlay;
use keepsake_text::property;
use serde_json::Value;

use super::source::Source;
use super::wish;
use crate::dto::{
    self, ChosenOption, DataRow, GroupWish, PropertyValue, TableColumn, TableGroup, TableLook,
    TableRows,
};
use crate::error::AppError;
use crate::keepsake::Keepsake;

/// Rows that are answered at once, however many are asked for.
pub(super) const MOST_AT_ONCE: u32 = 500;

impl Keepsake {
    /// A part of the rows that a look shows; of one column of its board, where one is named.
    ///
    /// # Errors
    /// When there is no such data source, or the look asks for what its columns do not have.
    pub async fn table_rows(
        &self,
        source: &str,
        look: &TableLook,
        group: Option<GroupWish>,
        offset: u32,
        limit: u32,
    ) -> Result<TableRows, AppError> {
        let source = self.source(source).await?;
        let mut query = wish::query(&source.columns, look)?;
        if let Some(GroupWish { value }) = group {
            query.conditions.push(RowCondition {
                property: grouping(&source.columns, look)?.id.clone(),
                test: value.map_or(RowTest::HasNothing, RowTest::Has),
            });
        }
        let (connection, id) = (source.connection, source.id);
        let total = self.store().count_rows(connection, id, &query).await?;
        Ok(TableRows {
            total: dto::count(total),
            rows: self
                .window(&source, &query, look, (offset, limit.min(MOST_AT_ONCE)))
                .await?,
        })
    }

    /// The columns of the board that a look shows: every option in its order, then what rows hold beside them, and at last
    /// those that hold nothing.
    ///
    /// # Errors
    /// When there is no such data source, or the look asks for what its columns do not have.
    pub async fn table_groups(
        &self,
        source: &str,
        look: &TableLook,
    ) -> Result<Vec<TableGroup>, AppError> {
        let source = self.source(source).await?;
        let query = wish::query(&source.columns, look)?;
        let column = grouping(&source.columns, look)?;
        let found = self
            .store()
            .row_groups(source.connection, source.id, &query, &column.id)
            .await?;
        let held = found
            .into_iter()
            .map(|group| (group.member, dto::count(group.rows)))
            .collect();
        Ok(arranged(column, held))
    }

    /// A window of rows with the values that a look shows.
    pub(super) async fn window(
        &self,
        source: &Source,
        query: &RowQuery,
        look: &TableLook,
        (offset, limit): (u32, u32),
    ) -> Result<Vec<DataRow>, AppError> {
        let shown = shown_columns(&source.columns, look)?;
        let rows = self
            .store()
            .rows(source.connection, source.id, query, offset, limit)
            .await?;
        let mut window = Vec::with_capacity(rows.len());
        for row in rows {
            window.push(self.data_row(source.connection, row, &shown).await?);
        }
        Ok(window)
    }

    async fn data_row(
        &self,
        connection: ConnectionId,
        row: TableRow,
        shown: &[&TableColumn],
    ) -> Result<DataRow, AppError> {
        let page = overlay::overlaid_values(&row.raw, &row.local);
        let properties: Vec<&Value> = page
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(|all| all.values())
            .collect();
        let is = |value: &Value, key: &str, wanted: &str| {
            value.get(key).and_then(Value::as_str) == Some(wanted)
        };
        let title = properties.iter().find(|value| is(value, "type", "title"));
        let mut cells = Vec::with_capacity(shown.len());
        for column in shown {
            let value = properties.iter().find(|value| is(value, "id", &column.id));
            cells.push(match value {
                Some(value) => self
                    .property_value(connection, value)
                    .await?
                    .map(|value| colored(value, column)),
                None => None,
            });
        }
        Ok(DataRow {
            id: row.object.to_string(),
            title: title.map_or(row.title, |title| property::plain_text(title)),
            icon: row.icon,
            cells,
        })
    }
}

/// The columns that a look shows beside the title.
pub(super) fn shown_columns<'c>(
    columns: &'c [TableColumn],
    look: &TableLook,
) -> Result<Vec<&'c TableColumn>, AppError> {
    look.columns
        .iter()
        .map(|id| wish::column(columns, id))
        .collect()
}

/// The column that a look groups by.
fn grouping<'c>(columns: &'c [TableColumn], look: &TableLook) -> Result<&'c TableColumn, AppError> {
    let Some(id) = &look.group else {
        return Err(AppError::invalid("no_grouping").with("name", ""));
    };
    let column = wish::column(columns, id)?;
    if column.groups {
        Ok(column)
    } else {
        Err(AppError::invalid("no_grouping").with("name", &column.name))
    }
}

/// An option that was chosen here has no colour of its own: the schema knows it.
fn colored(value: PropertyValue, column: &TableColumn) -> PropertyValue {
    let PropertyValue::Options { options } = value else {
        return value;
    };
    let options = options.into_iter().map(|chosen| {
        let known = column.options.iter().find(|one| one.name == chosen.name);
        known.cloned().unwrap_or(chosen)
    });
    PropertyValue::Options {
        options: options.collect(),
    }
}

/// Groups in the order of the column's options.
fn arranged(column: &TableColumn, mut held: Vec<(Option<String>, u32)>) -> Vec<TableGroup> {
    let mut groups = Vec::new();
    for option in &column.options {
        let name = Some(&option.name);
        let place = held.iter().position(|(held, _)| held.as_ref() == name);
        groups.push(TableGroup {
            value: Some(option.clone()),
            rows: place.map_or(0, |place| held.swap_remove(place).1),
        });
    }
    held.sort_by(|(one, _), (other, _)| {
        (one.is_none(), one.as_deref()).cmp(&(other.is_none(), other.as_deref()))
    });
    groups.extend(held.into_iter().map(|(member, rows)| TableGroup {
        value: member.map(|name| ChosenOption {
            name,
            color: "default".to_owned(),
        }),
        rows,
    }));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dto::ColumnKind;

    #[test]
    fn a_board_has_every_option_then_what_else_is_held_and_nothing_last() {
        let option = |name: &str| ChosenOption {
            name: name.to_owned(),
            color: "blue".to_owned(),
        };
        let column = TableColumn {
            id: "s".to_owned(),
            name: "Stage".to_owned(),
            kind: ColumnKind::Choice,
            options: vec![option("Open"), option("Busy"), option("Done")],
            operators: Vec::new(),
            groups: true,
        };
        let held = vec![
            (None, 4),
            (Some("Done".to_owned()), 2),
            (Some("Left over".to_owned()), 1),
            (Some("Open".to_owned()), 3),
        ];
        let shown: Vec<_> = arranged(&column, held)
            .into_iter()
            .map(|group| (group.value.map(|value| value.name), group.rows))
            .collect();
        let named = |name: &str| Some(name.to_owned());
        assert_eq!(
            shown,
            [
                (named("Open"), 3),
                (named("Busy"), 0),
                (named("Done"), 2),
                (named("Left over"), 1),
                (None, 4)
            ]
        );
    }
}
