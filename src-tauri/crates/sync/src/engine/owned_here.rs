//! Properties of which changes in Notion are not taken.
//!
//! Leaves out what becomes of the two versions ([`crate::two_way::decide`]). The rule it protects: before such a property is
//! stored as Notion shows it now, what was here of it becomes a wish, so that it is what a person sees, goes back to Notion,
//! and Notion's version is kept as the one that lost.

use std::collections::HashMap;

use keepsake_memory::{Change, ConnectionId, Known, Part};
use keepsake_notion::{Object, Page};
use keepsake_text::NotionId;
use serde_json::Value;

use super::Engine;
use crate::{
    error::RunError,
    two_way::{
        Rules,
        remote::{Shown, property_of, property_shown},
    },
};

impl Engine {
    /// What stands here of these objects, which Notion has just shown. `known` is what is stored of them.
    pub(super) async fn keep_what_is_owned_here(
        &self,
        connection: ConnectionId,
        rules: &Rules,
        shown: impl Iterator<Item = &Object>,
        known: &HashMap<NotionId, Known>,
    ) -> Result<Vec<Change>, RunError> {
        let mut changes = Vec::new();
        for object in shown {
            let Object::Page(page) = object else { continue };
            let owned = rules.owned_here(page);
            let before = known.get(&page.id);
            let was_seen = before.is_some_and(|before| before.metadata_hash.is_some());
            if owned.is_empty() || page.in_trash || !was_seen {
                continue;
            }
            let Some(stored) = self.store.raw(connection, page.id).await? else {
                continue;
            };
            changes.extend(owned.iter().filter_map(|id| stands(page, &stored, id)));
        }
        Ok(changes)
    }
}

/// What is here of a property that Notion shows otherwise; nothing where it shows the same, or the beginning only.
fn stands(page: &Page, stored: &Value, id: &str) -> Option<Change> {
    let before = property_of(stored.get("properties")?.as_object()?, id)?;
    let now = property_of(&page.properties, id)?;
    if before.get("type") != now.get("type") {
        // What is here cannot be written there any more.
        return None;
    }
    match (property_shown(before), property_shown(now)) {
        (Shown::Whole(before), Shown::Whole(now)) if before != now => Some(Change::KeepPart {
            object: page.id,
            part: Part::Property(id.to_owned()),
            value: before,
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;
    use keepsake_notion::Parent;
    use serde_json::{Map, json};
    use time::OffsetDateTime;

    const TIME: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

    fn page(properties: &Value) -> Page {
        Page {
            id: NotionId::from_bytes([1; 16]),
            parent: Parent::Workspace,
            created_time: TIME,
            last_edited_time: TIME,
            created_by: None,
            last_edited_by: None,
            in_trash: false,
            is_archived: false,
            is_locked: false,
            url: None,
            icon: None,
            cover: None,
            properties: properties.as_object().cloned().unwrap(),
            extra: Map::new(),
        }
    }

    #[test]
    fn only_a_value_that_is_another_one_is_kept() {
        let number =
            |value: Value| json!({"Count": {"id": "n", "type": "number", "number": value}});
        let retyped = json!({"Count": {"id": "n", "type": "checkbox", "checkbox": true}});
        let table = [
            ("the same", number(json!(1)), number(json!(1)), false),
            ("another one", number(json!(1)), number(json!(2)), true),
            ("emptied", number(json!(1)), number(Value::Null), true),
            ("gone", number(json!(1)), json!({}), false),
            ("retyped", number(json!(1)), retyped, false),
        ];
        for (case, before, now, kept) in table {
            let stored = json!({"properties": before});
            assert_eq!(stands(&page(&now), &stored, "n").is_some(), kept, "{case}");
        }
    }
}
