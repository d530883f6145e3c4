//! Texts under their hashes: one copy of each, however many bodies, revisions, copies, conflicts and entries of a history
//! have it.
//!
//! The rule it protects: a text stays as long as anything points at it, and comes back byte for byte.

use std::collections::HashMap;

use keepsake_text::ContentHash;
use keepsake_text::canonical::hash_text;

use crate::columns::StoredHash;
use crate::error::StoreError;
use crate::packing::{pack, unpack};
use crate::statement::{Session, batches, sql, sql_rows};

/// The rows of texts, stored where they are new.
pub(crate) fn put_all(
    session: &mut Session<'_>,
    texts: &[(ContentHash, &str)],
) -> Result<HashMap<ContentHash, i64>, StoreError> {
    let mut found = HashMap::with_capacity(texts.len());
    for rows in batches(texts) {
        let mut statement = sql_rows(
            "INSERT INTO contents (hash, size, packed)",
            3,
            rows.len(),
            "ON CONFLICT (hash) DO NOTHING RETURNING hash, id",
        );
        for (hash, text) in rows {
            statement.push(StoredHash(*hash));
            statement.push(i64::try_from(text.len()).unwrap_or(i64::MAX));
            statement.push(pack(text));
        }
        let inserted: Vec<(StoredHash, i64)> = session.all(statement)?;
        found.extend(inserted.into_iter().map(|(hash, id)| (hash.0, id)));
    }
    for (hash, _) in texts {
        if !found.contains_key(hash) {
            let (id,) = session
                .one(sql("SELECT id FROM contents WHERE hash = ?").bind(StoredHash(*hash)))?;
            found.insert(*hash, id);
        }
    }
    Ok(found)
}

/// The row of a text that [`put_all`] stored.
pub(crate) fn row_of(
    rows: &HashMap<ContentHash, i64>,
    hash: ContentHash,
) -> Result<i64, StoreError> {
    rows.get(&hash)
        .copied()
        .ok_or_else(|| StoreError::damaged("a text that was just stored is not there"))
}

/// The row of one text, stored where it is new; nothing for nothing.
pub(crate) fn put(
    session: &mut Session<'_>,
    text: Option<&str>,
) -> Result<Option<i64>, StoreError> {
    let Some(text) = text else {
        return Ok(None);
    };
    let hash = hash_text(text);
    let known: Option<(i64,)> =
        session.optional(sql("SELECT id FROM contents WHERE hash = ?").bind(StoredHash(hash)))?;
    if let Some((id,)) = known {
        return Ok(Some(id));
    }
    let id = session.insert(
        sql("INSERT INTO contents (hash, size, packed) VALUES (?, ?, ?)")
            .bind(StoredHash(hash))
            .bind(i64::try_from(text.len()).unwrap_or(i64::MAX))
            .bind(pack(text)),
    )?;
    Ok(Some(id))
}

/// The text of a content that a query joined; nothing for nothing.
pub(crate) fn text(packed: Option<Vec<u8>>) -> Result<Option<String>, StoreError> {
    packed.map(|packed| unpack(&packed)).transpose()
}

/// Drops texts that nothing points at any more.
pub(crate) fn forget_unused(session: &mut Session<'_>) -> Result<(), StoreError> {
    session.execute(sql(
        "DELETE FROM contents WHERE id NOT IN (
             SELECT content_id FROM revisions UNION ALL SELECT content_id FROM bodies
             UNION ALL SELECT base_id FROM copies WHERE base_id IS NOT NULL
             UNION ALL SELECT local_id FROM copies WHERE local_id IS NOT NULL
             UNION ALL SELECT properties_id FROM creations
             UNION ALL SELECT markdown_id FROM creations WHERE markdown_id IS NOT NULL
             UNION ALL SELECT sent_properties_id FROM creations WHERE sent_properties_id IS NOT NULL
             UNION ALL SELECT sent_markdown_id FROM creations WHERE sent_markdown_id IS NOT NULL
             UNION ALL SELECT base_id FROM conflicts WHERE base_id IS NOT NULL
             UNION ALL SELECT local_id FROM conflicts WHERE local_id IS NOT NULL
             UNION ALL SELECT remote_id FROM conflicts WHERE remote_id IS NOT NULL
             UNION ALL SELECT before_id FROM part_history WHERE before_id IS NOT NULL
             UNION ALL SELECT after_id FROM part_history WHERE after_id IS NOT NULL)",
    ))?;
    Ok(())
}
