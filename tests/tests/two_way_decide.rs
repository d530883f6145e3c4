//! A person decides about properties and segments that both sides have changed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_app::{
    Keep,
    dto::{self, DecidedResult, Decision},
};
use keepsake_simulator::{Edit, Id};
use keepsake_tests::Productions;
use serde_json::json;

/// A record whose Priority was changed on both sides.
async fn undecided() -> (Productions, String) {
    let productions = Productions::created_asking().await;
    let row = productions.add_row("Tides", "Biology", "deep-sea", "");
    productions.later().await;
    productions.sync().await;
    productions.set(&row, "priority", "High").await;
    productions.notion(&row, "Priority", json!({"select": {"name": "Low"}}));
    productions.later().await;
    let run = productions.sync().await;
    assert_eq!(
        (run.pushed.asked, run.pushed.properties),
        (1, 0),
        "{:?}",
        run.pushed
    );
    (productions, row)
}

#[tokio::test]
async fn a_property_waits_with_all_its_versions_and_the_record_says_so() {
    let (productions, row) = undecided().await;
    let core = &productions.facade.core;
    let connection = &productions.facade.connection;
    let detail = core.conflict(connection, &row).await.unwrap();
    assert_eq!((detail.summary.properties, detail.summary.segments), (1, 0));
    let property = &detail.properties[0];
    assert_eq!(
        (
            property.name.as_str(),
            property.here.as_str(),
            property.notion.as_str()
        ),
        ("Priority", "High", "Low")
    );
    assert_eq!(property.options, ["Low", "Normal", "High"]);
    let conflicts = productions.conflicts().await;
    assert_eq!(
        (conflicts.len(), conflicts[0].id.as_str()),
        (1, row.as_str())
    );
    assert_eq!(core.attention(connection).await.unwrap().decisions, 1);
    assert_eq!(
        productions.option_in_notion(&row, "Priority").unwrap(),
        "Low",
        "nothing is written"
    );
    assert!(
        core.resolve_page(connection, &row, &Keep::Both)
            .await
            .is_err(),
        "one thing only"
    );
}

#[tokio::test]
async fn each_decision_about_a_property_is_carried_out_and_the_other_version_is_kept() {
    for (keep, expected) in [
        (Keep::Here, "High"),
        (Keep::Notion, "Low"),
        (Keep::Text("Normal".to_owned()), "Normal"),
    ] {
        let (productions, row) = undecided().await;
        let core = &productions.facade.core;
        let connection = &productions.facade.connection;
        assert_eq!(
            core.resolve_page(connection, &row, &keep).await.unwrap(),
            (1, 0)
        );
        assert_eq!(
            productions.record(&row).await.record.priority,
            expected,
            "at once"
        );
        productions.sync().await;
        assert_eq!(
            productions.option_in_notion(&row, "Priority").unwrap(),
            expected
        );
        assert!(productions.conflicts().await.is_empty());
        let history = core.history(&row).await.unwrap();
        for version in ["High", "Low"] {
            assert!(
                history
                    .iter()
                    .any(|entry| entry.before == version || entry.after == version),
                "{version} is not in the history of {keep:?}: {history:?}"
            );
        }
    }
}

#[tokio::test]
async fn what_the_window_wrote_for_each_part_is_what_both_sides_get() {
    let (productions, row) = undecided().await;
    let core = &productions.facade.core;
    let connection = &productions.facade.connection;
    let text = core.text(&row).await.unwrap().markdown;
    core.put_text(&row, &text.replacen("About", "Mine, not", 1))
        .await
        .unwrap();
    let blocks = productions
        .ask_notion(&format!("blocks/{row}/children"))
        .await;
    let edit = Edit::SetText {
        id: Id::parse(blocks["results"][0]["id"].as_str().unwrap()).unwrap(),
        text: "Theirs".to_owned(),
    };
    productions.facade.simulator.edit(&edit).unwrap();
    productions.later().await;
    productions.sync().await;
    let detail = core.conflict(connection, &row).await.unwrap();
    assert_eq!((detail.properties.len(), detail.segments.len()), (1, 1));
    let result = |id: &str, value: &str| DecidedResult {
        id: id.to_owned(),
        value: value.to_owned(),
    };
    let decision = Decision {
        page: row.clone(),
        keep: dto::Keep::Edited,
        results: vec![
            result(&detail.properties[0].id, "Normal"),
            result(&detail.segments[0].id, "Ours together"),
        ],
    };
    core.decide(connection, vec![decision]).await.unwrap();
    productions.sync().await;
    assert_eq!(
        productions.option_in_notion(&row, "Priority").unwrap(),
        "Normal"
    );
    assert_eq!(
        productions.text_in_notion(&row).await.trim_end(),
        "Ours together"
    );
    assert!(
        core.decisions(connection)
            .await
            .unwrap()
            .conflicts
            .is_empty()
    );
}

#[tokio::test]
async fn a_long_text_of_a_property_can_keep_both_versions() {
    let productions = Productions::created_asking().await;
    let row = productions.add_row("Tides", "Biology", "deep-sea", "");
    productions.later().await;
    productions.sync().await;
    productions
        .set(&row, "story_direction", "Begin at night")
        .await;
    productions.notion(
        &row,
        "Story Direction",
        json!({"rich_text": [{"type": "text", "text": {"content": "Begin at dawn"}}]}),
    );
    productions.later().await;
    productions.sync().await;
    let core = &productions.facade.core;
    core.resolve_page(&productions.facade.connection, &row, &Keep::Both)
        .await
        .unwrap();
    productions.sync().await;
    let shown = productions.ask_notion(&format!("pages/{row}")).await;
    let runs = shown["properties"]["Story Direction"]["rich_text"]
        .as_array()
        .unwrap();
    let text: String = runs
        .iter()
        .filter_map(|run| run["plain_text"].as_str())
        .collect();
    assert!(
        text.starts_with("Begin at dawn") && text.ends_with("Begin at night"),
        "{text}"
    );
}

#[tokio::test]
async fn nothing_is_said_to_wait_twice() {
    let (productions, row) = undecided().await;
    let waiting = productions
        .facade
        .core
        .waiting_changes(&productions.facade.connection)
        .await
        .unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(
        (
            waiting[0].page.as_str(),
            waiting[0].field.as_str(),
            waiting[0].after.as_str()
        ),
        (row.as_str(), "Priority", "High")
    );
}

#[tokio::test]
async fn what_is_owned_here_stands_when_only_notion_has_changed_it_and_that_version_is_kept() {
    let productions = Productions::created_owning().await;
    let row = productions.add_row("Tides", "Biology", "deep-sea", "");
    productions.later().await;
    productions.sync().await;
    productions.set(&row, "priority", "High").await;
    productions.sync().await;
    productions.later().await;
    productions.notion(&row, "Priority", json!({"select": {"name": "Low"}}));
    productions.notion(
        &row,
        "Topic",
        json!({"rich_text": [{"type": "text", "text": {"content": "Reefs"}}]}),
    );
    productions.later().await;
    let run = productions.sync().await;
    assert_eq!(
        (run.pushed.decided, run.pushed.properties),
        (1, 1),
        "{:?}",
        run.pushed
    );
    let record = productions.record(&row).await.record;
    assert_eq!(record.priority, "High");
    assert!(record.topic.starts_with("Reefs"), "the rest is taken");
    assert!(record.waiting.is_empty(), "{:?}", record.waiting);
    let there = productions.option_in_notion(&row, "Priority");
    assert_eq!(there.as_deref(), Some("High"));
    let history = productions.facade.core.history(&row).await.unwrap();
    let lost = history.iter().find(|entry| entry.before == "Low");
    assert_eq!(lost.unwrap().after, "High", "{history:?}");
    for _ in 0..2 {
        productions.later().await;
        assert_eq!(productions.sync().await.pushed.properties, 0);
    }
}

#[tokio::test]
async fn what_is_asked_about_is_what_notion_has_now() {
    let (productions, row) = undecided().await;
    let core = &productions.facade.core;
    let connection = &productions.facade.connection;
    productions.later().await;
    productions.notion(&row, "Priority", json!({"select": {"name": "Normal"}}));
    productions.later().await;
    productions.sync().await;
    let detail = core.conflict(connection, &row).await.unwrap();
    let versions: Vec<_> = detail
        .properties
        .iter()
        .map(|property| (property.here.as_str(), property.notion.as_str()))
        .collect();
    assert_eq!(versions, [("High", "Normal")]);

    productions.notion(&row, "Priority", json!({"select": null}));
    productions.later().await;
    assert_eq!(productions.sync().await.pushed.properties, 1);
    assert!(productions.conflicts().await.is_empty());
    let there = productions.option_in_notion(&row, "Priority");
    assert_eq!(there.as_deref(), Some("High"), "only this side has changed");
}
