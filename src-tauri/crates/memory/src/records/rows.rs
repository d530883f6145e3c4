//! Records: the rows of a profile's data source as they were last validated.

use std::collections::BTreeMap;

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::apply::Batch;
use crate::change::ConnectionId;
use crate::columns::{StoredId, millis, moment};
use crate::error::StoreError;
use crate::records::due;
use crate::records::profiles::ProfileId;
use crate::rows::row_struct;
use crate::search::words;
use crate::statement::sql;
use crate::store::Store;

/// What a row was found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRecord {
    /// The page.
    pub object: NotionId,
    /// The profile it was validated by.
    pub profile: ProfileId,
    /// Its title.
    pub title: String,
    /// Its channel.
    pub channel: Option<String>,
    /// Its topic.
    pub topic: Option<String>,
    /// Its story direction (Markdown).
    pub story_direction: Option<String>,
    /// Its priority.
    pub priority: Option<String>,
    /// The internal state, as a stable word.
    pub state: String,
    /// The exact name of its status in Notion.
    pub notion_status: Option<String>,
    /// Whether nothing is wrong with it.
    pub valid: bool,
    /// What is wrong with it (JSON).
    pub reasons: String,
    /// What was put right without being wrong (JSON).
    pub notes: String,
    /// Since when it is in this state; kept while the state stays.
    pub state_since: OffsetDateTime,
    /// When it was made.
    pub created_time: Option<OffsetDateTime>,
    /// When it was last changed.
    pub updated_time: Option<OffsetDateTime>,
    /// The [`crate::RowToValidate::due`] of what was validated: a row that changed since stays due.
    pub due: i64,
}

/// A record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRecord {
    /// Its row: the key to go on from in lists.
    pub row: i64,
    /// The page.
    pub object: NotionId,
    /// The profile it was validated by.
    pub profile: ProfileId,
    /// Its title.
    pub title: String,
    /// Its channel.
    pub channel: Option<String>,
    /// Its topic.
    pub topic: Option<String>,
    /// Its story direction (Markdown).
    pub story_direction: Option<String>,
    /// Its priority.
    pub priority: Option<String>,
    /// The internal state.
    pub state: String,
    /// The exact name of its status in Notion.
    pub notion_status: Option<String>,
    /// Whether nothing is wrong with it.
    pub valid: bool,
    /// What is wrong with it (JSON).
    pub reasons: String,
    /// What was put right without being wrong (JSON).
    pub notes: String,
    /// Since when it is in this state.
    pub state_since: OffsetDateTime,
    /// When it was made.
    pub created_time: Option<OffsetDateTime>,
    /// When it was last changed.
    pub updated_time: Option<OffsetDateTime>,
}

/// Which records to list; what is `None` does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordFilter {
    /// Of this profile.
    pub profile: Option<ProfileId>,
    /// In this state.
    pub state: Option<String>,
    /// Valid, or not.
    pub valid: Option<bool>,
    /// Of this channel.
    pub channel: Option<String>,
    /// With these words beginning to end in title, channel or topic.
    pub text: Option<String>,
    /// After this row.
    pub after: Option<i64>,
    /// At most so many.
    pub limit: u32,
}

/// How many records a profile has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordCounts {
    /// In each state.
    pub by_state: BTreeMap<String, u64>,
    /// With nothing wrong.
    pub valid: u64,
    /// With something wrong.
    pub invalid: u64,
}

/// Notes what a row was found to be.
pub(crate) fn put(batch: &mut Batch<'_>, new: &NewRecord) -> Result<(), StoreError> {
    let row = batch.row(new.object)?;
    let folded = [Some(&new.title), new.channel.as_ref(), new.topic.as_ref()]
        .into_iter()
        .flatten()
        .map(|text| words::indexed(text))
        .collect::<Vec<_>>()
        .join("\n");
    batch.session.execute(
        sql(
            "INSERT INTO records (object_id, profile_id, title, channel, topic, story_direction, priority, state,
                     notion_status, valid, reasons, notes, folded, state_since, created_time, updated_time)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (object_id) DO UPDATE SET
                     profile_id = excluded.profile_id, title = excluded.title, channel = excluded.channel,
                     topic = excluded.topic, story_direction = excluded.story_direction, priority = excluded.priority,
                     state_since = CASE WHEN state = excluded.state THEN state_since ELSE excluded.state_since END,
                     state = excluded.state, notion_status = excluded.notion_status, valid = excluded.valid,
                     reasons = excluded.reasons, notes = excluded.notes, folded = excluded.folded,
                     created_time = excluded.created_time, updated_time = excluded.updated_time",
        )
        .bind(row)
        .bind(new.profile)
        .bind(&new.title)
        .bind(new.channel.as_deref())
        .bind(new.topic.as_deref())
        .bind(new.story_direction.as_deref())
        .bind(new.priority.as_deref())
        .bind(&new.state)
        .bind(new.notion_status.as_deref())
        .bind(new.valid)
        .bind(&new.reasons)
        .bind(&new.notes)
        .bind(folded)
        .bind(millis(new.state_since))
        .bind(new.created_time.map(millis))
        .bind(new.updated_time.map(millis)),
    )?;
    due::settle(&mut batch.session, row, new.due)
}

/// The row is no record any more, as of what was read when its mark had the count `due`.
pub(crate) fn remove(batch: &mut Batch<'_>, object: NotionId, due: i64) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    batch
        .session
        .execute(sql("DELETE FROM records WHERE object_id = ?").bind(row))?;
    due::settle(&mut batch.session, row, due)
}

row_struct! {
    /// The row of a [`StoredRecord`].
    struct Row {
        object_id: i64,
        notion_id: StoredId,
        profile_id: ProfileId,
        title: String,
        channel: Option<String>,
        topic: Option<String>,
        story_direction: Option<String>,
        priority: Option<String>,
        state: String,
        notion_status: Option<String>,
        valid: bool,
        reasons: String,
        notes: String,
        state_since: i64,
        created_time: Option<i64>,
        updated_time: Option<i64>,
    }
}

impl From<Row> for StoredRecord {
    fn from(row: Row) -> Self {
        Self {
            row: row.object_id,
            object: row.notion_id.0,
            profile: row.profile_id,
            title: row.title,
            channel: row.channel,
            topic: row.topic,
            story_direction: row.story_direction,
            priority: row.priority,
            state: row.state,
            notion_status: row.notion_status,
            valid: row.valid,
            reasons: row.reasons,
            notes: row.notes,
            state_since: moment(row.state_since),
            created_time: row.created_time.map(moment),
            updated_time: row.updated_time.map(moment),
        }
    }
}

/// Records beside their pages; the tables and the rest of the query follow.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT r.object_id, o.notion_id, r.profile_id, r.title, r.channel, r.topic, r.story_direction, r.priority,
                    r.state, r.notion_status, r.valid, r.reasons, r.notes, r.state_since, r.created_time, r.updated_time
             FROM ",
            $rest
        )
    };
}

impl Store {
    /// Records, in the order of their rows.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn records(
        &self,
        connection: ConnectionId,
        filter: &RecordFilter,
    ) -> Result<Vec<StoredRecord>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader.session()?.all(
            sql(select!(
                "records r CROSS JOIN objects o ON o.id = r.object_id
                 WHERE r.object_id > ?1 AND o.connection_id = ?2 AND (?3 IS NULL OR r.profile_id = ?3)
                       AND (?4 IS NULL OR r.state = ?4) AND (?5 IS NULL OR r.valid = ?5)
                       AND (?6 IS NULL OR r.channel = ?6) AND (?7 IS NULL OR instr(r.folded, ?7) > 0)
                 ORDER BY r.object_id LIMIT ?8"
            ))
            .bind(filter.after.unwrap_or(0))
            .bind(connection)
            .bind(filter.profile)
            .bind(filter.state.as_deref())
            .bind(filter.valid)
            .bind(filter.channel.as_deref())
            .bind(filter.text.as_deref().map(words::indexed))
            .bind(filter.limit),
        )?;
        Ok(rows.into_iter().map(StoredRecord::from).collect())
    }

    /// One record.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn record(
        &self,
        connection: ConnectionId,
        object: NotionId,
    ) -> Result<Option<StoredRecord>, StoreError> {
        let mut reader = self.reader().await?;
        let row: Option<Row> = reader.session()?.optional(
            sql(select!(
                "objects o CROSS JOIN records r ON r.object_id = o.id WHERE o.connection_id = ? AND o.notion_id = ?"
            ))
            .bind(connection)
            .bind(StoredId(object)),
        )?;
        Ok(row.map(StoredRecord::from))
    }

    /// How many records a profile has.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn record_counts(&self, profile: ProfileId) -> Result<RecordCounts, StoreError> {
        let mut reader = self.reader().await?;
        let mut snapshot = reader.snapshot()?;
        let mut session = snapshot.session();
        let states: Vec<(String, u32)> = session.all(
            sql("SELECT state, count(*) FROM records WHERE profile_id = ? GROUP BY state")
                .bind(profile),
        )?;
        let validity: Vec<(bool, u32)> = session.all(
            sql("SELECT valid, count(*) FROM records WHERE profile_id = ? GROUP BY valid")
                .bind(profile),
        )?;
        let mut counts = RecordCounts {
            by_state: states
                .into_iter()
                .map(|(state, count)| (state, u64::from(count)))
                .collect(),
            ..RecordCounts::default()
        };
        for (valid, count) in validity {
            if valid {
                counts.valid = u64::from(count);
            } else {
                counts.invalid = u64::from(count);
            }
        }
        Ok(counts)
    }
}
