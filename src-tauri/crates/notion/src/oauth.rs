//! OAuth: from a code to tokens, and from old tokens to new ones (Notion API reference: Authorization).
//!
//! These calls carry the id and secret of the OAuth connection instead of a token. Opening the browser, checking `state`
//! and storing tokens are left to the caller, who must store a refreshed pair before using it: the old refresh token is
//! dead from then on.
//!
//! The rule it protects: tokens appear in no reply's JSON, no debug output and no error.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value, json};

use keepsake_text::NotionId;

use crate::authorization::Authorization;
use crate::call::Call;
use crate::client::Client;
use crate::decode::{self, Unreadable};
use crate::error::Error;
use crate::ports::Ports;
use crate::settings::Settings;

/// The id and secret of an OAuth connection.
#[derive(Clone)]
pub struct OAuthCredentials {
    /// The connection's public id.
    pub client_id: String,
    /// The connection's secret.
    pub client_secret: SecretString,
}

/// A client of the OAuth endpoints.
#[derive(Clone, Debug)]
pub struct OAuthClient {
    client: Client,
}

/// What a person granted.
#[derive(Clone)]
pub struct TokenGrant {
    /// The token for API calls. Its lifetime is not published: use it until it is refused.
    pub access_token: SecretString,
    /// The token that buys the next pair, once.
    pub refresh_token: Option<SecretString>,
    /// The key of the connection.
    pub bot_id: Option<NotionId>,
    /// The workspace.
    pub workspace_id: Option<NotionId>,
    /// The workspace's name.
    pub workspace_name: Option<String>,
    /// The workspace's icon: an address or an emoji.
    pub workspace_icon: Option<String>,
    /// Who granted it, as it came.
    pub owner: Option<Value>,
    /// Everything else, without the tokens.
    pub extra: Map<String, Value>,
}

/// What Notion says about a token.
#[derive(Debug, Clone, PartialEq)]
pub struct Introspection {
    /// Whether it works.
    pub active: bool,
    /// What it may do, in Notion's words.
    pub scope: Option<String>,
    /// Everything else.
    pub extra: Map<String, Value>,
}

impl OAuthClient {
    /// A client for these credentials, with a budget of its own: OAuth calls belong to no connection.
    #[must_use]
    pub fn new(settings: &Settings, credentials: OAuthCredentials, ports: Ports) -> Self {
        let authorization = Authorization::Basic {
            client_id: credentials.client_id,
            client_secret: credentials.client_secret,
        };
        Self {
            client: Client::with_authorization(settings, authorization, ports),
        }
    }

    /// Exchanges the code of an authorization. `redirect_uri` is the one of the authorize address, exactly.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Authentication`] when code or credentials are refused. A code works once: after an unclear
    /// outcome the person has to authorize again.
    pub async fn token(
        &self,
        code: &SecretString,
        redirect_uri: Option<&str>,
    ) -> Result<TokenGrant, Error> {
        let mut body = Map::new();
        body.insert("grant_type".to_owned(), "authorization_code".into());
        body.insert("code".to_owned(), code.expose_secret().into());
        if let Some(redirect_uri) = redirect_uri {
            body.insert("redirect_uri".to_owned(), redirect_uri.into());
        }
        self.grant(&body.into(), "exchange the authorization code")
            .await
    }

    /// Buys a new pair of tokens with a refresh token. Make one such call at a time per connection.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Authentication`] when the refresh token was used or revoked: the person has to sign in.
    pub async fn refresh(&self, refresh_token: &SecretString) -> Result<TokenGrant, Error> {
        let body = json!({
            "grant_type": "refresh_token",
            "refresh_token": refresh_token.expose_secret(),
        });
        self.grant(&body, "refresh the token").await
    }

    /// Asks about a token.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn introspect(&self, token: &SecretString) -> Result<Introspection, Error> {
        let path = "/v1/oauth/introspect".to_owned();
        let call = Call::read("POST /v1/oauth/introspect", path, "introspect the token");
        let mut fields = self.fields(call, &token_body(token)).await?;
        Ok(Introspection {
            active: take(&mut fields, "active")
                .and_then(|value| value.as_bool())
                .unwrap_or(false),
            scope: text(&mut fields, "scope"),
            extra: fields,
        })
    }

    /// Makes a token useless.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn revoke(&self, token: &SecretString) -> Result<(), Error> {
        let path = "/v1/oauth/revoke".to_owned();
        // Revoking twice leaves the same state.
        let call = Call::delete("POST /v1/oauth/revoke", path, "revoke the token");
        self.fields(call, &token_body(token)).await.map(|_| ())
    }

    async fn grant(&self, body: &Value, attempted: &str) -> Result<TokenGrant, Error> {
        let path = "/v1/oauth/token".to_owned();
        let call = Call::write("POST /v1/oauth/token", path, attempted);
        TokenGrant::read(self.fields(call, body).await?, attempted)
    }

    async fn fields(&self, call: Call, body: &Value) -> Result<Map<String, Value>, Error> {
        let attempted = call.attempted.clone();
        let answer = self.client.perform(call.json(body)?).await?;
        decode::map(&answer.raw).map_err(|Unreadable(reason)| {
            Error::unexpected_shape(&attempted, None, reason)
                .of_answer(answer.status, answer.request_id)
        })
    }
}

impl TokenGrant {
    /// Reads what a token endpoint answered.
    pub(crate) fn read(mut fields: Map<String, Value>, attempted: &str) -> Result<Self, Error> {
        let Some(access_token) = text(&mut fields, "access_token") else {
            return Err(Error::unexpected_shape(
                attempted,
                text(&mut fields, "request_id"),
                "the answer holds no access token".to_owned(),
            )
            .with_unclear_outcome());
        };
        Ok(Self {
            access_token: access_token.into(),
            refresh_token: text(&mut fields, "refresh_token").map(SecretString::from),
            bot_id: text(&mut fields, "bot_id").and_then(|id| NotionId::parse(&id)),
            workspace_id: text(&mut fields, "workspace_id").and_then(|id| NotionId::parse(&id)),
            workspace_name: text(&mut fields, "workspace_name"),
            workspace_icon: text(&mut fields, "workspace_icon"),
            owner: take(&mut fields, "owner"),
            extra: fields,
        })
    }
}

fn token_body(token: &SecretString) -> Value {
    json!({"token": token.expose_secret()})
}

fn take(fields: &mut Map<String, Value>, key: &str) -> Option<Value> {
    fields.remove(key).filter(|value| !value.is_null())
}

fn text(fields: &mut Map<String, Value>, key: &str) -> Option<String> {
    match take(fields, key)? {
        Value::String(text) => Some(text),
        _ => None,
    }
}

impl fmt::Debug for TokenGrant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TokenGrant")
            .field("bot_id", &self.bot_id)
            .field("workspace_id", &self.workspace_id)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for OAuthCredentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("OAuthCredentials")
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}
