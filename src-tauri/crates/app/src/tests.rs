//! The use cases against the simulator in this process, on a clock that runs a hundred times as fast.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

mod acting;
mod alerting;
mod backups;
mod choosing;
mod coming_back;
mod connecting;
mod databases;
mod exporting;
mod exporting_own_edits;
mod forgetting;
mod importing;
mod lasting;
mod leaving;
mod leaving_locked;
mod reading;
mod receiving;
mod room;
mod sharing;
mod signing_in;
mod stopping;
mod through_broker;
mod unlocking;
mod versions;
mod withdrawing;
pub(crate) mod world;
