//! `keepsake backup`: saving a copy of the memory, finding those there are, and putting one back.
//!
//! Only saving opens the memory: the others are for when it cannot be opened. The rule it protects: nobody's memory is replaced
//! without having said so, on the terminal or with `--yes`.

use std::path::{Path, PathBuf};

use keepsake_app::dto::{Backup, BackupKind, BackupState};
use keepsake_app::words::Value;
use keepsake_app::{AppError, Face, Home, backups, look_at_backup, restore_backup};
use serde_json::{Value as Json, json};
use time::UtcOffset;

use crate::arguments::{BackupCommand, Common};
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::prompts;
use crate::session::{self, Session};

/// Does what was asked for.
pub(crate) async fn run(
    common: &Common,
    what: BackupCommand,
    output: &Output,
) -> Result<Exit, AppError> {
    match what {
        BackupCommand::Save { file, force } => {
            let session = Session::open(common).await?;
            let saved = save(&session, file, force, output).await;
            let _ = session.core.close().await;
            saved
        }
        BackupCommand::List => list(&session::options()?.home, output).await,
        BackupCommand::Restore { file, yes } => restore(common, &file, yes, output).await,
    }
}

async fn save(
    session: &Session,
    file: Option<PathBuf>,
    force: bool,
    output: &Output,
) -> Result<Exit, AppError> {
    let backup = match file {
        Some(file) => session.core.save_backup(&file, force).await?,
        None => {
            let now = session.core.now();
            let here = now.to_offset(UtcOffset::local_offset_at(now).unwrap_or(UtcOffset::UTC));
            session.core.save_backup_into(Path::new("."), here).await?
        }
    };
    output.answer(&document(&backup), |_, output| {
        let values = [
            ("path", Value::Text(&backup.path)),
            ("pages", Value::Count(u64::from(backup.pages))),
        ];
        output.say("cli-backup-saved", &values)
    });
    Ok(Exit::Ok)
}

async fn list(home: &Home, output: &Output) -> Result<Exit, AppError> {
    let found = backups(home, &[]).await?;
    let documents: Vec<Json> = found.iter().map(document).collect();
    output.answer(&json!({"backups": documents}), |_, output| {
        if found.is_empty() {
            return output.say("cli-backup-none", &[]);
        }
        let lines: Vec<String> = found.iter().map(|one| line(one, output)).collect();
        lines.join("\n")
    });
    Ok(Exit::Ok)
}

async fn restore(
    common: &Common,
    file: &Path,
    yes: bool,
    output: &Output,
) -> Result<Exit, AppError> {
    let options = session::options()?;
    // Only a backup that can be put back is worth a question; of any other, putting it back says why.
    if !yes && look_at_backup(file).await.state == BackupState::Good {
        if !prompts::is_somebody_there() {
            return Err(AppError::invalid("needs_yes_restore"));
        }
        output.note(&line(&look_at_backup(file).await, output));
        let question = output.say("cli-backup-question", &[]);
        if !prompts::confirm(&question, false, output.words()).unwrap_or(false) {
            return Ok(Exit::Ok);
        }
    }
    let now = options.ports.clock.now();
    let done = restore_backup(&options.home, Face::Cli, file, now).await?;
    // Opening it brings it up to date and looks for what belongs to it.
    let session = Session::open(common).await?;
    let connections = session.core.connections().await;
    let _ = session.core.close().await;
    let reconnect: Vec<String> = connections?
        .into_iter()
        .filter(|one| one.state == keepsake_app::dto::ConnectionState::NeedsSignIn)
        .map(|one| one.id)
        .collect();
    let data = json!({
        "backup": document(&done.backup),
        "replaced": done.replaced,
        "reconnect": reconnect,
    });
    output.answer(&data, |_, output| {
        let mut said = vec![line(&done.backup, output)];
        said.push(output.say("cli-backup-restored", &[]));
        if let Some(path) = &done.replaced {
            said.push(output.say("cli-backup-replaced", &[("path", Value::Text(path))]));
        }
        if !reconnect.is_empty() {
            said.push(output.say("cli-backup-reconnect", &[]));
        }
        said.join("\n")
    });
    Ok(Exit::Ok)
}

fn document(backup: &Backup) -> Json {
    json!({
        "path": backup.path,
        "kind": kind_word(backup.kind),
        "state": state_word(backup.state),
        "made": backup.made,
        "bytes": backup.bytes,
        "workspaces": backup.workspaces,
        "pages": backup.pages,
    })
}

const fn kind_word(kind: BackupKind) -> &'static str {
    match kind {
        BackupKind::Saved => "saved",
        BackupKind::BeforeUpdate => "before_update",
        BackupKind::Replaced => "replaced",
    }
}

const fn state_word(state: BackupState) -> &'static str {
    match state {
        BackupState::Good => "good",
        BackupState::Damaged => "damaged",
        BackupState::Newer => "newer",
        BackupState::Foreign => "foreign",
        BackupState::Unreadable => "unreadable",
    }
}

/// A backup on one line: when, why it is there, what is in it or what is wrong, and where.
fn line(backup: &Backup, output: &Output) -> String {
    let made = backup.made.as_deref().map(|made| output.moment(made));
    let contents = if backup.state == BackupState::Good {
        let workspaces: Vec<String> = backup.workspaces.iter().map(|name| shown(name)).collect();
        let workspaces = workspaces.join(", ");
        let values = [
            ("pages", Value::Count(u64::from(backup.pages))),
            ("workspaces", Value::Text(&workspaces)),
        ];
        output.say("cli-backup-contents", &values)
    } else {
        output.word("backup-state", state_word(backup.state))
    };
    let kind = output.word("backup-kind", kind_word(backup.kind));
    let parts = [
        made.unwrap_or_default(),
        kind,
        contents,
        shown(&backup.path),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("  ")
}
