//! Turning the loop: looks at what is known, begins a cycle when the schedule says so, tells what came of it.
//!
//! Leaves out when a cycle is due (`schedule`) and what one does (the engine). The rules it protects: what changed while a
//! cycle ran is looked at by the next one; a cycle that fails ends no loop.

use std::convert::Infallible;
use std::sync::atomic::Ordering;
use std::time::Duration;

use futures::future::try_join_all;
use keepsake_memory::{Connection, ConnectionId, ConnectionState};
use keepsake_sync::RunKind;
use keepsake_sync::two_way::{PushReport, RecordReport};

use super::control::{WatchControl, Wishes};
use super::interval::{Interval, Later, interval};
use super::news::{CycleReport, WatchNews};
use super::rhythm::Rhythm;
use super::schedule::{self, Cause, CycleEnd, Edits, Facts, LastCycle, Next, Pause};
use super::seen::{KNOCK, Seen, Stored};
use super::sleep::Look;
use crate::connect::connection_id;
use crate::dto::RunSummary;
use crate::error::{AppError, ErrorCode};
use crate::jobs::{Done, Work};
use crate::keepsake::Keepsake;
use crate::reach;

/// Between two looks at the clocks, which may have jumped, and at who owns the folder. Edits, events, wishes, settings of the window
/// and what is known of the computer are heard of; together with the wait for more of them (`schedule`) an edit is on its way within
/// two seconds.
const LOOK: Duration = Duration::from_secs(5);

/// Notion that has called within this time calls again when something changes.
const CALLED_LATELY: time::Duration = time::Duration::hours(1);
/// Between two looks for alerts that have not been told.
const TELL: Duration = Duration::from_secs(10);

/// So many of these looks lie between two times that old jobs are forgotten: an hour.
const LOOKS_A_TIDYING: u32 = 360;

impl Keepsake {
    /// Keeps connections in step until the loop is stopped or the core is closed: a cycle every so often (as configured,
    /// when nothing is said), sooner after edits and events.
    ///
    /// # Errors
    /// [`ErrorCode::OwnerBusy`] when this or another process does that already, or owns the data folder and is no window;
    /// [`ErrorCode::NotConnected`]. What a cycle meets is told and ends nothing.
    pub async fn watch(
        &self,
        connections: &[String],
        rhythm: Option<Rhythm>,
        control: &WatchControl,
        tell: &(dyn Fn(WatchNews) + Send + Sync),
    ) -> Result<(), AppError> {
        let mut watched = Vec::new();
        for connection in connections {
            watched.push(self.store().connection(connection_id(connection)?).await?);
        }
        let _place = Place::take(self)?;
        self.own_or_refuse("watch").await?;
        tracing::info!(
            rhythm = ?rhythm.unwrap_or_else(|| self.rhythm()),
            connections = watched.len(),
            "syncing goes on by itself"
        );
        let loops = watched
            .into_iter()
            .map(|connection| self.watch_one(connection, rhythm, control, tell));
        tokio::select! {
            ended = try_join_all(loops) => { ended?; }
            never = self.keep_telling() => match never {},
            never = self.stop_when_asked(control) => match never {},
        }
        tracing::info!("syncing no longer goes on by itself");
        Ok(())
    }

    /// Stops the loop together with everything else this process was asked for.
    async fn stop_when_asked(&self, control: &WatchControl) -> Infallible {
        let mut stopping = self.inner.jobs.stopping();
        // The sender lives as long as the core.
        let _ = stopping.changed().await;
        control.stop();
        std::future::pending().await
    }

    /// Tells alerts that a receiver did not take, and tidies up, for as long as the loop turns.
    async fn keep_telling(&self) -> Infallible {
        loop {
            // A loop makes 1,440 jobs a day.
            if let Err(error) = self.forget_old_jobs().await {
                tracing::warn!(%error, "old jobs could not be forgotten");
            }
            self.tidy_forgotten().await;
            for _ in 0..LOOKS_A_TIDYING {
                self.inner.ports.clock.sleep(TELL).await;
                self.tell_alerts().await;
            }
        }
    }

    async fn watch_one(
        &self,
        connection: Connection,
        rhythm: Option<Rhythm>,
        control: &WatchControl,
        tell: &(dyn Fn(WatchNews) + Send + Sync),
    ) -> Result<(), AppError> {
        let mut seen = Seen::default();
        let mut wishes = control.wishes();
        let mut writes = self.writes();
        let clock = &self.inner.ports.clock;
        while !wishes.borrow_and_update().stopped && !self.is_closing() {
            let wish = *wishes.borrow();
            // Asked for each time: what the person sets takes effect at the next look.
            let rhythm = rhythm.unwrap_or_else(|| self.rhythm());
            let rest = match self
                .look(&connection, rhythm, control, wish, &mut seen)
                .await
            {
                Ok((facts, later)) => match schedule::next(clock.elapsed(), clock.now(), &facts) {
                    Next::Cycle(cause) => {
                        seen.resting = None;
                        seen.told = None;
                        let report = self
                            .turn_once(&connection, (cause, facts.every), wish, &mut seen)
                            .await;
                        tell(WatchNews::Cycle(Box::new(report)));
                        continue;
                    }
                    Next::Wait { until, .. } => {
                        seen.resting = None;
                        let rest = until.saturating_sub(clock.elapsed());
                        if seen.told.replace((until, later)) != Some((until, later)) {
                            tell(WatchNews::Next {
                                connection: connection.id.to_string(),
                                at: clock.now() + rest,
                                later,
                            });
                        }
                        rest.min(LOOK)
                    }
                    Next::Rest(reason) => {
                        seen.told = None;
                        if seen.resting.replace(reason) != Some(reason) {
                            let connection = connection.id.to_string();
                            tell(WatchNews::Resting { connection, reason });
                        }
                        self.pass_on(&connection, &facts, &mut seen).await;
                        LOOK
                    }
                },
                Err(AppError {
                    code: ErrorCode::NotConnected,
                    ..
                }) => return Ok(()),
                // The store is busy, or its disk has trouble: that passes, or a cycle tells of it.
                Err(error) => {
                    tracing::warn!(%error, "the loop cannot look around");
                    LOOK
                }
            };
            tokio::select! {
                () = self.pause_unless_closing(rest) => {}
                _ = wishes.changed() => {}
                () = writes.next() => seen.stored = None,
            }
        }
        Ok(())
    }

    /// What the memory says of the connection; asked for again when something was written.
    async fn stored(&self, connection: ConnectionId, seen: &mut Seen) -> Result<Stored, AppError> {
        if let Some(stored) = seen.stored {
            return Ok(stored);
        }
        let store = self.store();
        let stored = Stored {
            state: store.connection(connection).await?.state,
            called: store.last_event(connection).await?,
            edit: store.last_edit(connection).await?,
            has_events: !store.new_events(connection, 1).await?.is_empty(),
        };
        seen.stored = Some(stored);
        Ok(stored)
    }

    /// What is known now, and why cycles are further apart than configured.
    async fn look(
        &self,
        connection: &Connection,
        rhythm: Rhythm,
        control: &WatchControl,
        wish: Wishes,
        seen: &mut Seen,
    ) -> Result<(Facts, Option<Later>), AppError> {
        let clock = &self.inner.ports.clock;
        let now = clock.elapsed();
        let look = Look {
            elapsed: now,
            time: clock.now(),
        };
        seen.notice_sleep(look);
        let pause_ends = seen.pause_ends(wish.pause, look);
        let stored = self.stored(connection.id, seen).await?;
        let called = stored
            .called
            .is_some_and(|called| (look.time - called).abs() < CALLED_LATELY);
        let surroundings = wish.surroundings.unless_spared(self.is_sparing());
        let (every, later) = match rhythm {
            Rhythm::Every(configured) => {
                let Interval { every, later } = interval(configured, &surroundings, called);
                (Some(every), later)
            }
            Rhythm::WhenOpened => (None, None),
        };
        if stored.edit > seen.edit {
            seen.edit = stored.edit;
            let first = seen.edits.map_or(now, |edits| edits.first);
            seen.edits = Some(Edits { first, last: now });
        }
        if seen.event.is_none() && stored.has_events {
            seen.event = Some(now);
        }
        let asked = self.answered(connection.id).await;
        if seen.is_to_knock(now) {
            seen.knocked = Some(now);
            if self.answers(connection).await {
                seen.answered = Some(self.inner.ports.clock.elapsed());
            }
        }
        let facts = Facts {
            every,
            opened: wish.opened,
            is_in_front: surroundings.is_looked_at == Some(true),
            pause: wish.pause,
            pause_ends,
            needs_sign_in: stored.state == ConnectionState::NeedsSignIn,
            is_stopped: stored.state == ConnectionState::Stopped,
            is_owned_elsewhere: !self.inner.jobs.is_owner(),
            last: seen.last,
            edits: seen.edits,
            event: seen.event,
            is_wanted: wish.asked > seen.granted,
            answered: asked.max(seen.answered),
            woke: seen.woke,
        };
        if matches!(wish.pause, Pause::Until(_)) && !schedule::holds(now, look.time, &facts) {
            control.end_pause(wish.pause);
        }
        Ok((facts, later))
    }

    /// Has the process that owns the folder look for an opening, which only this one hears of.
    async fn pass_on(&self, connection: &Connection, facts: &Facts, seen: &mut Seen) {
        let clock = &self.inner.ports.clock;
        let now = clock.elapsed();
        // Without an owner this process is about to be it, and looks itself.
        if !schedule::passes_on(now, clock.now(), facts, seen.passed_on) || self.has_no_owner() {
            return;
        }
        let asked = async { self.enqueue(&self.cycle_of(connection).await?).await };
        match asked.await {
            Ok(job) => {
                seen.passed_on = Some(now);
                tracing::info!(%job, "the owner is asked for a look");
            }
            Err(error) => tracing::warn!(%error, "the owner cannot be asked for a look"),
        }
    }

    /// Whether Notion answers where a connection was made. Costs a request without a token, which Notion counts to nobody.
    async fn answers(&self, connection: &Connection) -> bool {
        let ports = &self.inner.ports;
        let asked = reach::ask(&*ports.api, &connection.details.base_url);
        tokio::select! {
            reached = asked => reached.is_ok_and(|reached| reached.is_notion),
            () = ports.clock.sleep(KNOCK) => false,
        }
    }

    /// One cycle.
    async fn turn_once(
        &self,
        connection: &Connection,
        (cause, every): (Cause, Option<Duration>),
        wish: Wishes,
        seen: &mut Seen,
    ) -> CycleReport {
        let clock = &self.inner.ports.clock;
        let (began, started) = (clock.elapsed(), clock.now());
        seen.cycles += 1;
        seen.granted = wish.asked;
        seen.edits = None;
        seen.event = None;
        seen.woke = None;
        let mut correlation_id = String::new();
        let outcome = self.cycle(connection, &mut correlation_id).await;
        seen.stored = None;
        let ended = clock.elapsed();
        // A cycle that slept in the middle went on after it: that was the look at what happened meanwhile.
        seen.looked = Some(Look {
            elapsed: ended,
            time: clock.now(),
        });
        let (done, error) = match outcome {
            Ok(done) => (Some(done), None),
            Err(error) => (None, Some(error)),
        };
        let end = match error.as_ref().map(|error| error.code) {
            None => CycleEnd::Done,
            Some(ErrorCode::Offline | ErrorCode::ProxyPage) => CycleEnd::Offline,
            Some(ErrorCode::KeychainLocked) if self.inner.keys.can_be_unlocked() => {
                CycleEnd::Locked
            }
            Some(_) => CycleEnd::Failed,
        };
        let earlier = seen.last.map_or(0, |last| last.failures);
        let failures = if error.is_some() { earlier + 1 } else { 0 };
        let last = LastCycle {
            began,
            ended,
            end,
            failures,
        };
        seen.last = Some(last);
        let code = error.as_ref().map(|error| error.code);
        let before = std::mem::replace(&mut seen.failure, code);
        let number = seen.cycles;
        let (run, pushed, records, audits) = done.unwrap_or_default();
        tracing::info!(
            correlation_id,
            number,
            cause = cause.as_str(),
            milliseconds = (ended - began).as_millis(),
            wrote = pushed.wrote(),
            error = code.map(ErrorCode::as_str),
            "cycle"
        );
        CycleReport {
            number,
            connection: connection.id.to_string(),
            cause,
            correlation_id,
            started,
            took: ended.saturating_sub(began),
            next: schedule::due(&last, every).map(|due| started + due.saturating_sub(began)),
            run,
            pushed,
            records,
            audits,
            is_repeated_failure: code.is_some() && before == code,
            is_recovery: code.is_none() && before.is_some(),
            error,
        }
    }

    async fn cycle_of(&self, connection: &Connection) -> Result<Work, AppError> {
        Ok(Work::Run {
            connection: connection.id,
            kind: RunKind::Sync,
            options: self.options_of_last_import(connection.id).await?,
            trigger: super::TRIGGER.to_owned(),
        })
    }

    async fn cycle(
        &self,
        connection: &Connection,
        correlation_id: &mut String,
    ) -> Result<(Option<RunSummary>, PushReport, RecordReport, u64), AppError> {
        let work = self.cycle_of(connection).await?;
        let job = self.enqueue(&work).await?;
        if let Some(job) = self.store().job(job).await? {
            *correlation_id = job.correlation_id;
        }
        let Done::Ran {
            run,
            pushed,
            records,
            audits,
            ..
        } = self.follow(job, &|_| {}).await?
        else {
            return Err(AppError::internal("a cycle answered with something else"));
        };
        let summary = RunSummary::from(self.store().run(run).await?);
        Ok((Some(summary), pushed, records, audits))
    }
}

/// The one place for a loop in this process; free again when it is dropped.
struct Place<'c>(&'c Keepsake);

impl<'c> Place<'c> {
    fn take(core: &'c Keepsake) -> Result<Self, AppError> {
        if core.inner.jobs.watching.swap(true, Ordering::AcqRel) {
            return Err(core.owner_is_busy("watch"));
        }
        Ok(Self(core))
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.inner.jobs.watching.store(false, Ordering::Release);
    }
}

#[cfg(test)]
#[path = "cycles_tests.rs"]
mod tests;
