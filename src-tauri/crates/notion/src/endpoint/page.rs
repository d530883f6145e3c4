//! Pages: metadata, single properties, content as Markdown, and changes to them.

use futures::stream::Stream;
use keepsake_text::NotionId;
use serde_json::{Value, json};

use crate::call::{Call, path_segment};
use crate::client::Client;
use crate::decode;
use crate::error::Error;
use crate::list;
use crate::model::page::Page;
use crate::model::page_markdown::PageMarkdown;
use crate::model::property::PropertyAnswer;
use crate::reply::Reply;

/// Where a page is moved to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoveTarget {
    /// Below a page.
    Page(NotionId),
    /// Into a data source, as a row.
    DataSource(NotionId),
}

/// A change to a page's Markdown (Notion API reference: Update a page's Markdown).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkdownChange {
    /// Replaces texts, each of which has to occur exactly once. Notion refuses the change otherwise, which makes it a
    /// compare-and-swap.
    Replace {
        /// Old and new text.
        replacements: Vec<(String, String)>,
        /// Whether child pages and databases in the replaced text may go.
        allow_deleting_content: bool,
    },
    /// Adds text at the end of the page.
    Append(String),
    /// Replaces everything. Block ids change and comments are lost.
    ReplaceAll {
        /// The new text.
        markdown: String,
        /// Whether child pages and databases may go.
        allow_deleting_content: bool,
    },
}

impl MarkdownChange {
    fn body(&self) -> Value {
        match self {
            Self::Replace {
                replacements,
                allow_deleting_content,
            } => {
                let updates: Vec<Value> = replacements
                    .iter()
                    .map(|(old, new)| json!({"old_str": old, "new_str": new}))
                    .collect();
                json!({
                    "type": "update_content",
                    "update_content": {
                        "content_updates": updates,
                        "allow_deleting_content": allow_deleting_content,
                    },
                })
            }
            Self::Append(markdown) => json!({
                "type": "insert_content",
                "insert_content": {"content": markdown, "position": {"type": "end"}},
            }),
            Self::ReplaceAll {
                markdown,
                allow_deleting_content,
            } => json!({
                "type": "replace_content",
                "replace_content": {
                    "new_str": markdown,
                    "allow_deleting_content": allow_deleting_content,
                },
            }),
        }
    }
}

impl Client {
    /// A page's metadata and properties, with at most 25 references per property.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn page(&self, id: NotionId) -> Result<Reply<Page>, Error> {
        self.single(Call::read(
            "GET /v1/pages/{id}",
            format!("/v1/pages/{id}"),
            format!("read page {id}"),
        ))
        .await
    }

    /// One property of a page, complete over all its pages. `property` is the property's id, not its name.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn page_property(
        &self,
        page: NotionId,
        property: &str,
        cursor: Option<&str>,
    ) -> Result<Reply<PropertyAnswer>, Error> {
        let call = Call::read(
            "GET /v1/pages/{id}/properties/{property}",
            format!("/v1/pages/{page}/properties/{}", path_segment(property)),
            format!("read property {property} of page {page}"),
        )
        .paged(self.page_size(), cursor);
        let attempted = call.attempted.clone();
        let mut answer = self.perform(call).await?;
        let value = PropertyAnswer::read(&mut answer);
        decode::reply(answer, value, &attempted)
    }

    /// All pages of [`Client::page_property`].
    pub fn page_property_stream(
        &self,
        page: NotionId,
        property: String,
    ) -> impl Stream<Item = Result<Reply<PropertyAnswer>, Error>> {
        let client = self.clone();
        list::pages(move |cursor| {
            let (client, property) = (client.clone(), property.clone());
            async move {
                client
                    .page_property(page, &property, cursor.as_deref())
                    .await
            }
        })
    }

    /// The content of a page, or of one block with its children, as Markdown; meeting transcripts included.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn page_markdown(
        &self,
        page_or_block: NotionId,
    ) -> Result<Reply<PageMarkdown>, Error> {
        let call = Call::read(
            "GET /v1/pages/{id}/markdown",
            format!("/v1/pages/{page_or_block}/markdown"),
            format!("read the content of {page_or_block}"),
        );
        self.single(call.with("include_transcript", "true")).await
    }

    /// Makes a page. `body` has Notion's shape: `parent`, `properties`, and one of `children`, `markdown`, `template`.
    ///
    /// # Errors
    /// As for every call. When the outcome is unclear, [`Error::committed_resource`] may name the page that was made.
    pub async fn create_page(&self, body: &Value) -> Result<Reply<Page>, Error> {
        let call = Call::write("POST /v1/pages", "/v1/pages".to_owned(), "create a page");
        self.single(call.json(body)?).await
    }

    /// Changes a page: `properties`, `icon`, `cover`, `is_locked`, `in_trash`. What is not named stays; lists (relation,
    /// people, files, multi-select) are replaced whole.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn update_page(&self, id: NotionId, changes: &Value) -> Result<Reply<Page>, Error> {
        let call = Call::write(
            "PATCH /v1/pages/{id}",
            format!("/v1/pages/{id}"),
            format!("change page {id}"),
        );
        self.single(call.json(changes)?).await
    }

    /// Moves a page.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn move_page(&self, id: NotionId, target: MoveTarget) -> Result<Reply<Page>, Error> {
        let parent = match target {
            MoveTarget::Page(parent) => json!({"page_id": parent}),
            MoveTarget::DataSource(parent) => json!({"data_source_id": parent}),
        };
        let call = Call::write(
            "POST /v1/pages/{id}/move",
            format!("/v1/pages/{id}/move"),
            format!("move page {id}"),
        );
        self.single(call.json(&json!({"parent": parent}))?).await
    }

    /// Changes a page's content by its Markdown and returns the whole content after the change, which is not byte-equal
    /// to what was sent.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn update_markdown(
        &self,
        id: NotionId,
        change: &MarkdownChange,
    ) -> Result<Reply<PageMarkdown>, Error> {
        let call = Call::write(
            "PATCH /v1/pages/{id}/markdown",
            format!("/v1/pages/{id}/markdown"),
            format!("change the content of page {id}"),
        );
        self.single(call.json(&change.body())?).await
    }
}
