//! What the plan of deletions, its brake, and audits promise.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_text::NotionId;

use crate::test_support::{TestStore, at, id, page, page_in, store, table};
use crate::{
    BrakeAnswer, BrakeDirection, Change, NewBrake, ObjectKind, StoredParent, TrashPlan, TrashSeen,
};

/// A page, and a data source with three rows.
async fn filled() -> TestStore {
    let test = store().await;
    let source = StoredParent::DataSource(id(10));
    test.apply(vec![
        Change::PutObject(page(1, "Alone")),
        Change::PutObject(table(
            10,
            ObjectKind::DataSource,
            "Videos",
            StoredParent::Workspace,
        )),
        Change::PutObject(page_in(11, "One", source)),
        Change::PutObject(page_in(12, "Two", source)),
        Change::PutObject(page_in(13, "Three", source)),
    ])
    .await;
    test
}

fn seen(number: u64) -> Change {
    Change::MarkTrashSeen { object: id(number) }
}

async fn plan(test: &TestStore) -> TrashPlan {
    test.store.trash_seen(test.connection).await.unwrap()
}

async fn is_trashed(test: &TestStore, number: u64) -> bool {
    let object = test.store.object(test.connection, id(number)).await;
    object.unwrap().unwrap().in_trash
}

#[tokio::test]
async fn what_notion_shows_in_the_trash_is_counted_before_it_is_put_there() {
    let test = filled().await;
    assert_eq!(plan(&test).await, TrashPlan::default());
    test.apply(vec![seen(1), seen(11), seen(12)]).await;
    let found = plan(&test).await;
    let source = Some(id(10));
    assert_eq!(
        found.planned,
        [(1, None), (11, source), (12, source)].map(|(number, data_source)| TrashSeen {
            object: id(number),
            kind: ObjectKind::Page,
            data_source
        })
    );
    assert_eq!(found.totals.workspace, 4, "pages, no data sources");
    assert_eq!(found.totals.data_sources.get(&id(10)), Some(&3));
    assert!(!is_trashed(&test, 11).await);
    test.apply(vec![Change::MarkTrashed { object: id(11) }])
        .await;
    assert!(is_trashed(&test, 11).await && !is_trashed(&test, 12).await);
}

#[tokio::test]
async fn what_notion_shows_again_is_no_longer_planned() {
    let test = filled().await;
    test.apply(vec![seen(1), seen(11)]).await;
    test.apply(vec![Change::PutObject(page(1, "Alone"))]).await;
    test.apply(vec![Change::MarkTrashed { object: id(11) }])
        .await;
    assert!(plan(&test).await.planned.is_empty());
}

#[tokio::test]
async fn what_is_in_the_trash_is_listed_by_what_went_there_itself() {
    let test = filled().await;
    test.apply(vec![
        Change::MarkTrashed { object: id(1) },
        Change::MarkTrashed { object: id(11) },
    ])
    .await;
    let listed = async |after| {
        let trash = test.store.chosen_trash(test.connection, after, 10).await;
        let trash = trash.unwrap();
        trash.iter().map(|object| object.id).collect::<Vec<_>>()
    };
    assert_eq!(listed(0).await, [id(1), id(11)]);
    let below = test.store.alive_below(test.connection, &[id(10)]).await;
    let below: Vec<_> = below.unwrap().iter().map(|seen| seen.object).collect();
    assert_eq!(below, [id(12), id(13)]);
    let first = test.store.object(test.connection, id(1)).await;
    assert_eq!(listed(first.unwrap().unwrap().row).await, [id(11)]);
    test.apply(vec![Change::MarkTrashed { object: id(10) }])
        .await;
    assert_eq!(
        listed(0).await,
        [id(1), id(10)],
        "a row comes out of it with its data source"
    );
}

#[tokio::test]
async fn an_answer_is_about_the_plan_that_was_shown() {
    let test = store().await;
    let set = async |planned: u64, detail: &str, seconds| {
        let brake = NewBrake {
            direction: BrakeDirection::Here,
            planned,
            total: 100,
            detail: detail.to_owned(),
        };
        test.store
            .set_brake(test.connection, brake, at(seconds))
            .await
            .unwrap();
    };
    let answer = async |seconds| {
        test.store
            .answer_brake(
                test.connection,
                BrakeDirection::Here,
                at(seconds),
                BrakeAnswer::Allowed,
            )
            .await
            .unwrap()
    };
    let now = async || test.store.brakes(test.connection).await.unwrap();
    set(60, "[1]", 1).await;
    assert!(answer(1).await);
    set(60, "[1]", 2).await;
    assert_eq!(now().await[0].answer, Some(BrakeAnswer::Allowed));
    assert_eq!(now().await[0].asked_time, at(1));
    set(61, "[1,2]", 3).await;
    assert_eq!((now().await[0].answer, now().await[0].planned), (None, 61));
    assert!(!answer(1).await, "that was another plan");
    test.store
        .release_brake(test.connection, BrakeDirection::Here)
        .await
        .unwrap();
    assert!(now().await.is_empty());
}

#[tokio::test]
async fn the_most_urgent_audit_that_is_due_comes_first() {
    let test = filled().await;
    let owe = |number, priority, seconds| Change::OweAudit {
        object: id(number),
        priority,
        due: at(seconds),
    };
    test.apply(vec![
        owe(11, 5, 10),
        owe(12, 5, 5),
        owe(13, 1, 50),
        owe(1, 9, 0),
    ])
    .await;
    let next = async |limit, seconds| -> Vec<NotionId> {
        test.store
            .next_audits(test.connection, limit, at(seconds))
            .await
            .unwrap()
    };
    assert_eq!(next(10, 20).await, [id(12), id(11), id(1)]);
    assert_eq!(next(1, 60).await, [id(13)]);
    test.apply(vec![owe(11, 1, 70), Change::FinishAudit { object: id(12) }])
        .await;
    assert_eq!(next(2, 20).await, [id(11), id(1)]);
    assert_eq!(test.store.count_audits(test.connection).await.unwrap(), 3);
}
