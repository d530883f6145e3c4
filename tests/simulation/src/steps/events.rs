//! Webhooks on their way: delivered, late, out of order, twice, never, or made up by somebody.
//!
//! Leaves out HTTP, which is tested where it is spoken; who signed is asked of the receiver's own check. The rules it
//! protects: an event that was acknowledged is here, whatever happens to the process afterwards; what was made up is not.

use std::sync::Arc;

use anyhow::ensure;
use http::{HeaderMap, HeaderName, HeaderValue};
use keepsake_memory::{EventAnswer, NewEvent};
use keepsake_notion::NotionId;
use keepsake_notion::ports::Clock;
use keepsake_webhooks::{HEADER, is_signed, sign};
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::phase::Phase;
use crate::random::Random;
use crate::variety::{OnItsWay, Variety};
use crate::world::World;

/// What signs events.
pub(crate) const SECRET: &str = "secret";

/// Out of a hundred events.
const LOST: usize = 20;
const LATE: usize = 30;
const TWICE: usize = 5;
const UNKNOWN: usize = 5;
const FORGED: usize = 5;

/// Delivers what waits.
pub(crate) fn deliver(world: &mut World, random: &mut Random) -> anyhow::Result<()> {
    let mut due: Vec<NewEvent> = std::mem::take(&mut world.late_events);
    let fate = Arc::clone(&world.fate);
    let comes = |how, times| fate.counts(Variety::Event(how), times);
    while let Some((body, signature)) = world.simulator.take_event() {
        // What gives the secret is no event.
        if read(&body).is_none() {
            continue;
        }
        let mut sent = (body, signature);
        if world.strangers.below(100) < FORGED {
            comes(OnItsWay::Forged, 1);
            let (body, signature) = forged(&mut world.strangers, &sent);
            ensure!(
                !is_taken(&body, signature.as_deref()),
                "an event that somebody made up was taken: {body}"
            );
        }
        if world.strangers.below(100) < UNKNOWN {
            comes(OnItsWay::UnknownKind, 1);
            sent = of_unknown_kind(&sent.0);
        }
        ensure!(
            is_taken(&sent.0, Some(&sent.1)),
            "an event that Notion signed was refused: {}",
            sent.0
        );
        let Some(event) = read(&sent.0) else {
            continue;
        };
        match random.below(100) {
            chance if chance < LOST => comes(OnItsWay::Lost, 1),
            chance if chance < LOST + LATE => {
                comes(OnItsWay::Late, 1);
                world.late_events.push(event);
            }
            chance if chance < LOST + LATE + TWICE => {
                comes(OnItsWay::Twice, 1);
                due.extend([event.clone(), event]);
            }
            _ => due.push(event),
        }
    }
    if random.below(10) == 0 {
        if due.len() > 1 {
            comes(OnItsWay::OutOfOrder, due.len());
        }
        due.reverse();
    }
    if due.is_empty() {
        return Ok(());
    }
    world.fate.enter(Phase::Webhook);
    let now = world.moments.now();
    let answers = world.act(async |store, _| store.put_events(&due, now).await)?;
    match answers {
        Some(Ok(answers)) => {
            world.fate.note(|| format!("events: {answers:?}"));
            for (event, answer) in due.iter().zip(answers) {
                if answer == EventAnswer::Stored || !world.seen_events.contains(&event.event_id) {
                    world.deeds.acknowledged(event.event_id.clone());
                }
                world.seen_events.insert(event.event_id.clone());
            }
        }
        // What was not acknowledged is sent again.
        Some(Err(_)) | None => {
            comes(OnItsWay::SentAgain, due.len());
            world.late_events.extend(due);
        }
    }
    Ok(())
}

/// Whether the receiver takes this body for Notion's.
fn is_taken(body: &str, signature: Option<&str>) -> bool {
    let signature = signature.and_then(|signature| HeaderValue::from_str(signature).ok());
    let headers: HeaderMap = signature
        .map(|signature| (HeaderName::from_static(HEADER), signature))
        .into_iter()
        .collect();
    is_signed(&SecretString::from(SECRET), &headers, body.as_bytes())
}

/// What somebody makes of an event who does not know the secret: another body under its signature, its body under a
/// signature of their own, or under none.
fn forged(random: &mut Random, (body, signature): &(String, String)) -> (String, Option<String>) {
    match random.below(3) {
        0 => (
            body.replacen("page.", "page.un", 1) + " ",
            Some(signature.clone()),
        ),
        1 => {
            let own = sign(&SecretString::from("guessed"), body.as_bytes());
            (body.clone(), Some(own))
        }
        _ => (body.clone(), None),
    }
}

/// An event as Notion may send it next year.
fn of_unknown_kind(body: &str) -> (String, String) {
    let mut event: Value = serde_json::from_str(body).unwrap_or_default();
    event["type"] = json!("page.dreamt_of");
    let body = event.to_string();
    let signature = sign(&SecretString::from(SECRET), body.as_bytes());
    (body, signature)
}

fn read(body: &str) -> Option<NewEvent> {
    let event: Value = serde_json::from_str(body).ok()?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    Some(NewEvent {
        event_id: text(&event["id"])?,
        kind: text(&event["type"])?,
        entity: event["entity"]["id"].as_str().and_then(NotionId::parse),
        entity_kind: text(&event["entity"]["type"]),
        workspace: None,
        raw: body.to_owned(),
    })
}
