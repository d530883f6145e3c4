//! One schedule from its seed to its verdict.
//!
//! The rule it protects: after the last step nothing goes wrong any more, and then the engine has ten cycles to come to
//! rest; what is judged after that is final.

use std::path::Path;
use std::time::Duration;

use keepsake_planted::{Bug, arm};
use keepsake_simulator::{Quirks, SearchCap};

use crate::fate::Account;
use crate::invariants;
use crate::random::Random;
use crate::steps;
use crate::trouble::Often;
use crate::violation::Violation;
use crate::world::World;

/// Cycles until everything has to be at rest.
const CYCLES_TO_REST: u32 = 10;

/// What came of a schedule.
#[derive(Debug)]
pub struct Verdict {
    /// Its seed.
    pub seed: u64,
    /// The first broken promise.
    pub violation: Option<Violation>,
    /// What happened.
    pub account: Account,
    /// Requests it took.
    pub requests: u64,
    /// What happened in words, where that was asked for.
    pub words: Vec<String>,
}

/// How a schedule is run.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wishes {
    /// The mistake to make.
    pub bug: Option<Bug>,
    /// Whether everything that happens is kept in words.
    pub in_words: bool,
}

/// Runs the schedule of a seed with its store at `path`.
///
/// # Errors
/// When the world itself fails, which is no verdict.
pub fn run(seed: u64, wishes: Wishes, path: &Path) -> anyhow::Result<Verdict> {
    let _planted = arm(wishes.bug);
    let mut random = Random::of(seed, "steps");
    let page_size = [2, 5, 10, 25, 100][random.below(5)];
    let mut world = World::new(seed, quirks(&mut random), page_size, path)?;
    if wishes.in_words {
        world.fate.keep_words();
    }
    world.simulator.subscribe("secret");
    world.fate.often(often(&mut random));
    let violation = play(&mut world, &mut random)?;
    let account = world.fate.account();
    Ok(Verdict {
        seed,
        violation,
        account,
        requests: world.simulator.haste().requests,
        words: world.fate.words(),
    })
}

fn play(world: &mut World, random: &mut Random) -> anyhow::Result<Option<Violation>> {
    for _ in 0..steps_of(random) {
        if let Some(violation) = steps::step(world, random)? {
            return Ok(Some(violation));
        }
        world.remember();
    }
    world.fate.note(|| "peace".to_owned());
    world.fate.often(Often::default());
    world.audits = Some(false);
    if let Some(violation) = come_to_rest(world, random)? {
        return Ok(Some(violation));
    }
    if let Some(violation) = rest_again(world)? {
        return Ok(Some(violation));
    }
    if world.needs_audit() {
        audit(world)?;
        if let Some(violation) = come_to_rest(world, random)? {
            return Ok(Some(violation));
        }
    }
    invariants::at_rest(world)
}

/// Twenty to two hundred, short ones more often.
fn steps_of(random: &mut Random) -> usize {
    20 + random
        .below(181)
        .min(random.below(181))
        .min(random.below(181))
}

/// How often what goes wrong: each class as planned, in a pile, or not at all.
fn often(random: &mut Random) -> Often {
    Often {
        answers: [0, 1, 1, 3][random.below(4)],
        kills: [0, 0, 1, 2][random.below(4)],
        disk: [0, 1, 1, 2][random.below(4)],
    }
}

/// Which of Notion's awkward sides this schedule has.
fn quirks(random: &mut Random) -> Quirks {
    Quirks {
        search_lag_seconds: [0, 30, 120][random.below(3)],
        search_omission: 0.0,
        query_depth: if random.below(3) == 0 {
            4 + random.below(5)
        } else {
            10_000
        },
        search_cap: [
            None,
            None,
            None,
            Some(SearchCap::RequestStatus),
            Some(SearchCap::InvalidCursor),
        ][random.below(5)],
        search_cap_depth: 5 + random.below(40),
        short_pages: random.below(2) == 0,
        shifting_cursors: random.below(4) == 0,
        reordered_keys: random.below(4) == 0,
        unknown_fields: random.below(2) == 0,
        ..Quirks::calm()
    }
}

/// Lets cycles pass until one changes nothing on either side and costs at most two requests.
pub(crate) fn come_to_rest(
    world: &mut World,
    random: &mut Random,
) -> anyhow::Result<Option<Violation>> {
    let mut last = String::new();
    for _ in 0..CYCLES_TO_REST {
        world.moments.advance(Duration::from_secs(300));
        steps::decisions::decide_all(world, random)?;
        // An import only reads.
        let reads_only = !world.has_imported();
        let passed = steps::cycle(world)?;
        if let Some(violation) = passed.violation {
            return Ok(Some(violation));
        }
        if passed.is_quiet() && !reads_only {
            return Ok(None);
        }
        last = passed.to_string();
    }
    Ok(Some(Violation::new(
        12,
        format!(
            "{CYCLES_TO_REST} cycles after the last fault it is not at rest; the last one: {last}"
        ),
    )))
}

/// One more cycle after the one that was at rest.
fn rest_again(world: &mut World) -> anyhow::Result<Option<Violation>> {
    world.moments.advance(Duration::from_secs(60));
    let passed = steps::cycle(world)?;
    let restless = (!passed.is_quiet()).then(|| Violation::new(5, passed.to_string()));
    Ok(passed.violation.or(restless))
}

/// The person imports again, which takes up what was refused, and one full audit passes.
fn audit(world: &mut World) -> anyhow::Result<()> {
    world.fate.note(|| "audit".to_owned());
    world.import_again();
    world.audits = Some(true);
    for _ in 0..world.simulator.places().len() + 2 {
        world.moments.advance(Duration::from_secs(60));
        steps::cycle(world)?;
    }
    world.audits = Some(false);
    Ok(())
}
