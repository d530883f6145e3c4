//! Rows that changed, seen through the profiles.
//!
//! Each row is validated as a person sees it: Notion's values with what was changed here put over them. Leaves out the rules
//! ([`keepsake_records`]). The rules it protects: a record and what follows from it (its job, the note of its change of
//! state) are one commit; a row that breaks a rule stays in draft and is never queued, and its name in Notion is left alone.

use keepsake_memory::{
    Change, ConnectionId, NewHistory, NewRecord, NewTransition, Origin, Part, RecordJob,
    RecordJobState, RowToValidate, Store, StoredRecord,
};
use keepsake_planted::{Bug, is as planted};
use keepsake_records::{Row, Sentence, Transition, row::comment, validate};
use keepsake_text::property::{writable, writable_from_words};
use time::OffsetDateTime;

use super::{
    Engine, Run,
    push::remarks::{self, Remark},
};
use crate::{
    error::RunError,
    two_way::{RecordReport, Rules, overlay, profile::Applied},
};

/// How many rows one transaction takes.
const ROWS: u32 = 200;

impl Engine {
    /// The rules of the profiles in force.
    pub(super) async fn rules(&self, connection: ConnectionId) -> Result<Rules, RunError> {
        Ok(Rules::new(&applied(&self.store, connection).await?))
    }

    /// Validates what has changed.
    pub(super) async fn validate(&self, run: &mut Run<'_>) -> Result<(), RunError> {
        let correlation_id = &run.request.correlation_id;
        let now = self.clock.now();
        let report = derive_records(&self.store, run.connection, correlation_id, now).await?;
        run.records.add(report);
        Ok(())
    }
}

/// Validates all rows that have changed since they were last looked at, without any request.
///
/// # Errors
/// [`RunError`] when the memory cannot be read or written.
pub async fn derive_records(
    store: &Store,
    connection: ConnectionId,
    correlation_id: &str,
    now: OffsetDateTime,
) -> Result<RecordReport, RunError> {
    let mut report = RecordReport::default();
    for profile in applied(store, connection).await? {
        let mut after = 0;
        loop {
            let rows = store.rows_to_validate(profile.id, after, ROWS).await?;
            let Some(last) = rows.last() else { break };
            after = last.row;
            let mut changes = Vec::new();
            let mut said = remarks::remarks(store, connection).await?;
            for row in &rows {
                let before = Before {
                    record: store.record(connection, row.object).await?,
                    job: store.record_job(connection, row.object).await?,
                };
                let derived = derive(&profile, row, &before, correlation_id, now);
                report.add(derived.report);
                changes.extend(derived.changes);
                match derived.remark {
                    Some(remark) => {
                        said.insert(row.object, remark);
                    }
                    // What is to be taken back is so however often the row is looked at before that is done.
                    None if said.get(&row.object) == Some(&Remark::TakeBack) => {}
                    None => {
                        said.remove(&row.object);
                    }
                }
            }
            changes.push(remarks::put(&said));
            store.apply(connection, None, changes, now).await?;
        }
    }
    Ok(report)
}

/// The profiles in force; one that cannot be read is told and left out.
async fn applied(store: &Store, connection: ConnectionId) -> Result<Vec<Applied>, RunError> {
    let stored = store.profiles(connection).await?;
    let mut profiles = Vec::with_capacity(stored.len());
    for profile in stored.iter().filter(|profile| profile.active) {
        match Applied::read(profile) {
            Ok(applied) => profiles.push(applied),
            Err(error) => {
                tracing::error!(profile = profile.name, %error, "a profile is not in force")
            }
        }
    }
    Ok(profiles)
}

/// What a row was when it was last looked at.
struct Before {
    record: Option<StoredRecord>,
    job: Option<RecordJob>,
}

impl Before {
    /// The job can still be taken back.
    fn has_open_job(&self) -> bool {
        let open = [RecordJobState::Waiting, RecordJobState::Taken];
        self.job
            .as_ref()
            .is_some_and(|job| open.contains(&job.state))
    }

    /// The row has got the job for the way into the queue on which it still is.
    fn has_had_its_job(&self, queue: &str) -> bool {
        let since = self
            .record
            .as_ref()
            .filter(|record| record.valid && record.state == queue)
            .map(|record| record.state_since);
        self.job.as_ref().is_some_and(|job| match job.state {
            RecordJobState::Waiting | RecordJobState::Taken => true,
            RecordJobState::Done => since.is_some_and(|since| job.created_time >= since),
            RecordJobState::Withdrawn => false,
        })
    }
}

#[derive(Default)]
struct Derived {
    changes: Vec<Change>,
    report: RecordReport,
    /// What is to be said in Notion, or taken back.
    remark: Option<Remark>,
}

/// What one row is, and what follows from that.
fn derive(
    profile: &Applied,
    row: &RowToValidate,
    before: &Before,
    correlation_id: &str,
    now: OffsetDateTime,
) -> Derived {
    let mut derived = Derived::default();
    if row.partial || row.in_trash || !row.in_source {
        if before.has_open_job() {
            derived
                .changes
                .push(Change::WithdrawRecordJob { object: row.object });
        }
        derived.changes.push(Change::RemoveRecord {
            object: row.object,
            due: row.due,
        });
        return derived;
    }
    let page = overlay::overlaid_values(&row.raw, &row.local);
    let mut found = validate(&profile.profile, &profile.channels, &profile.mapping, &page);
    if planted(Bug::UnknownStatusTakenAsDraft) {
        found
            .reasons
            .retain(|reason| reason.field() != profile.profile.status.field);
        found.valid = found.reasons.is_empty();
    }
    derived.report.checked = 1;
    log_outcome(row, &found, correlation_id);
    if found.valid {
        derived.report.valid = 1;
    } else {
        derived.report.invalid = 1;
    }
    derived.transition(profile, row, &found, before.record.as_ref(), correlation_id);
    derived.job(profile, row, &found, before, correlation_id);
    derived.history(profile, row, &found, before, correlation_id);
    derived.remark = remark(profile, &found, before);
    derived.changes.push(Change::PutRecord(Box::new(NewRecord {
        object: row.object,
        profile: profile.id,
        title: found.title,
        channel: Some(found.channel).filter(|text| !text.is_empty()),
        topic: Some(found.topic).filter(|text| !text.is_empty()),
        story_direction: Some(found.story_direction).filter(|text| !text.is_empty()),
        priority: Some(found.priority).filter(|text| !text.is_empty()),
        state: found.state.as_str().to_owned(),
        notion_status: Some(found.notion_status),
        valid: found.valid,
        reasons: serde_json::to_string(&found.reasons).unwrap_or_default(),
        notes: serde_json::to_string(&found.notes).unwrap_or_default(),
        state_since: now,
        created_time: found.created.or(row.created_time),
        updated_time: found.updated.or(row.edited_time),
        due: row.due,
    })));
    derived
}

/// What an entry that breaks a rule gets said, and what becomes of that once it keeps all of them.
fn remark(profile: &Applied, found: &Row, before: &Before) -> Option<Remark> {
    let was_invalid = before.record.as_ref().is_some_and(|record| !record.valid);
    match comment(&profile.profile, &profile.channels, found) {
        Some(text) => Some(Remark::Say(text)),
        None => (profile.profile.comment_on_invalid && found.valid && was_invalid)
            .then_some(Remark::TakeBack),
    }
}

impl Derived {
    fn transition(
        &mut self,
        profile: &Applied,
        row: &RowToValidate,
        found: &Row,
        before: Option<&StoredRecord>,
        correlation_id: &str,
    ) {
        // A row that only became valid or invalid was not moved by anybody.
        let name_before = before.and_then(|before| before.notion_status.clone());
        if before.is_some() && name_before.as_deref() == Some(found.notion_status.as_str()) {
            return;
        }
        let status = &profile.profile.status;
        let from = name_before
            .as_deref()
            .and_then(|name| status.state_of(name));
        let to = status.state_of(&found.notion_status);
        let step = from.zip(to).map(|(from, to)| status.check(from, to));
        if let Some(Transition::Jump(jump)) = &step {
            self.report.jumps += 1;
            tracing::warn!(correlation_id, page = %row.object, code = jump.code(), "{jump}");
        }
        let is_ours = row.local.iter().any(|(part, _)| is_status(profile, part));
        self.changes.push(Change::PutTransition(NewTransition {
            object: row.object,
            from_state: from.map(|state| state.as_str().to_owned()),
            to_state: to.unwrap_or(&found.state).as_str().to_owned(),
            legal: !matches!(step, Some(Transition::Jump(_))),
            from_name: name_before,
            to_name: Some(found.notion_status.clone()),
            origin: if is_ours {
                Origin::Local
            } else {
                Origin::Notion
            },
        }));
    }

    fn job(
        &mut self,
        profile: &Applied,
        row: &RowToValidate,
        found: &Row,
        before: &Before,
        correlation_id: &str,
    ) {
        let object = row.object;
        let Some(queue) = &profile.profile.queue else {
            return;
        };
        if !found.is_queued(&profile.profile) {
            if before.has_open_job() {
                self.changes.push(Change::WithdrawRecordJob { object });
            }
        } else if before.has_had_its_job(queue.state.as_str()) {
            tracing::info!(event = "task_already_exists", correlation_id, page = %object);
        } else {
            self.report.jobs += 1;
            self.changes.push(Change::PutRecordJob {
                object,
                correlation_id: correlation_id.to_owned(),
            });
        }
    }

    /// What somebody changed in Notion, so that the history of a record has both sides.
    fn history(
        &mut self,
        profile: &Applied,
        row: &RowToValidate,
        found: &Row,
        before: &Before,
        correlation_id: &str,
    ) {
        let Some(record) = &before.record else { return };
        let words = |text: &Option<String>| text.clone().unwrap_or_default();
        let status = profile.profile.status.field.as_str();
        let values = [
            ("title", record.title.clone(), &found.title),
            ("topic", words(&record.topic), &found.topic),
            ("channel", words(&record.channel), &found.channel),
            ("priority", words(&record.priority), &found.priority),
            (status, words(&record.notion_status), &found.notion_status),
        ];
        for (field, was, is) in values {
            let Some(mapped) = profile.mapping.of(field) else {
                continue;
            };
            let part = Part::Property(mapped.property_id.clone());
            let is_ours = row.local.iter().any(|(local, _)| *local == part);
            if was == *is || is_ours {
                continue;
            }
            let before = writable_from_words(mapped.kind.as_str(), &was).ok();
            let after = profile.mapping.value_in(field, &row.raw).and_then(writable);
            self.changes.push(Change::PutHistory(NewHistory {
                object: row.object,
                part,
                origin: Origin::Notion,
                before: before.map(|value| value.to_string()),
                after: after.map(|value| value.to_string()),
                correlation_id: correlation_id.to_owned(),
            }));
        }
    }
}

fn is_status(profile: &Applied, part: &Part) -> bool {
    let status = profile.mapping.of(&profile.profile.status.field);
    matches!((part, status), (Part::Property(id), Some(mapped)) if *id == mapped.property_id)
}

/// The events that people's log filters know (requirement B8).
fn log_outcome(row: &RowToValidate, found: &Row, correlation_id: &str) {
    if found.valid {
        tracing::info!(event = "notion_entry_synced", correlation_id, page = %row.object, "an entry is a record");
        return;
    }
    for reason in &found.reasons {
        tracing::warn!(
            event = "notion_entry_validation_failed",
            action = "entry_remains_in_draft",
            correlation_id,
            page = %row.object,
            title = found.title,
            channel = found.channel,
            field = reason.field(),
            reason = %reason,
            "an entry breaks a rule"
        );
    }
}
