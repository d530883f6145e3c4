//! A client of the Notion API that never goes too fast, never repeats a write blindly and never fails over a field it does
//! not know.
//!
//! One [`Client`] serves one connection; clones share its budget. Calls return a [`Reply`] with the decoded value, the
//! JSON as it came and [`Note`]s about what could not be understood. Everything from outside (time, randomness, HTTP,
//! the log of sends) comes in through [`ports`]; the real ones are in [`adapters`].
//!
//! What is left out: storing, planning, and deciding what to read. The facts about the API are those of version
//! 2026-03-11.
//!
//! The rules it protects: the pace holds over restarts; the token goes to the configured origin only and is never shown;
//! a renewed token is kept before it is used; what Notion said is kept even where it is not understood.

pub mod adapters;
mod authorization;
mod broker;
mod budget;
mod call;
mod capability;
mod client;
mod decode;
mod endpoint;
mod error;
mod exchange;
mod lane;
mod list;
mod loopback;
mod model;
mod note;
mod oauth;
pub mod ports;
mod renewal;
mod reply;
mod retry;
#[cfg(test)]
mod scripted;
mod settings;

pub use broker::{BrokerClient, BrokerRefusal, BrokerSignIn};
pub use capability::{Capability, Need};
pub use client::Client;
pub use endpoint::block::InsertPosition;
pub use endpoint::comment::{CommentPlace, NewComment};
pub use endpoint::file_upload::{NewFileUpload, UploadPart};
pub use endpoint::page::{MarkdownChange, MoveTarget};
pub use endpoint::query::Query;
pub use endpoint::search::{SearchObject, SearchRequest};
pub use error::{Error, ErrorKind, Failure};
pub use lane::Lane;
pub use list::{Item, List, Undecoded};
pub use loopback::is_loopback;
pub use model::block::Block;
pub use model::comment::Comment;
pub use model::data_source::DataSource;
pub use model::database::{DataSourceName, Database};
pub use model::file_upload::FileUpload;
pub use model::object::Object;
pub use model::page::Page;
pub use model::page_markdown::PageMarkdown;
pub use model::parent::Parent;
pub use model::property::PropertyAnswer;
pub use model::user::{Bot, User};
pub use note::{Note, NoteKind};
pub use oauth::{Introspection, OAuthClient, OAuthCredentials, TokenGrant};
pub use renewal::{RenewalFailure, Tokens};
pub use reply::Reply;
pub use settings::{API_VERSION, MAX_PAGE_SIZE, MAX_REQUESTS_PER_SECOND, Settings};

pub use keepsake_text::NotionId;
