//! Ids as Notion gives them out: UUIDs whose version digit is 8 and which share a prefix, or version 4 for databases.
//!
//! The low 62 bits are a reversible scramble of a counter. That lets a workspace of millions of blocks exist without
//! being stored: from the id of a block that was never kept, its page and position can be computed again.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::seed::mix;

const LOW_BITS: u32 = 62;
const LOW_MASK: u64 = (1 << LOW_BITS) - 1;
const FACTOR: u64 = 0x2545_f491_4f6c_dd1d & LOW_MASK;
const GENERATED: u64 = 1 << 61;
const INDEX_BITS: u32 = 20;

/// The id of a page, block, database, data source, user, comment, discussion or file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(u128);

impl Id {
    /// Reads an id with or without hyphens, in any case; `None` when the text is not a UUID.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut value: u128 = 0;
        let mut digits = 0;
        for character in text.chars() {
            if character == '-' {
                continue;
            }
            value = (value << 4) | u128::from(character.to_digit(16)?);
            digits += 1;
            if digits > 32 {
                return None;
            }
        }
        (digits == 32).then_some(Self(value))
    }

    /// The 32 hexadecimal digits without hyphens, as they stand in links.
    #[must_use]
    pub fn hex(self) -> String {
        format!("{:032x}", self.0)
    }

    /// A number that depends on the whole id, for decisions that must be the same each time for one object.
    pub(crate) fn fold(self) -> u64 {
        #[expect(clippy::cast_possible_truncation, reason = "both halves are wanted")]
        let halves = (self.0 >> 64) as u64 ^ self.0 as u64;
        mix(halves)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hex = self.hex();
        let parts = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)];
        for (number, (from, to)) in parts.into_iter().enumerate() {
            if number > 0 {
                formatter.write_str("-")?;
            }
            formatter.write_str(&hex[from..to])?;
        }
        Ok(())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("not a UUID"))
    }
}

/// Where a block that was never stored comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct GeneratedBlock {
    /// The number of its page among the pages with a generated body.
    pub(crate) page: u32,
    /// Its position in the generated body.
    pub(crate) index: u32,
}

/// Gives out ids; the same seed gives the same ids in the same order.
#[derive(Debug, Clone)]
pub(crate) struct Identifiers {
    seed: u64,
    next: u64,
}

impl Identifiers {
    pub(crate) const fn new(seed: u64) -> Self {
        Self {
            seed: mix(seed ^ 0x6964),
            next: 0,
        }
    }

    /// The next id with version digit 8 (pages, blocks, comments, uploads, further data sources).
    pub(crate) fn next(&mut self) -> Id {
        self.next += 1;
        self.with_version(8, self.next)
    }

    /// The next id with version digit 4 (databases, their first data source, users, request ids).
    pub(crate) fn next_random(&mut self) -> Id {
        self.next += 1;
        self.with_version(4, self.next)
    }

    /// The id of a block of a generated body.
    pub(crate) fn generated(&self, block: GeneratedBlock) -> Id {
        let counter = GENERATED | (u64::from(block.page) << INDEX_BITS) | u64::from(block.index);
        self.with_version(8, counter)
    }

    /// Finds out whether an id belongs to a block of a generated body, and to which.
    pub(crate) fn origin(&self, id: Id) -> Option<GeneratedBlock> {
        #[expect(clippy::cast_possible_truncation, reason = "masked to the low 62 bits")]
        let counter = unscramble(id.0 as u64 & LOW_MASK) ^ (self.seed & (GENERATED - 1));
        if counter & GENERATED == 0 {
            return None;
        }
        let page = u32::try_from((counter & !GENERATED) >> INDEX_BITS).ok()?;
        let index = u32::try_from(counter & ((1 << INDEX_BITS) - 1)).ok()?;
        let found = GeneratedBlock { page, index };
        (self.generated(found) == id).then_some(found)
    }

    fn with_version(&self, version: u8, counter: u64) -> Id {
        let low = scramble(counter ^ (self.seed & (GENERATED - 1)));
        let shared = if version == 8 {
            self.seed >> 16
        } else {
            mix(counter ^ self.seed) >> 16
        };
        let middle = mix(low) & 0xfff;
        let high = (shared << 16) | (u64::from(version) << 12) | middle;
        Id((u128::from(high) << 64) | (0b10 << LOW_BITS) | u128::from(low))
    }
}

const fn scramble(value: u64) -> u64 {
    let mixed = value.wrapping_mul(FACTOR) & LOW_MASK;
    let mixed = mixed ^ (mixed >> 31);
    mixed.wrapping_mul(FACTOR) & LOW_MASK
}

const fn unscramble(value: u64) -> u64 {
    let inverse = inverse(FACTOR);
    let mixed = value.wrapping_mul(inverse) & LOW_MASK;
    let mixed = mixed ^ (mixed >> 31);
    mixed.wrapping_mul(inverse) & LOW_MASK
}

/// The inverse of an odd number modulo 2^64, by Newton's iteration (each round doubles the correct bits).
const fn inverse(odd: u64) -> u64 {
    let mut guess = odd;
    let mut round = 0;
    while round < 6 {
        guess = guess.wrapping_mul(2_u64.wrapping_sub(odd.wrapping_mul(guess)));
        round += 1;
    }
    guess
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    #[test]
    fn an_id_is_read_with_and_without_hyphens_and_written_with_them() {
        let mut identifiers = Identifiers::new(1);
        let id = identifiers.next();
        let text = id.to_string();
        assert_eq!(Id::parse(&text), Some(id));
        assert_eq!(Id::parse(&id.hex().to_uppercase()), Some(id));
        assert_eq!(text.as_bytes()[14], b'8');
        assert!(
            matches!(text.as_bytes()[19], b'8' | b'9' | b'a' | b'b'),
            "{text}"
        );
        assert_eq!(identifiers.next_random().to_string().as_bytes()[14], b'4');
        assert_eq!(Id::parse("not an id"), None);
        assert_eq!(Id::parse(&format!("{text}0")), None);
    }

    #[test]
    fn the_page_and_position_of_a_generated_block_are_found_from_its_id() {
        let mut identifiers = Identifiers::new(9);
        for (page, index) in [(0, 0), (99_999, 19), (7, 1_000_000)] {
            let block = GeneratedBlock { page, index };
            assert_eq!(
                identifiers.origin(identifiers.generated(block)),
                Some(block)
            );
        }
        for _ in 0..1_000 {
            let stored = identifiers.next();
            assert_eq!(identifiers.origin(stored), None);
        }
    }
}
