//! The table of endpoints (Notion API reference, version 2026-03-11).

use http::Method;

use super::{
    Endpoint, Handler, async_tasks, block_write, blocks, comments, data_sources, databases, emojis,
    file_uploads, markdown, page_write, pages, properties, query, search, users,
};
use crate::connection::Capability::{
    self, InsertComments, InsertContent, ReadComments, ReadContent, ReadUsers, UpdateContent,
};

const fn endpoint(
    method: Method,
    path: &'static str,
    needs: Option<Capability>,
    keys: &'static [&'static str],
    handler: Handler,
) -> Endpoint {
    Endpoint {
        method,
        path,
        needs,
        keys,
        handler,
    }
}

/// All endpoints that take a bearer token.
#[rustfmt::skip]
pub(crate) static ENDPOINTS: &[Endpoint] = &[
    endpoint(Method::GET, "/v1/users/me", None, &[], users::me),
    endpoint(Method::GET, "/v1/users", Some(ReadUsers), &[], users::list),
    endpoint(Method::GET, "/v1/users/{user_id}", Some(ReadUsers), &[], users::retrieve),
    endpoint(Method::POST, "/v1/search", Some(ReadContent), &["query", "filter", "sort", "page_size", "start_cursor"], search::search),

    endpoint(Method::POST, "/v1/pages", Some(InsertContent), page_write::CREATE_KEYS, page_write::create),
    endpoint(Method::GET, "/v1/pages/{page_id}", Some(ReadContent), &[], pages::retrieve),
    endpoint(Method::PATCH, "/v1/pages/{page_id}", Some(UpdateContent), page_write::UPDATE_KEYS, page_write::update),
    endpoint(Method::POST, "/v1/pages/{page_id}/move", Some(UpdateContent), &["parent"], page_write::relocate),
    endpoint(Method::GET, "/v1/pages/{page_id}/properties/{property_id}", Some(ReadContent), &[], properties::retrieve),
    endpoint(Method::GET, "/v1/pages/{page_id}/markdown", Some(ReadContent), &[], markdown::retrieve),
    endpoint(Method::PATCH, "/v1/pages/{page_id}/markdown", Some(UpdateContent), markdown::UPDATE_KEYS, markdown::update),

    endpoint(Method::GET, "/v1/blocks/{block_id}", Some(ReadContent), &[], blocks::retrieve),
    endpoint(Method::GET, "/v1/blocks/{block_id}/children", Some(ReadContent), &[], blocks::children),
    endpoint(Method::PATCH, "/v1/blocks/{block_id}/children", Some(InsertContent), &["children", "position", "after"], block_write::append),
    endpoint(Method::PATCH, "/v1/blocks/{block_id}", Some(UpdateContent), block_write::UPDATE_KEYS, block_write::update),
    endpoint(Method::DELETE, "/v1/blocks/{block_id}", Some(UpdateContent), &[], block_write::delete),

    endpoint(Method::POST, "/v1/databases", Some(InsertContent), databases::CREATE_KEYS, databases::create),
    endpoint(Method::GET, "/v1/databases/{database_id}", Some(ReadContent), &[], databases::retrieve),
    endpoint(Method::PATCH, "/v1/databases/{database_id}", Some(UpdateContent), databases::UPDATE_KEYS, databases::update),
    endpoint(Method::POST, "/v1/data_sources", Some(InsertContent), &["parent", "properties", "title", "description", "icon"], data_sources::create),
    endpoint(Method::GET, "/v1/data_sources/{data_source_id}", Some(ReadContent), &[], data_sources::retrieve),
    endpoint(Method::PATCH, "/v1/data_sources/{data_source_id}", Some(UpdateContent), data_sources::UPDATE_KEYS, data_sources::update),
    endpoint(Method::POST, "/v1/data_sources/{data_source_id}/query", Some(ReadContent), query::KEYS, query::query),
    endpoint(Method::GET, "/v1/data_sources/{data_source_id}/templates", Some(ReadContent), &[], data_sources::templates),

    endpoint(Method::GET, "/v1/comments", Some(ReadComments), &[], comments::list),
    endpoint(Method::POST, "/v1/comments", Some(InsertComments), &["parent", "discussion_id", "rich_text", "markdown", "attachments", "display_name"], comments::create),
    endpoint(Method::GET, "/v1/comments/{comment_id}", Some(ReadComments), &[], comments::retrieve),
    endpoint(Method::PATCH, "/v1/comments/{comment_id}", Some(InsertComments), &["rich_text", "markdown"], comments::update),
    endpoint(Method::DELETE, "/v1/comments/{comment_id}", Some(InsertComments), &[], comments::delete),

    endpoint(Method::POST, "/v1/file_uploads", Some(InsertContent), &["mode", "filename", "content_type", "number_of_parts", "external_url"], file_uploads::create),
    endpoint(Method::GET, "/v1/file_uploads", Some(ReadContent), &[], file_uploads::list),
    endpoint(Method::GET, "/v1/file_uploads/{file_upload_id}", Some(ReadContent), &[], file_uploads::retrieve),
    endpoint(Method::POST, "/v1/file_uploads/{file_upload_id}/send", Some(InsertContent), &[], file_uploads::send),
    endpoint(Method::POST, "/v1/file_uploads/{file_upload_id}/complete", Some(InsertContent), &[], file_uploads::complete),
    endpoint(Method::GET, "/v1/async_tasks/{task_id}", Some(ReadContent), &[], async_tasks::retrieve),
    endpoint(Method::GET, "/v1/custom_emojis", Some(ReadContent), &[], emojis::list),
];

/// Matches a path against a pattern and gives the values of its variable segments.
pub(crate) fn matches(pattern: &'static str, path: &str) -> Option<Vec<(&'static str, String)>> {
    let mut parameters = Vec::new();
    let (mut expected, mut given) = (pattern.split('/'), path.split('/'));
    loop {
        match (expected.next(), given.next()) {
            (None, None) => return Some(parameters),
            (Some(name), Some(value)) => match name
                .strip_prefix('{')
                .and_then(|name| name.strip_suffix('}'))
            {
                Some(name) if !value.is_empty() => parameters.push((name, value.to_owned())),
                None if name == value => {}
                _ => return None,
            },
            _ => return None,
        }
    }
}

/// The endpoint for a method and path, with the values of its variable segments.
pub(crate) fn find(
    method: &Method,
    path: &str,
) -> Option<(&'static Endpoint, Vec<(&'static str, String)>)> {
    ENDPOINTS
        .iter()
        .filter(|endpoint| endpoint.method == *method)
        .find_map(|endpoint| matches(endpoint.path, path).map(|parameters| (endpoint, parameters)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    #[test]
    fn fixed_segments_win_over_variable_ones_and_parameters_are_named() {
        assert_eq!(
            find(&Method::GET, "/v1/users/me").unwrap().0.path,
            "/v1/users/me"
        );
        let (endpoint, parameters) = find(&Method::GET, "/v1/pages/abc/properties/x%3A").unwrap();
        assert_eq!(
            endpoint.name(),
            "GET /v1/pages/{page_id}/properties/{property_id}"
        );
        assert_eq!(
            parameters,
            [
                ("page_id", "abc".to_owned()),
                ("property_id", "x%3A".to_owned())
            ]
        );
        assert!(find(&Method::GET, "/v1/invalid").is_none());
        assert!(find(&Method::GET, "/v1/pages/").is_none());
    }
}
