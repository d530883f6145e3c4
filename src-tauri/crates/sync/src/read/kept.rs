//! A read in the form in which the store keeps it.
//!
//! Leaves out what a read is. The rule it protects: what a version has written, every later one understands.

use keepsake_memory::{Fetch, FetchKind, ObjectKind};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{BlockList, FileRead, Place, Read, Walked};

#[derive(Default, Serialize, Deserialize)]
pub(super) struct Detail {
    #[serde(flatten)]
    at: Place,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "time::serde::rfc3339::option"
    )]
    window: Option<OffsetDateTime>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expected: Option<Walked>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    property: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    list: Option<BlockList>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<FileRead>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    part: Option<Part>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_slow: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Part {
    Piece,
    Unknown,
    TopLevel,
}

impl Read {
    /// Understands a stored row; `None` when it was written by a version that kept something else there.
    #[must_use]
    pub fn from_fetch(fetch: &Fetch) -> Option<Self> {
        let detail: Detail = serde_json::from_str(&fetch.detail).ok()?;
        let target = fetch.target;
        Some(match fetch.kind {
            FetchKind::Container => Self::Container { database: target },
            FetchKind::Query => Self::Query {
                data_source: target,
                window: detail.window,
                at: detail.at,
                is_slow: detail.is_slow,
            },
            FetchKind::Search => Self::Search {
                bot: target,
                at: detail.at,
            },
            FetchKind::Object => Self::Object {
                id: target,
                expected: detail.expected?,
                title: detail.title.unwrap_or_default(),
            },
            FetchKind::Linked => Self::Linked {
                id: target,
                kind: match detail.expected {
                    None => ObjectKind::Database,
                    Some(Walked::Page) => ObjectKind::Page,
                    Some(Walked::DataSource) => ObjectKind::DataSource,
                },
            },
            FetchKind::Body => Self::Body { page: target },
            FetchKind::Part => match detail.part? {
                Part::Piece => Self::Piece {
                    page: fetch.object?,
                    block: target,
                },
                Part::Unknown => Self::UnknownBlock {
                    page: fetch.object?,
                    block: target,
                },
                Part::TopLevel => Self::UnknownBlocks { page: target },
            },
            FetchKind::Property => Self::Property {
                page: target,
                property: detail.property?,
                name: detail.title.unwrap_or_default(),
            },
            FetchKind::Blocks => Self::Blocks {
                page: fetch.object?,
                parent: target,
                list: detail.list.unwrap_or_default(),
            },
            FetchKind::Comments => Self::Comments {
                page: fetch.object?,
                on: target,
            },
            FetchKind::File => Self::File {
                object: target,
                file: detail.file?,
            },
            FetchKind::Users => Self::Users {
                bot: target,
                at: detail.at,
            },
        })
    }

    /// What tells two reads of one kind and target apart, and everything else that is needed to perform it.
    pub(super) fn key_and_detail(&self) -> (String, Detail) {
        let none = Detail::default();
        match self {
            Self::Container { .. } | Self::Body { .. } | Self::Comments { .. } => {
                (String::new(), none)
            }
            Self::Query {
                window,
                at,
                is_slow,
                ..
            } => {
                let since = window.map_or(0, OffsetDateTime::unix_timestamp);
                let pace = if *is_slow { "slow/" } else { "" };
                (
                    format!("{pace}{since}/{}", at.key()),
                    Detail {
                        at: at.clone(),
                        window: *window,
                        is_slow: *is_slow,
                        ..none
                    },
                )
            }
            Self::Object {
                expected, title, ..
            } => (
                String::new(),
                Detail {
                    expected: Some(*expected),
                    title: Some(title.clone()),
                    ..none
                },
            ),
            Self::Linked { kind, .. } => (
                String::new(),
                Detail {
                    // A database is read as what it is, and says so by this.
                    expected: match kind {
                        ObjectKind::Database => None,
                        ObjectKind::Page => Some(Walked::Page),
                        ObjectKind::DataSource => Some(Walked::DataSource),
                    },
                    ..none
                },
            ),
            Self::Piece { .. } => (
                "piece".into(),
                Detail {
                    part: Some(Part::Piece),
                    ..none
                },
            ),
            Self::UnknownBlock { .. } => (
                "unknown".into(),
                Detail {
                    part: Some(Part::Unknown),
                    ..none
                },
            ),
            Self::UnknownBlocks { .. } => (
                "top_level".into(),
                Detail {
                    part: Some(Part::TopLevel),
                    ..none
                },
            ),
            Self::Property { property, name, .. } => (
                property.clone(),
                Detail {
                    property: Some(property.clone()),
                    title: Some(name.clone()),
                    ..none
                },
            ),
            Self::Blocks { list, .. } => (
                list.at.key(),
                Detail {
                    list: Some(list.clone()),
                    ..none
                },
            ),
            Self::File { file, .. } => (
                file.identity.clone(),
                Detail {
                    file: Some(file.clone()),
                    ..none
                },
            ),
            Self::Search { at, .. } | Self::Users { at, .. } => (
                at.key(),
                Detail {
                    at: at.clone(),
                    ..none
                },
            ),
        }
    }
}
