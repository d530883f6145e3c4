//! The calls of the API, one file per kind of object. Each is thin: it names the request and the shape of the answer.
//!
//! Lists come page by page and as streams of pages. Writes return what Notion made of them; when a write's answer is lost the
//! error says `outcome_unclear` and the caller reads before it writes again.

pub(crate) mod block;
pub(crate) mod comment;
mod data_source;
mod database;
pub(crate) mod file_upload;
pub(crate) mod page;
pub(crate) mod query;
pub(crate) mod search;
mod user;
