//! Tokens that a test hands out and takes back.
//!
//! Leaves out what a program asks for over HTTP ([`crate::routes`]). The rule it protects: a token that ends on demand ends as
//! one that Notion ends: every call with it is refused with 401, and nobody is told why.

use crate::connection::TokenState;
use crate::routes::oauth;
use crate::simulator::Simulator;

/// What signing in gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The token for calls.
    pub access_token: String,
    /// Buys the next pair, once.
    pub refresh_token: String,
}

impl Simulator {
    /// What a person gets who signs in anew for the main connection. Its token so far is worthless from then on.
    #[must_use]
    pub fn sign_in(&self) -> Pair {
        let issued = oauth::issue(&mut self.lock(), 0, None);
        let word = |key: &str| issued[key].as_str().unwrap_or_default().to_owned();
        Pair {
            access_token: word("access_token"),
            refresh_token: word("refresh_token"),
        }
    }

    /// Lets a token expire, takes it back, or lets it work again; whether there is such a token. What it can be refreshed
    /// with stays as it is.
    pub fn set_token_state(&self, token: &str, state: TokenState) -> bool {
        let connections = &mut self.lock().connections;
        let known = connections
            .iter_mut()
            .find(|connection| connection.token == token);
        match known {
            Some(connection) => {
                connection.state = state;
                true
            }
            None => false,
        }
    }

    /// Takes back the access of the main connection, as a person does who disconnects it: no token of it works any more, nor
    /// does what would buy another.
    pub fn revoke_access(&self) {
        let state = &mut *self.lock();
        state.connections[0].state = TokenState::Revoked;
        state.oauth.end_all(0);
    }

    /// Whether calls with an access token are answered.
    #[must_use]
    pub fn accepts(&self, access_token: &str) -> bool {
        let connections = &self.lock().connections;
        connections.iter().any(|connection| {
            connection.token == access_token && connection.state == TokenState::Valid
        })
    }

    /// Whether a refresh token would buy a pair.
    #[must_use]
    pub fn can_refresh(&self, refresh_token: &str) -> bool {
        self.lock().oauth.can_refresh(refresh_token)
    }
}
