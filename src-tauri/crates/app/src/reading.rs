//! Reading what is remembered: search and the reader.
//!
//! Never asks Notion. The rules it protects: HTML leaves here only after it was made safe; what is missing on a page is
//! said on the page.

pub(crate) mod saving;
mod tables;
mod unsent;
mod values;

use std::collections::{HashMap, HashSet};

use keepsake_memory::{
    Backlink, ConnectionId, Crumb, FetchKind, FileRecord, FileStatus, Hit, ObjectKind, Reach,
    SearchQuery, StoredObject,
};
use keepsake_text::html::{self, LinkTarget};
use keepsake_text::{ContentHash, NotionId, dialect, hosted};
use serde_json::Value;

use crate::connect::connection_id;
use crate::dto::{self, PageRef, ReaderComment, ReaderPage, SearchHit, SearchResults};
use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;
use crate::records::Found;
use crate::words::{self, Words};

/// Where the window shows stored files; a web view of Windows knows no schemes of its own.
#[cfg(windows)]
const FILES: &str = "http://keepsake-file.localhost/";
/// Where the window shows stored files.
#[cfg(not(windows))]
const FILES: &str = "keepsake-file://localhost/";
/// Where the window shows a page.
const PAGES: &str = "keepsake://page/";

/// A page with everything that is remembered of it.
#[derive(Debug, Clone, PartialEq)]
pub struct RememberedPage {
    /// What it is.
    pub kind: ObjectKind,
    /// Its JSON as Notion sent it, with complete property values; of one that was made here and is not in Notion yet, what is
    /// to be sent.
    pub raw: Value,
    /// Its Markdown, if it was read.
    pub markdown: Option<String>,
}

impl Keepsake {
    /// Finds what is remembered, in one connection or in all. The last word may be a beginning.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn search(
        &self,
        connection: Option<&str>,
        text: &str,
        limit: u32,
    ) -> Result<SearchResults, AppError> {
        let connection = connection.map(connection_id).transpose()?;
        let query = SearchQuery {
            text: text.to_owned(),
            connection,
            limit,
            prefix_last: true,
        };
        let found = self.store().search(&query).await?;
        let all = found.hits.len();
        let hits = found
            .hits
            .into_iter()
            .filter(|hit| !is_shown_by_its_database(hit));
        let hits = hits.map(|hit| SearchHit {
            id: hit.object.to_string(),
            kind: hit.kind.into(),
            path: hit
                .breadcrumb
                .into_iter()
                .map(|crumb| crumb.title)
                .collect(),
            snippet: dto::snippet_parts(&hit.snippet),
            edited_time: hit.edited_time.map(dto::moment),
            title: hit.title,
            icon: hit.icon,
        });
        let hits: Vec<SearchHit> = hits.collect();
        let left_out = (all - hits.len()) as u64;
        Ok(SearchResults {
            total: dto::count(found.total.saturating_sub(left_out)),
            hits,
            still_coming: self.still_coming(connection).await?,
        })
    }

    /// Chosen pages whose contents are still to be read.
    pub(crate) async fn still_coming(
        &self,
        connection: Option<ConnectionId>,
    ) -> Result<u32, AppError> {
        let connections = match connection {
            Some(one) => vec![one],
            None => self
                .store()
                .connections()
                .await?
                .into_iter()
                .map(|connection| connection.id)
                .collect(),
        };
        let mut coming = 0;
        for connection in connections {
            let counts = self.store().fetch_counts(connection).await?;
            let bodies = counts.iter().filter(|count| count.kind == FetchKind::Body);
            coming += bodies.map(|count| count.waiting).sum::<u64>();
        }
        Ok(dto::count(coming))
    }

    /// A page as the reader shows it.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when it is not in the memory.
    pub async fn page(&self, id: &str) -> Result<ReaderPage, AppError> {
        let (here, object) = match self.found(id).await? {
            Found::Page { connection, object } => (connection, object),
            Found::Creation {
                connection,
                creation,
            } => return self.unsent_page(connection, &creation).await,
        };
        let id = object.id;
        let body = self.store().body(here, id).await?;
        let files = self.store().files(here, id).await?;
        let raw = self.store().raw(here, id).await?.unwrap_or(Value::Null);
        let path = self.store().breadcrumb(here, id).await?;
        let backlinks = self.store().backlinks(here, id).await?;
        let comments = self.store().comments(here, id).await?;
        let words = Words::english();
        let markdown = body.as_ref().map_or("", |body| body.markdown.as_str());
        let notes = notes(&object, body.as_ref(), &files, &words);
        Ok(ReaderPage {
            id: id.to_string(),
            path: way(path),
            html: self.html(here, markdown, &files, &words).await?,
            properties: match object.kind {
                ObjectKind::Page => self.properties(here, &raw).await?,
                // A schema is no set of values; the tables show it as their columns.
                ObjectKind::Database | ObjectKind::DataSource => Vec::new(),
            },
            tables: self.tables(here, &object).await?,
            comments: comments
                .into_iter()
                .filter(|comment| comment.listed)
                .map(|comment| ReaderComment {
                    author: comment.author_name.unwrap_or_default(),
                    time: comment.created_time.map(dto::moment),
                    text: comment.text,
                })
                .collect(),
            backlinks: self.neighbours(here, backlinks).await?,
            files: files.into_iter().map(dto::ReaderFile::from).collect(),
            edited_time: object.edited_time.map(dto::moment),
            remembered_time: Some(dto::moment(
                body.map_or(object.seen_time, |body| body.observed_time),
            )),
            url: object.url,
            title: object.title,
            icon: object.icon,
            notes,
        })
    }

    /// A page's Markdown as Notion wrote it, signatures of file addresses left out.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when it is not in the memory.
    pub async fn copy_markdown(&self, id: &str) -> Result<String, AppError> {
        let markdown = match self.found(id).await? {
            Found::Page { connection, object } => {
                let body = self.store().body(connection, object.id).await?;
                body.map(|body| body.markdown)
            }
            Found::Creation { creation, .. } => creation.markdown,
        };
        Ok(markdown.unwrap_or_default())
    }

    /// A page with everything that is remembered of it.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when it is not in the memory.
    pub async fn remembered_page(&self, id: &str) -> Result<RememberedPage, AppError> {
        let (connection, object) = match self.found(id).await? {
            Found::Page { connection, object } => (connection, object),
            Found::Creation { creation, .. } => return unsent::remembered(&creation),
        };
        let raw = self
            .store()
            .raw(connection, object.id)
            .await?
            .unwrap_or(Value::Null);
        let markdown = self
            .store()
            .body(connection, object.id)
            .await?
            .map(|body| body.markdown);
        Ok(RememberedPage {
            kind: object.kind,
            raw,
            markdown,
        })
    }

    /// The contents of a stored file.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when no file has this hash.
    pub async fn file_contents(&self, hash: &str) -> Result<Vec<u8>, AppError> {
        let missing = || {
            AppError::new(ErrorCode::NotFound)
                .with("what", "file")
                .with("id", hash)
        };
        let known: ContentHash = hash.parse().map_err(|_| missing())?;
        let path = keepsake_sync::FileFolder::new(self.inner.home.files()).path(known);
        tokio::fs::read(path).await.map_err(|_| missing())
    }

    /// What points at a page, each once, with where it lies.
    async fn neighbours(
        &self,
        connection: ConnectionId,
        backlinks: Vec<Backlink>,
    ) -> Result<Vec<PageRef>, AppError> {
        let mut seen = HashSet::new();
        let mut shown = Vec::new();
        for link in backlinks {
            if seen.insert(link.id) {
                shown.extend(self.page_ref(connection, link.id).await?);
            }
        }
        Ok(shown)
    }

    /// An object by name, if it is in the memory.
    async fn page_ref(
        &self,
        connection: ConnectionId,
        id: NotionId,
    ) -> Result<Option<PageRef>, AppError> {
        let Some(object) = self.store().object(connection, id).await? else {
            return Ok(None);
        };
        let place = match object.container {
            Some(around) => self.store().object(connection, around).await?,
            None => None,
        };
        Ok(Some(PageRef {
            id: object.id.to_string(),
            title: object.title,
            icon: object.icon,
            place: place.map(|around| around.title).unwrap_or_default(),
        }))
    }

    async fn html(
        &self,
        connection: ConnectionId,
        markdown: &str,
        files: &[FileRecord],
        words: &Words,
    ) -> Result<String, AppError> {
        let links = dialect::links(markdown);
        let databases = links.child_databases.iter().map(|link| link.id);
        let pages = links
            .child_pages
            .iter()
            .chain(&links.mentions)
            .map(|link| link.id);
        let targets: Vec<NotionId> = databases.chain(pages).collect();
        let here = self.store().known(connection, &targets).await?;
        let stored: HashMap<&str, String> = files
            .iter()
            .filter_map(|file| Some((file.identity.as_str(), address(file)?)))
            .collect();
        let resolve = |target: LinkTarget<'_>| match target {
            LinkTarget::Page(id) => here.contains_key(&id).then(|| format!("{PAGES}{id}")),
            LinkTarget::File(url) => stored.get(hosted::identity(url).as_str()).cloned(),
            LinkTarget::External(url) => Some(url.to_owned()),
        };
        let [file_not_here, block_not_here, untitled] =
            ["reader-file-not-here", "reader-block-not-here", "untitled"]
                .map(|key| words.say(key, &[]));
        let own = html::Words {
            file_not_here: &file_not_here,
            block_not_here: &block_not_here,
            untitled: &untitled,
        };
        Ok(html::render_with_words(markdown, &resolve, &own))
    }
}

/// Where the window shows a file, if it is stored.
fn address(file: &FileRecord) -> Option<String> {
    match &file.status {
        FileStatus::Stored { hash, .. } => Some(format!("{FILES}{hash}")),
        FileStatus::Pending
        | FileStatus::External
        | FileStatus::TooLarge { .. }
        | FileStatus::Refused
        | FileStatus::Failed => None,
    }
}

/// The way to an object; each step lies in the one before.
fn way(path: Vec<Crumb>) -> Vec<PageRef> {
    let mut place = String::new();
    path.into_iter()
        .map(|crumb| PageRef {
            id: crumb.id.to_string(),
            icon: None,
            place: std::mem::replace(&mut place, crumb.title.clone()),
            title: crumb.title,
        })
        .collect()
}

/// Whether a hit is the only table of a database of the same name: one thing to whoever looks for it.
fn is_shown_by_its_database(hit: &Hit) -> bool {
    hit.kind == ObjectKind::DataSource
        && hit
            .breadcrumb
            .last()
            .is_some_and(|around| around.kind == ObjectKind::Database && around.title == hit.title)
}

/// What is missing on a page, in sentences.
fn notes(
    object: &StoredObject,
    body: Option<&keepsake_memory::Body>,
    files: &[FileRecord],
    words: &Words,
) -> Vec<String> {
    let mut notes = Vec::new();
    let mut note = |key: &str, count: usize| {
        notes.push(words.say(key, &[("count", words::Value::Count(count as u64))]));
    };
    if object.in_trash {
        note("note-in-trash", 1);
    }
    if object.reach == Reach::Unreachable {
        note("note-unreachable", 1);
    }
    match body {
        None if object.kind == ObjectKind::Page => note("note-not-read", 1),
        Some(body) if body.truncated => note("note-truncated", 1),
        Some(body) if body.lossy => note("note-lossy", 1),
        _ => {}
    }
    let missing = files.iter().filter(|file| {
        matches!(
            file.status,
            FileStatus::TooLarge { .. } | FileStatus::Refused | FileStatus::Failed
        )
    });
    match missing.count() {
        0 => {}
        count => note("note-files", count),
    }
    notes
}
