//! What can go wrong with a call, in a closed set of kinds (requirement C4).
//!
//! Every error says what was attempted, what Notion answered (code, status, message, request id) and whether trying
//! again can help. How an HTTP answer becomes an error is in [`answer`]; whether it is tried again, in [`crate::retry`].
//!
//! The rule it protects: only an answer that is Notion's own may say "not found" or "no permission"; a proxy's page never
//! makes a page of the person look deleted.

pub(crate) mod answer;
pub(crate) mod http_date;

use std::fmt;
use std::ops::Deref;
use std::time::Duration;

use keepsake_text::NotionId;
use serde_json::Value;

use crate::capability::Need;
use crate::ports::{SendLogError, TransportError};
use crate::renewal::RenewalFailure;

/// The kinds of failure. A face decides by this; [`Failure::code`] has the detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// Too many requests (429), or the service is overloaded (529).
    RateLimited,
    /// Notion has blocked this connection's access; asking again does not help.
    Blocked,
    /// The token is invalid, revoked or expired, or an OAuth grant is.
    Authentication,
    /// The connection lacks a capability, or a plan's limit is reached.
    Permission,
    /// The object does not exist or is not shared with the connection; Notion does not say which.
    NotFound,
    /// Notion refused the request as it was.
    Validation,
    /// Two changes collided.
    Conflict,
    /// Notion, or the edge in front of it, failed.
    Server,
    /// No complete exchange: no network, time-out, a broken connection, a proxy that wants a sign-in.
    Transport,
    /// An answer arrived that is not what Notion sends.
    Malformed,
    /// The log of sent requests could not be written, so nothing was sent.
    SendLog,
    /// The token was refused and could not be exchanged for a new one for now, so the call was not made. The connection
    /// is not lost; [`Failure::renewal`] says what stood in the way.
    Renewal,
}

/// A failed call: a [`Failure`] in a box, which keeps results small.
#[derive(Clone)]
pub struct Error(Box<Failure>);

/// Everything that is known about a failed call.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Failure {
    /// What kind of failure it is.
    pub kind: ErrorKind,
    /// Notion's code, such as `object_not_found`. Branch on this, never on the message.
    pub code: Option<String>,
    /// HTTP status, when there was an answer.
    pub status: Option<u16>,
    /// What Notion said, or what happened, in words.
    pub message: String,
    /// Notion's name for the exchange, for its support.
    pub request_id: Option<String>,
    /// What was attempted, as a verb phrase: `read page 393abc1e-...`.
    pub attempted: String,
    /// Which switch of the connection the call needs, where Notion refused it for want of one.
    pub needs: Option<Need>,
    /// Notion's `additional_data`, or null.
    pub additional: Value,
    /// How long Notion asked to wait.
    pub retry_after: Option<Duration>,
    /// Whether this was a write that may have happened although no good answer came: read before writing again.
    pub outcome_unclear: bool,
    /// Whether something between us and Notion answered: a proxy, a captive portal, a server at a wrong address.
    pub foreign: bool,
    /// Why a refused token could not be renewed, where that is the failure.
    pub renewal: Option<RenewalFailure>,
    /// Whether the same call may succeed later.
    pub(crate) passing: bool,
    /// Whether the request certainly never reached Notion.
    pub(crate) unsent: bool,
}

impl Failure {
    /// A failure of `kind` that does not pass, with everything else left open.
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>, attempted: &str) -> Self {
        Self {
            kind,
            code: None,
            status: None,
            message: message.into(),
            request_id: None,
            attempted: attempted.to_owned(),
            needs: None,
            additional: Value::Null,
            retry_after: None,
            outcome_unclear: false,
            foreign: false,
            renewal: None,
            passing: false,
            unsent: false,
        }
    }
}

impl Error {
    /// What kind of failure it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Whether the same call may succeed when made again later. For writes look at [`Failure::outcome_unclear`] first.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.0.passing
    }

    /// Whether a list has to be started again because its cursor is no longer accepted.
    #[must_use]
    pub fn is_stale_cursor(&self) -> bool {
        self.kind == ErrorKind::Validation && self.message.contains("start_cursor")
    }

    /// What a failed creation left behind all the same, when Notion says so: the new page or database, or the parent of
    /// appended blocks (Notion API reference: Request limits, "committed_resource_id").
    #[must_use]
    pub fn committed_resource(&self) -> Option<NotionId> {
        NotionId::parse(self.additional.get("committed_resource_id")?.as_str()?)
    }

    /// The direct children a failed creation left behind, in order.
    #[must_use]
    pub fn committed_children(&self) -> Vec<NotionId> {
        let ids = self.additional.get("committed_child_ids");
        ids.and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|id| NotionId::parse(id.as_str()?))
            .collect()
    }

    /// Whether the request may have had its effect although it failed.
    pub(crate) fn may_have_happened(&self) -> bool {
        !self.unsent
            && match self.kind {
                ErrorKind::Server | ErrorKind::Transport => true,
                ErrorKind::Malformed => self.status.is_some_and(|status| status < 300),
                ErrorKind::RateLimited
                | ErrorKind::Blocked
                | ErrorKind::Authentication
                | ErrorKind::Permission
                | ErrorKind::NotFound
                | ErrorKind::Validation
                | ErrorKind::Conflict
                | ErrorKind::SendLog
                | ErrorKind::Renewal => false,
            }
    }

    /// The same error with its message changed.
    pub(crate) fn map_message(mut self, change: impl FnOnce(String) -> String) -> Self {
        self.0.message = change(std::mem::take(&mut self.0.message));
        self
    }

    /// The same error, about a write whose effect is not known.
    pub(crate) fn with_unclear_outcome(mut self) -> Self {
        self.0.outcome_unclear = true;
        self
    }

    /// The same error, about a call of this endpoint.
    pub(crate) fn of_endpoint(mut self, endpoint: &str) -> Self {
        if self.kind() == ErrorKind::Permission {
            self.0.needs = Need::of(endpoint);
        }
        self
    }

    /// The same error, about an answer of which this much is known.
    pub(crate) fn of_answer(mut self, status: u16, request_id: Option<String>) -> Self {
        self.0.status = Some(status);
        self.0.request_id = request_id;
        self
    }

    /// The answer could be read as JSON but not as what was asked for.
    pub(crate) fn unexpected_shape(
        attempted: &str,
        request_id: Option<String>,
        message: String,
    ) -> Self {
        Self(Box::new(Failure {
            request_id,
            ..Failure::new(ErrorKind::Malformed, message, attempted)
        }))
    }

    pub(crate) fn from_transport(error: &TransportError, attempted: &str) -> Self {
        use crate::ports::TransportErrorKind::{Connect, Interrupted, Proxy, Timeout, Unusable};
        let (passing, lead) = match error.kind {
            Connect => (true, "no connection could be made"),
            Proxy => (false, "a proxy refused the connection"),
            Timeout => (true, "no answer came in time"),
            Interrupted => (true, "the connection broke off"),
            Unusable => (false, "the request could not be sent"),
        };
        Self(Box::new(Failure {
            passing,
            unsent: error.is_unsent(),
            foreign: error.kind == Proxy,
            ..Failure::new(
                ErrorKind::Transport,
                format!("{lead}: {}", error.message),
                attempted,
            )
        }))
    }

    pub(crate) fn from_send_log(error: &SendLogError, attempted: &str) -> Self {
        Self(Box::new(Failure {
            passing: true,
            unsent: true,
            ..Failure::new(ErrorKind::SendLog, error.to_string(), attempted)
        }))
    }
}

impl Deref for Error {
    type Target = Failure;

    fn deref(&self) -> &Failure {
        &self.0
    }
}

impl From<Failure> for Error {
    fn from(details: Failure) -> Self {
        Self(Box::new(details))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Failure {
            attempted,
            message,
            status,
            code,
            request_id,
            ..
        } = &*self.0;
        write!(formatter, "could not {attempted}: {message}")?;
        if let Some(status) = status {
            write!(formatter, " (status {status}")?;
            if let Some(code) = code {
                write!(formatter, ", {code}")?;
            }
            if let Some(request_id) = request_id {
                write!(formatter, ", request {request_id}")?;
            }
            formatter.write_str(")")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, formatter)
    }
}

impl std::error::Error for Error {}
