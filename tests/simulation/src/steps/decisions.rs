//! What the person here decides: conflicts, and plans that delete much.
//!
//! Leaves out edits ([`super::local`]). The rule it protects: a decision goes the way the faces take it.

use keepsake_memory::{BrakeAnswer, ConnectionId, Part, Store, StoreError};
use keepsake_notion::ports::Clock;
use keepsake_sync::two_way::resolve::{self, Decision};
use time::OffsetDateTime;

use crate::random::Random;
use crate::world::World;

/// The person answers what waits for them: a conflict, or the brake.
///
/// # Errors
/// When the store cannot be opened.
pub(crate) fn decide(world: &mut World, random: &mut Random) -> anyhow::Result<()> {
    let now = world.moments.now();
    let draws = [random.bits(), random.bits()];
    let said = world.act(async |store, connection| answer(store, connection, draws, now).await)?;
    // An answer that was not heard to its end may have been stored.
    world.may_delete |= match &said {
        Some(Ok(said)) => said.contains("Allowed"),
        Some(Err(_)) | None => may_allow(draws),
    };
    if let Some(said) = said {
        world.fate.note(|| format!("the person decides: {said:?}"));
    }
    Ok(())
}

const fn may_allow(draws: [u64; 2]) -> bool {
    draws[0] & 1 == 0
}

async fn answer(
    store: &Store,
    connection: ConnectionId,
    draws: [u64; 2],
    now: OffsetDateTime,
) -> anyhow::Result<String> {
    let mut said = String::new();
    for brake in store.brakes(connection).await? {
        let answer = if may_allow(draws) {
            BrakeAnswer::Allowed
        } else {
            BrakeAnswer::Declined
        };
        if brake.answer.is_none() {
            store
                .answer_brake(connection, brake.direction, brake.asked_time, answer)
                .await?;
            said = format!("brake {:?} {answer:?}", brake.direction);
        }
    }
    let open = store.conflicts(connection, true).await?;
    let chosen = usize::try_from(draws[1] >> 8)?.checked_rem(open.len());
    if let Some(conflict) = chosen.and_then(|at| open.get(at)) {
        let decision = match draws[1] % 3 {
            0 => Decision::Local,
            1 => Decision::Notion,
            _ => match conflict.local.clone() {
                Some(value) if conflict.part != Part::Trash => {
                    Decision::Result { value, both: false }
                }
                _ => Decision::Local,
            },
        };
        said = format!("{said} conflict {} {decision:?}", conflict.id);
        resolve::resolve(store, connection, conflict.id, decision, "decided", now).await?;
    }
    Ok(said)
}

/// The person answers everything that still waits.
///
/// # Errors
/// When the store cannot be opened.
pub fn decide_all(world: &mut World, random: &mut Random) -> anyhow::Result<()> {
    for _ in 0..50 {
        if !is_asked(world)? {
            return Ok(());
        }
        decide(world, random)?;
    }
    Ok(())
}

/// Whether anything waits for an answer.
///
/// # Errors
/// When the store cannot be opened.
pub(crate) fn is_asked(world: &mut World) -> anyhow::Result<bool> {
    let waits = world.look(async |store, connection| {
        let brakes = store.brakes(connection).await?;
        let open = store.conflicts(connection, true).await?;
        Ok::<_, StoreError>(!open.is_empty() || brakes.iter().any(|brake| brake.answer.is_none()))
    })??;
    Ok(waits)
}
