//! The shapes of `--json` for records, profiles, texts and decisions.
//!
//! The rule it protects: the fields of a record are those that scripts were promised, by those names.

use keepsake_app::{PageChange, PageText, ProfileTrial, RecordSeen, TakenBack, dto};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// A record.
#[derive(Debug, Serialize)]
pub(crate) struct Record {
    id: String,
    profile: String,
    title: String,
    channel: String,
    topic: String,
    status: String,
    notion_status: String,
    priority: String,
    story_direction: String,
    created_at: Option<String>,
    updated_at: Option<String>,
    state_since: Option<String>,
    valid: bool,
    reasons: Vec<String>,
    problems: Vec<Problem>,
    notes: Vec<String>,
    job: Option<Job>,
    waiting: Vec<String>,
    conflict: bool,
}

/// Why a record is not valid, by field.
#[derive(Debug, Serialize)]
struct Problem {
    field: String,
    reason: String,
}

/// The job of a record.
#[derive(Debug, Serialize)]
struct Job {
    id: String,
    state: &'static str,
}

impl From<keepsake_app::Record> for Record {
    fn from(record: keepsake_app::Record) -> Self {
        let reasons = record.reasons.iter().map(|reason| reason.text.clone());
        Self {
            reasons: reasons.collect(),
            problems: record
                .reasons
                .into_iter()
                .map(|reason| Problem {
                    field: reason.field,
                    reason: reason.text,
                })
                .collect(),
            id: record.id,
            profile: record.profile,
            title: record.title,
            channel: record.channel,
            topic: record.topic,
            status: record.status,
            notion_status: record.notion_status,
            priority: record.priority,
            story_direction: record.story_direction,
            created_at: record.created,
            updated_at: record.updated,
            state_since: record.state_since,
            valid: record.valid,
            notes: record.notes,
            job: record.job.map(|job| Job {
                id: job.id,
                state: job.state,
            }),
            waiting: record.waiting,
            conflict: record.conflict,
        }
    }
}

/// A record with all of its fields.
pub(crate) fn record_seen(seen: &RecordSeen) -> Value {
    let fields = seen.fields.iter().map(|field| {
        json!({
            "field": field.key,
            "name": field.name,
            "value": field.value,
            "in_notion": field.in_notion,
        })
    });
    let mut document = to_map(json!(Record::from(seen.record.clone())));
    document.insert("url".to_owned(), json!(seen.url));
    document.insert("fields".to_owned(), fields.collect());
    Value::Object(document)
}

/// What was taken back, beside the record where the page is one.
pub(crate) fn taken_back(id: &str, taken_back: &TakenBack, seen: Option<&RecordSeen>) -> Value {
    let mut document = to_map(seen.map_or_else(|| json!({"id": id}), record_seen));
    document.insert(
        "taken_back".to_owned(),
        json!({
            "part": part(taken_back.part),
            "field": taken_back.field,
            "was": taken_back.was,
            "is": taken_back.is,
        }),
    );
    Value::Object(document)
}

/// What a profile would make of a database.
pub(crate) fn trial(trial: &ProfileTrial) -> Value {
    let differences = trial.differences();
    let differences = differences.iter().map(|difference| {
        json!({
            "difference": difference.code,
            "severity": difference.severity,
            "sentence": difference.sentence,
        })
    });
    let channels = trial.channels();
    let channels = channels
        .iter()
        .map(|(id, file)| json!({"id": id, "file": file}));
    let rows = trial.entries();
    let rows = rows.iter().map(|entry| {
        json!({
            "id": entry.id,
            "title": entry.title,
            "status": entry.state,
            "notion_status": entry.notion_status,
            "valid": entry.valid,
            "reasons": entry.reasons,
            "notes": entry.notes,
        })
    });
    let states: Map<String, Value> = trial
        .states()
        .into_iter()
        .map(|(state, count)| (state, json!(count)))
        .collect();
    json!({
        "profile": trial.name(),
        "data_source": trial.data_source(),
        "title": trial.title(),
        "fits": trial.fits(),
        "can_be_repaired": trial.can_be_repaired(),
        "channels_folder": trial.channels_folder(),
        "channels": channels.collect::<Vec<_>>(),
        "differences": differences.collect::<Vec<_>>(),
        "valid": trial.valid(),
        "invalid": trial.invalid(),
        "states": states,
        "rows": rows.collect::<Vec<_>>(),
    })
}

/// The text of a page.
pub(crate) fn text(text: &PageText) -> Value {
    json!({
        "id": text.id,
        "title": text.title,
        "markdown": text.markdown,
        "unsent": text.unsent,
        "truncated": text.truncated,
        "lossy": text.lossy,
        "conflict": text.conflict,
    })
}

/// What was noted about a page.
pub(crate) fn page_change(change: &PageChange) -> Value {
    json!({"id": change.id, "title": change.title, "changed": change.changed})
}

/// One entry of a history.
pub(crate) fn history_entry(entry: &dto::HistoryEntry) -> Value {
    json!({
        "entry": entry.id,
        "part": part(entry.part),
        "field": entry.field,
        "origin": origin(entry.origin),
        "time": entry.time,
        "before": entry.before,
        "after": entry.after,
        "undoable": entry.undoable,
        "undone": entry.undone,
    })
}

/// Everything that waits for a decision.
pub(crate) fn decisions(decisions: &dto::Decisions) -> Value {
    let conflicts = decisions.conflicts.iter().map(conflict_summary);
    let parked = decisions.parked.iter().map(|change| {
        json!({
            "id": change.id,
            "page": change.page,
            "title": change.title,
            "part": part(change.part),
            "field": change.field,
            "reason": change.reason,
            "message": change.message,
            "request_id": change.request_id,
            "since": change.since,
            "next_try": change.next_try,
        })
    });
    json!({
        "brakes": decisions.brakes.iter().map(brake).collect::<Vec<_>>(),
        "conflicts": conflicts.collect::<Vec<_>>(),
        "parked": parked.collect::<Vec<_>>(),
    })
}

/// A plan that stopped.
pub(crate) fn brake(brake: &dto::Brake) -> Value {
    json!({
        "direction": match brake.direction {
            dto::BrakeDirection::Here => "here",
            dto::BrakeDirection::Notion => "notion",
        },
        "database": brake.database,
        "planned": brake.planned,
        "total": brake.total,
        "titles": brake.titles,
        "asked": brake.asked_time,
    })
}

fn conflict_summary(summary: &dto::ConflictSummary) -> Value {
    json!({
        "page": summary.page,
        "title": summary.title,
        "place": summary.place,
        "properties": summary.properties,
        "segments": summary.segments,
        "trash": summary.trash.map(|trash| match trash {
            dto::TrashedWhere::Here => "here",
            dto::TrashedWhere::Notion => "notion",
        }),
    })
}

/// One conflict.
pub(crate) fn conflict(detail: &dto::ConflictDetail) -> Value {
    let properties = detail.properties.iter().map(|property| {
        json!({
            "id": property.id,
            "name": property.name,
            "base": property.base,
            "here": property.here,
            "notion": property.notion,
        })
    });
    let segments = detail.segments.iter().map(|segment| {
        json!({
            "id": segment.id,
            "under": segment.under,
            "base": segment.base,
            "here": segment.here,
            "notion": segment.notion,
        })
    });
    let mut document = to_map(conflict_summary(&detail.summary));
    document.insert("url".to_owned(), json!(detail.url));
    document.insert("here_time".to_owned(), json!(detail.here_time));
    document.insert("notion_time".to_owned(), json!(detail.notion_time));
    document.insert("notion_who".to_owned(), json!(detail.notion_who));
    document.insert("properties".to_owned(), properties.collect());
    document.insert("segments".to_owned(), segments.collect());
    Value::Object(document)
}

/// What a run wrote to Notion.
pub(crate) fn pushed(pushed: &dto::Pushed) -> Value {
    json!({
        "pages": pushed.pages,
        "properties": pushed.properties,
        "texts": pushed.texts,
        "merged": pushed.merged,
        "created": pushed.created,
        "moved": pushed.moved,
        "trashed": pushed.trashed,
        "restored": pushed.restored,
        "settled": pushed.settled,
        "decided": pushed.decided,
        "asked": pushed.asked,
        "waiting": pushed.waiting,
        "parked": pushed.parked,
        "unclear": pushed.unclear,
        "postponed": pushed.postponed,
        "overtaken": pushed.overtaken,
        "remarks": pushed.remarks,
    })
}

/// What the profiles made of the rows that changed.
pub(crate) fn records(records: &dto::RecordsChecked) -> Value {
    json!({
        "checked": records.checked,
        "valid": records.valid,
        "invalid": records.invalid,
        "jobs": records.jobs,
        "jumps": records.jumps,
    })
}

/// The word for a part.
pub(crate) const fn part(part: dto::HistoryPart) -> &'static str {
    match part {
        dto::HistoryPart::Property => "property",
        dto::HistoryPart::Body => "body",
        dto::HistoryPart::Place => "place",
        dto::HistoryPart::Trash => "trash",
        dto::HistoryPart::Page => "page",
    }
}

/// The word for where a change came from.
pub(crate) const fn origin(origin: dto::HistoryOrigin) -> &'static str {
    match origin {
        dto::HistoryOrigin::Local => "local",
        dto::HistoryOrigin::Notion => "notion",
        dto::HistoryOrigin::Merge => "merge",
        dto::HistoryOrigin::Undo => "undo",
        dto::HistoryOrigin::Conflict => "conflict",
    }
}

fn to_map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
