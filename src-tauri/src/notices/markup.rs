//! Texts in which a desktop finds no markup: bodies of notices may hold what anybody has written as the title of a page.
//!
//! The rule it protects: no text of ours or of a page becomes a link, a picture or bold print.

/// A body in which nothing is a sign of markup.
pub(super) fn plain(body: &str) -> String {
    body.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_body_is_a_sign_of_markup() {
        for (body, expected) in [
            ("2 parts", "2 parts"),
            ("R&D", "R&amp;D"),
            (
                "<a href=\"https://evil.invalid\">Sign in</a>",
                "&lt;a href=\"https://evil.invalid\"&gt;Sign in&lt;/a&gt;",
            ),
            ("<img src='file:///x'>", "&lt;img src='file:///x'&gt;"),
            ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ] {
            assert_eq!(plain(body), expected);
        }
    }
}
