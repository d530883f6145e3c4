//! File uploads.

use keepsake_text::NotionId;
use serde_json::{Map, Value};
use time::OffsetDateTime;

use crate::decode::fields::Fields;
use crate::decode::{Model, Unreadable};

/// A file on its way into Notion; it has to be attached within an hour (Notion API reference: File upload).
#[derive(Debug, Clone, PartialEq)]
pub struct FileUpload {
    /// The upload's id, which attaches the file.
    pub id: NotionId,
    /// `pending`, `uploaded`, `expired`, `failed` or something new.
    pub status: String,
    /// The file's name.
    pub filename: Option<String>,
    /// When it goes away if it is not attached.
    pub expiry_time: Option<OffsetDateTime>,
    /// The size in bytes, once known.
    pub content_length: Option<u64>,
    /// Everything else.
    pub extra: Map<String, Value>,
}

impl Model for FileUpload {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Unreadable> {
        fields.expect("file_upload")?;
        Ok(Self {
            id: fields.own_id()?,
            status: fields.text("status").unwrap_or_default(),
            filename: fields.text("filename"),
            expiry_time: fields.time("expiry_time"),
            content_length: fields.number("content_length"),
            extra: fields.extra(),
        })
    }
}
