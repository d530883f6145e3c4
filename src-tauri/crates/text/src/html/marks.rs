//! Bold, italic and struck text.

use super::inline::Inline;
use crate::dialect::{Kind, Token};

/// Marks on a line; one without a partner is text.
pub(super) struct Marks {
    /// How many times `**`, `*` and `~~` are still to come.
    left: [usize; 3],
}

impl Marks {
    const ELEMENTS: [(&str, &str); 3] = [("**", "strong"), ("*", "em"), ("~~", "del")];

    /// Counts the marks of a line.
    pub(super) fn of(tokens: &[Token<'_>]) -> Self {
        let mut left = [0; 3];
        for token in tokens {
            if let Kind::Mark(mark) = token.kind {
                for (count, toggles) in left.iter_mut().zip(Self::toggles(mark)) {
                    *count += usize::from(toggles);
                }
            }
        }
        Self { left }
    }

    /// Which of the three a mark is.
    fn toggles(mark: &str) -> [bool; 3] {
        [
            mark == "**" || mark == "***",
            mark == "*" || mark == "***",
            mark == "~~",
        ]
    }

    /// Writes a mark. `***` is two: what was opened last is closed first.
    pub(super) fn write(&mut self, mark: &str, inline: &mut Inline) {
        let order = if inline.innermost_is("em") {
            [1, 0, 2]
        } else {
            [0, 1, 2]
        };
        let toggles = Self::toggles(mark);
        for kind in order {
            let (Some(left), Some(true), Some((sign, element))) = (
                self.left.get_mut(kind),
                toggles.get(kind),
                Self::ELEMENTS.get(kind),
            ) else {
                continue;
            };
            *left = left.saturating_sub(1);
            inline.mark(element, sign, *left > 0);
        }
    }
}
