//! Hardships that are over as soon as somebody does something, or Notion is well again: a locked keychain, long trouble.

use keepsake_simulator::Fault;
use serde_json::json;

use super::world::{World, import};
use crate::dto::{Connection, StatusState};
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
    let refused = core.unlock_keychain(&connection.id).await.unwrap_err();
    assert_eq!(
        (refused.code, state(&core).await),
        (ErrorCode::KeychainLocked, StatusState::KeychainLocked),
        "the person closed the question"
    );

    world.keys.answer_the_question();
    core.unlock_keychain(&connection.id).await.unwrap();
    assert_eq!(state(&core).await, StatusState::UpToDate);
    sync(&core, &connection).await.unwrap();

    world.keys.secrets.lock().unwrap().clear();
    let gone = core.unlock_keychain(&connection.id).await.unwrap_err();
    assert_eq!(gone.code, ErrorCode::NeedsSignIn, "unlocked and empty");
    core.close().await.unwrap();
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
