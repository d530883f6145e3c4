//! Lists, one page at a time or as a stream of pages.
//!
//! The rules they protect: an item that cannot be decoded costs a note, not the list; a list that ends before its end says so.

use futures::stream::{Stream, try_unfold};
use serde_json::value::RawValue;

use crate::error::Error;
use crate::reply::Reply;

/// One page of a list.
#[derive(Debug, Clone)]
pub struct List<T> {
    /// The items that could be decoded, in order.
    pub results: Vec<Item<T>>,
    /// The items that could not.
    pub undecoded: Vec<Undecoded>,
    /// Where the next page begins. Opaque; may become invalid ([`Error::is_stale_cursor`]).
    pub next_cursor: Option<String>,
    /// Whether there is a next page. A page may be shorter than asked for, even empty, while there is more.
    pub has_more: bool,
    /// Why the list ends although there would be more, such as `query_result_limit_reached`.
    pub incomplete: Option<String>,
}

/// A decoded item with its JSON.
#[derive(Debug, Clone)]
pub struct Item<T> {
    /// The item, decoded.
    pub value: T,
    /// The item as it came.
    pub raw: Box<RawValue>,
}

/// An item that could not be decoded.
#[derive(Debug, Clone)]
pub struct Undecoded {
    /// Why not.
    pub reason: String,
    /// The item as it came.
    pub raw: Box<RawValue>,
}

/// An answer that may have a successor.
pub(crate) trait Paged {
    /// The cursor of the next page, if there is one.
    fn next_cursor(&self) -> Option<&str>;
}

impl<T> Paged for List<T> {
    fn next_cursor(&self) -> Option<&str> {
        self.next_cursor.as_deref().filter(|_| self.has_more)
    }
}

/// Follows the cursors of `fetch` to the end. The stream ends after the first error.
///
/// A cursor that leads back to itself is an error, or the stream would never end.
pub(crate) fn pages<T, F, Fetching>(fetch: F) -> impl Stream<Item = Result<Reply<T>, Error>>
where
    T: Paged,
    F: Fn(Option<String>) -> Fetching,
    Fetching: Future<Output = Result<Reply<T>, Error>>,
{
    let start = Some((None::<String>, fetch));
    try_unfold(start, async |position| {
        let Some((cursor, fetch)) = position else {
            return Ok(None);
        };
        let reply = fetch(cursor.clone()).await?;
        let next = reply.value.next_cursor().map(str::to_owned);
        if next.is_some() && next == cursor {
            return Err(Error::unexpected_shape(
                "read a list",
                reply.request_id,
                "the list's cursor leads back to itself".to_owned(),
            ));
        }
        let position = next.map(|cursor| (Some(cursor), fetch));
        Ok(Some((reply, position)))
    })
}
