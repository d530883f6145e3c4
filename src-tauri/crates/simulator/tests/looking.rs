//! What a simulation asks the simulator without making a request.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

mod support;

use keepsake_simulator::{Edit, Options, Simulator};
use serde_json::json;
use support::Api;

#[test]
fn a_drawn_workspace_has_the_shape_of_its_seed_and_keeps_to_its_limits() {
    let mut sizes = Vec::new();
    for seed in 0..200 {
        let options = || Options {
            seed,
            ..Options::default()
        };
        let simulator = Simulator::new("drawn", options()).unwrap();
        let places = simulator.places();
        let again = Simulator::new("drawn", options()).unwrap().places();
        assert_eq!(places.len(), again.len(), "seed {seed}");
        let sources = places.iter().filter(|place| place.is_source).count();
        let pages = places
            .iter()
            .filter(|place| !place.is_source && !place.is_row);
        assert!((1..=60).contains(&pages.count()) && sources <= 3);
        assert!(places.iter().all(|place| place.visible && !place.in_trash));
        sizes.push(places.len());
    }
    assert!(sizes.iter().any(|size| *size < 5) && sizes.iter().any(|size| *size > 30));
}

#[tokio::test]
async fn what_is_looked_at_is_what_a_request_would_show() {
    let api = Api::new("drawn");
    for sight in api.simulator.sights("http://simulator.test") {
        if sight.object["object"] != "page" {
            continue;
        }
        let page = api.get(&format!("/v1/pages/{}", sight.id)).await;
        assert_eq!(page["parent"], sight.object["parent"]);
        let text = api.markdown(&sight.id.to_string()).await;
        let shown = sight.markdown.unwrap();
        // Signatures differ at each read.
        let plain = |text: &str| text.split("X-Amz-").next().unwrap().to_owned();
        assert_eq!(plain(text.as_str()), plain(&shown));
    }
}

#[test]
fn events_wait_for_whoever_takes_them_and_the_log_goes_on_from_a_revision() {
    let api = Api::new("drawn");
    let simulator = &api.simulator;
    simulator.subscribe("key");
    assert!(
        simulator
            .take_event()
            .unwrap()
            .0
            .contains("verification_token")
    );
    let id = simulator.first_page().unwrap();
    let before = simulator
        .log_after(0)
        .last()
        .map_or(0, |entry| entry.revision);
    let edit = Edit::SetTitle {
        id,
        text: "Renamed".into(),
    };
    simulator.edit(&edit).unwrap();
    let (event, signature) = simulator.take_event().unwrap();
    assert!(event.contains("page.properties_updated") && signature.starts_with("sha256="));
    assert!(simulator.take_event().is_none());
    let log = simulator.log_after(before);
    assert_eq!((log.len(), log[0].object), (1, id));
}

#[test]
fn a_column_is_renamed_and_a_page_is_never_moved_into_itself() {
    let simulator = (0..50)
        .map(|seed| {
            let options = Options {
                seed,
                ..Options::default()
            };
            Simulator::new("drawn", options).unwrap()
        })
        .find(|simulator| simulator.places().iter().any(|place| place.is_source))
        .unwrap();
    let places = simulator.places();
    let source = places.iter().find(|place| place.is_source).unwrap();
    let edit = Edit::SetSchema {
        id: source.id,
        properties: json!({"Count": {"name": "Number"}}),
    };
    simulator.edit(&edit).unwrap();
    let sights = simulator.sights("");
    let shown = sights.iter().find(|sight| sight.id == source.id).unwrap();
    assert!(shown.object["properties"]["Number"].is_object());
    assert!(shown.object["properties"]["Count"].is_null());
    let id = simulator.first_page().unwrap();
    simulator.edit(&Edit::Move { id, to: id }).unwrap_err();
}
