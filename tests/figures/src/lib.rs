//! Figures that are promised: held, and written down where somebody collects them.
//!
//! Leaves out how they are measured, and which of them a proof needs (scripts/lib/figures.js). The rule it protects: a
//! figure beyond its bound fails, whoever collects it.

use std::fmt;
use std::fs::OpenOptions;
use std::io::{self, Write};

use serde_json::json;

/// Where figures are written to, one JSON object a line; nowhere when it is not set. `npm run prove` sets it.
const COLLECTED: &str = "KEEPSAKE_FIGURES";

/// On which side of a number a figure has to stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// It may be as large as this.
    AtMost(u64),
    /// It may be as small as this.
    AtLeast(u64),
}

/// What was measured, and what was promised of it.
#[derive(Debug, Clone, Copy)]
pub struct Figure<'a> {
    /// What it counts, with its unit where it has one.
    pub name: &'a str,
    /// How much it was.
    pub measured: u64,
    /// What was promised.
    pub bound: Bound,
}

impl Figure<'_> {
    /// Whether the promise holds.
    #[must_use]
    pub const fn is_held(&self) -> bool {
        match self.bound {
            Bound::AtMost(most) => self.measured <= most,
            Bound::AtLeast(least) => self.measured >= least,
        }
    }

    /// Writes it down where figures are collected, held or not.
    ///
    /// # Errors
    /// When the file cannot be written to.
    pub fn collect(&self) -> io::Result<()> {
        let Some(path) = std::env::var_os(COLLECTED) else {
            return Ok(());
        };
        let mut file = OpenOptions::new().append(true).create(true).open(path)?;
        writeln!(file, "{}", self.line())
    }

    fn line(&self) -> serde_json::Value {
        let (bound, number) = match self.bound {
            Bound::AtMost(most) => ("atMost", most),
            Bound::AtLeast(least) => ("atLeast", least),
        };
        json!({"figure": self.name, "measured": self.measured, bound: number})
    }
}

impl fmt::Display for Figure<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (bound, number) = match self.bound {
            Bound::AtMost(most) => ("at most", most),
            Bound::AtLeast(least) => ("at least", least),
        };
        write!(
            formatter,
            "{}: {} ({bound} {number})",
            self.name, self.measured
        )
    }
}

/// Whether somebody collects figures. Times say something about a machine, so that they are held only then.
#[must_use]
pub fn are_collected() -> bool {
    std::env::var_os(COLLECTED).is_some()
}

/// Holds a figure to the most it may be.
#[track_caller]
pub fn hold(name: &str, measured: u64, at_most: u64) {
    held(Figure {
        name,
        measured,
        bound: Bound::AtMost(at_most),
    });
}

/// Holds a figure to the least it may be.
#[track_caller]
pub fn hold_at_least(name: &str, measured: u64, at_least: u64) {
    held(Figure {
        name,
        measured,
        bound: Bound::AtLeast(at_least),
    });
}

#[expect(clippy::expect_used, reason = "for tests: its failures are theirs")]
#[track_caller]
fn held(figure: Figure<'_>) {
    figure.collect().expect("a figure written down");
    assert!(figure.is_held(), "{figure}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(measured: u64, bound: Bound) -> Figure<'static> {
        Figure {
            name: "requests",
            measured,
            bound,
        }
    }

    #[test]
    fn a_figure_may_be_its_bound_and_not_beyond() {
        assert!(figure(2, Bound::AtMost(2)).is_held());
        assert!(!figure(3, Bound::AtMost(2)).is_held());
        assert!(figure(2, Bound::AtLeast(2)).is_held());
        assert!(!figure(1, Bound::AtLeast(2)).is_held());
    }

    #[test]
    fn what_is_written_down_says_what_was_promised() {
        let most = figure(1, Bound::AtMost(2));
        assert_eq!(
            most.line(),
            json!({"figure": "requests", "measured": 1, "atMost": 2})
        );
        let least = figure(1, Bound::AtLeast(2));
        assert_eq!(
            least.line(),
            json!({"figure": "requests", "measured": 1, "atLeast": 2})
        );
        assert_eq!(least.to_string(), "requests: 1 (at least 2)");
    }

    #[test]
    #[should_panic(expected = "requests: 3 (at most 2)")]
    fn a_figure_beyond_its_bound_fails() {
        hold("requests", 3, 2);
    }
}
