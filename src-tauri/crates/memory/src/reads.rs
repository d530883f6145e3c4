//! Reading what is remembered of single objects.
//!
//! Leaves out lists for people (`tree`, `search`) and streams of everything (`export`).

use std::collections::HashMap;

use keepsake_text::{ContentHash, NotionId};
use serde_json::Value;
use time::OffsetDateTime;

use crate::change::{ConnectionId, ObjectKind, StoredParent};
use crate::columns::{StoredHash, StoredId, id_list, moment};
use crate::error::StoreError;
use crate::objects::parent_of_columns;
use crate::packing::unpack;
use crate::places::Reach;
use crate::properties;
use crate::rows::row_struct;
use crate::statement::{Session, sql};
use crate::store::Store;

/// What the engine asks about many objects at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// What it is.
    pub kind: ObjectKind,
    /// Its last edit as last seen.
    pub edited_time: Option<OffsetDateTime>,
    /// The hash of everything but who edited when; nothing for one of which only the id or name is known.
    pub metadata_hash: Option<ContentHash>,
    /// The edit the stored body shows, if there is a body.
    pub body_edited_time: Option<OffsetDateTime>,
    /// Whether that body was read after its minute had passed.
    pub body_settled: bool,
    /// The minute of our own write since which the text was not read, but was known up to it.
    pub body_echo_time: Option<OffsetDateTime>,
    /// The hash of the text as Notion answered, before parts that came separately were put into it.
    pub source_hash: Option<ContentHash>,
    /// Whether Notion answers for it.
    pub reach: Reach,
    /// Whether it is in the trash.
    pub in_trash: bool,
    /// Whether Notion has shown it in the trash, which is not decided about yet.
    pub trash_seen: bool,
    /// Whether the person's choice includes it.
    pub in_scope: bool,
    /// The page, database or data source around it, as far as known.
    pub container: Option<NotionId>,
}

/// An object and where its body stands.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredObject {
    /// Its row: grows in the order objects were first seen. The key to go on from in lists.
    pub row: i64,
    /// Its id.
    pub id: NotionId,
    /// What it is.
    pub kind: ObjectKind,
    /// Its title; empty where it has none.
    pub title: String,
    /// An emoji or the address of a picture.
    pub icon: Option<String>,
    /// Its address for people.
    pub url: Option<String>,
    /// Where Notion says it lives.
    pub parent: StoredParent,
    /// The page, database or data source around it.
    pub container: Option<NotionId>,
    /// When it was made.
    pub created_time: Option<OffsetDateTime>,
    /// Its last edit.
    pub edited_time: Option<OffsetDateTime>,
    /// When it was last seen in an answer.
    pub seen_time: OffsetDateTime,
    /// Whether it is in the trash.
    pub in_trash: bool,
    /// Whether only its id or name is known.
    pub partial: bool,
    /// Whether Notion answers for it.
    pub reach: Reach,
    /// Why not.
    pub reach_reason: Option<String>,
    /// Notion's id of the refused request.
    pub reach_request_id: Option<String>,
    /// Whether the person's choice includes it.
    pub in_scope: bool,
    /// Whether it left the choice and stays here as it was last read.
    pub kept: bool,
    /// The edit the stored body shows, if there is a body.
    pub body_edited_time: Option<OffsetDateTime>,
}

row_struct! {
    /// The row of a [`StoredObject`].
    pub(crate) struct ObjectRow {
        id: i64,
        notion_id: StoredId,
        kind: ObjectKind,
        title: String,
        icon: Option<String>,
        url: Option<String>,
        parent_kind: String,
        parent_id: Option<StoredId>,
        container: Option<StoredId>,
        created_time: Option<i64>,
        edited_time: Option<i64>,
        seen_time: i64,
        in_trash: bool,
        partial: bool,
        reach: Reach,
        reach_reason: Option<String>,
        reach_request_id: Option<String>,
        in_scope: bool,
        kept: bool,
        body_edited_time: Option<i64>,
    }
}

impl From<ObjectRow> for StoredObject {
    fn from(row: ObjectRow) -> Self {
        Self {
            row: row.id,
            id: row.notion_id.0,
            kind: row.kind,
            title: row.title,
            icon: row.icon,
            url: row.url,
            parent: parent_of_columns(&row.parent_kind, row.parent_id.map(|id| id.0)),
            container: row.container.map(|id| id.0),
            created_time: row.created_time.map(moment),
            edited_time: row.edited_time.map(moment),
            seen_time: moment(row.seen_time),
            in_trash: row.in_trash,
            partial: row.partial,
            reach: row.reach,
            reach_reason: row.reach_reason,
            reach_request_id: row.reach_request_id,
            in_scope: row.in_scope,
            kept: row.kept,
            body_edited_time: row.body_edited_time.map(moment),
        }
    }
}

/// A body as last read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// The Markdown, in its stable form.
    pub markdown: String,
    /// The page's last edit when it was read.
    pub edited_time: OffsetDateTime,
    /// Whether that minute had passed.
    pub settled: bool,
    /// Whether it lacks something Notion has.
    pub lossy: bool,
    /// Whether Notion cut it.
    pub truncated: bool,
    /// When it was read.
    pub observed_time: OffsetDateTime,
}

impl Store {
    /// What is known of these objects; those never seen are missing from the answer.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn known(
        &self,
        connection: ConnectionId,
        ids: &[NotionId],
    ) -> Result<HashMap<NotionId, Known>, StoreError> {
        row_struct! {
            struct Row {
                notion_id: StoredId,
                kind: ObjectKind,
                edited_time: Option<i64>,
                metadata_hash: Option<StoredHash>,
                body_edited_time: Option<i64>,
                body_settled: Option<bool>,
                body_echo_time: Option<i64>,
                source_hash: Option<StoredHash>,
                reach: Reach,
                in_trash: bool,
                trash_seen: bool,
                in_scope: bool,
                container: Option<StoredId>,
            }
        }
        // The writing connection: what is known is asked right before it is written, and its cache holds both.
        let mut writer = self.writer().await;
        let rows: Vec<Row> = writer
            .session()
            .all(
                sql("SELECT o.notion_id, o.kind, o.edited_time, o.metadata_hash, b.edited_time AS body_edited_time,
                            b.settled AS body_settled,
                            b.echo_time AS body_echo_time, b.source_hash, o.reach, o.in_trash,
                            o.trash_seen, o.in_scope, o.container
                     FROM objects o LEFT JOIN bodies b ON b.object_id = o.id
                     WHERE o.connection_id = ? AND o.notion_id IN (SELECT unhex(value) FROM json_each(?))")
                .bind(connection)
                .bind(id_list(ids.iter().copied())),
            )?;
        Ok(rows
            .into_iter()
            .map(|row| {
                let known = Known {
                    kind: row.kind,
                    edited_time: row.edited_time.map(moment),
                    metadata_hash: row.metadata_hash.map(|hash| hash.0),
                    body_edited_time: row.body_edited_time.map(moment),
                    body_settled: row.body_settled.unwrap_or(false),
                    body_echo_time: row.body_echo_time.map(moment),
                    source_hash: row.source_hash.map(|hash| hash.0),
                    reach: row.reach,
                    in_trash: row.in_trash,
                    trash_seen: row.trash_seen,
                    in_scope: row.in_scope,
                    container: row.container.map(|id| id.0),
                };
                (row.notion_id.0, known)
            })
            .collect())
    }

    /// One object.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn object(
        &self,
        connection: ConnectionId,
        id: NotionId,
    ) -> Result<Option<StoredObject>, StoreError> {
        let mut reader = self.reader().await?;
        let row: Option<ObjectRow> = reader
            .session()?
            .optional(
                sql("SELECT o.id, o.notion_id, o.kind, o.title, o.icon, o.url, o.parent_kind, o.parent_id, o.container,
                            o.created_time, o.edited_time, o.seen_time, o.in_trash, o.partial, o.reach, o.reach_reason,
                            o.reach_request_id, o.in_scope, o.kept, b.edited_time AS body_edited_time
                     FROM objects o LEFT JOIN bodies b ON b.object_id = o.id
                     WHERE o.connection_id = ? AND o.notion_id = ?")
                .bind(connection)
                .bind(StoredId(id)),
            )?;
        Ok(row.map(StoredObject::from))
    }

    /// The JSON of an object as Notion sent it, with completed property values in the place of cut ones.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn raw(
        &self,
        connection: ConnectionId,
        id: NotionId,
    ) -> Result<Option<Value>, StoreError> {
        let mut reader = self.reader().await?;
        let mut snapshot = reader.snapshot()?;
        let mut session = snapshot.session();
        let found: Option<(i64, Vec<u8>)> = session.optional(
            sql(
                "SELECT o.id, r.raw FROM objects o JOIN object_raw r ON r.object_id = o.id
                     WHERE o.connection_id = ? AND o.notion_id = ?",
            )
            .bind(connection)
            .bind(StoredId(id)),
        )?;
        let Some((row, packed)) = found else {
            return Ok(None);
        };
        let values = complete_values(&mut session, row)?;
        Ok(Some(completed(&unpack(&packed)?, &values)))
    }

    /// The body of an object as last read.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn body(
        &self,
        connection: ConnectionId,
        id: NotionId,
    ) -> Result<Option<Body>, StoreError> {
        let mut reader = self.reader().await?;
        let row: Option<(Vec<u8>, i64, bool, bool, bool, i64)> = reader
            .session()?
            .optional(
                sql("SELECT c.packed, b.edited_time, b.settled, b.lossy, b.truncated, b.observed_time
                     FROM objects o JOIN bodies b ON b.object_id = o.id JOIN contents c ON c.id = b.content_id
                     WHERE o.connection_id = ? AND o.notion_id = ?")
                .bind(connection)
                .bind(StoredId(id)),
            )?;
        row.map(
            |(packed, edited_time, settled, lossy, truncated, observed_time)| {
                Ok(Body {
                    markdown: unpack(&packed)?,
                    edited_time: moment(edited_time),
                    settled,
                    lossy,
                    truncated,
                    observed_time: moment(observed_time),
                })
            },
        )
        .transpose()
    }
}

/// The complete values stored for an object.
pub(crate) fn complete_values(
    session: &mut Session<'_>,
    row: i64,
) -> Result<Vec<(String, Value)>, StoreError> {
    let rows: Vec<(String, Vec<u8>)> = session
        .all(sql("SELECT property_id, value FROM properties WHERE object_id = ?").bind(row))?;
    rows.into_iter()
        .map(|(property_id, packed)| {
            let value = serde_json::from_str(&unpack(&packed)?)
                .map_err(|error| StoreError::damaged(format!("a property value: {error}")))?;
            Ok((property_id, value))
        })
        .collect()
}

/// An object's JSON with complete values; text that is no JSON becomes a JSON string, so that nothing is lost.
pub(crate) fn completed(raw: &str, values: &[(String, Value)]) -> Value {
    match serde_json::from_str::<Value>(raw) {
        Ok(mut object) => {
            properties::complete(&mut object, values);
            object
        }
        Err(_) => Value::String(raw.to_owned()),
    }
}
