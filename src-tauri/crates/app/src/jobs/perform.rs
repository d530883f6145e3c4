//! Doing what a job says.
//!
//! Leaves out holding the job and keeping its outcome ([`super::owner`]). The rules it protects: one run at a time works on
//! a connection; checks and comparisons may go on beside it, on the same budget; in the window, what passes by itself is
//! waited out, because nobody sits in front of it to try again.

use std::sync::Arc;
use std::time::Duration;

use keepsake_memory::{Connection, ConnectionId, ConnectionKind, ConnectionState, Job};
use keepsake_notion::NotionId;
use keepsake_sync::{
    Control, Engine, ProgressSink, Room, RunEnd, RunKind, RunRequest, VerifyScope, Wish,
};

use super::Active;
use super::work::{Done, Work};
use crate::alerts::AlertKind;
use crate::error::{AppError, ErrorCode};
use crate::keepsake::{Face, Keepsake};
use crate::links::Link;
use crate::progress::{Board, LITTLE_SPACE, NOTION_TROUBLE};
use crate::watch;

/// Between two attempts while the network is gone. The client has tried several times before.
const OFFLINE_REST: Duration = Duration::from_secs(15);
/// Between two looks whether the disk has room again.
const ROOM_REST: Duration = Duration::from_secs(15);
/// The same while Notion has trouble; twice as long after each attempt.
const TROUBLE_REST: Duration = Duration::from_secs(30);
/// The longest of these.
const LONGEST_REST: Duration = Duration::from_secs(300);

impl Keepsake {
    pub(super) async fn perform(&self, job: &Job, active: &Arc<Active>) -> Result<Done, AppError> {
        let work = Work::of(job).ok_or_else(|| AppError::internal("a job of another version"))?;
        match work {
            Work::Check { account, base_url } => {
                let checked = self.check_token(&account, &base_url).await;
                // Only a check that the next owner makes again still needs the token.
                if checked.is_ok() || !active.is_handing_over() {
                    self.forget_unchecked(&account).await;
                }
                Ok(Done::Checked {
                    connection: checked?,
                })
            }
            Work::Run {
                connection,
                kind,
                options,
                trigger,
            } => {
                let correlation_id = job.correlation_id.clone();
                let request = RunRequest {
                    connection,
                    kind,
                    options,
                    audit: trigger == watch::TRIGGER,
                    trigger,
                    correlation_id,
                };
                self.run_to_its_end(&request, active).await
            }
            Work::Verify { connection, sample } => {
                let connection = self.store().connection(connection).await?;
                let link = self.link(&connection).await?;
                let board = self.board(&link, active);
                let scope = sample.map_or(VerifyScope::All, VerifyScope::Sample);
                let told = |checked, expected| board.progress(Board::comparing(checked, expected));
                let engine = self.engine(&connection, link)?;
                let report = engine
                    .verify(connection.id, scope, &active.control, &told)
                    .await?;
                Ok(Done::Verified(report.into()))
            }
            Work::Schema { connection, step } => {
                let connection = self.store().connection(connection).await?;
                let _turn = self.inner.jobs.schemas.lock().await;
                let data_source = self.perform_schema_step(&connection, &step).await?;
                Ok(Done::Schema { data_source })
            }
        }
    }

    /// A run, taken up again after trouble that passes by itself.
    async fn run_to_its_end(
        &self,
        request: &RunRequest,
        active: &Arc<Active>,
    ) -> Result<Done, AppError> {
        let mut attempts = 0;
        let mut told_of_room = false;
        loop {
            if told_of_room && self.room().look(request.kind.into()).is_ok() {
                told_of_room = false;
                let kind = AlertKind::LittleSpace;
                self.withdraw_alert(kind, request.connection).await?;
            }
            let error = match self.perform_run(request, active).await {
                Err(error) if !active.is_ending() => error,
                outcome => return outcome,
            };
            let Some((rest, reason)) = self.rest_after(request, error.code, attempts) else {
                return Err(error);
            };
            attempts += 1;
            tracing::info!(%error, ?rest, "the run is taken up again later");
            let connection = self.store().connection(request.connection).await?;
            let link = self.link(&connection).await?;
            link.holds.wait_until(self.now() + rest, reason);
            if error.code == ErrorCode::LittleSpace {
                link.holds.note_room(room_of(&error));
                if !std::mem::replace(&mut told_of_room, true) {
                    self.tell_of_little_room(request.connection, &error).await;
                }
            }
            tokio::select! {
                () = self.inner.ports.clock.sleep(rest) => {}
                () = stopped(&active.control) => {}
            }
        }
    }

    /// A run that waits for room has not ended, so nothing else looks after what is to be told.
    async fn tell_of_little_room(&self, connection: ConnectionId, error: &AppError) {
        if let Err(error) = self.assess(connection, Some(error)).await {
            tracing::warn!(%error, "alerts could not be looked after");
        }
        self.tell_alerts().await;
    }

    /// How long a run rests before it is taken up again, and the word for why; nothing when somebody has to do something,
    /// or waits for the answer.
    fn rest_after(
        &self,
        request: &RunRequest,
        code: ErrorCode,
        attempts: u32,
    ) -> Option<(Duration, &'static str)> {
        let tries_again_by_itself = request.trigger == watch::TRIGGER;
        if self.inner.face != Face::Window
            || request.kind == RunKind::Discover
            || tries_again_by_itself
        {
            return None;
        }
        let longer = TROUBLE_REST
            .saturating_mul(1 << attempts.min(8))
            .min(LONGEST_REST);
        match code {
            ErrorCode::Offline => Some((OFFLINE_REST, "offline")),
            ErrorCode::LittleSpace => Some((ROOM_REST, LITTLE_SPACE)),
            ErrorCode::ProxyPage => Some((OFFLINE_REST, "proxy_page")),
            ErrorCode::NotionTrouble => Some((longer, NOTION_TROUBLE)),
            ErrorCode::RateLimited => Some((longer, "rate_limited")),
            _ => None,
        }
    }

    async fn perform_run(
        &self,
        request: &RunRequest,
        active: &Arc<Active>,
    ) -> Result<Done, AppError> {
        let _turn = tokio::select! {
            turn = self.turn(request.connection) => turn,
            // What is ahead of it may take hours, or be held by a pause.
            () = stopped(&active.control) => return Err(AppError::new(ErrorCode::Cancelled)),
        };
        if active.is_ending() {
            return Err(AppError::new(ErrorCode::Cancelled));
        }
        let connection = self.store().connection(request.connection).await?;
        let link = self.link(&connection).await?;
        let board = self.board(&link, active);
        let engine = self.engine(&connection, link)?;
        if request.kind == RunKind::Sync {
            self.read_channels_again(connection.id).await?;
        }
        let outcome = engine.run(request, &active.control, &*board).await?;
        let mut cut_short = false;
        match outcome.end {
            RunEnd::NeedsSignIn => {
                cut_short = self.was_cut_short(&connection).await;
                self.store()
                    .set_connection_state(connection.id, ConnectionState::NeedsSignIn)
                    .await?;
                self.unlink(connection.id).await;
            }
            RunEnd::Completed | RunEnd::Stopped => {}
        }
        Ok(Done::Ran {
            run: outcome.run,
            resumed: outcome.resumed,
            refused_request: outcome.refused_request,
            cut_short,
            pushed: outcome.pushed,
            records: outcome.records,
            audits: outcome.audits,
        })
    }

    fn board(&self, link: &Link, active: &Active) -> Arc<Board> {
        let board = Arc::new(Board::new(
            Arc::clone(&self.inner.ports.clock),
            active.control.clone(),
            Arc::clone(&link.holds),
            link.requests_per_second,
        ));
        active.show_on(Arc::clone(&board));
        board
    }

    fn engine(&self, connection: &Connection, link: Link) -> Result<Engine, AppError> {
        let bot: NotionId = connection
            .details
            .bot_id
            .parse()
            .map_err(AppError::internal)?;
        Ok(Engine::new(keepsake_sync::Ports {
            store: self.store().clone(),
            client: link.client,
            files: link.files,
            clock: Arc::clone(&self.inner.ports.clock),
            files_folder: self.inner.home.files(),
            // The sample is as large as a picture.
            room: match connection.details.kind {
                ConnectionKind::Sample => Room::without_limit(),
                ConnectionKind::Token | ConnectionKind::OAuth => self.room(),
            },
            api_origin: connection.details.base_url.clone(),
            bot,
        }))
    }
}

/// How many megabytes were free.
fn room_of(error: &AppError) -> Option<u32> {
    error.details.get("megabytes")?.parse().ok()
}

/// Waits until the person stops the run or the program ends.
async fn stopped(control: &Control) {
    while control.wish() != Wish::Stop {
        control.changed_from(control.wish()).await;
    }
}
