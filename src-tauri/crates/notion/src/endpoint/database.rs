//! Databases: containers of data sources.

use keepsake_text::NotionId;
use serde_json::Value;

use crate::call::Call;
use crate::client::Client;
use crate::error::Error;
use crate::model::database::Database;
use crate::reply::Reply;

impl Client {
    /// A database and the names of its data sources.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn database(&self, id: NotionId) -> Result<Reply<Database>, Error> {
        self.single(Call::read(
            "GET /v1/databases/{id}",
            format!("/v1/databases/{id}"),
            format!("read database {id}"),
        ))
        .await
    }

    /// Makes a database with its first data source. `body` has Notion's shape: `parent`, `title`, `initial_data_source`.
    ///
    /// # Errors
    /// As for every call. When the outcome is unclear, [`Error::committed_resource`] may name the database that was made.
    pub async fn create_database(&self, body: &Value) -> Result<Reply<Database>, Error> {
        let path = "/v1/databases".to_owned();
        let call = Call::write("POST /v1/databases", path, "create a database");
        self.single(call.json(body)?).await
    }

    /// Changes a container: `title`, `description`, `icon`, `cover`, `is_inline`, `in_trash`, `parent`.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn update_database(
        &self,
        id: NotionId,
        changes: &Value,
    ) -> Result<Reply<Database>, Error> {
        let call = Call::write(
            "PATCH /v1/databases/{id}",
            format!("/v1/databases/{id}"),
            format!("change database {id}"),
        );
        self.single(call.json(changes)?).await
    }
}
