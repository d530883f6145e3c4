//! What decides whether somebody who comes back from the browser is the person who left for it.
//!
//! Pure. Leaves out sockets, the browser and the exchange of the code. The rules it protects: nothing is believed without
//! the state of the attempt that is under way, which is compared in constant time, counts once and ends after ten minutes
//! (RFC 6749, 10.12); an address that is not exactly the one that was asked for is nobody's (RFC 9700, 2.1); what is
//! refused says why and, unless it knew the state, leaves the attempt as it was, so that no stranger can end it.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use url::Url;

/// How long an attempt can be come back to.
pub const LIFETIME: Duration = Duration::from_secs(600);
/// The longest address that is read. Notion's are a few hundred characters long.
const LONGEST: usize = 4_096;
/// The longest name of an error that is read out.
const LONGEST_ERROR: usize = 64;
/// What an error is called that has no such name.
const OTHER_ERROR: &str = "server_error";
/// Shorter than every pickup: its nonce, deadline, challenge and seal alone take more.
const SHORTEST_PICKUP: usize = 90;

/// What a browser brings back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Brings {
    /// Notion's code, from Notion itself.
    Code,
    /// A broker's pickup, which holds the code and is worth nothing without the verifier of the sign-in.
    Pickup,
}

/// The way of a browser.
#[derive(Debug, Clone)]
pub struct Route {
    /// Where Notion is asked to send it, exactly as registered there.
    pub redirect: Url,
    /// Where it ends, exactly: the same place, or the one that a broker leads on to.
    pub end: Url,
    /// What it has then.
    pub brings: Brings,
}

/// A sign-in under way.
#[derive(Debug)]
pub struct Attempt {
    /// Known to this attempt and whoever it was sent with.
    state: SecretString,
    route: Route,
    /// When it began, by a clock that nobody sets.
    begun: Duration,
    is_spent: bool,
}

/// Why what came back is not believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No sign-in is under way.
    NobodyAsked,
    /// The sign-in was come back to before.
    Used,
    /// It took longer than [`LIFETIME`].
    Expired,
    /// It is no address.
    NoAddress,
    /// It is longer than any that Notion sends.
    TooLong,
    /// It leads somewhere else than where the sign-in was to come back to.
    OtherPlace,
    /// It does not say which sign-in it belongs to.
    NoState,
    /// It belongs to another sign-in.
    OtherState,
    /// It says something twice, so that two readers could understand two things.
    Ambiguous,
    /// There is nothing that can be a code, and no reason why there is none.
    NoCode,
    /// It is no address and no code of a broker's page.
    NoPickup,
    /// The person said no.
    Denied,
    /// Notion gave this reason (RFC 6749, 4.1.2.1).
    Notion(String),
}

impl Refusal {
    /// The word for it in the catalogue.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::NobodyAsked => "sign_in_nobody_asked",
            Self::Used => "sign_in_used",
            Self::Expired => "sign_in_expired",
            Self::NoAddress => "sign_in_no_address",
            Self::TooLong => "sign_in_too_long",
            Self::OtherPlace => "sign_in_other_place",
            Self::NoState => "sign_in_no_state",
            Self::OtherState => "sign_in_other_state",
            Self::Ambiguous => "sign_in_ambiguous",
            Self::NoCode => "sign_in_no_code",
            Self::NoPickup => "sign_in_no_pickup",
            Self::Denied => "sign_in_denied",
            Self::Notion(_) => "sign_in_notion",
        }
    }

    /// Whether the sign-in is over with it. Everything else could have come from anybody.
    #[must_use]
    pub const fn ends(&self) -> bool {
        matches!(
            self,
            Self::Used | Self::Expired | Self::NoCode | Self::Denied | Self::Notion(_)
        )
    }
}

impl Attempt {
    /// An attempt that begins now (`elapsed`). `state` holds at least 128 bits that nobody can guess.
    #[must_use]
    pub const fn new(state: SecretString, route: Route, elapsed: Duration) -> Self {
        Self {
            state,
            route,
            begun: elapsed,
            is_spent: false,
        }
    }

    /// Where the person allows it (Notion API reference: Authorization). Notion lives at `origin`.
    ///
    /// # Errors
    /// When the origin is no place for such an address.
    pub fn address(&self, origin: &Url, client_id: &str) -> Result<Url, url::ParseError> {
        let mut address = origin.join("/v1/oauth/authorize")?;
        address
            .query_pairs_mut()
            .append_pair("owner", "user")
            .append_pair("response_type", "code")
            .append_pair("client_id", client_id)
            .append_pair("redirect_uri", self.route.redirect.as_str())
            .append_pair("state", self.state.expose_secret());
        Ok(address)
    }

    /// Lets it count once, within its time.
    fn spend(&mut self, elapsed: Duration) -> Result<(), Refusal> {
        if self.is_spent {
            return Err(Refusal::Used);
        }
        if self.left(elapsed).is_zero() {
            return Err(Refusal::Expired);
        }
        self.is_spent = true;
        Ok(())
    }

    /// How long it can still be come back to.
    #[must_use]
    pub const fn left(&self, elapsed: Duration) -> Duration {
        LIFETIME.saturating_sub(elapsed.saturating_sub(self.begun))
    }
}

/// The code or pickup that came back, if it is believed; it counts once.
///
/// # Errors
/// Why not.
pub fn come_back(
    attempt: Option<&mut Attempt>,
    address: &str,
    elapsed: Duration,
) -> Result<SecretString, Refusal> {
    let attempt = attempt.ok_or(Refusal::NobodyAsked)?;
    let told = read(address, &attempt.route)?;
    let state = told.state.ok_or(Refusal::NoState)?;
    if !is_same(state.as_bytes(), attempt.state.expose_secret().as_bytes()) {
        return Err(Refusal::OtherState);
    }
    if told.brought.is_some() && told.error.is_some() {
        return Err(Refusal::Ambiguous);
    }
    attempt.spend(elapsed)?;
    match (told.brought, told.error) {
        (_, Some(error)) if error == "access_denied" => Err(Refusal::Denied),
        (_, Some(error)) if is_error(&error) => Err(Refusal::Notion(error)),
        (_, Some(_)) => Err(Refusal::Notion(OTHER_ERROR.to_owned())),
        (Some(code), None) if is_word(&code) => Ok(code.into()),
        (Some(_) | None, None) => Err(Refusal::NoCode),
    }
}

/// What a person pasted: the address the browser was sent back to, or the pickup that a broker's page shows. A pickup
/// needs no state, because the verifier of this sign-in opens no other one's; so only a person's hand may bring one.
///
/// # Errors
/// Why it is not believed.
pub fn pasted(
    attempt: Option<&mut Attempt>,
    text: &str,
    elapsed: Duration,
) -> Result<SecretString, Refusal> {
    let text = text.trim();
    let attempt = attempt.ok_or(Refusal::NobodyAsked)?;
    if attempt.route.brings == Brings::Code || text.contains(':') {
        return come_back(Some(attempt), text, elapsed);
    }
    if !is_pickup(text) {
        return Err(Refusal::NoPickup);
    }
    attempt.spend(elapsed)?;
    Ok(text.into())
}

/// Whether a text can be a pickup (docs/broker.md: about 130 letters of base64url). A token or half of a pickup is sent to
/// nobody.
fn is_pickup(text: &str) -> bool {
    let is_letter = |letter: u8| letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_');
    (SHORTEST_PICKUP..=LONGEST).contains(&text.len()) && text.bytes().all(is_letter)
}

/// Whether a text can be a code or a pickup of a link: visible letters of ASCII. Nothing else is sent on or written down.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Whether a text can be the name of an error (RFC 6749, 4.1.2.1). It is read out to the person, in a terminal too.
fn is_error(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    text.len() <= LONGEST_ERROR && !text.is_empty() && text.bytes().all(is_letter)
}

/// What an address says.
#[derive(Default)]
struct Told {
    brought: Option<String>,
    state: Option<String>,
    error: Option<String>,
}

fn read(address: &str, route: &Route) -> Result<Told, Refusal> {
    let address = address.trim();
    if address.len() > LONGEST {
        return Err(Refusal::TooLong);
    }
    let address = Url::parse(address).map_err(|_| Refusal::NoAddress)?;
    let end = &route.end;
    let brought = match route.brings {
        Brings::Code => "code",
        Brings::Pickup => "pickup",
    };
    let is_plain = address.username().is_empty() && address.password().is_none();
    let is_there = address.scheme() == end.scheme()
        && address.host_str() == end.host_str()
        && address.port() == end.port()
        && address.path() == end.path()
        && is_plain;
    if !is_there {
        return Err(Refusal::OtherPlace);
    }
    let mut told = Told::default();
    for (name, value) in address.query_pairs() {
        let place = match &*name {
            name if name == brought => &mut told.brought,
            "state" => &mut told.state,
            "error" => &mut told.error,
            _ => continue,
        };
        if place.replace(value.into_owned()).is_some() {
            return Err(Refusal::Ambiguous);
        }
    }
    Ok(told)
}

/// Whether two texts are the same, in a time that does not depend on where they differ.
fn is_same(one: &[u8], other: &[u8]) -> bool {
    use subtle::ConstantTimeEq as _;
    one.ct_eq(other).into()
}

#[cfg(test)]
#[path = "attempt_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "attempt_refusals.rs"]
mod refusals;
