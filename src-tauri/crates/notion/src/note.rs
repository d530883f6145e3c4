//! Remarks about an answer that was understood only in part.

/// Something in an answer that was mended, skipped or not known. The ledger counts these; none of them fails a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What kind of remark it is.
    pub kind: NoteKind,
    /// What it is about, such as `page 393abc1e-...`, or empty for the answer as a whole.
    pub subject: String,
    /// What was found.
    pub detail: String,
}

/// The kinds of remarks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// Text that is no Unicode (half of a surrogate pair, broken UTF-8) was replaced by U+FFFD.
    TextMended,
    /// A known field had a value of an unknown shape. It stays in `extra`.
    FieldNotUnderstood,
    /// An item of a list could not be decoded. Its JSON is kept.
    ItemNotDecoded,
    /// A list said that there is more but not how to get it.
    ListIncomplete,
}

impl Note {
    pub(crate) fn new(
        kind: NoteKind,
        subject: impl Into<String>,
        detail: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            subject: subject.into(),
            detail: detail.into(),
        }
    }
}
