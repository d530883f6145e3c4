//! Sorts of a query: by column or timestamp, several in order.

use std::cmp::Ordering;

use serde_json::Value;

use super::{Operand, Row};
use crate::error::ApiError;
use crate::store::model::{DataSource, Property};

/// One sort.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sort {
    by: By,
    descending: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum By {
    Column(Property),
    Created,
    Edited,
}

/// Reads the list of sorts.
pub(crate) fn read(value: &Value, source: &DataSource) -> Result<Vec<Sort>, ApiError> {
    let mut sorts = Vec::new();
    for given in crate::accept::array(value, "body.sorts")? {
        let by = match (given["timestamp"].as_str(), given["property"].as_str()) {
            (Some("created_time"), _) => By::Created,
            (Some("last_edited_time"), _) => By::Edited,
            (None, Some(name)) => {
                let property = source
                    .properties
                    .iter()
                    .find(|property| property.name == name || property.id == name);
                let missing = || {
                    ApiError::validation(format!(
                        "Could not find sort property with name or id: {name}"
                    ))
                };
                By::Column(property.ok_or_else(missing)?.clone())
            }
            _ => {
                return Err(ApiError::body(
                    "body.sorts should have a `property` or a `timestamp`.",
                ));
            }
        };
        sorts.push(Sort {
            by,
            descending: given["direction"] == "descending",
        });
    }
    Ok(sorts)
}

/// Sorts rows; equal rows keep their order of creation.
pub(crate) fn apply(rows: &mut Vec<Row<'_>>, sorts: &[Sort]) {
    let mut keyed: Vec<(Vec<Operand>, Row<'_>)> = rows
        .drain(..)
        .map(|mut row| {
            let keys = sorts
                .iter()
                .map(|sort| match &sort.by {
                    By::Column(property) => row.operand(property),
                    By::Created => Operand::Time(row.time(row.page.stamp.created)),
                    By::Edited => Operand::Time(row.time(row.page.stamp.edited)),
                })
                .collect();
            (keys, row)
        })
        .collect();
    keyed.sort_by(|(first, _), (second, _)| {
        let order = first
            .iter()
            .zip(second)
            .zip(sorts)
            .map(|((first, second), sort)| {
                let order = compare(first, second);
                if sort.descending {
                    order.reverse()
                } else {
                    order
                }
            });
        order
            .into_iter()
            .find(|order| *order != Ordering::Equal)
            .unwrap_or(Ordering::Equal)
    });
    rows.extend(keyed.into_iter().map(|(_, row)| row));
}

/// Empty values come last.
fn compare(first: &Operand, second: &Operand) -> Ordering {
    match (first, second) {
        (Operand::Nothing, Operand::Nothing) => Ordering::Equal,
        (Operand::Nothing, _) => Ordering::Greater,
        (_, Operand::Nothing) => Ordering::Less,
        (Operand::Text(first), Operand::Text(second)) => first.cmp(second),
        (Operand::Number(first), Operand::Number(second)) => first.total_cmp(second),
        (Operand::Time(first), Operand::Time(second)) => first.cmp(second),
        (Operand::Switch(first), Operand::Switch(second)) => first.cmp(second),
        (Operand::Many(first), Operand::Many(second)) => first.cmp(second),
        _ => Ordering::Equal,
    }
}
