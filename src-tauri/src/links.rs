//! Which links may leave the program, and how.
//!
//! A remembered page is written by others. A link in it is opened by the system only if a browser or Notion will take
//! it; `file:`, `smb:`, `javascript:` and the schemes of other programs are refused.

use keepsake_app::AppError;
use tauri::Url;

/// Hands a link to the system.
pub(crate) fn open(link: &str) -> Result<(), AppError> {
    let url = allowed(link).ok_or_else(|| AppError::invalid("link"))?;
    open::that_detached(url.as_str()).map_err(AppError::internal)
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
    fn everything_else_stays() {
        for link in [
            "",
            "example.org",
            "--help",
            "/etc/passwd",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
            "smb://host/share",
            "ms-settings:",
            "vscode://file/etc/passwd",
            "mailto:a@example.org",
            "tauri://localhost",
            "keepsake-file://localhost/0",
            "https://",
        ] {
            assert!(allowed(link).is_none(), "{link}");
        }
    }
}
