//! What the shell asks of the page: to go somewhere, or to put a question.
//!
//! The page listens through one channel. The rule it protects: what was asked before the page was there is not lost, unless it is
//! a question that somebody waits for.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use specta::Type;
use tauri::ipc::Channel;

/// Something the page is asked to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "wish", rename_all = "camelCase")]
pub(crate) enum Wish {
    /// Show the search.
    Search,
    /// Show what can be set.
    Settings,
    /// Show what has to be decided.
    Decide { connection: String },
    /// Ask for the key of a connection again.
    Reconnect { connection: String },
    /// Show what is going on in a workspace and what went on.
    Overview { connection: String },
    /// Ask whether to keep running without a window.
    AskClosing,
}

/// The way to the page.
#[derive(Default)]
pub(crate) struct Wishes(Mutex<Page>);

#[derive(Default)]
struct Page {
    listens: Option<Channel<Wish>>,
    early: Option<Wish>,
}

impl Wishes {
    /// The page listens from now on; one that was loaded anew takes the place of the one before.
    pub(crate) fn listen(&self, page: Channel<Wish>) {
        let mut known = self.lock();
        if let Some(wish) = known.early.take() {
            send(&page, wish);
        }
        known.listens = Some(page);
    }

    /// Whether there is a page that can put a question.
    pub(crate) fn is_heard(&self) -> bool {
        self.lock().listens.is_some()
    }

    /// Tells the page, now or when it is there.
    pub(crate) fn tell(&self, wish: Wish) {
        let mut known = self.lock();
        match &known.listens {
            Some(page) => send(page, wish),
            None => known.early = Some(wish),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Page> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn send(page: &Channel<Wish>, wish: Wish) {
    if let Err(error) = page.send(wish) {
        tracing::warn!(%error, "the page could not be told");
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn what_is_asked_before_the_page_is_there_reaches_it_later() {
        let wishes = Wishes::default();
        wishes.tell(Wish::Search);
        assert!(!wishes.is_heard());
        let heard = Arc::new(Mutex::new(0));
        let count = Arc::clone(&heard);
        wishes.listen(Channel::new(move |_| {
            *count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
            Ok(())
        }));
        assert!(wishes.is_heard());
        wishes.tell(Wish::AskClosing);
        assert_eq!(*heard.lock().unwrap_or_else(PoisonError::into_inner), 2);
    }
}
