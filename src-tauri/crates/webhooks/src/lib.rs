//! The receiver of Notion's webhooks: takes events, makes sure that they come from Notion, and keeps them.
//!
//! `router` answers requests, `signature` says whether Notion sent them, `message` understands what they say, `pairing`
//! takes the key of the signatures once, `writer` keeps events, several in one commit. Nothing here asks Notion for
//! anything: what an event is about is read by a run, whose listing would find the change without any event.
//!
//! The rules it protects: an event is stored before it is acknowledged, so nothing that was acknowledged is lost; nothing
//! that was not signed by Notion is stored; a key that is there is never replaced by a request.

mod inbox;
mod message;
mod pairing;
mod router;
mod serve;
mod signature;
#[cfg(test)]
mod test_support;
mod writer;

pub use inbox::{Event, Inbox, InboxError, Kept, Subject};
pub use pairing::{TokenError, TokenKeeper};
pub use router::{BODY_LIMIT, PATH, Ports, receiver};
pub use serve::serve;
pub use signature::{HEADER, is_signed, sign};
pub use writer::{GATHERING, Writer};
