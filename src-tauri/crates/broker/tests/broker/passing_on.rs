//! What the app hears of Notion's answers, and of none.

use keepsake_broker::Notice;
use keepsake_notion::ports::TransportErrorKind::{Connect, Interrupted, Proxy, Timeout};
use serde_json::json;

use crate::scene::{Begun, Next, Scene};

const GRANT: &str = "{\"access_token\":\"ntn_1\",\"refresh_token\":\"nrt_2\",\"hologram\":[1]}";
const ID: (&str, &str) = ("x-notion-request-id", "r-1");

#[tokio::test]
async fn notions_answers_pass_as_they_are_with_their_name() {
    let scene = Scene::new();
    let invalid = "{\"object\":\"error\",\"status\":400,\"code\":\"invalid_grant\",\"message\":\"Gone.\",\"request_id\":\"r-1\"}";
    let other_style =
        "{\"error\":\"invalid_grant\",\"error_description\":\"Gone.\",\"request_id\":\"r-1\"}";
    let limited = "{\"object\":\"error\",\"status\":429,\"code\":\"rate_limited\",\"message\":\"Slow down.\"}";
    let overloaded = "{\"object\":\"error\",\"status\":529,\"code\":\"service_overload\",\"message\":\"Later.\"}";
    for (status, text) in [
        (200, GRANT),
        (400, invalid),
        (400, other_style),
        (429, limited),
        (529, overloaded),
    ] {
        scene.next([Next::Says(status, &[ID, ("retry-after", "7")], text)]);
        let told = scene
            .post("/refresh", &json!({"refresh_token": "nrt_1"}))
            .await;
        assert_eq!((told.status, told.text.as_str()), (status, text));
        assert_eq!(told.headers["x-notion-request-id"], "r-1");
        assert_eq!(told.headers["retry-after"], "7");
    }
    assert_eq!(scene.sent(), 5, "nothing is tried again here");
}

#[tokio::test]
async fn what_may_have_been_done_is_told_as_unclear_and_what_was_not_as_not_done() {
    let scene = Scene::new();
    let page = "<!DOCTYPE html><title>Welcome to Hotel Wi-Fi</title>";
    let unclear = (502, "outcome_unclear");
    let unreached = (503, "notion_unreached");
    let own_trouble = "{\"object\":\"error\",\"status\":500,\"code\":\"internal_server_error\",\"message\":\"x\"}";
    for (next, (status, code)) in [
        (Next::Fails(Timeout), unclear),
        (Next::Fails(Interrupted), unclear),
        (Next::IsDoneAndLost, unclear),
        (Next::Says(500, &[ID], own_trouble), unclear),
        (Next::Says(502, &[], page), unclear),
        (
            Next::Says(503, &[ID], "{\"code\":\"service_unavailable\"}"),
            unclear,
        ),
        (Next::Says(200, &[], page), unclear),
        (Next::Says(200, &[], ""), unclear),
        (
            Next::Says(200, &[], "{\"access_token\":\"ntn_1\",\"refr"),
            unclear,
        ),
        (Next::Says(200, &[ID], "{\"access_token\":\"\"}"), unclear),
        (Next::Says(200, &[ID], "[]"), unclear),
        (Next::Fails(Connect), unreached),
        (Next::Fails(Proxy), unreached),
        (
            Next::Says(302, &[("location", "https://evil.example/")], ""),
            unreached,
        ),
        (Next::Says(403, &[], page), unreached),
        (Next::Says(407, &[], page), unreached),
        (
            Next::Says(401, &[], "{\"code\":\"sign_in_to_the_proxy\"}"),
            unreached,
        ),
    ] {
        scene.next([next]);
        let told = scene
            .post("/refresh", &json!({"refresh_token": "nrt_1"}))
            .await;
        assert_eq!(told.refusal(), (status, code.to_owned()), "{}", told.text);
        assert!(!told.text.contains("Wi-Fi") && !told.text.contains("ntn_1"));
    }
    scene.next([Next::Says(500, &[ID], own_trouble)]);
    let named = scene
        .post("/refresh", &json!({"refresh_token": "nrt_1"}))
        .await;
    assert_eq!(named.json()["request_id"], "r-1");
}

#[tokio::test]
async fn a_refusal_of_the_broker_itself_ends_no_connection_and_is_told_to_who_runs_it() {
    let scene = Scene::new();
    for code in ["invalid_client", "unauthorized_client"] {
        let text = match code {
            "invalid_client" => "{\"error\":\"invalid_client\",\"request_id\":\"r-1\"}",
            _ => "{\"object\":\"error\",\"code\":\"unauthorized_client\",\"request_id\":\"r-1\"}",
        };
        scene.next([Next::Says(401, &[], text)]);
        let told = scene
            .post("/refresh", &json!({"refresh_token": "nrt_1"}))
            .await;
        assert_eq!(told.refusal(), (503, "broker_refused".to_owned()));
        assert_eq!(told.json()["request_id"], "r-1");
        assert!(!told.text.contains(code));
        let expected = Notice::BrokerRefused {
            code: code.to_owned(),
            request_id: Some("r-1".to_owned()),
        };
        assert_eq!(scene.notices().pop(), Some(expected));
    }
}

#[tokio::test]
async fn an_exchange_that_certainly_did_not_happen_can_be_tried_again_and_no_other() {
    let scene = Scene::new();
    let limited =
        "{\"object\":\"error\",\"status\":429,\"code\":\"rate_limited\",\"message\":\"\"}";
    let begun = Begun::new(1);
    let pickup = scene.pickup_of(&begun).await;
    for (next, expected) in [
        (Next::Fails(Connect), 503),
        (Next::Says(429, &[], limited), 429),
        (Next::Says(401, &[], "{\"error\":\"invalid_client\"}"), 503),
    ] {
        scene.next([next]);
        let told = scene.pick_up(&pickup, &begun.verifier).await;
        assert_eq!(told.status, expected, "{}", told.text);
    }
    assert_eq!(scene.pick_up(&pickup, &begun.verifier).await.status, 200);

    let begun = Begun::new(2);
    let pickup = scene.pickup_of(&begun).await;
    scene.next([Next::IsDoneAndLost]);
    let lost = scene.pick_up(&pickup, &begun.verifier).await;
    assert_eq!(lost.refusal(), (502, "outcome_unclear".to_owned()));
    let again = scene.pick_up(&pickup, &begun.verifier).await;
    assert_eq!(again.refusal(), (409, "pickup_used".to_owned()));
}
