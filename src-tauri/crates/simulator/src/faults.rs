//! Trouble on demand: faults by schedule (the next requests of an endpoint) and by probability with a seed of its own.

use serde::{Deserialize, Serialize};

use crate::seed::Random;

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// 429 `rate_limited`.
    RateLimited,
    /// 429 with `public_api_request_blocked`: never retry.
    Blocked,
    /// 529 `service_overload`.
    Overload,
    /// 400 whose message asks to try again.
    RetryableValidation,
    /// 400: the cursor is no longer accepted. Hits only requests that have one.
    CursorRefused,
    /// 409 `conflict_error`.
    Conflict,
    /// 500 `internal_server_error`.
    InternalError,
    /// 502 with an HTML body from the edge.
    BadGateway,
    /// 503 before anything was done.
    Unavailable,
    /// 503 after the change was saved, without saying so.
    UnavailableAfterSaving,
    /// 503 after the change was saved, with `committed_resource_id`.
    UnavailableAfterCommit,
    /// 504 `gateway_timeout`.
    GatewayTimeout,
    /// No answer at all. With a manual clock, where nobody can wait, the connection breaks instead.
    Timeout,
    /// The connection breaks before anything was done.
    DroppedBefore,
    /// The connection breaks after the change was saved.
    DroppedAfter,
    /// JSON that ends in the middle.
    TruncatedJson,
    /// The right body with the content type of plain text.
    WrongContentType,
    /// 200 with a proxy's login page.
    ProxyPage,
    /// 200 without a body.
    EmptyBody,
    /// 401 `unauthorized`.
    Unauthorized,
    /// 403: a capability is missing.
    CapabilityMissing,
    /// 403: the block limit of the plan is reached.
    BlockLimit,
    /// 404 `object_not_found`.
    NotFound,
}

/// How long a 429 or 529 asks to wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RetryAfter {
    /// So many seconds.
    Seconds(u64),
    /// No header.
    Absent,
    /// A header nobody can read.
    Garbage,
    /// An HTTP date so many seconds ahead.
    Date(u64),
}

/// One fault as it is ordered.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// What goes wrong.
    pub kind: FaultKind,
    /// A part of the endpoint's name (`POST /v1/search`); empty means every endpoint.
    #[serde(default)]
    pub endpoint: String,
    /// How many matching requests are hit; absent with a probability, otherwise 1.
    #[serde(default)]
    pub times: Option<u64>,
    /// How many matching requests pass first.
    #[serde(default)]
    pub skip: u64,
    /// The chance to be hit for each matching request; absent means always.
    #[serde(default)]
    pub probability: Option<f64>,
    /// Only requests that write.
    #[serde(default)]
    pub writes_only: bool,
    /// For 429 and 529; 1 second when absent.
    #[serde(default)]
    pub retry_after: Option<RetryAfter>,
    /// For 429: `rate_limit_reason`.
    #[serde(default)]
    pub reason: Option<String>,
}

impl Fault {
    /// The next matching request is hit once.
    #[must_use]
    pub fn once(kind: FaultKind, endpoint: &str) -> Self {
        Self {
            kind,
            endpoint: endpoint.to_owned(),
            times: Some(1),
            skip: 0,
            probability: None,
            writes_only: false,
            retry_after: None,
            reason: None,
        }
    }

    /// Every request is hit with a probability.
    #[must_use]
    pub fn sometimes(kind: FaultKind, probability: f64) -> Self {
        Self {
            probability: Some(probability),
            times: None,
            ..Self::once(kind, "")
        }
    }
}

/// The faults in force and how many each kind has done so far.
#[derive(Debug)]
pub(crate) struct Faults {
    pub(crate) active: Vec<Fault>,
    pub(crate) done: Vec<(FaultKind, u64)>,
    random: Random,
}

impl Faults {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            active: Vec::new(),
            done: Vec::new(),
            random: Random::new(seed ^ 0x6661_756c),
        }
    }

    pub(crate) fn add(&mut self, mut fault: Fault) {
        if fault.times.is_none() && fault.probability.is_none() {
            fault.times = Some(1);
        }
        self.active.push(fault);
    }

    /// The fault that hits a request, if any does. `continues` says that it goes on with a list.
    pub(crate) fn strike(
        &mut self,
        endpoint: &str,
        writes: bool,
        continues: bool,
    ) -> Option<Fault> {
        let mut hit = None;
        for fault in &mut self.active {
            if !endpoint.contains(&fault.endpoint)
                || (fault.writes_only && !writes)
                || (fault.kind == FaultKind::CursorRefused && !continues)
                || fault.times == Some(0)
            {
                continue;
            }
            if fault.skip > 0 {
                fault.skip -= 1;
                continue;
            }
            if fault
                .probability
                .is_some_and(|probability| !self.random.chance(probability))
            {
                continue;
            }
            if let Some(times) = &mut fault.times {
                *times -= 1;
            }
            hit = Some(fault.clone());
            break;
        }
        self.active.retain(|fault| fault.times != Some(0));
        if let Some(fault) = &hit {
            match self.done.iter_mut().find(|(kind, _)| *kind == fault.kind) {
                Some((_, count)) => *count += 1,
                None => self.done.push((fault.kind, 1)),
            }
        }
        hit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheduled_fault_hits_the_endpoint_it_names_as_often_as_it_says_after_what_it_skips() {
        let mut faults = Faults::new(1);
        faults.add(Fault {
            skip: 1,
            times: Some(2),
            ..Fault::once(FaultKind::Conflict, "/v1/pages")
        });
        let hits: Vec<bool> = [
            "POST /v1/search",
            "GET /v1/pages/{page_id}",
            "GET /v1/pages/{page_id}",
            "POST /v1/pages",
            "POST /v1/pages",
        ]
        .into_iter()
        .map(|endpoint| faults.strike(endpoint, false, false).is_some())
        .collect();
        assert_eq!(hits, [false, false, true, true, false]);
        assert_eq!(faults.done, [(FaultKind::Conflict, 2)]);
        assert!(faults.active.is_empty());
    }

    #[test]
    fn a_probable_fault_hits_its_share_and_the_same_ones_for_the_same_seed() {
        let run = |seed| {
            let mut faults = Faults::new(seed);
            faults.add(Fault::sometimes(FaultKind::InternalError, 0.02));
            (0..5_000)
                .filter(|_| faults.strike("GET /v1/blocks", false, false).is_some())
                .count()
        };
        assert_eq!(run(1), run(1));
        assert!((60..140).contains(&run(1)), "{}", run(1));
    }
}
