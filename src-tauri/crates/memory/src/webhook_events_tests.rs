//! What the inbox of webhook events, and alerts, promise.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use crate::test_support::{TestStore, at, id, new_connection, store};
use crate::{
    Alert, AlertState, Change, EventAnswer, NewAlert, NewConnection, NewEvent, OpenOptions,
    Severity, Store,
};

fn event(number: u64, workspace: Option<&str>) -> NewEvent {
    NewEvent {
        event_id: format!("event-{number}"),
        kind: "page.content_updated".to_owned(),
        entity: Some(id(number)),
        entity_kind: Some("page".to_owned()),
        workspace: workspace.map(str::to_owned),
        raw: format!("{{\"id\":\"event-{number}\"}}"),
    }
}

#[tokio::test]
async fn an_event_that_is_delivered_twice_is_one() {
    use EventAnswer::{Known, Stored};
    let test = store().await;
    let put = async |events: &[NewEvent]| test.store.put_events(events, at(1)).await.unwrap();
    let one = event(1, None);
    assert_eq!(
        put(&[one.clone(), event(2, None), one.clone()]).await,
        [Stored, Stored, Known]
    );
    assert_eq!(put(&[event(3, None), one]).await, [Stored, Known]);
    assert_eq!(put(&[]).await, []);
    let new = test.store.new_events(test.connection, 10).await.unwrap();
    let ids: Vec<_> = new.iter().map(|event| event.event_id.as_str()).collect();
    assert_eq!(ids, ["event-1", "event-2", "event-3"]);
    assert_eq!(new[0].raw, "{\"id\":\"event-1\"}");
    assert_eq!(new[0].entity, Some(id(1)));
}

#[tokio::test]
async fn an_event_is_worked_off_once_and_known_ever_after() {
    let test = store().await;
    let many: Vec<_> = (0..150).map(|number| event(number, None)).collect();
    test.store.put_events(&many, at(1)).await.unwrap();
    test.store.close().await.unwrap();
    let again = Store::open(test.store.path(), OpenOptions::new(at(2)))
        .await
        .unwrap();
    let new = again.new_events(test.connection, 1_000).await.unwrap();
    assert_eq!(new.len(), 150);
    let done = new.iter().map(|event| Change::FinishEvent { id: event.id });
    again
        .apply(test.connection, None, done.collect(), at(3))
        .await
        .unwrap();
    assert!(
        again
            .new_events(test.connection, 10)
            .await
            .unwrap()
            .is_empty()
    );
    let answers = again.put_events(&many, at(4)).await.unwrap();
    assert!(answers.iter().all(|answer| *answer == EventAnswer::Known));
    assert_eq!(again.forget_events(at(2)).await.unwrap(), 150);
}

#[tokio::test]
async fn stopped_before_any_statement_events_are_stored_fully_or_not_at_all() {
    let test = store().await;
    let many: Vec<_> = (0..100).map(|number| event(number, None)).collect();
    test.stopped_anywhere(
        async |watched| watched.put_events(&many, at(1)).await.map(drop),
        async |is_done| {
            let new = test.store.new_events(test.connection, 1_000).await.unwrap();
            assert_eq!(new.len(), if is_done { 100 } else { 0 });
        },
    )
    .await;
}

#[tokio::test]
async fn events_are_for_the_connection_of_their_workspace() {
    let test = store().await;
    let of = async |bot: &str, workspace: &str| {
        let new = NewConnection {
            workspace_id: Some(workspace.to_owned()),
            ..new_connection(bot)
        };
        test.store.put_connection(new, at(0)).await.unwrap()
    };
    let one = of("one", "w-1").await;
    let two = of("two", "w-2").await;
    let events = [event(1, Some("w-1")), event(2, Some("w-2")), event(3, None)];
    test.store.put_events(&events, at(1)).await.unwrap();
    let seen = async |connection| -> Vec<_> {
        let new = test.store.new_events(connection, 10).await.unwrap();
        new.into_iter().map(|event| event.event_id).collect()
    };
    assert_eq!(seen(one).await, ["event-1", "event-3"]);
    assert_eq!(seen(two).await, ["event-2", "event-3"]);
    test.store.remove_connection(one).await.unwrap();
    assert_eq!(
        seen(test.connection).await,
        ["event-2", "event-3"],
        "the workspace's events go with its last connection"
    );
}

fn alert(severity: Severity) -> NewAlert {
    NewAlert {
        connection: None,
        kind: "authentication_failed".to_owned(),
        severity,
        group_key: "authentication_failed:1".to_owned(),
        message: "API token is invalid.".to_owned(),
        detail: "{}".to_owned(),
    }
}

async fn raise(test: &TestStore, severity: Severity, seconds: i64) -> Alert {
    let raised = test.store.raise_alert(alert(severity), at(seconds)).await;
    let id = raised.unwrap();
    let all = test.store.alerts(false, 100).await.unwrap();
    all.into_iter().find(|alert| alert.id == id).unwrap()
}

#[tokio::test]
async fn what_happens_again_and_again_is_one_alert_that_counts() {
    let test = store().await;
    let first = raise(&test, Severity::Error, 1).await;
    let second = raise(&test, Severity::Warning, 2).await;
    assert_eq!(first.id, second.id);
    assert_eq!((second.count, second.severity), (2, Severity::Error));
    assert_eq!((second.first_time, second.last_time), (at(1), at(2)));
    assert!(test.store.clear_alert(&first.group_key).await.unwrap());
    assert!(!test.store.clear_alert(&first.group_key).await.unwrap());
    let third = raise(&test, Severity::Warning, 3).await;
    assert_ne!(first.id, third.id);
    assert_eq!(test.store.alerts(true, 10).await.unwrap(), [third]);
    assert_eq!(test.store.alerts(false, 10).await.unwrap().len(), 2);
}

#[tokio::test]
async fn an_alert_that_was_seen_is_silent_until_it_is_worse() {
    let test = store().await;
    let first = raise(&test, Severity::Warning, 1).await;
    let deliver = async || {
        let mut told = Vec::new();
        for alert in test.store.undelivered_alerts(10).await.unwrap() {
            let marked = test
                .store
                .mark_alert_delivered(alert.id, alert.severity, at(5));
            marked.await.unwrap();
            told.push(alert.severity);
        }
        told
    };
    assert_eq!(deliver().await, [Severity::Warning]);
    assert!(test.store.acknowledge_alert(first.id).await.unwrap());
    let again = raise(&test, Severity::Info, 2).await;
    assert_eq!(again.state, AlertState::Acknowledged);
    assert!(deliver().await.is_empty());
    let worse = raise(&test, Severity::Critical, 3).await;
    assert_eq!((worse.id, worse.state), (first.id, AlertState::Open));
    test.store
        .mark_alert_delivered(worse.id, Severity::Warning, at(6))
        .await
        .unwrap();
    assert_eq!(deliver().await, [Severity::Critical]);
}
