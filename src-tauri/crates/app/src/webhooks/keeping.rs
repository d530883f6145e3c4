//! Where the receiver keeps what it takes: events in the store, the token in the key store.
//!
//! The rule it protects: what the receiver acknowledges survives a power cut.

use std::sync::Arc;

use async_trait::async_trait;
use keepsake_memory::{EventAnswer, NewEvent, Store};
use keepsake_notion::ports::Clock;
use keepsake_webhooks::{Event, Inbox, InboxError, Kept, TokenError, TokenKeeper};
use secrecy::SecretString;

use crate::keepsake::Keepsake;
use crate::secrets::KeyStore;

/// The store as an inbox.
pub(super) struct StoredEvents {
    store: Store,
    clock: Arc<dyn Clock>,
}

impl StoredEvents {
    pub(super) fn new(core: &Keepsake) -> Self {
        Self {
            store: core.store().clone(),
            clock: Arc::clone(&core.inner.ports.clock),
        }
    }
}

#[async_trait]
impl Inbox for StoredEvents {
    async fn keep(&self, events: Vec<Event>) -> Result<Vec<Kept>, InboxError> {
        let events: Vec<NewEvent> = events.into_iter().map(stored).collect();
        let answers = self.store.put_events(&events, self.clock.now()).await;
        let answers = answers.map_err(|error| InboxError(error.to_string()))?;
        let kept = |answer| match answer {
            EventAnswer::Stored => Kept::Stored,
            EventAnswer::Known => Kept::Known,
        };
        Ok(answers.into_iter().map(kept).collect())
    }
}

fn stored(event: Event) -> NewEvent {
    let (entity, entity_kind) = event
        .subject
        .map(|subject| (subject.id, subject.kind))
        .unzip();
    NewEvent {
        event_id: event.id,
        kind: event.kind,
        entity,
        entity_kind,
        workspace: event.workspace,
        // Notion sends JSON, which is UTF-8; anything else is kept as far as it can be read.
        raw: String::from_utf8_lossy(&event.raw).into_owned(),
    }
}

/// A place in the key store for one token.
pub(super) struct TokenInKeys<T> {
    keys: Arc<dyn KeyStore>,
    account: String,
    tell: T,
}

impl<T: Fn(SecretString) + Send + Sync> TokenInKeys<T> {
    pub(super) fn new(keys: Arc<dyn KeyStore>, account: String, tell: T) -> Self {
        Self {
            keys,
            account,
            tell,
        }
    }
}

#[async_trait]
impl<T: Fn(SecretString) + Send + Sync> TokenKeeper for TokenInKeys<T> {
    async fn keep(&self, token: SecretString) -> Result<bool, TokenError> {
        let failed = |error: crate::secrets::SecretError| TokenError(error.to_string());
        // Another process may have paired since this one looked.
        if self
            .keys
            .get(&self.account)
            .await
            .map_err(failed)?
            .is_some()
        {
            return Ok(false);
        }
        let kept = self.keys.set(&self.account, token.clone()).await;
        kept.map_err(failed)?;
        (self.tell)(token);
        Ok(true)
    }
}
