//! What comes back from a browser and is not believed: one row, one test.
//!
//! Every row is also held to what its refusal leaves behind. Who did not know the state has ended nothing, so the person can
//! still come back; who did has ended it for good.

#![allow(clippy::unwrap_used, reason = "tests may panic")]
use super::tests::{HERE, LINK, PICKUP, STATE, attempt, soon, through_broker};
use super::*;

/// [`come_back`] or [`pasted`].
type Reads = fn(Option<&mut Attempt>, &str, Duration) -> Result<SecretString, Refusal>;

fn hold(reads: Reads, mut attempt: Attempt, text: &str, expected: &Refusal) {
    let good = match attempt.route.brings {
        Brings::Code => format!("{HERE}?code=c&state={STATE}"),
        Brings::Pickup => format!("{LINK}?pickup=p&state={STATE}"),
    };
    let refused = reads(Some(&mut attempt), text, soon());
    assert_eq!(refused.err().as_ref(), Some(expected), "{text}");
    let afterwards = come_back(Some(&mut attempt), &good, soon()).err();
    let over = expected.ends().then_some(Refusal::Used);
    assert_eq!(afterwards, over, "what is left after {text}");
}

/// Tests named like their rows: what is said to an attempt, and the refusal it meets.
macro_rules! refused {
    ($reads:ident by $attempt:ident: $($name:ident: $text:literal $(, $value:expr)* => $refusal:ident $(($reason:literal))?;)+) => {$(
        #[test]
        fn $name() {
            let text = format!($text $(, $value)*);
            hold($reads, $attempt(), &text, &Refusal::$refusal$(($reason.to_owned()))?);
        }
    )+};
}

mod no_address {
    use super::*;

    refused! { come_back by attempt:
        an_empty_text_is_refused: "" => NoAddress;
        a_code_alone_is_refused: "c0de" => NoAddress;
        a_path_alone_is_refused: "/oauth/callback?code=c&state={STATE}" => NoAddress;
        a_token_is_refused: "ntn_1234567890" => NoAddress;
        an_address_that_does_not_end_is_refused: "{HERE}?code=c&state={STATE}&x={}", "x".repeat(LONGEST) => TooLong;
        a_name_that_never_ends_is_refused: "http://{}.example/?code=c&state={STATE}", "x".repeat(LONGEST) => TooLong;
    }
}

mod state {
    use super::*;

    refused! { come_back by attempt:
        no_state_is_refused: "{HERE}?code=c" => NoState;
        a_no_without_a_state_is_refused: "{HERE}?error=access_denied" => NoState;
        a_state_under_another_name_is_refused: "{HERE}?code=c&State={STATE}&state[]={STATE}" => NoState;
        a_state_in_the_fragment_is_refused: "{HERE}#code=c&state={STATE}" => NoState;
        a_state_behind_the_fragment_is_refused: "{HERE}?code=c#&state={STATE}" => NoState;
        an_empty_state_is_refused: "{HERE}?code=c&state=" => OtherState;
        the_state_of_another_sign_in_is_refused: "{HERE}?code=c&state=b3RoZXI" => OtherState;
        a_state_with_a_letter_before_it_is_refused: "{HERE}?code=c&state=x{STATE}" => OtherState;
        a_state_with_a_space_behind_it_is_refused: "{HERE}?code=c&state={STATE}%20" => OtherState;
        a_state_with_a_zero_byte_behind_it_is_refused: "{HERE}?code=c&state={STATE}%00" => OtherState;
        a_state_cut_short_is_refused: "{HERE}?code=c&state={}", &STATE[..42] => OtherState;
        a_state_in_capitals_is_refused: "{HERE}?code=c&state={}", STATE.to_uppercase() => OtherState;
        a_state_with_one_letter_changed_is_refused: "{HERE}?code=c&state=A{}", &STATE[1..] => OtherState;
        a_no_with_another_state_is_refused: "{HERE}?error=access_denied&state=guess" => OtherState;
        the_same_state_twice_is_refused: "{HERE}?code=c&state={STATE}&state={STATE}" => Ambiguous;
        a_good_state_behind_a_wrong_one_is_refused: "{HERE}?code=c&state=guess&state={STATE}" => Ambiguous;
    }
}

mod said {
    use super::*;

    refused! { come_back by attempt:
        two_codes_are_refused: "{HERE}?code=c&state={STATE}&code=d" => Ambiguous;
        two_errors_are_refused: "{HERE}?error=a&error=b&state={STATE}" => Ambiguous;
        a_code_with_an_error_is_refused: "{HERE}?code=c&state={STATE}&error=access_denied" => Ambiguous;
        neither_a_code_nor_an_error_is_refused: "{HERE}?state={STATE}" => NoCode;
        an_empty_code_is_refused: "{HERE}?code=&state={STATE}" => NoCode;
        a_code_that_breaks_the_line_is_refused: "{HERE}?code=c%0D%0Ax:%20y&state={STATE}" => NoCode;
        a_code_with_a_zero_byte_is_refused: "{HERE}?code=c%00&state={STATE}" => NoCode;
        a_code_with_a_colour_of_the_terminal_is_refused: "{HERE}?code=%1B[31mc&state={STATE}" => NoCode;
        a_code_with_letters_that_no_code_has_is_refused: "{HERE}?code=c%C3%B6de&state={STATE}" => NoCode;
        a_pickup_that_was_not_asked_for_is_refused: "{HERE}?pickup=p&state={STATE}" => NoCode;
        a_no_is_refused: "{HERE}?error=access_denied&state={STATE}" => Denied;
        an_error_with_a_colour_of_the_terminal_is_told_by_another_name:
            "{HERE}?error=%1B[31mred&state={STATE}" => Notion("server_error");
        an_error_with_a_sentence_is_told_by_another_name:
            "{HERE}?error=Call%20this%20number&state={STATE}" => Notion("server_error");
        an_error_without_a_name_is_told_by_another_name: "{HERE}?error=&state={STATE}" => Notion("server_error");
        an_error_that_does_not_end_is_told_by_another_name:
            "{HERE}?error={}&state={STATE}", "x".repeat(65) => Notion("server_error");
        a_trouble_of_notion_is_refused: "{HERE}?error=temporarily_unavailable&state={STATE}" => Notion("temporarily_unavailable");
    }
}

mod place {
    use super::*;

    refused! { come_back by attempt:
        another_scheme_is_refused: "https://localhost:43110/oauth/callback?code=c&state={STATE}" => OtherPlace;
        our_own_scheme_that_was_not_asked_for_is_refused: "{LINK}?code=c&state={STATE}" => OtherPlace;
        a_file_is_refused: "file:///oauth/callback?code=c&state={STATE}" => OtherPlace;
        another_host_is_refused: "http://127.0.0.1:43110/oauth/callback?code=c&state={STATE}" => OtherPlace;
        a_host_with_a_dot_behind_it_is_refused: "http://localhost.:43110/oauth/callback?code=c&state={STATE}" => OtherPlace;
        a_host_that_begins_alike_is_refused:
            "http://localhost.evil.example:43110/oauth/callback?code=c&state={STATE}" => OtherPlace;
        a_host_behind_a_name_like_ours_is_refused:
            "http://localhost:43110@evil.example/oauth/callback?code=c&state={STATE}" => OtherPlace;
        a_name_before_the_host_is_refused: "http://me@localhost:43110/oauth/callback?code=c&state={STATE}" => OtherPlace;
        a_password_before_the_host_is_refused:
            "http://:word@localhost:43110/oauth/callback?code=c&state={STATE}" => OtherPlace;
        another_port_that_is_registered_is_refused:
            "http://localhost:43111/oauth/callback?code=c&state={STATE}" => OtherPlace;
        no_port_is_refused: "http://localhost/oauth/callback?code=c&state={STATE}" => OtherPlace;
        a_longer_path_is_refused: "{HERE}/x?code=c&state={STATE}" => OtherPlace;
        a_path_with_a_slash_behind_it_is_refused: "{HERE}/?code=c&state={STATE}" => OtherPlace;
        a_path_in_capitals_is_refused: "http://localhost:43110/OAUTH/CALLBACK?code=c&state={STATE}" => OtherPlace;
        a_path_with_a_slash_in_disguise_is_refused:
            "http://localhost:43110/oauth%2Fcallback?code=c&state={STATE}" => OtherPlace;
        a_path_out_of_it_is_refused: "{HERE}/../other?code=c&state={STATE}" => OtherPlace;
    }
}

mod link {
    use super::*;

    refused! { come_back by through_broker:
        notions_code_itself_is_refused: "{LINK}?code=c&state={STATE}" => NoCode;
        another_place_of_the_scheme_is_refused: "keepsake://open/callback?pickup=p&state={STATE}" => OtherPlace;
        a_place_of_the_scheme_in_capitals_is_refused: "keepsake://OAUTH/callback?pickup=p&state={STATE}" => OtherPlace;
        a_link_without_a_place_is_refused: "keepsake:oauth/callback?pickup=p&state={STATE}" => OtherPlace;
        a_link_with_a_port_is_refused: "keepsake://oauth:43110/callback?pickup=p&state={STATE}" => OtherPlace;
        a_link_with_a_name_is_refused: "keepsake://me@oauth/callback?pickup=p&state={STATE}" => OtherPlace;
        a_link_with_a_longer_path_is_refused: "{LINK}/more?pickup=p&state={STATE}" => OtherPlace;
        a_scheme_that_begins_alike_is_refused: "keepsake-file://oauth/callback?pickup=p&state={STATE}" => OtherPlace;
        a_port_that_was_not_asked_for_is_refused: "{HERE}?pickup=p&state={STATE}" => OtherPlace;
        the_page_of_the_broker_is_refused: "https://connect.example/callback?pickup=p&state={STATE}" => OtherPlace;
        two_pickups_are_refused: "{LINK}?pickup=p&state={STATE}&pickup=q" => Ambiguous;
        a_link_with_a_pickup_and_an_error_is_refused: "{LINK}?pickup=p&error=server_error&state={STATE}" => Ambiguous;
        a_pickup_that_breaks_the_line_is_refused: "{LINK}?pickup=p%0A&state={STATE}" => NoCode;
        a_link_without_a_state_is_refused: "{LINK}?pickup=p" => NoState;
        a_link_with_another_state_is_refused: "{LINK}?pickup=p&state={STATE}x" => OtherState;
        a_link_with_a_no_is_refused: "{LINK}?error=access_denied&state={STATE}" => Denied;
    }
}

mod by_hand {
    use super::*;

    refused! { pasted by through_broker:
        nothing_is_refused: "" => NoPickup;
        half_of_a_pickup_is_refused: "{}", &PICKUP[..60] => NoPickup;
        a_token_where_a_pickup_belongs_is_refused: "ntn_50000000000abcdefghijklmnopqrstuvwxyz0123456789" => NoPickup;
        two_lines_are_refused: "{PICKUP}\n{PICKUP}" => NoPickup;
        an_address_without_a_state_is_refused: "{LINK}?pickup={PICKUP}" => NoState;
        an_address_of_another_sign_in_is_refused: "{LINK}?pickup={PICKUP}&state=guess" => OtherState;
        a_text_without_an_end_is_refused: "{}", "x".repeat(LONGEST + 1) => NoPickup;
    }

    refused! { pasted by attempt:
        a_pickup_without_a_broker_is_refused: "{PICKUP}" => NoAddress;
    }
}

mod time {
    use super::*;

    fn address() -> String {
        format!("{HERE}?code=c&state={STATE}")
    }

    #[test]
    fn whoever_comes_back_when_nobody_asked_is_refused() {
        let refused = come_back(None, &address(), soon()).err();
        assert_eq!(refused, Some(Refusal::NobodyAsked));
    }

    #[test]
    fn a_pickup_is_refused_when_nobody_asked() {
        let refused = pasted(None, PICKUP, soon()).err();
        assert_eq!(refused, Some(Refusal::NobodyAsked));
    }

    #[test]
    fn the_second_return_is_refused() {
        let mut attempt = attempt();
        assert!(come_back(Some(&mut attempt), &address(), soon()).is_ok());
        let again = come_back(Some(&mut attempt), &address(), soon());
        assert_eq!(again.err(), Some(Refusal::Used));
    }

    #[test]
    fn another_code_with_a_state_that_was_used_is_refused() {
        let mut attempt = attempt();
        assert!(come_back(Some(&mut attempt), &address(), soon()).is_ok());
        let other = address().replace("code=c", "code=d");
        let again = come_back(Some(&mut attempt), &other, soon());
        assert_eq!(again.err(), Some(Refusal::Used));
    }

    #[test]
    fn a_pickup_that_is_pasted_twice_is_refused() {
        let mut attempt = through_broker();
        assert!(pasted(Some(&mut attempt), PICKUP, soon()).is_ok());
        let again = pasted(Some(&mut attempt), PICKUP, soon());
        assert_eq!(again.err(), Some(Refusal::Used));
    }

    #[test]
    fn a_yes_after_a_no_is_refused() {
        let mut attempt = attempt();
        let no = format!("{HERE}?error=access_denied&state={STATE}");
        assert!(come_back(Some(&mut attempt), &no, soon()).is_err());
        let late = come_back(Some(&mut attempt), &address(), soon());
        assert_eq!(late.err(), Some(Refusal::Used));
    }

    #[test]
    fn a_return_after_ten_minutes_is_refused() {
        let begun = Duration::from_secs(5);
        let last = begun + LIFETIME - Duration::from_millis(1);
        assert!(come_back(Some(&mut attempt()), &address(), last).is_ok());
        let late = come_back(Some(&mut attempt()), &address(), begun + LIFETIME);
        assert_eq!(late.err(), Some(Refusal::Expired));
    }

    #[test]
    fn a_pickup_after_ten_minutes_is_refused() {
        let late = pasted(Some(&mut through_broker()), PICKUP, soon() + LIFETIME);
        assert_eq!(late.err(), Some(Refusal::Expired));
    }
}
