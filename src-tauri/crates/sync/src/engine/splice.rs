//! Putting the parts of a text that are read separately into their places.
//!
//! Leaves out which parts there are ([`crate::plan::body`]). The rule it protects: a text that was complete is replaced by
//! its next version once all parts of that have come or been refused, and not before ([`crate::plan::pending`]).

use keepsake_memory::{Change, ConnectionId, Known};
use keepsake_text::{NotionId, dialect};

use super::{Engine, Run};
use crate::{
    error::RunError,
    plan::pending::{self, Pending},
};

impl Engine {
    /// Lets a complete text stay as it is while the parts of its next version are read.
    pub(super) async fn hold_back(
        &self,
        connection: ConnectionId,
        page: NotionId,
        before: &Known,
        changes: &mut Vec<Change>,
    ) -> Result<(), RunError> {
        if pending::may_be_held_back(changes, before)
            && let Some(stored) = self.store.body(connection, page).await?
        {
            pending::hold_back(changes, before, &stored.markdown);
        }
        Ok(())
    }

    /// Puts texts in the place of the tags that stand for them in a page's Markdown.
    pub(super) async fn splice(
        &self,
        run: &Run<'_>,
        page: NotionId,
        texts: &[(NotionId, String)],
    ) -> Result<Option<Change>, RunError> {
        if let Some(mut pending) = self.pending(run.connection, page).await? {
            let spliced = spliced(&pending.markdown, texts);
            return Ok(spliced.map(|markdown| {
                pending.markdown = markdown;
                pending.kept(page)
            }));
        }
        let stored = self.store.body(run.connection, page).await?;
        let spliced = stored.and_then(|body| spliced(&body.markdown, texts));
        Ok(spliced.map(|markdown| Change::AmendBody {
            object: page,
            markdown,
        }))
    }

    async fn pending(
        &self,
        connection: ConnectionId,
        page: NotionId,
    ) -> Result<Option<Pending>, RunError> {
        let name = Pending::name(page);
        let Some(kept) = self.store.checkpoint(connection, &name).await? else {
            return Ok(None);
        };
        let known = self.store.known(connection, &[page]).await?;
        let source = known.get(&page).and_then(|known| known.source_hash);
        Ok(Pending::read(&kept, source))
    }

    /// Stores the texts of which no part is owed any more in the place of those that stayed meanwhile.
    pub(super) async fn settle_texts(&self, run: &Run<'_>) -> Result<(), RunError> {
        let connection = run.connection;
        let mut changes = Vec::new();
        for (name, kept) in self.store.checkpoints(connection).await? {
            let Some(page) = Pending::page(&name) else {
                continue;
            };
            if self.store.has_waiting_parts(connection, page).await? {
                continue;
            }
            let known = self.store.known(connection, &[page]).await?;
            let stored = self.store.body(connection, page).await?;
            if let (Some(known), Some(stored)) = (known.get(&page), stored)
                && let Some(source_hash) = known.source_hash
                && let Some(pending) = Pending::read(&kept, known.source_hash)
            {
                changes.push(Change::PutBody {
                    object: page,
                    markdown: pending.markdown,
                    source_hash,
                    edited_time: stored.edited_time,
                    settled: stored.settled,
                    lossy: stored.lossy,
                    truncated: stored.truncated,
                });
                changes.push(Change::EchoBody {
                    object: page,
                    edited_time: known.body_echo_time,
                });
            }
            changes.push(Pending::forgotten(page));
        }
        if !changes.is_empty() {
            self.store
                .apply(connection, Some(run.id), changes, self.clock.now())
                .await?;
        }
        Ok(())
    }
}

/// A text with others in the place of the tags that stand for them; nothing where it has none of these tags.
fn spliced(markdown: &str, texts: &[(NotionId, String)]) -> Option<String> {
    let mut replacements: Vec<_> = dialect::links(markdown)
        .unknown
        .into_iter()
        .filter_map(|tag| {
            let (_, text) = texts.iter().find(|(block, _)| tag.block == Some(*block))?;
            Some((tag.range, text.clone()))
        })
        .collect();
    if replacements.is_empty() {
        return None;
    }
    replacements.sort_by_key(|(range, _)| range.start);
    Some(dialect::replace_unknown(markdown, &replacements))
}
