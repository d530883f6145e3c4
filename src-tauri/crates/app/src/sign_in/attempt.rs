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

/// A sign-in under way.
#[derive(Debug)]
pub struct Attempt {
    /// Known to this attempt and whoever it was sent with.
    state: SecretString,
    /// Where the browser is sent back to, exactly.
    redirect: Url,
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
    /// There is neither a code nor a reason why there is none.
    NoCode,
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
    pub const fn new(state: SecretString, redirect: Url, elapsed: Duration) -> Self {
        Self {
            state,
            redirect,
            begun: elapsed,
            is_spent: false,
        }
    }

    /// Where the browser is sent back to.
    #[must_use]
    pub const fn redirect(&self) -> &Url {
        &self.redirect
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
            .append_pair("redirect_uri", self.redirect.as_str())
            .append_pair("state", self.state.expose_secret());
        Ok(address)
    }

    /// How long it can still be come back to.
    #[must_use]
    pub const fn left(&self, elapsed: Duration) -> Duration {
        LIFETIME.saturating_sub(elapsed.saturating_sub(self.begun))
    }
}

/// The code that came back, if it is believed; it counts once.
///
/// # Errors
/// Why not.
pub fn come_back(
    attempt: Option<&mut Attempt>,
    address: &str,
    elapsed: Duration,
) -> Result<SecretString, Refusal> {
    let attempt = attempt.ok_or(Refusal::NobodyAsked)?;
    let told = read(address, &attempt.redirect)?;
    let state = told.state.ok_or(Refusal::NoState)?;
    if !is_same(state.as_bytes(), attempt.state.expose_secret().as_bytes()) {
        return Err(Refusal::OtherState);
    }
    if attempt.is_spent {
        return Err(Refusal::Used);
    }
    if attempt.left(elapsed).is_zero() {
        return Err(Refusal::Expired);
    }
    attempt.is_spent = true;
    match (told.code, told.error) {
        (Some(_), Some(_)) => Err(Refusal::Ambiguous),
        (None, Some(error)) if error == "access_denied" => Err(Refusal::Denied),
        (None, Some(error)) => Err(Refusal::Notion(error)),
        (Some(code), None) if !code.is_empty() => Ok(code.into()),
        (Some(_) | None, None) => Err(Refusal::NoCode),
    }
}

/// What an address says.
#[derive(Default)]
struct Told {
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
}

fn read(address: &str, redirect: &Url) -> Result<Told, Refusal> {
    let address = address.trim();
    if address.len() > LONGEST {
        return Err(Refusal::TooLong);
    }
    let address = Url::parse(address).map_err(|_| Refusal::NoAddress)?;
    let is_plain = address.username().is_empty() && address.password().is_none();
    let is_there = address.scheme() == redirect.scheme()
        && address.host_str() == redirect.host_str()
        && address.port() == redirect.port()
        && address.path() == redirect.path()
        && is_plain;
    if !is_there {
        return Err(Refusal::OtherPlace);
    }
    let mut told = Told::default();
    for (name, value) in address.query_pairs() {
        let place = match &*name {
            "code" => &mut told.code,
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
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]
    use super::*;

    const STATE: &str = "Zm9ydHktdGhyZWUtY2hhcmFjdGVycy1vZi1yYW5kb20";
    const HERE: &str = "http://localhost:43110/oauth/callback";

    fn attempt() -> Attempt {
        Attempt::new(STATE.into(), HERE.parse().unwrap(), Duration::from_secs(5))
    }

    fn soon() -> Duration {
        Duration::from_secs(60)
    }

    fn refused(address: &str) -> Refusal {
        come_back(Some(&mut attempt()), address, soon()).expect_err("it is refused")
    }

    #[test]
    fn who_comes_back_with_the_state_of_the_attempt_brings_the_code() {
        let code = come_back(
            Some(&mut attempt()),
            &format!("{HERE}?code=c%2F0de&state={STATE}"),
            soon(),
        )
        .unwrap();
        assert_eq!(code.expose_secret(), "c/0de");
    }

    #[test]
    fn an_address_copied_with_spaces_around_it_is_read() {
        let address = format!("  {HERE}?state={STATE}&code=c&unknown=1\n");
        assert!(come_back(Some(&mut attempt()), &address, soon()).is_ok());
    }

    #[test]
    fn every_address_that_is_not_the_one_asked_for_is_refused_with_its_reason() {
        let good = format!("code=c&state={STATE}");
        let long = "x".repeat(LONGEST);
        let table = [
            ("an empty text", String::new(), Refusal::NoAddress),
            ("a code alone", "c0de".to_owned(), Refusal::NoAddress),
            (
                "a path alone",
                format!("/oauth/callback?{good}"),
                Refusal::NoAddress,
            ),
            ("a token", "ntn_1234567890".to_owned(), Refusal::NoAddress),
            (
                "no end",
                format!("{HERE}?{good}&x={long}"),
                Refusal::TooLong,
            ),
            ("no state", format!("{HERE}?code=c"), Refusal::NoState),
            (
                "an empty state",
                format!("{HERE}?code=c&state="),
                Refusal::OtherState,
            ),
            (
                "another state",
                format!("{HERE}?code=c&state=x{STATE}"),
                Refusal::OtherState,
            ),
            (
                "a state cut short",
                format!("{HERE}?code=c&state={}", &STATE[..42]),
                Refusal::OtherState,
            ),
            (
                "a state in capitals",
                format!("{HERE}?code=c&state={}", STATE.to_uppercase()),
                Refusal::OtherState,
            ),
            (
                "two states",
                format!("{HERE}?{good}&state={STATE}"),
                Refusal::Ambiguous,
            ),
            (
                "two codes",
                format!("{HERE}?{good}&code=d"),
                Refusal::Ambiguous,
            ),
            (
                "a code and an error",
                format!("{HERE}?{good}&error=access_denied"),
                Refusal::Ambiguous,
            ),
            (
                "neither code nor error",
                format!("{HERE}?state={STATE}"),
                Refusal::NoCode,
            ),
            (
                "an empty code",
                format!("{HERE}?code=&state={STATE}"),
                Refusal::NoCode,
            ),
            (
                "a no",
                format!("{HERE}?error=access_denied&state={STATE}"),
                Refusal::Denied,
            ),
            (
                "a no without a state",
                format!("{HERE}?error=access_denied"),
                Refusal::NoState,
            ),
            (
                "Notion's own trouble",
                format!("{HERE}?error=server_error&state={STATE}"),
                Refusal::Notion("server_error".to_owned()),
            ),
            (
                "another scheme",
                format!("https://localhost:43110/oauth/callback?{good}"),
                Refusal::OtherPlace,
            ),
            (
                "our own scheme, not asked for",
                format!("keepsake://oauth/callback?{good}"),
                Refusal::OtherPlace,
            ),
            (
                "another host",
                format!("http://127.0.0.1:43110/oauth/callback?{good}"),
                Refusal::OtherPlace,
            ),
            (
                "a host that begins alike",
                format!("http://localhost.evil.example:43110/oauth/callback?{good}"),
                Refusal::OtherPlace,
            ),
            (
                "a host behind a name",
                format!("http://localhost:43110@evil.example/oauth/callback?{good}"),
                Refusal::OtherPlace,
            ),
            (
                "a name before the host",
                format!("http://me@localhost:43110/oauth/callback?{good}"),
                Refusal::OtherPlace,
            ),
            (
                "another port",
                format!("http://localhost:43111/oauth/callback?{good}"),
                Refusal::OtherPlace,
            ),
            (
                "another path",
                format!("http://localhost:43110/oauth/callback/x?{good}"),
                Refusal::OtherPlace,
            ),
            (
                "a path out of it",
                format!("http://localhost:43110/oauth/callback/../other?{good}"),
                Refusal::OtherPlace,
            ),
            (
                "parameters in the fragment",
                format!("{HERE}#{good}"),
                Refusal::NoState,
            ),
        ];
        for (case, address, expected) in table {
            assert_eq!(refused(&address), expected, "{case}");
        }
    }

    #[test]
    fn nobody_is_believed_when_nobody_asked() {
        let address = format!("{HERE}?code=c&state={STATE}");
        assert_eq!(
            come_back(None, &address, soon()).err(),
            Some(Refusal::NobodyAsked)
        );
    }

    #[test]
    fn an_attempt_is_come_back_to_once() {
        let mut attempt = attempt();
        let address = format!("{HERE}?code=c&state={STATE}");
        assert!(come_back(Some(&mut attempt), &address, soon()).is_ok());
        assert_eq!(
            come_back(Some(&mut attempt), &address, soon()).err(),
            Some(Refusal::Used)
        );
    }

    #[test]
    fn a_no_ends_the_attempt_too() {
        let mut attempt = attempt();
        let no = format!("{HERE}?error=access_denied&state={STATE}");
        assert_eq!(
            come_back(Some(&mut attempt), &no, soon()).err(),
            Some(Refusal::Denied)
        );
        let late = format!("{HERE}?code=c&state={STATE}");
        assert_eq!(
            come_back(Some(&mut attempt), &late, soon()).err(),
            Some(Refusal::Used)
        );
    }

    #[test]
    fn an_attempt_ends_after_ten_minutes_by_a_clock_that_nobody_sets() {
        let begun = Duration::from_secs(5);
        let address = format!("{HERE}?code=c&state={STATE}");
        let last = begun + LIFETIME - Duration::from_millis(1);
        assert!(come_back(Some(&mut attempt()), &address, last).is_ok());
        let late = begun + LIFETIME;
        assert_eq!(
            come_back(Some(&mut attempt()), &address, late).err(),
            Some(Refusal::Expired)
        );
    }

    #[test]
    fn strangers_do_not_end_an_attempt() {
        let mut attempt = attempt();
        for stranger in ["?error=access_denied", "?code=x&state=guess", ""] {
            let refusal =
                come_back(Some(&mut attempt), &format!("{HERE}{stranger}"), soon()).unwrap_err();
            assert!(!refusal.ends(), "{stranger}");
        }
        assert!(
            come_back(
                Some(&mut attempt),
                &format!("{HERE}?code=c&state={STATE}"),
                soon()
            )
            .is_ok()
        );
    }

    #[test]
    fn the_address_for_the_browser_holds_what_notion_needs_and_no_secret_but_the_state() {
        let address = attempt()
            .address(&"https://api.notion.com".parse().unwrap(), "client")
            .unwrap();
        assert_eq!(
            address.as_str(),
            format!(
                "https://api.notion.com/v1/oauth/authorize?owner=user&response_type=code&client_id=client\
                 &redirect_uri=http%3A%2F%2Flocalhost%3A43110%2Foauth%2Fcallback&state={STATE}"
            )
        );
        assert!(!format!("{:?}", attempt()).contains(STATE));
    }
}
