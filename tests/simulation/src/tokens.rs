//! A connection that was signed in: tokens that end at any moment, and the place where they are kept.
//!
//! The key store of a computer is no database, but it fails and is cut off as a disk is, so fate is asked about every writing
//! as about a statement. Leaves out exchanging, which is the client's. The rule it protects: what a life of the program knows
//! of its tokens is what the last one kept.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use bytes::Bytes;
use http::Request;
use http::header::AUTHORIZATION;
use keepsake_notion::adapters::MemorySendLog;
use keepsake_notion::ports::{GrantStore, GrantStoreError, GrantedTo, KeptGrant, Ports};
use keepsake_notion::{Client, ErrorKind, OAuthCredentials, Settings, Tokens};
use keepsake_simulator::{CLIENT_ID, CLIENT_SECRET, Pair, Simulator, TokenState};
use keepsake_sync::{RunEnd, RunError};
use secrecy::ExposeSecret;

use crate::fate::Fate;
use crate::random::Random;
use crate::trouble::Trouble;
use crate::world::{Cycle, World};

/// What is written into the key store, as fate hears it.
const SAVE: &str = "UPDATE key_store SET secret = ?";

/// The tokens of a schedule.
pub(crate) struct SignedIn {
    fate: Arc<Fate>,
    state: Mutex<State>,
}

struct State {
    random: Random,
    kept: KeptGrant,
    /// Access tokens that were kept at some time.
    ever_kept: HashSet<String>,
    /// Calls until the token of the moment ends.
    lasts: usize,
    breach: Option<String>,
}

impl SignedIn {
    /// A person signs in.
    pub(crate) fn new(seed: u64, simulator: &Simulator, fate: Arc<Fate>) -> Self {
        let kept = grant(simulator.sign_in());
        let mut random = Random::of(seed, "tokens");
        Self {
            fate,
            state: Mutex::new(State {
                ever_kept: HashSet::from([kept.access_token.expose_secret().to_owned()]),
                lasts: a_while(&mut random),
                random,
                kept,
                breach: None,
            }),
        }
    }

    /// A request is about to leave: its token has to be one that was kept, and may end just now.
    pub(crate) fn sees(&self, request: &Request<Bytes>, simulator: &Simulator) {
        let header = request.headers().get(AUTHORIZATION);
        let Some(token) = header
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
        else {
            return;
        };
        let mut state = self.state();
        if !state.ever_kept.contains(token) {
            let breach = format!("{token} was used and is not kept");
            state.breach.get_or_insert(breach);
        }
        if !self.fate.is_peaceful() {
            state.lasts -= 1;
            if state.lasts == 0 {
                state.lasts = a_while(&mut state.random);
                self.fate.note(|| format!("{token} ends"));
                simulator.set_token_state(token, TokenState::Expired);
            }
        }
    }

    /// The token of the moment ends.
    pub(crate) fn expire(&self, simulator: &Simulator) {
        let state = self.state();
        let token = state.kept.access_token.expose_secret();
        simulator.set_token_state(token, TokenState::Expired);
    }

    /// The program asks the person to sign in: where it is right, the person does.
    pub(crate) fn sign_in_again(&self, simulator: &Simulator) {
        let mut state = self.state();
        if state.works(simulator) {
            if self.fate.is_peaceful() {
                let breach = "a sign-in was asked for although the tokens work".to_owned();
                state.breach.get_or_insert(breach);
            }
            return;
        }
        if !state.kept.in_exchange {
            let breach = "the tokens were lost and nothing here knows why".to_owned();
            state.breach.get_or_insert(breach);
        }
        self.fate.note(|| "the person signs in again".to_owned());
        state.keep(grant(simulator.sign_in()));
    }

    /// A person signs in whom nobody has to ask.
    pub(crate) fn sign_in(&self, simulator: &Simulator) {
        self.state().keep(grant(simulator.sign_in()));
    }

    /// How a token was dealt with that is not right.
    pub(crate) fn breach(&self) -> Option<String> {
        self.state().breach.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn keep(&mut self, grant: KeptGrant) {
        let token = grant.access_token.expose_secret().to_owned();
        self.ever_kept.insert(token);
        self.kept = grant;
    }

    /// Whether Notion still takes what is kept.
    fn works(&self, simulator: &Simulator) -> bool {
        let refresh = self.kept.refresh_token.as_ref();
        simulator.accepts(self.kept.access_token.expose_secret())
            || refresh.is_some_and(|token| simulator.can_refresh(token.expose_secret()))
    }
}

#[async_trait]
impl GrantStore for SignedIn {
    async fn load(&self) -> Result<Option<KeptGrant>, GrantStoreError> {
        if self.fate.is_dead() {
            return std::future::pending().await;
        }
        Ok(Some(self.state().kept.clone()))
    }

    async fn save(&self, grant: &KeptGrant) -> Result<(), GrantStoreError> {
        match self.fate.statement(SAVE) {
            None => {
                self.state().keep(grant.clone());
                Ok(())
            }
            Some(Trouble::Kill) => std::future::pending().await,
            Some(trouble) => Err(GrantStoreError::new(trouble.name())),
        }
    }
}

/// Whether the person of a schedule has signed in instead of pasting a token.
pub(crate) fn has_signed_in(seed: u64) -> bool {
    Random::of(seed, "signed in").below(4) == 0
}

/// The client of a life.
pub(crate) fn client(
    signed_in: Option<&Arc<SignedIn>>,
    pasted: &str,
    settings: Settings,
    ports: Ports,
) -> Client {
    let Some(signed_in) = signed_in else {
        return Client::new(settings, pasted.into(), ports);
    };
    let apart = Ports {
        send_log: Arc::new(MemorySendLog::new()),
        ..ports.clone()
    };
    let store = Arc::clone(signed_in) as Arc<dyn GrantStore>;
    let tokens = Tokens::new(settings.clone(), store, apart);
    Client::renewing(settings, tokens, ports)
}

/// Whether a cycle ended because Notion takes no token of this connection.
pub(crate) fn are_refused(ended: &Cycle) -> bool {
    match ended {
        Cycle::Ended(outcome) => outcome.end == RunEnd::NeedsSignIn,
        Cycle::Failed(RunError::Notion(error)) => error.kind() == ErrorKind::Authentication,
        Cycle::Failed(_) | Cycle::Killed | Cycle::Stalled => false,
    }
}

impl World {
    /// Lets the person sign in, before the program is first started.
    pub(crate) fn sign_in(&mut self, seed: u64) {
        let fate = Arc::clone(&self.fate);
        self.signed_in = Some(Arc::new(SignedIn::new(seed, &self.simulator, fate)));
    }
}

/// So many calls a token lasts: some end within a cycle, some are never noticed.
fn a_while(random: &mut Random) -> usize {
    3 + random.below(30) * random.below(6)
}

fn grant(pair: Pair) -> KeptGrant {
    KeptGrant {
        access_token: pair.access_token.into(),
        refresh_token: Some(pair.refresh_token.into()),
        client: GrantedTo::Own(OAuthCredentials {
            client_id: CLIENT_ID.to_owned(),
            client_secret: CLIENT_SECRET.into(),
        }),
        in_exchange: false,
    }
}
