//! A memory that is put back, with what lies outside of it: attachments and keys.

use std::fs;

use super::world::{ORIGIN, World, import};
use crate::dto::{BackupKind, BackupState, ConnectionState};
use crate::{
    ErrorCode, Face, Keepsake, LockedKeys, backups, diagnostics_without_memory, restore_backup,
    start_fresh,
};

#[tokio::test]
async fn what_a_backup_lacks_is_fetched_again_once_the_workspace_is_connected_again() {
    let world = World::new("sample");
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    let files = core.data_place().await.unwrap().file_bytes;
    assert!(files > 0.0, "the sample has attachments");
    let backup = world.home().with_file_name("mine.backup");
    core.save_backup(&backup, false).await.unwrap();
    core.close().await.unwrap();
    drop(core);

    // Another computer: no attachments, no keys.
    fs::remove_dir_all(world.home()).unwrap();
    world.keys.secrets.lock().unwrap().clear();
    let options = world.options(ORIGIN);
    let now = options.ports.clock.now();
    restore_backup(&options.home, Face::Cli, &backup, now)
        .await
        .unwrap();
    let core = world.core().await;
    let known = core.connections().await.unwrap();
    assert_eq!(known[0].state, ConnectionState::NeedsSignIn);
    let connection = core.connect_token(world.token()).await.unwrap();
    assert_eq!(connection.id, known[0].id, "it is the same workspace");
    let run = core.sync_now(&connection.id).await.unwrap();
    core.watch_run(&run, |_| {}).await.unwrap();
    assert_eq!(core.data_place().await.unwrap().file_bytes, files);
    core.close().await.unwrap();
    drop(core);

    // Looked around once, it is a memory like any other: a missing file is not looked for at each start.
    let core = world.core().await;
    assert_eq!(
        core.connections().await.unwrap()[0].state,
        ConnectionState::Ok
    );
}

#[tokio::test]
async fn a_memory_that_cannot_be_opened_is_looked_into_and_moved_aside_without_a_core() {
    let world = World::new("sample");
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    core.close().await.unwrap();
    drop(core);
    let memory = world.home().join("memory.db");
    fs::write(&memory, [7; 4096]).unwrap();
    let options = world.options(ORIGIN);
    let refusal = Keepsake::open_with(options.clone()).await.err().unwrap();
    assert_eq!(refusal.code, ErrorCode::StoreDamaged);

    let told = diagnostics_without_memory(&options, &refusal)
        .await
        .unwrap();
    assert!(told.contains("\"store_damaged\""), "{told}");
    assert!(
        !told.contains(&world.home().display().to_string()),
        "{told}"
    );

    let now = options.ports.clock.now();
    let aside = start_fresh(&options.home, Face::Window, now).await.unwrap();
    assert_eq!(fs::read(aside.unwrap()).unwrap(), [7; 4096]);
    let found = backups(&options.home, &[]).await.unwrap();
    assert_eq!(
        (found[0].kind, found[0].state),
        (BackupKind::Replaced, BackupState::Damaged)
    );
    let core = world.core().await;
    assert!(core.connections().await.unwrap().is_empty());

    // What was moved aside goes with everything else.
    core.delete_everything(LockedKeys::Refuse).await.unwrap();
    assert_eq!(backups(&options.home, &[]).await.unwrap(), []);
}

#[tokio::test]
async fn saved_backups_are_found_in_a_folder_and_never_overwrite_each_other() {
    let world = World::new("sample");
    let core = world.core().await;
    let folder = world.out();
    let here = core.now();
    let mut names = Vec::new();
    for _ in 0..2 {
        let saved = core.save_backup_into(&folder, here).await.unwrap();
        names.push(saved.name);
    }
    assert_ne!(names[0], names[1]);
    fs::write(folder.join("notes.backup"), "not one of ours").unwrap();
    let found = backups(core.home(), &[folder]).await.unwrap();
    let mut found: Vec<_> = found.into_iter().map(|one| one.name).collect();
    found.sort();
    names.sort();
    assert_eq!(found, names);
}
