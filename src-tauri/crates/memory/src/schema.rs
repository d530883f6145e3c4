//! Bringing a store's schema up to date, or refusing to.
//!
//! Migrations are embedded, forward only and applied in one transaction together with their bookkeeping, so two processes
//! that open an old store at once apply them once. Before anything is changed in a store that holds data, a copy is made
//! beside it.
//!
//! The rule it protects: a store that a newer program wrote, or whose schema is not the one its version stands for, is
//! refused by looking only.

use std::path::{Path, PathBuf};

use sqlx::migrate::{Migrate, MigrateError, Migrator};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, SqliteConnection};
use time::OffsetDateTime;

use crate::columns::millis;
use crate::error::StoreError;
use crate::search::refill::refill;
use crate::search::words;
use crate::statement::{BEGIN_IMMEDIATE, Session, sql};

pub(crate) static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");
const MIGRATIONS_TABLE: &str = "_sqlx_migrations";

/// How far a store is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// There is no store yet.
    Empty,
    /// The schema of this version, which is the newest or an older one.
    Version(i64),
}

/// Looks at the file without changing it.
pub(crate) async fn inspect(path: &Path) -> Result<Standing, StoreError> {
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.len() > 0 => {}
        Ok(_) => return Ok(Standing::Empty),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Standing::Empty),
        Err(error) => return Err(error.into()),
    }
    let options = SqliteConnectOptions::new().filename(path).read_only(true);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    let standing = examine(&mut Session::new(&mut connection, None), &MIGRATIONS).await;
    connection.close().await?;
    standing
}

async fn examine(session: &mut Session<'_>, migrations: &Migrator) -> Result<Standing, StoreError> {
    let tables: Vec<(String,)> = session
        .all(sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
        ))
        .await?;
    if tables.is_empty() {
        return Ok(Standing::Empty);
    }
    if !tables.iter().any(|(name,)| name == MIGRATIONS_TABLE) {
        return Err(StoreError::Drifted {
            detail: "the file is a database, but not one of Keepsake's".to_owned(),
        });
    }
    let applied: Vec<(i64, Vec<u8>)> = session
        .all(sql(
            "SELECT version, checksum FROM _sqlx_migrations ORDER BY version",
        ))
        .await?;
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
            .any(|migration| migration.version == *version && *migration.checksum == **checksum);
        if !same {
            return Err(StoreError::Drifted {
                detail: format!("schema version {version} is not the one this program knows"),
            });
        }
    }
    let expected = expected_schema(migrations, *version).await?;
    let found = schema_of(session).await?;
    if let Some(difference) = first_difference(&expected, &found) {
        return Err(StoreError::Drifted { detail: difference });
    }
    Ok(Standing::Version(*version))
}

/// The schema that the migrations up to `version` make, by making it in memory.
async fn expected_schema(
    migrations: &Migrator,
    version: i64,
) -> Result<Vec<(String, String)>, StoreError> {
    let options = SqliteConnectOptions::new().in_memory(true);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    for migration in migrations
        .iter()
        .filter(|migration| migration.version <= version)
    {
        sqlx::raw_sql(migration.sql.clone())
            .execute(&mut connection)
            .await?;
    }
    schema_of(&mut Session::new(&mut connection, None)).await
}

/// Names and definitions, without SQLite's own tables and those that FTS5 keeps for itself.
async fn schema_of(session: &mut Session<'_>) -> Result<Vec<(String, String)>, StoreError> {
    session
        .all(sql(
            "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master
             WHERE name NOT GLOB 'sqlite_*' AND name NOT GLOB '*_words_*' AND name <> '_sqlx_migrations'
             ORDER BY type, name",
        ))
        .await
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
pub(crate) async fn migrate(
    session: &mut Session<'_>,
    path: &Path,
    standing: Standing,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    migrate_with(session, path, standing, now, &MIGRATIONS).await
}

/// The same with other steps.
pub(crate) async fn migrate_with(
    session: &mut Session<'_>,
    path: &Path,
    standing: Standing,
    now: OffsetDateTime,
    migrations: &Migrator,
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
        back_up(session, path, version, now).await?;
    }
    let watch = session.watch();
    session.announce(BEGIN_IMMEDIATE)?;
    let mut transaction = session.connection().begin_with(BEGIN_IMMEDIATE).await?;
    let mut inside = Session::new(&mut transaction, watch.as_ref());
    inside
        .connection()
        .ensure_migrations_table(MIGRATIONS_TABLE)
        .await
        .map_err(refused)?;
    let applied = inside
        .connection()
        .list_applied_migrations(MIGRATIONS_TABLE)
        .await
        .map_err(refused)?;
    for migration in migrations.iter() {
        if !applied.iter().any(|done| done.version == migration.version) {
            inside.announce(migration.sql.as_str())?;
            inside
                .connection()
                .apply(MIGRATIONS_TABLE, migration)
                .await
                .map_err(refused)?;
        }
    }
    let before = applied.iter().map(|done| done.version).max();
    if before.is_some_and(|before| before < words::FOLDED_SINCE) {
        refill(&mut inside).await?;
    }
    inside.announce("COMMIT")?;
    transaction.commit().await?;
    Ok(())
}

fn refused(error: MigrateError) -> StoreError {
    match error {
        MigrateError::Execute(cause) | MigrateError::ExecuteMigration(cause, _) => cause.into(),
        other => StoreError::Statement {
            detail: other.to_string(),
        },
    }
}

/// Copies the store beside itself: `<file>.v<version>.<milliseconds>.backup`.
async fn back_up(
    session: &mut Session<'_>,
    path: &Path,
    version: i64,
    now: OffsetDateTime,
) -> Result<PathBuf, StoreError> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".v{version}.{}.backup", millis(now)));
    let target = PathBuf::from(name);
    // SQLite fills an empty file, and keeps its mode.
    make_private_file(&target)?;
    session
        .execute(sql("VACUUM INTO ?").bind(target.to_string_lossy().into_owned()))
        .await?;
    tracing::info!(backup = %target.display(), version, "store copied before a migration");
    Ok(target)
}
