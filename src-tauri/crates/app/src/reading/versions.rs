//! Earlier versions of a page: the list, the page as it was, and what changed.
//!
//! Leaves out what is kept and for how long (`keepsake-memory`). The rules it protects: a moment before anything was
//! remembered is said to be one, never answered with a guess; HTML leaves here only after it was made safe.

use keepsake_memory::{ConnectionId, StoredObject, Version, VersionId};
use keepsake_text::differences::{Part, differences};
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{Date, Duration, OffsetDateTime};

use crate::dto::{
    self, DifferencePart, DifferencePartKind, PageVersion, PageVersions, ShownVersion,
    VersionDifference, WordCounts,
};
use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;
use crate::records::Found;
use crate::words::Words;

/// Versions that are listed: more than anybody looks through.
const LISTED: u32 = 100;

/// Which version is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    /// The one with this number.
    Number(VersionId),
    /// The one that the page showed at this moment.
    At(OffsetDateTime),
}

/// A number, a day (its end, UTC) or a moment (RFC 3339).
fn which(text: &str) -> Result<Which, AppError> {
    let text = text.trim();
    if let Ok(number) = text.parse() {
        return Ok(Which::Number(number));
    }
    if let Ok(moment) = OffsetDateTime::parse(text, &Rfc3339) {
        return Ok(Which::At(moment));
    }
    let day = Date::parse(text, format_description!("[year]-[month]-[day]")).ok();
    let end = day
        .and_then(Date::next_day)
        .map(|next| next.midnight().assume_utc() - Duration::milliseconds(1));
    end.map(Which::At)
        .ok_or_else(|| AppError::invalid("not_a_version").with("value", text))
}

/// A version beside its text.
struct Read {
    version: Version,
    markdown: String,
    before_memory: bool,
}

impl Keepsake {
    /// The versions of a page that are remembered.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when the page is not in the memory.
    pub async fn versions(&self, id: &str) -> Result<PageVersions, AppError> {
        let Some((here, object)) = self.remembered(id).await? else {
            return Ok(PageVersions {
                title: String::new(),
                versions: Vec::new(),
                oldest_time: None,
            });
        };
        let found = self.store().versions(here, object.id, LISTED + 1).await?;
        let oldest = self.store().oldest_version(here, object.id).await?;
        let mut listed = Vec::with_capacity(found.len());
        let mut newer: Option<(Version, String)> = None;
        for version in found {
            let text = self.version_markdown(here, &object, version.id).await?;
            if let Some((version, after)) = newer.replace((version, text)) {
                let before = newer.as_ref().map_or("", |(_, text)| text.as_str());
                let counts = counted(&differences(before, &after));
                listed.push(shown(version, Some(counts)));
            }
        }
        if listed.len() < LISTED as usize {
            listed.extend(newer.map(|(version, _)| shown(version, None)));
        }
        Ok(PageVersions {
            title: object.title,
            versions: listed,
            oldest_time: oldest.map(|version| dto::moment(version.edited_time)),
        })
    }

    /// A page as it was: `which` is the number of a version, a day or a moment. Before anything was remembered of it, the
    /// oldest version, marked as such.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when the page or the version is not in the memory; [`ErrorCode::InvalidInput`] where `which`
    /// is none of the three.
    pub async fn version(&self, id: &str, which: &str) -> Result<ShownVersion, AppError> {
        let (here, object) = self.with_versions(id).await?;
        let read = self.read_version(here, &object, which).await?;
        let before = self.version_before(here, &object, read.version.id).await?;
        let changed = before.map(|(_, text)| counted(&differences(&text, &read.markdown)));
        let files = self.store().files(here, object.id).await?;
        let html = self
            .html(here, &read.markdown, &files, &Words::english())
            .await?;
        let newest = self.store().versions(here, object.id, 1).await?;
        Ok(ShownVersion {
            is_newest: newest.first().is_some_and(|one| one.id == read.version.id),
            version: shown(read.version, changed),
            html,
            markdown: read.markdown,
            before_memory: read.before_memory,
        })
    }

    /// What changed from one version to another; without `from`, from the one before.
    ///
    /// # Errors
    /// As [`Keepsake::version`].
    pub async fn version_difference(
        &self,
        id: &str,
        from: Option<&str>,
        to: &str,
    ) -> Result<VersionDifference, AppError> {
        let (here, object) = self.with_versions(id).await?;
        let to = self.read_version(here, &object, to).await?;
        let from = match from {
            Some(from) => {
                let read = self.read_version(here, &object, from).await?;
                Some((read.version, read.markdown))
            }
            None => self.version_before(here, &object, to.version.id).await?,
        };
        let (mut older, mut newer) = (from, (to.version, to.markdown));
        if let Some(older) = older.as_mut()
            && older.0.id > newer.0.id
        {
            std::mem::swap(older, &mut newer);
        }
        let (version, before) = older.map_or((None, String::new()), |(version, text)| {
            (Some(shown(version, None)), text)
        });
        let parts = differences(&before, &newer.1);
        Ok(VersionDifference {
            from: version,
            counts: counted(&parts),
            to: shown(newer.0, None),
            parts: parts.into_iter().map(part).collect(),
        })
    }

    /// A page of the memory; nothing for one that Notion has not made yet.
    async fn remembered(
        &self,
        id: &str,
    ) -> Result<Option<(ConnectionId, Box<StoredObject>)>, AppError> {
        Ok(match self.found(id).await? {
            Found::Page { connection, object } => Some((connection, object)),
            Found::Creation { .. } => None,
        })
    }

    async fn with_versions(&self, id: &str) -> Result<(ConnectionId, Box<StoredObject>), AppError> {
        self.remembered(id).await?.ok_or_else(|| missing(id))
    }

    async fn read_version(
        &self,
        here: ConnectionId,
        object: &StoredObject,
        text: &str,
    ) -> Result<Read, AppError> {
        let store = self.store();
        let (version, before_memory) = match which(text)? {
            Which::Number(number) => {
                let all = store.versions(here, object.id, u32::MAX).await?;
                (all.into_iter().find(|one| one.id == number), false)
            }
            Which::At(time) => match store.version_at(here, object.id, time).await? {
                Some(version) => (Some(version), false),
                None => (store.oldest_version(here, object.id).await?, true),
            },
        };
        let version = version.ok_or_else(|| missing(text))?;
        Ok(Read {
            markdown: self.version_markdown(here, object, version.id).await?,
            version,
            before_memory,
        })
    }

    async fn version_before(
        &self,
        here: ConnectionId,
        object: &StoredObject,
        version: VersionId,
    ) -> Result<Option<(Version, String)>, AppError> {
        let all = self.store().versions(here, object.id, u32::MAX).await?;
        match all.into_iter().find(|one| one.id < version) {
            Some(before) => {
                let text = self.version_markdown(here, object, before.id).await?;
                Ok(Some((before, text)))
            }
            None => Ok(None),
        }
    }

    async fn version_markdown(
        &self,
        here: ConnectionId,
        object: &StoredObject,
        version: VersionId,
    ) -> Result<String, AppError> {
        let text = self.store().version_text(here, object.id, version).await?;
        text.ok_or_else(|| missing(&version.to_string()))
    }
}

fn missing(which: &str) -> AppError {
    AppError::new(ErrorCode::NotFound)
        .with("what", "version")
        .with("id", which)
}

fn shown(version: Version, changed: Option<WordCounts>) -> PageVersion {
    PageVersion {
        id: version.id.to_string(),
        edited_time: dto::moment(version.edited_time),
        remembered_time: dto::moment(version.observed_time),
        editor: version.editor,
        size: dto::bytes(version.size),
        changed,
    }
}

/// How many words differ; a change of mere marks counts as one, so that nothing that changed looks as if it had not.
fn counted(parts: &[Part]) -> WordCounts {
    let words = |text: &str| {
        let words = text.split_whitespace();
        let count = words.filter(|word| word.chars().any(char::is_alphanumeric));
        (count.count() as u64).max(u64::from(!text.is_empty()))
    };
    let (mut added, mut removed) = (0, 0);
    for part in parts {
        match part {
            Part::Same(_) => {}
            Part::Added(text) => added += words(text),
            Part::Removed(text) => removed += words(text),
        }
    }
    WordCounts {
        added: dto::count(added),
        removed: dto::count(removed),
    }
}

fn part(part: Part) -> DifferencePart {
    let (kind, text) = match part {
        Part::Same(text) => (DifferencePartKind::Same, text),
        Part::Removed(text) => (DifferencePartKind::Removed, text),
        Part::Added(text) => (DifferencePartKind::Added, text),
    };
    DifferencePart { kind, text }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_version_is_meant_by_number_day_or_moment() {
        let end = datetime!(2026-05-03 23:59:59.999 UTC);
        let moment = datetime!(2026-05-03 10:00 +02:00);
        for (text, expected) in [
            ("17", Which::Number(VersionId::new(17))),
            (" 2026-05-03 ", Which::At(end)),
            ("2026-05-03T10:00:00+02:00", Which::At(moment)),
        ] {
            assert_eq!(which(text).unwrap(), expected, "{text}");
        }
        for text in ["", "yesterday", "2026-13-01", "03.05.2026"] {
            assert_eq!(which(text).unwrap_err().code, ErrorCode::InvalidInput);
        }
    }

    #[test]
    fn words_are_counted_and_a_mere_mark_is_not_nothing() {
        for (before, after, added, removed) in [
            ("same", "same", 0, 0),
            ("two words", "two other words", 1, 0),
            ("two words", "two", 0, 1),
            ("Done", "Done.", 1, 0),
            ("", "a b c", 3, 0),
        ] {
            let counts = counted(&differences(before, after));
            assert_eq!(counts, WordCounts { added, removed }, "{before} {after}");
        }
    }
}
