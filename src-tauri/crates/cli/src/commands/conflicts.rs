//! `keepsake conflicts`: what was changed on both sides, plans that stopped, and changes that could not be sent.

use std::path::Path;

use keepsake_app::words::Value;
use keepsake_app::{AppError, Keep, dto};
use serde_json::json;

use super::history::short;
use super::records::title;
use super::sync::brake_sentence;
use crate::arguments::ConflictsCommand;
use crate::documents::two_way;
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::session::Session;

/// Does what was typed.
pub(crate) async fn run(
    session: &Session,
    what: Option<ConflictsCommand>,
    output: &Output,
) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    match what {
        None | Some(ConflictsCommand::List) => list(session, &connection.id, output).await,
        Some(ConflictsCommand::Show { id }) => {
            let detail = session.core.conflict(&connection.id, &id).await?;
            output.answer(&two_way::conflict(&detail), |_, output| {
                drawn(&detail, output)
            });
            Ok(Exit::Ok)
        }
        Some(ConflictsCommand::Resolve { id, keep }) => {
            let keep = match keep.as_str() {
                "mine" | "here" | "local" => Keep::Here,
                "notion" => Keep::Notion,
                "both" => Keep::Both,
                file => Keep::Text(text_of(Path::new(file))?),
            };
            let (decided, open) = session
                .core
                .resolve_page(&connection.id, &id, &keep)
                .await?;
            let data = json!({"page": id, "decided": decided, "open": open});
            output.answer(&data, |_, output| {
                let values = [
                    ("decided", Value::Count(decided as u64)),
                    ("open", Value::Count(open as u64)),
                ];
                output.say("cli-conflict-decided", &values)
            });
            Ok(if open == 0 { Exit::Ok } else { Exit::Partial })
        }
        Some(ConflictsCommand::Retry { id }) => {
            let page = session.core.retry_parked(&id).await?;
            output.answer(&json!({"id": id, "page": page}), |_, output| {
                output.say("cli-parked-retry", &[])
            });
            Ok(Exit::Ok)
        }
    }
}

fn text_of(file: &Path) -> Result<String, AppError> {
    std::fs::read_to_string(file).map_err(|error| {
        AppError::invalid("keep")
            .with("path", file.display())
            .with("detail", error)
    })
}

async fn list(session: &Session, connection: &str, output: &Output) -> Result<Exit, AppError> {
    let decisions = session.core.decisions(connection).await?;
    output.answer(&two_way::decisions(&decisions), |_, output| {
        let mut lines: Vec<String> = decisions
            .brakes
            .iter()
            .map(|brake| brake_sentence(brake, output))
            .collect();
        lines.extend(decisions.conflicts.iter().map(|one| summary(one, output)));
        lines.extend(decisions.parked.iter().map(|one| parked(one, output)));
        if lines.is_empty() {
            lines.push(output.say("cli-no-conflicts", &[]));
        }
        lines.join("\n")
    });
    Ok(Exit::Ok)
}

fn summary(one: &dto::ConflictSummary, output: &Output) -> String {
    let title = title(&one.title, output);
    let values = [
        ("title", Value::Text(&title)),
        ("properties", Value::Count(u64::from(one.properties))),
        ("segments", Value::Count(u64::from(one.segments))),
        (
            "trash",
            Value::Text(match one.trash {
                Some(dto::TrashedWhere::Here) => "here",
                Some(dto::TrashedWhere::Notion) => "notion",
                None => "no",
            }),
        ),
    ];
    format!("{}  {}", output.say("cli-conflict", &values), one.page)
}

fn parked(one: &dto::ParkedChange, output: &Output) -> String {
    let title = title(&one.title, output);
    let what = if one.field.is_empty() {
        output.word("part", two_way::part(one.part))
    } else {
        shown(&one.field)
    };
    let key = format!("parked-{}", one.reason);
    let why = match &one.message {
        _ if output.words().has(&key) => {
            output.say(&key, &[("part", Value::Text(two_way::part(one.part)))])
        }
        Some(message) => shown(message),
        None => one.reason.clone(),
    };
    let values = [
        ("title", Value::Text(&title)),
        ("what", Value::Text(&what)),
        ("why", Value::Text(&why)),
        ("id", Value::Text(&one.id)),
    ];
    let mut text = output.say("cli-parked", &values);
    if let Some(id) = &one.request_id {
        text.push_str(&format!(" [{}]", shown(id)));
    }
    text
}

/// All versions under each other.
fn drawn(detail: &dto::ConflictDetail, output: &Output) -> String {
    let mut text = summary(&detail.summary, output);
    let mut versions = |name: &str, base: &str, here: &str, notion: &str| {
        text.push_str(&format!("\n\n{name}"));
        for (key, version) in [
            ("cli-conflict-base", base),
            ("cli-conflict-here", here),
            ("cli-conflict-notion", notion),
        ] {
            text.push_str(&format!("\n  {}: {}", output.say(key, &[]), shown(version)));
        }
    };
    for property in &detail.properties {
        let name = shown(&property.name);
        versions(&name, &property.base, &property.here, &property.notion);
    }
    for segment in &detail.segments {
        let under = if segment.under.is_empty() {
            String::new()
        } else {
            short(&segment.under, output)
        };
        versions(&under, &segment.base, &segment.here, &segment.notion);
    }
    text
}
