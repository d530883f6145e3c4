//! A token that Notion refuses is exchanged for a new one, which is kept before it is used.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use futures::future::{BoxFuture, FutureExt, join_all};
use http::{Request, Response};
use secrecy::ExposeSecret;

use super::*;
use crate::adapters::MemorySendLog;
use crate::client::Client;
use crate::error::ErrorKind;
use crate::oauth::OAuthCredentials;
use crate::ports::manual::ManualClock;
use crate::ports::{
    Body, Clock, GrantStore, GrantStoreError, GrantedTo, KeptGrant, NobodyWatches, Ports,
    Transport, TransportError, TransportErrorKind,
};
use crate::renewal::{RenewalFailure, Tokens};
use crate::scripted::{Even, START, settings};

/// What goes wrong with an exchange.
#[derive(Clone, Copy, PartialEq)]
enum Trouble {
    /// Notion is out of order.
    Status(u16, &'static str),
    /// Nothing arrives.
    NoNetwork,
    /// It is done, and nobody hears the answer.
    AnswerLost,
    /// It is done, and the answer comes after this long.
    Slow(Duration),
}

/// Notion as far as tokens go: one pair works, and a refresh token buys the next one once.
struct Issuer {
    clock: ManualClock,
    state: Mutex<Issued>,
}

#[derive(Default)]
struct Issued {
    pairs: u32,
    is_revoked: bool,
    exchanges: u32,
    calls: u32,
    troubles: Vec<Trouble>,
    kept: Option<KeptGrant>,
    store_fails: u32,
    used_before_kept: bool,
    refuses_all: bool,
}

impl Issuer {
    fn access(&self) -> String {
        format!("ntn_{}", self.state.lock().unwrap().pairs)
    }

    fn revoke_access(&self) {
        self.state.lock().unwrap().is_revoked = true;
    }

    fn exchange(&self, body: &Value) -> (u16, Value) {
        let mut state = self.state.lock().unwrap();
        if body["refresh_token"] != format!("nrt_{}", state.pairs) {
            return (
                400,
                json!({"object": "error", "status": 400, "code": "invalid_grant", "message": "used"}),
            );
        }
        state.pairs += 1;
        state.is_revoked = false;
        let (access, refresh) = (
            format!("ntn_{}", state.pairs),
            format!("nrt_{}", state.pairs),
        );
        (
            200,
            json!({"access_token": access, "refresh_token": refresh, "bot_id": ID}),
        )
    }
}

/// The network, and the place for grants beside it.
#[derive(Clone)]
struct Side(Arc<Issuer>);

impl Transport for Side {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        let issuer = Arc::clone(&self.0);
        async move {
            issuer.clock.sleep(Duration::from_millis(100)).await;
            let is_brokers = request.uri().host() == Some("broker.invalid");
            let is_exchange = if is_brokers { request.uri().path() == "/refresh" } else { request.uri().path().ends_with("/oauth/token") };
            let (status, body) = if is_exchange {
                assert_eq!(request.headers().contains_key("authorization"), !is_brokers);
                let trouble = {
                    let mut state = issuer.state.lock().unwrap();
                    state.exchanges += 1;
                    if state.troubles.is_empty() { None } else { Some(state.troubles.remove(0)) }
                };
                let lost = |kind| Err(TransportError::new(kind, "as the test says"));
                match trouble {
                    Some(Trouble::NoNetwork) => return lost(TransportErrorKind::Connect),
                    Some(Trouble::Status(status, code)) => {
                        (status, json!({"object": "error", "status": status, "code": code, "message": "no"}))
                    }
                    Some(Trouble::AnswerLost) => {
                        issuer.exchange(&serde_json::from_slice(request.body()).unwrap());
                        return lost(TransportErrorKind::Interrupted);
                    }
                    Some(Trouble::Slow(wait)) => {
                        let answer = issuer.exchange(&serde_json::from_slice(request.body()).unwrap());
                        issuer.clock.sleep(wait).await;
                        answer
                    }
                    None => issuer.exchange(&serde_json::from_slice(request.body()).unwrap()),
                }
            } else {
                let valid = format!("Bearer {}", issuer.access());
                let mut state = issuer.state.lock().unwrap();
                state.calls += 1;
                let sent = request.headers()["authorization"].to_str().unwrap().to_owned();
                let is_kept = state.kept.as_ref().is_some_and(|kept| {
                    sent == format!("Bearer {}", kept.access_token.expose_secret())
                });
                state.used_before_kept |= sent == valid && !is_kept;
                if sent == valid && !state.is_revoked && !state.refuses_all {
                    (200, bot())
                } else {
                    (401, json!({"object": "error", "status": 401, "code": "unauthorized", "message": "no"}))
                }
            };
            let response = Response::builder().status(status);
            Ok(response.body(Body::from(Bytes::from(body.to_string()))).unwrap())
        }
        .boxed()
    }
}

#[async_trait]
impl GrantStore for Side {
    async fn load(&self) -> Result<Option<KeptGrant>, GrantStoreError> {
        Ok(self.0.state.lock().unwrap().kept.clone())
    }

    async fn save(&self, grant: &KeptGrant) -> Result<(), GrantStoreError> {
        let mut state = self.0.state.lock().unwrap();
        if !grant.in_exchange && state.store_fails > 0 {
            state.store_fails -= 1;
            return Err(GrantStoreError::new("the disk is full"));
        }
        state.kept = Some(grant.clone());
        Ok(())
    }
}

fn grant(number: u32) -> KeptGrant {
    KeptGrant {
        access_token: format!("ntn_{number}").into(),
        refresh_token: Some(format!("nrt_{number}").into()),
        client: GrantedTo::Own(OAuthCredentials {
            client_id: "client".to_owned(),
            client_secret: "s3cret".into(),
        }),
        in_exchange: false,
    }
}

/// A client whose grant is kept, and the Notion it talks to.
fn signed_in(troubles: impl IntoIterator<Item = Trouble>) -> (Client, Arc<Issuer>) {
    let issuer = Arc::new(Issuer {
        clock: ManualClock::new(START),
        state: Mutex::new(Issued {
            troubles: troubles.into_iter().collect(),
            kept: Some(grant(0)),
            ..Issued::default()
        }),
    });
    (client(&issuer), issuer)
}

/// A client of a process that has just begun.
fn client(issuer: &Arc<Issuer>) -> Client {
    let ports = || Ports {
        transport: Arc::new(Side(Arc::clone(issuer))),
        clock: Arc::new(issuer.clock.clone()),
        randomness: Arc::new(Even),
        send_log: Arc::new(MemorySendLog::new()),
        watcher: Arc::new(NobodyWatches),
    };
    let tokens = Tokens::new(settings(), Arc::new(Side(Arc::clone(issuer))), ports());
    Client::renewing(settings(), tokens, ports())
}

#[tokio::test]
async fn a_hundred_calls_with_an_expired_token_cause_one_exchange_and_none_is_lost() {
    let (client, issuer) = signed_in([]);
    client.me().await.unwrap();
    issuer.revoke_access();
    let calls = (0..100).map(|_| client.me());
    for outcome in join_all(calls).await {
        outcome.unwrap();
    }
    let state = issuer.state.lock().unwrap();
    assert_eq!(state.exchanges, 1);
    assert!(
        state.calls <= 106,
        "few went out with the old token: {}",
        state.calls
    );
    assert!(!state.used_before_kept);
    let kept = state.kept.as_ref().unwrap();
    assert_eq!(kept.access_token.expose_secret(), "ntn_1");
    assert_eq!(
        kept.refresh_token.as_ref().unwrap().expose_secret(),
        "nrt_1"
    );
    assert!(!kept.in_exchange);
}

#[tokio::test]
async fn a_grant_that_came_through_a_broker_is_renewed_there_and_only_notions_no_ends_it() {
    let through_broker = || KeptGrant {
        client: GrantedTo::Broker("https://broker.invalid".parse().unwrap()),
        ..grant(0)
    };
    let (client, issuer) = signed_in([]);
    issuer.state.lock().unwrap().kept = Some(through_broker());
    client.me().await.unwrap();
    issuer.revoke_access();
    client.me().await.unwrap();
    let kept = issuer.state.lock().unwrap().kept.clone().unwrap();
    assert_eq!(kept.access_token.expose_secret(), "ntn_1");
    assert!(matches!(kept.client, GrantedTo::Broker(_)));

    for (status, code, expected) in [
        (503, "broker_refused", ErrorKind::Renewal),
        (503, "notion_unreached", ErrorKind::Renewal),
        (400, "invalid_grant", ErrorKind::Authentication),
    ] {
        let (client, issuer) = signed_in((0..9).map(|_| Trouble::Status(status, code)));
        issuer.state.lock().unwrap().kept = Some(through_broker());
        client.me().await.unwrap();
        issuer.revoke_access();
        assert_eq!(client.me().await.unwrap_err().kind(), expected, "{code}");
        let kept = issuer.state.lock().unwrap().kept.clone().unwrap();
        assert!(!kept.in_exchange, "{code}: what came of it is known");
    }
}

#[tokio::test]
async fn a_new_token_that_is_refused_as_well_asks_for_a_sign_in_after_one_exchange() {
    let (client, issuer) = signed_in([]);
    issuer.state.lock().unwrap().refuses_all = true;
    let error = client.me().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Authentication);
    assert_eq!(error.renewal, None, "it is the call that was refused");
    let state = issuer.state.lock().unwrap();
    assert_eq!((state.exchanges, state.calls), (1, 2));
}

#[tokio::test]
async fn a_token_that_was_pasted_is_never_exchanged() {
    let (script, _, _, ports) = crate::scripted::stage(
        [crate::scripted::refusal(401, "unauthorized")],
        Duration::ZERO,
    );
    let client = Client::new(settings(), "ntn_pasted".into(), ports);
    let error = client.me().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Authentication);
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test]
async fn a_grant_without_a_refresh_token_is_refused_as_it_is() {
    let (client, issuer) = signed_in([]);
    issuer.state.lock().unwrap().kept = Some(KeptGrant {
        refresh_token: None,
        ..grant(0)
    });
    client.me().await.unwrap();
    issuer.revoke_access();
    let error = client.me().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Authentication);
    assert_eq!(issuer.state.lock().unwrap().exchanges, 0);
}

#[tokio::test]
async fn a_caller_who_gives_up_does_not_take_the_new_pair_with_him() {
    let (client, issuer) = signed_in([Trouble::Slow(Duration::from_secs(5))]);
    issuer.revoke_access();
    tokio::select! {
        biased;
        _ = client.me() => panic!("the exchange takes longer"),
        () = issuer.clock.sleep(Duration::from_secs(2)) => {}
    }
    client.me().await.unwrap();
    let state = issuer.state.lock().unwrap();
    assert_eq!(state.exchanges, 1);
    assert!(!state.used_before_kept);
}

#[tokio::test]
async fn a_pair_that_cannot_be_kept_is_not_used_and_not_lost() {
    let (client, issuer) = signed_in([]);
    issuer.revoke_access();
    issuer.state.lock().unwrap().store_fails = 2;
    let error = client.with_max_retries(0).me().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Renewal);
    assert_eq!(error.renewal, Some(RenewalFailure::NotKept));
    assert!(error.is_retryable() && !error.outcome_unclear);
    assert!(error.message.contains("the disk is full"), "{error}");
    assert_eq!(error.attempted, "check the token");
    client.me().await.unwrap();
    let state = issuer.state.lock().unwrap();
    assert_eq!(
        state.exchanges, 1,
        "the pair of the first exchange was kept in the end"
    );
    assert!(!state.used_before_kept);
}

#[tokio::test]
async fn an_exchange_that_fails_for_a_passing_reason_never_costs_the_connection() {
    for trouble in [
        Trouble::NoNetwork,
        Trouble::Status(500, "internal_server_error"),
        Trouble::Status(503, "service_unavailable"),
        Trouble::Status(429, "rate_limited"),
    ] {
        let (client, issuer) = signed_in([trouble; 30]);
        issuer.revoke_access();
        let error = client.with_max_retries(1).me().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Renewal, "{error}");
        assert!(matches!(error.renewal, Some(RenewalFailure::Unanswered(_))));
        assert!(error.is_retryable() && !error.outcome_unclear, "{error}");
        issuer.state.lock().unwrap().troubles.clear();
        client.me().await.unwrap();
    }
}

#[tokio::test]
async fn a_failure_is_shared_by_everybody_who_waited_for_the_exchange() {
    let (client, issuer) = signed_in([Trouble::Status(400, "invalid_request")]);
    issuer.revoke_access();
    let calls = (0..20).map(|_| client.me());
    let failed = join_all(calls)
        .await
        .into_iter()
        .filter(Result::is_err)
        .count();
    let state = issuer.state.lock().unwrap();
    assert!(state.exchanges <= 2, "{} exchanges", state.exchanges);
    assert!(failed > 0);
}

#[tokio::test]
async fn a_pair_whose_answer_was_lost_is_told_apart_and_a_new_sign_in_mends_it() {
    let (first, issuer) = signed_in([Trouble::AnswerLost]);
    issuer.revoke_access();
    let error = first.with_max_retries(0).me().await.unwrap_err();
    assert_eq!(
        error.renewal,
        Some(RenewalFailure::Unanswered(ErrorKind::Transport))
    );
    assert!(
        issuer
            .state
            .lock()
            .unwrap()
            .kept
            .as_ref()
            .unwrap()
            .in_exchange,
        "a restart knows that the refresh token went out"
    );
    drop(first);
    let second = client(&issuer);
    let error = second.me().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Authentication);
    assert_eq!(error.renewal, Some(RenewalFailure::CutShort));
    let exchanges = issuer.state.lock().unwrap().exchanges;
    second.me().await.unwrap_err();
    assert_eq!(
        issuer.state.lock().unwrap().exchanges,
        exchanges,
        "a refresh token that Notion refused is not sent again"
    );
    issuer.state.lock().unwrap().kept = Some(grant(1));
    second.me().await.unwrap();
}

#[tokio::test]
async fn a_refresh_token_that_was_taken_back_is_refused_without_the_blame() {
    let (client, issuer) = signed_in([]);
    issuer.state.lock().unwrap().pairs = 7;
    let error = client.me().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Authentication);
    assert_eq!(error.renewal, Some(RenewalFailure::Refused));
    assert_eq!(error.code.as_deref(), Some("invalid_grant"));
    drop(client);
    let error = self::client(&issuer).me().await.unwrap_err();
    assert_eq!(
        error.renewal,
        Some(RenewalFailure::Refused),
        "also to the next process"
    );
    assert!(!format!("{error} {error:?}").contains("nrt_0"));
}

#[tokio::test]
async fn a_pair_that_another_process_has_exchanged_is_taken_up_without_another_exchange() {
    let (first, issuer) = signed_in([]);
    let second = client(&issuer);
    first.me().await.unwrap();
    second.me().await.unwrap();
    issuer.revoke_access();
    first.me().await.unwrap();
    second.me().await.unwrap();
    assert_eq!(issuer.state.lock().unwrap().exchanges, 1);
}

#[tokio::test]
async fn an_exchange_leaves_no_token_in_log_error_or_debug_output() {
    let log = super::secrets::Log::default();
    let _guard = log.begin();
    let troubles = [
        Trouble::Status(503, "service_unavailable"),
        Trouble::AnswerLost,
    ];
    let (client, issuer) = signed_in(troubles);
    issuer.revoke_access();
    let error = client.me().await.unwrap_err();
    let kept = issuer.state.lock().unwrap().kept.clone();
    let shown = format!("{} {error} {error:?} {client:?} {kept:?}", log.text());
    assert!(shown.contains("the token was not renewed"), "{shown}");
    for secret in ["ntn_", "nrt_", "s3cret"] {
        assert!(!shown.contains(secret), "{secret} is in {shown}");
    }
}
