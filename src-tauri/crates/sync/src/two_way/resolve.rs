//! A person decides a conflict.
//!
//! Leaves out how a conflict is shown. The rules it protects: the decision is about the version the person saw: when Notion
//! has changed again meanwhile, the next run asks again; the version that was not chosen stays in the conflict and in the
//! history.

use keepsake_memory::{
    Applied, Change, Conflict, ConflictId, ConflictState, ConnectionId, Durability, Kept,
    LocalEdit, NewEdit, Origin, Part, Store, StoreError, UnsettledPart,
};
use time::OffsetDateTime;

use super::remote::Trash;

/// What the person wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The version from here is written to Notion.
    Local,
    /// Notion's version is taken.
    Notion,
    /// This, in the form of the part, is written to Notion.
    Result {
        /// The value or text.
        value: String,
        /// It has both versions in it.
        both: bool,
    },
}

/// Why a decision was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum ResolveError {
    /// It was decided before, or Notion has changed and another one has taken its place.
    #[error("this conflict is no longer open")]
    NotOpen,
    /// The memory could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Carries out a decision; the next run writes what has to be written.
///
/// # Errors
/// [`ResolveError::NotOpen`] when there is nothing to decide any more; nothing is changed then.
pub async fn resolve(
    store: &Store,
    connection: ConnectionId,
    id: ConflictId,
    decision: Decision,
    correlation_id: &str,
    now: OffsetDateTime,
) -> Result<Applied, ResolveError> {
    let conflict = store.conflict(connection, id).await?;
    let Some(conflict) = conflict.filter(|conflict| conflict.state == ConflictState::Open) else {
        return Err(ResolveError::NotOpen);
    };
    let unsettled = store.unsettled_of(connection, conflict.object).await?;
    let parts = unsettled
        .map(|unsettled| unsettled.parts)
        .unwrap_or_default();
    let changes = changes(&conflict, &parts, &decision, correlation_id);
    Ok(store
        .apply_with(connection, None, changes, now, Durability::Power)
        .await?)
}

/// The changes that a decision asks for.
#[must_use]
pub fn changes(
    conflict: &Conflict,
    parts: &[UnsettledPart],
    decision: &Decision,
    correlation_id: &str,
) -> Vec<Change> {
    let kept = match decision {
        Decision::Local => Kept::Local,
        Decision::Notion => Kept::Notion,
        Decision::Result { both: true, .. } => Kept::Both,
        Decision::Result { both: false, .. } => Kept::Merged,
    };
    let mut changes = vec![Change::ResolveConflict {
        id: conflict.id,
        kept,
    }];
    let own = parts.iter().find(|part| part.part == conflict.part);
    match (own, decision) {
        (Some(part), Decision::Notion) => changes.push(taken(conflict, part, correlation_id)),
        (Some(part), Decision::Local) => changes.push(agreed(conflict, part)),
        (Some(part), Decision::Result { value, .. }) => {
            changes.push(agreed(conflict, part));
            changes.push(edit(
                conflict,
                conflict.remote.clone(),
                value.clone(),
                correlation_id,
            ));
        }
        (None, decision) if conflict.part == Part::Trash => {
            changes.extend(of_trash(conflict, parts, decision, correlation_id));
        }
        (None, Decision::Result { value, .. }) => {
            changes.push(edit(
                conflict,
                conflict.remote.clone(),
                value.clone(),
                correlation_id,
            ));
        }
        (None, Decision::Local | Decision::Notion) => {}
    }
    changes
}

/// The page was edited here and is in Notion's trash: it comes back with the edits, or the edits are let go.
fn of_trash(
    conflict: &Conflict,
    parts: &[UnsettledPart],
    decision: &Decision,
    correlation_id: &str,
) -> Vec<Change> {
    let state = |in_trash| Trash {
        in_trash,
        metadata: String::new(),
        body: String::new(),
    };
    match decision {
        Decision::Notion => parts
            .iter()
            .map(|part| taken(conflict, part, correlation_id))
            .collect(),
        Decision::Local | Decision::Result { .. } => vec![edit(
            conflict,
            Some(state(true).text()),
            state(false).text(),
            correlation_id,
        )],
    }
}

fn taken(conflict: &Conflict, part: &UnsettledPart, correlation_id: &str) -> Change {
    let value = if part.part == conflict.part {
        conflict.remote.clone()
    } else {
        part.base.clone()
    };
    Change::TakeRemote {
        object: conflict.object,
        part: part.part.clone(),
        through_edits: part.edits,
        value,
        origin: Origin::Conflict,
        correlation_id: correlation_id.to_owned(),
    }
}

/// What the person saw of Notion becomes the base, so that only the version from here differs from it.
fn agreed(conflict: &Conflict, part: &UnsettledPart) -> Change {
    Change::PutBase {
        object: conflict.object,
        part: part.part.clone(),
        through_edits: part.edits,
        value: conflict.remote.clone(),
        lossy: false,
    }
}

fn edit(conflict: &Conflict, base: Option<String>, value: String, correlation_id: &str) -> Change {
    Change::EditPart(NewEdit {
        object: conflict.object,
        edit: LocalEdit {
            part: conflict.part.clone(),
            base,
            value: Some(value),
            lossy_base: false,
            undoes: None,
        },
        origin: Origin::Conflict,
        correlation_id: correlation_id.to_owned(),
    })
}
