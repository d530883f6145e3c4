//! Whether the window was touched lately.
//!
//! Leaves out whether it is in front (the toolkit knows) and what follows from both (`keepsake-app`). The rule it protects: a window
//! that was left lying open is used by nobody.

use std::sync::atomic::{AtomicBool, Ordering};

/// So many looks after the one that found a touch it still counts as used: two and a half to three minutes (`surroundings`).
const LOOKS: u32 = 4;

/// That the page was touched: pointed at, scrolled, typed into.
#[derive(Debug, Default)]
pub(crate) struct Touches(AtomicBool);

impl Touches {
    /// It was touched, or brought to the front.
    pub(crate) fn note(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// How it stands at a look, after `lately` at the one before.
    pub(crate) fn look(&self, lately: Lately) -> Lately {
        if self.0.swap(false, Ordering::AcqRel) {
            Lately::default()
        } else {
            Lately(lately.0.saturating_add(1))
        }
    }
}

/// How many looks ago it was touched; a start counts as a touch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Lately(u32);

impl Lately {
    /// Whether somebody uses it.
    pub(crate) const fn is_used(self) -> bool {
        self.0 <= LOOKS
    }
}

#[cfg(test)]
mod tests {
    use super::{LOOKS, Lately, Touches};

    #[test]
    fn a_window_that_nobody_touches_is_used_by_nobody_after_a_while() {
        let touches = Touches::default();
        let mut lately = Lately::default();
        for _ in 0..LOOKS {
            lately = touches.look(lately);
            assert!(lately.is_used());
        }
        lately = touches.look(lately);
        assert!(!lately.is_used());
        touches.note();
        lately = touches.look(lately);
        assert!(lately.is_used(), "it was touched again");
    }
}
