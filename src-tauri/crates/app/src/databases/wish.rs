//! What is asked of a table, as the memory understands it.
//!
//! Pure. The rule it protects: a condition that cannot be understood is refused; it never finds everything or nothing in
//! silence.

use keepsake_memory::{RowCondition, RowQuery, RowSort, RowTest, SortBy};

use super::schema::operators;
use crate::dto::{ColumnKind, Operator, TableColumn, TableCondition, TableLook, TableSort};
use crate::error::AppError;

/// The query of a look.
pub(super) fn query(columns: &[TableColumn], look: &TableLook) -> Result<RowQuery, AppError> {
    let conditions = look
        .conditions
        .iter()
        .map(|one| condition(columns, one))
        .collect::<Result<_, _>>()?;
    let sorts = look
        .sorts
        .iter()
        .map(|one| sort(columns, one))
        .collect::<Result<_, _>>()?;
    Ok(RowQuery { conditions, sorts })
}

/// The column with this id.
pub(super) fn column<'c>(
    columns: &'c [TableColumn],
    id: &str,
) -> Result<&'c TableColumn, AppError> {
    columns
        .iter()
        .find(|column| column.id == id)
        .ok_or_else(|| AppError::invalid("no_such_column").with("name", id))
}

fn sort(columns: &[TableColumn], wish: &TableSort) -> Result<RowSort, AppError> {
    let column = column(columns, &wish.column)?;
    let names = || column.options.iter().map(|option| option.name.clone());
    Ok(RowSort {
        property: column.id.clone(),
        by: match column.kind {
            ColumnKind::Choice | ColumnKind::Choices => SortBy::Options(names().collect()),
            ColumnKind::Pages => SortBy::PageTitle,
            _ => SortBy::Value,
        },
        descending: wish.descending,
    })
}

fn condition(columns: &[TableColumn], wish: &TableCondition) -> Result<RowCondition, AppError> {
    let column = column(columns, &wish.column)?;
    let refused = |problem: &str| {
        AppError::invalid(problem)
            .with("name", &column.name)
            .with("value", &wish.value)
    };
    if !operators(column.kind).contains(&wish.operator) {
        return Err(refused("no_such_condition"));
    }
    let value = wish.value.trim();
    if value.is_empty() && !wish.operator.is_complete() {
        return Err(refused("no_value"));
    }
    let text = || value.to_owned();
    let number = || {
        value
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
    };
    let needs_number = || number().ok_or_else(|| refused("not_a_number"));
    let day = || {
        is_day(value)
            .then(text)
            .ok_or_else(|| refused("not_a_day_there"))
    };
    let chosen = matches!(column.kind, ColumnKind::Choice | ColumnKind::Choices);
    let test = match (wish.operator, column.kind) {
        (Operator::Empty, _) => RowTest::Empty,
        (Operator::NotEmpty, _) => RowTest::NotEmpty,
        (Operator::Checked, _) => RowTest::Has("true".to_owned()),
        (Operator::Unchecked, _) => RowTest::HasNot("true".to_owned()),
        (Operator::Is | Operator::Contains, _) if chosen => RowTest::Has(text()),
        (Operator::IsNot | Operator::ContainsNot, _) if chosen => RowTest::HasNot(text()),
        (Operator::Contains, _) => RowTest::Contains(text()),
        (Operator::ContainsNot, _) => RowTest::ContainsNot(text()),
        (Operator::Is, ColumnKind::Date) => RowTest::On(day()?),
        (Operator::Before, _) => RowTest::Before(day()?),
        (Operator::After, _) => RowTest::After(day()?),
        (Operator::Is, ColumnKind::Number) => RowTest::Equals(needs_number()?),
        (Operator::IsNot, ColumnKind::Number) => RowTest::EqualsNot(needs_number()?),
        (Operator::Less, _) => RowTest::Less(needs_number()?),
        (Operator::AtMost, _) => RowTest::AtMost(needs_number()?),
        (Operator::Greater, _) => RowTest::Greater(needs_number()?),
        (Operator::AtLeast, _) => RowTest::AtLeast(needs_number()?),
        (Operator::Is, _) => RowTest::Is(text()),
        (Operator::IsNot, _) => RowTest::IsNot(text()),
    };
    Ok(RowCondition {
        property: column.id.clone(),
        test,
    })
}

/// Whether this is a day as in `2026-11-20`.
fn is_day(text: &str) -> bool {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    text.len() == 10 && time::Date::parse(text, format).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dto::ChosenOption;

    fn columns() -> Vec<TableColumn> {
        let column = |id: &str, kind: ColumnKind| TableColumn {
            id: id.to_owned(),
            name: id.to_uppercase(),
            kind,
            options: vec![ChosenOption {
                name: "Open".to_owned(),
                color: "blue".to_owned(),
            }],
            operators: operators(kind).to_vec(),
            groups: false,
        };
        vec![
            column("title", ColumnKind::Title),
            column("n", ColumnKind::Number),
            column("s", ColumnKind::Choice),
            column("m", ColumnKind::Choices),
            column("d", ColumnKind::Date),
            column("c", ColumnKind::Checkbox),
            column("r", ColumnKind::Pages),
            column("f", ColumnKind::Computed),
        ]
    }

    fn asked(column: &str, operator: Operator, value: &str) -> Result<RowTest, String> {
        let wish = TableCondition {
            column: column.to_owned(),
            operator,
            value: value.to_owned(),
        };
        condition(&columns(), &wish)
            .map(|condition| condition.test)
            .map_err(|error| error.details["problem"].to_string())
    }

    #[test]
    fn each_condition_means_what_its_column_holds() {
        let text = |text: &str| text.to_owned();
        for (column, operator, value, expected) in [
            (
                "title",
                Operator::Contains,
                " fog ",
                RowTest::Contains(text("fog")),
            ),
            ("title", Operator::Is, "Fog", RowTest::Is(text("Fog"))),
            ("n", Operator::Is, "4.5", RowTest::Equals(4.5)),
            ("n", Operator::AtMost, "-1", RowTest::AtMost(-1.0)),
            ("s", Operator::Is, "Open", RowTest::Has(text("Open"))),
            ("s", Operator::IsNot, "Open", RowTest::HasNot(text("Open"))),
            ("m", Operator::Contains, "Open", RowTest::Has(text("Open"))),
            (
                "d",
                Operator::Is,
                "2026-11-20",
                RowTest::On(text("2026-11-20")),
            ),
            (
                "d",
                Operator::Before,
                "2026-11-20",
                RowTest::Before(text("2026-11-20")),
            ),
            ("c", Operator::Unchecked, "", RowTest::HasNot(text("true"))),
            ("r", Operator::Empty, "", RowTest::Empty),
            ("f", Operator::Greater, "3", RowTest::Greater(3.0)),
            ("f", Operator::Is, "3", RowTest::Is(text("3"))),
        ] {
            assert_eq!(asked(column, operator, value), Ok(expected));
        }
    }

    #[test]
    fn what_cannot_be_understood_is_refused() {
        for (column, operator, value, problem) in [
            ("x", Operator::Is, "1", "no_such_column"),
            ("c", Operator::Contains, "1", "no_such_condition"),
            ("title", Operator::Contains, "  ", "no_value"),
            ("n", Operator::Greater, "many", "not_a_number"),
            ("n", Operator::Greater, "inf", "not_a_number"),
            ("d", Operator::After, "tomorrow", "not_a_day_there"),
            ("d", Operator::After, "2026-02-30", "not_a_day_there"),
        ] {
            assert_eq!(asked(column, operator, value), Err(problem.to_owned()));
        }
    }
}
