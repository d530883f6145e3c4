//! Verifying: reading objects again and comparing them with what is stored.
//!
//! Leaves out repairing: the next sync does that. The rule it protects: a comparison reads Notion itself, never a
//! copy, and what could not be compared is counted apart from what is equal.

use keepsake_memory::{ConnectionId, Known, Listed, ObjectKind, metadata_hash};
use keepsake_notion::{Error, ErrorKind, Lane};
use keepsake_text::{canonical, dialect};

use crate::{control::Wish, engine::Engine, error::RunError};

/// How much to read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerifyScope {
    /// About this many pages, spread over the whole selection.
    Sample(u32),
    /// Every selected page.
    All,
}

/// One page that is not as Notion has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The page.
    pub id: keepsake_text::NotionId,
    /// Its title as stored.
    pub title: String,
    /// `properties`, `text`, `in_trash`, `not_stored`, or the reason why it could not be compared.
    pub what: String,
    /// Notion's request id, where an answer was an error.
    pub request_id: Option<String>,
}

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// Pages read again.
    pub checked: u64,
    /// Pages that are as Notion has them.
    pub equal: u64,
    /// Pages that are not.
    pub different: Vec<Difference>,
    /// Pages that Notion did not give.
    pub unreadable: Vec<Difference>,
    /// Requests it took.
    pub requests: u64,
}

impl Engine {
    /// Compares stored pages with Notion. Costs two requests a page.
    ///
    /// # Errors
    /// [`RunError`] when Notion cannot be asked at all.
    pub async fn verify(
        &self,
        connection: ConnectionId,
        scope: VerifyScope,
        control: &crate::Control,
        progress: &(dyn Fn(u64, u64) + Send + Sync),
    ) -> Result<VerifyReport, RunError> {
        let client = self.client.on_lane(Lane::Interactive);
        let before = client.requests_sent();
        let total = self
            .store
            .count_chosen(connection, Some(ObjectKind::Page))
            .await?;
        let (step, expected) = match scope {
            VerifyScope::All => (1, total),
            VerifyScope::Sample(size) => {
                let size = u64::from(size).clamp(1, total.max(1));
                (total.div_ceil(size).max(1), size)
            }
        };
        let mut report = VerifyReport::default();
        let mut after = 0;
        let mut place = 0;
        loop {
            let pages = self
                .store
                .chosen(connection, ObjectKind::Page, after, 200)
                .await?;
            let Some(last) = pages.last() else { break };
            after = last.row;
            let ids: Vec<_> = pages.iter().map(|page| page.id).collect();
            let known = self.store.known(connection, &ids).await?;
            for page in &pages {
                place += 1;
                if (place - 1) % step != 0 {
                    continue;
                }
                if control.wish() == Wish::Stop {
                    report.requests = client.requests_sent() - before;
                    return Ok(report);
                }
                if let Some(stored) = known.get(&page.id) {
                    self.compare(&client, page, stored, &mut report).await?;
                }
                progress(report.checked, expected);
            }
        }
        report.requests = client.requests_sent() - before;
        Ok(report)
    }

    async fn compare(
        &self,
        client: &keepsake_notion::Client,
        page: &Listed,
        stored: &Known,
        report: &mut VerifyReport,
    ) -> Result<(), RunError> {
        report.checked += 1;
        let difference = |what: &str, request_id: Option<String>| Difference {
            id: page.id,
            title: page.title.clone(),
            what: what.to_owned(),
            request_id,
        };
        let metadata = match client.page(page.id).await {
            Ok(reply) => reply,
            Err(error) => return unreadable(report, error, &difference),
        };
        if metadata.value.in_trash {
            report.different.push(difference("in_trash", None));
            return Ok(());
        }
        let body = match client.page_markdown(page.id).await {
            Ok(reply) => reply,
            Err(error) => return unreadable(report, error, &difference),
        };
        let same_properties = stored.metadata_hash == Some(metadata_hash(metadata.raw.get()));
        let text_hash = canonical::hash_text(&dialect::stable(&body.value.markdown));
        match (stored.source_hash, same_properties) {
            (None, _) => report.different.push(difference("not_stored", None)),
            (Some(_), false) => report.different.push(difference("properties", None)),
            (Some(stored), true) if stored != text_hash => {
                report.different.push(difference("text", None))
            }
            (Some(_), true) => report.equal += 1,
        }
        Ok(())
    }
}

fn unreadable(
    report: &mut VerifyReport,
    error: Error,
    difference: &dyn Fn(&str, Option<String>) -> Difference,
) -> Result<(), RunError> {
    match error.kind() {
        ErrorKind::NotFound => report
            .unreadable
            .push(difference("not_shared", error.request_id.clone())),
        ErrorKind::Permission => report
            .unreadable
            .push(difference("no_permission", error.request_id.clone())),
        ErrorKind::Validation => report
            .unreadable
            .push(difference("not_readable", error.request_id.clone())),
        ErrorKind::RateLimited
        | ErrorKind::Blocked
        | ErrorKind::Authentication
        | ErrorKind::Conflict
        | ErrorKind::Server
        | ErrorKind::Transport
        | ErrorKind::Malformed
        | ErrorKind::SendLog
        | ErrorKind::Renewal => return Err(error.into()),
    }
    Ok(())
}
