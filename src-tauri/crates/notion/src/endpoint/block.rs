//! Blocks: reading a tree level by level, and changing single blocks.

use futures::stream::Stream;
use keepsake_text::NotionId;
use serde_json::{Value, json};

use crate::call::Call;
use crate::client::Client;
use crate::error::Error;
use crate::list::{self, List};
use crate::model::block::Block;
use crate::reply::Reply;

/// Where new blocks go among the children of their parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InsertPosition {
    /// Before all others.
    Start,
    /// After all others.
    #[default]
    End,
    /// After this one.
    After(NotionId),
}

impl InsertPosition {
    fn body(self) -> Value {
        match self {
            Self::Start => json!({"type": "start"}),
            Self::End => json!({"type": "end"}),
            Self::After(block) => json!({"type": "after_block", "after_block": {"id": block}}),
        }
    }
}

impl Client {
    /// One block. A page's id answers with its `child_page` block, a database's with `child_database`.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn block(&self, id: NotionId) -> Result<Reply<Block>, Error> {
        self.single(Call::read(
            "GET /v1/blocks/{id}",
            format!("/v1/blocks/{id}"),
            format!("read block {id}"),
        ))
        .await
    }

    /// The children of a block or page, first level only.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn block_children(
        &self,
        id: NotionId,
        cursor: Option<&str>,
    ) -> Result<Reply<List<Block>>, Error> {
        let call = Call::read(
            "GET /v1/blocks/{id}/children",
            format!("/v1/blocks/{id}/children"),
            format!("list the children of block {id}"),
        );
        self.list(call.paged(self.page_size(), cursor)).await
    }

    /// All pages of [`Client::block_children`].
    pub fn block_children_stream(
        &self,
        id: NotionId,
    ) -> impl Stream<Item = Result<Reply<List<Block>>, Error>> {
        let client = self.clone();
        list::pages(move |cursor| {
            let client = client.clone();
            async move { client.block_children(id, cursor.as_deref()).await }
        })
    }

    /// Adds blocks below a block or page: at most 100, with at most two levels of `children` each. Returns the new blocks
    /// of the first level.
    ///
    /// # Errors
    /// As for every call. When the outcome is unclear, [`Error::committed_children`] may name the blocks that were made.
    pub async fn append_children(
        &self,
        parent: NotionId,
        children: &[Value],
        position: InsertPosition,
    ) -> Result<Reply<List<Block>>, Error> {
        let call = Call::write(
            "PATCH /v1/blocks/{id}/children",
            format!("/v1/blocks/{parent}/children"),
            format!("add blocks to {parent}"),
        );
        let body = json!({"children": children, "position": position.body()});
        self.list(call.json(&body)?).await
    }

    /// Changes a block: the fields under the name of its type (rich text is replaced whole), or `in_trash`.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn update_block(&self, id: NotionId, changes: &Value) -> Result<Reply<Block>, Error> {
        let call = Call::write(
            "PATCH /v1/blocks/{id}",
            format!("/v1/blocks/{id}"),
            format!("change block {id}"),
        );
        self.single(call.json(changes)?).await
    }

    /// Puts a block or page, with everything below it, into the trash.
    ///
    /// # Errors
    /// As for every call. A refusal after a lost answer may mean that it is in the trash already: the outcome is unclear then.
    pub async fn delete_block(&self, id: NotionId) -> Result<Reply<Block>, Error> {
        self.single(Call::delete(
            "DELETE /v1/blocks/{id}",
            format!("/v1/blocks/{id}"),
            format!("put block {id} into the trash"),
        ))
        .await
    }
}
