//! What conflicts promise.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use crate::test_support::{TestStore, at, id, page, store};
use crate::{Change, Conflict, ConflictState, Durability, Kept, NewConflict, Origin, Part};

fn conflict(remote: &str, kept: Option<Kept>) -> Change {
    Change::PutConflict(NewConflict {
        object: id(1),
        part: Part::Body,
        base: Some("base".to_owned()),
        local: Some("mine".to_owned()),
        remote: Some(remote.to_owned()),
        policy: "ask".to_owned(),
        kept,
        detail: "{}".to_owned(),
        correlation_id: "c-1".to_owned(),
    })
}

async fn with_page() -> TestStore {
    let test = store().await;
    test.apply(vec![Change::PutObject(page(1, "Plan"))]).await;
    test
}

async fn listed(test: &TestStore, open_only: bool) -> Vec<Conflict> {
    let found = test.store.conflicts(test.connection, open_only).await;
    found.unwrap()
}

#[tokio::test]
async fn a_conflict_keeps_all_three_versions_until_and_after_it_is_decided() {
    let test = with_page().await;
    test.apply(vec![conflict("theirs", None)]).await;
    let open = listed(&test, true).await.remove(0);
    assert_eq!(
        (
            open.base.as_deref(),
            open.local.as_deref(),
            open.remote.as_deref()
        ),
        (Some("base"), Some("mine"), Some("theirs"))
    );
    for kept in [Kept::Local, Kept::Notion] {
        // The second comes after it was decided.
        let decided = Change::ResolveConflict { id: open.id, kept };
        test.apply(vec![decided]).await;
    }
    assert_eq!(
        test.store.count_conflicts(test.connection).await.unwrap(),
        0
    );
    let found = test.store.conflict(test.connection, open.id).await;
    let decided = found.unwrap().unwrap();
    assert_eq!(
        (decided.state, decided.kept, decided.resolved_time),
        (ConflictState::Resolved, Some(Kept::Local), Some(at(10)))
    );
    assert_eq!(decided.remote, open.remote);
}

#[tokio::test]
async fn the_same_conflict_twice_is_one_and_a_newer_one_replaces_it() {
    let test = with_page().await;
    test.apply(vec![conflict("theirs", None)]).await;
    test.apply(vec![conflict("theirs", None)]).await;
    assert_eq!(listed(&test, false).await.len(), 1);
    test.apply(vec![conflict("theirs, newer", None)]).await;
    let states: Vec<_> = listed(&test, false)
        .await
        .into_iter()
        .map(|conflict| (conflict.state, conflict.remote.unwrap()))
        .collect();
    assert_eq!(
        states,
        [
            (ConflictState::Open, "theirs, newer".to_owned()),
            (ConflictState::Replaced, "theirs".to_owned())
        ]
    );
    assert_eq!(listed(&test, true).await.len(), 1);
}

#[tokio::test]
async fn what_a_policy_decides_is_kept_as_decided() {
    let test = with_page().await;
    test.apply(vec![conflict("theirs", None)]).await;
    test.apply(vec![conflict("theirs", Some(Kept::Notion))])
        .await;
    test.apply(vec![conflict("others", Some(Kept::Local))])
        .await;
    assert!(listed(&test, true).await.is_empty());
    let kept: Vec<_> = listed(&test, false)
        .await
        .into_iter()
        .map(|conflict| (conflict.state, conflict.kept))
        .collect();
    assert_eq!(
        kept,
        [
            (ConflictState::Resolved, Some(Kept::Local)),
            (ConflictState::Resolved, Some(Kept::Notion))
        ]
    );
}

#[tokio::test]
async fn a_decision_and_what_follows_from_it_are_one_commit() {
    let test = with_page().await;
    let state = test.edit(1, Part::Body, Some("base"), Some("mine")).await;
    test.apply(vec![conflict("theirs", None)]).await;
    let open = listed(&test, true).await.remove(0);
    test.stopped_anywhere(
        async |watched| {
            let changes = vec![
                Change::ResolveConflict {
                    id: open.id,
                    kept: Kept::Notion,
                },
                Change::TakeRemote {
                    object: id(1),
                    part: Part::Body,
                    through_edits: state.edits,
                    value: open.remote.clone(),
                    origin: Origin::Conflict,
                    correlation_id: "c-2".to_owned(),
                },
            ];
            watched
                .apply_with(test.connection, None, changes, at(50), Durability::Power)
                .await
                .map(drop)
        },
        async |is_done| {
            let left = usize::from(!is_done);
            assert_eq!(listed(&test, true).await.len(), left);
            assert_eq!(test.copies(1).await.len(), left);
        },
    )
    .await;
}

#[tokio::test]
async fn a_conflict_about_what_was_taken_back_is_over() {
    let test = with_page().await;
    let edit = |value: &str| crate::LocalEdit {
        part: Part::Body,
        base: Some("base".to_owned()),
        value: Some(value.to_owned()),
        lossy_base: false,
        undoes: None,
    };
    for (value, then) in [("mine", Some("theirs")), ("base", None)] {
        test.store
            .edit_part(
                test.connection,
                id(1),
                edit(value),
                Origin::Local,
                "c-1",
                at(30),
            )
            .await
            .unwrap();
        if let Some(theirs) = then {
            test.apply(vec![conflict(theirs, None)]).await;
            assert_eq!(listed(&test, true).await.len(), 1);
        }
    }
    assert!(listed(&test, true).await.is_empty());
    assert_eq!(listed(&test, false).await.len(), 1, "and still told");
}
