#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_notion::adapters::SystemClock;
use keepsake_notion::ports::Clock;

use super::*;
use crate::changes::Changes;
use crate::dto::{Connection, SettingChange, Status, StatusState};
use crate::error::ErrorCode;
use crate::tests::world::{Answering, PASSPHRASE, World, import};

/// A window that is open on a workspace.
struct Open {
    core: Keepsake,
    connection: Connection,
    keeping: tokio::task::JoinHandle<()>,
}

impl Open {
    async fn on(world: &World) -> Self {
        let (core, connection) = world.connected().await;
        Self::with(core, connection)
    }

    /// One that is imported and kept in step.
    async fn in_step(world: &World) -> Self {
        let open = Self::on(world).await;
        import(&open.core, &open.connection).await.unwrap();
        open.until("that it is kept in step", |status| status.looking.is_some())
            .await;
        open
    }

    fn with(core: Keepsake, connection: Connection) -> Self {
        core.own_in_background();
        let kept = core.clone();
        Self {
            core,
            connection,
            keeping: tokio::spawn(async move { kept.keep_in_step().await }),
        }
    }

    /// Waits until the status is wanted; gives up after a minute of this machine's time.
    async fn until(&self, what: &str, wanted: impl Fn(&Status) -> bool) -> Status {
        let deadline = SystemClock::new().sleep(Duration::from_secs(60));
        let found = async {
            loop {
                let status = self.core.connection_status(&self.connection.id).await;
                let status = status.unwrap();
                if wanted(&status) {
                    return status;
                }
                self.core
                    .inner
                    .ports
                    .clock
                    .sleep(Duration::from_secs(1))
                    .await;
            }
        };
        tokio::select! {
            status = found => status,
            () = deadline => panic!("{what}: it did not come"),
        }
    }

    async fn cycles(&self) -> usize {
        let runs = self.core.runs_with(&self.connection.id, 10).await.unwrap();
        runs.iter().filter(|run| run.trigger == "schedule").count()
    }

    async fn close(self) {
        self.core.close().await.unwrap();
        self.keeping.await.unwrap();
    }
}

/// Waits until another number is told.
async fn changed(core: &Keepsake, known: Changes, number: fn(Changes) -> u64) -> Changes {
    let mut now = core.changes_after(known).await.unwrap();
    while number(now) == number(known) {
        now = core.changes_after(now).await.unwrap();
    }
    now
}

fn next(status: &Status) -> Option<&str> {
    status.looking.as_ref()?.next.as_deref()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_looks_by_itself_once_the_import_is_over_and_says_when_next() {
    let world = World::new("flat");
    let open = Open::on(&world).await;
    let status = open.core.connection_status(&open.connection.id).await;
    assert_eq!(status.unwrap().looking, None, "nothing was chosen yet");
    assert_eq!(open.cycles().await, 0);
    import(&open.core, &open.connection).await.unwrap();
    let first = open.until("the first look", |status| next(status).is_some());
    let first = first.await;
    let later = |status: &Status| next(status) > next(&first);
    open.until("the second look", later).await;
    assert_eq!(
        open.cycles().await,
        1,
        "looks that bring nothing leave no trace"
    );
    assert_eq!(
        open.core.runs(&open.connection.id).await.unwrap().len(),
        1,
        "the history has the import"
    );
    open.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_keychain_that_stays_locked_is_asked_for_again_about_an_hour_later() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    core.close().await.unwrap();
    world.keys.lock();
    let open = Open::with(world.core().await, connection);
    let is_far = |status: &Status| {
        let far = open.core.now() + Duration::from_secs(3_000);
        next(status) > Some(moment(far).as_str())
    };
    let status = open.until("the long wait", is_far).await;
    assert_eq!(status.state, StatusState::KeychainLocked);
    open.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_under_a_passphrase_wait_as_long_and_once_it_is_typed_notion_is_looked_at() {
    let world = World::new("flat");
    let (core, connection) = world.under_a_passphrase().await;
    let open = Open::with(core, connection);
    let is_far = |status: &Status| {
        let far = open.core.now() + Duration::from_secs(3_000);
        next(status) > Some(moment(far).as_str())
    };
    let status = open.until("the long wait", is_far).await;
    assert_eq!(status.state, StatusState::PassphraseLocked);

    let asked = || world.network.hosts.lock().unwrap().len();
    let before = asked();
    let unlocked = open
        .core
        .unlock_keychain(Some(&open.connection.id), Some(PASSPHRASE.into()));
    unlocked.await.unwrap();
    let is_over = |status: &Status| asked() > before && !is_far(status);
    let status = open.until("a look at Notion", is_over).await;
    assert_ne!(status.state, StatusState::PassphraseLocked);
    open.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_shows_where_things_stand_hears_when_syncing_begins_is_held_back_and_goes_on() {
    let world = World::new("flat");
    let open = Open::in_step(&world).await;
    let before = open.core.changes();
    assert!(before.runs >= 2, "the import, and that it is kept in step");
    let is_paused = async || open.core.status().await.unwrap().looking.unwrap().paused;

    open.core.pause_syncing(None).await.unwrap();
    let paused = changed(&open.core, before, |changes| changes.runs).await;
    assert!(is_paused().await);
    open.core.resume_syncing().await.unwrap();
    changed(&open.core, paused, |changes| changes.runs).await;
    assert!(!is_paused().await);
    open.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_shows_where_things_stand_hears_of_a_look_that_brings_nothing_and_of_nothing_else() {
    let world = World::new("flat");
    let open = Open::in_step(&world).await;
    let before = open.core.changes();
    let looked = changed(&open.core, before, |changes| changes.looks).await;
    let known = open.core.connection_status(&open.connection.id).await;
    let known = known.unwrap();
    assert!(next(&known).is_some(), "what is told is known by then");
    let again = changed(&open.core, looked, |changes| changes.looks).await;
    assert_eq!((again.runs, again.pages), (looked.runs, looked.pages));
    let status = open.core.connection_status(&open.connection.id).await;
    assert!(next(&status.unwrap()) > next(&known));
    open.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_is_paused_looks_at_nothing_until_it_is_resumed() {
    let world = World::new("flat");
    let open = Open::on(&world).await;
    import(&open.core, &open.connection).await.unwrap();
    open.until("the first look", |status| next(status).is_some())
        .await;
    let refused = open.core.pause_syncing(Some("tomorrow")).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::InvalidInput);
    let end = open.core.now() + Duration::from_secs(3_600);
    open.core.pause_syncing(Some(&moment(end))).await.unwrap();
    let paused = open.until("the pause", |status| {
        status
            .looking
            .as_ref()
            .is_some_and(|looking| looking.paused)
    });
    let looking = paused.await.looking.unwrap();
    assert_eq!(
        (looking.next, looking.paused_until),
        (None, Some(moment(end)))
    );
    open.core.resume_syncing().await.unwrap();
    open.until("the look after the pause", |status| next(status).is_some())
        .await;
    open.close().await;
}

#[tokio::test]
async fn whether_syncing_goes_on_by_itself_is_known_before_there_is_anything_to_sync() {
    let world = World::new("flat");
    let core = world.core().await;
    assert!(core.keeps_in_step(), "unless somebody says otherwise");
    core.pause_syncing(None).await.unwrap();
    assert!(!core.keeps_in_step());
    core.resume_syncing().await.unwrap();
    assert!(core.keeps_in_step());
    let end = core.now() + Duration::from_secs(600);
    core.pause_syncing(Some(&moment(end))).await.unwrap();
    assert!(!core.keeps_in_step());
    world.wait(601).await;
    assert!(core.keeps_in_step(), "the pause is over");
    core.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_without_network_says_so_and_looks_again_by_itself() {
    let world = World::new("flat");
    let open = Open::on(&world).await;
    import(&open.core, &open.connection).await.unwrap();
    open.until("the first look", |status| next(status).is_some())
        .await;
    *world.network.answering.lock().unwrap() = Answering::Nobody;
    let offline = crate::dto::StatusState::Offline;
    open.until("offline", |status| status.state == offline)
        .await;
    *world.network.answering.lock().unwrap() = Answering::Notion;
    open.until("online", |status| status.state != offline).await;
    open.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opening_is_looked_after_by_the_process_that_owns_the_folder() {
    let world = World::new("flat");
    let (owner, connection) = world.connected().await;
    import(&owner, &connection).await.unwrap();
    owner
        .change_setting(&SettingChange::SyncEverySeconds(None))
        .unwrap();
    owner.own_or_refuse("test").await.unwrap();
    let open = Open::with(world.core().await, connection);
    let imported = open.until("that it is kept in step", |status| status.looking.is_some());
    let imported = imported.await.last_sync;
    open.core.window_opened();
    let looked = |status: &Status| status.last_sync > imported;
    open.until("the look of the owner", looked).await;
    assert!(!open.core.inner.jobs.is_owner(), "it was not this process");
    open.close().await;
    owner.close().await.unwrap();
}
