//! The broker between a simulated Notion and a simulated app: signing in, what is refused, what is passed on, and that
//! nothing secret is logged.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

mod limits;
mod once;
mod passing_on;
mod refusals;
mod scene;
mod secrets;
mod signing_in;
