//! What the person has set, kept in `preferences.json` in the data folder, and what takes effect of it.
//!
//! Leaves out what an administrator configures (`settings`), which goes before it, and what the window remembers of itself.
//! The rules it protects: a setting takes effect when it is changed; losing the file costs the person's settings and nothing
//! else; a value that makes no sense is never kept.

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::dto::{FixedSetting, SettingChange, SettingName, SettingsShown};
use crate::error::AppError;
use crate::failures;
use crate::home::Home;
use crate::keepsake::Keepsake;
use crate::language::{self, Language};
use crate::settings::Settings;
use crate::watch::Rhythm;

/// How often everything is looked at when nobody says otherwise, in seconds, and within which bounds (requirement B5).
const EVERY: u32 = 60;
const EVERY_BOUNDS: std::ops::RangeInclusive<u32> = 60..=3_600;
/// How large texts can be, in hundredths of their usual size (ux C.13).
const TEXT: std::ops::RangeInclusive<u32> = 85..=200;

/// Which colours the window has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// Those of the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How much room lines have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Density {
    /// As it is drawn.
    #[default]
    Compact,
    /// Enough for fingers.
    Comfortable,
}

/// Which language is spoken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LanguageChoice {
    /// That of the system.
    #[default]
    System,
    /// English.
    English,
    /// German.
    German,
}

/// What somebody can be called for outside of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum NoticeKind {
    /// Notion no longer accepts a key.
    Reconnect,
    /// There is no room on the disk.
    DiskFull,
    /// Something was changed on both sides.
    Decisions,
    /// Much was deleted.
    Deletions,
    /// A long import has come to its end.
    Finished,
}

/// What the person has set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Preferences {
    /// Seconds between two looks when nothing is heard; nothing: when the window is opened.
    pub(crate) sync_every_seconds: Option<u32>,
    /// Looks less often on battery and where the connection costs money.
    pub(crate) sparing: bool,
    pub(crate) theme: Theme,
    pub(crate) density: Density,
    pub(crate) text_percent: u32,
    pub(crate) language: LanguageChoice,
    /// What nobody is called for.
    pub(crate) quiet: Vec<NoticeKind>,
    /// Notices on the desktop name pages.
    pub(crate) name_pages: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            sync_every_seconds: Some(EVERY),
            sparing: true,
            theme: Theme::default(),
            density: Density::default(),
            text_percent: 100,
            language: LanguageChoice::default(),
            quiet: Vec::new(),
            // A locked screen shows notices to everybody.
            name_pages: false,
        }
    }
}

impl Preferences {
    /// The same with every number inside its bounds.
    fn in_bounds(mut self) -> Self {
        let (every, text) = (EVERY_BOUNDS, TEXT);
        self.sync_every_seconds = self
            .sync_every_seconds
            .map(|seconds| seconds.clamp(*every.start(), *every.end()));
        self.text_percent = self.text_percent.clamp(*text.start(), *text.end());
        self
    }

    /// The same after a change; nothing when its value makes no sense.
    fn after(mut self, change: &SettingChange) -> Option<Self> {
        match *change {
            SettingChange::SyncEverySeconds(seconds) => self.sync_every_seconds = seconds,
            SettingChange::Sparing(sparing) => self.sparing = sparing,
            SettingChange::Theme(theme) => self.theme = theme,
            SettingChange::Density(density) => self.density = density,
            SettingChange::TextPercent(percent) => self.text_percent = percent,
            SettingChange::Language(language) => self.language = language,
            SettingChange::NamePages(named) => self.name_pages = named,
            SettingChange::Notice { kind, on } => {
                self.quiet.retain(|quiet| *quiet != kind);
                if !on {
                    self.quiet.push(kind);
                }
            }
        }
        (self.clone().in_bounds() == self).then_some(self)
    }
}

/// What the person has set, as this process has it.
pub(crate) struct Kept {
    file: PathBuf,
    now: Mutex<Preferences>,
}

impl Kept {
    /// Reads what is kept; a file that makes no sense is as none.
    pub(crate) fn read(home: &Home) -> Self {
        let file = home.preferences();
        let now = match std::fs::read(&file).map(|text| serde_json::from_slice(&text)) {
            Ok(Ok(kept)) => Preferences::in_bounds(kept),
            Ok(Err(error)) => {
                tracing::warn!(%error, "what the person has set cannot be read");
                Preferences::default()
            }
            Err(_) => Preferences::default(),
        };
        Self {
            file,
            now: Mutex::new(now),
        }
    }

    /// What is set now.
    pub(crate) fn now(&self) -> Preferences {
        self.lock().clone()
    }

    /// Keeps something else.
    fn keep(&self, wanted: Preferences) -> Result<(), AppError> {
        let mut now = self.lock();
        write(&self.file, &wanted).map_err(|error| failures::unwritable(&self.file, &error))?;
        *now = wanted;
        Ok(())
    }

    /// Goes on with what is set when nothing is, after the file is gone.
    pub(crate) fn forget(&self) {
        *self.lock() = Preferences::default();
    }

    fn lock(&self) -> MutexGuard<'_, Preferences> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Beside the old file first, so that a crash leaves one of the two.
fn write(file: &std::path::Path, wanted: &Preferences) -> io::Result<()> {
    let beside = file.with_extension("json.new");
    std::fs::write(&beside, serde_json::to_vec_pretty(wanted)?)?;
    std::fs::rename(&beside, file)
}

impl Settings {
    /// What the configuration decides, whatever the person sets, with the place that says so.
    fn fixed(&self) -> Vec<FixedSetting> {
        let every = self
            .sync_every
            .map(|_| (SettingName::SyncEverySeconds, "settings.toml"));
        let theme = self.theme.map(|_| (SettingName::Theme, "KEEPSAKE_THEME"));
        let language = self
            .language
            .map(|_| (SettingName::Language, language::WISH));
        [every, theme, language]
            .into_iter()
            .flatten()
            .map(|(setting, place)| FixedSetting {
                setting,
                place: place.to_owned(),
            })
            .collect()
    }
}

impl Keepsake {
    /// What is set, as it takes effect.
    #[must_use]
    pub fn settings(&self) -> SettingsShown {
        let kept = self.inner.preferences.now();
        SettingsShown {
            sync_every_seconds: self
                .rhythm()
                .every()
                .map(|every| u32::try_from(every.as_secs()).unwrap_or(u32::MAX)),
            sparing: kept.sparing,
            theme: self.inner.settings.theme.unwrap_or(kept.theme),
            density: kept.density,
            text_percent: kept.text_percent,
            language: kept.language,
            quiet: kept.quiet,
            name_pages: kept.name_pages,
            fixed: self.inner.settings.fixed(),
        }
    }

    /// Changes one setting. It takes effect at once, unless the configuration decides it.
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] for a value that makes no sense; or when it cannot be kept, and nothing has changed
    /// then.
    pub fn change_setting(&self, change: &SettingChange) -> Result<SettingsShown, AppError> {
        let kept = self.inner.preferences.now();
        let wanted = kept
            .after(change)
            .ok_or_else(|| AppError::invalid("setting"))?;
        self.inner.preferences.keep(wanted)?;
        self.inner.in_step.look_again();
        self.speak();
        Ok(self.settings())
    }

    /// Sets everything back to what it was at first.
    ///
    /// # Errors
    /// When it cannot be kept; nothing has changed then.
    pub fn reset_settings(&self) -> Result<SettingsShown, AppError> {
        self.inner.preferences.keep(Preferences::default())?;
        self.inner.in_step.look_again();
        self.speak();
        Ok(self.settings())
    }

    /// How often everything is looked at while nothing is heard.
    #[must_use]
    pub fn rhythm(&self) -> Rhythm {
        let kept = self.inner.preferences.now().sync_every_seconds;
        let kept = kept.map(|seconds| Duration::from_secs(u64::from(seconds)));
        let every = self.inner.settings.sync_every.or(kept);
        every.map_or(Rhythm::WhenOpened, Rhythm::Every)
    }

    /// Whether battery and metered connections make looks rarer.
    pub(crate) fn is_sparing(&self) -> bool {
        self.inner.preferences.now().sparing
    }

    /// Whether the person wants to be called for this.
    pub(crate) fn is_called_for(&self, kind: NoticeKind) -> bool {
        !self.inner.preferences.now().quiet.contains(&kind)
    }

    /// Whether notices on the desktop name pages.
    pub(crate) fn names_pages(&self) -> bool {
        self.inner.preferences.now().name_pages
    }

    /// The language to speak: what a variable names, then what is set, then that of the system.
    fn language(&self) -> Language {
        let settings = &self.inner.settings;
        match (settings.language, self.inner.preferences.now().language) {
            (Some(wished), _) => wished,
            (None, LanguageChoice::English) => Language::English,
            (None, LanguageChoice::German) => Language::German,
            (None, LanguageChoice::System) => self.inner.language_of_system,
        }
    }

    /// Speaks the language that is wanted now.
    pub(crate) fn speak(&self) {
        self.speech().switch(self.language());
    }
}

#[cfg(test)]
#[path = "preferences_tests.rs"]
mod tests;
