//! The key that the file of secrets is encrypted under: made of a passphrase, or kept in a file of its own.

use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::random::random;
use super::{SecretError, private_file};

/// Bytes of a key.
pub(super) const LENGTH: usize = 32;

/// Bytes of a salt.
pub(super) const SALT: usize = 16;

/// A key; wiped when dropped.
pub(super) type Key = Zeroizing<[u8; LENGTH]>;

/// What making a key of a passphrase costs whoever tries one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cost {
    /// Memory, in KiB.
    pub(super) memory: u32,
    /// Passes over it.
    pub(super) passes: u32,
    /// Lanes.
    pub(super) lanes: u32,
}

impl Cost {
    /// The second recommendation of RFC 9106, section 4: 64 MiB, three passes, four lanes.
    pub(super) const STANDARD: Self = Self {
        memory: 64 * 1024,
        passes: 3,
        lanes: 4,
    };

    /// So cheap that a test may derive many keys.
    #[cfg(test)]
    pub(super) const CHEAP: Self = Self {
        memory: 8,
        passes: 1,
        lanes: 1,
    };

    /// The most a file may ask for, so that a planted one cannot exhaust the computer.
    const MOST: Self = Self {
        memory: 1024 * 1024,
        passes: 16,
        lanes: 16,
    };

    fn is_reasonable(self) -> bool {
        self.memory <= Self::MOST.memory
            && self.passes <= Self::MOST.passes
            && self.lanes <= Self::MOST.lanes
    }
}

/// The key for a passphrase, by Argon2id.
pub(super) fn derive(
    passphrase: &SecretString,
    salt: &[u8; SALT],
    cost: Cost,
) -> Result<Key, SecretError> {
    if !cost.is_reasonable() {
        return Err(SecretError::failed(
            "the file of secrets asks for too much work",
        ));
    }
    let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(LENGTH))
        .map_err(SecretError::failed)?;
    let mut key = Key::new([0; LENGTH]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.expose_secret().as_bytes(), salt, key.as_mut())
        .map_err(SecretError::failed)?;
    Ok(key)
}

/// The key in the file at `path`, which others must not be able to read.
pub(super) fn load(path: &Path) -> Result<Key, SecretError> {
    let Some(contents) = private_file::read(path)?.map(Zeroizing::new) else {
        return Err(SecretError::locked(format!(
            "the key file {} is gone",
            path.display()
        )));
    };
    if private_file::is_shared(path)? {
        let path = path.display();
        return Err(SecretError::locked(format!(
            "others can read the key file {path}: set its mode to 0600"
        )));
    }
    let key: [u8; LENGTH] = contents
        .as_slice()
        .try_into()
        .map_err(|_| SecretError::locked(format!("{} is no key file", path.display())))?;
    Ok(Key::new(key))
}

/// The key in the file at `path`; made first when there is none.
pub(super) fn load_or_make(path: &Path) -> Result<Key, SecretError> {
    Zeroizing::new(private_file::read_or_make(path, || {
        Ok(random::<LENGTH>()?.to_vec())
    })?);
    load(path)
}
