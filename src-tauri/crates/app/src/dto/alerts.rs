//! What a person should know about: alerts, and how many things wait.

use std::collections::BTreeMap;

use serde::Serialize;
use specta::Type;

/// Something that went wrong, or that a person has to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Alert {
    /// Its number.
    pub id: String,
    /// What it is about, as a stable word.
    pub kind: String,
    /// How bad it is.
    pub severity: Severity,
    /// What its sentence needs.
    pub details: BTreeMap<String, String>,
    /// How often it happened.
    pub count: u32,
    /// When it happened first (RFC 3339).
    pub first_time: String,
    /// When it happened last (RFC 3339).
    pub last_time: String,
    /// Where it stands.
    pub state: AlertState,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// Good to know.
    Info,
    /// May need somebody.
    Warning,
    /// Something does not work.
    Error,
    /// Nothing works.
    Critical,
}

/// Where an alert stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AlertState {
    /// Nobody has looked at it.
    Open,
    /// Somebody has.
    Acknowledged,
    /// It is no longer true.
    Cleared,
}

/// How many things wait, for badges and the strip. Asked for every few seconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Attention {
    /// Pages in conflict, plans that stopped.
    pub decisions: u32,
    /// Of those, plans that stopped because they would take away too much.
    pub brakes: u32,
    /// Changes made here that Notion refuses.
    pub parked: u32,
    /// Records that stay in Draft although somebody wants them to go on.
    pub inbox: u32,
    /// Alerts nobody has looked at, other than `info`.
    pub alerts: u32,
    /// Changes made here that wait to be sent.
    pub waiting: u32,
}
