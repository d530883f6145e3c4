//! Scripted scenarios, killed at every point there is: before each SQL statement, before each request, and between each
//! request and its answer.
//!
//! Leaves out chance: a scenario takes the same course each time, so every point is tried once and none is sampled. The rule
//! it protects: there is no moment at which the end of the process loses something or makes it twice.

use std::io::Write;
use std::path::Path;
use std::time::Duration;

use keepsake_simulator::{Edit, Id, Quirks};
use serde_json::json;

use crate::invariants;
use crate::proof;
use crate::random::Random;
use crate::schedule;
use crate::steps::{self, local::Wish};
use crate::violation::Violation;
use crate::world::World;

/// A drawn workspace with pages, a data source with rows, and text on most of them.
const SEED: u64 = 8;

/// One scenario: what is there before, and what is killed.
struct Scenario {
    name: &'static str,
    before: fn(&mut World) -> anyhow::Result<()>,
    during: fn(&mut World) -> anyhow::Result<()>,
}

const SCENARIOS: [Scenario; 12] = [
    Scenario {
        name: "import",
        before: |_| Ok(()),
        during: cycle,
    },
    Scenario {
        name: "resume",
        before: |world| {
            world.fate.end_at(Some(150));
            cycle(world)?;
            world.fate.end_at(None);
            Ok(())
        },
        during: cycle,
    },
    Scenario {
        name: "idle",
        before: settled,
        during: cycle,
    },
    Scenario {
        name: "remote-change",
        before: |world| {
            settled(world)?;
            remote(world)
        },
        during: cycle,
    },
    Scenario {
        name: "property-push",
        before: |world| wished(world, Wish::Property),
        during: cycle,
    },
    Scenario {
        name: "text-push",
        before: |world| wished(world, Wish::Text),
        during: cycle,
    },
    Scenario {
        name: "create",
        before: |world| wished(world, Wish::Row),
        during: cycle,
    },
    Scenario {
        name: "trash",
        before: |world| wished(world, Wish::Trash),
        during: cycle,
    },
    Scenario {
        name: "conflict",
        before: |world| {
            wished(world, Wish::Property)?;
            remote(world)
        },
        during: |world| {
            cycle(world)?;
            steps::decisions::decide(world, &mut Random::of(SEED, "decisions"))?;
            cycle(world)
        },
    },
    Scenario {
        name: "webhook",
        before: |world| {
            settled(world)?;
            world.simulator.subscribe(steps::events::SECRET);
            remote(world)
        },
        during: |world| {
            steps::events::deliver(world, &mut Random::of(SEED, "events"))?;
            cycle(world)
        },
    },
    Scenario {
        name: "token-refresh",
        before: |world| {
            world.sign_in(SEED);
            settled(world)?;
            if let Some(signed_in) = &world.signed_in {
                signed_in.expire(&world.simulator);
            }
            remote(world)
        },
        during: cycle,
    },
    Scenario {
        name: "schema-migration",
        before: |world| {
            settled(world)?;
            world.make_older()
        },
        during: cycle,
    },
];

fn cycle(world: &mut World) -> anyhow::Result<()> {
    world.moments.advance(Duration::from_secs(60));
    steps::cycle(world)?;
    Ok(())
}

/// An import, and the quiet after it.
fn settled(world: &mut World) -> anyhow::Result<()> {
    cycle(world)?;
    world.moments.advance(Duration::from_secs(600));
    cycle(world)
}

/// Somebody at Notion changes a row and its text.
fn remote(world: &mut World) -> anyhow::Result<()> {
    let row = row(world)?;
    let notes = json!({"rich_text": [{"text": {"content": "Noted"}}]});
    let edits = [
        Edit::SetProperty {
            id: row,
            name: "Notes".to_owned(),
            value: notes,
        },
        Edit::AddText {
            to: row,
            text: "Added".to_owned(),
        },
    ];
    for edit in edits {
        world.simulator.edit(&edit)?;
    }
    Ok(())
}

fn row(world: &World) -> anyhow::Result<Id> {
    let rows = world.simulator.places();
    let row = rows.iter().find(|place| place.is_row && !place.in_trash);
    row.map(|row| row.id)
        .ok_or_else(|| anyhow::anyhow!("the workspace of the scenarios has no row"))
}

/// The person changes something after an import.
fn wished(world: &mut World, wish: Wish) -> anyhow::Result<()> {
    settled(world)?;
    let row = row(world)?;
    steps::local::wish(world, row, wish)
}

/// Kills every scenario at every point; whether all held.
pub(crate) fn kill_everywhere(
    chosen: &[String],
    folder: &Path,
    out: &mut impl Write,
) -> anyhow::Result<bool> {
    let (mut tried, mut points, mut all_broken) = (0, 0, 0);
    for scenario in &SCENARIOS {
        if !chosen.is_empty() && !chosen.iter().any(|name| name == scenario.name) {
            continue;
        }
        let mut broken = 0;
        let mut point = 0;
        loop {
            point += 1;
            let (violation, was_reached) = kill_at(scenario, point, &folder.join("kill.db"))?;
            if !was_reached {
                break;
            }
            if let Some(violation) = violation {
                broken += 1;
                writeln!(
                    out,
                    "{} killed at point {point}: {violation}",
                    scenario.name
                )?;
            }
        }
        tried += 1;
        points += point - 1;
        all_broken += broken;
        writeln!(
            out,
            "{}: {} points, {broken} violations",
            scenario.name,
            point - 1
        )?;
    }
    proof::of_kill_points(tried, points, all_broken)?;
    Ok(all_broken == 0)
}

fn kill_at(
    scenario: &Scenario,
    point: u64,
    path: &Path,
) -> anyhow::Result<(Option<Violation>, bool)> {
    let mut world = World::new(SEED, "drawn", Quirks::calm(), 100, path)?;
    world.always_opens = true;
    world.audits = Some(false);
    (scenario.before)(&mut world)?;
    world.fate.end_at(Some(point));
    let kills = world.fate.account().kills;
    (scenario.during)(&mut world)?;
    let was_reached = world.fate.account().kills > kills;
    world.fate.end_at(None);
    let mut random = Random::of(SEED, "rest");
    let violation = match schedule::come_to_rest(&mut world, &mut random)? {
        Some(violation) => Some(violation),
        None => invariants::at_rest(&mut world)?,
    };
    Ok((violation, was_reached))
}
