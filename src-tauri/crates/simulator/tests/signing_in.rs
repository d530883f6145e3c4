//! OAuth: allow, deny, exchange, refresh, a refresh token that is used twice, and tokens that end on demand.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

mod support;

use axum::body::Body;
use http::{Method, Request, StatusCode};
use keepsake_simulator::{CLIENT_ID, CLIENT_SECRET, Fault, FaultKind, Pair, REDIRECTS, TokenState};
use serde_json::{Value, json};
use support::Api;

#[tokio::test]
async fn oauth_gives_a_token_rotates_it_and_takes_everything_back_when_a_refresh_token_is_used_twice()
 {
    let api = Api::new("sample");
    let authorize = |extra: &str| {
        let redirect = REDIRECTS[0].replace(':', "%3A").replace('/', "%2F");
        format!(
            "/v1/oauth/authorize?owner=user&response_type=code&client_id={CLIENT_ID}&redirect_uri={redirect}&state=s1{extra}"
        )
    };
    let form = api.call(Method::GET, &authorize(""), Value::Null).await;
    assert!(form.text.contains("Allow access"));
    let denied = api
        .call(Method::GET, &authorize("&auto=deny"), Value::Null)
        .await;
    assert_eq!(
        denied.headers["location"],
        format!("{}?error=access_denied&state=s1", REDIRECTS[0])
    );
    let allowed = api
        .call(Method::GET, &authorize("&auto=allow"), Value::Null)
        .await;
    let location = allowed.headers["location"].to_str().unwrap();
    let code = location
        .split("code=")
        .nth(1)
        .unwrap()
        .split('&')
        .next()
        .unwrap()
        .to_owned();
    let exchange = |body: Value, secret: &'static str| {
        let request = Request::builder()
            .method(Method::POST)
            .uri("/v1/oauth/token")
            .header(
                "authorization",
                format!("Basic {}", base64(&format!("{CLIENT_ID}:{secret}"))),
            );
        request.body(Body::from(body.to_string())).unwrap()
    };
    let grant =
        json!({"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECTS[0]});
    assert_eq!(
        api.send(exchange(grant.clone(), "wrong"))
            .await
            .unwrap()
            .body["error"],
        "invalid_client"
    );
    let first = api
        .send(exchange(grant.clone(), CLIENT_SECRET))
        .await
        .unwrap()
        .body;
    assert_eq!(first["workspace_name"], "Fernhill Studio");
    assert_eq!(
        api.send(exchange(grant, CLIENT_SECRET)).await.unwrap().body["code"],
        "invalid_grant",
        "a code works once"
    );
    let refresh = json!({"grant_type": "refresh_token", "refresh_token": first["refresh_token"]});
    let second = api
        .send(exchange(refresh.clone(), CLIENT_SECRET))
        .await
        .unwrap()
        .body;
    let status = |token: &Value| {
        let api = Api {
            simulator: api.simulator.clone(),
            token: token.as_str().unwrap().to_owned(),
            version: "2026-03-11",
        };
        async move {
            api.call(Method::GET, "/v1/users/me", Value::Null)
                .await
                .status
        }
    };
    assert_eq!(
        status(&first["access_token"]).await,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(status(&second["access_token"]).await, StatusCode::OK);
    assert_eq!(
        api.send(exchange(refresh, CLIENT_SECRET))
            .await
            .unwrap()
            .body["code"],
        "invalid_grant"
    );
    assert_eq!(
        status(&second["access_token"]).await,
        StatusCode::UNAUTHORIZED,
        "reuse revokes the family"
    );
}

/// Where Notion's page sends the browser; nothing where it refuses to send it anywhere.
async fn sent_back(api: &Api, client: &str, redirect: &str) -> Option<String> {
    let redirect = redirect.replace(':', "%3A").replace('/', "%2F");
    let address = format!(
        "/v1/oauth/authorize?owner=user&response_type=code&client_id={client}&redirect_uri={redirect}&state=s&auto=allow"
    );
    let answer = api.call(Method::GET, &address, Value::Null).await;
    let location = answer.headers.get("location")?;
    Some(location.to_str().unwrap().to_owned())
}

/// What a code gives that was allowed for the first redirect address.
async fn exchanged_at(api: &Api, redirect: Value) -> Value {
    let back = sent_back(api, CLIENT_ID, REDIRECTS[0]).await.unwrap();
    let (_, code) = back.split_once("code=").unwrap();
    let code = code.split('&').next().unwrap();
    let body = json!({"grant_type": "authorization_code", "code": code, "redirect_uri": redirect});
    let client = base64(&format!("{CLIENT_ID}:{CLIENT_SECRET}"));
    let request = Request::post("/v1/oauth/token")
        .header("authorization", format!("Basic {client}"))
        .body(Body::from(body.to_string()))
        .unwrap();
    api.send(request).await.unwrap().body
}

/// Tests named like their rows: an altered redirect address or client that no browser is sent to.
macro_rules! sent_nowhere {
    ($($name:ident: $client:expr, $redirect:expr;)+) => {$(
        #[tokio::test]
        async fn $name() {
            let api = Api::new("flat");
            assert_eq!(sent_back(&api, $client, $redirect).await, None);
            assert!(sent_back(&api, CLIENT_ID, REDIRECTS[0]).await.is_some());
        }
    )+};
}

sent_nowhere! {
    a_redirect_to_a_stranger_is_refused: CLIENT_ID, "https://evil.example/oauth/callback";
    a_redirect_with_a_longer_path_is_refused: CLIENT_ID, "http://localhost:43110/oauth/callback/x";
    a_redirect_to_another_port_is_refused: CLIENT_ID, "http://localhost:43113/oauth/callback";
    a_redirect_to_the_same_host_by_its_number_is_refused: CLIENT_ID, "http://127.0.0.1:43110/oauth/callback";
    a_redirect_to_nowhere_is_refused: CLIENT_ID, "";
    another_client_is_refused: "51a7e000-0000-4000-8000-000000000bad", REDIRECTS[0];
}

#[tokio::test]
async fn a_code_is_refused_with_a_redirect_that_was_altered_on_the_way() {
    let api = Api::new("flat");
    for altered in [json!(REDIRECTS[1]), json!(""), Value::Null] {
        let refused = exchanged_at(&api, altered.clone()).await;
        assert_eq!(refused["code"], "invalid_grant", "{altered}");
    }
    let granted = exchanged_at(&api, json!(REDIRECTS[0])).await;
    assert!(granted["access_token"].is_string(), "{granted}");
}

fn refresh(pair: &Pair) -> Request<Body> {
    let body = json!({"grant_type": "refresh_token", "refresh_token": pair.refresh_token});
    let client = base64(&format!("{CLIENT_ID}:{CLIENT_SECRET}"));
    Request::builder()
        .method(Method::POST)
        .uri("/v1/oauth/token")
        .header("authorization", format!("Basic {client}"))
        .body(Body::from(body.to_string()))
        .unwrap()
}

fn holder(api: &Api, token: &str) -> Api {
    Api {
        simulator: api.simulator.clone(),
        token: token.to_owned(),
        version: "2026-03-11",
    }
}

#[tokio::test]
async fn a_token_that_expires_on_demand_is_refused_until_it_is_refreshed() {
    let api = Api::new("sample");
    let pair = api.simulator.sign_in();
    let me = |token: String| {
        let api = holder(&api, &token);
        async move { api.call(Method::GET, "/v1/users/me", Value::Null).await }
    };
    let answer = me(pair.access_token.clone()).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.body["id"], api.simulator.bot().to_string());
    let change = json!({"token": pair.access_token, "state": "expired"});
    let done = api.call(Method::POST, "/simulator/tokens", change).await;
    assert_eq!(done.status, StatusCode::OK);
    assert_eq!(
        me(pair.access_token.clone()).await.status,
        StatusCode::UNAUTHORIZED
    );
    let next = api.send(refresh(&pair)).await.unwrap().body;
    let next = next["access_token"].as_str().unwrap().to_owned();
    assert_eq!(me(next.clone()).await.status, StatusCode::OK);
    assert!(api.simulator.set_token_state(&next, TokenState::Revoked));
    assert_eq!(me(next).await.status, StatusCode::UNAUTHORIZED);
    assert!(
        !api.simulator
            .set_token_state(&pair.access_token, TokenState::Valid),
        "what was exchanged is no token any more"
    );
}

#[tokio::test]
async fn access_that_is_taken_back_comes_back_only_by_signing_in() {
    let api = Api::new("sample");
    let pair = api.simulator.sign_in();
    api.simulator.revoke_access();
    assert!(!api.simulator.accepts(&pair.access_token));
    assert!(!api.simulator.can_refresh(&pair.refresh_token));
    let next = api.simulator.sign_in();
    let refused = api.send(refresh(&pair)).await.unwrap();
    assert_eq!(refused.body["code"], "invalid_grant");
    assert!(api.simulator.accepts(&next.access_token));
    assert!(!api.simulator.accepts(&pair.access_token));
}

#[tokio::test]
async fn an_exchange_can_be_done_and_its_answer_lost() {
    let api = Api::new("sample");
    let pair = api.simulator.sign_in();
    api.simulator
        .add_fault(Fault::once(FaultKind::DroppedAfter, "oauth"));
    assert!(api.simulator.can_refresh(&pair.refresh_token));
    assert!(api.send(refresh(&pair)).await.is_err());
    assert!(!api.simulator.can_refresh(&pair.refresh_token));
    assert!(!api.simulator.accepts(&pair.access_token));
    let again = api.send(refresh(&pair)).await.unwrap();
    assert_eq!(again.body["code"], "invalid_grant", "it works once");
}

#[tokio::test]
async fn an_exchange_that_notion_refuses_for_a_moment_leaves_the_refresh_token() {
    let api = Api::new("sample");
    let pair = api.simulator.sign_in();
    for (kind, status) in [
        (FaultKind::RateLimited, 429),
        (FaultKind::InternalError, 500),
        (FaultKind::Unavailable, 503),
    ] {
        api.simulator.add_fault(Fault::once(kind, "oauth"));
        let answer = api.send(refresh(&pair)).await.unwrap();
        assert_eq!(answer.status.as_u16(), status);
    }
    let answer = api.send(refresh(&pair)).await.unwrap();
    assert_eq!(answer.status, StatusCode::OK);
}

fn base64(text: &str) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: String = text.bytes().map(|byte| format!("{byte:08b}")).collect();
    let mut encoded: String = bits
        .as_bytes()
        .chunks(6)
        .map(|six| {
            let six = format!("{:0<6}", std::str::from_utf8(six).unwrap());
            char::from(DIGITS[usize::from_str_radix(&six, 2).unwrap()])
        })
        .collect();
    while !encoded.len().is_multiple_of(4) {
        encoded.push('=');
    }
    encoded
}
