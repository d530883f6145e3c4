//! A check of everything Keepsake needs, each with what to do.
//!
//! Works when the core cannot be opened, because that is when it is needed. Asks Notion once, without a token, and not at
//! all for the sample. The rule it protects: a check changes nothing that is remembered.

use keepsake_memory::{ConnectionKind, OpenOptions, Store};
use keepsake_notion::API_VERSION;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

use crate::disk::megabytes;
use crate::error::AppError;
use crate::keepsake::Options;
use crate::owner::{self, Owner};
use crate::profiles::{lost_channels, lost_properties};
use crate::reach;
use crate::secrets::{self, SecretStoreKind};

/// A clock this far off makes times wrong and signed links expire early, in seconds.
const CLOCK_OFF: i64 = 300;
/// How a check went, better before worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Health {
    /// Nothing to do.
    Ok,
    /// It works, but somebody should look.
    Warn,
    /// Something does not work.
    Fail,
}

/// One check. Its sentences are `doctor-<name>-<finding>` in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was checked.
    pub name: &'static str,
    /// How it went.
    pub health: Health,
    /// What was found, as a stable word.
    pub finding: &'static str,
    /// A name or number that belongs to it.
    pub detail: String,
}

/// Checks everything.
pub async fn examine(options: &Options, asks_notion: bool) -> Vec<Check> {
    let mut checks = vec![versions(), home(options), space(options)];
    let (store, check) = open_store(options).await;
    checks.push(check);
    if let Some(store) = &store {
        checks.push(integrity(store).await);
        checks.push(connections(store).await);
        checks.extend(channels(store).await);
        checks.extend(properties(store).await);
    }
    checks.push(owner_of(options));
    checks.push(key_store(options).await);
    if asks_notion {
        checks.extend(network(options).await);
    }
    checks
}

fn check(
    name: &'static str,
    health: Health,
    finding: &'static str,
    detail: impl std::fmt::Display,
) -> Check {
    Check {
        name,
        health,
        finding,
        detail: detail.to_string(),
    }
}

fn versions() -> Check {
    let detail = format!("{}, Notion API {API_VERSION}", env!("CARGO_PKG_VERSION"));
    check("version", Health::Ok, "ok", detail)
}

fn home(options: &Options) -> Check {
    let root = options.home.root();
    let probe = root.join(".doctor");
    let outcome = options
        .home
        .prepare()
        .and_then(|()| std::fs::write(&probe, b""))
        .and_then(|()| std::fs::remove_file(&probe));
    match outcome {
        Ok(()) => check("home", Health::Ok, "ok", root.display()),
        Err(error) => check(
            "home",
            Health::Fail,
            "unwritable",
            format!("{}: {error}", root.display()),
        ),
    }
}

fn space(options: &Options) -> Check {
    match options.ports.disk.free(options.home.root()) {
        Ok(bytes) if bytes < options.settings.kept_free => {
            check("space", Health::Warn, "little", in_megabytes(bytes))
        }
        Ok(bytes) => check("space", Health::Ok, "ok", in_megabytes(bytes)),
        Err(error) => check("space", Health::Warn, "unknown", error),
    }
}

fn in_megabytes(bytes: u64) -> String {
    format!("{} MB", megabytes(bytes))
}

async fn open_store(options: &Options) -> (Option<Store>, Check) {
    let path = options.home.memory();
    if !path.exists() {
        return (None, check("store", Health::Ok, "none", path.display()));
    }
    match Store::open(&path, OpenOptions::new(options.ports.clock.now())).await {
        Ok(store) => (
            Some(store),
            check("store", Health::Ok, "ok", path.display()),
        ),
        Err(error) => (None, check("store", Health::Fail, "unusable", error)),
    }
}

async fn integrity(store: &Store) -> Check {
    match store.integrity_check().await {
        Ok(report) if report.is_sound() => check("integrity", Health::Ok, "ok", ""),
        Ok(report) => check(
            "integrity",
            Health::Fail,
            "damaged",
            report.problems.join("; "),
        ),
        Err(error) => check("integrity", Health::Fail, "damaged", error),
    }
}

async fn connections(store: &Store) -> Check {
    match store.connections().await {
        Ok(all) if all.is_empty() => check("connections", Health::Ok, "none", 0),
        Ok(all) => {
            let refused = all
                .iter()
                .filter(|one| one.details.kind != ConnectionKind::Sample)
                .filter(|one| one.state == keepsake_memory::ConnectionState::NeedsSignIn)
                .count();
            match refused {
                0 => check("connections", Health::Ok, "ok", all.len()),
                refused => check("connections", Health::Warn, "refused", refused),
            }
        }
        Err(error) => check("connections", Health::Fail, "unreadable", error),
    }
}

/// The folders of channels of the profiles in force; nothing is said where none is.
async fn channels(store: &Store) -> Vec<Check> {
    let found = async {
        let (mut lost, mut in_force) = (Vec::new(), 0);
        for connection in store.connections().await? {
            let profiles = store.profiles(connection.id).await?;
            in_force += profiles.iter().filter(|profile| profile.active).count();
            lost.extend(lost_channels(store, connection.id).await?);
        }
        Ok::<_, AppError>((lost, in_force))
    };
    match found.await {
        Ok((_, 0)) => Vec::new(),
        Ok((lost, _)) if lost.is_empty() => vec![check("channels", Health::Ok, "ok", "")],
        Ok((lost, _)) => lost
            .into_iter()
            .map(|one| check("channels", Health::Warn, one.finding, one.folder))
            .collect(),
        Err(error) => vec![check("channels", Health::Fail, "unreadable", error)],
    }
}

/// Properties that the profiles in force use and that are gone in Notion; nothing is said where none is.
async fn properties(store: &Store) -> Vec<Check> {
    let found = async {
        let mut lost = Vec::new();
        for connection in store.connections().await? {
            lost.extend(lost_properties(store, connection.id).await?);
        }
        Ok::<_, AppError>(lost)
    };
    match found.await {
        Ok(lost) => lost
            .into_iter()
            .map(|one| {
                let names = one.properties.iter().map(|name| format!("“{name}”"));
                let names: Vec<String> = names.collect();
                let detail = format!("{} ({})", names.join(", "), one.database);
                check("properties", Health::Warn, "gone", detail)
            })
            .collect(),
        Err(error) => vec![check("properties", Health::Fail, "unreadable", error)],
    }
}

fn owner_of(options: &Options) -> Check {
    match owner::current_owner(&options.home.owner_lock()) {
        None => check("owner", Health::Ok, "none", ""),
        Some(Owner { name: Some(name) }) => check("owner", Health::Ok, "other", name),
        Some(Owner { name: None }) => check("owner", Health::Ok, "nameless", ""),
    }
}

async fn key_store(options: &Options) -> Check {
    let opened = match &options.key_store {
        Some(opened) => Ok(opened.clone()),
        None => secrets::open(&options.home, &*options.prompt).await,
    };
    match opened {
        Ok((_, SecretStoreKind::Keychain)) => check("secrets", Health::Ok, "keychain", ""),
        Ok((_, SecretStoreKind::PassphraseFile)) => check("secrets", Health::Ok, "passphrase", ""),
        Ok((_, SecretStoreKind::KeyFile)) => check("secrets", Health::Warn, "key_file", ""),
        Err(error) => check("secrets", Health::Fail, "unusable", error),
    }
}

/// Asks Notion something it refuses without a token: the refusal shows that it is Notion, and what time it is there.
async fn network(options: &Options) -> Vec<Check> {
    let origin = options.settings.notion_url.origin().ascii_serialization();
    let reached = match reach::ask(&*options.ports.api, &origin).await {
        Ok(reached) => reached,
        Err(error) => return vec![check("network", Health::Fail, "unreachable", error)],
    };
    let time = reached.headers.get(http::header::DATE).and_then(|date| {
        OffsetDateTime::parse(&date.to_str().ok()?.replace("GMT", "+0000"), &Rfc2822).ok()
    });
    let status = reached.status;
    let mut checks = vec![if reached.is_notion {
        check("network", Health::Ok, "ok", origin)
    } else {
        check(
            "network",
            Health::Fail,
            "stranger",
            format!("{origin}: {status}"),
        )
    }];
    if let Some(time) = time {
        let off = (options.ports.clock.now() - time).whole_seconds();
        checks.push(if off.abs() > CLOCK_OFF {
            check("clock", Health::Warn, "off", off)
        } else {
            check("clock", Health::Ok, "ok", off)
        });
    }
    checks
}
