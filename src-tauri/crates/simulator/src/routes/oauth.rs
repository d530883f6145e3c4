//! OAuth (Notion docs: Authorization): authorize page, code exchange, rotating refresh tokens, introspect, revoke.
//!
//! There is one client. A refresh token works once; using it again revokes the whole family, as a stolen token would. Faults
//! hit the calls of programs as they hit all others, so that an exchange can be done and its answer lost.

use std::collections::BTreeSet;

use axum::body::Body;
use bytes::Bytes;
use http::{Method, Response, StatusCode, header, request::Parts};
use serde_json::{Value, json};

use crate::connection::{Capability, Connection, TokenState};
use crate::gate::Outcome;
use crate::identifier::Id;
use crate::reply::Reply;
use crate::routes::Answer;
use crate::seed::mix;
use crate::signing::{encode, pairs};
use crate::state::State;
use crate::store::sharing::Scope;
use crate::store::text::own_words;

/// The client id of the simulated connection.
pub const CLIENT_ID: &str = "51a7e000-0000-4000-8000-00000000c11e";
/// Its client secret.
pub const CLIENT_SECRET: &str = "secret_simulator_client";
/// The redirect addresses that are registered; matching is exact. Apps listen on 43110 to 43112, a broker that is tried on
/// this computer on 23119, below the ports that systems give away by themselves.
pub const REDIRECTS: [&str; 5] = [
    "http://localhost:43110/oauth/callback",
    "http://localhost:43111/oauth/callback",
    "http://localhost:43112/oauth/callback",
    "https://keepsake.example/callback",
    "http://localhost:23119/callback",
];
/// Milliseconds a code can be exchanged.
const CODE_LIFETIME: i64 = 600_000;

/// Codes and refresh tokens.
#[derive(Debug)]
pub(crate) struct OAuth {
    seed: u64,
    issued: u64,
    codes: Vec<Code>,
    refreshes: Vec<Refresh>,
}

#[derive(Debug)]
struct Code {
    code: String,
    redirect: String,
    pages: BTreeSet<Id>,
    expires: i64,
}

#[derive(Debug)]
struct Refresh {
    token: String,
    family: u64,
    connection: usize,
    used: bool,
}

impl OAuth {
    pub(crate) const fn new(seed: u64) -> Self {
        Self {
            seed,
            issued: 0,
            codes: Vec::new(),
            refreshes: Vec::new(),
        }
    }

    /// Whether a refresh token would buy a pair.
    pub(crate) fn can_refresh(&self, token: &str) -> bool {
        let known = self.refreshes.iter().find(|refresh| refresh.token == token);
        known.is_some_and(|refresh| !refresh.used)
    }

    /// Forgets everything that would buy a pair for a connection.
    pub(crate) fn end_all(&mut self, connection: usize) {
        self.refreshes
            .retain(|refresh| refresh.connection != connection);
    }

    fn word(&mut self, prefix: &str) -> String {
        self.issued += 1;
        format!(
            "{prefix}_simulator_{:016x}",
            mix(self.seed ^ mix(self.issued))
        )
    }
}

/// An answer under `/v1/oauth/`.
pub(crate) enum Handled {
    /// A page for a person's browser.
    Page(Response<Body>),
    /// An answer for a program, and the fault that will spoil it.
    Call(Outcome),
}

/// Answers everything under `/v1/oauth/`.
pub(crate) fn handle(state: &mut State, parts: &Parts, body: &Bytes, now: i64) -> Handled {
    let path = parts.uri.path();
    let name = format!("{} {path}", parts.method);
    state.meter.request(&name, None, now);
    if path == "/v1/oauth/authorize" {
        let query = match parts.method {
            Method::POST => String::from_utf8_lossy(body),
            _ => parts.uri.query().unwrap_or_default().into(),
        };
        let page = authorize(state, &pairs(&query), now);
        state.meter.answer(page.status().as_u16());
        return Handled::Page(page);
    }
    let fault = state.faults.strike(&name, true, false);
    let refused = fault.as_ref().and_then(|fault| fault.kind.refusal());
    let reply = match refused {
        Some(error) => Reply::from(error),
        None => Reply::from(answer(state, parts, body, now)),
    };
    Handled::Call(Outcome { reply, fault })
}

fn answer(state: &mut State, parts: &Parts, body: &Bytes, now: i64) -> Answer {
    let reply = match (&parts.method, parts.uri.path()) {
        (&Method::POST, _) if !is_client(parts) => {
            Err((StatusCode::UNAUTHORIZED, "invalid_client"))
        }
        (&Method::POST, "/v1/oauth/token") => token(state, &read(body), now),
        (&Method::POST, "/v1/oauth/introspect") => Ok(introspect(state, &read(body))),
        (&Method::POST, "/v1/oauth/revoke") => revoke(state, &read(body)),
        _ => Err((StatusCode::BAD_REQUEST, "invalid_request")),
    };
    let (status, body) = match reply {
        Ok(body) => (StatusCode::OK, body),
        Err((status, "invalid_client")) => (
            status,
            json!({"error": "invalid_client", "error_description": "Client authentication failed."}),
        ),
        Err((status, code)) => (
            status,
            json!({"object": "error", "status": status.as_u16(), "code": code, "message": code.replace('_', " ")}),
        ),
    };
    Answer {
        status,
        ..Answer::from(body)
    }
}

type Refused = (StatusCode, &'static str);

fn read(body: &Bytes) -> Value {
    serde_json::from_slice(body).unwrap_or_default()
}

/// `Authorization: Basic base64(client_id:client_secret)`.
fn is_client(parts: &Parts) -> bool {
    let expected = format!(
        "Basic {}",
        base64(format!("{CLIENT_ID}:{CLIENT_SECRET}").as_bytes())
    );
    parts
        .headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        == Some(expected.as_str())
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = group
            .iter()
            .fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte))
            << (8 * (3 - group.len()));
        for position in 0..4 {
            let digit = usize::try_from((bits >> (18 - 6 * position)) & 63).unwrap_or(0);
            text.push(if position <= group.len() {
                char::from(DIGITS[digit])
            } else {
                '='
            });
        }
    }
    text
}

/// The page where a person allows or denies; `auto=allow` or `auto=deny` answers for machines, with `pages=all|none|id,id`.
fn authorize(state: &mut State, query: &[(String, String)], now: i64) -> Response<Body> {
    let get = |name: &str| {
        query
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .unwrap_or_default()
    };
    let redirect = get("redirect_uri");
    if get("client_id") != CLIENT_ID || !REDIRECTS.contains(&redirect) {
        return html(
            StatusCode::BAD_REQUEST,
            "<h1>Missing or invalid client_id or redirect_uri.</h1>".to_owned(),
        );
    }
    let back = |pairs: String| {
        let location = format!("{redirect}?{pairs}&state={}", encode(get("state")));
        Response::builder()
            .status(StatusCode::FOUND)
            .header(header::LOCATION, location)
            .body(Body::empty())
            .unwrap_or_default()
    };
    if get("response_type") != "code" || get("owner") != "user" {
        return back("error=invalid_request".to_owned());
    }
    match get("auto") {
        "deny" => back("error=access_denied".to_owned()),
        "allow" => {
            let roots = state.store.roots.clone();
            let pages = match get("pages") {
                "none" => BTreeSet::new(),
                "" | "all" if !query.iter().any(|(name, _)| name == "page") => {
                    roots.into_iter().collect()
                }
                "" => query
                    .iter()
                    .filter(|(name, _)| name == "page")
                    .filter_map(|(_, id)| Id::parse(id))
                    .collect(),
                ids => ids.split(',').filter_map(Id::parse).collect(),
            };
            let code = state.oauth.word("code");
            let expires = now + CODE_LIFETIME;
            state.oauth.codes.push(Code {
                code: code.clone(),
                redirect: redirect.to_owned(),
                pages,
                expires,
            });
            back(format!("code={code}"))
        }
        _ => html(StatusCode::OK, form(state, query)),
    }
}

fn form(state: &State, query: &[(String, String)]) -> String {
    let mut fields = String::new();
    for (name, value) in query.iter().filter(|(name, _)| name != "auto") {
        fields.push_str(&format!(
            "<input type=\"hidden\" name=\"{}\" value=\"{}\">",
            safe(name),
            safe(value)
        ));
    }
    let mut pages = String::new();
    for page in state
        .store
        .roots
        .iter()
        .filter_map(|id| state.store.pages.get(id))
    {
        let title = safe(&own_words(&page.title));
        pages.push_str(&format!("<p><label><input type=\"checkbox\" name=\"page\" value=\"{}\" checked> {title}</label></p>", page.id));
    }
    let name = safe(&state.store.name);
    format!(
        "<h1>Keepsake wants to read {name}</h1><form method=\"post\" action=\"/v1/oauth/authorize\">{fields}\
         <input type=\"hidden\" name=\"pages\" value=\"\">{pages}\
         <button name=\"auto\" value=\"allow\">Allow access</button> <button name=\"auto\" value=\"deny\">Cancel</button></form>"
    )
}

fn safe(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn html(status: StatusCode, body: String) -> Response<Body> {
    let page = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Simulated Notion</title></head><body>{body}</body></html>"
    );
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, "text/html; charset=utf-8")
        .body(Body::from(page))
        .unwrap_or_default()
}

fn token(state: &mut State, body: &Value, now: i64) -> Result<Value, Refused> {
    match body["grant_type"].as_str() {
        Some("authorization_code") => {
            let position = state
                .oauth
                .codes
                .iter()
                .position(|code| body["code"] == code.code.as_str());
            let code = state
                .oauth
                .codes
                .remove(position.ok_or((StatusCode::BAD_REQUEST, "invalid_grant"))?);
            if body["redirect_uri"] != code.redirect.as_str() || now > code.expires {
                return Err((StatusCode::BAD_REQUEST, "invalid_grant"));
            }
            let connection = connect(state, code.pages);
            Ok(issue(state, connection, None))
        }
        Some("refresh_token") => {
            let position = state
                .oauth
                .refreshes
                .iter()
                .position(|refresh| body["refresh_token"] == refresh.token.as_str());
            let position = position.ok_or((StatusCode::BAD_REQUEST, "invalid_grant"))?;
            let (family, connection) = (
                state.oauth.refreshes[position].family,
                state.oauth.refreshes[position].connection,
            );
            if state.oauth.refreshes[position].used {
                state
                    .oauth
                    .refreshes
                    .retain(|refresh| refresh.family != family);
                state.connections[connection].state = TokenState::Revoked;
                return Err((StatusCode::BAD_REQUEST, "invalid_grant"));
            }
            state.oauth.refreshes[position].used = true;
            Ok(issue(state, connection, Some(family)))
        }
        Some(_) => Err((StatusCode::BAD_REQUEST, "unsupported_grant_type")),
        None => Err((StatusCode::BAD_REQUEST, "invalid_request")),
    }
}

/// A bot for this authorization, acting for the first person of the workspace.
fn connect(state: &mut State, pages: BTreeSet<Id>) -> usize {
    let bot = state.store.identifiers.next_random();
    let owner = state
        .store
        .users
        .iter()
        .find(|user| user.email.is_some())
        .map(|user| user.id);
    let token = state.oauth.word("ntn");
    state.connections.push(Connection {
        token,
        name: "Keepsake".to_owned(),
        bot,
        owner,
        capabilities: Capability::ALL.into_iter().collect(),
        scope: Scope::Shared(pages),
        state: TokenState::Valid,
    });
    state.connections.len() - 1
}

/// A new pair for a connection; whatever access token it had is worthless from then on.
pub(crate) fn issue(state: &mut State, connection: usize, family: Option<u64>) -> Value {
    let access = state.oauth.word("ntn");
    let refresh = state.oauth.word("nrt");
    let family = family.unwrap_or(state.oauth.issued);
    state.oauth.refreshes.push(Refresh {
        token: refresh.clone(),
        family,
        connection,
        used: false,
    });
    state.connections[connection].token.clone_from(&access);
    state.connections[connection].state = TokenState::Valid;
    let view = state.view_of(connection, 0);
    let owner = view.me()["bot"]["owner"].clone();
    json!({
        "access_token": access,
        "token_type": "bearer",
        "refresh_token": refresh,
        "bot_id": state.connections[connection].bot,
        "workspace_id": state.store.id,
        "workspace_name": state.store.name,
        "workspace_icon": state.store.icon,
        "owner": owner,
        "duplicated_template_id": null,
    })
}

fn introspect(state: &State, body: &Value) -> Value {
    let known = state
        .connections
        .iter()
        .find(|connection| body["token"] == connection.token.as_str());
    match known.filter(|connection| connection.state == TokenState::Valid) {
        Some(_) => {
            json!({"active": true, "scope": "read_content update_content insert_content", "iat": 1_719_999_999})
        }
        None => json!({"active": false}),
    }
}

fn revoke(state: &mut State, body: &Value) -> Result<Value, Refused> {
    let known = state
        .connections
        .iter_mut()
        .find(|connection| body["token"] == connection.token.as_str());
    known
        .ok_or((StatusCode::BAD_REQUEST, "invalid_request"))?
        .state = TokenState::Revoked;
    Ok(json!({}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_pads_as_the_standard_says() {
        assert_eq!(base64(b"a"), "YQ==");
        assert_eq!(base64(b"ab"), "YWI=");
        assert_eq!(base64(b"abc:"), "YWJjOg==");
    }
}
