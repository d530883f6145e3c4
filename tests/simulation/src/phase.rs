//! What the engine is doing when something goes wrong.
//!
//! The rule it protects: a fault that never met a part of the engine proves nothing about that part, so faults are counted
//! by kind and phase, and no cell of that table may stay empty.

use http::Method;
use serde_json::Value;

/// A part of the engine's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Finding out what has changed.
    List,
    /// Reading what is new.
    Read,
    /// Reading what became of a write whose answer was lost.
    Reconcile,
    /// Writing properties.
    PushProperties,
    /// Writing text.
    PushBody,
    /// Making pages.
    Create,
    /// Putting pages into the trash.
    Trash,
    /// Taking pages out of it.
    Restore,
    /// Moving pages.
    Move,
    /// Looking for edits that leave no trace.
    Audit,
    /// Judging records.
    Records,
    /// Taking in events.
    Webhook,
    /// Exchanging a token for a new one.
    Exchange,
}

impl Phase {
    /// All phases, in the order of the table.
    pub const ALL: [Self; 13] = [
        Self::List,
        Self::Read,
        Self::Reconcile,
        Self::PushProperties,
        Self::PushBody,
        Self::Create,
        Self::Trash,
        Self::Restore,
        Self::Move,
        Self::Audit,
        Self::Records,
        Self::Webhook,
        Self::Exchange,
    ];

    /// Its name in the table.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Read => "read",
            Self::Reconcile => "reconcile",
            Self::PushProperties => "push props",
            Self::PushBody => "push body",
            Self::Create => "create",
            Self::Trash => "trash",
            Self::Restore => "restore",
            Self::Move => "move",
            Self::Audit => "audit",
            Self::Records => "records",
            Self::Webhook => "webhook",
            Self::Exchange => "exchange",
        }
    }

    /// Whether requests are made in it at all.
    #[must_use]
    pub const fn asks_notion(self) -> bool {
        !matches!(self, Self::Records | Self::Webhook)
    }

    /// Whether its requests change something.
    #[must_use]
    pub const fn writes(self) -> bool {
        matches!(
            self,
            Self::PushProperties
                | Self::PushBody
                | Self::Create
                | Self::Trash
                | Self::Restore
                | Self::Move
                | Self::Exchange
        )
    }

    /// The phase of a request that changes something, as far as the request itself says; `None` for reads.
    #[must_use]
    pub fn of_write(method: &Method, path: &str, body: &[u8]) -> Option<Self> {
        if *method == Method::GET {
            return None;
        }
        let parts: Vec<&str> = path.trim_matches('/').split('/').skip(1).collect();
        match (parts.as_slice(), method) {
            (["pages"], &Method::POST) => Some(Self::Create),
            (["pages", _, "move"], _) => Some(Self::Move),
            (["pages", _], &Method::PATCH) => {
                let body: Value = serde_json::from_slice(body).unwrap_or_default();
                Some(match body.get("in_trash").and_then(Value::as_bool) {
                    Some(true) => Self::Trash,
                    Some(false) => Self::Restore,
                    None => Self::PushProperties,
                })
            }
            (["pages", _, "markdown"] | ["blocks", ..], _) => Some(Self::PushBody),
            (["databases" | "data_sources"] | ["data_sources", _], _) => Some(Self::PushProperties),
            _ => None,
        }
    }

    /// The phase a statement belongs to by the table it touches, where that says more than the moment does.
    #[must_use]
    pub fn of_statement(sql: &str) -> Option<Self> {
        if sql.contains("key_store") {
            Some(Self::Exchange)
        } else if sql.contains("webhook_events") {
            Some(Self::Webhook)
        } else if sql.contains("record_jobs")
            || sql.contains("transitions")
            || sql.contains(" records")
        {
            Some(Self::Records)
        } else if sql.contains("audits") {
            Some(Self::Audit)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_says_what_it_is() {
        let phase = |method: Method, path: &str, body: &str| {
            Phase::of_write(&method, path, body.as_bytes())
        };
        assert_eq!(phase(Method::POST, "/v1/pages", "{}"), Some(Phase::Create));
        assert_eq!(
            phase(Method::PATCH, "/v1/pages/a", r#"{"in_trash":true}"#),
            Some(Phase::Trash)
        );
        assert_eq!(
            phase(Method::PATCH, "/v1/pages/a", r#"{"in_trash":false}"#),
            Some(Phase::Restore)
        );
        assert_eq!(
            phase(Method::PATCH, "/v1/pages/a", r#"{"properties":{}}"#),
            Some(Phase::PushProperties)
        );
        assert_eq!(
            phase(Method::PATCH, "/v1/pages/a/markdown", "{}"),
            Some(Phase::PushBody)
        );
        assert_eq!(
            phase(Method::POST, "/v1/pages/a/move", "{}"),
            Some(Phase::Move)
        );
        assert_eq!(
            phase(Method::DELETE, "/v1/blocks/a", ""),
            Some(Phase::PushBody)
        );
        assert_eq!(phase(Method::POST, "/v1/search", "{}"), None);
        assert_eq!(phase(Method::GET, "/v1/pages/a", ""), None);
    }
}
