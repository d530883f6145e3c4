//! Webhooks on their way: delivered, late, out of order, twice, never, or made up by somebody.
//!
//! Leaves out HTTP and signatures, which are tested where they are checked: what comes here has passed that check. The rule
//! it protects: an event that was acknowledged is here, whatever happens to the process afterwards.

use keepsake_memory::{EventAnswer, NewEvent};
use keepsake_notion::NotionId;
use keepsake_notion::ports::Clock;
use serde_json::Value;

use crate::phase::Phase;
use crate::random::Random;
use crate::world::World;

/// Out of a hundred events.
const LOST: usize = 20;
const LATE: usize = 30;
const TWICE: usize = 5;

/// Delivers what waits.
pub(crate) fn deliver(world: &mut World, random: &mut Random) -> anyhow::Result<()> {
    let mut due: Vec<NewEvent> = std::mem::take(&mut world.late_events);
    while let Some((body, _)) = world.simulator.take_event() {
        let Some(event) = read(&body) else {
            continue;
        };
        match random.below(100) {
            chance if chance < LOST => {}
            chance if chance < LOST + LATE => world.late_events.push(event),
            chance if chance < LOST + LATE + TWICE => due.extend([event.clone(), event]),
            _ => due.push(event),
        }
    }
    if random.below(10) == 0 {
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
        Some(Err(_)) | None => world.late_events.extend(due),
    }
    Ok(())
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
