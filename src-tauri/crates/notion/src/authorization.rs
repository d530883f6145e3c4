//! How requests say who they come from.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use crate::error::{Error, ErrorKind, Failure};
use crate::renewal::{Edition, Renewed, Tokens};

/// Credentials of a client. No part of it can be printed.
pub(crate) enum Authorization {
    /// A connection's token.
    Bearer(SecretString),
    /// A connection's token of the moment, which can be exchanged for another.
    Renewable(Tokens),
    /// The id and secret of an OAuth connection, for the OAuth endpoints.
    Basic {
        client_id: String,
        client_secret: SecretString,
    },
    /// Nothing: what is asked has the credentials itself.
    Nobody,
}

impl Authorization {
    /// A text without the secret, should something on the way have echoed it into an answer.
    pub(crate) fn scrub(&self, text: String) -> String {
        match self {
            Self::Bearer(token) => without(token, text),
            Self::Renewable(tokens) => tokens.scrub(text),
            Self::Basic { client_secret, .. } => without(client_secret, text),
            Self::Nobody => text,
        }
    }

    /// Waits until there is a token that is not known to be refused, if there can be one.
    pub(crate) async fn ready(&self, attempted: &str) -> Result<(), Error> {
        match self {
            Self::Renewable(tokens) => tokens.ready(attempted).await,
            Self::Bearer(_) | Self::Basic { .. } | Self::Nobody => Ok(()),
        }
    }

    /// Exchanges a token that Notion refused.
    pub(crate) async fn renew(&self, refused: Edition, attempted: &str) -> Result<Renewed, Error> {
        match self {
            Self::Renewable(tokens) => tokens.renew(refused, attempted).await,
            Self::Bearer(_) | Self::Basic { .. } | Self::Nobody => Ok(Renewed::Impossible),
        }
    }

    /// The header's value, if there is one, marked so that it is not printed, and which edition of the token it holds.
    pub(crate) fn header(&self, attempted: &str) -> Result<(Option<HeaderValue>, Edition), Error> {
        let mut edition = Edition::default();
        let text = match self {
            Self::Bearer(token) => format!("Bearer {}", token.expose_secret()),
            Self::Renewable(tokens) => {
                let (token, current) = tokens.current();
                edition = current;
                format!("Bearer {}", token.expose_secret())
            }
            Self::Basic {
                client_id,
                client_secret,
            } => {
                let pair = format!("{client_id}:{}", client_secret.expose_secret());
                format!("Basic {}", STANDARD.encode(pair))
            }
            Self::Nobody => return Ok((None, edition)),
        };
        let mut value = HeaderValue::try_from(text).map_err(|_| {
            Error::from(Failure::new(
                ErrorKind::Authentication,
                "the token holds characters that no token has",
                attempted,
            ))
        })?;
        value.set_sensitive(true);
        Ok((Some(value), edition))
    }
}

/// A text without a secret.
pub(crate) fn without(secret: &SecretString, text: String) -> String {
    let secret = secret.expose_secret();
    if secret.is_empty() || !text.contains(secret) {
        return text;
    }
    text.replace(secret, "[secret]")
}
