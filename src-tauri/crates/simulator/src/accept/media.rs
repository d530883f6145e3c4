//! Files, icons and covers from requests.

use serde_json::Value;

use super::{TEXT, id, object, text};
use crate::error::ApiError;
use crate::identifier::Id;
use crate::store::Store;
use crate::store::model::{Icon, Media};

/// Reads an external file, an upload to attach, or a hosted file that was read before.
pub(crate) fn media(store: &mut Store, value: &Value, path: &str) -> Result<Media, ApiError> {
    let fields = object(value, path)?;
    if let Some(external) = fields.get("external") {
        return Ok(Media::External(
            text(&external["url"], &format!("{path}.external.url"), TEXT)?.to_owned(),
        ));
    }
    if let Some(upload) = fields.get("file_upload") {
        return attach(
            store,
            id(&upload["id"], &format!("{path}.file_upload.id"))?,
            path,
        )
        .map(Media::Hosted);
    }
    let known = fields
        .get("file")
        .and_then(|file| file["url"].as_str())
        .and_then(hosted_id);
    match known.filter(|id| store.files.contains_key(id)) {
        Some(id) => Ok(Media::Hosted(id)),
        None => Err(ApiError::body(format!(
            "{path}.external should be defined, instead was `undefined`."
        ))),
    }
}

/// Marks an upload as attached and gives its file.
pub(crate) fn attach(store: &mut Store, upload: Id, path: &str) -> Result<Id, ApiError> {
    let found = store.uploads.iter_mut().find(|found| found.id == upload);
    let file = found.and_then(|upload| {
        upload.attached = upload.file.is_some();
        upload.file
    });
    file.ok_or_else(|| ApiError::body(format!("{path}.file_upload should be an uploaded file.")))
}

/// The file behind one of the simulator's own addresses.
fn hosted_id(url: &str) -> Option<Id> {
    let (_, rest) = url.split_once("/files/")?;
    Id::parse(rest.split('/').next()?)
}

/// Reads an icon; `null` clears it.
pub(crate) fn icon(store: &mut Store, value: &Value, path: &str) -> Result<Option<Icon>, ApiError> {
    if value.is_null() {
        return Ok(None);
    }
    let fields = object(value, path)?;
    if let Some(emoji) = fields.get("emoji") {
        return Ok(Some(Icon::Emoji(
            text(emoji, &format!("{path}.emoji"), 20)?.to_owned(),
        )));
    }
    if let Some(emoji) = fields.get("custom_emoji") {
        return Ok(Some(Icon::Custom(id(
            &emoji["id"],
            &format!("{path}.custom_emoji.id"),
        )?)));
    }
    if let Some(named) = fields.get("icon") {
        return Ok(Some(Icon::Other(
            serde_json::json!({"type": "icon", "icon": named}),
        )));
    }
    media(store, value, path).map(|media| Some(Icon::Media(media)))
}

/// Reads a cover; `null` clears it.
pub(crate) fn cover(
    store: &mut Store,
    value: &Value,
    path: &str,
) -> Result<Option<Media>, ApiError> {
    if value.is_null() {
        Ok(None)
    } else {
        media(store, value, path).map(Some)
    }
}
