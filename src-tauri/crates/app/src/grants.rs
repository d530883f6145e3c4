//! What signing in gave, in the key store.
//!
//! A grant is one secret: both tokens, who they were given to, and the note that an exchange is under way. So the key
//! store, which replaces a secret as a whole, can never hold half of a pair. Leaves out exchanging
//! ([`keepsake_notion::Tokens`]). The rule it protects: what is kept is complete, and it is kept nowhere else.

use std::sync::Arc;

use async_trait::async_trait;
use keepsake_notion::OAuthCredentials;
use keepsake_notion::ports::{GrantStore, GrantStoreError, GrantedTo, KeptGrant};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use url::Url;
use zeroize::Zeroize as _;

use crate::secrets::{KeyStore, SecretError};

/// How a grant is written.
#[derive(Serialize, Deserialize)]
struct Written {
    access_token: String,
    refresh_token: Option<String>,
    /// Of a connection of the person's own.
    client_id: Option<String>,
    client_secret: Option<String>,
    /// The origin of the broker whose connection it is otherwise.
    broker: Option<String>,
    #[serde(default)]
    in_exchange: bool,
}

impl Drop for Written {
    fn drop(&mut self) {
        self.access_token.zeroize();
        self.refresh_token.zeroize();
        self.client_secret.zeroize();
    }
}

/// One connection's grant in the key store.
pub(crate) struct InKeyStore {
    pub(crate) keys: Arc<dyn KeyStore>,
    /// Where it lies.
    pub(crate) account: String,
}

#[async_trait]
impl GrantStore for InKeyStore {
    async fn load(&self) -> Result<Option<KeptGrant>, GrantStoreError> {
        let kept = self.keys.get(&self.account).await.map_err(unavailable)?;
        let grant = kept.as_ref().map(read).transpose();
        grant.map_err(unavailable)
    }

    async fn save(&self, grant: &KeptGrant) -> Result<(), GrantStoreError> {
        let secret = write(grant).map_err(unavailable)?;
        let kept = self.keys.set(&self.account, secret).await;
        kept.map_err(unavailable)
    }
}

/// A grant as one secret.
pub(crate) fn write(grant: &KeptGrant) -> Result<SecretString, SecretError> {
    let copy = |secret: &SecretString| secret.expose_secret().to_owned();
    let (own, broker) = match &grant.client {
        GrantedTo::Own(credentials) => (Some(credentials), None),
        GrantedTo::Broker(origin) => (None, Some(origin)),
    };
    let written = Written {
        access_token: copy(&grant.access_token),
        refresh_token: grant.refresh_token.as_ref().map(copy),
        client_id: own.map(|own| own.client_id.clone()),
        client_secret: own.map(|own| copy(&own.client_secret)),
        broker: broker.map(Url::to_string),
        in_exchange: grant.in_exchange,
    };
    let text = serde_json::to_string(&written);
    text.map(SecretString::from).map_err(|_| unreadable())
}

/// The grant of a secret.
pub(crate) fn read(secret: &SecretString) -> Result<KeptGrant, SecretError> {
    // What serde would say could hold a piece of the secret.
    let written: Written =
        serde_json::from_str(secret.expose_secret()).map_err(|_| unreadable())?;
    let client = match (&written.client_id, &written.client_secret, &written.broker) {
        (Some(client_id), Some(client_secret), None) => GrantedTo::Own(OAuthCredentials {
            client_id: client_id.clone(),
            client_secret: client_secret.as_str().into(),
        }),
        (None, None, Some(origin)) => GrantedTo::Broker(origin.parse().map_err(|_| unreadable())?),
        _ => return Err(unreadable()),
    };
    Ok(KeptGrant {
        access_token: written.access_token.as_str().into(),
        refresh_token: written.refresh_token.as_deref().map(SecretString::from),
        client,
        in_exchange: written.in_exchange,
    })
}

fn unreadable() -> SecretError {
    SecretError::Failed {
        detail: "what is kept of the sign-in cannot be read".to_owned(),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "what `map_err` hands over")]
fn unavailable(error: SecretError) -> GrantStoreError {
    GrantStoreError::new(error.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]
    use super::*;

    #[test]
    fn a_grant_comes_back_as_it_was_written() {
        let grant = KeptGrant {
            access_token: "ntn_a".into(),
            refresh_token: Some("nrt_\"r".into()),
            client: GrantedTo::Own(OAuthCredentials {
                client_id: "client".to_owned(),
                client_secret: "s3cret".into(),
            }),
            in_exchange: true,
        };
        let again = read(&write(&grant).unwrap()).unwrap();
        assert_eq!(again.access_token.expose_secret(), "ntn_a");
        assert_eq!(again.refresh_token.unwrap().expose_secret(), "nrt_\"r");
        assert!(again.in_exchange);
        let GrantedTo::Own(own) = again.client else {
            panic!("it is the person's own")
        };
        assert_eq!(own.client_id, "client");
        assert_eq!(own.client_secret.expose_secret(), "s3cret");
    }

    #[test]
    fn a_grant_of_a_broker_holds_its_address_and_no_secret_of_a_client() {
        let grant = KeptGrant {
            access_token: "ntn_a".into(),
            refresh_token: None,
            client: GrantedTo::Broker("https://connect.example".parse().unwrap()),
            in_exchange: false,
        };
        let again = read(&write(&grant).unwrap()).unwrap();
        assert!(
            matches!(again.client, GrantedTo::Broker(origin) if origin.as_str() == "https://connect.example/")
        );
        let halves = r#"{"access_token":"ntn_a","refresh_token":null,"client_id":"client"}"#;
        assert!(read(&SecretString::from(halves)).is_err());
    }

    #[test]
    fn what_is_no_grant_is_refused_without_being_shown() {
        let error = read(&SecretString::from("ntn_pasted")).unwrap_err();
        assert!(!error.to_string().contains("ntn_"), "{error}");
    }
}
