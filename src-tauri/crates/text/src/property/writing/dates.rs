//! Dates and times in one spelling.
//!
//! Notion takes `2026-11-20T09:00:00+01:00` and shows `2026-11-20T09:00:00.000+01:00`; both are the
//! same. Offsets are kept, because they are what a person chose. A date without a time stays one.

use serde_json::{Value, json};

/// A day, or a minute of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    year: u32,
    month: u32,
    day: u32,
    time: Option<Time>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Time {
    hour: u32,
    minute: u32,
    second: u32,
    millisecond: u32,
    /// Minutes east of Greenwich.
    offset: Option<i32>,
}

/// A Notion date object with all three fields, its moments in one spelling. A moment that cannot be
/// read stays as it is. `None` without a start.
pub(crate) fn canonical_date(date: &Value) -> Option<Value> {
    let text = |name: &str| {
        date.get(name)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    let moment = |text: &str| Moment::parse(text).map_or_else(|| text.to_owned(), Moment::text);
    Some(json!({
        "start": moment(text("start")?),
        "end": text("end").map(moment),
        "time_zone": text("time_zone"),
    }))
}

impl Moment {
    /// Reads `2026-11-20` or `2026-11-20T09:00[:00[.000]][Z|+01:00]`; a space may stand for the `T`.
    /// Days that no calendar has are refused.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut rest = Reader(text);
        let year = rest.digits(4)?;
        rest.sign("-")?;
        let month = rest.digits(2).filter(|month| (1..=12).contains(month))?;
        rest.sign("-")?;
        let day = rest.digits(2)?;
        if day == 0 || day > days_in(year, month) {
            return None;
        }
        let time = if rest.0.is_empty() {
            None
        } else {
            rest.sign("T")
                .or_else(|| rest.sign("t"))
                .or_else(|| rest.sign(" "))?;
            Some(rest.time()?)
        };
        rest.0.is_empty().then_some(Self {
            year,
            month,
            day,
            time,
        })
    }

    /// The moment as Notion shows it.
    pub(super) fn text(self) -> String {
        let day = format!("{:04}-{:02}-{:02}", self.year, self.month, self.day);
        let Some(time) = self.time else {
            return day;
        };
        let clock = format!(
            "{:02}:{:02}:{:02}.{:03}",
            time.hour, time.minute, time.second, time.millisecond
        );
        let offset = time.offset.map(|minutes| {
            let sign = if minutes < 0 { '-' } else { '+' };
            let minutes = minutes.unsigned_abs();
            format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        });
        format!("{day}T{clock}{}", offset.unwrap_or_default())
    }

    /// Whether it names a time of day.
    pub(super) fn has_time(self) -> bool {
        self.time.is_some()
    }

    /// Whether it says how far its clock is from Greenwich.
    pub(super) fn has_offset(self) -> bool {
        self.time.is_some_and(|time| time.offset.is_some())
    }

    /// Whether it lies before the other; clocks without an offset are taken to be the same one.
    pub(super) fn is_before(self, other: Self) -> bool {
        self.milliseconds() < other.milliseconds()
    }

    /// Milliseconds since a beginning of March long ago: a year from March on has its odd day last.
    fn milliseconds(self) -> i64 {
        let (year, month) = if self.month > 2 {
            (self.year + 400, self.month - 3)
        } else {
            (self.year + 399, self.month + 9)
        };
        let days =
            365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + self.day;
        let time = self.time.map_or(0, |time| {
            let minutes =
                i64::from(time.hour * 60 + time.minute) - i64::from(time.offset.unwrap_or(0));
            minutes * 60_000 + i64::from(time.second * 1_000 + time.millisecond)
        });
        i64::from(days) * 86_400_000 + time
    }
}

fn days_in(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// What is still to be read.
struct Reader<'a>(&'a str);

impl Reader<'_> {
    fn digits(&mut self, count: usize) -> Option<u32> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.0 = rest;
        digits.parse().ok()
    }

    fn sign(&mut self, sign: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(sign)?;
        Some(())
    }

    fn time(&mut self) -> Option<Time> {
        let hour = self.digits(2).filter(|hour| *hour < 24)?;
        self.sign(":")?;
        let minute = self.digits(2).filter(|minute| *minute < 60)?;
        let (mut second, mut millisecond) = (0, 0);
        if self.sign(":").is_some() {
            second = self.digits(2).filter(|second| *second < 60)?;
            if self.sign(".").is_some() {
                millisecond = self.fraction()?;
            }
        }
        Some(Time {
            hour,
            minute,
            second,
            millisecond,
            offset: self.offset()?,
        })
    }

    /// The first three digits of a fraction of a second.
    fn fraction(&mut self) -> Option<u32> {
        let rest = self
            .0
            .trim_start_matches(|digit: char| digit.is_ascii_digit());
        let digits = self.0.get(..self.0.len() - rest.len())?;
        self.0 = rest;
        if digits.is_empty() {
            return None;
        }
        let first: String = digits.chars().chain("00".chars()).take(3).collect();
        first.parse().ok()
    }

    /// `Z`, `+01:00`, `+0100`, `+01` or nothing; `None` for anything else.
    #[expect(
        clippy::option_option,
        reason = "an absent offset is allowed, an unreadable one is not"
    )]
    fn offset(&mut self) -> Option<Option<i32>> {
        if self.0.is_empty() {
            return Some(None);
        }
        if self.sign("Z").or_else(|| self.sign("z")).is_some() {
            return Some(Some(0));
        }
        let east = if self.sign("+").is_some() {
            1
        } else {
            self.sign("-")?;
            -1
        };
        let hours = self.digits(2).filter(|hours| *hours < 24)?;
        let minutes = if self.0.is_empty() {
            0
        } else {
            let _ = self.sign(":");
            self.digits(2).filter(|minutes| *minutes < 60)?
        };
        let minutes = i32::try_from(hours * 60 + minutes).ok()?;
        Some(Some(east * minutes))
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "tests may panic"
    )]

    use super::*;

    #[test]
    fn moments_have_one_spelling() {
        for (written, spelled) in [
            ("2026-11-20", "2026-11-20"),
            ("2024-02-29", "2024-02-29"),
            ("2026-11-20T09:00", "2026-11-20T09:00:00.000"),
            ("2026-11-20 09:00Z", "2026-11-20T09:00:00.000+00:00"),
            (
                "2026-11-20T09:00:07.5+01:00",
                "2026-11-20T09:00:07.500+01:00",
            ),
            (
                "2026-11-20T09:00:07.123456-0330",
                "2026-11-20T09:00:07.123-03:30",
            ),
            ("2026-11-20T09:00:07+05", "2026-11-20T09:00:07.000+05:00"),
        ] {
            let moment = Moment::parse(written).unwrap();
            assert_eq!(moment.text(), spelled);
            assert_eq!(Moment::parse(spelled), Some(moment));
        }
    }

    #[test]
    fn days_and_times_that_do_not_exist_are_refused() {
        for text in [
            "",
            "2026",
            "2026-13-01",
            "2026-00-01",
            "2026-02-29",
            "1900-02-29",
            "2026-04-31",
            "2026-11-20T24:00",
            "2026-11-20T09:60",
            "2026-11-20T9:00",
            "2026-11-20T09:00:00.",
            "2026-11-20T09:00+1",
            "2026-11-20x",
            "20-11-2026",
            "２026-11-20",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn moments_are_ordered_across_offsets_months_and_leap_years() {
        let ordered = [
            "0001-12-31",
            "2024-02-28",
            "2024-02-29",
            "2024-03-01",
            "2025-12-31",
            "2026-01-01",
            "2026-11-20T09:00+02:00",
            "2026-11-20T09:00+01:00",
            "2026-11-20T23:00-05:00",
        ];
        for pair in ordered.windows(2) {
            let [first, second] = pair else { continue };
            let (first, second) = (
                Moment::parse(first).unwrap(),
                Moment::parse(second).unwrap(),
            );
            assert!(first.is_before(second) && !second.is_before(first));
        }
    }

    #[test]
    fn what_cannot_be_read_is_kept() {
        let date = json!({"start": "someday", "end": "", "extra": 1});
        assert_eq!(
            canonical_date(&date),
            Some(json!({"start": "someday", "end": null, "time_zone": null}))
        );
        assert_eq!(canonical_date(&json!({"end": "2026-01-01"})), None);
    }
}
