#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_memory::{LocalEdit, NewEvent, Origin, Part};
use keepsake_notion::adapters::SystemClock;
use keepsake_notion::ports::Clock;
use tokio::sync::watch::{Receiver, Sender, channel};

use time::OffsetDateTime;

use super::super::schedule::Reason;
use super::*;
use crate::dto::{Connection, TreeKind};
use crate::tests::world::{Answering, World, import};
use crate::watch::Pause;

/// A loop at work, and what it told so far.
struct Loop {
    control: WatchControl,
    news: Receiver<Vec<WatchNews>>,
    turning: tokio::task::JoinHandle<Result<(), AppError>>,
}

impl Loop {
    fn begin(core: &Keepsake, connection: &Connection, every: u64) -> Self {
        let control = WatchControl::new();
        let (told, news): (Sender<Vec<WatchNews>>, _) = channel(Vec::new());
        let (core, steered) = (core.clone(), control.clone());
        let connections = vec![connection.id.clone()];
        let turning = tokio::spawn(async move {
            let every = Some(Rhythm::Every(Duration::from_secs(every)));
            let tell = |news| told.send_modify(|all: &mut Vec<_>| all.push(news));
            core.watch(&connections, every, &steered, &tell).await
        });
        Self {
            control,
            news,
            turning,
        }
    }

    /// Waits until a cycle ended that is wanted; gives up after a minute of this machine's time.
    async fn until(&mut self, wanted: impl Fn(&CycleReport) -> bool) -> CycleReport {
        let found = |all: &[WatchNews]| {
            all.iter().find_map(|news| match news {
                WatchNews::Cycle(report) if wanted(report) => Some((**report).clone()),
                WatchNews::Cycle(_) | WatchNews::Next { .. } | WatchNews::Resting { .. } => None,
            })
        };
        let deadline = SystemClock::new().sleep(Duration::from_secs(60));
        let waiting = self.news.wait_for(|all| found(all).is_some());
        let all = tokio::select! {
            all = waiting => all.unwrap().clone(),
            () = deadline => panic!("it did not come"),
        };
        found(&all).unwrap()
    }

    async fn until_resting(&mut self, reason: Reason) {
        let rests = |news: &WatchNews| matches!(news, WatchNews::Resting { reason: why, .. } if *why == reason);
        let deadline = SystemClock::new().sleep(Duration::from_secs(60));
        tokio::select! {
            rested = self.news.wait_for(|all| all.iter().any(rests)) => drop(rested.unwrap()),
            () = deadline => panic!("it did not rest"),
        }
    }

    async fn end(self) {
        self.control.stop();
        self.turning.await.unwrap().unwrap();
    }
}

/// An imported workspace.
async fn imported(world: &World) -> (Keepsake, Connection) {
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    (core, connection)
}

#[tokio::test(flavor = "multi_thread")]
async fn cycles_follow_each_other_and_each_has_a_name_of_its_own() {
    let world = World::new("flat");
    let (core, connection) = imported(&world).await;
    let mut turning = Loop::begin(&core, &connection, 60);
    let first = turning.until(|cycle| cycle.number == 1).await;
    let third = turning.until(|cycle| cycle.number == 3).await;
    assert_eq!((first.cause, third.cause), (Cause::First, Cause::Routine));
    assert!(!first.correlation_id.is_empty());
    assert_ne!(first.correlation_id, third.correlation_id);
    let apart = third.started - first.started;
    assert!(
        apart >= time::Duration::seconds(120),
        "{apart} between three cycles"
    );
    assert!(third.run.is_some() && third.error.is_none());
    turning.end().await;
    let runs = core.runs_with(&connection.id, 10).await.unwrap();
    assert_eq!(runs[0].trigger, "schedule");
    core.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_edited_here_is_on_its_way_long_before_the_next_cycle() {
    let world = World::new("flat");
    let (core, connection) = imported(&world).await;
    let mut turning = Loop::begin(&core, &connection, 3_600);
    turning.until(|cycle| cycle.number == 1).await;
    let id = connection.id.parse().unwrap();
    let tree = core.tree(&connection.id).await.unwrap();
    let page = tree
        .iter()
        .find(|node| node.kind == TreeKind::Page)
        .unwrap()
        .id
        .parse()
        .unwrap();
    let edit = LocalEdit {
        part: Part::Trash,
        base: Some("{\"in_trash\":false}".to_owned()),
        value: Some("{\"in_trash\":true}".to_owned()),
        lossy_base: false,
        undoes: None,
    };
    core.store()
        .edit_part(id, page, edit, Origin::Local, "test", core.now())
        .await
        .unwrap();
    let cycle = turning.until(|cycle| cycle.number == 2).await;
    assert_eq!(cycle.cause, Cause::Edit);
    turning.end().await;
    core.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_event_tells_of_is_looked_at_long_before_the_next_cycle() {
    let world = World::new("flat");
    let (core, connection) = imported(&world).await;
    let mut turning = Loop::begin(&core, &connection, 3_600);
    turning.until(|cycle| cycle.number == 1).await;
    let event = NewEvent {
        event_id: "e1".to_owned(),
        kind: "page.content_updated".to_owned(),
        entity: None,
        entity_kind: None,
        workspace: None,
        raw: "{}".to_owned(),
    };
    core.store().put_events(&[event], core.now()).await.unwrap();
    let cycle = turning.until(|cycle| cycle.number == 2).await;
    assert_eq!(cycle.cause, Cause::Event);
    turning.end().await;
    core.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cycle_without_changes_costs_two_requests_and_one_that_looks_for_hidden_edits() {
    let world = World::new("flat");
    let (core, connection) = imported(&world).await;
    let mut turning = Loop::begin(&core, &connection, 60);
    // The minute of the import has to be over before nothing is read again for its sake.
    turning.until(|cycle| cycle.number == 3).await;
    world.simulator.reset_meters();
    let before = turning.until(|cycle| cycle.number >= 4).await.number;
    let after = turning
        .until(|cycle| cycle.number >= before + 5)
        .await
        .number;
    let requests = world.simulator.meters().requests;
    turning.end().await;
    let cycles = after - before + 1;
    assert!(
        requests <= 3 * (cycles + 1),
        "{requests} in {cycles} cycles"
    );
    assert!(
        requests > 2 * (cycles - 1),
        "{requests} in {cycles} cycles: nothing was looked for"
    );
    core.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unreachable_notion_is_tried_again_and_told_of_once() {
    let world = World::new("flat");
    let (core, connection) = imported(&world).await;
    world.answer(Answering::Nobody);
    let mut turning = Loop::begin(&core, &connection, 60);
    let first = turning.until(|cycle| cycle.number == 1).await;
    let second = turning.until(|cycle| cycle.number == 2).await;
    assert_eq!(first.error.as_ref().unwrap().code, ErrorCode::Offline);
    assert_eq!((first.has_news(), second.has_news()), (true, false));
    assert_eq!(second.cause, Cause::Retry);
    world.answer(Answering::Notion);
    let back = turning.until(|cycle| cycle.error.is_none()).await;
    assert!(back.is_recovery && back.has_news());
    turning.end().await;
    core.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notion_that_answers_again_is_noticed_long_before_the_next_attempt() {
    let world = World::new("flat");
    let (core, connection) = imported(&world).await;
    world.answer(Answering::Page);
    let mut turning = Loop::begin(&core, &connection, 60);
    // From here on attempts are four minutes apart, and somebody else's page does not pass for Notion.
    let last = turning.until(|cycle| cycle.number == 5).await;
    assert_eq!(last.cause, Cause::Retry);
    world.answer(Answering::Notion);
    let back = turning.until(|cycle| cycle.error.is_none()).await;
    assert_eq!((back.number, back.cause), (6, Cause::Answered));
    turning.end().await;
    core.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pause_holds_until_somebody_resumes_or_asks() {
    let world = World::new("flat");
    let (core, connection) = imported(&world).await;
    let mut turning = Loop::begin(&core, &connection, 60);
    turning.until(|cycle| cycle.number == 1).await;
    turning.control.pause(Pause::UntilResumed);
    turning.until_resting(Reason::Paused).await;
    world.wait(600).await;
    let cycles = |all: &[WatchNews]| {
        let is_cycle = |news: &&WatchNews| matches!(news, WatchNews::Cycle(_));
        all.iter().filter(is_cycle).count()
    };
    assert!(cycles(&turning.news.borrow()) <= 2, "it was paused");
    turning.control.sync_now();
    turning.until(|cycle| cycle.cause == Cause::Wish).await;
    turning.control.resume();
    turning.until(|cycle| cycle.number >= 4).await;
    turning.end().await;
    core.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_loop_on_the_same_folder_is_told_who_has_the_first() {
    let world = World::new("flat");
    let (core, connection) = imported(&world).await;
    let mut turning = Loop::begin(&core, &connection, 60);
    turning.until(|cycle| cycle.number == 1).await;
    let second = world.core().await;
    for other in [&core, &second] {
        let refused = other
            .watch(
                std::slice::from_ref(&connection.id),
                None,
                &WatchControl::new(),
                &|_| {},
            )
            .await;
        assert_eq!(refused.unwrap_err().code, ErrorCode::OwnerBusy);
    }
    turning.end().await;
    core.close().await.unwrap();
    let mut next = Loop::begin(&second, &connection, 60);
    next.until(|cycle| cycle.number == 1).await;
    next.end().await;
    second.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_token_or_a_stop_rests_the_loop_until_it_is_connected_again() {
    let world = World::new("flat");
    let (core, connection) = imported(&world).await;
    let id = connection.id.parse().unwrap();
    let state = |state| core.store().set_connection_state(id, state);
    state(ConnectionState::NeedsSignIn).await.unwrap();
    let mut turning = Loop::begin(&core, &connection, 60);
    turning.until_resting(Reason::SignIn).await;
    state(ConnectionState::Stopped).await.unwrap();
    turning.until_resting(Reason::Stopped).await;
    state(ConnectionState::Ok).await.unwrap();
    turning.until(|cycle| cycle.error.is_none()).await;
    turning.end().await;
    core.close().await.unwrap();
}

#[test]
fn a_cycle_without_changes_says_nothing() {
    let report = |pushed, records| CycleReport {
        number: 2,
        connection: "1".to_owned(),
        cause: Cause::Routine,
        correlation_id: "c".to_owned(),
        started: time::macros::datetime!(2026-11-20 10:00 UTC),
        took: Duration::from_secs(1),
        next: Some(OffsetDateTime::UNIX_EPOCH),
        run: None,
        pushed,
        records,
        audits: 0,
        error: None,
        is_repeated_failure: false,
        is_recovery: false,
    };
    let quiet = report(PushReport::default(), RecordReport::default());
    assert!(!quiet.has_news());
    let waiting = PushReport {
        waiting: 3,
        settled: 1,
        ..PushReport::default()
    };
    assert!(!report(waiting, RecordReport::default()).has_news());
    let written = PushReport {
        properties: 1,
        ..PushReport::default()
    };
    assert!(report(written, RecordReport::default()).has_news());
    let invalid = RecordReport {
        invalid: 1,
        ..RecordReport::default()
    };
    assert!(report(PushReport::default(), invalid).has_news());
}
