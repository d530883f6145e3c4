//! Alerts: raised by runs, told to a receiver, cleared by themselves.

use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use futures::future::{BoxFuture, FutureExt};
use http::{Request, Response};
use keepsake_memory::{Change, NewConflict, NewRun, Part, RunKind, RunState};
use keepsake_notion::ports::{Body, Transport, TransportError};
use keepsake_simulator::Fault;
use serde_json::{Value, json};

use super::world::{Answering, ORIGIN, World, import};
use crate::alerts::{DesktopNotices, Notice, Told, ToldOutcome};
use crate::connect::connection_id;
use crate::dto::{Alert, AlertState, Connection, SettingChange, Severity, TreeKind};
use crate::preferences::NoticeKind;
use crate::{AppError, ErrorCode, Keepsake};

/// Where the receiver pretends to live.
const RECEIVER: &str = "https://hooks.invalid/S3CRET";

/// A network with a receiver of alerts in it.
struct Hooks {
    network: Arc<dyn Transport>,
    status: AtomicU16,
    posts: Mutex<Vec<Value>>,
}

impl Transport for Hooks {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        if request.uri().host() != Some("hooks.invalid") {
            return self.network.send(request);
        }
        let post = serde_json::from_slice(request.body()).unwrap();
        self.posts.lock().unwrap().push(post);
        let answer = Response::builder()
            .status(self.status.load(Ordering::Relaxed))
            .body(Body::from(Bytes::new()));
        async move { Ok(answer.unwrap()) }.boxed()
    }
}

impl Hooks {
    /// Kind and count of what was posted so far.
    fn told(&self) -> Vec<(String, u64)> {
        let posts = self.posts.lock().unwrap();
        let told = posts.iter().map(|post| {
            let alert = &post["alert"];
            let kind = alert["kind"].as_str().unwrap().to_owned();
            (kind, alert["count"].as_u64().unwrap())
        });
        told.collect()
    }
}

/// A desktop that keeps the kinds of what it showed.
#[derive(Default)]
struct Desk(Mutex<Vec<String>>);

impl DesktopNotices for Desk {
    fn show(&self, notice: &Notice) {
        self.0.lock().unwrap().push(notice.kind.clone());
    }
}

/// A core that tells a receiver, with an imported workspace.
async fn told(world: &World) -> (Keepsake, Connection, Arc<Hooks>) {
    let mut options = world.options(ORIGIN);
    let hooks = Arc::new(Hooks {
        network: Arc::clone(&options.ports.api),
        status: AtomicU16::new(200),
        posts: Mutex::default(),
    });
    options.ports.api = Arc::clone(&hooks) as Arc<dyn Transport>;
    options.settings.alerts_url = Some(RECEIVER.parse().unwrap());
    let core = Keepsake::open_with(options).await.unwrap();
    let connection = core.connect_token(world.token()).await.unwrap();
    import(&core, &connection).await.unwrap();
    (core, connection, hooks)
}

/// A sync, and what it left behind once its owner has let go.
async fn sync(core: &Keepsake, connection: &Connection) -> Result<(), AppError> {
    let run = core.sync_now(&connection.id).await.unwrap();
    let ended = core.watch_run(&run, |_| {}).await;
    core.inner.jobs.until_owner_is_gone().await;
    ended.map(drop)
}

async fn alerts(core: &Keepsake, connection: &Connection) -> Vec<Alert> {
    core.alerts(Some(&connection.id)).await.unwrap()
}

fn fault(value: Value) -> Fault {
    serde_json::from_value(value).unwrap()
}

#[tokio::test]
async fn a_lost_connection_is_told_once_counted_and_over_by_itself() {
    let world = World::new("flat");
    let (core, connection, hooks) = told(&world).await;
    assert!(alerts(&core, &connection).await.is_empty());
    world.answer(Answering::Nobody);
    for _ in 0..2 {
        let failed = sync(&core, &connection).await.unwrap_err();
        assert_eq!(failed.code, ErrorCode::Offline);
    }
    let lost = alerts(&core, &connection).await;
    assert_eq!(lost.len(), 1);
    assert_eq!(
        (lost[0].kind.as_str(), lost[0].severity, lost[0].count),
        ("connection_lost", Severity::Warning, 2)
    );
    assert_eq!(lost[0].details["host"], "notion.invalid");
    assert_eq!(lost[0].state, AlertState::Open);
    assert_eq!(
        hooks.told(),
        [("connection_lost".to_owned(), 1)],
        "told once"
    );

    core.acknowledge_alert(&lost[0].id).await.unwrap();
    assert_eq!(
        alerts(&core, &connection).await[0].state,
        AlertState::Acknowledged
    );
    world.answer(Answering::Notion);
    sync(&core, &connection).await.unwrap();
    assert_eq!(
        alerts(&core, &connection).await[0].state,
        AlertState::Cleared
    );
    world.answer(Answering::Nobody);
    sync(&core, &connection).await.unwrap_err();
    let again = alerts(&core, &connection).await;
    assert_eq!(again.len(), 2, "what was over is another alert");
    assert_eq!(hooks.told().len(), 2);
}

#[tokio::test]
async fn three_failures_in_a_row_are_an_alert_also_when_each_is_another_process() {
    let world = World::new("flat");
    let (core, connection, _) = told(&world).await;
    core.close().await.unwrap();
    let broken = json!({"kind": "internal_error", "endpoint": "search", "times": 999});
    world.simulator.add_fault(fault(broken));
    for attempt in 1..=3 {
        let core = world.core().await;
        sync(&core, &connection).await.unwrap_err();
        let raised = alerts(&core, &connection).await;
        assert_eq!(raised.len(), usize::from(attempt == 3), "after {attempt}");
        if let Some(alert) = raised.first() {
            assert_eq!(alert.kind, "sync_failure");
            assert_eq!(alert.details["failures"], "3");
            assert_eq!(alert.details["code"], "notion_trouble");
        }
        core.close().await.unwrap();
    }
    world.simulator.clear_faults();
    let core = world.core().await;
    sync(&core, &connection).await.unwrap();
    assert_eq!(
        alerts(&core, &connection).await[0].state,
        AlertState::Cleared
    );
}

#[tokio::test]
async fn a_refused_token_is_critical_until_there_is_one_that_works() {
    let world = World::new("flat");
    let (core, connection, hooks) = told(&world).await;
    world
        .simulator
        .add_fault(fault(json!({"kind": "unauthorized", "times": 1})));
    sync(&core, &connection).await.unwrap();
    let refused = alerts(&core, &connection).await;
    assert_eq!(
        (refused[0].kind.as_str(), refused[0].severity),
        ("auth_failure", Severity::Critical)
    );
    let post = hooks.posts.lock().unwrap()[0].clone();
    assert_eq!(post["alert"]["severity"], "critical");
    assert_eq!(post["alert"]["connection"]["id"], connection.id);
    core.connect_token(world.token()).await.unwrap();
    sync(&core, &connection).await.unwrap();
    assert_eq!(
        alerts(&core, &connection).await[0].state,
        AlertState::Cleared
    );
}

#[tokio::test]
async fn a_receiver_that_refuses_is_tried_again_later_and_told_what_is_still_so() {
    let world = World::new("flat");
    let (core, connection, hooks) = told(&world).await;
    hooks.status.store(500, Ordering::Relaxed);
    world.answer(Answering::Nobody);
    sync(&core, &connection).await.unwrap_err();
    assert_eq!(hooks.told().len(), 1);
    hooks.status.store(204, Ordering::Relaxed);
    world.wait(60).await;
    core.tell_alerts().await;
    core.tell_alerts().await;
    assert_eq!(hooks.told().len(), 2, "again, and then no more");
}

#[tokio::test]
async fn what_is_sent_names_nothing_from_a_page_and_no_token() {
    let world = World::new("hostile");
    let (core, connection, hooks) = told(&world).await;
    world.answer(Answering::Nobody);
    sync(&core, &connection).await.unwrap_err();
    let sent = hooks.posts.lock().unwrap()[0].to_string();
    assert!(!sent.contains(&world.simulator.token()), "{sent}");
    for node in core.tree(&connection.id).await.unwrap() {
        let title = node.title.trim();
        assert!(
            title.len() < 4 || !sent.contains(title),
            "{title:?}: {sent}"
        );
    }
}

#[tokio::test]
async fn the_person_can_try_what_becomes_of_an_alert() {
    let world = World::new("flat");
    let nowhere = world.core().await;
    assert_eq!(
        nowhere.test_alert().await.unwrap(),
        Told {
            on_desktop: false,
            sent: ToldOutcome::Nowhere
        }
    );
    nowhere.close().await.unwrap();
    let (core, _, hooks) = told(&world).await;
    let desk = Arc::new(Desk(Mutex::default()));
    core.show_notices_through(Arc::clone(&desk) as Arc<dyn DesktopNotices>);
    let told = core.test_alert().await.unwrap();
    assert_eq!((told.on_desktop, told.sent), (true, ToldOutcome::Taken));
    assert_eq!(*desk.0.lock().unwrap(), ["test"]);
    hooks.status.store(404, Ordering::Relaxed);
    let refused = core.test_alert().await.unwrap().sent;
    assert_eq!(refused, ToldOutcome::Refused("404".to_owned()));
    assert_eq!(hooks.told().len(), 2);
    let unknown = core.acknowledge_alert("999").await.unwrap_err();
    assert_eq!(unknown.code, ErrorCode::NotFound);
}

#[tokio::test]
async fn what_the_core_tells_follows_the_language_while_it_runs() {
    struct Desk(Mutex<Vec<String>>);
    impl DesktopNotices for Desk {
        fn show(&self, notice: &Notice) {
            self.0.lock().unwrap().push(notice.sentence.clone());
        }
    }
    let world = World::new("flat");
    let core = world.core().await;
    let desk = Arc::new(Desk(Mutex::default()));
    core.show_notices_through(Arc::clone(&desk) as Arc<dyn DesktopNotices>);
    core.test_alert().await.unwrap();
    core.speech().switch(crate::Language::German);
    core.test_alert().await.unwrap();
    assert_eq!(
        *desk.0.lock().unwrap(),
        [
            "This is a test: alerts arrive here.",
            "Das ist ein Versuch: Warnungen kommen hier an."
        ]
    );
}

#[tokio::test]
async fn nobody_is_called_for_what_is_switched_off_but_it_is_in_the_list() {
    for (on, shown) in [(false, &[][..]), (true, &["auth_failure"][..])] {
        let world = World::new("flat");
        let (core, connection, _) = told(&world).await;
        let desk = Arc::new(Desk::default());
        core.show_notices_through(Arc::clone(&desk) as Arc<dyn DesktopNotices>);
        let kind = NoticeKind::Reconnect;
        core.change_setting(&SettingChange::Notice { kind, on })
            .unwrap();
        let refused = fault(json!({"kind": "unauthorized", "times": 1}));
        world.simulator.add_fault(refused);
        sync(&core, &connection).await.unwrap();
        assert_eq!(*desk.0.lock().unwrap(), shown);
        assert_eq!(alerts(&core, &connection).await[0].kind, "auth_failure");
        core.close().await.unwrap();
    }
}

#[tokio::test]
async fn a_long_import_that_is_over_is_told_unless_that_is_switched_off() {
    let world = World::new("flat");
    let (core, connection, _) = told(&world).await;
    let desk = Arc::new(Desk::default());
    core.show_notices_through(Arc::clone(&desk) as Arc<dyn DesktopNotices>);
    let (store, begun) = (core.store(), core.now());
    let import = NewRun {
        kind: RunKind::Import,
        trigger: "window".to_owned(),
        correlation_id: "c-1".to_owned(),
        options: "{}".to_owned(),
    };
    let about = connection_id(&connection.id).unwrap();
    let run = store.start_run(about, import, begun).await.unwrap();
    let end = begun + time::Duration::minutes(5);
    store
        .finish_run(run, RunState::Completed, end)
        .await
        .unwrap();
    let kind = NoticeKind::Finished;
    for (on, shown) in [(false, 0), (true, 1)] {
        core.change_setting(&SettingChange::Notice { kind, on })
            .unwrap();
        core.tell_of_finished(run).await;
        assert_eq!(desk.0.lock().unwrap().len(), shown);
    }
    assert_eq!(*desk.0.lock().unwrap(), ["import_finished"]);
}

#[tokio::test]
async fn what_is_over_is_taken_from_the_desktop() {
    #[derive(Default)]
    struct Desk(Mutex<Vec<(String, Option<String>)>>);
    impl DesktopNotices for Desk {
        fn show(&self, _notice: &Notice) {}

        fn withdraw(&self, kind: &str, connection: Option<&str>) {
            let connection = connection.map(ToOwned::to_owned);
            self.0.lock().unwrap().push((kind.to_owned(), connection));
        }
    }
    let world = World::new("flat");
    let (core, connection, _hooks) = told(&world).await;
    let desk = Arc::new(Desk::default());
    core.show_notices_through(Arc::clone(&desk) as Arc<dyn DesktopNotices>);
    let sync = async || {
        let run = core.sync_now(&connection.id).await.unwrap();
        core.watch_run(&run, |_| {}).await
    };
    world.answer(Answering::Nobody);
    sync().await.unwrap_err();
    assert_eq!(*desk.0.lock().unwrap(), [], "it is so");
    world.answer(Answering::Notion);
    sync().await.unwrap();
    let over = ("connection_lost".to_owned(), Some(connection.id.clone()));
    assert_eq!(*desk.0.lock().unwrap(), [over]);
}

#[tokio::test]
async fn pages_are_named_on_the_desktop_when_that_is_switched_on_and_never_sent() {
    struct Desk(Mutex<Vec<String>>);
    impl DesktopNotices for Desk {
        fn show(&self, notice: &Notice) {
            let said = notice.said_in(&crate::words::Words::english());
            self.0.lock().unwrap().push(said);
        }
    }
    for on in [false, true] {
        let world = World::new("flat");
        let (core, connection, hooks) = told(&world).await;
        let desk = Arc::new(Desk(Mutex::default()));
        core.show_notices_through(Arc::clone(&desk) as Arc<dyn DesktopNotices>);
        core.change_setting(&SettingChange::NamePages(on)).unwrap();
        let tree = core.tree(&connection.id).await.unwrap();
        let page = tree.iter().find(|node| node.kind == TreeKind::Page);
        let (page, title) = page.map(|page| (&page.id, &page.title)).unwrap();
        let about = connection_id(&connection.id).unwrap();
        let conflict = Change::PutConflict(NewConflict {
            object: page.parse().unwrap(),
            part: Part::Body,
            base: None,
            local: Some("here".to_owned()),
            remote: Some("there".to_owned()),
            policy: "ask".to_owned(),
            kept: None,
            detail: "{}".to_owned(),
            correlation_id: "c-1".to_owned(),
        });
        let kept = core.store().apply(about, None, vec![conflict], core.now());
        kept.await.unwrap();
        core.assess(about, None).await.unwrap();
        core.tell_alerts().await;
        let said = desk.0.lock().unwrap().clone();
        assert_eq!(said.len(), 1);
        let named = said[0].starts_with(&format!("“{title}”: 1 part of a page"));
        assert_eq!(named, on, "{said:?}");
        let sent = hooks.posts.lock().unwrap()[0].to_string();
        assert!(
            sent.contains("decisions") && !sent.contains(title.as_str()),
            "{sent}"
        );
        core.close().await.unwrap();
    }
}
