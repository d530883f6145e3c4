//! Access that a person takes back at Notion, and gives again with other tokens.
//!
//! Leaves out tokens that only end ([`crate::tokens`]). The rule it protects: without access nothing is taken to be gone or
//! done, and nothing that is wanted is forgotten; the program says what it needs, and goes on once it has that.

use keepsake_simulator::Simulator;
use keepsake_sync::RunEnd;

use crate::random::Random;
use crate::tokens;
use crate::variety::Variety;
use crate::world::{Cycle, World};

/// Schedules of which one loses its access, once.
const ONE_IN: usize = 5;
/// So many steps at most it has it before.
const STEPS: usize = 12;
/// So many times at most the program has to ask for it.
const TIMES: usize = 3;

/// Whether there is access, and with which token where that was pasted.
pub(crate) struct Access {
    random: Random,
    /// Steps until it is taken back, where it will be.
    lasts: Option<usize>,
    /// How often the program still has to ask, while there is none.
    asks: Option<usize>,
    was_asked: bool,
    token: String,
    breach: Option<String>,
}

impl Access {
    /// Access that nobody takes back.
    pub(crate) fn new(seed: u64, simulator: &Simulator) -> Self {
        Self {
            random: Random::of(seed, "access"),
            lasts: None,
            asks: None,
            was_asked: false,
            token: simulator.token(),
            breach: None,
        }
    }

    /// Lets it be taken back in some schedules.
    pub(crate) fn may_end(&mut self) {
        if self.random.below(ONE_IN) == 0 {
            self.lasts = Some(self.random.below(STEPS));
        }
    }

    /// The token that was pasted last.
    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    /// What was done without it.
    pub(crate) fn breach(&self) -> Option<&str> {
        self.breach.as_deref()
    }
}

impl World {
    /// A step passes, after which somebody at Notion may take the access back.
    pub(crate) fn access_lasts(&mut self) {
        match self.access.lasts {
            None => {}
            Some(0) => {
                self.access.lasts = None;
                self.access.asks = Some(self.access.random.below(TIMES));
                self.simulator.revoke_access();
                self.fate.note(|| "the access is taken back".to_owned());
            }
            Some(steps) => self.access.lasts = Some(steps - 1),
        }
    }

    /// What the end of a cycle says to a person: without access they are asked for it, and give it when they like; with it
    /// they sign in again where tokens do not work.
    pub(crate) fn hears(&mut self, ended: &Cycle) {
        let are_refused = tokens::are_refused(ended);
        let Some(asks) = self.access.asks else {
            if let Some(signed_in) = self.signed_in.as_ref().filter(|_| are_refused) {
                signed_in.sign_in_again(&self.simulator);
            }
            return;
        };
        if let Cycle::Ended(outcome) = ended
            && outcome.end == RunEnd::Completed
        {
            let breach = "a run without access came to its end".to_owned();
            self.access.breach.get_or_insert(breach);
        }
        if !are_refused {
            return;
        }
        if !std::mem::replace(&mut self.access.was_asked, true) {
            self.fate.counts(Variety::AccessTakenBack, 1);
        }
        match asks.checked_sub(1) {
            Some(left) => self.access.asks = Some(left),
            None => self.give_access(),
        }
    }

    /// The person gives access again, where there is none: signs in, or pastes another token, with which the program begins
    /// anew.
    pub(crate) fn give_access(&mut self) {
        if self.access.asks.take().is_none() {
            return;
        }
        self.fate.note(|| "access is given again".to_owned());
        if let Some(signed_in) = &self.signed_in {
            signed_in.sign_in(&self.simulator);
        } else {
            self.access.token = self.simulator.sign_in().access_token;
            self.kill();
        }
    }
}
