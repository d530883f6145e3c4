//! Differences, reasons and states as they cross the border to the window: words with what their sentences need.
//!
//! The rule it protects: the window never takes an English sentence apart.

use keepsake_records::profile::PropertyKind;
use keepsake_records::{Channels, Difference, Reason, Severity};

use crate::dto::{self, DifferenceKind, ReasonKind, RecordState};

/// A difference in the border's shape.
pub(super) fn difference(difference: &Difference) -> dto::SchemaDifference {
    let kinds = |kinds: &[PropertyKind]| {
        let words: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
        words.join(", ")
    };
    let (kind, property, found, expected) = match difference {
        Difference::NotADataSource => (DifferenceKind::Missing, "", String::new(), String::new()),
        Difference::MissingProperty { property, kind, .. } => (
            DifferenceKind::Missing,
            property.as_str(),
            String::new(),
            kind.to_string(),
        ),
        Difference::WrongType {
            property,
            found,
            accepted,
            ..
        } => (
            DifferenceKind::WrongType,
            property.as_str(),
            found.clone(),
            kinds(accepted),
        ),
        Difference::OtherType {
            property,
            found,
            usual,
            ..
        } => (
            DifferenceKind::OtherType,
            property.as_str(),
            found.to_string(),
            usual.to_string(),
        ),
        Difference::MissingOptions {
            property, options, ..
        }
        | Difference::OptionsDoNotFit {
            property, options, ..
        } => (
            DifferenceKind::MissingOptions,
            property.as_str(),
            String::new(),
            options.join(", "),
        ),
        Difference::ExtraOptions {
            property, options, ..
        } => (
            DifferenceKind::UnknownOptions,
            property.as_str(),
            options.join(", "),
            String::new(),
        ),
        Difference::Renamed {
            property, before, ..
        } => (
            DifferenceKind::Renamed,
            before.as_str(),
            property.clone(),
            before.clone(),
        ),
        Difference::SimilarName {
            property, expected, ..
        }
        | Difference::TitleNamed {
            property, expected, ..
        } => (
            DifferenceKind::Renamed,
            expected.as_str(),
            property.clone(),
            expected.clone(),
        ),
        Difference::FormulaDiffers {
            property,
            expected,
            found,
            ..
        } => (
            DifferenceKind::OtherFormula,
            property.as_str(),
            found.clone(),
            expected.clone(),
        ),
        Difference::NoChannels { property, .. } => (
            DifferenceKind::MissingOptions,
            property.as_str(),
            String::new(),
            String::new(),
        ),
        Difference::ExtraProperty { property, found } => (
            DifferenceKind::Unused,
            property.as_str(),
            found.clone(),
            String::new(),
        ),
    };
    dto::SchemaDifference {
        kind,
        property: property.to_owned(),
        found,
        expected,
        blocking: difference.severity() == Severity::Blocks,
    }
}

/// A reason in the border's shape.
pub(crate) fn reason(reason: &Reason, channels: &Channels) -> dto::Reason {
    let mut shown = dto::Reason {
        kind: ReasonKind::Other,
        field: reason.title().to_owned(),
        text: reason.to_string(),
        found: String::new(),
        suggestion: String::new(),
        length: None,
        limit: None,
    };
    match reason {
        Reason::Missing { .. } => shown.kind = ReasonKind::Missing,
        Reason::Unknown { field, value, .. } => {
            shown.found.clone_from(value);
            match field.as_str() {
                "channel" => {
                    shown.kind = ReasonKind::UnknownChannel;
                    let near = channels.ids().find(|id| id.eq_ignore_ascii_case(value));
                    shown.suggestion = near.unwrap_or_default().to_owned();
                }
                "status" => shown.kind = ReasonKind::UnknownStatus,
                _ => {}
            }
        }
        Reason::TooLong { limit, length, .. } => {
            shown.kind = ReasonKind::TooLong;
            shown.limit = Some(dto::count(*limit as u64));
            shown.length = Some(dto::count(*length as u64));
        }
        Reason::TooShort { limit, length, .. } => {
            shown.limit = Some(dto::count(*limit as u64));
            shown.length = Some(dto::count(*length as u64));
        }
        Reason::NoMatch { .. } | Reason::WrongType { .. } => {}
    }
    shown
}

/// The border's word for a state; a state of one's own profile that the border does not know is a draft there.
pub(crate) fn record_state(state: &str) -> RecordState {
    match state {
        "pending" => RecordState::Pending,
        "processing" => RecordState::Processing,
        "awaiting_review" => RecordState::AwaitingReview,
        "approved" => RecordState::Approved,
        "rejected" => RecordState::Rejected,
        "completed" => RecordState::Completed,
        "failed" => RecordState::Failed,
        "retry" => RecordState::Retry,
        _ => RecordState::Draft,
    }
}
