//! Filters: one condition on a property or timestamp, or `and` / `or` of them, nested at most two levels.

use serde_json::Value;

use super::Row;
use super::condition::Condition;
use crate::error::ApiError;
use crate::identifier::Id;
use crate::store::model::{DataSource, Property};

/// A filter that was read and checked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Filter {
    All(Vec<Filter>),
    Any(Vec<Filter>),
    Column(Property, Condition),
    Created(Condition),
    Edited(Condition),
}

impl Filter {
    /// Reads a filter against the schema of its data source.
    pub(crate) fn read(
        value: &Value,
        source: &DataSource,
        bot: Id,
        now: i64,
    ) -> Result<Self, ApiError> {
        read(value, source, &bot.to_string(), now, 0)
    }

    /// Whether a row passes.
    pub(crate) fn matches(&self, row: &mut Row<'_>) -> bool {
        match self {
            Self::All(filters) => filters.iter().all(|filter| filter.matches(row)),
            Self::Any(filters) => filters.iter().any(|filter| filter.matches(row)),
            Self::Column(property, condition) => condition.holds(&row.operand(property)),
            Self::Created(condition) => {
                condition.holds(&super::Operand::Time(row.time(row.page.stamp.created)))
            }
            Self::Edited(condition) => {
                condition.holds(&super::Operand::Time(row.time(row.page.stamp.edited)))
            }
        }
    }
}

fn read(
    value: &Value,
    source: &DataSource,
    bot: &str,
    now: i64,
    depth: usize,
) -> Result<Filter, ApiError> {
    let path = "body.filter";
    let given = crate::accept::object(value, path)?;
    for (word, build) in [
        ("and", Filter::All as fn(Vec<Filter>) -> Filter),
        ("or", Filter::Any),
    ] {
        if let Some(parts) = given.get(word) {
            if depth >= 2 {
                return Err(ApiError::body(format!(
                    "{path}.{word} should be nested at most two levels."
                )));
            }
            let parts = crate::accept::array(parts, path)?;
            let parts = parts
                .iter()
                .map(|part| read(part, source, bot, now, depth + 1))
                .collect::<Result<_, _>>()?;
            return Ok(build(parts));
        }
    }
    if let Some(timestamp) = given.get("timestamp").and_then(Value::as_str) {
        let condition = Condition::read(
            given.get(timestamp).unwrap_or(&Value::Null),
            true,
            bot,
            now,
            path,
        )?;
        return match timestamp {
            "created_time" => Ok(Filter::Created(condition)),
            "last_edited_time" => Ok(Filter::Edited(condition)),
            _ => Err(ApiError::body(format!(
                "{path}.timestamp should be `\"created_time\"` or `\"last_edited_time\"`."
            ))),
        };
    }
    let name = given
        .get("property")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let property = source
        .properties
        .iter()
        .find(|property| property.name == name || property.id == name);
    let property = property.ok_or_else(|| {
        ApiError::validation(format!("Could not find property with name or id: {name}"))
    })?;
    let Some((kind, condition)) = given
        .iter()
        .find(|(key, _)| !matches!(key.as_str(), "property" | "type"))
    else {
        return Err(ApiError::body(format!("{path} should have a condition.")));
    };
    let (kind, condition) = inner(kind, condition);
    let is_time = matches!(kind, "date" | "created_time" | "last_edited_time");
    Ok(Filter::Column(
        property.clone(),
        Condition::read(condition, is_time, bot, now, &format!("{path}.{kind}"))?,
    ))
}

/// Formulas and rollups wrap the condition of their result.
fn inner<'a>(kind: &'a str, condition: &'a Value) -> (&'a str, &'a Value) {
    if matches!(kind, "formula" | "rollup" | "any" | "every" | "none")
        && let Some((kind, condition)) = condition
            .as_object()
            .and_then(|condition| condition.iter().next())
    {
        return inner(kind, condition);
    }
    if kind == "verification"
        && let Some(status) = condition.get("status")
        && status.is_object()
    {
        return ("status", status);
    }
    (kind, condition)
}
