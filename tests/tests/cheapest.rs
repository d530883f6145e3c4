//! An import asks for nothing that it does not need, and a second one asks for almost nothing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_tests::World;

async fn costs_exactly_the_minimum(workspace: &str) -> (u64, u64) {
    let world = World::calm(workspace).await;
    world.simulator.reset_meters();
    let outcome = world.import().await;
    assert!(
        outcome.ledger.objects.adds_up(),
        "the ledger adds up: {:?}",
        outcome.ledger.objects
    );
    assert_eq!(
        outcome.ledger.objects.failed + outcome.ledger.objects.refused,
        0,
        "{:?}",
        outcome.ledger.items
    );
    let meters = world.simulator.meters();
    (meters.counted, meters.minimum.import)
}

#[tokio::test]
async fn a_flat_workspace_costs_the_minimum() {
    let (counted, minimum) = costs_exactly_the_minimum("flat").await;
    assert_eq!(counted, minimum);
}

#[tokio::test]
async fn a_nested_workspace_that_costs_252_requests_by_blocks_costs_at_most_53() {
    let (counted, minimum) = costs_exactly_the_minimum("nested").await;
    assert_eq!(counted, minimum);
    assert!(counted <= 53, "{counted}");
}

#[tokio::test]
async fn a_deep_workspace_costs_the_minimum() {
    let (counted, minimum) = costs_exactly_the_minimum("deep").await;
    assert_eq!(counted, minimum);
}

#[tokio::test]
async fn a_table_longer_than_any_list_costs_the_minimum() {
    let (counted, minimum) = costs_exactly_the_minimum("rows:10500").await;
    assert!(counted <= minimum, "{counted} of at least {minimum}");
}

#[tokio::test]
async fn a_second_import_stores_nothing_and_says_so() {
    let world = World::calm("sample").await;
    let first = world.import().await;
    assert!(
        first.ledger.objects.stored > 60,
        "{:?}",
        first.ledger.objects
    );
    world.wait(600);
    let second = world.import().await;
    let counts = second.ledger.objects;
    assert_eq!(counts.stored, 0, "{:?}", second.ledger.items);
    assert_eq!(counts.found, first.ledger.objects.found);
    assert_eq!(
        counts.unchanged,
        first.ledger.objects.stored + first.ledger.objects.unchanged
    );
    assert_eq!(second.ledger.files.stored, 0);
}

#[tokio::test]
async fn a_sync_without_changes_costs_two_requests_however_large_the_workspace() {
    for workspace in ["big:100", "big:2500"] {
        let world = World::calm(workspace).await;
        world.import().await;
        world.wait(600);
        world.simulator.reset_meters();
        let outcome = world.sync().await;
        let meters = world.simulator.meters();
        assert!(
            meters.requests <= 2,
            "{workspace}: {} requests",
            meters.requests
        );
        assert_eq!(outcome.ledger.objects.stored, 0);
        assert!(outcome.ledger.objects.adds_up());
    }
}

#[tokio::test]
async fn changed_pages_cost_two_requests_and_their_own() {
    let world = World::calm("big:400").await;
    world.import().await;
    for changed in [1, 99, 100, 101, 250] {
        world.wait(600);
        world.edit_pages(changed);
        world.wait(600);
        world.simulator.reset_meters();
        let outcome = world.sync().await;
        let changed = changed as u64;
        assert_eq!(
            outcome.ledger.objects.stored, changed,
            "{:?}",
            outcome.ledger.items
        );
        let counted = world.simulator.meters().requests;
        let most = 2 + changed.div_ceil(100) + changed;
        assert!(
            counted <= most,
            "{counted} requests for {changed} changed pages, at most {most}"
        );
    }
}
