//! Fetching an attachment from its signed address.
//!
//! Leaves out which files are wanted. The rules it protects: no credentials travel with the request; nothing larger
//! than the limit is written; an address that has run out is asked for once more, which costs one request; contents
//! that are here already are not fetched again.

use futures::StreamExt;
use http::{Method, Request, StatusCode, header};
use keepsake_memory::{ConnectionId, Fetch, FileStatus};
use keepsake_notion::Client;
use keepsake_text::{
    ContentHash, NotionId,
    dialect::{self, FileLink},
    hosted, property,
};
use serde_json::Value;

use super::{Observer, ReadError, stored};
use crate::{plan::Context, read::FileRead};

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FileAnswer {
    /// Its contents were here already, shown in another place.
    Known(FileStatus),
    /// It was fetched.
    Stored {
        /// SHA-256 of the contents.
        hash: ContentHash,
        /// Bytes.
        size: u64,
        /// What the server called it; never trusted when shown.
        mime: String,
    },
    /// It is larger than the limit.
    TooLarge {
        /// Bytes, as announced or as counted when the limit was passed.
        size: u64,
    },
    /// The place where it is kept does not give it out.
    Refused {
        /// The HTTP status; 0 when the address is none.
        status: u16,
        /// The name storage gave to the exchange.
        request_id: Option<String>,
    },
}

/// Storage's name for an exchange (Amazon S3 API reference: Common response headers).
const REQUEST_ID: &str = "x-amz-request-id";

/// How often a file that is "being prepared" (202) is asked for again.
const PREPARING: u32 = 5;

/// How many redirects are followed; storage services use one.
const REDIRECTS: u32 = 3;

enum Fetched {
    Answer(FileAnswer),
    /// The address may have run out; what to answer if that was not it.
    RanOut(FileAnswer),
}

impl Observer {
    pub(super) async fn file(
        &self,
        client: &Client,
        context: &Context,
        connection: ConnectionId,
        fetch: &Fetch,
        object: NotionId,
        file: &FileRead,
    ) -> Result<FileAnswer, ReadError> {
        if let Some(record) = self
            .store
            .stored_file(connection, &file.identity)
            .await
            .map_err(stored)?
        {
            return Ok(FileAnswer::Known(record.status));
        }
        match self
            .download(&file.url, fetch, context.max_file_bytes)
            .await?
        {
            Fetched::Answer(answer) => Ok(answer),
            Fetched::RanOut(refused) => {
                let Some(url) = fresh_url(client, object, file).await? else {
                    return Ok(refused);
                };
                match self.download(&url, fetch, context.max_file_bytes).await? {
                    Fetched::Answer(answer) | Fetched::RanOut(answer) => Ok(answer),
                }
            }
        }
    }

    async fn download(&self, url: &str, fetch: &Fetch, limit: u64) -> Result<Fetched, ReadError> {
        let mut url = url.to_owned();
        let mut redirects = 0;
        let mut waited = 0;
        loop {
            let request = Request::builder()
                .method(Method::GET)
                .uri(&url)
                .body(bytes::Bytes::new());
            let Ok(request) = request else {
                return Ok(Fetched::Answer(FileAnswer::Refused {
                    status: 0,
                    request_id: None,
                }));
            };
            let response = self
                .files
                .send(request)
                .await
                .map_err(ReadError::Download)?;
            let status = response.status();
            if status == StatusCode::ACCEPTED && waited < PREPARING {
                waited += 1;
                self.clock.sleep(std::time::Duration::from_secs(2)).await;
                continue;
            }
            if status.is_redirection() && redirects < REDIRECTS {
                redirects += 1;
                match next_hop(&url, response.headers().get(header::LOCATION)) {
                    Some(next) => url = next,
                    None => return Ok(Fetched::Answer(refusal(&response))),
                }
                continue;
            }
            if matches!(
                status,
                StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED | StatusCode::BAD_REQUEST
            ) {
                return Ok(Fetched::RanOut(refusal(&response)));
            }
            if !status.is_success() {
                return Ok(Fetched::Answer(refusal(&response)));
            }
            return Ok(Fetched::Answer(self.write(response, fetch, limit).await?));
        }
    }

    async fn write(
        &self,
        response: http::Response<keepsake_notion::ports::Body>,
        fetch: &Fetch,
        limit: u64,
    ) -> Result<FileAnswer, ReadError> {
        let (parts, body) = response.into_parts();
        let announced = parts
            .headers
            .get(header::CONTENT_LENGTH)
            .and_then(|value| value.to_str().ok()?.parse().ok());
        if let Some(size) = announced.filter(|size: &u64| *size > limit) {
            return Ok(FileAnswer::TooLarge { size });
        }
        let mime = parts
            .headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("application/octet-stream")
            .to_owned();
        let mut pending = self
            .folder
            .begin(&fetch.id.to_string())
            .await
            .map_err(ReadError::Files)?;
        let mut body = body.into_stream();
        while let Some(chunk) = body.next().await {
            let chunk = match chunk {
                Ok(chunk) => chunk,
                Err(error) => {
                    pending.discard().await;
                    return Err(ReadError::Download(error));
                }
            };
            if pending.size() + chunk.len() as u64 > limit {
                let size = pending.size() + chunk.len() as u64;
                pending.discard().await;
                return Ok(FileAnswer::TooLarge { size });
            }
            if let Err(error) = pending.write(&chunk).await {
                pending.discard().await;
                return Err(ReadError::Files(error));
            }
        }
        let written = pending.finish().await.map_err(ReadError::Files)?;
        Ok(FileAnswer::Stored {
            hash: written.hash,
            size: written.size,
            mime,
        })
    }
}

fn refusal<Body>(response: &http::Response<Body>) -> FileAnswer {
    FileAnswer::Refused {
        status: response.status().as_u16(),
        request_id: response
            .headers()
            .get(REQUEST_ID)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned),
    }
}

/// Where a redirect leads; never from a protected to an unprotected address.
fn next_hop(from: &str, location: Option<&http::HeaderValue>) -> Option<String> {
    let from = url::Url::parse(from).ok()?;
    let next = from.join(location?.to_str().ok()?).ok()?;
    let downgrades = from.scheme() == "https" && next.scheme() != "https";
    (!downgrades && matches!(next.scheme(), "http" | "https")).then(|| next.to_string())
}

/// The file's address with a new signature, from one more read of where it was seen.
async fn fresh_url(
    client: &Client,
    object: NotionId,
    file: &FileRead,
) -> Result<Option<String>, ReadError> {
    let links: Vec<FileLink> = match file.place.split_once(':') {
        None if file.place == "body" => {
            dialect::links(&client.page_markdown(object).await?.value.markdown).files
        }
        None | Some(("property", _)) => {
            let page = client.page(object).await?.value;
            let own = [page.icon.as_ref(), page.cover.as_ref()]
                .into_iter()
                .flatten()
                .filter_map(property::file);
            own.chain(page.properties.values().flat_map(property::files))
                .collect()
        }
        Some(("block", id)) => match id.parse() {
            Ok(id) => {
                let raw = client.block(id).await?.raw;
                let value: Value = serde_json::from_str(raw.get()).unwrap_or_default();
                keepsake_text::block::files(&value)
            }
            Err(_) => Vec::new(),
        },
        Some(_) => Vec::new(),
    };
    Ok(links
        .into_iter()
        .find(|link| hosted::identity(&link.url) == file.identity)
        .map(|link| link.url))
}
