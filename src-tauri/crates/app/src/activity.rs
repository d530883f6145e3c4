//! What the activity screen shows beyond runs: requests over time, what could not be had, and reports to keep.
//!
//! `traffic` counts, `report` writes. Leaves out the runs themselves and alerts. The rule it protects: every figure comes
//! from the store, so it is the same after a restart and whichever process did the work.

mod report;
mod traffic;

use std::path::Path;

use keepsake_memory::{Change, ConnectionId, NewFetch, ObjectKind, Problem, What};
use keepsake_notion::NotionId;
use keepsake_sync::RunKind;
use keepsake_sync::read::{self, Read, Walked};

use crate::catalog::notion_id;
use crate::connect::connection_id;
use crate::dto::{self, ReportFormat, Traffic, count, moment};
use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;
use crate::words::Words;

/// Problems that are shown; of more, the worst.
const SHOWN: u32 = 500;

impl Keepsake {
    /// What was sent to Notion over the last ten minutes, and what waited for it.
    ///
    /// # Errors
    /// [`ErrorCode::NotConnected`]; or when the store cannot be read.
    pub async fn traffic(&self, connection: &str) -> Result<Traffic, AppError> {
        let id = connection_id(connection)?;
        let (store, now) = (self.store(), self.now());
        let described = store.connection(id).await?;
        let sent = store.load_sends(id, now - traffic::SHOWN).await?;
        let lengths = store.queue_lengths(id, now - traffic::SHOWN).await?;
        let counts = store.fetch_counts(id).await?;
        let waiting = count(counts.iter().map(|one| one.waiting).sum());
        Ok(Traffic {
            until: moment(now),
            seconds_each: traffic::SECONDS_EACH,
            allowed: self.allowed_each_second(&described),
            held_until: sent.hold_until.filter(|until| *until > now).map(moment),
            waiting,
            spans: traffic::spans(now, &sent.sent, &lengths),
        })
    }

    /// What could not be had and still cannot: failures first, then the newest.
    ///
    /// # Errors
    /// [`ErrorCode::NotConnected`]; or when the store cannot be read.
    pub async fn problems(&self, connection: &str) -> Result<Vec<dto::Problem>, AppError> {
        let id = self.known_connection(connection).await?;
        let problems = self.store().problems(id, SHOWN).await?;
        Ok(problems.into_iter().map(dto::Problem::from).collect())
    }

    /// Reads one thing again that could not be had, and whatever else is due; answers with what [`Keepsake::watch_run`]
    /// takes.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when it is no problem any more; or when the store cannot be read or written.
    pub async fn retry_problem(
        &self,
        connection: &str,
        what: dto::What,
        item: &str,
    ) -> Result<String, AppError> {
        let id = self.syncing(connection_id(connection)?).await?.id;
        let problems = self.store().problems(id, u32::MAX).await?;
        let problem = problems
            .into_iter()
            .find(|one| dto::What::from(one.item.what) == what && one.item.id == item)
            .ok_or_else(|| {
                AppError::new(ErrorCode::NotFound)
                    .with("what", "problem")
                    .with("id", item)
            })?;
        let reads = self.reads_of(id, &problem).await?;
        let changes = reads.into_iter().map(Change::AddFetch).collect();
        self.store().apply(id, None, changes, self.now()).await?;
        let options = self.options_of_last_import(id).await?;
        self.start_run(id, RunKind::Sync, options).await
    }

    /// The account of a run, to keep or to pass on.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when the history has no such run; or when the store cannot be read.
    pub async fn run_report(
        &self,
        run: &str,
        format: ReportFormat,
        words: &Words,
    ) -> Result<String, AppError> {
        let summary = self.run_summary(run).await?;
        Ok(match format {
            ReportFormat::Markdown => report::markdown(&summary, words),
            ReportFormat::Json => report::json(&summary),
        })
    }

    /// Writes the account of a run into `folder`, which is made if it is missing, and answers with the name of the file.
    ///
    /// # Errors
    /// As [`Keepsake::run_report`]; or when the folder cannot be written.
    pub async fn save_run_report(
        &self,
        run: &str,
        format: ReportFormat,
        words: &Words,
        folder: &Path,
    ) -> Result<String, AppError> {
        let text = self.run_report(run, format, words).await?;
        let ending = match format {
            ReportFormat::Markdown => "md",
            ReportFormat::Json => "json",
        };
        let name = format!("keepsake-run-{run}.{ending}");
        crate::reading::saving::save(text.as_bytes(), &name, folder).await
    }

    async fn known_connection(&self, connection: &str) -> Result<ConnectionId, AppError> {
        Ok(self
            .store()
            .connection(connection_id(connection)?)
            .await?
            .id)
    }

    /// What has to be read so that a problem is one no more.
    async fn reads_of(
        &self,
        connection: ConnectionId,
        problem: &Problem,
    ) -> Result<Vec<NewFetch>, AppError> {
        let kind = match problem.object {
            Some(object) => self.store().object(connection, object).await?,
            None => None,
        }
        .map(|object| object.kind);
        let Some(object) = problem.object.or_else(|| notion_id(&problem.item.id).ok()) else {
            // Lists of users and the like: every sync asks for them.
            return Ok(Vec::new());
        };
        let mut reads = what_to_read(problem, object, kind);
        for read in &mut reads {
            read.again = true;
        }
        Ok(reads)
    }
}

/// The reads that bring an object of this kind and what belongs to it; for a comment only the comments.
fn what_to_read(problem: &Problem, object: NotionId, kind: Option<ObjectKind>) -> Vec<NewFetch> {
    if problem.item.what == What::Comment
        && let Ok(on) = notion_id(&problem.item.id)
    {
        let comments = Read::Comments { page: object, on };
        return vec![comments.owed(Some(object), read::BY_NAME)];
    }
    let read = |read: Read| read.owed(Some(object), 0);
    let walked = |expected| Read::Object {
        id: object,
        expected,
        title: problem.title.clone(),
    };
    match kind {
        Some(ObjectKind::Database) => vec![read(Read::Container { database: object })],
        Some(ObjectKind::DataSource) => vec![read(walked(Walked::DataSource))],
        Some(ObjectKind::Page) => vec![
            read(walked(Walked::Page)),
            read(Read::Body { page: object }),
        ],
        None => vec![read(walked(Walked::Page))],
    }
}

impl From<Problem> for dto::Problem {
    fn from(problem: Problem) -> Self {
        let item = dto::RunItem::from(problem.item);
        Self {
            what: item.what,
            id: item.id,
            page: problem.object.map(|id| id.to_string()),
            title: problem.title,
            outcome: item.outcome,
            reason: item.reason,
            message: item.message,
            request_id: item.request_id,
            run: problem.run.to_string(),
            time: moment(problem.at),
        }
    }
}
