//! Lists as streams.

use futures::stream::{Stream, StreamExt, TryStreamExt};

use super::*;
use crate::endpoint::query::Query;
use crate::endpoint::search::SearchRequest;
use crate::error::ErrorKind;
use crate::scripted::{refusal, scene};

fn page(next: Option<&str>) -> Line {
    ok(
        &json!({"object": "list", "results": [block()], "next_cursor": next, "has_more": next.is_some()}),
    )
}

#[tokio::test]
async fn a_stream_follows_the_cursors_to_the_end() {
    let scene = scene([page(Some("a")), page(Some("b")), page(None)]);
    let pages: Vec<_> = scene
        .client
        .block_children_stream(id())
        .try_collect()
        .await
        .unwrap();
    assert_eq!(
        pages
            .iter()
            .map(|page| page.value.results.len())
            .sum::<usize>(),
        3
    );
    let cursors: Vec<_> = scene
        .script
        .requests()
        .iter()
        .map(|(_, request)| request.uri().query().unwrap_or_default().to_owned())
        .collect();
    let first = "page_size=100";
    assert_eq!(
        cursors,
        [
            first,
            "page_size=100&start_cursor=a",
            "page_size=100&start_cursor=b"
        ]
    );
}

#[tokio::test]
async fn a_stream_ends_after_its_first_error() {
    let scene = scene([page(Some("a")), refusal(404, "object_not_found")]);
    let pages: Vec<_> = scene.client.block_children_stream(id()).collect().await;
    assert_eq!(pages.len(), 2);
    assert_eq!(pages[1].as_ref().unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn a_cursor_that_leads_back_to_itself_ends_the_stream() {
    let scene = scene([page(Some("a")), page(Some("a")), page(None)]);
    let pages: Vec<_> = scene.client.block_children_stream(id()).collect().await;
    assert_eq!(pages.len(), 2);
    assert_eq!(pages[1].as_ref().unwrap_err().kind(), ErrorKind::Malformed);
}

#[tokio::test]
async fn a_cursor_that_is_no_longer_accepted_is_recognised() {
    let stale = json!({"object": "error", "code": "validation_error",
        "message": "body failed validation: body.start_cursor is invalid."});
    let scene = scene([crate::scripted::json(400, &stale.to_string())]);
    let error = scene.client.users(Some("old")).await.unwrap_err();
    assert!(error.is_stale_cursor());
}

#[test]
fn streams_can_move_between_threads() {
    fn is_send(_: &(impl Stream + Send)) {}
    let scene = scene([]);
    is_send(&scene.client.users_stream());
    is_send(&scene.client.comments_stream(id()));
    is_send(&scene.client.search_stream(SearchRequest::default()));
    is_send(&scene.client.query_stream(id(), Query::default()));
    is_send(&scene.client.page_property_stream(id(), "title".to_owned()));
}
