//! What this process has used so far, as Linux counts it.

use anyhow::Context as _;
use serde_json::{Value, json};

/// `/proc` counts CPU time in hundredths of a second on every Linux (`USER_HZ`).
const TICKS_PER_SECOND: f64 = 100.0;

/// CPU seconds of all threads, ended ones included, and the largest resident set in bytes.
pub(crate) fn usage() -> anyhow::Result<Value> {
    let stat = std::fs::read_to_string("/proc/self/stat").context("CPU time needs Linux")?;
    // Fields are counted behind the program's name, which may contain spaces: utime is the 12th, stime the 13th.
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let mut times = fields.split_whitespace().skip(11).map(str::parse::<f64>);
    let mut seconds = || -> anyhow::Result<f64> {
        Ok(times.next().context("/proc/self/stat is short")?? / TICKS_PER_SECOND)
    };
    let (user, system) = (seconds()?, seconds()?);
    Ok(json!({"user_seconds": user, "system_seconds": system, "peak_bytes": peak_bytes()?}))
}

/// The largest resident set of this process so far, in bytes.
fn peak_bytes() -> anyhow::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .context("no VmHWM in /proc/self/status")?;
    let kibibytes: u64 = line
        .trim()
        .trim_end_matches("kB")
        .trim()
        .parse()
        .context("VmHWM is no number")?;
    Ok(kibibytes * 1024)
}
