//! Comments. Only open ones can be read, and only those of one page or block at a time.

use futures::stream::Stream;
use keepsake_text::NotionId;
use serde_json::{Map, Value, json};

use crate::call::Call;
use crate::client::Client;
use crate::error::Error;
use crate::list::{self, List};
use crate::model::comment::Comment;
use crate::reply::Reply;

/// What a new comment is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommentPlace {
    /// A page.
    Page(NotionId),
    /// A block.
    Block(NotionId),
    /// An existing thread.
    Discussion(NotionId),
}

/// A comment to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct NewComment {
    /// What it is about.
    pub place: CommentPlace,
    /// Rich text in Notion's shape.
    pub rich_text: Value,
}

impl NewComment {
    fn body(&self) -> Value {
        let mut body = Map::new();
        match self.place {
            CommentPlace::Page(page) => body.insert("parent".to_owned(), json!({"page_id": page})),
            CommentPlace::Block(block) => {
                body.insert("parent".to_owned(), json!({"block_id": block}))
            }
            CommentPlace::Discussion(discussion) => {
                body.insert("discussion_id".to_owned(), json!(discussion))
            }
        };
        body.insert("rich_text".to_owned(), self.rich_text.clone());
        body.into()
    }
}

impl Client {
    /// The open comments of one page or one block.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn comments(
        &self,
        page_or_block: NotionId,
        cursor: Option<&str>,
    ) -> Result<Reply<List<Comment>>, Error> {
        let call = Call::read(
            "GET /v1/comments",
            "/v1/comments".to_owned(),
            format!("list the comments of {page_or_block}"),
        )
        .with("block_id", page_or_block.to_string());
        self.list(call.paged(self.page_size(), cursor)).await
    }

    /// All pages of [`Client::comments`].
    pub fn comments_stream(
        &self,
        page_or_block: NotionId,
    ) -> impl Stream<Item = Result<Reply<List<Comment>>, Error>> {
        let client = self.clone();
        list::pages(move |cursor| {
            let client = client.clone();
            async move { client.comments(page_or_block, cursor.as_deref()).await }
        })
    }

    /// Makes a comment.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn create_comment(&self, comment: &NewComment) -> Result<Reply<Comment>, Error> {
        let path = "/v1/comments".to_owned();
        let call = Call::write("POST /v1/comments", path, "make a comment");
        self.single(call.json(&comment.body())?).await
    }

    /// Gives a comment other words; only comments of this connection can be changed.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn update_comment(
        &self,
        id: NotionId,
        rich_text: &Value,
    ) -> Result<Reply<Comment>, Error> {
        let call = Call::write(
            "PATCH /v1/comments/{id}",
            format!("/v1/comments/{id}"),
            format!("change comment {id}"),
        );
        self.single(call.json(&json!({"rich_text": rich_text}))?)
            .await
    }

    /// Takes a comment away; only comments of this connection can be.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn delete_comment(&self, id: NotionId) -> Result<Reply<Comment>, Error> {
        self.single(Call::delete(
            "DELETE /v1/comments/{id}",
            format!("/v1/comments/{id}"),
            format!("delete comment {id}"),
        ))
        .await
    }
}
