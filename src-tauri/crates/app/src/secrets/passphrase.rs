//! Where the passphrase of the encrypted file comes from: a person, or a file that the system's administrator keeps.
//!
//! Never from arguments and never from the environment itself, which other processes can read.

use std::path::PathBuf;

use secrecy::SecretString;
use zeroize::Zeroizing;

/// Asks a person for the passphrase of the encrypted file.
pub trait PassphrasePrompt: Send + Sync {
    /// The passphrase, or nothing when nobody can be asked or none is wanted. `is_new` is true when it is chosen now.
    fn ask(&self, is_new: bool) -> Option<SecretString>;
}

/// For faces that cannot ask.
#[derive(Debug, Clone, Copy, Default)]
pub struct NobodyToAsk;

impl PassphrasePrompt for NobodyToAsk {
    fn ask(&self, _is_new: bool) -> Option<SecretString> {
        None
    }
}

/// A passphrase that a person has typed for a file that is there. It never protects a new one: who only wants in would have
/// chosen it unawares.
pub(crate) struct Typed(pub(crate) SecretString);

impl PassphrasePrompt for Typed {
    fn ask(&self, is_new: bool) -> Option<SecretString> {
        (!is_new).then(|| self.0.clone())
    }
}

/// The passphrase on the first line of a file (named by `KEEPSAKE_PASSPHRASE_FILE`), for systems without a person in
/// front. Without a file, `otherwise` is asked; a named file that cannot be read gives no passphrase at all, because
/// falling back to another would encrypt under the wrong one.
#[derive(Debug, Clone)]
pub struct PassphraseInFile<P> {
    path: Option<PathBuf>,
    otherwise: P,
}

impl<P: PassphrasePrompt> PassphraseInFile<P> {
    /// Reads the file at `named`, if one is named.
    #[must_use]
    pub fn new(named: Option<&str>, otherwise: P) -> Self {
        Self {
            path: named.filter(|path| !path.is_empty()).map(PathBuf::from),
            otherwise,
        }
    }
}

impl<P: PassphrasePrompt> PassphrasePrompt for PassphraseInFile<P> {
    fn ask(&self, is_new: bool) -> Option<SecretString> {
        let Some(path) = &self.path else {
            return self.otherwise.ask(is_new);
        };
        let text = match std::fs::read_to_string(path) {
            Ok(text) => Zeroizing::new(text),
            Err(error) => {
                tracing::error!(path = %path.display(), %error, "the passphrase file cannot be read");
                return None;
            }
        };
        Some(SecretString::from(text.lines().next().unwrap_or_default()))
    }
}
