//! The simulator behind a socket, for programs in other processes and for the SDKs.

use std::time::Duration;

use tokio::net::TcpListener;

use crate::simulator::Simulator;
use crate::webhooks::sender;

/// How often queued webhooks are looked at.
const WEBHOOK_PAUSE: Duration = Duration::from_millis(200);

/// Serves until the task is dropped.
///
/// # Errors
///
/// What the listener fails with.
pub async fn serve(simulator: Simulator, listener: TcpListener) -> std::io::Result<()> {
    let router = simulator.router();
    let webhooks = async {
        loop {
            sender::deliver(&simulator).await;
            pause().await;
        }
    };
    tokio::select! {
        result = axum::serve(listener, router) => result,
        () = webhooks => Ok(()),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the adapter between simulated and real time"
)]
async fn pause() {
    tokio::time::sleep(WEBHOOK_PAUSE).await;
}
