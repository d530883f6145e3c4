//! Edits, requests that arrive or do not, and kills in any order: what a person wanted last is what Notion has in the end.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_text::ContentHash;
use proptest::prelude::*;

use crate::test_support::{TestStore, id, page, property, store};
use crate::{Change, NewOutbox, OutboxPart, OutboxRow, UnsettledPart};

/// What happens next.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// The person wants a value.
    Edit(u8),
    /// The engine notes its intent and sends.
    Send,
    /// What was sent reaches Notion.
    Arrive,
    /// What was sent is lost on its way.
    Lose,
    /// The engine learns what Notion has, of an answer or by looking after a kill.
    Learn,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => (0_u8..3).prop_map(Step::Edit),
        3 => Just(Step::Send),
        2 => Just(Step::Arrive),
        1 => Just(Step::Lose),
        3 => Just(Step::Learn),
    ];
    proptest::collection::vec(step, 0..24)
}

/// One property of one page, here and in Notion.
struct World {
    test: TestStore,
    /// What Notion has.
    notion: String,
    /// What Notion was last seen to have.
    seen: String,
    /// What the person wanted last.
    wanted: String,
    /// A request on its way.
    flying: Option<String>,
}

impl World {
    async fn new() -> Self {
        let test = store().await;
        test.apply(vec![Change::PutObject(page(1, "Plan"))]).await;
        Self {
            test,
            notion: "0".to_owned(),
            seen: "0".to_owned(),
            wanted: "0".to_owned(),
            flying: None,
        }
    }

    async fn unsettled(&self) -> Option<UnsettledPart> {
        let found = self.test.store.unsettled_of(self.test.connection, id(1));
        found
            .await
            .unwrap()
            .map(|mut object| object.parts.remove(0))
    }

    async fn sent(&self) -> Option<OutboxRow> {
        let rows = self.test.store.outbox_of(self.test.connection, id(1));
        rows.await.unwrap().pop()
    }

    async fn step(&mut self, step: Step) {
        match step {
            Step::Edit(value) => {
                self.wanted = value.to_string();
                let seen = self.seen.clone();
                self.test
                    .edit(1, property("p"), Some(&seen), Some(&self.wanted))
                    .await;
            }
            Step::Send => self.send().await,
            Step::Arrive => {
                if let Some(value) = self.flying.take() {
                    self.notion = value;
                }
            }
            Step::Lose => self.flying = None,
            Step::Learn => self.learn().await,
        }
    }

    async fn send(&mut self) {
        let Some(part) = self.unsettled().await else {
            return;
        };
        if self.sent().await.is_some() || self.flying.is_some() || part.local == part.base {
            return;
        }
        let intent = part.local.unwrap();
        let sent = NewOutbox {
            object: id(1),
            part: OutboxPart::Properties,
            intent: intent.clone(),
            intent_hash: ContentHash::of(intent.as_bytes()),
            edits: part.edits,
            correlation_id: "c".to_owned(),
        };
        self.test.apply(vec![Change::PutOutbox(sent)]).await;
        self.flying = Some(intent);
    }

    /// Nothing is on its way when the engine looks: an answer came, or the time for one has passed.
    async fn learn(&mut self) {
        if self.flying.is_some() {
            return;
        }
        self.seen.clone_from(&self.notion);
        let mut changes = Vec::new();
        if let Some(row) = self.sent().await {
            changes.push(Change::RemoveOutbox {
                object: id(1),
                part: OutboxPart::Properties,
            });
            // Arrived, it is settled; lost, what Notion has is what the newer edits are about as well.
            let arrived = row.intent.as_deref() == Some(self.notion.as_str());
            changes.push(Change::SettlePart {
                object: id(1),
                part: property("p"),
                through_edits: if arrived { row.edits } else { 0 },
                base: Some(self.notion.clone()),
            });
        }
        self.test.apply(changes).await;
    }
}

async fn play(steps: Vec<Step>) {
    let mut world = World::new().await;
    for step in steps {
        world.step(step).await;
        let shown = match world.unsettled().await {
            Some(part) => part.local.unwrap(),
            None => world.seen.clone(),
        };
        assert_eq!(shown, world.wanted, "after {step:?}");
    }
    for step in [
        Step::Arrive,
        Step::Learn,
        Step::Send,
        Step::Arrive,
        Step::Learn,
    ] {
        world.step(step).await;
    }
    assert_eq!(world.notion, world.wanted);
    assert!(world.unsettled().await.is_none());
    assert!(world.sent().await.is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_a_person_wanted_last_is_what_notion_has_in_the_end(steps in steps()) {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(play(steps));
    }
}
