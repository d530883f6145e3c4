//! The events that people's log filters know: their names, their fields, and one correlation id across an operation.

use std::fs;

use keepsake_simulator::{Edit, Fault, FaultKind, Id};
use serde_json::{Value, json};

use crate::real_time::until;
use crate::receiver::Receiver;
use crate::two_way_told::Told;

/// Every line of the log so far.
fn lines(told: &Told) -> Vec<Value> {
    let files = fs::read_dir(told.home.path().join("logs")).unwrap();
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().map(|path| fs::read_to_string(path).unwrap());
    texts
        .flat_map(|text| {
            let whole = text
                .lines()
                .filter_map(|line| serde_json::from_str(line).ok());
            whole.collect::<Vec<Value>>()
        })
        .collect()
}

/// The lines of an event.
fn all(told: &Told, event: &str) -> Vec<Value> {
    let mut found = lines(told);
    found.retain(|line| line["fields"]["event"] == event);
    found
}

/// The last line of an event, which has this level and the id of the operation it belongs to.
fn last(told: &Told, event: &str, level: &str) -> Value {
    let line = all(told, event).pop();
    let line = line.unwrap_or_else(|| panic!("{event} was not logged"));
    assert_eq!(line["level"], level, "{line}");
    let fields = line["fields"].clone();
    let correlation = fields["correlation_id"].as_str().unwrap_or_default();
    assert!(
        !correlation.is_empty(),
        "{event} has no correlation id: {line}"
    );
    fields
}

/// What an operation says of itself: the lines with its id.
fn of_operation(told: &Told, correlation: &Value) -> Vec<Value> {
    let mut found = lines(told);
    found.retain(|line| line["fields"]["correlation_id"] == *correlation);
    found
}

/// The operations that the store has written into one of its tables.
fn written_by(told: &Told, table: &str) -> Vec<String> {
    let store = rusqlite::Connection::open(told.home.path().join("memory.db")).unwrap();
    let statement = format!("SELECT correlation_id FROM {table}");
    let mut statement = store.prepare(&statement).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn refuse(told: &Told, kind: FaultKind, endpoint: &str) {
    told.notion
        .simulator()
        .add_fault(Fault::once(kind, endpoint));
}

#[test]
fn rows_that_are_taken_up_or_refused_are_events_with_their_fields() {
    let told = Told::created();
    let tides = told.add_row("Tides", Some("Biology"), "deep-sea", "Queued");
    let harbour = told.add_row("Harbour", None, "deep-sea", "Queued");
    told.sync();
    let synced = last(&told, "notion_entry_synced", "INFO");
    assert_eq!(synced["page"], tides.to_string());
    let refused = last(&told, "notion_entry_validation_failed", "WARN");
    for (field, value) in [
        ("action", "entry_remains_in_draft"),
        ("page", &harbour.to_string()),
        ("title", "Harbour"),
        ("channel", "deep-sea"),
        ("field", "topic"),
        ("reason", "Missing Topic"),
    ] {
        assert_eq!(refused[field], value, "{field}: {refused}");
    }
    assert_eq!(
        synced["correlation_id"], refused["correlation_id"],
        "one run"
    );

    assert!(all(&told, "task_already_exists").is_empty());
    let topic = json!({"rich_text": [{"type": "text", "text": {"content": "Seas"}}]});
    told.set_in_notion(tides, "Topic", topic);
    told.sync();
    let known = last(&told, "task_already_exists", "INFO");
    assert_eq!(known["page"], tides.to_string());
}

#[test]
fn a_push_has_one_id_from_the_job_to_the_answer_and_in_the_history_of_runs() {
    let told = Told::created();
    let row = told.add_row("Tides", Some("Biology"), "deep-sea", "Queued");
    told.sync();
    told.data(&["records", "set", &row.to_string(), "status=processing"]);
    let is_it = |line: &Value| line["fields"]["message"] == "a record was changed here";
    let changed = lines(&told).into_iter().rfind(is_it).unwrap()["fields"].clone();
    let edit = changed["correlation_id"].as_str().unwrap().to_owned();
    assert!(
        written_by(&told, "part_history").contains(&edit),
        "{changed}"
    );
    told.sync();
    let pushed = last(&told, "task_pushed_to_notion", "INFO");
    assert_eq!(pushed["page"], row.to_string());
    assert_eq!(pushed["properties"], 1);
    assert!(!pushed["request_id"].as_str().unwrap().is_empty());
    let correlation = &pushed["correlation_id"];
    let operation = of_operation(&told, correlation);
    for part in [
        "job started",
        "properties were written",
        "an entry is a record",
    ] {
        let is_it = |line: &Value| line["fields"]["message"] == part;
        assert!(operation.iter().any(is_it), "{part}: {operation:?}");
    }
    let correlation = correlation.as_str().unwrap().to_owned();
    assert!(written_by(&told, "runs").contains(&correlation));
}

#[test]
fn what_notion_refuses_is_an_event_of_its_own_kind() {
    let told = Told::created();
    let row = told.add_row("Tides", Some("Biology"), "deep-sea", "Queued");
    told.sync();
    let other = told.add_row("Reefs", Some("Biology"), "deep-sea", "Draft");
    told.sync();
    let id = row.to_string();
    told.data(&["records", "set", &id, "priority=High"]);
    refuse(&told, FaultKind::NotFound, "PATCH /v1/pages");
    assert_eq!(told.home.run(&["sync", "--once"]).code, 4);
    let missing = last(&told, "notion_page_not_found", "WARN");
    let failed = last(&told, "failed_to_push_task_to_notion", "WARN");
    assert_eq!(failed["page"], id);
    assert_eq!(missing["correlation_id"], failed["correlation_id"]);
    assert_eq!(missing["request_id"], failed["request_id"]);
    assert!(missing["request_id"].is_string());

    told.edit(&Edit::SetSchema {
        id: Id::parse(&told.source).unwrap(),
        properties: json!({"Priority": {"number": {}}}),
    });
    told.data(&["records", "set", &other.to_string(), "priority=Low"]);
    assert_eq!(told.home.run(&["sync", "--once"]).code, 4);
    let bad = last(&told, "notion_bad_request", "ERROR");
    let failed = last(&told, "failed_to_push_task_to_notion", "WARN");
    assert_eq!(bad["correlation_id"], failed["correlation_id"]);
    assert_ne!(
        bad["correlation_id"], missing["correlation_id"],
        "another run"
    );
}

#[test]
fn a_refused_key_and_a_sync_that_fails_are_events_also_where_nothing_was_to_be_sent() {
    let told = Told::created();
    refuse(&told, FaultKind::Unauthorized, "POST /v1/search");
    assert_eq!(told.home.run(&["sync", "--once"]).code, 3);
    let refused = last(&told, "notion_auth_error", "ERROR");
    assert!(refused["request_id"].is_string(), "{refused}");
    told.home.connect(&told.notion.token());

    refuse(&told, FaultKind::Blocked, "POST /v1/search");
    assert_eq!(told.home.run(&["sync", "--once"]).code, 1);
    let failed = last(&told, "notion_sync_failed", "ERROR");
    assert_ne!(failed["correlation_id"], refused["correlation_id"]);
    let started = of_operation(&told, &failed["correlation_id"]);
    assert_eq!(started[0]["fields"]["message"], "job started");
}

#[test]
fn an_event_that_could_not_be_worked_off_is_an_event() {
    let told = Told::created();
    let row = told.add_row("Tides", Some("Biology"), "deep-sea", "Queued");
    told.sync();
    let receiver = Receiver::paired(&told.home);
    told.notion.simulator().add_fault(Fault {
        times: Some(999),
        ..Fault::once(FaultKind::Blocked, "")
    });
    let event = json!({
        "id": "e1", "type": "page.properties_updated", "entity": {"id": row.to_string(), "type": "page"}, "data": {},
    });
    assert_eq!(receiver.post(&event), "received");
    let is_logged = || !all(&told, "webhook_processing_failed").is_empty();
    until("the failure is logged", is_logged);
    receiver.kill();
    last(&told, "webhook_processing_failed", "WARN");
}
