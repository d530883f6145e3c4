//! What the API refuses, and how it says so.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

mod support;

use axum::body::Body;
use http::{Method, Request, StatusCode};
use keepsake_simulator::{Options, Quirks, Simulator, SimulatorClock};
use serde_json::{Value, json};
use support::{Api, id};

#[tokio::test]
async fn tokens_versions_and_paths_are_checked_and_every_answer_names_its_request() {
    let mut api = Api::new("flat");
    let reply = api.call(Method::GET, "/v1/users/me", Value::Null).await;
    assert_eq!(
        reply.headers["x-notion-request-id"].to_str().unwrap(),
        reply.body["request_id"]
    );
    assert_eq!(reply.headers["date"], "Mon, 01 Jun 2026 09:00:00 GMT");
    let unknown = api.call(Method::GET, "/v1/invalid", Value::Null).await;
    assert_eq!(
        (unknown.status, &unknown.body["code"]),
        (StatusCode::BAD_REQUEST, &json!("invalid_request_url"))
    );
    api.version = "2022-06-28";
    assert_eq!(
        api.call(Method::GET, "/v1/users/me", Value::Null)
            .await
            .body["code"],
        "validation_error"
    );
    let bare = Request::builder()
        .uri("/v1/users/me")
        .header("authorization", format!("Bearer {}", api.token));
    assert_eq!(
        api.send(bare.body(Body::empty()).unwrap())
            .await
            .unwrap()
            .body["code"],
        "missing_version"
    );
    for token in [
        "ntn_wrong",
        "ntn_simulator_flat_0004",
        "ntn_simulator_flat_0005",
    ] {
        api.token = token.to_owned();
        let reply = api.call(Method::GET, "/v1/users/me", Value::Null).await;
        assert_eq!(
            (reply.status, &reply.body["message"]),
            (StatusCode::UNAUTHORIZED, &json!("API token is invalid.")),
            "{token}"
        );
    }
}

#[tokio::test]
async fn what_is_not_shared_looks_exactly_like_what_does_not_exist() {
    let api = Api::new("hostile");
    let truth = api.simulator.truth();
    let hidden: Vec<_> = truth
        .objects
        .iter()
        .filter(|object| !object.visible)
        .collect();
    assert!(hidden.len() >= 2);
    for object in hidden {
        let reply = api
            .call(
                Method::GET,
                &format!("/v1/pages/{}", object.id),
                Value::Null,
            )
            .await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
        let message = reply.body["message"].as_str().unwrap();
        assert!(message.starts_with(&format!(
            "Could not find page with ID: {}. Make sure the relevant pages",
            object.id
        )));
        assert!(reply.body["additional_data"]["integration_id"].is_string());
    }
    let other = Api {
        token: "ntn_simulator_hostile_0006".to_owned(),
        ..Api::new("hostile")
    };
    assert_eq!(
        other.search().await.len(),
        0,
        "a connection nothing was shared with"
    );
}

#[tokio::test]
async fn a_read_only_connection_cannot_write() {
    let mut api = Api::new("flat");
    let root = api.simulator.first_page().unwrap();
    api.token = "ntn_simulator_flat_0003".to_owned();
    let reply = api
        .call(
            Method::PATCH,
            &format!("/v1/pages/{root}"),
            json!({"icon": null}),
        )
        .await;
    assert_eq!(
        (reply.status, &reply.body["code"]),
        (StatusCode::FORBIDDEN, &json!("restricted_resource"))
    );
    api.markdown(&root.to_string()).await;
}

#[tokio::test]
async fn bodies_over_the_limits_or_with_unknown_keys_are_validation_errors() {
    let api = Api::new("flat");
    let root = api.simulator.first_page().unwrap().to_string();
    let path = format!("/v1/blocks/{root}/children");
    let run = |content: String| json!([{"text": {"content": content}}]);
    let paragraph = |text: Value| json!({"paragraph": {"rich_text": text}});
    let nested = |inner: Value| json!({"toggle": {"rich_text": [], "children": [inner]}});
    let cases = [
        json!({"children": [paragraph(run("x".repeat(2_001)))]}),
        json!({"children": vec![paragraph(json!([])); 101]}),
        json!({"children": [paragraph(Value::Array(vec![run("x".into())[0].clone(); 101]))]}),
        json!({"children": [nested(nested(nested(paragraph(json!([])))))]}),
        json!({"children": [{"paragraph": {"rich_text": []}, "surprise": 1}]}),
        json!({"children": [{"hologram": {}}]}),
        json!({"children": [{"table": {"table_width": 2, "children": [{"table_row": {"cells": [[]]}}]}}]}),
        json!({"children": [{"column_list": {"children": []}}]}),
        json!({"children": [{"heading_1": {"rich_text": [], "children": [paragraph(json!([]))]}}]}),
        json!({"children": [paragraph(json!([{"text": {"content": "x", "link": {"url": "y".repeat(2_001)}}}]))]}),
        json!({"children": [{"equation": {"expression": "x".repeat(1_001)}}]}),
        json!({"children": [], "unknown": true}),
    ];
    for body in cases {
        let reply = api.call(Method::PATCH, &path, body).await;
        assert_eq!(
            (reply.status, &reply.body["code"]),
            (StatusCode::BAD_REQUEST, &json!("validation_error")),
            "{}",
            reply.text
        );
    }
    api.patch(
        &path,
        json!({"children": [nested(nested(paragraph(json!([]))))]}),
    )
    .await;
    for size in [json!(0), json!(101), json!("ten")] {
        let reply = api
            .call(Method::POST, "/v1/search", json!({"page_size": size}))
            .await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    }
    let broken = api
        .request(Method::POST, "/v1/search")
        .body(Body::from("{"))
        .unwrap();
    assert_eq!(api.send(broken).await.unwrap().body["code"], "invalid_json");
    let reply = api
        .call(Method::GET, "/v1/pages/not-an-id", Value::Null)
        .await;
    assert_eq!(reply.body["code"], "validation_error");
    let reply = api
        .call(Method::POST, "/v1/search", json!({"start_cursor": "stale"}))
        .await;
    assert!(
        reply.body["message"]
            .as_str()
            .unwrap()
            .contains("start_cursor")
    );
}

#[tokio::test]
async fn the_limit_answers_429_with_the_seconds_left_and_the_meter_sees_who_does_not_wait() {
    let clock = SimulatorClock::manual();
    let options = Options {
        seed: 1,
        limit: Some(3),
        quirks: Quirks::none(),
        clock: clock.clone(),
    };
    let simulator = Simulator::new("flat", options).unwrap();
    let token = simulator.token();
    let api = Api {
        simulator,
        token,
        version: "2026-03-11",
    };
    for _ in 0..3 {
        api.get("/v1/users/me").await;
    }
    clock.advance(20_000);
    let reply = api.call(Method::GET, "/v1/users/me", Value::Null).await;
    assert_eq!(
        (reply.status, reply.headers["retry-after"].to_str().unwrap()),
        (StatusCode::TOO_MANY_REQUESTS, "40")
    );
    assert_eq!(
        reply.body["additional_data"],
        json!({"rate_limit_reason": "public_api_request_rate_limit", "retry_after": "40"})
    );
    api.call(Method::GET, "/v1/users/me", Value::Null).await;
    assert_eq!(api.simulator.meters().inside_retry_after, 1);
    clock.advance(40_000);
    api.get("/v1/users/me").await;
    assert_eq!(api.simulator.meters().inside_retry_after, 1);
}

#[tokio::test]
async fn revoked_sharing_hides_a_subtree_and_granting_shows_it_again() {
    let api = Api::new("deep");
    let page = api.page_called("Level 4").await;
    api.post("/simulator/edits", json!({"action": "revoke", "id": page}))
        .await;
    assert_eq!(api.search().await.len(), 3);
    assert_eq!(
        api.call(
            Method::GET,
            &format!("/v1/pages/{page}/markdown"),
            Value::Null
        )
        .await
        .status,
        StatusCode::NOT_FOUND
    );
    let above = api.markdown(&api.page_called("Level 3").await).await;
    assert!(
        above.contains(&page.replace('-', "")),
        "the page above still names it"
    );
    api.post("/simulator/edits", json!({"action": "grant", "id": page}))
        .await;
    assert_eq!(api.search().await.len(), 12);
}

#[tokio::test]
async fn file_addresses_need_their_signature_and_expire_after_an_hour() {
    let api = Api::new("sample");
    let page = api.page_called("Welcome").await;
    let root = api.get(&format!("/v1/pages/{page}")).await["parent"]["page_id"]
        .as_str()
        .unwrap()
        .to_owned();
    let cover = || async {
        api.get(&format!("/v1/pages/{root}")).await["cover"]["file"]["url"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let (first, second) = (cover().await, cover().await);
    assert_ne!(first, second);
    assert_eq!(first.split('?').next(), second.split('?').next());
    let path = first
        .strip_prefix("http://simulator.test")
        .unwrap()
        .to_owned();
    let picture = api.call(Method::GET, &path, Value::Null).await;
    assert_eq!(
        (
            picture.status,
            picture.headers["content-type"].to_str().unwrap()
        ),
        (StatusCode::OK, "image/png")
    );
    let part = api
        .request(Method::GET, &path)
        .header("range", "bytes=1-3")
        .body(Body::empty())
        .unwrap();
    let part = api.send(part).await.unwrap();
    assert_eq!(
        (part.status, part.text.as_str()),
        (StatusCode::PARTIAL_CONTENT, "PNG")
    );
    let unsigned = api
        .call(Method::GET, path.split('?').next().unwrap(), Value::Null)
        .await;
    assert_eq!(unsigned.status, StatusCode::FORBIDDEN);
    api.simulator.clock().advance(3_600_000);
    let expired = api.call(Method::GET, &path, Value::Null).await;
    assert!(
        expired.text.contains("Request has expired"),
        "{}",
        expired.text
    );
}

#[tokio::test]
async fn block_ids_name_the_trees_markdown_cuts_off() {
    let api = Api::new("hostile");
    let page = api.page_called("Cut off").await;
    let cut = api.get(&format!("/v1/pages/{page}/markdown")).await;
    assert_eq!(cut["truncated"], true);
    let parts = cut["unknown_block_ids"].as_array().unwrap();
    assert!(!parts.is_empty());
    let part = api
        .get(&format!(
            "/v1/pages/{}/markdown",
            parts[0].as_str().unwrap()
        ))
        .await;
    assert_eq!(part["truncated"], false);
    assert!(
        cut["markdown"]
            .as_str()
            .unwrap()
            .contains("<unknown url=\"https://app.notion.com/p/")
    );
    let row = api.page_called("Row 0").await;
    let value = api.get(&format!("/v1/pages/{row}")).await["properties"]["Related"].clone();
    assert_eq!(
        (
            value["relation"].as_array().unwrap().len(),
            &value["has_more"]
        ),
        (25, &json!(true))
    );
    let all = api
        .list(&format!("/v1/pages/{row}/properties/{}", id(&value)))
        .await;
    assert_eq!(all.len(), 129);
}
