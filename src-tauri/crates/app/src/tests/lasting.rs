//! Imports that do not come to their end at once: the network goes, the person stops, the workspace is shown again.

use super::world::{Answering, ORIGIN, World, everything, import};
use crate::dto::{ImportOptions, Onboarding, RunState, StatusState};
use crate::{Face, Keepsake, Options};

#[tokio::test]
async fn in_the_window_an_import_waits_for_the_network_and_goes_on_by_itself() {
    let world = World::new("big:300");
    let (core, connection) = world.connected().await;
    core.close().await.unwrap();
    let options = Options {
        face: Face::Window,
        ..world.options(ORIGIN)
    };
    let window = Keepsake::open_with(options).await.unwrap();
    window.own_in_background();
    let run = window
        .start_import(&connection.id, everything(), ImportOptions::default())
        .await
        .unwrap();
    let (tx, mut rx) = tokio::sync::watch::channel((0, None));
    let watching = window.watch_run(&run, |progress| {
        tx.send_replace((progress.finished, progress.waiting_reason));
    });
    let breaking = async {
        rx.wait_for(|(finished, _)| *finished > 20).await.unwrap();
        world.answer(Answering::Nobody);
        rx.wait_for(|(_, reason)| reason.as_deref() == Some("offline"))
            .await
            .unwrap();
        // Longer than the client itself keeps trying, so that the run is taken up anew.
        world.wait(300).await;
        // Between two attempts it says so; during one it is importing.
        let mut seen = Vec::new();
        while seen.last() != Some(&StatusState::Offline) {
            assert!(seen.len() < 600, "{seen:?}");
            seen.push(window.status().await.unwrap().state);
            world.wait(1).await;
        }
        world.answer(Answering::Notion);
    };
    let (result, ()) = tokio::join!(watching, breaking);
    let result = result.unwrap();
    assert_eq!(result.state, RunState::Completed);
    assert!(result.resumed);
    assert_eq!(result.summary.objects.stored, 300);
    window.close().await.unwrap();
}

#[tokio::test]
async fn a_stopped_import_is_called_unfinished_and_goes_on_without_a_question() {
    let world = World::new("big:200");
    let (core, connection) = world.connected().await;
    let options = ImportOptions {
        max_file_megabytes: 3,
        ..ImportOptions::default()
    };
    let run = core
        .start_import(&connection.id, everything(), options)
        .await
        .unwrap();
    let (tx, mut rx) = tokio::sync::watch::channel(0);
    let watching = core.watch_run(&run, |progress| {
        tx.send_replace(if progress.titles_complete {
            progress.finished
        } else {
            0
        });
    });
    let stopping = async {
        rx.wait_for(|finished| *finished > 20).await.unwrap();
        core.stop_run(&run, false).await.unwrap();
    };
    let (stopped, ()) = tokio::join!(watching, stopping);
    assert_eq!(stopped.unwrap().state, RunState::Stopped);
    let status = core.status().await.unwrap();
    assert_eq!(status.state, StatusState::Unfinished);
    assert_eq!(status.known, 200);
    assert!(
        status.finished > 20 && status.finished < 200,
        "{} of 200",
        status.finished
    );

    let again = core.import_again(&connection.id).await.unwrap();
    let result = core.watch_run(&again, |_| {}).await.unwrap();
    assert!(result.resumed);
    assert_eq!(result.state, RunState::Completed);
    let run = &core
        .store()
        .runs(connection.id.parse().unwrap(), 1)
        .await
        .unwrap()[0]
        .run;
    assert!(run.options.contains("3000000"), "{}", run.options);
    assert_eq!(core.status().await.unwrap().state, StatusState::UpToDate);
}

#[tokio::test]
async fn the_workspace_that_was_shown_last_is_shown_again() {
    let world = World::new("flat");
    let (core, first) = world.connected().await;
    import(&core, &first).await.unwrap();
    let second = core.connect_sample().await.unwrap();
    let at =
        async |shown: Option<&str>| core.start_with(shown).await.unwrap().connection.unwrap().id;
    assert_eq!(
        at(None).await,
        second.id,
        "without a memory of it, the one made last"
    );
    assert_eq!(at(Some(&first.id)).await, first.id);
    assert_eq!(at(Some("gone")).await, second.id);
    let step = async |shown: &str| core.start_with(Some(shown)).await.unwrap().onboarding;
    assert_eq!(step(&first.id).await, Onboarding::Done);
    assert_ne!(step(&second.id).await, Onboarding::Done);
}
