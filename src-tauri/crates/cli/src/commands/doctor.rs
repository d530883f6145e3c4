//! `keepsake doctor`: checks everything Keepsake needs.

use keepsake_app::AppError;
use keepsake_app::doctor::{self, Check, Health};
use keepsake_app::words::Value;
use serde_json::json;

use crate::exit::Exit;
use crate::output::Output;
use crate::session;

/// Checks and says what to do; asks nobody on the network for the sample.
pub(crate) async fn run(is_sample: bool, output: &Output) -> Result<Exit, AppError> {
    let checks = doctor::examine(&session::options()?, !is_sample).await;
    let documents = checks.iter().map(|check| {
        json!({
            "check": check.name,
            "health": word(check.health),
            "finding": check.finding,
            "detail": check.detail,
            "message": sentence(check, output),
        })
    });
    output.answer(
        &json!({"checks": documents.collect::<Vec<_>>()}),
        |_, output| {
            let healths = [Health::Ok, Health::Warn, Health::Fail];
            let widths = healths.map(|health| output.word("health", word(health)).chars().count());
            let width = widths.into_iter().max().unwrap_or_default();
            let line = |check: &Check| {
                let health = output.word("health", word(check.health));
                format!("{health:<width$}  {}", sentence(check, output))
            };
            checks.iter().map(line).collect::<Vec<_>>().join("\n")
        },
    );
    let worst = checks.iter().map(|check| check.health).max();
    Ok(if worst == Some(Health::Fail) {
        Exit::Error
    } else {
        Exit::Ok
    })
}

fn sentence(check: &Check, output: &Output) -> String {
    output.say(
        &format!("doctor-{}-{}", check.name, check.finding),
        &[("detail", Value::Text(&check.detail))],
    )
}

const fn word(health: Health) -> &'static str {
    match health {
        Health::Ok => "ok",
        Health::Warn => "warn",
        Health::Fail => "fail",
    }
}
