//! The `sqlite3` shell, one process for all queries, asked what the store asks.
//!
//! Its clock shows milliseconds only, so the time is taken here, from writing a query to reading the last line of its
//! answer; what an empty query takes that way is taken off again. It reads the same file with the same page cache.

use std::{
    io::{BufRead as _, BufReader, Lines, Write as _},
    path::Path,
    process::{ChildStdin, ChildStdout, Command, Stdio},
    time::Duration,
};

use anyhow::{Context as _, bail};
use keepsake_notion::{adapters::SystemClock, ports::Clock as _};

/// Ends each answer.
const END: &str = "-- end of answer --";
/// How often the empty query is asked; the quickest answer counts.
const EMPTY: u32 = 200;
/// What the store's reading connections have.
const SAME_AS_THE_STORE: &str = "PRAGMA query_only = ON; PRAGMA cache_size = -2048;";

/// A running shell; it ends with its input.
pub(crate) struct Shell {
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    empty: Duration,
    clock: SystemClock,
}

impl Shell {
    /// Starts the shell on a file.
    pub(crate) fn start(file: &Path) -> anyhow::Result<Self> {
        // Without a terminal the shell would keep its answers until a buffer is full.
        let mut process = Command::new("stdbuf")
            .args(["-oL", "sqlite3", "-batch", "-readonly"])
            .arg(file)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("starting sqlite3 under stdbuf")?;
        let input = process.stdin.take().context("the shell's input")?;
        let output = process.stdout.take().context("the shell's output")?;
        let mut shell = Self {
            input,
            output: BufReader::new(output).lines(),
            empty: Duration::ZERO,
            clock: SystemClock::new(),
        };
        shell.answer(SAME_AS_THE_STORE)?;
        let mut empty = Duration::MAX;
        for _ in 0..EMPTY {
            empty = empty.min(shell.answer("SELECT 1;")?.1);
        }
        shell.empty = empty;
        Ok(shell)
    }

    /// The version of SQLite in it.
    pub(crate) fn version(&mut self) -> anyhow::Result<String> {
        let (mut rows, _) = self.answer("SELECT sqlite_version();")?;
        rows.pop().context("no version")
    }

    /// The rows of a query and how long they took.
    pub(crate) fn ask(&mut self, sql: &str) -> anyhow::Result<(Vec<String>, Duration)> {
        let (rows, time) = self.answer(&format!("{sql};"))?;
        Ok((rows, time.saturating_sub(self.empty)))
    }

    fn answer(&mut self, lines: &str) -> anyhow::Result<(Vec<String>, Duration)> {
        let script = format!("{lines}\n.print {END}\n");
        let start = self.clock.elapsed();
        self.input.write_all(script.as_bytes())?;
        let mut rows = Vec::new();
        for line in self.output.by_ref() {
            let line = line?;
            if line == END {
                return Ok((rows, self.clock.elapsed() - start));
            }
            rows.push(line);
        }
        bail!("the sqlite3 shell ended early")
    }
}
