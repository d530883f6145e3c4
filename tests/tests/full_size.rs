//! The promises about requests at their full sizes, which take minutes where nothing is optimised: `npm run prove`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_tests::{World, figures};

#[tokio::test]
#[ignore = "npm run prove"]
async fn a_table_of_25000_rows_costs_the_minimum_and_a_second_import_stores_nothing() {
    let world = World::calm("rows:25000").await;
    world.simulator.reset_meters();
    let first = world.import().await.ledger.objects;
    assert!(first.adds_up() && first.stored > 25_000, "{first:?}");
    let meters = world.simulator.meters();
    figures::hold(
        "requests of an import of rows:25000, at most the minimum",
        meters.counted,
        meters.minimum.import,
    );
    world.wait(600);
    let second = world.import().await.ledger.objects;
    assert_eq!(second.unchanged, first.stored + first.unchanged);
    figures::hold(
        "objects stored by a second import of rows:25000",
        second.stored,
        0,
    );
}

#[tokio::test]
#[ignore = "npm run prove"]
async fn ten_thousand_pages_without_changes_cost_two_requests_and_changed_ones_their_own() {
    let world = World::calm("big:10000").await;
    world.simulator.reset_meters();
    world.import().await;
    let meters = world.simulator.meters();
    figures::hold(
        "requests of an import of big:10000, at most the minimum",
        meters.counted,
        meters.minimum.import,
    );
    for changed in [0, 1, 99, 100, 101, 250] {
        world.wait(600);
        world.edit_pages(changed);
        world.wait(600);
        world.simulator.reset_meters();
        let objects = world.sync().await.ledger.objects;
        let changed = changed as u64;
        assert_eq!((objects.stored, objects.failed), (changed, 0));
        figures::hold(
            &format!("requests of a sync of big:10000 with {changed} changed pages"),
            world.simulator.meters().requests,
            2 + changed.div_ceil(100) + changed,
        );
    }
}
