//! The entry of the desktop that starts the window when the person logs in, on Linux, where it is a file.
//!
//! Leaves out writing it and the entries of other systems: the window's plugin does that. The rule it protects: a package
//! that is removed touches nobody's home, so the entry itself says that it is nothing without the program (`TryExec` of the
//! desktop entry specification, which autostart goes by).

use std::io;
use std::path::{Path, PathBuf};

use crate::error::AppError;
use crate::failures;
use crate::home::Home;

/// What names the program whose absence makes an entry be passed over.
const TRY: &str = "TryExec=";
const EXEC: &str = "Exec=";

/// Where the plugin of the window puts it, whatever the environment says of configuration.
fn entry() -> Option<PathBuf> {
    let folder = dirs::home_dir().filter(|_| cfg!(target_os = "linux"))?;
    Some(folder.join(".config/autostart/Keepsake.desktop"))
}

/// Takes away the entry that starts the window when the computer starts, which the window makes (`--hidden`). Where a data
/// folder was named, the entry may be that of another one and stays.
///
/// # Errors
/// [`crate::ErrorCode::Unwritable`] when it cannot be removed.
pub fn remove_start_at_login(home: &Home) -> Result<(), AppError> {
    let is_usual = Home::find(None).is_some_and(|usual| usual == *home);
    let Some(entry) = entry().filter(|_| is_usual) else {
        return Ok(());
    };
    match std::fs::remove_file(&entry) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(failures::unwritable(&entry, &error))
        }
        _ => Ok(()),
    }
}

/// Ties the entry, where there is one, to the program it starts: without the program it is nothing.
///
/// # Errors
/// [`crate::ErrorCode::Unwritable`] when it cannot be read or written.
pub fn tie_start_at_login() -> Result<(), AppError> {
    match entry() {
        Some(entry) => tie(&entry).map_err(|error| failures::unwritable(&entry, &error)),
        None => Ok(()),
    }
}

fn tie(entry: &Path) -> io::Result<()> {
    let text = match std::fs::read_to_string(entry) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        read => read?,
    };
    let Some(tied) = tied(&text) else {
        return Ok(());
    };
    // Beside it first: half an entry would start nothing. What does not end in `.desktop` is no entry.
    let beside = entry.with_extension("desktop.new");
    std::fs::write(&beside, tied)?;
    std::fs::rename(&beside, entry)
}

/// The entry with the line that ties it; nothing when it has one, or starts nothing.
fn tied(entry: &str) -> Option<String> {
    if entry.lines().any(|line| line.starts_with(TRY)) {
        return None;
    }
    let mut lines: Vec<String> = entry.lines().map(ToOwned::to_owned).collect();
    let at = lines.iter().position(|line| line.starts_with(EXEC))?;
    let program = program(lines[at].strip_prefix(EXEC)?)?;
    lines.insert(at + 1, format!("{TRY}{program}"));
    Some(lines.join("\n") + "\n")
}

/// The program of a command: up to its first option, which the plugin writes after a blank without quoting either.
fn program(command: &str) -> Option<&str> {
    let program = command.split(" --").next().unwrap_or(command).trim();
    let bare = program
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(program);
    (!bare.is_empty()).then_some(bare)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    /// As the plugin writes it.
    const WRITTEN: &str = "[Desktop Entry]\nType=Application\nVersion=1.0\nName=Keepsake\n\
        Comment=Keepsake startup script\nExec=/usr/bin/keepsake-desktop --hidden\nStartupNotify=false\nTerminal=false";

    #[test]
    fn an_entry_is_nothing_without_its_program() {
        let table = [
            (
                "/usr/bin/keepsake-desktop --hidden",
                "/usr/bin/keepsake-desktop",
            ),
            ("/usr/bin/keepsake-desktop", "/usr/bin/keepsake-desktop"),
            (
                "/opt/my apps/Keepsake.AppImage --hidden",
                "/opt/my apps/Keepsake.AppImage",
            ),
            (
                "\"/opt/keep sake/keepsake\" --hidden",
                "/opt/keep sake/keepsake",
            ),
        ];
        for (command, program) in table {
            let entry = format!("[Desktop Entry]\nExec={command}\nTerminal=false");
            let expected =
                format!("[Desktop Entry]\nExec={command}\nTryExec={program}\nTerminal=false\n");
            assert_eq!(tied(&entry), Some(expected), "{command}");
        }
    }

    #[test]
    fn an_entry_that_is_tied_or_starts_nothing_stays_as_it_is() {
        let once = tied(WRITTEN).unwrap();
        assert_eq!(tied(&once), None);
        assert_eq!(tied("[Desktop Entry]\nHidden=true\n"), None);
        assert_eq!(tied("[Desktop Entry]\nExec=\n"), None);
        assert_eq!(tied(""), None);
    }

    #[test]
    fn an_entry_of_an_earlier_version_is_tied_where_it_lies_and_none_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let entry = folder.path().join("Keepsake.desktop");
        tie(&entry).unwrap();
        assert!(!entry.exists(), "it is off");
        std::fs::write(&entry, WRITTEN).unwrap();
        tie(&entry).unwrap();
        tie(&entry).unwrap();
        let tied = std::fs::read_to_string(&entry).unwrap();
        assert_eq!(
            tied.matches("\nTryExec=/usr/bin/keepsake-desktop\n")
                .count(),
            1
        );
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
