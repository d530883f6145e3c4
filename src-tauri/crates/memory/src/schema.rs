//! Bringing a store's schema up to date, or refusing to.
//!
//! Migrations are embedded, forward only and applied in one transaction together with their bookkeeping, so two processes
//! that open an old store at once apply them once. Before anything is changed in a store that holds data, a copy is made
//! beside it.
//!
//! The rule it protects: a store that a newer program wrote, or whose schema is not the one its version stands for, is
//! refused by looking only.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use keepsake_text::ContentHash;
use rusqlite::{Connection, OpenFlags};
use time::OffsetDateTime;

use crate::backup::{Overwrite, with_end, write_copy};
use crate::columns::{StoredHash, millis};
use crate::error::StoreError;
use crate::search::refill::refill;
use crate::search::words;
use crate::statement::{BEGIN_IMMEDIATE, Session, sql};

/// One step of the schema. A step that was released is never changed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Migration {
    /// The version it leads to.
    pub(crate) version: i64,
    /// What it does, in a few words.
    pub(crate) name: &'static str,
    /// Its statements.
    pub(crate) script: &'static str,
}

impl Migration {
    fn checksum(&self) -> ContentHash {
        ContentHash::of(self.script.as_bytes())
    }
}

/// All steps, oldest first.
pub(crate) static MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        name: "first schema",
        script: include_str!("../migrations/0001_first_schema.sql"),
    },
    Migration {
        version: 2,
        name: "folded letters",
        script: include_str!("../migrations/0002_folded_letters.sql"),
    },
    Migration {
        version: 3,
        name: "joined at the end",
        script: include_str!("../migrations/0003_joined_at_the_end.sql"),
    },
    Migration {
        version: 4,
        name: "two way",
        script: include_str!("../migrations/0004_two_way.sql"),
    },
    Migration {
        version: 5,
        name: "what runs sent",
        script: include_str!("../migrations/0005_what_runs_sent.sql"),
    },
    Migration {
        version: 6,
        name: "forgotten",
        script: include_str!("../migrations/0006_forgotten.sql"),
    },
    Migration {
        version: 7,
        name: "kept here",
        script: include_str!("../migrations/0007_kept_here.sql"),
    },
    Migration {
        version: 8,
        name: "versions and what was opened",
        script: include_str!("../migrations/0008_versions_and_what_was_opened.sql"),
    },
    Migration {
        version: 9,
        name: "database views",
        script: include_str!("../migrations/0009_database_views.sql"),
    },
    Migration {
        version: 10,
        name: "activity",
        script: include_str!("../migrations/0010_activity.sql"),
    },
    Migration {
        version: 11,
        name: "edits of what is kept",
        script: include_str!("../migrations/0011_edits_of_what_is_kept.sql"),
    },
    Migration {
        version: 12,
        name: "found by links",
        script: include_str!("../migrations/0012_found_by_links.sql"),
    },
    Migration {
        version: 13,
        name: "stopped",
        script: include_str!("../migrations/0013_stopped.sql"),
    },
    Migration {
        version: 14,
        name: "linked rows",
        script: include_str!("../migrations/0014_linked_rows.sql"),
    },
];

/// How far a store is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// There is no store yet.
    Empty,
    /// The schema of this version, which is the newest or an older one.
    Version(i64),
}

/// Looks at the file without changing it, over a connection that can only read and has then read the schema.
pub(crate) fn inspect(path: &Path) -> Result<(Standing, Option<Connection>), StoreError> {
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.len() > 0 => {}
        Ok(_) => return Ok((Standing::Empty, None)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Ok((Standing::Empty, None));
        }
        Err(error) => return Err(error.into()),
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    let standing = examine(&mut Session::new(&connection, None), MIGRATIONS)?;
    Ok((standing, Some(connection)))
}

/// How far the file is that a session reads.
pub(crate) fn standing(session: &mut Session<'_>) -> Result<Standing, StoreError> {
    examine(session, MIGRATIONS)
}

fn examine(session: &mut Session<'_>, migrations: &[Migration]) -> Result<Standing, StoreError> {
    let tables: Vec<(String,)> = session.all(sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
    ))?;
    if tables.is_empty() {
        return Ok(Standing::Empty);
    }
    if !tables.iter().any(|(name,)| name == "migrations") {
        return Err(StoreError::Drifted {
            detail: "the file is a database, but not one of Keepsake's".to_owned(),
        });
    }
    let applied = applied(session)?;
    let known = migrations
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or(0);
    let Some((version, _)) = applied.last() else {
        return Ok(Standing::Empty);
    };
    if *version > known {
        return Err(StoreError::Newer {
            found: *version,
            known,
        });
    }
    for (version, checksum) in &applied {
        let same = migrations
            .iter()
            .any(|migration| migration.version == *version && migration.checksum() == checksum.0);
        if !same {
            return Err(StoreError::Drifted {
                detail: format!("schema version {version} is not the one this program knows"),
            });
        }
    }
    let expected = expected_schema(migrations, *version)?;
    let found = schema_of(session)?;
    if let Some(difference) = first_difference(&expected, &found) {
        return Err(StoreError::Drifted { detail: difference });
    }
    Ok(Standing::Version(*version))
}

fn applied(session: &mut Session<'_>) -> Result<Vec<(i64, StoredHash)>, StoreError> {
    session.all(sql(
        "SELECT version, checksum FROM migrations ORDER BY version",
    ))
}

/// Names and definitions of everything a schema has.
type Schema = Vec<(String, String)>;

/// The schema that the migrations up to `version` make. The newest one is made once in a process: it takes longer than all
/// else that opening a store does.
fn expected_schema(
    migrations: &[Migration],
    version: i64,
) -> Result<Cow<'static, Schema>, StoreError> {
    static NEWEST: OnceLock<Schema> = OnceLock::new();
    let is_newest = std::ptr::eq(migrations, MIGRATIONS)
        && migrations
            .last()
            .is_some_and(|newest| newest.version == version);
    if !is_newest {
        return Ok(Cow::Owned(make_schema(migrations, version)?));
    }
    if let Some(known) = NEWEST.get() {
        return Ok(Cow::Borrowed(known));
    }
    let made = make_schema(migrations, version)?;
    Ok(Cow::Borrowed(NEWEST.get_or_init(|| made)))
}

/// Makes a schema in memory.
fn make_schema(migrations: &[Migration], version: i64) -> Result<Schema, StoreError> {
    let connection = Connection::open_in_memory()?;
    let mut session = Session::new(&connection, None);
    for migration in migrations
        .iter()
        .filter(|migration| migration.version <= version)
    {
        session.script(migration.script)?;
    }
    schema_of(&mut session)
}

/// Names and definitions, without SQLite's own tables and those that FTS5 keeps for itself.
fn schema_of(session: &mut Session<'_>) -> Result<Schema, StoreError> {
    session.all(sql(
        "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master
             WHERE name NOT GLOB 'sqlite_*' AND name NOT GLOB '*_words_*' AND name <> 'migrations'
             ORDER BY type, name",
    ))
}

fn first_difference(expected: &[(String, String)], found: &[(String, String)]) -> Option<String> {
    for (name, definition) in expected {
        match found.iter().find(|(other, _)| other == name) {
            None => return Some(format!("{name} is missing")),
            Some((_, other)) if other != definition => return Some(format!("{name} differs")),
            Some(_) => {}
        }
    }
    found
        .iter()
        .find(|(name, _)| !expected.iter().any(|(other, _)| other == name))
        .map(|(name, _)| format!("{name} is not Keepsake's"))
}

/// Makes the folder and an empty file that only this user can read, where there is none.
pub(crate) fn make_private_file(path: &Path) -> Result<(), StoreError> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Applies what is missing, after a backup when there is something to lose.
pub(crate) fn migrate(
    session: &mut Session<'_>,
    path: &Path,
    standing: Standing,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    migrate_with(session, path, standing, now, MIGRATIONS)
}

/// The same with other steps.
pub(crate) fn migrate_with(
    session: &mut Session<'_>,
    path: &Path,
    standing: Standing,
    now: OffsetDateTime,
    migrations: &[Migration],
) -> Result<(), StoreError> {
    let newest = migrations
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or(0);
    if let Standing::Version(version) = standing {
        if version == newest {
            return Ok(());
        }
        back_up(session, path, version, now)?;
    }
    session.execute(sql(BEGIN_IMMEDIATE))?;
    let migrated = steps(session, migrations, now);
    let end = match &migrated {
        Ok(()) => session.execute(sql("COMMIT")),
        Err(_) => session.execute(sql("ROLLBACK")),
    };
    migrated?;
    end?;
    Ok(())
}

fn steps(
    session: &mut Session<'_>,
    migrations: &[Migration],
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    session.execute(sql(
        "CREATE TABLE IF NOT EXISTS migrations (
             version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum BLOB NOT NULL, applied_time INTEGER NOT NULL
         ) STRICT",
    ))?;
    let done = applied(session)?;
    for migration in migrations {
        if done
            .iter()
            .any(|(version, _)| *version == migration.version)
        {
            continue;
        }
        session.script(migration.script)?;
        session.execute(
            sql("INSERT INTO migrations (version, name, checksum, applied_time) VALUES (?, ?, ?, ?)")
                .bind(migration.version)
                .bind(migration.name)
                .bind(StoredHash(migration.checksum()))
                .bind(millis(now)),
        )?;
    }
    let before = done.iter().map(|(version, _)| *version).max();
    if before.is_some_and(|before| before < words::FOLDED_SINCE) {
        refill(session)?;
    }
    Ok(())
}

/// Copies the store beside itself: `<file>.v<version>.<milliseconds>.backup`.
fn back_up(
    session: &mut Session<'_>,
    path: &Path,
    version: i64,
    now: OffsetDateTime,
) -> Result<PathBuf, StoreError> {
    let target = with_end(path, &format!(".v{version}.{}.backup", millis(now)));
    write_copy(session, &target, Overwrite::Replace, now)?;
    tracing::info!(backup = %target.display(), version, "store copied before a migration");
    Ok(target)
}
