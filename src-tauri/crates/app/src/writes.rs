//! Hearing that something was written, by whatever process: one look for everybody here who waits for something to do.
//!
//! Leaves out what it was. The rules it protects: who looks once and then hears of every write misses nothing; a memory in which
//! nothing happens costs one look a second; whoever shows the memory is told of what another process writes, and not with every
//! page of its import.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use keepsake_memory::DataVersion;
use tokio::sync::watch;

use crate::keepsake::Keepsake;

/// Between two looks.
const LOOK: Duration = Duration::from_millis(250);
/// The same after so many looks that found nothing.
const SELDOM: Duration = Duration::from_secs(1);
const LOOKS_UNTIL_SELDOM: u32 = 12;
/// Between two tellings of what other processes write.
const TOLD_APART: Duration = Duration::from_secs(5);

/// Looks, as soon as somebody wants to hear, and tells.
#[derive(Default)]
pub(crate) struct Written {
    seen: watch::Sender<Option<DataVersion>>,
    is_looking: AtomicBool,
}

/// Hears of what is written from now on.
#[derive(Debug)]
pub struct Writes(watch::Receiver<Option<DataVersion>>);

impl Writes {
    /// Waits until something is written; several writes may be told at once.
    pub(crate) async fn next(&mut self) {
        if self.0.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// What other processes write, and what of it was told.
#[derive(Default)]
struct Others {
    seen: Option<i64>,
    is_owed: bool,
    told: Option<Duration>,
}

impl Others {
    /// Whether it is to be told now that they wrote; `version` as of [`keepsake_memory::Store::others_version`].
    fn is_due(&mut self, version: Option<i64>, now: Duration) -> bool {
        if let Some(version) = version {
            let before = self.seen.replace(version);
            self.is_owed |= before.is_some_and(|before| before != version);
        }
        if !self.is_owed || self.told.is_some_and(|told| now < told + TOLD_APART) {
            return false;
        }
        self.is_owed = false;
        self.told = Some(now);
        true
    }
}

impl Keepsake {
    /// The state of the memory: as long as it stays the same, nobody has written anything. Nothing when it cannot be told.
    fn data_version(&self) -> Option<DataVersion> {
        self.store().data_version().ok()
    }

    /// What is written from now on, until the core is closed.
    #[must_use]
    pub fn writes(&self) -> Writes {
        let written = &self.inner.written;
        let writes = Writes(written.seen.subscribe());
        if !written.is_looking.swap(true, Ordering::AcqRel) {
            let core = self.clone();
            tokio::spawn(async move { core.look_for_writes().await });
        }
        writes
    }

    /// Waits until something is written, or the core is closed.
    pub async fn until_written(&self, writes: &mut Writes) {
        let mut closing = self.inner.closing.subscribe();
        tokio::select! {
            () = writes.next() => {}
            _ = closing.wait_for(|closing| *closing) => {}
        }
    }

    async fn look_for_writes(&self) {
        let mut looks_in_vain = 0;
        let mut others = Others::default();
        let mut is_unsure = true;
        while !self.is_closing() {
            let now = self.data_version();
            let is_news = self.inner.written.seen.send_if_modified(|seen| {
                let is_news = now.is_none() || *seen != now;
                *seen = now;
                is_news
            });
            if is_news || is_unsure || others.is_owed {
                let version = self.store().others_version().ok().flatten();
                is_unsure = version.is_none();
                if others.is_due(version, self.inner.ports.clock.elapsed()) {
                    self.note_standing();
                }
            }
            looks_in_vain = if is_news { 0 } else { looks_in_vain + 1 };
            let is_quiet = looks_in_vain >= LOOKS_UNTIL_SELDOM;
            self.pause_unless_closing(if is_quiet { SELDOM } else { LOOK })
                .await;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use std::time::Duration;

    use futures::FutureExt;

    use super::{Others, TOLD_APART};
    use crate::tests::world::World;

    #[test]
    fn what_others_write_is_told_once_and_then_now_and_then_up_to_the_last() {
        let mut others = Others::default();
        let second = Duration::from_secs;
        for (version, at, is_told) in [
            (Some(7), 0, false),
            (Some(7), 1, false),
            (Some(8), 2, true),
            (Some(9), 3, false),
            (None, 4, false),
            (Some(9), 6, false),
            (Some(9), 7, true),
            (Some(9), 20, false),
            (None, 21, false),
            (Some(10), 22, true),
        ] {
            assert_eq!(others.is_due(version, second(at)), is_told, "at {at} s");
        }
        assert_eq!(TOLD_APART, second(5), "the times above are of these");
    }

    #[tokio::test]
    async fn what_another_process_writes_is_told_to_whoever_shows_the_memory() {
        let world = World::new("flat");
        let (core, other) = (world.core().await, world.core().await);
        let mut writes = core.writes();
        writes.next().await;
        let before = core.changes();
        core.connect_sample().await.unwrap();
        writes.next().await;
        assert_eq!(core.changes(), before, "whoever asked for it knows");
        other.pause_syncing(None).await.unwrap();
        assert!(core.changes_after(before).await.is_some());
    }

    #[tokio::test]
    async fn who_waits_hears_of_what_this_and_another_process_write_and_of_nothing_else() {
        let world = World::new("flat");
        let (core, other) = (world.core().await, world.core().await);
        let mut writes = core.writes();
        writes.next().await;
        core.connections().await.unwrap();
        world.wait(3).await;
        assert!(writes.next().now_or_never().is_none(), "nobody wrote");

        core.connect_sample().await.unwrap();
        writes.next().await;
        let mut late = core.writes();
        other.pause_syncing(None).await.unwrap();
        writes.next().await;
        late.next().await;
    }

    #[tokio::test]
    async fn who_waits_for_a_write_is_let_go_when_the_core_is_closed() {
        let world = World::new("flat");
        let core = world.core().await;
        let mut writes = core.writes();
        writes.next().await;
        let waiting = core.clone();
        let waits = tokio::spawn(async move { waiting.until_written(&mut writes).await });
        core.close().await.unwrap();
        waits.await.unwrap();
    }
}
