//! Profiles and channels as files: those that come with Keepsake, those in the data folder, and those somebody names.
//!
//! Leaves out what a profile means (`keepsake-records`). The rules it protects: a name means the same profile wherever it is
//! typed; a file that cannot be used is refused with the place and the reason, before anything else is looked at.

use std::path::{Path, PathBuf};

use keepsake_records::{Channels, Profile, builtin, profile};

use crate::error::{AppError, ErrorCode};
use crate::failures;
use crate::keepsake::Keepsake;
use crate::sentences::{wrong_in, wrong_in_channels};
use crate::words::Words;

/// A file longer than this is no profile and no channel.
const LONGEST: u64 = 1024 * 1024;

/// A profile as somebody wrote it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ProfileText {
    /// What it is called in sentences: its file, or the name of one that comes with Keepsake.
    pub(crate) label: String,
    /// What it says.
    pub(crate) text: String,
    /// Where it lies; nothing for one that comes with Keepsake.
    pub(crate) path: Option<PathBuf>,
}

impl ProfileText {
    /// What it means; what is wrong with it is said in these words.
    pub(crate) fn read(&self, words: &Words) -> Result<Profile, AppError> {
        profile::read(&self.label, &self.text).map_err(|refused| {
            let problems = refused.problems.iter();
            let said: Vec<_> = problems.map(|problem| wrong_in(problem, words)).collect();
            AppError::invalid("profile_refused")
                .with("profile", &self.label)
                .with("detail", said.join("\n"))
        })
    }
}

/// The configured channels and where they were read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ChannelsFolder {
    /// The folder.
    pub(crate) path: PathBuf,
    /// What is in it.
    pub(crate) channels: Channels,
}

impl Keepsake {
    /// The profile with this name, or in this file.
    pub(crate) async fn profile_text(&self, wish: &str) -> Result<ProfileText, AppError> {
        let path = Path::new(wish);
        let is_file = wish.ends_with(".toml") || wish.contains(['/', '\\']);
        if !is_file {
            if let Some(text) = builtin::text(wish) {
                return Ok(ProfileText {
                    label: wish.to_owned(),
                    text: text.to_owned(),
                    path: None,
                });
            }
            let own = self.own_profile(wish);
            if let Some(text) = text_if_there(&own).await? {
                return Ok(ProfileText {
                    label: own.display().to_string(),
                    text,
                    path: Some(own),
                });
            }
        }
        match text_if_there(path).await? {
            Some(text) => Ok(ProfileText {
                label: wish.to_owned(),
                text,
                path: Some(path.to_owned()),
            }),
            None => Err(AppError::new(ErrorCode::NotFound)
                .with("what", "profile")
                .with("id", wish)
                .with("known", self.profile_names().await?.join(", "))),
        }
    }

    /// Where a profile of one's own lies.
    pub(crate) fn own_profile(&self, name: &str) -> PathBuf {
        self.home().profiles().join(format!("{name}.toml"))
    }

    /// The names of all profiles: those that come with Keepsake, then those in the data folder.
    pub(crate) async fn profile_names(&self) -> Result<Vec<String>, AppError> {
        let mut names: Vec<String> = builtin::names().into_iter().map(str::to_owned).collect();
        let own = listed(&self.home().profiles(), &["toml"]).await?;
        names.extend(own.iter().filter_map(|path| {
            let name = path.file_stem()?.to_str()?.to_owned();
            (!builtin::names().contains(&name.as_str())).then_some(name)
        }));
        Ok(names)
    }

    /// The channels of a folder; of the one in the data folder, which need not be there, when none is named.
    pub(crate) async fn channels(&self, folder: Option<&Path>) -> Result<ChannelsFolder, AppError> {
        let path = match folder {
            Some(named) => named.to_owned(),
            None => self.home().channels(),
        };
        if folder.is_some()
            && !tokio::fs::metadata(&path)
                .await
                .is_ok_and(|data| data.is_dir())
        {
            return Err(AppError::invalid("channels_missing").with("path", path.display()));
        }
        let channels = channels_in(&path, &self.words()).await?;
        Ok(ChannelsFolder { path, channels })
    }

    /// Writes a profile of one's own; one that is there is never overwritten.
    pub(crate) async fn write_profile(&self, name: &str, text: &str) -> Result<PathBuf, AppError> {
        let path = self.own_profile(name);
        let folder = self.home().profiles();
        let failed = |error: &std::io::Error| failures::unwritable(&path, error);
        tokio::fs::create_dir_all(&folder)
            .await
            .map_err(|error| failed(&error))?;
        let mut options = tokio::fs::OpenOptions::new();
        let mut file = match options.write(true).create_new(true).open(&path).await {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                return Err(AppError::invalid("profile_exists").with("path", path.display()));
            }
            Err(error) => return Err(failed(&error)),
        };
        let written = tokio::io::AsyncWriteExt::write_all(&mut file, text.as_bytes()).await;
        written.map_err(|error| failed(&error))?;
        let flushed = tokio::io::AsyncWriteExt::flush(&mut file).await;
        flushed.map_err(|error| failed(&error))?;
        Ok(path)
    }
}

/// The channels that the files of a folder say; none where there is no folder.
pub(super) async fn channels_in(folder: &Path, words: &Words) -> Result<Channels, AppError> {
    let mut texts = Vec::new();
    for file in listed(folder, &["yaml", "yml"]).await? {
        let Some(name) = file.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let text = text_if_there(&file).await?.unwrap_or_default();
        texts.push((name.to_owned(), text));
    }
    let files = texts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    Channels::read(files).map_err(|problems| {
        let problems = problems.iter();
        let problems: Vec<_> = problems
            .map(|problem| wrong_in_channels(problem, words))
            .collect();
        AppError::invalid("channels_refused")
            .with("path", folder.display())
            .with("detail", problems.join("\n"))
    })
}

/// What a file says, if there is one.
async fn text_if_there(path: &Path) -> Result<Option<String>, AppError> {
    let refused = |detail: &str| {
        AppError::invalid("file_unreadable")
            .with("path", path.display())
            .with("detail", detail)
    };
    match tokio::fs::metadata(path).await {
        Ok(data) if data.len() > LONGEST => return Err(refused("it is too long")),
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(refused(&error.to_string())),
    }
    match tokio::fs::read(path).await {
        Ok(bytes) => String::from_utf8(bytes)
            .map(Some)
            .map_err(|_| refused("it is not UTF-8")),
        Err(error) => Err(refused(&error.to_string())),
    }
}

/// The files of a folder with one of these extensions, by name; none where there is no folder.
async fn listed(folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>, AppError> {
    let failed = |error: std::io::Error| failures::unwritable(folder, &error);
    let mut entries = match tokio::fs::read_dir(folder).await {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut files = Vec::new();
    while let Some(entry) = entries.next_entry().await.map_err(failed)? {
        let path = entry.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if extension.is_some_and(|extension| extensions.contains(&extension)) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
