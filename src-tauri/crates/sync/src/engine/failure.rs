//! From a failed read to the changes it means.
//!
//! Leaves out the judgement ([`crate::plan::failure`]). The rule it protects: whatever is not stored leaves a line in the
//! ledger with its reason and Notion's request id, and a hole that can be told by name is told by name.

use std::collections::HashMap;

use keepsake_memory::{
    Change, Fetch, FileRecord, FileStatus, Known, LedgerItem, ObjectKind, Outcome, StoredParent,
    What,
};
use keepsake_notion::{Error, ErrorKind};
use keepsake_planted::{Bug, is as planted};
use keepsake_text::NotionId;
use time::Duration;

use super::{Engine, Run, drain::Drained, event, settle::Settled};
use crate::{
    error::RunError,
    plan::{
        failure::{self, Verdict},
        linked, object, property,
    },
    progress::LogOutcome,
    read::{Read, Walked},
};

/// How long a read that failed for a passing reason rests before it is taken up again.
const REST: Duration = Duration::seconds(5);

impl Engine {
    pub(super) async fn plan_failure(
        &self,
        run: &mut Run<'_>,
        fetch: &Fetch,
        read: &Read,
        error: Error,
    ) -> Result<(Vec<Change>, Settled), RunError> {
        if failure::is_unanswered(error.kind()) && !matches!(read, Read::File { .. }) {
            run.unanswered += 1;
            if run.unanswered >= failure::UNANSWERED_IN_A_ROW {
                return Ok((Vec::new(), Settled::Interrupts(error)));
            }
        }
        if error.is_stale_cursor()
            && let Some(taken_up) = self.plan_refused_cursor(fetch, read)
        {
            return Ok(taken_up);
        }
        if matches!(read, Read::Linked { .. }) && linked::is_not_shown(error.kind()) {
            return Ok((Vec::new(), Settled::Done(LogOutcome::Skipped, None)));
        }
        event::refused(&error, &run.request.correlation_id);
        Ok(match failure::judge(error.kind(), fetch.attempts) {
            Verdict::SignIn => {
                run.refused_request = error.request_id.clone();
                (Vec::new(), Settled::Ends(Drained::NeedsSignIn))
            }
            Verdict::Interrupt => (Vec::new(), Settled::Interrupts(error)),
            Verdict::Later => (vec![self.later(fetch)], Settled::Postponed),
            Verdict::Refuse(reason) => {
                if matches!(read, Read::Comments { .. }) && error.kind() == ErrorKind::Permission {
                    run.context.comments_refused = Some(error.request_id.clone());
                }
                let mut changes = vec![refusal(read, reason, &error)];
                changes.extend(self.hole(run, fetch, read, reason, &error).await?);
                changes.extend(property::unread(read));
                (changes, Settled::Done(LogOutcome::Refused, Some(reason)))
            }
            Verdict::Fail(reason) => {
                let failed = item(
                    read,
                    Outcome::Failed,
                    reason,
                    Some(error.to_string()),
                    error.request_id.clone(),
                );
                let mut changes = vec![failed];
                changes.extend(property::unread(read));
                changes.extend(file_status(
                    read,
                    FileStatus::Failed,
                    reason,
                    error.request_id.as_deref(),
                ));
                (changes, Settled::Done(LogOutcome::Failed, Some(reason)))
            }
        })
    }

    /// A list that cannot be gone on with: begun again, once. What is in it twice is known by its ids.
    fn plan_refused_cursor(&self, fetch: &Fetch, read: &Read) -> Option<(Vec<Change>, Settled)> {
        tracing::warn!(kind = ?fetch.kind, "a list refused its own cursor");
        let changes = match read {
            // These follow their cursors within one read.
            Read::Property { .. }
            | Read::Comments { .. }
            | Read::UnknownBlock { .. }
            | Read::UnknownBlocks { .. } => (fetch.attempts == 0).then(|| vec![self.later(fetch)]),
            _ => read.from_the_start().map(|again| {
                let again = again.owed(fetch.object, fetch.order);
                vec![Change::AddFetch(again), Change::FinishFetch(fetch.id)]
            }),
        };
        Some((changes?, Settled::Postponed))
    }

    /// Takes a read up again after the others.
    fn later(&self, fetch: &Fetch) -> Change {
        Change::RetryFetch {
            id: fetch.id,
            after: self.clock.now() + REST * (fetch.attempts + 1),
            detail: None,
        }
    }

    /// A download that broke off: taken up again later, then named.
    pub(super) fn plan_lost_download(
        &self,
        fetch: &Fetch,
        read: &Read,
        message: &str,
    ) -> (Vec<Change>, Settled) {
        if fetch.attempts + 1 < failure::PASSES {
            return (vec![self.later(fetch)], Settled::Postponed);
        }
        let failed = item(
            read,
            Outcome::Failed,
            "download_failed",
            Some(message.to_owned()),
            None,
        );
        let status = file_status(read, FileStatus::Failed, "download_failed", None);
        (
            status.into_iter().chain([failed]).collect(),
            Settled::Done(LogOutcome::Failed, Some("download_failed")),
        )
    }

    /// What is remembered of an object that Notion does not give to us: its name, where it was seen, and why.
    async fn hole(
        &self,
        run: &Run<'_>,
        fetch: &Fetch,
        read: &Read,
        reason: &str,
        error: &Error,
    ) -> Result<Vec<Change>, RunError> {
        if planted(Bug::AbsenceTakenAsDeletion) && error.kind() == ErrorKind::NotFound {
            return Ok(vec![Change::MarkTrashed {
                object: read.target(),
            }]);
        }
        let unreachable = |object: NotionId| Change::MarkUnreachable {
            object,
            reason: reason.to_owned(),
            request_id: error.request_id.clone(),
        };
        let known = self.store.known(run.connection, &[read.target()]).await?;
        let place = fetch
            .object
            .filter(|place| *place != read.target())
            .map_or(StoredParent::Unknown, StoredParent::Page);
        let placeholder =
            |kind, title: &str| object::named(read.target(), kind, place, title.to_owned());
        Ok(match read {
            Read::Object {
                id,
                expected,
                title,
            } => {
                let kind = match expected {
                    Walked::Page => ObjectKind::Page,
                    Walked::DataSource => ObjectKind::DataSource,
                };
                vec![placeholder(kind, title), unreachable(*id)]
            }
            Read::Container { database } if is_nameless(&known, *database) => {
                vec![
                    placeholder(ObjectKind::Database, ""),
                    unreachable(*database),
                ]
            }
            Read::Container { database: id }
            | Read::Query {
                data_source: id, ..
            }
            | Read::Body { page: id } => {
                vec![unreachable(*id)]
            }
            Read::File { .. } => file_status(
                read,
                FileStatus::Refused,
                reason,
                error.request_id.as_deref(),
            )
            .into_iter()
            .collect(),
            Read::Piece { .. }
            | Read::UnknownBlock { .. }
            | Read::UnknownBlocks { .. }
            | Read::Property { .. }
            | Read::Blocks { .. }
            | Read::Comments { .. }
            | Read::Search { .. }
            | Read::Linked { .. }
            | Read::Users { .. } => Vec::new(),
        })
    }
}

fn is_nameless(known: &HashMap<NotionId, Known>, id: NotionId) -> bool {
    !known.contains_key(&id)
}

fn refusal(read: &Read, reason: &str, error: &Error) -> Change {
    item(
        read,
        Outcome::Refused,
        reason,
        Some(error.message.clone()),
        error.request_id.clone(),
    )
}

/// The line of the ledger for a read that did not bring what it was for.
pub(super) fn item(
    read: &Read,
    outcome: Outcome,
    reason: &str,
    message: Option<String>,
    request_id: Option<String>,
) -> Change {
    let (what, id) = match read {
        Read::Container { .. }
        | Read::Query { .. }
        | Read::Search { .. }
        | Read::Object { .. }
        | Read::Linked { .. }
        | Read::Body { .. } => (What::Object, read.target().to_string()),
        Read::Piece { .. }
        | Read::UnknownBlock { .. }
        | Read::UnknownBlocks { .. }
        | Read::Blocks { .. } => (What::Block, read.target().to_string()),
        Read::Property { page, property, .. } => (What::Property, format!("{page}/{property}")),
        Read::Comments { on, .. } => (What::Comment, on.to_string()),
        Read::File { file, .. } => (What::File, file.identity.clone()),
        Read::Users { .. } => (What::User, "users".to_owned()),
    };
    Change::Ledger(LedgerItem {
        what,
        id,
        outcome,
        reason: reason.to_owned(),
        message,
        request_id,
    })
}

pub(super) fn file_status(
    read: &Read,
    status: FileStatus,
    reason: &str,
    request_id: Option<&str>,
) -> Option<Change> {
    let Read::File { object, file } = read else {
        return None;
    };
    Some(Change::PutFile(FileRecord {
        object: *object,
        place: file.place.clone(),
        identity: file.identity.clone(),
        url: None,
        name: file.name.clone(),
        kind: file.kind.into(),
        status,
        reason: Some(reason.to_owned()),
        request_id: request_id.map(str::to_owned),
    }))
}
