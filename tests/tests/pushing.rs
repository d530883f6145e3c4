//! What was changed here reaches Notion once, and nothing anybody wrote is lost on the way.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_memory::{
    BrakeAnswer, BrakeDirection, CreationParent, CreationState, NewCreation, ObjectKind, Part,
};
use keepsake_notion::{NotionId, ports::Clock};
use keepsake_simulator::{Edit, Fault, FaultKind};
use keepsake_tests::hands::{
    edit, far, far_title, id, is_in_far_trash, keep_mine, pages, put_into_the_trash, rename,
    settled, shown_title, title, write,
};
use keepsake_text::property::writable_from_words;

#[tokio::test]
async fn a_title_changed_here_costs_two_requests_and_is_never_sent_again() {
    let world = settled("flat").await;
    let page = pages(&world).await[0];
    rename(&world, page, "Written here").await;

    world.simulator.reset_meters();
    let outcome = world.sync().await;
    assert_eq!(outcome.pushed.properties, 1, "{:?}", outcome.pushed);
    assert_eq!(
        world.simulator.meters().counted,
        4,
        "two to look, two to write"
    );
    assert_eq!(far_title(&world, page), "Written here");
    assert_eq!(shown_title(&world, page).await, "Written here");

    world.wait(600);
    world.simulator.reset_meters();
    let outcome = world.sync().await;
    assert!(!outcome.pushed.wrote(), "{:?}", outcome.pushed);
    assert_eq!(world.simulator.meters().counted, 2);
    assert_eq!(
        world.store.count_unsettled(world.connection).await.unwrap(),
        0
    );
}

#[tokio::test]
async fn a_title_changed_on_both_sides_waits_for_the_person_and_both_are_kept() {
    let world = settled("flat").await;
    let page = pages(&world).await[0];
    rename(&world, page, "Written here").await;
    let edited = Edit::SetTitle {
        id: far(page),
        text: "Written there".to_owned(),
    };
    world.simulator.edit(&edited).unwrap();
    let there = far_title(&world, page);

    let outcome = world.sync().await;
    assert_eq!(outcome.pushed.asked, 1, "{:?}", outcome.pushed);
    assert_eq!(
        far_title(&world, page),
        there,
        "nothing is written before the person has said so"
    );
    let conflicts = world.store.conflicts(world.connection, true).await.unwrap();
    let [conflict] = conflicts.as_slice() else {
        panic!("{conflicts:?}")
    };
    assert_eq!(conflict.local, Some(title("Written here")));
    assert_eq!(conflict.remote, Some(title(&there)));

    world.wait(600);
    assert_eq!(world.sync().await.pushed.waiting, 1, "it keeps waiting");

    keep_mine(&world, conflict.id).await;
    let outcome = world.sync().await;
    assert_eq!(outcome.pushed.properties, 1, "{:?}", outcome.pushed);
    assert_eq!(far_title(&world, page), "Written here");
}

#[tokio::test]
async fn texts_edited_in_different_places_are_joined() {
    let world = settled("flat").await;
    let page = pages(&world).await[0];
    let before = world.body(page).await.unwrap();
    let mut lines: Vec<&str> = before.lines().collect();
    assert!(lines.len() > 1, "{before}");
    lines[0] = "Changed here";
    write(&world, page, lines.join("\n")).await;
    let edited = Edit::AddText {
        to: far(page),
        text: "Added there".to_owned(),
    };
    world.simulator.edit(&edited).unwrap();

    let outcome = world.sync().await;
    assert_eq!(
        (
            outcome.pushed.texts,
            outcome.pushed.merged,
            outcome.pushed.asked
        ),
        (1, 1, 0),
        "{:?}",
        outcome.pushed
    );
    world.wait(600);
    assert!(!world.sync().await.pushed.wrote());
    let after = world.body(page).await.unwrap();
    assert!(
        after.contains("Changed here") && after.contains("Added there"),
        "{after}"
    );
    assert_eq!(
        world.store.count_unsettled(world.connection).await.unwrap(),
        0
    );
}

#[tokio::test]
async fn a_page_edited_there_is_not_thrown_away_here() {
    let world = settled("flat").await;
    let [kept, gone] = pages(&world).await[..2] else {
        panic!("too few pages")
    };
    put_into_the_trash(&world, kept).await;
    put_into_the_trash(&world, gone).await;
    let edited = Edit::AddText {
        to: far(kept),
        text: "Important".to_owned(),
    };
    world.simulator.edit(&edited).unwrap();

    let outcome = world.sync().await;
    assert_eq!(
        (outcome.pushed.trashed, outcome.pushed.asked),
        (1, 1),
        "{:?}",
        outcome.pushed
    );
    assert!(is_in_far_trash(&world, gone) && !is_in_far_trash(&world, kept));
    world.wait(600);
    let outcome = world.sync().await;
    assert!(!outcome.pushed.wrote(), "{:?}", outcome.pushed);
}

#[tokio::test]
async fn an_edit_of_a_page_that_is_in_the_trash_there_is_kept_and_can_bring_it_back() {
    let world = settled("flat").await;
    let page = pages(&world).await[0];
    rename(&world, page, "Still wanted").await;
    world
        .simulator
        .edit(&Edit::Trash { id: far(page) })
        .unwrap();

    let outcome = world.sync().await;
    assert_eq!(outcome.pushed.asked, 1, "{:?}", outcome.pushed);
    let conflicts = world.store.conflicts(world.connection, true).await.unwrap();
    assert_eq!(conflicts[0].part, Part::Trash);

    keep_mine(&world, conflicts[0].id).await;
    let outcome = world.sync().await;
    assert_eq!(outcome.pushed.restored, 1, "{:?}", outcome.pushed);
    let outcome = world.sync().await;
    assert_eq!(outcome.pushed.properties, 1, "{:?}", outcome.pushed);
    assert!(!is_in_far_trash(&world, page));
    assert_eq!(far_title(&world, page), "Still wanted");
}

#[tokio::test]
async fn a_page_whose_answer_was_lost_is_made_once() {
    let world = settled("flat").await;
    let parent = pages(&world).await[0];
    let creation = NewCreation {
        provisional: NotionId::from_bytes([7; 16]),
        parent_kind: CreationParent::Page,
        parent,
        properties:
            serde_json::json!({"title": writable_from_words("title", "Made here").unwrap()})
                .to_string(),
        markdown: Some("Its text".to_owned()),
        profile: None,
        correlation_id: "test".to_owned(),
    };
    let now = world.clock.now();
    world
        .store
        .add_creation(world.connection, creation, now)
        .await
        .unwrap();
    world.simulator.add_fault(Fault {
        kind: FaultKind::DroppedAfter,
        endpoint: "POST /v1/pages".to_owned(),
        times: Some(1),
        skip: 0,
        probability: None,
        writes_only: true,
        retry_after: None,
        reason: None,
    });

    let outcome = world.sync().await;
    assert_eq!(
        (outcome.pushed.created, outcome.pushed.unclear),
        (0, 1),
        "{:?}",
        outcome.pushed
    );
    let outcome = world.sync().await;
    assert_eq!(outcome.pushed.created, 1, "{:?}", outcome.pushed);
    let made = world.simulator.truth().objects;
    let made: Vec<_> = made
        .iter()
        .filter(|object| object.title == "Made here")
        .collect();
    assert_eq!(made.len(), 1, "{made:?}");
    let creations = world
        .store
        .creations(world.connection, &[CreationState::Made])
        .await
        .unwrap();
    assert_eq!(creations[0].made, Some(id(made[0].id)));
    world.wait(600);
    assert!(!world.sync().await.pushed.wrote());
    assert!(
        world
            .body(id(made[0].id))
            .await
            .unwrap()
            .contains("Its text")
    );
}

#[tokio::test]
async fn a_page_moved_here_moves_there() {
    let world = settled("flat").await;
    let [page, target] = pages(&world).await[..2] else {
        panic!("too few pages")
    };
    let object = world
        .store
        .raw(world.connection, page)
        .await
        .unwrap()
        .unwrap();
    let before = keepsake_sync::two_way::remote::place_of(&object).unwrap();
    let place = serde_json::json!({"page_id": target}).to_string();
    edit(&world, page, Part::Place, before, place).await;
    let outcome = world.sync().await;
    assert_eq!(outcome.pushed.moved, 1, "{:?}", outcome.pushed);
    let known = world.store.known(world.connection, &[page]).await.unwrap();
    assert_eq!(known[&page].container, Some(target));
}

#[tokio::test]
async fn most_of_a_workspace_in_the_trash_stops_and_asks() {
    let world = settled("flat").await;
    let pages = pages(&world).await;
    let gone = pages.len() * 6 / 10;
    for page in &pages[..gone] {
        world
            .simulator
            .edit(&Edit::Trash { id: far(*page) })
            .unwrap();
    }
    let outcome = world.sync().await;
    assert_eq!(outcome.brake.map(|share| share.planned), Some(gone as u64));
    let alive = world
        .store
        .count_chosen(world.connection, Some(ObjectKind::Page))
        .await
        .unwrap();
    let all = pages.len() as u64 + 1;
    assert_eq!(alive, all, "nothing is carried out, not even in part");

    let brakes = world.store.brakes(world.connection).await.unwrap();
    world
        .store
        .answer_brake(
            world.connection,
            BrakeDirection::Here,
            brakes[0].asked_time,
            BrakeAnswer::Allowed,
        )
        .await
        .unwrap();
    let outcome = world.sync().await;
    assert_eq!(outcome.brake, None);
    let alive = world
        .store
        .count_chosen(world.connection, Some(ObjectKind::Page))
        .await
        .unwrap();
    assert_eq!(alive, all - gone as u64);
}

#[tokio::test]
async fn what_notion_refuses_is_parked_with_its_reason_and_not_sent_again_and_again() {
    let world = settled("flat").await;
    let page = pages(&world).await[0];
    edit(
        &world,
        page,
        Part::Property("title".to_owned()),
        title(&shown_title(&world, page).await),
        serde_json::json!({"title": "not a list"}).to_string(),
    )
    .await;
    let outcome = world.sync().await;
    assert_eq!(outcome.pushed.parked, 1, "{:?}", outcome.pushed);
    let outbox = world.store.outbox(world.connection).await.unwrap();
    assert_eq!(outbox[0].reason.as_deref(), Some("refused_by_notion"));
    assert!(outbox[0].request_id.is_some(), "{outbox:?}");

    world.wait(600);
    world.simulator.reset_meters();
    assert_eq!(world.sync().await.pushed.waiting, 1);
    assert_eq!(world.simulator.meters().counted, 2);

    rename(&world, page, "Put right").await;
    assert_eq!(world.sync().await.pushed.properties, 1);
    assert_eq!(far_title(&world, page), "Put right");
}
