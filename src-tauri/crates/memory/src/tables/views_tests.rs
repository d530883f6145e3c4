//! What kept views promise.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use crate::test_support::{TestStore, at, id, store};
use crate::{NewTableView, OpenOptions, Store, TableViewId};

async fn keep(test: &TestStore, name: &str, position: Option<u32>) -> Option<TableViewId> {
    let view = NewTableView {
        name: name.to_owned(),
        look: format!("{{\"of\":\"{name}\"}}"),
        position,
    };
    let kept = test
        .store
        .keep_table_view(test.connection, id(3), view, at(1));
    kept.await.unwrap()
}

async fn names(test: &TestStore) -> Vec<String> {
    let views = test.store.table_views(test.connection, id(3)).await;
    views.unwrap().into_iter().map(|view| view.name).collect()
}

#[tokio::test]
async fn views_are_kept_in_their_order_and_come_back() {
    let test = store().await;
    for name in ["Mine", "Due", "Done"] {
        keep(&test, name, None).await.unwrap();
    }
    assert_eq!(keep(&test, "Due", None).await, None, "a name is taken once");
    keep(&test, "First", Some(0)).await.unwrap();
    assert_eq!(names(&test).await, ["First", "Mine", "Due", "Done"]);
    let opened = Store::open(test.store.path(), OpenOptions::new(at(2)))
        .await
        .unwrap();
    let views = opened.table_views(test.connection, id(3)).await.unwrap();
    assert_eq!(views.len(), 4);
    assert_eq!(views[2].look, "{\"of\":\"Due\"}");
    let other = test.store.table_views(test.connection, id(4)).await;
    assert_eq!(other.unwrap(), [], "another data source has its own");
}

#[tokio::test]
async fn views_are_renamed_moved_and_taken_away() {
    let test = store().await;
    let mine = keep(&test, "Mine", None).await.unwrap();
    let due = keep(&test, "Due", None).await.unwrap();
    let done = keep(&test, "Done", None).await.unwrap();
    assert!(
        test.store
            .change_table_view(due, "Soon", "{}", at(2))
            .await
            .unwrap()
    );
    assert!(
        !test
            .store
            .change_table_view(due, "Done", "{}", at(2))
            .await
            .unwrap()
    );
    assert_eq!(names(&test).await, ["Mine", "Soon", "Done"]);
    let order = [done, mine];
    let ordered = test.store.order_table_views(test.connection, id(3), &order);
    ordered.await.unwrap();
    assert_eq!(names(&test).await, ["Done", "Mine", "Soon"]);
    test.store.remove_table_view(mine).await.unwrap();
    assert_eq!(names(&test).await, ["Done", "Soon"]);
    keep(&test, "Mine", Some(1)).await.unwrap();
    assert_eq!(names(&test).await, ["Done", "Mine", "Soon"], "undone");
    assert!(
        !test
            .store
            .change_table_view(mine, "Gone", "{}", at(3))
            .await
            .unwrap()
    );
}
