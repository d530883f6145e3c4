//! What jobs promise.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use time::Duration;

use crate::test_support::{TestStore, at, store};
use crate::{JobState, NewJob, StoreError};

const LEASE: Duration = Duration::seconds(30);

fn job(kind: &str, priority: i64) -> NewJob {
    NewJob {
        kind: kind.to_owned(),
        payload: "{}".to_owned(),
        priority,
        max_attempts: 2,
        correlation_id: "c".to_owned(),
        not_before: None,
    }
}

async fn claimed_kind(test: &TestStore, seconds: i64) -> Option<String> {
    let claimed = test.store.claim_job(LEASE, at(seconds)).await.unwrap();
    claimed.map(|job| job.kind)
}

#[tokio::test]
async fn jobs_are_claimed_by_priority_and_then_in_order() {
    let test = store().await;
    for (kind, priority) in [("first", 0), ("second", 0), ("urgent", 5)] {
        test.store
            .enqueue_job(job(kind, priority), at(0))
            .await
            .unwrap();
    }
    let later = NewJob {
        not_before: Some(at(100)),
        ..job("later", 9)
    };
    test.store.enqueue_job(later, at(0)).await.unwrap();
    let mut order = Vec::new();
    while let Some(kind) = claimed_kind(&test, 1).await {
        order.push(kind);
    }
    assert_eq!(order, ["urgent", "first", "second"]);
    assert_eq!(claimed_kind(&test, 100).await.as_deref(), Some("later"));
}

#[tokio::test]
async fn whoever_sleeps_through_a_lease_has_lost_the_job() {
    let test = store().await;
    let id = test
        .store
        .enqueue_job(job("import", 0), at(0))
        .await
        .unwrap();
    let slow = test.store.claim_job(LEASE, at(0)).await.unwrap().unwrap();
    assert!(test.store.claim_job(LEASE, at(29)).await.unwrap().is_none());
    let quick = test.store.claim_job(LEASE, at(30)).await.unwrap().unwrap();
    assert!(quick.fence > slow.fence && quick.attempts == 2);
    let late = test.store.finish_job(id, slow.fence, "mine", at(31)).await;
    assert!(matches!(late, Err(StoreError::LeaseLost(_))));
    let late = test
        .store
        .hold_job(id, slow.fence, LEASE, None, at(31))
        .await;
    assert!(matches!(late, Err(StoreError::LeaseLost(_))));
    test.store
        .finish_job(id, quick.fence, "done", at(32))
        .await
        .unwrap();
    let seen = test.store.job(id).await.unwrap().unwrap();
    assert_eq!(
        (seen.state, seen.result.as_deref()),
        (JobState::Finished, Some("done"))
    );
}

#[tokio::test]
async fn a_job_held_in_time_stays_with_its_holder() {
    let test = store().await;
    let id = test
        .store
        .enqueue_job(job("import", 0), at(0))
        .await
        .unwrap();
    let held = test.store.claim_job(LEASE, at(0)).await.unwrap().unwrap();
    let cancel = test
        .store
        .hold_job(id, held.fence, LEASE, Some("half"), at(20))
        .await
        .unwrap();
    assert!(!cancel);
    assert_eq!(test.store.recover_jobs(at(40)).await.unwrap(), 0);
    assert_eq!(
        test.store
            .job(id)
            .await
            .unwrap()
            .unwrap()
            .progress
            .as_deref(),
        Some("half")
    );
}

#[tokio::test]
async fn a_job_that_fails_too_often_has_failed() {
    let test = store().await;
    let id = test
        .store
        .enqueue_job(job("import", 0), at(0))
        .await
        .unwrap();
    for second in [0, 10] {
        let held = test
            .store
            .claim_job(LEASE, at(second))
            .await
            .unwrap()
            .unwrap();
        test.store
            .fail_job(id, held.fence, "offline", Some(at(second + 5)), at(second))
            .await
            .unwrap();
    }
    let seen = test.store.job(id).await.unwrap().unwrap();
    assert_eq!(
        (seen.state, seen.error.as_deref()),
        (JobState::Failed, Some("offline"))
    );
}

#[tokio::test]
async fn a_cancelled_job_ends_at_once_or_when_its_holder_looks() {
    let test = store().await;
    let waiting = test.store.enqueue_job(job("a", 0), at(0)).await.unwrap();
    test.store.cancel_job(waiting, at(1)).await.unwrap();
    assert_eq!(
        test.store.job(waiting).await.unwrap().unwrap().state,
        JobState::Cancelled
    );

    let running = test.store.enqueue_job(job("b", 0), at(2)).await.unwrap();
    let held = test.store.claim_job(LEASE, at(2)).await.unwrap().unwrap();
    test.store.cancel_job(running, at(3)).await.unwrap();
    assert!(
        test.store
            .hold_job(running, held.fence, LEASE, None, at(4))
            .await
            .unwrap()
    );
    test.store
        .abandon_job(running, held.fence, at(5))
        .await
        .unwrap();
    assert!(
        test.store
            .job(running)
            .await
            .unwrap()
            .unwrap()
            .state
            .is_over()
    );
    assert!(test.store.open_jobs().await.unwrap().is_empty());
    assert_eq!(test.store.forget_jobs(at(10)).await.unwrap(), 2);
}

#[tokio::test]
async fn a_cancelled_job_whose_holder_died_ends() {
    let test = store().await;
    let id = test.store.enqueue_job(job("a", 0), at(0)).await.unwrap();
    test.store.claim_job(LEASE, at(0)).await.unwrap();
    test.store.cancel_job(id, at(1)).await.unwrap();
    assert!(test.store.claim_job(LEASE, at(60)).await.unwrap().is_none());
    assert_eq!(
        test.store.job(id).await.unwrap().unwrap().state,
        JobState::Cancelled
    );
}
