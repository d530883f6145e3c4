//! A page as a person sees it here: what Notion showed last, with what was changed here put over it.
//!
//! Pure. Leaves out texts, which are shown whole from either side. The rule it protects: what lists, rules and faces look at
//! is one page, made in one place, so that a change made here counts everywhere from the moment it is made.

use keepsake_memory::{Part, UnsettledPart};
use keepsake_text::property;
use serde_json::{Value, json};

/// The page's JSON with what was changed here put over it.
#[must_use]
pub fn overlaid(raw: &Value, parts: &[UnsettledPart]) -> Value {
    put_over(
        raw,
        parts.iter().map(|part| (&part.part, part.local.as_deref())),
    )
}

/// The same from parts and what is wanted of them.
#[must_use]
pub fn overlaid_values(raw: &Value, wanted: &[(Part, Option<String>)]) -> Value {
    put_over(
        raw,
        wanted.iter().map(|(part, local)| (part, local.as_deref())),
    )
}

fn put_over<'a>(raw: &Value, wanted: impl Iterator<Item = (&'a Part, Option<&'a str>)>) -> Value {
    let mut page = raw.clone();
    for (part, local) in wanted {
        match part {
            Part::Property(id) => put_property(&mut page, id, local),
            Part::Place => put_place(&mut page, local),
            Part::Trash => put_trash(&mut page, local),
            Part::Body => {}
        }
    }
    page
}

fn put_property(page: &mut Value, id: &str, local: Option<&str>) {
    let Some(properties) = page.get_mut("properties").and_then(Value::as_object_mut) else {
        return;
    };
    let found = properties
        .values_mut()
        .find(|value| value.get("id").and_then(Value::as_str) == Some(id));
    let Some(shown) = found else {
        // Somebody has removed the property in Notion; the planner says so.
        return;
    };
    let Some(kind) = shown.get("type").and_then(Value::as_str).map(str::to_owned) else {
        return;
    };
    let wanted = local.and_then(parsed).unwrap_or(Value::Null);
    *shown = property::shown_as(&kind, id, &wanted);
}

/// A place is kept as Notion takes it for a new page; a page shows it with its type.
fn put_place(page: &mut Value, local: Option<&str>) {
    let Some(Value::Object(mut place)) = local.and_then(parsed) else {
        return;
    };
    if !place.contains_key("type")
        && let Some(kind) = place.keys().next().cloned()
    {
        place.insert("type".to_owned(), json!(kind));
    }
    if let Some(fields) = page.as_object_mut() {
        fields.insert("parent".to_owned(), Value::Object(place));
    }
}

fn put_trash(page: &mut Value, local: Option<&str>) {
    let wanted = local.and_then(parsed);
    let in_trash = wanted.as_ref().and_then(|wanted| {
        wanted
            .as_bool()
            .or_else(|| wanted.get("in_trash").and_then(Value::as_bool))
    });
    if let (Some(in_trash), Some(fields)) = (in_trash, page.as_object_mut()) {
        fields.insert("in_trash".to_owned(), json!(in_trash));
    }
}

fn parsed(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::OffsetDateTime;

    fn part(part: Part, local: Option<Value>) -> UnsettledPart {
        UnsettledPart {
            part,
            base: None,
            local: local.map(|local| local.to_string()),
            base_hash: None,
            local_hash: None,
            lossy_base: false,
            edits: 1,
            edited_time: OffsetDateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn what_was_changed_here_is_seen_and_the_rest_stays() {
        let raw = json!({
            "in_trash": false,
            "parent": {"type": "data_source_id", "data_source_id": "d"},
            "properties": {
                "Status": {"id": "s", "type": "select", "select": {"id": "1", "name": "Draft", "color": "gray"}},
                "Name": {"id": "title", "type": "title", "title": []},
            },
        });
        let parts = [
            part(
                Part::Property("s".to_owned()),
                Some(json!({"select": {"name": "Queued"}})),
            ),
            part(
                Part::Property("gone".to_owned()),
                Some(json!({"number": 1})),
            ),
            part(
                Part::Trash,
                Some(json!({"in_trash": true, "metadata": "", "body": ""})),
            ),
            part(Part::Place, Some(json!({"page_id": "p"}))),
            part(Part::Body, Some(json!("text"))),
        ];
        assert_eq!(
            overlaid(&raw, &parts),
            json!({
                "in_trash": true,
                "parent": {"page_id": "p", "type": "page_id"},
                "properties": {
                    "Status": {"id": "s", "type": "select", "select": {"name": "Queued"}},
                    "Name": {"id": "title", "type": "title", "title": []},
                },
            })
        );
        assert_eq!(overlaid(&raw, &[]), raw);
    }

    #[test]
    fn a_value_that_was_emptied_here_is_empty() {
        let raw = json!({"properties": {"When": {"id": "w", "type": "date", "date": {"start": "2026-11-20"}}}});
        let parts = [part(Part::Property("w".to_owned()), None)];
        assert_eq!(
            overlaid(&raw, &parts)["properties"]["When"],
            json!({"id": "w", "type": "date", "date": null})
        );
    }
}
