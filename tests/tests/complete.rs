//! An import is complete: what the simulator's truth has is in an export, or the account of the run says why not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_app::dto::{Counts, RunItemOutcome, RunState, What};
use keepsake_tests::Facade;

fn adds_up(counts: Counts) -> bool {
    counts.found
        == counts.stored + counts.unchanged + counts.skipped + counts.refused + counts.failed
}

async fn everything_is_exported(workspace: &str) -> Facade {
    let facade = Facade::connected(workspace).await;
    let result = facade.import().await;
    assert_eq!(result.state, RunState::Completed, "{workspace}");
    let summary = result.summary;
    for counts in [summary.objects, summary.files, summary.comments] {
        assert!(adds_up(counts), "{workspace}: {counts:?}");
        assert_eq!(counts.failed, 0, "{workspace}: {:?}", summary.items);
    }
    for (what, counts) in [
        (What::Object, summary.objects),
        (What::File, summary.files),
        (What::Comment, summary.comments),
    ] {
        for (outcome, count) in [
            (RunItemOutcome::Skipped, counts.skipped),
            (RunItemOutcome::Refused, counts.refused),
        ] {
            let named = summary
                .items
                .iter()
                .filter(|item| item.what == what && item.outcome == outcome)
                .count();
            assert_eq!(named, count as usize, "{workspace}: {what:?} {outcome:?}");
        }
    }
    for item in &summary.items {
        assert!(!item.id.is_empty() && !item.reason.is_empty(), "{item:?}");
        assert!(
            item.outcome != RunItemOutcome::Refused || item.request_id.is_some(),
            "{workspace}: {item:?}"
        );
    }
    let truth = facade.simulator.truth();
    let differences = facade.export().await.differences(&truth, &summary.items);
    assert!(
        differences.is_empty(),
        "{workspace}: {} differences\n{}",
        differences.len(),
        differences.join("\n")
    );
    facade
}

#[tokio::test]
async fn every_word_value_comment_and_file_of_the_sample_is_exported() {
    let facade = everything_is_exported("sample").await;
    let truth = facade.simulator.truth();
    assert!(truth.properties.len() > 100 && truth.comments.len() > 8 && truth.files.len() > 14);
}

#[tokio::test]
async fn every_word_of_a_nested_workspace_is_exported() {
    everything_is_exported("nested").await;
}

#[tokio::test]
async fn every_word_of_a_deep_workspace_is_exported() {
    everything_is_exported("deep").await;
}

#[tokio::test]
async fn everything_hostile_that_can_be_had_is_exported_and_the_rest_is_named() {
    let facade = everything_is_exported("hostile").await;
    let runs = facade.core.runs(&facade.connection).await.unwrap();
    let reasons = |what: What, name: &str| -> Vec<&str> {
        let items = runs[0].items.iter();
        items
            .filter(|item| item.what == what && item.id.contains(name))
            .map(|item| item.reason.as_str())
            .collect()
    };
    assert_eq!(reasons(What::File, "/huge-"), ["too_large"]);
    assert_eq!(reasons(What::File, "/gone-"), ["file_missing"]);
    let truth = facade.simulator.truth();
    let more_than_a_page_object_shows = truth
        .properties
        .iter()
        .filter(|value| value.value.as_array().is_some_and(|list| list.len() > 25))
        .count();
    assert!(
        more_than_a_page_object_shows > 1,
        "lists that need more requests"
    );
    for object in truth.objects {
        if object.why_not == Some("restricted page") {
            assert_eq!(
                reasons(What::Object, &object.id.to_string()),
                ["not_shared"]
            );
        }
    }
}
