//! The API's endpoints: one table, one handler per endpoint, grouped by subject.
//!
//! A handler is a plain function over the state; everything that concerns all endpoints (tokens, versions, limits, faults,
//! meters) happens around it in the gate.

mod async_tasks;
mod block_write;

mod blocks;
mod comments;
mod data_sources;
mod databases;
mod emojis;
pub(crate) mod file_uploads;
pub(crate) mod files;
mod markdown;
pub(crate) mod multipart;
pub(crate) mod oauth;
mod page_write;
mod pages;
mod paging;
mod properties;
pub(crate) mod query;
pub(crate) mod search;
pub(crate) mod table;
mod users;

pub(crate) use async_tasks::Task;
pub(crate) use block_write::insert as block_insert;
pub(crate) use databases::new_source;
pub(crate) use page_write::{
    apply as apply_properties, blank as blank_page, place as place_page, shift as shift_page,
};

use http::{Method, StatusCode};
use serde_json::{Map, Value};

use crate::connection::{Capability, Connection};
use crate::error::ApiError;
use crate::identifier::Id;
use crate::state::State;
use crate::store::Kind;
use crate::wire::{Version, View};

/// What an endpoint does.
pub(crate) type Handler = fn(&mut State, &Call) -> Result<Answer, ApiError>;

/// One endpoint of the API.
#[derive(Debug)]
pub(crate) struct Endpoint {
    pub(crate) method: Method,
    /// With `{name}` for variable segments.
    pub(crate) path: &'static str,
    /// The capability the connection needs.
    pub(crate) needs: Option<Capability>,
    /// The keys a JSON body may have; request schemas are closed.
    pub(crate) keys: &'static [&'static str],
    pub(crate) handler: Handler,
}

impl Endpoint {
    /// `GET /v1/pages/{page_id}`, as meters and faults name it.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// Whether a request of this endpoint can change something.
    pub(crate) fn writes(&self) -> bool {
        self.needs.is_some_and(|needs| {
            matches!(
                needs,
                Capability::InsertContent | Capability::UpdateContent | Capability::InsertComments
            )
        })
    }
}

/// One authenticated request.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) endpoint: &'static Endpoint,
    pub(crate) parameters: Vec<(&'static str, String)>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) body: Map<String, Value>,
    /// The raw body and its content type, for uploads.
    pub(crate) raw: bytes::Bytes,
    pub(crate) content_type: String,
    pub(crate) connection: usize,
    pub(crate) version: Version,
    pub(crate) origin: String,
    pub(crate) now: i64,
}

/// A successful answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Value,
    /// For creations: the new object and its direct children, which a 503 after saving may name.
    pub(crate) created: Option<(Id, Vec<Id>)>,
}

impl From<Value> for Answer {
    fn from(body: Value) -> Self {
        Self {
            status: StatusCode::OK,
            body,
            created: None,
        }
    }
}

impl Answer {
    fn creating(body: Value, id: Id, children: Vec<Id>) -> Self {
        Self {
            created: Some((id, children)),
            ..Self::from(body)
        }
    }
}

impl Call {
    /// A path segment.
    pub(crate) fn parameter(&self, name: &str) -> &str {
        self.parameters
            .iter()
            .find(|(key, _)| *key == name)
            .map_or("", |(_, value)| value.as_str())
    }

    /// A path segment that must be an id.
    pub(crate) fn id(&self, name: &str) -> Result<Id, ApiError> {
        let text = self.parameter(name);
        Id::parse(text).ok_or_else(|| {
            let shown = serde_json::to_string(text).unwrap_or_default();
            ApiError::validation(format!(
                "path failed validation: path.{name} should be a valid uuid, instead was `{shown}`."
            ))
        })
    }

    /// The first query value of that name.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// A switch in the body; `false` when absent.
    pub(crate) fn switch(&self, name: &str) -> Result<bool, ApiError> {
        Ok(self.optional_switch(name)?.unwrap_or(false))
    }

    /// A switch in the body.
    pub(crate) fn optional_switch(&self, name: &str) -> Result<Option<bool>, ApiError> {
        match self.body.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Bool(switch)) => Ok(Some(*switch)),
            Some(_) => Err(ApiError::body(format!("body.{name} should be a boolean."))),
        }
    }
}

impl State {
    /// The connection that sent a request.
    pub(crate) fn connection(&self, call: &Call) -> &Connection {
        &self.connections[call.connection]
    }

    /// Responses as that connection sees them.
    pub(crate) fn view<'a>(&'a self, call: &'a Call) -> View<'a> {
        View {
            store: &self.store,
            connection: self.connection(call),
            quirks: &self.quirks,
            signer: &self.signer,
            version: call.version,
            origin: &call.origin,
            now: call.now,
        }
    }

    /// Responses as a connection sees them outside of a request.
    pub(crate) fn view_of(&self, connection: usize, now: i64) -> View<'_> {
        View {
            store: &self.store,
            connection: &self.connections[connection],
            quirks: &self.quirks,
            signer: &self.signer,
            version: Version::March2026,
            origin: "",
            now,
        }
    }

    /// 404 in the documented form.
    pub(crate) fn not_found(&self, call: &Call, kind: &str, id: Id) -> ApiError {
        let connection = self.connection(call);
        ApiError::not_found(kind, id, &connection.name, connection.bot)
    }

    /// Fails unless the id is of that kind and shared with the connection.
    pub(crate) fn require(&self, call: &Call, kind: Kind, id: Id) -> Result<(), ApiError> {
        let name = match kind {
            Kind::Page => "page",
            Kind::Block => "block",
            Kind::Database => "database",
            Kind::DataSource => "data source",
        };
        let visible = self.store.kind(id) == Some(kind)
            && self.store.is_visible(&self.connection(call).scope, id);
        if visible {
            Ok(())
        } else {
            Err(self.not_found(call, name, id))
        }
    }

    /// Fails unless the id is a block, page or database shared with the connection.
    pub(crate) fn require_block(&self, call: &Call, id: Id) -> Result<Kind, ApiError> {
        match self.store.kind(id) {
            Some(kind @ (Kind::Block | Kind::Page | Kind::Database))
                if self.store.is_visible(&self.connection(call).scope, id) =>
            {
                Ok(kind)
            }
            _ => Err(self.not_found(call, "block", id)),
        }
    }

    /// Marks an edit made through the API.
    pub(crate) fn edited(&mut self, call: &Call, action: &str, id: Id) {
        let bot = self.connection(call).bot;
        let bump = !self.quirks.silent_block_edits;
        if action != "move" || !self.quirks.silent_moves {
            self.store.touch(id, bot, call.now, bump);
        }
        self.store.record(action, id, bot, call.now, None);
        self.webhooks.notice(&self.store, action, id, bot, call.now);
    }
}
