//! Who asks too often, and what is too much at a time.

use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::ConnectInfo;
use keepsake_broker::{Limits, Rate};
use serde_json::json;

use crate::scene::{Begun, Scene, posted};

const RATE: Rate = Rate {
    per_minute: 60,
    burst: 3,
};

async fn ask(scene: &Scene, from: &str) -> (u16, String) {
    let mut request = posted("/refresh", &json!({}));
    let from: SocketAddr = format!("{from}:1").parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(from));
    scene.send(request).await.refusal()
}

#[tokio::test]
async fn an_address_that_asks_too_often_is_told_when_to_come_again() {
    let scene = Scene::with(Limits {
        per_address: RATE,
        ..Limits::default()
    });
    let bad = (400, "bad_request".to_owned());
    let too_often = (429, "too_often".to_owned());
    for _ in 0..3 {
        assert_eq!(ask(&scene, "192.0.2.1").await, bad);
    }
    assert_eq!(ask(&scene, "192.0.2.1").await, too_often);
    assert_eq!(
        ask(&scene, "192.0.2.2").await,
        bad,
        "others are not held up"
    );
    let mut request = posted("/pickup", &json!({}));
    request.headers_mut().insert(
        "x-forwarded-for",
        http::HeaderValue::from_static("203.0.113.9"),
    );
    let from: SocketAddr = "192.0.2.1:1".parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(from));
    let told = scene.send(request).await;
    assert_eq!(told.refusal(), too_often, "a header makes nobody another");
    assert_eq!(told.headers["retry-after"], "1");
    scene.clock.advance(Duration::from_secs(1));
    assert_eq!(ask(&scene, "192.0.2.1").await, bad);
}

#[tokio::test]
async fn everybody_together_is_limited_and_a_browser_is_told_in_words() {
    let scene = Scene::with(Limits {
        overall: RATE,
        ..Limits::default()
    });
    for last in 1..=3 {
        let told = ask(&scene, &format!("192.0.2.{last}")).await;
        assert_eq!(told.0, 400);
    }
    assert_eq!(ask(&scene, "192.0.2.4").await.0, 429);
    let page = scene.browse(&Begun::new(1), "allow").await;
    assert_eq!((page.status, page.link()), (429, None));
    assert!(page.text.contains("Too many sign-ins"));
    assert_eq!(
        scene.get("/health").await.status,
        200,
        "watching is not limited"
    );
}

#[tokio::test]
async fn beyond_what_may_be_under_way_nothing_is_asked_and_no_pickup_lost() {
    let scene = Scene::with(Limits {
        in_flight: 0,
        ..Limits::default()
    });
    let begun = Begun::new(1);
    let pickup = scene.pickup_of(&begun).await;
    let busy = (429, "broker_busy".to_owned());
    for _ in 0..2 {
        let told = scene.pick_up(&pickup, &begun.verifier).await;
        assert_eq!(told.refusal(), busy, "and not that it was used");
    }
    let body = json!({"refresh_token": "nrt_1"});
    assert_eq!(scene.post("/refresh", &body).await.refusal(), busy);
    assert_eq!(scene.sent(), 0);
}

#[tokio::test]
async fn more_used_pickups_than_can_be_remembered_are_not_given_out() {
    let scene = Scene::with(Limits {
        pickups: 1,
        ..Limits::default()
    });
    let (first, second) = (Begun::new(1), Begun::new(2));
    let pickups = [
        scene.pickup_of(&first).await,
        scene.pickup_of(&second).await,
    ];
    assert_eq!(
        scene.pick_up(&pickups[0], &first.verifier).await.status,
        200
    );
    let told = scene.pick_up(&pickups[1], &second.verifier).await;
    assert_eq!(told.refusal(), (429, "broker_busy".to_owned()));
    let again = scene.pick_up(&pickups[0], &first.verifier).await;
    assert_eq!(again.refusal(), (409, "pickup_used".to_owned()));
}
