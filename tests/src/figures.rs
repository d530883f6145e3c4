//! Figures that are promised: held, and written down where somebody collects them.
//!
//! Leaves out how they are measured. The rule it protects: a figure beyond its bound fails, whoever collects it.

use std::{fs::OpenOptions, io::Write};

use serde_json::json;

/// Where figures are written to, one JSON object a line; nowhere when it is not set. `npm run prove` sets it.
const COLLECTED: &str = "KEEPSAKE_FIGURES";

/// Holds a figure to its bound.
pub fn hold(figure: &str, measured: u64, at_most: u64) {
    if let Some(path) = std::env::var_os(COLLECTED) {
        let mut file = OpenOptions::new()
            .append(true)
            .create(true)
            .open(path)
            .expect("a file for figures");
        let line = json!({"figure": figure, "measured": measured, "atMost": at_most});
        writeln!(file, "{line}").expect("a figure written down");
    }
    assert!(
        measured <= at_most,
        "{figure}: {measured}, at most {at_most}"
    );
}
