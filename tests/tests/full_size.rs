//! The promises about requests at their full sizes, which take minutes where nothing is optimised: `npm run prove`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_app::dto::{ImportOptions, RunState, Selection, TreeKind};
use keepsake_figures as figures;
use keepsake_tests::{Facade, World};

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

/// What a row of the inventory has to be: three states, moved here or in Notion.
const INVENTORY: &str = r#"
name = "inventory"
title = "Inventory"

[[fields]]
key = "title"
property = "Name"
types = ["title"]
required = true

[[fields]]
key = "status"
property = "Status"
types = ["status"]
required = true
default = "Not started"
allowed = { from = "status" }
direction = "both"
policy = "local"

[status]
field = "status"
initial = "waiting"

[[status.states]]
state = "waiting"
names = ["Not started"]
next = ["working", "done"]

[[status.states]]
state = "working"
names = ["In progress"]
next = ["waiting", "done"]

[[status.states]]
state = "done"
names = ["Done"]
next = ["waiting", "working"]

[board]
group_by = "status"
card = ["title"]
"#;

#[tokio::test]
#[ignore = "npm run prove"]
async fn ten_thousand_records_without_changes_cost_two_requests_and_changes_made_here_two_each() {
    let facade = Facade::connected("rows:10000").await;
    let core = &facade.core;
    let connection = &facade.connection;
    let everything = Selection {
        everything: true,
        ..Selection::default()
    };
    let run = core
        .start_import(connection, everything, ImportOptions::default())
        .await
        .unwrap();
    let imported = core.watch_run(&run, |_| {}).await.unwrap();
    assert_eq!(imported.state, RunState::Completed);
    let profile = facade.beside().join("inventory.toml");
    std::fs::write(&profile, INVENTORY).unwrap();
    let tree = core.tree(connection).await.unwrap();
    let source = tree
        .into_iter()
        .find(|node| node.kind == TreeKind::DataSource)
        .unwrap();
    let trial = core
        .try_profile(connection, profile.to_str().unwrap(), &source.id, None)
        .await
        .unwrap();
    assert_eq!(trial.valid(), 10_000, "{:?}", trial.differences());
    core.put_into_force(connection, &trial).await.unwrap();
    let sync = async || {
        facade.wait(600).await;
        facade.simulator.reset_meters();
        let run = core.sync_now(connection).await.unwrap();
        core.watch_run(&run, |_| {}).await.unwrap()
    };
    sync().await;
    let quiet = sync().await;
    assert_eq!((quiet.records.checked, quiet.pushed.pages), (0, 0));
    figures::hold(
        "requests of a cycle without changes over 10,000 records",
        facade.simulator.meters().requests,
        2,
    );
    let records = core.records(connection, &Default::default()).await.unwrap();
    assert_eq!(records.len(), 10_000);
    let changed = records
        .iter()
        .filter(|record| record.status != "done")
        .take(500);
    for record in changed {
        let done = [("status".to_owned(), "done".to_owned())];
        core.set_record(&record.id, &done, true).await.unwrap();
    }
    let pushed = sync().await.pushed;
    assert_eq!((pushed.pages, pushed.waiting), (500, 0), "{pushed:?}");
    figures::hold(
        "requests of a cycle with 500 changes made here",
        facade.simulator.meters().requests,
        2 + 2 * 500,
    );
}
