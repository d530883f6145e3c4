//! What search never lists and no time shows is seen by the slow round over everything.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_notion::NotionId;
use keepsake_simulator::{Edit, Fault, FaultKind, Quirks};
use keepsake_sync::{Control, ImportOptions, RunKind, RunRequest, Silent};
use keepsake_tests::{World, WorldOptions};
use keepsake_text::property;
use serde_json::json;

/// Cycles that each look at one thing, as many as it takes to have looked at everything.
async fn look_at_everything(world: &World) {
    for _ in 0..2 * world.simulator.places().len() + 2 {
        world.wait(60);
        let request = RunRequest {
            connection: world.connection,
            kind: RunKind::Sync,
            options: ImportOptions::default(),
            trigger: "test".to_owned(),
            correlation_id: "test".to_owned(),
            audit: true,
        };
        let outcome = world.engine().run(&request, &Control::new(), &Silent).await;
        assert!(outcome.expect("the cycle ends").audits <= 1);
    }
}

#[tokio::test]
async fn an_edit_of_a_row_that_search_never_lists_and_one_of_a_text_without_a_trace_are_seen_after_one_round()
 {
    let world = World::new(WorldOptions {
        quirks: Quirks {
            search_omission: 1.0,
            silent_block_edits: true,
            ..Quirks::calm()
        },
        ..WorldOptions::calm("rows:5")
    })
    .await;
    world.import().await;
    world.wait(600);
    let places = world.simulator.places();
    let row = places.iter().find(|place| place.is_row).expect("a row").id;
    let title = Edit::SetTitle {
        id: row,
        text: "Renamed".to_owned(),
    };
    let text = Edit::AddText {
        to: row,
        text: "Added".to_owned(),
    };
    for edit in [title, text] {
        world.simulator.edit(&edit).expect("a row can be edited");
    }
    look_at_everything(&world).await;
    let row = NotionId::parse(&row.to_string()).expect("an id");
    let object = world.store.object(world.connection, row).await.unwrap();
    assert!(object.unwrap().title.starts_with("Renamed"));
    assert!(world.body(row).await.unwrap().contains("Added"));
}

#[tokio::test]
async fn a_long_relation_that_was_refused_in_passing_is_whole_after_one_round() {
    let world = World::calm("drawn").await;
    let places = world.simulator.places();
    let row = places.iter().find(|place| place.is_row).expect("a row").id;
    let related = vec![json!({"id": row.to_string()}); 30];
    let long = Edit::SetProperty {
        id: row,
        name: "Related".to_owned(),
        value: json!({"relation": related}),
    };
    world.simulator.edit(&long).expect("a row can be edited");
    let refused = Fault {
        times: Some(100),
        ..Fault::once(FaultKind::NotFound, "properties")
    };
    world.simulator.add_fault(refused);
    world.import().await;
    assert!(!cut_values(&world).await.is_empty());
    world.simulator.clear_faults();
    world.wait(600);
    look_at_everything(&world).await;
    assert_eq!(cut_values(&world).await, Vec::<String>::new());
}

/// The rows of which a value is known only as far as one answer shows it.
async fn cut_values(world: &World) -> Vec<String> {
    let mut cut = Vec::new();
    for place in world.simulator.places() {
        let id = NotionId::parse(&place.id.to_string()).expect("an id");
        let raw = world.store.raw(world.connection, id).await.unwrap();
        let raw = raw.unwrap_or_default();
        let mut values = raw["properties"].as_object().into_iter().flatten();
        if values.any(|(_, value)| property::needs_more(value)) {
            cut.push(place.id.to_string());
        }
    }
    cut
}
