//! One call of the API, as plain data: what goes out, and what it does.

use bytes::Bytes;
use http::Method;
use serde::Serialize;
use url::Url;

use crate::error::{Error, ErrorKind, Failure};
use crate::retry::Effect;

/// A call that has not been made yet. It can be made several times.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) method: Method,
    /// Method and path template, for logs: it names no object.
    pub(crate) endpoint: &'static str,
    pub(crate) path: String,
    pub(crate) query: Vec<(&'static str, String)>,
    pub(crate) body: Option<Payload>,
    pub(crate) effect: Effect,
    /// A verb phrase for error messages: `read page ...`.
    pub(crate) attempted: String,
}

/// What a request carries.
#[derive(Clone)]
pub(crate) struct Payload {
    pub(crate) content_type: String,
    pub(crate) bytes: Bytes,
}

impl Call {
    /// `endpoint` is a method, a space and a path template.
    pub(crate) fn new(
        endpoint: &'static str,
        effect: Effect,
        path: String,
        attempted: impl Into<String>,
    ) -> Self {
        let method = match endpoint.split_once(' ') {
            Some(("POST", _)) => Method::POST,
            Some(("PATCH", _)) => Method::PATCH,
            Some(("DELETE", _)) => Method::DELETE,
            _ => Method::GET,
        };
        Self {
            method,
            endpoint,
            path,
            query: Vec::new(),
            body: None,
            effect,
            attempted: attempted.into(),
        }
    }

    pub(crate) fn read(endpoint: &'static str, path: String, attempted: impl Into<String>) -> Self {
        Self::new(endpoint, Effect::Read, path, attempted)
    }

    pub(crate) fn write(
        endpoint: &'static str,
        path: String,
        attempted: impl Into<String>,
    ) -> Self {
        Self::new(endpoint, Effect::Write, path, attempted)
    }

    pub(crate) fn delete(
        endpoint: &'static str,
        path: String,
        attempted: impl Into<String>,
    ) -> Self {
        Self::new(endpoint, Effect::Delete, path, attempted)
    }

    /// Adds a query parameter.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    /// Adds the parameters of a `GET` list. An absent cursor is left out, as Notion demands.
    pub(crate) fn paged(self, page_size: u32, cursor: Option<&str>) -> Self {
        let call = self.with("page_size", page_size.to_string());
        match cursor {
            Some(cursor) => call.with("start_cursor", cursor),
            None => call,
        }
    }

    /// Sets a JSON body.
    pub(crate) fn json(mut self, body: &impl Serialize) -> Result<Self, Error> {
        let bytes = serde_json::to_vec(body).map_err(|error| {
            Error::from(Failure::new(
                ErrorKind::Validation,
                format!("the request cannot be written as JSON: {error}"),
                &self.attempted,
            ))
        })?;
        self.body = Some(Payload {
            content_type: "application/json".to_owned(),
            bytes: bytes.into(),
        });
        Ok(self)
    }

    /// The full address below the origin `base`.
    pub(crate) fn url(&self, base: &Url) -> Url {
        let mut url = base.clone();
        url.set_path(&self.path);
        url.set_fragment(None);
        url.set_query(None);
        if !self.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&self.query);
        }
        url
    }
}

/// A text as one segment of a path. Percent escapes it already has stay, since Notion's property ids come escaped.
pub(crate) fn path_segment(text: &str) -> String {
    let mut segment = String::with_capacity(text.len());
    let bytes = text.as_bytes();
    for (index, byte) in bytes.iter().enumerate() {
        let is_escape = *byte == b'%'
            && bytes
                .get(index + 1..index + 3)
                .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'~') || is_escape {
            segment.push(char::from(*byte));
        } else {
            segment.push_str(&format!("%{byte:02X}"));
        }
    }
    segment
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    #[test]
    fn property_ids_stay_one_segment_and_keep_their_escapes() {
        for (id, expected) in [
            ("title", "title"),
            ("Y%3Ecd", "Y%3Ecd"),
            ("Y>cd", "Y%3Ecd"),
            ("a/b?c#d", "a%2Fb%3Fc%23d"),
            ("100%", "100%25"),
            ("é", "%C3%A9"),
        ] {
            assert_eq!(path_segment(id), expected, "{id}");
        }
    }

    #[test]
    fn addresses_are_built_below_the_origin_only() {
        let base = Url::parse("https://api.notion.com/ignored?x=1#y").unwrap();
        let call = Call::read("GET /v1/users", "/v1/users".to_owned(), "list users")
            .paged(100, Some("a b&c"));
        assert_eq!(
            call.url(&base).as_str(),
            "https://api.notion.com/v1/users?page_size=100&start_cursor=a+b%26c"
        );
        let first =
            Call::read("GET /v1/users", "/v1/users".to_owned(), "list users").paged(5, None);
        assert_eq!(
            first.url(&base).as_str(),
            "https://api.notion.com/v1/users?page_size=5"
        );
    }

    #[test]
    fn a_hostile_property_id_cannot_leave_its_place() {
        let base = Url::parse("https://api.notion.com").unwrap();
        for id in ["..", ".", "../..", "%2e%2e", "//evil.example", "\\..\\"] {
            let path = format!("/v1/pages/x/properties/{}", path_segment(id));
            let url = Call::read("GET", path, "read").url(&base);
            assert_eq!(url.host_str(), Some("api.notion.com"), "{id}");
        }
    }
}
