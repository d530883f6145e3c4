//! The broker: the small service that holds the client secret of the public Notion connection, so that the desktop app
//! needs none.
//!
//! `router` says what is answered to whom, `sign_in` reads the `state` an app has made, `seal` turns Notion's code into a
//! pickup that only this process can open, `pickups` gives it out once and to the right app, `relay` asks Notion, `limits`
//! keeps anybody from asking too often, `page` is what a person sees in between. Leaves out tokens: they pass through and
//! are kept by the app.
//!
//! The rules it protects: a code is exchanged only for whoever started the sign-in; nothing is written to disk, and nothing
//! secret to a log; a person's browser is sent to Keepsake and nowhere else (docs/broker.md, docs/decisions/0009).

mod answer;
mod language;
mod limits;
mod machine;
mod page;
mod pickups;
mod relay;
mod router;
mod seal;
mod serve;
mod settings;
mod sign_in;
mod words;

pub use limits::{Limits, Rate};
pub use machine::Unfit;
pub use relay::Notice;
pub use router::{BODY_LIMIT, Ports, broker};
pub use seal::{Key, KeyError};
pub use serve::serve;
pub use settings::{PublicAddress, Settings, UnusableAddress};

pub use keepsake_notion::OAuthCredentials;
