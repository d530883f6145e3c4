//! What follows a bad answer, and what the budget makes of it.

use std::time::Duration;

use futures::future::{FutureExt, join, join_all, poll_immediate};

use super::*;
use crate::error::ErrorKind;
use crate::lane::Lane;
use crate::ports::{ClientEvent, Clock, TransportErrorKind};
use crate::scripted::{json as answer, refusal, scene, scene_with, with_headers};

const PAGE: &str = "<!DOCTYPE html><title>Welcome</title>";

#[tokio::test]
async fn a_passing_failure_of_a_read_passes_unseen() {
    let failures = [
        refusal(500, "internal_server_error"),
        answer(502, PAGE),
        Line::Fails(TransportErrorKind::Timeout),
        Line::BreaksOff,
        answer(200, ""),
    ];
    let scene = scene(failures.into_iter().chain([me()]));
    assert_eq!(scene.client.me().await.unwrap().value.id, id());
    assert_eq!(scene.client.requests_sent(), 6);
    let waits: Vec<u64> = scene
        .script
        .times()
        .windows(2)
        .map(|pair| (pair[1] - pair[0]).as_secs())
        .collect();
    assert_eq!(waits, [1, 2, 4, 8, 16], "the wait doubles");
}

#[tokio::test]
async fn six_attempts_are_enough() {
    let scene = scene((0..9).map(|_| refusal(503, "service_unavailable")));
    let error = scene.client.page(id()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Server);
    assert_eq!(error.code.as_deref(), Some("service_unavailable"));
    assert_eq!(error.attempted, format!("read page {ID}"));
    assert!(!error.outcome_unclear, "a read changes nothing");
    assert_eq!(scene.script.requests().len(), 6);
}

#[tokio::test]
async fn whoever_waits_may_ask_for_fewer_attempts() {
    let scene = scene((0..9).map(|_| Line::Fails(TransportErrorKind::Connect)));
    let error = scene.client.with_max_retries(1).me().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.is_retryable());
    assert_eq!(scene.script.requests().len(), 2);
}

#[tokio::test]
async fn a_refusal_is_not_repeated() {
    let table = [
        (400, "validation_error", ErrorKind::Validation),
        (401, "unauthorized", ErrorKind::Authentication),
        (403, "restricted_resource", ErrorKind::Permission),
        (404, "object_not_found", ErrorKind::NotFound),
        (409, "row_limit_exceeded", ErrorKind::Conflict),
    ];
    for (status, code, kind) in table {
        let scene = scene([refusal(status, code), me()]);
        let error = scene.client.me().await.unwrap_err();
        assert_eq!(error.kind(), kind);
        assert!(!error.is_retryable(), "{code}");
        assert_eq!(scene.script.requests().len(), 1, "{code}");
    }
}

#[tokio::test]
async fn a_write_whose_answer_was_lost_is_left_to_the_caller() {
    let lost = [
        refusal(503, "service_unavailable"),
        answer(502, PAGE),
        Line::Fails(TransportErrorKind::Timeout),
        Line::Fails(TransportErrorKind::Interrupted),
        Line::BreaksOff,
        answer(200, "{\"object\":"),
        ok(&json!({"object": "surprise"})),
    ];
    for line in lost {
        let scene = scene([line, ok(&block())]);
        let error = scene
            .client
            .update_block(id(), &json!({}))
            .await
            .unwrap_err();
        assert!(error.outcome_unclear, "{error}");
        assert_eq!(scene.script.requests().len(), 1, "{error}");
    }
}

#[tokio::test]
async fn a_write_that_never_left_is_repeated() {
    let failures = [
        Line::Fails(TransportErrorKind::Connect),
        with_headers(429, &[("retry-after", "3")], ""),
    ];
    let scene = scene(failures.into_iter().chain([ok(&block())]));
    scene.client.update_block(id(), &json!({})).await.unwrap();
    assert_eq!(scene.script.requests().len(), 3);
}

#[tokio::test]
async fn a_collision_is_read_first_by_whoever_writes() {
    let scene = scene([refusal(409, "conflict_error")]);
    let error = scene.client.delete_block(id()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert!(error.is_retryable());
    assert_eq!(scene.script.requests().len(), 1);
}

#[tokio::test]
async fn a_deletion_refused_after_a_lost_answer_may_have_happened() {
    let lines = [
        Line::Fails(TransportErrorKind::Timeout),
        refusal(404, "object_not_found"),
    ];
    let scene = scene(lines);
    let error = scene.client.delete_block(id()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert!(error.outcome_unclear);
}

#[tokio::test]
async fn a_rate_limit_holds_every_lane_until_it_is_over() {
    let limited = json!({"object": "error", "code": "rate_limited", "message": "slow",
        "additional_data": {"rate_limit_reason": "public_api_space_request_rate_limit"}});
    let scene = scene([
        with_headers(429, &[("retry-after", "17")], &limited.to_string()),
        me(),
        me(),
        me(),
    ]);
    let (first, others) = join(scene.client.me(), async {
        scene.clock.sleep(Duration::from_secs(2)).await;
        let (bulk, person) = (
            scene.client.on_lane(Lane::Bulk),
            scene.client.on_lane(Lane::Interactive),
        );
        join_all([bulk.me().boxed(), person.me().boxed()]).await
    })
    .await;
    assert!(first.is_ok() && others.iter().all(Result::is_ok));
    let times = scene.script.times();
    assert_eq!(times.len(), 4);
    // The answer took 100 ms.
    assert!(times[1] >= Duration::from_millis(17_100), "{times:?}");
    let held = scene
        .diary
        .events()
        .into_iter()
        .find_map(|event| match event {
            ClientEvent::Held { reason, .. } => Some(reason),
            _ => None,
        });
    assert_eq!(held.as_deref(), Some("public_api_space_request_rate_limit"));
}

#[tokio::test]
async fn a_block_by_notion_is_final() {
    let blocked = json!({"object": "error", "code": "rate_limited", "message": "no",
        "additional_data": {"rate_limit_reason": "public_api_request_blocked"}});
    let scene = scene([with_headers(
        429,
        &[("retry-after", "1")],
        &blocked.to_string(),
    )]);
    let error = scene.client.me().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Blocked);
    assert_eq!(scene.script.requests().len(), 1);
}

#[tokio::test]
async fn a_sign_in_page_is_named_for_what_it_is() {
    let scene = scene((0..9).map(|_| answer(200, PAGE)));
    let error = scene.client.me().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Malformed);
    assert!(error.foreign);
    assert!(error.message.contains("sign-in page"), "{error}");
    assert_eq!(scene.script.requests().len(), 3);
}

#[tokio::test]
async fn slow_answers_do_not_slow_the_pace() {
    let scene = scene_with((0..30).map(|_| me()), Duration::from_secs(20), |_| {});
    let calls = (0..30).map(|_| scene.client.me());
    assert!(join_all(calls).await.iter().all(Result::is_ok));
    let times = scene.script.times();
    assert!(
        times[29] - times[0] < Duration::from_millis(10_100),
        "{times:?}"
    );
}

#[tokio::test]
async fn a_caller_who_is_busy_elsewhere_holds_up_neither_himself_nor_others() {
    let scene = scene([me(), me()]);
    let mut started = Box::pin(scene.client.me());
    assert!(poll_immediate(&mut started).await.is_none());
    // From here on nobody asks how the first call is getting on.
    scene.client.me().await.unwrap();
    assert_eq!(scene.script.requests().len(), 2);
    started.await.unwrap();
}

#[tokio::test]
async fn a_dropped_call_makes_way_and_is_not_tried_again() {
    let scene = scene([
        Line::Fails(TransportErrorKind::Connect),
        me(),
        Line::Silence,
    ]);
    let bulk = scene.client.on_lane(Lane::Bulk);
    let mut dropped = Box::pin(bulk.me());
    while scene.script.requests().is_empty() {
        assert!(poll_immediate(&mut dropped).await.is_none());
        tokio::task::yield_now().await;
    }
    drop(dropped);
    scene.client.me().await.unwrap();
    scene.clock.sleep(Duration::from_secs(600)).await;
    assert_eq!(scene.script.requests().len(), 2);
}

#[tokio::test]
async fn every_step_is_told_to_the_watcher() {
    let scene = scene([
        with_headers(500, &[("x-notion-request-id", "abc")], ""),
        me(),
    ]);
    scene.client.on_lane(Lane::Sync).me().await.unwrap();
    let endpoint = "GET /v1/users/me";
    let sent = ClientEvent::Sent {
        endpoint,
        lane: Lane::Sync,
    };
    let answered = |status, request_id: Option<&str>| ClientEvent::Answered {
        endpoint,
        status,
        request_id: request_id.map(str::to_owned),
        duration: Duration::from_millis(100),
    };
    let events = scene.diary.events();
    assert_eq!(events[0], sent);
    assert_eq!(events[1], answered(500, Some("abc")));
    assert!(matches!(
        &events[2],
        ClientEvent::Retrying { attempt: 1, kind: ErrorKind::Server, request_id: Some(id), .. } if id == "abc"
    ));
    assert_eq!(events[3..], [sent, answered(200, None)]);
}
