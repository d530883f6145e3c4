//! The core answers a person while it imports 100,000 blocks as fast as it can.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may panic, and show what they measured"
)]

use std::time::Duration;

use keepsake_app::dto::{ImportOptions, Selection};
use keepsake_figures as figures;
use keepsake_notion::adapters::SystemClock;
use keepsake_notion::ports::Clock;
use keepsake_tests::Facade;

/// 5,000 pages of about twenty blocks.
const WORKSPACE: &str = "big:5000";
/// Calls of each kind that are timed while nothing goes on; beside the import as many as it lasts for.
const IDLE: usize = 400;
/// What a person does between two calls, and what keeps them from being a load of their own.
const PAUSE: Duration = Duration::from_millis(5);
/// How much longer a call may take beside the import, in hundredths.
const AT_MOST: u64 = 200;

fn everything() -> Selection {
    Selection {
        everything: true,
        ..Selection::default()
    }
}

/// The time that 95 of 100 take.
fn p95(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() * 95 / 100]
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures; takes a minute"]
async fn a_call_waits_little_for_an_import_at_full_speed() {
    let facade = Facade::connected(WORKSPACE).await;
    let (core, clock) = (&facade.core, SystemClock::new());
    let sample = core.connect_sample().await.expect("the sample");
    core.refresh_catalog(&sample.id).await.expect("its pages");
    let import = |connection: String| async move {
        let run = core
            .start_import(&connection, everything(), ImportOptions::default())
            .await
            .expect("the import starts");
        core.watch_run(&run, |_| {}).await.expect("the import ends")
    };
    import(sample.id.clone()).await;
    let found = core
        .search(Some(&sample.id), "the", 20)
        .await
        .expect("hits");
    let page = found.hits[0].id.clone();
    let call = async || {
        let before = clock.elapsed();
        core.connection_status(&sample.id)
            .await
            .expect("the status");
        core.search(Some(&sample.id), "the", 20)
            .await
            .expect("hits");
        core.page(&page).await.expect("a page");
        let took = clock.elapsed() - before;
        clock.sleep(PAUSE).await;
        took
    };
    let mut idle = Vec::with_capacity(IDLE);
    for _ in 0..IDLE {
        idle.push(call().await);
    }
    let mut busy = Vec::new();
    let importing = import(facade.connection.clone());
    tokio::pin!(importing);
    let result = loop {
        tokio::select! {
            result = &mut importing => break result,
            took = call() => busy.push(took),
        }
    };
    assert!(result.summary.objects.stored >= 5_000);
    assert!(busy.len() >= 100, "{} calls beside the import", busy.len());
    let calls = busy.len();
    let (idle, busy) = (p95(idle), p95(busy));
    let share = u64::try_from(busy.as_micros() * 100 / idle.as_micros().max(1)).unwrap_or(u64::MAX);
    println!("p95 of {calls} calls: {busy:?} beside the import, {idle:?} without: {share} %");
    if figures::are_collected() {
        figures::hold(
            "hundredths of its time when idle that a call to the core takes (p95) while 100,000 blocks come at full speed",
            share,
            AT_MOST,
        );
    }
}
