//! File uploads: create, send, complete, attach (Notion docs: Working with files and media).

use std::sync::OnceLock;

use serde_json::{Value, json};

use super::{Answer, Call, multipart, paging};
use crate::error::ApiError;
use crate::identifier::Id;
use crate::moment;
use crate::state::State;
use crate::store::model::{Content, StoredFile};
use crate::store::uploads::{FileUpload, LIFETIME, UploadStatus};
use crate::wire;

/// Bytes of one part or of a single-part file.
const PART: usize = 20 * 1024 * 1024;
/// Bytes of a file name.
const NAME: usize = 900;

pub(super) fn create(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let field = |name: &str| {
        call.body
            .get(name)
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let mode = field("mode").unwrap_or_else(|| "single_part".to_owned());
    if !matches!(mode.as_str(), "single_part" | "multi_part" | "external_url") {
        return Err(ApiError::body(
            "body.mode should be `\"single_part\"`, `\"multi_part\"` or `\"external_url\"`.",
        ));
    }
    if mode == "external_url" {
        // The simulator fetches nothing from anywhere.
        return Err(ApiError::new(
            http::StatusCode::BAD_REQUEST,
            "invalid_request",
            "Uploads from other addresses are not simulated.",
        ));
    }
    let name = field("filename");
    if name.as_ref().is_some_and(|name| name.len() > NAME) {
        return Err(ApiError::body(format!(
            "body.filename.length should be ≤ `{NAME}`."
        )));
    }
    let parts_expected = call.body.get("number_of_parts").and_then(Value::as_u64);
    if mode == "multi_part" && (parts_expected.is_none() || name.is_none()) {
        return Err(ApiError::body(
            "body.number_of_parts and body.filename should be defined for `multi_part`.",
        ));
    }
    let upload = FileUpload {
        id: state.store.identifiers.next(),
        mode,
        name,
        content_type: field("content_type"),
        parts_expected,
        status: UploadStatus::Pending,
        created: call.now,
        author: state.connection(call).bot,
        parts: Vec::new(),
        file: None,
        attached: false,
    };
    let shown = show(&upload, call);
    state.store.uploads.push(upload);
    Ok(shown.into())
}

pub(super) fn list(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let wanted = call.query("status");
    let uploads: Vec<FileUpload> = state
        .store
        .uploads
        .iter()
        .filter(|upload| wanted.is_none_or(|wanted| upload.status_at(call.now) == wanted))
        .cloned()
        .collect();
    let (uploads, next) = paging::page(state, call, &uploads, |_, upload| upload.id.to_string())?;
    Ok(wire::list(
        "file_upload",
        uploads.iter().map(|upload| show(upload, call)).collect(),
        next,
    )
    .into())
}

pub(super) fn retrieve(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let position = find(state, call)?;
    Ok(show(&state.store.uploads[position], call).into())
}

/// Takes a part; a single-part upload is whole after it.
pub(super) fn send(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let position = find(state, call)?;
    let fields = multipart::fields(&call.content_type, &call.raw)
        .ok_or_else(|| ApiError::validation("The request body should be multipart/form-data."))?;
    let file = fields
        .iter()
        .find(|field| field.name == "file")
        .ok_or_else(|| ApiError::body("body.file should be defined."))?;
    if file.bytes.len() > PART {
        return Err(ApiError::validation(format!(
            "body.file should have at most {PART} bytes."
        )));
    }
    let upload = &mut state.store.uploads[position];
    if upload.status_at(call.now) != "pending" {
        return Err(ApiError::validation("The file upload is not pending."));
    }
    let number = fields
        .iter()
        .find(|field| field.name == "part_number")
        .and_then(|field| String::from_utf8(field.bytes.clone()).ok());
    let number = number.and_then(|number| number.parse().ok()).unwrap_or(1);
    upload.name = upload.name.take().or_else(|| file.file_name.clone());
    upload.content_type = upload
        .content_type
        .take()
        .or_else(|| file.content_type.clone());
    upload.parts.retain(|(known, _)| *known != number);
    upload.parts.push((number, file.bytes.clone()));
    if upload.mode == "single_part" {
        keep(state, position);
    }
    Ok(show(&state.store.uploads[position], call).into())
}

/// Joins the parts of a multi-part upload.
pub(super) fn complete(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let position = find(state, call)?;
    let upload = &state.store.uploads[position];
    let received = u64::try_from(upload.parts.len()).ok();
    if upload.mode != "multi_part" || upload.parts_expected != received {
        return Err(ApiError::validation(
            "Not all parts of the file upload have been sent.",
        ));
    }
    keep(state, position);
    Ok(show(&state.store.uploads[position], call).into())
}

fn keep(state: &mut State, position: usize) {
    let id = state.store.identifiers.next_random();
    let upload = &mut state.store.uploads[position];
    upload.parts.sort_by_key(|(number, _)| *number);
    let bytes = upload
        .parts
        .iter()
        .flat_map(|(_, bytes)| bytes.iter().copied())
        .collect();
    let file = StoredFile {
        id,
        name: upload.name.clone().unwrap_or_else(|| "file".to_owned()),
        content_type: upload
            .content_type
            .clone()
            .unwrap_or_else(|| "application/octet-stream".to_owned()),
        content: Content::Bytes(bytes),
        digest: OnceLock::new(),
    };
    upload.file = Some(id);
    upload.status = UploadStatus::Uploaded;
    state.store.files.insert(id, file);
}

fn find(state: &State, call: &Call) -> Result<usize, ApiError> {
    let id: Id = call.id("file_upload_id")?;
    state
        .store
        .uploads
        .iter()
        .position(|upload| upload.id == id)
        .ok_or_else(|| state.not_found(call, "file upload", id))
}

fn show(upload: &FileUpload, call: &Call) -> Value {
    let mut value = json!({
        "object": "file_upload",
        "id": upload.id,
        "created_time": moment::utc(moment::minute(upload.created)),
        "created_by": {"id": upload.author, "type": "bot"},
        "last_edited_time": moment::utc(moment::minute(upload.created)),
        "in_trash": false,
        "expiry_time": if upload.attached { Value::Null } else { json!(moment::utc(upload.created + LIFETIME)) },
        "status": upload.status_at(call.now),
        "filename": upload.name,
        "content_type": upload.content_type,
        "content_length": upload.file.map(|_| upload.length()),
    });
    if upload.status == UploadStatus::Pending {
        value["upload_url"] = json!(format!(
            "{}/v1/file_uploads/{}/send",
            call.origin, upload.id
        ));
    }
    if let Some(total) = upload.parts_expected {
        value["number_of_parts"] = json!({"total": total, "sent": upload.parts.len()});
    }
    value
}
