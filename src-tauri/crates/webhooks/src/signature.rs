//! The signature of a request: HMAC-SHA256 over the bytes of its body, under the verification token (Notion docs:
//! Webhooks, "Validating webhook payloads").
//!
//! The rules it protects: the bytes that were signed are the bytes that arrived, never what somebody made of them; how
//! long a comparison takes says nothing about where it failed.

use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

/// The header that carries it.
pub const HEADER: &str = "x-notion-signature";
/// What stands before the digits.
const SCHEME: &str = "sha256=";

/// The 32 bytes of the one signature among the headers; nothing where there is none, more than one, or none in the form
/// `sha256=` and 64 lowercase hexadecimal digits.
pub(crate) fn of(headers: &HeaderMap) -> Option<[u8; 32]> {
    let mut all = headers.get_all(HEADER).iter();
    let (only, None) = (all.next()?, all.next()) else {
        return None;
    };
    let digits = only.to_str().ok()?.strip_prefix(SCHEME)?.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = (nibble(pair[0])? << 4) | nibble(pair[1])?;
    }
    Some(bytes)
}

/// Whether the holder of this token signed this body.
pub(crate) fn is_by(token: &SecretString, body: &[u8], signature: &[u8; 32]) -> bool {
    // `verify_slice` compares in constant time.
    keyed(token, body).is_some_and(|mac| mac.verify_slice(signature).is_ok())
}

/// Whether a request with these headers and this body comes from the holder of this token: what the receiver asks of every
/// event, for simulations that have no socket.
#[must_use]
pub fn is_signed(token: &SecretString, headers: &HeaderMap, body: &[u8]) -> bool {
    of(headers).is_some_and(|signature| is_by(token, body, &signature))
}

/// The value of the header for a body, as Notion makes it. For tests and simulations; nothing here signs.
#[must_use]
pub fn sign(token: &SecretString, body: &[u8]) -> String {
    let bytes = keyed(token, body)
        .map(|mac| mac.finalize().into_bytes())
        .unwrap_or_default();
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{SCHEME}{digits}")
}

fn keyed(token: &SecretString, body: &[u8]) -> Option<Hmac<Sha256>> {
    // Never refused: HMAC takes keys of any length.
    let mut mac = Hmac::<Sha256>::new_from_slice(token.expose_secret().as_bytes()).ok()?;
    mac.update(body);
    Some(mac)
}

const fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    fn headers(values: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(HEADER, value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn the_signature_is_that_of_rfc_4231() {
        // Test case 2: key "Jefe".
        let token = SecretString::from("Jefe");
        assert_eq!(
            sign(&token, b"what do ya want for nothing?"),
            "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }

    #[test]
    fn what_was_signed_is_recognised_and_nothing_else() {
        let token = SecretString::from("secret_one");
        let signed = of(&headers(&[&sign(&token, b"{}")])).unwrap();
        assert!(is_by(&token, b"{}", &signed));
        assert!(!is_by(&token, b"{} ", &signed));
        assert!(!is_by(&SecretString::from("secret_two"), b"{}", &signed));
    }

    #[test]
    fn only_one_header_in_the_exact_form_is_a_signature() {
        let good = sign(&SecretString::from("key"), b"");
        assert!(of(&headers(&[&good])).is_some());
        let upper = good.to_uppercase().replace("SHA256", "sha256");
        for wrong in [
            &good[7..],
            &good[..70],
            &upper,
            "sha256=",
            "sha1=00",
            "",
            &format!("{good}0"),
            &format!("sha256={}", "g".repeat(64)),
        ] {
            assert!(of(&headers(&[wrong])).is_none(), "{wrong:?} was taken");
        }
        assert!(of(&headers(&[&good, &good])).is_none(), "two were taken");
        assert!(of(&headers(&[])).is_none());
    }
}
