//! The built command as scripts see it: exit codes, one JSON document on standard output, files it leaves.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

mod canaries;
mod chance;
mod disk;
mod export;
mod haystack;
mod keychain;
mod kills;
mod notion;
mod pace;
mod permissions;
mod real_time;
mod refusals;
mod sample;
mod served;
mod soundness;
mod translator;
mod typed;
mod usage;
mod words;
