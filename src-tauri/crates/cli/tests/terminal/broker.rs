//! The broker as a service: how it starts, what it prints, where its secret is not, how it ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Child;

use keepsake_simulator::{CLIENT_ID, CLIENT_SECRET};
use serde_json::{Value, json};

use crate::served::Served;
use crate::typed::{Ended, Home, started};

/// Where browsers find it, and apps where it listens there.
pub(crate) const PUBLIC: &str = "http://localhost:23119";
const SERVE: [&str; 6] = [
    "broker",
    "--listen",
    "127.0.0.1:0",
    "--public-url",
    PUBLIC,
    "--json",
];

/// A broker that runs, and what it prints.
pub(crate) struct Running {
    process: Child,
    lines: BufReader<std::process::ChildStdout>,
    address: String,
}

impl Running {
    fn new(home: &Home, secret: &str) -> Self {
        Self::at("127.0.0.1:0", home, secret)
    }

    /// One where browsers and apps look for it; no other test has one there meanwhile ([`crate::sign_in::alone`]).
    pub(crate) fn in_public(home: &Home) -> Self {
        let port = PUBLIC.strip_prefix("http://localhost:").unwrap();
        Self::at(&format!("127.0.0.1:{port}"), home, CLIENT_SECRET)
    }

    fn at(listen: &str, home: &Home, secret: &str) -> Self {
        let mut serve = SERVE;
        serve[2] = listen;
        let command = home.command(&[&serve[..], &["--credentials-stdin"]].concat());
        let mut process = started(command, &format!("{CLIENT_ID}\n{secret}\n"));
        let lines = BufReader::new(process.stdout.take().unwrap());
        let mut running = Self {
            process,
            lines,
            address: String::new(),
        };
        let document = running.line();
        assert_eq!(document["data"]["event"], "listening", "{document}");
        let callback = format!("{PUBLIC}/callback");
        assert_eq!(document["data"]["callback"], callback.as_str());
        let url = document["data"]["url"].as_str().unwrap();
        running.address = url.trim_start_matches("http://").to_owned();
        running
    }

    pub(crate) fn line(&mut self) -> Value {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("{line:?}"))
    }

    fn post(&self, path: &str, body: &Value) -> String {
        let body = body.to_string();
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn a_broker_asks_notion_for_others_and_ends_when_it_is_told_to() {
    let notion = Served::new("sample", None);
    let home = Home::with_notion(&notion.url());
    let mut running = Running::new(&home, CLIENT_SECRET);
    let answer = running.post("/refresh", &json!({"refresh_token": "nrt_of_nobody"}));
    assert!(answer.contains("invalid_grant"), "{answer}");
    assert!(answer.contains("cache-control: no-store"), "{answer}");

    #[cfg(target_os = "linux")]
    {
        let id = running.process.id();
        for file in ["cmdline", "environ"] {
            let text = std::fs::read(format!("/proc/{id}/{file}")).unwrap();
            let text = String::from_utf8_lossy(&text);
            assert!(!text.contains(CLIENT_SECRET), "{file} has the secret");
        }
    }
    #[cfg(unix)]
    {
        let asked = std::process::Command::new("kill")
            .arg(running.process.id().to_string())
            .status()
            .unwrap();
        assert!(asked.success());
        let mut errors = String::new();
        let stderr = running.process.stderr.as_mut().unwrap();
        stderr.read_to_string(&mut errors).unwrap();
        let status = running.process.wait().unwrap();
        assert_eq!((status.code(), errors.as_str()), (Some(0), ""));
    }
    assert!(!home.path().exists(), "no data folder was made");
}

#[cfg(unix)]
#[test]
fn who_runs_it_hears_that_notion_refuses_the_broker() {
    let notion = Served::new("sample", None);
    let home = Home::with_notion(&notion.url());
    let mut running = Running::new(&home, "secret_that_is_wrong");
    let answer = running.post("/refresh", &json!({"refresh_token": "nrt_of_nobody"}));
    assert!(answer.contains("broker_refused"), "{answer}");
    let told = running.line();
    assert_eq!(told["data"]["event"], "broker_refused", "{told}");
    assert_eq!(told["data"]["code"], "invalid_client");
}

#[test]
fn what_cannot_be_served_safely_is_refused() {
    let home = Home::new();
    let start = |listen: &str, public: &str, input: &str| {
        let arguments = [
            "broker",
            "--listen",
            listen,
            "--public-url",
            public,
            "--json",
            "--credentials-stdin",
        ];
        Ended::of(started(home.command(&arguments), input))
    };
    let good = "id\nsecret\n";
    for (listen, public, input, says) in [
        ("0.0.0.0:0", "https://a.example", good, "not encrypted"),
        ("127.0.0.1:0", "http://a.example", good, "--public-url"),
        ("127.0.0.1:0", "https://a.example/b", good, "--public-url"),
        ("127.0.0.1:0", "https://a.example", "", "--client-id-file"),
        (
            "127.0.0.1:0",
            "https://a.example",
            "id\n",
            "--client-id-file",
        ),
        (
            "127.0.0.1:0",
            "https://a.example",
            "id\n\n",
            "--client-id-file",
        ),
        (
            "127.0.0.1:0",
            "https://a.example",
            "id\na b\n",
            "--client-id-file",
        ),
        (
            "127.0.0.1:0",
            "https://a.example",
            "id\na\nb\n",
            "--client-id-file",
        ),
    ] {
        start(listen, public, input).assert_refused(2, "invalid_input", false, &[says]);
    }
    let without = home.run(&SERVE);
    without.assert_refused(
        2,
        "invalid_input",
        false,
        &["KEEPSAKE_BROKER_CLIENT_SECRET"],
    );
    let arguments = [
        &SERVE[..],
        &["--client-id-file", "no", "--client-secret-file", "no"],
    ];
    let no_file = home.run(&arguments.concat());
    no_file.assert_refused(2, "invalid_input", false, &["cannot be read"]);
}
