//! Records as the window sees them.
//!
//! The rule it protects: what did not change does not cross the border again.

use keepsake_text::canonical;

use super::set::SetAnswer;
use super::shape::Record;
use crate::dto::{
    self, ChangeAnswer, FieldChange, RecordDetail, RecordField, RecordList, RecordRow,
};
use crate::error::AppError;
use crate::keepsake::Keepsake;
use crate::profiles::record_state;
use crate::words::Words;

impl Keepsake {
    /// All records of a profile, lately edited first; none of them where `known` is still their revision.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NotFound`] when there is no profile with this number.
    pub async fn record_list(
        &self,
        profile: &str,
        known: Option<&str>,
    ) -> Result<RecordList, AppError> {
        let (connection, applied) = self.applied_numbered(profile).await?;
        self.derive_records(connection).await?;
        let standing = self.standing(connection).await?;
        let all = self.records_of(connection, &applied, &standing).await?;
        let words = self.words();
        let rows = all.into_iter().map(|(record, _)| row(record, &words));
        let mut rows: Vec<RecordRow> = rows.collect();
        rows.sort_by(|one, other| other.updated_time.cmp(&one.updated_time));
        let written = serde_json::to_string(&rows).map_err(AppError::internal)?;
        let revision = canonical::hash_text(&written).to_string();
        let records = (known != Some(revision.as_str())).then_some(rows);
        Ok(RecordList { revision, records })
    }

    /// One record with all of its fields.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NotFound`] when there is none with this id.
    pub async fn record_detail(&self, id: &str) -> Result<RecordDetail, AppError> {
        let seen = self.record(id).await?;
        let fields = seen.fields.into_iter().map(|field| RecordField {
            key: field.key,
            value: field.value,
            in_notion: field.in_notion,
        });
        Ok(RecordDetail {
            fields: fields.collect(),
            record: row(seen.record, &self.words()),
            profile: seen.profile,
            url: seen.url,
        })
    }

    /// Makes a record of the profile with this number; answers with its id, which stays good once Notion has made the page.
    ///
    /// # Errors
    /// As [`Keepsake::new_record`]; [`crate::ErrorCode::NotFound`] when there is no such profile.
    pub async fn add_record(
        &self,
        profile: &str,
        values: Vec<FieldChange>,
    ) -> Result<String, AppError> {
        let (connection, applied) = self.applied_numbered(profile).await?;
        let values: Vec<(String, String)> = values
            .into_iter()
            .map(|value| (value.key, value.value))
            .collect();
        let made = self.make_record(connection, &applied, &values).await?;
        Ok(made.record.id)
    }

    /// Changes fields of a record; all or none.
    ///
    /// # Errors
    /// As [`Keepsake::set_record`].
    pub async fn change_record(
        &self,
        id: &str,
        changes: Vec<FieldChange>,
        meant: bool,
    ) -> Result<ChangeAnswer, AppError> {
        let changes: Vec<(String, String)> = changes
            .into_iter()
            .map(|change| (change.key, change.value))
            .collect();
        Ok(match self.set_record(id, &changes, meant).await? {
            SetAnswer::Done { seen, .. } => ChangeAnswer {
                record: row(seen.record, &self.words()),
                unusual: None,
            },
            SetAnswer::Unusual { seen, to, next, .. } => {
                let from = seen.record.notion_status.clone();
                ChangeAnswer {
                    record: row(seen.record, &self.words()),
                    unusual: Some(dto::UnusualMove {
                        from,
                        to,
                        next: next.iter().map(|state| record_state(state)).collect(),
                    }),
                }
            }
        })
    }
}

fn row(record: Record, words: &Words) -> RecordRow {
    let texts = record.reasons_in(words);
    let reasons = record.shown_reasons.into_iter().zip(texts);
    RecordRow {
        id: record.id,
        title: record.title,
        channel: record.channel,
        topic: record.topic,
        state: record_state(&record.status),
        notion_status: record.notion_status,
        priority: record.priority,
        created_time: record.created,
        updated_time: record.updated,
        state_since: record.state_since,
        valid: record.valid,
        reasons: reasons
            .map(|(reason, text)| dto::Reason { text, ..reason })
            .collect(),
        waiting: dto::count(record.waiting.len() as u64),
        conflict: record.conflict,
    }
}
