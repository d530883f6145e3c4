//! What happens in a schedule: twenty to two hundred steps, drawn one by one.
//!
//! Leaves out what goes wrong meanwhile ([`crate::fate`]). The rule it protects: a step is drawn from what is there, so
//! that most of them do something; one that cannot be done is skipped and said.

pub mod decisions;
pub(crate) mod events;
pub mod local;
mod records;
pub mod remote;
mod time;

use std::fmt;
use std::time::Duration;

use keepsake_sync::RunEnd;

use crate::invariants;
use crate::random::Random;
use crate::violation::Violation;
use crate::world::{Cycle, World};

/// Steps by weight.
const WEIGHTS: [(Step, u32); 9] = [
    (Step::Events, 12),
    (Step::Trash, 1),
    (Step::Remote, 30),
    (Step::Local, 30),
    (Step::Decision, 3),
    (Step::Cycles, 25),
    (Step::Time, 14),
    (Step::Clock, 4),
    (Step::Kill, 2),
];

#[derive(Clone, Copy)]
enum Step {
    Events,
    Trash,
    Remote,
    Local,
    Decision,
    Cycles,
    Time,
    Clock,
    Kill,
}

/// Does one step.
///
/// # Errors
/// A broken promise, or the engine getting stuck.
pub fn step(world: &mut World, random: &mut Random) -> anyhow::Result<Option<Violation>> {
    let weights = WEIGHTS.map(|(_, weight)| weight);
    match WEIGHTS[random.weighted(&weights)].0 {
        Step::Remote => remote::edit(world, random),
        Step::Events => events::deliver(world, random)?,
        Step::Trash if random.below(3) == 0 => remote::trash_much(world, random),
        Step::Trash => {}
        Step::Local if world.kinds.has_profile && random.below(2) == 0 => {
            if world.profile.is_none() && world.has_imported() {
                crate::records::put_into_force(world, random)?;
            }
            records::edit(world, random)?;
        }
        Step::Local => local::edit(world, random)?,
        Step::Decision => decisions::decide(world, random)?,
        Step::Time => {
            let by = time::a_while(random);
            world.fate.note(|| format!("time passes: {by:?}"));
            world.moments.advance(by);
        }
        Step::Clock if !world.kinds.has_wrong_clock => {}
        Step::Clock => {
            let off = time::a_wrong_clock(random);
            world
                .fate
                .note(|| format!("the computer's clock is off by {off}"));
            world.set_clock(off);
        }
        Step::Kill => {
            world.fate.note(|| "the process is killed".to_owned());
            world.kill();
        }
        Step::Cycles => {
            for _ in 0..=random.below(3) {
                let passed = cycle(world)?;
                if passed.violation.is_some() {
                    return Ok(passed.violation);
                }
                // Whoever was killed is often started again at once.
                if passed.came_to_an_end() || random.below(3) == 0 {
                    world.moments.advance(Duration::from_secs(60));
                }
            }
        }
    }
    Ok(None)
}

/// What one cycle did.
#[derive(Debug)]
pub struct Passed {
    /// A broken promise.
    pub violation: Option<Violation>,
    requests: u64,
    stored: Option<u64>,
    writes: Vec<String>,
    end: String,
}

impl Passed {
    /// Whether the engine said how it ended.
    const fn came_to_an_end(&self) -> bool {
        self.stored.is_some()
    }

    /// Whether it came to its end, changed nothing on either side, and cost at most two requests.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.stored == Some(0) && self.writes.is_empty() && self.requests <= 2
    }
}

impl fmt::Display for Passed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "it {}; {} requests, {:?} objects stored, wrote {:?}",
            self.end, self.requests, self.stored, self.writes
        )
    }
}

/// One cycle of the engine, whatever its end.
///
/// # Errors
/// When the program cannot be started.
pub fn cycle(world: &mut World) -> anyhow::Result<Passed> {
    world.fate.note(|| "cycle".to_owned());
    let (revision, requests) = (world.simulator.revision(), world.simulator.haste().requests);
    let before = invariants::before_cycle(world)?;
    world.deeds.events_are_looked_after();
    let ended = world.cycle()?;
    let (mut stored, mut audits) = (None, 0);
    let end = match &ended {
        Cycle::Ended(outcome) if outcome.end == RunEnd::NeedsSignIn => "wants a sign-in".to_owned(),
        Cycle::Ended(outcome) => {
            stored = Some(outcome.ledger.objects.stored);
            audits = outcome.audits;
            format!("ended: {:?}", outcome.end)
        }
        Cycle::Failed(error) => format!("failed: {error}"),
        Cycle::Killed => "was killed".to_owned(),
        Cycle::Stalled => "stalled".to_owned(),
    };
    world.fate.note(|| format!("  {end}"));
    let after = match ended {
        Cycle::Stalled => Some(Violation::new(
            12,
            "the engine waits for something that will never happen",
        )),
        Cycle::Ended(_) | Cycle::Failed(_) => invariants::after_cycle(world)?,
        Cycle::Killed => invariants::after_kill(world)?,
    };
    let violation = before.or(after);
    let bot = world.simulator.bot();
    let log = world.simulator.log_after(revision);
    let writes = log.into_iter().filter(|entry| entry.author == bot);
    Ok(Passed {
        violation,
        requests: (world.simulator.haste().requests - requests).saturating_sub(audits),
        stored,
        writes: writes
            .map(|entry| format!("{} {}", entry.action, entry.object))
            .collect(),
        end,
    })
}
