//! What follows from a reference to a file.
//!
//! Pure. Leaves out the download. The rules it protects: a file is known by its address without the signature, which
//! differs at each read; a file that lives elsewhere on the web is not ours to copy, its link is kept and counted.

use keepsake_memory::{Change, FileRecord, FileStatus, LedgerItem, Outcome, What};
use keepsake_text::{NotionId, dialect::FileLink, hosted};

use super::Context;
use crate::read::{FileRead, Read};

/// The record of a file and, where its contents are wanted, the read that fetches them.
#[must_use]
pub fn changes(context: &Context, object: NotionId, place: &str, link: &FileLink) -> Vec<Change> {
    let identity = hosted::identity(&link.url);
    let is_hosted = hosted::is_hosted(&link.url, &context.api_origin);
    let record = |status: FileStatus, reason: Option<&str>| {
        Change::PutFile(FileRecord {
            object,
            place: place.to_owned(),
            identity: identity.clone(),
            url: (!is_hosted).then(|| link.url.clone()),
            name: link.name.clone(),
            kind: link.kind,
            status,
            reason: reason.map(str::to_owned),
            request_id: None,
        })
    };
    let left_out = |reason: &str| {
        Change::Ledger(LedgerItem {
            what: What::File,
            id: identity.clone(),
            outcome: Outcome::Skipped,
            reason: reason.to_owned(),
            message: Some(link.name.clone()),
            request_id: None,
        })
    };
    if !is_hosted {
        return vec![
            record(FileStatus::External, Some("external_link")),
            left_out("external_link"),
        ];
    }
    if !context.wants_files {
        return vec![
            record(FileStatus::Pending, Some("files_not_selected")),
            left_out("files_not_selected"),
        ];
    }
    let file = FileRead {
        place: place.to_owned(),
        identity: identity.clone(),
        url: link.url.clone(),
        name: link.name.clone(),
        kind: link.kind.into(),
    };
    vec![
        record(FileStatus::Pending, None),
        Change::AddFetch(Read::File { object, file }.owed(None, 0)),
    ]
}
