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
use serde_json::Value;
use std::time::Duration;
use tower::ServiceExt;

use crate::deeds::{Deeds, Write};
use crate::fate::Fate;
use crate::moment::{self, Moments};
use crate::phase::Phase;
use crate::steps::local;
use crate::template::ORIGIN;
use crate::tokens::SignedIn;
use crate::trouble::{KillAt, Trouble};

/// By what a request goes on with a list.
const CURSOR: &str = "start_cursor";

/// Where a page is being made: the id of its parent.
fn place_of_new(body: &[u8]) -> String {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let parent = body["parent"].as_object().into_iter().flatten();
    let id = parent
        .filter_map(|(_, value)| Id::parse(value.as_str()?))
        .next();
    id.map(|id| id.to_string()).unwrap_or_default()
}

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
    pub(crate) signed_in: Option<Arc<SignedIn>>,
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
        let continues = request
            .uri()
            .query()
            .is_some_and(|query| query.contains(CURSOR))
            || request
                .body()
                .windows(CURSOR.len())
                .any(|part| part == CURSOR.as_bytes());
        if let Some(signed_in) = &self.signed_in {
            signed_in.sees(&request, &self.simulator);
        }
        let now = self.moments.elapsed();
        let Some(fated) = self.fate.request(phase, continues, now, words) else {
            return std::future::pending().await;
        };
        if fated.kill == Some(KillAt::Before) {
            self.fate.enter(phase);
            self.fate.kill();
            return std::future::pending().await;
        }
        if fated.there > 0 {
            self.moments.sleep(Duration::from_millis(fated.there)).await;
            if self.fate.is_dead() {
                return std::future::pending().await;
            }
        }
        let target = format!("{} {path}", request.method());
        let object = path.split('/').find_map(Id::parse);
        // A page that is being made is known by what is sent.
        let object = match (object, phase) {
            (Some(id), _) => id.to_string(),
            (None, Phase::Create) => String::from_utf8_lossy(request.body()).into_owned(),
            (None, _) => String::new(),
        };
        // What became of it shows in its place.
        let looked_at = match phase {
            Phase::Create => place_of_new(request.body()),
            _ => object.clone(),
        };
        self.deeds.asks(&target, &object, write);
        if fated.edited_first && self.edit_target(&path, phase) {
            self.fate.meets(Trouble::EditBetween, phase);
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
        let held_before = self.simulator.haste().hold_until;
        let Ok(answer) = self
            .router
            .clone()
            .oneshot(request.map(AxumBody::from))
            .await;
        if write.is_some() && self.simulator.revision() > before {
            self.note_write(&path, sent, before);
            self.see_since(before);
        }
        // What hit nothing was no trouble, and must not hit the next one.
        let is_left = self.simulator.clear_faults() > 0;
        if let Some(fault) = fault.filter(|_| !is_left) {
            self.fate.meets(Trouble::Answer(fault), phase);
            for variety in fated.varieties.into_iter().flatten() {
                self.fate.counts(variety, 1);
            }
        }
        let fault = fault.filter(|_| write.is_some());
        if fault.is_some_and(leaves_unclear) || write.is_some() && fated.kill == Some(KillAt::After)
        {
            self.deeds.is_unclear(&target, &object, phase, &looked_at);
        }
        if fated.kill == Some(KillAt::After) {
            self.fate.enter(phase);
            self.fate.kill();
            return std::future::pending().await;
        }
        if fated.edited_here {
            self.edit_here(phase, &object).await;
        }
        let held = self.simulator.haste().hold_until;
        if fated.back > 0 {
            self.moments.sleep(Duration::from_millis(fated.back)).await;
        }
        // An answer that prolongs nothing asks for nothing that was not asked for before.
        let hold = moment::at(if held > held_before { held } else { 0 });
        self.fate.answered(answer.status().as_u16(), hold);
        if self.fate.keeps_words() && path.ends_with("/markdown") {
            let id = path.split('/').find_map(Id::parse);
            let sight = id.and_then(|id| self.simulator.sight(ORIGIN, id));
            self.fate
                .note(|| format!("    {:?}", sight.and_then(|sight| sight.markdown)));
        }
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
        if path.ends_with("/oauth/token") {
            Phase::Exchange
        } else if path.ends_with("/search") {
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
        let edited = local::edit_once_more(
            &self.store,
            self.connection,
            page,
            is_text,
            &word,
            now,
            &self.deeds,
        )
        .await;
        if let Ok(Some(deed)) = edited {
            self.fate
                .note(|| format!("here, meanwhile: {word} {:?} of {page}", deed.part));
            self.deeds.edited(deed);
        }
    }

    /// Notes what Notion shows of everything that has changed since a revision.
    fn see_since(&self, before: u64) {
        if !self.deeds.versions.are_kept() {
            return;
        }
        for entry in self.simulator.log_after(before) {
            if let Some(sight) = self.simulator.sight(ORIGIN, entry.object) {
                self.deeds.versions.shows(&sight);
            }
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
        let of_trash = write.body.contains("\"in_trash\"");
        if of_trash && object.is_some_and(|object| self.lies_in_trash(object)) {
            // What lies in something that is in the trash shows no trace of having been taken out itself: whoever did not
            // hear the answer can only try again.
            return;
        }
        self.deeds.wrote(write, |since| {
            let log = self.simulator.log_after(since);
            // A page below another one changes that one as well; only what happened to nothing at all is a repetition. A page
            // goes into the trash, and comes out of it, with what it lies in.
            log.iter().any(|entry| {
                let concerns = object.is_none_or(|object| entry.object == object) || of_trash;
                entry.revision <= before && concerns
            })
        });
    }

    /// Whether an object is in the trash because of what it lies in.
    fn lies_in_trash(&self, object: Id) -> bool {
        let places = self.simulator.places();
        let place = places.iter().find(|place| place.id == object);
        place.is_some_and(|place| place.in_trash && !place.own_trash)
    }

    /// Another person writes into the page that is about to be written: where properties are written, into one of them, so
    /// that the blind window of a property write is met. Whether there was anything to edit.
    fn edit_target(&self, path: &str, phase: Phase) -> bool {
        let Some(to) = path.split('/').find_map(Id::parse) else {
            return false;
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
        let Ok(edited) = self.simulator.edit(&edit) else {
            return false;
        };
        if self.deeds.versions.are_kept()
            && let Some(sight) = self.simulator.sight(ORIGIN, edited.id)
        {
            self.deeds.versions.shows(&sight);
        }
        if let Some(word) = edited.token.filter(|_| is_blind) {
            self.deeds.blind(word);
        }
        true
    }
}
