//! `keepsake status`: where things stand.

use keepsake_app::AppError;
use keepsake_app::dto::{Attention, Status, StatusState};
use keepsake_app::words::Value;
use serde_json::json;

use crate::documents::Connection;
use crate::exit::Exit;
use crate::output::Output;
use crate::session::Session;
use crate::sums;

/// Says where things stand, for one connection or for all.
pub(crate) async fn run(session: &Session, output: &Output) -> Result<Exit, AppError> {
    let chosen = session.one_or_all().await?;
    let status = match &chosen {
        Some(connection) => session.core.connection_status(&connection.id).await?,
        None => session.core.status().await?,
    };
    let told = match chosen {
        Some(connection) => vec![connection],
        None => session.core.connections().await?,
    };
    let mut waits = Attention::default();
    for connection in &told {
        add(&mut waits, session.core.attention(&connection.id).await?);
    }
    let connections: Vec<_> = told.iter().map(Connection::from).collect();
    let data = json!({
        "state": word(status.state),
        "pages": status.pages,
        "last_sync": status.last_sync,
        "finished": status.finished,
        "known": status.known,
        "eta_seconds": status.eta_seconds,
        "free_megabytes": status.free_megabytes,
        "home": session.core.home().root(),
        "connections": connections,
        "decisions": waits.decisions,
        "parked": waits.parked,
        "inbox": waits.inbox,
        "waiting": waits.waiting,
        "alerts": waits.alerts,
    });
    output.answer(&data, |_, output| {
        let mut text = sentence(&status, output);
        for (key, count) in [
            ("cli-status-decisions", waits.decisions),
            ("cli-status-parked", waits.parked),
            ("cli-status-inbox", waits.inbox),
            ("cli-status-to-send", waits.waiting),
        ] {
            if count > 0 {
                let count = Value::Count(u64::from(count));
                text.push('\n');
                text.push_str(&output.say(key, &[("count", count)]));
            }
        }
        text
    });
    Ok(if status.state == StatusState::NeedsSignIn {
        Exit::NeedsSignIn
    } else {
        Exit::Ok
    })
}

/// Adds what waits for another connection.
fn add(waits: &mut Attention, more: Attention) {
    let Attention {
        decisions,
        brakes,
        parked,
        inbox,
        alerts,
        waiting,
    } = more;
    waits.decisions += decisions;
    waits.brakes += brakes;
    waits.parked += parked;
    waits.inbox += inbox;
    waits.alerts += alerts;
    waits.waiting += waiting;
}

fn sentence(status: &Status, output: &Output) -> String {
    let left = status
        .eta_seconds
        .map(|seconds| sums::duration(output.words(), seconds))
        .unwrap_or_default();
    let last_sync = status.last_sync.as_deref().map(|time| output.moment(time));
    let last_sync = last_sync.unwrap_or_default();
    let values = [
        ("pages", Value::Count(u64::from(status.pages))),
        ("finished", Value::Count(u64::from(status.finished))),
        ("known", Value::Count(u64::from(status.known))),
        ("left", Value::Text(&left)),
        (
            "megabytes",
            Value::Count(u64::from(status.free_megabytes.unwrap_or_default())),
        ),
        ("time", Value::Text(&last_sync)),
    ];
    let mut text = output.say(
        &format!("cli-status-{}", word(status.state).replace('_', "-")),
        &values,
    );
    if status.last_sync.is_some() {
        text.push('\n');
        text.push_str(&output.say("cli-last-sync", &values));
    }
    text
}

fn word(state: StatusState) -> &'static str {
    match state {
        StatusState::Empty => "empty",
        StatusState::UpToDate => "up_to_date",
        StatusState::Unsent => "unsent",
        StatusState::Importing => "importing",
        StatusState::Syncing => "syncing",
        StatusState::Unfinished => "unfinished",
        StatusState::Offline => "offline",
        StatusState::Waiting => "waiting",
        StatusState::LittleSpace => "little_space",
        StatusState::NotionTrouble => "notion_trouble",
        StatusState::KeychainLocked => "keychain_locked",
        StatusState::PassphraseLocked => "passphrase_locked",
        StatusState::NeedsSignIn => "needs_sign_in",
        StatusState::Stopped => "stopped",
    }
}
