//! The real receiver of webhooks, and requests to it as Notion makes them.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::thread;

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::typed::Home;

const TOKEN: &str = "secret_of_these_tests_0123456789";

/// A receiver that has been paired.
pub(crate) struct Receiver {
    process: std::process::Child,
    address: String,
}

impl Receiver {
    /// Starts one, and sends it the token of these tests as Notion does.
    pub(crate) fn paired(home: &Home) -> Self {
        let mut process = home.start(&["webhooks", "--listen", "127.0.0.1:0", "--pair", "--json"]);
        let mut lines = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        lines.read_line(&mut line).unwrap();
        let document: Value = serde_json::from_str(&line).unwrap();
        let url = document["data"]["url"].as_str().unwrap();
        let address = url.trim_start_matches("http://").split('/').next().unwrap();
        let receiver = Self {
            process,
            address: address.to_owned(),
        };
        // What it prints has to go somewhere, or it stops in the middle of a line.
        thread::spawn(move || drop(std::io::copy(&mut lines, &mut std::io::sink())));
        assert_eq!(
            receiver.post(&json!({"verification_token": TOKEN})),
            "received"
        );
        receiver
    }

    /// Posts a signed body on a connection of its own; the word of the answer.
    pub(crate) fn post(&self, body: &Value) -> String {
        let body = body.to_string();
        let mut mac = Hmac::<Sha256>::new_from_slice(TOKEN.as_bytes()).unwrap();
        mac.update(body.as_bytes());
        let digits: String = mac
            .finalize()
            .into_bytes()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "POST /webhook/notion HTTP/1.1\r\nHost: h\r\nX-Notion-Signature: sha256={digits}\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let body = answer.split("\r\n\r\n").nth(1).unwrap_or_default();
        let word = serde_json::from_str::<Value>(body).unwrap_or_default();
        word["status"].as_str().unwrap_or(&answer).to_owned()
    }
}

impl Receiver {
    /// Ends it without a chance to do anything more.
    pub(crate) fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        // Already gone is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
