//! What is refused before Notion hears of it: one row, one test.
//!
//! Every row is also held to this: nothing that was sent is repeated, nobody is told of it as of a theft, and the sign-in it
//! was aimed at goes on unharmed.

use axum::body::Body;
use http::{Method, Request};
use keepsake_broker::BODY_LIMIT;
use serde_json::{Value, json};

use crate::scene::{Begun, Scene, Told, posted};

const STRAY: &str = "a page that leads nowhere";

/// A sign-in that was allowed, and all that whoever watched it could know.
struct Good {
    /// `NONCE.CHALLENGE`
    state: String,
    nonce: String,
    challenge: String,
    verifier: String,
    pickup: String,
}

impl Good {
    async fn new(scene: &Scene) -> Self {
        let begun = Begun::new(1);
        let pickup = scene.pickup_of(&begun).await;
        let Begun { state, verifier } = begun;
        let (nonce, challenge) = state.split_once('.').unwrap();
        Self {
            nonce: nonce.to_owned(),
            challenge: challenge.to_owned(),
            state,
            verifier,
            pickup,
        }
    }

    /// The pickup with one letter changed.
    fn forged(&self) -> String {
        let (head, tail) = self.pickup.split_at(40);
        let flipped = if tail.starts_with('A') { "B" } else { "A" };
        format!("{head}{flipped}{}", &tail[1..])
    }
}

fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}

fn callback(query: &str) -> Request<Body> {
    get(&format!("/callback?{query}"))
}

fn pick_up(pickup: &str, verifier: &str) -> Request<Body> {
    posted("/pickup", &json!({"pickup": pickup, "verifier": verifier}))
}

fn refresh(token: &str) -> Request<Body> {
    posted("/refresh", &json!({"refresh_token": token}))
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

async fn hold(request: impl FnOnce(&Good) -> Request<Body>, status: u16, code: &str) {
    let scene = Scene::new();
    let good = Good::new(&scene).await;
    let told = scene.send(request(&good)).await;
    let Good {
        pickup, verifier, ..
    } = &good;
    assert_eq!(seen(&told), (status, code.to_owned()), "{}", told.text);
    for sent in [verifier, pickup, &"c".repeat(513), &"x".repeat(2_049)] {
        assert!(
            !told.text.contains(sent.as_str()),
            "what was sent is repeated"
        );
    }
    assert_eq!(scene.sent(), 0, "Notion heard of it");
    assert_eq!(scene.notices(), []);
    let granted = scene.pick_up(pickup, verifier).await;
    assert_eq!(granted.status, 200, "it has harmed the sign-in");
}

/// Tests named like their rows: a request, and the status and the code it meets.
macro_rules! refused {
    ($($name:ident: $request:expr => $status:literal $code:expr;)+) => {$(
        #[tokio::test]
        async fn $name() {
            hold($request, $status, $code).await;
        }
    )+};
}

mod browser {
    use super::*;

    refused! {
        a_callback_without_anything_is_refused: |_| callback("") => 400 STRAY;
        a_callback_that_is_posted_is_refused: |_| by(Method::POST, "/callback") => 405 "no_such_method";
        a_query_that_is_longer_than_any_is_refused:
            |good| callback(&format!("code=c&state={}&more={}", good.state, "A".repeat(2_048))) => 400 STRAY;
        no_state_is_refused: |_| callback("code=c") => 400 STRAY;
        two_states_are_refused: |good| callback(&format!("code=c&state={0}&state={0}", good.state)) => 400 STRAY;
        a_no_without_a_state_is_refused: |_| callback("error=access_denied") => 400 STRAY;
        a_no_with_a_foreign_state_is_refused: |_| callback("error=access_denied&state=s1") => 400 STRAY;
        a_state_without_a_challenge_is_refused: |good| callback(&format!("code=c&state={}", good.nonce)) => 400 STRAY;
        a_state_with_a_short_challenge_is_refused:
            |good| callback(&format!("code=c&state={}.{}", good.nonce, &good.challenge[1..])) => 400 STRAY;
        a_state_with_a_short_nonce_is_refused:
            |good| callback(&format!("code=c&state=abc.{}", good.challenge)) => 400 STRAY;
        a_state_with_markup_is_refused:
            |good| callback(&format!("code=c&state=%3Cscript%3E.{}", good.challenge)) => 400 STRAY;
        a_state_that_breaks_the_line_is_refused:
            |good| callback(&format!("code=c&state=%0D%0A{}", good.state)) => 400 STRAY;
        a_redirect_to_a_port_that_is_not_registered_is_refused:
            |good| callback(&format!("code=c&state={}.8080", good.state)) => 400 STRAY;
        a_redirect_to_a_foreign_host_is_refused:
            |good| callback(&format!("code=c&state={}.evil.example", good.state)) => 400 STRAY;
        a_redirect_to_an_address_is_refused:
            |good| callback(&format!("code=c&state={}.https://evil.example/", good.state)) => 400 STRAY;
        a_redirect_to_a_host_behind_a_port_is_refused:
            |good| callback(&format!("code=c&state={}.43110@evil.example", good.state)) => 400 STRAY;
        no_code_is_refused: |good| callback(&format!("state={}", good.state)) => 400 STRAY;
        an_empty_code_is_refused: |good| callback(&format!("code=&state={}", good.state)) => 400 STRAY;
        a_code_that_is_too_long_is_refused:
            |good| callback(&format!("code={}&state={}", "c".repeat(513), good.state)) => 400 STRAY;
        a_code_that_breaks_the_line_is_refused:
            |good| callback(&format!("code=a%20b%0a&state={}", good.state)) => 400 STRAY;
        a_code_with_a_zero_byte_is_refused: |good| callback(&format!("code=a%00&state={}", good.state)) => 400 STRAY;
        two_codes_are_refused: |good| callback(&format!("code=c&code=d&state={}", good.state)) => 400 STRAY;
        two_errors_are_refused:
            |good| callback(&format!("error=server_error&error=x&state={}", good.state)) => 400 STRAY;
        a_code_with_an_error_is_refused:
            |good| callback(&format!("code=c&error=access_denied&state={}", good.state)) => 400 STRAY;
    }

    #[tokio::test]
    async fn a_redirect_beside_the_state_leads_to_nobody_else() {
        let scene = Scene::new();
        let Begun { state, .. } = Begun::new(1);
        let elsewhere = "redirect_uri=https://evil.example/&next=https://evil.example/";
        let told = scene
            .send(callback(&format!("{elsewhere}&code=c&state={state}")))
            .await;
        let link = told.link().unwrap();
        assert!(
            link.starts_with("keepsake://oauth/callback?pickup="),
            "{link}"
        );
        assert!(!told.text.contains("evil"), "{}", told.text);
    }
}

mod request {
    use super::*;

    refused! {
        a_path_that_is_none_is_refused: |_| get("/tokens") => 404 "no_such_path";
        a_pickup_in_the_address_is_refused: |good| get(&format!(
            "/pickup?pickup={}&verifier={}", good.pickup, good.verifier)) => 405 "no_such_method";
        a_refresh_token_in_the_address_is_refused: |_| get("/refresh?refresh_token=nrt_1") => 405 "no_such_method";
        another_method_is_refused: |_| by(Method::PUT, "/pickup") => 405 "no_such_method";
        a_question_whether_a_page_may_ask_is_refused: |_| with(
            by(Method::OPTIONS, "/pickup"), "origin", "https://evil.example") => 405 "no_such_method";
        a_page_in_a_browser_is_refused: |good| with(
            pick_up(&good.pickup, &good.verifier), "origin", "https://evil.example") => 403 "from_a_page";
        even_a_page_of_ours_is_refused: |good| with(
            pick_up(&good.pickup, &good.verifier), "origin", "https://keepsake.example") => 403 "from_a_page";
        a_page_that_hides_where_it_is_from_is_refused:
            |_| with(refresh("nrt_1"), "origin", "null") => 403 "from_a_page";
        a_form_of_a_page_is_refused: |_| with(
            posted("/pickup", &json!({})), "content-type", "text/plain") => 415 "not_json";
        a_body_of_no_kind_is_refused: |_| Request::post("/pickup").body("{}".into()).unwrap() => 415 "not_json";
        a_body_that_is_no_json_is_refused: |_| with(
            Request::post("/pickup").body("pickup=1".into()).unwrap(),
            "content-type", "application/json") => 400 "bad_request";
        a_body_that_is_too_large_is_refused: |good| posted(
            "/pickup", &json!({"pickup": "A".repeat(BODY_LIMIT), "verifier": good.verifier})) => 413 "too_large";
        a_list_instead_of_an_object_is_refused:
            |good| posted("/pickup", &json!([[good.pickup, good.verifier]])) => 400 "bad_request";
    }
}

mod verifier {
    use super::*;

    refused! {
        no_verifier_is_refused: |good| posted("/pickup", &json!({"pickup": good.pickup})) => 400 "bad_request";
        a_verifier_that_is_null_is_refused:
            |good| posted("/pickup", &json!({"pickup": good.pickup, "verifier": null})) => 400 "bad_request";
        a_verifier_that_is_a_number_is_refused:
            |good| posted("/pickup", &json!({"pickup": good.pickup, "verifier": 1})) => 400 "bad_request";
        a_verifier_that_is_said_twice_is_refused: |good| with(
            Request::post("/pickup").body(format!(
                "{{\"pickup\":\"{}\",\"verifier\":\"{1}\",\"verifier\":\"{1}\"}}", good.pickup, good.verifier).into()).unwrap(),
            "content-type", "application/json") => 400 "bad_request";
        an_empty_verifier_is_refused: |good| pick_up(&good.pickup, "") => 400 "bad_request";
        a_verifier_that_is_too_short_is_refused:
            |good| pick_up(&good.pickup, &good.verifier[1..]) => 400 "bad_request";
        a_verifier_that_is_too_long_is_refused:
            |good| pick_up(&good.pickup, &format!("{}A", good.verifier)) => 400 "bad_request";
        a_verifier_that_is_padded_is_refused:
            |good| pick_up(&good.pickup, &format!("{}=", good.verifier)) => 400 "bad_request";
    }
}

mod pickup {
    use super::*;

    refused! {
        no_pickup_is_refused: |good| posted("/pickup", &json!({"verifier": good.verifier})) => 400 "bad_request";
        an_empty_pickup_is_refused: |good| pick_up("", &good.verifier) => 404 "pickup_unknown";
        a_pickup_that_was_invented_is_refused:
            |good| pick_up(&"A".repeat(130), &good.verifier) => 404 "pickup_unknown";
        a_pickup_that_was_changed_is_refused: |good| pick_up(&good.forged(), &good.verifier) => 404 "pickup_unknown";
        a_pickup_that_was_cut_off_is_refused:
            |good| pick_up(&good.pickup[..40], &good.verifier) => 404 "pickup_unknown";
        a_pickup_that_was_made_longer_is_refused:
            |good| pick_up(&format!("{0}{0}", good.pickup), &good.verifier) => 404 "pickup_unknown";
        a_pickup_that_is_longer_than_any_is_refused:
            |good| pick_up(&"A".repeat(1_025), &good.verifier) => 404 "pickup_unknown";
        a_code_instead_of_a_pickup_is_refused:
            |good| pick_up("code_simulator_0000", &good.verifier) => 404 "pickup_unknown";
    }

    #[tokio::test]
    async fn a_pickup_of_another_process_is_refused() {
        let other = Scene::new().pickup_of(&Begun::new(1)).await;
        hold(
            |good| pick_up(&other, &good.verifier),
            404,
            "pickup_unknown",
        )
        .await;
    }
}

mod token {
    use super::*;

    refused! {
        no_refresh_token_is_refused: |_| posted("/refresh", &json!({})) => 400 "bad_request";
        an_empty_refresh_token_is_refused: |_| refresh("") => 400 "bad_request";
        a_refresh_token_that_is_too_long_is_refused: |_| refresh(&"x".repeat(2_049)) => 400 "bad_request";
        a_refresh_token_that_breaks_the_line_is_refused: |_| refresh("nrt_\r\nx: y") => 400 "bad_request";
        no_token_to_revoke_is_refused: |_| posted("/revoke", &json!({"refresh_token": "nrt_1"})) => 400 "bad_request";
        a_token_to_revoke_that_is_no_text_is_refused:
            |_| posted("/revoke", &json!({"token": ["ntn_1"]})) => 400 "bad_request";
    }
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
