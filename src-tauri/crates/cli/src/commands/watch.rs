//! `keepsake sync --watch`: keeps everything in step until Ctrl-C.

use keepsake_app::watch::{CycleReport, Reason, Rhythm, WatchControl, WatchNews};
use keepsake_app::words::Value;
use keepsake_app::{AppError, dto};
use serde_json::json;
use time::format_description::well_known::Rfc3339;

use crate::documents::Run;
use crate::exit::Exit;
use crate::output::Output;
use crate::session::Session;

/// Syncs again and again; one line for each cycle with something to say, or one document for each cycle.
pub(crate) async fn run(
    session: &Session,
    every: Option<Rhythm>,
    output: &Output,
) -> Result<Exit, AppError> {
    let connections: Vec<String> = match session.one_or_all().await? {
        Some(connection) => vec![connection.id],
        None => vec![session.connection().await?.id],
    };
    let control = WatchControl::new();
    let tell = |news: WatchNews| match news {
        WatchNews::Cycle(report) => print(*report, output),
        WatchNews::Next { .. } => {}
        // It was said at the start.
        WatchNews::Resting {
            reason: Reason::UntilOpened,
            ..
        } => {}
        WatchNews::Resting { reason, .. } => {
            output.note(&output.say(&format!("cli-watch-resting-{}", reason.as_str()), &[]));
        }
    };
    let begun = match every.unwrap_or_else(|| session.core.rhythm()) {
        Rhythm::Every(_) => "cli-watch-begun",
        Rhythm::WhenOpened => "cli-watch-begun-at-start",
    };
    output.note(&output.say(begun, &[]));
    session
        .core
        .watch(&connections, every, &control, &tell)
        .await?;
    Ok(Exit::Ok)
}

fn print(report: CycleReport, output: &Output) {
    if !output.is_json() && !report.has_news() {
        return;
    }
    let started = report.started.format(&Rfc3339).unwrap_or_default();
    let sentence = sentence(&report, output);
    let error = report.error.as_ref().map(|error| {
        json!({
            "code": error.code, "message": output.words().of_error(error), "retryable": error.retryable,
            "request_id": error.request_id,
        })
    });
    let data = json!({
        "cycle": report.number,
        "connection": report.connection,
        "cause": report.cause.as_str(),
        "correlation_id": report.correlation_id,
        "started": started,
        "seconds": report.took.as_secs_f64(),
        "run": report.run.map(Run::of),
        "pushed": report.pushed,
        "records": report.records,
        "error": error,
    });
    output.answer(&data, |_, output| {
        let values = [
            ("time", Value::Text(&output.moment(&started))),
            ("what", Value::Text(&sentence)),
        ];
        output.say("cli-watch-cycle", &values)
    });
}

/// What a cycle did, in one line.
fn sentence(report: &CycleReport, output: &Output) -> String {
    if let Some(error) = &report.error {
        return output.words().of_error(error);
    }
    let say = |key: &str, count: u64| {
        (count > 0).then(|| output.say(key, &[("count", Value::Count(count))]))
    };
    let stored = report
        .run
        .as_ref()
        .map_or(0, |run: &dto::RunSummary| u64::from(run.objects.stored));
    let (pushed, records) = (&report.pushed, &report.records);
    let parts: Vec<String> = [
        say("cli-watch-back", u64::from(report.is_recovery)),
        say("cli-watch-brought", stored),
        say(
            "cli-watch-sent",
            pushed.pages + pushed.created + pushed.moved + pushed.trashed + pushed.restored,
        ),
        say("cli-watch-merged", pushed.merged),
        say("cli-watch-asked", pushed.asked),
        say("cli-watch-parked", pushed.parked),
        say("cli-watch-invalid", records.invalid),
        say("cli-watch-jobs", records.jobs),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        return output.say("cli-watch-nothing", &[]);
    }
    parts.join("; ")
}
