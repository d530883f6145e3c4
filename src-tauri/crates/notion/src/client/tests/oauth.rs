//! The OAuth endpoints.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::ExposeSecret;

use super::*;
use crate::error::ErrorKind;
use crate::oauth::{OAuthClient, OAuthCredentials};
use crate::ports::TransportErrorKind;
use crate::scripted::{Script, json as answer, settings, stage};
use std::sync::Arc;
use std::time::Duration;

fn oauth(lines: impl IntoIterator<Item = Line>) -> (OAuthClient, Arc<Script>) {
    let (script, _, _, ports) = stage(lines, Duration::ZERO);
    let credentials = OAuthCredentials {
        client_id: "client".to_owned(),
        client_secret: "s3cret".into(),
    };
    (OAuthClient::new(&settings(), credentials, ports), script)
}

fn pair() -> Value {
    json!({"access_token": "ntn_new", "token_type": "bearer", "refresh_token": "nrt_new", "bot_id": ID,
        "workspace_id": ID, "workspace_name": "Acme", "workspace_icon": null,
        "owner": {"type": "user", "user": {"object": "user", "id": ID}}, "request_id": "r"})
}

fn body(script: &Script, index: usize) -> Value {
    serde_json::from_slice(script.requests()[index].1.body()).unwrap()
}

#[tokio::test]
async fn a_code_buys_a_pair_of_tokens() {
    let (client, script) = oauth([ok(&pair()), ok(&pair())]);
    let uri = "http://localhost:43110/oauth/callback";
    let grant = client.token(&"c0de".into(), Some(uri)).await.unwrap();
    assert_eq!(grant.access_token.expose_secret(), "ntn_new");
    assert_eq!(
        grant.refresh_token.as_ref().unwrap().expose_secret(),
        "nrt_new"
    );
    assert_eq!(grant.bot_id, Some(id()));
    assert_eq!(grant.workspace_name.as_deref(), Some("Acme"));
    assert!(
        !format!("{grant:?} {:?}", grant.extra).contains("_new"),
        "tokens are never shown"
    );
    let expected = json!({"grant_type": "authorization_code", "code": "c0de", "redirect_uri": uri});
    assert_eq!(body(&script, 0), expected);
    let request = &script.requests()[0].1;
    assert_eq!(request.uri().path(), "/v1/oauth/token");
    let basic = format!("Basic {}", STANDARD.encode("client:s3cret"));
    assert_eq!(request.headers()["authorization"], basic);

    client.refresh(&"nrt_old".into()).await.unwrap();
    let expected = json!({"grant_type": "refresh_token", "refresh_token": "nrt_old"});
    assert_eq!(body(&script, 1), expected);
}

#[tokio::test]
async fn a_refresh_whose_answer_was_lost_is_not_repeated() {
    let (client, script) = oauth([Line::Fails(TransportErrorKind::Interrupted), ok(&pair())]);
    let error = client.refresh(&"nrt_old".into()).await.unwrap_err();
    assert!(error.outcome_unclear);
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test]
async fn a_used_code_and_a_wrong_secret_ask_for_a_new_sign_in() {
    let styles = [
        (
            400,
            r#"{"object":"error","status":400,"code":"invalid_grant","message":"used"}"#,
        ),
        (
            401,
            r#"{"error":"invalid_client","error_description":"unknown","request_id":"r"}"#,
        ),
    ];
    for (status, body) in styles {
        let (client, _) = oauth([answer(status, body)]);
        let error = client.token(&"c0de".into(), None).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Authentication, "{body}");
    }
}

#[tokio::test]
async fn an_answer_without_a_token_is_no_grant() {
    let (client, _) = oauth([ok(&json!({"request_id": "r"}))]);
    let error = client.token(&"c0de".into(), None).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Malformed);
    assert_eq!(error.request_id.as_deref(), Some("r"));
    assert!(error.outcome_unclear);
}

#[tokio::test]
async fn a_token_can_be_looked_at_and_revoked() {
    let seen = json!({"active": true, "scope": "read", "iat": 1_719_999_999});
    let (client, script) = oauth([ok(&seen), ok(&json!({"request_id": "r"}))]);
    let introspection = client.introspect(&"ntn_x".into()).await.unwrap();
    assert!(introspection.active);
    assert_eq!(introspection.scope.as_deref(), Some("read"));
    client.revoke(&"ntn_x".into()).await.unwrap();
    let paths: Vec<_> = script
        .requests()
        .iter()
        .map(|(_, request)| request.uri().path().to_owned())
        .collect();
    assert_eq!(paths, ["/v1/oauth/introspect", "/v1/oauth/revoke"]);
    assert_eq!(body(&script, 1), json!({"token": "ntn_x"}));
}
