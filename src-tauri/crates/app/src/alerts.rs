//! Alerts: what a person should know about although nobody is looking.
//!
//! `kinds` are what they are about, `decide` says which the state of things asks for, `finished` tells of an
//! import that came to its end, `board` keeps them in step with it,
//! `notice` is one as it is told outside of the window, `pages` the ones it may name there, `restraint` says which are worth calling a person for, `telling` tells
//! them. The rules it protects: an alert is raised once,
//! counts, and clears by itself; nothing that leaves this computer carries a token or anything from a page; what is shown on it
//! carries titles only where the person has switched that on.

mod board;
mod decide;
mod finished;
mod kinds;
mod notice;
mod pages;
mod restraint;
mod telling;

pub use kinds::AlertKind;
pub use notice::{DesktopNotices, Notice, sentence_of};
pub use pages::NamedPages;
pub(crate) use telling::Telling;
pub use telling::{Told, ToldOutcome};
