//! The storage behind hosted files: signed addresses only, ranges allowed, errors in XML as the real storage sends them,
//! with its own name for the exchange.

use bytes::Bytes;
use http::{Response, StatusCode, header};

use crate::content::{bytes_of, size_of};
use crate::identifier::Id;
use crate::seed::mix;
use crate::signing::{Refusal, pairs};
use crate::state::State;

/// The header with the storage's name for an exchange.
const REQUEST_ID: &str = "x-amz-request-id";

/// What storage answers.
pub(crate) fn serve(
    state: &State,
    path: &str,
    query: &str,
    range: Option<&str>,
    now: i64,
) -> Response<Bytes> {
    let name = request_id(path, now);
    match state.signer.check(path, &pairs(query), now) {
        Err(Refusal::Unsigned) => {
            return xml(
                &name,
                StatusCode::FORBIDDEN,
                "AccessDenied",
                "Access Denied",
            );
        }
        Err(Refusal::WrongSignature) => {
            return xml(
                &name,
                StatusCode::FORBIDDEN,
                "SignatureDoesNotMatch",
                "The request signature does not match.",
            );
        }
        Err(Refusal::Expired) => {
            return xml(
                &name,
                StatusCode::FORBIDDEN,
                "AccessDenied",
                "Request has expired",
            );
        }
        Ok(()) => {}
    }
    let id = path
        .strip_prefix("/files/")
        .and_then(|rest| rest.split('/').next())
        .and_then(Id::parse);
    let Some(file) = id.and_then(|id| state.store.files.get(&id)) else {
        return xml(
            &name,
            StatusCode::NOT_FOUND,
            "NoSuchKey",
            "The specified key does not exist.",
        );
    };
    let Some(size) = size_of(&file.content) else {
        return xml(
            &name,
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
        .header(REQUEST_ID, &name)
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

/// The storage's name for an exchange about an address at a moment: sixteen capital hexadecimal digits.
fn request_id(path: &str, now: i64) -> String {
    let seed = path
        .bytes()
        .fold(now.unsigned_abs(), |sum, byte| mix(sum ^ u64::from(byte)));
    format!("{seed:016X}")
}

fn xml(request_id: &str, status: StatusCode, code: &str, message: &str) -> Response<Bytes> {
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message>\
         <RequestId>{request_id}</RequestId></Error>"
    );
    Response::builder()
        .status(status)
        .header(REQUEST_ID, request_id)
        .header(header::CONTENT_TYPE, "application/xml")
        .body(Bytes::from(body))
        .unwrap_or_default()
}
