//! Which links may leave the program and how, and which lead into it.
//!
//! A remembered page is written by others. A link in it is opened by the system only if a browser or Notion will take
//! it; `file:`, `smb:`, `javascript:` and the schemes of other programs are refused.

use std::path::Path;

use keepsake_app::AppError;
use tauri::Url;

/// The scheme of links into this program.
pub(crate) const OWN: &str = "keepsake";

/// Hands a link to the system.
pub(crate) fn open(link: &str) -> Result<(), AppError> {
    let url = allowed(link).ok_or_else(|| AppError::invalid("link"))?;
    open::that_detached(url.as_str()).map_err(AppError::internal)
}

/// Endings of files that programs show and do not run. Web pages and drawings are not among them: they can carry scripts.
const DOCUMENTS: [&str; 28] = [
    "avif", "bmp", "csv", "docx", "epub", "flac", "gif", "heic", "jpeg", "jpg", "m4a", "md", "mov",
    "mp3", "mp4", "odp", "ods", "odt", "ogg", "pdf", "png", "pptx", "tiff", "txt", "wav", "webm",
    "webp", "xlsx",
];

/// Has the system open a copy of an attachment. What could run something stays where it was put.
pub(crate) fn open_document(path: &Path) -> Result<(), AppError> {
    if !is_document(path) {
        return Err(AppError::invalid("link"));
    }
    open::that_detached(path).map_err(AppError::internal)
}

/// Whether a file is of a type that is shown and not run.
fn is_document(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| DOCUMENTS.contains(&ending.to_ascii_lowercase().as_str()))
}

/// Whether a text is a link that the system opens with this program (`keepsake_app::sign_in::LINK`).
pub(crate) fn is_own(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| url.scheme() == OWN)
}

/// The link as it will be opened, if it may be: normalised, so nothing in it can be read as an option.
fn allowed(link: &str) -> Option<Url> {
    let url = Url::parse(link).ok()?;
    let known = match url.scheme() {
        "https" | "http" => url.host_str().is_some_and(|host| !host.is_empty()),
        "notion" => true,
        _ => false,
    };
    known.then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_links_and_notion_links_may_leave() {
        for link in [
            "https://www.notion.so/a",
            "http://example.org",
            "notion://www.notion.so/a",
            "HTTPS://EXAMPLE.ORG",
        ] {
            assert!(allowed(link).is_some(), "{link}");
        }
    }

    #[test]
    fn a_link_into_the_program_is_one_however_its_scheme_is_written() {
        assert!(is_own(keepsake_app::sign_in::LINK));
        assert!(is_own("KEEPSAKE://oauth/callback?pickup=p"));
    }

    /// Tests named like their rows: a text that is not taken for something, or a link that is not let out.
    macro_rules! refused {
        ($taken:ident: $($name:ident: $text:literal;)+) => {$(
            #[test]
            fn $name() {
                let is_taken = $taken($text);
                assert!(!is_taken);
            }
        )+};
    }

    fn may_leave(link: &str) -> bool {
        allowed(link).is_some()
    }

    mod into_the_program {
        use super::*;

        refused! { is_own:
            an_option_is_no_link: "--hidden";
            the_name_of_the_program_is_no_link: "keepsake";
            the_place_of_the_program_is_no_link: "/usr/bin/keepsake-desktop";
            a_page_that_is_called_so_is_no_link: "https://keepsake.example";
            a_scheme_that_begins_alike_is_no_link: "keepsake-file://localhost/0";
            a_link_behind_an_option_is_no_link: "--open=keepsake://oauth/callback";
        }
    }

    mod out_of_the_program {
        use super::*;

        refused! { may_leave:
            nothing_stays: "";
            a_host_without_a_scheme_stays: "example.org";
            an_option_stays: "--help";
            a_path_stays: "/etc/passwd";
            a_file_stays: "file:///etc/passwd";
            a_script_stays: "javascript:alert(1)";
            data_stays: "data:text/html,x";
            a_share_of_a_network_stays: "smb://host/share";
            the_settings_of_the_system_stay: "ms-settings:";
            the_scheme_of_another_program_stays: "vscode://file/etc/passwd";
            a_letter_stays: "mailto:a@example.org";
            a_page_of_ours_stays: "tauri://localhost";
            a_file_of_ours_stays: "keepsake-file://localhost/0";
            a_sign_in_of_ours_stays: "keepsake://oauth/callback";
            a_scheme_without_a_host_stays: "https://";
        }
    }

    #[test]
    fn only_files_that_are_shown_and_not_run_are_opened() {
        for name in ["permit.pdf", "a.b.PNG", "Sheet.xlsx"] {
            assert!(is_document(Path::new(name)), "{name}");
        }
        for name in [
            "setup.exe",
            "run.sh",
            "a.desktop",
            "page.html",
            "logo.svg",
            "macro.docm",
            "pdf",
            ".pdf",
            "",
            "a.pdf.lnk",
        ] {
            assert!(!is_document(Path::new(name)), "{name}");
        }
    }
}
