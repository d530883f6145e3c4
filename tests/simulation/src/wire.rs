//! The way to Notion: the simulator's router in this process, with whatever fate has in store on the way.
//!
//! Leaves out deciding ([`crate::fate`]). The rule it protects: a fault is made by the simulator, not here, so that what is
//! answered and what was done in the workspace belong together.

use std::sync::Arc;

use axum::{Router, body::Body as AxumBody};
use bytes::Bytes;
use futures::TryStreamExt;
use futures::future::{BoxFuture, FutureExt};
use http::{Request, Response};
use keepsake_memory::{ConnectionId, Store};
use keepsake_notion::NotionId;
use keepsake_notion::ports::{Body, Clock, Transport, TransportError, TransportErrorKind};
use keepsake_simulator::{Edit, FaultKind, Id, Simulator};
use std::time::Duration;
use tower::ServiceExt;

use crate::deeds::{Deeds, Write};
use crate::fate::Fate;
use crate::moment::Moments;
use crate::phase::Phase;
use crate::steps::local;
use crate::trouble::KillAt;

/// Carries requests of one life.
#[derive(Clone)]
pub(crate) struct Wire {
    pub(crate) simulator: Simulator,
    pub(crate) router: Router,
    pub(crate) fate: Arc<Fate>,
    pub(crate) moments: Moments,
    pub(crate) deeds: Deeds,
    pub(crate) store: Store,
    pub(crate) connection: ConnectionId,
}

/// Whether a write that met this fault may have happened, as far as the answer says.
const fn leaves_unclear(fault: FaultKind) -> bool {
    matches!(
        fault,
        FaultKind::InternalError
            | FaultKind::BadGateway
            | FaultKind::Unavailable
            | FaultKind::GatewayTimeout
            | FaultKind::Conflict
            | FaultKind::Timeout
            | FaultKind::DroppedBefore
            | FaultKind::DroppedAfter
            | FaultKind::UnavailableAfterSaving
            | FaultKind::UnavailableAfterCommit
            | FaultKind::TruncatedJson
            | FaultKind::EmptyBody
            | FaultKind::ProxyPage
    )
}

impl Transport for Wire {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        self.clone().carry(request).boxed()
    }
}

impl Wire {
    async fn carry(self, request: Request<Bytes>) -> Result<Response<Body>, TransportError> {
        let path = request.uri().path().to_owned();
        let write = Phase::of_write(request.method(), &path, request.body());
        let phase = write.unwrap_or_else(|| self.phase_of_read(&path));
        let words = || {
            format!(
                "{} ms: {} {path} {}",
                self.moments.elapsed().as_millis(),
                request.method(),
                String::from_utf8_lossy(request.body())
            )
        };
        let Some(fated) = self.fate.request(phase, write.is_some(), words) else {
            return std::future::pending().await;
        };
        let target = format!("{} {path}", request.method());
        let object = path.split('/').find_map(Id::parse);
        // A page that is being made is known by what is sent.
        let object = match (object, phase) {
            (Some(id), _) => id.to_string(),
            (None, Phase::Create) => String::from_utf8_lossy(request.body()).into_owned(),
            (None, _) => String::new(),
        };
        self.deeds.asks(&target, &object, write.is_some());
        if fated.kill == Some(KillAt::Before) {
            self.fate.kill();
            return std::future::pending().await;
        }
        if fated.edited_first {
            self.edit_target(&path, phase);
        }
        let fault = fated.fault.as_ref().map(|fault| fault.kind);
        if let Some(fault) = fated.fault {
            self.simulator.add_fault(fault);
        }
        let sent = (
            format!("{} {path}", request.method()),
            request.body().clone(),
        );
        let before = self.simulator.revision();
        let Ok(answer) = self
            .router
            .clone()
            .oneshot(request.map(AxumBody::from))
            .await;
        if write.is_some() && self.simulator.revision() > before {
            self.note_write(&path, sent, before);
        }
        // What hit nothing, because it needs a cursor or a write, must not hit the next one.
        self.simulator.clear_faults();
        let fault = fault.filter(|_| write.is_some());
        if fault.is_some_and(leaves_unclear) || write.is_some() && fated.kill == Some(KillAt::After)
        {
            self.deeds.is_unclear(&target, &object);
        }
        if fated.kill == Some(KillAt::After) {
            self.fate.kill();
            return std::future::pending().await;
        }
        if fated.edited_here {
            self.edit_here(phase, &object).await;
        }
        // Time passes on the way back only: how long a request is on its way there, no sender can know, and Notion counts
        // it when it arrives.
        if fated.delay > 0 {
            self.moments.sleep(Duration::from_millis(fated.delay)).await;
        }
        self.fate.answered(answer.status().as_u16());
        let (head, body) = answer.into_parts();
        let pieces = body.into_data_stream().map_err(|error| {
            TransportError::new(TransportErrorKind::Interrupted, error.to_string())
        });
        Ok(Response::from_parts(head, Body::from_stream(pieces)))
    }

    /// A search lists. A look at what may have been written reconciles.
    fn phase_of_read(&self, path: &str) -> Phase {
        let object = path.split('/').find_map(Id::parse);
        let object = object.map(|id| id.to_string()).unwrap_or_default();
        if path.ends_with("/search") {
            Phase::List
        } else if self.deeds.reconciles(&object) {
            Phase::Reconcile
        } else if self.fate.audits() && path.ends_with("/markdown") {
            Phase::Audit
        } else {
            Phase::Read
        }
    }

    /// The person here goes on editing what is just being written.
    async fn edit_here(&self, phase: Phase, object: &str) {
        let Some(page) = NotionId::parse(object) else {
            return;
        };
        let word = self.deeds.next_word();
        let is_text = phase == Phase::PushBody;
        let now = self.moments.now();
        let edited =
            local::edit_once_more(&self.store, self.connection, page, is_text, &word, now).await;
        if let Ok(Some(deed)) = edited {
            self.fate
                .note(|| format!("here, meanwhile: {word} {:?} of {page}", deed.part));
            self.deeds.edited(deed);
        }
    }

    fn note_write(&self, path: &str, (target, body): (String, Bytes), before: u64) {
        let write = Write {
            target,
            body: String::from_utf8_lossy(&body).into_owned(),
            before,
            after: self.simulator.revision(),
        };
        let object = path.split('/').find_map(Id::parse);
        self.deeds.wrote(write, |since| {
            let log = self.simulator.log_after(since);
            // A page below another one changes that one as well; only what happened to nothing at all is a repetition.
            log.iter().any(|entry| {
                entry.revision <= before && object.is_none_or(|object| entry.object == object)
            })
        });
    }

    /// Another person writes into the page that is about to be written: where properties are written, into one of them, so
    /// that the blind window of a property write is met.
    fn edit_target(&self, path: &str, phase: Phase) {
        let Some(to) = path.split('/').find_map(Id::parse) else {
            return;
        };
        let is_blind = phase == Phase::PushProperties;
        let edit = if is_blind {
            Edit::SetTitle {
                id: to,
                text: "Named just before".to_owned(),
            }
        } else {
            Edit::AddText {
                to,
                text: "Written just before".to_owned(),
            }
        };
        // A target that cannot hold text, or is gone, is left alone.
        if let Ok(edited) = self.simulator.edit(&edit)
            && let Some(word) = edited.token.filter(|_| is_blind)
        {
            self.deeds.blind(word);
        }
    }
}
