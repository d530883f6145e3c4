//! What is refused, each as a sentence.

use axum::body::Body;
use http::{Method, Request};
use keepsake_broker::BODY_LIMIT;
use serde_json::{Value, json};

use crate::scene::{Begun, Scene, Told, posted};

const STRAY: &str = "a page that leads nowhere";

fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}

fn callback(query: &str) -> Request<Body> {
    get(&format!("/callback?{query}"))
}

fn pick_up(pickup: &str, verifier: &str) -> Request<Body> {
    posted("/pickup", &json!({"pickup": pickup, "verifier": verifier}))
}

fn with(mut request: Request<Body>, name: &'static str, value: &'static str) -> Request<Body> {
    let value = http::HeaderValue::from_static(value);
    request.headers_mut().insert(name, value);
    request
}

fn by(method: Method, path: &str) -> Request<Body> {
    let mut request = posted(path, &json!({}));
    *request.method_mut() = method;
    request
}

/// What is seen of an answer: a status, and a code or that a page leads nowhere.
fn seen(told: &Told) -> (u16, String) {
    if told.text.starts_with("<!DOCTYPE html>") {
        assert!(!told.text.contains("keepsake:") && !told.text.contains("<code>"));
        assert!(!told.text.contains("http-equiv=\"refresh\""));
        assert_eq!(told.link(), None);
        return (told.status, STRAY.to_owned());
    }
    told.refusal()
}

#[tokio::test]
async fn what_is_not_a_sign_in_of_ours_is_refused_before_notion_hears_of_it() {
    let scene = Scene::new();
    let Begun { state, verifier } = Begun::new(1);
    let (nonce, challenge) = state.split_once('.').unwrap();
    let pickup = scene.pickup_of(&Begun::new(1)).await;
    let (head, tail) = pickup.split_at(40);
    let flipped = if tail.starts_with('A') { "B" } else { "A" };
    let forged = format!("{head}{flipped}{}", &tail[1..]);
    let long_code = "c".repeat(513);
    let long = "A".repeat(BODY_LIMIT);
    let token = "x".repeat(2_049);
    let other_broker = Scene::new().pickup_of(&Begun::new(1)).await;
    let refresh = |token: &str| posted("/refresh", &json!({"refresh_token": token}));
    let html = || with(posted("/pickup", &json!({})), "content-type", "text/plain");

    let table: Vec<(&str, Request<Body>, u16, &str)> = vec![
        // The browser's way.
        ("a callback without anything", callback(""), 400, STRAY),
        ("a state is missing", callback("code=c"), 400, STRAY),
        (
            "a code is missing",
            callback(&format!("state={state}")),
            400,
            STRAY,
        ),
        (
            "a code is empty",
            callback(&format!("code=&state={state}")),
            400,
            STRAY,
        ),
        (
            "a code is too long",
            callback(&format!("code={long_code}&state={state}")),
            400,
            STRAY,
        ),
        (
            "a code holds what no code has",
            callback(&format!("code=a%20b%0a&state={state}")),
            400,
            STRAY,
        ),
        (
            "there are two codes",
            callback(&format!("code=c&code=d&state={state}")),
            400,
            STRAY,
        ),
        (
            "there are two states",
            callback(&format!("code=c&state={state}&state={state}")),
            400,
            STRAY,
        ),
        (
            "a code comes with an error",
            callback(&format!("code=c&error=access_denied&state={state}")),
            400,
            STRAY,
        ),
        (
            "an error comes without a state",
            callback("error=access_denied"),
            400,
            STRAY,
        ),
        (
            "an error comes with a foreign state",
            callback("error=access_denied&state=s1"),
            400,
            STRAY,
        ),
        (
            "a state has no challenge",
            callback(&format!("code=c&state={nonce}")),
            400,
            STRAY,
        ),
        (
            "a state has a short challenge",
            callback(&format!("code=c&state={nonce}.{}", &challenge[1..])),
            400,
            STRAY,
        ),
        (
            "a state has a short nonce",
            callback(&format!("code=c&state=abc.{challenge}")),
            400,
            STRAY,
        ),
        (
            "a state holds markup",
            callback(&format!("code=c&state=%3Cscript%3E.{challenge}")),
            400,
            STRAY,
        ),
        (
            "a state asks for a foreign port",
            callback(&format!("code=c&state={state}.8080")),
            400,
            STRAY,
        ),
        (
            "a state asks for a foreign host",
            callback(&format!("code=c&state={state}.evil.example")),
            400,
            STRAY,
        ),
        (
            "a state asks for an address",
            callback(&format!("code=c&state={state}.https://evil.example/")),
            400,
            STRAY,
        ),
        (
            "a query is longer than any",
            callback(&format!("code=c&state={state}&more={}", &long[..2_048])),
            400,
            STRAY,
        ),
        (
            "a callback is posted",
            by(Method::POST, "/callback"),
            405,
            "no_such_method",
        ),
        // The app's way, before anything is opened.
        (
            "a pickup is asked for in the address",
            get(&format!("/pickup?pickup={pickup}&verifier={verifier}")),
            405,
            "no_such_method",
        ),
        (
            "another method",
            by(Method::PUT, "/pickup"),
            405,
            "no_such_method",
        ),
        ("a path that is none", get("/tokens"), 404, "no_such_path"),
        (
            "a body that is no JSON",
            with(
                Request::post("/pickup").body("pickup=1".into()).unwrap(),
                "content-type",
                "application/json",
            ),
            400,
            "bad_request",
        ),
        ("a body of another kind", html(), 415, "not_json"),
        (
            "a body of no kind",
            Request::post("/pickup").body("{}".into()).unwrap(),
            415,
            "not_json",
        ),
        (
            "a page in a browser asks",
            with(
                pick_up(&pickup, &verifier),
                "origin",
                "https://evil.example",
            ),
            403,
            "from_a_page",
        ),
        (
            "even a page of ours asks",
            with(
                pick_up(&pickup, &verifier),
                "origin",
                "https://keepsake.example",
            ),
            403,
            "from_a_page",
        ),
        (
            "a body is too large",
            posted("/pickup", &json!({"pickup": long, "verifier": verifier})),
            413,
            "too_large",
        ),
        (
            "a list instead of an object",
            posted("/pickup", &json!([[pickup, verifier]])),
            400,
            "bad_request",
        ),
        (
            "a pickup is missing",
            posted("/pickup", &json!({"verifier": verifier})),
            400,
            "bad_request",
        ),
        (
            "a verifier is missing",
            posted("/pickup", &json!({"pickup": pickup})),
            400,
            "bad_request",
        ),
        (
            "a verifier is null",
            posted("/pickup", &json!({"pickup": pickup, "verifier": null})),
            400,
            "bad_request",
        ),
        (
            "a verifier is a number",
            posted("/pickup", &json!({"pickup": pickup, "verifier": 1})),
            400,
            "bad_request",
        ),
        (
            "a verifier is empty",
            pick_up(&pickup, ""),
            400,
            "bad_request",
        ),
        (
            "a verifier is too short",
            pick_up(&pickup, &verifier[1..]),
            400,
            "bad_request",
        ),
        (
            "a verifier is too long",
            pick_up(&pickup, &format!("{verifier}A")),
            400,
            "bad_request",
        ),
        (
            "a verifier is padded",
            pick_up(&pickup, &format!("{verifier}=")),
            400,
            "bad_request",
        ),
        // Pickups that are none.
        (
            "a pickup is empty",
            pick_up("", &verifier),
            404,
            "pickup_unknown",
        ),
        (
            "a pickup is invented",
            pick_up(&"A".repeat(130), &verifier),
            404,
            "pickup_unknown",
        ),
        (
            "a pickup was changed",
            pick_up(&forged, &verifier),
            404,
            "pickup_unknown",
        ),
        (
            "a pickup was cut off",
            pick_up(head, &verifier),
            404,
            "pickup_unknown",
        ),
        (
            "a pickup was made longer",
            pick_up(&format!("{pickup}{pickup}"), &verifier),
            404,
            "pickup_unknown",
        ),
        (
            "a pickup is longer than any",
            pick_up(&"A".repeat(1_025), &verifier),
            404,
            "pickup_unknown",
        ),
        (
            "a pickup of another process",
            pick_up(&other_broker, &verifier),
            404,
            "pickup_unknown",
        ),
        (
            "a code instead of a pickup",
            pick_up("code_simulator_0000", &verifier),
            404,
            "pickup_unknown",
        ),
        // Tokens that are none.
        (
            "a refresh token is missing",
            posted("/refresh", &json!({})),
            400,
            "bad_request",
        ),
        ("a refresh token is empty", refresh(""), 400, "bad_request"),
        (
            "a refresh token is too long",
            refresh(&token),
            400,
            "bad_request",
        ),
        (
            "a refresh token breaks the line",
            refresh("nrt_\r\nx: y"),
            400,
            "bad_request",
        ),
        (
            "a refresh from a page",
            with(refresh("nrt_1"), "origin", "null"),
            403,
            "from_a_page",
        ),
        (
            "a refresh token in the address",
            get("/refresh?refresh_token=nrt_1"),
            405,
            "no_such_method",
        ),
        (
            "a token to revoke is missing",
            posted("/revoke", &json!({"refresh_token": "nrt_1"})),
            400,
            "bad_request",
        ),
        (
            "a token to revoke is no text",
            posted("/revoke", &json!({"token": ["ntn_1"]})),
            400,
            "bad_request",
        ),
    ];
    assert!(table.len() >= 25);
    for (sentence, request, status, code) in table {
        let told = scene.send(request).await;
        assert_eq!(
            seen(&told),
            (status, code.to_owned()),
            "{sentence}: {}",
            told.text
        );
        for sent in [&verifier, &pickup, &long_code, &token] {
            assert!(!told.text.contains(sent.as_str()), "{sentence} is repeated");
        }
    }
    assert_eq!(scene.sent(), 0, "Notion heard of it");
    assert_eq!(scene.notices(), []);
    let granted = scene.pick_up(&pickup, &verifier).await;
    assert_eq!(granted.status, 200, "none of it has harmed the sign-in");
}

#[tokio::test]
async fn a_body_that_does_not_arrive_is_not_waited_for() {
    let scene = Scene::new();
    let never = futures::stream::pending::<Result<bytes::Bytes, std::io::Error>>();
    let request = with(
        Request::post("/refresh")
            .body(Body::from_stream(never))
            .unwrap(),
        "content-type",
        "application/json",
    );
    assert_eq!(
        scene.send(request).await.refusal(),
        (408, "too_slow".to_owned())
    );
}

#[tokio::test]
async fn health_says_that_it_is_there_and_nothing_else() {
    let scene = Scene::new();
    let told = scene.get("/health").await;
    assert_eq!((told.status, told.json()), (200, json!({"status": "ok"})));
    let posted = scene.post("/health", &Value::Null).await;
    assert_eq!(posted.refusal(), (405, "no_such_method".to_owned()));
}
