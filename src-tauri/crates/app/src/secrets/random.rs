//! Random bytes from the system, for keys, salts, nonces, names and states of sign-ins.

use secrecy::SecretString;

use super::SecretError;

/// Random bytes.
#[expect(
    clippy::disallowed_methods,
    reason = "keys must be unguessable: nothing but the system's own source will do, in tests too"
)]
pub(crate) fn random<const N: usize>() -> Result<[u8; N], SecretError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(SecretError::failed)?;
    Ok(bytes)
}

/// A word of 256 bits that nobody can guess, of letters and digits.
pub(crate) fn random_word() -> Result<SecretString, SecretError> {
    let bytes = random::<32>()?;
    let word: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(word.into())
}
