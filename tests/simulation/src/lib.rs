//! Seeded schedules against what two-way sync promises.
//!
//! A seed draws a workspace, a series of things that people and machines do on both sides, and everything that goes wrong
//! meanwhile. Then the trouble stops, the engine has to come to rest, and fifteen invariants are asked. Client, engine and
//! store are the product's own; the network, the clock, the disk's errors and the process's end are not.
//!
//! The rule it protects: a seed is a schedule. The same seed makes the same requests and statements in the same order, so
//! one command repeats whatever was found.

mod access;
mod away;
pub mod command;
pub mod deeds;
mod disk;
pub mod fate;
mod hunt;
mod invariants;
mod kill_points;
pub mod kinds;
pub mod moment;
mod older;
mod pace;
pub mod phase;
mod proof;
pub mod random;
pub mod records;
pub mod schedule;
mod seeds;
mod sends;
pub mod steps;
pub mod template;
mod tokens;
pub mod trouble;
pub mod variety;
mod versions;
pub mod violation;
mod wire;
pub mod workers;
pub mod world;
