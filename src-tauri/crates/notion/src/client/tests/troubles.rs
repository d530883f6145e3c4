//! Whatever goes wrong, the error says what a face and Notion's support need.

use std::time::Duration;

use super::*;
use crate::error::ErrorKind;
use crate::ports::TransportErrorKind;
use crate::scripted::{Line, scene, with_headers};

const PAGE: &str = "<!DOCTYPE html><title>Oops</title>";
const NAMED: &[(&str, &str)] = &[("x-notion-request-id", "r")];
const HTML: &[(&str, &str)] = &[("content-type", "text/html")];
const EDGE: &[(&str, &str)] = &[("content-type", "text/html"), ("cf-ray", "8f-FRA")];

/// How a trouble has to look when it is over. `attempts` counts requests with a patience of one retry.
struct Seen {
    kind: ErrorKind,
    status: Option<u16>,
    code: Option<&'static str>,
    request_id: Option<&'static str>,
    foreign: bool,
    attempts: usize,
}

fn seen(kind: ErrorKind, status: impl Into<Option<u16>>, attempts: usize) -> Seen {
    Seen {
        kind,
        status: status.into(),
        code: None,
        request_id: None,
        foreign: false,
        attempts,
    }
}

/// One of Notion's own refusals and how it has to look: its id is in the body only, as it is in every one of them.
fn refused(
    status: u16,
    code: &'static str,
    kind: ErrorKind,
    attempts: usize,
) -> (Line, Line, Seen) {
    let body = json!({"object": "error", "status": status, "code": code, "message": "m", "request_id": "r"});
    let line = || with_headers(status, &[], &body.to_string());
    let looks = Seen {
        code: Some(code),
        request_id: Some("r"),
        ..seen(kind, status, attempts)
    };
    (line(), line(), looks)
}

fn answered(
    status: u16,
    headers: &'static [(&str, &str)],
    body: &str,
    looks: Seen,
) -> (Line, Line, Seen) {
    let line = || with_headers(status, headers, body);
    (line(), line(), looks)
}

#[tokio::test]
async fn each_trouble_is_told_apart_with_status_code_and_request_id() {
    use ErrorKind::{
        Authentication, Conflict, Malformed, NotFound, Permission, RateLimited, Server, Transport,
        Validation,
    };
    let named = |looks: Seen| Seen {
        request_id: Some("r"),
        ..looks
    };
    let foreign = |looks: Seen| Seen {
        foreign: true,
        ..looks
    };
    let table = [
        // A wrong or revoked token, a missing capability, and a page that is not shared, are three things.
        refused(401, "unauthorized", Authentication, 1),
        refused(403, "restricted_resource", Permission, 1),
        refused(404, "object_not_found", NotFound, 1),
        refused(400, "validation_error", Validation, 1),
        refused(409, "conflict_error", Conflict, 2),
        refused(429, "rate_limited", RateLimited, 2),
        refused(500, "internal_server_error", Server, 2),
        refused(503, "service_unavailable", Server, 2),
        refused(504, "gateway_timeout", Server, 2),
        refused(529, "service_overload", RateLimited, 2),
        refused(418, "something_new", Validation, 1),
        answered(502, EDGE, PAGE, seen(Server, 502, 2)),
        answered(502, HTML, PAGE, foreign(seen(Server, 502, 2))),
        answered(401, HTML, PAGE, foreign(seen(Malformed, 401, 1))),
        answered(403, HTML, PAGE, foreign(seen(Malformed, 403, 1))),
        answered(404, HTML, PAGE, foreign(seen(Malformed, 404, 1))),
        answered(407, HTML, PAGE, foreign(seen(Transport, 407, 1))),
        answered(429, EDGE, PAGE, seen(RateLimited, 429, 2)),
        answered(200, HTML, PAGE, foreign(seen(Malformed, 200, 2))),
        answered(200, NAMED, "", named(seen(Malformed, 200, 2))),
        answered(
            200,
            NAMED,
            "{\"object\":\"us",
            named(seen(Malformed, 200, 2)),
        ),
        answered(200, NAMED, "[]", named(seen(Malformed, 200, 2))),
        answered(200, NAMED, "null", named(seen(Malformed, 200, 2))),
        answered(
            200,
            NAMED,
            "{\"object\":\"user\"}",
            named(seen(Malformed, 200, 1)),
        ),
        (
            Line::BreaksOff,
            Line::BreaksOff,
            Seen {
                request_id: Some("broken-off"),
                ..seen(Transport, 200, 2)
            },
        ),
        (
            Line::Fails(TransportErrorKind::Timeout),
            Line::Fails(TransportErrorKind::Timeout),
            seen(Transport, None, 2),
        ),
        (
            Line::Fails(TransportErrorKind::Connect),
            Line::Fails(TransportErrorKind::Connect),
            seen(Transport, None, 2),
        ),
    ];
    for (number, (first, second, looks)) in table.into_iter().enumerate() {
        let scene = scene([first, second]);
        let error = scene.client.with_max_retries(1).me().await.unwrap_err();
        let row = format!("row {number}: {error}");
        assert_eq!(error.kind(), looks.kind, "{row}");
        assert_eq!(error.status, looks.status, "{row}");
        assert_eq!(error.code.as_deref(), looks.code, "{row}");
        assert_eq!(error.request_id.as_deref(), looks.request_id, "{row}");
        assert_eq!(error.foreign, looks.foreign, "{row}");
        assert_eq!(scene.script.requests().len(), looks.attempts, "{row}");
        assert_eq!(error.attempted, "check the token", "{row}");
    }
}

#[tokio::test]
async fn the_right_body_under_a_wrong_content_type_is_read() {
    for content_type in [
        "text/plain",
        "text/html; charset=utf-8",
        "",
        "application/octet-stream",
    ] {
        let scene = scene([with_headers(
            200,
            &[("content-type", content_type)],
            &bot().to_string(),
        )]);
        assert_eq!(scene.client.me().await.unwrap().value.id, id());
    }
}

#[tokio::test]
async fn retry_after_is_waited_out_in_every_form_it_takes() {
    // (header, Date header, the least and the most seconds between the two requests; an answer takes 0.1 s)
    let table = [
        ("0", "", 0.5, 1.7),
        ("", "", 0.5, 1.7),
        ("soon", "", 0.5, 1.7),
        ("-5", "", 0.5, 1.7),
        ("1", "", 1.1, 1.2),
        ("60", "", 60.1, 60.2),
        ("600", "", 600.1, 600.2),
        ("Fri, 20 Nov 2026 10:00:10 GMT", "", 9.9, 10.2),
        (
            "Fri, 20 Nov 2026 10:00:10 GMT",
            "Fri, 20 Nov 2026 10:00:00 GMT",
            10.1,
            10.2,
        ),
        ("Fri, 20 Nov 2026 09:00:00 GMT", "", 0.5, 1.7),
    ];
    for status in [429, 529] {
        for (retry_after, date, least, most) in table {
            let headers = [("retry-after", retry_after), ("date", date)];
            let scene = scene([with_headers(status, &headers, ""), me()]);
            scene.client.me().await.unwrap();
            let times = scene.script.times();
            let waited = times[1].saturating_sub(times[0]);
            let expected = Duration::from_secs_f64(least)..=Duration::from_secs_f64(most);
            assert!(
                expected.contains(&waited),
                "{status} {retry_after:?}: waited {waited:?}"
            );
        }
    }
}

#[tokio::test]
async fn an_answer_that_is_cut_off_leaves_nothing_of_a_page_in_the_error() {
    let scene = scene([with_headers(
        200,
        &[],
        "{\"object\":\"user\",\"name\":\"a private",
    )]);
    let error = scene.client.with_max_retries(0).me().await.unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("private"), "{shown}");
    assert!(shown.contains("ends after 34 bytes"), "{shown}");
}
