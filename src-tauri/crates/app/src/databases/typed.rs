//! What is typed about a table: `Stage=Editing`, `Minutes>60`, `Premiere:desc`.
//!
//! Pure. Names of properties come before operators, so a name may have anything in it. The rule it protects: what is not
//! understood is refused with what there is.

use super::wish;
use crate::dto::{
    ColumnKind, DataTable, Operator, TableColumn, TableCondition, TableLook, TableSort,
};
use crate::error::AppError;

/// What somebody typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableWish {
    /// The kept view to begin with.
    pub view: Option<String>,
    /// Conditions, beside those of the view.
    pub filters: Vec<String>,
    /// Orders, instead of those of the view.
    pub sorts: Vec<String>,
    /// Names of columns, instead of those of the view.
    pub columns: Vec<String>,
}

/// The ways to compare, the longer before the shorter.
const SIGNS: [&str; 8] = ["!=", "!~", ">=", "<=", "=", "~", ">", "<"];

impl DataTable {
    /// The look that was typed; without a view all rows with all columns.
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] for what this table does not have.
    pub fn look(&self, wish: &TableWish) -> Result<TableLook, AppError> {
        let mut look = match &wish.view {
            Some(name) => self.view(name)?,
            None => TableLook {
                columns: self
                    .columns
                    .iter()
                    .filter(|column| column.kind != ColumnKind::Title)
                    .map(|column| column.id.clone())
                    .collect(),
                ..TableLook::default()
            },
        };
        for filter in &wish.filters {
            look.conditions.push(self.condition(filter)?);
        }
        if !wish.sorts.is_empty() {
            let sorts = wish.sorts.iter().map(|text| self.sort(text));
            look.sorts = sorts.collect::<Result<_, _>>()?;
        }
        if !wish.columns.is_empty() {
            let columns = wish.columns.iter().map(|name| self.named(name));
            let columns = columns.collect::<Result<Vec<_>, _>>()?;
            look.columns = columns
                .into_iter()
                .filter(|column| column.kind != ColumnKind::Title)
                .map(|column| column.id.clone())
                .collect();
        }
        // Asked for nothing, so that what cannot be understood is told before anything is read.
        wish::query(&self.columns, &look)?;
        Ok(look)
    }

    fn view(&self, name: &str) -> Result<TableLook, AppError> {
        let wanted = name.trim().to_lowercase();
        let found = self
            .views
            .iter()
            .find(|view| view.name.to_lowercase() == wanted);
        found.map(|view| view.look.clone()).ok_or_else(|| {
            let names: Vec<&str> = self.views.iter().map(|view| view.name.as_str()).collect();
            AppError::invalid("no_such_view")
                .with("name", name)
                .with("names", names.join(", "))
        })
    }

    fn named(&self, name: &str) -> Result<&TableColumn, AppError> {
        let wanted = name.trim().to_lowercase();
        let found = self
            .columns
            .iter()
            .find(|column| column.name.to_lowercase() == wanted);
        found.ok_or_else(|| self.unknown(name))
    }

    fn unknown(&self, name: &str) -> AppError {
        let names: Vec<&str> = self.columns.iter().map(|one| one.name.as_str()).collect();
        AppError::invalid("no_such_column_typed")
            .with("text", name)
            .with("names", names.join(", "))
    }

    fn sort(&self, text: &str) -> Result<TableSort, AppError> {
        let (name, descending) = match text.rsplit_once(':') {
            _ if self.named(text).is_ok() => (text, false),
            Some((name, "desc")) => (name, true),
            Some((name, "asc")) => (name, false),
            _ => (text, false),
        };
        Ok(TableSort {
            column: self.named(name)?.id.clone(),
            descending,
        })
    }

    fn condition(&self, text: &str) -> Result<TableCondition, AppError> {
        let begins = |column: &&TableColumn| rest_after(text, &column.name).is_some();
        let longest = self
            .columns
            .iter()
            .filter(begins)
            .max_by_key(|column| column.name.len());
        let Some((column, rest)) =
            longest.and_then(|column| Some((column, rest_after(text, &column.name)?)))
        else {
            return Err(self.unknown(text));
        };
        let Some((sign, value)) = SIGNS
            .iter()
            .find_map(|sign| Some((*sign, rest.strip_prefix(sign)?)))
        else {
            return Err(AppError::invalid("no_such_condition")
                .with("name", &column.name)
                .with("value", text));
        };
        let value = value.trim();
        Ok(TableCondition {
            column: column.id.clone(),
            operator: operator(column.kind, sign, value),
            value: if column.kind == ColumnKind::Checkbox {
                String::new()
            } else {
                value.to_owned()
            },
        })
    }
}

/// What stands behind a name, beginning with the sign.
fn rest_after<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let text = text.trim_start();
    let head = text.get(..name.len())?;
    let rest = text.get(name.len()..)?.trim_start();
    let is_name = head.to_lowercase() == name.to_lowercase();
    let has_sign = SIGNS.iter().any(|sign| rest.starts_with(sign));
    (is_name && has_sign).then_some(rest)
}

/// What a sign means for what a property holds.
fn operator(kind: ColumnKind, sign: &str, value: &str) -> Operator {
    let holds_several = matches!(
        kind,
        ColumnKind::Choices | ColumnKind::People | ColumnKind::Files
    );
    let is_ticked = ["true", "yes", "1"].contains(&value.to_lowercase().as_str());
    match sign {
        "=" if kind == ColumnKind::Checkbox && is_ticked => Operator::Checked,
        "=" if kind == ColumnKind::Checkbox => Operator::Unchecked,
        "!=" if kind == ColumnKind::Checkbox && is_ticked => Operator::Unchecked,
        "!=" if kind == ColumnKind::Checkbox => Operator::Checked,
        "=" if value.is_empty() => Operator::Empty,
        "!=" if value.is_empty() => Operator::NotEmpty,
        "=" if holds_several => Operator::Contains,
        "!=" if holds_several => Operator::ContainsNot,
        "=" => Operator::Is,
        "!=" => Operator::IsNot,
        "~" => Operator::Contains,
        "!~" => Operator::ContainsNot,
        "<" if kind == ColumnKind::Date => Operator::Before,
        ">" if kind == ColumnKind::Date => Operator::After,
        "<" => Operator::Less,
        ">" => Operator::Greater,
        "<=" => Operator::AtMost,
        _ => Operator::AtLeast,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;
    use crate::databases::schema::operators;
    use crate::dto::KeptView;

    fn table() -> DataTable {
        let column = |name: &str, kind: ColumnKind| TableColumn {
            id: format!("id-{name}"),
            name: name.to_owned(),
            kind,
            options: Vec::new(),
            operators: operators(kind).to_vec(),
            groups: false,
        };
        DataTable {
            id: "t".to_owned(),
            title: "Films".to_owned(),
            columns: vec![
                column("Film", ColumnKind::Title),
                column("Film length", ColumnKind::Number),
                column("Stage", ColumnKind::Choice),
                column("Genre", ColumnKind::Choices),
                column("Premiere", ColumnKind::Date),
                column("Seen", ColumnKind::Checkbox),
                column("A:desc", ColumnKind::Text),
            ],
            views: vec![KeptView {
                id: "1".to_owned(),
                name: "Long ones".to_owned(),
                look: TableLook {
                    conditions: vec![TableCondition {
                        column: "id-Film length".to_owned(),
                        operator: Operator::Greater,
                        value: "60".to_owned(),
                    }],
                    ..TableLook::default()
                },
            }],
            rows: 0,
            partial: 0,
            coming: false,
        }
    }

    fn problem(wish: &TableWish) -> Option<String> {
        let error = table().look(wish).err()?;
        Some(error.details["problem"].to_string())
    }

    #[test]
    fn what_is_typed_means_what_the_column_holds() {
        for (text, column, operator, value) in [
            ("Film length > 60", "Film length", Operator::Greater, "60"),
            ("film~fog", "Film", Operator::Contains, "fog"),
            ("Stage=Editing", "Stage", Operator::Is, "Editing"),
            ("Stage!=Editing", "Stage", Operator::IsNot, "Editing"),
            ("Stage=", "Stage", Operator::Empty, ""),
            ("Stage !=", "Stage", Operator::NotEmpty, ""),
            ("Genre=Essay", "Genre", Operator::Contains, "Essay"),
            ("Genre!=Essay", "Genre", Operator::ContainsNot, "Essay"),
            (
                "Premiere<2026-01-01",
                "Premiere",
                Operator::Before,
                "2026-01-01",
            ),
            ("Seen=yes", "Seen", Operator::Checked, ""),
            ("Seen=no", "Seen", Operator::Unchecked, ""),
            ("Film=a=b", "Film", Operator::Is, "a=b"),
        ] {
            let found = table().condition(text).unwrap();
            let expected = TableCondition {
                column: format!("id-{column}"),
                operator,
                value: value.to_owned(),
            };
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_view_is_where_it_begins_and_what_is_typed_goes_on_from_there() {
        let look = table()
            .look(&TableWish {
                view: Some("long ones".to_owned()),
                filters: vec!["Stage=Editing".to_owned()],
                sorts: vec!["Premiere:desc".to_owned(), "A:desc".to_owned()],
                columns: vec!["stage".to_owned(), "Film".to_owned()],
            })
            .unwrap();
        assert_eq!(look.conditions.len(), 2);
        let sorts: Vec<_> = look
            .sorts
            .iter()
            .map(|sort| (sort.column.as_str(), sort.descending))
            .collect();
        assert_eq!(sorts, [("id-Premiere", true), ("id-A:desc", false)]);
        assert_eq!(look.columns, ["id-Stage"], "the title is always shown");
    }

    #[test]
    fn what_the_table_does_not_have_is_refused() {
        let wish = |filter: &str, sort: &str, view: &str| TableWish {
            view: (!view.is_empty()).then(|| view.to_owned()),
            filters: [filter]
                .into_iter()
                .filter(|one| !one.is_empty())
                .map(str::to_owned)
                .collect(),
            sorts: [sort]
                .into_iter()
                .filter(|one| !one.is_empty())
                .map(str::to_owned)
                .collect(),
            columns: Vec::new(),
        };
        for (filter, sort, view, expected) in [
            ("Colour=red", "", "", "no_such_column_typed"),
            ("Film", "", "", "no_such_column_typed"),
            ("", "Colour", "", "no_such_column_typed"),
            ("", "", "Short ones", "no_such_view"),
            ("Seen~x", "", "", "no_such_condition"),
            ("Film length>long", "", "", "not_a_number"),
        ] {
            assert_eq!(
                problem(&wish(filter, sort, view)).as_deref(),
                Some(expected)
            );
        }
    }
}
