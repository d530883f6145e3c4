//! Invariant 13: the watermark never passes an unseen change.
//!
//! Everything that the connection can see and that was last edited before the watermark has to be known here as of that
//! edit. What was hidden or in the trash comes back without a trace; an edit made since then counts again. What search does not show yet is newer than the watermark by the engine's own margin.

use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::Sight;
use crate::violation::Violation;
use crate::world::World;

/// Compares the times of everything visible with what the listing has settled.
pub(super) fn check(world: &mut World, sight: &Sight) -> anyhow::Result<Option<Violation>> {
    // What search never lists, or leaves out because it shifts while it is read, is found by an audit, and has no watermark.
    let quirks = world.simulator.quirks();
    if quirks.search_omission > 0.0 || quirks.shifting_cursors {
        return Ok(None);
    }
    let state =
        world.look(async |store, connection| store.checkpoint(connection, "listing").await)?;
    let Some(state) = state? else {
        return Ok(None);
    };
    let state: Value = serde_json::from_str(&state)?;
    // What lies behind the cap of search is found by walking, and has no watermark.
    let Some(horizon) = state["horizon"]
        .as_str()
        .filter(|_| state["capped"] != true)
    else {
        return Ok(None);
    };
    let horizon = OffsetDateTime::parse(horizon, &Rfc3339)?;
    let mut unseen: Vec<String> = sight
        .places
        .iter()
        .filter(|(_, place)| {
            // An edit that was made while it was away comes with the object, not with the watermark.
            let away = world.away.last(place.id);
            place.visible && !place.in_trash && away.is_none_or(|away| place.edited > away + 60_000)
        })
        .filter_map(|(id, place)| {
            let minute = place.edited.div_euclid(60_000) * 60;
            let edited = OffsetDateTime::from_unix_timestamp(minute).ok()?;
            let here = sight.known.get(id).and_then(|known| known.edited_time);
            (edited < horizon && here != Some(edited))
                .then(|| format!("{id} was edited at {edited}, before the watermark {horizon}, and is known as of {here:?}"))
        })
        .collect();
    unseen.sort();
    Ok(unseen
        .into_iter()
        .next()
        .map(|sentence| Violation::new(13, sentence)))
}
