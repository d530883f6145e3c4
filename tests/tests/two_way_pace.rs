//! Who edits without a pause: 80 fields a minute are in Notion within two cycles each, at the pace that Notion allows.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    time::Duration,
};

use keepsake_figures as figures;
use keepsake_notion::{NotionId, ports::Clock};
use keepsake_simulator::Id;
use keepsake_sync::{Control, ImportOptions, RunKind, RunRequest, Silent};
use keepsake_tests::{
    World,
    hands::{far, pages, rename, settled},
};

/// How often a cycle begins.
const CYCLE: Duration = Duration::from_secs(60);
/// Between two edits: 80 a minute.
const BETWEEN: Duration = Duration::from_millis(750);
/// For how many minutes is edited.
const MINUTES: u64 = 6;
/// How many fields are changed in this time.
const FIELDS: usize = 80 * MINUTES as usize;
/// How many cycles a field may wait, the one that brings it included.
const PATIENCE: u64 = 2;
/// What lists.
const SEARCH: &str = "POST /v1/search";
/// Cycles after the last edit.
const LATER: u64 = PATIENCE;
/// Requests that Notion allows in a minute.
const PACE: u64 = 180;
/// Requests of one listing: its horizon lies three minutes before the last one (decision 0004), so that our own writes of
/// five minutes are seen again, a hundred in a request; and one request for the trash.
const LISTING: u64 = (5 * 80_u64).div_ceil(100) + 1;

/// An edit made here that Notion does not have yet.
struct Waiting {
    page: Id,
    title: String,
    /// How many cycles had begun.
    begun: u64,
}

/// Edits and cycles that go on at the same time.
struct Days {
    world: World,
    begun: Cell<u64>,
    waiting: RefCell<Vec<Waiting>>,
    /// For how many cycles the one that waited longest did.
    longest: Cell<u64>,
}

impl Days {
    /// Somebody renames one page after the other, without ever waiting for Notion.
    async fn edit(&self, pages: &[NotionId]) {
        for (number, page) in pages.iter().enumerate() {
            self.world.clock.sleep(BETWEEN).await;
            let title = format!("Written here, number {number}");
            rename(&self.world, *page, &title).await;
            self.waiting.borrow_mut().push(Waiting {
                page: far(*page),
                title,
                begun: self.begun.get(),
            });
        }
    }

    /// Cycles as the loop begins them; answers with how many requests only looked for edits without a trace.
    async fn cycles(&self) -> u64 {
        let mut audits = 0;
        for number in 1..=MINUTES + LATER {
            let next = self.world.clock.elapsed() + CYCLE;
            self.begun.set(number);
            let listed = self.listed();
            audits += self.cycle().await;
            let listed = self.listed() - listed;
            assert!(listed <= LISTING, "cycle {number} listed {listed} times");
            self.look(number);
            let rest = next.saturating_sub(self.world.clock.elapsed());
            self.world.clock.sleep(rest).await;
        }
        audits
    }

    /// Requests of listings so far.
    fn listed(&self) -> u64 {
        let meters = self.world.simulator.meters();
        meters.per_endpoint.get(SEARCH).copied().unwrap_or(0)
    }

    async fn cycle(&self) -> u64 {
        let request = RunRequest {
            connection: self.world.connection,
            kind: RunKind::Sync,
            options: ImportOptions::default(),
            trigger: "test".to_owned(),
            correlation_id: "test".to_owned(),
            audit: true,
        };
        let engine = self.world.engine();
        let outcome = engine.run(&request, &Control::new(), &Silent).await;
        outcome.expect("the cycle ends").audits
    }

    /// Takes away what has arrived; what has waited too long is a failure.
    fn look(&self, ended: u64) {
        let there: HashMap<Id, String> = self
            .world
            .simulator
            .truth()
            .objects
            .into_iter()
            .map(|object| (object.id, object.title))
            .collect();
        let mut waiting = self.waiting.borrow_mut();
        waiting.retain(|edit| {
            let waits = there.get(&edit.page) != Some(&edit.title);
            if !waits {
                let waited = ended.saturating_sub(edit.begun);
                self.longest.set(self.longest.get().max(waited));
            }
            waits
        });
        for edit in waiting.iter() {
            assert!(
                ended < edit.begun + PATIENCE,
                "{:?} was made after cycle {} had begun and is not there after cycle {ended}",
                edit.title,
                edit.begun
            );
        }
    }
}

#[tokio::test]
async fn at_80_changed_fields_a_minute_none_waits_longer_than_two_cycles() {
    let world = settled("big:500").await;
    let pages = pages(&world).await;
    assert!(pages.len() >= FIELDS, "{} pages", pages.len());
    world.simulator.reset_meters();
    let start = world.clock.elapsed();
    let days = Days {
        world,
        begun: Cell::new(0),
        waiting: RefCell::default(),
        longest: Cell::new(0),
    };
    let (audits, ()) = tokio::join!(days.cycles(), days.edit(&pages[..FIELDS]));
    assert!(days.waiting.borrow().is_empty(), "everything has arrived");

    let world = &days.world;
    let unsettled = world.store.count_unsettled(world.connection).await.unwrap();
    assert_eq!(unsettled, 0);
    let meters = world.simulator.meters();
    let minutes = (world.clock.elapsed() - start).as_secs() / 60;
    assert_eq!(minutes, MINUTES + LATER, "no cycle held up the next one");
    let (fields, cycles) = (FIELDS as u64, MINUTES + LATER);
    assert_eq!(
        meters.requests,
        2 * fields + days.listed() + audits,
        "a look and a write each: {:?}",
        meters.per_endpoint
    );
    assert!(audits <= cycles, "{audits} audits in {cycles} cycles");
    figures::hold(
        "cycles that a field waits at 80 changed fields a minute",
        days.longest.get(),
        PATIENCE,
    );
    figures::hold(
        "requests in any 60 seconds at 80 edits a minute",
        meters.max_in_any_60s as u64,
        PACE,
    );
}
