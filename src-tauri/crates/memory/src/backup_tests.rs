//! What copies of a store, and putting them back, promise. On real files.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Connection;

use crate::backup::{BesideKind, Overwrite, beside};
use crate::put_back::{Step, put_back_with};
use crate::test_support::{TestStore, at, body, id, page, store};
use crate::{
    Change, OpenOptions, StatementWatch, Store, StoreError, look_at_copy, put_back, start_fresh,
};

/// A store with one page that says `text`.
async fn saying(text: &str) -> TestStore {
    let test = store().await;
    test.apply(vec![Change::PutObject(page(1, "Plan")), body(1, text)])
        .await;
    test
}

/// What the page says in the store at `path`.
async fn said(path: &Path) -> String {
    let store = Store::open(path, OpenOptions::new(at(0))).await.unwrap();
    let connection = store.connections().await.unwrap()[0].id;
    let body = store.body(connection, id(1)).await.unwrap().unwrap();
    store.close().await.unwrap();
    body.markdown
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Two stores at rest: one that is used, and a copy of another.
async fn store_and_copy() -> (TestStore, PathBuf) {
    let used = saying("as it is").await;
    let copied = saying("as it was").await;
    let copy = used.store.path().with_file_name("copy of plans.db");
    copied
        .store
        .save_copy(&copy, Overwrite::Never, at(5))
        .await
        .unwrap();
    used.store.let_go().await.unwrap();
    (used, copy)
}

#[tokio::test]
async fn a_copy_holds_what_the_store_held_and_says_when_it_was_made() {
    let test = saying("words").await;
    let target = test.store.path().with_file_name("copy #1 100%.keepsake");
    let facts = test
        .store
        .save_copy(&target, Overwrite::Never, at(7))
        .await
        .unwrap();
    assert_eq!(facts.made, Some(at(7)));
    assert_eq!(facts.workspaces, ["Acme"]);
    assert_eq!(facts.pages, 1);
    assert_eq!(facts.bytes, std::fs::metadata(&target).unwrap().len());
    assert_eq!(look_at_copy(&target).await.unwrap(), facts);
    test.apply(vec![body(1, "later words")]).await;
    assert_eq!(said(&target).await, "words");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&target).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "only its owner reads it");
    }
}

#[tokio::test]
async fn a_copy_is_one_state_of_a_store_that_is_written_meanwhile() {
    let test = saying("words").await;
    let mut writer = test.store.writer().await;
    let mut transaction = writer.begin(crate::Durability::Process).unwrap();
    transaction
        .session()
        .execute(crate::statement::sql("UPDATE objects SET title = 'Half'"))
        .unwrap();
    let target = test.store.path().with_file_name("copy.db");
    test.store
        .save_copy(&target, Overwrite::Never, at(7))
        .await
        .unwrap();
    transaction.commit().unwrap();
    let title: String = Connection::open(&target)
        .unwrap()
        .query_one("SELECT title FROM objects", [], |row| row.get(0))
        .unwrap();
    assert_eq!(title, "Plan");
}

#[tokio::test]
async fn nothing_is_overwritten_unless_it_was_asked_for() {
    let test = saying("words").await;
    let target = test.store.path().with_file_name("copy.db");
    std::fs::write(&target, "a letter").unwrap();
    let refused = test
        .store
        .save_copy(&target, Overwrite::Never, at(7))
        .await
        .unwrap_err();
    assert!(
        matches!(refused, StoreError::AlreadyThere { .. }),
        "{refused}"
    );
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "a letter");
    test.store
        .save_copy(&target, Overwrite::Replace, at(7))
        .await
        .unwrap();
    assert_eq!(said(&target).await, "words");
    let itself = test.store.path().to_owned();
    let refused = test
        .store
        .save_copy(&itself, Overwrite::Replace, at(7))
        .await
        .unwrap_err();
    assert!(
        matches!(refused, StoreError::AlreadyThere { .. }),
        "the store was replaced by its copy: {refused}"
    );
}

/// Stops before the statement that copies.
struct NoCopy;

impl StatementWatch for NoCopy {
    fn before(&self, sql: &str) -> Result<(), StoreError> {
        if sql.starts_with("VACUUM INTO") {
            return Err(StoreError::DiskFull);
        }
        Ok(())
    }
}

#[tokio::test]
async fn a_copy_that_does_not_fit_leaves_nothing_behind_and_what_was_there_as_it_was() {
    let test = saying("words").await;
    let options = OpenOptions::new(at(0)).watched_by(Arc::new(NoCopy));
    let store = Store::open(test.store.path(), options).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("copy.db");
    std::fs::write(&target, "an older copy").unwrap();
    let failed = store.save_copy(&target, Overwrite::Replace, at(7)).await;
    assert!(matches!(failed, Err(StoreError::DiskFull)), "{failed:?}");
    assert_eq!(names_in(folder.path()), ["copy.db"]);
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "an older copy");
    let nowhere = folder.path().join("no such folder/copy.db");
    let failed = store.save_copy(&nowhere, Overwrite::Never, at(7)).await;
    assert!(matches!(failed, Err(StoreError::Io { .. })), "{failed:?}");
}

#[tokio::test]
async fn looking_at_a_copy_tells_what_it_is_and_leaves_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let look = async |name: &str, contents: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, contents).unwrap();
        look_at_copy(&path).await
    };
    let garbage = look("garbage", &[7; 4096]).await;
    assert!(
        matches!(garbage, Err(StoreError::Damaged { .. })),
        "{garbage:?}"
    );
    let empty = look("empty", b"").await;
    assert!(
        matches!(empty, Err(StoreError::Drifted { .. })),
        "{empty:?}"
    );
    let foreign = folder.path().join("foreign");
    Connection::open(&foreign)
        .unwrap()
        .execute_batch("CREATE TABLE recipes (name TEXT)")
        .unwrap();
    let foreign = look_at_copy(&foreign).await;
    assert!(
        matches!(foreign, Err(StoreError::Drifted { .. })),
        "{foreign:?}"
    );
    let missing = look_at_copy(&folder.path().join("missing")).await;
    assert!(matches!(missing, Err(StoreError::Io { .. })), "{missing:?}");

    let test = saying(&"many words ".repeat(5000)).await;
    let copy = folder.path().join("copy");
    test.store
        .save_copy(&copy, Overwrite::Never, at(7))
        .await
        .unwrap();
    let newer = folder.path().join("newer");
    std::fs::copy(&copy, &newer).unwrap();
    Connection::open(&newer)
        .unwrap()
        .execute_batch(
            "INSERT INTO migrations (version, name, checksum, applied_time)
             VALUES (99, 'of the future', zeroblob(32), 0)",
        )
        .unwrap();
    let newer = look_at_copy(&newer).await;
    assert!(
        matches!(newer, Err(StoreError::Newer { found: 99, .. })),
        "{newer:?}"
    );
    let bytes = std::fs::read(&copy).unwrap();
    let half = look("half", &bytes[..bytes.len() / 2]).await;
    assert!(matches!(half, Err(StoreError::Damaged { .. })), "{half:?}");
    assert_eq!(
        names_in(folder.path()),
        ["copy", "empty", "foreign", "garbage", "half", "newer"]
    );
}

#[tokio::test]
async fn a_copy_that_is_put_back_is_the_store_and_what_was_there_is_kept() {
    let (used, copy) = store_and_copy().await;
    let path = used.store.path();
    let done = put_back(&copy, path, at(60)).await.unwrap();
    assert_eq!(said(path).await, "as it was");
    assert_eq!(done.facts.made, Some(at(5)));
    let replaced = done.replaced.unwrap();
    assert_eq!(
        replaced.file_name().unwrap().to_string_lossy(),
        "memory.db.2026-11-18-110740.replaced"
    );
    assert_eq!(said(&replaced).await, "as it is");
    let again = put_back(&copy, path, at(60)).await.unwrap();
    assert_ne!(
        again.replaced,
        Some(replaced),
        "the same second, another name"
    );
    let kinds: Vec<BesideKind> = beside(path)
        .unwrap()
        .into_iter()
        .map(|one| one.kind)
        .collect();
    assert_eq!(kinds, [BesideKind::Replaced; 2]);
}

#[tokio::test]
async fn a_copy_that_is_no_good_is_not_put_back() {
    let (used, copy) = store_and_copy().await;
    let path = used.store.path();
    let bytes = std::fs::read(&copy).unwrap();
    std::fs::write(&copy, &bytes[..bytes.len() / 2]).unwrap();
    let refused = put_back(&copy, path, at(60)).await;
    assert!(
        matches!(refused, Err(StoreError::Damaged { .. })),
        "{refused:?}"
    );
    assert_eq!(said(path).await, "as it is");
    assert_eq!(beside(path).unwrap(), []);
}

#[tokio::test]
async fn whoever_ends_the_world_while_a_copy_is_put_back_finds_the_old_store_or_the_new_one() {
    for (last, expected) in [
        (Step::Copied, "as it is"),
        (Step::Named, "as it is"),
        (Step::LogMoved, "as it is"),
        (Step::InPlace, "as it was"),
    ] {
        let (used, copy) = store_and_copy().await;
        let path = used.store.path();
        let ended = put_back_with(&copy, path, at(60), &mut |step| {
            if step == last {
                Err(StoreError::Interrupted)
            } else {
                Ok(())
            }
        });
        assert!(matches!(ended, Err(StoreError::Interrupted)), "{last:?}");
        assert_eq!(said(path).await, expected, "after {last:?}");
        put_back(&copy, path, at(60)).await.unwrap();
        assert_eq!(said(path).await, "as it was", "again after {last:?}");
        assert!(
            !names_in(path.parent().unwrap()).contains(&"memory.db.arriving".to_owned()),
            "{last:?} left something"
        );
    }
}

#[tokio::test]
async fn a_damaged_store_is_moved_aside_with_its_log_as_it_was() {
    let (used, copy) = store_and_copy().await;
    let path = used.store.path();
    let wal = path.with_file_name("memory.db-wal");
    std::fs::write(path, [7; 8192]).unwrap();
    std::fs::write(&wal, "a log").unwrap();
    std::fs::write(path.with_file_name("memory.db-shm"), "its index").unwrap();
    let done = put_back(&copy, path, at(60)).await.unwrap();
    assert_eq!(said(path).await, "as it was");
    let replaced = done.replaced.unwrap();
    assert_eq!(std::fs::read(&replaced).unwrap(), [7; 8192]);
    let log = crate::backup::with_end(&replaced, "-wal");
    assert_eq!(std::fs::read_to_string(log).unwrap(), "a log");
}

#[tokio::test]
async fn a_store_that_somebody_has_open_is_not_replaced() {
    let (used, copy) = store_and_copy().await;
    let path = used.store.path();
    let other = Store::open(path, OpenOptions::new(at(0))).await.unwrap();
    for refused in [
        put_back(&copy, path, at(60)).await.map(drop),
        start_fresh(path, at(60)).await.map(drop),
    ] {
        assert!(matches!(refused, Err(StoreError::Busy)), "{refused:?}");
    }
    assert_eq!(beside(path).unwrap(), []);
    other.close().await.unwrap();
}

#[tokio::test]
async fn a_store_that_was_let_go_writes_nothing_any_more() {
    let (used, copy) = store_and_copy().await;
    let path = used.store.path();
    put_back(&copy, path, at(60)).await.unwrap();
    let late = used
        .store
        .apply(used.connection, None, vec![body(1, "too late")], at(61))
        .await;
    assert!(late.is_err());
    assert!(used.store.connections().await.is_err());
    assert_eq!(said(path).await, "as it was");
}

#[tokio::test]
async fn starting_fresh_keeps_what_was_there() {
    let (used, _copy) = store_and_copy().await;
    let path = used.store.path();
    let aside = start_fresh(path, at(60)).await.unwrap().unwrap();
    assert_eq!(said(&aside).await, "as it is");
    let fresh = Store::open(path, OpenOptions::new(at(0))).await.unwrap();
    assert!(fresh.connections().await.unwrap().is_empty());
    fresh.let_go().await.unwrap();
    std::fs::remove_file(path).unwrap();
    assert_eq!(start_fresh(path, at(61)).await.unwrap(), None);
}
