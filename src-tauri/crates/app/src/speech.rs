//! The catalogue as a core speaks it: one language at a time, which can change while it runs.
//!
//! Leaves out who chooses it. The rule it protects: nobody keeps a language of their own. A sentence is asked for here when it
//! is needed, so that the next one after a change is in the new language.

use std::sync::{Arc, PoisonError, RwLock};

use crate::keepsake::Keepsake;
use crate::language::Language;
use crate::words::Words;

/// What is spoken now. All clones are the same one.
#[derive(Debug, Clone, Default)]
pub struct Speech {
    words: Arc<RwLock<Arc<Words>>>,
}

impl Speech {
    /// Speaks this language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            words: Arc::new(RwLock::new(Arc::new(Words::in_language(language)))),
        }
    }

    /// The catalogue in the language that is spoken now.
    #[must_use]
    pub fn words(&self) -> Arc<Words> {
        Arc::clone(&self.words.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Speaks another language from now on.
    pub fn switch(&self, language: Language) {
        let mut words = self.words.write().unwrap_or_else(PoisonError::into_inner);
        if words.language() != language {
            *words = Arc::new(Words::in_language(language));
        }
    }
}

impl Keepsake {
    /// What the core speaks; switching it changes what every later sentence is in, of everything that shares the core.
    #[must_use]
    pub fn speech(&self) -> &Speech {
        &self.inner.speech
    }

    /// The catalogue in the language that is spoken now.
    #[must_use]
    pub fn words(&self) -> Arc<Words> {
        self.inner.speech.words()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_shares_it_speaks_the_new_language() {
        let speech = Speech::new(Language::English);
        let other = speech.clone();
        let before = other.words();
        speech.switch(Language::German);
        assert_eq!(other.words().say("cancel", &[]), "Abbrechen");
        assert_eq!(before.say("cancel", &[]), "Cancel");
        speech.switch(Language::English);
        assert_eq!(other.words().say("cancel", &[]), "Cancel");
    }
}
