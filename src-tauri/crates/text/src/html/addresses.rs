//! Which addresses may stand in a page.

use url::{ParseError, Url};

use super::LinkTarget;
use crate::dialect::target;
use crate::hosted::unsigned;

/// Schemes a page may link to.
pub(super) const LINK_SCHEMES: [&str; 3] = ["http", "https", "notion"];

/// Schemes under which the window serves what is stored, beside those above.
pub(super) const OWN_SCHEMES: [&str; 3] = ["keepsake", "keepsake-file", "asset"];

/// Turns what a page points at into addresses for the window.
pub(super) struct Addresses<'a> {
    resolve: &'a dyn Fn(LinkTarget<'_>) -> Option<String>,
}

impl<'a> Addresses<'a> {
    pub(super) fn new(resolve: &'a dyn Fn(LinkTarget<'_>) -> Option<String>) -> Self {
        Self { resolve }
    }

    /// Where a link leads: to a page we have, else to the address itself when it is one of the web
    /// or of Notion.
    pub(super) fn link(&self, url: &str) -> Option<String> {
        if let Some(id) = target(url)
            && let Some(address) = self.ask(LinkTarget::Page(id))
        {
            return Some(address);
        }
        self.external(url)
    }

    /// Where a stored file is served.
    pub(super) fn file(&self, url: &str) -> Option<String> {
        self.ask(LinkTarget::File(unsigned(url)))
    }

    /// Where an address elsewhere leads.
    pub(super) fn external(&self, url: &str) -> Option<String> {
        let url = Url::parse(url.trim()).ok()?;
        if !LINK_SCHEMES.contains(&url.scheme()) || !url.has_host() {
            return None;
        }
        self.ask(LinkTarget::External(url.as_str()))
    }

    fn ask(&self, target: LinkTarget<'_>) -> Option<String> {
        (self.resolve)(target).filter(|address| is_allowed(address))
    }
}

fn is_allowed(address: &str) -> bool {
    if address
        .chars()
        .any(|character| character.is_control() || character.is_whitespace() || character == '\\')
    {
        return false;
    }
    match Url::parse(address) {
        Ok(url) => {
            url.has_host()
                && (LINK_SCHEMES.contains(&url.scheme()) || OWN_SCHEMES.contains(&url.scheme()))
        }
        Err(ParseError::RelativeUrlWithoutBase) => {
            address.starts_with('#') || (address.starts_with('/') && !address.starts_with("//"))
        }
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_that_are_no_address_of_ours_or_of_the_web_are_not_used() {
        for (address, allowed) in [
            ("https://example.com", true),
            ("notion://www.notion.so/x", true),
            ("keepsake://localhost/file/1", true),
            ("#/page/1", true),
            ("/page/1", true),
            ("//example.com", false),
            ("/\\example.com", false),
            ("page/1", false),
            ("javascript:alert(1)", false),
            ("notion:javascript:alert(1)", false),
            ("java\nscript:alert(1)", false),
            ("data:text/html,x", false),
            ("file:///etc/passwd", false),
            ("", false),
        ] {
            assert_eq!(is_allowed(address), allowed, "{address}");
        }
    }
}
