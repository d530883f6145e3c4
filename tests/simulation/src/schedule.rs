//! One schedule from its seed to its verdict.
//!
//! The rule it protects: after the last step nothing goes wrong any more, and then the engine has ten cycles to come to
//! rest; what is judged after that is final.

use std::path::Path;
use std::time::Duration;

use keepsake_planted::{Bug, arm};

use crate::fate::Account;
use crate::invariants;
use crate::kinds::{Kinds, quirks};
use crate::random::Random;
use crate::seeds;
use crate::steps;
use crate::tokens;
use crate::trouble::Often;
use crate::violation::Violation;
use crate::world::World;

/// Cycles until everything has to be at rest.
const CYCLES_TO_REST: u32 = 10;
/// Audits until everything has to be seen: what is decided after one may be seen only by the next.
const AUDITS: usize = 2;
/// Cycles of an audit after which is asked whether it has found everything.
const AUDITS_BETWEEN: usize = 8;

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
    let kinds = Kinds::of(seed);
    let page_size = if kinds.measured {
        100
    } else {
        [2, 5, 10, 25, 100][random.below(5)]
    };
    let mut world = World::new(
        seed,
        &kinds.workspace(),
        quirks(seed, kinds),
        page_size,
        path,
    )?;
    world.kinds = kinds;
    // An exchange costs requests that are no part of the minimum.
    if !kinds.measured && tokens::has_signed_in(seed) {
        world.sign_in(seed);
    }
    // A request that is refused is no part of the minimum; named schedules stay what they were.
    if !kinds.measured && !seeds::are_full(seed) {
        world.access.may_end();
    }
    if wishes.in_words {
        world.fate.keep_words();
    }
    let quirks = world.simulator.quirks();
    world
        .fate
        .note(|| format!("{kinds:?} {quirks:?} {page_size} a page"));
    world.simulator.subscribe(steps::events::SECRET);
    world.fate.often(often(&mut random, seed, kinds));
    if kinds.shares_later {
        steps::remote::share_less(&mut world, &mut random);
    }
    if kinds.remembers {
        world.remember_versions();
    }
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
    if world.kinds.measured
        && let Some(violation) = first_import(world)?
    {
        return Ok(Some(violation));
    }
    for _ in 0..world.kinds.steps(random) {
        if let Some(violation) = steps::step(world, random)? {
            return Ok(Some(violation));
        }
        world.remember();
        world.access_lasts();
    }
    world.fate.note(|| "peace".to_owned());
    world.fate.often(Often::default());
    world.give_access();
    world.audits = Some(false);
    if let Some(violation) = come_to_rest(world, random)? {
        return Ok(Some(violation));
    }
    if let Some(violation) = rest_again(world)? {
        return Ok(Some(violation));
    }
    let mut broken = invariants::at_rest(world)?;
    for _ in 0..AUDITS {
        let audits_help = world.needs_audit() || world.simulator.quirks().search_cap.is_some();
        if !(audits_help && broken.as_ref().is_some_and(Violation::may_be_unseen)) {
            break;
        }
        audit(world)?;
        broken = match come_to_rest(world, random)? {
            // What was decided while it came to rest may have changed something without a sign once more.
            None => invariants::at_rest(world)?,
            restless => return Ok(restless),
        };
    }
    Ok(broken)
}

/// An import that only trouble disturbs, and what it costs.
fn first_import(world: &mut World) -> anyhow::Result<Option<Violation>> {
    let minimum = world.simulator.minimum().import;
    for _ in 0..CYCLES_TO_REST {
        let passed = steps::cycle(world)?;
        if passed.violation.is_some() {
            return Ok(passed.violation);
        }
        if world.has_imported() {
            return Ok(invariants::cost::check(world, minimum));
        }
        world.moments.advance(Duration::from_secs(60));
    }
    Ok(None)
}

/// How often what goes wrong: each class as planned, in a pile, or not at all.
fn often(random: &mut Random, seed: u64, kinds: Kinds) -> Often {
    let answers = [0, 1, 1, 3][random.below(4)];
    Often {
        answers,
        refusals: if kinds.hides { answers * 8 } else { 0 },
        kills: [0, 0, 1, 2][random.below(4)],
        disk: [0, 1, 1, 2][random.below(4)],
        // Named schedules stay what they were.
        evenly: answers > 0 && !seeds::are_named(seed),
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
        let is_asked = steps::decisions::is_asked(world)?;
        if passed.is_quiet() && !reads_only && !is_asked {
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

/// One more cycle after the one that was at rest. Where search has an end before its end, what went into the trash makes room
/// in it, and what is new in it is read first.
fn rest_again(world: &mut World) -> anyhow::Result<Option<Violation>> {
    let is_capped = world.simulator.quirks().search_cap.is_some();
    let mut restless = None;
    for _ in 0..if is_capped { CYCLES_TO_REST } else { 1 } {
        world.moments.advance(Duration::from_secs(60));
        let passed = steps::cycle(world)?;
        restless = (!passed.is_quiet()).then(|| Violation::new(5, passed.to_string()));
        if passed.violation.is_some() {
            return Ok(passed.violation);
        }
        if restless.is_none() {
            break;
        }
    }
    Ok(restless)
}

/// One full audit passes, or as much of it as is needed.
fn audit(world: &mut World) -> anyhow::Result<()> {
    world.fate.note(|| "audit".to_owned());
    world.audits = Some(true);
    world.was_audited = true;
    // One look at each page or one more at what is in the trash, one at its text, one at each list, and what was owed before.
    for passed in 1..=4 * world.simulator.places().len() + 10 {
        world.moments.advance(Duration::from_secs(60));
        steps::cycle(world)?;
        if passed % AUDITS_BETWEEN == 0 && invariants::difference(world)?.is_none() {
            break;
        }
    }
    world.audits = Some(false);
    Ok(())
}
