//! How often anybody may ask: a rate for each address and one for all of them (GCRA, by `governor`), and how many questions
//! to Notion may be under way.
//!
//! Leaves out connections and slow senders, which the reverse proxy in front deals with. The rules it protects: one address
//! cannot use up what the others need, and no number of addresses fills the memory.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::ConnectInfo;
use governor::clock::Clock as Timing;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use http::{HeaderMap, Request};
use keepsake_notion::ports::Clock;

/// How much is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Requests of one address; of one /64 where it is IPv6.
    pub per_address: Rate,
    /// Requests of everybody together.
    pub overall: Rate,
    /// Addresses that are told apart at a time. Beyond them nobody is answered until some were quiet for a while.
    pub addresses: usize,
    /// Used pickups that are remembered. Beyond them none is given out until some have ended.
    pub pickups: usize,
    /// Requests to Notion that may be under way.
    pub in_flight: usize,
}

/// A rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Requests in a minute.
    pub per_minute: u32,
    /// Requests at once, after a while of quiet.
    pub burst: u32,
}

impl Default for Limits {
    /// Enough for an office behind one address, and for some thousand apps.
    fn default() -> Self {
        Self {
            per_address: Rate {
                per_minute: 60,
                burst: 30,
            },
            overall: Rate {
                per_minute: 1_200,
                burst: 200,
            },
            addresses: 20_000,
            pickups: 20_000,
            in_flight: 64,
        }
    }
}

impl Rate {
    fn quota(self) -> Quota {
        let positive = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        Quota::per_minute(positive(self.per_minute)).allow_burst(positive(self.burst))
    }
}

/// Time for the limiters.
#[derive(Clone)]
struct Elapsed(Arc<dyn Clock>);

impl Timing for Elapsed {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.0.elapsed()
    }
}

type Each = RateLimiter<IpAddr, HashMapStateStore<IpAddr>, Elapsed, NoOpMiddleware<Duration>>;
type All = RateLimiter<NotKeyed, InMemoryState, Elapsed, NoOpMiddleware<Duration>>;

/// Lets requests in, or says how long to stay away.
pub(crate) struct Gate {
    each: Each,
    all: All,
    time: Elapsed,
    most: usize,
    tidied: Mutex<Duration>,
}

/// How often the quiet ones are forgotten at most.
const TIDYING: Duration = Duration::from_secs(1);

impl Gate {
    pub(crate) fn new(limits: &Limits, clock: Arc<dyn Clock>) -> Self {
        let time = Elapsed(clock);
        let each = HashMapStateStore::default();
        Self {
            each: RateLimiter::new(limits.per_address.quota(), each, time.clone()),
            all: RateLimiter::new(
                limits.overall.quota(),
                InMemoryState::default(),
                time.clone(),
            ),
            most: limits.addresses,
            tidied: Mutex::new(time.now()),
            time,
        }
    }

    /// Lets one request of an address in.
    ///
    /// # Errors
    /// How long to stay away. What an address asks beyond its own rate costs the others nothing.
    pub(crate) fn enter(&self, address: IpAddr) -> Result<(), Duration> {
        self.make_room()?;
        let now = self.time.now();
        self.each
            .check_key(&subscriber(address))
            .map_err(|until| until.wait_time_from(now))?;
        self.all.check().map_err(|until| until.wait_time_from(now))
    }

    fn make_room(&self) -> Result<(), Duration> {
        if self.each.len() < self.most {
            return Ok(());
        }
        let now = self.time.now();
        let mut tidied = self.tidied.lock().unwrap_or_else(PoisonError::into_inner);
        if now.saturating_sub(*tidied) >= TIDYING {
            *tidied = now;
            self.each.retain_recent();
        }
        if self.each.len() < self.most {
            Ok(())
        } else {
            Err(TIDYING)
        }
    }
}

/// Who asks, as far as an address can tell: a whole /64 belongs to one subscriber.
fn subscriber(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let network = address.to_bits() & (u128::MAX << 64);
            IpAddr::V6(Ipv6Addr::from_bits(network))
        }
        v4 => v4,
    }
}

/// Where a request comes from: the connection, or what our proxy says about it.
pub(crate) fn address_of<B>(request: &Request<B>, is_behind_proxy: bool) -> IpAddr {
    let connected = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |from| from.0.ip());
    if is_behind_proxy {
        forwarded(request.headers()).unwrap_or(connected)
    } else {
        connected
    }
}

/// The last entry, which our proxy has added; those before it are hearsay.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use keepsake_notion::ports::manual::ManualClock;
    use time::macros::datetime;

    use super::*;

    fn gate(limits: Limits) -> (Gate, ManualClock) {
        let clock = ManualClock::new(datetime!(2026-11-20 10:00 UTC));
        (Gate::new(&limits, Arc::new(clock.clone())), clock)
    }

    fn limits(each: u32, all: u32) -> Limits {
        let rate = |burst| Rate {
            per_minute: 60,
            burst,
        };
        Limits {
            per_address: rate(each),
            overall: rate(all),
            ..Limits::default()
        }
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn one_address_that_asks_too_often_waits_and_the_others_do_not() {
        let (gate, clock) = gate(limits(3, 100));
        for _ in 0..3 {
            assert_eq!(gate.enter(ip("192.0.2.1")), Ok(()));
        }
        for _ in 0..500 {
            assert!(gate.enter(ip("192.0.2.1")).unwrap_err() <= Duration::from_secs(1));
        }
        assert_eq!(gate.enter(ip("192.0.2.2")), Ok(()));
        clock.advance(Duration::from_secs(1));
        assert_eq!(gate.enter(ip("192.0.2.1")), Ok(()));
        assert!(gate.enter(ip("192.0.2.1")).is_err());
    }

    #[test]
    fn all_together_have_a_limit_too() {
        let (gate, clock) = gate(limits(3, 5));
        let taken = (1..=9).filter(|last| gate.enter(ip(&format!("192.0.2.{last}"))).is_ok());
        assert_eq!(taken.count(), 5);
        clock.advance(Duration::from_secs(2));
        let taken = (11..=19).filter(|last| gate.enter(ip(&format!("192.0.2.{last}"))).is_ok());
        assert_eq!(taken.count(), 2);
    }

    #[test]
    fn a_subscriber_is_an_ipv4_address_or_a_network_of_ipv6() {
        let same = |one: &str, other: &str| subscriber(ip(one)) == subscriber(ip(other));
        assert!(same("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"));
        assert!(!same("2001:db8:1:2::1", "2001:db8:1:3::1"));
        assert!(same("::ffff:192.0.2.1", "192.0.2.1"));
        assert!(!same("192.0.2.1", "192.0.2.2"));
    }

    #[test]
    fn addresses_beyond_the_memory_wait_until_others_were_quiet() {
        let (gate, clock) = gate(Limits {
            addresses: 2,
            ..limits(3, 100)
        });
        assert_eq!(gate.enter(ip("192.0.2.1")), Ok(()));
        assert_eq!(gate.enter(ip("192.0.2.2")), Ok(()));
        assert_eq!(gate.enter(ip("192.0.2.3")), Err(TIDYING));
        clock.advance(Duration::from_secs(60));
        assert_eq!(gate.enter(ip("192.0.2.3")), Ok(()));
    }

    #[test]
    fn what_a_request_says_about_its_address_counts_only_behind_a_proxy() {
        let request = |entries: &[&str]| {
            let mut request = Request::new(());
            let from: SocketAddr = "192.0.2.9:1".parse().unwrap();
            request.extensions_mut().insert(ConnectInfo(from));
            for entry in entries {
                let value = entry.parse().unwrap();
                request.headers_mut().append("x-forwarded-for", value);
            }
            request
        };
        let spoofed = request(&["198.51.100.1, 203.0.113.5", "198.51.100.2, 203.0.113.7"]);
        assert_eq!(address_of(&spoofed, false), ip("192.0.2.9"));
        assert_eq!(address_of(&spoofed, true), ip("203.0.113.7"));
        for nonsense in [&[][..], &[""], &["unknown"], &["203.0.113.7, -"]] {
            assert_eq!(address_of(&request(nonsense), true), ip("192.0.2.9"));
        }
    }
}
