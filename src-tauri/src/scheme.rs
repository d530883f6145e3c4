//! Whether the system opens links into the program with this very program.
//!
//! Packages and installers register the scheme (`tauri.conf.json`); the program itself registers nothing, so that a build that
//! was only tried leaves no trace. Leaves out what a link brings (`arrivals.rs`). The rule it protects: a sign-in relies on a
//! link only where it comes back to this very file. Another copy, or a program of somebody else's, is not good enough: then
//! the browser comes back to a port.

use std::path::{Path, PathBuf};

/// What the system starts for a link.
#[derive(Debug)]
#[cfg_attr(
    not(any(target_os = "linux", windows, test)),
    expect(dead_code, reason = "macOS tells it only through a framework")
)]
struct Opener {
    /// Its file, without links on the way there; nothing when there is no such file.
    program: Option<PathBuf>,
    /// Whether it is given the link.
    is_given_it: bool,
}

/// Whether a browser that follows a link into the program comes back here. Asks the system anew, because people install,
/// remove and choose programs while this one runs; reads a few small files.
pub(crate) fn leads_here() -> bool {
    let here = std::env::current_exe().and_then(|file| file.canonicalize());
    is_here(opener().as_ref(), here.ok().as_deref())
}

fn is_here(opener: Option<&Opener>, here: Option<&Path>) -> bool {
    let Some(Opener {
        program: Some(program),
        is_given_it: true,
    }) = opener
    else {
        return false;
    };
    here == Some(program.as_path())
}

/// The desktop entry that is the default for the scheme (`x-scheme-handler/keepsake`), as every desktop on Linux finds it.
/// Not by tauri-plugin-deep-link: it knows only an entry that it wrote itself, never the one of a package (2.6.3, `is_registered`).
#[cfg(target_os = "linux")]
fn opener() -> Option<Opener> {
    use gio::prelude::AppInfoExt as _;

    let entry = gio::AppInfo::default_for_uri_scheme(crate::links::OWN)?;
    let program = gio::glib::find_program_in_path(entry.executable());
    Some(Opener {
        program: program.and_then(|file| file.canonicalize().ok()),
        is_given_it: entry.supports_uris(),
    })
}

/// The command in the registry, where the installer put it.
#[cfg(windows)]
fn opener() -> Option<Opener> {
    let place = format!("{}\\shell\\open\\command", crate::links::OWN);
    let key = windows_registry::CLASSES_ROOT.open(place).ok()?;
    Some(of_command(&key.get_string("").ok()?))
}

/// On macOS the browser comes back to a port as long as one is free: which program opens a scheme is told there only
/// through a framework. A link that comes all the same is taken.
#[cfg(not(any(target_os = "linux", windows)))]
const fn opener() -> Option<Opener> {
    None
}

/// Reads a command of the registry: `"C:\Program Files\Keepsake\keepsake-desktop.exe" "%1"`.
#[cfg(any(windows, test))]
fn of_command(command: &str) -> Opener {
    let quoted = command.trim_start().strip_prefix('"');
    let (program, rest) = match quoted {
        Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
        None => command.split_once(' ').unwrap_or((command, "")),
    };
    Opener {
        program: Path::new(program).canonicalize().ok(),
        is_given_it: rest.contains("%1"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;

    #[test]
    fn a_link_leads_here_only_when_it_is_given_to_this_very_file() {
        let here = Path::new("/usr/bin/keepsake-desktop");
        let opener = |program: Option<&str>, is_given_it| {
            Some(Opener {
                program: program.map(PathBuf::from),
                is_given_it,
            })
        };
        let installed = "/usr/bin/keepsake-desktop";
        let table = [
            ("nobody opens such links", None, Some(here), false),
            (
                "this program",
                opener(Some(installed), true),
                Some(here),
                true,
            ),
            (
                "this program, without the link",
                opener(Some(installed), false),
                Some(here),
                false,
            ),
            (
                "another copy",
                opener(Some("/opt/k/keepsake-desktop"), true),
                Some(here),
                false,
            ),
            (
                "another program",
                opener(Some("/usr/bin/env"), true),
                Some(here),
                false,
            ),
            (
                "a program that has gone",
                opener(None, true),
                Some(here),
                false,
            ),
            (
                "this program does not know itself",
                opener(Some(installed), true),
                None,
                false,
            ),
            ("neither is known", opener(None, true), None, false),
        ];
        for (case, opener, here, expected) in table {
            assert_eq!(is_here(opener.as_ref(), here), expected, "{case}");
        }
    }

    #[test]
    fn a_command_of_the_registry_names_a_program_and_says_whether_it_is_given_the_link() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().canonicalize().unwrap().join("keep sake");
        std::fs::write(&file, "").unwrap();
        let name = file.display();
        let table = [
            (format!("\"{name}\" \"%1\""), true, true),
            (format!("\"{name}\""), true, false),
            (format!("\"{name}"), true, false),
            (format!("{name} %1"), false, true),
            ("\"nowhere\" \"%1\"".to_owned(), false, true),
            (String::new(), false, false),
        ];
        for (command, is_found, is_given_it) in table {
            let opener = of_command(&command);
            assert_eq!(opener.program.is_some(), is_found, "{command}");
            assert_eq!(opener.is_given_it, is_given_it, "{command}");
        }
    }
}
