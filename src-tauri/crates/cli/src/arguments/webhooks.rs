//! What can be typed after `webhooks`, `alerts` and `sync --watch`.

use std::error::Error;
use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

use clap::{Args, Subcommand};
use keepsake_app::Words;
use keepsake_app::watch::Rhythm;

/// The shortest and the longest time between two cycles, in seconds; as in the settings.
const EVERY: std::ops::RangeInclusive<u64> = 10..=86_400;

/// What to do about webhooks.
#[derive(Debug, Clone, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct WebhooksArguments {
    /// What else to do
    #[command(subcommand)]
    pub(crate) what: Option<WebhooksCommand>,
    /// Receive at this address and port of this computer, such as 127.0.0.1:8788; port 0 takes a free one
    #[arg(long, value_name = "ADDR", required = true)]
    pub(crate) listen: Option<SocketAddr>,
    /// Take the verification token that Notion sends when a subscription is created, and show it
    #[arg(long)]
    pub(crate) pair: bool,
    /// Listen also where other computers can reach it: without encryption, so only behind a proxy that adds it
    #[arg(long)]
    pub(crate) public: bool,
}

/// What else can be done about webhooks.
#[derive(Debug, Clone, Copy, Subcommand)]
pub(crate) enum WebhooksCommand {
    /// Say whether there is a verification token, and how many events wait
    Status,
    /// Forget the verification token: events are refused from then on
    Forget,
}

/// What to do about alerts.
#[derive(Debug, Clone, Subcommand)]
pub(crate) enum AlertsCommand {
    /// List them, those that nobody has looked at first
    List,
    /// Note that you have seen one
    Acknowledge {
        /// Its number
        id: String,
    },
    /// Send one, to see that it arrives
    Test,
}

/// A text that is no time between two cycles. What to write instead is in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NoTime;

impl NoTime {
    /// The key of its sentence.
    pub(crate) const KEY: &str = "cli-usage-no-time";
}

impl fmt::Display for NoTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // clap says it in English; other languages find the type (`typed_wrong`).
        formatter.write_str(&Words::english().say(Self::KEY, &[]))
    }
}

impl Error for NoTime {}

/// Only at the start, and when something is heard: nobody opens a terminal's window.
const AT_START: &str = "start";

/// Understands `90`, `90s`, `5m`, `2h` or `start`.
pub(crate) fn every(text: &str) -> Result<Rhythm, NoTime> {
    if text == AT_START {
        return Ok(Rhythm::WhenOpened);
    }
    let (digits, factor) = match text.char_indices().next_back() {
        Some((at, 's')) => (&text[..at], 1),
        Some((at, 'm')) => (&text[..at], 60),
        Some((at, 'h')) => (&text[..at], 3_600),
        _ => (text, 1),
    };
    digits
        .parse::<u64>()
        .ok()
        .and_then(|number| number.checked_mul(factor))
        .filter(|seconds| EVERY.contains(seconds))
        .map(|seconds| Rhythm::Every(Duration::from_secs(seconds)))
        .ok_or(NoTime)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use clap::Parser;

    use super::*;
    use crate::arguments::{Arguments, Command};

    #[test]
    fn times_are_seconds_minutes_or_hours_within_reason() {
        for (text, seconds) in [
            ("60s", 60),
            ("10", 10),
            ("5m", 300),
            ("24h", 86_400),
            ("90s", 90),
        ] {
            let expected = Rhythm::Every(Duration::from_secs(seconds));
            assert_eq!(every(text), Ok(expected), "{text}");
        }
        assert_eq!(every("start"), Ok(Rhythm::WhenOpened));
        for text in [
            "",
            "s",
            "9s",
            "25h",
            "1d",
            "-60s",
            "6 0s",
            "99999999999999999999h",
        ] {
            assert!(every(text).is_err(), "{text:?} was taken");
        }
    }

    #[test]
    fn receiving_needs_an_address_and_the_rest_needs_none() {
        let parse = |line: &str| Arguments::try_parse_from(line.split(' '));
        for line in [
            "keepsake webhooks --listen 127.0.0.1:8788",
            "keepsake webhooks --listen [::1]:0 --pair --json",
            "keepsake webhooks status",
            "keepsake webhooks forget --connection 1",
            "keepsake alerts",
            "keepsake alerts list --json",
            "keepsake alerts acknowledge 7",
            "keepsake alerts test",
            "keepsake sync --watch",
            "keepsake sync --watch --every 5m --json",
            "keepsake sync --watch --every start",
        ] {
            assert!(parse(line).is_ok(), "{line}: {}", parse(line).unwrap_err());
        }
        for line in [
            "keepsake webhooks",
            "keepsake webhooks --listen here",
            "keepsake webhooks --pair",
            "keepsake webhooks status --listen 127.0.0.1:1",
            "keepsake alerts acknowledge",
            "keepsake sync",
            "keepsake sync --once --watch",
            "keepsake sync --once --every 60s",
            "keepsake sync --watch --every 1s",
        ] {
            assert!(parse(line).is_err(), "{line} was taken");
        }
        let Command::Webhooks(status) = parse("keepsake webhooks status").unwrap().command else {
            unreachable!("it is about webhooks")
        };
        assert!(matches!(status.what, Some(WebhooksCommand::Status)));
    }
}
