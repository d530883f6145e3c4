//! What Notion refuses is kept with its reason, is not sent again and again, and goes when it can.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_app::{Words, dto::ParkedChange};
use keepsake_simulator::{Edit, Fault, FaultKind, Id};
use keepsake_tests::Productions;
use serde_json::{Value, json};

/// A record that both sides agree on.
async fn told() -> (Productions, String) {
    let productions = Productions::created().await;
    let row = productions.add_row("Tides", "Biology", "deep-sea", "");
    productions.later().await;
    productions.sync().await;
    productions.later().await;
    (productions, row)
}

/// Somebody changes the columns in Notion.
fn change_schema(productions: &Productions, properties: Value) {
    let id = Id::parse(&productions.source).unwrap();
    let edit = Edit::SetSchema { id, properties };
    productions.facade.simulator.edit(&edit).unwrap();
}

/// The only change that could not be sent.
async fn parked(productions: &Productions) -> ParkedChange {
    let core = &productions.facade.core;
    let decisions = core.decisions(&productions.facade.connection).await;
    let mut parked = decisions.unwrap().parked;
    assert_eq!(parked.len(), 1, "{parked:?}");
    parked.remove(0)
}

/// Cycles that try nothing, because nothing has changed.
async fn assert_rests(productions: &Productions) {
    for _ in 0..3 {
        productions.later().await;
        productions.facade.simulator.reset_meters();
        let run = productions.sync().await;
        assert_eq!(
            (run.pushed.waiting, run.pushed.parked),
            (1, 0),
            "{:?}",
            run.pushed
        );
        assert_eq!(productions.writes(), 0, "it is not sent again");
    }
}

#[tokio::test]
async fn a_value_that_a_changed_schema_refuses_waits_and_goes_when_the_schema_takes_it() {
    let (productions, row) = told().await;
    productions.set(&row, "priority", "High").await;
    change_schema(&productions, json!({"Priority": {"number": {}}}));
    let run = productions.sync().await;
    assert_eq!(
        (run.pushed.parked, run.pushed.properties),
        (1, 0),
        "{:?}",
        run.pushed
    );
    let refused = parked(&productions).await;
    assert_eq!(
        (refused.field.as_str(), refused.reason.as_str()),
        ("Priority", "refused_by_notion")
    );
    assert!(refused.request_id.is_some() && refused.message.is_some());
    let words = Words::english();
    let sentence = words.say("parked-refused_by_notion", &[]);
    assert!(sentence.contains("did not accept the value"), "{sentence}");
    let waiting = productions.record(&row).await.record.waiting;
    assert_eq!(waiting, ["priority"], "it is kept");
    assert_rests(&productions).await;

    let options = json!([{"name": "High"}, {"name": "Medium"}, {"name": "Low"}]);
    change_schema(
        &productions,
        json!({"Priority": {"select": {"options": options}}}),
    );
    productions.later().await;
    let run = productions.sync().await;
    assert_eq!(run.pushed.properties, 1, "{:?}", run.pushed);
    let there = productions.option_in_notion(&row, "Priority");
    assert_eq!(there.as_deref(), Some("High"));
    let core = &productions.facade.core;
    let decisions = core.decisions(&productions.facade.connection).await;
    assert!(decisions.unwrap().parked.is_empty());
}

#[tokio::test]
async fn a_text_that_a_full_workspace_refuses_waits_until_the_person_says_that_there_is_room() {
    let (productions, row) = told().await;
    let core = &productions.facade.core;
    let text = core.text(&row).await.unwrap().markdown;
    let longer = format!("{text}\nA line from here.");
    core.put_text(&row, &longer).await.unwrap();
    productions.facade.simulator.add_fault(Fault {
        writes_only: true,
        ..Fault::once(FaultKind::BlockLimit, "")
    });
    let run = productions.sync().await;
    assert_eq!(
        (run.pushed.parked, run.pushed.texts),
        (1, 0),
        "{:?}",
        run.pushed
    );
    let refused = parked(&productions).await;
    assert_eq!(refused.reason, "block_limit");
    assert!(refused.request_id.is_some());
    let sentence = Words::english().say("parked-block_limit", &[]);
    assert!(sentence.contains("number of blocks"), "{sentence}");
    assert!(
        core.text(&row)
            .await
            .unwrap()
            .markdown
            .contains("A line from here."),
        "it is kept"
    );
    assert_rests(&productions).await;

    core.retry_parked(&refused.id).await.unwrap();
    assert_eq!(productions.sync().await.pushed.texts, 1);
    let there = productions.text_in_notion(&row).await;
    assert!(there.contains("A line from here."), "{there}");
}

#[tokio::test]
async fn a_new_page_that_a_full_workspace_refuses_is_made_once_when_there_is_room() {
    let (productions, _) = told().await;
    let core = &productions.facade.core;
    let connection = &productions.facade.connection;
    let value = |field: &str, value: &str| (field.to_owned(), value.to_owned());
    let values = [
        value("title", "Reefs"),
        value("topic", "Biology"),
        value("channel", "deep-sea"),
    ];
    core.new_record(connection, "video-production", &values)
        .await
        .unwrap();
    productions
        .facade
        .simulator
        .add_fault(Fault::once(FaultKind::BlockLimit, "POST /v1/pages"));
    let run = productions.sync().await;
    assert_eq!(
        (run.pushed.parked, run.pushed.created),
        (1, 0),
        "{:?}",
        run.pushed
    );
    let refused = parked(&productions).await;
    assert_eq!(refused.reason, "block_limit");
    assert_rests(&productions).await;

    core.retry_parked(&refused.id).await.unwrap();
    assert_eq!(productions.sync().await.pushed.created, 1);
    productions.later().await;
    assert_eq!(productions.sync().await.pushed.created, 0);
    let records = productions.records().await;
    let made = records.iter().filter(|record| record.title == "Reefs");
    assert_eq!(made.count(), 1);
}

#[tokio::test]
async fn a_status_waits_while_its_row_breaks_a_rule_and_goes_once_the_row_is_valid() {
    let (productions, row) = told().await;
    productions.set(&row, "status", "pending").await;
    productions.notion(&row, "Channel", json!({"select": null}));
    productions.later().await;
    let run = productions.sync().await;
    assert_eq!(
        (run.pushed.parked, run.pushed.properties),
        (1, 0),
        "{:?}",
        run.pushed
    );
    assert_eq!(productions.option_in_notion(&row, "Status"), None);
    let record = productions.record(&row).await.record;
    assert_eq!((record.valid, record.status.as_str()), (false, "draft"));
    let held = parked(&productions).await;
    assert_eq!(
        (held.field.as_str(), held.reason.as_str()),
        ("Status", "breaks_a_rule")
    );
    let sentence = Words::english().say("parked-breaks_a_rule", &[]);
    assert!(sentence.contains("breaks a rule"), "{sentence}");
    assert_rests(&productions).await;

    productions.set(&row, "priority", "High").await;
    assert_eq!(productions.sync().await.pushed.properties, 1);
    let there = |name| productions.option_in_notion(&row, name);
    assert_eq!(
        (there("Priority").as_deref(), there("Status")),
        (Some("High"), None),
        "another field is no status"
    );

    productions.notion(&row, "Channel", json!({"select": {"name": "deep-sea"}}));
    productions.later().await;
    assert_eq!(productions.sync().await.pushed.properties, 1);
    assert_eq!(there("Status").as_deref(), Some("Queued"));
    assert_eq!(productions.record(&row).await.record.status, "pending");
}

#[tokio::test]
async fn a_change_of_status_is_not_taken_back_in_notion_while_its_row_breaks_a_rule() {
    let (productions, row) = told().await;
    productions.set(&row, "status", "pending").await;
    productions.sync().await;
    productions.notion(&row, "Channel", json!({"select": null}));
    productions.later().await;
    productions.sync().await;
    let core = &productions.facade.core;
    // Refused or held: Notion keeps its name either way.
    let _ = core.undo(&row, None, false).await;
    productions.sync().await;
    let there = productions.option_in_notion(&row, "Status");
    assert_eq!(there.as_deref(), Some("Queued"));
}

/// The connection may not write once.
fn refuse_once(productions: &Productions, path: &str) {
    let fault = Fault::once(FaultKind::CapabilityMissing, path);
    productions.facade.simulator.add_fault(fault);
}

/// A record of which a Priority could not be written for lack of a right, which has been given since.
async fn without_rights() -> (Productions, String) {
    let (productions, row) = told().await;
    productions.set(&row, "priority", "High").await;
    refuse_once(&productions, "PATCH /v1/pages");
    let run = productions.sync().await;
    assert_eq!(run.pushed.parked, 1, "{:?}", run.pushed);
    assert_eq!(parked(&productions).await.reason, "no_permission");
    (productions, row)
}

#[tokio::test]
async fn what_lacked_a_right_rests_and_is_tried_again_once_an_hour() {
    let (productions, row) = without_rights().await;
    assert_rests(&productions).await;
    productions.facade.wait(3600).await;
    assert_eq!(productions.sync().await.pushed.properties, 1);
    let there = productions.option_in_notion(&row, "Priority");
    assert_eq!(there.as_deref(), Some("High"));
}

#[tokio::test]
async fn what_lacked_a_right_goes_when_the_page_has_changed_in_notion() {
    let (productions, row) = without_rights().await;
    productions.notion_status(&row, "Ready for Planning");
    productions.later().await;
    assert_eq!(productions.sync().await.pushed.properties, 1);
    let there = productions.option_in_notion(&row, "Priority");
    assert_eq!(there.as_deref(), Some("High"));
}

#[tokio::test]
async fn what_lacked_a_right_does_not_hold_up_a_later_edit() {
    let (productions, row) = without_rights().await;
    productions.set(&row, "status", "pending").await;
    productions.sync().await;
    let there = |name| productions.option_in_notion(&row, name);
    assert_eq!(there("Status").as_deref(), Some("Queued"));
    assert_eq!(there("Priority").as_deref(), Some("High"));
}

#[tokio::test]
async fn a_record_for_a_database_in_the_trash_is_made_when_that_is_back() {
    let (productions, _) = told().await;
    let id = Id::parse(&productions.source).unwrap();
    let simulator = &productions.facade.simulator;
    simulator.edit(&Edit::Trash { id }).unwrap();
    let core = &productions.facade.core;
    let value = |field: &str, value: &str| (field.to_owned(), value.to_owned());
    let values = [
        value("title", "Reefs"),
        value("topic", "Biology"),
        value("channel", "deep-sea"),
    ];
    core.new_record(&productions.facade.connection, "video-production", &values)
        .await
        .unwrap();
    for _ in 0..2 {
        assert_eq!(productions.sync().await.pushed.created, 0);
        productions.later().await;
    }
    parked(&productions).await;
    assert_rests(&productions).await;
    simulator.edit(&Edit::Restore { id }).unwrap();
    let mut made = 0;
    for _ in 0..3 {
        productions.later().await;
        made += productions.sync().await.pushed.created;
    }
    assert_eq!(made, 1);
}
