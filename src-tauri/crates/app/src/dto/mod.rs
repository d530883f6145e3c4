//! What crosses the border to a face, in shapes of its own.
//!
//! Outgoing shapes are only written, incoming ones only read, so the generated TypeScript has one type for each. Counts
//! are `u32` and sizes `f64`, because JavaScript has no larger whole numbers. Leaves out the domain types, which may
//! change without the window noticing. The rule it protects: the window's types are generated, never written by hand.

mod activity;
mod alerts;
mod backup;
mod catalog;
mod choice;
mod conflicts;
mod connection;
mod databases;
mod forgetting;
mod from;
mod import;
mod profiles;
mod progress;
mod reader;
mod records;
mod runs;
mod search;
mod settings;
mod start;
mod status;
mod versions;

pub use activity::{Problem, ReportFormat, Traffic, TrafficSpan};
pub use alerts::{Alert, AlertState, Attention, Severity};
pub use backup::{Backup, BackupKind, BackupState, RestoredBackup};
pub use catalog::{CatalogSummary, Reach, TreeKind, TreeNode};
pub use choice::{ChangedChoice, ChoiceEffect, LeavingFate, NotShared, UnsentPage};
pub use conflicts::{
    Brake, BrakeDirection, ConflictDetail, ConflictSummary, DecidedResult, Decision, Decisions,
    Keep, ParkedChange, PropertyConflict, SegmentConflict, TrashedWhere,
};
pub use connection::{Connection, ConnectionKind, ConnectionState};
pub use databases::{
    ChosenOption, ColumnKind, DataRow, DataTable, GroupWish, KeptView, Operator, TableColumn,
    TableCondition, TableGroup, TableLayout, TableLook, TableRows, TableSort,
};
pub use forgetting::ForgottenPages;
pub(crate) use from::snippet_parts;
pub use import::{CommentsChoice, Estimate, FilesChoice, ImportOptions, Mark, Selection};
pub use profiles::{
    ChannelFile, DifferenceKind, FieldOwner, InvalidExample, PlannedProperty, Profile,
    ProfileField, ProfilePreview, ProfileState, ProfileWish, SavedView, SchemaDifference,
    ViewKeeps,
};
pub use progress::{LogLine, LogOutcome, Phase, Progress};
pub use reader::{
    PageRef, PropertyValue, ReaderComment, ReaderFile, ReaderFileStatus, ReaderPage,
    ReaderProperty, ReaderTable,
};
pub use records::{
    ChangeAnswer, FieldChange, HistoryEntry, HistoryOrigin, HistoryPart, Overtaken, Reason,
    ReasonKind, RecordDetail, RecordField, RecordList, RecordRow, RecordState, UnusualMove,
    WaitingChange,
};
pub use runs::{
    Counts, Pushed, RecordsChecked, RunItem, RunItemOutcome, RunKind, RunResult, RunState,
    RunSummary, What,
};
pub use search::{RecentPages, SearchFilter, SearchHit, SearchKind, SearchResults, SnippetPart};
pub use settings::{
    DataPlace, ExportedWorkspace, FixedSetting, ForgottenWorkspace, SettingChange, SettingName,
    SettingsShown, WorkspaceCard,
};
pub use start::{Onboarding, SecretStore, StartState};
pub use status::{Looking, LookingLater, Status, StatusState};
pub use versions::{
    DifferencePart, DifferencePartKind, PageVersion, PageVersions, ShownVersion, VersionDifference,
    WordCounts,
};

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A count as the border knows it; what is larger is shown as the largest.
#[must_use]
pub fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A moment in RFC 3339, UTC.
#[must_use]
pub fn moment(time: OffsetDateTime) -> String {
    // Only years beyond 9999 have no such text.
    time.to_offset(time::UtcOffset::UTC)
        .format(&Rfc3339)
        .unwrap_or_default()
}

/// A size as the border knows it.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    reason = "sizes people read are far below 2^52"
)]
pub fn bytes(size: u64) -> f64 {
    size as f64
}
