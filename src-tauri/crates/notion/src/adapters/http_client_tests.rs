#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;
use crate::ports::CollectError;

/// A server that answers every connection with these bytes and, if so told, keeps it open.
async fn server(answer: &'static str, then_hang: bool) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (mut connection, _) = listener.accept().await.unwrap();
            tokio::spawn(async move {
                let mut request = [0; 4096];
                let _ = connection.read(&mut request).await;
                let _ = connection.write_all(answer.as_bytes()).await;
                if then_hang {
                    std::future::pending::<()>().await;
                }
            });
        }
    });
    format!("http://{address}/secret-path?secret=1")
}

fn transport() -> ReqwestTransport {
    ReqwestTransport::for_api(Duration::from_millis(300))
}

fn get(url: &str) -> Request<Bytes> {
    Request::get(url).body(Bytes::new()).unwrap()
}

#[tokio::test]
async fn an_answer_comes_with_status_headers_and_body() {
    let url = server(
        "HTTP/1.1 404 Not Found\r\nx-a: b\r\ncontent-length: 2\r\n\r\nhi",
        false,
    )
    .await;
    let answer = transport().send(get(&url)).await.unwrap();
    assert_eq!(answer.status(), 404);
    assert_eq!(answer.headers()["x-a"], "b");
    assert_eq!(answer.into_body().collect(9).await.unwrap(), "hi");
}

#[tokio::test]
async fn a_client_is_made_by_the_first_request_that_needs_it_and_once() {
    let transport = transport();
    let made = |of: &ReqwestTransport| {
        let Clients {
            outside, loopback, ..
        } = &*of.clients;
        (outside.get().is_some(), loopback.get().is_some())
    };
    assert_eq!(made(&transport), (false, false), "no certificate was read");

    let url = server("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", false).await;
    let other = transport.clone();
    let not_sent = other.send(get(&url));
    assert_eq!(
        made(&transport),
        (false, false),
        "a request that nobody waits for"
    );
    not_sent.await.unwrap();
    assert_eq!(made(&transport), (false, true), "for this computer alone");

    let address = url.parse().unwrap();
    let first: *const _ = transport.clients.for_address(&address).unwrap();
    let second: *const _ = other.clients.for_address(&address).unwrap();
    assert!(
        std::ptr::eq(first, second),
        "every request after it has the same one"
    );
}

#[tokio::test]
async fn a_redirect_is_returned_and_not_followed() {
    let url = server(
        "HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n",
        false,
    )
    .await;
    let answer = transport().send(get(&url)).await.unwrap();
    assert_eq!(answer.status(), 302);
}

#[tokio::test]
async fn what_went_wrong_is_told_apart_and_addresses_are_left_out() {
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        format!("http://{}/secret-path", listener.local_addr().unwrap())
    };
    let table = [
        (closed, TransportErrorKind::Connect),
        (server("", false).await, TransportErrorKind::Interrupted),
        (server("", true).await, TransportErrorKind::Timeout),
        (
            "ftp://127.0.0.1/secret-path".to_owned(),
            TransportErrorKind::Unusable,
        ),
    ];
    for (url, kind) in table {
        let error = transport().send(get(&url)).await.unwrap_err();
        assert_eq!(error.kind, kind, "{url}: {error}");
        assert!(!error.message.contains("secret"), "{error}");
    }
}

#[tokio::test]
async fn a_body_that_ends_early_or_stalls_is_an_error() {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhi";
    for then_hang in [false, true] {
        let url = server(head, then_hang).await;
        let transports = [
            transport(),
            ReqwestTransport::for_files(Duration::from_millis(300)),
        ];
        for transport in transports {
            let answer = transport.send(get(&url)).await.unwrap();
            let error = answer.into_body().collect(99).await.unwrap_err();
            let CollectError::Broken(error) = error else {
                panic!("{error}");
            };
            let expected = if then_hang {
                TransportErrorKind::Timeout
            } else {
                TransportErrorKind::Interrupted
            };
            assert_eq!(error.kind, expected, "{error}");
        }
    }
}

/// What the child process of the next test does; it does nothing when the tests are run as a whole.
#[tokio::test]
async fn in_a_process_with_proxies() {
    let Ok(here) = std::env::var("KEEPSAKE_TEST_LOOPBACK") else {
        return;
    };
    let answer = transport().send(get(&here)).await.unwrap();
    assert_eq!(answer.into_body().collect(99).await.unwrap(), "direct");
    let there = get("http://elsewhere.invalid/secret-path");
    let answer = transport().send(there).await.unwrap();
    assert_eq!(answer.into_body().collect(99).await.unwrap(), "by proxy");
    let secure = get("https://elsewhere.invalid/secret-path");
    let error = transport().send(secure).await.unwrap_err();
    assert_eq!(error.kind, TransportErrorKind::Proxy, "{error}");
    assert!(!error.message.contains("secret"), "{error}");
}

#[tokio::test]
async fn proxies_of_the_environment_carry_everything_but_what_is_for_this_computer() {
    let direct = server("HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\ndirect", false).await;
    let proxy = server(
        "HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\nby proxy",
        false,
    )
    .await;
    let proxy = proxy.trim_end_matches("/secret-path?secret=1");
    let refusing = server(
        "HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n",
        false,
    )
    .await;
    let refusing = refusing.trim_end_matches("/secret-path?secret=1");
    // The environment belongs to the whole process, so a process of its own is asked.
    let mut child = std::process::Command::new(std::env::current_exe().unwrap());
    child
        .args([
            "--exact",
            "adapters::http_client::tests::in_a_process_with_proxies",
        ])
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .env("KEEPSAKE_TEST_LOOPBACK", &direct);
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY"] {
        child.env(name, proxy);
    }
    for name in ["HTTPS_PROXY", "https_proxy"] {
        child.env(name, refusing);
    }
    let ended = tokio::task::spawn_blocking(move || child.output().unwrap());
    let ended = ended.await.unwrap();
    let said = String::from_utf8_lossy(&ended.stdout);
    assert!(
        ended.status.success() && said.contains("1 passed"),
        "{said}"
    );
}
