//! Moments in words, as the strip of the window says them. Pure: the present is passed in, with the offset of where we are.

use keepsake_app::Words;
use keepsake_app::words::Value;
use time::format_description::well_known::Rfc3339;
use time::macros::time;
use time::{Duration, OffsetDateTime, Time, Weekday};

/// When people begin their day, as in the window.
const MORNING: Time = time!(8:00);

/// `2 min ago`, `today, 16:40`, `yesterday`; nothing for a text that is no moment.
pub(super) fn ago(moment: &str, now: OffsetDateTime, words: &Words) -> Option<String> {
    let then = here(moment, now)?;
    let passed = now - then;
    let days = (now.date() - then.date()).whole_days();
    let count = |number: i64| Value::Count(u64::try_from(number).unwrap_or(0));
    Some(if passed < Duration::MINUTE {
        words.say("when-now", &[])
    } else if passed < Duration::HOUR {
        words.say(
            "when-minutes",
            &[("minutes", count(passed.whole_minutes()))],
        )
    } else if days == 0 {
        words.say("when-today", &[("time", Value::Text(&clock(then)))])
    } else if days == 1 {
        words.say("when-yesterday", &[])
    } else {
        words.say("when-days", &[("days", count(days))])
    })
}

/// A moment that is still to come: `14:00`, or with its day when that is another one.
pub(super) fn until(moment: &str, now: OffsetDateTime, words: &Words) -> Option<String> {
    let then = here(moment, now)?;
    let time = clock(then);
    if then.date() == now.date() {
        return Some(time);
    }
    let day = match then.weekday() {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    };
    let values = [("day", Value::Text(day)), ("time", Value::Text(&time))];
    Some(words.say("tray-until-day", &values))
}

/// Pages that have to be read before the time that is left is worth a promise, as in the window.
const MEASURED: u32 = 20;
const MINUTE: u32 = 60;
const HOUR: u32 = 60 * MINUTE;
const HALF_HOUR: u32 = HOUR / 2;

/// How long a run still takes, in the steps in which the window says it.
pub(super) fn left(seconds: Option<u32>, finished: u32, words: &Words) -> String {
    let count = |name, number: u32| (name, Value::Count(number.into()));
    let to_next = |step: u32, seconds: u32| (seconds + step / 2) / step;
    match seconds.filter(|_| finished >= MEASURED) {
        None => words.say("eta-estimating-plain", &[]),
        Some(seconds) if seconds < MINUTE => words.say("eta-under-a-minute-plain", &[]),
        Some(seconds) if seconds <= 10 * MINUTE => {
            let minutes = seconds.div_ceil(MINUTE);
            words.say("eta-minutes-plain", &[count("minutes", minutes)])
        }
        Some(seconds) if to_next(5 * MINUTE, seconds) * 5 < 60 => {
            let minutes = 5 * to_next(5 * MINUTE, seconds).max(2);
            words.say("eta-minutes-plain", &[count("minutes", minutes)])
        }
        Some(seconds) => {
            let halves = to_next(HALF_HOUR, seconds).max(2);
            let half = if halves % 2 == 1 { "yes" } else { "no" };
            let values = [count("hours", halves / 2), ("half", Value::Text(half))];
            words.say("eta-hours-plain", &values)
        }
    }
}

/// The morning after today.
pub(super) fn tomorrow(now: OffsetDateTime) -> OffsetDateTime {
    now.saturating_add(Duration::DAY).replace_time(MORNING)
}

/// A moment as the core writes it, told in the time of this place.
fn here(moment: &str, now: OffsetDateTime) -> Option<OffsetDateTime> {
    let then = OffsetDateTime::parse(moment, &Rfc3339).ok()?;
    then.checked_to_offset(now.offset())
}

fn clock(moment: OffsetDateTime) -> String {
    format!("{:02}:{:02}", moment.hour(), moment.minute())
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-11-20 17:08:00 +1);

    #[test]
    fn what_has_been_is_told_as_exactly_as_it_deserves() {
        let words = Words::english();
        for (moment, said) in [
            ("2026-11-20T16:07:30Z", "just now"),
            ("2026-11-20T16:09:00Z", "just now"),
            ("2026-11-20T16:06:00Z", "2 min ago"),
            ("2026-11-20T08:40:00Z", "today, 09:40"),
            // Yesterday in London, today here.
            ("2026-11-19T23:30:00Z", "today, 00:30"),
            ("2026-11-19T22:30:00Z", "yesterday"),
            ("2026-11-14T12:00:00Z", "6 days ago"),
        ] {
            assert_eq!(ago(moment, NOW, &words).as_deref(), Some(said), "{moment}");
        }
        assert_eq!(ago("soon", NOW, &words), None);
    }

    #[test]
    fn what_is_to_come_has_its_day_when_that_is_another_one() {
        let words = Words::english();
        for (moment, said) in [
            ("2026-11-20T20:00:00Z", "21:00"),
            ("2026-11-20T23:30:00Z", "Saturday 00:30"),
            ("2026-11-22T07:00:00Z", "Sunday 08:00"),
        ] {
            assert_eq!(
                until(moment, NOW, &words).as_deref(),
                Some(said),
                "{moment}"
            );
        }
    }

    #[test]
    fn tomorrow_begins_in_the_morning_of_this_place() {
        assert_eq!(tomorrow(NOW), datetime!(2026-11-21 08:00:00 +1));
        let late = datetime!(2026-12-31 23:59:59 -5);
        assert_eq!(tomorrow(late), datetime!(2027-01-01 08:00:00 -5));
    }
}
