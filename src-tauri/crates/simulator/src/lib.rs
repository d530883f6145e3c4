//! A faithful local Notion.
//!
//! It is for the sample workspace that people try Keepsake with, and for every test: an HTTP service (an axum router) that
//! speaks the public REST API in version 2026-03-11 (and 2025-09-03), with workspaces made from a seed, a ground truth to
//! compare with, meters, and faults and quirks on demand.
//!
//! It shares no code with the rest of Keepsake, so that it cannot share its mistakes. It leaves out views, teamspaces and
//! everything the API cannot show.
//!
//! The rule it protects: what a client is told comes from one store, and what is asserted in tests comes from the same
//! store by another way than the answers.

mod accept;
mod clock;
mod connection;
mod content;
mod control;
mod edits;
mod error;
mod faults;
mod gate;
mod identifier;
mod limiter;
mod markdown;
mod meters;
mod minimum;
mod moment;
mod pictures;
mod query;
mod quirks;
mod reply;
mod routes;
mod seed;
mod serve;
mod sight;
mod signing;
mod simulator;
mod state;
mod store;
mod tokens;
mod truth;
mod webhooks;
mod wire;
mod workspaces;

pub use clock::SimulatorClock;
pub use connection::{Capability, TokenDescription, TokenState};
pub use edits::{Edit, EditError, Edited};
pub use faults::{Fault, FaultKind, RetryAfter};
pub use identifier::Id;
pub use meters::{Haste, Meters};
pub use minimum::Minimum;
pub use quirks::{Quirks, SearchCap};
pub use routes::oauth::{CLIENT_ID, CLIENT_SECRET, REDIRECTS};
pub use serve::serve;
pub use sight::{Place, Sight};
pub use simulator::{Options, Simulator, UnknownWorkspace};
pub use store::log::LogEntry;
pub use tokens::Pair;
pub use truth::{Token, Truth, TruthComment, TruthFile, TruthObject, TruthProperty, TruthUser};
