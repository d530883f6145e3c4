//! Profiles: the rules that turn the rows of a database into records.
//!
//! `files` finds them, `trial` says what one would make of a database, `apply` puts it into force, `applied` reads those in
//! force, `shown` is how faces see them. Leaves out what the rules mean (`keepsake-records`) and records (`crate::records`).
//! The rule it protects: a profile is checked, then tried, then applied, and each step says what it found.

mod applied;
mod apply;
mod channels_again;
mod channels_lost;
mod crossing;
mod files;
mod properties_lost;
mod schema_work;
mod shown;
mod trial;

use keepsake_records::{Channels, explain};

use crate::connect::connection_id;
use crate::error::AppError;
use crate::keepsake::Keepsake;
use crate::sentences;

pub(crate) use applied::{is_called, row};
pub(crate) use apply::not_a_record;
pub(crate) use channels_lost::lost_channels;
pub(crate) use crossing::{reason, record_state};
pub(crate) use properties_lost::lost_properties;
pub(crate) use schema_work::SchemaStep;

pub use apply::NewDatabase;
pub use channels_lost::LostChannels;
pub use properties_lost::LostProperties;
pub use trial::{NamedDifference, ProfileTrial, TriedEntry};

/// A profile that was checked and found good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedProfile {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// Its file; nothing for one that comes with Keepsake.
    pub path: Option<String>,
    /// Its text.
    pub source: String,
    /// The fields: key, name in Notion, and the rule in words.
    pub fields: Vec<(String, String, String)>,
    /// The states in pipeline order: the state, its names in Notion, the states that may come next.
    pub states: Vec<(String, Vec<String>, Vec<String>)>,
    /// The saved views.
    pub views: Vec<String>,
}

/// A line of the list of profiles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedProfile {
    /// Its name.
    pub name: String,
    /// Where it is in force: its number, the data source and the database's title.
    pub applied: Vec<(String, String, String)>,
}

impl Keepsake {
    /// Checks a profile: its name, or its file.
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] with every problem; [`crate::ErrorCode::NotFound`] when there is no such profile.
    pub async fn check_profile(&self, profile: &str) -> Result<CheckedProfile, AppError> {
        let text = self.profile_text(profile).await?;
        let read = text.read(&self.words())?;
        // Rules are told with the channels of the data folder; without any they say so.
        let channels = self
            .channels(None)
            .await
            .map_or_else(|_| Channels::default(), |folder| folder.channels);
        let words = self.words();
        let fields = read.fields.iter().map(|field| {
            let rule = explain(&read, &channels, &field.key);
            let rule = rule
                .map(|rule| sentences::rule(&rule, &words))
                .unwrap_or_default();
            (field.key.clone(), field.property.clone(), rule)
        });
        let states = read.status.states.iter().map(|rule| {
            let next = rule.next.iter().map(ToString::to_string).collect();
            (rule.state.to_string(), rule.names.clone(), next)
        });
        Ok(CheckedProfile {
            fields: fields.collect(),
            states: states.collect(),
            views: read.views.iter().map(|view| view.name.clone()).collect(),
            name: read.name,
            title: read.title,
            path: text.path.map(|path| path.display().to_string()),
            source: text.text,
        })
    }

    /// The profiles there are, and where they are in force.
    ///
    /// # Errors
    /// When the store or the data folder cannot be read.
    pub async fn listed_profiles(
        &self,
        connection: Option<&str>,
    ) -> Result<Vec<ListedProfile>, AppError> {
        let mut listed: Vec<ListedProfile> = self
            .profile_names()
            .await?
            .into_iter()
            .map(|name| ListedProfile {
                name,
                applied: Vec::new(),
            })
            .collect();
        let Some(connection) = connection else {
            return Ok(listed);
        };
        let connection = connection_id(connection)?;
        for stored in self.store().profiles(connection).await? {
            let title = self.store().object(connection, stored.data_source).await?;
            let place = (
                stored.id.to_string(),
                stored.data_source.to_string(),
                title.map(|object| object.title).unwrap_or_default(),
            );
            match listed.iter_mut().find(|one| one.name == stored.name) {
                Some(one) => one.applied.push(place),
                None => listed.push(ListedProfile {
                    name: stored.name,
                    applied: vec![place],
                }),
            }
        }
        Ok(listed)
    }

    /// Begins a profile of one's own: its text, and where it was written when it was given a name.
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] for a name that cannot be one, or that is taken.
    pub async fn new_profile(
        &self,
        name: Option<&str>,
    ) -> Result<(String, Option<String>), AppError> {
        let Some(name) = name else {
            return Ok((shown::beginning("my-profile"), None));
        };
        let letters =
            |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        let is_name = name.chars().all(letters) && !name.starts_with('-') && !name.is_empty();
        if !is_name {
            return Err(AppError::invalid("profile_name").with("name", name));
        }
        if keepsake_records::builtin::names().contains(&name) {
            return Err(AppError::invalid("profile_taken").with("name", name));
        }
        let text = shown::beginning(name);
        let path = self.write_profile(name, &text).await?;
        Ok((text, Some(path.display().to_string())))
    }
}
