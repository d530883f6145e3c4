//! Whose turn it is. Pure bookkeeping of who waits in which lane.
//!
//! The first lane with somebody waiting goes first, and within a lane first come, first served; but a lane that was passed
//! over too often gets the next turn.
//!
//! The rule it protects: a person waits for no import, and an import still advances while a person keeps clicking.

use std::collections::VecDeque;

use crate::lane::Lane;

/// How often each lane lets others go first before it insists. Interactive has always first place and never insists.
const PATIENCE: [u32; 3] = [u32::MAX, 4, 8];

/// Names one waiting request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ticket(u64);

/// Everybody who waits, with something `W` to call each by.
#[derive(Debug)]
pub(crate) struct Lanes<W> {
    waiting: [VecDeque<(Ticket, W)>; 3],
    passed_over: [u32; 3],
    tickets: u64,
}

impl<W> Lanes<W> {
    /// Lanes with nobody in them.
    pub(crate) fn new() -> Self {
        Self {
            waiting: std::array::from_fn(|_| VecDeque::new()),
            passed_over: [0; 3],
            tickets: 0,
        }
    }

    /// Takes a place at the end of a lane.
    pub(crate) fn join(&mut self, lane: Lane, waiting: W) -> Ticket {
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        if let Some(queue) = self.waiting.get_mut(lane.index()) {
            queue.push_back((ticket, waiting));
        }
        ticket
    }

    /// Gives up a place. Nothing happens if it was served already.
    pub(crate) fn leave(&mut self, ticket: Ticket) {
        for queue in &mut self.waiting {
            queue.retain(|(other, _)| *other != ticket);
        }
    }

    /// Whose turn it is.
    pub(crate) fn front(&self) -> Option<(Ticket, &W)> {
        let (ticket, waiting) = self.waiting.get(self.next_lane()?)?.front()?;
        Some((*ticket, waiting))
    }

    /// Lets the one in front go.
    pub(crate) fn serve_front(&mut self) {
        let Some(served) = self.next_lane() else {
            return;
        };
        for (index, (queue, passed)) in self
            .waiting
            .iter_mut()
            .zip(&mut self.passed_over)
            .enumerate()
        {
            if index == served {
                queue.pop_front();
                *passed = 0;
            } else if !queue.is_empty() {
                *passed += 1;
            }
        }
    }

    /// The lane that has waited past its patience for longest, else the first with somebody in it.
    fn next_lane(&self) -> Option<usize> {
        let occupied = || (0..self.waiting.len()).filter(|index| !self.is_empty(*index));
        let impatience = |index: usize| {
            let passed = self.passed_over.get(index)?;
            passed.checked_sub(*PATIENCE.get(index)?)
        };
        occupied()
            .filter_map(|index| Some((impatience(index)?, index)))
            .max()
            .map(|(_, index)| index)
            .or_else(|| occupied().next())
    }

    fn is_empty(&self, index: usize) -> bool {
        self.waiting.get(index).is_none_or(VecDeque::is_empty)
    }
}

#[cfg(test)]
#[path = "lanes_tests.rs"]
mod tests;
