//! Search, which is how everything visible is found.

use futures::stream::Stream;
use serde_json::{Map, Value, json};

use crate::call::Call;
use crate::client::Client;
use crate::error::Error;
use crate::list::{self, List};
use crate::model::object::Object;
use crate::reply::Reply;

/// What to search for. The default finds everything, in no promised order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchRequest {
    /// Words in the title.
    pub query: Option<String>,
    /// Only objects of this kind.
    pub filter_object: Option<SearchObject>,
    /// Whether to find what is in the trash instead of what is not.
    pub in_trash: Option<bool>,
    /// Most recently edited first.
    pub sort_descending_last_edited: bool,
}

/// The kinds of objects search can be narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchObject {
    /// Pages, rows included.
    Page,
    /// Data sources.
    DataSource,
}

impl SearchRequest {
    fn body(&self, page_size: u32, cursor: Option<&str>) -> Value {
        let mut filter = Map::new();
        if let Some(object) = self.filter_object {
            filter.insert("property".to_owned(), "object".into());
            let value = match object {
                SearchObject::Page => "page",
                SearchObject::DataSource => "data_source",
            };
            filter.insert("value".to_owned(), value.into());
        }
        if let Some(in_trash) = self.in_trash {
            filter.insert("in_trash".to_owned(), in_trash.into());
        }
        let mut body = Map::new();
        if let Some(query) = &self.query {
            body.insert("query".to_owned(), query.as_str().into());
        }
        if !filter.is_empty() {
            body.insert("filter".to_owned(), filter.into());
        }
        if self.sort_descending_last_edited {
            let sort = json!({"timestamp": "last_edited_time", "direction": "descending"});
            body.insert("sort".to_owned(), sort);
        }
        list_body(body, page_size, cursor)
    }
}

/// A body with the parameters of a `POST` list. An absent cursor is left out, as Notion demands.
pub(crate) fn list_body(
    mut body: Map<String, Value>,
    page_size: u32,
    cursor: Option<&str>,
) -> Value {
    body.insert("page_size".to_owned(), page_size.into());
    if let Some(cursor) = cursor {
        body.insert("start_cursor".to_owned(), cursor.into());
    }
    body.into()
}

impl Client {
    /// Finds pages and data sources. Not exhaustive: the index lags and omits (Notion API reference: Search optimizations
    /// and limitations).
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn search(
        &self,
        request: &SearchRequest,
        cursor: Option<&str>,
    ) -> Result<Reply<List<Object>>, Error> {
        let call = Call::read("POST /v1/search", "/v1/search".to_owned(), "search");
        self.list(call.json(&request.body(self.page_size(), cursor))?)
            .await
    }

    /// All pages of [`Client::search`].
    pub fn search_stream(
        &self,
        request: SearchRequest,
    ) -> impl Stream<Item = Result<Reply<List<Object>>, Error>> {
        let client = self.clone();
        list::pages(move |cursor| {
            let (client, request) = (client.clone(), request.clone());
            async move { client.search(&request, cursor.as_deref()).await }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_sends_only_what_was_asked_for() {
        let table = [
            (SearchRequest::default(), None, json!({"page_size": 100})),
            (
                SearchRequest {
                    query: Some("road".to_owned()),
                    filter_object: Some(SearchObject::DataSource),
                    in_trash: Some(true),
                    sort_descending_last_edited: true,
                },
                Some("c"),
                json!({
                    "query": "road",
                    "filter": {"property": "object", "value": "data_source", "in_trash": true},
                    "sort": {"timestamp": "last_edited_time", "direction": "descending"},
                    "page_size": 100,
                    "start_cursor": "c",
                }),
            ),
            (
                SearchRequest {
                    in_trash: Some(true),
                    ..SearchRequest::default()
                },
                None,
                json!({"filter": {"in_trash": true}, "page_size": 100}),
            ),
        ];
        for (request, cursor, expected) in table {
            assert_eq!(request.body(100, cursor), expected, "{request:?}");
        }
    }
}
