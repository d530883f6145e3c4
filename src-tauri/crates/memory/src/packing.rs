//! Long texts in blobs: one tag byte, then the UTF-8 text as it is or compressed with zstd.
//!
//! Short texts stay plain, because compressing them makes them longer. Making a context of zstd's costs more than
//! compressing a passage with it, so each thread keeps one.

use std::cell::RefCell;

use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::get_frame_content_size;

use crate::error::StoreError;

const PLAIN: u8 = 0;
const ZSTD: u8 = 1;
/// Below this many bytes compression does not pay.
const WORTH_COMPRESSING: usize = 160;
/// zstd's default: the speed of level 1 is not felt beside three requests a second, its size is.
const LEVEL: i32 = 3;

/// No text of Notion's comes near; what claims more is damage, not a reason to take the memory.
const LARGEST: usize = 1 << 30;

thread_local! {
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

fn compress(text: &[u8]) -> std::io::Result<Vec<u8>> {
    COMPRESSOR.with_borrow_mut(|kept| match kept {
        Some(compressor) => compressor.compress(text),
        None => kept.insert(Compressor::new(LEVEL)?).compress(text),
    })
}

fn decompress(packed: &[u8]) -> std::io::Result<Vec<u8>> {
    // `pack` notes the size in each frame.
    let size = get_frame_content_size(packed)
        .ok()
        .flatten()
        .and_then(|size| usize::try_from(size).ok())
        .filter(|size| *size <= LARGEST)
        .ok_or_else(|| std::io::Error::other("it does not tell its size"))?;
    DECOMPRESSOR.with_borrow_mut(|kept| match kept {
        Some(decompressor) => decompressor.decompress(packed, size),
        None => kept.insert(Decompressor::new()?).decompress(packed, size),
    })
}

/// The blob of a text.
pub(crate) fn pack(text: &str) -> Vec<u8> {
    if text.len() >= WORTH_COMPRESSING
        && let Ok(compressed) = compress(text.as_bytes())
        && compressed.len() < text.len()
    {
        let mut packed = Vec::with_capacity(compressed.len() + 1);
        packed.push(ZSTD);
        packed.extend_from_slice(&compressed);
        return packed;
    }
    let mut packed = Vec::with_capacity(text.len() + 1);
    packed.push(PLAIN);
    packed.extend_from_slice(text.as_bytes());
    packed
}

/// The text of a blob.
pub(crate) fn unpack(packed: &[u8]) -> Result<String, StoreError> {
    let bytes = match packed.split_first() {
        Some((&PLAIN, text)) => text.to_vec(),
        Some((&ZSTD, compressed)) => decompress(compressed)
            .map_err(|error| StoreError::damaged(format!("a packed text: {error}")))?,
        _ => return Err(StoreError::damaged("a packed text without its tag")),
    };
    String::from_utf8(bytes).map_err(|error| StoreError::damaged(format!("a packed text: {error}")))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_text_comes_back(text in "\\PC{0,400}", times in 1_usize..20) {
            let text = text.repeat(times);
            prop_assert_eq!(unpack(&pack(&text)).unwrap(), text);
        }

        #[test]
        fn damage_is_told_and_never_a_panic(bytes: Vec<u8>) {
            let _ = unpack(&bytes);
        }
    }

    #[test]
    fn a_frame_that_claims_a_huge_size_is_damage_and_takes_no_memory() {
        // Magic number, a frame header with an 8-byte content size of 2^60, and nothing else (RFC 8878, 3.1.1).
        let bomb = [1, 0x28, 0xb5, 0x2f, 0xfd, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0x10];
        assert!(matches!(unpack(&bomb), Err(StoreError::Damaged { .. })));
    }

    #[test]
    fn repetitive_text_gets_small() {
        let text = "The quarterly report is due. ".repeat(100);
        assert!(pack(&text).len() * 10 < text.len());
    }
}
