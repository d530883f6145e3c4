//! Everything that comes back from a browser, and what is believed of it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]
use super::*;

const STATE: &str = "Zm9ydHktdGhyZWUtY2hhcmFjdGVycy1vZi1yYW5kb20";
const HERE: &str = "http://localhost:43110/oauth/callback";

fn attempt() -> Attempt {
    let here: Url = HERE.parse().unwrap();
    let route = Route {
        redirect: here.clone(),
        end: here,
        brings: Brings::Code,
    };
    Attempt::new(STATE.into(), route, Duration::from_secs(5))
}

/// An attempt through a broker that comes back by a link.
fn through_broker() -> Attempt {
    let route = Route {
        redirect: "https://connect.example/callback".parse().unwrap(),
        end: LINK.parse().unwrap(),
        brings: Brings::Pickup,
    };
    Attempt::new(STATE.into(), route, Duration::from_secs(5))
}

const LINK: &str = "keepsake://oauth/callback";

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
fn an_address_that_says_yes_and_no_leaves_the_sign_in_waiting() {
    let mut attempt = attempt();
    let good = format!("{HERE}?code=c&state={STATE}");
    let both = format!("{good}&error=access_denied");
    let refusal = come_back(Some(&mut attempt), &both, soon()).expect_err("it is refused");
    assert!(!refusal.ends());
    assert!(come_back(Some(&mut attempt), &good, soon()).is_ok());
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

#[test]
fn a_link_brings_the_pickup_of_its_sign_in_and_nothing_else() {
    let good = format!("pickup=p1ck-up_&state={STATE}");
    let brought = come_back(
        Some(&mut through_broker()),
        &format!("{LINK}?{good}"),
        soon(),
    );
    assert_eq!(brought.unwrap().expose_secret(), "p1ck-up_");
    let table = [
        (
            "Notion's code itself",
            format!("{LINK}?code=c&state={STATE}"),
            Refusal::NoCode,
        ),
        (
            "another place of the scheme",
            format!("keepsake://open/callback?{good}"),
            Refusal::OtherPlace,
        ),
        (
            "a longer path",
            format!("{LINK}/more?{good}"),
            Refusal::OtherPlace,
        ),
        (
            "a port that was not asked for",
            format!("{HERE}?{good}"),
            Refusal::OtherPlace,
        ),
        (
            "the broker's own page",
            format!("https://connect.example/callback?{good}"),
            Refusal::OtherPlace,
        ),
        (
            "two pickups",
            format!("{LINK}?{good}&pickup=q"),
            Refusal::Ambiguous,
        ),
        ("no state", format!("{LINK}?pickup=p"), Refusal::NoState),
        (
            "another state",
            format!("{LINK}?pickup=p&state={STATE}x"),
            Refusal::OtherState,
        ),
        (
            "a no",
            format!("{LINK}?error=access_denied&state={STATE}"),
            Refusal::Denied,
        ),
    ];
    for (case, address, expected) in table {
        let refused = come_back(Some(&mut through_broker()), &address, soon());
        assert_eq!(refused.err(), Some(expected), "{case}");
    }
}

#[test]
fn a_hand_brings_a_whole_pickup_or_an_address_and_nothing_that_looks_like_a_token() {
    let pickup = "Ab-_9".repeat(26);
    let hand = |text: &str| pasted(Some(&mut through_broker()), text, soon());
    assert_eq!(
        hand(&format!(" {pickup}\n")).unwrap().expose_secret(),
        pickup
    );
    let address = format!("{LINK}?pickup=p&state={STATE}");
    assert_eq!(hand(&address).unwrap().expose_secret(), "p");
    let table = [
        ("nothing", String::new(), Refusal::NoPickup),
        ("half of it", pickup[..60].to_owned(), Refusal::NoPickup),
        (
            "a token",
            "ntn_50000000000abcdefghijklmnopqrstuvwxyz0123456789".to_owned(),
            Refusal::NoPickup,
        ),
        (
            "two lines",
            format!("{pickup}\n{pickup}"),
            Refusal::NoPickup,
        ),
        (
            "an address without a state",
            format!("{LINK}?pickup={pickup}"),
            Refusal::NoState,
        ),
        ("no end", "x".repeat(LONGEST + 1), Refusal::NoPickup),
    ];
    for (case, text, expected) in table {
        assert_eq!(hand(&text).err(), Some(expected), "{case}");
    }
    assert_eq!(
        pasted(Some(&mut attempt()), &pickup, soon()).err(),
        Some(Refusal::NoAddress),
        "without a broker there are no pickups"
    );
}

#[test]
fn a_pasted_pickup_counts_once_and_not_for_ever() {
    let pickup = "Ab-_9".repeat(26);
    let mut once = through_broker();
    assert!(pasted(Some(&mut once), &pickup, soon()).is_ok());
    let again = pasted(Some(&mut once), &pickup, soon());
    assert_eq!(again.err(), Some(Refusal::Used));
    let late = pasted(Some(&mut through_broker()), &pickup, soon() + LIFETIME);
    assert_eq!(late.err(), Some(Refusal::Expired));
    assert_eq!(
        pasted(None, &pickup, soon()).err(),
        Some(Refusal::NobodyAsked)
    );
}
