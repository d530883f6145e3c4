//! What follows from an answer that was understood only in part.
//!
//! Pure. Leaves out the decoding, which kept everything raw. The rule it protects: what was not understood costs a line in
//! the ledger, never a page.

use keepsake_memory::{Change, LedgerItem, Outcome, What};
use keepsake_notion::{Note, NoteKind, Undecoded};
use keepsake_text::NotionId;

/// The lines of the ledger for remarks on an answer about `subject`.
#[must_use]
pub fn notes(subject: NotionId, notes: &[Note]) -> Vec<Change> {
    notes
        .iter()
        .filter_map(|note| {
            let reason = match note.kind {
                NoteKind::TextMended => "text_mended",
                NoteKind::FieldNotUnderstood => "field_not_understood",
                NoteKind::ListIncomplete => "list_incomplete",
                // Told by the item itself.
                NoteKind::ItemNotDecoded => return None,
            };
            let id = format!("{subject}/{}", note.subject);
            Some(line(id, Outcome::Skipped, reason, note.detail.clone()))
        })
        .collect()
}

/// The lines of the ledger for items of a list below `subject` that could not be decoded.
#[must_use]
pub fn undecoded(subject: NotionId, items: &[Undecoded]) -> Vec<Change> {
    items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let id = format!("{subject}/item {index}");
            line(id, Outcome::Failed, "item_not_decoded", item.reason.clone())
        })
        .collect()
}

fn line(id: String, outcome: Outcome, reason: &str, message: String) -> Change {
    Change::Ledger(LedgerItem {
        what: What::Block,
        id,
        outcome,
        reason: reason.to_owned(),
        message: Some(message),
        request_id: None,
    })
}
