//! Deterministic pseudo-random numbers.
//!
//! Everything the simulator invents (ids, texts, omissions, probabilities of faults) comes from here, so that one seed
//! always gives one workspace and one run. It is no source of secrets: tokens made with it protect nothing.

/// Mixes 64 bits so that neighbouring inputs give unrelated outputs (the finaliser of SplitMix64).
pub(crate) const fn mix(value: u64) -> u64 {
    let mut mixed = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A stream of numbers that depends only on its seed.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// Starts the stream of one seed.
    pub(crate) const fn new(seed: u64) -> Self {
        Self(mix(seed))
    }

    /// The next 64 bits.
    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number from 0 up to, not including, `limit`; 0 when `limit` is 0.
    pub(crate) const fn below(&mut self, limit: u64) -> u64 {
        if limit == 0 { 0 } else { self.next() % limit }
    }

    /// True with the given probability (0.0 never, 1.0 always).
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        unit(self.next()) < probability
    }
}

/// Maps 64 bits to the range 0.0 (included) to 1.0 (excluded).
#[expect(clippy::cast_precision_loss, reason = "53 bits fit a double exactly")]
pub(crate) fn unit(bits: u64) -> f64 {
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_gives_one_stream_and_another_seed_another() {
        let (mut first, mut again, mut other) = (Random::new(7), Random::new(7), Random::new(8));
        let stream: Vec<u64> = (0..50).map(|_| first.next()).collect();
        assert_eq!(stream, (0..50).map(|_| again.next()).collect::<Vec<_>>());
        assert_ne!(stream, (0..50).map(|_| other.next()).collect::<Vec<_>>());
    }

    #[test]
    fn a_chance_of_one_in_ten_comes_true_about_one_time_in_ten() {
        let mut random = Random::new(3);
        let hits = (0..10_000).filter(|_| random.chance(0.1)).count();
        assert!((900..1_100).contains(&hits), "{hits}");
    }
}
