//! Over real sockets, with everything logged: no secret is in the log.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keepsake_broker::{Key, Limits, Ports, broker, serve};
use keepsake_notion::adapters::{ReqwestTransport, SystemClock};
use keepsake_notion::ports::Transport;
use keepsake_simulator::{CLIENT_ID, CLIENT_SECRET, Options, Simulator};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::util::SubscriberInitExt;

use crate::scene::{Begun, PUBLIC, settings, value_of};

/// Everything that was logged in this process.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

struct Client(ReqwestTransport);

impl Client {
    async fn send(&self, request: http::request::Builder, body: &str) -> (http::HeaderMap, String) {
        let request = request.body(bytes::Bytes::copy_from_slice(body.as_bytes()));
        let answer = self.0.send(request.unwrap()).await.unwrap();
        let (head, body) = answer.into_parts();
        let body = body.collect(1 << 20).await.unwrap();
        (head.headers, String::from_utf8(body.to_vec()).unwrap())
    }

    async fn post(&self, url: &str, body: &Value) -> Value {
        let request = http::Request::post(url).header("content-type", "application/json");
        let (_, text) = self.send(request, &body.to_string()).await;
        serde_json::from_str(&text).unwrap()
    }
}

#[tokio::test]
async fn nothing_secret_is_logged_at_any_level() {
    let log = Log::default();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .with_ansi(false)
        .finish()
        .init();
    tracing::trace!("planted canary");

    let simulator = Simulator::new("sample", Options::default()).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let notion = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(keepsake_simulator::serve(simulator, listener));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let here = format!("http://{}", listener.local_addr().unwrap());
    let transport = ReqwestTransport::for_api(Duration::from_secs(20));
    let ports = Ports {
        clock: Arc::new(SystemClock::new()),
        transport: Arc::new(transport.clone()),
        key: Key::fresh().unwrap(),
        tell: Arc::new(|_| {}),
    };
    let router = broker(&settings(&notion, PUBLIC, Limits::default()), ports);
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(serve(listener, router, async {
        let _whether_asked = stopped.await;
    }));

    let client = Client(transport);
    let begun = Begun::new(77);
    let authorize = format!(
        "{notion}/v1/oauth/authorize?client_id={CLIENT_ID}&redirect_uri={PUBLIC}/callback\
         &response_type=code&owner=user&auto=allow&state={}",
        begun.state
    );
    let (headers, _) = client.send(http::Request::get(authorize), "").await;
    let sent_to = headers["location"].to_str().unwrap();
    let code = value_of(sent_to, "code").unwrap();
    let callback = sent_to.replace(PUBLIC, &here);
    // A browser's own log is not looked at: only what follows is the broker's.
    let (_, page) = client.send(http::Request::get(callback), "").await;
    let (_, rest) = page.split_once("<code>").unwrap();
    let pickup = rest.split_once("</code>").unwrap().0;
    let stolen = json!({"pickup": "A".repeat(130), "verifier": Begun::new(78).verifier});
    let refused = client.post(&format!("{here}/pickup"), &stolen).await;
    assert_eq!(refused["code"], "pickup_unknown");
    let body = json!({"pickup": pickup, "verifier": begun.verifier});
    let first = client.post(&format!("{here}/pickup"), &body).await;
    let body = json!({"refresh_token": first["refresh_token"]});
    let second = client.post(&format!("{here}/refresh"), &body).await;
    let body = json!({"token": second["access_token"]});
    client.post(&format!("{here}/revoke"), &body).await;
    stop.send(()).unwrap();
    drop(client);
    serving.await.unwrap().unwrap();

    let logged = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(logged.contains("planted canary"), "the log is looked at");
    let basic = STANDARD.encode(format!("{CLIENT_ID}:{CLIENT_SECRET}"));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    for secret in [
        CLIENT_SECRET.to_owned(),
        basic,
        code,
        pickup.to_owned(),
        begun.verifier.clone(),
        text(&first["access_token"]),
        text(&first["refresh_token"]),
        text(&second["access_token"]),
        text(&second["refresh_token"]),
    ] {
        let at = logged.find(&secret);
        let around = at.map(|at| &logged[at.saturating_sub(300)..(at + 80).min(logged.len())]);
        assert_eq!(around, None, "{secret} was logged");
    }
}
