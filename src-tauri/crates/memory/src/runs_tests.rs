//! What a run's account promises.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_text::FileKind;

use crate::test_support::{at, id, outcome, page, store};
use crate::{
    Change, FetchKind, FileRecord, FileStatus, NewFetch, NewRun, Outcome, RunKind, RunState,
    StoredComment,
};

#[tokio::test]
async fn what_has_no_outcome_is_unchanged() {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page(1, "One")),
        Change::PutObject(page(2, "Two")),
        Change::PutObject(page(3, "Three")),
    ])
    .await;
    let run = test.start().await;
    test.apply_in(
        run,
        vec![outcome(1, Outcome::Stored, ""), Change::AddRequests(4)],
    )
    .await;
    let ledger = test
        .store
        .finish_run(run, RunState::Completed, at(20))
        .await
        .unwrap();
    assert_eq!(
        (
            ledger.objects.found,
            ledger.objects.stored,
            ledger.objects.unchanged
        ),
        (3, 1, 2)
    );
    assert!(ledger.objects.adds_up());
    assert_eq!((ledger.requests, ledger.items.len()), (4, 0));
}

#[tokio::test]
async fn the_worst_outcome_stays_with_its_reason() {
    let test = store().await;
    test.apply(vec![Change::PutObject(page(1, "One"))]).await;
    let run = test.start().await;
    test.apply_in(
        run,
        vec![
            outcome(1, Outcome::Refused, "restricted"),
            outcome(1, Outcome::Failed, "timeout"),
            outcome(1, Outcome::Stored, ""),
        ],
    )
    .await;
    let ledger = test
        .store
        .finish_run(run, RunState::Completed, at(20))
        .await
        .unwrap();
    assert_eq!(ledger.items.len(), 1);
    assert_eq!(
        (ledger.items[0].outcome, ledger.items[0].reason.as_str()),
        (Outcome::Failed, "timeout")
    );
}

#[tokio::test]
async fn a_known_hole_is_refused_in_every_run_with_its_reason() {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page(1, "One")),
        Change::MarkUnreachable {
            object: id(1),
            reason: "not_shared".to_owned(),
            request_id: Some("r-9".to_owned()),
        },
    ])
    .await;
    for _ in 0..2 {
        let run = test.start().await;
        let ledger = test
            .store
            .finish_run(run, RunState::Completed, at(20))
            .await
            .unwrap();
        assert_eq!((ledger.objects.found, ledger.objects.refused), (1, 1));
        let item = &ledger.items[0];
        assert_eq!(
            (item.id.clone(), item.reason.as_str()),
            (id(1).to_string(), "not_shared")
        );
        assert_eq!(item.request_id.as_deref(), Some("r-9"));
    }
}

#[tokio::test]
async fn a_stopped_run_says_what_was_not_finished_and_a_resumed_one_forgets_it() {
    let test = store().await;
    let run = test.start().await;
    test.apply_in(
        run,
        vec![
            Change::PutObject(page(1, "One")),
            outcome(1, Outcome::Stored, ""),
            Change::AddFetch(NewFetch {
                kind: FetchKind::Body,
                target: id(1),
                object: Some(id(1)),
                key: String::new(),
                detail: String::new(),
                priority: 0,
                order: 0,
                again: false,
            }),
        ],
    )
    .await;
    let ledger = test
        .store
        .finish_run(run, RunState::Stopped, at(20))
        .await
        .unwrap();
    assert_eq!(
        (ledger.objects.skipped, ledger.items[0].reason.as_str()),
        (1, "not_finished")
    );

    let resumable = test
        .store
        .resumable_run(test.connection, RunKind::Import)
        .await
        .unwrap();
    assert_eq!(resumable.map(|run| run.id), Some(run));
    let resumed = test.store.resume_run(run, "{\"files\":\"none\"}").await;
    assert_eq!(
        resumed.unwrap().options,
        "{\"files\":\"none\"}",
        "as asked for last"
    );
    let fetch = test
        .store
        .next_fetches(test.connection, 0..=9, 1, &[], at(0))
        .await
        .unwrap()
        .remove(0);
    // Its text came before the stop; what is still owed brings nothing that is counted again.
    test.apply_in(run, vec![Change::FinishFetch(fetch.id)])
        .await;
    let ledger = test
        .store
        .finish_run(run, RunState::Completed, at(30))
        .await
        .unwrap();
    assert_eq!((ledger.objects.found, ledger.objects.stored), (1, 1));
    assert!(
        test.store
            .resumable_run(test.connection, RunKind::Import)
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_file_that_came_after_a_stop_is_not_said_to_be_missing() {
    let test = store().await;
    let run = test.start().await;
    let file = |status| {
        Change::PutFile(FileRecord {
            object: id(1),
            place: "body".to_owned(),
            identity: "picture".to_owned(),
            url: None,
            name: "picture".to_owned(),
            kind: FileKind::File,
            status,
            reason: None,
            request_id: None,
        })
    };
    let first = vec![Change::PutObject(page(1, "One")), file(FileStatus::Pending)];
    test.apply_in(run, first).await;
    let stopped = test.store.finish_run(run, RunState::Stopped, at(20)).await;
    assert_eq!(stopped.unwrap().files.skipped, 1);
    test.store.resume_run(run, "{}").await.unwrap();
    let came = FileStatus::Stored {
        hash: keepsake_text::ContentHash::of(b"picture"),
        size: 1,
        mime: None,
    };
    test.apply_in(run, vec![file(came)]).await;
    let done = test
        .store
        .finish_run(run, RunState::Completed, at(30))
        .await;
    let files = done.unwrap().files;
    assert_eq!((files.stored, files.skipped), (1, 0));
}

#[tokio::test]
async fn what_went_wrong_outside_of_the_choice_is_counted_too() {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page(1, "One")),
        Change::PutObject(page(2, "Two")),
    ])
    .await;
    test.store
        .set_selection(test.connection, true, vec![(id(2), false)])
        .await
        .unwrap();
    test.store.recompute_scope(test.connection).await.unwrap();
    let run = test.start().await;
    test.apply_in(
        run,
        vec![
            outcome(2, Outcome::Stored, ""),
            outcome(3, Outcome::Skipped, "linked_view"),
        ],
    )
    .await;
    let ledger = test
        .store
        .finish_run(run, RunState::Completed, at(20))
        .await
        .unwrap();
    let counts = ledger.objects;
    assert_eq!(
        (
            counts.found,
            counts.stored,
            counts.unchanged,
            counts.skipped
        ),
        (2, 0, 1, 1)
    );
}

#[tokio::test]
async fn files_and_comments_have_accounts_of_their_own() {
    let test = store().await;
    let run = test.start().await;
    let file = |name: &str, status| {
        Change::PutFile(FileRecord {
            object: id(1),
            place: "body".to_owned(),
            identity: name.to_owned(),
            url: None,
            name: name.to_owned(),
            kind: FileKind::File,
            status,
            reason: None,
            request_id: None,
        })
    };
    let stored = |bytes: &[u8]| FileStatus::Stored {
        hash: keepsake_text::ContentHash::of(bytes),
        size: 1,
        mime: None,
    };
    let comments = Change::PutComments {
        object: id(1),
        on: id(1),
        comments: vec![StoredComment {
            id: id(50),
            discussion: None,
            created_time: None,
            author: None,
            text: "hello".to_owned(),
            raw: "{}".to_owned(),
        }],
    };
    let changes = || {
        vec![
            Change::PutObject(page(1, "One")),
            file("a", stored(b"a")),
            file("b", FileStatus::External),
            file("c", FileStatus::TooLarge { size: Some(9) }),
            file("d", FileStatus::Failed),
            comments.clone(),
        ]
    };
    test.apply_in(run, changes()).await;
    let first = test
        .store
        .finish_run(run, RunState::Completed, at(20))
        .await
        .unwrap();
    assert_eq!(
        (
            first.files.found,
            first.files.stored,
            first.files.skipped,
            first.files.failed
        ),
        (4, 1, 2, 1)
    );
    assert_eq!((first.comments.found, first.comments.stored), (1, 1));

    let second = test.start().await;
    test.apply_in(second, changes()).await;
    let ledger = test
        .store
        .finish_run(second, RunState::Completed, at(30))
        .await
        .unwrap();
    assert_eq!(
        (
            ledger.files.stored,
            ledger.files.unchanged,
            ledger.files.skipped,
            ledger.files.failed
        ),
        (0, 2, 1, 1)
    );
    assert_eq!((ledger.comments.stored, ledger.comments.unchanged), (0, 1));
    assert!(ledger.files.adds_up() && ledger.comments.adds_up());
    let reasons: Vec<_> = ledger
        .items
        .iter()
        .map(|item| item.reason.as_str())
        .collect();
    assert_eq!(reasons, ["failed", "too_large"]);
    assert_eq!(
        test.store.run(run).await.unwrap().ledger,
        first,
        "an old account stays as it was made"
    );
}

#[tokio::test]
async fn the_last_import_is_never_forgotten() {
    let test = store().await;
    let begin = |kind| {
        let run = NewRun {
            kind,
            trigger: "test".to_owned(),
            correlation_id: "c".to_owned(),
            options: format!("{kind:?}"),
        };
        test.store.start_run(test.connection, run, at(1))
    };
    begin(RunKind::Import).await.unwrap();
    let import = begin(RunKind::Import).await.unwrap();
    for _ in 0..1_000 {
        begin(RunKind::Sync).await.unwrap();
    }
    let last = begin(RunKind::Sync).await.unwrap();
    test.store
        .finish_run(last, RunState::Completed, at(2))
        .await
        .unwrap();
    let kept = test.store.runs(test.connection, u32::MAX).await.unwrap();
    assert_eq!(kept.len(), 1_001, "a thousand, and the last import");
    let found = test.store.last_run(test.connection, RunKind::Import).await;
    let found = found.unwrap().unwrap();
    assert_eq!((found.id, found.options.as_str()), (import, "Import"));
}

#[tokio::test]
async fn looks_by_the_clock_that_brought_and_sent_nothing_push_nothing_out_of_the_history() {
    let test = store().await;
    test.apply(vec![Change::PutObject(page(1, "One"))]).await;
    let import = test.start().await;
    let by_the_clock = async |brought: Vec<Change>, sent: Option<&str>| {
        let run = NewRun {
            kind: RunKind::Sync,
            trigger: crate::BY_THE_CLOCK.to_owned(),
            correlation_id: "test".to_owned(),
            options: String::new(),
        };
        let run = test.store.start_run(test.connection, run, at(20)).await;
        let run = run.unwrap();
        test.apply_in(run, brought).await;
        if let Some(sent) = sent {
            test.store.note_sent(run, sent).await.unwrap();
        }
        let ended = test.store.finish_run(run, RunState::Completed, at(21));
        ended.await.unwrap();
        run
    };
    let finished = test.store.finish_run(import, RunState::Completed, at(20));
    finished.await.unwrap();
    let _forgotten = by_the_clock(Vec::new(), None).await;
    let brought = by_the_clock(vec![outcome(1, Outcome::Stored, "")], None).await;
    let sent = by_the_clock(Vec::new(), Some("{}")).await;
    let _forgotten = by_the_clock(Vec::new(), None).await;
    let last = by_the_clock(Vec::new(), None).await;
    let kept = test.store.runs(test.connection, 10).await.unwrap();
    let kept: Vec<_> = kept.iter().map(|report| report.run.id).collect();
    assert_eq!(kept, [last, sent, brought, import]);
    let sent = test.store.run(sent).await.unwrap().run.sent;
    assert_eq!(sent.as_deref(), Some("{}"));
}
