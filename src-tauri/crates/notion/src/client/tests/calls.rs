//! What goes out, and what comes back from a good answer.

use bytes::Bytes;
use http::Request;
use keepsake_text::NotionId;
use time::macros::datetime;

use super::*;
use crate::endpoint::block::InsertPosition;
use crate::endpoint::comment::{CommentPlace, NewComment};
use crate::endpoint::file_upload::{NewFileUpload, UploadPart};
use crate::endpoint::page::{MarkdownChange, MoveTarget};
use crate::endpoint::query::Query;
use crate::endpoint::search::SearchRequest;
use crate::note::NoteKind;
use crate::scripted::{TOKEN, scene, scene_with, with_headers};

/// The one request that `call` sends, whatever becomes of it.
async fn sent<T>(call: impl AsyncFnOnce(crate::Client) -> T) -> Request<Bytes> {
    let scene = scene([crate::scripted::refusal(400, "validation_error")]);
    call(scene.client).await;
    let mut requests = scene.script.requests();
    assert_eq!(requests.len(), 1);
    requests.remove(0).1
}

/// Makes sure that a call is this request.
macro_rules! assert_sent {
    ($method:literal $path:literal $(, $body:expr)? ; $client:ident => $call:expr) => {{
        let request = sent(async |$client: crate::Client| $call.await).await;
        assert_eq!(request.method(), $method, "{}", $path);
        let path = request.uri().path_and_query().unwrap().as_str();
        assert_eq!(path, $path.replace("{id}", ID));
        #[allow(unused_mut, unused_assignments, reason = "a body is optional")]
        let mut expected: Option<Value> = None;
        $(expected = Some(Value::clone(&$body));)?
        let body = serde_json::from_slice::<Value>(request.body()).ok();
        assert_eq!(body, expected, "{}", $path);
    }};
}

#[tokio::test]
async fn each_reading_call_is_the_documented_request() {
    assert_sent!("GET" "/v1/users/me"; client => client.me());
    assert_sent!("GET" "/v1/users/{id}"; client => client.user(id()));
    assert_sent!("GET" "/v1/users?page_size=100&start_cursor=c"; client => client.users(Some("c")));
    assert_sent!("POST" "/v1/search", json!({"page_size": 100});
        client => client.search(&SearchRequest::default(), None));
    assert_sent!("GET" "/v1/pages/{id}"; client => client.page(id()));
    assert_sent!("GET" "/v1/pages/{id}/properties/Y%3Ecd?page_size=100";
        client => client.page_property(id(), "Y%3Ecd", None));
    assert_sent!("GET" "/v1/pages/{id}/markdown?include_transcript=true";
        client => client.page_markdown(id()));
    assert_sent!("GET" "/v1/blocks/{id}"; client => client.block(id()));
    assert_sent!("GET" "/v1/blocks/{id}/children?page_size=100";
        client => client.block_children(id(), None));
    assert_sent!("GET" "/v1/databases/{id}"; client => client.database(id()));
    assert_sent!("GET" "/v1/data_sources/{id}"; client => client.data_source(id()));
    let query = Query {
        filter: Some(json!({"property": "Done", "checkbox": {"equals": true}})),
        sorts: vec![json!({"timestamp": "created_time", "direction": "ascending"})],
    };
    assert_sent!("POST" "/v1/data_sources/{id}/query",
        json!({"filter": query.filter, "sorts": query.sorts, "page_size": 100, "start_cursor": "c"});
        client => client.query_data_source(id(), &query, Some("c")));
    assert_sent!("GET" "/v1/comments?block_id=393abc1e-edcd-81f5-ae94-ec2d55fe98ed&page_size=100";
        client => client.comments(id(), None));
    assert_sent!("GET" "/v1/file_uploads/{id}"; client => client.file_upload(id()));
}

#[tokio::test]
async fn each_writing_call_is_the_documented_request() {
    let body = json!({"properties": {}});
    assert_sent!("POST" "/v1/pages", body; client => client.create_page(&body));
    assert_sent!("PATCH" "/v1/pages/{id}", body; client => client.update_page(id(), &body));
    assert_sent!("POST" "/v1/pages/{id}/move", json!({"parent": {"page_id": ID}});
        client => client.move_page(id(), MoveTarget::Page(id())));
    assert_sent!("POST" "/v1/pages/{id}/move", json!({"parent": {"data_source_id": ID}});
        client => client.move_page(id(), MoveTarget::DataSource(id())));
    let replace = MarkdownChange::Replace {
        replacements: vec![("Draft".to_owned(), "Final".to_owned())],
        allow_deleting_content: false,
    };
    assert_sent!("PATCH" "/v1/pages/{id}/markdown", json!({"type": "update_content", "update_content":
            {"content_updates": [{"old_str": "Draft", "new_str": "Final"}], "allow_deleting_content": false}});
        client => client.update_markdown(id(), &replace));
    let append = MarkdownChange::Append("text".to_owned());
    assert_sent!("PATCH" "/v1/pages/{id}/markdown", json!({"type": "insert_content",
            "insert_content": {"content": "text", "position": {"type": "end"}}});
        client => client.update_markdown(id(), &append));
    let all = MarkdownChange::ReplaceAll {
        markdown: "# New".to_owned(),
        allow_deleting_content: true,
    };
    assert_sent!("PATCH" "/v1/pages/{id}/markdown", json!({"type": "replace_content",
            "replace_content": {"new_str": "# New", "allow_deleting_content": true}});
        client => client.update_markdown(id(), &all));
    let children = [json!({"divider": {}})];
    for (position, expected) in [
        (InsertPosition::Start, json!({"type": "start"})),
        (InsertPosition::End, json!({"type": "end"})),
        (
            InsertPosition::After(id()),
            json!({"type": "after_block", "after_block": {"id": ID}}),
        ),
    ] {
        assert_sent!("PATCH" "/v1/blocks/{id}/children", json!({"children": children, "position": expected});
            client => client.append_children(id(), &children, position));
    }
    assert_sent!("PATCH" "/v1/blocks/{id}", body; client => client.update_block(id(), &body));
    assert_sent!("DELETE" "/v1/blocks/{id}"; client => client.delete_block(id()));
    assert_sent!("POST" "/v1/databases", body; client => client.create_database(&body));
    assert_sent!("PATCH" "/v1/databases/{id}", body; client => client.update_database(id(), &body));
    assert_sent!("POST" "/v1/data_sources", body; client => client.create_data_source(&body));
    assert_sent!("PATCH" "/v1/data_sources/{id}", body; client => client.update_data_source(id(), &body));
    let comment = |place: fn(NotionId) -> CommentPlace| NewComment {
        place: place(id()),
        rich_text: json!([{"text": {"content": "hi"}}]),
    };
    let text = comment(CommentPlace::Page).rich_text;
    assert_sent!("POST" "/v1/comments", json!({"parent": {"page_id": ID}, "rich_text": text});
        client => client.create_comment(&comment(CommentPlace::Page)));
    assert_sent!("POST" "/v1/comments", json!({"parent": {"block_id": ID}, "rich_text": text});
        client => client.create_comment(&comment(CommentPlace::Block)));
    assert_sent!("POST" "/v1/comments", json!({"discussion_id": ID, "rich_text": text});
        client => client.create_comment(&comment(CommentPlace::Discussion)));
}

#[tokio::test]
async fn an_upload_is_announced_sent_and_completed() {
    let upload = NewFileUpload {
        filename: "a.png".to_owned(),
        content_type: "image/png".to_owned(),
        parts: 2,
    };
    assert_sent!("POST" "/v1/file_uploads", json!({"mode": "multi_part", "number_of_parts": 2,
            "filename": "a.png", "content_type": "image/png"});
        client => client.create_file_upload(&upload));
    assert_sent!("POST" "/v1/file_uploads/{id}/complete", json!({});
        client => client.complete_file_upload(id()));
    let part = UploadPart {
        filename: "a.png".to_owned(),
        content_type: "image/png".to_owned(),
        number: Some(1),
        bytes: Bytes::from_static(b"PNG"),
    };
    let request =
        sent(async |client: crate::Client| client.send_file_upload(id(), &part).await).await;
    assert_eq!(request.uri().path(), format!("/v1/file_uploads/{ID}/send"));
    let content_type = request.headers()["content-type"].to_str().unwrap();
    let boundary = content_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    assert!(String::from_utf8_lossy(request.body()).starts_with(&format!("--{boundary}\r\n")));
}

#[tokio::test]
async fn every_request_says_who_asks_in_which_version_and_goes_to_the_configured_origin() {
    let request = sent(async |client: crate::Client| client.me().await).await;
    assert_eq!(
        request.headers()["authorization"],
        format!("Bearer {TOKEN}")
    );
    assert_eq!(request.headers()["notion-version"], "2026-03-11");
    assert_eq!(request.uri().authority().unwrap(), "notion.test");
    assert!(!request.headers().contains_key("content-type"));
    let body = json!({});
    let request = sent(async |client: crate::Client| client.create_page(&body).await).await;
    assert_eq!(request.headers()["content-type"], "application/json");
}

#[tokio::test]
async fn the_page_size_is_what_was_configured_within_notions_limits() {
    for (asked, sent) in [(0, 1), (20, 20), (5_000, 100)] {
        let empty = json!({"object": "list", "results": []});
        let scene = scene_with([ok(&empty)], Default::default(), |settings| {
            settings.page_size = asked;
        });
        scene.client.users(None).await.unwrap();
        let requests = scene.script.requests();
        let expected = format!("page_size={sent}");
        assert_eq!(requests[0].1.uri().query(), Some(expected.as_str()));
    }
}

#[tokio::test]
async fn a_reply_carries_the_json_the_request_id_and_the_time_of_the_server() {
    let headers = [
        ("x-notion-request-id", "abc"),
        ("date", "Sat, 04 Jul 2026 09:08:14 GMT"),
    ];
    let body = bot().to_string();
    let scene = scene([with_headers(200, &headers, &body)]);
    let reply = scene.client.me().await.unwrap();
    assert_eq!(reply.value.id, id());
    assert_eq!(reply.raw.get(), body);
    assert_eq!(reply.request_id.as_deref(), Some("abc"));
    assert_eq!(reply.server_time, Some(datetime!(2026-07-04 09:08:14 UTC)));
    assert_eq!(reply.notes, []);
}

#[tokio::test]
async fn half_a_surrogate_pair_costs_a_note_and_not_the_page() {
    let body = format!(r#"{{"object":"page_markdown","id":"{ID}","markdown":"cut \ud83d here"}}"#);
    let scene = scene([with_headers(200, &[], &body)]);
    let reply = scene.client.page_markdown(id()).await.unwrap();
    assert_eq!(reply.value.markdown, "cut \u{fffd} here");
    assert_eq!(reply.notes[0].kind, NoteKind::TextMended);
    assert!(serde_json::from_str::<Value>(reply.raw.get()).is_ok());
}
