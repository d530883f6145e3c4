//! File uploads: announce, send, complete. Attaching is a change to a block, page or comment.

use bytes::{BufMut, Bytes, BytesMut};
use keepsake_text::NotionId;
use serde_json::{Map, Value};

use crate::call::{Call, Payload};
use crate::client::Client;
use crate::error::Error;
use crate::model::file_upload::FileUpload;
use crate::reply::Reply;

/// A file to be uploaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFileUpload {
    /// Its name, at most 900 bytes.
    pub filename: String,
    /// Its MIME type.
    pub content_type: String,
    /// In how many parts it comes; one part holds at most 20 MiB.
    pub parts: u32,
}

impl NewFileUpload {
    fn body(&self) -> Value {
        let mut body = Map::new();
        let mode = if self.parts > 1 {
            body.insert("number_of_parts".to_owned(), self.parts.into());
            "multi_part"
        } else {
            "single_part"
        };
        body.insert("mode".to_owned(), mode.into());
        body.insert("filename".to_owned(), self.filename.as_str().into());
        body.insert("content_type".to_owned(), self.content_type.as_str().into());
        body.into()
    }
}

/// The bytes of a file, or of one part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadPart {
    /// The file's name.
    pub filename: String,
    /// The file's MIME type.
    pub content_type: String,
    /// The part's number, counted from 1, when there are several.
    pub number: Option<u32>,
    /// What it holds.
    pub bytes: Bytes,
}

impl UploadPart {
    /// The multipart form that carries it.
    fn form(&self, boundary: &str) -> Payload {
        let mut form = BytesMut::with_capacity(self.bytes.len() + 512);
        if let Some(number) = self.number {
            let field = format!(
                "--{boundary}\r\ncontent-disposition: form-data; name=\"part_number\"\r\n\r\n{number}\r\n"
            );
            form.put_slice(field.as_bytes());
        }
        let head = format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{}\"\r\ncontent-type: {}\r\n\r\n",
            quoted(&self.filename),
            header_text(&self.content_type),
        );
        form.put_slice(head.as_bytes());
        form.put_slice(&self.bytes);
        form.put_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        Payload {
            content_type: format!("multipart/form-data; boundary={boundary}"),
            bytes: form.freeze(),
        }
    }
}

/// A name inside quotes, escaped as browsers do (WHATWG: multipart/form-data encoding).
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A text that cannot end its header line.
fn header_text(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_control())
        .collect()
}

impl Client {
    /// Announces an upload.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn create_file_upload(
        &self,
        upload: &NewFileUpload,
    ) -> Result<Reply<FileUpload>, Error> {
        let path = "/v1/file_uploads".to_owned();
        let call = Call::write("POST /v1/file_uploads", path, "announce an upload");
        self.single(call.json(&upload.body())?).await
    }

    /// Sends a file, or one part of it.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn send_file_upload(
        &self,
        id: NotionId,
        part: &UploadPart,
    ) -> Result<Reply<FileUpload>, Error> {
        let boundary = format!("keepsake-{:016x}{:016x}", self.random(), self.random());
        let mut call = Call::write(
            "POST /v1/file_uploads/{id}/send",
            format!("/v1/file_uploads/{id}/send"),
            format!("send upload {id}"),
        );
        call.body = Some(part.form(&boundary));
        self.single(call).await
    }

    /// Ends an upload of several parts.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn complete_file_upload(&self, id: NotionId) -> Result<Reply<FileUpload>, Error> {
        let call = Call::write(
            "POST /v1/file_uploads/{id}/complete",
            format!("/v1/file_uploads/{id}/complete"),
            format!("complete upload {id}"),
        );
        self.single(call.json(&Map::new())?).await
    }

    /// How an upload stands.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn file_upload(&self, id: NotionId) -> Result<Reply<FileUpload>, Error> {
        self.single(Call::read(
            "GET /v1/file_uploads/{id}",
            format!("/v1/file_uploads/{id}"),
            format!("read upload {id}"),
        ))
        .await
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    #[test]
    fn a_part_travels_as_a_multipart_form() {
        let part = UploadPart {
            filename: "a\"b\r\n.png".to_owned(),
            content_type: "image/png\r\nx: y".to_owned(),
            number: Some(2),
            bytes: Bytes::from_static(b"\x00\xff"),
        };
        let form = part.form("edge");
        assert_eq!(form.content_type, "multipart/form-data; boundary=edge");
        let mut expected = b"--edge\r\ncontent-disposition: form-data; name=\"part_number\"\r\n\r\n2\r\n\
            --edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a%22b%0D%0A.png\"\r\n\
            content-type: image/pngx: y\r\n\r\n"
            .to_vec();
        expected.extend_from_slice(b"\x00\xff\r\n--edge--\r\n");
        assert_eq!(form.bytes, expected);
    }

    #[test]
    fn an_upload_in_one_part_does_not_count_its_parts() {
        let upload = |parts| NewFileUpload {
            filename: "a.png".to_owned(),
            content_type: "image/png".to_owned(),
            parts,
        };
        assert_eq!(
            upload(1).body(),
            serde_json::json!({"mode": "single_part", "filename": "a.png", "content_type": "image/png"})
        );
        assert_eq!(upload(3).body().get("number_of_parts").unwrap(), 3);
    }
}
