//! Pages and their properties as JSON.

use serde_json::{Map, Value, json};

use super::{View, link};
use crate::store::model::{Page, Parent, PropertyValue};
use crate::store::text::{Run, RunKind, own_words};

/// References one property of a page object shows at most (Notion docs: Retrieve a page property item).
pub(crate) const REFERENCE_LIMIT: usize = 25;

impl View<'_> {
    pub(crate) fn page(&self, page: &Page) -> Value {
        let in_trash = self.store.in_trash(page.id);
        let value = json!({
            "object": "page",
            "id": page.id,
            "created_time": self.time(page.stamp.created),
            "last_edited_time": self.time(page.stamp.edited),
            "created_by": self.user_reference(page.stamp.creator),
            "last_edited_by": self.user_reference(page.stamp.editor),
            "cover": page.cover.as_ref().map(|cover| self.media(cover)),
            "icon": self.icon(page.icon.as_ref()),
            "parent": self.parent(page.parent),
            "in_trash": in_trash,
            "is_archived": page.is_archived,
            "is_locked": page.is_locked,
            "properties": self.properties(page),
            "url": link(&own_words(&page.title), page.id),
            "public_url": null,
        });
        self.finish(value, in_trash)
    }

    fn properties(&self, page: &Page) -> Value {
        let source = match page.parent {
            Parent::DataSource(id) => self.store.sources.get(&id),
            _ => None,
        };
        let Some(source) = source else {
            return json!({"title": {"id": "title", "type": "title", "title": self.shortened(&page.title)}});
        };
        let values = self.store.properties(page);
        let mut properties = Map::new();
        for property in &source.properties {
            let mut value = json!({"id": property.id, "type": property.kind});
            value[property.kind.as_str()] = match property.kind.as_str() {
                "title" => self.shortened(&page.title),
                "created_time" => json!(self.time(page.stamp.created)),
                "last_edited_time" => json!(self.time(page.stamp.edited)),
                "created_by" => self.user_reference(page.stamp.creator),
                "last_edited_by" => self.user_reference(page.stamp.editor),
                kind => values
                    .get(&property.id)
                    .map_or_else(|| empty(kind), |value| self.property_value(value)),
            };
            if property.kind == "relation" {
                let count = if let Some(PropertyValue::Relation(ids)) = values.get(&property.id) {
                    ids.len()
                } else {
                    0
                };
                value["has_more"] = json!(count > REFERENCE_LIMIT);
            }
            properties.insert(property.name.clone(), value);
        }
        Value::Object(properties)
    }

    fn property_value(&self, value: &PropertyValue) -> Value {
        match value {
            PropertyValue::Text(text) => self.shortened(text),
            PropertyValue::Relation(pages) => pages
                .iter()
                .take(REFERENCE_LIMIT)
                .map(|id| json!({"id": id}))
                .collect::<Vec<_>>()
                .into(),
            PropertyValue::People(people) => people
                .iter()
                .take(REFERENCE_LIMIT)
                .map(|id| self.person(*id))
                .collect::<Vec<_>>()
                .into(),
            PropertyValue::Files(files) => {
                let one = |(name, media): &(String, crate::store::model::Media)| {
                    let mut file = json!({"name": name});
                    if let (Value::Object(fields), Some(target)) =
                        (self.media(media), file.as_object_mut())
                    {
                        target.extend(fields);
                    }
                    file
                };
                files.iter().map(one).collect::<Vec<_>>().into()
            }
            PropertyValue::Plain(value) => value.clone(),
        }
    }

    /// A person in a property.
    pub(crate) fn person(&self, id: crate::identifier::Id) -> Value {
        self.store
            .user(id)
            .map_or_else(|| self.user_reference(id), |user| self.user(user))
    }

    /// Rich text cut off after the twenty-fifth mention.
    fn shortened(&self, text: &[Run]) -> Value {
        let mut mentions = 0;
        let end = text.iter().position(|run| {
            if is_reference(run) {
                mentions += 1;
            }
            mentions > REFERENCE_LIMIT
        });
        self.rich_text(&text[..end.unwrap_or(text.len())])
    }
}

/// Whether a run refers to a page, database or user and counts against the limit.
pub(crate) const fn is_reference(run: &Run) -> bool {
    matches!(
        run.kind,
        RunKind::Page(_) | RunKind::Database(_) | RunKind::User(_)
    )
}

/// What a property without a value shows.
pub(crate) fn empty(kind: &str) -> Value {
    match kind {
        "rich_text" | "multi_select" | "people" | "files" | "relation" => json!([]),
        "checkbox" => json!(false),
        "button" => json!({}),
        "formula" => json!({"type": "string", "string": null}),
        "rollup" => json!({"type": "array", "array": [], "function": "show_original"}),
        _ => Value::Null,
    }
}
