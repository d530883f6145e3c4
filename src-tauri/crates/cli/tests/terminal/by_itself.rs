//! Commands that go on until somebody ends them: `sync --watch` and `webhooks --listen`, against a served simulator.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command};

use keepsake_simulator::Edit;
use serde_json::{Value, json};

use crate::real_time::until;
use crate::receiver::Receiver;
use crate::served::Served;
use crate::typed::{Home, IMPORT};

/// A command that prints one document for each thing that happens.
struct Going {
    process: Child,
    lines: BufReader<ChildStdout>,
}

impl Going {
    fn start(home: &Home, arguments: &[&str]) -> Self {
        let mut process = home.start(arguments);
        let lines = BufReader::new(process.stdout.take().unwrap());
        Self { process, lines }
    }

    /// The next document in which `wanted` holds.
    fn next(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let mut line = String::new();
            assert!(self.lines.read_line(&mut line).unwrap() > 0, "it has ended");
            let document: Value = serde_json::from_str(&line).unwrap();
            assert_eq!(
                (&document["version"], &document["ok"]),
                (&json!(1), &json!(true))
            );
            if wanted(&document["data"]) {
                return document["data"].clone();
            }
        }
    }

    /// Ends it as a system ends its services; its exit code.
    fn end(mut self) -> i32 {
        let asked = Command::new("kill")
            .args(["-TERM", &self.process.id().to_string()])
            .status();
        assert!(asked.unwrap().success());
        let mut code = None;
        until("the command ends", || {
            code = self.process.try_wait().unwrap();
            code.is_some()
        });
        code.and_then(|status| status.code()).unwrap_or(-1)
    }
}

/// A connected home with everything imported, and one of its pages.
fn imported(notion: &Served) -> (Home, String) {
    let home = Home::with_notion(&notion.url());
    home.connect(&notion.token());
    assert_eq!(home.run(&IMPORT).code, 0);
    let pages = home.run(&["pages", "--json"]).data();
    let pages = pages["pages"].as_array().unwrap();
    let page = pages.iter().find(|page| page["kind"] == "page").unwrap();
    (home, page["id"].as_str().unwrap().to_owned())
}

fn rename(notion: &Served, page: &str, title: &str) {
    let edit = json!({"action": "set_title", "id": page, "text": title});
    let edit: Edit = serde_json::from_value(edit).unwrap();
    notion.simulator().edit(&edit).unwrap();
}

/// Lets the simulator send its events to an address, as a subscription in Notion does.
fn subscribe(notion: &Served, url: &str, secret: &str) {
    let body = json!({"url": url, "secret": secret}).to_string();
    let mut stream = TcpStream::connect(notion.address()).unwrap();
    write!(
        stream,
        "POST /simulator/webhooks HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

fn is_called(home: &Home, page: &str, title: &str) -> bool {
    let shown = home.run(&["show", page, "--json"]).data();
    shown["title"].as_str().unwrap().starts_with(title)
}

#[test]
fn a_loop_brings_what_changes_has_the_folder_to_itself_and_ends_when_it_is_told_to() {
    let notion = Served::new("flat", None);
    let (home, page) = imported(&notion);
    let watch = ["sync", "--watch", "--every", "10s", "--json"];
    let mut going = Going::start(&home, &watch);
    let first = going.next(|cycle| cycle["cycle"] == 1);
    assert_eq!(
        (&first["cause"], &first["error"]),
        (&json!("first"), &Value::Null)
    );
    let second = home.run(&watch);
    assert_eq!((second.code, second.error().as_str()), (1, "owner_busy"));
    assert!(
        second.stdout.contains("cli"),
        "it says who: {}",
        second.stdout
    );
    rename(&notion, &page, "Renamed meanwhile");
    let brought = going.next(|cycle| cycle["run"]["stored"].as_u64() > Some(0));
    assert_eq!(brought["run"]["trigger"], "schedule");
    assert_ne!(brought["correlation_id"], first["correlation_id"]);
    assert_eq!(going.end(), 0);
    assert!(is_called(&home, &page, "Renamed meanwhile"));
    let runs = home.run(&["runs", "--json"]).data();
    assert_eq!(runs["runs"][0]["state"], "completed");
}

#[test]
fn where_openings_decide_a_loop_looks_at_the_start_says_so_and_sends_what_is_changed_here() {
    let notion = Served::new("flat", None);
    let (home, page) = imported(&notion);
    let set = r#"{"sync_every_seconds": null}"#;
    std::fs::write(home.path().join("preferences.json"), set).unwrap();
    let mut going = Going::start(&home, &["sync", "--watch", "--json"]);
    let mut said = String::new();
    let mut notes = BufReader::new(going.process.stderr.take().unwrap());
    notes.read_line(&mut said).unwrap();
    assert!(said.starts_with("Notion is looked at once, now."), "{said}");
    let first = going.next(|cycle| cycle["cycle"] == 1);
    assert_eq!(first["cause"], "first");
    let trashed = home.run(&["page", "trash", &page, "--json"]);
    assert_eq!(trashed.code, 0, "{}", trashed.stdout);
    let second = going.next(|cycle| cycle["cycle"] == 2);
    assert_eq!(second["cause"], "edit");
    assert_eq!(going.end(), 0);
}

#[test]
fn a_webhook_is_paired_and_what_it_tells_of_arrives_within_seconds() {
    let notion = Served::new("flat", None);
    let (home, page) = imported(&notion);
    let mut going = Going::start(
        &home,
        &["webhooks", "--listen", "127.0.0.1:0", "--pair", "--json"],
    );
    let listening = going.next(|news| news["event"] == "listening");
    assert_eq!(
        (&listening["paired"], &listening["pairing"]),
        (&json!(false), &json!(true))
    );
    let url = listening["url"].as_str().unwrap();
    subscribe(&notion, url, "secret_of_this_test_0123456789");
    let paired = going.next(|news| news["event"] == "paired");
    assert_eq!(
        paired["verification_token"],
        "secret_of_this_test_0123456789"
    );
    rename(&notion, &page, "Renamed and told");
    let synced = going.next(|news| news["event"] == "synced");
    assert_eq!(synced["run"]["stored"], 1, "{synced}");
    assert!(is_called(&home, &page, "Renamed and told"));
    assert_eq!(going.end(), 0);

    let status = home.run(&["webhooks", "status", "--json"]).data();
    assert_eq!(
        (&status["paired"], &status["waiting"]),
        (&json!(true), &json!(0))
    );
    let again = home.run(&["webhooks", "--listen", "127.0.0.1:0", "--pair", "--json"]);
    assert_eq!(again.refusal()["details"]["problem"], "webhook_paired");
    assert_eq!(
        home.run(&["webhooks", "forget", "--json"]).data()["forgotten"],
        true
    );
    let status = home.run(&["webhooks", "status", "--json"]).data();
    assert_eq!(status["paired"], false);
}

#[test]
fn an_event_that_was_acknowledged_survives_a_kill_and_is_worked_off_by_the_next_run() {
    let mut notion = Served::new("flat", None);
    let (home, page) = imported(&notion);
    let receiver = Receiver::paired(&home);
    // Notion cannot be asked, so nothing happens but that the event is stored and acknowledged.
    notion.go_away();
    rename(&notion, &page, "Renamed before the kill");
    let event = json!({
        "id": "e1", "type": "page.properties_updated", "entity": {"id": page, "type": "page"}, "data": {},
    });
    assert_eq!(receiver.post(&event), "received");
    receiver.kill();
    let status = home.run(&["webhooks", "status", "--json"]).data();
    assert_eq!(
        (&status["paired"], &status["waiting"]),
        (&json!(true), &json!(1))
    );
    notion.come_back();
    assert_eq!(home.run(&["sync", "--once", "--json"]).code, 0);
    assert!(is_called(&home, &page, "Renamed before the kill"));
    let status = home.run(&["webhooks", "status", "--json"]).data();
    assert_eq!(status["waiting"], 0);
}

#[test]
fn an_address_that_others_can_reach_is_refused_unless_it_is_meant() {
    let notion = Served::new("flat", None);
    let home = Home::with_notion(&notion.url());
    home.connect(&notion.token());
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:8788"] {
        let refused = home.run(&["webhooks", "--listen", address, "--json"]);
        assert_eq!(refused.code, 2, "{address}");
        assert_eq!(refused.refusal()["details"]["problem"], "webhook_public");
    }
}

#[test]
fn alerts_are_listed_tried_and_acknowledged() {
    let home = Home::new();
    assert_eq!(home.run(&["alerts", "--json"]).data()["alerts"], json!([]));
    let told = home.run(&["alerts", "test", "--json"]).data();
    assert_eq!(
        (&told["sent"], &told["desktop"]),
        (&json!("nowhere"), &json!(false))
    );
    let listed = home.run(&["alerts", "list", "--json"]).data();
    let alert = &listed["alerts"][0];
    assert_eq!(
        (&alert["kind"], &alert["severity"], &alert["state"]),
        (&json!("test"), &json!("info"), &json!("cleared"))
    );
    let id = alert["id"].as_str().unwrap();
    assert_eq!(home.run(&["alerts", "acknowledge", id]).code, 0);
    let unknown = home.run(&["alerts", "acknowledge", "999", "--json"]);
    assert_eq!((unknown.code, unknown.error().as_str()), (1, "not_found"));
}
