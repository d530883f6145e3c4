//! Deletions: a few are carried out, many wait for the person.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_app::dto::BrakeDirection;
use keepsake_memory::{BrakeAnswer, BrakeDirection as Direction, Part, metadata_hash};
use keepsake_simulator::{Edit, Id};
use keepsake_sync::two_way::remote::Trash;
use keepsake_tests::{
    Productions,
    hands::{edit, far, pages, settled},
};

fn trash(productions: &Productions, row: &str) {
    let id = Id::parse(row).unwrap();
    productions
        .facade
        .simulator
        .edit(&Edit::Trash { id })
        .unwrap();
}

async fn with_rows(count: usize) -> (Productions, Vec<String>) {
    let productions = Productions::created().await;
    let rows = (0..count)
        .map(|number| productions.add_row(&format!("Video {number}"), "Biology", "deep-sea", ""))
        .collect();
    productions.later().await;
    productions.sync().await;
    (productions, rows)
}

#[tokio::test]
async fn one_trashed_row_is_followed_without_a_question() {
    let (productions, rows) = with_rows(10).await;
    trash(&productions, &rows[0]);
    productions.later().await;
    let run = productions.sync().await;
    assert!(run.brakes.is_empty());
    assert_eq!(productions.records().await.len(), 9);
}

#[tokio::test]
async fn sixty_percent_trashed_in_notion_stop_the_plan_until_the_person_allows_it() {
    let (productions, rows) = with_rows(10).await;
    for row in &rows[..6] {
        trash(&productions, row);
    }
    productions.later().await;
    for _ in 0..2 {
        let run = productions.sync().await;
        let [brake] = run.brakes.as_slice() else {
            panic!("nobody asked: {:?}", run.brakes);
        };
        assert_eq!(
            (brake.direction, brake.planned, brake.total),
            (BrakeDirection::Here, 6, 10)
        );
        assert_eq!(brake.database.as_deref(), Some("Video Production"));
        assert_eq!(brake.titles.len(), 6);
        assert_eq!(
            productions.records().await.len(),
            10,
            "nothing was taken away"
        );
        productions.later().await;
    }
    let core = &productions.facade.core;
    let connection = &productions.facade.connection;
    assert_eq!(core.attention(connection).await.unwrap().decisions, 1);
    assert_eq!(core.answer_brakes(connection, true).await.unwrap(), 1);
    let run = productions.sync().await;
    assert!(run.brakes.is_empty());
    assert_eq!(productions.records().await.len(), 4);
    assert!(
        core.answer_brakes(connection, true).await.is_err(),
        "there is nothing to answer"
    );
}

#[tokio::test]
async fn a_declined_plan_keeps_everything_and_does_not_ask_again() {
    let (productions, rows) = with_rows(10).await;
    for row in &rows[..6] {
        trash(&productions, row);
    }
    productions.later().await;
    productions.sync().await;
    let core = &productions.facade.core;
    core.answer_brakes(&productions.facade.connection, false)
        .await
        .unwrap();
    for _ in 0..3 {
        let run = productions.sync().await;
        assert!(run.brakes.is_empty(), "{:?}", run.brakes);
        assert_eq!(productions.records().await.len(), 10);
        productions.later().await;
    }
}

#[tokio::test]
async fn many_rows_put_into_the_trash_here_wait_too_and_can_be_taken_back() {
    let (productions, rows) = with_rows(10).await;
    let core = &productions.facade.core;
    let connection = &productions.facade.connection;
    for row in &rows[..6] {
        core.trash_page(row).await.unwrap();
    }
    let run = productions.sync().await;
    assert_eq!(run.pushed.trashed, 0);
    assert_eq!(run.brakes[0].direction, BrakeDirection::Notion);
    core.answer_brakes(connection, false).await.unwrap();
    let run = productions.sync().await;
    assert_eq!((run.pushed.trashed, run.brakes.len()), (0, 0));
    assert_eq!(core.attention(connection).await.unwrap().waiting, 0);

    for row in &rows[..6] {
        core.trash_page(row).await.unwrap();
    }
    productions.sync().await;
    core.answer_brakes(connection, true).await.unwrap();
    assert_eq!(productions.sync().await.pushed.trashed, 6);
}

#[tokio::test]
async fn what_lies_below_a_page_that_is_put_into_the_trash_here_is_counted_with_it() {
    let world = settled("flat").await;
    let all = pages(&world).await;
    let top = all[0];
    for number in 0..60 {
        let add = Edit::AddPage {
            to: Some(far(top)),
            title: format!("Below {number}"),
            text: String::new(),
        };
        world.simulator.edit(&add).unwrap();
    }
    for _ in 0..2 {
        world.wait(600);
        world.sync().await;
    }
    let raw = world.store.raw(world.connection, top).await;
    let wish = |in_trash| Trash {
        in_trash,
        metadata: metadata_hash(&raw.as_ref().unwrap().as_ref().unwrap().to_string()).to_string(),
        // Its text names the new pages by now; that is of no matter here.
        body: String::new(),
    };
    let (before, after) = (wish(false).text(), wish(true).text());
    edit(&world, top, Part::Trash, before, after).await;
    for _ in 0..2 {
        let outcome = world.sync().await;
        assert_eq!(outcome.pushed.trashed, 0, "{:?}", outcome.pushed);
        let brakes = world.store.brakes(world.connection).await.unwrap();
        let [brake] = brakes.as_slice() else {
            panic!("nobody asked: {brakes:?}");
        };
        assert_eq!((brake.direction, brake.planned), (Direction::Notion, 61));
        world.wait(600);
    }

    let asked = world.store.brakes(world.connection).await.unwrap()[0].asked_time;
    let allowed = world.store.answer_brake(
        world.connection,
        Direction::Notion,
        asked,
        BrakeAnswer::Allowed,
    );
    assert!(allowed.await.unwrap());
    for round in 0..3 {
        let outcome = world.sync().await;
        assert_eq!(
            outcome.pushed.trashed,
            u64::from(round == 0),
            "{:?}",
            outcome.pushed
        );
        let brakes = world.store.brakes(world.connection).await.unwrap();
        let asked = brakes.iter().any(|brake| brake.answer.is_none());
        assert!(!asked, "it is asked about twice: {brakes:?}");
        world.wait(600);
    }
    let below = world.store.alive_below(world.connection, &[top]).await;
    assert!(
        below.unwrap().is_empty(),
        "all of it is in the trash here, too"
    );
}
