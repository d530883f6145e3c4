//! Hearing that something was written, by whatever process: one look for everybody here who waits for something to do.
//!
//! Leaves out what it was. The rules it protects: who looks once and then hears of every write misses nothing; a memory in which
//! nothing happens costs one look a second.

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

/// Looks, as soon as somebody wants to hear, and tells.
#[derive(Default)]
pub(crate) struct Written {
    seen: watch::Sender<Option<DataVersion>>,
    is_looking: AtomicBool,
}

/// Hears of what is written from now on.
pub(crate) struct Writes(watch::Receiver<Option<DataVersion>>);

impl Writes {
    /// Waits until something is written; several writes may be told at once.
    pub(crate) async fn next(&mut self) {
        if self.0.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Keepsake {
    /// The state of the memory: as long as it stays the same, nobody has written anything. Nothing when it cannot be told.
    #[must_use]
    pub fn data_version(&self) -> Option<DataVersion> {
        self.store().data_version().ok()
    }

    /// What is written from now on, until the core is closed.
    pub(crate) fn writes(&self) -> Writes {
        let written = &self.inner.written;
        let writes = Writes(written.seen.subscribe());
        if !written.is_looking.swap(true, Ordering::AcqRel) {
            let core = self.clone();
            tokio::spawn(async move { core.look_for_writes().await });
        }
        writes
    }

    async fn look_for_writes(&self) {
        let mut looks_in_vain = 0;
        while !self.is_closing() {
            let now = self.data_version();
            let is_news = self.inner.written.seen.send_if_modified(|seen| {
                let is_news = now.is_none() || *seen != now;
                *seen = now;
                is_news
            });
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

    use futures::FutureExt;

    use crate::tests::world::World;

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
}
