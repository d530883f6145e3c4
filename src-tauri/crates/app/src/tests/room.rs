//! A disk that is nearly full: what would fill it waits until there is room, and goes on by itself.

use std::sync::{Arc, Mutex};

use super::world::{ORIGIN, World, everything, import};
use crate::alerts::{DesktopNotices, Notice};
use crate::dto::{AlertState, ImportOptions, RunState, Status, StatusState};
use crate::{ErrorCode, Face, Keepsake, Options};

/// A desktop that keeps what was shown on it and what was taken away.
#[derive(Default)]
struct Desk(Mutex<Vec<String>>);

impl Desk {
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl DesktopNotices for Desk {
    fn show(&self, notice: &Notice) {
        let told = format!("{}: {}", notice.kind, notice.sentence);
        self.0.lock().unwrap().push(told);
    }

    fn withdraw(&self, kind: &str, _connection: Option<&str>) {
        self.0.lock().unwrap().push(format!("{kind} is over"));
    }
}

/// Lets time pass until things stand as wished.
async fn until(world: &World, core: &Keepsake, is_so: impl Fn(&Status) -> bool) -> Status {
    for _ in 0..5_000 {
        let status = core.status().await.unwrap();
        if is_so(&status) {
            return status;
        }
        world.wait(1).await;
    }
    panic!("still {:?}", core.status().await.unwrap());
}

#[tokio::test]
async fn an_import_in_the_window_waits_for_room_says_so_and_goes_on_by_itself() {
    let world = World::new("big:400");
    let core = Keepsake::open_with(Options {
        face: Face::Window,
        ..world.options(ORIGIN)
    })
    .await
    .unwrap();
    let desk = Arc::new(Desk::default());
    core.show_notices_through(Arc::clone(&desk) as Arc<dyn DesktopNotices>);
    let connection = core.connect_token(world.token()).await.unwrap();
    let run = core
        .start_import(&connection.id, everything(), ImportOptions::default())
        .await
        .unwrap();
    let ends = core.watch_run(&run, |_| {});
    let shrinks_and_grows = async {
        until(&world, &core, |status| status.finished > 20).await;
        let before = world.disk.looks();
        world.disk.has(340);
        let status = until(&world, &core, |one| one.state == StatusState::LittleSpace).await;
        assert_eq!(status.free_megabytes, Some(340));
        let looks = u32::try_from(world.disk.looks() - before).unwrap();
        assert!(looks < status.finished, "not at each page: {looks}");
        world.disk.has(280);
        until(&world, &core, |one| one.free_megabytes == Some(280)).await;
        let alert = core.alerts(None).await.unwrap().remove(0);
        assert_eq!(
            (alert.kind.as_str(), alert.state, alert.count),
            ("little_space", AlertState::Open, 1),
            "told once, although it looks again and again"
        );
        assert_eq!(
            desk.take(),
            [
                "little_space: Import paused: 340 MB left on this disk. It goes on by itself when there is room."
            ]
        );
        world.disk.has(900);
    };
    let (result, ()) = tokio::join!(ends, shrinks_and_grows);
    let result = result.unwrap();
    assert_eq!(result.state, RunState::Completed);
    assert!(result.resumed);
    assert_eq!(result.summary.objects.stored, 400, "nothing is lost");
    // That the import is complete may be told after it.
    assert_eq!(desk.take()[0], "little_space is over");
    let alert = core.alerts(None).await.unwrap().remove(0);
    assert_eq!(alert.state, AlertState::Cleared);
    let status = core.status().await.unwrap();
    assert_eq!(
        (status.state, status.free_megabytes),
        (StatusState::UpToDate, None)
    );
}

#[tokio::test]
async fn a_command_says_that_there_is_little_room_and_makes_no_run_of_it() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    world.disk.has(340);
    let refused = import(&core, &connection).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::LittleSpace);
    assert_eq!(
        (
            refused.details["megabytes"].as_str(),
            refused.details["needed"].as_str(),
            refused.retryable
        ),
        ("340", "500", true)
    );
    assert_eq!(core.runs(&connection.id).await.unwrap(), []);
    let status = core.status().await.unwrap();
    assert_eq!(
        (status.state, status.free_megabytes),
        (StatusState::LittleSpace, Some(340))
    );

    world.disk.has(500);
    assert_eq!(
        core.status().await.unwrap().state,
        StatusState::Empty,
        "nobody has to try again to see that it is over"
    );
    import(&core, &connection).await.unwrap();

    world.disk.has(340);
    let run = core.sync_now(&connection.id).await.unwrap();
    core.watch_run(&run, |_| {}).await.unwrap();
    world.disk.has(99);
    let run = core.sync_now(&connection.id).await.unwrap();
    let refused = core.watch_run(&run, |_| {}).await.unwrap_err();
    assert_eq!(
        (refused.code, refused.details["needed"].as_str()),
        (ErrorCode::LittleSpace, "100"),
        "what is small goes on for longer, not for ever"
    );
}

#[tokio::test]
async fn the_sample_is_small_enough_for_any_disk() {
    let world = World::new("flat");
    let core = world.core().await;
    world.disk.has(340);
    let connection = core.connect_sample().await.unwrap();
    let result = import(&core, &connection).await.unwrap();
    assert_eq!(result.state, RunState::Completed);
}
