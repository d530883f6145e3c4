//! Signing in from the terminal: the real program, a real socket of its own, and a browser played by hand.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Child;

use keepsake_simulator::{CLIENT_ID, CLIENT_SECRET};
use serde_json::Value;

use crate::broker::{PUBLIC, Running};
use crate::served::Served;
use crate::typed::{Home, IMPORT, is_anywhere, started};

/// What a browser gets at an address of this computer.
fn browse(address: &str) -> String {
    let (host, path) = address
        .strip_prefix("http://")
        .and_then(|rest| rest.split_once('/'))
        .expect("an address of this computer");
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// Where Notion's page sends the browser once the person has said yes there.
fn said_yes(address: &str) -> String {
    let answer = browse(&format!("{address}&auto=allow&pages=all"));
    let location = answer
        .lines()
        .find_map(|line| line.strip_prefix("location: "));
    location.expect("a way back").to_owned()
}

/// Where the program says that the person has to go.
fn told_address(process: &mut Child) -> String {
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
    let code = back
        .split("code=")
        .nth(1)
        .unwrap()
        .split('&')
        .next()
        .unwrap();
    assert!(!is_anywhere(&home.path(), code.as_bytes()));
}

#[test]
fn a_person_signs_in_through_a_broker_and_the_program_never_has_the_secret() {
    let notion = Served::new("flat", None);
    let home = Home::with_notion(&notion.url());
    let place = PUBLIC.strip_prefix("http://localhost:").unwrap();
    let _broker = Running::at(&format!("127.0.0.1:{place}"), &home, CLIENT_SECRET);
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
    let page = browse(&said_yes(&address));
    let (_, rest) = page.split_once("href=\"").expect("the broker leads on");
    let back = rest.split_once('"').unwrap().0.replace("&amp;", "&");
    let page = browse(&back);
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let output = process.wait_with_output().unwrap();
    assert!(output.status.success(), "{:?}", output.status);
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["data"]["kind"], "sign_in");
    assert_eq!(home.run(&IMPORT).code, 0);
    let pickup = back.split("pickup=").nth(1).unwrap();
    let pickup = pickup.split('&').next().unwrap();
    assert!(!is_anywhere(&home.path(), pickup.as_bytes()));
}
