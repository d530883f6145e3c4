//! The engine: `observe -> plan -> apply -> index -> report`, one read at a time.
//!
//! What is still to be read is a list in the store. A run takes reads off it, performs them, plans what the answer
//! means and applies answer, settled read and follow-up reads in one transaction. Leaves out the decisions
//! ([`crate::plan`]) and the requests ([`crate::observe`]). The rule it protects: a kill at any point loses nothing
//! and repeats at most what was in flight.

mod answer;
mod attention;
mod drain;
mod event;
mod failure;
mod linked;
mod list;
mod owned_here;
mod push;
mod records;
mod settle;
mod splice;
mod tally;
mod trash;

use std::{collections::HashMap, path::PathBuf, sync::Arc, time::Duration};

use keepsake_memory::{Change, ConnectionId, NewRun, ObjectKind, RunId, RunState, Store};
use keepsake_notion::{
    Client, Lane,
    ports::{Clock, Transport},
};
use keepsake_text::NotionId;

use crate::{
    control::Control,
    error::RunError,
    files::FileFolder,
    observe::Observer,
    plan::Context,
    progress::{Phase, ProgressSink},
    read::{Place, Read},
    request::{Comments, Files, RunEnd, RunKind, RunOutcome, RunRequest},
    room::{self, Room},
    two_way::{PushReport, RecordReport, Rules, Sent, brake::Share},
};
use drain::Drained;
pub use records::derive_records;

/// How many API reads are under way at once: Notion may take longer to answer than the pace lets requests out.
const API_IN_FLIGHT: usize = 6;
/// How many files are fetched at once; they do not count against Notion's pace.
const FILES_IN_FLIGHT: usize = 4;

/// Everything the engine works with; comes in from outside.
pub struct Ports {
    /// The memory.
    pub store: Store,
    /// The client of this connection.
    pub client: Client,
    /// Fetches files; adds no credentials.
    pub files: Arc<dyn Transport>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Where attachments are kept.
    pub files_folder: PathBuf,
    /// The origin the API is served from.
    pub api_origin: String,
    /// The disk that all of this is written to.
    pub room: Room,
    /// The bot's own id.
    pub bot: NotionId,
}

/// Reads one connection's workspace into the memory.
pub struct Engine {
    pub(crate) store: Store,
    observer: Arc<Observer>,
    pub(crate) client: Client,
    clock: Arc<dyn Clock>,
    api_origin: String,
    room: Room,
    bot: NotionId,
}

/// A run under way.
struct Run<'a> {
    id: RunId,
    connection: ConnectionId,
    request: &'a RunRequest,
    control: &'a Control,
    sink: &'a dyn ProgressSink,
    context: Context,
    /// Where it is once listing is over.
    phase: Phase,
    tally: tally::Tally,
    requests_before: u64,
    requests_noted: u64,
    unanswered: u32,
    /// Notion's id of the request whose token it refused.
    refused_request: Option<String>,
    /// When the disk was last looked at, on the clock that never goes back.
    looked_at_room: Duration,
    /// What was written to Notion.
    pushed: PushReport,
    /// What the profiles made of the rows that changed.
    records: RecordReport,
    /// What holds for properties, as the run began.
    rules: Rules,
    /// A plan of deletions waits for the person.
    brake: Option<Share>,
    /// Reads that only look for edits which leave no trace.
    audits: u64,
    /// What lies in something that is in the trash was looked at.
    looked_below_trash: bool,
    /// Pages that a plan of this run would delete, each with the data source it is a row of.
    counted: HashMap<NotionId, Option<NotionId>>,
}

impl Engine {
    /// An engine for one connection.
    #[must_use]
    pub fn new(ports: Ports) -> Self {
        let folder = FileFolder::new(ports.files_folder);
        Self {
            observer: Arc::new(Observer::new(
                ports.files,
                Arc::clone(&ports.clock),
                folder,
                ports.store.clone(),
            )),
            store: ports.store,
            client: ports.client,
            clock: ports.clock,
            api_origin: ports.api_origin,
            room: ports.room,
            bot: ports.bot,
        }
    }

    /// Does one run, or goes on with the one that was interrupted.
    ///
    /// # Errors
    /// [`RunError`] when the run was interrupted; everything read so far is stored, and the next run goes on from it.
    pub async fn run(
        &self,
        request: &RunRequest,
        control: &Control,
        sink: &dyn ProgressSink,
    ) -> Result<RunOutcome, RunError> {
        let client = self.client.on_lane(match request.kind {
            RunKind::Import => Lane::Bulk,
            RunKind::Sync => Lane::Sync,
            RunKind::Discover => Lane::Interactive,
        });
        // Before there is a run: one that cannot begin is no run that failed.
        self.room.look(request.kind.into())?;
        let (id, earlier) = self.open_run(request).await?;
        let state = self.listing_state(request.connection).await?;
        let mut run = Run {
            id,
            connection: request.connection,
            request,
            control,
            sink,
            context: Context {
                api_origin: self.api_origin.clone(),
                wants_files: request.options.files == Files::All,
                max_file_bytes: request.options.max_file_bytes,
                wants_page_comments: request.options.comments != Comments::None,
                wants_block_comments: request.options.comments == Comments::Blocks,
                newest: state.newest,
                listed_at: None,
                comments_refused: None,
                bot: self.bot,
            },
            phase: Phase::Reading,
            tally: tally::Tally::default(),
            requests_before: client.requests_sent(),
            requests_noted: 0,
            unanswered: 0,
            refused_request: None,
            looked_at_room: self.clock.elapsed(),
            pushed: PushReport::default(),
            records: RecordReport::default(),
            rules: self.rules(request.connection).await?,
            brake: None,
            audits: 0,
            looked_below_trash: false,
            counted: HashMap::new(),
        };
        let result = self.phases(&mut run, &client).await;
        self.note_requests(&mut run, &client).await?;
        let state = match &result {
            Ok(RunEnd::Completed) => RunState::Completed,
            Ok(RunEnd::Stopped) => RunState::Stopped,
            Ok(RunEnd::NeedsSignIn) => RunState::NeedsSignIn,
            Err(_) => RunState::Failed,
        };
        self.note_sent(&run, earlier.as_ref()).await?;
        let ledger = self
            .store
            .finish_run(run.id, state, self.clock.now())
            .await?;
        let end = result?;
        run.report(Phase::Done, None);
        tracing::info!(run = %run.id, ?end, requests = ledger.requests, "run ended");
        Ok(RunOutcome {
            run: run.id,
            end,
            refused_request: run.refused_request,
            resumed: earlier.is_some(),
            ledger,
            pushed: run.pushed,
            records: run.records,
            brake: run.brake,
            audits: run.audits,
        })
    }

    /// Keeps beside the run what it sent, together with what it had sent before it was interrupted.
    async fn note_sent(&self, run: &Run<'_>, earlier: Option<&Sent>) -> Result<(), RunError> {
        let mut sent = earlier.cloned().unwrap_or_default();
        // What waited then was met again, or waits no more.
        sent.pushed.forget_what_waits();
        sent.pushed.add(&run.pushed);
        sent.records.add(run.records);
        if let Some(text) = sent.text() {
            self.store.note_sent(run.id, &text).await?;
        }
        Ok(())
    }

    /// Goes on with the last run of this kind if it did not come to its end, with what that had sent; or begins one.
    async fn open_run(&self, request: &RunRequest) -> Result<(RunId, Option<Sent>), RunError> {
        let kind = run_kind(request.kind);
        let options = serde_json::to_string(&request.options).unwrap_or_default();
        if let Some(run) = self.store.resumable_run(request.connection, kind).await? {
            let run = self.store.resume_run(run.id, &options).await?;
            return Ok((run.id, Some(Sent::read(run.sent.as_deref()))));
        }
        let run = NewRun {
            kind,
            trigger: request.trigger.clone(),
            correlation_id: request.correlation_id.clone(),
            options,
        };
        Ok((
            self.store
                .start_run(request.connection, run, self.clock.now())
                .await?,
            None,
        ))
    }

    async fn phases(&self, run: &mut Run<'_>, client: &Client) -> Result<RunEnd, RunError> {
        run.report(Phase::Finding, None);
        if let Some(end) = self.list(run, client).await? {
            return Ok(end);
        }
        self.store.recompute_scope(run.connection).await?;
        run.tally.titles_complete = true;
        if run.request.kind == RunKind::Discover {
            return Ok(RunEnd::Completed);
        }
        self.owe_extras(run).await?;
        self.owe_attention(run).await?;
        let mut has_written = false;
        loop {
            self.refresh_tally(run).await?;
            let end = match self.drain(run, client).await? {
                Drained::Empty => None,
                Drained::Stopped => Some(RunEnd::Stopped),
                Drained::NeedsSignIn => Some(RunEnd::NeedsSignIn),
            };
            if end.is_some() {
                return Ok(end.unwrap_or(RunEnd::Stopped));
            }
            run.report(run.phase, None);
            self.settle_texts(run).await?;
            // Reading may have found children of what is selected, and the place of objects that lay in a block.
            self.store.recompute_scope(run.connection).await?;
            if self.store.has_waiting_fetches(run.connection).await? {
                continue;
            }
            // Everything that was listed or lies in it is here: what is still unknown of what it points at is next.
            if self.owe_linked(run).await? {
                continue;
            }
            if self.settle_trash(run).await? {
                continue;
            }
            self.validate(run).await?;
            if has_written || run.request.kind != RunKind::Sync {
                return Ok(RunEnd::Completed);
            }
            has_written = true;
            if let Some(end) = self.push(run, client).await? {
                return Ok(end);
            }
        }
    }

    /// Adds the reads that nothing else leads to: users, what was refused before, and comments.
    async fn owe_extras(&self, run: &Run<'_>) -> Result<(), RunError> {
        if run.request.kind != RunKind::Import {
            return Ok(());
        }
        let mut changes = Vec::new();
        changes.push(Change::AddFetch(
            Read::Users {
                bot: self.bot,
                at: Place::default(),
            }
            .owed(None, 0),
        ));
        for unknown in self.store.unknown_marks(run.connection).await? {
            let read = Read::Object {
                id: unknown,
                expected: crate::read::Walked::Page,
                title: String::new(),
            };
            changes.push(Change::AddFetch(read.owed(Some(unknown), 0)));
        }
        let holes = self.store.chosen_holes(run.connection).await?;
        let ids: Vec<NotionId> = holes.iter().map(|hole| hole.id).collect();
        let known = self.store.known(run.connection, &ids).await?;
        // What is in the trash and no longer answered for has been deleted for good as a rule: the slow round looks at it.
        let is_missed = |id: &NotionId| known.get(id).is_none_or(|known| !known.in_trash);
        for hole in holes.into_iter().filter(|hole| is_missed(&hole.id)) {
            changes.push(Change::AddFetch(Read::again(&hole).owed(Some(hole.id), 0)));
        }
        self.store
            .apply(run.connection, Some(run.id), changes, self.clock.now())
            .await?;
        if run.context.wants_page_comments {
            self.owe_comments(run).await?;
        }
        Ok(())
    }

    /// Owes the comments of every selected page: Notion gives no sign when comments change.
    async fn owe_comments(&self, run: &Run<'_>) -> Result<(), RunError> {
        let mut after = 0;
        loop {
            let pages = self
                .store
                .chosen(run.connection, ObjectKind::Page, after, 500)
                .await?;
            let Some(last) = pages.last() else {
                return Ok(());
            };
            after = last.row;
            let changes = pages
                .iter()
                .flat_map(|page| {
                    let comments = Read::Comments {
                        page: page.id,
                        on: page.id,
                    }
                    .owed(None, 0);
                    let blocks = run.context.wants_block_comments.then(|| {
                        let list = crate::read::BlockList::default();
                        Read::Blocks {
                            page: page.id,
                            parent: page.id,
                            list,
                        }
                        .owed(None, 0)
                    });
                    [Some(comments), blocks]
                })
                .flatten()
                .map(Change::AddFetch)
                .collect();
            self.store
                .apply(run.connection, Some(run.id), changes, self.clock.now())
                .await?;
        }
    }

    /// Looks now and then whether the disk still has room.
    fn look_at_room(&self, run: &mut Run<'_>) -> Result<(), RunError> {
        let now = self.clock.elapsed();
        if now.saturating_sub(run.looked_at_room) >= room::LOOK_EVERY {
            run.looked_at_room = now;
            self.room.look(run.request.kind.into())?;
        }
        Ok(())
    }

    async fn note_requests(&self, run: &mut Run<'_>, client: &Client) -> Result<(), RunError> {
        let changes = run
            .requests_since(client.requests_sent())
            .into_iter()
            .collect::<Vec<_>>();
        if !changes.is_empty() {
            self.store
                .apply(run.connection, Some(run.id), changes, self.clock.now())
                .await?;
        }
        Ok(())
    }
}

fn run_kind(kind: RunKind) -> keepsake_memory::RunKind {
    match kind {
        RunKind::Discover => keepsake_memory::RunKind::Discover,
        RunKind::Import => keepsake_memory::RunKind::Import,
        RunKind::Sync => keepsake_memory::RunKind::Sync,
    }
}
