//! The story of a database of video productions, from its creation to a change on both sides.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_app::{Record, SetAnswer};
use keepsake_tests::Productions;
use serde_json::json;

fn titles(records: &[Record]) -> Vec<&str> {
    let mut titles: Vec<&str> = records.iter().map(|record| record.title.as_str()).collect();
    titles.sort_unstable();
    titles
}

fn reasons(record: &Record) -> Vec<&str> {
    record
        .reasons
        .iter()
        .map(|reason| reason.text.as_str())
        .collect()
}

#[tokio::test]
async fn rows_become_records_or_stay_in_draft_with_a_reason() {
    let productions = Productions::created().await;
    let tides = productions.add_row("Tides", "Biology", "deep-sea", "");
    let queued = productions.add_row("Old town", "History", "city-walks", "Queued");
    let untitled = productions.add_row("", "Physics", "deep-sea", "Queued");
    let no_topic = productions.add_row("Harbour", "", "city-walks", "");
    let unknown = productions.add_row("Reefs", "Biology", "coral", "Queued");
    productions.later().await;
    let run = productions.sync().await;
    assert_eq!(
        (
            run.records.checked,
            run.records.valid,
            run.records.invalid,
            run.records.jobs
        ),
        (5, 2, 3, 1)
    );
    assert_eq!(run.pushed.pages, 0, "nothing was changed here");

    let records = productions.records().await;
    assert_eq!(records.len(), 5);
    let of = |id: &str| records.iter().find(|record| record.id == id).unwrap();
    assert_eq!(
        (of(&tides).status.as_str(), of(&tides).valid),
        ("draft", true)
    );
    assert_eq!(of(&tides).notion_status, "Draft", "empty means Draft");
    assert_eq!(of(&tides).priority, "Normal", "empty means Normal");
    assert_eq!(of(&queued).status, "pending");
    for (id, reason) in [
        (&untitled, "Missing Title"),
        (&no_topic, "Missing Topic"),
        (&unknown, "Unknown channel: coral"),
    ] {
        assert_eq!(reasons(of(id)), [reason]);
        assert_eq!((of(id).status.as_str(), of(id).valid), ("draft", false));
    }
    assert_eq!(
        of(&unknown).notion_status,
        "Queued",
        "Notion's own name is kept"
    );
    assert_eq!(
        productions.option_in_notion(&unknown, "Status").unwrap(),
        "Queued"
    );

    let jobs = productions
        .facade
        .core
        .record_jobs(&productions.facade.connection)
        .await
        .unwrap();
    assert_eq!(jobs.len(), 1, "{jobs:?}");
    assert_eq!(
        (jobs[0].record.as_str(), jobs[0].state),
        (queued.as_str(), "waiting")
    );
    assert_eq!(titles(&productions.inbox().await), ["", "Harbour", "Reefs"]);
}

#[tokio::test]
async fn an_entry_that_is_mended_in_notion_leaves_the_inbox_within_a_cycle() {
    let productions = Productions::created().await;
    let harbour = productions.add_row("Harbour", "", "city-walks", "Queued");
    productions.later().await;
    productions.sync().await;
    assert_eq!(titles(&productions.inbox().await), ["Harbour"]);
    productions.notion(
        &harbour,
        "Topic",
        json!({"rich_text": [{"type": "text", "text": {"content": "Ships"}}]}),
    );
    productions.later().await;
    let run = productions.sync().await;
    assert_eq!((run.records.valid, run.records.jobs), (1, 1));
    assert!(productions.inbox().await.is_empty());
    let seen = productions.record(&harbour).await;
    assert_eq!(seen.record.status, "pending");
    assert_eq!(seen.record.job.unwrap().state, "waiting");
    for _ in 0..2 {
        productions.later().await;
        assert_eq!(productions.sync().await.records.jobs, 0, "it has its job");
    }
}

#[tokio::test]
async fn a_channel_whose_file_appears_is_known_at_the_next_sync() {
    let productions = Productions::created().await;
    productions.add_row("Reefs", "Biology", "coral", "");
    productions.later().await;
    productions.sync().await;
    assert_eq!(titles(&productions.inbox().await), ["Reefs"]);
    std::fs::write(productions.channels.join("coral.yaml"), "name: Coral\n").unwrap();
    productions.sync().await;
    assert!(productions.inbox().await.is_empty());
}

#[tokio::test]
async fn a_folder_of_channels_that_is_empty_by_now_changes_nothing() {
    let productions = Productions::created().await;
    let tides = productions.add_row("Tides", "Biology", "deep-sea", "Queued");
    productions.later().await;
    productions.sync().await;
    for file in std::fs::read_dir(&productions.channels).unwrap() {
        std::fs::remove_file(file.unwrap().path()).unwrap();
    }
    productions.later().await;
    productions.sync().await;
    assert!(productions.inbox().await.is_empty());
    let job = productions.record(&tides).await.record.job.unwrap();
    assert_eq!(job.state, "waiting");
}

#[tokio::test]
async fn a_state_set_here_becomes_its_name_in_notion_and_a_name_set_there_its_state() {
    let productions = Productions::created().await;
    let tides = productions.add_row("Tides", "Biology", "deep-sea", "Ready for Review");
    productions.later().await;
    productions.sync().await;
    let seen = productions.set(&tides, "status", "approved").await;
    assert_eq!(seen.record.status, "approved", "it is seen here at once");
    assert_eq!(seen.record.waiting, ["status"]);
    let status = seen
        .fields
        .iter()
        .find(|field| field.key == "status")
        .unwrap();
    assert_eq!(status.in_notion.as_deref(), Some("Ready for Review"));

    let run = productions.sync().await;
    assert_eq!((run.pushed.pages, run.pushed.properties), (1, 1));
    assert_eq!(
        productions.option_in_notion(&tides, "Status").unwrap(),
        "Review Approved"
    );
    assert!(productions.record(&tides).await.record.waiting.is_empty());

    productions.later().await;
    productions.notion_status(&tides, "Assets Ready");
    productions.later().await;
    productions.sync().await;
    let record = productions.record(&tides).await.record;
    assert_eq!(
        (record.status.as_str(), record.notion_status.as_str()),
        ("processing", "Assets Ready")
    );
}

#[tokio::test]
async fn a_change_on_both_sides_is_decided_by_the_policy_and_the_losing_value_can_be_brought_back()
{
    let productions = Productions::created().await;
    let tides = productions.add_row("Tides", "Biology", "deep-sea", "Ready for Review");
    productions.later().await;
    productions.sync().await;
    productions.set(&tides, "status", "approved").await;
    productions.notion_status(&tides, "Review Rejected");
    productions.later().await;
    let run = productions.sync().await;
    assert_eq!((run.pushed.decided, run.pushed.asked), (1, 0));
    assert_eq!(
        productions.option_in_notion(&tides, "Status").unwrap(),
        "Review Approved"
    );
    assert!(productions.conflicts().await.is_empty());

    let history = productions.facade.core.history(&tides).await.unwrap();
    let lost = history
        .iter()
        .find(|entry| entry.before == "Review Rejected")
        .unwrap();
    assert_eq!(
        (lost.field.as_str(), lost.after.as_str(), lost.undoable),
        ("Status", "Review Approved", true)
    );
    productions
        .facade
        .core
        .undo(&tides, Some(&lost.id), true)
        .await
        .unwrap();
    assert_eq!(productions.record(&tides).await.record.status, "rejected");
    productions.sync().await;
    assert_eq!(
        productions.option_in_notion(&tides, "Status").unwrap(),
        "Review Rejected"
    );
}

#[tokio::test]
async fn a_change_made_here_can_be_taken_back_before_and_after_notion_has_it() {
    let productions = Productions::created().await;
    let tides = productions.add_row("Tides", "Biology", "deep-sea", "");
    productions.later().await;
    productions.sync().await;
    productions.set(&tides, "priority", "High").await;
    productions
        .facade
        .core
        .undo(&tides, None, false)
        .await
        .unwrap();
    let record = productions.record(&tides).await.record;
    assert_eq!(
        (record.priority.as_str(), record.waiting.len()),
        ("Normal", 0)
    );
    assert_eq!(productions.sync().await.pushed.pages, 0);

    productions.set(&tides, "priority", "High").await;
    productions.sync().await;
    assert_eq!(
        productions.option_in_notion(&tides, "Priority").unwrap(),
        "High"
    );
    productions
        .facade
        .core
        .undo(&tides, None, false)
        .await
        .unwrap();
    productions.sync().await;
    assert_eq!(
        productions.option_in_notion(&tides, "Priority"),
        None,
        "as it was"
    );
}

#[tokio::test]
async fn a_record_made_here_keeps_the_id_it_was_given() {
    let productions = Productions::created().await;
    let values = [
        ("title".to_owned(), "Tide pools".to_owned()),
        ("topic".to_owned(), "Biology".to_owned()),
        ("channel".to_owned(), "deep-sea".to_owned()),
    ];
    let core = &productions.facade.core;
    let made = core
        .new_record(&productions.facade.connection, "video-production", &values)
        .await
        .unwrap();
    let provisional = made.record.id;
    assert_eq!(productions.records().await.len(), 1);
    productions.set(&provisional, "priority", "High").await;
    let run = productions.sync().await;
    assert_eq!(run.pushed.created, 1);
    let record = productions.record(&provisional).await.record;
    assert_ne!(record.id, provisional, "it has Notion's id now");
    assert_eq!(
        (record.priority.as_str(), record.status.as_str()),
        ("High", "draft")
    );
    assert_eq!(
        productions
            .option_in_notion(&record.id, "Priority")
            .unwrap(),
        "High"
    );
    assert_eq!(productions.records().await.len(), 1, "it is one record");
    productions.later().await;
    assert_eq!(productions.sync().await.pushed.created, 0);
}

#[tokio::test]
async fn a_step_that_the_pipeline_does_not_have_is_only_made_when_it_is_meant() {
    let productions = Productions::created().await;
    let tides = productions.add_row("Tides", "Biology", "deep-sea", "");
    productions.later().await;
    productions.sync().await;
    let changes = [("status".to_owned(), "Upload Complete".to_owned())];
    let core = &productions.facade.core;
    let answer = core.set_record(&tides, &changes, false).await.unwrap();
    let SetAnswer::Unusual { to, next, .. } = answer else {
        panic!("nobody asked");
    };
    assert_eq!(
        (to.as_str(), next.as_slice()),
        ("Upload Complete", &["pending".to_owned()][..])
    );
    assert!(
        productions.record(&tides).await.record.waiting.is_empty(),
        "nothing was changed"
    );
    productions.set(&tides, "status", "Upload Complete").await;
    productions.sync().await;
    assert_eq!(
        productions.option_in_notion(&tides, "Status").unwrap(),
        "Upload Complete"
    );
}
