//! What tests that cross crates share: a workspace in a simulator, a memory in a temporary folder, an engine between
//! them, and a clock that tests drive.
//!
//! Leaves out assertions. The rule it protects: tests run the product's own client, engine and store; only the socket and
//! the clock are replaced.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a harness for tests: its failures are test failures"
)]

mod complete;
mod exported;
mod facade;
pub mod hands;
mod productions;
mod transport;
mod world;

pub use exported::Exported;
pub use facade::Facade;
pub use productions::Productions;
pub use transport::{MortalTransport, RouterTransport};
pub use world::{EPOCH, World, WorldOptions};
