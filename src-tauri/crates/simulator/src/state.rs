//! Everything one simulator holds behind its lock.

use crate::connection::Connection;
use crate::faults::Faults;
use crate::limiter::Limiter;
use crate::meters::Meter;
use crate::quirks::Quirks;
use crate::routes::Task;
use crate::routes::oauth::OAuth;
use crate::routes::query::Matched;
use crate::routes::search::Index;
use crate::seed::Random;
use crate::signing::Signer;
use crate::store::Store;
use crate::webhooks::Webhooks;

/// The state of one simulator.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) store: Store,
    pub(crate) connections: Vec<Connection>,
    pub(crate) quirks: Quirks,
    pub(crate) signer: Signer,
    pub(crate) limiter: Limiter,
    pub(crate) meter: Meter,
    pub(crate) faults: Faults,
    pub(crate) oauth: OAuth,
    pub(crate) webhooks: Webhooks,
    pub(crate) tasks: Vec<Task>,
    pub(crate) index: Option<Index>,
    pub(crate) matched: Option<Matched>,
    /// Decides about quirks; the workspace has its own stream.
    pub(crate) random: Random,
}
