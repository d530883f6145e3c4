//! Importing and the history of runs.

use super::world::{Answering, World, everything, import, only};
use crate::dto::{ImportOptions, Onboarding, RunKind, RunState, StatusState, TreeKind};
use crate::{ErrorCode, Words};

#[tokio::test]
async fn the_first_run_goes_from_welcome_to_done() {
    let world = World::new("sample");
    let core = world.core().await;
    assert_eq!(core.start().await.unwrap().onboarding, Onboarding::Welcome);
    let connection = core.connect_token(world.token()).await.unwrap();
    assert_eq!(core.start().await.unwrap().onboarding, Onboarding::Choose);
    let summary = core.refresh_catalog(&connection.id).await.unwrap();
    assert!(summary.complete && summary.pages > 0 && summary.databases > 0);
    let tree = core.tree(&connection.id).await.unwrap();
    assert!(
        tree.iter()
            .any(|node| node.kind == TreeKind::DataSource && node.row_count > Some(0))
    );
    let result = import(&core, &connection).await.unwrap();
    assert_eq!(result.state, RunState::Completed);
    assert_eq!(core.start().await.unwrap().onboarding, Onboarding::Done);
    let status = core.status().await.unwrap();
    assert_eq!(status.state, StatusState::UpToDate);
    assert!(status.last_sync.is_some());
}

#[tokio::test]
async fn a_second_import_stores_nothing_and_says_unchanged() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    let first = import(&core, &connection).await.unwrap().summary.objects;
    let second = import(&core, &connection).await.unwrap().summary.objects;
    assert_eq!((second.stored, second.unchanged), (0, first.found));
    let kinds: Vec<_> = core
        .runs(&connection.id)
        .await
        .unwrap()
        .into_iter()
        .map(|run| run.kind)
        .collect();
    assert_eq!(kinds, [RunKind::Import, RunKind::Import]);
}

#[tokio::test]
async fn only_what_is_selected_is_imported_and_the_estimate_says_so_before() {
    let world = World::new("nested");
    let (core, connection) = world.connected().await;
    core.refresh_catalog(&connection.id).await.unwrap();
    let tree = core.tree(&connection.id).await.unwrap();
    let chosen = tree
        .iter()
        .find(|node| node.parent.is_some() && node.child_count == 0)
        .unwrap();
    let options = ImportOptions::default();
    let all = core
        .estimate(&connection.id, everything(), options)
        .await
        .unwrap();
    let one = core
        .estimate(
            &connection.id,
            only(std::slice::from_ref(&chosen.id)),
            options,
        )
        .await
        .unwrap();
    assert_eq!((one.pages, one.requests), (1, 1));
    assert!(all.pages > one.pages);
    let run = core
        .start_import(
            &connection.id,
            only(std::slice::from_ref(&chosen.id)),
            options,
        )
        .await
        .unwrap();
    let result = core.watch_run(&run, |_| {}).await.unwrap();
    assert_eq!(result.summary.objects.found, 1);
    assert_eq!(
        core.estimate(&connection.id, everything(), options)
            .await
            .unwrap()
            .requests,
        all.requests - 1
    );
}

#[tokio::test]
async fn progress_is_told_until_everything_is_finished() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    let run = core
        .start_import(&connection.id, everything(), ImportOptions::default())
        .await
        .unwrap();
    let told = std::sync::Mutex::new(Vec::new());
    core.watch_run(&run, |progress| told.lock().unwrap().push(progress))
        .await
        .unwrap();
    let told = told.into_inner().unwrap();
    let last = told.last().unwrap();
    assert_eq!((last.remaining, last.known), (0, last.finished));
    let lines: usize = told.iter().map(|progress| progress.log.len()).sum();
    assert!(lines > 0, "each page has its line");
}

#[tokio::test]
async fn a_stopped_run_goes_on_where_it_was() {
    let world = World::new("big:300");
    let (core, connection) = world.connected().await;
    let run = core
        .start_import(&connection.id, everything(), ImportOptions::default())
        .await
        .unwrap();
    let stopper = core.clone();
    let (tx, rx) = tokio::sync::watch::channel(0);
    let watching = core.watch_run(&run, move |progress| {
        tx.send_replace(progress.finished);
    });
    let stopping = async {
        rx.clone()
            .wait_for(|finished| *finished > 20)
            .await
            .unwrap();
        stopper.stop_run(&run, false).await.unwrap();
    };
    let (stopped, ()) = tokio::join!(watching, stopping);
    let stopped = stopped.unwrap();
    assert_eq!(stopped.state, RunState::Stopped);
    let rest = import(&core, &connection).await.unwrap();
    assert!(rest.resumed);
    assert_eq!(rest.state, RunState::Completed);
    let objects = rest.summary.objects;
    assert_eq!(
        objects.found,
        objects.stored + objects.unchanged,
        "nothing is lost"
    );
}

#[tokio::test]
async fn comparing_finds_nothing_after_an_import_and_an_edit_after_one() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    let verified = core.verify(&connection.id, Some(5), &|_| {}).await.unwrap();
    assert!(
        verified.checked >= 5 && verified.checked == verified.equal,
        "{verified:?}"
    );
}

#[tokio::test]
async fn a_run_that_is_stopped_and_removed_leaves_the_connection_as_before_the_first_import() {
    let world = World::new("big:100");
    let (core, connection) = world.connected().await;
    core.refresh_catalog(&connection.id).await.unwrap();
    let run = core
        .start_import(&connection.id, everything(), ImportOptions::default())
        .await
        .unwrap();
    let (tx, rx) = tokio::sync::watch::channel(0);
    let watching = core.watch_run(&run, move |progress| {
        tx.send_replace(progress.finished);
    });
    let stopping = async {
        rx.clone()
            .wait_for(|finished| *finished > 20)
            .await
            .unwrap();
        core.stop_run(&run, true).await.unwrap();
    };
    let (stopped, ()) = tokio::join!(watching, stopping);
    assert_eq!(stopped.unwrap().state, RunState::Stopped);
    assert!(core.tree(&connection.id).await.unwrap().is_empty());
    assert!(core.search(None, "page", 5).await.unwrap().hits.is_empty());
    assert_eq!(core.start().await.unwrap().onboarding, Onboarding::Choose);
    let again = import(&core, &connection).await.unwrap();
    assert_eq!(again.state, RunState::Completed);
    assert_eq!(
        again.summary.objects.stored, again.summary.objects.found,
        "everything is brought anew"
    );
}

#[tokio::test]
async fn a_proxy_that_steps_in_is_named_and_the_import_goes_on_once_it_is_gone() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    world.answer(Answering::Page);
    let error = import(&core, &connection).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::ProxyPage, "{error}");
    assert!(error.retryable);
    world.answer(Answering::Notion);
    let result = import(&core, &connection).await.unwrap();
    assert_eq!(result.state, RunState::Completed);
    let objects = result.summary.objects;
    assert_eq!(
        (objects.found, objects.failed),
        (objects.stored, 0),
        "nothing is lost"
    );
}

#[tokio::test]
async fn a_choice_of_what_notion_does_not_show_is_refused_and_changes_nothing() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    let before = core.status().await.unwrap().pages;
    let wrong = only(&["11111111-1111-1111-1111-111111111111".to_owned()]);
    let error = core
        .start_import(&connection.id, wrong, ImportOptions::default())
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
    let said = Words::english().of_error(&error);
    assert!(said.contains("11111111-1111"), "{said}");
    assert!(core.selection(&connection.id).await.unwrap().everything);
    assert_eq!(core.status().await.unwrap().pages, before);
}
