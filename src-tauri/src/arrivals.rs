//! Links that lead into the program, from the moment the system hands them over.
//!
//! Anybody can make such a link, and any page can have it opened. What it brings is believed or not by the core
//! (`keepsake_app::sign_in`); what is refused is told in the window, without what it said. The rule it protects: no link is
//! swallowed in silence, and none that a waiting sign-in answers for is told twice.

use std::sync::{Mutex, PoisonError};

use keepsake_app::sign_in::attempt::Refusal;
use serde::Serialize;
use specta::Type;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager};

use crate::core::Core;
use crate::links;

/// Why a link came to nothing, as far as it makes a difference to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) enum RefusedLink {
    /// No sign-in waits for one, or not any more.
    NobodyAsked,
    /// The sign-in was come back to before.
    Used,
    /// It does not belong to the sign-in that waits.
    NotOurs,
}

/// Links that were refused and the window that hears of them.
#[derive(Default)]
pub(crate) struct RefusedLinks(Mutex<Hearing>);

#[derive(Default)]
struct Hearing {
    window: Option<Channel<RefusedLink>>,
    /// The last one that nobody has heard of: the program may have been started by it.
    untold: Option<RefusedLink>,
}

impl RefusedLinks {
    /// Tells a window, from now on, in place of any before.
    pub(crate) fn tell(&self, window: Channel<RefusedLink>) {
        let mut hearing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        hearing.window = Some(window);
        if let Some(untold) = hearing.untold.take() {
            hearing.say(untold);
        }
    }

    fn refuse(&self, link: RefusedLink) {
        let mut hearing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        hearing.say(link);
    }
}

impl Hearing {
    fn say(&mut self, link: RefusedLink) {
        let is_told = match &self.window {
            Some(window) => window.send(link).is_ok(),
            None => false,
        };
        if !is_told {
            self.untold = Some(link);
        }
    }
}

/// Hands the links among these texts to the sign-in that waits for one.
pub(crate) fn take<'a>(app: &AppHandle, texts: impl IntoIterator<Item = &'a str>) {
    // A link that outruns the start finds nobody who could have asked for it.
    let (Some(core), Some(refused)) = (app.try_state::<Core>(), app.try_state::<RefusedLinks>())
    else {
        return;
    };
    let Ok(core) = core.get() else {
        return;
    };
    for link in texts.into_iter().filter(|text| links::is_own(text)) {
        if let Err(refusal) = core.came_back(link) {
            tracing::info!(because = refusal.as_str(), "a link was refused");
            if let Some(link) = worth_telling(&refusal) {
                refused.refuse(link);
            }
        }
    }
}

/// What the window is told of a refusal; nothing where the sign-in that waits ends with it and says why.
const fn worth_telling(refusal: &Refusal) -> Option<RefusedLink> {
    match refusal {
        Refusal::NobodyAsked => Some(RefusedLink::NobodyAsked),
        Refusal::Used => Some(RefusedLink::Used),
        Refusal::NoAddress
        | Refusal::TooLong
        | Refusal::OtherPlace
        | Refusal::NoState
        | Refusal::OtherState
        | Refusal::Ambiguous
        | Refusal::NoPickup => Some(RefusedLink::NotOurs),
        Refusal::Expired | Refusal::NoCode | Refusal::Denied | Refusal::Notion(_) => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

    use std::sync::Arc;

    use tauri::ipc::InvokeResponseBody;

    use super::*;

    /// A window and what it has heard.
    fn window() -> (Channel<RefusedLink>, Arc<Mutex<Vec<String>>>) {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ear = Arc::clone(&heard);
        let channel = Channel::new(move |body| {
            let InvokeResponseBody::Json(text) = body else {
                panic!("not a text");
            };
            ear.lock().unwrap().push(text);
            Ok(())
        });
        (channel, heard)
    }

    fn hold(refusal: &Refusal, expected: Option<RefusedLink>) {
        assert_eq!(worth_telling(refusal), expected);
        // Only a second return ends a sign-in that has told already.
        let is_told_there = refusal.ends() && *refusal != Refusal::Used;
        assert_eq!(expected.is_none(), is_told_there, "once, here or there");
    }

    /// Tests named like their rows: a link that was refused, and what the window is told of it.
    macro_rules! told {
        ($($name:ident: $refusal:expr => $told:expr;)+) => {$(
            #[test]
            fn $name() {
                hold(&$refusal, $told);
            }
        )+};
    }

    mod refusals {
        use super::*;

        const NOBODY_ASKED: Option<RefusedLink> = Some(RefusedLink::NobodyAsked);
        const USED: Option<RefusedLink> = Some(RefusedLink::Used);
        const NOT_OURS: Option<RefusedLink> = Some(RefusedLink::NotOurs);

        told! {
            a_link_that_nobody_waits_for_is_told: Refusal::NobodyAsked => NOBODY_ASKED;
            a_link_that_comes_again_is_told: Refusal::Used => USED;
            a_link_that_is_no_address_is_told_as_a_strangers: Refusal::NoAddress => NOT_OURS;
            a_link_that_is_too_long_is_told_as_a_strangers: Refusal::TooLong => NOT_OURS;
            a_link_to_another_place_is_told_as_a_strangers: Refusal::OtherPlace => NOT_OURS;
            a_link_without_a_state_is_told_as_a_strangers: Refusal::NoState => NOT_OURS;
            a_link_with_another_state_is_told_as_a_strangers: Refusal::OtherState => NOT_OURS;
            a_link_that_says_something_twice_is_told_as_a_strangers: Refusal::Ambiguous => NOT_OURS;
            a_link_with_half_a_pickup_is_told_as_a_strangers: Refusal::NoPickup => NOT_OURS;
            a_link_that_is_late_is_told_by_the_sign_in: Refusal::Expired => None;
            a_link_without_a_code_is_told_by_the_sign_in: Refusal::NoCode => None;
            a_link_with_a_no_is_told_by_the_sign_in: Refusal::Denied => None;
            a_link_with_a_trouble_of_notion_is_told_by_the_sign_in:
                Refusal::Notion("server_error".to_owned()) => None;
        }
    }

    #[test]
    fn a_window_hears_of_the_link_that_the_program_was_started_with_and_of_later_ones() {
        let refused = RefusedLinks::default();
        refused.refuse(RefusedLink::NotOurs);
        refused.refuse(RefusedLink::NobodyAsked);
        let (first, heard) = window();
        refused.tell(first);
        refused.refuse(RefusedLink::Used);
        assert_eq!(*heard.lock().unwrap(), [r#""nobodyAsked""#, r#""used""#]);

        let (second, heard_after) = window();
        refused.tell(second);
        refused.refuse(RefusedLink::NotOurs);
        assert_eq!(heard.lock().unwrap().len(), 2);
        assert_eq!(*heard_after.lock().unwrap(), [r#""notOurs""#]);
    }

    #[test]
    fn a_link_that_a_window_could_not_be_told_of_waits_for_the_next() {
        let refused = RefusedLinks::default();
        refused.tell(Channel::new(|_| Err(tauri::Error::WebviewNotFound)));
        refused.refuse(RefusedLink::Used);
        let (next, heard) = window();
        refused.tell(next);
        assert_eq!(*heard.lock().unwrap(), [r#""used""#]);
    }
}
