//! No status is lost: not by looking at it, and not by going through all states. And no style of a text that is kept as
//! Markdown.

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

/// The runs that Notion has of the story direction: words, whether they are bold, and their link.
async fn story_runs(productions: &Productions, row: &str) -> Vec<(String, bool, Option<String>)> {
    let shown = productions.ask_notion(&format!("pages/{row}")).await;
    let runs = shown["properties"]["Story Direction"]["rich_text"].as_array();
    let runs = runs.unwrap().iter().map(|run| {
        let link = run["href"].as_str().map(str::to_owned);
        let is_bold = run["annotations"]["bold"] == true;
        (
            run["plain_text"].as_str().unwrap().to_owned(),
            is_bold,
            link,
        )
    });
    runs.collect()
}

#[tokio::test]
async fn markdown_from_here_becomes_styles_in_notion_and_setting_what_is_shown_sends_nothing() {
    let productions = Productions::created_asking().await;
    let core = &productions.facade.core;
    let row = productions.add_row("Tides", "Biology", "deep-sea", "");
    productions.later().await;
    productions.sync().await;
    let direction = "Begin **slow**, then [fast](https://x.y/z) \\*";
    let expected = [
        ("Begin ".to_owned(), false, None),
        ("slow".to_owned(), true, None),
        (", then ".to_owned(), false, None),
        ("fast".to_owned(), false, Some("https://x.y/z".to_owned())),
        (" *".to_owned(), false, None),
    ];
    let values = [
        ("title", "Made here"),
        ("topic", "Biology"),
        ("channel", "deep-sea"),
        ("story_direction", direction),
    ]
    .map(|(field, value)| (field.to_owned(), value.to_owned()));
    let made = core.new_record(&productions.facade.connection, "my-profile", &values);
    assert_eq!(made.await.unwrap().record.story_direction, direction);
    productions.set(&row, "story_direction", direction).await;
    productions.sync().await;
    productions.later().await;
    productions.sync().await;
    let records = productions.records().await;
    let made = records.iter().find(|record| record.title == "Made here");
    for id in [&row, &made.unwrap().id] {
        assert_eq!(story_runs(&productions, id).await, expected);
        let shown = productions.record(id).await.record.story_direction;
        assert_eq!(shown, direction);
        productions.facade.simulator.reset_meters();
        let seen = productions.set(id, "story_direction", &shown).await;
        assert!(seen.record.waiting.is_empty(), "{seen:?}");
        productions.sync().await;
        assert_eq!(productions.writes(), 0);
    }
}

#[tokio::test]
async fn styles_made_in_notion_stay_when_what_is_shown_is_set() {
    let productions = Productions::created_asking().await;
    let row = productions.add_row("Tides", "Biology", "deep-sea", "");
    let run = |text: &str, annotations: serde_json::Value| serde_json::json!({"type": "text", "text": {"content": text}, "annotations": annotations});
    let runs = serde_json::json!({"rich_text": [
        run("one", serde_json::json!({"italic": true})),
        run("two", serde_json::json!({"italic": true, "bold": true})),
        run("three\nfour", serde_json::json!({"code": true})),
        run(" (*five*)", serde_json::json!({"underline": true, "color": "red_background"})),
    ]});
    productions.notion(&row, "Story Direction", runs);
    productions.later().await;
    productions.sync().await;
    let shown = productions.record(&row).await.record.story_direction;
    productions.facade.simulator.reset_meters();
    let seen = productions.set(&row, "story_direction", &shown).await;
    assert!(seen.record.waiting.is_empty(), "{seen:?}");
    productions.sync().await;
    assert_eq!(productions.writes(), 0);
}
