//! What people look for: one to three words, as frequent as in the texts, and what stands in the box while they type.

use std::collections::BTreeSet;

use crate::vocabulary::{Numbers, word};

/// Queries of each number of words.
const EACH: usize = 40;
/// Ranks that are asked for whatever chance brings: from the word that is everywhere to one that is almost nowhere.
const ALWAYS: [u32; 8] = [1, 2, 3, 5, 20, 300, 5_000, 70_000];
/// Of how many finished queries every keystroke is looked for.
const TYPED: usize = 24;
const SEED: u64 = 2_463_534_242;

/// A query and how it was entered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entered {
    /// The words, in lower case with single spaces.
    pub(crate) text: String,
    /// The last word may go on.
    pub(crate) typing: bool,
}

impl Entered {
    /// The finished words before the last one; none before the only one.
    pub(crate) fn without_the_last(&self) -> Option<Self> {
        let (text, _) = self.text.rsplit_once(' ')?;
        Some(Self {
            text: text.to_owned(),
            typing: false,
        })
    }
}

/// Finished queries.
pub(crate) fn finished() -> Vec<Entered> {
    let mut numbers = Numbers::new(SEED);
    let mut texts: BTreeSet<String> = ALWAYS.into_iter().map(word).collect();
    for words in 1..=3 {
        let wanted = texts.len() + EACH;
        while texts.len() < wanted {
            let chosen: BTreeSet<String> = (0..words).map(|_| word(numbers.rank())).collect();
            texts.insert(chosen.into_iter().collect::<Vec<_>>().join(" "));
        }
    }
    // Two words that are everywhere are the hardest question there is.
    texts.insert(format!("{} {}", word(1), word(2)));
    let entered = |text| Entered {
        text,
        typing: false,
    };
    texts.into_iter().map(entered).collect()
}

/// What stands in the box after each keystroke of some of them.
pub(crate) fn typed() -> Vec<Entered> {
    let finished = finished();
    let step = (finished.len() / TYPED).max(1);
    let always = ALWAYS.into_iter().map(word);
    let words = finished.iter().step_by(step).map(|one| one.text.clone());
    let boxes: BTreeSet<String> = always
        .chain(words)
        .flat_map(|text| {
            let ends: Vec<usize> = (1..=text.len()).collect();
            ends.into_iter()
                .filter_map(move |end| text.get(..end).map(str::to_owned))
        })
        .filter(|text| !text.ends_with(' '))
        .collect();
    let entered = |text| Entered { text, typing: true };
    boxes.into_iter().map(entered).collect()
}
