//! One condition of a filter: an operator and what it compares with.

use serde_json::Value;

use super::Operand;
use crate::error::ApiError;
use crate::moment::{self, DAY};

/// An operator with its operand.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Condition {
    operator: String,
    wanted: Vec<Operand>,
    /// The moment of the request, for operators that look at it.
    now: Option<i64>,
}

/// Operators that count from the moment of the request.
const SPANS: &[&str] = &[
    "this_week",
    "past_week",
    "past_month",
    "past_year",
    "next_week",
    "next_month",
    "next_year",
];

const OPERATORS: &[&str] = &[
    "equals",
    "does_not_equal",
    "contains",
    "does_not_contain",
    "starts_with",
    "ends_with",
    "is_empty",
    "is_not_empty",
    "greater_than",
    "less_than",
    "greater_than_or_equal_to",
    "less_than_or_equal_to",
    "before",
    "after",
    "on_or_before",
    "on_or_after",
];

impl Condition {
    /// Reads `{"operator": value}`; `me` stands for the bot, and dates may be words such as `today`.
    pub(crate) fn read(
        value: &Value,
        is_time: bool,
        bot: &str,
        now: i64,
        path: &str,
    ) -> Result<Self, ApiError> {
        let given = crate::accept::object(value, path)?;
        let Some((operator, operand)) = given.iter().next().filter(|_| given.len() == 1) else {
            return Err(ApiError::body(format!(
                "{path} should have exactly one condition."
            )));
        };
        if !OPERATORS.iter().chain(SPANS).any(|known| known == operator) {
            return Err(ApiError::body(format!(
                "{path}.{operator} should be not present."
            )));
        }
        let wanted = match operand {
            Value::Array(many) => many
                .iter()
                .map(|one| read_operand(one, false, bot, now))
                .collect(),
            Value::String(text)
                if is_time
                    && relative(text, now)
                        .or_else(|| moment::parse(text))
                        .is_none() =>
            {
                return Err(ApiError::body(format!(
                    "{path}.{operator} should be a valid ISO 8601 date string."
                )));
            }
            one => vec![read_operand(one, is_time, bot, now)],
        };
        Ok(Self {
            operator: operator.clone(),
            wanted,
            now: SPANS.contains(&operator.as_str()).then_some(now),
        })
    }

    /// Whether a value fulfils the condition.
    pub(crate) fn holds(&self, value: &Operand) -> bool {
        match self.operator.as_str() {
            "equals" => self.wanted.iter().any(|wanted| same(value, wanted)),
            "does_not_equal" => !self.wanted.iter().any(|wanted| same(value, wanted)),
            "contains" => self.wanted.iter().any(|wanted| contains(value, wanted)),
            "does_not_contain" => !self.wanted.iter().any(|wanted| contains(value, wanted)),
            "starts_with" => self
                .texts(value)
                .any(|(text, wanted)| text.starts_with(&wanted)),
            "ends_with" => self
                .texts(value)
                .any(|(text, wanted)| text.ends_with(&wanted)),
            "is_empty" => is_empty(value),
            "is_not_empty" => !is_empty(value),
            "greater_than" | "after" => self.compare(value, |value, wanted| value > wanted),
            "less_than" | "before" => self.compare(value, |value, wanted| value < wanted),
            "greater_than_or_equal_to" | "on_or_after" => {
                self.compare(value, |value, wanted| value >= wanted)
            }
            "less_than_or_equal_to" | "on_or_before" => {
                self.compare(value, |value, wanted| value <= wanted)
            }
            span => self.within(value, span),
        }
    }

    fn texts<'a>(&'a self, value: &'a Operand) -> impl Iterator<Item = (String, String)> + 'a {
        self.wanted
            .iter()
            .filter_map(move |wanted| match (value, wanted) {
                (Operand::Text(value), Operand::Text(wanted)) => {
                    Some((value.to_lowercase(), wanted.to_lowercase()))
                }
                _ => None,
            })
    }

    fn compare(&self, value: &Operand, holds: fn(f64, f64) -> bool) -> bool {
        self.wanted
            .iter()
            .any(|wanted| match (number(value), number(wanted)) {
                (Some(value), Some(wanted)) => holds(value, wanted),
                _ => false,
            })
    }

    fn within(&self, value: &Operand, span: &str) -> bool {
        let (Operand::Time(time), Some(now)) = (value, self.now) else {
            return false;
        };
        let days = match span {
            "this_week" => 3,
            "past_week" | "next_week" => 7,
            "past_month" | "next_month" => 30,
            _ => 365,
        };
        let distance = *time - now;
        match span {
            "this_week" => distance.abs() <= days * DAY,
            _ if span.starts_with("past") => (-days * DAY..=0).contains(&distance),
            _ => (0..=days * DAY).contains(&distance),
        }
    }
}

fn read_operand(value: &Value, is_time: bool, bot: &str, now: i64) -> Operand {
    match value {
        Value::String(text) if is_time => relative(text, now)
            .or_else(|| moment::parse(text))
            .map_or(Operand::Nothing, Operand::Time),
        Value::String(text) if text == "me" => Operand::Text(bot.to_owned()),
        Value::String(text) => Operand::Text(text.clone()),
        Value::Bool(switch) => Operand::Switch(*switch),
        Value::Number(number) => number.as_f64().map_or(Operand::Nothing, Operand::Number),
        _ => Operand::Nothing,
    }
}

fn relative(word: &str, now: i64) -> Option<i64> {
    let today = now.div_euclid(DAY) * DAY;
    let days = match word {
        "today" => 0,
        "tomorrow" => 1,
        "yesterday" => -1,
        "one_week_ago" => -7,
        "one_week_from_now" => 7,
        "one_month_ago" => -30,
        "one_month_from_now" => 30,
        _ => return None,
    };
    Some(today + days * DAY)
}

fn same(value: &Operand, wanted: &Operand) -> bool {
    match (value, wanted) {
        (Operand::Text(value), Operand::Text(wanted)) => {
            value.to_lowercase() == wanted.to_lowercase()
        }
        (Operand::Nothing, Operand::Switch(false)) => true,
        (value, wanted) => value == wanted,
    }
}

fn contains(value: &Operand, wanted: &Operand) -> bool {
    match (value, wanted) {
        (Operand::Text(value), Operand::Text(wanted)) => {
            value.to_lowercase().contains(&wanted.to_lowercase())
        }
        (Operand::Many(values), Operand::Text(wanted)) => {
            let id = crate::identifier::Id::parse(wanted).map(|id| id.to_string());
            values
                .iter()
                .any(|value| value == wanted || Some(value) == id.as_ref())
        }
        _ => false,
    }
}

const fn is_empty(value: &Operand) -> bool {
    match value {
        Operand::Nothing => true,
        Operand::Text(text) => text.is_empty(),
        Operand::Many(values) => values.is_empty(),
        Operand::Number(_) | Operand::Switch(_) | Operand::Time(_) => false,
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds of this era fit a double exactly"
)]
const fn number(value: &Operand) -> Option<f64> {
    match value {
        Operand::Number(number) => Some(*number),
        Operand::Time(time) => Some(*time as f64),
        _ => None,
    }
}
