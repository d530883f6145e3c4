//! Settling one read: what its answer, or its failure, means, applied in one transaction.
//!
//! Leaves out the plans themselves. The rule it protects: a read is settled in the same transaction that stores its
//! answer and adds the reads it leads to; there is no moment at which one is known without the other.

use std::collections::HashMap;

use keepsake_memory::{
    Change, Fetch, FetchKind, FileRecord, FileStatus, Known, LedgerItem, ObjectKind, Outcome,
    StoredParent, What,
};
use keepsake_notion::{Client, Error, ErrorKind, Object};
use keepsake_text::{NotionId, dialect};
use time::Duration;

use super::{Engine, Run, drain::Drained, drain::distinct, list::observed};
use crate::{
    error::RunError,
    observe::{Answer, FileAnswer, ReadError},
    plan::{
        block, body, comment, container,
        failure::{self, Verdict},
        object, property,
        query::{self, RowsFacts},
    },
    progress::{LogLine, LogOutcome, Phase, ProgressUpdate},
    read::{Read, Walked},
    request::RunEnd,
};

/// After how many settled reads what is owed is counted anew.
const LOOK_EVERY: u32 = 500;

/// How long a read that failed for a passing reason rests before it is taken up again.
const REST: Duration = Duration::seconds(5);

/// The running count of a run; refreshed from the store, kept up between two looks.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) settled_since_look: u32,
    pub(super) known: u64,
    pub(super) bodies_owed: u64,
    pub(super) owed: u64,
    pub(super) stored: u64,
    pub(super) skipped: u64,
    pub(super) refused: u64,
    pub(super) failed: u64,
    pub(super) files_stored: u64,
    pub(super) titles_complete: bool,
}

impl Run<'_> {
    /// Tells the sink where the run is.
    pub(super) fn report(&self, phase: Phase, line: Option<LogLine>) {
        self.sink.progress(ProgressUpdate {
            phase,
            known: self.tally.known,
            finished: self.tally.known.saturating_sub(self.tally.bodies_owed),
            stored: self.tally.stored,
            skipped: self.tally.skipped,
            refused: self.tally.refused,
            failed: self.tally.failed,
            files_stored: self.tally.files_stored,
            owed: self.tally.owed,
            requests: self.requests_noted,
            titles_complete: self.tally.titles_complete,
            line,
        });
    }

    /// The change that adds the requests sent since the last one.
    pub(super) fn requests_since(&mut self, sent: u64) -> Option<Change> {
        let total = sent.saturating_sub(self.requests_before);
        let more = total.saturating_sub(self.requests_noted);
        self.requests_noted = total;
        (more > 0).then_some(Change::AddRequests(more))
    }

    /// Waits out a pause; `Some` when the person stops the run instead.
    pub(super) async fn wait_while_paused(&self) -> Option<RunEnd> {
        loop {
            match self.control.wish() {
                crate::control::Wish::Run => return None,
                crate::control::Wish::Stop => return Some(RunEnd::Stopped),
                wish @ crate::control::Wish::Pause => self.control.changed_from(wish).await,
            }
        }
    }
}

impl Engine {
    /// Counts anew what is known and owed. Counting reads every owed row, so it is done now and then only.
    pub(super) async fn refresh_tally(&self, run: &mut Run<'_>) -> Result<(), RunError> {
        run.tally.known = self.store.count_chosen(run.connection, None).await?;
        let counts = self.store.fetch_counts(run.connection).await?;
        run.tally.owed = counts.iter().map(|count| count.waiting).sum();
        run.tally.bodies_owed = counts
            .iter()
            .filter(|count| count.kind == FetchKind::Body)
            .map(|count| count.waiting)
            .sum();
        run.tally.settled_since_look = 0;
        Ok(())
    }

    /// Applies what a read brought; `Some` when the run must end here.
    pub(super) async fn settle(
        &self,
        run: &mut Run<'_>,
        client: &Client,
        fetch: &Fetch,
        read: &Read,
        answer: Result<Answer, ReadError>,
    ) -> Result<Option<Drained>, RunError> {
        let (mut changes, outcome) = match answer {
            Ok(answer) => {
                run.unanswered = 0;
                (
                    self.plan(run, fetch, read, answer).await?,
                    Settled::Done(LogOutcome::Stored, None),
                )
            }
            Err(ReadError::Files(error)) => return Err(error),
            Err(ReadError::Notion(error)) => self.plan_failure(run, fetch, read, error).await?,
            Err(ReadError::Download(error)) => self.plan_lost_download(fetch, read, &error.message),
        };
        changes.extend(run.requests_since(client.requests_sent()));
        if matches!(outcome, Settled::Done(..)) {
            changes.push(Change::FinishFetch(fetch.id));
        }
        let applied = self
            .store
            .apply(run.connection, Some(run.id), changes, self.clock.now())
            .await?;
        run.tally.owed = (run.tally.owed + applied.fetches_added).saturating_sub(1);
        run.tally.settled_since_look += 1;
        if run.tally.settled_since_look >= LOOK_EVERY {
            self.refresh_tally(run).await?;
        }
        match outcome {
            Settled::Done(outcome, reason) => {
                if matches!(read, Read::Body { .. }) {
                    run.tally.bodies_owed = run.tally.bodies_owed.saturating_sub(1);
                    match outcome {
                        LogOutcome::Stored => run.tally.stored += 1,
                        LogOutcome::Skipped => run.tally.skipped += 1,
                        LogOutcome::Refused => run.tally.refused += 1,
                        LogOutcome::Failed => run.tally.failed += 1,
                    }
                }
                let line = self.line(run, read, outcome, reason).await?;
                run.report(Phase::Reading, line);
                Ok(None)
            }
            Settled::Postponed => {
                run.report(Phase::Reading, None);
                Ok(None)
            }
            Settled::Ends(end) => Ok(Some(end)),
            Settled::Interrupts(error) => Err(error.into()),
        }
    }

    async fn line(
        &self,
        run: &Run<'_>,
        read: &Read,
        outcome: LogOutcome,
        reason: Option<&'static str>,
    ) -> Result<Option<LogLine>, RunError> {
        let is_worth_a_line = outcome != LogOutcome::Stored || matches!(read, Read::Body { .. });
        let Some(object) = read.object().filter(|_| is_worth_a_line) else {
            return Ok(None);
        };
        let title = self
            .store
            .object(run.connection, object)
            .await?
            .map(|object| object.title)
            .unwrap_or_default();
        Ok(Some(LogLine {
            outcome,
            title,
            reason: reason.map(str::to_owned),
        }))
    }

    async fn plan(
        &self,
        run: &mut Run<'_>,
        fetch: &Fetch,
        read: &Read,
        answer: Answer,
    ) -> Result<Vec<Change>, RunError> {
        let store = &self.store;
        let connection = run.connection;
        Ok(match (read, answer) {
            (Read::Container { .. }, Answer::Container { database, raw }) => {
                let ids = distinct(
                    container::data_sources(&database)
                        .into_iter()
                        .chain([database.id]),
                );
                let known = store.known(connection, &ids).await?;
                container::changes(&run.context, &database, &raw, fetch.object, &known)
            }
            (
                Read::Query {
                    data_source,
                    window,
                    ..
                },
                Answer::Rows(list),
            ) => {
                let rows: Vec<_> = list.results.iter().map(observed).collect();
                let ids: Vec<_> = rows.iter().filter_map(object::Observed::id).collect();
                let known = store.known(connection, &ids).await?;
                let facts =
                    RowsFacts {
                        window: *window,
                        next_cursor: list.next_cursor.filter(|_| list.has_more),
                        incomplete: list.incomplete.is_some(),
                        last_created: list.results.iter().rev().find_map(|item| {
                            match &item.value {
                                Object::Page(page) => Some(page.created_time),
                                _ => None,
                            }
                        }),
                    };
                let plans = rows.iter().map(|row| {
                    let before = row
                        .id()
                        .and_then(|id| known.get(&id))
                        .filter(|known| known.metadata_hash.is_some());
                    object::plan(&run.context, row, before).changes
                });
                plans
                    .flatten()
                    .chain(query::follow_up(*data_source, &facts))
                    .collect()
            }
            (Read::Object { id, .. }, Answer::Object(observed)) => {
                let known = store.known(connection, &[*id]).await?;
                let before = known.get(id).filter(|known| known.metadata_hash.is_some());
                let mut changes = object::plan(&run.context, &observed, before).changes;
                if let Some(container) = fetch.object.filter(|container| container != id) {
                    changes.push(Change::PutContainer {
                        object: *id,
                        container,
                    });
                }
                changes
            }
            (Read::Body { page }, Answer::Body(answer)) => {
                let known = store
                    .known(
                        connection,
                        &distinct(answer.children().into_iter().chain([*page])),
                    )
                    .await?;
                // The time as it was listed: an edit between listing and reading shows in the next listing.
                let Some(before) = known.get(page) else {
                    return Ok(Vec::new());
                };
                body::changes(&run.context, *page, before, &answer, &known)
            }
            (Read::Piece { page, block }, Answer::Body(answer)) => {
                let known = store.known(connection, &answer.children()).await?;
                let mut changes = body::follow_links(&run.context, *page, &answer.links, &known);
                changes.extend(body::piece_reads(*page, &answer));
                changes.extend(
                    self.splice(run, *page, &[(*block, answer.markdown)])
                        .await?,
                );
                changes
            }
            (
                Read::UnknownBlock { page, .. } | Read::UnknownBlocks { page },
                Answer::Subtrees(subtrees),
            ) => {
                let texts: Vec<(NotionId, String)> = subtrees
                    .iter()
                    .filter_map(|tree| Some((tree.block.value.id, block::subtree_markdown(tree)?)))
                    .collect();
                let mut changes: Vec<Change> = subtrees
                    .iter()
                    .flat_map(|tree| block::subtree_changes(&run.context, *page, *page, 0, tree))
                    .collect();
                changes.extend(self.splice(run, *page, &texts).await?);
                changes
            }
            (
                Read::Property {
                    page,
                    property: id,
                    name,
                },
                Answer::Property { shown, items },
            ) => property::changes(&run.context, *page, id, name, &shown, &items),
            (Read::Blocks { page, parent, list }, Answer::Blocks(answer)) => {
                let next = answer.next_cursor.filter(|_| answer.has_more);
                block::list_changes(&run.context, *page, *parent, list, &answer.results, next)
            }
            (Read::Comments { page, on }, Answer::Comments(comments)) => {
                comment::changes(&run.context, *page, *on, &comments)
            }
            (Read::File { object, file }, Answer::File(answer)) => {
                file_changes(run, *object, file, answer)
            }
            (Read::Users { bot, .. }, Answer::Users(list)) => users_changes(*bot, list),
            (_, Answer::CommentsRefused { request_id }) => {
                vec![item(
                    read,
                    Outcome::Refused,
                    "no_permission",
                    None,
                    request_id,
                )]
            }
            (read, _) => vec![item(read, Outcome::Failed, "unexpected_answer", None, None)],
        })
    }

    /// Puts texts in the place of the tags that stand for them in a page's stored Markdown.
    async fn splice(
        &self,
        run: &Run<'_>,
        page: NotionId,
        texts: &[(NotionId, String)],
    ) -> Result<Option<Change>, RunError> {
        let Some(body) = self
            .store
            .body(run.connection, page)
            .await?
            .map(|body| body.markdown)
        else {
            return Ok(None);
        };
        let mut replacements: Vec<_> = dialect::links(&body)
            .unknown
            .into_iter()
            .filter_map(|tag| {
                let (_, text) = texts.iter().find(|(block, _)| tag.block == Some(*block))?;
                Some((tag.range, text.clone()))
            })
            .collect();
        if replacements.is_empty() {
            return Ok(None);
        }
        replacements.sort_by_key(|(range, _)| range.start);
        let markdown = dialect::replace_unknown(&body, &replacements);
        Ok(Some(Change::AmendBody {
            object: page,
            markdown,
        }))
    }

    async fn plan_failure(
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
        Ok(match failure::judge(error.kind(), fetch.attempts) {
            Verdict::SignIn => (Vec::new(), Settled::Ends(Drained::NeedsSignIn)),
            Verdict::Interrupt => (Vec::new(), Settled::Interrupts(error)),
            Verdict::Later => {
                let after = self.clock.now() + REST * (fetch.attempts + 1);
                (
                    vec![Change::RetryFetch {
                        id: fetch.id,
                        after,
                        detail: None,
                    }],
                    Settled::Postponed,
                )
            }
            Verdict::Refuse(reason) => {
                if matches!(read, Read::Comments { .. }) && error.kind() == ErrorKind::Permission {
                    run.context.comments_refused = Some(error.request_id.clone());
                }
                let mut changes = vec![refusal(read, reason, &error)];
                changes.extend(self.hole(run, fetch, read, reason, &error).await?);
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

    /// A download that broke off: taken up again later, then named.
    fn plan_lost_download(
        &self,
        fetch: &Fetch,
        read: &Read,
        message: &str,
    ) -> (Vec<Change>, Settled) {
        if fetch.attempts + 1 < failure::PASSES {
            let after = self.clock.now() + REST * (fetch.attempts + 1);
            return (
                vec![Change::RetryFetch {
                    id: fetch.id,
                    after,
                    detail: None,
                }],
                Settled::Postponed,
            );
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
        let unreachable = |object: NotionId| Change::MarkUnreachable {
            object,
            reason: reason.to_owned(),
            request_id: error.request_id.clone(),
        };
        let known = self.store.known(run.connection, &[read.target()]).await?;
        let place = fetch
            .object
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
            | Read::Users { .. } => Vec::new(),
        })
    }
}

/// What became of a read.
enum Settled {
    Done(LogOutcome, Option<&'static str>),
    Postponed,
    Ends(Drained),
    Interrupts(Error),
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
fn item(
    read: &Read,
    outcome: Outcome,
    reason: &str,
    message: Option<String>,
    request_id: Option<String>,
) -> Change {
    let (what, id) = match read {
        Read::Container { .. } | Read::Query { .. } | Read::Object { .. } | Read::Body { .. } => {
            (What::Object, read.target().to_string())
        }
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

fn file_status(
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

fn file_changes(
    run: &mut Run<'_>,
    object: NotionId,
    file: &crate::read::FileRead,
    answer: FileAnswer,
) -> Vec<Change> {
    let read = Read::File {
        object,
        file: file.clone(),
    };
    match answer {
        FileAnswer::Known(status) => file_status(&read, status, "stored", None)
            .into_iter()
            .collect(),
        FileAnswer::Stored { hash, size, mime } => {
            run.tally.files_stored += 1;
            let status = FileStatus::Stored {
                hash,
                size,
                mime: Some(mime),
            };
            let stored = item(
                &read,
                Outcome::Stored,
                "stored",
                Some(file.name.clone()),
                None,
            );
            file_status(&read, status, "stored", None)
                .into_iter()
                .chain([stored])
                .collect()
        }
        FileAnswer::TooLarge { size } => {
            let skipped = item(
                &read,
                Outcome::Skipped,
                "too_large",
                Some(file.name.clone()),
                None,
            );
            file_status(
                &read,
                FileStatus::TooLarge { size: Some(size) },
                "too_large",
                None,
            )
            .into_iter()
            .chain([skipped])
            .collect()
        }
        FileAnswer::Refused { status } => {
            let reason = if status == 404 || status == 410 {
                "file_missing"
            } else {
                "file_refused"
            };
            let refused = item(
                &read,
                Outcome::Refused,
                reason,
                Some(format!("{} (HTTP {status})", file.name)),
                None,
            );
            file_status(&read, FileStatus::Refused, reason, None)
                .into_iter()
                .chain([refused])
                .collect()
        }
    }
}

fn users_changes(bot: NotionId, list: keepsake_notion::List<keepsake_notion::User>) -> Vec<Change> {
    let next = list.next_cursor.filter(|_| list.has_more);
    let users = list
        .results
        .iter()
        .map(|item| keepsake_memory::StoredUser {
            id: item.value.id,
            kind: item.value.kind.clone().unwrap_or_default(),
            name: item.value.name.clone().unwrap_or_default(),
            raw: item.raw.get().to_owned(),
        })
        .collect();
    let more = next.map(|cursor| {
        Change::AddFetch(
            Read::Users {
                bot,
                cursor: Some(cursor),
            }
            .owed(None, 0),
        )
    });
    [Change::PutUsers(users)].into_iter().chain(more).collect()
}
