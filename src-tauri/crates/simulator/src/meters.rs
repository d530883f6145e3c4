//! Meters: how many requests came, how fast, and whether any came while Notion had asked to wait.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;

use crate::minimum::Minimum;

/// What was measured since the start or the last reset.
#[derive(Debug, Clone, Serialize)]
pub struct Meters {
    /// All requests to `/v1`, refused ones included.
    pub requests: u64,
    /// Requests that count against the minimum: without users, comments and OAuth. Files are never part of `/v1`.
    pub counted: u64,
    /// Downloads of hosted files.
    pub files: u64,
    /// Requests by method and path pattern.
    pub per_endpoint: BTreeMap<String, u64>,
    /// Answers by HTTP status.
    pub per_status: BTreeMap<u16, u64>,
    /// The most requests of one token within any sliding second.
    pub max_in_any_second: usize,
    /// The most requests of one token within any sliding 60 seconds.
    pub max_in_any_60s: usize,
    /// Requests that came before the time of a `Retry-After` had passed.
    pub inside_retry_after: u64,
    /// The fewest requests that can do the job.
    pub minimum: Minimum,
    /// `counted` divided by the minimum of a complete import.
    pub ratio: f64,
}

/// How many requests came, and how fast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Haste {
    /// All requests to `/v1`, refused ones included.
    pub requests: u64,
    /// Requests that count against the minimum.
    pub counted: u64,
    /// The most requests of one token within any sliding second.
    pub max_in_any_second: usize,
    /// The most requests of one token within any sliding 60 seconds.
    pub max_in_any_60s: usize,
    /// Requests that came before the time of a `Retry-After` had passed.
    pub inside_retry_after: u64,
    /// Until when a token was last asked to wait (Unix milliseconds); 0 when none was.
    pub hold_until: i64,
}

/// Counts as requests come in.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    requests: u64,
    counted: u64,
    files: u64,
    per_endpoint: BTreeMap<String, u64>,
    per_status: BTreeMap<u16, u64>,
    tokens: BTreeMap<usize, Window>,
    inside_retry_after: u64,
}

#[derive(Debug, Default)]
struct Window {
    times: VecDeque<i64>,
    max_second: usize,
    max_minute: usize,
    hold_until: i64,
}

impl Meter {
    /// Notes a request of a token (if it had a known one) to an endpoint.
    pub(crate) fn request(&mut self, endpoint: &str, token: Option<usize>, now: i64) {
        self.requests += 1;
        *self.per_endpoint.entry(endpoint.to_owned()).or_default() += 1;
        let path = endpoint.split(' ').nth(1).unwrap_or_default();
        if !["/v1/users", "/v1/comments", "/v1/oauth"]
            .iter()
            .any(|prefix| path.starts_with(prefix))
        {
            self.counted += 1;
        }
        let Some(token) = token else { return };
        let window = self.tokens.entry(token).or_default();
        if now < window.hold_until {
            self.inside_retry_after += 1;
        }
        window.times.push_back(now);
        while window
            .times
            .front()
            .is_some_and(|time| *time <= now - 60_000)
        {
            window.times.pop_front();
        }
        let second = window
            .times
            .iter()
            .rev()
            .take_while(|time| **time > now - 1_000)
            .count();
        window.max_second = window.max_second.max(second);
        window.max_minute = window.max_minute.max(window.times.len());
    }

    /// Notes the status of an answer.
    pub(crate) fn answer(&mut self, status: u16) {
        *self.per_status.entry(status).or_default() += 1;
    }

    /// Notes that a token was asked to wait.
    pub(crate) fn hold(&mut self, token: usize, until: i64) {
        let window = self.tokens.entry(token).or_default();
        window.hold_until = window.hold_until.max(until);
    }

    /// Notes a download.
    pub(crate) fn file(&mut self) {
        self.files += 1;
    }

    /// How many requests came, and how fast.
    pub(crate) fn haste(&self) -> Haste {
        let most = |of: fn(&Window) -> usize| self.tokens.values().map(of).max().unwrap_or(0);
        Haste {
            requests: self.requests,
            counted: self.counted,
            max_in_any_second: most(|window| window.max_second),
            max_in_any_60s: most(|window| window.max_minute),
            inside_retry_after: self.inside_retry_after,
            hold_until: self
                .tokens
                .values()
                .map(|window| window.hold_until)
                .max()
                .unwrap_or(0),
        }
    }

    /// What was measured, beside the minimum.
    pub(crate) fn read(&self, minimum: Minimum) -> Meters {
        #[expect(
            clippy::cast_precision_loss,
            reason = "counts of requests are far below 2^52"
        )]
        let ratio = self.counted as f64 / minimum.import.max(1) as f64;
        let haste = self.haste();
        Meters {
            requests: self.requests,
            counted: self.counted,
            files: self.files,
            per_endpoint: self.per_endpoint.clone(),
            per_status: self.per_status.clone(),
            max_in_any_second: haste.max_in_any_second,
            max_in_any_60s: haste.max_in_any_60s,
            inside_retry_after: self.inside_retry_after,
            minimum,
            ratio,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_densest_second_and_minute_are_remembered_and_holds_are_watched() {
        let mut meter = Meter::default();
        for time in [0, 300, 999, 1_000, 61_000] {
            meter.request("GET /v1/pages/{page_id}", Some(0), time);
        }
        meter.hold(0, 70_000);
        meter.request("GET /v1/users/me", Some(0), 69_999);
        meter.request("GET /v1/users/me", Some(0), 70_000);
        let read = meter.read(Minimum {
            import: 5,
            ..Minimum::default()
        });
        assert_eq!((read.requests, read.counted), (7, 5));
        assert_eq!(
            (
                read.max_in_any_second,
                read.max_in_any_60s,
                read.inside_retry_after
            ),
            (3, 4, 1)
        );
        assert!((read.ratio - 1.0).abs() < f64::EPSILON);
    }
}
