//! Notion's enhanced Markdown: the language in which `GET /v1/pages/{id}/markdown` hands out a page
//! (Notion API reference: Enhanced Markdown).
//!
//! It is not CommonMark. Every line is a block of its own, tabs nest, tags such as `<callout>` and
//! `<page url="...">` carry what Markdown has no sign for, and every special character that is
//! meant literally has a backslash in front. So it has its own scanner: `blocks` finds lines and
//! code, `tokens` reads a line, and everything else here and in [`crate::html`] is built on those
//! two, so that what is found, what is shown and what is stored agree.
//!
//! The rule it protects: nothing that is read is lost. What the scanner does not know is text, and
//! text is kept.

mod attributes;
mod blocks;
mod code_spans;
mod destinations;
mod indentation;
mod links;
mod passages;
mod plain;
mod shape;
mod stable;
mod tags;
mod tokens;
mod unknown;

pub use indentation::tabbed;
pub use links::{DatabaseLink, Links, ObjectLink, Referent, UnknownTag, links};
pub use passages::{Passage, passages};
pub use plain::plain_text;
pub use stable::stable;
pub use unknown::{replace_unknown, top_level_blocks, unknown_tag};

pub use crate::files::{FileKind, FileLink};

pub(crate) use attributes::{address, target};
pub(crate) use blocks::{Block, Line, blocks, literal_lines};
pub(crate) use plain::{date_text, spoken};
pub(crate) use shape::{Marker, Shape, shape, without_sign};
pub(crate) use tags::{Container, Tag, TagName, file_kind};
pub(crate) use tokens::{Kind, Token, tokens};
