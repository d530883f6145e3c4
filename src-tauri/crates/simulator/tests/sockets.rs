//! The simulator behind a real socket: connections that break, and webhooks that arrive.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_simulator::{Edit, Fault, FaultKind, Options, Simulator, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

async fn start() -> (Simulator, std::net::SocketAddr) {
    let simulator = Simulator::new("flat", Options::default()).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(simulator.clone(), listener));
    (simulator, address)
}

async fn exchange(address: std::net::SocketAddr, request: String) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // A broken connection may end in an error; what arrived before it counts.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

fn get(simulator: &Simulator, path: &str) -> String {
    let token = simulator.token();
    format!(
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nNotion-Version: 2026-03-11\r\n\
         Connection: close\r\n\r\n"
    )
}

#[tokio::test]
async fn a_dropped_connection_gives_no_answer_at_all() {
    let (simulator, address) = start().await;
    let good = exchange(address, get(&simulator, "/v1/users/me")).await;
    assert!(good.starts_with("HTTP/1.1 200"), "{good}");
    for kind in [FaultKind::DroppedBefore, FaultKind::DroppedAfter] {
        simulator.add_fault(Fault::once(kind, ""));
        assert_eq!(
            exchange(address, get(&simulator, "/v1/users/me")).await,
            "",
            "{kind:?}"
        );
    }
}

#[tokio::test]
async fn a_webhook_subscription_is_greeted_and_then_told_of_edits_with_a_signature() {
    let (simulator, address) = start().await;
    let receiver = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let body = format!(
        "{{\"url\":\"http://{}/hook\",\"secret\":\"secret_key\"}}",
        receiver.local_addr().unwrap()
    );
    let subscribe = format!(
        "POST /simulator/webhooks HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    assert!(exchange(address, subscribe).await.contains("secret_key"));
    assert!(
        receive(&receiver)
            .await
            .contains("{\"verification_token\":\"secret_key\"}")
    );
    let page = simulator.first_page().unwrap();
    simulator
        .edit(&Edit::SetTitle {
            id: page,
            text: "New".to_owned(),
        })
        .unwrap();
    let event = receive(&receiver).await;
    assert!(event.contains("X-Notion-Signature: sha256="), "{event}");
    assert!(
        event.contains("\"type\":\"page.properties_updated\"") && event.contains(&page.to_string()),
        "{event}"
    );
}

async fn receive(listener: &TcpListener) -> String {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut request = vec![0_u8; 16_384];
    let mut length = 0;
    loop {
        length += stream.read(&mut request[length..]).await.unwrap();
        let text = String::from_utf8_lossy(&request[..length]).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let expected = head
                .lines()
                .find_map(|line| line.strip_prefix("Content-Length: "))
                .unwrap();
            if body.len() >= expected.parse::<usize>().unwrap() {
                stream
                    .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                    .await
                    .unwrap();
                return text;
            }
        }
    }
}
