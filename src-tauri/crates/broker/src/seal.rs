//! The pickup: what stands in the link instead of Notion's code.
//!
//! It holds the code, the challenge of the sign-in and the moment it ends, encrypted and authenticated (ChaCha20-Poly1305,
//! RFC 8439) under a key that is made at start and exists in this process only. So nothing has to be remembered between the
//! browser's visit and the app's, and a pickup of yesterday's process is worth nothing.
//!
//! ```text
//! pickup  = base64url( number ++ encrypted( deadline ++ challenge ++ code ) )
//! number     8 bytes, big endian: 1, 2, 3, ... It is the nonce, and never comes twice under a key.
//! deadline   8 bytes, big endian: milliseconds on the clock of this process
//! challenge 32 bytes
//! ```
//!
//! The rule it protects: a pickup that was not made here is not opened, and nobody else reads what is in one.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce};
use secrecy::{ExposeSecret, SecretString};
use zeroize::{Zeroize as _, Zeroizing};

use crate::sign_in::Challenge;

/// What the encryption is for, so that nothing encrypted for another purpose is taken.
const PURPOSE: &[u8] = b"keepsake broker pickup 1";
/// The bytes before the code.
const FIXED: usize = 8 + 32;
/// The longest pickup that is looked at, in letters: four times what the longest code needs would not be one.
pub(crate) const LONGEST_PICKUP: usize = 1024;
/// The longest code, in bytes. Notion's have about 40.
pub(crate) const LONGEST_CODE: usize = 512;

/// The key of a process.
pub struct Key(Zeroizing<[u8; 32]>);

/// The system gave no random bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the system gave no random bytes: {0}")]
pub struct KeyError(String);

impl Key {
    /// A key that nobody knows.
    ///
    /// # Errors
    /// [`KeyError`].
    #[expect(
        clippy::disallowed_methods,
        reason = "keys must be unguessable: nothing but the system's own source will do, in tests too"
    )]
    pub fn fresh() -> Result<Self, KeyError> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(bytes.as_mut_slice()).map_err(|error| KeyError(error.to_string()))?;
        Ok(Self(bytes))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Key(..)")
    }
}

/// Makes and opens pickups.
pub(crate) struct Seal {
    cipher: ChaCha20Poly1305,
    made: AtomicU64,
}

/// What is in a pickup.
pub(crate) struct Opened {
    /// Which one it is.
    pub(crate) number: u64,
    /// Until when it is good.
    pub(crate) deadline: Duration,
    /// What the verifier has to fulfil.
    pub(crate) challenge: Challenge,
    /// Notion's code.
    pub(crate) code: SecretString,
}

impl Seal {
    pub(crate) fn new(key: &Key) -> Self {
        Self {
            cipher: ChaCha20Poly1305::new(&(*key.0).into()),
            made: AtomicU64::new(0),
        }
    }

    /// A pickup for a code, good until `deadline`; nothing where the code is longer than any.
    pub(crate) fn close(
        &self,
        code: &SecretString,
        challenge: Challenge,
        deadline: Duration,
    ) -> Option<String> {
        let code = code.expose_secret().as_bytes();
        if code.len() > LONGEST_CODE {
            return None;
        }
        let number = self.made.fetch_add(1, Ordering::Relaxed) + 1;
        let milliseconds = u64::try_from(deadline.as_millis()).ok()?;
        let mut plain = Zeroizing::new(Vec::with_capacity(FIXED + code.len()));
        plain.extend_from_slice(&milliseconds.to_be_bytes());
        plain.extend_from_slice(&challenge.0);
        plain.extend_from_slice(code);
        let payload = Payload {
            msg: plain.as_slice(),
            aad: PURPOSE,
        };
        let encrypted = self.cipher.encrypt(&nonce(number), payload).ok()?;
        let mut bytes = number.to_be_bytes().to_vec();
        bytes.extend_from_slice(&encrypted);
        Some(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Opens a pickup of this process.
    pub(crate) fn open(&self, pickup: &str) -> Option<Opened> {
        if pickup.len() > LONGEST_PICKUP {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(pickup).ok()?;
        let (number, encrypted) = bytes.split_first_chunk::<8>()?;
        let number = u64::from_be_bytes(*number);
        let payload = Payload {
            msg: encrypted,
            aad: PURPOSE,
        };
        let plain = Zeroizing::new(self.cipher.decrypt(&nonce(number), payload).ok()?);
        let (deadline, rest) = plain.split_first_chunk::<8>()?;
        let (challenge, code) = rest.split_first_chunk::<32>()?;
        let mut code = String::from_utf8(code.to_vec()).ok()?;
        let opened = Opened {
            number,
            deadline: Duration::from_millis(u64::from_be_bytes(*deadline)),
            challenge: Challenge(*challenge),
            code: SecretString::from(code.as_str()),
        };
        code.zeroize();
        Some(opened)
    }
}

fn nonce(number: u64) -> Nonce {
    let mut nonce = [0; 12];
    nonce[4..].copy_from_slice(&number.to_be_bytes());
    nonce.into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    const CHALLENGE: Challenge = Challenge([7; 32]);
    const DEADLINE: Duration = Duration::from_millis(300_017);

    fn sealed(seal: &Seal) -> String {
        let code = SecretString::from("03a2b6b0-code");
        seal.close(&code, CHALLENGE, DEADLINE).unwrap()
    }

    #[test]
    fn what_was_sealed_is_there_again_and_cannot_be_read_in_between() {
        let seal = Seal::new(&Key::fresh().unwrap());
        let pickup = sealed(&seal);
        let opened = seal.open(&pickup).unwrap();
        assert_eq!(opened.code.expose_secret(), "03a2b6b0-code");
        assert_eq!(opened.challenge, CHALLENGE);
        assert_eq!((opened.number, opened.deadline), (1, DEADLINE));
        let bytes = URL_SAFE_NO_PAD.decode(&pickup).unwrap();
        assert!(!bytes.windows(8).any(|part| part == b"03a2b6b0"));
        assert_eq!(seal.open(&sealed(&seal)).unwrap().number, 2);
    }

    #[test]
    fn no_changed_letter_and_no_other_key_opens_a_pickup() {
        let seal = Seal::new(&Key::fresh().unwrap());
        let pickup = sealed(&seal);
        for at in 0..pickup.len() {
            for letter in ["A", "B", "_", "~", ""] {
                let changed = format!("{}{letter}{}", &pickup[..at], &pickup[at + 1..]);
                let is_opened = changed != pickup && seal.open(&changed).is_some();
                assert!(!is_opened, "{letter:?} at {at} was taken");
            }
        }
        for forged in [
            "",
            "AAAA",
            &"A".repeat(200),
            &"A".repeat(5000),
            &pickup[2..],
        ] {
            assert!(seal.open(forged).is_none(), "{forged}");
        }
        assert!(seal.open(&format!("{pickup}AAAA")).is_none());
        let other = Seal::new(&Key::fresh().unwrap());
        assert!(other.open(&pickup).is_none(), "made before a restart");
    }

    #[test]
    fn the_longest_code_fits_and_a_longer_one_is_none() {
        let seal = Seal::new(&Key::fresh().unwrap());
        let close = |length: usize| {
            let code = SecretString::from("x".repeat(length));
            seal.close(&code, CHALLENGE, DEADLINE)
        };
        let longest = close(LONGEST_CODE).unwrap();
        assert!(longest.len() <= LONGEST_PICKUP, "{}", longest.len());
        assert!(seal.open(&longest).is_some());
        assert_eq!(close(LONGEST_CODE + 1), None);
    }
}
