//! An import survives Notion, the network and its own death.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_memory::Outcome;
use keepsake_simulator::{Fault, FaultKind, Quirks};
use keepsake_sync::{ImportOptions, RunEnd, RunKind};
use keepsake_tests::{World, WorldOptions};

/// Every fault of a kind that passes by itself.
const TRANSIENT: [FaultKind; 12] = [
    FaultKind::RateLimited,
    FaultKind::Overload,
    FaultKind::Conflict,
    FaultKind::InternalError,
    FaultKind::BadGateway,
    FaultKind::Unavailable,
    FaultKind::GatewayTimeout,
    FaultKind::Timeout,
    FaultKind::DroppedBefore,
    FaultKind::TruncatedJson,
    FaultKind::WrongContentType,
    FaultKind::ProxyPage,
];

#[tokio::test]
async fn an_import_completes_with_one_percent_of_every_transient_fault() {
    let world = World::calm("big:300").await;
    for kind in TRANSIENT {
        world.simulator.add_fault(Fault::sometimes(kind, 0.01));
    }
    let outcome = world.import().await;
    assert_eq!(outcome.end, RunEnd::Completed);
    let counts = outcome.ledger.objects;
    assert_eq!(
        (counts.failed, counts.refused),
        (0, 0),
        "{:?}",
        outcome.ledger.items
    );
    assert_eq!(counts.stored, counts.found);
    world.assert_complete(false).await;
}

#[tokio::test]
async fn a_refused_token_pauses_the_import_for_sign_in_and_nothing_is_read_twice_afterwards() {
    let world = World::calm("flat").await;
    world.simulator.add_fault(Fault {
        skip: 40,
        ..Fault::once(FaultKind::Unauthorized, "markdown")
    });
    world.simulator.reset_meters();
    let first = world.import().await;
    assert_eq!(first.end, RunEnd::NeedsSignIn);
    let second = world.import().await;
    assert_eq!(second.end, RunEnd::Completed);
    assert!(second.resumed);
    let meters = world.simulator.meters();
    // One request was refused, one listing looked for what had changed meanwhile, one looked into the trash.
    assert!(
        meters.counted <= meters.minimum.import + 3,
        "{} of {}",
        meters.counted,
        meters.minimum.import
    );
    world.assert_complete(false).await;
}

#[tokio::test]
async fn a_page_that_notion_refuses_is_listed_with_its_request_id_and_does_not_stop_the_others() {
    let world = World::calm("flat").await;
    world.simulator.add_fault(Fault {
        skip: 10,
        ..Fault::once(FaultKind::CapabilityMissing, "markdown")
    });
    let outcome = world.import().await;
    assert_eq!(outcome.end, RunEnd::Completed);
    assert_eq!(outcome.ledger.objects.refused, 1);
    let item = outcome
        .ledger
        .items
        .iter()
        .find(|item| item.outcome == Outcome::Refused)
        .expect("it is listed");
    assert_eq!(item.reason, "no_permission");
    assert!(
        item.request_id.is_some(),
        "with the id for Notion's support"
    );
    assert!(outcome.ledger.objects.adds_up());
}

#[tokio::test]
async fn a_network_that_is_gone_interrupts_the_import_and_the_next_one_goes_on_from_there() {
    let world = World::calm("flat").await;
    world.simulator.add_fault(Fault {
        skip: 50,
        probability: Some(1.0),
        times: None,
        ..Fault::once(FaultKind::DroppedBefore, "")
    });
    world.simulator.reset_meters();
    world
        .run(RunKind::Import, ImportOptions::default())
        .await
        .expect_err("nobody answers");
    world.simulator.clear_faults();
    let before = world
        .simulator
        .meters()
        .per_status
        .get(&200)
        .copied()
        .unwrap_or_default();
    let outcome = world.import().await;
    assert_eq!(outcome.end, RunEnd::Completed);
    let answered = world
        .simulator
        .meters()
        .per_status
        .get(&200)
        .copied()
        .unwrap_or_default();
    let minimum = world.simulator.minimum().import;
    assert!(
        answered <= minimum + 3,
        "{before} answers before the break, {answered} in all, {minimum} needed"
    );
    world.assert_complete(false).await;
}

#[tokio::test]
async fn a_list_that_refuses_its_cursor_is_read_again_from_its_start() {
    // (workspace, how much search leaves out, which list refuses, after how many cursors)
    for (workspace, search_omission, list, skip) in [
        ("rows:120", 0.9, "query", 2),
        ("rows:120", 0.0, "search", 2),
        ("hostile", 0.0, "children", 2),
        ("hostile", 0.0, "users", 0),
        ("hostile", 0.0, "properties", 0),
    ] {
        let world = World::new(WorldOptions {
            quirks: Quirks {
                search_omission,
                ..Quirks::calm()
            },
            // So that every list has several pages.
            page_size: 20,
            ..WorldOptions::calm(workspace)
        })
        .await;
        world.simulator.add_fault(Fault {
            skip,
            ..Fault::once(FaultKind::CursorRefused, list)
        });
        let options = ImportOptions {
            comments: keepsake_sync::Comments::Blocks,
            ..ImportOptions::default()
        };
        let outcome = world.import_with(options).await;
        assert_eq!(outcome.end, RunEnd::Completed);
        assert_eq!(
            world.simulator.meters().per_status.get(&400),
            Some(&1),
            "{list}: no cursor was refused"
        );
        let failed: Vec<_> = outcome
            .ledger
            .items
            .iter()
            .filter(|item| item.outcome == Outcome::Failed)
            .collect();
        assert!(failed.is_empty(), "{list}: {failed:?}");
        world.assert_complete(true).await;
    }
}
