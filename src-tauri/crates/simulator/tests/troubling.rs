//! Faults, quirks, determinism and the clock.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

mod support;

use std::collections::BTreeSet;

use axum::body::Body;
use http::{Method, StatusCode};
use keepsake_simulator::{Fault, FaultKind, Quirks, RetryAfter, SearchCap};
use serde_json::{Value, json};
use support::{Api, id};

#[tokio::test]
async fn every_fault_has_its_own_face() {
    use FaultKind::*;
    let api = Api::new("flat");
    let cases = [
        (RateLimited, 429, "rate_limited"),
        (Blocked, 429, "rate_limited"),
        (Overload, 529, "service_overload"),
        (RetryableValidation, 400, "validation_error"),
        (Conflict, 409, "conflict_error"),
        (InternalError, 500, "internal_server_error"),
        (Unavailable, 503, "service_unavailable"),
        (GatewayTimeout, 504, "gateway_timeout"),
        (Unauthorized, 401, "unauthorized"),
        (CapabilityMissing, 403, "restricted_resource"),
        (BlockLimit, 403, "restricted_resource"),
        (NotFound, 404, "object_not_found"),
    ];
    for (kind, status, code) in cases {
        api.simulator.add_fault(Fault::once(kind, "/v1/users/me"));
        let reply = api.call(Method::GET, "/v1/users/me", Value::Null).await;
        assert_eq!(
            (reply.status.as_u16(), reply.body["code"].as_str()),
            (status, Some(code)),
            "{kind:?}"
        );
        api.get("/v1/users/me").await;
    }
    for (kind, status) in [
        (BadGateway, 502),
        (ProxyPage, 200),
        (EmptyBody, 200),
        (TruncatedJson, 200),
    ] {
        api.simulator.add_fault(Fault::once(kind, ""));
        let reply = api.call(Method::GET, "/v1/users/me", Value::Null).await;
        assert_eq!(
            (reply.status.as_u16(), reply.body),
            (status, Value::Null),
            "{kind:?}"
        );
    }
    api.simulator.add_fault(Fault::once(WrongContentType, ""));
    let reply = api.call(Method::GET, "/v1/users/me", Value::Null).await;
    assert_eq!(
        (
            reply.headers["content-type"].to_str().unwrap(),
            &reply.body["type"]
        ),
        ("text/plain", &json!("bot"))
    );
    for kind in [DroppedBefore, DroppedAfter, Timeout] {
        api.simulator.add_fault(Fault::once(kind, ""));
        assert!(
            api.send(
                api.request(Method::GET, "/v1/users/me")
                    .body(Body::empty())
                    .unwrap()
            )
            .await
            .is_err(),
            "{kind:?}"
        );
    }
}

#[tokio::test]
async fn a_503_after_saving_has_saved_and_may_say_what() {
    let api = Api::new("flat");
    let root = api.simulator.first_page().unwrap().to_string();
    let page = json!({"parent": {"page_id": root}, "properties": {"title": [{"text": {"content": "Saved"}}]}, "children": [{"divider": {}}]});
    for (kind, named) in [
        (FaultKind::UnavailableAfterSaving, false),
        (FaultKind::UnavailableAfterCommit, true),
    ] {
        api.simulator.add_fault(Fault {
            writes_only: true,
            ..Fault::once(kind, "")
        });
        let before = api.search().await.len();
        let reply = api.call(Method::POST, "/v1/pages", page.clone()).await;
        assert_eq!(
            (reply.status.as_u16(), &reply.body["code"]),
            (503, &json!("service_unavailable"))
        );
        assert_eq!(api.search().await.len(), before + 1);
        assert_eq!(
            reply.body["additional_data"]["committed_resource_id"].is_string(),
            named
        );
        assert_eq!(
            reply.body["additional_data"]["committed_child_ids"].is_array(),
            named
        );
    }
}

#[tokio::test]
async fn retry_after_comes_in_every_form() {
    let api = Api::new("flat");
    let forms = [
        (RetryAfter::Seconds(0), Some("0")),
        (RetryAfter::Seconds(600), Some("600")),
        (RetryAfter::Absent, None),
        (RetryAfter::Garbage, Some("soon-ish")),
        (RetryAfter::Date(60), Some("Mon, 01 Jun 2026 09:01:00 GMT")),
    ];
    for (form, header) in forms {
        let reason = Some("public_api_space_request_rate_limit".to_owned());
        api.simulator.add_fault(Fault {
            retry_after: Some(form),
            reason,
            ..Fault::once(FaultKind::RateLimited, "")
        });
        let reply = api.call(Method::GET, "/v1/users/me", Value::Null).await;
        assert_eq!(
            reply
                .headers
                .get("retry-after")
                .map(|value| value.to_str().unwrap()),
            header
        );
        assert_eq!(
            reply.body["additional_data"]["rate_limit_reason"],
            "public_api_space_request_rate_limit"
        );
    }
}

#[tokio::test]
async fn one_seed_gives_one_workspace_and_another_seed_another() {
    for workspace in ["sample", "hostile", "nested", "big:50", "rows:50"] {
        let texts = |_| serde_json::to_string(&Api::new(workspace).simulator.truth()).unwrap();
        assert_eq!(texts(1), texts(2), "{workspace}");
    }
    let ids = |seed| {
        let options = keepsake_simulator::Options {
            seed,
            ..Default::default()
        };
        keepsake_simulator::Simulator::new("flat", options)
            .unwrap()
            .first_page()
    };
    assert_ne!(ids(1), ids(2));
    assert!(
        keepsake_simulator::Simulator::new("big:none", keepsake_simulator::Options::default())
            .is_err()
    );
}

#[tokio::test]
async fn lag_omission_short_pages_and_shifting_cursors_still_list_what_is_directly_shared() {
    let api = Api::with(
        "big:400",
        Quirks {
            search_omission: 0.05,
            ..Quirks::default()
        },
    );
    api.simulator.clock().advance(600_000);
    let found: BTreeSet<String> = api.search().await.iter().map(id).collect();
    assert!((360..400).contains(&found.len()), "{}", found.len());
    assert!(found.contains(&api.simulator.first_page().unwrap().to_string()));
    assert_eq!(
        api.simulator.minimum().omitted,
        400 - u64::try_from(found.len()).unwrap()
    );
    let page = found
        .iter()
        .find(|id| **id != api.simulator.first_page().unwrap().to_string())
        .unwrap()
        .clone();
    let edited = |api: &Api| {
        let page = page.clone();
        let path = format!("/v1/pages/{page}");
        let api = api.simulator.clone();
        async move {
            let token = api.token();
            let api = Api {
                simulator: api,
                token,
                version: "2026-03-11",
            };
            api.get(&path).await["last_edited_time"]
                .as_str()
                .unwrap()
                .to_owned()
        }
    };
    let before = edited(&api).await;
    api.post(
        "/simulator/edits",
        json!({"action": "set_title", "id": page, "text": "Now"}),
    )
    .await;
    assert_ne!(edited(&api).await, before);
    assert!(before.ends_with(":00.000Z"));
}

#[tokio::test]
async fn search_stops_at_its_cap_in_two_ways() {
    let quirks = Quirks {
        search_cap: Some(SearchCap::RequestStatus),
        search_cap_depth: 150,
        ..Quirks::none()
    };
    let api = Api::with("big:400", quirks.clone());
    assert_eq!(api.search().await.len(), 150);
    let second = api.post("/v1/search", json!({})).await;
    let last = api
        .post("/v1/search", json!({"start_cursor": second["next_cursor"]}))
        .await;
    assert_eq!(
        (&last["request_status"]["type"], &last["has_more"]),
        (&json!("incomplete"), &json!(false))
    );
    let minimum = api.simulator.minimum();
    assert_eq!((minimum.search, minimum.omitted), (2, 250));
    api.simulator.set_quirks(Quirks {
        search_cap: Some(SearchCap::InvalidCursor),
        ..quirks
    });
    let mut cursor = Value::Null;
    let refused = loop {
        let body = if cursor.is_null() {
            json!({})
        } else {
            json!({"start_cursor": cursor})
        };
        let reply = api.call(Method::POST, "/v1/search", body).await;
        if !reply.status.is_success() {
            break reply;
        }
        cursor = reply.body["next_cursor"].clone();
    };
    assert_eq!(refused.body["code"], "validation_error");
}

#[tokio::test]
async fn a_query_stops_at_its_depth_and_goes_on_from_the_last_creation_time() {
    let api = Api::with(
        "rows:250",
        Quirks {
            query_depth: 100,
            ..Quirks::calm()
        },
    );
    let source = id(&api
        .post(
            "/v1/search",
            json!({"filter": {"property": "object", "value": "data_source"}}),
        )
        .await["results"][0]);
    let path = format!("/v1/data_sources/{source}/query");
    let sorts = json!([{"timestamp": "created_time", "direction": "ascending"}]);
    let (mut rows, mut body) = (BTreeSet::new(), json!({"sorts": sorts}));
    loop {
        let page = api.post(&path, body.clone()).await;
        let results = page["results"].as_array().unwrap();
        rows.extend(results.iter().map(id));
        if page["has_more"] == true {
            body["start_cursor"] = page["next_cursor"].clone();
        } else if page["request_status"]["type"] == "incomplete" {
            let last = results.last().unwrap()["created_time"].clone();
            body = json!({"sorts": sorts, "filter": {"timestamp": "created_time", "created_time": {"on_or_after": last}}});
        } else {
            break;
        }
    }
    assert_eq!(rows.len(), 250);
    let meters = api.simulator.meters();
    assert_eq!(
        meters.per_endpoint["POST /v1/data_sources/{data_source_id}/query"],
        meters.minimum.queries
    );
}

#[tokio::test]
async fn the_simulators_own_endpoints_speak_json_and_refuse_what_they_do_not_know() {
    let api = Api::new("flat");
    assert_eq!(
        api.get("/simulator").await["tokens"][0]["token"],
        "ntn_simulator_flat_0001"
    );
    let before = api.get("/simulator/clock").await["milliseconds"]
        .as_i64()
        .unwrap();
    let after = api
        .post("/simulator/clock", json!({"advance_ms": 90_000}))
        .await["milliseconds"]
        .as_i64()
        .unwrap();
    assert_eq!(after - before, 90_000);
    assert_eq!(
        api.post("/simulator/quirks", json!({"search_lag_seconds": 5}))
            .await["search_lag_seconds"],
        5
    );
    let reply = api
        .call(Method::POST, "/simulator/quirks", json!({"nonsense": 5}))
        .await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    api.post(
        "/simulator/faults",
        json!([{"kind": "conflict", "times": 2}, {"kind": "timeout", "probability": 0.5}]),
    )
    .await;
    assert_eq!(
        api.get("/simulator/faults").await["active"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert_eq!(api.delete("/simulator/faults").await["active"], json!([]));
    api.delete("/simulator/meters").await;
    assert_eq!(api.get("/simulator/meters").await["requests"], 0);
    assert_eq!(
        api.call(Method::GET, "/simulator/nothing", Value::Null)
            .await
            .status,
        StatusCode::NOT_FOUND
    );
}
