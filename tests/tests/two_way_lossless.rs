//! No status is lost: not by looking at it, and not by going through all states.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_tests::Productions;

/// The 26 names with the state each stands for.
const NAMES: [(&str, &str); 26] = [
    ("Draft", "draft"),
    ("Ready for Planning", "draft"),
    ("Queued", "pending"),
    ("Processing", "processing"),
    ("Assets Generating", "processing"),
    ("Assets Ready", "processing"),
    ("Composites Creating", "processing"),
    ("Composites Ready", "processing"),
    ("Videos Generating", "processing"),
    ("Videos Ready", "processing"),
    ("Audio Generating", "processing"),
    ("Audio Ready", "processing"),
    ("SFX Generating", "processing"),
    ("SFX Ready", "processing"),
    ("Assembling Video", "processing"),
    ("Uploading", "processing"),
    ("Ready for Review", "awaiting_review"),
    ("Under Review", "awaiting_review"),
    ("Review Approved", "approved"),
    ("Review Rejected", "rejected"),
    ("Upload Complete", "completed"),
    ("Archived", "completed"),
    ("Error: Invalid Input", "failed"),
    ("Error: API Failure", "failed"),
    ("Error: Manual Review", "failed"),
    ("Error: Retriable", "retry"),
];

/// The nine states with the name that is written for each.
const STATES: [(&str, &str); 9] = [
    ("draft", "Draft"),
    ("pending", "Queued"),
    ("processing", "Processing"),
    ("awaiting_review", "Ready for Review"),
    ("approved", "Review Approved"),
    ("rejected", "Review Rejected"),
    ("completed", "Upload Complete"),
    ("failed", "Error: Manual Review"),
    ("retry", "Error: Retriable"),
];

#[tokio::test]
async fn a_first_cycle_over_rows_in_all_26_statuses_writes_nothing() {
    let productions = Productions::created().await;
    let rows: Vec<(String, &str, &str)> = NAMES
        .iter()
        .map(|(name, state)| {
            let row = productions.add_row(name, "All of them", "deep-sea", name);
            (row, *name, *state)
        })
        .collect();
    productions.later().await;
    productions.facade.simulator.reset_meters();
    for _ in 0..2 {
        let run = productions.sync().await;
        assert_eq!(run.pushed.pages, 0);
        productions.later().await;
    }
    assert_eq!(productions.writes(), 0);
    let records = productions.records().await;
    for (row, name, state) in rows {
        let record = records.iter().find(|record| record.id == row).unwrap();
        assert_eq!(
            (
                record.notion_status.as_str(),
                record.status.as_str(),
                record.valid
            ),
            (name, state, true)
        );
        assert_eq!(productions.option_in_notion(&row, "Status").unwrap(), name);
    }
}

#[tokio::test]
async fn a_state_that_a_name_means_already_is_not_written_over_it() {
    let productions = Productions::created().await;
    let row = productions.add_row("Tides", "Biology", "deep-sea", "Composites Ready");
    productions.later().await;
    productions.sync().await;
    productions.facade.simulator.reset_meters();
    let seen = productions.set(&row, "status", "processing").await;
    assert!(seen.record.waiting.is_empty(), "it is that already");
    productions.sync().await;
    assert_eq!(productions.writes(), 0);
    assert_eq!(
        productions.option_in_notion(&row, "Status").unwrap(),
        "Composites Ready"
    );
}

#[tokio::test]
async fn each_of_the_nine_states_can_be_set_and_is_read_back() {
    let productions = Productions::created().await;
    let row = productions.add_row("Tides", "Biology", "deep-sea", "Uploading");
    productions.later().await;
    productions.sync().await;
    for (state, name) in STATES {
        productions.set(&row, "status", state).await;
        productions.sync().await;
        assert_eq!(
            productions.option_in_notion(&row, "Status").unwrap(),
            name,
            "{state}"
        );
        productions.later().await;
        productions.sync().await;
        let record = productions.record(&row).await.record;
        assert_eq!(
            (record.status.as_str(), record.notion_status.as_str()),
            (state, name)
        );
        assert!(record.waiting.is_empty());
    }
}

#[tokio::test]
async fn each_of_the_26_names_can_be_set_exactly() {
    let productions = Productions::created().await;
    let row = productions.add_row("Tides", "Biology", "deep-sea", "");
    productions.later().await;
    productions.sync().await;
    for (name, state) in NAMES.iter().rev() {
        productions.set(&row, "status", name).await;
        productions.sync().await;
        assert_eq!(&productions.option_in_notion(&row, "Status").unwrap(), name);
        assert_eq!(&productions.record(&row).await.record.status, state);
    }
}

#[tokio::test]
async fn an_unknown_status_is_an_error_and_never_a_draft_by_accident() {
    let productions = Productions::created().await;
    let row = productions.add_row("Tides", "Biology", "deep-sea", "Somewhere Else");
    productions.later().await;
    productions.sync().await;
    let record = productions.record(&row).await.record;
    assert!(!record.valid);
    assert_eq!(record.reasons[0].text, "Unknown status: Somewhere Else");
    assert_eq!(record.notion_status, "Somewhere Else");
    assert_eq!(
        productions.option_in_notion(&row, "Status").unwrap(),
        "Somewhere Else"
    );
}
