//! A link that was stolen on its way back from the browser, and redeemed by another process before its owner comes.
//!
//! Owner and thief are real programs with data folders of their own. The thief is given the best hand a program can have: the
//! link or the code itself, a sign-in of its own that waits, the same connection with its secret, a person who pastes. It has
//! to end with nothing: an error that says why, no connection, none of it in any of its files, no request for tokens.
//!
//! Without a broker there is no verifier, because Notion offers no PKCE: what protects is that the state is compared before
//! the code leaves the program, so a Keepsake that did not begin the sign-in sends the code to nobody. A program that has the
//! secret of the connection as well can ask Notion by itself, and no Keepsake is there to refuse; the last test says what the
//! person hears then. Leaves out the cases of one process (`sign_in::attempt` in keepsake-app, `refusals` in keepsake-broker).

#[cfg(target_os = "linux")]
use std::io::{Read, Write};
#[cfg(target_os = "linux")]
use std::net::TcpStream;
use std::process::{Child, Command};

use keepsake_simulator::{CLIENT_ID, CLIENT_SECRET};

use crate::broker::{PUBLIC, Running};
use crate::served::Served;
use crate::sign_in::{alone, browse, browse_as, led_on, said_yes, told_address, value_in};
use crate::typed::{Ended, Home, is_anywhere, started};

/// What a person types who signs in through the broker.
const SIGN_IN: [&str; 2] = ["connect", "--sign-in"];

/// A sign-in that waits for its browser, and the Keepsake it belongs to.
struct Waiting {
    home: Option<Home>,
    process: Option<Child>,
    /// Where its person goes.
    address: String,
    /// Where its browser comes back to on this computer.
    place: String,
}

impl Waiting {
    /// One with a connection of the person's own.
    fn own(notion: &Served) -> Self {
        let home = Home::with_notion(&notion.url());
        let command = home.command(&[
            "connect",
            "--client-id",
            CLIENT_ID,
            "--token-stdin",
            "--json",
        ]);
        let mut process = started(loud(command), &format!("{CLIENT_SECRET}\n"));
        let address = told_address(&mut process);
        let place = value_in(&address, "redirect_uri");
        Self {
            home: Some(home),
            process: Some(process),
            address,
            place: place.replace("%3A", ":").replace("%2F", "/"),
        }
    }

    /// One through the broker.
    fn through_broker(notion: &Served) -> Self {
        let home = Home::with_notion(&notion.url());
        let command = home.command(&[&SIGN_IN[..], &["--json"]].concat());
        let mut process = started(to_broker(command), "");
        let address = told_address(&mut process);
        Self {
            home: Some(home),
            process: Some(process),
            place: place_by_broker(&address),
            address,
        }
    }

    /// Brings it somebody else's link, as it is and as if it led here; it believes neither, and says why.
    fn refuse(&self, stolen: &str) {
        let (foreign, query) = stolen.split_once('?').unwrap();
        assert_ne!(foreign, self.place, "each has a port of its own");
        let here = format!("{}?{query}", self.place);
        let name = foreign.trim_start_matches("http://").split('/').next();
        let as_it_is = browse_as(name.unwrap(), &here);
        assert!(as_it_is.starts_with("HTTP/1.1 400"), "{as_it_is}");
        assert!(
            as_it_is.contains("not the one that Keepsake sent"),
            "{as_it_is}"
        );
        let made_to_lead_here = browse(&here);
        assert!(
            made_to_lead_here.starts_with("HTTP/1.1 400"),
            "{made_to_lead_here}"
        );
        assert!(
            made_to_lead_here.contains("belongs to another sign-in"),
            "{made_to_lead_here}"
        );
    }

    /// Its own browser brings the link.
    fn redeem(mut self, link: &str) -> (Home, Ended) {
        let page = browse(link);
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
        let (home, process) = self.taken();
        (home, Ended::of(process))
    }

    /// Its own browser brings the link, and it is connected.
    fn connects_by(self, link: &str) {
        let (home, ended) = self.redeem(link);
        assert_eq!(ended.data()["kind"], "sign_in", "{}", ended.stderr);
        assert_eq!(connections(&home), 1);
    }

    /// It gives up, and its data folder is all that is left of it.
    fn give_up(mut self) -> Home {
        let (home, mut process) = self.taken();
        let ended = process.try_wait().unwrap();
        process.kill().unwrap();
        assert_eq!(ended, None, "it still waited");
        let said = Ended::of(process).stdout;
        assert_eq!(said, "", "it never said that it is connected");
        home
    }

    fn taken(&mut self) -> (Home, Child) {
        (self.home.take().unwrap(), self.process.take().unwrap())
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        // After a test that failed nobody may hold the ports.
        if let Some(mut process) = self.process.take() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// As much in the log as there can be.
fn loud(mut command: Command) -> Command {
    command.env("KEEPSAKE_LOG", "trace");
    command
}

/// Where a browser comes back to that was led to this address by the broker. Any of the ports may be taken, also by a
/// connection of another test that ended within the last minute.
fn place_by_broker(address: &str) -> String {
    let state = value_in(address, "state");
    let port = state.rsplit('.').next().unwrap();
    format!("http://localhost:{port}/oauth/callback")
}

fn to_broker(mut command: Command) -> Command {
    command.env("KEEPSAKE_SIGN_IN_BROKER_URL", PUBLIC);
    command.env("KEEPSAKE_SIGN_IN_CLIENT_ID", CLIENT_ID);
    loud(command)
}

/// How many connections a data folder has.
fn connections(home: &Home) -> usize {
    let status = home.run(&["status", "--json"]).data();
    status["connections"].as_array().unwrap().len()
}

/// How often Notion was asked for tokens, by whomever.
fn asked_for_tokens(notion: &Served) -> u64 {
    let meters = notion.meters();
    let asked = meters.per_endpoint.get("POST /v1/oauth/token");
    asked.copied().unwrap_or_default()
}

/// What a link brings: Notion's code or a broker's pickup.
fn brought_by(link: &str) -> String {
    value_in(
        link,
        if link.contains("pickup=") {
            "pickup"
        } else {
            "code"
        },
    )
}

/// A Keepsake that waits for nobody is given the link, and what it brings, in every way in that it has.
fn try_without_a_sign_in(notion: &Served, link: &str) -> Home {
    let home = Home::with_notion(&notion.url());
    for stolen in [link, &brought_by(link)] {
        let command = loud(home.command(&["connect", "--token-stdin", "--json"]));
        let ended = Ended::of(started(command, stolen));
        ended.assert_refused(3, "token_refused", false, &["Nothing was stored"]);
    }
    let ended = home.run(&[link, "--json"]);
    assert_eq!(ended.code, 2, "a link is no command: {}", ended.stdout);
    home
}

/// Holds a thief to having nothing: no connection, and nothing of the link or of any token in any of its files.
fn assert_has_nothing(thief: &Home, notion: &Served, link: &str) {
    assert_eq!(connections(thief), 0);
    assert!(
        is_anywhere(&thief.path(), b"TRACE"),
        "its log was at its loudest"
    );
    let tokens = notion.simulator().tokens().into_iter();
    let tokens = tokens.map(|token| token.token);
    for secret in tokens.chain([value_in(link, "state"), brought_by(link)]) {
        assert!(
            !is_anywhere(thief.beside(), secret.as_bytes()),
            "{secret} is in a file"
        );
    }
}

#[test]
fn a_stolen_link_is_worth_nothing_to_a_process_that_waits_for_nobody() {
    let _places = alone();
    let notion = Served::new("flat", None);
    let owner = Waiting::own(&notion);
    let link = said_yes(&owner.address);

    let thief = try_without_a_sign_in(&notion, &link);
    assert_eq!(asked_for_tokens(&notion), 0);

    owner.connects_by(&link);
    assert_eq!(asked_for_tokens(&notion), 1);
    assert_has_nothing(&thief, &notion, &link);
}

#[test]
fn a_stolen_link_is_worth_nothing_to_a_process_with_a_sign_in_of_its_own_and_the_same_secret() {
    let _places = alone();
    let notion = Served::new("flat", None);
    let owner = Waiting::own(&notion);
    let link = said_yes(&owner.address);

    let thief = Waiting::own(&notion);
    thief.refuse(&link);
    assert_eq!(asked_for_tokens(&notion), 0, "the code was sent to nobody");
    let thief = thief.give_up();

    owner.connects_by(&link);
    assert_eq!(asked_for_tokens(&notion), 1);
    assert_has_nothing(&thief, &notion, &link);
}

#[test]
fn a_stolen_link_of_the_broker_is_worth_nothing_to_a_process_that_waits_for_nobody() {
    let _places = alone();
    let notion = Served::new("flat", None);
    let _broker = Running::in_public(&Home::with_notion(&notion.url()));
    let owner = Waiting::through_broker(&notion);
    let link = led_on(&said_yes(&owner.address));

    let thief = try_without_a_sign_in(&notion, &link);
    assert_eq!(asked_for_tokens(&notion), 0);

    owner.connects_by(&link);
    assert_eq!(asked_for_tokens(&notion), 1);
    assert_has_nothing(&thief, &notion, &link);
}

#[test]
fn a_stolen_link_of_the_broker_is_worth_nothing_to_a_process_with_a_sign_in_of_its_own() {
    let _places = alone();
    let notion = Served::new("flat", None);
    let _broker = Running::in_public(&Home::with_notion(&notion.url()));
    let owner = Waiting::through_broker(&notion);
    let link = led_on(&said_yes(&owner.address));

    let thief = Waiting::through_broker(&notion);
    thief.refuse(&link);
    assert_eq!(asked_for_tokens(&notion), 0);
    let thief = thief.give_up();

    owner.connects_by(&link);
    assert_eq!(asked_for_tokens(&notion), 1);
    assert_has_nothing(&thief, &notion, &link);
}

#[cfg(target_os = "linux")]
mod by_hand {
    use std::process::{ChildStdin, Stdio};
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::real_time::until;

    /// A sign-in at a terminal, where somebody can paste.
    struct Terminal {
        process: Child,
        keys: ChildStdin,
        /// What was not read yet.
        screen: Arc<Mutex<String>>,
        /// Where its browser comes back to on this computer.
        place: String,
    }

    impl Terminal {
        fn open(home: &Home) -> Self {
            let terminal = "exec script -qefc \"'$0' $*\" /dev/null";
            let mut command = to_broker(home.command_by(&["sh", "-c", terminal], &SIGN_IN));
            let mut process = command.stdin(Stdio::piped()).spawn().unwrap();
            let mut shown = process.stdout.take().unwrap();
            let screen = Arc::<Mutex<String>>::default();
            let written = Arc::clone(&screen);
            std::thread::spawn(move || {
                let mut bytes = [0; 4_096];
                // A terminal that is closed reads as an error or as nothing.
                while let Ok(length @ 1..) = shown.read(&mut bytes) {
                    let text = String::from_utf8_lossy(&bytes[..length]);
                    written.lock().unwrap().push_str(&text);
                }
            });
            let mut terminal = Self {
                keys: process.stdin.take().unwrap(),
                screen,
                process,
                place: String::new(),
            };
            // There is no keychain for a test; a key file will do.
            terminal.reads("passphrase");
            terminal.types("");
            let told = terminal.reads("paste it here");
            let mut lines = told.lines().map(str::trim);
            terminal.place = place_by_broker(lines.find(|line| line.starts_with("http")).unwrap());
            terminal
        }

        /// Waits for these words; what was shown until then.
        fn reads(&mut self, words: &str) -> String {
            let Self {
                process, screen, ..
            } = self;
            let mut read = String::new();
            until(words, || {
                let mut screen = screen.lock().unwrap();
                let end = screen.find(words).map(|begin| begin + words.len());
                let has_ended = process.try_wait().unwrap().is_some();
                assert!(
                    end.is_some() || !has_ended,
                    "{words:?} was never said: {screen}"
                );
                read.extend(end.map(|end| screen.drain(..end)).into_iter().flatten());
                end.is_some()
            });
            read
        }

        fn types(&mut self, text: &str) {
            writeln!(self.keys, "{text}").unwrap();
        }

        /// The exit code, when it has ended by itself.
        fn ends(&mut self) -> Option<i32> {
            let mut ended = None;
            until("the terminal closes", || {
                ended = self.process.try_wait().unwrap();
                ended.is_some()
            });
            ended?.code()
        }
    }

    impl Drop for Terminal {
        fn drop(&mut self) {
            // It may have ended already.
            let _ = self.process.kill();
            let _ = self.process.wait();
        }
    }

    #[test]
    fn what_is_pasted_at_a_thiefs_terminal_gives_nothing_and_its_owner_hears_of_the_thief() {
        let _places = alone();
        let notion = Served::new("flat", None);
        let mut broker = Running::in_public(&Home::with_notion(&notion.url()));
        let owner = Waiting::through_broker(&notion);
        let link = led_on(&said_yes(&owner.address));

        let thief = Home::with_notion(&notion.url());
        let mut terminal = Terminal::open(&thief);
        terminal.types(&link);
        terminal.reads("not the one that Keepsake sent");
        terminal.types(&link.replace(&owner.place, &terminal.place));
        terminal.reads("belongs to another sign-in");
        // A pickup needs no state: here the verifier decides, which never left the owner's process.
        terminal.types(&brought_by(&link));
        terminal.reads("This code belongs to another sign-in");
        assert_eq!(terminal.ends(), Some(2));
        assert_eq!(broker.line()["data"]["event"], "link_tried");
        assert_eq!(asked_for_tokens(&notion), 0, "the code was never exchanged");

        let (home, ended) = owner.redeem(&link);
        ended.assert_refused(
            2,
            "invalid_input",
            false,
            &["Another program", "sign in again"],
        );
        assert_eq!((connections(&home), asked_for_tokens(&notion)), (0, 0));
        let again = Waiting::through_broker(&notion);
        let next = led_on(&said_yes(&again.address));
        again.connects_by(&next);
        assert_has_nothing(&thief, &notion, &link);
    }
}

/// A program of any make that has the id and the secret of the connection asks Notion by itself.
#[cfg(target_os = "linux")]
fn exchanged_elsewhere(notion: &Served, code: &str, redirect: &str) -> String {
    let pair = crate::haystack::base64(format!("{CLIENT_ID}:{CLIENT_SECRET}").as_bytes());
    let body = serde_json::json!({"grant_type": "authorization_code", "code": code, "redirect_uri": redirect}).to_string();
    let mut stream = TcpStream::connect(notion.address()).unwrap();
    write!(
        stream,
        "POST /v1/oauth/token HTTP/1.1\r\nHost: notion\r\nAuthorization: Basic {pair}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[cfg(target_os = "linux")]
#[test]
fn who_has_the_secret_of_a_connection_as_well_is_not_stopped_and_the_person_hears_that_the_code_is_gone()
 {
    let _places = alone();
    let notion = Served::new("flat", None);
    let owner = Waiting::own(&notion);
    let link = said_yes(&owner.address);

    let answer = exchanged_elsewhere(&notion, &brought_by(&link), &owner.place);
    assert!(
        answer.contains("access_token"),
        "Notion wants to see nothing else: {answer}"
    );
    let (home, ended) = owner.redeem(&link);
    ended.assert_refused(3, "token_refused", false, &["sign in again"]);
    assert_eq!(connections(&home), 0);
}
