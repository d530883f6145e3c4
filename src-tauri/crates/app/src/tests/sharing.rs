//! Several processes on one data folder, each a core of its own.

use super::world::{World, everything, import};
use crate::dto::{ImportOptions, RunState};
use crate::owner::Ownership;
use crate::{ErrorCode, Words};

#[tokio::test]
async fn whoever_comes_second_waits_for_the_owner_and_sees_its_progress() {
    let world = World::new("big:200");
    let (first, connection) = world.connected().await;
    let second = world.core().await;
    let run = first
        .start_import(&connection.id, everything(), ImportOptions::default())
        .await
        .unwrap();
    let seen = std::sync::Mutex::new(0);
    let watching = second.watch_run(&run, |progress| *seen.lock().unwrap() = progress.finished);
    let (ours, theirs) = tokio::join!(first.watch_run(&run, |_| {}), watching);
    assert_eq!(ours.unwrap().summary, theirs.unwrap().summary);
    assert!(*seen.lock().unwrap() > 0);
}

#[tokio::test]
async fn what_a_killed_owner_left_is_gone_on_with_and_not_done_twice() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    let options = ImportOptions::default();
    let left = core
        .start_import(&connection.id, everything(), options)
        .await
        .unwrap();
    // A process claims the job and dies.
    core.store()
        .claim_job(time::Duration::minutes(10), core.now())
        .await
        .unwrap()
        .unwrap();
    let found = core
        .start_import(&connection.id, everything(), options)
        .await
        .unwrap();
    assert_eq!(found, left, "the same import is the same job");
    let result = core.watch_run(&found, |_| {}).await.unwrap();
    assert_eq!(result.state, RunState::Completed);
    assert_eq!(core.runs(&connection.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_owner_that_closes_hands_its_run_to_the_next() {
    let world = World::new("big:300");
    let (first, connection) = world.connected().await;
    first.own_in_background();
    let run = first
        .start_import(&connection.id, everything(), ImportOptions::default())
        .await
        .unwrap();
    let (tx, mut rx) = tokio::sync::watch::channel(0);
    let watched = first.clone();
    let watched_run = run.clone();
    let watching = tokio::spawn(async move {
        watched
            .watch_run(&watched_run, |progress| {
                tx.send_replace(progress.finished);
            })
            .await
    });
    rx.wait_for(|finished| *finished > 20).await.unwrap();
    watching.abort();
    first.close().await.unwrap();
    let second = world.core().await;
    let result = second.watch_run(&run, |_| {}).await.unwrap();
    assert!(result.resumed);
    assert_eq!(result.state, RunState::Completed);
}

#[tokio::test]
async fn reading_needs_no_ownership() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    core.close().await.unwrap();
    let _owner = Ownership::try_take(&core.home().owner_lock(), "window")
        .unwrap()
        .unwrap();
    let reader = world.core().await;
    assert!(reader.status().await.unwrap().pages > 0);
    assert!(!reader.tree(&connection.id).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_owner_that_does_not_work_is_named_and_what_was_asked_is_withdrawn() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    core.close().await.unwrap();
    let core = world.core().await;
    let owner = Ownership::try_take(&core.home().owner_lock(), "window")
        .unwrap()
        .unwrap();
    let named = core.other_owner().unwrap();
    assert_eq!(named, format!(" (window {})", std::process::id()));
    let error = import(&core, &connection).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::OwnerBusy);
    let said = Words::english().of_error(&error);
    assert!(said.contains(&named) && said.contains("Close it"), "{said}");
    drop(owner);
    assert!(core.store().open_jobs().await.unwrap().is_empty());
    let result = import(&core, &connection).await.unwrap();
    assert_eq!(result.state, RunState::Completed);
    assert_eq!(core.other_owner(), None);
}

#[tokio::test]
async fn a_run_of_another_process_can_be_stopped_from_here_and_paused_only_there() {
    let world = World::new("big:1000");
    let (first, connection) = world.connected().await;
    first.own_in_background();
    let second = world.core().await;
    // Else the second one would own the folder as soon as it waits for something.
    while second.other_owner().is_none() {
        tokio::task::yield_now().await;
    }
    let run = second
        .start_import(&connection.id, everything(), ImportOptions::default())
        .await
        .unwrap();
    let (tx, mut rx) = tokio::sync::watch::channel(0);
    let watching = second.watch_run(&run, |progress| {
        tx.send_replace(progress.finished);
    });
    let meddling = async {
        rx.wait_for(|finished| *finished > 20).await.unwrap();
        let error = second.pause_run(&run).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::OwnerBusy);
        let said = Words::english().of_error(&error);
        assert!(said.contains("paused only there"), "{said}");
        second.stop_run(&run, false).await.unwrap();
    };
    let (stopped, ()) = tokio::join!(watching, meddling);
    assert_eq!(stopped.unwrap().state, RunState::Stopped);
    second.pause_run(&run).await.unwrap();
    first.close().await.unwrap();
}
