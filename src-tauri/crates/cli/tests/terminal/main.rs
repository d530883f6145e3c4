//! The built command as scripts see it: exit codes, one JSON document on standard output, files it leaves.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

mod notion;
mod sample;
mod typed;
mod usage;
mod words;
