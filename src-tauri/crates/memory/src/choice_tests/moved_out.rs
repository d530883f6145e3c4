//! What becomes of what somebody moves out of the choice.

use super::*;

async fn move_out(test: &TestStore, number: u64, title: &str) {
    let moved = page_in(number, title, StoredParent::Page(id(20)));
    test.apply(vec![Change::PutObject(moved)]).await;
    test.store.recompute_scope(test.connection).await.unwrap();
}

#[tokio::test]
async fn what_was_changed_here_leaves_only_when_notion_has_it() {
    let test = library().await;
    change(&test, &[20], Fate::Remove).await;
    let read = Some("about travel quokka");
    test.edit(2, Part::Body, read, Some("here")).await;
    let is_kept = async |number| {
        test.store
            .is_kept(test.connection, id(number))
            .await
            .unwrap()
    };
    move_out(&test, 2, "Travel").await;
    assert!(!is_kept(2).await, "it would not be sent");
    assert!(is_kept(3).await, "what lies in it and is in step is");
    let waiting = test.store.count_unsettled(test.connection).await.unwrap();
    assert_eq!(waiting, 1);

    test.apply(vec![Change::SettlePart {
        object: id(2),
        part: Part::Body,
        through_edits: 1,
        base: None,
    }])
    .await;
    test.store.recompute_scope(test.connection).await.unwrap();
    assert!(is_kept(2).await);
}

#[tokio::test]
async fn a_database_that_is_moved_out_stays_beside_its_rows() {
    let test = library().await;
    change(&test, &[20], Fate::Remove).await;
    let moved = table(
        10,
        ObjectKind::Database,
        "Videos",
        StoredParent::Page(id(20)),
    );
    test.apply(vec![Change::PutObject(moved)]).await;
    test.store.recompute_scope(test.connection).await.unwrap();
    for number in [10, 11, 12, 13] {
        let kept = test.store.is_kept(test.connection, id(number)).await;
        assert!(kept.unwrap(), "{number}");
    }
}

#[tokio::test]
async fn what_somebody_moves_out_of_the_choice_stays_as_it_was_read() {
    let test = library().await;
    change(&test, &[20], Fate::Remove).await;
    test.apply(vec![Change::PutObject(page_in(
        2,
        "Travel",
        StoredParent::Page(id(20)),
    ))])
    .await;
    test.store.recompute_scope(test.connection).await.unwrap();
    for moved in [2, 3] {
        assert!(
            test.store
                .is_kept(test.connection, id(moved))
                .await
                .unwrap()
        );
    }
    assert_eq!(
        found(&test).await,
        ["First", "Handbook", "Second", "Trains", "Travel"]
    );
}
