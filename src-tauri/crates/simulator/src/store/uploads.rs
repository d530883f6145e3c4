//! File uploads between their creation and their attachment.

use crate::identifier::Id;

/// An upload as `/v1/file_uploads` shows it.
#[derive(Debug, Clone)]
pub(crate) struct FileUpload {
    pub(crate) id: Id,
    pub(crate) mode: String,
    pub(crate) name: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) parts_expected: Option<u64>,
    pub(crate) status: UploadStatus,
    pub(crate) created: i64,
    pub(crate) author: Id,
    /// Parts received so far, by number.
    pub(crate) parts: Vec<(u64, Vec<u8>)>,
    /// The stored file once the upload is whole.
    pub(crate) file: Option<Id>,
    pub(crate) attached: bool,
}

/// Where an upload stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UploadStatus {
    Pending,
    Uploaded,
}

/// How long an upload can wait to be attached, in milliseconds.
pub(crate) const LIFETIME: i64 = 60 * 60 * 1_000;

impl FileUpload {
    /// The status a reader sees at a moment.
    pub(crate) fn status_at(&self, now: i64) -> &'static str {
        if !self.attached && now > self.created + LIFETIME {
            return "expired";
        }
        match self.status {
            UploadStatus::Pending => "pending",
            UploadStatus::Uploaded => "uploaded",
        }
    }

    /// How many bytes have arrived.
    pub(crate) fn length(&self) -> usize {
        self.parts.iter().map(|(_, bytes)| bytes.len()).sum()
    }
}
