//! What a person sets, and where everything is kept.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Connection, SecretStore, Status};
use crate::preferences::{Density, LanguageChoice, NoticeKind, Theme};

/// What is set, as it takes effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SettingsShown {
    /// Seconds between two looks at Notion when nothing is heard; nothing where it is looked at when the window is opened.
    pub sync_every_seconds: Option<u32>,
    /// Notion is looked at less often on battery and where the connection costs money.
    pub sparing: bool,
    /// Which colours the window has.
    pub theme: Theme,
    /// How much room lines have.
    pub density: Density,
    /// How large texts are, in hundredths of their usual size.
    pub text_percent: u32,
    /// Which language is spoken.
    pub language: LanguageChoice,
    /// What nobody is called for outside of the window.
    pub quiet: Vec<NoticeKind>,
    /// Notices on the desktop name pages.
    pub name_pages: bool,
    /// What the configuration decides, whatever is set here.
    pub fixed: Vec<FixedSetting>,
}

/// A setting that the configuration decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FixedSetting {
    /// Which.
    pub setting: SettingName,
    /// The file or variable that says so.
    pub place: String,
}

/// A setting that the configuration can decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SettingName {
    /// How often Notion is looked at.
    SyncEverySeconds,
    /// Which colours the window has.
    Theme,
    /// Which language is spoken.
    Language,
}

/// One setting to change.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(tag = "setting", content = "value", rename_all = "camelCase")]
pub enum SettingChange {
    /// Seconds between two looks at Notion when nothing is heard; nothing: when the window is opened.
    SyncEverySeconds(Option<u32>),
    /// Whether Notion is looked at less often on battery and where the connection costs money.
    Sparing(bool),
    /// Which colours the window has.
    Theme(Theme),
    /// How much room lines have.
    Density(Density),
    /// How large texts are, in hundredths of their usual size.
    TextPercent(u32),
    /// Which language is spoken.
    Language(LanguageChoice),
    /// Whether notices on the desktop name pages.
    NamePages(bool),
    /// Whether somebody is called for this.
    Notice {
        /// What for.
        kind: NoticeKind,
        /// Whether.
        on: bool,
    },
}

/// A workspace as its card shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WorkspaceCard {
    /// The connection.
    pub connection: Connection,
    /// Where things stand with it.
    pub status: Status,
    /// Databases whose rows are remembered.
    pub databases: u32,
}

/// A workspace that was forgotten and can be brought back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ForgottenWorkspace {
    /// Its number in this memory.
    pub id: String,
    /// The workspace's name.
    pub workspace_name: String,
    /// When it was forgotten (RFC 3339).
    pub forgotten_time: String,
    /// When it is removed for good (RFC 3339).
    pub removed_time: String,
}

/// What was taken along of a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportedWorkspace {
    /// The name of its folder.
    pub name: String,
    /// Changes made here that Notion does not have, which are in it.
    pub own_edits: u32,
    /// Pages made here that Notion does not have, which are in it.
    pub new_pages: u32,
}

/// Where everything is kept, and how much it is.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DataPlace {
    /// The folder.
    pub folder: String,
    /// The memory with its index, in bytes.
    pub memory_bytes: f64,
    /// Attachments, in bytes.
    pub file_bytes: f64,
    /// Everything else in the folder, in bytes.
    pub other_bytes: f64,
    /// Where keys are kept.
    pub secret_store: SecretStore,
    /// What was forgotten and can be brought back, the first forgotten first.
    pub forgotten: Vec<ForgottenWorkspace>,
}
