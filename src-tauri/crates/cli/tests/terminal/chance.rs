//! Moments by chance that can be repeated, and figures that are told.

use std::hash::{BuildHasher, Hasher, RandomState};

/// Numbers from a seed.
pub(crate) struct Chance(u64);

impl Chance {
    /// A new seed, or the one in `KEEPSAKE_SEED`. It is told, so that a failure can be repeated with it.
    pub(crate) fn new(test: &str) -> Self {
        let seed = setting("KEEPSAKE_SEED")
            .unwrap_or_else(|| RandomState::new().build_hasher().finish() >> 1);
        tell(&format!("{test}: KEEPSAKE_SEED={seed}"));
        Self(seed)
    }

    /// A number below `end` (SplitMix64, by Sebastiano Vigna).
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

/// A number from the environment.
pub(crate) fn setting(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap())
}

/// Tells a figure, or why something could not be tried; seen with `--nocapture`, and when the test fails.
#[expect(
    clippy::print_stderr,
    reason = "what a test tells has nowhere else to go"
)]
pub(crate) fn tell(line: &str) {
    eprintln!("{line}");
}

/// Tells a figure that is promised. Where `npm run prove` collects them it is written down and held to its bound: what is
/// measured in time or by chance says something about a machine.
pub(crate) fn hold(figure: &str, measured: u64, at_most: u64) {
    tell(&format!("{figure}: {measured} (at most {at_most})"));
    if keepsake_figures::are_collected() {
        keepsake_figures::hold(figure, measured, at_most);
    }
}
