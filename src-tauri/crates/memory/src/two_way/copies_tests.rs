//! What edits, and the engine's changes of them, promise.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use crate::test_support::{TestStore, at, id, local_edit, page, property, store};
use crate::{Applied, Change, LocalEdit, Origin, Part, StoreError};

/// A store with one page.
async fn with_page() -> TestStore {
    let test = store().await;
    test.apply(vec![Change::PutObject(page(1, "Plan"))]).await;
    test
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn settle(through_edits: i64, base: &str) -> Change {
    Change::SettlePart {
        object: id(1),
        part: Part::Body,
        through_edits,
        base: some(base),
    }
}

fn take_remote(through_edits: i64, value: &str) -> Change {
    Change::TakeRemote {
        object: id(1),
        part: Part::Body,
        through_edits,
        value: some(value),
        origin: Origin::Notion,
        correlation_id: "c-3".to_owned(),
    }
}

async fn apply(test: &TestStore, changes: Vec<Change>) -> Applied {
    let copied = test.apply(changes).await;
    let report = test.store.integrity_check().await.unwrap();
    assert!(report.is_sound(), "{report:?}");
    copied
}

#[test]
fn parts_are_found_again_by_their_names() {
    for part in [property("a%3Ab"), Part::Body, Part::Place, Part::Trash] {
        assert_eq!(Part::parse(&part.to_string()), Some(part));
    }
    assert_eq!(Part::parse("blocks"), None);
}

#[tokio::test]
async fn an_edit_keeps_the_base_of_the_first_one_and_counts() {
    let test = with_page().await;
    let first = test
        .edit(1, Part::Body, Some("as Notion has it"), Some("mine"))
        .await;
    let second = test
        .edit(1, Part::Body, Some("what is shown now"), Some("mine again"))
        .await;
    assert_eq!((first.edits, second.edits), (1, 2));
    assert!(first.changed && !first.in_step);
    assert_eq!(
        test.copies(1).await,
        [(Part::Body, some("as Notion has it"), some("mine again"))]
    );
    let unsettled = test.store.unsettled(test.connection, 0, 10).await.unwrap();
    assert_eq!(unsettled.len(), 1);
    assert_eq!(unsettled[0].object, id(1));
    let part = &unsettled[0].parts[0];
    assert_eq!((part.edits, part.edited_time), (2, at(20)));
    assert_eq!(
        part.local_hash,
        Some(keepsake_text::canonical::hash_text("mine again"))
    );
}

#[tokio::test]
async fn an_edit_that_is_taken_back_leaves_nothing_to_be_pushed() {
    let test = with_page().await;
    test.edit(1, property("p"), Some("1"), Some("2")).await;
    test.edit(1, property("q"), None, Some("3")).await;
    let back = test.edit(1, property("p"), Some("1"), Some("1")).await;
    assert!(back.in_step && back.changed);
    assert_eq!(test.copies(1).await, [(property("q"), None, some("3"))]);
    test.edit(1, property("q"), None, None).await;
    assert!(test.copies(1).await.is_empty());
    assert_eq!(
        test.store.count_unsettled(test.connection).await.unwrap(),
        0
    );
    let history = test
        .store
        .history(test.connection, id(1), Some(&property("p")), None, 10)
        .await
        .unwrap();
    let steps: Vec<_> = history
        .into_iter()
        .map(|entry| (entry.before.unwrap(), entry.after.unwrap()))
        .collect();
    assert_eq!(
        steps,
        [
            ("2".to_owned(), "1".to_owned()),
            ("1".to_owned(), "2".to_owned())
        ]
    );
}

#[tokio::test]
async fn an_edit_that_changes_nothing_is_none() {
    let test = with_page().await;
    let same = test
        .edit(1, Part::Trash, Some("false"), Some("false"))
        .await;
    assert!(!same.changed && same.in_step);
    test.edit(1, Part::Trash, Some("false"), Some("true")).await;
    let again = test.edit(1, Part::Trash, Some("false"), Some("true")).await;
    assert!(!again.changed && !again.in_step);
    assert_eq!(again.edits, 1);
    let history = test
        .store
        .history(test.connection, id(1), None, None, 10)
        .await
        .unwrap();
    assert_eq!(history.len(), 1);
}

#[tokio::test]
async fn nobody_edits_an_object_that_was_never_seen() {
    let test = with_page().await;
    let error = test
        .store
        .edit_part(
            test.connection,
            id(404),
            local_edit(Part::Body, None, Some("words")),
            Origin::Local,
            "c",
            at(0),
        )
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::UnknownObject(object) if object == id(404)));
}

#[tokio::test]
async fn stopped_before_any_statement_edits_happen_fully_or_not_at_all() {
    let test = with_page().await;
    let statements = test
        .stopped_anywhere(
            async |watched| {
                let edits = vec![
                    local_edit(property("p"), Some("1"), Some("2")),
                    local_edit(Part::Body, Some("theirs"), Some("mine")),
                ];
                watched
                    .edit_parts(test.connection, id(1), edits, Origin::Local, "c", at(0))
                    .await
                    .map(drop)
            },
            async |is_done| {
                let history = test.store.history(test.connection, id(1), None, None, 10);
                let entries = history.await.unwrap().len();
                let parts = test.copies(1).await.len();
                let expected = if is_done { 2 } else { 0 };
                assert_eq!((entries, parts), (expected, expected));
            },
        )
        .await;
    assert!(statements > 10, "{statements}");
}

#[tokio::test]
async fn settling_what_was_sent_puts_the_part_in_step() {
    let test = with_page().await;
    let state = test.edit(1, Part::Body, Some("theirs"), Some("mine")).await;
    apply(&test, vec![settle(state.edits, "mine")]).await;
    assert!(test.copies(1).await.is_empty());
}

#[tokio::test]
async fn settling_leaves_a_newer_edit_and_gives_it_the_base_that_was_reached() {
    let test = with_page().await;
    let sent = test.edit(1, Part::Body, Some("theirs"), Some("mine")).await;
    test.edit(1, Part::Body, Some("theirs"), Some("mine, longer"))
        .await;
    apply(&test, vec![settle(sent.edits, "mine")]).await;
    assert_eq!(
        test.copies(1).await,
        [(Part::Body, some("mine"), some("mine, longer"))]
    );
}

#[tokio::test]
async fn settling_with_what_a_newer_edit_wants_leaves_nothing() {
    let test = with_page().await;
    let sent = test.edit(1, Part::Body, Some("theirs"), Some("mine")).await;
    test.edit(1, Part::Body, Some("theirs"), Some("more")).await;
    apply(&test, vec![settle(sent.edits, "more")]).await;
    assert!(test.copies(1).await.is_empty());
}

#[tokio::test]
async fn what_is_taken_from_notion_leaves_the_local_value_in_the_history() {
    let test = with_page().await;
    let state = test.edit(1, Part::Body, Some("old"), Some("mine")).await;
    apply(&test, vec![take_remote(state.edits, "theirs")]).await;
    assert!(test.copies(1).await.is_empty());
    let history = test
        .store
        .history(test.connection, id(1), None, None, 1)
        .await
        .unwrap();
    assert_eq!(
        (history[0].before.as_deref(), history[0].after.as_deref()),
        (Some("mine"), Some("theirs"))
    );
    assert_eq!(history[0].origin, Origin::Notion);
}

#[tokio::test]
async fn what_was_decided_about_an_older_edit_does_not_touch_a_newer_one() {
    let test = with_page().await;
    let decided = test.edit(1, Part::Body, Some("old"), Some("mine")).await;
    test.edit(1, Part::Body, Some("old"), Some("newer")).await;
    let through_edits = decided.edits;
    for change in [
        take_remote(through_edits, "theirs"),
        Change::PutBase {
            object: id(1),
            part: Part::Body,
            through_edits,
            value: some("theirs"),
            lossy: false,
        },
        Change::PutLocal {
            object: id(1),
            part: Part::Body,
            through_edits,
            value: some("merged"),
        },
    ] {
        let applied = apply(&test, vec![change]).await;
        assert_eq!(applied.edited_since, 1);
        assert_eq!(
            test.copies(1).await,
            [(Part::Body, some("old"), some("newer"))]
        );
    }
}

#[tokio::test]
async fn a_merge_takes_the_place_of_both_sides_and_stays_the_same_edit() {
    let test = with_page().await;
    let state = test.edit(1, Part::Body, Some("a b"), Some("A b")).await;
    let merge = |remote: &str, merged: &str| {
        vec![
            Change::PutBase {
                object: id(1),
                part: Part::Body,
                through_edits: state.edits,
                value: some(remote),
                lossy: true,
            },
            Change::PutLocal {
                object: id(1),
                part: Part::Body,
                through_edits: state.edits,
                value: some(merged),
            },
        ]
    };
    apply(&test, merge("a B", "A B")).await;
    let found = test.store.unsettled_of(test.connection, id(1)).await;
    let part = found.unwrap().unwrap().parts.remove(0);
    assert_eq!((part.base, part.local), (some("a B"), some("A B")));
    assert_eq!((part.edits, part.edited_time), (state.edits, at(20)));
    assert!(part.lossy_base);
    apply(&test, merge("A B", "A B")).await;
    assert!(test.copies(1).await.is_empty(), "nothing is left to push");
}

#[tokio::test]
async fn a_part_that_is_in_step_is_not_touched_by_what_was_decided_before() {
    let test = with_page().await;
    let applied = apply(&test, vec![settle(7, "x"), take_remote(7, "x")]).await;
    assert_eq!(applied.edited_since, 0);
    assert!(test.copies(1).await.is_empty());
}

#[tokio::test]
async fn an_undo_is_noted_in_what_it_takes_back() {
    let test = with_page().await;
    test.edit(1, Part::Body, Some("old"), Some("new")).await;
    let history = async || {
        test.store
            .history(test.connection, id(1), None, None, 10)
            .await
            .unwrap()
    };
    let edit = history().await.remove(0);
    let undo = LocalEdit {
        undoes: Some(edit.id),
        ..local_edit(Part::Body, Some("new"), edit.before.as_deref())
    };
    test.store
        .edit_part(test.connection, id(1), undo, Origin::Undo, "c-4", at(30))
        .await
        .unwrap();
    let entries = history().await;
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[0].origin, Origin::Undo);
    assert_eq!(entries[1].undone_by, Some(entries[0].id));
    let one = test
        .store
        .history_entry(test.connection, edit.id)
        .await
        .unwrap();
    assert_eq!(one.as_ref(), Some(&entries[1]));
    let older = test
        .store
        .history(test.connection, id(1), None, Some(entries[0].id), 10)
        .await
        .unwrap();
    assert_eq!(older.len(), 1);
}

#[tokio::test]
async fn what_is_unsettled_is_listed_page_by_page_and_by_connection() {
    let test = store().await;
    let other = test
        .store
        .put_connection(crate::test_support::new_connection("other"), at(0))
        .await
        .unwrap();
    for number in 1..=5 {
        test.apply(vec![Change::PutObject(page(number, "Plan"))])
            .await;
        test.edit(number, property("p"), Some("1"), Some("2")).await;
        test.edit(number, Part::Body, Some("x"), Some("y")).await;
    }
    test.store
        .apply(
            other,
            None,
            vec![Change::PutObject(page(1, "Other"))],
            at(0),
        )
        .await
        .unwrap();
    test.store
        .edit_part(
            other,
            id(1),
            local_edit(Part::Body, None, Some("z")),
            Origin::Local,
            "c",
            at(0),
        )
        .await
        .unwrap();
    let mut seen = Vec::new();
    let mut after = 0;
    loop {
        let listed = test.store.unsettled(test.connection, after, 2).await;
        let listed = listed.unwrap();
        let Some(last) = listed.last() else { break };
        after = last.row;
        assert!(listed.iter().all(|object| object.parts.len() == 2));
        seen.extend(listed.iter().map(|object| object.object));
    }
    assert_eq!(seen, (1..=5).map(id).collect::<Vec<_>>());
    assert_eq!(
        test.store.count_unsettled(test.connection).await.unwrap(),
        10
    );
    assert_eq!(test.store.count_unsettled(other).await.unwrap(), 1);
}

#[tokio::test]
async fn every_text_comes_back_byte_for_byte() {
    let test = with_page().await;
    let base = "nul \u{0} and \r\n lines\u{2028}é e\u{301}";
    let local = base.repeat(400);
    test.edit(1, Part::Body, Some(base), Some(&local)).await;
    assert_eq!(
        test.copies(1).await,
        [(Part::Body, some(base), Some(local))]
    );
}

#[tokio::test]
async fn the_last_edit_is_the_newest_that_a_person_made_and_goes_when_all_is_settled() {
    let test = with_page().await;
    let last = async || test.store.last_edit(test.connection).await.unwrap();
    assert_eq!(last().await, None);
    let edit = async |value: &str, now| {
        let edit = local_edit(Part::Body, Some("one"), Some(value));
        let edited =
            test.store
                .edit_part(test.connection, id(1), edit, Origin::Local, "c", at(now));
        edited.await.unwrap().edits
    };
    edit("two", 100).await;
    assert_eq!(last().await, Some(at(100)));
    let edits = edit("three", 107).await;
    assert_eq!(last().await, Some(at(107)));
    apply(&test, vec![settle(edits - 1, "two")]).await;
    assert_eq!(
        last().await,
        Some(at(107)),
        "what the engine settles is no edit"
    );
    apply(&test, vec![settle(edits, "three")]).await;
    assert_eq!(last().await, None);
}
