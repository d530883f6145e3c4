//! Signed addresses of files: different at every read, valid for one hour, refused without a signature.
//!
//! The query looks like that of the real storage (`X-Amz-*`), so that programs that recognise hosted files by it do.

use std::sync::atomic::{AtomicU64, Ordering};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::identifier::Id;
use crate::moment;
use crate::seed::mix;

/// Seconds a signed address is valid (Notion docs: Retrieving existing files).
pub(crate) const LIFETIME_SECONDS: i64 = 3_600;

/// Why an address is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    Unsigned,
    WrongSignature,
    Expired,
}

/// Signs and checks addresses of one workspace.
#[derive(Debug)]
pub(crate) struct Signer {
    key: [u8; 8],
    reads: AtomicU64,
}

impl Signer {
    pub(crate) const fn new(seed: u64) -> Self {
        Self {
            key: mix(seed ^ 0x7369_676e).to_be_bytes(),
            reads: AtomicU64::new(0),
        }
    }

    /// A fresh address of a file.
    pub(crate) fn address(&self, origin: &str, file: Id, name: &str, now: i64) -> String {
        let path = format!("/files/{file}/{}", encode(name));
        let read = self.reads.fetch_add(1, Ordering::Relaxed);
        let nonce = format!("{:016x}", mix(read ^ u64::from_be_bytes(self.key)));
        let signature = self.signature(&path, now, &nonce);
        format!(
            "{origin}{path}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD&X-Amz-Credential=SIMULATOR%2F{}\
             &X-Amz-Date={}&X-Amz-Expires={LIFETIME_SECONDS}&X-Amz-Issued={now}&X-Amz-Security-Token={nonce}\
             &X-Amz-Signature={signature}&X-Amz-SignedHeaders=host&x-id=GetObject",
            &moment::compact(now)[..8],
            moment::compact(now),
        )
    }

    /// Checks the path (as sent, still encoded) and query of an address.
    pub(crate) fn check(
        &self,
        path: &str,
        query: &[(String, String)],
        now: i64,
    ) -> Result<(), Refusal> {
        let get = |name: &str| {
            query
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.as_str())
        };
        let (Some(issued), Some(nonce), Some(signature)) = (
            get("X-Amz-Issued"),
            get("X-Amz-Security-Token"),
            get("X-Amz-Signature"),
        ) else {
            return Err(Refusal::Unsigned);
        };
        let issued: i64 = issued.parse().map_err(|_| Refusal::WrongSignature)?;
        if self.signature(path, issued, nonce) != signature {
            return Err(Refusal::WrongSignature);
        }
        if now >= issued + LIFETIME_SECONDS * 1_000 {
            Err(Refusal::Expired)
        } else {
            Ok(())
        }
    }

    fn signature(&self, path: &str, issued: i64, nonce: &str) -> String {
        keyed_hash(&self.key, format!("{path}\n{issued}\n{nonce}").as_bytes())
    }
}

/// HMAC-SHA256 in lowercase hexadecimal.
pub(crate) fn keyed_hash(key: &[u8], message: &[u8]) -> String {
    let Ok(mut hash) = Hmac::<Sha256>::new_from_slice(key) else {
        return String::new(); // unreachable: HMAC takes keys of any length
    };
    hash.update(message);
    hexadecimal(&hash.finalize().into_bytes())
}

/// Bytes as lowercase hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Percent-encodes everything but unreserved characters (RFC 3986).
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// Reverses percent-encoding; `plus` also turns `+` into a space, as in form bodies.
pub(crate) fn decode(text: &str, plus: bool) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let pair = text
            .get(at + 1..at + 3)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (byte, pair) {
            (b'%', Some(value)) => {
                decoded.push(value);
                at += 2;
            }
            (b'+', _) if plus => decoded.push(b' '),
            _ => decoded.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// Splits a query string or form body.
pub(crate) fn pairs(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decode(name, true), decode(value, true))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    #[test]
    fn an_address_changes_at_each_read_works_for_an_hour_and_not_without_its_signature() {
        let signer = Signer::new(5);
        let file = Id::parse("00000000000000000000000000000001").unwrap();
        let now = 1_783_156_133_017;
        let first = signer.address("http://localhost:1", file, "a b/../c.png", now);
        assert_ne!(
            first,
            signer.address("http://localhost:1", file, "a b/../c.png", now)
        );
        let (path, query) = first
            .trim_start_matches("http://localhost:1")
            .split_once('?')
            .unwrap();
        assert!(path.ends_with("/a%20b%2F..%2Fc.png"), "{path}");
        let query = pairs(query);
        assert_eq!(signer.check(path, &query, now + 3_599_999), Ok(()));
        assert_eq!(
            signer.check(path, &query, now + 3_600_000),
            Err(Refusal::Expired)
        );
        assert_eq!(
            signer.check("/files/other", &query, now),
            Err(Refusal::WrongSignature)
        );
        assert_eq!(signer.check(path, &[], now), Err(Refusal::Unsigned));
    }

    #[test]
    fn encoding_and_decoding_give_the_text_back() {
        let text = "ä +/%?&=\u{202e}x";
        assert_eq!(decode(&encode(text), false), text);
        assert_eq!(
            pairs("a=1+2&b=%2B&c"),
            [
                ("a".into(), "1 2".into()),
                ("b".into(), "+".into()),
                ("c".into(), String::new())
            ]
        );
    }
}
