//! A tiny client for the router: no sockets, no shared code with the product.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    dead_code,
    unreachable_pub,
    reason = "tests may panic, and not each uses all"
)]

use axum::body::{Body, to_bytes};
use http::{Method, Request, StatusCode};
use keepsake_simulator::{Options, Quirks, Simulator, SimulatorClock};
use serde_json::{Value, json};
use tower::ServiceExt;

pub struct Api {
    pub simulator: Simulator,
    pub token: String,
    pub version: &'static str,
}

pub struct Reply {
    pub status: StatusCode,
    pub headers: http::HeaderMap,
    pub text: String,
    pub body: Value,
}

impl Api {
    pub fn new(workspace: &str) -> Self {
        Self::with(workspace, Quirks::none())
    }

    pub fn with(workspace: &str, quirks: Quirks) -> Self {
        let options = Options {
            seed: 7,
            limit: None,
            quirks,
            clock: SimulatorClock::manual(),
        };
        let simulator = Simulator::new(workspace, options).unwrap();
        let token = simulator.token();
        Self {
            simulator,
            token,
            version: "2026-03-11",
        }
    }

    pub fn request(&self, method: Method, path: &str) -> http::request::Builder {
        Request::builder()
            .method(method)
            .uri(format!("http://simulator.test{path}"))
            .header("authorization", format!("Bearer {}", self.token))
            .header("notion-version", self.version)
            .header("content-type", "application/json")
    }

    pub async fn send(&self, request: Request<Body>) -> Result<Reply, axum::Error> {
        let response = self.simulator.router().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        // serde_json refuses half a surrogate pair, as most decoders do.
        let body = serde_json::from_str(&text.replace("\\ud800", "\\ufffd")).unwrap_or_default();
        Ok(Reply {
            status: parts.status,
            headers: parts.headers,
            text,
            body,
        })
    }

    pub async fn call(&self, method: Method, path: &str, body: Value) -> Reply {
        let body = if body.is_null() {
            Body::empty()
        } else {
            Body::from(body.to_string())
        };
        self.send(self.request(method, path).body(body).unwrap())
            .await
            .unwrap()
    }

    pub async fn get(&self, path: &str) -> Value {
        let reply = self.call(Method::GET, path, Value::Null).await;
        assert_eq!(reply.status, StatusCode::OK, "GET {path}: {}", reply.text);
        reply.body
    }

    pub async fn post(&self, path: &str, body: Value) -> Value {
        let reply = self.call(Method::POST, path, body).await;
        assert!(reply.status.is_success(), "POST {path}: {}", reply.text);
        reply.body
    }

    pub async fn patch(&self, path: &str, body: Value) -> Value {
        let reply = self.call(Method::PATCH, path, body).await;
        assert!(reply.status.is_success(), "PATCH {path}: {}", reply.text);
        reply.body
    }

    pub async fn delete(&self, path: &str) -> Value {
        let reply = self.call(Method::DELETE, path, Value::Null).await;
        assert!(reply.status.is_success(), "DELETE {path}: {}", reply.text);
        reply.body
    }

    /// Every result of a listing by GET.
    pub async fn list(&self, path: &str) -> Vec<Value> {
        let (mut results, mut cursor) = (Vec::new(), None::<String>);
        loop {
            let separator = if path.contains('?') { '&' } else { '?' };
            let next = cursor
                .map(|cursor| format!("{separator}start_cursor={cursor}"))
                .unwrap_or_default();
            let page = self.get(&format!("{path}{next}")).await;
            results.extend(page["results"].as_array().unwrap().clone());
            match page["next_cursor"].as_str() {
                Some(next) => cursor = Some(next.to_owned()),
                None => return results,
            }
        }
    }

    /// Every result of a listing by POST.
    pub async fn list_by_post(&self, path: &str, body: Value) -> Vec<Value> {
        let (mut results, mut body) = (Vec::new(), body);
        loop {
            let page = self.post(path, body.clone()).await;
            results.extend(page["results"].as_array().unwrap().clone());
            if page["has_more"] != true {
                return results;
            }
            body["start_cursor"] = page["next_cursor"].clone();
        }
    }

    /// Everything search lists.
    pub async fn search(&self) -> Vec<Value> {
        self.list_by_post("/v1/search", json!({})).await
    }

    /// The id of the first page search gives with this word in its title.
    pub async fn page_called(&self, title: &str) -> String {
        let found = self.post("/v1/search", json!({"query": title})).await;
        found["results"][0]["id"]
            .as_str()
            .unwrap_or_else(|| panic!("no page called {title}"))
            .to_owned()
    }

    /// The Markdown of a page.
    pub async fn markdown(&self, id: &str) -> String {
        self.get(&format!("/v1/pages/{id}/markdown")).await["markdown"]
            .as_str()
            .unwrap()
            .to_owned()
    }
}

/// The id of an object.
pub fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}
