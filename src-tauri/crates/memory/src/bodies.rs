//! Page bodies: the Markdown as last read, every version of it, and the passages made of it.
//!
//! A text is stored once under its hash, however many pages and revisions have it. The rule it protects: an old revision is
//! never changed or dropped when a new one arrives.

use keepsake_text::canonical::hash_text;
use keepsake_text::{ContentHash, NotionId, dialect};

use crate::apply::Batch;
use crate::columns::{StoredHash, clean};
use crate::error::StoreError;
use crate::packing::pack;
use crate::passages::{self, NewPassage, Section};
use crate::statement::sql;

/// What is told about a body besides its text.
pub(crate) struct Seen {
    pub(crate) source_hash: ContentHash,
    /// Unix milliseconds.
    pub(crate) edited_time: i64,
    pub(crate) settled: bool,
    pub(crate) lossy: bool,
    pub(crate) truncated: bool,
}

/// Stores a body; adds a revision and rewrites the passages when its text is new.
pub(crate) async fn put(
    batch: &mut Batch<'_>,
    object: NotionId,
    markdown: &str,
    seen: &Seen,
) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    let markdown = clean(markdown);
    let hash = hash_text(&markdown);
    let before: Option<(i64, StoredHash)> = batch
        .session
        .optional(
            sql("SELECT c.id, c.hash FROM bodies b JOIN contents c ON c.id = b.content_id WHERE b.object_id = ?")
                .bind(row),
        )
        .await?;
    let same = before.filter(|(_, before)| before.0 == hash);
    let content = match same {
        Some((content, _)) => content,
        None => put_content(batch, &markdown, hash).await?,
    };
    batch
        .session
        .execute(
            sql(
                "INSERT INTO bodies (object_id, content_id, edited_time, settled, lossy, truncated, source_hash,
                     observed_time)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (object_id) DO UPDATE SET
                     content_id = excluded.content_id, edited_time = excluded.edited_time,
                     settled = excluded.settled, lossy = excluded.lossy, truncated = excluded.truncated,
                     source_hash = excluded.source_hash, observed_time = excluded.observed_time",
            )
            .bind(row)
            .bind(content)
            .bind(seen.edited_time)
            .bind(seen.settled)
            .bind(seen.lossy)
            .bind(seen.truncated)
            .bind(StoredHash(seen.source_hash))
            .bind(batch.now),
        )
        .await?;
    if same.is_some() {
        return Ok(());
    }
    batch.applied.bodies_changed += 1;
    batch
        .session
        .execute(
            sql(
                "INSERT INTO revisions (object_id, content_id, edited_time, observed_time, run_id, correlation_id)
                 VALUES (?1, ?2, ?3, ?4, ?5, (SELECT correlation_id FROM runs WHERE id = ?5))",
            )
            .bind(row)
            .bind(content)
            .bind(seen.edited_time)
            .bind(batch.now)
            .bind(batch.run),
        )
        .await?;
    index(batch, row, &markdown, before.is_none()).await
}

/// Puts a fuller text in the place of the one just stored. The revision is the same edit, so it is amended; where that
/// makes it equal to the one before, there was no change and the revision goes.
pub(crate) async fn amend(
    batch: &mut Batch<'_>,
    object: NotionId,
    markdown: &str,
) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    let markdown = clean(markdown);
    let content = put_content(batch, &markdown, hash_text(&markdown)).await?;
    let changed = batch
        .session
        .execute(
            sql("UPDATE bodies SET content_id = ?1 WHERE object_id = ?2 AND content_id <> ?1")
                .bind(content)
                .bind(row),
        )
        .await?;
    if changed == 0 {
        return Ok(());
    }
    let last: Vec<(i64, i64)> = batch
        .session
        .all(
            sql(
                "SELECT id, content_id FROM revisions WHERE object_id = ? ORDER BY id DESC LIMIT 2",
            )
            .bind(row),
        )
        .await?;
    let statement = match last.as_slice() {
        [(id, _), (_, before)] if *before == content => {
            sql("DELETE FROM revisions WHERE id = ?").bind(*id)
        }
        [(id, _), ..] => sql("UPDATE revisions SET content_id = ? WHERE id = ?")
            .bind(content)
            .bind(*id),
        [] => return index(batch, row, &markdown, false).await,
    };
    batch.session.execute(statement).await?;
    index(batch, row, &markdown, false).await
}

async fn index(
    batch: &mut Batch<'_>,
    row: i64,
    markdown: &str,
    is_first: bool,
) -> Result<(), StoreError> {
    let pieces = dialect::passages(markdown)
        .into_iter()
        .map(|passage| NewPassage {
            heading: passage.heading,
            text: passage.text,
        })
        .collect();
    passages::replace(&mut batch.session, row, Section::Body, pieces, is_first).await
}

/// The row of a text, stored if it is new.
async fn put_content(
    batch: &mut Batch<'_>,
    text: &str,
    hash: ContentHash,
) -> Result<i64, StoreError> {
    let inserted: Option<(i64,)> = batch
        .session
        .optional(
            sql("INSERT INTO contents (hash, size, packed) VALUES (?, ?, ?)
                 ON CONFLICT (hash) DO NOTHING RETURNING id")
            .bind(StoredHash(hash))
            .bind(i64::try_from(text.len()).unwrap_or(i64::MAX))
            .bind(pack(text)),
        )
        .await?;
    if let Some((id,)) = inserted {
        return Ok(id);
    }
    let (id,) = batch
        .session
        .one(sql("SELECT id FROM contents WHERE hash = ?").bind(StoredHash(hash)))
        .await?;
    Ok(id)
}
