//! Random bytes from the system, for keys, salts, nonces and names.

use super::SecretError;

/// Random bytes.
#[expect(
    clippy::disallowed_methods,
    reason = "keys must be unguessable: nothing but the system's own source will do, in tests too"
)]
pub(super) fn random<const N: usize>() -> Result<[u8; N], SecretError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(SecretError::failed)?;
    Ok(bytes)
}
