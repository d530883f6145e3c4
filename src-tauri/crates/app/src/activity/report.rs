//! The account of one run as a file: Markdown for people, JSON for programs.
//!
//! Leaves out where it is put. The rules it protects: nothing from a page is in it but titles of what is missing, and those
//! cannot change what the Markdown means; the sums are the ones the window shows.

use serde_json::json;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::dto::{Counts, RunItem, RunSummary};
use crate::words::{Value, Words};

const COLUMNS: [&str; 6] = [
    "ledger-found",
    "ledger-stored",
    "ledger-unchanged",
    "ledger-skipped",
    "ledger-refused",
    "ledger-failed",
];

/// The account for people.
pub(super) fn markdown(run: &RunSummary, words: &Words) -> String {
    let say = |key: &str| words.say(key, &[]);
    let mut lines = vec![
        format!(
            "# {}",
            words.say("report-title", &[("run", Value::Text(&run.id))])
        ),
        String::new(),
    ];
    let mut fact = |key: &str, value: String| lines.push(format!("- {}: {value}", say(key)));
    fact("report-kind", say(&format!("run-kind-{}", word(run.kind))));
    fact("report-trigger", say(&trigger_key(&run.trigger)));
    fact(
        "report-state",
        say(&format!("run-state-{}", word(run.state))),
    );
    fact("report-started", run.started_time.clone());
    if let Some(end) = &run.finished_time {
        fact("report-finished", end.clone());
    }
    if let Some(seconds) = seconds(run) {
        fact("report-seconds", seconds.to_string());
    }
    fact("report-requests", run.requests.to_string());
    lines.push(String::new());
    lines.push(format!("| | {} |", COLUMNS.map(say).join(" | ")));
    lines.push(format!("|---|{}", "---:|".repeat(COLUMNS.len())));
    for (key, counts) in [
        ("ledger-objects", run.objects),
        ("ledger-files", run.files),
        ("ledger-comments", run.comments),
    ] {
        let figures = figures(counts).map(|figure| figure.to_string()).join(" | ");
        lines.push(format!("| {} | {figures} |", say(key)));
    }
    lines.push(String::new());
    if run.items.is_empty() {
        lines.push(say("report-complete"));
    } else {
        lines.push(format!("## {}", say("report-holes")));
        lines.push(String::new());
        lines.extend(run.items.iter().map(|item| hole(item, words)));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The account for programs: the shape of `keepsake runs --json`.
pub(super) fn json(run: &RunSummary) -> String {
    let counts = |counts: Counts| {
        json!({
            "found": counts.found, "stored": counts.stored, "unchanged": counts.unchanged,
            "skipped": counts.skipped, "refused": counts.refused, "failed": counts.failed,
        })
    };
    let items = run.items.iter().map(|item| {
        json!({
            "what": item.what, "id": item.id, "title": item.title, "outcome": item.outcome,
            "reason": item.reason, "message": item.message, "request_id": item.request_id,
        })
    });
    let document = json!({
        "version": 1,
        "run": run.id,
        "kind": run.kind,
        "state": run.state,
        "trigger": run.trigger,
        "started": run.started_time,
        "finished": run.finished_time,
        "seconds": seconds(run),
        "requests": run.requests,
        "objects": counts(run.objects),
        "files": counts(run.files),
        "comments": counts(run.comments),
        "pushed": run.pushed,
        "records": run.records,
        "items": items.collect::<Vec<_>>(),
    });
    // Cannot fail: there are only text keys.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn hole(item: &RunItem, words: &Words) -> String {
    let name = match item.title.as_str() {
        "" => plain(&item.id),
        title => plain(title),
    };
    let reason = reason(item, words);
    let outcome = words.say(&format!("outcome-{}", word(item.outcome)), &[]);
    let what = words.say(&format!("what-{}", word(item.what)), &[]);
    let asked = item.request_id.as_deref().map(|id| {
        let said = words.say("holes-request", &[("id", Value::Text(id))]);
        format!(" ({said})")
    });
    format!(
        "- **{name}** · {what} · {outcome}: {reason}{}",
        asked.unwrap_or_default()
    )
}

/// Why it is not here. A reason without a sentence of its own is what Notion or the system said.
fn reason(item: &RunItem, words: &Words) -> String {
    let key = format!("reason-{}", item.reason);
    if words.has(&key) {
        return words.say(&key, &[]);
    }
    plain(item.message.as_deref().unwrap_or(&item.reason))
}

/// A title as text: on one line, and no character of it is a sign of Markdown.
fn plain(title: &str) -> String {
    let mut text = String::with_capacity(title.len());
    for character in title.chars() {
        if character.is_control() {
            text.push(' ');
            continue;
        }
        if character.is_ascii_punctuation() {
            text.push('\\');
        }
        text.push(character);
    }
    text
}

/// The key of the sentence about who asked.
fn trigger_key(trigger: &str) -> String {
    match trigger {
        "cli" | "window" | "schedule" => format!("trigger-{trigger}"),
        _ => "trigger-other".to_owned(),
    }
}

/// A word of the border, as the catalogue's keys end.
fn word(of: impl serde::Serialize) -> String {
    match serde_json::to_value(of) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn seconds(run: &RunSummary) -> Option<i64> {
    let at = |text: &str| OffsetDateTime::parse(text, &Rfc3339).ok();
    let end = at(run.finished_time.as_deref()?)?;
    Some((end - at(&run.started_time)?).whole_seconds())
}

const fn figures(counts: Counts) -> [u32; 6] {
    [
        counts.found,
        counts.stored,
        counts.unchanged,
        counts.skipped,
        counts.refused,
        counts.failed,
    ]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;
    use crate::Language;
    use crate::dto::{Pushed, RecordsChecked, RunItemOutcome, RunKind, RunState, What};

    fn run() -> RunSummary {
        RunSummary {
            id: "12".to_owned(),
            kind: RunKind::Import,
            state: RunState::Completed,
            trigger: "window".to_owned(),
            started_time: "2026-11-20T10:00:00Z".to_owned(),
            finished_time: Some("2026-11-20T10:08:00Z".to_owned()),
            objects: Counts {
                found: 1_284,
                stored: 1_283,
                failed: 1,
                ..Counts::default()
            },
            files: Counts::default(),
            comments: Counts::default(),
            requests: 1_297,
            pushed: Pushed::default(),
            records: RecordsChecked::default(),
            items: vec![RunItem {
                id: "393abc1e".to_owned(),
                what: What::Object,
                title: "# Not a [heading](https://evil.example)\n".to_owned(),
                outcome: RunItemOutcome::Failed,
                reason: "notion_trouble".to_owned(),
                message: None,
                request_id: Some("f3a1c0de".to_owned()),
            }],
        }
    }

    #[test]
    fn people_read_the_sums_and_every_hole_with_its_reason_in_their_language() {
        for words in [Words::english(), Words::in_language(Language::German)] {
            let text = markdown(&run(), &words);
            assert!(text.contains("| 1284 | 1283 | 0 | 0 | 0 | 1 |"), "{text}");
            assert!(text.contains("f3a1c0de"), "{text}");
            assert!(
                text.contains(&words.say("reason-notion_trouble", &[])),
                "{text}"
            );
            for key in [
                "report-",
                "trigger-",
                "outcome-",
                "what-",
                "run-kind-",
                "run-state-",
                "ledger-",
            ] {
                assert!(!text.contains(key), "{key} has no sentence: {text}");
            }
        }
    }

    #[test]
    fn a_title_stays_text() {
        let text = markdown(&run(), &Words::english());
        assert!(
            text.contains(r"\# Not a \[heading\]\(https\:\/\/evil\.example\)"),
            "{text}"
        );
        assert_eq!(text.lines().filter(|line| line.starts_with('#')).count(), 2);
    }

    #[test]
    fn programs_read_the_same_figures() {
        let document: serde_json::Value = serde_json::from_str(&json(&run())).unwrap();
        assert_eq!(document["objects"]["found"], 1_284);
        assert_eq!(document["seconds"], 480);
        assert_eq!(document["items"][0]["request_id"], "f3a1c0de");
    }
}
