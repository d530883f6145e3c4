//! Properties in the shape that people recognise: a tick box as a tick box, a relation as the pages it leads to.
//!
//! Leaves out how a moment or a number is written, which is the language's business. The rule it protects: a type nobody
//! has heard of is still shown, by its words.

use keepsake_memory::ConnectionId;
use keepsake_text::property;
use serde_json::Value;

use crate::dto::{self, ChosenOption, PropertyValue, ReaderProperty};
use crate::error::AppError;
use crate::keepsake::Keepsake;

/// Related pages shown of one property.
const PAGES_SHOWN: usize = 50;

impl Keepsake {
    /// The properties of a page, without the title and without empty ones.
    pub(super) async fn properties(
        &self,
        connection: ConnectionId,
        raw: &Value,
    ) -> Result<Vec<ReaderProperty>, AppError> {
        let Some(properties) = raw.get("properties").and_then(Value::as_object) else {
            return Ok(Vec::new());
        };
        let mut shown = Vec::new();
        for (name, value) in properties.iter().filter(|(_, value)| !is_title(value)) {
            let Some(value) = self.property_value(connection, value).await? else {
                continue;
            };
            shown.push(ReaderProperty {
                name: name.clone(),
                text: value.words(),
                value,
            });
        }
        Ok(shown)
    }

    /// A value, unless the field is empty.
    pub(crate) async fn property_value(
        &self,
        connection: ConnectionId,
        value: &Value,
    ) -> Result<Option<PropertyValue>, AppError> {
        if kind(value) != "relation" {
            return Ok(plain(value));
        }
        let related = property::references(value);
        let mut pages = Vec::new();
        for id in related.iter().take(PAGES_SHOWN) {
            pages.extend(self.page_ref(connection, *id).await?);
        }
        let total = dto::count(related.len() as u64);
        Ok((total > 0).then_some(PropertyValue::Pages { pages, total }))
    }
}

/// Whether a value is the title of its page.
fn is_title(value: &Value) -> bool {
    kind(value) == "title"
}

fn kind(value: &Value) -> &str {
    value
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default()
}

/// A value that needs nothing but itself.
fn plain(value: &Value) -> Option<PropertyValue> {
    let kind = kind(value);
    let content = value.get(kind).unwrap_or(&Value::Null);
    let text = property::plain_text(value);
    match kind {
        "checkbox" => {
            return content
                .as_bool()
                .map(|checked| PropertyValue::Checkbox { checked });
        }
        "date" => return date(content),
        "formula" | "rollup" if content.get("type").and_then(Value::as_str) == Some("date") => {
            return date(content.get("date").unwrap_or(&Value::Null));
        }
        "created_time" | "last_edited_time" if !text.is_empty() => {
            return Some(PropertyValue::Moment {
                start: text,
                end: None,
            });
        }
        "number" => return number(content),
        "formula" | "rollup" if content.get("type").and_then(Value::as_str) == Some("number") => {
            return number(content.get("number").unwrap_or(&Value::Null));
        }
        "formula" if content.get("type").and_then(Value::as_str) == Some("boolean") => {
            return content
                .get("boolean")
                .and_then(Value::as_bool)
                .map(|checked| PropertyValue::Checkbox { checked });
        }
        "select" | "status" => return options(std::slice::from_ref(content)),
        "multi_select" => return options(content.as_array().map_or(&[], Vec::as_slice)),
        "url" if is_web(&text) => return Some(PropertyValue::Address { url: text }),
        _ => {}
    }
    (!text.is_empty()).then_some(PropertyValue::Text { text })
}

fn number(content: &Value) -> Option<PropertyValue> {
    content
        .as_f64()
        .map(|number| PropertyValue::Number { number })
}

/// Options that are chosen, each with its colour.
fn options(chosen: &[Value]) -> Option<PropertyValue> {
    let part = |option: &Value, key: &str| {
        let text = option.get(key).and_then(Value::as_str);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let options: Vec<ChosenOption> = chosen
        .iter()
        .filter_map(|option| {
            Some(ChosenOption {
                name: part(option, "name")?,
                color: part(option, "color").unwrap_or_else(|| "default".to_owned()),
            })
        })
        .collect();
    (!options.is_empty()).then_some(PropertyValue::Options { options })
}

/// Notion's date object (Notion API reference: Page property values, Date).
fn date(content: &Value) -> Option<PropertyValue> {
    let part = |key: &str| content.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(PropertyValue::Moment {
        start: part("start")?,
        end: part("end"),
    })
}

fn is_web(address: &str) -> bool {
    url::Url::parse(address)
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn text(text: &str) -> Option<PropertyValue> {
        Some(PropertyValue::Text {
            text: text.to_owned(),
        })
    }

    fn moment(start: &str, end: Option<&str>) -> Option<PropertyValue> {
        Some(PropertyValue::Moment {
            start: start.to_owned(),
            end: end.map(str::to_owned),
        })
    }

    #[test]
    fn a_value_has_the_shape_people_recognise() {
        for (value, expected) in [
            (
                json!({"type": "checkbox", "checkbox": false}),
                Some(PropertyValue::Checkbox { checked: false }),
            ),
            (
                json!({"type": "date", "date": {"start": "2026-11-24", "end": "2026-11-25"}}),
                moment("2026-11-24", Some("2026-11-25")),
            ),
            (json!({"type": "date", "date": null}), None),
            (
                json!({"type": "created_time", "created_time": "2026-04-19T20:06:00.000Z"}),
                moment("2026-04-19T20:06:00.000Z", None),
            ),
            (
                json!({"type": "formula", "formula": {"type": "date", "date": {"start": "2026-01-01"}}}),
                moment("2026-01-01", None),
            ),
            (
                json!({"type": "url", "url": "https://example.org/a"}),
                Some(PropertyValue::Address {
                    url: "https://example.org/a".to_owned(),
                }),
            ),
            (
                json!({"type": "number", "number": 40.5}),
                Some(PropertyValue::Number { number: 40.5 }),
            ),
            (
                json!({"type": "formula", "formula": {"type": "boolean", "boolean": true}}),
                Some(PropertyValue::Checkbox { checked: true }),
            ),
            (
                json!({"type": "multi_select", "multi_select": [{"name": "Glass", "color": "blue"}, {"name": "Paper"}]}),
                Some(PropertyValue::Options {
                    options: [("Glass", "blue"), ("Paper", "default")]
                        .map(|(name, color)| ChosenOption {
                            name: name.to_owned(),
                            color: color.to_owned(),
                        })
                        .to_vec(),
                }),
            ),
            (json!({"type": "status", "status": {"name": ""}}), None),
            (json!({"type": "multi_select", "multi_select": []}), None),
            (json!({"type": "select", "select": null}), None),
            (json!({"type": "aura", "aura": "blue"}), text("blue")),
        ] {
            assert_eq!(plain(&value), expected, "{value}");
        }
    }

    #[test]
    fn an_address_that_is_none_of_the_web_stays_words() {
        for address in ["javascript:alert(1)", "file:///etc/passwd", "example.org"] {
            let value = json!({"type": "url", "url": address});
            assert_eq!(plain(&value), text(address));
        }
    }
}
