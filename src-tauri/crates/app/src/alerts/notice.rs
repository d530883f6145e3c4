//! An alert as it is told outside of the window.
//!
//! The rule it protects: what is told is a sentence of the catalogue, names and numbers; never a token, never anything
//! from a page, but for titles on the desktop of a person who wants them there (`pages`).

use keepsake_memory::{Alert, Severity};
use serde_json::{Value as Json, json};

use super::decide::Details;
use super::pages::NamedPages;
use crate::dto::moment;
use crate::words::{Value, Words};

/// The version of the document that is sent.
const VERSION: u32 = 1;

/// An alert to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its number; absent when it could not be kept.
    pub id: Option<String>,
    /// What it is about, as a stable word.
    pub kind: String,
    /// How bad it is.
    pub severity: Severity,
    /// What it says.
    pub sentence: String,
    /// What the sentence was made of.
    pub details: Details,
    /// How often it happened.
    pub count: u64,
    /// When it happened first and last (RFC 3339).
    pub times: (String, String),
    /// The connection it is about: its number, and the name of the workspace.
    pub connection: Option<(String, String)>,
    /// The pages to name on the desktop, and nowhere else; nothing where none are.
    pub pages: Option<NamedPages>,
}

/// Shows notices where a person sees them who looks at something else.
pub trait DesktopNotices: Send + Sync {
    /// Shows one. What cannot be shown is not tried again: it is in the list of alerts.
    fn show(&self, notice: &Notice);

    /// Takes away the one of this kind about a connection: it is no longer true. Where that cannot be done, it stays.
    fn withdraw(&self, _kind: &str, _connection: Option<&str>) {}
}

impl Notice {
    /// An alert of the list, told in the words of the catalogue.
    pub(crate) fn of(alert: &Alert, workspace: Option<String>, words: &Words) -> Self {
        let details = details(alert);
        Self {
            id: Some(alert.id.to_string()),
            kind: alert.kind.clone(),
            severity: alert.severity,
            sentence: sentence(&alert.kind, &details, words),
            details,
            count: alert.count,
            times: (moment(alert.first_time), moment(alert.last_time)),
            connection: alert
                .connection
                .zip(workspace)
                .map(|(id, workspace)| (id.to_string(), workspace)),
            pages: None,
        }
    }

    /// One about something that is no alert of the list.
    #[must_use]
    pub fn about(kind: &str, connection: Option<(String, String)>) -> Self {
        Self {
            id: None,
            kind: kind.to_owned(),
            severity: Severity::Info,
            sentence: String::new(),
            details: Details::new(),
            count: 1,
            times: (String::new(), String::new()),
            connection,
            pages: None,
        }
    }

    /// What it says on the desktop, in the language of these words.
    #[must_use]
    pub fn said_in(&self, words: &Words) -> String {
        let key = format!("desktop-{}", self.kind);
        let said = if words.has(&key) {
            words.say(&key, &values(&self.details))
        } else {
            sentence(&self.kind, &self.details, words)
        };
        match &self.pages {
            Some(pages) => pages.before(&said, words),
            None => said,
        }
    }

    /// The document that is sent. `text` alone is what chat programs show of it.
    pub(crate) fn document(&self) -> Json {
        let connection = self
            .connection
            .as_ref()
            .map(|(id, workspace)| json!({"id": id, "workspace": workspace}));
        json!({
            "version": VERSION,
            "text": format!("Keepsake: {}", self.sentence),
            "alert": {
                "id": self.id,
                "kind": self.kind,
                "severity": self.severity.as_str(),
                "message": self.sentence,
                "details": self.details,
                "count": self.count,
                "first_time": self.times.0,
                "last_time": self.times.1,
                "connection": connection,
            },
        })
    }
}

/// What the sentence of a stored alert needs.
pub(crate) fn details(alert: &Alert) -> Details {
    serde_json::from_str(&alert.detail).unwrap_or_default()
}

/// What an alert of the list says.
#[must_use]
pub fn sentence_of(alert: &crate::dto::Alert, words: &Words) -> String {
    sentence(&alert.kind, &alert.details, words)
}

/// What an alert says.
pub(crate) fn sentence(kind: &str, details: &Details, words: &Words) -> String {
    let key = format!("notice-{kind}");
    let key = if words.has(&key) {
        &key
    } else {
        "notice-other"
    };
    words.say(key, &values(details))
}

/// What a sentence is made of: a number where it is one, so that the catalogue chooses the plural.
fn values(details: &Details) -> Vec<(&str, Value<'_>)> {
    details
        .iter()
        .map(|(name, text)| {
            let value = text.parse().map_or(Value::Text(text), Value::Count);
            (name.as_str(), value)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;
    use crate::alerts::AlertKind;

    fn notice() -> Notice {
        Notice {
            id: Some("7".to_owned()),
            kind: "parked".to_owned(),
            severity: Severity::Warning,
            sentence: "Two.".to_owned(),
            details: Details::from([("count".to_owned(), "2".to_owned())]),
            count: 3,
            times: (
                "2026-11-20T10:00:00Z".to_owned(),
                "2026-11-20T11:00:00Z".to_owned(),
            ),
            connection: Some(("1".to_owned(), "Acme".to_owned())),
            pages: None,
        }
    }

    #[test]
    fn the_document_is_as_the_handbook_says() {
        assert_eq!(
            notice().document(),
            json!({
                "version": 1,
                "text": "Keepsake: Two.",
                "alert": {
                    "id": "7", "kind": "parked", "severity": "warning", "message": "Two.", "details": {"count": "2"},
                    "count": 3, "first_time": "2026-11-20T10:00:00Z", "last_time": "2026-11-20T11:00:00Z",
                    "connection": {"id": "1", "workspace": "Acme"},
                },
            })
        );
    }

    #[test]
    fn pages_are_named_on_the_desktop_and_nowhere_else() {
        let words = Words::english();
        let (unnamed, mut named) = (notice(), notice());
        named.pages = Some(NamedPages {
            first: "Salaries".to_owned(),
            others: 1,
        });
        let said = unnamed.said_in(&words);
        let expected = format!("“Salaries” and 1 more: {said}");
        assert_eq!(named.said_in(&words), expected);
        assert_eq!(named.document(), unnamed.document());
    }

    #[test]
    fn every_kind_has_its_sentence() {
        let words = Words::english();
        for kind in AlertKind::WATCHED.into_iter().chain([AlertKind::Test]) {
            assert!(words.has(&format!("notice-{}", kind.as_str())), "{kind:?}");
        }
        let one = Details::from([("count".to_owned(), "1".to_owned())]);
        let two = Details::from([("count".to_owned(), "2".to_owned())]);
        let say = |details| sentence("parked", details, &words);
        assert_ne!(say(&one), say(&two).replace('2', "1"), "plurals");
        assert_eq!(
            sentence("hologram", &one, &words),
            words.say("notice-other", &[])
        );
    }
}
