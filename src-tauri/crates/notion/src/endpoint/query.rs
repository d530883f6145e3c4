//! Queries: the rows of a data source.

use futures::stream::Stream;
use keepsake_text::NotionId;
use serde_json::{Map, Value};

use super::search::list_body;
use crate::call::Call;
use crate::client::Client;
use crate::error::Error;
use crate::list::{self, List};
use crate::model::object::Object;
use crate::reply::Reply;

/// Which rows, and in which order (Notion API reference: Query a data source).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    /// A filter in Notion's shape.
    pub filter: Option<Value>,
    /// Sorts in Notion's shape; without one the order is not promised.
    pub sorts: Vec<Value>,
}

impl Query {
    fn body(&self, page_size: u32, cursor: Option<&str>) -> Value {
        let mut body = Map::new();
        if let Some(filter) = &self.filter {
            body.insert("filter".to_owned(), filter.clone());
        }
        if !self.sorts.is_empty() {
            body.insert("sorts".to_owned(), self.sorts.clone().into());
        }
        list_body(body, page_size, cursor)
    }
}

impl Client {
    /// Rows of a data source: pages, in wikis also data sources. After 10,000 rows the list ends with
    /// [`List::incomplete`].
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn query_data_source(
        &self,
        id: NotionId,
        query: &Query,
        cursor: Option<&str>,
    ) -> Result<Reply<List<Object>>, Error> {
        let call = Call::read(
            "POST /v1/data_sources/{id}/query",
            format!("/v1/data_sources/{id}/query"),
            format!("query data source {id}"),
        );
        self.list(call.json(&query.body(self.page_size(), cursor))?)
            .await
    }

    /// All pages of [`Client::query_data_source`].
    pub fn query_stream(
        &self,
        id: NotionId,
        query: Query,
    ) -> impl Stream<Item = Result<Reply<List<Object>>, Error>> {
        let client = self.clone();
        list::pages(move |cursor| {
            let (client, query) = (client.clone(), query.clone());
            async move {
                client
                    .query_data_source(id, &query, cursor.as_deref())
                    .await
            }
        })
    }
}
