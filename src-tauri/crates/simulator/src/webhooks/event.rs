//! The bodies of events: ids and the kind of change, never content.

use serde_json::{Value, json};

use crate::identifier::Id;
use crate::moment;
use crate::seed::mix;
use crate::store::model::Parent;
use crate::store::{Kind, Store};

/// The event of a change, if Notion sends one for it.
pub(super) fn of_change(
    store: &Store,
    subscription: Id,
    action: &str,
    id: Id,
    author: Id,
    now: i64,
) -> Option<Value> {
    let kind = store.kind(id)?;
    let (entity, prefix) = match kind {
        Kind::Page => (id, "page"),
        Kind::Block => (store.page_of(id)?, "page"),
        Kind::Database => (id, "database"),
        Kind::DataSource => (id, "data_source"),
    };
    let is_object = kind != Kind::Block;
    let what = match action {
        "create_page" | "add_page" | "add_row" | "create_database" | "create_data_source" => {
            "created"
        }
        "trash" if is_object => "deleted",
        "restore" if is_object => "undeleted",
        "move" => "moved",
        "set_title" | "set_property" | "update_properties" | "update_page"
            if kind == Kind::Page =>
        {
            "properties_updated"
        }
        "update_data_source" => "schema_updated",
        _ => "content_updated",
    };
    let mut data = json!({"parent": parent(store, entity)});
    if what == "content_updated" && kind == Kind::Block {
        data["updated_blocks"] = json!([{"id": id, "type": "block"}]);
    }
    Some(event(
        store,
        subscription,
        &format!("{prefix}.{what}"),
        (entity, prefix),
        author,
        data,
        now,
    ))
}

/// The event of a new comment.
pub(super) fn of_comment(
    store: &Store,
    subscription: Id,
    id: Id,
    on: Id,
    author: Id,
    now: i64,
) -> Value {
    let kind = if store.pages.contains_key(&on) {
        "page"
    } else {
        "block"
    };
    let data = json!({"parent": {"id": on, "type": kind}, "page_id": store.page_of(on)});
    event(
        store,
        subscription,
        "comment.created",
        (id, "comment"),
        author,
        data,
        now,
    )
}

fn event(
    store: &Store,
    subscription: Id,
    kind: &str,
    entity: (Id, &str),
    author: Id,
    data: Value,
    now: i64,
) -> Value {
    let author_kind = if store.user(author).is_some_and(|user| user.email.is_some()) {
        "person"
    } else {
        "bot"
    };
    let number = mix(entity.0.fold() ^ store.revision);
    json!({
        "id": format!("{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}", number >> 32, (number >> 16) & 0xffff, number & 0xfff, (number >> 4) & 0xfff, mix(number) >> 16),
        "timestamp": moment::utc(now),
        "workspace_id": store.id,
        "workspace_name": store.name,
        "subscription_id": subscription,
        "integration_id": subscription,
        "type": kind,
        "authors": [{"id": author, "type": author_kind}],
        "attempt_number": 1,
        "api_version": "2026-03-11",
        "entity": {"id": entity.0, "type": entity.1},
        "data": data,
    })
}

fn parent(store: &Store, id: Id) -> Value {
    match store.parent(id) {
        Some(Parent::Page(id)) => json!({"id": id, "type": "page"}),
        Some(Parent::Block(id)) => json!({"id": id, "type": "block"}),
        Some(Parent::Database(id)) => json!({"id": id, "type": "database"}),
        Some(Parent::DataSource(id)) => {
            let database = store.sources.get(&id).map(|source| source.database);
            json!({"id": database, "type": "database", "data_source_id": id})
        }
        Some(Parent::Workspace) | None => json!({"id": store.id, "type": "space"}),
    }
}
