//! How requests say who they come from.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use crate::error::{Error, ErrorKind, Failure};

/// Credentials of a client. No part of it can be printed.
pub(crate) enum Authorization {
    /// A connection's token.
    Bearer(SecretString),
    /// The id and secret of an OAuth connection, for the OAuth endpoints.
    Basic {
        client_id: String,
        client_secret: SecretString,
    },
}

impl Authorization {
    /// A text without the secret, should something on the way have echoed it into an answer.
    pub(crate) fn scrub(&self, text: String) -> String {
        let secret = match self {
            Self::Bearer(token) => token,
            Self::Basic { client_secret, .. } => client_secret,
        }
        .expose_secret();
        if secret.is_empty() || !text.contains(secret) {
            return text;
        }
        text.replace(secret, "[secret]")
    }

    /// The header's value, marked so that it is not printed.
    pub(crate) fn header(&self, attempted: &str) -> Result<HeaderValue, Error> {
        let text = match self {
            Self::Bearer(token) => format!("Bearer {}", token.expose_secret()),
            Self::Basic {
                client_id,
                client_secret,
            } => {
                let pair = format!("{client_id}:{}", client_secret.expose_secret());
                format!("Basic {}", STANDARD.encode(pair))
            }
        };
        let mut value = HeaderValue::try_from(text).map_err(|_| {
            Error::from(Failure::new(
                ErrorKind::Authentication,
                "the token holds characters that no token has",
                attempted,
            ))
        })?;
        value.set_sensitive(true);
        Ok(value)
    }
}
