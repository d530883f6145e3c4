//! The ground truth of what happened: every change, by whom, when, and the unique word it put into the workspace.

use serde::Serialize;

use super::Store;
use crate::identifier::Id;

/// One change.
#[derive(Debug, Clone, Serialize)]
pub struct LogEntry {
    /// Counts up from 1.
    pub revision: u64,
    /// Unix milliseconds of simulated time.
    pub at: i64,
    /// The user or bot who made it.
    pub author: Id,
    /// What was done, for example `set_text`.
    pub action: String,
    /// The object it was done to.
    pub object: Id,
    /// The unique word the change carried, if it carried text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

impl Store {
    /// Writes a change into the log.
    pub(crate) fn record(
        &mut self,
        action: &str,
        object: Id,
        author: Id,
        at: i64,
        token: Option<String>,
    ) {
        self.revision += 1;
        let entry = LogEntry {
            revision: self.revision,
            at,
            author,
            action: action.to_owned(),
            object,
            token,
        };
        self.log.push(entry);
    }
}
