//! Connections that a person signed in to: their tokens are exchanged, kept, and told about when they are lost.

use std::net::Ipv6Addr;
use std::sync::PoisonError;

use keepsake_notion::OAuthCredentials;
use keepsake_simulator::{CLIENT_ID, CLIENT_SECRET, Fault, FaultKind, REDIRECTS, TokenState};
use secrecy::{ExposeSecret, SecretString};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex;
use tower::ServiceExt;

use super::world::{Answering, World, import, is_anywhere};
use crate::dto::{Connection, ConnectionKind, ConnectionState, RunState};
use crate::sign_in::attempt::Refusal;
use crate::{Access, AppError, Authorized, ErrorCode, Keepsake, SignIn, SignInWay, Words, grants};

/// The three ports that browsers come back to belong to one test at a time.
pub(super) static PORTS: Mutex<()> = Mutex::const_new(());

/// The code that a browser would bring back.
async fn code(world: &World) -> SecretString {
    let redirect = REDIRECTS[0].replace(':', "%3A").replace('/', "%2F");
    let address = format!(
        "/v1/oauth/authorize?owner=user&response_type=code&client_id={CLIENT_ID}\
         &redirect_uri={redirect}&state=s&auto=allow"
    );
    let request = http::Request::builder()
        .uri(address)
        .body(axum::body::Body::empty())
        .unwrap();
    let answer = world.simulator.router().oneshot(request).await.unwrap();
    let location = answer.headers()["location"].to_str().unwrap().to_owned();
    let code = location.split("code=").nth(1).unwrap();
    SecretString::from(code.split('&').next().unwrap())
}

/// What the browser gets at an address of this computer.
pub(super) async fn browse(address: &str) -> String {
    let address: url::Url = address.parse().unwrap();
    let host = (address.host_str().unwrap(), address.port().unwrap());
    let socket = TcpStream::connect(host).await.unwrap();
    browse_through(socket, &address).await
}

/// The same through a connection that is open.
async fn browse_through(mut socket: TcpStream, address: &url::Url) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let host = (address.host_str().unwrap(), address.port().unwrap());
    let path = &address[url::Position::BeforePath..];
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: {}:{}\r\nConnection: close\r\n\r\n",
        host.0, host.1
    );
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    answer
}

/// Where Notion sends the browser back to when the person has answered at `address`.
pub(super) async fn answered(world: &World, address: &str, answer: &str) -> String {
    let address: url::Url = address.parse().unwrap();
    let path = &address[url::Position::BeforePath..];
    let request = http::Request::builder()
        .uri(format!("{path}&auto={answer}"))
        .body(axum::body::Body::empty())
        .unwrap();
    let answer = world.simulator.router().oneshot(request).await.unwrap();
    answer.headers()["location"].to_str().unwrap().to_owned()
}

fn own_client() -> OAuthCredentials {
    OAuthCredentials {
        client_id: CLIENT_ID.to_owned(),
        client_secret: CLIENT_SECRET.into(),
    }
}

/// A sign-in with a connection of the person's own, as it waits for the browser.
pub(super) async fn begun(core: &Keepsake) -> SignIn {
    core.begin_sign_in(SignInWay::Own(own_client()))
        .await
        .unwrap()
}

#[tokio::test]
async fn a_person_signs_in_in_the_browser_and_comes_back_to_this_computer() {
    let _ports = PORTS.lock().await;
    let world = World::new("flat");
    let core = world.core().await;
    let sign_in = begun(&core).await;
    let back = answered(&world, sign_in.address(), "allow").await;
    let forged = back.replace("state=", "state=0");
    let finished = tokio::spawn(sign_in.finish());
    let refused = browse(&forged).await;
    assert!(refused.starts_with("HTTP/1.1 400"), "{refused}");
    assert!(refused.contains("another sign-in"), "{refused}");
    let page = browse(&back).await;
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("cache-control: no-store") && page.contains("default-src 'none'"));
    let code = back
        .split("code=")
        .nth(1)
        .unwrap()
        .split('&')
        .next()
        .unwrap();
    assert!(
        !page.contains(code),
        "the page shows nothing of the sign-in"
    );
    let connection = finished.await.unwrap().unwrap();
    assert_eq!(connection.kind, ConnectionKind::SignIn);
    import(&core, &connection).await.unwrap();
    assert_eq!(
        core.came_back(&back).unwrap_err(),
        Refusal::NobodyAsked,
        "the place is closed"
    );
}

#[tokio::test]
async fn a_browser_that_takes_localhost_for_ipv6_comes_back_as_well() {
    if TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).await.is_err() {
        // A computer without addresses of that family: browsers on it have none either.
        return;
    }
    let _ports = PORTS.lock().await;
    let world = World::new("flat");
    let core = world.core().await;
    let sign_in = begun(&core).await;
    let back = answered(&world, sign_in.address(), "allow").await;
    let finished = tokio::spawn(sign_in.finish());
    let address: url::Url = back.parse().unwrap();
    let place = (Ipv6Addr::LOCALHOST, address.port().unwrap());
    let socket = TcpStream::connect(place).await.unwrap();
    assert!(socket.peer_addr().unwrap().is_ipv6());
    let page = browse_through(socket, &address).await;
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let connection = finished.await.unwrap().unwrap();
    assert_eq!(connection.kind, ConnectionKind::SignIn);
}

#[tokio::test]
async fn an_address_that_is_pasted_ends_the_sign_in_as_well_and_a_no_is_told() {
    let _ports = PORTS.lock().await;
    let world = World::new("flat");
    let core = world.core().await;
    let sign_in = begun(&core).await;
    let back = answered(&world, sign_in.address(), "deny").await;
    let finished = tokio::spawn(sign_in.finish());
    assert_eq!(core.came_back(&back).unwrap_err(), Refusal::Denied);
    let error = finished.await.unwrap().unwrap_err();
    assert!(Words::english().of_error(&error).contains("did not allow"));

    let sign_in = begun(&core).await;
    let back = answered(&world, sign_in.address(), "allow").await;
    let finished = tokio::spawn(sign_in.finish());
    core.came_back(&back).unwrap();
    finished.await.unwrap().unwrap();
    assert_eq!(core.connections().await.unwrap().len(), 1);
}

#[tokio::test]
async fn whoever_begins_another_sign_in_or_goes_away_ends_the_one_before() {
    let _ports = PORTS.lock().await;
    let world = World::new("flat");
    let core = world.core().await;
    let first = begun(&core).await;
    let old = answered(&world, first.address(), "allow").await;
    let second = begun(&core).await;
    assert!(core.came_back(&old).is_err());
    assert_eq!(first.finish().await.unwrap_err().code, ErrorCode::Cancelled);
    let current = answered(&world, second.address(), "allow").await;
    drop(second);
    assert_eq!(core.came_back(&current).unwrap_err(), Refusal::NobodyAsked);
}

pub(super) async fn sign_in(
    world: &World,
    core: &Keepsake,
    secret: &'static str,
) -> Result<Connection, AppError> {
    core.connect_authorized(Authorized::Code {
        code: code(world).await,
        redirect_uri: REDIRECTS[0].to_owned(),
        client: OAuthCredentials {
            client_id: CLIENT_ID.to_owned(),
            client_secret: secret.into(),
        },
    })
    .await
}

/// What the key store holds: the access token and whether an exchange is noted.
pub(super) fn kept(world: &World) -> Vec<(String, bool)> {
    let secrets = world
        .keys
        .secrets
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    let grants = secrets.values().map(|secret| {
        let grant = grants::read(&SecretString::from(secret.as_str())).unwrap();
        let token = grant.access_token.expose_secret().to_owned();
        (token, grant.in_exchange)
    });
    grants.collect()
}

pub(super) fn expire(world: &World) {
    for (token, _) in kept(world) {
        assert!(world.simulator.set_token_state(&token, TokenState::Expired));
    }
}

#[tokio::test]
async fn a_sign_in_is_kept_in_the_key_store_and_renewed_when_its_token_expires() {
    let world = World::new("flat");
    let core = world.core().await;
    let connection = sign_in(&world, &core, CLIENT_SECRET).await.unwrap();
    import(&core, &connection).await.unwrap();
    let before = kept(&world);
    assert_eq!(before.len(), 1, "the unchecked copy is gone");
    expire(&world);
    let result = import(&core, &connection).await.unwrap();
    assert_eq!(result.state, RunState::Completed);
    let after = kept(&world);
    assert_ne!(after[0].0, before[0].0);
    assert!(!after[0].1, "no exchange is left open");
    core.close().await.unwrap();
    let again = world.core().await;
    import(&again, &connection).await.unwrap();
    assert_eq!(kept(&world), after, "a restart goes on with what is kept");
    again.close().await.unwrap();
    for (token, _) in [before, after].concat() {
        assert!(!is_anywhere(&world.home(), token.as_bytes()));
    }
    assert!(!is_anywhere(&world.home(), CLIENT_SECRET.as_bytes()));
}

#[tokio::test]
async fn a_code_or_an_integration_that_notion_refuses_leaves_nothing_behind() {
    let world = World::new("flat");
    let core = world.core().await;
    let error = sign_in(&world, &core, "secret_wrong").await.unwrap_err();
    assert_eq!(error.code, ErrorCode::TokenRefused);
    let said = Words::english().of_error(&error);
    assert!(said.contains("sign in again"), "{said}");
    assert!(kept(&world).is_empty());
    assert!(core.connections().await.unwrap().is_empty());
}

#[tokio::test]
async fn an_exchange_whose_answer_is_lost_is_told_and_mended_by_signing_in_again() {
    let world = World::new("flat");
    let core = world.core().await;
    let connection = sign_in(&world, &core, CLIENT_SECRET).await.unwrap();
    import(&core, &connection).await.unwrap();
    let pages = core.status().await.unwrap().pages;
    expire(&world);
    world
        .simulator
        .add_fault(Fault::once(FaultKind::DroppedAfter, "oauth/token"));
    let result = import(&core, &connection).await.unwrap();
    assert_eq!(result.state, RunState::NeedsSignIn);
    assert!(result.cut_short, "the person hears why");
    let error = AppError::needs_sign_in(result.cut_short, result.refused_request);
    let said = Words::english().of_error(&error);
    assert!(
        said.contains("cut off") && said.contains("Connect again"),
        "{said}"
    );
    let state = core.connections().await.unwrap().remove(0).state;
    assert_eq!(state, ConnectionState::NeedsSignIn);

    let again = sign_in(&world, &core, CLIENT_SECRET).await.unwrap();
    let result = import(&core, &again).await.unwrap();
    assert_eq!(result.state, RunState::Completed);
    assert!(core.status().await.unwrap().pages >= pages);
}

#[tokio::test]
async fn a_passing_trouble_with_an_exchange_keeps_the_connection() {
    let world = World::new("flat");
    let core = world.core().await;
    let connection = sign_in(&world, &core, CLIENT_SECRET).await.unwrap();
    expire(&world);
    let fault = Fault {
        times: Some(99),
        ..Fault::once(FaultKind::Unavailable, "oauth/token")
    };
    world.simulator.add_fault(fault);
    let error = import(&core, &connection).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotionTrouble, "{error}");
    let state = core.connections().await.unwrap().remove(0).state;
    assert_eq!(state, ConnectionState::Ok);
    world.simulator.clear_faults();
    let result = import(&core, &connection).await.unwrap();
    assert_eq!(result.state, RunState::Completed);
}

#[tokio::test]
async fn a_renewed_pair_that_cannot_be_kept_is_told_and_kept_later() {
    let world = World::new("flat");
    let core = world.core().await;
    let connection = sign_in(&world, &core, CLIENT_SECRET).await.unwrap();
    import(&core, &connection).await.unwrap();
    expire(&world);
    world.keys.refuse_new_pairs(true);
    let error = import(&core, &connection).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::KeychainLocked, "{error}");
    assert!(error.retryable);
    let said = Words::english().of_error(&error);
    assert!(
        said.contains("exchanged for a new one") && !said.contains('{'),
        "{said}"
    );
    world.keys.refuse_new_pairs(false);
    let result = import(&core, &connection).await.unwrap();
    assert_eq!(result.state, RunState::Completed);
    assert_eq!(
        world.simulator.meters().per_endpoint["POST /v1/oauth/token"],
        2
    );
}

#[tokio::test]
async fn disconnecting_takes_the_access_back_and_forgets_the_sign_in() {
    let world = World::new("flat");
    let core = world.core().await;
    let connection = sign_in(&world, &core, CLIENT_SECRET).await.unwrap();
    let access = core.disconnect(&connection.id).await.unwrap().access;
    assert_eq!(access, Access::TakenBack);
    let asked = &world.simulator.meters().per_endpoint;
    assert_eq!(asked["POST /v1/oauth/revoke"], 1);
    assert!(kept(&world).is_empty());
    let error = import(&core, &connection).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::ConnectionStopped);
    let again = core.disconnect(&connection.id).await.unwrap().access;
    assert_eq!(again, Access::None, "there is nothing left to take back");
}

#[tokio::test]
async fn who_disconnects_without_network_is_disconnected_and_hears_that_the_access_stays() {
    let world = World::new("flat");
    let core = world.core().await;
    let connection = sign_in(&world, &core, CLIENT_SECRET).await.unwrap();
    *world.network.answering.lock().unwrap() = Answering::Nobody;
    let access = core.disconnect(&connection.id).await.unwrap().access;
    assert_eq!(access, Access::Unanswered);
    assert!(kept(&world).is_empty());
}
