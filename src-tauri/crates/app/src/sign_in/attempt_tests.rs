//! What comes back from a browser and is believed; [`super::refusals`] has what is not.

#![allow(clippy::unwrap_used, reason = "tests may panic")]
use super::*;

pub(super) const STATE: &str = "Zm9ydHktdGhyZWUtY2hhcmFjdGVycy1vZi1yYW5kb20";
pub(super) const HERE: &str = "http://localhost:43110/oauth/callback";

pub(super) fn attempt() -> Attempt {
    let here: Url = HERE.parse().unwrap();
    let route = Route {
        redirect: here.clone(),
        end: here,
        brings: Brings::Code,
    };
    Attempt::new(STATE.into(), route, Duration::from_secs(5))
}

/// An attempt through a broker that comes back by a link.
pub(super) fn through_broker() -> Attempt {
    let route = Route {
        redirect: "https://connect.example/callback".parse().unwrap(),
        end: LINK.parse().unwrap(),
        brings: Brings::Pickup,
    };
    Attempt::new(STATE.into(), route, Duration::from_secs(5))
}

/// A pickup as a broker's page shows it.
pub(super) const PICKUP: &str = "Ab-_9Ab-_9Ab-_9Ab-_9Ab-_9Ab-_9Ab-_9Ab-_9Ab-_9Ab-_9Ab-_9Ab-_9Ab-_9\
                                 Ab-_9Ab-_9Ab-_9Ab-_9Ab-_9Ab-_9Ab-_9Ab-_9Ab-_9Ab-_9Ab-_9Ab-_9Ab-_9";
pub(super) const LINK: &str = "keepsake://oauth/callback";

pub(super) fn soon() -> Duration {
    Duration::from_secs(60)
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
fn a_link_brings_the_pickup_of_its_sign_in() {
    let good = format!("pickup=p1ck-up_&state={STATE}");
    let brought = come_back(
        Some(&mut through_broker()),
        &format!("{LINK}?{good}"),
        soon(),
    );
    assert_eq!(brought.unwrap().expose_secret(), "p1ck-up_");
}

#[test]
fn a_hand_brings_a_whole_pickup_or_an_address() {
    let hand = |text: &str| pasted(Some(&mut through_broker()), text, soon());
    assert_eq!(
        hand(&format!(" {PICKUP}\n")).unwrap().expose_secret(),
        PICKUP
    );
    let address = format!("{LINK}?pickup=p&state={STATE}");
    assert_eq!(hand(&address).unwrap().expose_secret(), "p");
}
