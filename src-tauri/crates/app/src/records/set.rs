//! Changing fields of a record.
//!
//! Leaves out what a value may be (`keepsake-records`) and sending it. The rules it protects: several changes are made
//! together or not at all; a step that the pipeline does not have is only made when the person means it; an entry that
//! breaks a rule stays in draft.

use keepsake_memory::{
    ConnectionId, Creation, CreationAnswer, LocalEdit, Origin, Part, StoredObject,
};
use keepsake_records::{FieldError, Row, Transition, states::Jump, write::Written, write_value};
use keepsake_sync::two_way::profile::Applied;
use keepsake_text::property;
use serde_json::{Map, Value};

use super::find::{Found, page_of};
use super::show::RecordSeen;
use crate::error::AppError;
use crate::keepsake::Keepsake;
use crate::profiles::{self, not_a_record};
use crate::sentences;
use crate::words::Words;

/// What became of changes that were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetAnswer {
    /// They are made.
    Done {
        /// The record as it is now.
        seen: Box<RecordSeen>,
        /// Whether anything is different from before.
        changed: bool,
    },
    /// Nothing was changed: the state cannot be reached from where the record is.
    Unusual {
        /// The record as it is.
        seen: Box<RecordSeen>,
        /// The name of the status it was to have.
        to: String,
        /// Why, as a sentence.
        sentence: String,
        /// The states that can be reached.
        next: Vec<String>,
    },
}

/// Changes that may be made.
struct Checked {
    written: Vec<Written>,
    jump: Option<(Jump, String)>,
}

impl Keepsake {
    /// Changes fields of a record, each a field and its value as a person types it. Unless they are `meant`, changes that
    /// the pipeline does not have are answered with [`SetAnswer::Unusual`].
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] for a field that cannot be written from here or a value it cannot have;
    /// [`crate::ErrorCode::NotFound`] when there is no such record. Nothing is changed then.
    pub async fn set_record(
        &self,
        id: &str,
        changes: &[(String, String)],
        meant: bool,
    ) -> Result<SetAnswer, AppError> {
        match self.found_to_change(id).await? {
            Found::Page { connection, object } => {
                self.set_page(connection, &object, changes, meant).await
            }
            Found::Creation {
                connection,
                creation,
            } => {
                self.set_creation(connection, &creation, changes, meant)
                    .await
            }
        }
    }

    async fn set_page(
        &self,
        connection: ConnectionId,
        object: &StoredObject,
        changes: &[(String, String)],
        meant: bool,
    ) -> Result<SetAnswer, AppError> {
        let applied = self.profile_over(connection, object).await?;
        let raw = self.store().raw(connection, object.id).await?;
        let raw = raw.ok_or_else(|| not_a_record(object.id))?;
        let page = self
            .page_here(connection, object.id)
            .await?
            .unwrap_or(Value::Null);
        let row = profiles::row(&applied, &page);
        let checked = check(&applied, &row, changes, &self.words())?;
        if let (Some((jump, to)), false) = (&checked.jump, meant) {
            let seen = self.record_of_page(connection, object).await?;
            return Ok(unusual(seen, jump, to, &self.words()));
        }
        refuse_a_status_of_an_invalid_entry(&applied, &page, &checked)?;
        let mut edits = Vec::with_capacity(checked.written.len());
        for written in &checked.written {
            edits.push(edit(&applied, &raw, written)?);
        }
        let correlation = self.unique_name();
        let state = self
            .store()
            .edit_parts(
                connection,
                object.id,
                edits,
                Origin::Local,
                &correlation,
                self.now(),
            )
            .await?;
        tracing::info!(correlation_id = correlation, page = %object.id, "a record was changed here");
        let seen = self.record_of_page(connection, object).await?;
        Ok(SetAnswer::Done {
            seen: Box::new(seen),
            changed: state.changed,
        })
    }

    async fn set_creation(
        &self,
        connection: ConnectionId,
        creation: &Creation,
        changes: &[(String, String)],
        meant: bool,
    ) -> Result<SetAnswer, AppError> {
        let applied = self.profile_of_creation(creation).await?;
        let row = profiles::row(&applied, &page_of(creation)?);
        let checked = check(&applied, &row, changes, &self.words())?;
        let id = creation.provisional.to_string();
        if let (Some((jump, to)), false) = (&checked.jump, meant) {
            return Ok(unusual(self.record(&id).await?, jump, to, &self.words()));
        }
        let mut properties: Map<String, Value> =
            serde_json::from_str(&creation.properties).map_err(AppError::internal)?;
        for written in checked.written {
            properties.insert(written.property_id.clone(), canonical(&written)?);
        }
        let properties = Value::Object(properties).to_string();
        let changed = properties != creation.properties;
        let answer = self
            .store()
            .edit_creation(
                connection,
                creation.provisional,
                &properties,
                creation.markdown.as_deref(),
                self.now(),
            )
            .await?;
        match answer {
            CreationAnswer::Done { .. } | CreationAnswer::OnItsWay => Ok(SetAnswer::Done {
                seen: Box::new(self.record(&id).await?),
                changed,
            }),
            // It was made in this very moment; the same change of the page that it became.
            CreationAnswer::Made(made) => {
                let object = self.store().object(connection, made).await?;
                let object = object.ok_or_else(|| not_a_record(made))?;
                self.set_page(connection, &object, changes, meant).await
            }
            CreationAnswer::Withdrawn => Err(not_a_record(creation.provisional)),
        }
    }
}

/// Holds what was typed against the profile.
fn check(
    applied: &Applied,
    row: &Row,
    changes: &[(String, String)],
    said_in: &Words,
) -> Result<Checked, AppError> {
    let mut written = Vec::with_capacity(changes.len());
    let mut errors: Vec<FieldError> = Vec::new();
    for (field, words) in changes {
        let current = Some(row);
        match write_value(
            &applied.profile,
            &applied.channels,
            &applied.mapping,
            current,
            field,
            words,
        ) {
            Ok(value) => written.push(value),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(refused(&errors, said_in));
    }
    let jump = written.iter().find_map(|value| match &value.transition {
        Some(Transition::Jump(jump)) => {
            let to = value.canonical.as_str().unwrap_or_default();
            Some((jump.clone(), to.to_owned()))
        }
        _ => None,
    });
    Ok(Checked { written, jump })
}

/// The error about fields that cannot be written as typed.
pub(super) fn refused(errors: &[FieldError], words: &Words) -> AppError {
    let sentences: Vec<String> = errors
        .iter()
        .map(|error| sentences::refused(error, words))
        .collect();
    AppError::invalid("field").with("detail", sentences.join("\n"))
}

fn unusual(seen: RecordSeen, jump: &Jump, to: &str, words: &Words) -> SetAnswer {
    SetAnswer::Unusual {
        seen: Box::new(seen),
        to: to.to_owned(),
        sentence: sentences::said(jump, words),
        next: jump.legal.iter().map(ToString::to_string).collect(),
    }
}

/// An entry that breaks a rule stays in draft: its status is not changed before the rule is kept.
fn refuse_a_status_of_an_invalid_entry(
    applied: &Applied,
    page: &Value,
    checked: &Checked,
) -> Result<(), AppError> {
    let changes_status = checked
        .written
        .iter()
        .any(|written| written.field == applied.profile.status.field);
    if !changes_status {
        return Ok(());
    }
    let mut after = page.clone();
    let shown = after.get_mut("properties").and_then(Value::as_object_mut);
    for value in shown.into_iter().flat_map(Map::values_mut) {
        let id = value.get("id").and_then(Value::as_str).unwrap_or_default();
        let written = checked
            .written
            .iter()
            .find(|written| written.property_id == id);
        let kind = value
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default();
        if let Some(written) = written {
            *value = property::shown_as(kind, id, &written.value);
        }
    }
    let row = profiles::row(applied, &after);
    if row.valid {
        return Ok(());
    }
    let reasons: Vec<String> = row.reasons.iter().map(ToString::to_string).collect();
    Err(AppError::invalid("entry_in_draft").with("reasons", reasons.join(", ")))
}

/// A change as the store takes it, with what Notion has as its base.
fn edit(applied: &Applied, raw: &Value, written: &Written) -> Result<LocalEdit, AppError> {
    let shown = applied.mapping.value_in(&written.field, raw);
    let id = shown
        .and_then(|value| value.get("id"))
        .and_then(Value::as_str)
        .unwrap_or(&written.property_id);
    let base = shown.and_then(property::writable);
    Ok(LocalEdit {
        part: Part::Property(id.to_owned()),
        lossy_base: shown.is_some() && base.is_none(),
        base: base.map(|base| base.to_string()),
        value: Some(canonical(written)?.to_string()),
        undoes: None,
    })
}

/// The value in its one spelling.
fn canonical(written: &Written) -> Result<Value, AppError> {
    property::writable(&written.value)
        .ok_or_else(|| AppError::internal(format!("{} has no form to be sent", written.field)))
}
