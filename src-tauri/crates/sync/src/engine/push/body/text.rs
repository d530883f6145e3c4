//! A text that is being written, and what the store is told about it.
//!
//! Leaves out requests. The rule it protects: what is told is about the edit that was looked at; a later one stays.

use keepsake_memory::{
    Change, Kept, NewConflict, NewHistory, Origin, OutboxPart, Part, UnsettledPart,
};
use keepsake_records::profile::Policy;
use keepsake_text::{
    edits::{self, SegmentEdit},
    merge::{Choice, merge},
};

use super::super::{Pushing, page::Target};
use crate::two_way::text_strategy::Steps;

/// A text that is being written.
pub(super) struct Text<'a> {
    pub(super) target: &'a Target,
    pub(super) part: UnsettledPart,
    /// Notion's text without signatures.
    pub(super) remote: String,
}

impl Text<'_> {
    /// Notion has what was wanted. A later edit here was made from what was wanted, and not from what Notion shows, which may
    /// hold edits by others.
    pub(super) fn settled(&self) -> Vec<Change> {
        vec![
            Change::SettlePart {
                object: self.target.id(),
                part: Part::Body,
                through_edits: self.part.edits,
                base: self.part.local.clone(),
            },
            Change::RemoveOutbox {
                object: self.target.id(),
                part: OutboxPart::Body,
            },
        ]
    }

    pub(super) fn merged(&self, pushing: &Pushing<'_>, wanted: &str) -> [Change; 3] {
        let (object, part, through_edits) = (self.target.id(), Part::Body, self.part.edits);
        [
            Change::PutBase {
                object,
                part: part.clone(),
                through_edits,
                value: Some(self.remote.clone()),
                lossy: false,
            },
            Change::PutLocal {
                object,
                part: part.clone(),
                through_edits,
                value: Some(wanted.to_owned()),
            },
            Change::PutHistory(NewHistory {
                object,
                part,
                origin: Origin::Merge,
                before: self.part.local.clone(),
                after: Some(wanted.to_owned()),
                correlation_id: pushing.correlation_id.to_owned(),
            }),
        ]
    }

    /// What holds after the steps: the text is in step, or edits are left that could not go into the same request.
    pub(super) fn after(
        &self,
        steps: &Steps,
        edits: &[SegmentEdit],
        wanted: &str,
        now: &str,
    ) -> Vec<Change> {
        if steps.later.is_empty() {
            return vec![Change::SettlePart {
                object: self.target.id(),
                part: Part::Body,
                through_edits: self.part.edits,
                base: Some(wanted.to_owned()),
            }];
        }
        let left: Vec<SegmentEdit> = steps
            .later
            .iter()
            .filter_map(|index| edits.get(*index).cloned())
            .collect();
        let rest =
            merge(&self.remote, &edits::apply(&self.remote, &left), now).resolve(Choice::Mine);
        let (object, part, through_edits) = (self.target.id(), Part::Body, self.part.edits);
        vec![
            Change::PutBase {
                object,
                part: part.clone(),
                through_edits,
                value: Some(now.to_owned()),
                lossy: false,
            },
            Change::PutLocal {
                object,
                part,
                through_edits,
                value: Some(rest),
            },
        ]
    }

    /// Notion has changed more than was sent, or somebody did in the same moment: what it has stands, and what it should have
    /// is kept beside.
    pub(super) fn overdone(&self, pushing: &Pushing<'_>, wanted: &str, now: &str) -> Change {
        Change::PutConflict(NewConflict {
            object: self.target.id(),
            part: Part::Body,
            base: Some(self.remote.clone()),
            local: Some(wanted.to_owned()),
            remote: Some(now.to_owned()),
            policy: Policy::Notion.as_str().to_owned(),
            kept: Some(Kept::Notion),
            detail: String::new(),
            correlation_id: pushing.correlation_id.to_owned(),
        })
    }

    pub(super) fn conflict(
        &self,
        pushing: &Pushing<'_>,
        policy: &str,
        kept: Option<Kept>,
    ) -> Change {
        Change::PutConflict(NewConflict {
            object: self.target.id(),
            part: Part::Body,
            base: self.part.base.clone(),
            local: self.part.local.clone(),
            remote: Some(self.remote.clone()),
            policy: policy.to_owned(),
            kept,
            detail: String::new(),
            correlation_id: pushing.correlation_id.to_owned(),
        })
    }
}
