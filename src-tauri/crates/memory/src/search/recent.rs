//! What somebody is most likely to look for before they have typed anything: what they opened, and what was edited.
//!
//! The rule it protects: only what search could find is shown, and what was opened is known to this computer alone.

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::change::ConnectionId;
use crate::columns::{StoredId, millis};
use crate::error::StoreError;
use crate::search::candidates::Candidate;
use crate::search::filter::{self, Narrowed, SearchFilter};
use crate::search::{Hit, hits};
use crate::statement::sql;
use crate::store::{Store, at_length};

/// Objects that are kept in mind as opened.
const KEPT: u32 = 200;

/// What was used lately.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Recent {
    /// What was opened here, the last first.
    pub opened: Vec<Hit>,
    /// What was edited, the last first.
    pub edited: Vec<Hit>,
}

impl Store {
    /// Notes that an object was opened; one that is not known is none.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn note_opened(
        &self,
        connection: ConnectionId,
        id: NotionId,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        let mut session = writer.session();
        session.execute(
            sql("INSERT INTO opened (object_id, opened_time)
                     SELECT id, ? FROM objects WHERE connection_id = ? AND notion_id = ?
                     ON CONFLICT (object_id) DO UPDATE SET opened_time = excluded.opened_time")
            .bind(millis(now))
            .bind(connection)
            .bind(StoredId(id)),
        )?;
        session.execute(
            sql("DELETE FROM opened WHERE object_id IN (
                     SELECT object_id FROM opened ORDER BY opened_time DESC LIMIT -1 OFFSET ?)")
            .bind(KEPT),
        )?;
        Ok(())
    }

    /// What was opened and edited lately, in one connection or in all; at most `limit` of each.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn recent(
        &self,
        connection: Option<ConnectionId>,
        limit: u32,
    ) -> Result<Recent, StoreError> {
        let mut reader = self.reader().await?;
        at_length(|| {
            let mut snapshot = reader.snapshot()?;
            let mut session = snapshot.session();
            let opened: Vec<Candidate> = session.all(
                sql(
                    "SELECT o.id AS object, 0.0 AS score, NULL AS passage
                     FROM opened p CROSS JOIN objects o ON o.id = p.object_id
                     WHERE (o.kept = 1 OR o.in_scope = 1 AND o.in_trash = 0) AND (?1 IS NULL OR o.connection_id = ?1)
                     ORDER BY p.opened_time DESC, o.id LIMIT ?2",
                )
                .bind(connection)
                .bind(limit),
            )?;
            let narrowed = Narrowed {
                connection,
                filter: SearchFilter::default(),
            };
            let edited = filter::lately_edited(&mut session, &narrowed, limit)?;
            Ok(Recent {
                opened: hits(&mut session, opened, &[])?,
                edited: hits(&mut session, edited.best, &[])?,
            })
        })
    }
}
