//! Where runs of backticks are on a line, so that the end of a code span is found without searching
//! the line again for every backtick.

use std::collections::HashMap;

/// The runs of backticks on one line by their length, found when first asked for.
#[derive(Default)]
pub(super) struct CodeSpans {
    runs: Option<HashMap<usize, Vec<usize>>>,
}

impl CodeSpans {
    /// Where the first run of exactly `length` backticks at or after `from` begins.
    pub(super) fn closing(&mut self, line: &str, length: usize, from: usize) -> Option<usize> {
        let runs = self.runs.get_or_insert_with(|| all_runs(line));
        let positions = runs.get(&length)?;
        let index = positions.partition_point(|position| *position < from);
        positions.get(index).copied()
    }
}

fn all_runs(line: &str) -> HashMap<usize, Vec<usize>> {
    let mut runs: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut length = 0;
    for (position, byte) in line.bytes().chain([b'\n']).enumerate() {
        if byte == b'`' {
            length += 1;
        } else if length > 0 {
            runs.entry(length).or_default().push(position - length);
            length = 0;
        }
    }
    runs
}
