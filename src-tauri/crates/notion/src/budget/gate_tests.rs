#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use async_trait::async_trait;
use futures::executor::block_on;
use futures::future::{BoxFuture, FutureExt, join, join_all, poll_immediate};
use proptest::prelude::*;

use super::*;
use crate::adapters::MemorySendLog;
use crate::ports::manual::ManualClock;
use crate::ports::{NobodyWatches, SendHistory};
use crate::scripted::{Diary, START};

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

/// A gate at rate 3 whose clock and log are the given ones.
fn gate(clock: &(impl Clock + Clone + 'static), log: &Arc<impl SendLog + 'static>) -> Gate {
    Gate::new(
        Pace::new(3),
        Arc::new(clock.clone()),
        Arc::<_>::clone(log) as Arc<dyn SendLog>,
        Arc::new(NobodyWatches),
    )
}

/// Passes `count` requests one after another and returns when, on the clock's monotonic reading.
async fn pass(gate: &Gate, clock: &impl Clock, count: usize) -> Vec<Duration> {
    let mut sent = Vec::with_capacity(count);
    for _ in 0..count {
        gate.pass(Lane::Bulk).await.unwrap();
        sent.push(clock.elapsed());
    }
    sent
}

/// The most of these that fall into one window of this length.
fn most_within(sent: &[Duration], window: Duration) -> usize {
    let inside = |from: &Duration| {
        sent.iter()
            .filter(|at| *at >= from && **at <= *from + window)
            .count()
    };
    sent.iter().map(inside).max().unwrap_or_default()
}

/// A clock whose sleeps end a little late, as real ones do.
#[derive(Clone)]
struct LateClock {
    clock: ManualClock,
    count: Arc<AtomicU64>,
}

impl Clock for LateClock {
    fn now(&self) -> OffsetDateTime {
        self.clock.now()
    }

    fn elapsed(&self) -> Duration {
        self.clock.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        let lateness = Duration::from_micros(500 + count * 977 % 4_000);
        self.clock.sleep(duration + lateness)
    }
}

/// A log whose writes take time, or fail.
struct SlowLog {
    log: MemorySendLog,
    clock: ManualClock,
    write: Duration,
    broken: AtomicBool,
    records: AtomicU64,
}

impl SlowLog {
    fn new(clock: &ManualClock, write: Duration) -> Arc<Self> {
        Arc::new(Self {
            log: MemorySendLog::new(),
            clock: clock.clone(),
            write,
            broken: AtomicBool::new(false),
            records: AtomicU64::new(0),
        })
    }
}

#[async_trait]
impl SendLog for SlowLog {
    async fn load(&self, since: OffsetDateTime) -> Result<SendHistory, SendLogError> {
        self.log.load(since).await
    }

    async fn record(&self, at: OffsetDateTime) -> Result<(), SendLogError> {
        self.clock.sleep(self.write).await;
        if self.broken.load(Ordering::Relaxed) {
            return Err(SendLogError::new("disk full"));
        }
        self.records.fetch_add(1, Ordering::Relaxed);
        self.log.record(at).await
    }

    async fn hold(&self, until: OffsetDateTime) -> Result<(), SendLogError> {
        self.log.hold(until).await
    }
}

#[test]
fn late_timers_and_a_slow_log_do_not_slow_the_pace() {
    let manual = ManualClock::new(START);
    let clock = LateClock {
        clock: manual.clone(),
        count: Arc::default(),
    };
    let log = SlowLog::new(&manual, Duration::from_millis(40));
    let sent = block_on(pass(&gate(&clock, &log), &clock, 601));
    let wall = (sent[600] - sent[0]).as_secs_f64();
    assert!(wall / 200.0 <= 1.02, "600 requests took {wall} s");
    assert!(most_within(&sent, Duration::from_millis(1_000)) <= 3);
    assert!(most_within(&sent, seconds(60)) <= 180);
    assert_eq!(
        log.records.load(Ordering::Relaxed),
        601,
        "each send is logged once"
    );
}

#[test]
fn each_send_is_in_the_log_before_it_goes_out() {
    let clock = ManualClock::new(START);
    let log = SlowLog::new(&clock, Duration::from_millis(700));
    let gate = gate(&clock, &log);
    for count in 1..=20 {
        block_on(gate.pass(Lane::Sync)).unwrap();
        assert!(log.records.load(Ordering::Relaxed) >= count);
        let history = block_on(log.load(START)).unwrap();
        let newest = history.sent.iter().max().unwrap();
        assert!(
            clock.now() - *newest <= TOLERANCE,
            "the log is not older than the send"
        );
    }
    assert!(
        log.records.load(Ordering::Relaxed) <= 21,
        "a slow log is written once for each send"
    );
}

#[test]
fn a_log_that_cannot_be_written_lets_nothing_through_and_blocks_nobody() {
    let clock = ManualClock::new(START);
    let log = SlowLog::new(&clock, Duration::ZERO);
    let gate = gate(&clock, &log);
    log.broken.store(true, Ordering::Relaxed);
    assert!(block_on(gate.pass(Lane::Sync)).is_err());
    assert!(block_on(gate.pass(Lane::Sync)).is_err());
    log.broken.store(false, Ordering::Relaxed);
    assert!(block_on(gate.pass(Lane::Sync)).is_ok());
}

#[test]
fn a_hold_stops_everybody_and_the_longest_one_counts() {
    let clock = ManualClock::new(START);
    let log = Arc::new(MemorySendLog::new());
    let gate = gate(&clock, &log);
    block_on(async {
        pass(&gate, &clock, 2).await;
        let until = clock.elapsed() + seconds(17);
        gate.hold(seconds(17), "x".to_owned()).await.unwrap();
        gate.hold(seconds(2), "x".to_owned()).await.unwrap();
        let passes = join_all(Lane::ALL.map(|lane| gate.pass(lane))).boxed_local();
        for pass in passes.await {
            pass.unwrap();
            assert!(clock.elapsed() >= until);
        }
    });
    let history = block_on(log.load(START)).unwrap();
    assert!(history.hold_until.unwrap() >= START + seconds(17));
}

#[test]
fn a_restart_takes_over_what_was_sent_and_the_hold() {
    let log = Arc::new(MemorySendLog::new());
    let before = ManualClock::new(START);
    block_on(pass(&gate(&before, &log), &before, 180));
    let after = ManualClock::new(before.now() + Duration::from_millis(20));
    let first = block_on(pass(&gate(&after, &log), &after, 1))[0];
    let waited = before.elapsed() + Duration::from_millis(20) + first;
    assert!(
        waited >= MINUTE_AND_A_BIT,
        "the 181st request went out after {waited:?}"
    );

    let until = after.now() + seconds(600);
    block_on(log.hold(until)).unwrap();
    let diary = Arc::new(Diary::default());
    let third = ManualClock::new(after.now() + seconds(100));
    let gate = Gate::new(
        Pace::new(3),
        Arc::new(third.clone()),
        Arc::<MemorySendLog>::clone(&log),
        Arc::<Diary>::clone(&diary),
    );
    block_on(gate.pass(Lane::Interactive)).unwrap();
    assert!(
        third.now() >= until,
        "nothing goes out inside the hold of an earlier process"
    );
    let held = ClientEvent::Held {
        until,
        reason: "earlier_run".to_owned(),
    };
    assert_eq!(diary.events(), [held]);
}

const MINUTE_AND_A_BIT: Duration = Duration::from_millis(60_500);

#[test]
fn a_clock_set_back_costs_at_most_a_minute() {
    let log = Arc::new(MemorySendLog::new());
    let before = ManualClock::new(START + seconds(7 * 24 * 3_600));
    block_on(pass(&gate(&before, &log), &before, 400));
    let after = ManualClock::new(START);
    let sent = block_on(pass(&gate(&after, &log), &after, 4));
    assert!(
        sent[0] >= seconds(1),
        "what was sent may have been sent just now"
    );
    assert!(sent[0] <= seconds(61), "but not later than now");
}

#[test]
fn an_absurd_hold_is_brought_down_to_an_hour() {
    let log = Arc::new(MemorySendLog::new());
    block_on(log.hold(START + seconds(40 * 24 * 3_600))).unwrap();
    let clock = ManualClock::new(START);
    block_on(gate(&clock, &log).pass(Lane::Sync)).unwrap();
    assert_eq!(clock.elapsed(), LONGEST_HOLD);
}

#[test]
fn a_person_goes_before_everything_that_waits() {
    let clock = ManualClock::new(START);
    let gate = gate(&clock, &Arc::new(MemorySendLog::new()));
    let order = Mutex::new(Vec::new());
    let queue = [
        Lane::Bulk,
        Lane::Bulk,
        Lane::Sync,
        Lane::Bulk,
        Lane::Interactive,
    ];
    let name = async |lane: Lane| {
        gate.pass(lane).await.unwrap();
        order.lock().unwrap().push(lane);
    };
    block_on(async {
        // The slot of this one is what the others wait for.
        pass(&gate, &clock, 1).await;
        join_all(queue.map(name)).await;
    });
    let expected = [
        Lane::Interactive,
        Lane::Sync,
        Lane::Bulk,
        Lane::Bulk,
        Lane::Bulk,
    ];
    assert_eq!(order.into_inner().unwrap(), expected);
}

#[test]
fn a_person_overtakes_an_import_that_is_about_to_be_served() {
    let clock = ManualClock::new(START);
    let gate = gate(&clock, &Arc::new(MemorySendLog::new()));
    let order = Mutex::new(Vec::new());
    let name = async |lane: Lane| {
        gate.pass(lane).await.unwrap();
        order.lock().unwrap().push(lane);
    };
    block_on(async {
        pass(&gate, &clock, 3).await;
        let late = async {
            clock.sleep(Duration::from_millis(100)).await;
            name(Lane::Interactive).await;
        };
        join(name(Lane::Bulk), late).await;
    });
    assert_eq!(order.into_inner().unwrap(), [Lane::Interactive, Lane::Bulk]);
}

#[test]
fn a_dropped_request_gives_up_its_place_wherever_it_waited() {
    let clock = ManualClock::new(START);
    let log = SlowLog::new(&clock, Duration::from_millis(5));
    let gate = gate(&clock, &log);
    block_on(async {
        pass(&gate, &clock, 1).await;
        // Polled a different number of times each, these wait for their turn, for the log, or for their slot.
        for polls in 0..200 {
            let mut front = gate.pass(Lane::Interactive).boxed_local();
            let mut behind = gate.pass(Lane::Sync).boxed_local();
            let mut passed = false;
            for _ in 0..polls {
                passed |= poll_immediate(&mut front).await.is_some();
                if passed {
                    break;
                }
                let _ = poll_immediate(&mut behind).await;
            }
            drop(front);
            behind.await.unwrap();
            assert!(
                gate.state().lanes.front().is_none(),
                "{polls} polls leave nobody behind"
            );
        }
    });
}

/// One life of a process.
#[derive(Debug, Clone)]
struct Life {
    sends: usize,
    /// Milliseconds during which nothing ran, before this life.
    pause: u64,
    /// Seconds by which the clock was set back meanwhile.
    set_back: i64,
    /// Seconds of a hold received at the end.
    hold: u64,
}

fn life() -> impl Strategy<Value = Life> {
    let set_back = prop_oneof![3 => Just(0_i64), 1 => 0_i64..100_000];
    let hold = prop_oneof![3 => Just(0_u64), 1 => 1_u64..120];
    (0_usize..120, 1_u64..3_000, set_back, hold).prop_map(|(sends, pause, set_back, hold)| Life {
        sends,
        pause,
        set_back,
        hold,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn kills_restarts_and_a_clock_set_back_never_break_the_limits(lives in prop::collection::vec(life(), 1..8)) {
        let log = Arc::new(MemorySendLog::new());
        // What really passes, whatever the clocks show.
        let mut truth = Duration::ZERO;
        let mut today = START;
        let mut sent = Vec::new();
        let mut held_until = Duration::ZERO;
        for life in lives {
            truth += Duration::from_millis(life.pause);
            today += Duration::from_millis(life.pause);
            today -= time::Duration::seconds(life.set_back);
            let clock = ManualClock::new(today);
            let gate = gate(&clock, &log);
            for at in block_on(pass(&gate, &clock, life.sends)) {
                prop_assert!(truth + at >= held_until, "a send inside a hold");
                sent.push(truth + at);
            }
            if life.hold > 0 {
                block_on(gate.hold(seconds(life.hold), "x".to_owned())).unwrap();
                held_until = truth + clock.elapsed() + seconds(life.hold);
            }
            truth += clock.elapsed();
            today = clock.now();
        }
        prop_assert!(most_within(&sent, Duration::from_millis(1_000)) <= 3);
        prop_assert!(most_within(&sent, seconds(60)) <= 180);
    }
}
