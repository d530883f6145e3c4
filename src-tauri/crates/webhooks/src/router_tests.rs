#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use std::sync::atomic::Ordering;

use futures::future::join_all;
use serde_json::json;
use tower::ServiceExt;

use super::*;
use crate::signature::{HEADER, sign};
use crate::test_support::{Desk, Pocket, TOKEN, event, handshake, signed};

/// An answer as it is compared.
fn is(status: u16, word: &str) -> (StatusCode, String) {
    (StatusCode::from_u16(status).unwrap(), word.to_owned())
}

#[tokio::test]
async fn an_event_is_received_once_however_often_it_is_delivered() {
    let desk = Desk::paired();
    assert_eq!(desk.deliver(&event("e1")).await, is(200, "received"));
    let mut again = event("e1");
    again["attempt_number"] = json!(2);
    assert_eq!(desk.deliver(&again).await, is(200, "already_processed"));
    assert_eq!(desk.shelf.ids(), ["e1"]);
    assert_eq!(*desk.stored.borrow(), 1);
}

#[tokio::test]
async fn events_are_taken_in_any_order_and_at_once() {
    let desk = Desk::paired();
    let bodies: Vec<_> = [5, 3, 9, 3, 1, 5]
        .iter()
        .map(|number| event(&format!("e{number}")))
        .collect();
    let answers = join_all(bodies.iter().map(|body| desk.deliver(body))).await;
    let received = answers
        .iter()
        .filter(|answer| **answer == is(200, "received"));
    assert_eq!(received.count(), 4);
    let mut ids = desk.shelf.ids();
    ids.sort();
    assert_eq!(ids, ["e1", "e3", "e5", "e9"]);
    assert_eq!(*desk.stored.borrow(), 4);
}

#[tokio::test]
async fn what_arrives_together_shares_a_commit() {
    let desk = Desk::paired();
    let bodies: Vec<_> = (0..100).map(|number| event(&number.to_string())).collect();
    let answers = join_all(bodies.iter().map(|body| desk.deliver(body))).await;
    assert!(answers.iter().all(|answer| *answer == is(200, "received")));
    assert_eq!(desk.shelf.events.lock().unwrap().len(), 100);
    let commits = desk.shelf.commits.load(Ordering::Relaxed);
    assert_eq!(commits, 1, "all of them arrived before the first was kept");
}

#[tokio::test]
async fn an_unknown_type_and_missing_fields_are_no_reason_to_refuse() {
    let desk = Desk::paired();
    for body in [
        json!({"id": "1", "type": "hologram.projected"}),
        json!({"id": "2"}),
        json!({"type": "page.created"}),
        json!({}),
        json!([1, 2]),
        json!({"id": {"a": 1}, "entity": 7, "data": null}),
    ] {
        assert_eq!(desk.deliver(&body).await, is(200, "received"), "{body}");
        assert_eq!(
            desk.deliver(&body).await,
            is(200, "already_processed"),
            "{body}"
        );
    }
    let no_json = b"\xff not json";
    assert_eq!(desk.deliver_bytes(no_json).await, is(200, "received"));
    assert_eq!(
        desk.post(no_json, None).await,
        is(401, "not_signed"),
        "without a signature it is refused"
    );
    assert_eq!(desk.shelf.events.lock().unwrap().len(), 7);
}

#[tokio::test]
async fn a_missing_or_wrong_signature_is_refused_and_nothing_is_stored() {
    let desk = Desk::paired();
    let body = event("e1").to_string();
    let foreign = sign(&SecretString::from("secret_other"), body.as_bytes());
    for signature in [None, Some(""), Some("sha256="), Some(foreign.as_str())] {
        assert_eq!(
            desk.post(body.as_bytes(), signature).await,
            is(401, "not_signed"),
            "{signature:?}"
        );
    }
    let unpaired = Desk::new(&[], None);
    assert_eq!(
        unpaired.deliver(&event("e1")).await,
        is(401, "not_signed"),
        "without any token nothing is believed"
    );
    let empty = sign(&SecretString::from(""), body.as_bytes());
    assert_eq!(
        unpaired.post(body.as_bytes(), Some(&empty)).await,
        is(401, "not_signed")
    );
    assert!(desk.shelf.ids().is_empty() && unpaired.shelf.ids().is_empty());
    assert_eq!(desk.shelf.commits.load(Ordering::Relaxed), 0);
}

/// Numbers from a seed (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((number ^ (number >> 31)) % u64::try_from(end).unwrap()).unwrap()
    }

    /// Changes, drops, doubles or adds a byte.
    fn mutate(&mut self, bytes: &mut Vec<u8>) {
        let at = self.below(bytes.len());
        let byte = u8::try_from(self.below(256)).unwrap();
        match self.below(5) {
            0 => bytes[at] ^= 1 << self.below(8),
            1 => bytes[at] = byte,
            2 => drop(bytes.remove(at)),
            3 => bytes.insert(at, byte),
            _ => bytes.truncate(at),
        }
    }
}

#[tokio::test]
async fn none_of_ten_thousand_mutated_bodies_and_signatures_is_accepted() {
    let desk = Desk::paired();
    let mut numbers = Numbers(0x5eed);
    let body = event("e1").to_string().into_bytes();
    let signature = signed(&body).into_bytes();
    let mut tried = 0;
    while tried < 10_000 {
        let (mut other_body, mut other_signature) = (body.clone(), signature.clone());
        match numbers.below(3) {
            0 => numbers.mutate(&mut other_body),
            1 => numbers.mutate(&mut other_signature),
            _ => {
                numbers.mutate(&mut other_body);
                numbers.mutate(&mut other_signature);
            }
        }
        let is_header = http::HeaderValue::from_bytes(&other_signature).is_ok();
        if (&other_body, &other_signature) == (&body, &signature) || !is_header {
            continue;
        }
        tried += 1;
        let request = http::Request::post(PATH)
            .header(HEADER, &other_signature[..])
            .body(Body::from(other_body.clone()))
            .unwrap();
        let answer = desk.router.clone().oneshot(request).await.unwrap();
        assert_eq!(
            answer.status(),
            401,
            "{:?} with {:?} was taken",
            String::from_utf8_lossy(&other_body),
            String::from_utf8_lossy(&other_signature)
        );
    }
    keepsake_figures::hold_at_least("mutated bodies and signatures of webhooks", tried, 10_000);
    keepsake_figures::hold(
        "mutated bodies and signatures of webhooks that were accepted",
        desk.shelf.commits.load(Ordering::Relaxed) as u64,
        0,
    );
    assert_eq!(desk.deliver(&event("e1")).await, is(200, "received"));
}

#[tokio::test]
async fn a_handshake_is_taken_while_somebody_pairs_and_signs_from_then_on() {
    let pocket = Pocket::default();
    let desk = Desk::new(&[], Some(pocket.clone()));
    assert_eq!(desk.deliver(&handshake(TOKEN)).await, is(200, "received"));
    assert_eq!(pocket.token.lock().unwrap().as_deref(), Some(TOKEN));
    assert_eq!(desk.deliver(&event("e1")).await, is(200, "received"));
    assert_eq!(
        desk.shelf.ids(),
        ["e1"],
        "the handshake itself is no event, and its token is stored nowhere else"
    );
}

#[tokio::test]
async fn a_handshake_needs_no_signature_but_a_wrong_one_is_refused() {
    let body = handshake(TOKEN).to_string().into_bytes();
    let foreign = sign(&SecretString::from("secret_other"), &body);
    let pocket = Pocket::default();
    let desk = Desk::new(&[], Some(pocket.clone()));
    for signature in [foreign.as_str(), "sha256=nonsense"] {
        assert_eq!(
            desk.post(&body, Some(signature)).await,
            is(401, "not_signed")
        );
    }
    assert_eq!(*pocket.token.lock().unwrap(), None);
    assert_eq!(desk.post(&body, None).await, is(200, "received"));
    assert_eq!(pocket.token.lock().unwrap().as_deref(), Some(TOKEN));
}

#[tokio::test]
async fn nobody_else_can_put_a_token_in_place_of_one_that_is_there() {
    let thief = "secret_thief";
    let offer = handshake(thief).to_string().into_bytes();
    let offered = sign(&SecretString::from(thief), &offer);

    let nobody_pairs = Desk::new(&[], None);
    assert_eq!(
        nobody_pairs.post(&offer, Some(&offered)).await,
        is(409, "not_pairing")
    );

    let paired = Desk::paired();
    assert_eq!(
        paired.post(&offer, Some(&offered)).await,
        is(409, "already_paired")
    );

    let pocket = Pocket::default();
    let pairing = Desk::new(&[], Some(pocket.clone()));
    assert_eq!(
        pairing.deliver(&handshake(TOKEN)).await,
        is(200, "received")
    );
    assert_eq!(
        pairing.post(&offer, Some(&offered)).await,
        is(409, "already_paired"),
        "the first one stays"
    );
    assert_eq!(pocket.token.lock().unwrap().as_deref(), Some(TOKEN));

    let stolen = event("e1").to_string().into_bytes();
    let by_thief = sign(&SecretString::from(thief), &stolen);
    for desk in [&nobody_pairs, &paired, &pairing] {
        assert_eq!(
            desk.post(&stolen, Some(&by_thief)).await,
            is(401, "not_signed")
        );
        assert_eq!(desk.shelf.commits.load(Ordering::Relaxed), 0);
    }
}

#[tokio::test]
async fn a_handshake_that_its_own_holder_sends_again_changes_nothing() {
    let desk = Desk::paired();
    assert_eq!(desk.deliver(&handshake(TOKEN)).await, is(200, "received"));
    let signed_by_us = desk.deliver(&handshake("secret_another")).await;
    assert_eq!(signed_by_us, is(200, "received"));
    assert!(desk.shelf.ids().is_empty());
    let body = event("e1").to_string().into_bytes();
    let by_another = sign(&SecretString::from("secret_another"), &body);
    assert_eq!(
        desk.post(&body, Some(&by_another)).await,
        is(401, "not_signed")
    );
}

#[tokio::test]
async fn a_token_that_cannot_be_kept_is_not_believed_and_notion_may_send_it_again() {
    let pocket = Pocket::default();
    pocket.is_locked.store(true, Ordering::Relaxed);
    let desk = Desk::new(&[], Some(pocket.clone()));
    assert_eq!(desk.deliver(&handshake(TOKEN)).await, is(503, "not_stored"));
    assert_eq!(desk.deliver(&event("e1")).await, is(401, "not_signed"));
    pocket.is_locked.store(false, Ordering::Relaxed);
    assert_eq!(desk.deliver(&handshake(TOKEN)).await, is(200, "received"));
    assert_eq!(desk.deliver(&event("e1")).await, is(200, "received"));
}

#[tokio::test]
async fn a_store_that_fails_is_told_to_notion_which_sends_the_event_again() {
    let desk = Desk::paired();
    desk.shelf.is_full.store(true, Ordering::Relaxed);
    assert_eq!(desk.deliver(&event("e1")).await, is(503, "not_stored"));
    assert_eq!(*desk.stored.borrow(), 0);
    desk.shelf.is_full.store(false, Ordering::Relaxed);
    assert_eq!(desk.deliver(&event("e1")).await, is(200, "received"));
    assert_eq!(desk.shelf.ids(), ["e1"]);
}

#[tokio::test]
async fn each_of_several_subscriptions_is_believed() {
    let desk = Desk::new(&["secret_first", TOKEN], None);
    assert_eq!(desk.deliver(&event("e1")).await, is(200, "received"));
    let body = event("e2").to_string().into_bytes();
    let by_first = sign(&SecretString::from("secret_first"), &body);
    assert_eq!(desk.post(&body, Some(&by_first)).await, is(200, "received"));
}

#[tokio::test]
async fn a_body_beyond_every_event_is_not_read() {
    let desk = Desk::paired();
    let mut large = event("e1");
    large["data"] = json!({"blocks": "x".repeat(BODY_LIMIT)});
    assert_eq!(desk.deliver(&large).await, is(413, "too_large"));
    assert!(desk.shelf.ids().is_empty());
}

#[tokio::test]
async fn a_body_that_does_not_arrive_is_not_waited_for() {
    let desk = Desk::paired();
    let never = Body::from_stream(futures::stream::pending::<Result<Bytes, std::io::Error>>());
    let request = http::Request::post(PATH).body(never).unwrap();
    let answer = desk.router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::REQUEST_TIMEOUT);
}

#[tokio::test]
async fn health_says_that_it_is_there_and_nothing_else() {
    let desk = Desk::paired();
    let request = http::Request::get("/health").body(Body::empty()).unwrap();
    let answer = desk.router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(
        to_bytes(answer.into_body(), 100).await.unwrap(),
        "{\"status\":\"ok\"}"
    );
    for (method, path, expected) in [
        ("GET", PATH, 405),
        ("POST", "/health", 405),
        ("GET", "/", 404),
    ] {
        let request = http::Request::builder()
            .method(method)
            .uri(path)
            .body(Body::empty())
            .unwrap();
        let answer = desk.router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), expected, "{method} {path}");
    }
}
