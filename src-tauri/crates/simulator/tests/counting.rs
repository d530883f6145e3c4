//! What an import costs at least, and that the meters say so.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

mod support;

use futures::future::BoxFuture;
use support::{Api, id};

/// Reads every block below a page or block, without going into child pages.
fn walk<'a>(api: &'a Api, block: String) -> BoxFuture<'a, ()> {
    Box::pin(async move {
        for child in api.list(&format!("/v1/blocks/{block}/children")).await {
            let kind = child["type"].as_str().unwrap();
            if child["has_children"] == true && kind != "child_page" && kind != "child_database" {
                walk(api, id(&child)).await;
            }
        }
    })
}

#[tokio::test]
async fn walking_the_nested_workspace_by_blocks_takes_252_requests() {
    let api = Api::new("nested");
    let pages = api.search().await;
    assert_eq!(pages.len(), 50);
    for page in &pages {
        walk(&api, id(page)).await;
    }
    assert_eq!(api.simulator.meters().requests, 252);
}

#[tokio::test]
async fn importing_the_nested_workspace_by_markdown_takes_51_requests() {
    let api = Api::new("nested");
    for page in api.search().await {
        api.markdown(&id(&page)).await;
    }
    let meters = api.simulator.meters();
    assert_eq!((meters.counted, meters.minimum.import), (51, 51));
    assert!((meters.ratio - 1.0).abs() < f64::EPSILON);
}

#[tokio::test]
async fn the_minimum_of_plain_workspaces_is_search_plus_one_read_per_page() {
    assert_eq!(Api::new("flat").simulator.minimum().import, 101);
    assert_eq!(Api::new("deep").simulator.minimum().import, 13);
    let big = Api::new("big:1000").simulator.minimum();
    assert_eq!((big.search, big.markdown, big.import), (10, 1_000, 1_010));
}

#[tokio::test]
async fn the_minimum_of_a_long_data_source_counts_the_restarts_behind_ten_thousand_rows() {
    let minimum = Api::new("rows:25000").simulator.minimum();
    assert_eq!(
        (minimum.search, minimum.schemas, minimum.markdown),
        (251, 1, 25_001)
    );
    assert_eq!(
        minimum.queries, 251,
        "each restart repeats the last row of the window before"
    );
    let small = Api::new("rows:40").simulator.minimum();
    assert_eq!(
        (small.schemas, small.queries, small.import),
        (1, 1, 1 + 1 + 1 + 41)
    );
}

#[tokio::test]
async fn every_word_the_truth_calls_visible_is_in_what_an_import_reads() {
    for workspace in ["flat", "nested", "deep", "rows:40", "big:60"] {
        let api = Api::new(workspace);
        let mut read = String::new();
        for object in api.search().await {
            read.push_str(&object.to_string());
            if object["object"] == "page" {
                read.push_str(&api.markdown(&id(&object)).await);
            }
        }
        let truth = api.simulator.truth();
        let least = if workspace == "big:60" { 1_000 } else { 30 };
        assert!(
            truth.tokens.len() > least,
            "{workspace}: {}",
            truth.tokens.len()
        );
        for token in truth.tokens.iter().filter(|token| token.visible) {
            assert!(read.contains(&token.token), "{workspace}: {token:?}");
        }
    }
}
