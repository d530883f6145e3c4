//! Connections: tokens, what each may do, and what was shared with it.
//!
//! Every workspace has the same set of tokens with readable names; none of them is a secret.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::identifier::Id;
use crate::store::sharing::Scope;

/// What a connection may do; a missing one gives 403 `restricted_resource` (Notion docs: Connection capabilities).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Capability {
    /// Read pages, blocks, databases and files.
    ReadContent,
    /// Change and trash content.
    UpdateContent,
    /// Create pages, blocks and databases.
    InsertContent,
    /// Read comments.
    ReadComments,
    /// Write comments.
    InsertComments,
    /// See users.
    ReadUsers,
    /// See e-mail addresses of users.
    ReadEmails,
}

impl Capability {
    pub(crate) const ALL: [Self; 7] = [
        Self::ReadContent,
        Self::UpdateContent,
        Self::InsertContent,
        Self::ReadComments,
        Self::InsertComments,
        Self::ReadUsers,
        Self::ReadEmails,
    ];
    pub(crate) const READING: [Self; 4] = [
        Self::ReadContent,
        Self::ReadComments,
        Self::ReadUsers,
        Self::ReadEmails,
    ];
}

/// Whether a token still works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenState {
    /// Accepted.
    Valid,
    /// Past its date: 401.
    Expired,
    /// Taken back: 401.
    Revoked,
}

/// One token and the bot behind it.
#[derive(Debug, Clone)]
pub(crate) struct Connection {
    pub(crate) token: String,
    pub(crate) name: String,
    pub(crate) bot: Id,
    /// The person an OAuth connection acts for; internal connections belong to the workspace.
    pub(crate) owner: Option<Id>,
    pub(crate) capabilities: BTreeSet<Capability>,
    pub(crate) scope: Scope,
    pub(crate) state: TokenState,
}

impl Connection {
    pub(crate) fn can(&self, capability: Capability) -> bool {
        self.capabilities.contains(&capability)
    }
}

/// A token as it is printed for people.
#[derive(Debug, Clone, Serialize)]
pub struct TokenDescription {
    /// The bearer token.
    pub token: String,
    /// The connection's name.
    pub name: String,
    /// Whether it works.
    pub state: TokenState,
    /// What it may do.
    pub capabilities: Vec<Capability>,
}
