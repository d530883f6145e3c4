//! Alerts: what a person should know about although nobody is looking.
//!
//! `kinds` are what they are about, `decide` says which the state of things asks for, `finished` tells of an
//! import that came to its end, `board` keeps them in step with it,
//! `notice` is one as it is told outside of the window, `restraint` says which are worth calling a person for, `telling` tells
//! them. The rules it protects: an alert is raised once,
//! counts, and clears by itself; nothing that leaves this computer carries a token or anything from a page.

mod board;
mod decide;
mod finished;
mod kinds;
mod notice;
mod restraint;
mod telling;

pub use kinds::AlertKind;
pub use notice::{DesktopNotices, Notice, sentence_of};
pub(crate) use telling::Telling;
pub use telling::{Told, ToldOutcome};
