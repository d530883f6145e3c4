//! Hardships that are over as soon as somebody does something, or Notion is well again: a locked keychain, long trouble.

use keepsake_simulator::Fault;
use serde_json::json;

use super::world::{PASSPHRASE, World, import, is_anywhere};
use crate::dto::{Connection, SecretStore, StatusState};
use crate::{ErrorCode, Keepsake};

async fn sync(core: &Keepsake, connection: &Connection) -> Result<(), crate::AppError> {
    let run = core.sync_now(&connection.id).await.unwrap();
    core.watch_run(&run, |_| {}).await.map(drop)
}

async fn state(core: &Keepsake) -> StatusState {
    core.status().await.unwrap().state
}

#[tokio::test]
async fn a_locked_keychain_is_said_and_once_it_is_unlocked_syncing_goes_on() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    core.close().await.unwrap();

    world.keys.lock();
    let core = world.core().await;
    let refused = sync(&core, &connection).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::KeychainLocked);
    assert_eq!(state(&core).await, StatusState::KeychainLocked);
    let refused = core
        .unlock_keychain(Some(&connection.id), None)
        .await
        .unwrap_err();
    assert_eq!(
        (refused.code, state(&core).await),
        (ErrorCode::KeychainLocked, StatusState::KeychainLocked),
        "the person closed the question"
    );

    world.keys.answer_the_question();
    core.unlock_keychain(Some(&connection.id), None)
        .await
        .unwrap();
    assert_eq!(state(&core).await, StatusState::UpToDate);
    sync(&core, &connection).await.unwrap();

    world.keys.secrets.lock().unwrap().clear();
    let gone = core
        .unlock_keychain(Some(&connection.id), None)
        .await
        .unwrap_err();
    assert_eq!(gone.code, ErrorCode::NeedsSignIn, "unlocked and empty");
    core.close().await.unwrap();
}

#[tokio::test]
async fn a_file_under_a_passphrase_is_said_to_be_locked_where_nobody_can_be_asked() {
    let world = World::new("flat");
    let (core, connection) = world.under_a_passphrase().await;
    let refused = sync(&core, &connection).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::KeychainLocked);
    assert_eq!(state(&core).await, StatusState::PassphraseLocked);
    assert_eq!(core.secret_store().await, SecretStore::PassphraseFile);
    core.close().await.unwrap();
}

#[tokio::test]
async fn a_passphrase_that_is_typed_opens_the_keys_and_a_wrong_one_changes_nothing() {
    let world = World::new("flat");
    let (core, connection) = world.under_a_passphrase().await;
    sync(&core, &connection).await.unwrap_err();

    for (typed, reason) in [
        (None, "passphrase"),
        (Some("a guess"), "wrong_passphrase"),
        (Some(""), "wrong_passphrase"),
    ] {
        let passphrase = typed.map(Into::into);
        let refused = core.unlock_keychain(Some(&connection.id), passphrase).await;
        let refused = refused.unwrap_err();
        assert_eq!(refused.code, ErrorCode::KeychainLocked, "{typed:?}");
        assert_eq!(refused.details["reason"], reason, "{typed:?}");
        assert_eq!(state(&core).await, StatusState::PassphraseLocked);
        sync(&core, &connection).await.unwrap_err();
    }

    let passphrase = Some(PASSPHRASE.into());
    core.unlock_keychain(Some(&connection.id), passphrase)
        .await
        .unwrap();
    assert_eq!(state(&core).await, StatusState::UpToDate);
    sync(&core, &connection).await.unwrap();
    // Of what the person typed nothing is left for the next start.
    assert!(!is_anywhere(&world.home(), PASSPHRASE.as_bytes()));
    core.close().await.unwrap();
}

#[tokio::test]
async fn who_connects_unlocks_the_keys_without_a_connection() {
    let world = World::new("flat");
    let (core, _) = world.under_a_passphrase().await;
    let refused = core.connect_token(world.token()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::KeychainLocked);
    assert_eq!(refused.details["reason"], "passphrase", "it says which");
    let unlocked = core.unlock_keychain(None, Some("a guess".into())).await;
    assert_eq!(unlocked.unwrap_err().details["reason"], "wrong_passphrase");
    let unlocked = core.unlock_keychain(None, Some(PASSPHRASE.into())).await;
    unlocked.unwrap();
    core.connect_token(world.token()).await.unwrap();
    core.close().await.unwrap();
}

#[tokio::test]
async fn keys_that_a_terminal_puts_under_a_passphrase_meanwhile_are_asked_for_here() {
    let world = World::new("flat");
    let window = world.with_nobody().await;
    // The first screen says where keys will lie, which is a file without a passphrase as yet.
    window.secret_store().await;
    let (other, connection) = world.under_a_passphrase().await;
    other.close().await.unwrap();

    let refused = window.connect_token(world.token()).await.unwrap_err();
    assert_eq!(refused.details["reason"], "passphrase");
    let refused = window.unlock_keychain(Some(&connection.id), None).await;
    assert_eq!(refused.unwrap_err().details["reason"], "passphrase");
    let unlocked = window.unlock_keychain(Some(&connection.id), Some(PASSPHRASE.into()));
    unlocked.await.unwrap();
    sync(&window, &connection).await.unwrap();
    window.close().await.unwrap();
}

#[tokio::test]
async fn trouble_of_notion_has_a_sentence_of_its_own_once_it_has_lasted_ten_minutes() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    let broken = json!({"kind": "internal_error", "endpoint": "search", "times": 9_999});
    let broken: Fault = serde_json::from_value(broken).unwrap();
    world.simulator.add_fault(broken);
    let failed = sync(&core, &connection).await.unwrap_err();
    assert_eq!(failed.code, ErrorCode::NotionTrouble);
    assert_eq!(state(&core).await, StatusState::UpToDate, "it may pass");

    world.wait(600).await;
    assert_eq!(state(&core).await, StatusState::NotionTrouble);
    sync(&core, &connection).await.unwrap_err();
    assert_eq!(state(&core).await, StatusState::NotionTrouble);

    world.simulator.clear_faults();
    sync(&core, &connection).await.unwrap();
    assert_eq!(state(&core).await, StatusState::UpToDate);
    core.close().await.unwrap();
}
