//! `keepsake sync --once`: brings what has changed, and sends what was changed here.

use keepsake_app::words::Value;
use keepsake_app::{AppError, LostChannels, LostProperties, dto};
use serde_json::{Value as Json, json};

use super::import;
use crate::arguments::SyncArguments;
use crate::documents::Run;
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::session::Session;
use crate::sums;

/// Syncs and prints the ledger, what was sent, and what needs a decision.
pub(crate) async fn run(
    session: &Session,
    wish: &SyncArguments,
    output: &Output,
) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    if wish.allow_deletions || wish.keep_deleted {
        session
            .core
            .answer_brakes(&connection.id, wish.allow_deletions)
            .await?;
    }
    let started = session.core.sync_now(&connection.id).await?;
    let result = import::follow(session, &started, output).await?;
    if result.state == dto::RunState::NeedsSignIn {
        return Err(AppError::needs_sign_in(
            result.cut_short,
            result.refused_request,
        ));
    }
    let lost = session.core.lost_channels(&connection.id).await?;
    let mut told = sentences(&result, output);
    told.extend(lost.iter().map(|one| lost_sentence(one, output)));
    let gone = session.core.lost_properties(&connection.id).await?;
    told.extend(gone.iter().map(|one| gone_sentence(one, output)));
    let waits = !result.brakes.is_empty() || result.pushed.asked + result.pushed.parked > 0;
    let lost = lost.iter().map(|one| lost_document(one, output)).collect();
    let gone = gone.iter().map(|one| gone_document(one, output)).collect();
    let run = Run::ended(result)
        .with_lost_channels(lost)
        .with_lost_properties(gone);
    output.answer(&run, |run, output| {
        let mut text = sums::run(output.words(), run);
        for sentence in told {
            text.push_str("\n  ");
            text.push_str(&sentence);
        }
        text
    });
    Ok(if run.is_partial() || waits {
        Exit::Partial
    } else {
        Exit::Ok
    })
}

/// What was sent, what became of records, and what needs a decision.
fn sentences(result: &dto::RunResult, output: &Output) -> Vec<String> {
    let count = |key: &str, count: u32| {
        (count > 0).then(|| output.say(key, &[("count", Value::Count(u64::from(count)))]))
    };
    let pushed = &result.pushed;
    let records = &result.records;
    let mut told: Vec<String> = [
        count("cli-pushed-pages", pushed.pages),
        count("cli-pushed-created", pushed.created),
        count("cli-pushed-merged", pushed.merged),
        count("cli-pushed-moved", pushed.moved),
        count("cli-pushed-trashed", pushed.trashed),
        count("cli-pushed-restored", pushed.restored),
        count("cli-pushed-decided", pushed.decided),
        count("cli-pushed-asked", pushed.asked),
        count("cli-pushed-parked", pushed.parked),
        count("cli-pushed-waiting", pushed.waiting),
        count("cli-pushed-postponed", pushed.postponed + pushed.unclear),
        count("cli-records-checked", records.checked),
        count("cli-records-invalid", records.invalid),
        count("cli-records-jobs", records.jobs),
        count("cli-records-jumps", records.jumps),
    ]
    .into_iter()
    .flatten()
    .collect();
    told.extend(
        result
            .brakes
            .iter()
            .map(|brake| brake_sentence(brake, output)),
    );
    told
}

/// A folder of channels that gives none, and what holds meanwhile.
fn lost_sentence(lost: &LostChannels, output: &Output) -> String {
    output.say(
        "notice-channels_missing",
        &[
            ("profile", Value::Text(&lost.profile)),
            ("folder", Value::Text(&shown(&lost.folder))),
            ("finding", Value::Text(lost.finding)),
            (
                "known",
                Value::Count(u64::try_from(lost.known).unwrap_or(u64::MAX)),
            ),
        ],
    )
}

/// Properties that a profile uses and that are gone in Notion.
fn gone_sentence(gone: &LostProperties, output: &Output) -> String {
    let names = gone.properties.iter();
    let names: Vec<String> = names.map(|name| output.quoted(&shown(name))).collect();
    let count = u64::try_from(names.len()).unwrap_or(u64::MAX);
    output.say(
        "lost-properties",
        &[
            ("profile", Value::Text(&gone.profile)),
            ("database", Value::Text(&shown(&gone.database))),
            ("properties", Value::Text(&names.join(", "))),
            ("count", Value::Count(count)),
        ],
    )
}

fn gone_document(gone: &LostProperties, output: &Output) -> Json {
    json!({
        "profile": gone.profile,
        "database": gone.database,
        "properties": gone.properties,
        "message": gone_sentence(gone, output),
    })
}

fn lost_document(lost: &LostChannels, output: &Output) -> Json {
    json!({
        "profile": lost.profile,
        "folder": lost.folder,
        "finding": lost.finding,
        "known": lost.known,
        "message": lost_sentence(lost, output),
    })
}

/// What a plan that stopped would do, and how to answer.
pub(crate) fn brake_sentence(brake: &dto::Brake, output: &Output) -> String {
    let direction = match brake.direction {
        dto::BrakeDirection::Here => "here",
        dto::BrakeDirection::Notion => "notion",
    };
    let place = brake.database.as_deref().map(shown).unwrap_or_default();
    let titles: Vec<String> = brake.titles.iter().map(|title| shown(title)).collect();
    output.say(
        "cli-brake",
        &[
            ("direction", Value::Text(direction)),
            ("planned", Value::Count(u64::from(brake.planned))),
            ("total", Value::Count(u64::from(brake.total))),
            (
                "place",
                Value::Text(if place.is_empty() { "none" } else { &place }),
            ),
            ("titles", Value::Text(&titles.join(", "))),
        ],
    )
}
