//! What was changed about a page, and taking it back.
//!
//! The rules it protects: what is newer is only written over when somebody said so; what was taken back is told, of a page
//! that is no record as of one that is.

use keepsake_app::dto::{HistoryPart, Overtaken};
use keepsake_app::words::Value;
use keepsake_app::{AppError, ErrorCode, TakenBack, Undone};
use serde_json::json;

use super::records;
use crate::documents::two_way;
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::prompts;
use crate::session::Session;

/// Prints what was changed, newest first.
pub(super) async fn list(session: &Session, id: &str, output: &Output) -> Result<Exit, AppError> {
    let entries = session.core.history(id).await?;
    let documents: Vec<_> = entries.iter().map(two_way::history_entry).collect();
    output.answer(&json!({"history": documents}), |_, output| {
        if entries.is_empty() {
            return output.say("cli-no-history", &[]);
        }
        let lines = entries.iter().map(|entry| {
            let what = if entry.field.is_empty() {
                output.word("part", two_way::part(entry.part))
            } else {
                shown(&entry.field)
            };
            let undone = if entry.undone {
                format!("  [{}]", output.say("cli-history-undone", &[]))
            } else {
                String::new()
            };
            format!(
                "{:>5}  {}  {:<8}  {what}: {} → {}{undone}",
                entry.id,
                output.moment(&entry.time),
                output.word("origin", two_way::origin(entry.origin)),
                short(&entry.before, output),
                short(&entry.after, output),
            )
        });
        lines.collect::<Vec<_>>().join("\n")
    });
    Ok(Exit::Ok)
}

/// The beginning of a text, on one line.
pub(crate) fn short(text: &str, output: &Output) -> String {
    const LETTERS: usize = 60;
    let line = shown(text).replace('\n', " ");
    if line.chars().count() <= LETTERS {
        return output.quoted(&line);
    }
    let start: String = line.chars().take(LETTERS).collect();
    output.quoted(&format!("{start}…"))
}

/// Takes a change back.
pub(super) async fn undo(
    session: &Session,
    id: &str,
    entry: Option<&str>,
    yes: bool,
    output: &Output,
) -> Result<Exit, AppError> {
    let mut undone = session.core.undo(id, entry, false).await?;
    if let Undone::Overtaken(overtaken) = &undone {
        may_write_over(overtaken, yes, output)?;
        undone = session.core.undo(id, entry, true).await?;
    }
    match undone {
        Undone::Change(taken_back) => tell(session, id, &taken_back, output).await,
        Undone::Page => output.answer(&json!({"id": id, "withdrawn": true}), |_, output| {
            output.say("cli-record-withdrawn", &[])
        }),
        // Asked for as meant, nothing stands in the way.
        Undone::Overtaken(overtaken) => return Err(refusal(&overtaken, output)),
    }
    Ok(Exit::Ok)
}

/// Says what was taken back, with the record where the page is one.
async fn tell(session: &Session, id: &str, taken_back: &TakenBack, output: &Output) {
    output.note(&output.say("cli-record-undone", &[]));
    let (was, is) = (
        short(&taken_back.was, output),
        short(&taken_back.is, output),
    );
    let line = format!(
        "{}: {was} → {is}",
        name_of(taken_back.part, &taken_back.field, output)
    );
    // A page that is no record has nothing more to show; the change is taken back all the same.
    let seen = session.core.record(id).await.ok();
    let data = two_way::taken_back(id, taken_back, seen.as_ref());
    output.answer(&data, |_, output| match &seen {
        Some(seen) => format!("{line}\n{}", records::drawn(seen, output)),
        None => line,
    });
}

/// What a part or a property is called.
fn name_of(part: HistoryPart, field: &str, output: &Output) -> String {
    if field.is_empty() {
        output.word("part", two_way::part(part))
    } else {
        shown(field)
    }
}

/// Says what is newer than a change, and asks whether to write over it.
pub(super) fn may_write_over(
    overtaken: &Overtaken,
    yes: bool,
    output: &Output,
) -> Result<(), AppError> {
    let what = name_of(overtaken.part, &overtaken.field, output);
    let (now, before) = (
        short(&overtaken.in_notion, output),
        short(&overtaken.would_write, output),
    );
    let here = overtaken.here.as_deref().map(|text| short(text, output));
    let values = [
        ("what", Value::Text(&what)),
        ("now", Value::Text(&now)),
        ("before", Value::Text(&before)),
        ("here", Value::Text(here.as_deref().unwrap_or_default())),
    ];
    let key = match here {
        Some(_) => "cli-record-overtaken-here",
        None => "cli-record-overtaken",
    };
    let sentence = output.say(key, &values);
    if yes {
        output.note(&sentence);
        return Ok(());
    }
    if !prompts::is_somebody_there() {
        output.note(&sentence);
        return Err(refusal(overtaken, output));
    }
    let question = output.say(
        "cli-record-overtaken-question",
        &[("sentence", Value::Text(&sentence))],
    );
    if prompts::confirm(&question, false, output.words()).map_err(AppError::internal)? {
        return Ok(());
    }
    Err(AppError::new(ErrorCode::Cancelled))
}

/// The refusal where nobody can be asked.
pub(super) fn refusal(overtaken: &Overtaken, output: &Output) -> AppError {
    let newer = if overtaken.here.is_some() {
        "here"
    } else {
        "notion"
    };
    AppError::invalid("overtaken")
        .with("field", name_of(overtaken.part, &overtaken.field, output))
        .with("newer", newer)
}
