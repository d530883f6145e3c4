//! The receiver on a socket.
//!
//! The rule it protects: when it ends, everything that was taken is written and answered.

use axum::Router;
use tokio::net::TcpListener;

use crate::writer::Writer;

/// Serves until `end` comes, then lets requests that have begun finish.
///
/// # Errors
/// What the system says when connections can no longer be taken.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    writer: Writer,
    end: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let writing = tokio::spawn(writer.run());
    let served = axum::serve(listener, router)
        .with_graceful_shutdown(end)
        .await;
    // The router is gone now, so the writer ends by itself; it does not panic.
    let _ = writing.await;
    served
}
