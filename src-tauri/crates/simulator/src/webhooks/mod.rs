//! Webhooks out: events of what happened, signed, retried up to eight times (Notion docs: Webhooks).
//!
//! Events are queued by edits; the sender in `serve` delivers them. Without a server they stay in the queue, where tests
//! read them.

mod event;
pub(crate) mod sender;

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::identifier::Id;
use crate::seed::mix;
use crate::signing::keyed_hash;
use crate::store::Store;

/// Attempts per event; the last comes about a day after the first.
const ATTEMPTS: u32 = 8;

/// Where events go.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Subscription {
    pub(crate) url: String,
    /// The verification token, which is also the key of the signatures; made up when absent.
    #[serde(default)]
    pub(crate) secret: Option<String>,
}

/// One request that has to be delivered.
#[derive(Debug, Clone)]
pub(crate) struct Delivery {
    pub(crate) url: String,
    pub(crate) body: String,
    pub(crate) signature: String,
    event: Value,
    attempt: u32,
    due: i64,
}

/// The subscription and what has to be sent.
#[derive(Debug, Default)]
pub(crate) struct Webhooks {
    subscription: Option<(Id, Subscription)>,
    queue: VecDeque<Delivery>,
    delivered: u64,
    failed: u64,
}

impl Webhooks {
    /// Sets the subscription and queues the handshake.
    pub(crate) fn subscribe(
        &mut self,
        store: &mut Store,
        mut subscription: Subscription,
        now: i64,
    ) {
        let id = store.identifiers.next_random();
        let secret = subscription
            .secret
            .take()
            .unwrap_or_else(|| format!("secret_{:016x}", mix(id.fold())));
        subscription.secret = Some(secret.clone());
        self.subscription = Some((id, subscription));
        self.push(json!({"verification_token": secret}), 1, now);
    }

    /// Ends the subscription; what is queued is dropped.
    pub(crate) fn unsubscribe(&mut self) {
        self.subscription = None;
        self.queue.clear();
    }

    /// What is subscribed and what has been sent.
    pub(crate) fn report(&self) -> Value {
        json!({
            "subscription": self.subscription.as_ref().map(|(id, subscription)| json!({"id": id, "url": subscription.url, "secret": subscription.secret})),
            "queued": self.queue.len(),
            "delivered": self.delivered,
            "failed": self.failed,
        })
    }

    /// Queues the event of a change. Content changes of one page that still wait are merged.
    pub(crate) fn notice(&mut self, store: &Store, action: &str, id: Id, author: Id, now: i64) {
        let Some((subscription, _)) = &self.subscription else {
            return;
        };
        let Some(event) = event::of_change(store, *subscription, action, id, author, now) else {
            return;
        };
        let waiting = self.queue.iter().any(|delivery| {
            delivery.event["type"] == event["type"]
                && delivery.event["entity"] == event["entity"]
                && delivery.attempt == 1
        });
        if !waiting {
            self.push(event, 1, now);
        }
    }

    /// Queues the event of a new comment.
    pub(crate) fn comment(&mut self, store: &Store, id: Id, on: Id, author: Id, now: i64) {
        let Some((subscription, _)) = &self.subscription else {
            return;
        };
        let event = event::of_comment(store, *subscription, id, on, author, now);
        self.push(event, 1, now);
    }

    /// The next delivery whose time has come.
    pub(crate) fn next_due(&mut self, now: i64) -> Option<Delivery> {
        let position = self.queue.iter().position(|delivery| delivery.due <= now)?;
        self.queue.remove(position)
    }

    /// Takes the first request that waits, due or not.
    pub(crate) fn take_any(&mut self) -> Option<Delivery> {
        self.queue.pop_front()
    }

    /// Notes the result of a delivery; a failed one is queued again, later each time.
    pub(crate) fn settle(&mut self, delivery: Delivery, accepted: bool, now: i64) {
        if accepted {
            self.delivered += 1;
            return;
        }
        self.failed += 1;
        if delivery.attempt < ATTEMPTS {
            let wait = 30_000_i64 << (2 * (delivery.attempt - 1)).min(12);
            self.push(delivery.event, delivery.attempt + 1, now + wait);
        }
    }

    fn push(&mut self, mut event: Value, attempt: u32, due: i64) {
        let Some((_, subscription)) = &self.subscription else {
            return;
        };
        if event.get("attempt_number").is_some() {
            event["attempt_number"] = json!(attempt);
        }
        let body = event.to_string();
        let key = subscription.secret.as_deref().unwrap_or_default();
        let signature = format!("sha256={}", keyed_hash(key.as_bytes(), body.as_bytes()));
        self.queue.push_back(Delivery {
            url: subscription.url.clone(),
            body,
            signature,
            event,
            attempt,
            due,
        });
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    #[test]
    fn a_subscription_starts_with_a_signed_handshake_and_a_failed_delivery_is_tried_eight_times() {
        let mut store = Store::new(1, "test");
        let mut webhooks = Webhooks::default();
        webhooks.subscribe(
            &mut store,
            Subscription {
                url: "http://localhost:1/hook".into(),
                secret: Some("key".into()),
            },
            0,
        );
        let mut attempts = 0;
        let mut now = 0;
        while let Some(delivery) = webhooks.next_due(now) {
            assert_eq!(
                delivery.signature,
                format!("sha256={}", keyed_hash(b"key", delivery.body.as_bytes()))
            );
            attempts += 1;
            webhooks.settle(delivery, false, now);
            now += 200_000_000_000;
        }
        assert_eq!(attempts, 8);
    }
}
