//! Delivers queued events with one plain HTTP/1.1 POST each. Only `http://` addresses: a test's receiver has no certificate.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::Delivery;
use crate::simulator::Simulator;

/// Delivers everything that is due, one after the other.
pub(crate) async fn deliver(simulator: &Simulator) {
    loop {
        let now = simulator.clock().milliseconds();
        let Some(delivery) = simulator.lock().webhooks.next_due(now) else {
            return;
        };
        let accepted = post(&delivery).await.unwrap_or(false);
        simulator.lock().webhooks.settle(delivery, accepted, now);
    }
}

/// Whether the receiver answered with a 2xx status.
async fn post(delivery: &Delivery) -> std::io::Result<bool> {
    let rest = delivery
        .url
        .strip_prefix("http://")
        .unwrap_or(&delivery.url);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let address = if host.contains(':') {
        host.to_owned()
    } else {
        format!("{host}:80")
    };
    let mut stream = TcpStream::connect(address).await?;
    let request = format!(
        "POST /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nX-Notion-Signature: {}\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{}",
        delivery.signature,
        delivery.body.len(),
        delivery.body
    );
    stream.write_all(request.as_bytes()).await?;
    let mut head = [0_u8; 12];
    stream.read_exact(&mut head).await?;
    Ok(head.starts_with(b"HTTP/1.1 2") || head.starts_with(b"HTTP/1.0 2"))
}
