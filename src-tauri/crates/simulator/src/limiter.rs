//! The rate limit: so many requests in a fixed window of 60 seconds per connection (Notion docs: Request limits).

use std::collections::HashMap;

/// Milliseconds of one window.
const WINDOW: i64 = 60_000;

/// Counts requests per connection.
#[derive(Debug, Default)]
pub(crate) struct Limiter {
    /// Requests per window; no limit when absent.
    pub(crate) limit: Option<u32>,
    windows: HashMap<usize, (i64, u32)>,
}

impl Limiter {
    pub(crate) fn new(limit: Option<u32>) -> Self {
        Self {
            limit,
            windows: HashMap::new(),
        }
    }

    /// Counts a request; the seconds to wait when it is one too many.
    pub(crate) fn admit(&mut self, connection: usize, now: i64) -> Result<(), u64> {
        let Some(limit) = self.limit else {
            return Ok(());
        };
        let window = self.windows.entry(connection).or_insert((now, 0));
        if now >= window.0 + WINDOW || now < window.0 {
            *window = (now, 0);
        }
        if window.1 >= limit {
            let left = window.0 + WINDOW - now;
            return Err(u64::try_from(left).unwrap_or(0).div_ceil(1_000).max(1));
        }
        window.1 += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_request_over_the_limit_is_told_how_long_the_window_still_lasts() {
        let mut limiter = Limiter::new(Some(2));
        assert_eq!(limiter.admit(0, 1_000), Ok(()));
        assert_eq!(limiter.admit(0, 2_000), Ok(()));
        assert_eq!(limiter.admit(0, 31_500), Err(30));
        assert_eq!(limiter.admit(1, 31_500), Ok(()));
        assert_eq!(limiter.admit(0, 61_000), Ok(()));
    }
}
