//! What two-way sync costs: nothing beside a look when nothing changed, and two requests at most for a change made here.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_figures as figures;
use keepsake_tests::Productions;

#[tokio::test]
async fn a_cycle_without_changes_costs_two_requests() {
    let productions = Productions::created().await;
    for number in 0..100 {
        productions.add_row(&format!("Video {number}"), "Biology", "deep-sea", "Queued");
    }
    productions.later().await;
    productions.sync().await;
    assert_eq!(productions.records().await.len(), 100);
    // What was made in one minute is looked at again until something is newer: Notion's times are no finer.
    productions.later().await;
    productions.add_row("One more", "Biology", "deep-sea", "");
    productions.later().await;
    productions.sync().await;
    let mut most = 0;
    for _ in 0..2 {
        productions.later().await;
        productions.facade.simulator.reset_meters();
        let run = productions.sync().await;
        let meters = productions.facade.simulator.meters();
        assert!(meters.requests <= 2, "{:?}", meters.per_endpoint);
        assert_eq!((run.records.checked, run.pushed.pages), (0, 0));
        most = most.max(meters.requests);
    }
    figures::hold(
        "requests of a cycle without changes over 100 records",
        most,
        2,
    );
}

#[tokio::test]
async fn changes_made_here_cost_two_requests_each_at_most() {
    let productions = Productions::created().await;
    let rows: Vec<String> = (0..50)
        .map(|number| productions.add_row(&format!("Video {number}"), "Biology", "deep-sea", ""))
        .collect();
    productions.later().await;
    productions.sync().await;
    productions.later().await;
    for row in &rows {
        productions.set(row, "status", "pending").await;
        productions.set(row, "priority", "High").await;
    }
    productions.facade.simulator.reset_meters();
    let run = productions.sync().await;
    assert_eq!(
        (run.pushed.pages, run.pushed.properties),
        (50, 100),
        "{:?}",
        run.pushed
    );
    let meters = productions.facade.simulator.meters();
    assert!(
        meters.requests <= 2 + 2 * rows.len() as u64,
        "{} requests: {:?}",
        meters.requests,
        meters.per_endpoint
    );
    productions.later().await;
    productions.facade.simulator.reset_meters();
    productions.sync().await;
    assert_eq!(
        productions.writes(),
        0,
        "our own writes, seen again, change nothing"
    );
}
