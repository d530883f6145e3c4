//! A simulated Notion behind a socket of its own, which can go away, come back, and be impersonated.
//!
//! It runs inside the test, so that its meters are read without asking through the socket.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use keepsake_simulator::{Meters, Options, Simulator, TokenState};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket};
use tokio::runtime::Runtime;

use crate::real_time::until;

/// Connections that wait to be accepted.
const BACKLOG: u32 = 64;

/// What a network's sign-in page looks like.
pub(crate) const SIGN_IN_PAGE: &str = "<!DOCTYPE html><html><head><title>Welcome to Hotel Wi-Fi</title></head>\
     <body><form action=\"/login\">Room number: <input name=\"room\"></form></body></html>";

/// A simulated Notion at an address that stays its own.
pub(crate) struct Served {
    simulator: Simulator,
    address: SocketAddr,
    /// Bound and never listening: nobody else gets the port while nothing serves there.
    _reserved: TcpSocket,
    running: Option<Runtime>,
}

impl Served {
    /// Serves a workspace, with 429 beyond `limit` requests in 60 seconds.
    pub(crate) fn new(workspace: &str, limit: Option<u32>) -> Self {
        let options = Options {
            limit,
            ..Options::default()
        };
        let reserved = bound((Ipv4Addr::LOCALHOST, 0).into()).unwrap();
        let mut served = Self {
            simulator: Simulator::new(workspace, options).unwrap(),
            address: reserved.local_addr().unwrap(),
            _reserved: reserved,
            running: None,
        };
        served.come_back();
        served
    }

    /// Its origin.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where it is.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The simulator, for its meters, its truth and its faults.
    pub(crate) fn simulator(&self) -> &Simulator {
        &self.simulator
    }

    /// What it has measured.
    pub(crate) fn meters(&self) -> Meters {
        self.simulator.meters()
    }

    /// The main token.
    pub(crate) fn token(&self) -> String {
        self.simulator.token()
    }

    /// A token in this state.
    pub(crate) fn token_that_is(&self, state: TokenState) -> String {
        let mut tokens = self.simulator.tokens().into_iter();
        tokens.find(|token| token.state == state).unwrap().token
    }

    /// Breaks every connection and refuses new ones.
    pub(crate) fn go_away(&mut self) {
        if let Some(running) = self.running.take() {
            running.shutdown_timeout(Duration::from_secs(10));
        }
    }

    /// Serves again, with the workspace as it was.
    pub(crate) fn come_back(&mut self) {
        let simulator = self.simulator.clone();
        self.serve(async move |listener| keepsake_simulator::serve(simulator, listener).await);
    }

    /// Lets something that is not Notion answer every request with these bytes, whatever was asked.
    pub(crate) fn be_impersonated(&mut self, answer: String) {
        self.serve(async move |listener| {
            loop {
                let (mut stream, _) = listener.accept().await?;
                let answer = answer.clone();
                tokio::spawn(async move {
                    let mut request = [0; 16 * 1024];
                    // Who hangs up early gets no answer.
                    let _ = stream.read(&mut request).await;
                    let _ = stream.write_all(answer.as_bytes()).await;
                });
            }
        });
    }

    fn serve<F>(&mut self, work: impl FnOnce(TcpListener) -> F + Send + 'static)
    where
        F: Future<Output = std::io::Result<()>> + Send + 'static,
    {
        self.go_away();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let listener = {
            let _inside = runtime.enter();
            // A connection of another test may have been given the port meanwhile; it does not keep it for long.
            let mut socket = None;
            until("the address is free again", || {
                socket = bound(self.address).ok();
                socket.is_some()
            });
            socket.unwrap().listen(BACKLOG).unwrap()
        };
        runtime.spawn(work(listener));
        self.running = Some(runtime);
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.go_away();
    }
}

/// An HTTP answer as bytes.
pub(crate) fn http_answer(status: &str, headers: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{headers}Content-Length: {}\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    )
}

fn bound(address: SocketAddr) -> std::io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    // Connections of before may linger.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(socket)
}
