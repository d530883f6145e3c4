//! What the program can be asked to do, and what it prints.
//!
//! The rule it protects: the last line says in numbers what happened, and every failure comes with the command that
//! repeats it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context as _;

use crate::fate::Table;
use crate::hunt::{self, Hunted};
use crate::kill_points;
use crate::phase::Phase;
use crate::proof;
use crate::schedule::{Verdict, Wishes};
use crate::seeds;
use crate::template;
use crate::trouble::Trouble;
use crate::variety::Varieties;
use crate::violation::Violation;
use crate::workers;

/// How often each kind of trouble has to come in so many schedules as are promised.
const LEAST_OF_A_KIND: u64 = 1_000;

/// Seeded schedules against what two-way sync promises.
#[derive(Debug, clap::Parser)]
#[command(name = "simulate")]
pub struct Command {
    /// How many schedules to run
    #[arg(long, default_value_t = 1_000)]
    pub schedules: u64,
    /// The first seed; alone, runs the schedule of this seed and says everything that happens
    #[arg(long)]
    pub seed: Option<u64>,
    /// Runs every schedule twice and compares what happened
    #[arg(long)]
    pub twice: bool,
    /// Kills scripted scenarios at every point there is: all of them, or those named
    #[arg(long, num_args = 0.., value_delimiter = ',')]
    pub kill_points: Option<Vec<String>>,
    /// Also plants mistakes, one after the other, and looks for each in this many schedules
    #[arg(long, num_args = 0..=1, default_missing_value = "2000")]
    pub planted: Option<u64>,
    /// Plants only the mistakes of these names
    #[arg(long, value_delimiter = ',')]
    pub only: Vec<String>,
    /// With a single schedule: where to leave its store
    #[arg(long)]
    pub keep: Option<PathBuf>,
    /// Invariants that are not counted, by number: for looking behind what is known
    #[arg(long, value_delimiter = ',')]
    pub without: Vec<usize>,
    /// Goes on after violations, up to this many
    #[arg(long, default_value_t = 10)]
    pub up_to: usize,
}

/// Does what was asked; whether everything held.
///
/// # Errors
/// When the schedules could not be run, or the outcome could not be told.
pub fn carry_out(command: &Command, out: &mut (impl Write + Send)) -> anyhow::Result<bool> {
    let folder = Folder::new()?;
    template::prepare(&folder.0)?;
    if let Some(chosen) = &command.kill_points {
        return kill_points::kill_everywhere(chosen, &folder.0, out);
    }
    let alone = command.seed.is_some() && command.schedules == 1;
    let first = command.seed.unwrap_or(1);
    let mut seeds: Vec<u64> = (first..first + command.schedules).collect();
    if !alone {
        let named = seeds::named()?;
        seeds.retain(|seed| !named.contains(seed));
        seeds.splice(0..0, named);
    }
    let wishes = Wishes {
        in_words: alone,
        ..Wishes::default()
    };
    #[expect(
        clippy::disallowed_methods,
        reason = "what a simulation costs is real time"
    )]
    let begun = Instant::now();
    let mut sum = Sum::default();
    let mut told = Ok(());
    workers::run_all(&seeds, wishes, &folder.0, |mut verdict| {
        let ignored = |violation: &Violation| command.without.contains(&violation.promise());
        verdict.violation = verdict
            .violation
            .take()
            .filter(|violation| !ignored(violation));
        if alone {
            for line in &verdict.words {
                told = writeln!(out, "{line}");
            }
        }
        if let Some(violation) = &verdict.violation {
            told = writeln!(
                out,
                "seed {}: {violation}\n  npm run simulate -- --schedules 1 --seed {}",
                verdict.seed, verdict.seed
            );
        }
        sum.add(&verdict);
        told.is_ok() && sum.violations < command.up_to
    })?;
    if let Some(keep) = command.keep.as_ref().filter(|_| alone) {
        fs::copy(folder.0.join("worker-0.db"), keep)?;
    }
    told.context("the outcome cannot be written")?;
    print_table(&sum.table, out)?;
    print_varieties(&sum.varieties, out)?;
    let (empty, mut seldom) = (empty_cells(&sum.table), too_seldom(&sum.table));
    seldom.extend(sum.varieties.too_seldom());
    let is_demanded = command.schedules >= proof::SCHEDULES;
    let has_met_all = !is_demanded || empty.is_empty() && seldom.is_empty();
    let seconds = begun.elapsed().as_secs_f64();
    writeln!(
        out,
        "{:.1} s, {:.1} ms of one core each; each {} requests, {} statements, {} faults, {} kills",
        seconds,
        seconds * 1_000.0 * workers::threads() as f64 / sum.schedules.max(1) as f64,
        sum.requests / sum.schedules.max(1),
        sum.statements / sum.schedules.max(1),
        sum.faults / sum.schedules.max(1),
        sum.kills / sum.schedules.max(1),
    )?;
    let schedules = proof::Schedules {
        run: sum.schedules,
        violations: sum.violations,
        seconds,
        empty_cells: empty.len(),
        too_seldom: seldom.len(),
    };
    schedules.collect()?;
    let mut different = 0;
    if command.twice {
        different = compare(&seeds, &sum.traces, &folder.0, out)?;
        proof::of_courses(seeds.len(), different)?;
    }
    let mut hunted = Hunted::default();
    if let Some(most) = command.planted {
        hunted = hunt::hunt_all(most, command, &folder.0, out)?;
        proof::of_hunt(&hunted, most)?;
    } else {
        writeln!(out, "No mistakes were planted: --planted looks for them.")?;
    }
    if !has_met_all {
        writeln!(out, "Failed: too little was met.")?;
        for gap in empty.iter().chain(&seldom) {
            writeln!(out, "  {gap}")?;
        }
    }
    writeln!(
        out,
        "{} schedules, {} violations, {} of {} planted bugs found",
        sum.schedules,
        sum.violations,
        hunted.found,
        keepsake_planted::Bug::ALL.len()
    )?;
    let has_found_all = hunted.found == hunted.planted;
    Ok(sum.violations == 0 && different == 0 && has_found_all && has_met_all)
}

/// Runs every schedule again; how many took another course.
fn compare(
    seeds: &[u64],
    traces: &BTreeMap<u64, u64>,
    folder: &Path,
    out: &mut (impl Write + Send),
) -> anyhow::Result<usize> {
    let mut different = Vec::new();
    workers::run_all(seeds, Wishes::default(), folder, |verdict| {
        if traces
            .get(&verdict.seed)
            .is_some_and(|trace| *trace != verdict.account.trace)
        {
            different.push(verdict.seed);
        }
        true
    })?;
    for seed in &different {
        writeln!(out, "seed {seed} took another course the second time")?;
    }
    writeln!(
        out,
        "{} of {} seeds run twice took the same course",
        seeds.len() - different.len(),
        seeds.len()
    )?;
    Ok(different.len())
}

#[derive(Default)]
struct Sum {
    traces: BTreeMap<u64, u64>,
    schedules: u64,
    violations: usize,
    requests: u64,
    statements: u64,
    faults: u64,
    kills: u64,
    table: Table,
    varieties: Varieties,
}

impl Sum {
    fn add(&mut self, verdict: &Verdict) {
        self.schedules += 1;
        self.traces.insert(verdict.seed, verdict.account.trace);
        self.violations += usize::from(verdict.violation.is_some());
        self.requests += verdict.requests;
        self.statements += verdict.account.statements;
        self.faults += verdict.account.faults;
        self.kills += verdict.account.kills;
        self.varieties.add(&verdict.account.varieties);
        for (cell, count) in &verdict.account.table {
            *self.table.entry(cell.clone()).or_default() += count;
        }
    }
}

fn print_table(table: &Table, out: &mut impl Write) -> std::io::Result<()> {
    write!(out, "{:24}", "")?;
    for phase in Phase::ALL {
        write!(out, "{:>11}", phase.name())?;
    }
    writeln!(out)?;
    for trouble in Trouble::all() {
        let name = trouble.name();
        write!(out, "{name:24}")?;
        for phase in Phase::ALL {
            let count = table.get(&(name.clone(), phase)).copied().unwrap_or(0);
            if count == 0 && !trouble.can_meet(phase) {
                write!(out, "{:>11}", "-")?;
            } else {
                write!(out, "{count:>11}")?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

fn print_varieties(varieties: &Varieties, out: &mut impl Write) -> std::io::Result<()> {
    for (name, times) in varieties.named() {
        writeln!(out, "{name:36}{times:>11}")?;
    }
    Ok(())
}

/// Which phases a kind of trouble never met.
fn empty_cells(table: &Table) -> Vec<String> {
    let mut empty = Vec::new();
    for trouble in Trouble::all() {
        let name = trouble.name();
        for phase in Phase::ALL {
            if !table.contains_key(&(name.clone(), phase)) && trouble.can_meet(phase) {
                empty.push(format!("{name} never met the phase {}", phase.name()));
            }
        }
    }
    empty
}

/// Which kinds of trouble came too seldom.
fn too_seldom(table: &Table) -> Vec<String> {
    let mut seldom = Vec::new();
    for trouble in Trouble::all() {
        let name = trouble.name();
        let met = |phase| table.get(&(name.clone(), phase)).copied().unwrap_or(0);
        let all: u64 = Phase::ALL.into_iter().map(met).sum();
        if all < LEAST_OF_A_KIND {
            seldom.push(format!(
                "{name} came {all} times, {LEAST_OF_A_KIND} are the least"
            ));
        }
    }
    seldom
}

/// A folder for the stores of one run, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new() -> anyhow::Result<Self> {
        let path =
            template::fast_folder().join(format!("keepsake-simulation-{}", std::process::id()));
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left in a folder for temporary files harms nobody.
        let _removed = fs::remove_dir_all(&self.0);
    }
}
