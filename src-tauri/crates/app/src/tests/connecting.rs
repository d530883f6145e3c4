//! Connecting and disconnecting.

use std::sync::PoisonError;

use secrecy::{ExposeSecret, SecretString};

use super::world::{Answering, World, import, is_anywhere};
use crate::dto::{ConnectionState, Onboarding, RunState};
use crate::secrets::KeyStore;
use crate::{ErrorCode, LockedKeys, MemoryFate, Words};

#[tokio::test]
async fn a_token_that_notion_accepts_lies_in_the_key_store_and_nowhere_else() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    assert_eq!(connection.state, ConnectionState::Ok);
    let kept: Vec<String> = world
        .keys
        .secrets
        .lock()
        .unwrap()
        .values()
        .cloned()
        .collect();
    assert_eq!(
        kept,
        [world.token().expose_secret()],
        "the unchecked copy is gone"
    );
    import(&core, &connection).await.unwrap();
    core.close().await.unwrap();
    assert!(!is_anywhere(
        &world.home(),
        world.token().expose_secret().as_bytes()
    ));
}

#[tokio::test]
async fn a_token_that_notion_refuses_leaves_nothing_behind() {
    let world = World::new("flat");
    let core = world.core().await;
    let error = core
        .connect_token(SecretString::from("ntn_wrong"))
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::TokenRefused);
    assert!(
        world
            .keys
            .secrets
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_empty()
    );
    assert!(core.connections().await.unwrap().is_empty());
}

#[tokio::test]
async fn without_network_or_behind_a_proxy_nothing_is_stored_and_the_reason_is_said() {
    let world = World::new("flat");
    let core = world.core().await;
    for (answering, code) in [
        (Answering::Nobody, ErrorCode::Offline),
        (Answering::Page, ErrorCode::ProxyPage),
    ] {
        world.answer(answering);
        let error = core.connect_token(world.token()).await.unwrap_err();
        assert_eq!(error.code, code, "{error}");
        assert!(world.keys.secrets.lock().unwrap().is_empty());
    }
    assert!(core.connections().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_token_is_sent_only_to_the_origin_it_was_connected_at() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    core.close().await.unwrap();
    let core = crate::Keepsake::open_with(world.options("https://elsewhere.invalid"))
        .await
        .unwrap();
    import(&core, &connection).await.unwrap();
    let hosts = world.network.hosts.lock().unwrap();
    assert!(
        hosts.iter().all(|host| host == "notion.invalid"),
        "somebody else was asked"
    );
}

#[tokio::test]
async fn what_goes_wrong_at_notion_is_told_apart_and_says_what_to_do() {
    let table = [
        ("unauthorized", ErrorCode::NeedsSignIn, "Connect again"),
        ("capability_missing", ErrorCode::Permission, "capability"),
        ("blocked", ErrorCode::Permission, "capability"),
        ("not_found", ErrorCode::NotFound, "Share it"),
        ("proxy_page", ErrorCode::ProxyPage, "proxy"),
        ("bad_gateway", ErrorCode::NotionTrouble, "few minutes"),
        ("truncated_json", ErrorCode::NotionTrouble, "few minutes"),
        ("empty_body", ErrorCode::NotionTrouble, "few minutes"),
        ("dropped_before", ErrorCode::Offline, "network"),
    ];
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    for (kind, code, words) in table {
        let fault = serde_json::json!({"kind": kind, "endpoint": "search", "times": 99});
        world
            .simulator
            .add_fault(serde_json::from_value(fault).unwrap());
        let error = core.refresh_catalog(&connection.id).await.unwrap_err();
        world.simulator.clear_faults();
        assert_eq!(error.code, code, "{kind}: {error}");
        let said = Words::english().of_error(&error);
        assert!(
            said.contains(words) && !said.contains('{'),
            "{kind}: {said}"
        );
    }
    core.refresh_catalog(&connection.id).await.unwrap();
}

#[tokio::test]
async fn a_token_never_leaves_this_computer_unprotected() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    let before = world.network.hosts.lock().unwrap().len();
    world.keys.set("unchecked", world.token()).await.unwrap();
    let error = core
        .check_token("unchecked", "http://notion.invalid")
        .await
        .unwrap_err();
    assert_eq!(error.details["problem"], "plain_http");
    assert!(
        Words::english()
            .of_error(&error)
            .contains("http://notion.invalid"),
        "the sentence names the address"
    );
    let stored = core
        .store()
        .connection(connection.id.parse().unwrap())
        .await
        .unwrap();
    let unprotected = keepsake_memory::Connection {
        details: keepsake_memory::NewConnection {
            base_url: "http://notion.invalid".to_owned(),
            ..stored.details
        },
        ..stored
    };
    core.unlink(unprotected.id).await;
    let error = core.link(&unprotected).await.err().unwrap();
    assert_eq!(error.details["problem"], "plain_http");
    assert_eq!(
        world.network.hosts.lock().unwrap().len(),
        before,
        "nothing was sent"
    );
}

#[tokio::test]
async fn disconnecting_removes_the_token_and_keeps_the_memory_unless_told_otherwise() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    let pages = core.status().await.unwrap().pages;
    core.disconnect(&connection.id).await.unwrap();
    assert!(world.keys.secrets.lock().unwrap().is_empty());
    assert_eq!(core.status().await.unwrap().pages, pages);
    let error = import(&core, &connection).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::ConnectionStopped);
    let again = core.connect_token(world.token()).await.unwrap();
    assert_eq!(
        again.id, connection.id,
        "the same bot at the same origin is the same connection"
    );
    core.disconnect_with(&connection.id, MemoryFate::Remove, LockedKeys::Refuse)
        .await
        .unwrap();
    assert!(core.connections().await.unwrap().is_empty());
    assert_eq!(core.start().await.unwrap().onboarding, Onboarding::Welcome);
}

#[tokio::test]
async fn a_token_revoked_in_the_middle_asks_for_sign_in_and_keeps_what_was_read() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    world
        .simulator
        .add_fault(serde_json::from_value(serde_json::json!({"kind": "unauthorized"})).unwrap());
    let result = import(&core, &connection).await.unwrap();
    assert_eq!(result.state, RunState::NeedsSignIn);
    let state = core.connections().await.unwrap().remove(0).state;
    assert_eq!(state, ConnectionState::NeedsSignIn);
    assert!(core.status().await.unwrap().pages > 0);
}
