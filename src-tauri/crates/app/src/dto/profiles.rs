//! Profiles: what the rows of a database have to look like to be records, and what putting one into force would mean.
//!
//! Sentences are the face's: a difference and a reason cross the border as a word with what its sentence needs.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Reason, RecordState};

/// A profile that is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// Its number in this memory.
    pub id: String,
    /// Its name, as in `video-production`.
    pub name: String,
    /// The Notion id of the data source it is applied to.
    pub data_source: String,
    /// The title of that database; empty where it has none.
    pub title: String,
    /// An emoji or the address of a picture.
    pub icon: Option<String>,
    /// Where the database is in Notion; nothing for the sample.
    pub url: Option<String>,
    /// Records, valid or not.
    pub records: u32,
    /// The fields, in the order of the profile.
    pub fields: Vec<ProfileField>,
    /// The nine states in pipeline order.
    pub states: Vec<ProfileState>,
    /// The saved views, in the order of the profile; those of single channels last.
    pub views: Vec<SavedView>,
}

/// One field of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProfileField {
    /// What the profile calls it: `title`, `channel`, `topic`, `story_direction`, `status`, `priority`.
    pub key: String,
    /// What the property is called in Notion.
    pub name: String,
    /// Who decides when both sides changed it.
    pub owner: FieldOwner,
    /// Whether it can be changed from here.
    pub writable: bool,
    /// Whether a new record can be given it, before Notion has anything to decide about.
    pub given_when_new: bool,
    /// Whether a record needs it.
    pub required: bool,
    /// The values it may take, in their order; empty where anything goes.
    pub options: Vec<String>,
}

/// Who decides about a field when both sides changed it since they last agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FieldOwner {
    /// What was written here.
    Here,
    /// What was written in Notion.
    Notion,
    /// Whatever was written last.
    Newest,
    /// The person, each time.
    Ask,
}

/// One of the nine states and the names it has in Notion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProfileState {
    /// The state.
    pub state: RecordState,
    /// Its names in Notion, in pipeline order.
    pub names: Vec<String>,
    /// The name that is written when nothing better is known.
    pub written: String,
    /// The states a record may go to from here without being asked about it.
    pub next: Vec<RecordState>,
}

/// A filter that was saved with the profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SavedView {
    /// What it is called; a channel's id for the view of a channel.
    pub name: String,
    /// What it keeps.
    pub keeps: ViewKeeps,
}

/// What a saved view keeps. All conditions that are given have to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ViewKeeps {
    /// Exact names in Notion; empty for all.
    pub statuses: Vec<String>,
    /// What the name in Notion begins with; empty for all.
    pub status_begins: String,
    /// Priorities; empty for all.
    pub priorities: Vec<String>,
    /// Channels; empty for all.
    pub channels: Vec<String>,
}

/// What a person asks for: a new database, or a profile on one that is there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProfileWish {
    /// The profile's name, as in `video-production`.
    pub profile: String,
    /// Attach: the Notion id of the database or data source. Nothing to create one.
    pub database: Option<String>,
    /// Create: the Notion id of the page it is put into.
    pub parent: Option<String>,
    /// Create: what it is called; nothing for the profile's own title.
    pub title: Option<String>,
    /// The folder with one YAML file per channel; nothing for the one in the data folder.
    pub channels_folder: Option<String>,
}

/// What a wish would do. Nothing has been changed, here or in Notion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProfilePreview {
    /// Whether it can be applied as it is.
    pub fits: bool,
    /// The folder the channels were read from.
    pub channels_folder: String,
    /// The channels found there, by id.
    pub channels: Vec<ChannelFile>,
    /// What the schema lacks or has otherwise, the blocking ones first; of a new database nothing.
    pub differences: Vec<SchemaDifference>,
    /// The properties a new database is given, or that are added to the one that is there.
    pub added: Vec<PlannedProperty>,
    /// Rows that would be valid.
    pub valid: u32,
    /// Rows that would stay in Draft.
    pub invalid: u32,
    /// The first of those, at most twenty.
    pub examples: Vec<InvalidExample>,
}

/// A channel and the file it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChannelFile {
    /// Its id, which is what the option in Notion has to be called.
    pub id: String,
    /// The name of its file.
    pub file: String,
}

/// A property that will be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlannedProperty {
    /// What it will be called.
    pub name: String,
    /// Its type in Notion, as in `select`.
    pub kind: String,
}

/// Where a database differs from what a profile expects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SchemaDifference {
    /// What is different.
    pub kind: DifferenceKind,
    /// The property's name in the profile.
    pub property: String,
    /// What was found: a type, a name, options joined with commas; empty where there is nothing.
    pub found: String,
    /// What was expected; empty where nothing was.
    pub expected: String,
    /// Whether the profile cannot be applied because of it.
    pub blocking: bool,
}

/// What is different.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum DifferenceKind {
    /// There is no such property.
    Missing,
    /// It has another type, which cannot be used.
    WrongType,
    /// It is a `status` where the profile says `select`, or a date where it says a time that Notion keeps: accepted.
    OtherType,
    /// It was found by its id or type under another name.
    Renamed,
    /// Options are missing.
    MissingOptions,
    /// There are options the profile does not know.
    UnknownOptions,
    /// A formula has another text.
    OtherFormula,
    /// The database has a property the profile does not use.
    Unused,
}

/// A row that would stay in Draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct InvalidExample {
    /// Its Notion page id.
    pub id: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// Why.
    pub reasons: Vec<Reason>,
}
