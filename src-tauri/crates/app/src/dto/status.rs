//! The one sentence about where things stand.

use serde::Serialize;
use specta::Type;

use crate::watch::Later;

/// Where things stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// The state to show.
    pub state: StatusState,
    /// Objects whose contents are in the memory.
    pub pages: u32,
    /// When the last run completed (RFC 3339).
    pub last_sync: Option<String>,
    /// Objects of the run under way that are settled.
    pub finished: u32,
    /// Objects of the run under way.
    pub known: u32,
    /// Seconds to go.
    pub eta_seconds: Option<u32>,
    /// The run under way still finds out how much there is.
    pub finding: bool,
    /// The person has paused the run under way.
    pub held: bool,
    /// Until when that is (RFC 3339), where all syncing is paused and the pause has an end.
    pub held_until: Option<String>,
    /// Megabytes that the disk has left, where that is too little.
    pub free_megabytes: Option<u32>,
    /// How this window looks at Notion by itself; nothing where it does not, and for several connections at once.
    pub looking: Option<Looking>,
}

/// How a window looks at Notion by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Looking {
    /// When it looks next, if nothing is heard (RFC 3339); nothing while it looks, is paused or cannot.
    pub next: Option<String>,
    /// It looks only when the person opens this window, and not by the clock.
    pub when_opened: bool,
    /// Why that is later than configured.
    pub later: Option<LookingLater>,
    /// The person has paused it.
    pub paused: bool,
    /// Until when (RFC 3339); nothing when until the person goes on.
    pub paused_until: Option<String>,
}

/// Why it looks at Notion later than configured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LookingLater {
    /// The connection to the network costs money.
    Metered,
    /// Nobody is at the computer.
    Idle,
    /// The computer runs on its battery.
    Battery,
    /// Notion tells of changes by itself.
    Called,
}

impl From<Later> for LookingLater {
    fn from(later: Later) -> Self {
        match later {
            Later::Metered => Self::Metered,
            Later::Idle => Self::Idle,
            Later::Battery => Self::Battery,
            Later::Called => Self::Called,
        }
    }
}

/// The state to show (ux C.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum StatusState {
    /// Nothing is connected or nothing is remembered yet.
    Empty,
    /// Nothing to do.
    UpToDate,
    /// Notion does not have everything yet that was changed here.
    Unsent,
    /// An import is under way.
    Importing,
    /// A sync is under way.
    Syncing,
    /// The last import was stopped or interrupted and can go on.
    Unfinished,
    /// Notion could not be reached last time.
    Offline,
    /// Notion asked us to slow down.
    Waiting,
    /// Notion has had trouble of its own for minutes; it is tried again and again.
    NotionTrouble,
    /// The keychain is locked, so Notion cannot be asked.
    KeychainLocked,
    /// The keys lie under a passphrase that nobody has typed, so Notion cannot be asked.
    PassphraseLocked,
    /// The disk has less room than is left free; it goes on by itself.
    LittleSpace,
    /// Notion no longer accepts the token.
    NeedsSignIn,
    /// The person stopped syncing everything that this is about.
    Stopped,
}
