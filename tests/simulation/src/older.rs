//! A store as an older version of the program left it.
//!
//! Made of what is in a store of today: the tables of the first schema, with what of their columns there was then. The rule
//! it protects: what today's program makes of an older store is tried on one with everything in it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use keepsake_text::ContentHash;
use rusqlite::{Connection, params};

/// The first schema there was.
const FIRST: &str =
    include_str!("../../../src-tauri/crates/memory/migrations/0001_first_schema.sql");

/// Tables of the first schema that nothing was ever written into, or that later ones make anew.
const LEFT_OUT: [&str; 4] = ["copies", "outbox", "watermarks", "migrations"];

/// Puts a store of the first version with the same content in the place of the one at `path`, which nobody has open.
///
/// # Errors
/// When the file cannot be read or made.
pub(crate) fn make_older(path: &Path) -> anyhow::Result<()> {
    remove_copies(path)?;
    let newest = path.with_extension("newest");
    let older = path.with_extension("older");
    for file in [&newest, &older] {
        remove(file)?;
    }
    // What is still in the log beside the file goes into the copy as well.
    let today = Connection::open(path)?;
    today.execute("VACUUM INTO ?", params![newest.to_string_lossy()])?;
    drop(today);
    let store = Connection::open(&older)?;
    store.execute_batch("PRAGMA foreign_keys = OFF")?;
    store.execute_batch(FIRST)?;
    store.execute_batch(
        "CREATE TABLE migrations (
             version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum BLOB NOT NULL, applied_time INTEGER NOT NULL
         ) STRICT",
    )?;
    store.execute(
        "INSERT INTO migrations (version, name, checksum, applied_time) VALUES (1, 'first schema', unhex(?), 0)",
        params![ContentHash::of(FIRST.as_bytes()).to_string()],
    )?;
    store.execute("ATTACH ? AS newest", params![newest.to_string_lossy()])?;
    for table in names(
        &store,
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
             AND name NOT GLOB '*_words_*' AND name NOT GLOB 'sqlite_*'",
    )? {
        if LEFT_OUT.contains(&table.as_str()) {
            continue;
        }
        let columns = names(
            &store,
            &format!(
                "SELECT m.name FROM pragma_table_info('{table}', 'main') m
                     JOIN pragma_table_info('{table}', 'newest') n ON n.name = m.name"
            ),
        )?
        .join(", ");
        store
            .execute_batch(&format!(
                "INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newest.{table}"
            ))
            .with_context(|| format!("table {table}"))?;
    }
    store.execute_batch("DETACH newest")?;
    drop(store);
    for ending in ["-wal", "-shm"] {
        remove(&beside(path, ending))?;
    }
    fs::rename(&older, path)?;
    remove(&newest)
}

/// Takes away the copies that the program has made before it changed a store.
fn remove_copies(path: &Path) -> anyhow::Result<()> {
    let folder = path.parent().context("a store lies in a folder")?;
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        if file.extension().is_some_and(|ending| ending == "backup") {
            remove(&file)?;
        }
    }
    Ok(())
}

fn names(store: &Connection, query: &str) -> anyhow::Result<Vec<String>> {
    let mut statement = store.prepare(query)?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn remove(path: &Path) -> anyhow::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
