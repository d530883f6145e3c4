//! The ports of a broker on a real machine.
//!
//! The rule it protects: the broker gives Notion up before an app gives the broker up, so an app hears what is known.

use std::sync::Arc;
use std::time::Duration;

use keepsake_notion::adapters::{ReqwestTransport, SystemClock};
use keepsake_notion::ports::TransportError;

use crate::relay::Notice;
use crate::router::Ports;
use crate::seal::{Key, KeyError};

/// How long one request to Notion may take. Apps wait for 60 seconds.
const PATIENCE: Duration = Duration::from_secs(25);

/// This machine cannot do what a broker needs.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// It gives no random bytes.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Its TLS cannot be set up.
    #[error(transparent)]
    Transport(#[from] TransportError),
}

impl Ports {
    /// The clock, network and randomness of this machine, with a fresh key.
    ///
    /// # Errors
    /// [`Unfit`].
    pub fn of_this_machine(tell: Arc<dyn Fn(Notice) + Send + Sync>) -> Result<Self, Unfit> {
        Ok(Self {
            clock: Arc::new(SystemClock::new()),
            transport: Arc::new(ReqwestTransport::for_api(PATIENCE)),
            key: Key::fresh()?,
            tell,
        })
    }
}
