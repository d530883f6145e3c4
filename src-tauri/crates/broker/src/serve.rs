//! The broker on a socket.
//!
//! The rule it protects: when it ends, whoever it has asked Notion for is answered: a token that was bought and not handed
//! over would be lost.

use std::net::SocketAddr;

use axum::Router;
use tokio::net::TcpListener;

/// Serves until `end` comes, then lets requests that have begun finish.
///
/// # Errors
/// What the system says when connections can no longer be taken.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    end: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(end)
        .await
}
