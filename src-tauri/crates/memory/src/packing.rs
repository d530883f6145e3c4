//! Long texts in blobs: one tag byte, then the UTF-8 text as it is or compressed with zstd.
//!
//! Short texts stay plain, because compressing them makes them longer.

use crate::error::StoreError;

const PLAIN: u8 = 0;
const ZSTD: u8 = 1;
/// Below this many bytes compression does not pay.
const WORTH_COMPRESSING: usize = 160;
/// zstd's default: the speed of level 1 is not felt beside three requests a second, its size is.
const LEVEL: i32 = 3;

/// The blob of a text.
pub(crate) fn pack(text: &str) -> Vec<u8> {
    if text.len() >= WORTH_COMPRESSING
        && let Ok(compressed) = zstd::bulk::compress(text.as_bytes(), LEVEL)
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
        Some((&ZSTD, compressed)) => zstd::decode_all(compressed)
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
    fn repetitive_text_gets_small() {
        let text = "The quarterly report is due. ".repeat(100);
        assert!(pack(&text).len() * 10 < text.len());
    }
}
