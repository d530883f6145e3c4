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

use crate::language::Language;
use crate::preferences::Theme;
use crate::words::Words;

/// Where Notion's API lives when nothing else is said.
const NOTION: &str = "https://api.notion.com";
/// What goes into the log when nothing else is said.
const LOG_FILTER: &str = "info";
/// The highest pace that can be asked for, in requests per second (requirement C1).
const MAX_REQUESTS_PER_SECOND: u32 = 10;
/// How often everything may be asked to be looked at while nothing is heard, in seconds: a cycle costs two requests.
const SYNC_EVERY_AT_LEAST: u32 = 10;
const SYNC_EVERY_AT_MOST: u32 = 86_400;

/// The most that an import can be asked to leave free, in megabytes.
const KEEP_FREE_AT_MOST: u32 = 1_000_000;

/// How much an import leaves free on the disk, in megabytes.
const KEEP_FREE: &str = "KEEPSAKE_KEEP_FREE_MEGABYTES";

/// The broker to sign in through and the id of its connection; read when the program is built, too.
const BROKER_URL: &str = "KEEPSAKE_SIGN_IN_BROKER_URL";
const BROKER_CLIENT_ID: &str = "KEEPSAKE_SIGN_IN_CLIENT_ID";

/// The colours that pictures and tests ask for.
const THEME: &str = "KEEPSAKE_THEME";

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
    /// The broker that people sign in through, where there is one.
    pub broker: Option<Broker>,
    /// How often everything is looked at while syncing goes on by itself; nothing where that is for the person to set.
    pub sync_every: Option<Duration>,
    /// How many bytes an import leaves free on the disk.
    pub kept_free: u64,
    /// Which colours the window has; nothing where that is for the person to set.
    pub theme: Option<Theme>,
    /// The language that a variable names.
    pub language: Option<Language>,
    /// Where alerts are sent to besides this computer. The address may open something: it is shown to nobody.
    pub alerts_url: Option<Url>,
}

/// A service that holds the secret of a connection, so that a person needs none of their own (docs/broker.md).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broker {
    /// Its origin.
    pub url: Url,
    /// The public id of its connection.
    pub client_id: String,
}

/// Settings that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", Words::english().of_error(&self.clone().into()))]
pub struct SettingsError {
    /// Which sentence says it, a word of the catalogue's `error-invalid_input`.
    pub problem: &'static str,
    /// The file or variable.
    pub place: String,
    /// What else the sentence speaks about.
    pub values: Vec<(&'static str, String)>,
}

impl SettingsError {
    fn new(problem: &'static str, place: &str) -> Self {
        Self {
            problem,
            place: place.to_owned(),
            values: Vec::new(),
        }
    }

    fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.values.push((name, value.to_string()));
        self
    }
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
    sign_in: SignInSection,
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
    keep_free_megabytes: Option<u32>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignInSection {
    broker_url: Option<String>,
    client_id: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct AlertsSection {
    webhook_url: Option<String>,
}

/// The sections that the file can have, and their keys.
const KEYS: [(&str, &[&str]); 5] = [
    (
        "notion",
        &[
            "url",
            "requests_per_second",
            "page_size",
            "request_timeout_seconds",
            "max_retries",
        ],
    ),
    ("log", &["filter"]),
    ("sync", &["every_seconds", "keep_free_megabytes"]),
    ("sign_in", &["broker_url", "client_id"]),
    ("alerts", &["webhook_url"]),
];

/// The first key that nobody reads, and those there are at its place.
fn unknown_key(file: &toml::Table) -> Option<(String, String)> {
    for (section, value) in file {
        let Some((_, known)) = KEYS.iter().find(|(name, _)| name == section) else {
            let known = KEYS.map(|(name, _)| format!("[{name}]"));
            return Some((section.clone(), known.join(", ")));
        };
        let keys = value.as_table().into_iter().flat_map(toml::Table::keys);
        if let Some(key) = keys.into_iter().find(|key| !known.contains(&key.as_str())) {
            return Some((format!("{section}.{key}"), known.join(", ")));
        }
    }
    None
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
        let unread = |error: toml::de::Error| wrong(place, error.to_string().trim_end());
        let keys: toml::Table = toml::from_str(text).map_err(unread)?;
        if let Some((key, known)) = unknown_key(&keys) {
            return Err(SettingsError::new("settings_unknown_key", place)
                .with("key", key)
                .with("known", known));
        }
        let file: File = toml::from_str(text).map_err(unread)?;
        let (url_place, url) = chosen(environment, "KEEPSAKE_NOTION_URL", place, file.notion.url);
        let (pace_place, pace) = chosen(
            environment,
            "KEEPSAKE_REQUESTS_PER_SECOND",
            place,
            file.notion.requests_per_second.map(|pace| pace.to_string()),
        );
        let (free_place, kept_free) = chosen(
            environment,
            KEEP_FREE,
            place,
            file.sync.keep_free_megabytes.map(|room| room.to_string()),
        );
        let (_, filter) = chosen(environment, "KEEPSAKE_LOG", place, file.log.filter);
        Ok(Self {
            notion_url: origin(&url_place, url.as_deref().unwrap_or(NOTION))?,
            requests_per_second: match pace {
                Some(pace) => in_range(
                    &pace_place,
                    "requests_per_second",
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
            broker: broker(place, file.sign_in, environment)?,
            sync_every: file
                .sync
                .every_seconds
                .map(|seconds| {
                    let (least, most) = (SYNC_EVERY_AT_LEAST, SYNC_EVERY_AT_MOST);
                    in_range(place, "every_seconds", &seconds.to_string(), least, most)
                })
                .transpose()?
                .map(|seconds| Duration::from_secs(u64::from(seconds))),
            kept_free: match kept_free {
                Some(room) => {
                    let most = KEEP_FREE_AT_MOST;
                    let room = in_range(&free_place, "keep_free_megabytes", &room, 0, most)?;
                    u64::from(room) * 1_000_000
                }
                None => keepsake_sync::KEPT_FREE,
            },
            theme: theme(environment(THEME).as_deref()),
            language: Language::wished(environment),
            alerts_url: file
                .alerts
                .webhook_url
                .map(|text| receiver(place, &text))
                .transpose()?,
        })
    }
}

/// Anything but the two leaves it to the person.
fn theme(named: Option<&str>) -> Option<Theme> {
    match named {
        Some("light") => Some(Theme::Light),
        Some("dark") => Some(Theme::Dark),
        _ => None,
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

/// The broker that is named: by the environment, else by the file, else by whoever built the program.
fn broker(
    place: &str,
    file: SignInSection,
    environment: Environment<'_>,
) -> Result<Option<Broker>, SettingsError> {
    let built_in = |value: Option<&str>| value.map(str::to_owned).filter(|value| !value.is_empty());
    let (url_place, url) = chosen(environment, BROKER_URL, place, file.broker_url);
    let (id_place, client_id) = chosen(environment, BROKER_CLIENT_ID, place, file.client_id);
    let (url, client_id) = match (url, client_id) {
        (None, None) => (
            built_in(option_env!("KEEPSAKE_SIGN_IN_BROKER_URL")),
            built_in(option_env!("KEEPSAKE_SIGN_IN_CLIENT_ID")),
        ),
        named => named,
    };
    match (url, client_id) {
        (None, None) => Ok(None),
        (Some(url), Some(client_id)) => Ok(Some(Broker {
            url: origin(&url_place, &url)?,
            client_id,
        })),
        (Some(_), None) => Err(SettingsError::new("settings_broker_without_id", &url_place)
            .with("variable", BROKER_CLIENT_ID)),
        (None, Some(_)) => Err(SettingsError::new("settings_id_without_broker", &id_place)
            .with("variable", BROKER_URL)),
    }
}

fn origin(place: &str, text: &str) -> Result<Url, SettingsError> {
    let refused = |problem| Err(SettingsError::new(problem, place).with("value", text));
    let Ok(url) = Url::parse(text) else {
        return refused("settings_no_address");
    };
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return refused("settings_not_http");
    }
    if url.path() != "/"
        || url.query().is_some()
        || url.fragment().is_some()
        || !url.username().is_empty()
    {
        return refused("settings_not_origin");
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
    let refused = |problem| Err(SettingsError::new(problem, place));
    let Ok(url) = Url::parse(text) else {
        return refused("settings_receiver_no_address");
    };
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return refused("settings_receiver_no_address");
    }
    if !keeps_secrets(&url) {
        return refused("settings_receiver_plain_http");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return refused("settings_receiver_credentials");
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
        _ => Err(SettingsError::new("settings_range", place)
            .with("name", name)
            .with("least", least)
            .with("most", most)
            .with("value", text)),
    }
}

/// What cannot be used at this place, in the words of whoever read it.
pub(crate) fn wrong(place: &str, detail: impl std::fmt::Display) -> SettingsError {
    SettingsError::new("settings", place).with("detail", detail)
}

#[cfg(test)]
mod tests;
