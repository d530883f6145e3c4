//! Signing in and renewing through a broker: a service that holds the client secret, so that the app needs none
//! (docs/broker.md).
//!
//! Notion's answers come through it as they are, so a grant is read as everywhere else and an error has Notion's code. What
//! the broker itself refuses has a code of its own; [`BrokerRefusal`] says what it means. Opening the browser, checking `state`
//! and storing tokens are left to the caller.
//!
//! The rules it protects: the verifier leaves the app in one request and never in an address; only Notion's own words end a
//! connection, never a broker's.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::authorization::Authorization;
use crate::call::Call;
use crate::client::Client;
use crate::decode::{self, Unreadable};
use crate::error::{Error, Failure};
use crate::oauth::TokenGrant;
use crate::ports::Ports;
use crate::settings::Settings;

/// A sign-in that goes through a broker: what Notion is given, and what proves afterwards who began it.
#[derive(Clone)]
pub struct BrokerSignIn {
    state: SecretString,
    verifier: SecretString,
}

impl BrokerSignIn {
    /// A sign-in made of random bytes, each for this one only. The browser comes back to a port of this computer, one of
    /// 43110, 43111 and 43112, or by the `keepsake:` link where there is none.
    #[must_use]
    pub fn new(nonce: &[u8; 16], secret: &[u8; 32], port: Option<u16>) -> Self {
        let verifier = URL_SAFE_NO_PAD.encode(secret);
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&verifier));
        let nonce = URL_SAFE_NO_PAD.encode(nonce);
        let state = match port {
            Some(port) => format!("{nonce}.{challenge}.{port}"),
            None => format!("{nonce}.{challenge}"),
        };
        Self {
            state: state.into(),
            verifier: verifier.into(),
        }
    }

    /// The `state` of the authorize address, which comes back with the pickup. The caller compares it, once.
    #[must_use]
    pub const fn state(&self) -> &SecretString {
        &self.state
    }
}

/// A client of a broker.
#[derive(Clone, Debug)]
pub struct BrokerClient {
    client: Client,
}

/// What a refusal of the broker itself means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrokerRefusal {
    /// The pickup is unknown, over or used: the person signs in again.
    SignInOver,
    /// The same, because another program had the link and tried it first. It was given nothing. The person should know.
    LinkTried,
    /// The pickup belongs to another sign-in, and is over now.
    OtherSignIn,
    /// Notion was not reached, or refuses the broker. Nothing was done; a pickup or token is as good as before.
    NothingDone,
}

impl BrokerRefusal {
    /// What an error of [`BrokerClient`] means, where the broker itself refused.
    #[must_use]
    pub fn of(error: &Error) -> Option<Self> {
        match error.code.as_deref()? {
            "pickup_unknown" | "pickup_expired" | "pickup_used" => Some(Self::SignInOver),
            "pickup_tried" => Some(Self::LinkTried),
            "verifier_wrong" => Some(Self::OtherSignIn),
            "notion_unreached" | "broker_refused" | "too_often" | "broker_busy" => {
                Some(Self::NothingDone)
            }
            _ => None,
        }
    }
}

impl BrokerClient {
    /// A client of the broker at the origin of `settings`, with a budget of its own: `ports` needs a send log of its own.
    #[must_use]
    pub fn new(settings: &Settings, ports: Ports) -> Self {
        Self {
            client: Client::with_authorization(settings, Authorization::Nobody, ports),
        }
    }

    /// Asks for what a sign-in gave.
    ///
    /// # Errors
    /// See [`BrokerRefusal`]; Notion's `invalid_grant` when it does not know the code. After an unclear outcome the person has
    /// to sign in again.
    pub async fn pick_up(
        &self,
        pickup: &SecretString,
        sign_in: &BrokerSignIn,
    ) -> Result<TokenGrant, Error> {
        let body = json!({
            "pickup": pickup.expose_secret(),
            "verifier": sign_in.verifier.expose_secret(),
        });
        let call = Call::write("POST /pickup", "/pickup".to_owned(), "pick up the tokens");
        self.grant(call, &body).await
    }

    /// Buys a new pair of tokens with a refresh token. Make one such call at a time per connection.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Authentication`] when Notion says that the refresh token was used or revoked: the person has to sign in.
    /// No other error ends the connection.
    pub async fn refresh(&self, refresh_token: &SecretString) -> Result<TokenGrant, Error> {
        let body = json!({"refresh_token": refresh_token.expose_secret()});
        let call = Call::write("POST /refresh", "/refresh".to_owned(), "refresh the token");
        self.grant(call, &body).await
    }

    /// Makes a token useless.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn revoke(&self, token: &SecretString) -> Result<(), Error> {
        let body = json!({"token": token.expose_secret()});
        // Revoking twice leaves the same state.
        let call = Call::delete("POST /revoke", "/revoke".to_owned(), "revoke the token");
        let answer = self.client.perform(call.json(&body)?).await;
        answer.map(|_| ()).map_err(sorted)
    }

    async fn grant(&self, call: Call, body: &Value) -> Result<TokenGrant, Error> {
        let attempted = call.attempted.clone();
        let answer = self.client.perform(call.json(body)?).await;
        let answer = answer.map_err(sorted)?;
        let fields = decode::map(&answer.raw).map_err(|Unreadable(reason)| {
            Error::unexpected_shape(&attempted, None, reason)
                .of_answer(answer.status, answer.request_id)
                .with_unclear_outcome()
        })?;
        TokenGrant::read(fields, &attempted)
    }
}

/// An error of the broker, with what the broker knows better than its status tells: that nothing was done.
fn sorted(error: Error) -> Error {
    match BrokerRefusal::of(&error) {
        Some(BrokerRefusal::NothingDone) => Error::from(Failure {
            outcome_unclear: false,
            unsent: true,
            passing: true,
            ..Failure::clone(&error)
        }),
        _ => error,
    }
}

impl fmt::Debug for BrokerSignIn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("BrokerSignIn")
            .finish_non_exhaustive()
    }
}
