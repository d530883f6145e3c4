//! Signing in through a broker: the whole way, by each of its ends.

use tower::ServiceExt;

use super::signing_in::{PORTS, answered, browse, expire, kept};
use super::world::{BROKER, World, import, is_anywhere};
use crate::dto::{ConnectionKind, RunState};
use crate::sign_in::LINK;
use crate::sign_in::attempt::Refusal;
use crate::{Access, ErrorCode, LockedKeys, MemoryFate, SignInWay, Words};

const BY_LINK: SignInWay = SignInWay::Broker {
    link_leads_here: true,
};
const BY_PORT: SignInWay = SignInWay::Broker {
    link_leads_here: false,
};

/// Where the broker's page leads when the person has answered in Notion.
async fn led_to(world: &World, address: &str, answer: &str) -> String {
    let back = answered(world, address, answer).await;
    assert!(back.starts_with(BROKER), "{back}");
    let page = page(world, back.strip_prefix(BROKER).unwrap()).await;
    let (_, rest) = page.split_once("href=\"").unwrap();
    let (link, _) = rest.split_once('"').unwrap();
    link.replace("&amp;", "&")
}

/// What the broker shows at a path.
async fn page(world: &World, path: &str) -> String {
    let request = http::Request::builder()
        .uri(path)
        .body(axum::body::Body::empty())
        .unwrap();
    let answer = world.broker().oneshot(request).await.unwrap();
    let body = axum::body::to_bytes(answer.into_body(), 1 << 20).await;
    String::from_utf8(body.unwrap().to_vec()).unwrap()
}

fn pickup_of(link: &str) -> String {
    let link: url::Url = link.parse().unwrap();
    let mut pairs = link.query_pairs();
    let pickup = pairs.find(|(name, _)| name == "pickup").unwrap();
    pickup.1.into_owned()
}

#[tokio::test]
async fn a_link_a_port_and_a_pasted_code_end_a_sign_in_alike() {
    let _ports = PORTS.lock().await;
    for way in ["link", "port", "code"] {
        let world = World::new("flat");
        let core = world.core().await;
        let by = if way == "port" { BY_PORT } else { BY_LINK };
        let sign_in = core.begin_sign_in(by).await.unwrap();
        let end = led_to(&world, sign_in.address(), "allow").await;
        assert_eq!(end.starts_with(LINK), way != "port", "{end}");
        let finished = tokio::spawn(sign_in.finish());
        match way {
            "link" => core.came_back(&end).unwrap(),
            "code" => core.came_back_by_hand(&pickup_of(&end)).unwrap(),
            _ => assert!(browse(&end).await.starts_with("HTTP/1.1 200")),
        }
        let connection = finished.await.unwrap().unwrap();
        assert_eq!(connection.kind, ConnectionKind::SignIn, "{way}");
        let result = import(&core, &connection).await.unwrap();
        assert_eq!(result.state, RunState::Completed, "{way}");
        core.close().await.unwrap();
        for secret in [pickup_of(&end), kept(&world)[0].0.clone()] {
            assert!(!is_anywhere(&world.home(), secret.as_bytes()), "{way}");
        }
    }
}

#[tokio::test]
async fn where_no_page_was_ticked_another_sign_in_shows_what_is_ticked_then() {
    let world = World::new("flat");
    let core = world.core().await;
    let mut connections = Vec::new();
    for (answer, is_seen) in [("allow&pages=none", false), ("allow&pages=all", true)] {
        let sign_in = core.begin_sign_in(BY_LINK).await.unwrap();
        let link = led_to(&world, sign_in.address(), answer).await;
        core.came_back(&link).unwrap();
        let connection = sign_in.finish().await.unwrap();
        let seen = core.refresh_catalog(&connection.id).await.unwrap();
        assert_eq!(seen.pages + seen.databases > 0, is_seen, "{answer}");
        connections.push(connection.id);
    }
    // Notion may count it as another connection: the one that saw nothing can go, and the other one goes on.
    core.disconnect_with(&connections[0], MemoryFate::Remove, LockedKeys::Refuse)
        .await
        .unwrap();
    let seen = core.refresh_catalog(&connections[1]).await.unwrap();
    assert!(seen.pages > 0);
    core.close().await.unwrap();
}

#[tokio::test]
async fn a_token_that_came_through_a_broker_is_renewed_and_taken_back_there() {
    let world = World::new("flat");
    let core = world.core().await;
    let sign_in = core.begin_sign_in(BY_LINK).await.unwrap();
    let link = led_to(&world, sign_in.address(), "allow").await;
    core.came_back(&link).unwrap();
    let connection = sign_in.finish().await.unwrap();
    import(&core, &connection).await.unwrap();
    let before = kept(&world);
    expire(&world);
    let result = import(&core, &connection).await.unwrap();
    assert_eq!(result.state, RunState::Completed);
    let after = kept(&world);
    assert_ne!(after[0].0, before[0].0);
    assert!(!after[0].1, "no exchange is left open");
    let access = core.disconnect(&connection.id).await.unwrap().access;
    assert_eq!(access, Access::TakenBack);
    let error = core.connect_token(after[0].0.as_str().into()).await;
    assert_eq!(error.unwrap_err().code, ErrorCode::TokenRefused);
}

#[tokio::test]
async fn a_stolen_link_is_worth_nothing_and_the_person_is_told_of_the_thief() {
    let world = World::new("flat");
    let thief = World::new("flat");
    let core = world.core().await;
    let other = thief.core().await;
    let sign_in = core.begin_sign_in(BY_LINK).await.unwrap();
    let link = led_to(&world, sign_in.address(), "allow").await;

    // Another program that knows everything but the verifier asks the same broker first.
    thief.share_broker(&world);
    let theirs = other.begin_sign_in(BY_LINK).await.unwrap();
    let stolen = tokio::spawn(theirs.finish());
    assert_eq!(other.came_back(&link).unwrap_err(), Refusal::OtherState);
    other.came_back_by_hand(&pickup_of(&link)).unwrap();
    let error = stolen.await.unwrap().unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidInput);
    assert!(kept(&thief).is_empty(), "it got nothing");

    core.came_back(&link).unwrap();
    let error = sign_in.finish().await.unwrap_err();
    let said = Words::english().of_error(&error);
    assert!(said.contains("Another program"), "{said}");
    assert!(kept(&world).is_empty());
    assert!(core.connections().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_no_in_notion_comes_back_by_the_link_too() {
    let world = World::new("flat");
    let core = world.core().await;
    let sign_in = core.begin_sign_in(BY_LINK).await.unwrap();
    let link = led_to(&world, sign_in.address(), "deny").await;
    assert_eq!(core.came_back(&link).unwrap_err(), Refusal::Denied);
    let error = sign_in.finish().await.unwrap_err();
    assert!(Words::english().of_error(&error).contains("did not allow"));
}

#[tokio::test]
async fn the_address_for_the_browser_names_the_broker_and_hides_the_verifier() {
    let world = World::new("flat");
    let core = world.core().await;
    let sign_in = core.begin_sign_in(BY_LINK).await.unwrap();
    let address: url::Url = sign_in.address().parse().unwrap();
    let value = |name: &str| {
        let mut pairs = address.query_pairs();
        pairs
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    };
    assert_eq!(value("redirect_uri"), Some(format!("{BROKER}/callback")));
    assert_eq!(value("state").unwrap().split('.').count(), 2);
}
