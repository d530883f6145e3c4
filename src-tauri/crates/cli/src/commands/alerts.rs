//! `keepsake alerts`: what a person should know about.

use keepsake_app::alerts::ToldOutcome;
use keepsake_app::dto::{Alert, AlertState, Severity};
use keepsake_app::words::Value;
use keepsake_app::{AppError, alerts};
use serde_json::json;

use crate::arguments::AlertsCommand;
use crate::exit::Exit;
use crate::output::Output;
use crate::session::Session;

/// Lists alerts, notes that one was seen, or sends one.
pub(crate) async fn run(
    session: &Session,
    what: Option<AlertsCommand>,
    output: &Output,
) -> Result<Exit, AppError> {
    match what {
        None | Some(AlertsCommand::List) => list(session, output).await,
        Some(AlertsCommand::Acknowledge { id }) => {
            session.core.acknowledge_alert(&id).await?;
            output.answer(&json!({"acknowledged": id}), |_, output| {
                output.say("cli-alert-acknowledged", &[("id", Value::Text(&id))])
            });
            Ok(Exit::Ok)
        }
        Some(AlertsCommand::Test) => test(session, output).await,
    }
}

async fn list(session: &Session, output: &Output) -> Result<Exit, AppError> {
    let connection = session.one_or_all().await?;
    let wanted = connection.as_ref().map(|connection| connection.id.as_str());
    let found = session.core.alerts(wanted).await?;
    let documents: Vec<_> = found
        .iter()
        .map(|alert| {
            json!({
                "id": alert.id,
                "kind": alert.kind,
                "severity": severity(alert.severity),
                "state": state(alert.state),
                "message": alerts::sentence_of(alert, output.words()),
                "details": alert.details,
                "count": alert.count,
                "first_time": alert.first_time,
                "last_time": alert.last_time,
            })
        })
        .collect();
    output.answer(&json!({"alerts": documents}), |_, output| {
        if found.is_empty() {
            return output.say("cli-alerts-none", &[]);
        }
        let lines = found.iter().map(|alert| line(alert, output));
        lines.collect::<Vec<_>>().join("\n")
    });
    Ok(Exit::Ok)
}

fn line(alert: &Alert, output: &Output) -> String {
    let times = if alert.count > 1 {
        let count = Value::Count(u64::from(alert.count));
        format!(" ({})", output.say("cli-alert-times", &[("count", count)]))
    } else {
        String::new()
    };
    format!(
        "{:>4}  {}  {:<8}  {:<12}  {}{times}",
        alert.id,
        output.moment(&alert.last_time),
        output.word("severity", severity(alert.severity)),
        output.word("alert-state", state(alert.state)),
        alerts::sentence_of(alert, output.words()),
    )
}

async fn test(session: &Session, output: &Output) -> Result<Exit, AppError> {
    let told = session.core.test_alert().await?;
    let (sent, why) = match &told.sent {
        ToldOutcome::Nowhere => ("nowhere", ""),
        ToldOutcome::Taken => ("taken", ""),
        ToldOutcome::Refused(why) => ("refused", why.as_str()),
    };
    let data = json!({"desktop": told.on_desktop, "sent": sent, "detail": why});
    output.answer(&data, |_, output| {
        let key = format!("cli-alert-test-{sent}");
        output.say(&key, &[("detail", Value::Text(why))])
    });
    Ok(match told.sent {
        ToldOutcome::Refused(_) => Exit::Error,
        ToldOutcome::Nowhere | ToldOutcome::Taken => Exit::Ok,
    })
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
        Severity::Critical => "critical",
    }
}

const fn state(state: AlertState) -> &'static str {
    match state {
        AlertState::Open => "open",
        AlertState::Acknowledged => "acknowledged",
        AlertState::Cleared => "cleared",
    }
}
