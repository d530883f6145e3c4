//! Pictures of remembered pages, served to the window from the memory under `keepsake-file:`.
//!
//! An address names the hash of the contents and nothing else, so no path can be asked for. Only raster pictures are
//! given out, under a type decided here and never by what a server once said; SVG is not among them, because it can
//! carry scripts. Everything else is "not found".

use keepsake_app::AppError;
use tauri::http::{Request, Response, StatusCode, header};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};

use crate::core::Core;

/// The scheme; the content security policy in tauri.conf.json names it too.
pub(crate) const SCHEME: &str = "keepsake-file";

/// Raster pictures by the bytes they begin with.
const PICTURES: [(&[u8], &str); 5] = [
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
];

/// Answers the window's request for a picture.
pub(crate) fn serve<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle().clone();
    tauri::async_runtime::spawn(async move {
        let hash = request.uri().path().trim_start_matches('/').to_owned();
        responder.respond(answer(contents(&app.state::<Core>(), &hash).await));
    });
}

async fn contents(core: &Core, hash: &str) -> Result<Vec<u8>, AppError> {
    core.get()?.file_contents(hash).await
}

fn answer(contents: Result<Vec<u8>, AppError>) -> Response<Vec<u8>> {
    let picture = contents
        .ok()
        .and_then(|bytes| Some((picture_type(&bytes)?, bytes)));
    let (status, kind, body) = match picture {
        Some((kind, bytes)) => (StatusCode::OK, kind, bytes),
        None => (StatusCode::NOT_FOUND, "text/plain", Vec::new()),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        header::HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        header::HeaderValue::from_static("default-src 'none'; sandbox"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("no-store"),
    );
    response
}

/// The type of a raster picture, from its first bytes.
fn picture_type(bytes: &[u8]) -> Option<&'static str> {
    if let [
        b'R',
        b'I',
        b'F',
        b'F',
        _,
        _,
        _,
        _,
        b'W',
        b'E',
        b'B',
        b'P',
        ..,
    ] = bytes
    {
        return Some("image/webp");
    }
    if let [
        _,
        _,
        _,
        _,
        b'f',
        b't',
        b'y',
        b'p',
        b'a',
        b'v',
        b'i',
        b'f',
        ..,
    ] = bytes
    {
        return Some("image/avif");
    }
    PICTURES
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
        .map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raster_pictures_are_known_by_their_first_bytes() {
        assert_eq!(picture_type(b"\x89PNG\r\n\x1a\nrest"), Some("image/png"));
        assert_eq!(picture_type(b"\xff\xd8\xff\xe0rest"), Some("image/jpeg"));
        assert_eq!(picture_type(b"GIF89a"), Some("image/gif"));
        assert_eq!(picture_type(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
    }

    #[test]
    fn what_can_carry_a_script_is_no_picture() {
        for content in [
            &b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"[..],
            b"<?xml version='1.0'?><svg/>",
            b"<!doctype html><script>1</script>",
            b"%PDF-1.7",
            b"",
            b"RIFF",
        ] {
            assert_eq!(
                picture_type(content),
                None,
                "{}",
                String::from_utf8_lossy(content)
            );
            assert_eq!(answer(Ok(content.to_vec())).status(), StatusCode::NOT_FOUND);
        }
    }

    #[test]
    fn a_picture_is_served_under_its_own_type_only() {
        let response = answer(Ok(b"GIF89a".to_vec()));
        assert_eq!(response.headers()["content-type"], "image/gif");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    }

    #[test]
    fn what_is_not_in_the_memory_is_not_found() {
        let missing = answer(Err(AppError::new(keepsake_app::ErrorCode::NotFound)));
        assert_eq!(missing.status(), StatusCode::NOT_FOUND);
        assert!(missing.body().is_empty());
    }
}
