//! A pause of syncing keeps its word: over a start, a sleep, and runs that are under way.

use super::*;

#[tokio::test]
async fn a_pause_until_tomorrow_outlasts_the_program_and_ends_in_a_sleep() {
    let (world, clock) = World::exact("flat", 0);
    let window = Window::first(&world).await;
    pass(&clock, MINUTE * 2).await;
    let end = window.core.now() + HOUR * 22;
    let until = moment(end);
    window.core.pause_syncing(Some(&until)).await.unwrap();
    window.close().await;

    let window = Window::open(&world).await;
    pass(&clock, SECOND * 5).await;
    let before = window.last_sync().await;
    pass(&clock, HOUR).await;
    let looking = window.looking().await;
    assert_eq!(
        (looking.paused, looking.paused_until, looking.next),
        (true, Some(until), None)
    );
    assert_eq!(window.last_sync().await, before, "nothing ran in the pause");
    clock.jump(time::Duration::hours(24));
    pass(&clock, SECOND * 10).await;
    assert!(!window.looking().await.paused);
    let after = window.last_sync().await;
    assert_ne!(after, before, "it goes on by itself");
    assert_eq!(window.core.store().pause().await.unwrap(), None);
    window.close().await;
}

#[tokio::test]
async fn a_pause_of_an_hour_lasts_an_hour_whatever_becomes_of_the_time_of_day() {
    let (world, clock) = World::exact("flat", 0);
    let window = Window::first(&world).await;
    pass(&clock, MINUTE * 2).await;
    let until = moment(window.core.now() + HOUR);
    window.core.pause_syncing(Some(&until)).await.unwrap();
    pass(&clock, SECOND).await;
    clock.jump(time::Duration::hours(-3));
    pass(&clock, HOUR - SECOND * 11).await;
    assert!(window.looking().await.paused);
    pass(&clock, SECOND * 20).await;
    assert!(!window.looking().await.paused, "it is over");
    assert!(window.looking().await.next.is_some(), "and goes on");
    window.close().await;
}

#[tokio::test]
async fn a_pause_holds_an_import_that_is_under_way_for_as_long_as_it_lasts_and_no_longer() {
    let (world, clock) = World::exact("big:300", 0);
    let (core, connection) = world.connected().await;
    core.close().await.unwrap();
    let window = Window::open(&world).await;
    let started = window
        .core
        .start_import(&connection.id, everything(), ImportOptions::default());
    started.await.unwrap();
    pass(&clock, SECOND * 20).await;
    assert_eq!(window.status().await.state, StatusState::Importing);

    let until = moment(window.core.now() + HOUR);
    window.core.pause_syncing(Some(&until)).await.unwrap();
    // The request that is out comes to its end.
    pass(&clock, SECOND * 5).await;
    let held = world.simulator.meters().requests;
    assert!(window.status().await.held);
    clock.jump(time::Duration::hours(-3));
    pass(&clock, HOUR - MINUTE).await;
    assert_eq!(world.simulator.meters().requests, held);

    pass(&clock, MINUTE * 10).await;
    let after = world.simulator.meters().requests;
    let status = window.status().await;
    assert!(after > held + 50, "{held} {after}: {status:?}");
    assert_eq!(window.status().await.state, StatusState::UpToDate);
    window.close().await;
}

#[tokio::test]
async fn an_import_that_was_asked_for_in_a_pause_is_gone_on_with_in_it() {
    let (world, clock) = World::exact("big:300", 0);
    let (core, connection) = world.connected().await;
    core.close().await.unwrap();
    let window = Window::open(&world).await;
    window.core.pause_syncing(None).await.unwrap();
    let started = window
        .core
        .start_import(&connection.id, everything(), ImportOptions::default());
    started.await.unwrap();
    pass(&clock, SECOND * 20).await;
    window.close().await;

    let window = Window::open(&world).await;
    pass(&clock, MINUTE * 10).await;
    assert_eq!(window.status().await.state, StatusState::UpToDate);
    window.close().await;
}

#[tokio::test]
async fn an_import_that_was_held_back_waits_for_the_end_of_the_pause_after_a_start_too() {
    let (world, clock) = World::exact("big:300", 0);
    let (core, connection) = world.connected().await;
    core.close().await.unwrap();
    let window = Window::open(&world).await;
    let started = window
        .core
        .start_import(&connection.id, everything(), ImportOptions::default());
    started.await.unwrap();
    pass(&clock, SECOND * 20).await;
    window.core.pause_syncing(None).await.unwrap();
    window.close().await;

    let window = Window::open(&world).await;
    pass(&clock, MINUTE).await;
    let held = world.simulator.meters().requests;
    pass(&clock, HOUR).await;
    assert_eq!(world.simulator.meters().requests, held);
    assert!(window.status().await.held);
    window.core.resume_syncing().await.unwrap();
    pass(&clock, MINUTE * 10).await;
    assert_eq!(window.status().await.state, StatusState::UpToDate);
    window.close().await;
}

#[tokio::test]
async fn a_pause_until_resumed_ends_with_the_person_and_with_nothing_else() {
    let (world, clock) = World::exact("flat", 0);
    let window = Window::first(&world).await;
    pass(&clock, MINUTE * 2).await;
    window.core.pause_syncing(None).await.unwrap();
    window.close().await;
    let window = Window::open(&world).await;
    clock.jump(time::Duration::weeks(2));
    pass(&clock, HOUR).await;
    let before = window.last_sync().await;
    assert!(window.looking().await.paused);
    assert_eq!(
        window.core.store().pause().await.unwrap(),
        Some(KeptPause::UntilResumed)
    );
    window.core.resume_syncing().await.unwrap();
    pass(&clock, SECOND * 5).await;
    assert!(!window.looking().await.paused);
    assert_ne!(window.last_sync().await, before, "it looks at once");
    assert_eq!(window.core.store().pause().await.unwrap(), None);
    window.close().await;
}
