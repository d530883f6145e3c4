//! How a broker is set up.
//!
//! The rule it protects: codes and secrets travel encrypted, or not beyond this computer.

use keepsake_notion::{OAuthCredentials, is_loopback};
use url::Url;

use crate::limits::Limits;

/// Settings of a broker. Complete when built; nothing is filled in later.
pub struct Settings {
    /// The id and secret of the public connection.
    pub credentials: OAuthCredentials,
    /// Where browsers reach this broker.
    pub public_address: PublicAddress,
    /// Where Notion is.
    pub notion: PublicAddress,
    /// Whether every request comes through a reverse proxy of ours: then the caller is the last entry of
    /// `X-Forwarded-For`, which anybody else could write as they like.
    pub is_behind_proxy: bool,
    /// How much is answered.
    pub limits: Limits,
}

/// An origin that secrets may be sent to: `https://host`, or plain http on this computer; no path, no query, no user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicAddress(Url);

/// An address is none that secrets may be sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "it has to be an origin such as https://connect.example.com; plain http is only for this computer"
)]
pub struct UnusableAddress;

impl PublicAddress {
    /// Reads an origin; a slash at its end does not matter.
    ///
    /// # Errors
    /// [`UnusableAddress`].
    pub fn parse(text: &str) -> Result<Self, UnusableAddress> {
        let url = Url::parse(text).map_err(|_| UnusableAddress)?;
        let is_protected = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url));
        let is_origin = url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        (is_protected && is_origin)
            .then_some(Self(url))
            .ok_or(UnusableAddress)
    }

    /// The address of a path below it; the path begins without a slash.
    #[must_use]
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// The `redirect_uri` that has to be registered with Notion, character for character.
    #[must_use]
    pub fn callback(&self) -> String {
        self.at("callback")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    #[test]
    fn only_origins_that_nobody_can_listen_to_are_taken() {
        for text in [
            "https://connect.example.com",
            "https://connect.example.com/",
            "https://connect.example.com:8443",
            "http://localhost:43119",
            "http://127.0.0.1:8790/",
        ] {
            assert!(PublicAddress::parse(text).is_ok(), "{text} was refused");
        }
        for text in [
            "",
            "connect.example.com",
            "http://connect.example.com",
            "http://localhost.example.com",
            "https://connect.example.com/below",
            "https://connect.example.com/?a=b",
            "https://connect.example.com/#a",
            "https://somebody@connect.example.com",
            "keepsake://oauth",
        ] {
            assert!(PublicAddress::parse(text).is_err(), "{text} was taken");
        }
    }

    #[test]
    fn the_callback_is_the_same_however_the_origin_was_written() {
        for text in ["https://keepsake.example", "https://KEEPSAKE.example:443/"] {
            let address = PublicAddress::parse(text).unwrap();
            assert_eq!(address.callback(), "https://keepsake.example/callback");
        }
    }
}
