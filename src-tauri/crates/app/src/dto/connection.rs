//! A connection: our link to one workspace.

use serde::Serialize;
use specta::Type;

/// A link to one workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Connection {
    /// Its number in this memory.
    pub id: String,
    /// The workspace's name.
    pub workspace_name: String,
    /// An emoji or the address of a picture.
    pub workspace_icon: Option<String>,
    /// What it leads to.
    pub kind: ConnectionKind,
    /// Whether it can be used.
    pub state: ConnectionState,
    /// The name of the connection inside Notion.
    pub bot_name: Option<String>,
}

/// What a connection leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ConnectionKind {
    /// A Notion workspace, by a token.
    Token,
    /// A Notion workspace that a person signed in to.
    SignIn,
    /// The workspace built into the program.
    Sample,
}

/// Whether a connection can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ConnectionState {
    /// It can.
    Ok,
    /// There is no token that Notion accepts; what is remembered can still be read.
    NeedsSignIn,
    /// The person stopped syncing; what is remembered can be read, and nothing is changed until it is connected again.
    Stopped,
}
