//! A workspace that the person stopped syncing: it is read, nothing is changed, nobody is called, the others go on.

use super::world::{Answering, ORIGIN, World, everything, import};
use crate::disconnect::MemoryFate;
use crate::dto::{
    AlertState, Attention, ConnectionState, ImportOptions, LeavingFate, StatusState, TreeKind,
};
use crate::{AppError, ErrorCode, Keep, Keepsake, LockedKeys};

/// An imported workspace with a change that Notion does not have; the number of it, and of two of its pages.
async fn with_an_edit(world: &World) -> (Keepsake, String, [String; 2]) {
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    let tree = core.tree(&connection.id).await.unwrap();
    let mut pages = tree
        .into_iter()
        .filter(|node| node.kind == TreeKind::Page)
        .map(|node| node.id)
        .rev();
    let pages = [pages.next().unwrap(), pages.next().unwrap()];
    let text = core.text(&pages[0]).await.unwrap().markdown;
    core.put_text(&pages[0], &format!("{text}\n\nchanged here"))
        .await
        .unwrap();
    (core, connection.id, pages)
}

async fn is_changed(core: &Keepsake, page: &str) -> bool {
    let text = core.text(page).await.unwrap().markdown;
    text.contains("changed here")
}

fn refused<T>(what: &str, answer: Result<T, AppError>) {
    let error = answer.err().unwrap_or_else(|| panic!("{what} was done"));
    assert_eq!(error.code, ErrorCode::ConnectionStopped, "{what}: {error}");
    assert!(!error.details["workspace"].is_empty());
}

#[tokio::test]
async fn what_is_stored_is_read_and_every_change_says_to_connect_again() {
    let world = World::new("sample");
    let (core, connection, [page, other]) = with_an_edit(&world).await;
    let made = core
        .new_page(&connection, &page, "Made here", None)
        .await
        .unwrap();
    core.disconnect(&connection).await.unwrap();

    assert!(is_changed(&core, &page).await);
    assert!(!core.page(&other).await.unwrap().title.is_empty());
    assert!(!core.history(&page).await.unwrap().is_empty());

    refused("a text", core.put_text(&other, "more").await);
    refused("a text of mine", core.put_text(&made.id, "more").await);
    refused("taking back", core.undo(&page, None, true).await);
    refused("a text's taking back", core.undo_text(&page, true).await);
    refused(
        "a new page",
        core.new_page(&connection, &page, "x", None).await,
    );
    refused("the trash", core.trash_page(&other).await);
    refused("the trash of mine", core.trash_page(&made.id).await);
    refused("out of the trash", core.restore_page(&other).await);
    refused("a move", core.move_page(&other, &page).await);
    refused("a record", core.set_record(&other, &[], true).await);
    refused(
        "a decision",
        core.resolve_page(&connection, &page, &Keep::Here).await,
    );
    refused(
        "deletions",
        core.answer_brake(&connection, crate::dto::BrakeDirection::Here, true)
            .await,
    );
    refused("a sync", core.sync_now(&connection).await);
    refused(
        "an import",
        core.start_import(&connection, everything(), ImportOptions::default())
            .await,
    );
    refused("the last import", core.import_again(&connection).await);
    refused("a look", core.refresh_catalog(&connection).await);
    refused(
        "a comparison",
        core.verify(&connection, None, &|_| {}).await,
    );
    refused(
        "a choice",
        core.change_choice(
            &connection,
            everything(),
            LeavingFate::Keep,
            ImportOptions::default(),
        )
        .await,
    );
    assert_eq!(core.waiting_changes(&connection).await.unwrap().len(), 2);

    // Connected again, what waited is sent.
    core.connect_token(world.token()).await.unwrap();
    assert_eq!(
        core.status().await.unwrap().state,
        StatusState::Unsent,
        "it was kept"
    );
    let run = core.sync_now(&connection).await.unwrap();
    core.watch_run(&run, |_| {}).await.unwrap();
    assert_eq!(core.waiting_changes(&connection).await.unwrap(), []);
    core.close().await.unwrap();
}

#[tokio::test]
async fn stopping_is_no_trouble_and_ends_the_trouble_there_was() {
    let world = World::new("flat");
    let (core, connection, _) = with_an_edit(&world).await;
    world.answer(Answering::Nobody);
    let run = core.sync_now(&connection).await.unwrap();
    core.watch_run(&run, |_| {}).await.unwrap_err();
    core.inner.jobs.until_owner_is_gone().await;
    let open = async || {
        let alerts = core.alerts(None).await.unwrap();
        let open = alerts.iter().filter(|one| one.state != AlertState::Cleared);
        open.count()
    };
    assert_eq!(open().await, 1, "Notion could not be reached");
    assert_ne!(
        core.attention(&connection).await.unwrap(),
        Attention::default()
    );

    core.disconnect(&connection).await.unwrap();
    assert_eq!(open().await, 0);
    assert_eq!(
        core.attention(&connection).await.unwrap(),
        Attention::default(),
        "nothing can be done about what waits"
    );
    let status = core.status().await.unwrap();
    assert_eq!(status.state, StatusState::Stopped);
    assert!(status.pages > 0);
    let start = core.start().await.unwrap();
    assert_eq!(start.onboarding, crate::dto::Onboarding::Done);
    // A key that is refused later, by a run that was under way, changes nothing about it.
    let id = connection.parse().unwrap();
    core.store()
        .set_connection_state(id, keepsake_memory::ConnectionState::NeedsSignIn)
        .await
        .unwrap();
    let state = core.connections().await.unwrap().remove(0).state;
    assert_eq!(state, ConnectionState::Stopped);
    core.close().await.unwrap();
}

#[tokio::test]
async fn what_is_still_synced_is_what_is_told() {
    let world = World::new("flat");
    let (core, connection, _) = with_an_edit(&world).await;
    let sample = core.connect_sample().await.unwrap();
    import(&core, &sample).await.unwrap();
    core.disconnect(&connection).await.unwrap();
    let whole = core.status().await.unwrap();
    assert_eq!(
        whole.state,
        StatusState::UpToDate,
        "the edit there is nothing that waits"
    );
    let stopped = core.connection_status(&connection).await.unwrap();
    assert_eq!(stopped.state, StatusState::Stopped);
    assert!(stopped.looking.is_none());

    core.disconnect(&sample.id).await.unwrap();
    assert_eq!(core.status().await.unwrap().state, StatusState::Stopped);
    let again = core.connect_sample().await.unwrap();
    assert_eq!(again.id, sample.id);
    assert_eq!(
        again.state,
        ConnectionState::Ok,
        "the sample needs no key to go on"
    );
    import(&core, &again).await.unwrap();
    core.close().await.unwrap();
}

#[tokio::test]
async fn what_was_restored_is_stopped_until_it_is_connected_again() {
    let world = World::new("flat");
    let (core, connection, [page, _]) = with_an_edit(&world).await;
    core.disconnect_with(&connection, MemoryFate::Forget, LockedKeys::Refuse)
        .await
        .unwrap();
    core.restore_forgotten(&connection).await.unwrap();
    assert_eq!(core.status().await.unwrap().state, StatusState::Stopped);
    assert!(is_changed(&core, &page).await);
    refused("a text", core.put_text(&page, "more").await);
    let hosts = world.network.hosts.lock().unwrap().len();
    refused("a sync", core.sync_now(&connection).await);
    assert_eq!(
        world.network.hosts.lock().unwrap().len(),
        hosts,
        "nothing was asked of {ORIGIN}"
    );
    core.connect_token(world.token()).await.unwrap();
    core.put_text(&page, "more").await.unwrap();
    core.close().await.unwrap();
}
