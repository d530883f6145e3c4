//! Telling alerts outside of the window: on the desktop, and to the address in the settings.
//!
//! An alert is told once for each severity it reaches. What could not be sent is sent again, less and less often, until it
//! arrives or is over. The rule it protects: a receiver that does not answer keeps nothing else from going on, and its
//! address, which may open something, is in no log.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, header};
use keepsake_memory::{AlertId, NewAlert, Severity};
use time::OffsetDateTime;
use url::Url;

use super::kinds::AlertKind;
use super::notice::{DesktopNotices, Notice};
use super::restraint::Restraint;
use crate::error::AppError;
use crate::keepsake::Keepsake;
use crate::preferences::NoticeKind;

/// Alerts that are told in one go.
const AT_ONCE: u32 = 50;
/// How long a receiver may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// The first wait after a receiver did not take a notice; twice as long after each further one.
const FIRST_REST: Duration = Duration::from_secs(30);
/// The longest of these.
const LONGEST_REST: Duration = Duration::from_secs(3_600);

/// Where notices go, and how that went so far in this process.
#[derive(Default)]
pub(crate) struct Telling {
    desktop: Mutex<Option<Arc<dyn DesktopNotices>>>,
    shown: Mutex<HashSet<(AlertId, &'static str)>>,
    restraint: Mutex<Restraint>,
    sending: tokio::sync::Mutex<Sending>,
}

/// How sending went so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sending {
    /// How often it failed in a row.
    failures: u32,
    /// Not before this moment, on the clock that never goes back.
    not_before: Option<Duration>,
}

/// What became of a notice that the person wanted to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Whether it was shown on the desktop.
    pub on_desktop: bool,
    /// What became of it at the address in the settings.
    pub sent: ToldOutcome,
}

/// What became of a notice at the address in the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToldOutcome {
    /// There is no such address.
    Nowhere,
    /// It was taken.
    Taken,
    /// It was not: the status of the answer, or what went wrong on the way.
    Refused(String),
}

impl Sending {
    const fn is_due(self, now: Duration) -> bool {
        match self.not_before {
            None => true,
            Some(moment) => now.as_nanos() >= moment.as_nanos(),
        }
    }

    fn after(self, taken: bool, now: Duration) -> Self {
        if taken {
            return Self::default();
        }
        let rest = FIRST_REST
            .saturating_mul(1 << self.failures.min(10))
            .min(LONGEST_REST);
        Self {
            failures: self.failures.saturating_add(1),
            not_before: Some(now + rest),
        }
    }
}

impl Telling {
    fn desktop(&self) -> Option<Arc<dyn DesktopNotices>> {
        lock(&self.desktop).clone()
    }

    /// Shows a notice on the desktop, where there is one and it is worth calling the person for; whether there is one.
    pub(crate) fn show(&self, notice: &Notice, now: OffsetDateTime) -> bool {
        let Some(desktop) = self.desktop() else {
            return false;
        };
        let connection = notice.connection.as_ref().map(|(id, _)| id.as_str());
        if lock(&self.restraint).calls(&notice.kind, connection, now) {
            desktop.show(notice);
        }
        true
    }

    /// Shows one that the person waits for, however often there was one before.
    pub(crate) fn show_now(&self, notice: &Notice) {
        if let Some(desktop) = self.desktop() {
            desktop.show(notice);
        }
    }

    /// Takes away the one of a kind about a connection.
    pub(crate) fn withdraw(&self, kind: AlertKind, connection: &str) {
        if let Some(desktop) = self.desktop() {
            desktop.withdraw(kind.as_str(), Some(connection));
        }
    }
}

impl Keepsake {
    /// Shows alerts on the desktop from now on, through this.
    pub fn show_notices_through(&self, desktop: Arc<dyn DesktopNotices>) {
        *lock(&self.inner.telling.desktop) = Some(desktop);
    }

    /// Raises an alert that says that alerts arrive, and tells at once what became of it.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn test_alert(&self) -> Result<Told, AppError> {
        let words = self.words();
        let kind = AlertKind::Test;
        let id = self
            .store()
            .raise_alert(
                NewAlert {
                    connection: None,
                    kind: kind.as_str().to_owned(),
                    severity: kind.severity(),
                    group_key: kind.as_str().to_owned(),
                    message: super::notice::sentence(kind.as_str(), &Default::default(), &words),
                    detail: "{}".to_owned(),
                },
                self.now(),
            )
            .await?;
        let alerts = self.store().alerts(false, AT_ONCE).await?;
        let alert = alerts.iter().find(|alert| alert.id == id);
        let Some(notice) = alert.map(|alert| Notice::of(alert, None, &words)) else {
            return Err(AppError::internal("an alert was not kept"));
        };
        let on_desktop = self.inner.telling.show(&notice, self.now());
        let sent = match &self.inner.settings.alerts_url {
            None => ToldOutcome::Nowhere,
            Some(url) => match self.send_notice(url, &notice).await {
                Ok(()) => ToldOutcome::Taken,
                Err(why) => ToldOutcome::Refused(why),
            },
        };
        if on_desktop || sent == ToldOutcome::Taken {
            self.store()
                .mark_alert_delivered(id, kind.severity(), self.now())
                .await?;
        }
        self.store().clear_alert(kind.as_str()).await?;
        Ok(Told { on_desktop, sent })
    }

    /// Tells what has not been told. Does nothing while the receiver rests, or somebody else in this process is at it.
    pub(crate) async fn tell_alerts(&self) {
        let Ok(mut sending) = self.inner.telling.sending.try_lock() else {
            return;
        };
        let now = self.inner.ports.clock.elapsed();
        if !sending.is_due(now) {
            return;
        }
        match self.tell_undelivered().await {
            Ok(taken) => {
                let now = self.inner.ports.clock.elapsed();
                *sending = sending.after(taken, now);
            }
            Err(error) => tracing::warn!(%error, "alerts could not be told"),
        }
    }

    /// Tells alerts on until the receiver refuses one; whether it refused none.
    async fn tell_undelivered(&self) -> Result<bool, AppError> {
        let url = self.inner.settings.alerts_url.as_ref();
        let has_desktop = self.inner.telling.desktop().is_some();
        if url.is_none() && !has_desktop {
            return Ok(true);
        }
        let undelivered = self.store().undelivered_alerts(AT_ONCE).await?;
        if undelivered.is_empty() {
            return Ok(true);
        }
        let words = self.words();
        for alert in undelivered {
            let workspace = self.workspace_of(alert.connection).await?;
            let notice = Notice::of(&alert, workspace, &words);
            let is_new =
                lock(&self.inner.telling.shown).insert((alert.id, alert.severity.as_str()));
            if is_new && self.is_to_be_shown(&notice) {
                let pages = self.pages_to_name(&alert.kind, alert.connection).await;
                let pages = pages.unwrap_or_else(|error| {
                    tracing::warn!(%error, "a notice names no pages");
                    None
                });
                let named = Notice {
                    pages,
                    ..notice.clone()
                };
                self.inner.telling.show(&named, self.now());
            }
            if let Some(url) = url
                && let Err(why) = self.send_notice(url, &notice).await
            {
                tracing::warn!(alert = %alert.id, why, "the receiver of alerts did not take one");
                return Ok(false);
            }
            self.store()
                .mark_alert_delivered(alert.id, alert.severity, self.now())
                .await?;
        }
        Ok(true)
    }

    /// Whether the person wants to be called for what a notice is about.
    fn is_to_be_shown(&self, notice: &Notice) -> bool {
        let kind = match AlertKind::of(&notice.kind) {
            Some(AlertKind::AuthFailure) => NoticeKind::Reconnect,
            Some(AlertKind::DiskFull | AlertKind::LittleSpace) => NoticeKind::DiskFull,
            Some(AlertKind::Decisions) => NoticeKind::Decisions,
            Some(AlertKind::Brake) => NoticeKind::Deletions,
            _ => return true,
        };
        self.is_called_for(kind)
    }

    async fn workspace_of(
        &self,
        connection: Option<keepsake_memory::ConnectionId>,
    ) -> Result<Option<String>, AppError> {
        match connection {
            None => Ok(None),
            Some(id) => Ok(Some(
                self.store().connection(id).await?.details.workspace_name,
            )),
        }
    }

    /// Sends a notice; why it was not taken, in words that name no address.
    pub(crate) async fn send_notice(&self, url: &Url, notice: &Notice) -> Result<(), String> {
        let request = Request::post(url.as_str())
            .header(header::CONTENT_TYPE, "application/json")
            .body(Bytes::from(notice.document().to_string()))
            .map_err(|_| "the address cannot be used".to_owned())?;
        let ports = &self.inner.ports;
        tokio::select! {
            answer = ports.api.send(request) => match answer {
                Ok(answer) if answer.status().is_success() => Ok(()),
                Ok(answer) => Err(answer.status().as_u16().to_string()),
                Err(error) => Err(error.to_string()),
            },
            () = ports.clock.sleep(PATIENCE) => Err("no answer".to_owned()),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How bad it is, as the border knows it.
pub(crate) const fn severity(severity: Severity) -> crate::dto::Severity {
    match severity {
        Severity::Info => crate::dto::Severity::Info,
        Severity::Warning => crate::dto::Severity::Warning,
        Severity::Error => crate::dto::Severity::Error,
        Severity::Critical => crate::dto::Severity::Critical,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receiver_that_refuses_is_asked_less_and_less_often() {
        let mut sending = Sending::default();
        assert!(sending.is_due(Duration::ZERO));
        let mut now = Duration::from_secs(100);
        let mut waits = Vec::new();
        for _ in 0..9 {
            sending = sending.after(false, now);
            let until = sending.not_before.unwrap_or_default();
            assert!(!sending.is_due(until - Duration::from_millis(1)));
            assert!(sending.is_due(until));
            waits.push((until - now).as_secs());
            now = until;
        }
        assert_eq!(waits, [30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
        assert_eq!(sending.after(true, now), Sending::default());
    }
}
