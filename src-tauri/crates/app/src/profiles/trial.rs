//! Trying a profile: what its rules make of a database, schema and rows, before anything is changed.
//!
//! Leaves out putting it into force ([`super::apply`]). The rule it protects: a trial looks at every row that is remembered
//! and changes nothing, here or in Notion.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use keepsake_memory::{ConnectionId, ObjectKind};
use keepsake_records::{
    Difference, Mapping, Profile, Row, SchemaReport, Severity, compare, repairs, validate,
};
use keepsake_sync::two_way::overlay::overlaid;
use keepsake_text::NotionId;
use serde_json::Value;

use super::files::{ChannelsFolder, ProfileText};
use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;
use crate::sentences::said;
use crate::words::Words;

/// A database as the memory has it.
#[derive(Debug, Clone)]
pub(crate) struct SchemaHere {
    /// Its data source.
    pub(crate) id: NotionId,
    /// Its title; empty where it has none.
    pub(crate) title: String,
    /// Its JSON as Notion sent it.
    pub(crate) raw: Value,
}

/// What a profile would make of a database.
#[derive(Debug, Clone)]
pub struct ProfileTrial {
    pub(crate) text: ProfileText,
    pub(crate) profile: Profile,
    pub(crate) folder: ChannelsFolder,
    pub(crate) source: SchemaHere,
    pub(crate) report: SchemaReport,
    pub(crate) rows: Vec<TriedRow>,
    /// What its sentences are said in.
    pub(crate) words: Arc<Words>,
}

/// A row and what the profile makes of it.
#[derive(Debug, Clone)]
pub(crate) struct TriedRow {
    /// Its page.
    pub(crate) id: NotionId,
    /// What it is.
    pub(crate) row: Row,
}

/// A difference between a profile and a database, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedDifference {
    /// Which sentence it is.
    pub code: &'static str,
    /// `blocks`, `can_be_repaired` or `only_said`.
    pub severity: &'static str,
    /// The sentence.
    pub sentence: String,
}

/// A row that would not be valid, or would be changed by a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TriedEntry {
    /// Its page.
    pub id: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// The state it would have.
    pub state: String,
    /// The exact name of its status in Notion.
    pub notion_status: String,
    /// Whether it would be valid.
    pub valid: bool,
    /// Why not, as it is logged.
    pub reasons: Vec<String>,
    /// Why not, and what would be put right, in sentences.
    pub said: Vec<String>,
    /// What would be put right without being wrong.
    pub notes: Vec<String>,
}

impl ProfileTrial {
    /// The profile's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.profile.name
    }

    /// The data source's id.
    #[must_use]
    pub fn data_source(&self) -> String {
        self.source.id.to_string()
    }

    /// The database's title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.source.title
    }

    /// Where the channels were read from.
    #[must_use]
    pub fn channels_folder(&self) -> &Path {
        &self.folder.path
    }

    /// The channels, with the files they come from.
    #[must_use]
    pub fn channels(&self) -> Vec<(String, String)> {
        let channels = self.folder.channels.iter();
        channels
            .map(|channel| (channel.id.clone(), channel.file.clone()))
            .collect()
    }

    /// Everything in which the database differs from the profile, what blocks first.
    #[must_use]
    pub fn differences(&self) -> Vec<NamedDifference> {
        sorted(&self.report.differences)
            .into_iter()
            .map(|difference| NamedDifference {
                code: keepsake_records::Sentence::code(difference),
                severity: difference.severity().as_str(),
                sentence: said(difference, &self.words),
            })
            .collect()
    }

    /// Whether somebody has to change something in Notion, or a file, first.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.report.is_blocked()
    }

    /// Whether something is missing in Notion that can be added from here.
    #[must_use]
    pub fn can_be_repaired(&self) -> bool {
        repairs(&self.report).is_some()
    }

    /// Whether the profile can be put into force as things are.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.report.is_usable()
    }

    /// Rows that would be valid.
    #[must_use]
    pub fn valid(&self) -> usize {
        self.rows.iter().filter(|tried| tried.row.valid).count()
    }

    /// Rows that would stay in Draft.
    #[must_use]
    pub fn invalid(&self) -> usize {
        self.rows.len() - self.valid()
    }

    /// How many valid rows would be in each state, in pipeline order.
    #[must_use]
    pub fn states(&self) -> Vec<(String, usize)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for tried in self.rows.iter().filter(|tried| tried.row.valid) {
            *counts.entry(tried.row.state.as_str()).or_default() += 1;
        }
        let states = self.profile.status.states.iter();
        states
            .map(|rule| {
                let state = rule.state.as_str();
                (state.to_owned(), counts.get(state).copied().unwrap_or(0))
            })
            .collect()
    }

    /// Every row, as the profile would make it.
    #[must_use]
    pub fn entries(&self) -> Vec<TriedEntry> {
        let entry = |tried: &TriedRow| TriedEntry {
            id: tried.id.to_string(),
            title: tried.row.title.clone(),
            state: tried.row.state.to_string(),
            notion_status: tried.row.notion_status.clone(),
            valid: tried.row.valid,
            reasons: tried.row.reasons.iter().map(ToString::to_string).collect(),
            said: tried
                .row
                .reasons
                .iter()
                .map(|one| said(one, &self.words))
                .chain(tried.row.notes.iter().map(|one| said(one, &self.words)))
                .collect(),
            notes: tried.row.notes.iter().map(ToString::to_string).collect(),
        };
        self.rows.iter().map(entry).collect()
    }

    /// The error about a profile that cannot be applied as things are.
    #[must_use]
    pub fn blocked(&self) -> AppError {
        let blocking: Vec<String> = sorted(&self.report.differences)
            .into_iter()
            .filter(|difference| difference.severity() != Severity::OnlySaid)
            .map(|difference| said(difference, &self.words))
            .collect();
        AppError::invalid("schema_blocked")
            .with("profile", self.name())
            .with("title", self.title())
            .with("detail", blocking.join("\n"))
    }
}

/// Differences, what blocks first.
pub(crate) fn sorted(differences: &[Difference]) -> Vec<&Difference> {
    let mut sorted: Vec<&Difference> = differences.iter().collect();
    sorted.sort_by_key(|difference| difference.severity());
    sorted
}

impl Keepsake {
    /// Tries a profile on a database that is in the memory. `folder` are the channels; those of the data folder when
    /// none is named.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidInput`] for a profile or a channel that cannot be used; [`ErrorCode::NotFound`] for a database
    /// that is not in the memory.
    pub async fn try_profile(
        &self,
        connection: &str,
        profile: &str,
        data_source: &str,
        folder: Option<PathBuf>,
    ) -> Result<ProfileTrial, AppError> {
        let connection = crate::connect::connection_id(connection)?;
        let text = self.profile_text(profile).await?;
        let read = text.read(&self.words())?;
        let folder = self.channels(folder.as_deref()).await?;
        let id = crate::catalog::notion_id(data_source)?;
        let source = self.schema_here(connection, id).await?.ok_or_else(|| {
            AppError::new(ErrorCode::NotFound)
                .with("what", "data_source")
                .with("id", id)
        })?;
        self.trial(connection, text, read, folder, source).await
    }

    pub(crate) async fn trial(
        &self,
        connection: ConnectionId,
        text: ProfileText,
        profile: Profile,
        folder: ChannelsFolder,
        source: SchemaHere,
    ) -> Result<ProfileTrial, AppError> {
        let earlier: Option<Mapping> = match self.store().profile_of(connection, source.id).await? {
            Some(stored) if stored.name == profile.name => {
                serde_json::from_str(&stored.mapping).ok()
            }
            _ => None,
        };
        let report = compare(&profile, &folder.channels, &source.raw, earlier.as_ref());
        let mut rows = Vec::new();
        for listed in self.store().children(connection, Some(source.id)).await? {
            if listed.kind != ObjectKind::Page {
                continue;
            }
            let Some(page) = self.page_here(connection, listed.id).await? else {
                continue;
            };
            let row = validate(&profile, &folder.channels, &report.mapping, &page);
            rows.push(TriedRow { id: listed.id, row });
        }
        Ok(ProfileTrial {
            words: self.words(),
            text,
            profile,
            folder,
            source,
            report,
            rows,
        })
    }

    /// A page's JSON with what was changed here.
    pub(crate) async fn page_here(
        &self,
        connection: ConnectionId,
        page: NotionId,
    ) -> Result<Option<Value>, AppError> {
        let Some(raw) = self.store().raw(connection, page).await? else {
            return Ok(None);
        };
        let unsettled = self.store().unsettled_of(connection, page).await?;
        Ok(Some(match unsettled {
            Some(unsettled) => overlaid(&raw, &unsettled.parts),
            None => raw,
        }))
    }

    /// The data source with this id, or the only one of the database with this id.
    pub(crate) async fn schema_here(
        &self,
        connection: ConnectionId,
        id: NotionId,
    ) -> Result<Option<SchemaHere>, AppError> {
        let Some(object) = self.store().object(connection, id).await? else {
            return Ok(None);
        };
        let source = match object.kind {
            ObjectKind::DataSource => object,
            ObjectKind::Page => return Err(AppError::invalid("not_a_database").with("id", id)),
            ObjectKind::Database => {
                let inside = self.store().children(connection, Some(id)).await?;
                let mut sources = inside
                    .into_iter()
                    .filter(|one| one.kind == ObjectKind::DataSource);
                let Some(only) = sources.next() else {
                    return Ok(None);
                };
                let others: Vec<String> = sources
                    .map(|one| format!("{} {}", one.id, one.title))
                    .collect();
                if !others.is_empty() {
                    let first = format!("{} {}", only.id, only.title);
                    return Err(AppError::invalid("several_data_sources")
                        .with("data_sources", format!("{first}, {}", others.join(", ")))
                        .with("id", id));
                }
                match self.store().object(connection, only.id).await? {
                    Some(source) => source,
                    None => return Ok(None),
                }
            }
        };
        let Some(raw) = self.store().raw(connection, source.id).await? else {
            return Ok(None);
        };
        Ok(Some(SchemaHere {
            id: source.id,
            title: source.title,
            raw,
        }))
    }
}
