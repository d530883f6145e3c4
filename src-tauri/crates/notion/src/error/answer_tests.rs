#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]
use http::HeaderValue;
use serde_json::json;
use time::macros::datetime;

use super::*;

const PAGE: &str = "<!doctype html><html><head><TITLE lang=en> Hotel “Sunny” Wi-Fi </TITLE></head>";

fn refused(status: u16, headers: &[(&'static str, &'static str)], body: &str) -> Error {
    refusal(
        StatusCode::from_u16(status).unwrap(),
        &header_map(headers),
        body.as_bytes(),
        "read page x",
        datetime!(2026-11-20 10:00 UTC),
    )
}

fn header_map(headers: &[(&'static str, &'static str)]) -> HeaderMap {
    headers
        .iter()
        .map(|(name, value)| {
            (
                http::HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        })
        .collect()
}

fn body(code: &str) -> String {
    json!({"object": "error", "status": 400, "code": code, "message": "m", "request_id": "r"})
        .to_string()
}

#[test]
fn every_documented_code_has_its_kind() {
    use ErrorKind::{
        Authentication, Conflict, NotFound, Permission, RateLimited, Server, Validation,
    };
    let table = [
        (400, "invalid_json", Validation),
        (400, "invalid_request_url", Validation),
        (400, "invalid_request", Validation),
        (400, "invalid_beta", Validation),
        (400, "validation_error", Validation),
        (400, "missing_version", Validation),
        (400, "invalid_grant", Authentication),
        (401, "unauthorized", Authentication),
        (401, "invalid_client", Authentication),
        (403, "restricted_resource", Permission),
        (403, "test_env_error", Permission),
        (404, "object_not_found", NotFound),
        (406, "something_new", Validation),
        (409, "conflict_error", Conflict),
        (409, "row_limit_exceeded", Conflict),
        (413, "validation_error", Validation),
        (429, "rate_limited", RateLimited),
        (500, "internal_server_error", Server),
        (502, "bad_gateway", Server),
        (503, "service_unavailable", Server),
        (503, "database_connection_unavailable", Server),
        (504, "gateway_timeout", Server),
        (529, "service_overload", RateLimited),
        (599, "something_new", Server),
    ];
    for (status, code, kind) in table {
        let error = refused(status, &[], &body(code));
        assert_eq!(error.kind(), kind, "{status} {code}");
        assert_eq!(error.code.as_deref(), Some(code));
        assert_eq!(error.status, Some(status));
        assert_eq!(error.message, "m");
        assert_eq!(error.request_id.as_deref(), Some("r"));
        assert!(!error.foreign, "{status} {code} is Notion's own");
    }
}

#[test]
fn both_body_styles_of_oauth_are_read() {
    let docs = refused(
        401,
        &[],
        r#"{"error":"invalid_client","error_description":"Unknown client.","request_id":"r"}"#,
    );
    assert_eq!(docs.kind(), ErrorKind::Authentication);
    assert_eq!(docs.code.as_deref(), Some("invalid_client"));
    assert_eq!(docs.message, "Unknown client.");
    let bare = refused(400, &[], r#"{"error":"invalid_grant"}"#);
    assert_eq!(bare.kind(), ErrorKind::Authentication);
    assert_eq!(bare.message, "invalid_grant");
}

#[test]
fn an_answer_that_is_not_notions_never_says_not_found_or_no_permission() {
    let somebody = r#"{"code":"not_found","message":"no route"}"#;
    for status in [400, 401, 403, 404, 405] {
        for body in [PAGE, "", "gone", somebody, "[]", "{\"object\":"] {
            let error = refused(status, &[], body);
            assert_eq!(error.kind(), ErrorKind::Malformed, "{status} {body:?}");
            assert!(error.foreign, "{status} {body:?}");
            assert!(!error.is_retryable(), "{status} {body:?}");
        }
    }
}

#[test]
fn what_stands_in_between_is_recognised() {
    // (status, body, kind, foreign, words the message has)
    let table = [
        (407, "", ErrorKind::Transport, true, "proxy"),
        (511, PAGE, ErrorKind::Transport, true, "proxy"),
        (502, PAGE, ErrorKind::Server, true, "Sunny"),
        (502, "", ErrorKind::Server, false, "nothing further"),
        (
            503,
            "upstream down",
            ErrorKind::Server,
            false,
            "upstream down",
        ),
        (429, PAGE, ErrorKind::RateLimited, false, "too many"),
        (413, PAGE, ErrorKind::Validation, false, "too large"),
        (404, PAGE, ErrorKind::Malformed, true, "Hotel “Sunny” Wi-Fi"),
        (302, "", ErrorKind::Malformed, true, "login.example"),
    ];
    for (status, body, kind, foreign, words) in table {
        let error = refused(
            status,
            &[("location", "https://login.example/?secret=1")],
            body,
        );
        assert_eq!(error.kind(), kind, "{status}");
        assert_eq!(error.foreign, foreign, "{status}");
        assert!(error.message.contains(words), "{status}: {}", error.message);
        assert!(!error.message.contains("secret"), "{status}");
    }
}

#[test]
fn notions_edge_is_not_taken_for_a_proxy() {
    let error = refused(403, &[("x-notion-request-id", "r")], PAGE);
    assert!(!error.foreign);
    assert_eq!(error.request_id.as_deref(), Some("r"));
    let error = refused(502, &[("cf-ray", "8f00-FRA")], PAGE);
    assert!(!error.foreign);
    assert_eq!(error.kind(), ErrorKind::Server);
}

#[test]
fn a_web_page_with_a_good_status_is_no_answer() {
    let html = header_map(&[("content-type", "text/html; charset=utf-8")]);
    let plain = HeaderMap::new();
    let table = [
        (&html, PAGE, true, "web page"),
        (&plain, PAGE, true, "Sunny"),
        (&html, "hello", true, "web page"),
        (&plain, "", false, "empty"),
        (&plain, r#"{"object":"pa"#, false, "incomplete"),
        (&html, r#"{"object":"pa"#, false, "incomplete"),
    ];
    for (headers, body, foreign, words) in table {
        let error = not_json(StatusCode::OK, headers, body.as_bytes(), "read page x");
        assert_eq!(error.kind(), ErrorKind::Malformed, "{body:?}");
        assert_eq!(error.foreign, foreign, "{body:?}");
        assert!(error.is_retryable(), "{body:?}");
        assert!(error.message.contains(words), "{body:?}: {}", error.message);
    }
}

#[test]
fn the_wait_is_read_from_the_header_before_the_body() {
    let body = json!({"object": "error", "code": "rate_limited", "message": "m",
        "additional_data": {"rate_limit_reason": "public_api_request_rate_limit", "retry_after": "17"}})
    .to_string();
    let seconds = |headers: &[_]| {
        refused(429, headers, &body)
            .retry_after
            .map(|wait| wait.as_secs())
    };
    assert_eq!(seconds(&[("retry-after", "5")]), Some(5));
    assert_eq!(seconds(&[("retry-after", "soon")]), Some(17));
    assert_eq!(seconds(&[]), Some(17));
}

#[test]
fn a_creation_that_was_saved_all_the_same_is_named() {
    let id = "393abc1e-edcd-81f5-ae94-ec2d55fe98ed";
    let body = json!({"object": "error", "code": "service_unavailable", "message": "m",
        "additional_data": {"retry_guidance": ["read again"], "committed_resource_id": id,
            "committed_child_ids": [id, "odd", 5]}});
    let error = refused(503, &[], &body.to_string());
    assert_eq!(error.committed_resource().unwrap().to_string(), id);
    assert_eq!(error.committed_children().len(), 1);
    assert_eq!(refused(503, &[], "").committed_resource(), None);
}

#[test]
fn an_error_reads_as_a_sentence_with_all_that_support_asks_for() {
    let error = refused(
        404,
        &[("x-notion-request-id", "abc")],
        &body("object_not_found"),
    );
    assert_eq!(
        error.to_string(),
        "could not read page x: m (status 404, object_not_found, request abc)"
    );
}

#[test]
fn a_half_surrogate_in_an_error_does_not_hide_it() {
    let error = refused(
        404,
        &[],
        r#"{"object":"error","code":"object_not_found","message":"a \ud83d b"}"#,
    );
    assert_eq!(error.kind(), ErrorKind::NotFound);
}
