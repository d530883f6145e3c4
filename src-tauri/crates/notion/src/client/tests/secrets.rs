//! The token is seen by Notion and by nobody else.

use std::io;
use std::sync::{Arc, Mutex};

use tracing_subscriber::fmt::MakeWriter;

use super::*;
use crate::error::ErrorKind;
use crate::scripted::{TOKEN, json as answer, refusal, scene, settings, stage};

/// Everything that was logged.
#[derive(Clone, Default)]
pub(super) struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Logs everything of this thread from now on.
    pub(super) fn begin(&self) -> tracing::subscriber::DefaultGuard {
        // Whether a line is of interest to anybody is decided once, by whichever thread comes to it first. A test beside
        // this one has nobody who listens, so somebody has to listen everywhere.
        static SOMEBODY: std::sync::Once = std::sync::Once::new();
        SOMEBODY.call_once(|| {
            let everywhere = tracing_subscriber::fmt()
                .with_max_level(tracing::Level::TRACE)
                .with_writer(io::sink)
                .finish();
            tracing::subscriber::set_global_default(everywhere).unwrap();
        });
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(self.clone())
            .with_ansi(false)
            .finish();
        tracing::subscriber::set_default(subscriber)
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

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

#[tokio::test]
async fn a_call_leaves_one_line_in_the_log_without_token_or_contents() {
    let log = Log::default();
    let _guard = log.begin();
    let scene = scene([crate::scripted::with_headers(
        200,
        &[("x-notion-request-id", "abc")],
        &block().to_string(),
    )]);
    let secret = json!({"paragraph": "a private thought"});
    scene.client.update_block(id(), &secret).await.unwrap();
    let text = log.text();
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| line.contains("keepsake_notion"))
        .collect();
    assert_eq!(lines.len(), 1, "{text}");
    for part in [
        "DEBUG",
        "PATCH /v1/blocks/{id}",
        "status=200",
        "abc",
        "duration_ms=100",
    ] {
        assert!(lines[0].contains(part), "{part} is missing in {text}");
    }
    for secret in [TOKEN, "private thought", "divider", ID] {
        assert!(!text.contains(secret), "{secret} is in {text}");
    }
}

#[tokio::test]
async fn the_token_is_in_no_error_event_or_debug_output() {
    let echo = format!("<html>You sent: authorization: Bearer {TOKEN}</html>");
    let lines = [
        refusal(401, "unauthorized"),
        answer(404, &echo),
        answer(502, &format!("Bearer {TOKEN}")),
        answer(200, &format!("oops {TOKEN}")),
    ];
    let scene = scene(lines);
    let client = scene.client.with_max_retries(0);
    let mut shown = format!("{client:?}");
    for _ in 0..4 {
        let error = client.me().await.unwrap_err();
        shown.push_str(&format!("{error} {error:?}"));
    }
    shown.push_str(&format!("{:?}", scene.diary.events()));
    let sent = scene.script.requests();
    shown.push_str(&format!("{:?}", sent[0].1));
    assert!(!shown.contains(TOKEN), "{shown}");
}

#[tokio::test]
async fn a_token_that_cannot_be_sent_is_refused_without_a_request() {
    let (script, _, _, ports) = stage([me()], Default::default());
    let client = crate::Client::new(settings(), "ntn_two\nlines".into(), ports);
    let error = client.me().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Authentication);
    assert!(!error.to_string().contains("ntn_"));
    assert!(script.requests().is_empty());
}

#[tokio::test]
async fn a_redirect_is_an_error_and_never_followed() {
    let location = [("location", "https://login.example/?from=notion")];
    let scene = scene((0..9).map(|_| crate::scripted::with_headers(307, &location, "")));
    let error = scene.client.me().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Malformed);
    assert!(
        error.foreign && error.message.contains("login.example"),
        "{error}"
    );
    for (_, request) in scene.script.requests() {
        assert_eq!(request.uri().host(), Some("notion.test"));
    }
}
