//! Syncing in the background keeps its word, on a clock of its own: every figure here is exact.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use keepsake_memory::{ConnectionId, KeptPause, LocalEdit, Origin, Part};
use keepsake_notion::ports::Clock;
use keepsake_notion::ports::manual::ManualClock;
use keepsake_simulator::{Edit, Id};
use tokio::task::JoinHandle;

use super::{Cause, CycleReport, Later, Surroundings, WatchControl, WatchNews};
use crate::dto::{
    Connection, ImportOptions, Looking, SettingChange, Status, StatusState, TreeKind, moment,
};
use crate::tests::world::{Answering, ORIGIN, World, everything, import};
use crate::{Face, Keepsake, Options};

#[path = "pause_tests.rs"]
mod pauses;

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);

/// A window that is open on a workspace, which was imported.
struct Window {
    core: Keepsake,
    connection: Connection,
    keeping: JoinHandle<()>,
}

impl Window {
    async fn first(world: &World) -> Self {
        let (core, connection) = world.connected().await;
        import(&core, &connection).await.unwrap();
        core.close().await.unwrap();
        Self::open(world).await
    }

    async fn open(world: &World) -> Self {
        let core = Keepsake::open_with(Options {
            face: Face::Window,
            ..world.options(ORIGIN)
        });
        let core = core.await.unwrap();
        core.own_in_background();
        let connection = core.connections().await.unwrap().remove(0);
        let kept = core.clone();
        Self {
            core,
            connection,
            keeping: tokio::spawn(async move { kept.keep_in_step().await }),
        }
    }

    async fn status(&self) -> Status {
        let id = &self.connection.id;
        self.core.connection_status(id).await.unwrap()
    }

    async fn looking(&self) -> Looking {
        self.status().await.looking.expect("it is kept in step")
    }

    /// When a run completed last; each cycle is one.
    async fn last_sync(&self) -> Option<String> {
        self.status().await.last_sync
    }

    async fn close(self) {
        self.core.close().await.unwrap();
        self.keeping.await.unwrap();
    }
}

/// A loop at work, and every cycle it told of.
struct Loop {
    cycles: Arc<Mutex<Vec<CycleReport>>>,
    control: WatchControl,
    turning: JoinHandle<()>,
    core: Keepsake,
}

impl Loop {
    async fn begin(world: &World) -> Self {
        let (core, connection) = world.connected().await;
        import(&core, &connection).await.unwrap();
        let cycles: Arc<Mutex<Vec<CycleReport>>> = Arc::default();
        let control = WatchControl::new();
        let (told, steered, turned) = (Arc::clone(&cycles), control.clone(), core.clone());
        let turning = tokio::spawn(async move {
            let tell = |news| {
                if let WatchNews::Cycle(report) = news {
                    told.lock().unwrap().push(*report);
                }
            };
            let watched = [connection.id];
            turned.watch(&watched, None, &steered, &tell).await.unwrap();
        });
        Self {
            cycles,
            control,
            turning,
            core,
        }
    }

    /// The cycles that were told of since the last time.
    fn take(&self) -> Vec<CycleReport> {
        std::mem::take(&mut *self.cycles.lock().unwrap())
    }

    async fn end(self) {
        self.control.stop();
        self.turning.await.unwrap();
        self.core.close().await.unwrap();
    }
}

fn causes(cycles: &[CycleReport]) -> Vec<Cause> {
    cycles.iter().map(|cycle| cycle.cause).collect()
}

async fn pass(clock: &ManualClock, time: Duration) {
    clock.sleep(time).await;
}

#[tokio::test]
async fn an_edit_in_notion_is_told_and_can_be_read_within_the_interval_and_the_lag_of_search() {
    const LAG: u32 = 20;
    let (world, clock) = World::exact("nested", LAG);
    let window = Window::first(&world).await;
    pass(&clock, MINUTE * 3).await;
    let tree = window.core.tree(&window.connection.id).await.unwrap();
    let pages = tree.iter().filter(|node| node.kind == TreeKind::Page);
    let mut longest = Duration::ZERO;
    for (number, page) in (0..).zip(pages.take(8)) {
        // At another moment between two looks each time.
        pass(&clock, MINUTE + SECOND * 7 * number).await;
        let known = window.core.changes();
        let edited = clock.elapsed();
        let said = world.simulator.edit(&Edit::AddText {
            to: Id::parse(&page.id).unwrap(),
            text: "Bring the long cable".to_owned(),
        });
        let token = said.unwrap().token.expect("what it said can be found");
        let shown = loop {
            let page = window.core.page(&page.id).await.unwrap();
            if page.html.contains(&token) && window.core.changes().runs > known.runs {
                break clock.elapsed() - edited;
            }
            pass(&clock, SECOND / 10).await;
        };
        longest = longest.max(shown);
        let most = MINUTE + Duration::from_secs(u64::from(LAG)) + SECOND * 2;
        assert!(shown <= most, "edit {number} took {shown:?}");
    }
    assert!(
        longest > MINUTE / 2,
        "all came within {longest:?}: these edits prove nothing"
    );
    window.close().await;
}

#[tokio::test]
async fn ten_minutes_without_changes_cost_two_requests_a_cycle_and_nothing_else() {
    let (world, clock) = World::exact("flat", 0);
    let turning = Loop::begin(&world).await;
    // The minute of the import has to be over before nothing is read again for its sake.
    pass(&clock, MINUTE * 3).await;
    turning.take();
    world.simulator.reset_meters();
    pass(&clock, MINUTE * 10).await;
    let cycles = turning.take();
    let runs: Vec<_> = cycles
        .iter()
        .map(|cycle| (cycle.run.as_ref().unwrap().requests, cycle.audits))
        .collect();
    assert_eq!(runs.len(), 10);
    for (requests, audits) in &runs {
        assert!(*audits <= 1, "{runs:?}");
        assert!(u64::from(*requests) - audits <= 2, "{runs:?}");
    }
    let counted: u32 = runs.iter().map(|(requests, _)| requests).sum();
    assert_eq!(
        world.simulator.meters().requests,
        u64::from(counted),
        "nobody asks for anything beside the cycles"
    );
    turning.end().await;
}

#[tokio::test]
async fn a_sleep_is_followed_by_one_cycle_and_then_by_one_a_minute() {
    let (world, clock) = World::exact("flat", 0);
    let turning = Loop::begin(&world).await;
    pass(&clock, MINUTE * 2 + SECOND * 10).await;
    turning.take();
    // Where the clock that paces things stands still in a sleep.
    clock.jump(time::Duration::hours(8));
    pass(&clock, SECOND * 5).await;
    assert_eq!(causes(&turning.take()), [Cause::Woke]);
    pass(&clock, MINUTE * 3).await;
    assert_eq!(causes(&turning.take()), [Cause::Routine; 3]);
    // Where it goes on.
    clock.advance(HOUR * 8);
    pass(&clock, SECOND * 5).await;
    assert_eq!(causes(&turning.take()), [Cause::Routine]);
    pass(&clock, MINUTE * 3).await;
    assert_eq!(causes(&turning.take()), [Cause::Routine; 3]);
    // A clock that is set back delays nothing and repeats nothing.
    clock.jump(time::Duration::hours(-5));
    pass(&clock, MINUTE * 3).await;
    assert_eq!(causes(&turning.take()), [Cause::Routine; 3]);
    turning.end().await;
}

#[tokio::test]
async fn ten_minutes_without_a_network_are_said_cost_little_and_end_by_themselves() {
    let (world, clock) = World::exact("flat", 0);
    let window = Window::first(&world).await;
    pass(&clock, MINUTE * 2).await;
    let asked = || world.network.hosts.lock().unwrap().len();
    let before = asked();
    world.answer(Answering::Nobody);
    pass(&clock, MINUTE * 3).await;
    assert_eq!(window.status().await.state, StatusState::Offline);
    pass(&clock, MINUTE * 7).await;
    assert_eq!(window.status().await.state, StatusState::Offline);
    let attempts = asked() - before;
    // One look every fifteen seconds whether anybody answers, and a few attempts at a cycle, further and further apart.
    assert!((20..=100).contains(&attempts), "{attempts} in ten minutes");
    world.answer(Answering::Notion);
    pass(&clock, SECOND * 20).await;
    assert_eq!(window.status().await.state, StatusState::UpToDate);
    window.close().await;
}

#[tokio::test]
async fn a_network_that_is_not_there_yet_after_a_sleep_is_waited_for() {
    let (world, clock) = World::exact("flat", 0);
    let window = Window::first(&world).await;
    pass(&clock, MINUTE * 2).await;
    let before = window.last_sync().await;
    world.answer(Answering::Nobody);
    clock.jump(time::Duration::hours(8));
    pass(&clock, SECOND * 8).await;
    world.answer(Answering::Notion);
    pass(&clock, MINUTE).await;
    assert_eq!(window.status().await.state, StatusState::UpToDate);
    assert_ne!(window.last_sync().await, before);
    window.close().await;
}

#[tokio::test]
async fn on_battery_it_looks_as_often_as_always_where_that_is_not_to_be_spared() {
    let (world, clock) = World::exact("flat", 0);
    let window = Window::first(&world).await;
    window
        .core
        .change_setting(&SettingChange::Sparing(false))
        .unwrap();
    window.core.look_around(Surroundings {
        on_battery: Some(true),
        is_metered: Some(true),
        ..Surroundings::default()
    });
    pass(&clock, MINUTE * 5).await;
    let before = window.last_sync().await;
    assert_eq!(window.looking().await.later, None);
    pass(&clock, SECOND * 65).await;
    assert_ne!(window.last_sync().await, before);
    window.close().await;
}

#[tokio::test]
async fn on_battery_it_looks_less_often_and_says_why_until_somebody_uses_the_window() {
    let (world, clock) = World::exact("flat", 0);
    let window = Window::first(&world).await;
    let on_battery = Surroundings {
        on_battery: Some(true),
        ..Surroundings::default()
    };
    window.core.look_around(on_battery);
    pass(&clock, MINUTE * 5).await;
    let before = window.last_sync().await;
    let looking = window.looking().await;
    assert_eq!(looking.later, Some(Later::Battery.into()));
    pass(&clock, SECOND * 30).await;
    assert_eq!(window.last_sync().await, before, "three minutes apart");
    window.core.look_around(Surroundings {
        is_looked_at: Some(true),
        ..on_battery
    });
    pass(&clock, SECOND * 65).await;
    assert_ne!(window.last_sync().await, before);
    assert_eq!(window.looking().await.later, None);
    window.close().await;
}

#[tokio::test]
async fn how_often_is_set_anew_takes_effect_at_once_and_other_settings_leave_the_next_look_alone() {
    let (world, clock) = World::exact("flat", 0);
    let window = Window::first(&world).await;
    let set = |change| window.core.change_setting(&change).unwrap();
    set(SettingChange::SyncEverySeconds(Some(3_600)));
    pass(&clock, MINUTE * 2).await;
    let in_an_hour = window.looking().await.next;

    set(SettingChange::NamePages(true));
    pass(&clock, SECOND / 10).await;
    assert_eq!(window.looking().await.next, in_an_hour);
    assert!(in_an_hour.is_some(), "it is still known");

    let (before, at) = (window.last_sync().await, window.core.now());
    set(SettingChange::SyncEverySeconds(Some(300)));
    pass(&clock, SECOND / 10).await;
    let next = window.looking().await.next;
    let is_soon = |next: &String| *next <= moment(at + MINUTE * 5);
    assert!(next.as_ref().is_some_and(is_soon), "{next:?}");
    assert_eq!(window.last_sync().await, before);
    set(SettingChange::SyncEverySeconds(Some(60)));
    pass(&clock, SECOND).await;
    assert_ne!(window.last_sync().await, before, "it is due already");
    window.close().await;
}

#[tokio::test]
async fn where_openings_decide_it_looks_at_the_start_and_when_opened_and_sends_what_was_changed() {
    let (world, clock) = World::exact("flat", 0);
    let window = Window::first(&world).await;
    let when_opened = SettingChange::SyncEverySeconds(None);
    window.core.change_setting(&when_opened).unwrap();
    window.close().await;

    let window = Window::open(&world).await;
    window.core.window_opened();
    pass(&clock, SECOND * 30).await;
    let at_start = window.last_sync().await;
    pass(&clock, HOUR * 8).await;
    clock.jump(time::Duration::hours(8));
    pass(&clock, HOUR).await;
    let looking = window.looking().await;
    assert_eq!((looking.next, looking.when_opened), (None, true));
    assert_eq!(window.status().await.state, StatusState::UpToDate);
    assert_eq!(window.last_sync().await, at_start, "nobody opened it");

    window.core.window_opened();
    pass(&clock, SECOND * 5).await;
    let opened = window.last_sync().await;
    assert_ne!(opened, at_start);
    pass(&clock, SECOND * 10).await;
    window.core.window_opened();
    pass(&clock, SECOND * 30).await;
    assert_eq!(window.last_sync().await, opened, "one a minute at most");
    pass(&clock, SECOND * 20).await;
    let again = window.last_sync().await;
    assert_ne!(again, opened, "and not forgotten");

    let tree = window.core.tree(&window.connection.id).await.unwrap();
    let mut pages = tree.iter().filter(|node| node.kind == TreeKind::Page);
    let edit = LocalEdit {
        part: Part::Trash,
        base: Some("{\"in_trash\":false}".to_owned()),
        value: Some("{\"in_trash\":true}".to_owned()),
        lossy_base: false,
        undoes: None,
    };
    let connection = window.connection.id.parse().unwrap();
    let page = pages.next().unwrap().id.parse().unwrap();
    let (store, now) = (window.core.store(), window.core.now());
    let edited = store.edit_part(connection, page, edit, Origin::Local, "test", now);
    edited.await.unwrap();
    assert_eq!(window.status().await.state, StatusState::Unsent);
    pass(&clock, SECOND * 5).await;
    assert_eq!(window.status().await.state, StatusState::UpToDate);
    assert_ne!(window.last_sync().await, again, "what was changed is sent");
    window.close().await;
}
