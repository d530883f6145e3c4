//! The account of a run adds up, whatever happens.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_text::FileKind;
use proptest::prelude::*;

use crate::test_support::{at, id, outcome, page_in, store};
use crate::{
    Change, FetchKind, FileRecord, FileStatus, LedgerItem, NewFetch, Outcome, RunState,
    StoredParent, What,
};

#[derive(Debug, Clone)]
enum Event {
    See(u64, Option<u64>),
    Outcome(u64, Outcome),
    Other(What, u64, Outcome),
    Trash(u64),
    Lose(u64),
    Want(u64),
    Choose(bool, Vec<(u64, bool)>),
    File(u64, u64, u8),
    Restart,
}

fn an_outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        Just(Outcome::Stored),
        Just(Outcome::Skipped),
        Just(Outcome::Refused),
        Just(Outcome::Failed)
    ]
}

fn an_event() -> impl Strategy<Value = Event> {
    let number = 1_u64..12;
    prop_oneof![
        4 => (number.clone(), proptest::option::of(1_u64..12)).prop_map(|(object, parent)| Event::See(object, parent)),
        4 => (number.clone(), an_outcome()).prop_map(|(object, outcome)| Event::Outcome(object, outcome)),
        2 => (prop_oneof![Just(What::File), Just(What::Comment), Just(What::User)], number.clone(), an_outcome())
            .prop_map(|(what, object, outcome)| Event::Other(what, object, outcome)),
        1 => number.clone().prop_map(Event::Trash),
        1 => number.clone().prop_map(Event::Lose),
        1 => number.clone().prop_map(Event::Want),
        1 => (any::<bool>(), proptest::collection::vec((number.clone(), any::<bool>()), 0..4))
            .prop_map(|(default, marks)| Event::Choose(default, marks)),
        2 => (number.clone(), 1_u64..5, 0_u8..6).prop_map(|(object, file, status)| Event::File(object, file, status)),
        1 => Just(Event::Restart),
    ]
}

fn file_status(number: u8) -> FileStatus {
    match number {
        0 => FileStatus::Pending,
        1 => FileStatus::Stored {
            hash: keepsake_text::ContentHash::of(b"x"),
            size: 1,
            mime: None,
        },
        2 => FileStatus::External,
        3 => FileStatus::TooLarge { size: None },
        4 => FileStatus::Refused,
        _ => FileStatus::Failed,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_account_adds_up(events in proptest::collection::vec(an_event(), 1..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async {
            let test = store().await;
            let mut run = test.start().await;
            let mut seen = std::collections::BTreeSet::new();
            for event in events {
                match event {
                    Event::See(object, parent) => {
                        let parent = parent.map_or(StoredParent::Workspace, |parent| StoredParent::Page(id(parent)));
                        test.apply_in(run, vec![Change::PutObject(page_in(object, "Page", parent))]).await;
                        seen.insert(object);
                    }
                    Event::Outcome(object, result) => {
                        test.apply_in(run, vec![outcome(object, result, "why")]).await;
                    }
                    Event::Other(what, number, result) => {
                        let item = LedgerItem {
                            what,
                            id: number.to_string(),
                            outcome: result,
                            reason: "why".to_owned(),
                            message: None,
                            request_id: None,
                        };
                        test.apply_in(run, vec![Change::Ledger(item)]).await;
                    }
                    Event::Trash(object) if seen.contains(&object) => {
                        test.apply_in(run, vec![Change::MarkTrashed { object: id(object) }]).await;
                    }
                    Event::Lose(object) if seen.contains(&object) => {
                        let lost = Change::MarkUnreachable {
                            object: id(object),
                            reason: "gone".to_owned(),
                            request_id: None,
                        };
                        test.apply_in(run, vec![lost]).await;
                    }
                    Event::Want(object) => {
                        let fetch = NewFetch {
                            kind: FetchKind::Body,
                            target: id(object),
                            object: Some(id(object)),
                            key: String::new(),
                            detail: String::new(),
                            priority: 0,
                            order: 0,
                            again: false,
                        };
                        test.apply_in(run, vec![Change::AddFetch(fetch)]).await;
                    }
                    Event::Choose(default, marks) => {
                        let marks = marks.into_iter().map(|(object, included)| (id(object), included)).collect();
                        test.store.set_selection(test.connection, default, marks).await.unwrap();
                        test.store.recompute_scope(test.connection).await.unwrap();
                    }
                    Event::File(object, file, status) if seen.contains(&object) => {
                        let record = FileRecord {
                            object: id(object),
                            place: "body".to_owned(),
                            identity: file.to_string(),
                            url: None,
                            name: String::new(),
                            kind: FileKind::File,
                            status: file_status(status),
                            reason: None,
                            request_id: None,
                        };
                        test.apply_in(run, vec![Change::PutFile(record)]).await;
                    }
                    Event::Restart => {
                        test.store.finish_run(run, RunState::Stopped, at(20)).await.unwrap();
                        run = test.start().await;
                    }
                    Event::Trash(_) | Event::Lose(_) | Event::File(..) => {}
                }
                let present = test.store.run(run).await.unwrap().ledger;
                assert!(present.objects.adds_up() && present.files.adds_up() && present.comments.adds_up());
            }
            let ledger = test.store.finish_run(run, RunState::Completed, at(30)).await.unwrap();
            for (what, counts) in [
                (What::Object, ledger.objects),
                (What::File, ledger.files),
                (What::Comment, ledger.comments),
            ] {
                assert!(counts.adds_up(), "{what} {counts:?}");
                let listed = ledger.items.iter().filter(|item| item.what == what).count();
                let problems = counts.skipped + counts.refused + counts.failed;
                assert_eq!(u64::try_from(listed).unwrap(), problems, "every problem of kind {what} is listed");
            }
        });
    }
}
