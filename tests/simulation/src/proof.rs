//! The figures that `npm run prove` writes down of a run.
//!
//! Leaves out judging them: a run fails by itself when a promise is broken, and what it costs in time is held only by
//! whoever collects the figures.

use std::io;

use keepsake_figures::{Bound, Figure};

use crate::hunt::Hunted;

/// Seconds that ten thousand schedules may take on two cores.
const MOST_SECONDS: u64 = 240;
/// Schedules that are promised at once.
pub(crate) const SCHEDULES: u64 = 10_000;
/// Mistakes that are promised to be made on purpose.
const MISTAKES: u64 = 30;
/// Scenarios that are killed at every point there is.
const SCENARIOS: u64 = 12;
/// With fewer points than these in all, some scenario does not do what it is for any more.
const FEWEST_POINTS: u64 = 1_500;
/// Seeds of which is promised that they take the same course twice.
const TWICE: u64 = 1_000;

fn at_most(name: &str, measured: u64, most: u64) -> io::Result<()> {
    let bound = Bound::AtMost(most);
    let figure = Figure {
        name,
        measured,
        bound,
    };
    figure.collect()
}

fn at_least(name: &str, measured: u64, least: u64) -> io::Result<()> {
    let bound = Bound::AtLeast(least);
    let figure = Figure {
        name,
        measured,
        bound,
    };
    figure.collect()
}

/// What came of schedules without planted mistakes.
pub(crate) struct Schedules {
    pub(crate) run: u64,
    pub(crate) violations: usize,
    pub(crate) seconds: f64,
    /// Phases that a kind of trouble never met.
    pub(crate) empty_cells: usize,
    /// Kinds of trouble that came less often than is asked.
    pub(crate) too_seldom: usize,
}

impl Schedules {
    /// Writes them down where there were as many as are promised.
    pub(crate) fn collect(&self) -> io::Result<()> {
        if self.run < SCHEDULES {
            return Ok(());
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "seconds of a run"
        )]
        let seconds = self.seconds.ceil() as u64;
        at_least("simulated schedules", self.run, SCHEDULES)?;
        at_most(
            "promises broken in simulated schedules",
            self.violations as u64,
            0,
        )?;
        at_most("seconds of simulated schedules", seconds, MOST_SECONDS)?;
        at_most(
            "empty cells in the table of trouble and phases",
            self.empty_cells as u64,
            0,
        )?;
        at_most(
            "kinds of trouble that came too seldom",
            self.too_seldom as u64,
            0,
        )
    }
}

/// Writes down how many mistakes there are, how many were not found, and how many schedules the slowest of them took.
pub(crate) fn of_hunt(hunted: &Hunted, most: u64) -> io::Result<()> {
    let missed = hunted.planted - hunted.found;
    at_least("planted mistakes", hunted.planted as u64, MISTAKES)?;
    at_most("planted mistakes that were not found", missed as u64, 0)?;
    at_most(
        "schedules until the last planted mistake was found",
        hunted.needed,
        most,
    )
}

/// Writes down how many seeds took another course the second time.
pub(crate) fn of_courses(seeds: usize, different: usize) -> io::Result<()> {
    at_least("seeds run twice", seeds as u64, TWICE)?;
    at_most(
        "seeds that took another course the second time",
        different as u64,
        0,
    )
}

/// Writes down at how many points scenarios were killed, and after how many a promise was broken.
pub(crate) fn of_kill_points(scenarios: usize, points: u64, broken: u64) -> io::Result<()> {
    at_least(
        "scenarios killed at every point",
        scenarios as u64,
        SCENARIOS,
    )?;
    at_least(
        "points at which scenarios were killed",
        points,
        FEWEST_POINTS,
    )?;
    at_most(
        "points at which a killed scenario broke a promise",
        broken,
        0,
    )
}
