//! Doing what a job says.
//!
//! Leaves out holding the job and keeping its outcome ([`super::owner`]). The rule it protects: one run at a time works on
//! a connection; checks and comparisons may go on beside it, on the same budget.

use std::sync::Arc;

use keepsake_memory::{Connection, ConnectionState, Job};
use keepsake_notion::NotionId;
use keepsake_sync::{Engine, ProgressSink, RunEnd, RunRequest, VerifyScope};

use super::Active;
use super::work::{Done, Work};
use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;
use crate::links::Link;
use crate::progress::Board;

impl Keepsake {
    pub(super) async fn perform(&self, job: &Job, active: &Arc<Active>) -> Result<Done, AppError> {
        let work = Work::of(job).ok_or_else(|| AppError::internal("a job of another version"))?;
        match work {
            Work::Check { account, base_url } => {
                let connection = self.check_token(&account, &base_url).await?;
                Ok(Done::Checked { connection })
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
                    trigger,
                    correlation_id,
                };
                self.perform_run(&request, active).await
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
        }
    }

    async fn perform_run(
        &self,
        request: &RunRequest,
        active: &Arc<Active>,
    ) -> Result<Done, AppError> {
        let _turn = self.turn(request.connection).await;
        if active.is_ending() {
            return Err(AppError::new(ErrorCode::Cancelled));
        }
        let connection = self.store().connection(request.connection).await?;
        let link = self.link(&connection).await?;
        let board = self.board(&link, active);
        let engine = self.engine(&connection, link)?;
        let outcome = engine.run(request, &active.control, &*board).await?;
        match outcome.end {
            RunEnd::NeedsSignIn => {
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
            api_origin: connection.details.base_url.clone(),
            bot,
        }))
    }
}
