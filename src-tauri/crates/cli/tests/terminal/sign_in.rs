//! Signing in from the terminal: the real program, a real socket of its own, and a browser played by hand.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Child;
use std::sync::{Mutex, MutexGuard, PoisonError};

use keepsake_simulator::{CLIENT_ID, CLIENT_SECRET};
use serde_json::Value;

use crate::broker::{PUBLIC, Running};
use crate::served::Served;
use crate::typed::{Home, IMPORT, is_anywhere, started};

/// The three ports that browsers come back to, and the place of the broker, belong to one test at a time.
static PLACES: Mutex<()> = Mutex::new(());

/// Waits until no other test signs in.
pub(crate) fn alone() -> MutexGuard<'static, ()> {
    PLACES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a browser gets at an address of this computer.
pub(crate) fn browse(address: &str) -> String {
    let (host, _) = parts(address);
    browse_as(host, address)
}

/// The same for a browser that knows the place by another name.
pub(crate) fn browse_as(name: &str, address: &str) -> String {
    let (host, path) = parts(address);
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "GET /{path} HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// The host of an address of this computer, and the path without its first slash.
fn parts(address: &str) -> (&str, &str) {
    address
        .strip_prefix("http://")
        .and_then(|rest| rest.split_once('/'))
        .expect("an address of this computer")
}

/// A value in the query of an address.
pub(crate) fn value_in(address: &str, name: &str) -> String {
    let (_, query) = address.split_once('?').unwrap();
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(key, _)| *key == name).expect(name);
    value.to_owned()
}

/// Where Notion's page sends the browser once the person has said yes there.
pub(crate) fn said_yes(address: &str) -> String {
    let answer = browse(&format!("{address}&auto=allow&pages=all"));
    let location = answer
        .lines()
        .find_map(|line| line.strip_prefix("location: "));
    location.expect("a way back").to_owned()
}

/// Where the broker's page leads.
pub(crate) fn led_on(callback: &str) -> String {
    let page = browse(callback);
    let (_, rest) = page.split_once("href=\"").expect("the broker leads on");
    rest.split_once('"').unwrap().0.replace("&amp;", "&")
}

/// Where the program says that the person has to go.
pub(crate) fn told_address(process: &mut Child) -> String {
    BufReader::new(process.stderr.take().unwrap())
        .lines()
        .map(Result::unwrap)
        .find_map(|line| {
            let line = line.trim();
            line.starts_with("http").then(|| line.to_owned())
        })
        .expect("the program says where to go")
}

#[test]
fn a_person_signs_in_from_the_terminal_and_no_secret_of_it_is_in_any_file() {
    let _places = alone();
    let notion = Served::new("flat", None);
    let home = Home::with_notion(&notion.url());
    let mut command = home.command(&[
        "connect",
        "--client-id",
        CLIENT_ID,
        "--token-stdin",
        "--json",
    ]);
    command.env("KEEPSAKE_LOG", "trace");
    let mut process = started(command, &format!("{CLIENT_SECRET}\n"));
    let address = told_address(&mut process);
    let back = said_yes(&address);
    let page = browse(&back);
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let output = process.wait_with_output().unwrap();
    assert!(output.status.success(), "{:?}", output.status);
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["data"]["kind"], "sign_in");

    assert_eq!(home.run(&IMPORT).code, 0);
    assert!(!is_anywhere(&home.path(), CLIENT_SECRET.as_bytes()));
    let code = value_in(&back, "code");
    assert!(!is_anywhere(&home.path(), code.as_bytes()));
}

#[test]
fn a_person_signs_in_through_a_broker_and_the_program_never_has_the_secret() {
    let _places = alone();
    let notion = Served::new("flat", None);
    let home = Home::with_notion(&notion.url());
    let _broker = Running::in_public(&home);
    let through_broker = |arguments: &[&str]| {
        let mut command = home.command(arguments);
        command.env("KEEPSAKE_SIGN_IN_BROKER_URL", PUBLIC);
        command.env("KEEPSAKE_SIGN_IN_CLIENT_ID", CLIENT_ID);
        command.env("KEEPSAKE_LOG", "trace");
        command
    };
    let mut process = started(through_broker(&["connect", "--sign-in", "--json"]), "");
    let address = told_address(&mut process);
    assert!(address.contains("state=") && !address.contains(CLIENT_SECRET));
    let back = led_on(&said_yes(&address));
    let page = browse(&back);
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let output = process.wait_with_output().unwrap();
    assert!(output.status.success(), "{:?}", output.status);
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["data"]["kind"], "sign_in");
    assert_eq!(home.run(&IMPORT).code, 0);
    let pickup = value_in(&back, "pickup");
    assert!(!is_anywhere(&home.path(), pickup.as_bytes()));
}
