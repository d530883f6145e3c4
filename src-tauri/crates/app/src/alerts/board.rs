//! Keeping alerts in step with the state of things, and showing them.
//!
//! Leaves out which alerts a state asks for (`decide`) and telling them elsewhere (`telling`). The rules it protects: an
//! alert is looked after whenever a run ends, whatever face it belongs to; that something cannot be kept, because the disk
//! is full, keeps nobody from hearing of it.

use keepsake_memory::{
    Alert, Change, ConnectionId, ConnectionState, CreationState, Job, NewAlert, OutboxState,
};

use super::decide::{AlertChange, Details, Facts, Standing, decide};
use super::kinds::AlertKind;
use super::notice::{self, Notice};
use super::telling;
use crate::connect::connection_id;
use crate::dto::{self, count, moment};
use crate::error::{AppError, ErrorCode};
use crate::jobs::{Done, Work};
use crate::keepsake::Keepsake;
use crate::profiles::{LostChannels, lost_channels};

/// Under which name the store keeps how many runs failed in a row.
const FAILURES: &str = "failures_in_a_row";
/// Alerts that are shown.
const SHOWN: usize = 200;

impl Keepsake {
    /// The alerts about a connection, and those about none: open ones first, then acknowledged ones, then what is over, the
    /// newest first. All of them when no connection is named.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn alerts(&self, connection: Option<&str>) -> Result<Vec<dto::Alert>, AppError> {
        let wanted = connection.map(connection_id).transpose()?;
        let mut alerts = self.store().alerts(false, u32::MAX).await?;
        alerts.retain(|alert| {
            wanted.is_none() || alert.connection.is_none() || alert.connection == wanted
        });
        // The sort is stable: within a state the newest stay first.
        alerts.sort_by_key(|alert| match alert.state {
            keepsake_memory::AlertState::Open => 0,
            keepsake_memory::AlertState::Acknowledged => 1,
            keepsake_memory::AlertState::Cleared => 2,
        });
        alerts.truncate(SHOWN);
        Ok(alerts.into_iter().map(shown).collect())
    }

    /// Notes that the person has seen an alert.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there is no such alert; or when the store cannot be written.
    pub async fn acknowledge_alert(&self, id: &str) -> Result<(), AppError> {
        let unknown = || {
            AppError::new(ErrorCode::NotFound)
                .with("what", "alert")
                .with("id", id)
        };
        let number = id.parse().map_err(|_| unknown())?;
        if self.store().acknowledge_alert(number).await? {
            return Ok(());
        }
        let alerts = self.store().alerts(false, u32::MAX).await?;
        if alerts.iter().any(|alert| alert.id == number) {
            // Somebody has seen it before, or it is over.
            return Ok(());
        }
        Err(unknown())
    }

    /// Looks after the alerts of a connection whose run has just ended.
    pub(crate) async fn look_after(&self, job: &Job, outcome: &Result<Done, AppError>) {
        let Some(Work::Run { connection, .. }) = Work::of(job) else {
            return;
        };
        let failure = match outcome {
            Ok(_) => None,
            Err(error) if error.code == ErrorCode::Cancelled => return,
            Err(error) => {
                let correlation_id = &job.correlation_id;
                tracing::error!(event = "notion_sync_failed", correlation_id, %error);
                Some(error)
            }
        };
        if let Ok(Done::Ran { run, .. }) = outcome {
            self.tell_of_finished(*run).await;
        }
        if let Err(error) = self.assess(connection, failure).await {
            tracing::warn!(%error, "alerts could not be looked after");
        }
        self.tell_alerts().await;
    }

    /// Ends an alert that is no longer true.
    pub(crate) async fn withdraw_alert(
        &self,
        kind: AlertKind,
        connection: ConnectionId,
    ) -> Result<(), AppError> {
        self.store().clear_alert(&key(kind, connection)).await?;
        self.inner.telling.withdraw(kind, &connection.to_string());
        Ok(())
    }

    /// Ends the alerts of a connection that the person stopped: none of them is anything to do any more.
    pub(crate) async fn withdraw_alerts(&self, connection: ConnectionId) -> Result<(), AppError> {
        for standing in self.standing_alerts(connection).await? {
            self.withdraw_alert(standing.kind, connection).await?;
        }
        Ok(())
    }

    /// Raises and ends the alerts of a connection, after what its run met.
    pub(crate) async fn assess(
        &self,
        connection: ConnectionId,
        failure: Option<&AppError>,
    ) -> Result<(), AppError> {
        if self.store().connection(connection).await?.state == ConnectionState::Stopped {
            return Ok(());
        }
        let facts = self.alert_facts(connection, failure).await?;
        let standing = self.standing_alerts(connection).await?;
        let changes = decide(&standing, &facts);
        if changes.is_empty() {
            return Ok(());
        }
        let words = self.words();
        for change in changes {
            match change {
                AlertChange::Clear(kind) => {
                    self.withdraw_alert(kind, connection).await?;
                    tracing::info!(kind = kind.as_str(), %connection, "alert is over");
                }
                AlertChange::Raise { kind, details } => {
                    let sentence = notice::sentence(kind.as_str(), &details, &words);
                    let alert = NewAlert {
                        connection: Some(connection),
                        kind: kind.as_str().to_owned(),
                        severity: kind.severity(),
                        group_key: key(kind, connection),
                        // Nobody reads it back: each face says it anew, in its language.
                        message: sentence.clone(),
                        // Cannot fail: there are only text keys.
                        detail: serde_json::to_string(&details).unwrap_or_default(),
                    };
                    let severity = kind.severity().as_str();
                    tracing::warn!(kind = kind.as_str(), severity, %connection, "alert");
                    if let Err(error) = self.store().raise_alert(alert, self.now()).await {
                        tracing::error!(%error, kind = kind.as_str(), "an alert could not be kept");
                        let now = moment(self.now());
                        let notice = Notice {
                            id: None,
                            kind: kind.as_str().to_owned(),
                            severity: kind.severity(),
                            sentence,
                            details,
                            count: 1,
                            times: (now.clone(), now),
                            connection: None,
                            pages: None,
                        };
                        self.inner.telling.show(&notice, self.now());
                    }
                }
            }
        }
        Ok(())
    }

    /// What is known about a connection whose run has just ended.
    async fn alert_facts(
        &self,
        connection: ConnectionId,
        failure: Option<&AppError>,
    ) -> Result<Facts, AppError> {
        let store = self.store();
        let described = store.connection(connection).await?;
        let failures = self.count_failures(connection, failure.is_some()).await?;
        let brakes = store.brakes(connection).await?;
        let waiting = brakes.iter().find(|brake| brake.answer.is_none());
        let parked_rows = store.outbox(connection).await?;
        let parked_rows = parked_rows
            .iter()
            .filter(|row| row.state == OutboxState::Parked);
        let parked_pages = store
            .creations(connection, &[CreationState::Parked])
            .await?
            .len();
        let host = url::Url::parse(&described.details.base_url);
        Ok(Facts {
            needs_sign_in: described.state == ConnectionState::NeedsSignIn,
            failure: failure.map(|error| error.code),
            megabytes: failure
                .and_then(|error| error.details.get("megabytes").cloned())
                .unwrap_or_default(),
            failures,
            host: host
                .ok()
                .and_then(|url| url.host_str().map(ToOwned::to_owned))
                .unwrap_or_default(),
            brake: waiting.map(|brake| (brake.planned, brake.total)),
            conflicts: store.count_conflicts(connection).await?,
            parked: u64::try_from(parked_rows.count() + parked_pages).unwrap_or(u64::MAX),
            lost_channels: of_lost_channels(&lost_channels(store, connection).await?),
        })
    }

    /// Counts how many runs failed in a row, across processes.
    async fn count_failures(
        &self,
        connection: ConnectionId,
        failed: bool,
    ) -> Result<u32, AppError> {
        let known = self.store().checkpoint(connection, FAILURES).await?;
        let before = known
            .as_deref()
            .and_then(|text| text.parse::<u32>().ok())
            .unwrap_or(0);
        let now = if failed { before.saturating_add(1) } else { 0 };
        if now != before {
            let change = Change::SetCheckpoint {
                name: FAILURES.to_owned(),
                value: (now > 0).then(|| now.to_string()),
            };
            let noted = self
                .store()
                .apply(connection, None, vec![change], self.now())
                .await;
            if let Err(error) = noted {
                tracing::warn!(%error, "a failure could not be counted");
            }
        }
        Ok(now)
    }

    async fn standing_alerts(&self, connection: ConnectionId) -> Result<Vec<Standing>, AppError> {
        let alerts = self.store().alerts(false, u32::MAX).await?;
        let standing = alerts.iter().filter(|alert| {
            alert.connection == Some(connection)
                && alert.state != keepsake_memory::AlertState::Cleared
        });
        Ok(standing
            .filter_map(|alert| {
                Some(Standing {
                    kind: AlertKind::of(&alert.kind)?,
                    details: notice::details(alert),
                })
            })
            .collect())
    }
}

/// What is said about folders of channels that give none; of several the first one's trouble stands for all.
fn of_lost_channels(lost: &[LostChannels]) -> Option<Details> {
    let first = lost.first()?;
    let joined = |name: fn(&LostChannels) -> &str| {
        let names: Vec<&str> = lost.iter().map(name).collect();
        names.join(", ")
    };
    let known: usize = lost.iter().map(|one| one.known).sum();
    let details = [
        ("profile", joined(|one| &one.profile)),
        ("folder", joined(|one| &one.folder)),
        ("finding", first.finding.to_owned()),
        ("known", known.to_string()),
    ];
    Some(details.map(|(name, value)| (name.to_owned(), value)).into())
}

/// What makes several alerts one.
fn key(kind: AlertKind, connection: ConnectionId) -> String {
    format!("{}:{connection}", kind.as_str())
}

fn shown(alert: Alert) -> dto::Alert {
    dto::Alert {
        details: notice::details(&alert),
        id: alert.id.to_string(),
        kind: alert.kind,
        severity: telling::severity(alert.severity),
        count: count(alert.count),
        first_time: moment(alert.first_time),
        last_time: moment(alert.last_time),
        state: match alert.state {
            keepsake_memory::AlertState::Open => dto::AlertState::Open,
            keepsake_memory::AlertState::Acknowledged => dto::AlertState::Acknowledged,
            keepsake_memory::AlertState::Cleared => dto::AlertState::Cleared,
        },
    }
}
