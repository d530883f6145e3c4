//! Who gets what a pickup stands for: the app that started the sign-in, once, within five minutes.
//!
//! The only thing remembered is which pickups were used, until they would have ended anyway. Leaves out the exchange
//! itself. The rules it protects: a wrong verifier ends a pickup, and its owner hears that somebody else had the link; no
//! used pickup is forgotten to make room.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use keepsake_notion::ports::Clock;
use secrecy::SecretString;

use crate::seal::Seal;
use crate::sign_in::Challenge;

/// How long a pickup is good. Notion's codes live about twice as long.
const LIFETIME: Duration = Duration::from_secs(300);

/// Pickups of this process.
pub(crate) struct Pickups {
    seal: Seal,
    clock: Arc<dyn Clock>,
    /// How many used ones are remembered at most.
    most: usize,
    /// The used ones by their number, which grows as deadlines do.
    used: Mutex<BTreeMap<u64, Use>>,
}

struct Use {
    deadline: Duration,
    by: By,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Owner,
    Stranger,
}

/// A pickup whose owner has come.
pub(crate) struct Claimed {
    /// Which one it is.
    pub(crate) number: u64,
    /// Notion's code, not exchanged yet.
    pub(crate) code: SecretString,
}

/// Why nothing is given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Denied {
    /// It was not made by this process, or was changed on its way.
    Unknown,
    /// It has ended.
    Expired,
    /// The verifier is not the one of the sign-in. The pickup is worth nothing from now on.
    WrongVerifier,
    /// Its owner has used it before.
    Used,
    /// Somebody who did not start the sign-in has tried it before. Nothing was given to them, and nothing is any more.
    Tried,
    /// Too many were used within their lifetime to remember one more.
    Full,
}

impl Pickups {
    pub(crate) fn new(seal: Seal, clock: Arc<dyn Clock>, most: usize) -> Self {
        Self {
            seal,
            clock,
            most,
            used: Mutex::default(),
        }
    }

    /// A pickup for a code that has just arrived; nothing where it is longer than any code.
    pub(crate) fn make(&self, code: &SecretString, challenge: Challenge) -> Option<String> {
        let deadline = self.clock.elapsed() + LIFETIME;
        self.seal.close(code, challenge, deadline)
    }

    /// Gives a code to its owner.
    pub(crate) fn claim(&self, pickup: &str, verifier: &str) -> Result<Claimed, Denied> {
        let opened = self.seal.open(pickup).ok_or(Denied::Unknown)?;
        let now = self.clock.elapsed();
        if opened.deadline <= now {
            return Err(Denied::Expired);
        }
        let is_owner = opened.challenge.is_of(verifier);
        let mut used = self.used();
        let before = used.get(&opened.number).map(|earlier| earlier.by);
        match (is_owner, before) {
            (false, Some(_)) => return Err(Denied::WrongVerifier),
            (true, Some(By::Owner)) => return Err(Denied::Used),
            (true, Some(By::Stranger)) => return Err(Denied::Tried),
            (_, None) => {}
        }
        used.retain(|_, earlier| now < earlier.deadline);
        if used.len() >= self.most {
            return Err(Denied::Full);
        }
        let by = if is_owner { By::Owner } else { By::Stranger };
        let deadline = opened.deadline;
        used.insert(opened.number, Use { deadline, by });
        if !is_owner {
            return Err(Denied::WrongVerifier);
        }
        Ok(Claimed {
            number: opened.number,
            code: opened.code,
        })
    }

    /// Lets the owner come again, because the exchange certainly did not happen.
    pub(crate) fn give_back(&self, number: u64) {
        self.used().remove(&number);
    }

    fn used(&self) -> MutexGuard<'_, BTreeMap<u64, Use>> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use keepsake_notion::ports::manual::ManualClock;
    use sha2::{Digest, Sha256};
    use time::macros::datetime;

    use super::*;
    use crate::seal::Key;

    const SECOND: Duration = Duration::from_secs(1);

    fn pickups(most: usize) -> (Pickups, ManualClock) {
        let clock = ManualClock::new(datetime!(2026-11-20 10:00 UTC));
        let seal = Seal::new(&Key::fresh().unwrap());
        (Pickups::new(seal, Arc::new(clock.clone()), most), clock)
    }

    fn made(pickups: &Pickups) -> String {
        let challenge = Challenge(Sha256::digest(b"right").into());
        pickups
            .make(&SecretString::from("code"), challenge)
            .unwrap()
    }

    fn denied(pickups: &Pickups, pickup: &str, verifier: &str) -> Option<Denied> {
        pickups.claim(pickup, verifier).err()
    }

    #[test]
    fn a_pickup_is_good_once() {
        let (pickups, _) = pickups(9);
        let pickup = made(&pickups);
        assert_eq!(denied(&pickups, &pickup, "right"), None);
        assert_eq!(denied(&pickups, &pickup, "right"), Some(Denied::Used));
        let wrong = denied(&pickups, &pickup, "wrong");
        assert_eq!(
            wrong,
            Some(Denied::WrongVerifier),
            "a stranger learns nothing"
        );
        assert_eq!(denied(&pickups, &pickup, "right"), Some(Denied::Used));
    }

    #[test]
    fn whoever_tries_a_stolen_link_ends_it_and_its_owner_hears_of_it() {
        let (pickups, _) = pickups(9);
        let pickup = made(&pickups);
        for _ in 0..3 {
            let thief = denied(&pickups, &pickup, "wrong");
            assert_eq!(thief, Some(Denied::WrongVerifier));
        }
        assert_eq!(denied(&pickups, &pickup, "right"), Some(Denied::Tried));
        assert_eq!(denied(&pickups, &made(&pickups), "right"), None);
    }

    #[test]
    fn a_pickup_ends_after_five_minutes_whatever_the_time_of_day_does() {
        let (pickups, clock) = pickups(9);
        let (early, late) = (made(&pickups), made(&pickups));
        clock.jump(time::Duration::days(-1));
        clock.advance(LIFETIME - SECOND);
        assert_eq!(denied(&pickups, &early, "right"), None);
        clock.jump(time::Duration::days(-1));
        clock.advance(SECOND);
        assert_eq!(denied(&pickups, &late, "right"), Some(Denied::Expired));
        assert_eq!(denied(&pickups, &early, "right"), Some(Denied::Expired));
    }

    #[test]
    fn what_certainly_did_not_happen_can_be_tried_again() {
        let (pickups, _) = pickups(9);
        let pickup = made(&pickups);
        let claimed = pickups.claim(&pickup, "right").unwrap();
        pickups.give_back(claimed.number);
        assert_eq!(denied(&pickups, &pickup, "right"), None);
    }

    #[test]
    fn used_pickups_are_forgotten_when_they_have_ended_and_not_before() {
        let (pickups, clock) = pickups(2);
        let first = made(&pickups);
        assert_eq!(denied(&pickups, &first, "right"), None);
        assert_eq!(denied(&pickups, &made(&pickups), "right"), None);
        clock.advance(SECOND);
        let third = made(&pickups);
        assert_eq!(denied(&pickups, &third, "right"), Some(Denied::Full));
        assert_eq!(denied(&pickups, &first, "right"), Some(Denied::Used));
        clock.advance(LIFETIME - SECOND);
        assert_eq!(denied(&pickups, &third, "right"), None);
    }
}
