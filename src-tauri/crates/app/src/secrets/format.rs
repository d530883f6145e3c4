//! The file of secrets: a header that says how it is encrypted, a nonce, and the encrypted accounts.
//!
//! ```text
//! 16 bytes  "KEEPSAKE SECRETS"
//!  1 byte   version of this format, 1
//!  1 byte   1: under a passphrase, 2: under a key file
//! 12 bytes  Argon2id: memory in KiB, passes, lanes; little-endian, zero under a key file
//! 16 bytes  salt; zero under a key file
//! 24 bytes  nonce, new with every writing
//!  rest     XChaCha20-Poly1305 over a JSON object from account to secret; the header is authenticated with it
//! ```

use std::collections::BTreeMap;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::SecretError;
use super::key::{Cost, Key, SALT};
use super::random::random;

const MAGIC: &[u8; 16] = b"KEEPSAKE SECRETS";
const VERSION: u8 = 1;
const HEADER: usize = 46;
const NONCE: usize = 24;

/// What opens the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protection {
    /// A passphrase.
    Passphrase {
        /// What a try costs.
        cost: Cost,
        /// Makes equal passphrases different keys.
        salt: [u8; SALT],
    },
    /// A key file.
    KeyFile,
}

/// Secrets by account.
pub(super) type Accounts = BTreeMap<String, SecretString>;

/// How the file with these contents is protected.
pub(super) fn protection(file: &[u8]) -> Result<Protection, SecretError> {
    let foreign = || SecretError::failed("this is no file of secrets");
    let (magic, rest) = file.split_first_chunk::<16>().ok_or_else(foreign)?;
    if magic != MAGIC {
        return Err(foreign());
    }
    let (fixed, rest) = rest.split_first_chunk::<2>().ok_or_else(foreign)?;
    let [version, kind] = *fixed;
    if version != VERSION {
        return Err(SecretError::failed(format!(
            "the file of secrets has version {version}; this program reads version {VERSION}"
        )));
    }
    let number =
        |bytes: Option<&[u8; 4]>| bytes.copied().map(u32::from_le_bytes).ok_or_else(foreign);
    let cost = Cost {
        memory: number(rest.first_chunk())?,
        passes: number(rest.get(4..).and_then(<[u8]>::first_chunk))?,
        lanes: number(rest.get(8..).and_then(<[u8]>::first_chunk))?,
    };
    let salt = *rest
        .get(12..)
        .and_then(<[u8]>::first_chunk)
        .ok_or_else(foreign)?;
    match kind {
        1 => Ok(Protection::Passphrase { cost, salt }),
        2 => Ok(Protection::KeyFile),
        _ => Err(foreign()),
    }
}

/// The accounts in a file, which must be protected as `expected`.
pub(super) fn unseal(
    file: &[u8],
    expected: &Protection,
    key: &Key,
) -> Result<Accounts, SecretError> {
    if protection(file)? != *expected {
        return Err(SecretError::locked(
            "the file of secrets was encrypted anew meanwhile",
        ));
    }
    let refused =
        || SecretError::locked("the passphrase or key is wrong, or the file of secrets is damaged");
    let (header, rest) = file.split_at_checked(HEADER).ok_or_else(refused)?;
    let (nonce, ciphertext) = rest.split_first_chunk::<NONCE>().ok_or_else(refused)?;
    let payload = Payload {
        msg: ciphertext,
        aad: header,
    };
    let plaintext = cipher(key)
        .decrypt(&XNonce::from(*nonce), payload)
        .map(Zeroizing::new)
        .map_err(|_| refused())?;
    serde_json::from_slice(&plaintext).map_err(|_| refused())
}

/// The file with these accounts.
pub(super) fn seal(
    accounts: &Accounts,
    protection: &Protection,
    key: &Key,
) -> Result<Vec<u8>, SecretError> {
    let plain: BTreeMap<&str, &str> = accounts
        .iter()
        .map(|(account, secret)| (account.as_str(), secret.expose_secret()))
        .collect();
    // Room for every character escaped, so that the text is not moved about in memory while it grows.
    let room = plain
        .iter()
        .map(|(account, secret)| 6 * (account.len() + secret.len()) + 8)
        .sum::<usize>();
    let mut plaintext = Zeroizing::new(Vec::with_capacity(room + 2));
    serde_json::to_writer(&mut *plaintext, &plain)
        .map_err(|_| SecretError::failed("the secrets are not text"))?;
    let mut file = header(protection);
    let nonce = random::<NONCE>()?;
    let payload = Payload {
        msg: &plaintext,
        aad: &file,
    };
    let ciphertext = cipher(key)
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| SecretError::failed("the secrets cannot be encrypted"))?;
    file.extend_from_slice(&nonce);
    file.extend_from_slice(&ciphertext);
    Ok(file)
}

fn header(protection: &Protection) -> Vec<u8> {
    let (kind, cost, salt) = match protection {
        Protection::Passphrase { cost, salt } => (1, [cost.memory, cost.passes, cost.lanes], *salt),
        Protection::KeyFile => (2, [0; 3], [0; SALT]),
    };
    let mut header = Vec::with_capacity(HEADER);
    header.extend_from_slice(MAGIC);
    header.extend_from_slice(&[VERSION, kind]);
    for number in cost {
        header.extend_from_slice(&number.to_le_bytes());
    }
    header.extend_from_slice(&salt);
    header
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&(**key).into())
}
