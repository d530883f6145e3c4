//! Leaving while the keys cannot be reached: under a forgotten passphrase, in a keychain that is locked or gone.

use super::signing_in::sign_in;
use super::world::{PASSPHRASE, World, import, is_anywhere};
use crate::connect::connection_id;
use crate::dto::{Connection, SecretStore, StatusState};
use crate::{Access, AppError, ErrorCode, Home, Keepsake, KeysLeft, Left, LockedKeys, MemoryFate};
use keepsake_simulator::CLIENT_SECRET;

const FATES: [MemoryFate; 3] = [MemoryFate::Keep, MemoryFate::Forget, MemoryFate::Remove];

const fn left(access: Access, keys: KeysLeft) -> Left {
    Left { access, keys }
}

fn is_locked<T>(answer: Result<T, AppError>) -> bool {
    answer.is_err_and(|error| error.code == ErrorCode::KeychainLocked)
}

/// An imported workspace whose key lies in a keychain that is locked.
async fn behind_a_locked_keychain(world: &World) -> (Keepsake, Connection) {
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    world.keys.lock();
    (core, connection)
}

/// What a person sees of the workspaces.
async fn seen(core: &Keepsake) -> (usize, usize, u64, bool) {
    let status = core.status().await.unwrap();
    let connections = core.connections().await.unwrap().len();
    let forgotten = core.forgotten().await.unwrap().len();
    let is_stopped = status.state == StatusState::Stopped;
    (connections, forgotten, status.pages.into(), is_stopped)
}

fn keys_in(world: &World) -> usize {
    world.keys.secrets.lock().unwrap().len()
}

/// Another workspace whose key lies in the same place.
async fn with_another(core: &Keepsake, connection: &Connection) -> String {
    let id = connection_id(&connection.id).unwrap();
    let mut details = core.store().connection(id).await.unwrap().details;
    details.bot_id = "another bot".to_owned();
    let another = core.store().put_connection(details, core.now()).await;
    another.unwrap().to_string()
}

#[tokio::test]
async fn who_forgot_the_passphrase_deletes_everything_with_the_file_it_is_for() {
    let world = World::new("flat");
    let (core, connection) = world.under_a_passphrase().await;
    let title = &core.tree(&connection.id).await.unwrap()[0].title.clone();
    assert!(is_anywhere(&world.home(), title.as_bytes()));

    let gone = core.delete_everything(LockedKeys::Refuse).await.unwrap();
    assert_eq!(gone, left(Access::Stays, KeysLeft::None));
    assert_eq!(seen(&core).await, (0, 0, 0, false));
    assert!(!Home::at(world.home()).secrets().exists());
    assert!(!is_anywhere(&world.home(), title.as_bytes()));
    core.close().await.unwrap();
}

#[tokio::test]
async fn a_locked_keychain_is_said_before_anything_is_deleted_and_left_alone_when_the_person_says_so()
 {
    let world = World::new("flat");
    let (core, _) = behind_a_locked_keychain(&world).await;
    let before = (seen(&core).await, keys_in(&world));
    assert!(is_locked(core.delete_everything(LockedKeys::Refuse).await));
    assert_eq!((seen(&core).await, keys_in(&world)), before);

    let gone = core.delete_everything(LockedKeys::Leave).await.unwrap();
    assert_eq!(gone, left(Access::Stays, KeysLeft::InKeychain));
    assert_eq!(
        (seen(&core).await, keys_in(&world)),
        ((0, 0, 0, false), before.1)
    );
    core.close().await.unwrap();
}

#[tokio::test]
async fn a_keychain_that_is_unlocked_when_it_asks_is_emptied_and_everything_deleted() {
    let world = World::new("flat");
    let (core, _) = behind_a_locked_keychain(&world).await;
    world.keys.answer_the_question();
    let gone = core.delete_everything(LockedKeys::Refuse).await.unwrap();
    assert_eq!(gone, left(Access::Stays, KeysLeft::None));
    assert_eq!(keys_in(&world), 0);
    core.close().await.unwrap();
}

#[tokio::test]
async fn a_keychain_that_is_gone_keeps_nobody_from_deleting_and_what_may_lie_there_is_told() {
    let world = World::new("flat");
    let core = world.core().await;
    sign_in(&world, &core, CLIENT_SECRET).await.unwrap();
    world.keys.take_away();
    let gone = core.delete_everything(LockedKeys::Refuse).await.unwrap();
    assert_eq!(gone, left(Access::Unanswered, KeysLeft::InKeychain));
    assert_eq!(seen(&core).await, (0, 0, 0, false));
    core.close().await.unwrap();
}

#[tokio::test]
async fn the_sample_leaves_no_key_anywhere_even_where_the_keychain_is_gone() {
    let world = World::new("flat");
    let core = world.core().await;
    let sample = core.connect_sample().await.unwrap();
    world.keys.take_away();
    let gone = core.disconnect(&sample.id).await.unwrap();
    assert_eq!(gone, left(Access::None, KeysLeft::None));
    let gone = core.delete_everything(LockedKeys::Refuse).await.unwrap();
    assert_eq!(gone, left(Access::None, KeysLeft::None));
    core.close().await.unwrap();
}

#[tokio::test]
async fn a_workspace_whose_key_cannot_be_reached_stays_as_it_is_until_that_may_stay() {
    for fate in FATES {
        let world = World::new("flat");
        let (core, connection) = behind_a_locked_keychain(&world).await;
        let before = seen(&core).await;
        let refused = core.disconnect_with(&connection.id, fate, LockedKeys::Refuse);
        assert!(is_locked(refused.await), "{fate:?}");
        world.keys.take_away();
        let refused = core.disconnect_with(&connection.id, fate, LockedKeys::Refuse);
        let refused = refused.await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::KeychainMissing, "{fate:?}");
        assert_eq!(refused.details["reason"], "leaving", "{fate:?}");
        assert_eq!(seen(&core).await, before, "{fate:?}");

        let gone = core.disconnect_with(&connection.id, fate, LockedKeys::Leave);
        let expected = left(Access::Stays, KeysLeft::InKeychain);
        assert_eq!(gone.await.unwrap(), expected, "{fate:?}");
        assert_ne!(seen(&core).await, before, "{fate:?}");
        assert_eq!(keys_in(&world), 1, "{fate:?}");
        core.close().await.unwrap();
    }
}

#[tokio::test]
async fn the_last_keys_under_a_forgotten_passphrase_go_with_their_file_so_that_one_can_begin_anew()
{
    for fate in FATES {
        let world = World::new("flat");
        let (core, connection) = world.under_a_passphrase().await;
        let before = seen(&core).await;
        let refused = core.disconnect_with(&connection.id, fate, LockedKeys::Refuse);
        assert!(is_locked(refused.await), "{fate:?}");
        assert_eq!(seen(&core).await, before, "{fate:?}");
        assert_eq!(core.secret_store().await, SecretStore::PassphraseFile);

        let gone = core.disconnect_with(&connection.id, fate, LockedKeys::Leave);
        let expected = left(Access::Stays, KeysLeft::None);
        assert_eq!(gone.await.unwrap(), expected, "{fate:?}");
        assert_ne!(seen(&core).await, before, "{fate:?}");
        assert_eq!(core.inner.keys.place(), None, "{fate:?}");
        core.close().await.unwrap();
    }
}

#[tokio::test]
async fn a_key_that_lies_under_a_passphrase_with_others_stays_until_those_may_go_too() {
    let world = World::new("flat");
    let (core, connection) = world.under_a_passphrase().await;
    let another = with_another(&core, &connection).await;
    for (one, keys) in [(connection.id, KeysLeft::InFile), (another, KeysLeft::None)] {
        let gone = core.disconnect_with(&one, MemoryFate::Keep, LockedKeys::Leave);
        assert_eq!(gone.await.unwrap(), left(Access::Stays, keys));
    }
    assert_eq!(core.inner.keys.place(), None);
    core.close().await.unwrap();
}

#[tokio::test]
async fn a_key_that_was_left_in_its_file_goes_with_the_last_one_that_is_needed() {
    let world = World::new("flat");
    let (core, connection) = world.under_a_passphrase().await;
    let another = with_another(&core, &connection).await;
    let id = connection_id(&connection.id).unwrap();
    let account = crate::keys::account(&core.store().connection(id).await.unwrap());
    let gone = core.disconnect_with(&connection.id, MemoryFate::Remove, LockedKeys::Leave);
    assert_eq!(gone.await.unwrap().keys, KeysLeft::InFile);

    let passphrase = Some(PASSPHRASE.into());
    core.unlock_keychain(None, passphrase).await.unwrap();
    let (file, _) = core.inner.keys.open().await.unwrap();
    assert!(file.get(&account).await.unwrap().is_some());
    let gone = core.disconnect(&another).await.unwrap();
    assert_eq!(gone, left(Access::Stays, KeysLeft::None));
    assert!(file.get(&account).await.unwrap().is_none());
    core.close().await.unwrap();
}

#[tokio::test]
async fn what_had_ended_before_can_be_forgotten_without_any_key() {
    let world = World::new("flat");
    let (core, connection) = world.under_a_passphrase().await;
    let another = with_another(&core, &connection).await;
    let keep = MemoryFate::Keep;
    core.disconnect_with(&another, keep, LockedKeys::Leave)
        .await
        .unwrap();
    let forget = core.disconnect_with(&another, MemoryFate::Forget, LockedKeys::Refuse);
    let told = left(Access::Stays, KeysLeft::InFile);
    assert_eq!(forget.await.unwrap(), told, "it may be there still");
    assert_eq!(core.connections().await.unwrap().len(), 1);
    core.close().await.unwrap();
}
