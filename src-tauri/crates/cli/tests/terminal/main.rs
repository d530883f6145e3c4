//! The built command as scripts see it: exit codes, one JSON document on standard output, files it leaves; and what is left
//! when it is killed, or loses its network, its disk or its token.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

mod answers;
mod backup;
mod broker;
#[cfg(unix)]
mod by_itself;
#[cfg(target_os = "linux")]
mod canaries;
mod chance;
mod channels_gone;
mod choosing;
#[cfg(target_os = "linux")]
mod disk;
mod export;
mod export_own;
#[cfg(target_os = "linux")]
mod haystack;
#[cfg(target_os = "linux")]
mod keychain;
mod kills;
mod languages;
mod leaving;
mod log_events;
mod notion;
mod pace;
#[cfg(unix)]
mod permissions;
mod profile_killed;
mod real_time;
mod receiver;
mod refusals;
mod rows;
mod sample;
mod served;
mod sign_in;
mod soundness;
mod stolen;
#[cfg(target_os = "linux")]
mod translator;
mod two_way;
mod two_way_decisions;
mod two_way_named;
mod two_way_told;
mod two_way_undo;
mod typed;
mod usage;
mod words;
