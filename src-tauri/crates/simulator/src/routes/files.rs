//! The storage behind hosted files: signed addresses only, ranges allowed, errors in XML as the real storage sends them.

use bytes::Bytes;
use http::{Response, StatusCode, header};

use crate::content::{bytes_of, size_of};
use crate::identifier::Id;
use crate::signing::{Refusal, pairs};
use crate::state::State;

/// What storage answers.
pub(crate) fn serve(
    state: &State,
    path: &str,
    query: &str,
    range: Option<&str>,
    now: i64,
) -> Response<Bytes> {
    match state.signer.check(path, &pairs(query), now) {
        Err(Refusal::Unsigned) => {
            return xml(StatusCode::FORBIDDEN, "AccessDenied", "Access Denied");
        }
        Err(Refusal::WrongSignature) => {
            return xml(
                StatusCode::FORBIDDEN,
                "SignatureDoesNotMatch",
                "The request signature does not match.",
            );
        }
        Err(Refusal::Expired) => {
            return xml(StatusCode::FORBIDDEN, "AccessDenied", "Request has expired");
        }
        Ok(()) => {}
    }
    let id = path
        .strip_prefix("/files/")
        .and_then(|rest| rest.split('/').next())
        .and_then(Id::parse);
    let Some(file) = id.and_then(|id| state.store.files.get(&id)) else {
        return xml(
            StatusCode::NOT_FOUND,
            "NoSuchKey",
            "The specified key does not exist.",
        );
    };
    let Some(size) = size_of(&file.content) else {
        return xml(
            StatusCode::NOT_FOUND,
            "NoSuchKey",
            "The specified key does not exist.",
        );
    };
    let bytes = bytes_of(&file.content);
    let (status, body, content_range) = match range.and_then(|range| parse_range(range, size)) {
        Some((from, to)) => {
            let part = usize::try_from(from)
                .ok()
                .zip(usize::try_from(to + 1).ok())
                .map(|(from, to)| bytes.slice(from..to));
            (
                StatusCode::PARTIAL_CONTENT,
                part.unwrap_or_default(),
                Some(format!("bytes {from}-{to}/{size}")),
            )
        }
        None => (StatusCode::OK, bytes, None),
    };
    let mut response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, file.content_type.as_str())
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::CONTENT_LENGTH, body.len());
    if let Some(range) = content_range {
        response = response.header(header::CONTENT_RANGE, range);
    }
    response.body(body).unwrap_or_default()
}

/// `bytes=from-` and `bytes=from-to`.
fn parse_range(range: &str, size: u64) -> Option<(u64, u64)> {
    let (from, to) = range.strip_prefix("bytes=")?.split_once('-')?;
    let from: u64 = from.parse().ok()?;
    let to: u64 = if to.is_empty() {
        size.checked_sub(1)?
    } else {
        to.parse::<u64>().ok()?.min(size.checked_sub(1)?)
    };
    (from <= to).then_some((from, to))
}

fn xml(status: StatusCode, code: &str, message: &str) -> Response<Bytes> {
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    );
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, "application/xml")
        .body(Bytes::from(body))
        .unwrap_or_default()
}
