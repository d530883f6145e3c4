//! Randomness of the operating system.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::ports::Randomness;

/// Draws from the operating system. Should that ever fail, a counter is scrambled instead: jitter needs variety, not secrecy.
#[derive(Debug, Default)]
pub struct SystemRandomness {
    drawn: AtomicU64,
}

impl Randomness for SystemRandomness {
    fn next_u64(&self) -> u64 {
        let count = self.drawn.fetch_add(1, Ordering::Relaxed);
        getrandom::u64().unwrap_or_else(|_| scramble(count))
    }
}

/// The mixing step of splitmix64.
fn scramble(count: u64) -> u64 {
    let mut value = count.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
