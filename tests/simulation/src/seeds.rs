//! The seeds that once found a mistake.
//!
//! The rule it protects: a seed is the same schedule wherever it is run, so that of a named one it is known whether it was
//! full when it was found.

use std::sync::LazyLock;

#[derive(serde::Deserialize)]
struct Seeds {
    seed: Vec<Seed>,
}

#[derive(serde::Deserialize)]
struct Seed {
    number: u64,
    #[serde(default)]
    is_full: bool,
}

/// `Err` when the list is not one.
static SEEDS: LazyLock<Result<Vec<Seed>, toml::de::Error>> = LazyLock::new(|| {
    toml::from_str::<Seeds>(include_str!("../seeds.toml")).map(|seeds| seeds.seed)
});

/// All of them.
///
/// # Errors
/// When the list cannot be read.
pub(crate) fn named() -> anyhow::Result<Vec<u64>> {
    match &*SEEDS {
        Ok(seeds) => Ok(seeds.iter().map(|seed| seed.number).collect()),
        Err(error) => anyhow::bail!("seeds.toml: {error}"),
    }
}

/// Whether a seed is one of them.
pub(crate) fn are_named(seed: u64) -> bool {
    SEEDS
        .as_ref()
        .is_ok_and(|seeds| seeds.iter().any(|named| named.number == seed))
}

/// Whether a named seed was found when every schedule was drawn from the full range of sizes.
pub(crate) fn are_full(seed: u64) -> bool {
    SEEDS.as_ref().is_ok_and(|seeds| {
        seeds
            .iter()
            .any(|named| named.number == seed && named.is_full)
    })
}
