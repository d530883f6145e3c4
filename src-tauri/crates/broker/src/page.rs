//! The page a person sees between Notion and Keepsake: what happened, the way back, and the code to paste.
//!
//! Leaves out scripts, pictures and everything from elsewhere. The rules it protects: what arrived in the address appears
//! only where it is harmless, and the browser may load and run nothing.

use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderValue, StatusCode, header};
use sha2::{Digest, Sha256};

use crate::language::Language;
use crate::words::Words;

const STYLE: &str = "\
:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}\
body{margin:0;display:grid;place-items:center;min-height:100vh}\
main{max-width:34rem;padding:2rem}\
h1{font-size:1.5rem;line-height:1.25}\
a{display:inline-block;padding:.6rem 1.2rem;border-radius:.5rem;background:#1f4fd8;color:#fff;text-decoration:none}\
a:focus-visible{outline:3px solid currentColor;outline-offset:3px}\
code{display:block;overflow-wrap:anywhere;padding:.75rem;border:1px solid;border-radius:.5rem;user-select:all}";

/// What a page is about. The names are those of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject<'a> {
    /// Notion gave a code; this is the pickup for it.
    Granted { pickup: &'a str },
    /// The person did not allow it.
    Denied,
    /// Notion reports an error, in one of the words of RFC 6749.
    Failed { code: &'a str },
    /// No sign-in of ours leads here.
    Stray,
    /// Too much is asked.
    Busy,
}

impl Subject<'_> {
    const fn name(self) -> &'static str {
        match self {
            Self::Granted { .. } => "granted",
            Self::Denied => "denied",
            Self::Failed { .. } => "failed",
            Self::Stray => "stray",
            Self::Busy => "busy",
        }
    }

    const fn status(self) -> StatusCode {
        match self {
            Self::Granted { .. } | Self::Denied | Self::Failed { .. } => StatusCode::OK,
            Self::Stray => StatusCode::BAD_REQUEST,
            Self::Busy => StatusCode::TOO_MANY_REQUESTS,
        }
    }
}

/// Makes pages.
pub(crate) struct Pages {
    words: Words,
}

impl Pages {
    pub(crate) fn new() -> Self {
        Self {
            words: Words::new(),
        }
    }

    /// A page, which leads back to the app where there is a way.
    pub(crate) fn show(
        &self,
        language: Language,
        subject: Subject<'_>,
        back: Option<&str>,
    ) -> Response {
        let code = match subject {
            Subject::Failed { code } => code,
            _ => "",
        };
        let name = subject.name();
        let say = |key: &str| safe(&self.words.say(language, key, code));
        let title = say(&format!("broker-{name}-title"));
        let text = say(&format!("broker-{name}-text"));
        let (mut forward, mut link, mut paste) = Default::default();
        if let Some(back) = back {
            let back = safe(back);
            forward = format!("<meta http-equiv=\"refresh\" content=\"0;url={back}\">");
            link = format!("<p><a href=\"{back}\">{}</a></p>", say("broker-open"));
        }
        if let Subject::Granted { pickup } = subject {
            let pickup = safe(pickup);
            paste = format!("<p>{}</p><code>{pickup}</code>", say("broker-paste"));
        }
        let page = format!(
            "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\">\
             <title>{title}</title>{forward}<style>{STYLE}</style></head>\
             <body><main><h1>{title}</h1><p>{text}</p>{link}{paste}</main></body></html>",
            language.tag()
        );
        let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        (subject.status(), kind, page).into_response()
    }
}

/// The content security policy of every answer: nothing but our own style, by its hash.
pub(crate) fn policy() -> Option<HeaderValue> {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).ok()
}

fn safe(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_markup_is_none() {
        let quoted = safe("<a href=\"x\" title='y'>&");
        assert_eq!(
            quoted,
            "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;"
        );
    }

    #[test]
    fn a_style_holds_nothing_that_would_end_it() {
        assert!(!STYLE.contains('<') && !STYLE.contains("url("));
        assert!(policy().is_some());
    }
}
