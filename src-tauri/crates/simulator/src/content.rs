//! The bytes of files: kept, drawn, or made of noise when they are read.

use bytes::Bytes;
use sha2::{Digest, Sha256};

use crate::pictures;
use crate::seed::Random;
use crate::signing::hexadecimal;
use crate::store::model::{Content, StoredFile};

/// The bytes of a file; none for a missing one.
pub(crate) fn bytes_of(content: &Content) -> Bytes {
    match content {
        Content::Bytes(bytes) => Bytes::copy_from_slice(bytes),
        Content::Picture {
            seed,
            width,
            height,
        } => Bytes::from(pictures::landscape(*seed, *width, *height)),
        Content::Noise { seed, size } => {
            let mut random = Random::new(*seed);
            let length = usize::try_from(*size).unwrap_or(0);
            let mut bytes = Vec::with_capacity(length + 8);
            while bytes.len() < length {
                bytes.extend_from_slice(&random.next().to_le_bytes());
            }
            bytes.truncate(length);
            Bytes::from(bytes)
        }
        Content::Missing => Bytes::new(),
    }
}

/// The size in bytes; `None` when the file is gone.
pub(crate) fn size_of(content: &Content) -> Option<u64> {
    match content {
        Content::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
        Content::Noise { size, .. } => Some(*size),
        Content::Picture { .. } => u64::try_from(bytes_of(content).len()).ok(),
        Content::Missing => None,
    }
}

/// SHA-256 in hexadecimal and size; `None` when the file is gone.
pub(crate) fn digest(file: &StoredFile) -> Option<(String, u64)> {
    let size = size_of(&file.content)?;
    let known = file
        .digest
        .get_or_init(|| (hexadecimal(&Sha256::digest(bytes_of(&file.content))), size));
    Some(known.clone())
}
