//! Data sources: schemas. Their rows are in [`super::query`].

use keepsake_text::NotionId;
use serde_json::Value;

use crate::call::Call;
use crate::client::Client;
use crate::error::Error;
use crate::model::data_source::DataSource;
use crate::reply::Reply;

impl Client {
    /// A data source and its schema.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn data_source(&self, id: NotionId) -> Result<Reply<DataSource>, Error> {
        self.single(Call::read(
            "GET /v1/data_sources/{id}",
            format!("/v1/data_sources/{id}"),
            format!("read data source {id}"),
        ))
        .await
    }

    /// Adds a data source to a database. `body` has Notion's shape: `parent.database_id`, `properties`, `title`.
    ///
    /// # Errors
    /// As for every call. When the outcome is unclear, [`Error::committed_resource`] may name what was made.
    pub async fn create_data_source(&self, body: &Value) -> Result<Reply<DataSource>, Error> {
        let path = "/v1/data_sources".to_owned();
        let call = Call::write("POST /v1/data_sources", path, "create a data source");
        self.single(call.json(body)?).await
    }

    /// Changes a data source: `title`, `icon`, `in_trash`, and `properties` by name or id (null removes one).
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn update_data_source(
        &self,
        id: NotionId,
        changes: &Value,
    ) -> Result<Reply<DataSource>, Error> {
        let call = Call::write(
            "PATCH /v1/data_sources/{id}",
            format!("/v1/data_sources/{id}"),
            format!("change data source {id}"),
        );
        self.single(call.json(changes)?).await
    }
}
