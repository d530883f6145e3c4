//! The budget of one connection: how fast requests go out, and whose goes first (requirements C1 and C2).
//!
//! [`pace`] decides when the next request may be sent, [`lanes`] decides whose it is; both are pure. [`gate`] carries
//! their decisions out: it waits, writes the send log, and lets one request through at a time. Requests that have passed
//! may be in flight together.
//!
//! The rule it protects: over any second and any minute, across restarts, no more requests than Notion allows, and none
//! while it asked for silence.

pub(crate) mod gate;
mod lanes;
pub(crate) mod pace;
