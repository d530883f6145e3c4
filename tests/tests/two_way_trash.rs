//! What lies in something that is in the trash goes and comes with it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_notion::NotionId;
use keepsake_simulator::Edit;
use keepsake_tests::World;
use keepsake_tests::hands::{
    far, far_title, id, is_in_far_trash, keep_mine, pages, rename, settled,
};

/// A workspace with a page in a page, both known here.
async fn page_in_a_page() -> (World, NotionId, NotionId) {
    let world = settled("flat").await;
    let outer = pages(&world).await[0];
    let added = world
        .simulator
        .edit(&Edit::AddPage {
            to: Some(far(outer)),
            title: "Inner".to_owned(),
            text: "Within".to_owned(),
        })
        .unwrap();
    world.wait(600);
    world.sync().await;
    world.wait(600);
    world.sync().await;
    (world, outer, id(added.id))
}

/// Somebody puts a page into the trash in Notion, and this side hears of it.
async fn trash_there(world: &World, page: NotionId) {
    world
        .simulator
        .edit(&Edit::Trash { id: far(page) })
        .unwrap();
    world.wait(600);
    world.sync().await;
}

async fn requests_of_a_cycle(world: &World) -> u64 {
    world.wait(600);
    world.simulator.reset_meters();
    world.sync().await;
    world.simulator.meters().counted
}

#[tokio::test]
async fn a_page_that_comes_out_of_the_trash_only_with_its_parent_waits_for_it_at_no_cost() {
    let (world, outer, inner) = page_in_a_page().await;
    rename(&world, inner, "Still wanted").await;
    trash_there(&world, outer).await;
    let conflicts = world.store.conflicts(world.connection, true).await.unwrap();
    let [conflict] = conflicts.as_slice() else {
        panic!("the person was not asked once: {conflicts:?}");
    };
    keep_mine(&world, conflict.id).await;

    world.wait(600);
    let outcome = world.sync().await;
    assert_eq!(outcome.pushed.parked, 1, "{:?}", outcome.pushed);
    for _ in 0..10 {
        assert_eq!(requests_of_a_cycle(&world).await, 2);
    }

    world
        .simulator
        .edit(&Edit::Restore { id: far(outer) })
        .unwrap();
    for _ in 0..3 {
        world.wait(600);
        world.sync().await;
    }
    assert!(!is_in_far_trash(&world, inner));
    assert_eq!(far_title(&world, inner), "Still wanted");
    assert_eq!(requests_of_a_cycle(&world).await, 2);
}

#[tokio::test]
async fn a_page_taken_out_of_the_trash_from_here_brings_along_what_lies_in_it() {
    let (world, outer, inner) = page_in_a_page().await;
    rename(&world, outer, "Still wanted").await;
    trash_there(&world, outer).await;
    world.wait(600);
    world.sync().await;
    let conflicts = world.store.conflicts(world.connection, true).await.unwrap();
    keep_mine(&world, conflicts[0].id).await;
    for _ in 0..3 {
        world.wait(600);
        world.sync().await;
    }
    assert!(!is_in_far_trash(&world, inner));
    let known = world.store.known(world.connection, &[inner]).await.unwrap();
    assert!(!known[&inner].in_trash && !known[&inner].trash_seen);
    assert_eq!(far_title(&world, outer), "Still wanted");
}

#[tokio::test]
async fn a_page_that_is_taken_out_of_the_trash_in_notion_needs_no_decision_any_more() {
    let world = settled("flat").await;
    let page = pages(&world).await[0];
    rename(&world, page, "Still wanted").await;
    trash_there(&world, page).await;
    let asked = world.store.conflicts(world.connection, true).await.unwrap();
    assert_eq!(asked.len(), 1, "{asked:?}");
    world.wait(600);
    world.sync().await;
    assert!(is_in_far_trash(&world, page));

    let back = Edit::Restore { id: far(page) };
    world.simulator.edit(&back).unwrap();
    for _ in 0..2 {
        world.wait(600);
        world.sync().await;
    }
    let asked = world.store.conflicts(world.connection, true).await.unwrap();
    assert!(asked.is_empty(), "{asked:?}");
    assert_eq!(far_title(&world, page), "Still wanted");
}
