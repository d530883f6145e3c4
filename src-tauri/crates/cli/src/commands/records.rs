//! `keepsake records`: listing, showing, changing and making records.

use keepsake_app::words::Value;
use keepsake_app::{AppError, ErrorCode, Record, RecordQuery, RecordSeen, SetAnswer};
use serde_json::json;

use super::history;
use crate::arguments::RecordsCommand;
use crate::documents::two_way;
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::prompts;
use crate::session::Session;

/// Does what was typed.
pub(crate) async fn run(
    session: &Session,
    what: RecordsCommand,
    output: &Output,
) -> Result<Exit, AppError> {
    match what {
        RecordsCommand::List(wish) => {
            let query = RecordQuery {
                profile: wish.profile,
                status: wish.status,
                channel: wish.channel,
                view: wish.view,
                ..RecordQuery::default()
            };
            list(session, &query, "cli-no-records", output).await
        }
        RecordsCommand::Inbox => {
            let query = RecordQuery {
                valid: Some(false),
                ..RecordQuery::default()
            };
            list(session, &query, "cli-inbox-empty", output).await
        }
        RecordsCommand::Conflicts => {
            let query = RecordQuery {
                conflicts: true,
                ..RecordQuery::default()
            };
            list(session, &query, "cli-no-conflicts", output).await
        }
        RecordsCommand::Show { id } => {
            let seen = session.core.record(&id).await?;
            show(&seen, output);
            Ok(Exit::Ok)
        }
        RecordsCommand::Set { id, changes, yes } => set(session, &id, &changes, yes, output).await,
        RecordsCommand::New { profile, values } => new(session, &profile, &values, output).await,
        RecordsCommand::History { id } => history::list(session, &id, output).await,
        RecordsCommand::Undo { id, entry, yes } => {
            history::undo(session, &id, entry.as_deref(), yes, output).await
        }
        RecordsCommand::Jobs => jobs(session, output).await,
        RecordsCommand::Board { profile, channel } => {
            board(session, profile.as_deref(), channel.as_deref(), output).await
        }
    }
}

/// A field and its value, as in `status=approved`.
pub(crate) fn field_and_value(text: &str) -> Result<(String, String), AppError> {
    match text.split_once('=') {
        Some((field, value)) if !field.trim().is_empty() => {
            Ok((field.trim().to_owned(), value.to_owned()))
        }
        _ => Err(AppError::invalid("field_value").with("value", text)),
    }
}

fn fields_and_values(texts: &[String]) -> Result<Vec<(String, String)>, AppError> {
    texts.iter().map(|text| field_and_value(text)).collect()
}

/// A title that can be printed, also where there is none.
pub(crate) fn title(title: &str, output: &Output) -> String {
    if title.is_empty() {
        output.say("untitled", &[])
    } else {
        shown(title).replace('\n', " ")
    }
}

async fn list(
    session: &Session,
    query: &RecordQuery,
    nothing: &str,
    output: &Output,
) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    let records = session.core.records(&connection.id, query).await?;
    let documents: Vec<_> = records.iter().cloned().map(two_way::Record::from).collect();
    output.answer(&json!({"records": documents}), |_, output| {
        if records.is_empty() {
            return output.say(nothing, &[]);
        }
        let lines: Vec<String> = records.iter().map(|record| line(record, output)).collect();
        lines.join("\n")
    });
    Ok(Exit::Ok)
}

/// A record as one line: where it stands, what it is called, what is the matter with it.
fn line(record: &Record, output: &Output) -> String {
    let status = shown(&record.notion_status);
    let mut text = format!("{status:<20}  {}", title(&record.title, output));
    if !record.channel.is_empty() {
        text.push_str(&format!("  ({})", shown(&record.channel)));
    }
    if !record.reasons.is_empty() {
        let reasons = record.reasons_in(output.words());
        text.push_str(&format!("  — {}", shown(&reasons.join("; "))));
    }
    if !record.waiting.is_empty() {
        let fields = record.waiting.join(", ");
        let said = output.say("cli-record-waiting", &[("fields", Value::Text(&fields))]);
        text.push_str(&format!("  [{said}]"));
    }
    if record.conflict {
        text.push_str(&format!("  [{}]", output.say("cli-record-conflict", &[])));
    }
    format!("{text}  {}", record.id)
}

fn show(seen: &RecordSeen, output: &Output) {
    output.answer(&two_way::record_seen(seen), |_, output| drawn(seen, output));
}

/// A record with its fields, as lines.
pub(super) fn drawn(seen: &RecordSeen, output: &Output) -> String {
    let mut text = line(&seen.record, output);
    for field in &seen.fields {
        let value = shown(&field.value);
        text.push_str(&format!("\n  {}: {value}", shown(&field.name)));
        if let Some(there) = &field.in_notion {
            let there = shown(there);
            let said = output.say("cli-record-in-notion", &[("value", Value::Text(&there))]);
            text.push_str(&format!("  ({said})"));
        }
    }
    for note in seen.record.notes_in(output.words()) {
        text.push_str(&format!("\n  {}", shown(&note)));
    }
    if let Some(job) = &seen.record.job {
        let state = output.word("job", job.state);
        let values = [("id", Value::Text(&job.id)), ("state", Value::Text(&state))];
        text.push_str(&format!("\n  {}", output.say("cli-record-job", &values)));
    }
    text
}

async fn set(
    session: &Session,
    id: &str,
    changes: &[String],
    yes: bool,
    output: &Output,
) -> Result<Exit, AppError> {
    let changes = fields_and_values(changes)?;
    let mut answer = session.core.set_record(id, &changes, yes).await?;
    if let SetAnswer::Unusual { sentence, to, .. } = &answer {
        let values = [("sentence", Value::Text(sentence)), ("to", Value::Text(to))];
        if prompts::is_somebody_there() {
            let question = output.say("cli-record-unusual-question", &values);
            if !prompts::confirm(&question, false, output.words()).map_err(AppError::internal)? {
                return Err(AppError::new(ErrorCode::Cancelled));
            }
        } else {
            // A program that sets a state means it; the step is reported and can be taken back.
            output.note(&output.say("cli-record-unusual", &values));
        }
        answer = session.core.set_record(id, &changes, true).await?;
    }
    let (seen, changed) = match answer {
        SetAnswer::Done { seen, changed } => (seen, changed),
        SetAnswer::Unusual { seen, .. } => (seen, false),
    };
    output.note(&output.say(
        if changed {
            "cli-record-set"
        } else {
            "cli-record-unchanged"
        },
        &[],
    ));
    show(&seen, output);
    Ok(Exit::Ok)
}

async fn new(
    session: &Session,
    profile: &str,
    values: &[String],
    output: &Output,
) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    let values = fields_and_values(values)?;
    let seen = session
        .core
        .new_record(&connection.id, profile, &values)
        .await?;
    output.note(&output.say("cli-record-made", &[]));
    show(&seen, output);
    Ok(Exit::Ok)
}

async fn jobs(session: &Session, output: &Output) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    let jobs = session.core.record_jobs(&connection.id).await?;
    let documents = jobs.iter().map(|job| {
        json!({
            "id": job.id,
            "record": job.record,
            "title": job.title,
            "state": job.state,
            "created_at": job.created,
        })
    });
    let data = json!({"jobs": documents.collect::<Vec<_>>()});
    output.answer(&data, |_, output| {
        if jobs.is_empty() {
            return output.say("cli-no-jobs", &[]);
        }
        let lines = jobs.iter().map(|job| {
            let title = title(&job.title, output);
            format!(
                "{:>5}  {:<8}  {}  {title}  {}",
                job.id,
                output.word("job", job.state),
                output.moment(&job.created),
                job.record
            )
        });
        lines.collect::<Vec<_>>().join("\n")
    });
    Ok(Exit::Ok)
}

async fn board(
    session: &Session,
    profile: Option<&str>,
    channel: Option<&str>,
    output: &Output,
) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    let columns = session
        .core
        .record_board(&connection.id, profile, channel)
        .await?;
    let documents = columns.iter().map(|column| {
        let groups = column.groups.iter().map(|(name, records)| {
            let records = records.iter().cloned().map(two_way::Record::from);
            json!({"notion_status": name, "records": records.collect::<Vec<_>>()})
        });
        json!({
            "status": column.key,
            "title": column.title,
            "groups": groups.collect::<Vec<_>>(),
        })
    });
    let data = json!({"columns": documents.collect::<Vec<_>>()});
    output.answer(&data, |_, output| {
        let mut text = String::new();
        for column in &columns {
            let count: usize = column.groups.iter().map(|(_, records)| records.len()).sum();
            text.push_str(&output.marked(&format!("{} ({count})", shown(&column.title))));
            text.push('\n');
            for (name, records) in &column.groups {
                for record in records {
                    let title = title(&record.title, output);
                    let channel = shown(&record.channel);
                    text.push_str(&format!("  {title}  ({channel})  {}\n", shown(name)));
                }
            }
        }
        text
    });
    Ok(Exit::Ok)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    #[test]
    fn a_value_may_have_an_equals_sign_and_a_field_may_not_be_missing() {
        assert_eq!(
            field_and_value("status=a=b").unwrap(),
            ("status".to_owned(), "a=b".to_owned())
        );
        assert_eq!(
            field_and_value("topic=").unwrap(),
            ("topic".to_owned(), String::new())
        );
        for wrong in ["status", "=approved", ""] {
            assert!(field_and_value(wrong).is_err(), "{wrong} was taken");
        }
    }
}
