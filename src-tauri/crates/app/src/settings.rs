//! Settings: one struct, complete when the program has started.
//!
//! Read from `settings.toml` in the home, overridden by the environment, checked as a whole. Leaves out the person's
//! choice of pages, which lives in the store. The rule it protects: a key that nobody reads is refused with words, so a
//! misspelt setting is never silently without effect.

use std::path::Path;
use std::time::Duration;

use keepsake_notion::is_loopback;
use serde::Deserialize;
use url::Url;

/// Where Notion's API lives when nothing else is said.
const NOTION: &str = "https://api.notion.com";
/// What goes into the log when nothing else is said.
const LOG_FILTER: &str = "info";
/// The highest pace that can be asked for, in requests per second (requirement C1).
const MAX_REQUESTS_PER_SECOND: u32 = 10;
/// How often everything is looked at while nothing is heard, in seconds (requirement B5), and how often it may be asked
/// for: a cycle costs two requests.
const SYNC_EVERY: u32 = 60;
const SYNC_EVERY_AT_LEAST: u32 = 10;
const SYNC_EVERY_AT_MOST: u32 = 86_400;

/// The sentence about an address at which everybody on the way could read the token.
pub(crate) const PLAIN_HTTP: &str = "plain_http";

/// The environment, as a function so that tests bring their own.
pub type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Everything that can be configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Origin of Notion's API, without `/v1`.
    pub notion_url: Url,
    /// Pace, 1 to 10.
    pub requests_per_second: u32,
    /// Items per page of a list, 1 to 100.
    pub page_size: u32,
    /// Time-out of one request.
    pub request_timeout: Duration,
    /// Retries after the first attempt.
    pub max_retries: u32,
    /// Which log lines are kept, in the syntax of `tracing`'s filters.
    pub log_filter: String,
    /// How often everything is looked at while syncing goes on by itself.
    pub sync_every: Duration,
    /// Where alerts are sent to besides this computer. The address may open something: it is shown to nobody.
    pub alerts_url: Option<Url>,
}

/// Settings that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{place}`: {detail}")]
pub struct SettingsError {
    /// Which sentence says it, a word of the catalogue's `error-invalid_input`.
    pub problem: &'static str,
    /// The file or variable.
    pub place: String,
    /// What is wrong with it.
    pub detail: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    notion: NotionSection,
    #[serde(default)]
    log: LogSection,
    #[serde(default)]
    sync: SyncSection,
    #[serde(default)]
    alerts: AlertsSection,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct NotionSection {
    url: Option<String>,
    requests_per_second: Option<u32>,
    page_size: Option<u32>,
    request_timeout_seconds: Option<u32>,
    max_retries: Option<u32>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct LogSection {
    filter: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SyncSection {
    every_seconds: Option<u32>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct AlertsSection {
    webhook_url: Option<String>,
}

impl Settings {
    /// Reads the file, if there is one, and the environment.
    ///
    /// # Errors
    /// [`SettingsError`] for a file that cannot be read, an unknown key, or a value outside of its range.
    pub fn load(file: &Path, environment: Environment<'_>) -> Result<Self, SettingsError> {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            // A folder that cannot be is found out when it is made, with words of its own.
            Err(error) if is_missing(&error) => String::new(),
            Err(error) => return Err(wrong(&file.display().to_string(), error)),
        };
        Self::from_parts(&text, &file.display().to_string(), environment)
    }

    fn from_parts(
        text: &str,
        place: &str,
        environment: Environment<'_>,
    ) -> Result<Self, SettingsError> {
        let file: File =
            toml::from_str(text).map_err(|error| wrong(place, error.to_string().trim_end()))?;
        let (url_place, url) = chosen(environment, "KEEPSAKE_NOTION_URL", place, file.notion.url);
        let (pace_place, pace) = chosen(
            environment,
            "KEEPSAKE_REQUESTS_PER_SECOND",
            place,
            file.notion.requests_per_second.map(|pace| pace.to_string()),
        );
        let (_, filter) = chosen(environment, "KEEPSAKE_LOG", place, file.log.filter);
        Ok(Self {
            notion_url: origin(&url_place, url.as_deref().unwrap_or(NOTION))?,
            requests_per_second: match pace {
                Some(pace) => in_range(
                    &pace_place,
                    "requests per second",
                    &pace,
                    1,
                    MAX_REQUESTS_PER_SECOND,
                )?,
                None => 3,
            },
            page_size: between(place, "page_size", file.notion.page_size, 1, 100, 100)?,
            request_timeout: Duration::from_secs(u64::from(between(
                place,
                "request_timeout_seconds",
                file.notion.request_timeout_seconds,
                1,
                600,
                60,
            )?)),
            max_retries: between(place, "max_retries", file.notion.max_retries, 0, 20, 5)?,
            log_filter: filter.unwrap_or_else(|| LOG_FILTER.to_owned()),
            sync_every: Duration::from_secs(u64::from(between(
                place,
                "every_seconds",
                file.sync.every_seconds,
                SYNC_EVERY_AT_LEAST,
                SYNC_EVERY_AT_MOST,
                SYNC_EVERY,
            )?)),
            alerts_url: file
                .alerts
                .webhook_url
                .map(|text| receiver(place, &text))
                .transpose()?,
        })
    }
}

fn is_missing(error: &std::io::Error) -> bool {
    matches!(
        error.kind(),
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory
    )
}

/// The variable when it is set, else what the file says, with the place to name in an error.
fn chosen(
    environment: Environment<'_>,
    variable: &str,
    place: &str,
    in_file: Option<String>,
) -> (String, Option<String>) {
    match environment(variable).filter(|value| !value.is_empty()) {
        Some(value) => (variable.to_owned(), Some(value)),
        None => (place.to_owned(), in_file),
    }
}

fn origin(place: &str, text: &str) -> Result<Url, SettingsError> {
    let url = Url::parse(text)
        .map_err(|error| wrong(place, format!("{text:?} is no address: {error}")))?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return Err(wrong(
            place,
            format!("{text:?} is not an http or https address"),
        ));
    }
    if url.path() != "/"
        || url.query().is_some()
        || url.fragment().is_some()
        || !url.username().is_empty()
    {
        let detail = format!(
            "{text:?} has to be an origin like https://api.notion.com, without /v1 or anything else"
        );
        return Err(wrong(place, detail));
    }
    if !keeps_secrets(&url) {
        return Err(SettingsError {
            problem: PLAIN_HTTP,
            ..wrong(place, text)
        });
    }
    Ok(url)
}

/// The address that alerts are sent to.
fn receiver(place: &str, text: &str) -> Result<Url, SettingsError> {
    // The text itself is not repeated: such addresses often carry a secret.
    let unusable = |detail: &str| wrong(place, format!("webhook_url {detail}"));
    let url = Url::parse(text).map_err(|error| unusable(&format!("is no address: {error}")))?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return Err(unusable("is not an http or https address"));
    }
    if !keeps_secrets(&url) {
        return Err(unusable(
            "has to begin with https://; plain http is only for this computer",
        ));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(unusable(
            "must not carry a user name or password; put what the receiver needs into its path",
        ));
    }
    Ok(url)
}

/// Whether a token may be sent to an address: nobody on the way can read it.
pub(crate) fn keeps_secrets(url: &Url) -> bool {
    url.scheme() == "https" || is_loopback(url)
}

fn between(
    place: &str,
    name: &str,
    value: Option<u32>,
    least: u32,
    most: u32,
    usual: u32,
) -> Result<u32, SettingsError> {
    match value {
        None => Ok(usual),
        Some(value) => in_range(place, name, &value.to_string(), least, most),
    }
}

fn in_range(
    place: &str,
    name: &str,
    text: &str,
    least: u32,
    most: u32,
) -> Result<u32, SettingsError> {
    match text.trim().parse::<u32>() {
        Ok(value) if (least..=most).contains(&value) => Ok(value),
        _ => Err(wrong(
            place,
            format!("{name} has to be a whole number from {least} to {most}, not {text:?}"),
        )),
    }
}

/// A value at this place that cannot be used.
pub(crate) fn wrong(place: &str, detail: impl std::fmt::Display) -> SettingsError {
    SettingsError {
        problem: "settings",
        place: place.to_owned(),
        detail: detail.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    fn read(text: &str, variables: &[(&str, &str)]) -> Result<Settings, SettingsError> {
        let environment = |name: &str| {
            variables
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        };
        Settings::from_parts(text, "settings.toml", &environment)
    }

    #[test]
    fn without_file_and_variables_everything_has_a_value() {
        let settings = read("", &[]).unwrap();
        assert_eq!(settings.notion_url.as_str(), "https://api.notion.com/");
        assert_eq!(
            (
                settings.requests_per_second,
                settings.page_size,
                settings.max_retries
            ),
            (3, 100, 5)
        );
        assert_eq!(settings.request_timeout, Duration::from_secs(60));
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let file = "[notion]\nurl = \"https://one.example\"\nrequests_per_second = 2\n[log]\nfilter = \"debug\"";
        let from_file = read(file, &[]).unwrap();
        assert_eq!(
            (from_file.requests_per_second, from_file.log_filter.as_str()),
            (2, "debug")
        );
        let both = read(
            file,
            &[
                ("KEEPSAKE_NOTION_URL", "http://127.0.0.1:8123"),
                ("KEEPSAKE_REQUESTS_PER_SECOND", "10"),
                ("KEEPSAKE_LOG", "trace"),
            ],
        )
        .unwrap();
        assert_eq!(both.notion_url.as_str(), "http://127.0.0.1:8123/");
        assert_eq!(
            (both.requests_per_second, both.log_filter.as_str()),
            (10, "trace")
        );
    }

    #[test]
    fn an_unknown_key_is_refused_and_named() {
        for text in [
            "colour = 1",
            "[notion]\nrequest_per_second = 3",
            "[log]\nlevel = \"info\"",
        ] {
            let error = read(text, &[]).unwrap_err();
            assert!(error.detail.contains("unknown field"), "{error}");
        }
    }

    #[test]
    fn a_value_outside_of_its_range_is_refused_with_the_range() {
        for pace in ["0", "11", "-1", "three", "3.5"] {
            let error = read("", &[("KEEPSAKE_REQUESTS_PER_SECOND", pace)]).unwrap_err();
            assert_eq!(error.place, "KEEPSAKE_REQUESTS_PER_SECOND");
            assert!(error.detail.contains("from 1 to 10"), "{error}");
        }
    }

    #[test]
    fn an_address_with_a_path_or_credentials_is_refused() {
        for url in [
            "https://api.notion.com/v1",
            "https://me@host",
            "ftp://host",
            "host",
            "https://host/?a=b",
        ] {
            let error = read("", &[("KEEPSAKE_NOTION_URL", url)]).unwrap_err();
            assert_eq!(error.place, "KEEPSAKE_NOTION_URL", "{url} was taken");
        }
    }

    #[test]
    fn a_cycle_a_minute_is_usual_and_no_more_than_six_are_taken() {
        let every = |text: &str| read(text, &[]).map(|settings| settings.sync_every.as_secs());
        assert_eq!(every("").unwrap(), 60);
        assert_eq!(every("[sync]\nevery_seconds = 10").unwrap(), 10);
        for refused in ["9", "86401", "0"] {
            let error = every(&format!("[sync]\nevery_seconds = {refused}")).unwrap_err();
            assert!(error.detail.contains("from 10 to 86400"), "{error}");
        }
    }

    #[test]
    fn alerts_are_sent_where_nobody_reads_along_and_the_address_is_not_repeated() {
        let url = |text: &str| {
            read(&format!("[alerts]\nwebhook_url = \"{text}\""), &[])
                .map(|settings| settings.alerts_url.unwrap().to_string())
        };
        assert_eq!(read("", &[]).unwrap().alerts_url, None);
        for taken in [
            "https://hooks.example/services/T0/S3CRET",
            "http://127.0.0.1:9000/alerts",
            "http://localhost/",
        ] {
            assert_eq!(url(taken).unwrap(), taken);
        }
        for refused in [
            "http://hooks.example/S3CRET",
            "ftp://hooks.example/S3CRET",
            "https://me:S3CRET@hooks.example/",
            "S3CRET",
        ] {
            let error = url(refused).unwrap_err();
            assert!(error.detail.contains("webhook_url"), "{error}");
            assert!(!error.detail.contains("S3CRET"), "{error}");
        }
    }

    #[test]
    fn plain_http_is_refused_unless_it_stays_on_this_computer() {
        for url in [
            "http://api.notion.com",
            "http://10.0.0.7:8123",
            "http://localhost.example",
        ] {
            let error = read("", &[("KEEPSAKE_NOTION_URL", url)]).unwrap_err();
            assert_eq!(error.problem, PLAIN_HTTP, "{url} was taken");
            let in_file = format!("[notion]\nurl = \"{url}\"");
            assert_eq!(read(&in_file, &[]).unwrap_err().problem, PLAIN_HTTP);
        }
        for url in [
            "http://localhost:1",
            "http://127.0.0.1",
            "http://[::1]:9",
            "https://a.example",
        ] {
            read("", &[("KEEPSAKE_NOTION_URL", url)]).unwrap();
        }
    }
}
