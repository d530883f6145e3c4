#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]
use http::{HeaderMap, HeaderValue, StatusCode};
use proptest::prelude::*;
use time::macros::datetime;

use super::*;
use crate::error::answer;
use crate::ports::{TransportError, TransportErrorKind};

const PATIENCE: Patience = Patience {
    max_retries: 5,
    base: Duration::from_secs(1),
};

/// A number whose jitter is close to one.
const MIDDLE: u64 = 1 << 63;

/// An error of Notion's with this status and code.
fn notion(status: u16, code: &str) -> Error {
    answered(
        status,
        &format!(r#"{{"object":"error","status":{status},"code":"{code}","message":"no"}}"#),
    )
}

fn answered(status: u16, body: &str) -> Error {
    answer::refusal(
        StatusCode::from_u16(status).unwrap(),
        &HeaderMap::new(),
        body.as_bytes(),
        "do something",
        datetime!(2026-11-20 10:00 UTC),
    )
}

fn with_retry_after(status: u16, seconds: &'static str) -> Error {
    let mut headers = HeaderMap::new();
    headers.insert("retry-after", HeaderValue::from_static(seconds));
    answer::refusal(
        StatusCode::from_u16(status).unwrap(),
        &headers,
        b"",
        "do something",
        datetime!(2026-11-20 10:00 UTC),
    )
}

fn good_status(body: &str) -> Error {
    answer::not_json(
        StatusCode::OK,
        &HeaderMap::new(),
        body.as_bytes(),
        "do something",
    )
}

fn transport(kind: TransportErrorKind) -> Error {
    Error::from_transport(&TransportError::new(kind, "x"), "do something")
}

/// What is decided, with the length of the wait left out.
#[derive(Debug, PartialEq)]
enum Decided {
    Again,
    Never,
    ReadFirst,
}

fn decided(error: &Error, effect: Effect, attempt: u32) -> Decided {
    match decide(error, effect, attempt, PATIENCE, MIDDLE) {
        Retry::After(_) => Decided::Again,
        Retry::Never => Decided::Never,
        Retry::Reconcile => Decided::ReadFirst,
    }
}

#[test]
fn each_failure_is_repeated_only_where_that_is_right() {
    use Decided::{Again, Never, ReadFirst};
    use TransportErrorKind::{Connect, Interrupted, Timeout, Unusable};
    let blocked = r#"{"object":"error","code":"rate_limited","message":"x",
        "additional_data":{"rate_limit_reason":"public_api_request_blocked"}}"#;
    let slow = r#"{"object":"error","code":"validation_error",
        "message":"Page rendering exceeded the response time budget. Retry with backoff."}"#;
    let page = "<!DOCTYPE html><title>Sign in</title>";
    // (failure, read, delete, write)
    let table = [
        ("429", notion(429, "rate_limited"), Again, Again, Again),
        ("429 without a body", answered(429, ""), Again, Again, Again),
        ("529", notion(529, "service_overload"), Again, Again, Again),
        ("429 for good", answered(429, blocked), Never, Never, Never),
        (
            "500",
            notion(500, "internal_server_error"),
            Again,
            Again,
            ReadFirst,
        ),
        ("502", notion(502, "bad_gateway"), Again, Again, ReadFirst),
        (
            "502 as a web page",
            answered(502, page),
            Again,
            Again,
            ReadFirst,
        ),
        (
            "503",
            notion(503, "service_unavailable"),
            Again,
            Again,
            ReadFirst,
        ),
        (
            "503 of the database",
            notion(503, "database_connection_unavailable"),
            Again,
            Again,
            ReadFirst,
        ),
        (
            "504",
            notion(504, "gateway_timeout"),
            Again,
            Again,
            ReadFirst,
        ),
        ("no connection", transport(Connect), Again, Again, Again),
        ("time-out", transport(Timeout), Again, Again, ReadFirst),
        (
            "broken connection",
            transport(Interrupted),
            Again,
            Again,
            ReadFirst,
        ),
        (
            "request that cannot be sent",
            transport(Unusable),
            Never,
            Never,
            Never,
        ),
        (
            "409 conflict",
            notion(409, "conflict_error"),
            Again,
            ReadFirst,
            ReadFirst,
        ),
        (
            "409 row limit",
            notion(409, "row_limit_exceeded"),
            Never,
            Never,
            Never,
        ),
        ("400", notion(400, "validation_error"), Never, Never, Never),
        (
            "400 that asks for it",
            answered(400, slow),
            Again,
            Again,
            Again,
        ),
        ("401", notion(401, "unauthorized"), Never, Never, Never),
        (
            "403",
            notion(403, "restricted_resource"),
            Never,
            Never,
            Never,
        ),
        ("404", notion(404, "object_not_found"), Never, Never, Never),
        (
            "404 as a web page",
            answered(404, page),
            Never,
            Never,
            Never,
        ),
        (
            "200 cut off",
            good_status(r#"{"object":"#),
            Again,
            Again,
            ReadFirst,
        ),
        ("200 empty", good_status(""), Again, Again, ReadFirst),
        (
            "200 as a web page",
            good_status(page),
            Again,
            Again,
            ReadFirst,
        ),
        ("redirect", answered(302, ""), Again, Again, Never),
        ("407", answered(407, page), Never, Never, Never),
    ];
    for (name, error, read, delete, write) in table {
        assert_eq!(decided(&error, Effect::Read, 1), read, "{name}, read");
        assert_eq!(decided(&error, Effect::Delete, 1), delete, "{name}, delete");
        assert_eq!(decided(&error, Effect::Write, 1), write, "{name}, write");
    }
}

#[test]
fn there_are_as_many_retries_as_patience_allows() {
    let error = notion(500, "internal_server_error");
    for attempt in 1..=5 {
        assert_eq!(decided(&error, Effect::Read, attempt), Decided::Again);
    }
    assert_eq!(decided(&error, Effect::Read, 6), Decided::Never);
}

#[test]
fn a_sign_in_page_is_asked_for_less_often() {
    let error = good_status("<html>");
    assert_eq!(decided(&error, Effect::Read, 2), Decided::Again);
    assert_eq!(decided(&error, Effect::Read, 3), Decided::Never);
}

#[test]
fn a_write_that_may_have_happened_is_read_first_even_when_patience_is_over() {
    let error = notion(503, "service_unavailable");
    assert_eq!(decided(&error, Effect::Write, 9), Decided::ReadFirst);
}

#[test]
fn notions_advice_decides_the_wait() {
    let table = [
        (with_retry_after(429, "17"), 17),
        (with_retry_after(429, "600"), 600),
        (with_retry_after(429, "999999"), 3_600),
        (with_retry_after(529, "5"), 5),
        (with_retry_after(503, "9"), 9),
        (with_retry_after(503, "600"), 60),
    ];
    for (error, seconds) in table {
        assert_eq!(
            decide(&error, Effect::Read, 1, PATIENCE, MIDDLE),
            Retry::After(Duration::from_secs(seconds)),
            "{error}"
        );
    }
}

#[test]
fn without_readable_advice_the_wait_doubles_up_to_a_minute() {
    for advice in ["", "soon", "-1", "0"] {
        let error = with_retry_after(429, advice);
        let waits: Vec<u64> = (1..=9)
            .map(|attempt| wait(&error, attempt, PATIENCE, MIDDLE).as_millis() as u64)
            .map(|milliseconds| (milliseconds + 500) / 1_000)
            .collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60, 60], "{advice:?}");
    }
}

proptest! {
    #[test]
    fn jitter_stays_between_half_and_one_and_a_half_times_the_nominal_wait(attempt in 1_u32..40, random: u64) {
        let error = notion(500, "internal_server_error");
        let wait = wait(&error, attempt, PATIENCE, random);
        let nominal = Duration::from_secs(1 << (attempt - 1).min(6)).min(LONGEST_BACKOFF);
        prop_assert!(wait >= nominal / 2, "{wait:?} for {nominal:?}");
        prop_assert!(wait <= (nominal * 3 / 2).min(LONGEST_BACKOFF), "{wait:?} for {nominal:?}");
    }
}
