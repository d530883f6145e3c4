//! Writing what Notion showed of pages, databases and data sources.
//!
//! Search results arrive a hundred at a time and are mostly known already, so a group is compared in memory and only
//! differences are written. Leaves out bodies, and reading (`reads`).
//!
//! The rule it protects: a thinner view of an object (its id, a link's title) never replaces a fuller one.

use std::collections::HashMap;

use keepsake_text::canonical::{hash_json, hash_text};
use keepsake_text::{ContentHash, NotionId};
use serde_json::Value;

use crate::apply::Batch;
use crate::change::{ObjectKind, Observation, ObservedObject, StoredParent};
use crate::columns::{StoredHash, StoredId, clean, id_list, millis, moment, number_list};
use crate::error::StoreError;
use crate::packing::pack;
use crate::places::Reach;
use crate::property_index::{self, Facts};
use crate::rows::row_struct;
use crate::statement::{batches, sql, sql_rows};
use crate::{fetches, titles};

row_struct! {
    /// What is stored of an object, as far as writing needs it.
    struct Known {
        id: i64,
        notion_id: StoredId,
        title: String,
        parent_kind: String,
        parent_id: Option<StoredId>,
        container: Option<StoredId>,
        partial: bool,
        in_trash: bool,
        trash_seen: bool,
        in_scope: bool,
        reach: Reach,
        metadata_hash: Option<StoredHash>,
        edited_time: Option<i64>,
        body_edited_time: Option<i64>,
        body_settled: Option<bool>,
    }
}

/// A row to be written, with what follows from it.
struct Write {
    object: ObservedObject,
    container: Option<NotionId>,
    hash: Option<ContentHash>,
    facts: Option<Facts>,
    /// The title as stored; `None` for a new object.
    old_title: Option<String>,
}

/// Writes a group of observed objects. Of several views of one object in the group, the last counts.
pub(crate) fn put(batch: &mut Batch<'_>, group: Vec<ObservedObject>) -> Result<(), StoreError> {
    let known = load_known(batch, &group)?;
    let include_by_default = if group.iter().any(|object| !known.contains_key(&object.id)) {
        included_by_default(batch)?
    } else {
        false
    };
    let mut last: HashMap<NotionId, usize> = HashMap::new();
    for (index, object) in group.iter().enumerate() {
        if let Some(&before) = last.get(&object.id)
            && object.partial
            && group.get(before).is_some_and(|fuller| !fuller.partial)
        {
            continue;
        }
        last.insert(object.id, index);
    }
    let mut writes = Vec::new();
    let mut seen = Vec::new();
    for (index, object) in group.into_iter().enumerate() {
        let before = known.get(&object.id);
        let examined = examine(object, before);
        batch
            .applied
            .observations
            .push(observation(&examined, before, include_by_default));
        if last.get(&examined.object.id) != Some(&index) {
            continue;
        }
        match before {
            Some(before) if examined.same => seen.push(before.id),
            _ => {
                let moved = before
                    .is_none_or(|before| before.container.map(|id| id.0) != examined.container);
                batch.applied.tree_changed |= moved;
                writes.push(Write {
                    container: examined.container,
                    hash: examined.hash,
                    facts: examined.facts,
                    old_title: before.map(|before| before.title.clone()),
                    object: examined.object,
                });
            }
        }
    }
    touch(batch, seen)?;
    write_rows(batch, &writes, include_by_default)?;
    if !include_by_default {
        // A request may have been there before its object was.
        let new = writes.iter().filter(|write| write.old_title.is_none());
        fetches::park(batch, new.map(|write| write.object.id))?;
    }
    write_raw(batch, &writes)?;
    write_titles(batch, &writes)?;
    let mut facts = Vec::new();
    for write in writes {
        if let Some(found) = write.facts {
            facts.push((
                batch.row(write.object.id)?,
                write.old_title.is_none(),
                found,
            ));
        }
    }
    property_index::put(batch, facts)
}

/// An observed object beside what is known of it.
struct Examined {
    object: ObservedObject,
    container: Option<NotionId>,
    hash: Option<ContentHash>,
    facts: Option<Facts>,
    /// Nothing to write.
    same: bool,
    metadata_changed: bool,
}

fn examine(mut object: ObservedObject, before: Option<&Known>) -> Examined {
    object.title = clean(&object.title).into_owned();
    let container = container_of(&object, before);
    let thinner = object.partial && before.is_some_and(|before| !before.partial);
    if thinner {
        return Examined {
            container,
            hash: None,
            facts: None,
            same: true,
            metadata_changed: false,
            object,
        };
    }
    let hash = object.hash.unwrap_or_else(|| metadata_hash(&object.raw));
    let metadata_changed =
        before.is_none_or(|before| before.metadata_hash != Some(StoredHash(hash)));
    let same = !metadata_changed
        && before.is_some_and(|before| {
            before.partial == object.partial
                && before.title == object.title
                && before.in_trash == object.in_trash
                && !before.trash_seen
                && before.container.map(|id| id.0) == container
                && before.edited_time == object.edited_time.map(millis)
                && (before.reach == Reach::Ok || object.partial)
        });
    // JSON that does not parse is kept as it came and has nothing to say.
    let value: Option<Value> = metadata_changed
        .then(|| serde_json::from_str(&object.raw).ok())
        .flatten();
    let facts = value.map(|value| match object.kind {
        ObjectKind::Page => Facts::of_page(&value),
        ObjectKind::Database | ObjectKind::DataSource => Facts::of_database(&value),
    });
    Examined {
        container,
        hash: (!object.partial).then_some(hash),
        facts,
        same,
        metadata_changed,
        object,
    }
}

/// The hash of what an object says, from its JSON, without what moves although nothing was edited: the stamps of the
/// last edit (Notion moves them for edits of the body too), and values that Notion computes (a formula over `now()` differs
/// at each read). JSON that does not parse is compared byte for byte.
#[must_use]
pub fn metadata_hash(raw: &str) -> ContentHash {
    match serde_json::from_str(raw) {
        Ok(mut value) => hash_of(&mut value),
        Err(_) => hash_text(raw),
    }
}

fn hash_of(value: &mut Value) -> ContentHash {
    const COMPUTED: [&str; 4] = ["last_edited_time", "last_edited_by", "formula", "rollup"];
    if let Some(fields) = value.as_object_mut() {
        fields.remove("last_edited_time");
        fields.remove("last_edited_by");
        if let Some(properties) = fields.get_mut("properties").and_then(Value::as_object_mut) {
            properties.retain(|_, property| {
                // A schema names its columns; a page's values have no name.
                let is_schema = property.get("name").is_some();
                let kind = property.get("type").and_then(Value::as_str);
                is_schema || !kind.is_some_and(|kind| COMPUTED.contains(&kind))
            });
        }
    }
    hash_json(value)
}

/// The container as far as the parent tells it; a block's is kept while the parent stays the same block.
fn container_of(object: &ObservedObject, before: Option<&Known>) -> Option<NotionId> {
    match object.parent {
        StoredParent::Page(id) | StoredParent::Database(id) | StoredParent::DataSource(id) => {
            Some(id)
        }
        StoredParent::Block(block) => before
            .filter(|before| {
                before.parent_kind == "block" && before.parent_id.map(|id| id.0) == Some(block)
            })
            .and_then(|before| before.container)
            .map(|id| id.0),
        StoredParent::Workspace | StoredParent::Unknown => None,
    }
}

fn observation(
    examined: &Examined,
    before: Option<&Known>,
    include_by_default: bool,
) -> Observation {
    Observation {
        id: examined.object.id,
        is_new: before.is_none(),
        metadata_changed: examined.metadata_changed,
        body_known_for: before
            .and_then(|before| before.body_edited_time)
            .map(moment),
        body_settled: before
            .and_then(|before| before.body_settled)
            .unwrap_or(false),
        needs_container: matches!(examined.object.parent, StoredParent::Block(_))
            && examined.container.is_none(),
        in_scope: before.map_or(include_by_default, |before| before.in_scope),
    }
}

fn load_known(
    batch: &mut Batch<'_>,
    group: &[ObservedObject],
) -> Result<HashMap<NotionId, Known>, StoreError> {
    let rows: Vec<Known> = batch
        .session
        .all(
            sql("SELECT o.id, o.notion_id, o.title, o.parent_kind, o.parent_id, o.container, o.partial, o.in_trash,
                        o.trash_seen, o.in_scope, o.reach, o.metadata_hash, o.edited_time,
                        b.edited_time AS body_edited_time, b.settled AS body_settled
                 FROM objects o LEFT JOIN bodies b ON b.object_id = o.id
                 WHERE o.connection_id = ? AND o.notion_id IN (SELECT unhex(value) FROM json_each(?))")
            .bind(batch.connection)
            .bind(id_list(group.iter().map(|object| object.id))),
        )?;
    batch
        .rows
        .extend(rows.iter().map(|row| (row.notion_id.0, row.id)));
    Ok(rows.into_iter().map(|row| (row.notion_id.0, row)).collect())
}

fn included_by_default(batch: &mut Batch<'_>) -> Result<bool, StoreError> {
    let found: Option<(bool,)> = batch.session.optional(
        sql("SELECT include_by_default FROM connections WHERE id = ?").bind(batch.connection),
    )?;
    found
        .map(|(included,)| included)
        .ok_or(StoreError::UnknownConnection(batch.connection.get()))
}

fn touch(batch: &mut Batch<'_>, rows: Vec<i64>) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    batch.session.execute(
        sql("UPDATE objects SET seen_time = ? WHERE id IN (SELECT value FROM json_each(?))")
            .bind(batch.now)
            .bind(number_list(rows)),
    )?;
    Ok(())
}

fn write_rows(
    batch: &mut Batch<'_>,
    writes: &[Write],
    include_by_default: bool,
) -> Result<(), StoreError> {
    for rows in batches(writes) {
        let mut statement = sql_rows(
            "INSERT INTO objects (connection_id, notion_id, kind, title, icon, url, parent_kind, parent_id, container,
                 created_time, edited_time, in_trash, partial, in_scope, metadata_hash, first_seen_time, seen_time)",
            17,
            rows.len(),
            "ON CONFLICT (connection_id, notion_id) DO UPDATE SET
                 kind = excluded.kind, title = excluded.title, icon = excluded.icon, url = excluded.url,
                 parent_kind = excluded.parent_kind, parent_id = excluded.parent_id, container = excluded.container,
                 created_time = excluded.created_time, edited_time = excluded.edited_time,
                 in_trash = excluded.in_trash, trash_seen = 0, partial = excluded.partial, metadata_hash = excluded.metadata_hash,
                 seen_time = excluded.seen_time,
                 reach = CASE WHEN excluded.partial THEN reach ELSE 'ok' END,
                 reach_reason = CASE WHEN excluded.partial THEN reach_reason END,
                 reach_request_id = CASE WHEN excluded.partial THEN reach_request_id END
             RETURNING notion_id, id",
        );
        for Write {
            object,
            container,
            hash,
            ..
        } in rows
        {
            let (parent_kind, parent_id) = parent_columns(object.parent);
            statement.push(batch.connection);
            statement.push(StoredId(object.id));
            statement.push(object.kind);
            statement.push(&object.title);
            statement.push(object.icon.as_deref());
            statement.push(object.url.as_deref());
            statement.push(parent_kind);
            statement.push(parent_id.map(StoredId));
            statement.push(container.map(StoredId));
            statement.push(object.created_time.map(millis));
            statement.push(object.edited_time.map(millis));
            statement.push(object.in_trash);
            statement.push(object.partial);
            statement.push(include_by_default);
            statement.push(hash.map(StoredHash));
            statement.push(batch.now);
            statement.push(batch.now);
        }
        let written: Vec<(StoredId, i64)> = batch.session.all(statement)?;
        batch.touched.extend(written.iter().map(|(_, row)| *row));
        batch
            .rows
            .extend(written.into_iter().map(|(id, row)| (id.0, row)));
    }
    Ok(())
}

/// The word and id of a parent.
pub(crate) fn parent_columns(parent: StoredParent) -> (&'static str, Option<NotionId>) {
    match parent {
        StoredParent::Workspace => ("workspace", None),
        StoredParent::Page(id) => ("page", Some(id)),
        StoredParent::Block(id) => ("block", Some(id)),
        StoredParent::Database(id) => ("database", Some(id)),
        StoredParent::DataSource(id) => ("data_source", Some(id)),
        StoredParent::Unknown => ("unknown", None),
    }
}

/// The parent of a word and id.
pub(crate) fn parent_of_columns(kind: &str, id: Option<NotionId>) -> StoredParent {
    match (kind, id) {
        ("workspace", _) => StoredParent::Workspace,
        ("page", Some(id)) => StoredParent::Page(id),
        ("block", Some(id)) => StoredParent::Block(id),
        ("database", Some(id)) => StoredParent::Database(id),
        ("data_source", Some(id)) => StoredParent::DataSource(id),
        _ => StoredParent::Unknown,
    }
}

fn write_raw(batch: &mut Batch<'_>, writes: &[Write]) -> Result<(), StoreError> {
    for rows in batches(writes) {
        let mut statement = sql_rows(
            "INSERT INTO object_raw (object_id, raw)",
            2,
            rows.len(),
            "ON CONFLICT (object_id) DO UPDATE SET raw = excluded.raw",
        );
        for write in rows {
            statement.push(batch.row(write.object.id)?);
            statement.push(pack(&write.object.raw));
        }
        batch.session.execute(statement)?;
    }
    Ok(())
}

fn write_titles(batch: &mut Batch<'_>, writes: &[Write]) -> Result<(), StoreError> {
    let mut gone = Vec::new();
    let mut new = Vec::new();
    for write in writes {
        let title = write.object.title.as_str();
        if write.old_title.as_deref() == Some(title) {
            continue;
        }
        let row = batch.row(write.object.id)?;
        if let Some(old) = &write.old_title {
            gone.push((row, old.as_str()));
        }
        new.push((row, title));
    }
    titles::remove(&mut batch.session, &gone)?;
    titles::add(&mut batch.session, &new)
}
