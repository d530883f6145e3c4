//! The simulator as other programs hold it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State as Shared;
use bytes::Bytes;
use http::{Request, Response, StatusCode, header};
use thiserror::Error;

use crate::clock::SimulatorClock;
use crate::connection::TokenDescription;
use crate::edits::{Edit, EditError, Edited};
use crate::faults::Fault;
use crate::identifier::Id;
use crate::limiter::Limiter;
use crate::meters::{Haste, Meter, Meters};
use crate::minimum::{Minimum, minimum};
use crate::quirks::Quirks;
use crate::reply::{Sending, send};
use crate::routes::files;
use crate::routes::oauth::Handled;
use crate::sight::{Place, Sight, places, sight, sights, texts};
use crate::state::State;
use crate::store::Store;
use crate::store::log::LogEntry;
use crate::store::model::PropertyValue;
use crate::truth::{Truth, truth};
use crate::webhooks::Subscription;
use crate::{control, gate, routes, workspaces};

/// The largest request body that is read at all.
const BODY_LIMIT: usize = 64 * 1024 * 1024;

fn limit_markdown(store: &mut Store, quirks: &Quirks) {
    if let Some(limit) = quirks.markdown_blocks {
        store.markdown_limit = limit;
    }
}

/// How a simulator is set up.
#[derive(Debug, Clone)]
pub struct Options {
    /// Everything invented comes from this number.
    pub seed: u64,
    /// Requests per 60 seconds and connection; no limit when absent.
    pub limit: Option<u32>,
    /// The awkward sides of Notion.
    pub quirks: Quirks,
    /// Where the time comes from.
    pub clock: SimulatorClock,
}

impl Default for Options {
    /// Seed 1, no limit, calm quirks, the real clock.
    fn default() -> Self {
        Self {
            seed: 1,
            limit: None,
            quirks: Quirks::calm(),
            clock: SimulatorClock::real(),
        }
    }
}

/// No workspace has that name.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "there is no workspace called `{0}`; there are sample, flat, nested, deep, big:N, rows:N, drawn and hostile"
)]
pub struct UnknownWorkspace(pub String);

/// A local Notion with one workspace; clones share it.
#[derive(Debug, Clone)]
pub struct Simulator {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    state: Mutex<State>,
    clock: SimulatorClock,
    workspace: String,
}

impl Simulator {
    /// Makes the workspace of that name: `sample`, `flat`, `nested`, `deep`, `big:N`, `rows:N`, `drawn` or `hostile`.
    ///
    /// # Errors
    ///
    /// [`UnknownWorkspace`] when there is none of that name.
    pub fn new(workspace: &str, options: Options) -> Result<Self, UnknownWorkspace> {
        let made = workspaces::make(workspace, options.seed, options.clock.milliseconds())
            .ok_or_else(|| UnknownWorkspace(workspace.to_owned()))?;
        let mut store = made.store;
        limit_markdown(&mut store, &options.quirks);
        let state = State {
            store,
            connections: made.connections,
            quirks: options.quirks,
            signer: crate::signing::Signer::new(options.seed),
            limiter: Limiter::new(options.limit),
            meter: Meter::default(),
            faults: crate::faults::Faults::new(options.seed),
            oauth: routes::oauth::OAuth::new(options.seed),
            webhooks: crate::webhooks::Webhooks::default(),
            tasks: Vec::new(),
            index: None,
            matched: None,
            random: crate::seed::Random::new(options.seed ^ 0x7175_6972_6b73),
        };
        let inner = Inner {
            state: Mutex::new(state),
            clock: options.clock,
            workspace: workspace.to_owned(),
        };
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// All of `/v1`, `/files` and `/simulator` as one service.
    pub fn router(&self) -> Router {
        Router::new().fallback(answer).with_state(self.clone())
    }

    /// The main connection's token.
    #[must_use]
    pub fn token(&self) -> String {
        self.lock().connections[0].token.clone()
    }

    /// The main connection's own user.
    #[must_use]
    pub fn bot(&self) -> Id {
        self.lock().connections[0].bot
    }

    /// All tokens with what they may do.
    #[must_use]
    pub fn tokens(&self) -> Vec<TokenDescription> {
        let describe = |connection: &crate::connection::Connection| TokenDescription {
            token: connection.token.clone(),
            name: connection.name.clone(),
            state: connection.state,
            capabilities: connection.capabilities.iter().copied().collect(),
        };
        self.lock().connections.iter().map(describe).collect()
    }

    /// The name the workspace was made by.
    #[must_use]
    pub fn workspace(&self) -> &str {
        &self.inner.workspace
    }

    /// The simulated time; advance it to let time pass.
    #[must_use]
    pub fn clock(&self) -> SimulatorClock {
        self.inner.clock.clone()
    }

    /// What was measured since the start or the last reset.
    #[must_use]
    pub fn meters(&self) -> Meters {
        let now = self.inner.clock.milliseconds();
        let state = &mut *self.lock();
        let minimum = minimum(state, 0, now);
        state.meter.read(minimum)
    }

    /// Starts measuring anew.
    pub fn reset_meters(&self) {
        self.lock().meter = Meter::default();
    }

    /// The fewest requests for a complete import by the main token.
    #[must_use]
    pub fn minimum(&self) -> Minimum {
        let now = self.inner.clock.milliseconds();
        minimum(&mut self.lock(), 0, now)
    }

    /// Every unique word, file and object, and whether the main token may see it.
    #[must_use]
    pub fn truth(&self) -> Truth {
        let now = self.inner.clock.milliseconds();
        truth(&mut self.lock(), now)
    }

    /// What the main token would be shown of every page and data source if it asked at `origin` now,
    /// whatever search lists.
    #[must_use]
    pub fn sights(&self, origin: &str) -> Vec<Sight> {
        let now = self.inner.clock.milliseconds();
        sights(&self.lock(), origin, now)
    }

    /// The same of one page or data source, or of the page a block is in.
    #[must_use]
    pub fn sight(&self, origin: &str, id: Id) -> Option<Sight> {
        let now = self.inner.clock.milliseconds();
        sight(&self.lock(), origin, id, now)
    }

    /// Everything that a relation of a row leads to, however much of it one answer shows.
    #[must_use]
    pub fn related(&self, row: Id, property: &str) -> Vec<Id> {
        let state = self.lock();
        let page = state.store.pages.get(&row);
        match page.and_then(|page| page.properties.get(property)) {
            Some(PropertyValue::Relation(ids)) => ids.clone(),
            _ => Vec::new(),
        }
    }

    /// Where every page and data source is.
    #[must_use]
    pub fn places(&self) -> Vec<Place> {
        let now = self.inner.clock.milliseconds();
        places(&self.lock(), now)
    }

    /// The blocks of a page that hold text, in order.
    #[must_use]
    pub fn texts(&self, page: Id) -> Vec<Id> {
        texts(&self.lock().store, page)
    }

    /// How many requests came and how fast, without working out the minimum.
    #[must_use]
    pub fn haste(&self) -> Haste {
        self.lock().meter.haste()
    }

    /// Counts every change of the workspace.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.lock().store.revision
    }

    /// Everything that happened since the workspace was made, from revision `after` on.
    #[must_use]
    pub fn log_after(&self, after: u64) -> Vec<LogEntry> {
        let state = self.lock();
        let from = state
            .store
            .log
            .partition_point(|entry| entry.revision <= after);
        state.store.log[from..].to_vec()
    }

    /// Sends events to nobody: they wait for [`Simulator::take_event`]. The first one is the handshake.
    pub fn subscribe(&self, secret: &str) {
        let now = self.inner.clock.milliseconds();
        let subscription = Subscription {
            url: String::new(),
            secret: Some(secret.to_owned()),
        };
        let state = &mut *self.lock();
        state
            .webhooks
            .subscribe(&mut state.store, subscription, now);
    }

    /// The next event that waits: its body and its `X-Notion-Signature`.
    #[must_use]
    pub fn take_event(&self) -> Option<(String, String)> {
        let delivery = self.lock().webhooks.take_any()?;
        Some((delivery.body, delivery.signature))
    }

    /// Orders a fault.
    pub fn add_fault(&self, fault: Fault) {
        self.lock().faults.add(fault);
    }

    /// Ends all faults; how many of them had not struck as often as they should.
    pub fn clear_faults(&self) -> usize {
        std::mem::take(&mut self.lock().faults.active).len()
    }

    /// The switches in force.
    #[must_use]
    pub fn quirks(&self) -> Quirks {
        self.lock().quirks.clone()
    }

    /// Sets all switches.
    pub fn set_quirks(&self, quirks: Quirks) {
        let state = &mut *self.lock();
        limit_markdown(&mut state.store, &quirks);
        state.quirks = quirks;
        state.index = None;
    }

    /// Makes an edit as another user of the workspace.
    ///
    /// # Errors
    ///
    /// [`EditError`] when it names something that is not there.
    pub fn edit(&self, edit: &Edit) -> Result<Edited, EditError> {
        let now = self.inner.clock.milliseconds();
        crate::edits::edit(&mut self.lock(), edit, now)
    }

    /// The id of the first page at the top of the workspace.
    #[must_use]
    pub fn first_page(&self) -> Option<Id> {
        self.lock().store.roots.first().copied()
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.inner
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers one request to `/v1`; `None` means never.
    fn api(&self, parts: &http::request::Parts, body: Bytes) -> Option<Response<Body>> {
        let (clock, state) = (&self.inner.clock, &mut *self.lock());
        let now = clock.milliseconds();
        let (outcome, token) = if parts.uri.path().starts_with("/v1/oauth/") {
            match routes::oauth::handle(state, parts, &body, now) {
                Handled::Page(page) => return Some(page),
                Handled::Call(outcome) => (outcome, None),
            }
        } else {
            let outcome = gate::handle(state, parts, body, now);
            (outcome, gate::bearer(state, parts))
        };
        match send(
            state,
            outcome.reply,
            outcome.fault.as_ref(),
            token,
            now,
            clock.is_manual(),
        ) {
            Sending::Now(response) => Some(response),
            Sending::Never => None,
        }
    }

    fn file(&self, parts: &http::request::Parts) -> Response<Body> {
        let state = &mut *self.lock();
        state.meter.file();
        let range = parts
            .headers
            .get(header::RANGE)
            .and_then(|value| value.to_str().ok());
        let query = parts.uri.query().unwrap_or_default();
        files::serve(
            state,
            parts.uri.path(),
            query,
            range,
            self.inner.clock.milliseconds(),
        )
        .map(Body::from)
    }
}

async fn answer(Shared(simulator): Shared<Simulator>, request: Request<Body>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return Response::builder()
            .status(StatusCode::PAYLOAD_TOO_LARGE)
            .body(Body::empty())
            .unwrap_or_default();
    };
    let path = parts.uri.path();
    if path.starts_with("/v1/") {
        return match simulator.api(&parts, body) {
            Some(response) => response,
            None => futures::future::pending().await,
        };
    }
    if path.starts_with("/files/") {
        return simulator.file(&parts);
    }
    control::handle(&simulator, &parts, &body)
}
