//! What bringing a store up to date, and refusing one, promise.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use std::path::{Path, PathBuf};
use std::time::Duration;

use keepsake_text::ContentHash;
use rusqlite::Connection;

use crate::schema::{MIGRATIONS, Migration, Standing, inspect, make_private_file, migrate_with};
use crate::statement::{Session, sql};
use crate::test_support::{at, body, id, page, store};
use crate::{Change, ConnectionState, OpenOptions, SearchFilter, SearchQuery, Store, StoreError};

fn raw(path: &Path, statement: &str) {
    Connection::open(path)
        .unwrap()
        .execute_batch(statement)
        .unwrap();
}

/// A store at rest, altered; its path, its folder and its bytes.
async fn altered(statement: &'static str) -> (PathBuf, tempfile::TempDir, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memory.db");
    Store::open(&path, OpenOptions::new(at(0)))
        .await
        .unwrap()
        .close()
        .await
        .unwrap();
    raw(&path, statement);
    let bytes = std::fs::read(&path).unwrap();
    (path, folder, bytes)
}

#[tokio::test]
async fn a_store_of_a_newer_program_is_refused_untouched() {
    let (path, _folder, before) = altered(
        "INSERT INTO migrations (version, name, checksum, applied_time)
         VALUES (99, 'of the future', zeroblob(32), 0)",
    )
    .await;
    let error = Store::open(&path, OpenOptions::new(at(0)))
        .await
        .unwrap_err();
    assert!(
        matches!(error, StoreError::Newer { found: 99, .. }),
        "{error}"
    );
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[tokio::test]
async fn a_store_whose_schema_was_changed_is_refused_untouched() {
    for (statement, named) in [
        (
            "ALTER TABLE objects ADD COLUMN extra TEXT",
            "table objects differs",
        ),
        (
            "DROP INDEX links_by_target",
            "index links_by_target is missing",
        ),
        ("CREATE TABLE mine (x)", "table mine is not Keepsake's"),
        (
            "UPDATE migrations SET checksum = zeroblob(32)",
            "schema version 1",
        ),
    ] {
        let (path, _folder, before) = altered(statement).await;
        let error = Store::open(&path, OpenOptions::new(at(0)))
            .await
            .unwrap_err();
        assert!(
            matches!(error, StoreError::Drifted { .. }),
            "{statement}: {error}"
        );
        assert!(error.to_string().contains(named), "{statement}: {error}");
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
}

#[tokio::test]
async fn somebody_elses_database_is_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    raw(&path, "CREATE TABLE bookmarks (url)");
    let before = std::fs::read(&path).unwrap();
    let error = Store::open(&path, OpenOptions::new(at(0)))
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Drifted { .. }), "{error}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_damaged_and_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memory.db");
    std::fs::write(&path, "these are my holiday photos, honestly ".repeat(100)).unwrap();
    let before = std::fs::read(&path).unwrap();
    let error = Store::open(&path, OpenOptions::new(at(0)))
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[tokio::test]
async fn a_damaged_store_is_told_and_not_believed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memory.db");
    Store::open(&path, OpenOptions::new(at(0)))
        .await
        .unwrap()
        .close()
        .await
        .unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    for byte in bytes.iter_mut().skip(4_096) {
        *byte = 0xa5;
    }
    std::fs::write(&path, &bytes).unwrap();
    let result = async {
        let store = Store::open(&path, OpenOptions::new(at(0))).await?;
        store.connections().await?;
        store.integrity_check().await
    }
    .await;
    assert!(
        matches!(&result, Err(StoreError::Damaged { .. }))
            || result.is_ok_and(|report| !report.is_sound())
    );
}

fn newest() -> Standing {
    Standing::Version(MIGRATIONS.iter().map(|one| one.version).max().unwrap())
}

fn migrations(extra: &'static [&'static str]) -> Vec<Migration> {
    let later = (1_000..).zip(extra).map(|(version, script)| Migration {
        version,
        name: "a later step",
        script,
    });
    MIGRATIONS.iter().copied().chain(later).collect()
}

fn migrate_to(path: &Path, migrations: &[Migration]) -> Result<(), StoreError> {
    let (standing, _) = inspect(path)?;
    let connection = Connection::open(path)?;
    let mut session = Session::new(&connection, None);
    migrate_with(&mut session, path, standing, at(0), migrations)
}

fn backups(path: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(path.parent().unwrap()).unwrap();
    entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "backup")
        })
        .collect()
}

#[tokio::test]
async fn an_older_store_is_copied_before_it_is_brought_up_to_date() {
    let test = store().await;
    test.apply(vec![Change::PutObject(page(1, "Plan")), body(1, "words")])
        .await;
    test.store.close().await.unwrap();
    let path = test.store.path();
    assert!(backups(path).is_empty(), "a new store needs no copy");
    let newer = migrations(&["ALTER TABLE users ADD COLUMN later TEXT"]);
    migrate_to(path, &newer).unwrap();
    let copies = backups(path);
    assert_eq!(copies.len(), 1);
    assert_eq!(inspect(&copies[0]).unwrap().0, newest());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&copies[0]).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let copy = Store::open(&copies[0], OpenOptions::new(at(0)))
        .await
        .unwrap();
    assert_eq!(
        copy.body(test.connection, id(1))
            .await
            .unwrap()
            .unwrap()
            .markdown,
        "words"
    );
    assert!(matches!(
        Store::open(path, OpenOptions::new(at(0))).await,
        Err(StoreError::Newer { found: 1_000, .. })
    ));
}

#[test]
fn every_migration_is_a_step_and_the_steps_are_in_order() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut written: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect();
    written.sort();
    let steps: Vec<(String, String)> = MIGRATIONS
        .iter()
        .map(|step| {
            let words = step.name.replace(' ', "_");
            let name = format!("{:04}_{words}.sql", step.version);
            (name, step.script.to_owned())
        })
        .collect();
    assert_eq!(steps, written);
}

#[tokio::test]
async fn a_step_that_fails_takes_the_earlier_ones_back() {
    let test = store().await;
    test.store.close().await.unwrap();
    let path = test.store.path();
    let broken = migrations(&["CREATE TABLE later (x)", "INSERT INTO nowhere VALUES (1)"]);
    let error = migrate_to(path, &broken).unwrap_err();
    assert!(matches!(error, StoreError::Statement { .. }), "{error}");
    assert_eq!(inspect(path).unwrap().0, newest());
    Store::open(path, OpenOptions::new(at(0))).await.unwrap();
}

#[tokio::test]
async fn a_store_whose_words_were_folded_otherwise_finds_them_as_they_are_folded_now() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memory.db");
    make_private_file(&path).unwrap();
    migrate_to(&path, &MIGRATIONS[..1]).unwrap();
    // As version 1 wrote it; the passage is the first one of a body, `Die Straße`.
    raw(
        &path,
        "INSERT INTO connections (id, bot_id, base_url, kind, state, workspace_name, created_time)
             VALUES (1, 'bot', 'https://api.notion.com', 'token', 'ok', 'Acme', 0);
         INSERT INTO objects (id, connection_id, notion_id, kind, title, parent_kind, in_scope, first_seen_time, seen_time)
             VALUES (7, 1, x'000102030405060708090a0b0c0d0e0f', 'page', 'Łódź', 'workspace', 1, 0, 0);
         INSERT INTO title_words (rowid, text) VALUES (7, 'łodz');
         INSERT INTO passages (id, heading, packed) VALUES (7 * 65536 + 8192, '', x'004469652053747261c39f65');
         INSERT INTO passage_words (rowid, text) VALUES (7 * 65536 + 8192, 'die straße');",
    );
    let store = Store::open(&path, OpenOptions::new(at(0))).await.unwrap();
    assert_eq!(backups(&path).len(), 1);
    for text in ["lodz", "łódź", "strasse", "Straße"] {
        let query = SearchQuery {
            text: text.to_owned(),
            connection: None,
            filter: SearchFilter::default(),
            limit: 20,
            prefix_last: false,
        };
        assert_eq!(store.search(&query).await.unwrap().hits.len(), 1, "{text}");
    }
    let report = store.integrity_check().await.unwrap();
    assert!(report.is_sound(), "{report:?}");
}

#[tokio::test]
async fn a_workspace_that_was_stopped_before_that_had_a_word_of_its_own_is_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memory.db");
    make_private_file(&path).unwrap();
    let before: Vec<Migration> = MIGRATIONS
        .iter()
        .copied()
        .filter(|step| step.version < 13)
        .collect();
    migrate_to(&path, &before).unwrap();
    let connection = |number: u32, state: &str, forgotten: &str| {
        format!(
            "INSERT INTO connections (id, bot_id, base_url, kind, state, workspace_name, created_time, forgotten_time)
                 VALUES ({number}, 'bot {number}', 'https://api.notion.com', 'token', '{state}', 'Acme', 0, {forgotten});"
        )
    };
    let run = |connection: u32, state: &str| {
        format!(
            "INSERT INTO runs (connection_id, kind, trigger_name, state, correlation_id, options, started_time)
                 VALUES ({connection}, 'sync', 'cli', '{state}', 'c', '{{}}', 0);"
        )
    };
    let rows = [
        connection(1, "ok", "NULL"),
        connection(2, "needs_sign_in", "NULL"),
        run(2, "completed"),
        run(2, "needs_sign_in"),
        connection(3, "needs_sign_in", "NULL"),
        run(3, "needs_sign_in"),
        run(3, "completed"),
        connection(4, "needs_sign_in", "NULL"),
        connection(5, "needs_sign_in", "7"),
        run(5, "needs_sign_in"),
    ];
    raw(&path, &rows.concat());
    let store = Store::open(&path, OpenOptions::new(at(0))).await.unwrap();
    let states: Vec<_> = store
        .connections()
        .await
        .unwrap()
        .into_iter()
        .map(|one| one.state.as_str())
        .collect();
    assert_eq!(states, ["ok", "needs_sign_in", "stopped", "stopped"]);
    assert_eq!(
        store.forgotten().await.unwrap()[0].0.state,
        ConnectionState::Stopped
    );
}

#[tokio::test]
async fn two_programs_opening_a_new_store_at_once_make_it_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memory.db");
    make_private_file(&path).unwrap();
    let (one, two) = tokio::join!(
        Store::open(&path, OpenOptions::new(at(0))),
        Store::open(&path, OpenOptions::new(at(0)))
    );
    one.unwrap().close().await.unwrap();
    assert!(two.unwrap().connections().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_full_disk_is_told_and_leaves_nothing_half_written() {
    let test = store().await;
    test.apply(vec![Change::PutObject(page(1, "Plan")), body(1, "old")])
        .await;
    let limit = async |statement| {
        test.store
            .writer()
            .await
            .session()
            .all::<(i64,)>(statement)
            .unwrap()
    };
    let (pages,) = limit(sql("PRAGMA page_count")).await[0];
    assert!(pages < 400);
    limit(sql("PRAGMA max_page_count = 400")).await;
    let mut text = String::new();
    for number in 0..200_000 {
        text.push_str(&(number * 7_919 % 1_000_003).to_string());
        text.push(' ');
    }
    let error = test
        .store
        .apply(
            test.connection,
            None,
            vec![Change::PutObject(page(2, "New")), body(1, &text)],
            at(0),
        )
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::DiskFull), "{error}");
    assert!(error.is_retryable());
    assert!(
        test.store
            .object(test.connection, id(2))
            .await
            .unwrap()
            .is_none()
    );
    assert!(test.store.integrity_check().await.unwrap().is_sound());
    limit(sql("PRAGMA max_page_count = 1000000")).await;
    test.apply(vec![body(1, &text)]).await;
    assert_eq!(
        test.store
            .body(test.connection, id(1))
            .await
            .unwrap()
            .unwrap()
            .markdown,
        text
    );
}

#[tokio::test]
async fn a_writer_of_another_process_is_waited_for_and_then_told() {
    let test = store().await;
    let options = OpenOptions::new(at(0)).waiting_at_most(Duration::from_millis(20));
    let other = Store::open(test.store.path(), options).await.unwrap();
    let mut writer = test.store.writer().await;
    let held = writer.begin(crate::Durability::Process).unwrap();
    let result = other
        .apply(
            test.connection,
            None,
            vec![Change::PutObject(page(1, "Plan"))],
            at(0),
        )
        .await;
    assert!(matches!(result, Err(StoreError::Busy)));
    drop(held);
    drop(writer);
    test.apply(vec![Change::PutObject(page(1, "Plan"))]).await;
}

/// What somebody's store was made with: the answer of `sha256sum migrations/*.sql` in this crate. A new step
/// adds its line.
const RELEASED: &str = include_str!("../released.sha256");

#[test]
fn a_step_that_stores_were_made_with_is_never_changed() {
    let recorded: Vec<(&str, &str)> = RELEASED
        .lines()
        .map(|line| line.split_once("  ").unwrap())
        .collect();
    assert_eq!(recorded.len(), MIGRATIONS.len(), "every step is recorded");
    for (migration, (checksum, file)) in MIGRATIONS.iter().zip(recorded) {
        assert!(file.starts_with(&format!("migrations/{:04}_", migration.version)));
        assert_eq!(
            ContentHash::of(migration.script.as_bytes()).to_string(),
            checksum,
            "{file} is what stores know it as; a change of the schema is a new step"
        );
    }
}
