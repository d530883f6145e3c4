//! The numbers a schedule is drawn from.
//!
//! Leaves out everything the simulator draws: it has a stream of its own. The rule it protects: a seed is a schedule;
//! each purpose has its own stream, so that one more draw in one place does not change what happens in all others.

use keepsake_notion::ports::Randomness;
use std::sync::atomic::{AtomicU64, Ordering};

/// A stream of numbers that depends only on its seed (SplitMix64).
#[derive(Debug, Clone)]
pub struct Random(u64);

const fn mix(value: u64) -> u64 {
    let mixed = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

impl Random {
    /// The stream of a seed for one purpose.
    #[must_use]
    pub fn of(seed: u64, purpose: &str) -> Self {
        let mut state = mix(seed.wrapping_add(0x9e37_79b9_7f4a_7c15));
        for byte in purpose.bytes() {
            state = mix(state ^ u64::from(byte));
        }
        Self(state)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number below `limit`; 0 when there is none.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.bits() % u64::try_from(limit.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    /// Comes true so many times in a million.
    pub fn per_million(&mut self, rate: u32) -> bool {
        rate > 0 && self.bits() % 1_000_000 < u64::from(rate)
    }

    /// One of several things; nothing when there are none.
    pub fn pick<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        things.get(self.below(things.len()))
    }

    /// The place of a weight in a list, each as likely as its weight says.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let total: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
        let mut left = self.bits() % total.max(1);
        for (index, weight) in weights.iter().enumerate() {
            match left.checked_sub(u64::from(*weight)) {
                Some(rest) => left = rest,
                None => return index,
            }
        }
        0
    }
}

/// The randomness port of the client: jitter.
#[derive(Debug)]
pub struct Jitter(AtomicU64);

impl Jitter {
    /// The jitter of one life of the program.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Randomness for Jitter {
    fn next_u64(&self) -> u64 {
        let next = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
        mix(next.wrapping_add(0x9e37_79b9_7f4a_7c15))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_and_a_purpose_give_one_stream() {
        let draw = |seed, purpose| {
            let mut random = Random::of(seed, purpose);
            [random.bits(), random.bits(), random.bits()]
        };
        assert_eq!(draw(1, "steps"), draw(1, "steps"));
        assert_ne!(draw(1, "steps"), draw(2, "steps"));
        assert_ne!(draw(1, "steps"), draw(1, "faults"));
    }

    #[test]
    fn weights_decide_how_often_each_place_comes() {
        let mut random = Random::of(1, "test");
        let mut counts = [0_u32; 3];
        for _ in 0..6_000 {
            counts[random.weighted(&[1, 0, 5])] += 1;
        }
        assert_eq!(counts[1], 0);
        assert!((700..1_300).contains(&counts[0]), "{counts:?}");
    }
}
