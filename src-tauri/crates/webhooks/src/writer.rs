//! The one writer of the inbox: events that arrive within a moment share one commit.
//!
//! A commit that survives a power cut waits for the disk, and a busy disk takes its time. Events wait for it together
//! instead of one after the other. The rules it protects: whoever brought an event hears of it after the commit, never
//! before; a failed commit is told to everybody whose event was in it.

use std::sync::Arc;
use std::time::Duration;

use keepsake_notion::ports::Clock;
use tokio::sync::{mpsc, oneshot, watch};

use crate::inbox::{Event, Inbox, InboxError, Kept};

/// How long the first event of a commit waits for others.
pub const GATHERING: Duration = Duration::from_millis(20);
/// Events in one commit at most.
const MOST: usize = 256;
/// Events that wait for a commit at most; Notion sends again what is beyond.
const QUEUE: usize = 2_048;

/// An event and whoever waits for it to be kept.
struct Waiting {
    event: Event,
    kept: oneshot::Sender<Result<Kept, InboxError>>,
}

/// Brings events to the writer.
#[derive(Clone)]
pub(crate) struct Arrivals {
    queue: mpsc::Sender<Waiting>,
}

/// Writes events; to be run by whoever runs the router.
#[must_use = "nothing is stored unless it runs"]
pub struct Writer {
    queue: mpsc::Receiver<Waiting>,
    inbox: Arc<dyn Inbox>,
    clock: Arc<dyn Clock>,
    stored: watch::Sender<u64>,
}

pub(crate) fn writer(inbox: Arc<dyn Inbox>, clock: Arc<dyn Clock>) -> (Arrivals, Writer) {
    let (sender, queue) = mpsc::channel(QUEUE);
    let writer = Writer {
        queue,
        inbox,
        clock,
        stored: watch::Sender::new(0),
    };
    (Arrivals { queue: sender }, writer)
}

impl Arrivals {
    /// Keeps an event. Goes on when whoever asks stops waiting.
    pub(crate) async fn keep(&self, event: Event) -> Result<Kept, InboxError> {
        let (kept, answer) = oneshot::channel();
        self.queue
            .try_send(Waiting { event, kept })
            .map_err(|full| InboxError(full.to_string()))?;
        answer
            .await
            .map_err(|_| InboxError("the writer has ended".to_owned()))?
    }
}

impl Writer {
    /// How many new events were stored so far; changes with each commit that has some.
    #[must_use]
    pub fn stored(&self) -> watch::Receiver<u64> {
        self.stored.subscribe()
    }

    /// Writes until the router is gone and everything it took is written.
    pub async fn run(mut self) {
        while let Some(first) = self.queue.recv().await {
            let batch = self.gather(first).await;
            self.write(batch).await;
        }
    }

    async fn gather(&mut self, first: Waiting) -> Vec<Waiting> {
        let mut batch = vec![first];
        let mut end = self.clock.sleep(GATHERING);
        while batch.len() < MOST {
            tokio::select! {
                biased;
                next = self.queue.recv() => match next {
                    Some(next) => batch.push(next),
                    None => break,
                },
                () = &mut end => break,
            }
        }
        batch
    }

    async fn write(&self, batch: Vec<Waiting>) {
        let (events, waiting): (Vec<_>, Vec<_>) = batch
            .into_iter()
            .map(|waiting| (waiting.event, waiting.kept))
            .unzip();
        let count = events.len();
        let outcome = match self.inbox.keep(events).await {
            Ok(kept) if kept.len() != count => Err(InboxError(format!(
                "{count} events were given, {} answered for",
                kept.len()
            ))),
            outcome => outcome,
        };
        match outcome {
            Ok(all) => {
                let new = all.iter().filter(|kept| **kept == Kept::Stored).count();
                tracing::debug!(count, new, "webhook events stored");
                for (answer, kept) in waiting.into_iter().zip(all) {
                    // Whoever brought it may have gone; it is stored all the same.
                    let _ = answer.send(Ok(kept));
                }
                if new > 0 {
                    self.stored
                        .send_modify(|stored| *stored += u64::try_from(new).unwrap_or(u64::MAX));
                }
            }
            Err(error) => {
                tracing::error!(event = "webhook_processing_failed", %error, count);
                for answer in waiting {
                    let _ = answer.send(Err(error.clone()));
                }
            }
        }
    }
}
