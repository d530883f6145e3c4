//! Where things stand: for the start of a face, and as one sentence at any time.
//!
//! Never asks Notion and never opens the key store just to answer.

use keepsake_memory::{
    Connection, ConnectionState, ObjectKind, RunKind as StoredRunKind, RunState,
};
use keepsake_sync::{RunKind, Writing};

use crate::disk::megabytes;
use crate::dto::{self, Onboarding, Phase, StartState, Status, StatusState};
use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;
use crate::progress::{LITTLE_SPACE, LONG_TROUBLE, Snapshot};
use crate::runs::RECENT_RUNS;
use crate::secrets::SecretStoreKind;

impl Keepsake {
    /// Where things stand when a face starts.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn start(&self) -> Result<StartState, AppError> {
        self.start_with(None).await
    }

    /// The same, with the connection that was shown last; one that is gone is no error.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn start_with(&self, shown: Option<&str>) -> Result<StartState, AppError> {
        let connections = self.store().connections().await?;
        let current = connections
            .iter()
            .find(|connection| Some(connection.id.to_string().as_str()) == shown)
            .or(current(&connections));
        let active_run = match current {
            Some(connection) => self
                .open_run(connection.id)
                .await?
                .filter(|run| !run.by_the_clock)
                .map(|run| run.job.to_string()),
            None => None,
        };
        Ok(StartState {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            onboarding: self.onboarding(current, active_run.is_some()).await?,
            connection: current.cloned().map(dto::Connection::from),
            active_run,
        })
    }

    /// The one sentence about where things stand, over all connections.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn status(&self) -> Result<Status, AppError> {
        self.status_of(&self.store().connections().await?).await
    }

    /// The one sentence about one connection.
    ///
    /// # Errors
    /// [`ErrorCode::NotConnected`]; or when the store cannot be read.
    pub async fn connection_status(&self, connection: &str) -> Result<Status, AppError> {
        let id = crate::connect::connection_id(connection)?;
        let connection = self.store().connection(id).await?;
        self.status_of(&[connection]).await
    }

    async fn status_of(&self, connections: &[Connection]) -> Result<Status, AppError> {
        let mut status = Status {
            state: StatusState::Empty,
            pages: 0,
            last_sync: None,
            finished: 0,
            known: 0,
            eta_seconds: None,
            finding: false,
            held: false,
            held_until: None,
            free_megabytes: None,
            looking: match connections {
                [only] => self.inner.in_step.shown(only.id, self.rhythm(), self.now()),
                _ => None,
            },
        };
        let (mut last, mut open) = (None, None);
        for connection in connections {
            if self.has_begun(connection).await? {
                let chosen = self
                    .store()
                    .count_chosen(connection.id, Some(ObjectKind::Page))
                    .await?;
                let coming = self.still_coming(Some(connection.id)).await?;
                status.pages += dto::count(chosen).saturating_sub(coming);
            }
            let runs = self.store().runs(connection.id, RECENT_RUNS).await?;
            let completed = runs
                .iter()
                .filter(|report| report.run.kind != StoredRunKind::Discover)
                .filter(|report| report.run.state == RunState::Completed);
            last = last.max(
                completed
                    .filter_map(|report| report.run.finished_time)
                    .max(),
            );
            open = open.or(self.open_run(connection.id).await?);
        }
        status.last_sync = last.map(dto::moment);
        let needs_sign_in = connections
            .iter()
            .any(|connection| connection.state == ConnectionState::NeedsSignIn);
        // What the person stopped on purpose is nothing to say as long as something else is synced.
        let (stopped, synced): (Vec<_>, Vec<_>) = connections
            .iter()
            .cloned()
            .partition(|connection| connection.state == ConnectionState::Stopped);
        let open = match open {
            Some(run) => {
                let snapshot = self.snapshot_of(run.job).await?;
                let message = snapshot.message(self.now(), &mut u64::MAX.clone());
                // Looking by the clock is worth a word once there is something to bring.
                let is_worth_a_word = !run.by_the_clock || message.finished < message.known;
                status.held_until = self.held_until(run.job).filter(|_| is_worth_a_word);
                is_worth_a_word.then_some((run.kind, message))
            }
            None => None,
        };
        let failure = self.inner.jobs.last_failure();
        let little_space = self.too_little_space();
        let locked = match failure {
            Some(ErrorCode::KeychainLocked) => self.inner.keys.place(),
            _ => None,
        };
        let in_trouble =
            failure == Some(ErrorCode::NotionTrouble) && self.are_in_long_trouble(&synced).await;
        status.state = match open {
            Some((kind, message)) => {
                (status.finished, status.known) = (message.finished, message.known);
                status.eta_seconds = message.eta_seconds;
                (status.finding, status.held) = (message.phase == Phase::Finding, message.paused);
                match (message.waiting_reason.as_deref(), kind) {
                    (Some("offline"), _) => StatusState::Offline,
                    (Some(LONG_TROUBLE), _) => StatusState::NotionTrouble,
                    (Some(LITTLE_SPACE), _) => {
                        status.free_megabytes = message.waiting_megabytes;
                        StatusState::LittleSpace
                    }
                    (Some(_), _) => StatusState::Waiting,
                    (None, RunKind::Import) => StatusState::Importing,
                    (None, RunKind::Sync | RunKind::Discover) if message.phase != Phase::Done => {
                        StatusState::Syncing
                    }
                    (None, RunKind::Sync | RunKind::Discover) => StatusState::UpToDate,
                }
            }
            None if needs_sign_in => StatusState::NeedsSignIn,
            None if synced.is_empty() && !stopped.is_empty() => StatusState::Stopped,
            None if locked == Some(SecretStoreKind::Keychain) => StatusState::KeychainLocked,
            None if locked == Some(SecretStoreKind::PassphraseFile) => {
                StatusState::PassphraseLocked
            }
            None if failure == Some(ErrorCode::Offline) => StatusState::Offline,
            None if in_trouble => StatusState::NotionTrouble,
            None if little_space.is_some() => {
                status.free_megabytes = little_space;
                StatusState::LittleSpace
            }
            None => match self.unfinished(&synced).await? {
                Some(coming) => {
                    status.finished = status.pages;
                    status.known = status.pages + coming;
                    StatusState::Unfinished
                }
                None if status.pages == 0 => StatusState::Empty,
                None if self.is_unsent(&synced).await? => StatusState::Unsent,
                None => StatusState::UpToDate,
            },
        };
        Ok(status)
    }

    /// Whether Notion has had trouble for long on one of these.
    async fn are_in_long_trouble(&self, connections: &[Connection]) -> bool {
        for connection in connections {
            if self.is_in_long_trouble(connection.id).await {
                return true;
            }
        }
        false
    }

    /// How many megabytes are left, when the last job here found them too few and they still are.
    fn too_little_space(&self) -> Option<u32> {
        if self.inner.jobs.last_failure() != Some(ErrorCode::LittleSpace) {
            return None;
        }
        let little = self.room().look(Writing::Import).err()?;
        Some(dto::count(megabytes(little.free)))
    }

    /// Whether something that was changed here is not in Notion.
    async fn is_unsent(&self, connections: &[Connection]) -> Result<bool, AppError> {
        for connection in connections {
            if self.unsent_of(connection.id).await? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// How many pages are still to come of an import that is not over and that nobody goes on with.
    async fn unfinished(&self, connections: &[Connection]) -> Result<Option<u32>, AppError> {
        let mut coming = None;
        for connection in connections {
            let last = self
                .store()
                .resumable_run(connection.id, StoredRunKind::Import)
                .await?;
            if last.is_some() {
                let here = self.still_coming(Some(connection.id)).await?;
                coming = Some(coming.unwrap_or(0) + here);
            }
        }
        Ok(coming)
    }

    async fn snapshot_of(&self, job: keepsake_memory::JobId) -> Result<Snapshot, AppError> {
        if let Some(active) = self.inner.jobs.active(job) {
            return Ok(active.snapshot());
        }
        let row = self.store().job(job).await?;
        Ok(row
            .and_then(|row| row.progress)
            .map(|text| Snapshot::from_json(&text))
            .unwrap_or_default())
    }

    async fn onboarding(
        &self,
        connection: Option<&Connection>,
        is_running: bool,
    ) -> Result<Onboarding, AppError> {
        let Some(connection) = connection else {
            return Ok(Onboarding::Welcome);
        };
        let runs = self.store().runs(connection.id, RECENT_RUNS).await?;
        let is_known = self.has_looked_around(connection.id).await?;
        let mut contents = runs
            .iter()
            .filter(|report| is_known && report.run.kind != StoredRunKind::Discover)
            .map(|report| report.run.state);
        let first = contents.next();
        Ok(
            if first == Some(RunState::Completed)
                || contents.any(|state| state == RunState::Completed)
            {
                Onboarding::Done
            } else if is_running || first.is_some() {
                Onboarding::Import
            } else if connection.state != ConnectionState::Ok {
                Onboarding::Connect
            } else {
                Onboarding::Choose
            },
        )
    }

    /// Whether an import or sync through this connection was ever begun.
    async fn has_begun(&self, connection: &Connection) -> Result<bool, AppError> {
        let runs = self.store().runs(connection.id, RECENT_RUNS).await?;
        Ok(runs
            .iter()
            .any(|report| report.run.kind != StoredRunKind::Discover))
    }
}

/// The connection a face shows: the last one that works, else the last one.
fn current(connections: &[Connection]) -> Option<&Connection> {
    connections
        .iter()
        .rev()
        .find(|connection| connection.state == ConnectionState::Ok)
        .or(connections.last())
}
