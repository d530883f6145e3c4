//! Comments of pages and blocks.
//!
//! Notion lists open discussions only. A comment that is no longer listed was resolved or deleted, which cannot be told
//! apart: it is kept and marked. The rule it protects: absence is not deletion.

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::apply::Batch;
use crate::change::{ConnectionId, StoredComment};
use crate::columns::{StoredId, clean, id_list, millis, moment};
use crate::error::StoreError;
use crate::packing::pack;
use crate::passages::{self, Pieces, Section};
use crate::pieces;
use crate::rows::row_struct;
use crate::statement::{batches, sql, sql_rows};
use crate::store::Store;

/// Replaces the open comments of a page or block.
pub(crate) fn put(
    batch: &mut Batch<'_>,
    object: NotionId,
    on: NotionId,
    comments: &[StoredComment],
) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    batch.session.execute(
        sql("UPDATE comments SET listed = 0
                 WHERE object_id = ? AND place = ? AND listed = 1
                   AND notion_id NOT IN (SELECT unhex(value) FROM json_each(?))")
        .bind(row)
        .bind(StoredId(on))
        .bind(id_list(comments.iter().map(|comment| comment.id))),
    )?;
    for rows in batches(comments) {
        let mut statement = sql_rows(
            "INSERT INTO comments (connection_id, notion_id, object_id, place, discussion, author, created_time, text, raw,
                 changed_run, observed_time)",
            11,
            rows.len(),
            "ON CONFLICT (connection_id, notion_id) DO UPDATE SET
                 changed_run = CASE WHEN raw = excluded.raw AND listed = 1 THEN changed_run ELSE excluded.changed_run END,
                 object_id = excluded.object_id, place = excluded.place, discussion = excluded.discussion,
                 author = excluded.author, created_time = excluded.created_time, text = excluded.text,
                 raw = excluded.raw, listed = 1, observed_time = excluded.observed_time",
        );
        for comment in rows {
            statement.push(batch.connection);
            statement.push(StoredId(comment.id));
            statement.push(row);
            statement.push(StoredId(on));
            statement.push(comment.discussion.map(StoredId));
            statement.push(comment.author.map(StoredId));
            statement.push(comment.created_time.map(millis));
            statement.push(clean(&comment.text));
            statement.push(pack(&comment.raw));
            statement.push(batch.run);
            statement.push(batch.now);
        }
        batch.session.execute(statement)?;
    }
    let texts: Vec<(String,)> = batch
        .session
        .all(
            sql("SELECT text FROM comments WHERE object_id = ? AND listed = 1 ORDER BY created_time, id")
                .bind(row),
        )?;
    let passages = pieces::of_lines(texts.into_iter().map(|(text,)| text));
    let pieces = Pieces {
        object_row: row,
        passages,
        is_new: false,
    };
    passages::replace(&mut batch.session, Section::Comments, vec![pieces])
}

/// A comment as remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its id.
    pub id: NotionId,
    /// The page or block it hangs on.
    pub on: NotionId,
    /// Its discussion.
    pub discussion: Option<NotionId>,
    /// Who wrote it.
    pub author: Option<NotionId>,
    /// The writer's name, where users were read.
    pub author_name: Option<String>,
    /// When.
    pub created_time: Option<OffsetDateTime>,
    /// Its words.
    pub text: String,
    /// Whether it was among the open comments when they were last read.
    pub listed: bool,
}

row_struct! {
    /// A row as read: the raw columns of a [`Comment`].
    pub(crate) struct CommentRow {
        notion_id: StoredId,
        place: StoredId,
        discussion: Option<StoredId>,
        author: Option<StoredId>,
        author_name: Option<String>,
        created_time: Option<i64>,
        text: String,
        listed: bool,
    }
}

impl From<CommentRow> for Comment {
    fn from(row: CommentRow) -> Self {
        Self {
            id: row.notion_id.0,
            on: row.place.0,
            discussion: row.discussion.map(|id| id.0),
            author: row.author.map(|id| id.0),
            author_name: row.author_name.filter(|name| !name.is_empty()),
            created_time: row.created_time.map(moment),
            text: row.text,
            listed: row.listed,
        }
    }
}

impl Store {
    /// The comments of a page and its blocks, oldest first.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn comments(
        &self,
        connection: ConnectionId,
        object: NotionId,
    ) -> Result<Vec<Comment>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<CommentRow> = reader
            .session()?
            .all(
                sql("SELECT c.notion_id, c.place, c.discussion, c.author, u.name AS author_name, c.created_time, c.text,
                            c.listed
                     FROM comments c
                     JOIN objects o ON o.id = c.object_id
                     LEFT JOIN users u ON u.connection_id = c.connection_id AND u.notion_id = c.author
                     WHERE o.connection_id = ? AND o.notion_id = ?
                     ORDER BY c.created_time, c.id")
                .bind(connection)
                .bind(StoredId(object)),
            )?;
        Ok(rows.into_iter().map(Comment::from).collect())
    }
}
