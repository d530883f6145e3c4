//! Connecting workspaces.
//!
//! Leaves out the browser, of which [`Keepsake::connect_authorized`] is given what a person brings back, and the end of a
//! connection (`disconnect`). The rules it protects: a token lies in the key store before anything else knows of it; a token
//! that Notion does not accept leaves nothing behind; the bot is the key of a connection, so two people of one workspace stay
//! apart.

use keepsake_memory::{Connection, ConnectionId, ConnectionKind, ConnectionState, NewConnection};
use keepsake_notion::ports::{GrantedTo, KeptGrant};
use keepsake_notion::{BrokerRefusal, BrokerSignIn, Client, ErrorKind, OAuthCredentials, User};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::dto;
use crate::error::{AppError, ErrorCode};
use crate::jobs::{Done, Work};
use crate::keepsake::Keepsake;
use crate::{grants, keys, sample};

/// What a person who signed in brings back from the browser. It buys the first pair of tokens, once, within minutes.
#[derive(Clone)]
pub enum Authorized {
    /// Notion's code.
    Code {
        /// The code.
        code: SecretString,
        /// The address the browser came back to, exactly as it was asked for.
        redirect_uri: String,
        /// Who asked: the id and secret of the person's own connection.
        client: OAuthCredentials,
    },
    /// What a broker made of the code.
    Pickup {
        /// The pickup.
        pickup: SecretString,
        /// The sign-in it belongs to.
        sign_in: BrokerSignIn,
        /// The origin of the broker.
        broker: Url,
    },
}

impl Keepsake {
    /// Connects the workspace that a token belongs to, at the origin the settings name.
    ///
    /// # Errors
    /// [`ErrorCode::TokenRefused`] when Notion does not accept it; then nothing is stored.
    pub async fn connect_token(&self, token: SecretString) -> Result<dto::Connection, AppError> {
        let token = clean_token(&token)?;
        self.connect_kept(ConnectionKind::Token, token).await
    }

    /// Connects the workspace that a person has just signed in to. The tokens are exchanged for new ones when Notion wants
    /// it, as long as the connection is there.
    ///
    /// # Errors
    /// [`ErrorCode::TokenRefused`] when Notion does not accept the code or the integration; then nothing is stored. After an
    /// unclear outcome, too, the person signs in again: a code works once.
    pub async fn connect_authorized(
        &self,
        authorized: Authorized,
    ) -> Result<dto::Connection, AppError> {
        // Where the tokens cannot be kept, the code is not spent on them.
        self.inner.keys.open().await?;
        let (given, client) = match authorized {
            Authorized::Code {
                code,
                redirect_uri,
                client,
            } => {
                let asked = self.oauth_client(&self.notion_origin(), client.clone())?;
                let given = asked.token(&code, Some(&redirect_uri)).await;
                (given.map_err(refused_code)?, GrantedTo::Own(client))
            }
            Authorized::Pickup {
                pickup,
                sign_in,
                broker,
            } => {
                let asked = self.broker_client(broker.as_str())?;
                let given = asked.pick_up(&pickup, &sign_in).await;
                (given.map_err(refused_pickup)?, GrantedTo::Broker(broker))
            }
        };
        let grant = KeptGrant {
            access_token: given.access_token,
            refresh_token: given.refresh_token,
            client,
            in_exchange: false,
        };
        self.connect_kept(ConnectionKind::OAuth, grants::write(&grant)?)
            .await
    }

    /// Has a token or a grant checked by whoever may talk to Notion.
    async fn connect_kept(
        &self,
        kind: ConnectionKind,
        secret: SecretString,
    ) -> Result<dto::Connection, AppError> {
        let (store, _) = self.inner.keys.open().await?;
        let account = keys::unchecked_account(kind, &self.unique_name());
        store.set(&account, secret).await?;
        let work = Work::Check {
            account: account.clone(),
            base_url: self.notion_origin(),
        };
        let done = self.do_and_wait(&work, &|_| {}).await;
        store.delete(&account).await?;
        let Done::Checked { connection } = done? else {
            return Err(AppError::internal("a check answered with something else"));
        };
        let connection = self.store().connection(connection).await?;
        self.unlink_if_renewed(&connection).await?;
        Ok(connection.into())
    }

    /// Where the settings say that Notion is.
    fn notion_origin(&self) -> String {
        let url = &self.inner.settings.notion_url;
        url.origin().ascii_serialization()
    }

    /// Checks a token or a grant that lies in the key store, and makes its connection.
    pub(crate) async fn check_token(
        &self,
        account: &str,
        base_url: &str,
    ) -> Result<ConnectionId, AppError> {
        let (store, _) = self.inner.keys.open().await?;
        let secret = store.get(account).await?;
        let secret =
            secret.ok_or_else(|| AppError::internal("the token is no longer in the key store"))?;
        let kind = keys::kind_of_unchecked(account);
        let token = match kind {
            ConnectionKind::OAuth => grants::read(&secret)?.access_token,
            ConnectionKind::Token | ConnectionKind::Sample => secret.clone(),
        };
        let checking = self.checking(base_url, &token).await?;
        let me = check(&checking.client).await?;
        let bot_id = me.id.to_string();
        store
            .set(&keys::account_of(kind, base_url, &bot_id), secret)
            .await?;
        let connection = described(&me, base_url, kind);
        let id = self.store().put_connection(connection, self.now()).await?;
        self.forget_other_kinds(kind, base_url, &bot_id).await?;
        self.count_check(id, &checking).await?;
        self.unlink_if_renewed(&self.store().connection(id).await?)
            .await?;
        tracing::info!(connection = %id, "connected");
        Ok(id)
    }

    /// Forgets what an earlier connection of the bot was made with, if that was something else.
    async fn forget_other_kinds(
        &self,
        kind: ConnectionKind,
        base_url: &str,
        bot_id: &str,
    ) -> Result<(), AppError> {
        let (store, _) = self.inner.keys.open().await?;
        for other in [ConnectionKind::Token, ConnectionKind::OAuth] {
            if other != kind {
                let account = keys::account_of(other, base_url, bot_id);
                store.delete(&account).await?;
            }
        }
        Ok(())
    }

    /// Whether a connection has to be signed in again because an exchange of its tokens was cut short, as far as the key
    /// store says.
    pub(crate) async fn was_cut_short(&self, connection: &Connection) -> bool {
        if connection.details.kind != ConnectionKind::OAuth {
            return false;
        }
        let kept = match self.inner.keys.open().await {
            Ok((store, _)) => store.get(&keys::account(connection)).await,
            Err(error) => {
                tracing::warn!(%error, "what became of the tokens cannot be told");
                return false;
            }
        };
        let grant = kept.ok().flatten().map(|kept| grants::read(&kept));
        matches!(grant, Some(Ok(grant)) if grant.in_exchange)
    }

    /// Forgets a token that was given to be checked. Whoever gave it does so too, unless that process was killed.
    pub(crate) async fn forget_unchecked(&self, account: &str) {
        let forgotten = match self.inner.keys.open().await {
            Ok((store, _)) => store.delete(account).await.map_err(AppError::from),
            Err(error) => Err(error),
        };
        if let Err(error) = forgotten {
            tracing::warn!(%error, "a token that was checked could not be forgotten");
        }
    }

    /// Connects the workspace that is built in. Needs no network and no key store.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn connect_sample(&self) -> Result<dto::Connection, AppError> {
        let connections = self.store().connections().await?;
        let known = connections
            .into_iter()
            .find(|known| known.details.kind == ConnectionKind::Sample);
        if let Some(known) = known {
            if known.state != ConnectionState::Ok {
                // It needs no key: opening it is connecting it again.
                self.store()
                    .set_connection_state(known.id, ConnectionState::Ok)
                    .await?;
            }
            return Ok(self.store().connection(known.id).await?.into());
        }
        let sample = self.sample().await?;
        let client = self.sample_client(sample)?;
        let me = check(&client).await?;
        let connection = described(&me, sample::ORIGIN, ConnectionKind::Sample);
        let id = self.store().put_connection(connection, self.now()).await?;
        Ok(self.store().connection(id).await?.into())
    }

    /// All connections, the oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn connections(&self) -> Result<Vec<dto::Connection>, AppError> {
        Ok(self
            .store()
            .connections()
            .await?
            .into_iter()
            .map(dto::Connection::from)
            .collect())
    }
}

/// Asks Notion whose token it is.
async fn check(client: &Client) -> Result<User, AppError> {
    match client.me().await {
        Ok(reply) => Ok(reply.value),
        Err(error) if error.kind() == ErrorKind::Authentication => {
            Err(AppError::new(ErrorCode::TokenRefused).with_request(error.request_id.clone()))
        }
        Err(error) => Err(error.into()),
    }
}

/// Why a code buys nothing.
fn refused_code(error: keepsake_notion::Error) -> AppError {
    match error.kind() {
        ErrorKind::Authentication => AppError::new(ErrorCode::TokenRefused)
            .with("reason", "code")
            .with_request(error.request_id.clone()),
        _ => error.into(),
    }
}

/// Why a pickup buys nothing.
fn refused_pickup(error: keepsake_notion::Error) -> AppError {
    let word = match BrokerRefusal::of(&error) {
        Some(BrokerRefusal::SignInOver) => "sign_in_over",
        Some(BrokerRefusal::LinkTried) => "sign_in_link_tried",
        Some(BrokerRefusal::OtherSignIn) => "sign_in_other_pickup",
        Some(BrokerRefusal::NothingDone) => "sign_in_broker_rests",
        None if error.kind() == ErrorKind::Authentication => return refused_code(error),
        None => return error.into(),
    };
    AppError::invalid(word).with_request(error.request_id.clone())
}

fn described(me: &User, base_url: &str, kind: ConnectionKind) -> NewConnection {
    let bot = me.bot.as_ref();
    let workspace_name = bot.and_then(|bot| bot.workspace_name.clone());
    NewConnection {
        bot_id: me.id.to_string(),
        base_url: base_url.to_owned(),
        kind,
        workspace_id: bot
            .and_then(|bot| bot.workspace_id)
            .map(|id| id.to_string()),
        workspace_name: workspace_name
            .or_else(|| me.name.clone())
            .unwrap_or_else(|| "Notion".to_owned()),
        workspace_icon: None,
        bot_name: me.name.clone(),
    }
}

/// The token without what was copied around it.
pub(crate) fn clean_token(token: &SecretString) -> Result<SecretString, AppError> {
    let text = token.expose_secret().trim();
    if text.is_empty() {
        return Err(AppError::invalid("empty_token"));
    }
    if !text.chars().all(|letter| letter.is_ascii_graphic()) {
        return Err(AppError::invalid("token_shape"));
    }
    Ok(SecretString::from(text))
}

/// The number of a connection as a face knows it.
pub(crate) fn connection_id(text: &str) -> Result<ConnectionId, AppError> {
    text.parse()
        .map_err(|_| AppError::new(ErrorCode::NotConnected).with("connection", text))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    #[test]
    fn a_token_is_taken_without_the_space_around_it() {
        let token = clean_token(&SecretString::from("  ntn_abc\n")).unwrap();
        assert_eq!(token.expose_secret(), "ntn_abc");
    }

    #[test]
    fn what_cannot_be_a_token_is_refused_before_it_is_sent() {
        for (text, problem) in [
            ("", "empty_token"),
            (" \n", "empty_token"),
            ("a b", "token_shape"),
            ("ü", "token_shape"),
        ] {
            let error = clean_token(&SecretString::from(text)).unwrap_err();
            assert_eq!(error.details["problem"], problem, "{text:?}");
        }
    }
}
