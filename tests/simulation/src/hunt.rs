//! Looking for planted mistakes: a simulation that never fails proves nothing.
//!
//! The rule it protects: a mistake counts as found only by a schedule that holds when nothing is planted.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use keepsake_planted::Bug;

use crate::command::Command;
use crate::schedule::{self, Verdict, Wishes};
use crate::workers;

/// What came of looking for mistakes.
#[derive(Default)]
pub(crate) struct Hunted {
    /// How many were looked for.
    pub(crate) planted: usize,
    /// How many were found.
    pub(crate) found: usize,
    /// How many schedules the one took that was found last.
    pub(crate) needed: u64,
}

/// Looks for every mistake.
pub(crate) fn hunt_all(
    most: u64,
    command: &Command,
    folder: &Path,
    out: &mut (impl Write + Send),
) -> anyhow::Result<Hunted> {
    let mut hunted = Hunted::default();
    for bug in Bug::ALL {
        let name = format!("{bug:?}");
        if !command.only.is_empty() && !command.only.contains(&name) {
            continue;
        }
        hunted.planted += 1;
        #[expect(
            clippy::disallowed_methods,
            reason = "what a simulation costs is real time"
        )]
        let begun = Instant::now();
        let caught = hunt(*bug, most, folder)?;
        let seconds = begun.elapsed().as_secs_f64();
        match caught {
            Some(Verdict {
                seed,
                violation: Some(violation),
                ..
            }) => {
                hunted.found += 1;
                hunted.needed = hunted.needed.max(seed);
                writeln!(out, "{name}: seed {seed}, {seconds:.1} s: {violation}")?;
            }
            _ => writeln!(out, "{name}: NOT FOUND in {most} schedules, {seconds:.1} s")?,
        }
    }
    Ok(hunted)
}

/// The first schedule that fails with the mistake and holds without it.
fn hunt(bug: Bug, most: u64, folder: &Path) -> anyhow::Result<Option<Verdict>> {
    let seeds: Vec<u64> = (1..=most).collect();
    let wishes = Wishes {
        bug: Some(bug),
        ..Wishes::default()
    };
    let mut caught = None;
    let mut failure = None;
    let beside = folder.join("without.db");
    workers::run_all(&seeds, wishes, folder, |verdict| {
        if verdict.violation.is_none() || caught.is_some() {
            return caught.is_none();
        }
        match schedule::run(verdict.seed, Wishes::default(), &beside) {
            Ok(without) if without.violation.is_none() => {
                caught = Some(verdict);
                false
            }
            Ok(_) => true,
            Err(error) => {
                failure = Some(error);
                false
            }
        }
    })?;
    failure.map_or(Ok(caught), Err)
}
