//! Observing: performing one read and returning what Notion answered, nothing more.
//!
//! Leaves out decisions. The rule it protects: a read is small enough that repeating it after a crash is cheap; only
//! lists that make no sense in parts (a property, the comments of one place, one block's subtree) are read to their
//! end within one read.

mod download;
mod subtree;

use std::{pin::pin, sync::Arc};

use futures::TryStreamExt;
use keepsake_memory::{ConnectionId, Fetch, ObjectKind, Store};
use keepsake_notion::{
    Block, Client, Comment, Database, Error, Item, List, Note, Object, PropertyAnswer, Query,
    Reply, SearchRequest, Undecoded, User,
    ports::{Clock, Transport, TransportError},
};
use serde_json::{Value, json};

pub(crate) use download::FileAnswer;

use crate::{
    error::RunError,
    files::FileFolder,
    plan::{Context, block::Subtree, body::BodyAnswer, object::Observed},
    read::{BY_NAME, Read, Walked},
    two_way::remote::property_of,
};

/// What a read brought.
#[derive(Debug)]
pub(crate) enum Answer {
    /// A database container and its JSON.
    Container {
        /// The container.
        database: Database,
        /// As it came.
        raw: String,
    },
    /// One page of rows, or of what search lists.
    Rows(List<Object>),
    /// One object's metadata.
    Object(Observed),
    /// The Markdown of a page or part of one.
    Body(BodyAnswer),
    /// Blocks that Markdown cannot express, with what stands below them.
    Subtrees(Vec<Subtree>),
    /// A property to its end.
    Property {
        /// As the page object shows it.
        shown: Value,
        /// All its items.
        items: Vec<Value>,
    },
    /// One page of blocks.
    Blocks(List<Block>),
    /// All open comments of one place.
    Comments(Vec<Item<Comment>>),
    /// The connection may not read comments, as an earlier answer said; nothing was asked.
    CommentsRefused {
        /// The id of the request that was refused.
        request_id: Option<String>,
    },
    /// What became of a file.
    File(FileAnswer),
    /// The person does not want it any more; nothing was asked.
    NotSelected,
    /// One page of users.
    Users(List<User>),
}

/// Why a read brought nothing.
#[derive(Debug)]
pub(crate) enum ReadError {
    /// Notion or the way to it.
    Notion(Error),
    /// The way to the place where files are kept.
    Download(TransportError),
    /// This computer.
    Files(RunError),
}

impl From<Error> for ReadError {
    fn from(error: Error) -> Self {
        Self::Notion(error)
    }
}

/// Performs reads.
pub(crate) struct Observer {
    files: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
    folder: FileFolder,
    store: Store,
}

impl Observer {
    /// An observer that fetches files through `files`, which must add no credentials, and puts them into `folder`.
    #[must_use]
    pub(crate) fn new(
        files: Arc<dyn Transport>,
        clock: Arc<dyn Clock>,
        folder: FileFolder,
        store: Store,
    ) -> Self {
        Self {
            files,
            clock,
            folder,
            store,
        }
    }

    /// Performs one read.
    ///
    /// # Errors
    /// [`ReadError`] as Notion, the network or this computer gave it.
    pub(crate) async fn observe(
        &self,
        client: &Client,
        context: &Context,
        connection: ConnectionId,
        fetch: &Fetch,
        read: &Read,
    ) -> Result<Brought, ReadError> {
        let mut remarks = Remarks::default();
        let answer = match read {
            _ if fetch.order != BY_NAME && !context.wants(read) => Answer::NotSelected,
            Read::Container { database: id }
            | Read::Linked {
                id,
                kind: ObjectKind::Database,
            } => {
                let reply = remarks.of(client.database(*id).await?);
                Answer::Container {
                    database: reply.value,
                    raw: reply.raw.get().to_owned(),
                }
            }
            Read::Search { at, .. } => {
                let reply = client
                    .search(&newest_first(false), at.cursor.as_deref())
                    .await?;
                Answer::Rows(remarks.of_list(reply))
            }
            Read::Query {
                data_source,
                window,
                at,
                ..
            } => {
                let query = rows_query(*window);
                let reply = client
                    .query_data_source(*data_source, &query, at.cursor.as_deref())
                    .await?;
                Answer::Rows(remarks.of_list(reply))
            }
            Read::Object {
                id,
                expected: Walked::Page,
                ..
            }
            | Read::Linked {
                id,
                kind: ObjectKind::Page,
            } => {
                let reply = remarks.of(client.page(*id).await?);
                Answer::Object(Observed {
                    object: Object::Page(reply.value),
                    raw: reply.raw.get().to_owned(),
                })
            }
            Read::Object {
                id,
                expected: Walked::DataSource,
                ..
            }
            | Read::Linked {
                id,
                kind: ObjectKind::DataSource,
            } => {
                let reply = remarks.of(client.data_source(*id).await?);
                Answer::Object(Observed {
                    object: Object::DataSource(reply.value),
                    raw: reply.raw.get().to_owned(),
                })
            }
            Read::Body { page: id } | Read::Piece { block: id, .. } => {
                let reply = remarks.of(client.page_markdown(*id).await?);
                Answer::Body(BodyAnswer::new(&reply.value, reply.server_time))
            }
            Read::UnknownBlock { block, .. } => {
                let reply = remarks.of(client.block(*block).await?);
                let item = Item {
                    value: reply.value,
                    raw: reply.raw,
                };
                Answer::Subtrees(vec![subtree::below(client, item).await?])
            }
            Read::UnknownBlocks { page } => {
                Answer::Subtrees(subtree::unknown_top_level(client, *page).await?)
            }
            Read::Property {
                page,
                property,
                name,
            } => {
                let raw = self
                    .store
                    .raw(connection, *page)
                    .await
                    .map_err(stored)?
                    .unwrap_or_default();
                let items = property_items(client, *page, property, name).await?;
                Answer::Property {
                    shown: shown(&raw, property),
                    items,
                }
            }
            Read::Blocks { parent, list, .. } => Answer::Blocks(
                remarks.of_list(
                    client
                        .block_children(*parent, list.at.cursor.as_deref())
                        .await?,
                ),
            ),
            Read::Comments { on, .. } => match &context.comments_refused {
                Some(request_id) => Answer::CommentsRefused {
                    request_id: request_id.clone(),
                },
                None => Answer::Comments(comments(client, *on).await?),
            },
            Read::File { object, file } => Answer::File(
                self.file(client, context, connection, fetch, *object, file)
                    .await?,
            ),
            Read::Users { at, .. } => {
                Answer::Users(remarks.of_list(client.users(at.cursor.as_deref()).await?))
            }
        };
        Ok(Brought {
            answer,
            notes: remarks.notes,
            undecoded: remarks.undecoded,
        })
    }
}

/// An answer with what could not be understood of it.
#[derive(Debug)]
pub(crate) struct Brought {
    /// The answer.
    pub(crate) answer: Answer,
    /// Remarks about parts of it.
    pub(crate) notes: Vec<Note>,
    /// Items of a list that could not be decoded.
    pub(crate) undecoded: Vec<Undecoded>,
}

/// Collects remarks while a read is performed.
#[derive(Default)]
struct Remarks {
    notes: Vec<Note>,
    undecoded: Vec<Undecoded>,
}

impl Remarks {
    fn of<T>(&mut self, mut reply: Reply<T>) -> Reply<T> {
        self.notes.append(&mut reply.notes);
        reply
    }

    fn of_list<T>(&mut self, reply: Reply<List<T>>) -> List<T> {
        let mut list = self.of(reply).value;
        self.undecoded.append(&mut list.undecoded);
        list
    }
}

fn stored(error: keepsake_memory::StoreError) -> ReadError {
    ReadError::Files(RunError::Store(error))
}

/// A property's value as the page object carries it.
fn shown(raw: &Value, property: &str) -> Value {
    let values = raw.get("properties").and_then(Value::as_object);
    values
        .and_then(|values| property_of(values, property))
        .cloned()
        .unwrap_or_default()
}

/// What search lists, or what is in the trash of it, the newest edit first.
pub(crate) fn newest_first(in_trash: bool) -> SearchRequest {
    SearchRequest {
        in_trash: in_trash.then_some(true),
        sort_descending_last_edited: true,
        ..SearchRequest::default()
    }
}

/// Rows in the order of their creation, which never changes, so that a list cut at its depth can be read on.
fn rows_query(window: Option<time::OffsetDateTime>) -> Query {
    let since = window.and_then(|window| {
        window
            .format(&time::format_description::well_known::Rfc3339)
            .ok()
    });
    Query {
        filter: since.map(
            |since| json!({"timestamp": "created_time", "created_time": {"on_or_after": since}}),
        ),
        sorts: vec![json!({"timestamp": "created_time", "direction": "ascending"})],
    }
}

async fn property_items(
    client: &Client,
    page: keepsake_text::NotionId,
    property: &str,
    name: &str,
) -> Result<Vec<Value>, ReadError> {
    let mut items = Vec::new();
    let mut pages = pin!(client.page_property_stream(page, property.to_owned()));
    while let Some(reply) = pages.try_next().await? {
        match reply.value {
            PropertyAnswer::Single(value) => {
                tracing::debug!(%page, name, "a property that should be a list is a single value");
                items.push(value);
            }
            PropertyAnswer::Items { results, .. } => items.extend(results),
        }
    }
    Ok(items)
}

async fn comments(
    client: &Client,
    on: keepsake_text::NotionId,
) -> Result<Vec<Item<Comment>>, ReadError> {
    let mut all = Vec::new();
    let mut pages = pin!(client.comments_stream(on));
    while let Some(reply) = pages.try_next().await? {
        all.extend(reply.value.results);
    }
    Ok(all)
}
