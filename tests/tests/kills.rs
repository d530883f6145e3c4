//! A process that dies in the middle of an import loses nothing and repeats at most what was in flight.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_sync::RunEnd;
use keepsake_tests::World;

/// How many API reads the engine has under way at once.
const IN_FLIGHT: u64 = 6;

#[tokio::test]
async fn an_import_that_dies_fifty_times_reads_everything_once() {
    let world = World::calm("big:500").await;
    world.simulator.reset_meters();
    let mut deaths = 0;
    // Uneven steps, so that deaths fall into listings, first bodies and the last ones alike.
    for step in [3, 1, 7, 2, 11, 5, 13, 4, 17, 6]
        .into_iter()
        .cycle()
        .take(50)
    {
        if world.import_until_death(step).await.is_some() {
            deaths += 1;
        }
        assert!(
            world.store.integrity_check().await.unwrap().is_sound(),
            "the store is sound after death {deaths}"
        );
    }
    assert_eq!(deaths, 50, "it never got to its end before");
    let outcome = world.import().await;
    assert_eq!(outcome.end, RunEnd::Completed);
    assert!(outcome.resumed);
    let counts = outcome.ledger.objects;
    assert!(counts.adds_up());
    assert_eq!(
        (counts.failed, counts.refused, counts.skipped),
        (0, 0, 0),
        "{:?}",
        outcome.ledger.items
    );
    let meters = world.simulator.meters();
    let bodies = meters
        .per_endpoint
        .iter()
        .filter(|(endpoint, _)| endpoint.contains("markdown"))
        .map(|(_, count)| *count)
        .sum::<u64>();
    assert!(
        bodies <= counts.found + deaths * IN_FLIGHT,
        "{bodies} bodies read for {} pages and {deaths} deaths",
        counts.found
    );
    world.assert_complete(false).await;
}
