//! Profiles as the window sees them.
//!
//! The rule it protects: what crosses the border are words with what their sentences need; the sentences are the window's.

use std::path::PathBuf;

use keepsake_memory::ConnectionId;
use keepsake_records::profile::{Allowed, Policy, View};
use keepsake_records::{Channels, Difference, Field, Profile, builtin, views};
use keepsake_sync::two_way::profile::Applied;
use serde_json::Value;

use super::crossing::{difference, reason, record_state};
use super::trial::{ProfileTrial, sorted};
use super::{NewDatabase, files::ChannelsFolder};
use crate::connect::connection_id;
use crate::dto::{self, FieldOwner};
use crate::error::AppError;
use crate::keepsake::Keepsake;
use crate::sentences::said;

/// Invalid rows that a preview shows.
const EXAMPLES: usize = 20;

impl Keepsake {
    /// The profiles in force, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn profiles(&self, connection: &str) -> Result<Vec<dto::Profile>, AppError> {
        let connection = connection_id(connection)?;
        let mut profiles = Vec::new();
        for applied in self.applied(connection).await? {
            profiles.push(self.shown_profile(connection, &applied).await?);
        }
        Ok(profiles)
    }

    /// What a wish would do; changes nothing.
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] for a profile or a channel that cannot be used.
    pub async fn preview_profile(
        &self,
        connection: &str,
        wish: dto::ProfileWish,
    ) -> Result<dto::ProfilePreview, AppError> {
        let folder = wish.channels_folder.as_deref().map(PathBuf::from);
        match (&wish.database, &wish.parent) {
            (Some(database), _) => {
                let trial = self
                    .try_profile(connection, &wish.profile, database, folder)
                    .await?;
                Ok(preview(&trial))
            }
            (None, Some(_)) => {
                let profile = self.profile_text(&wish.profile).await?;
                let profile = profile.read(&self.words())?;
                let folder = self.channels(folder.as_deref()).await?;
                Ok(preview_of_new(&profile, &folder))
            }
            (None, None) => Err(AppError::invalid("no_database")),
        }
    }

    /// Creates the database, or attaches to the one that is there, as it was previewed.
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] for what does not fit; or when Notion refuses.
    pub async fn apply_profile(
        &self,
        connection: &str,
        wish: dto::ProfileWish,
    ) -> Result<dto::Profile, AppError> {
        let folder = wish.channels_folder.as_deref().map(PathBuf::from);
        let number = match (wish.database, wish.parent) {
            (Some(database), _) => {
                let trial = self
                    .try_profile_afresh(connection, &wish.profile, &database, folder)
                    .await?;
                let trial = self.add_what_is_missing(connection, trial).await?;
                self.put_into_force(connection, &trial).await?
            }
            (None, Some(parent)) => {
                let new = NewDatabase {
                    profile: wish.profile,
                    parent,
                    title: wish.title,
                    channels: folder,
                    relations: Vec::new(),
                };
                self.create_database(connection, &new).await?.1
            }
            (None, None) => return Err(AppError::invalid("no_database")),
        };
        let (connection, applied) = self.applied_numbered(&number).await?;
        self.shown_profile(connection, &applied).await
    }

    async fn shown_profile(
        &self,
        connection: ConnectionId,
        applied: &Applied,
    ) -> Result<dto::Profile, AppError> {
        let object = self.store().object(connection, applied.data_source).await?;
        let counts = self.store().record_counts(applied.id).await?;
        let profile = &applied.profile;
        let channels = &applied.channels;
        let field = |field: &Field| dto::ProfileField {
            key: field.key.clone(),
            name: match applied.mapping.of(&field.key) {
                Some(mapped) => mapped.property.clone(),
                None => field.property.clone(),
            },
            owner: owner(field.policy),
            writable: field.is_edited_here() && applied.mapping.of(&field.key).is_some(),
            given_when_new: field.is_given_at_creation()
                && applied.mapping.of(&field.key).is_some(),
            required: field.required,
            options: options(profile, channels, field),
        };
        let (title, icon, url) = match object {
            Some(object) => (object.title, object.icon, object.url),
            None => (profile.title.clone(), None, None),
        };
        Ok(dto::Profile {
            id: applied.id.to_string(),
            name: profile.name.clone(),
            data_source: applied.data_source.to_string(),
            title,
            icon,
            url,
            records: dto::count(counts.valid + counts.invalid),
            fields: profile.fields.iter().map(field).collect(),
            states: states(profile),
            views: views(profile, channels).iter().map(saved_view).collect(),
        })
    }
}

fn states(profile: &Profile) -> Vec<dto::ProfileState> {
    let rules = profile.status.states.iter();
    rules
        .map(|rule| dto::ProfileState {
            state: record_state(rule.state.as_str()),
            names: rule.names.clone(),
            written: rule.written.clone(),
            next: rule
                .next
                .iter()
                .map(|next| record_state(next.as_str()))
                .collect(),
        })
        .collect()
}

fn options(profile: &Profile, channels: &Channels, field: &Field) -> Vec<String> {
    match &field.allowed {
        Allowed::Anything => Vec::new(),
        Allowed::Listed(choices) => choices.iter().map(|choice| choice.name.clone()).collect(),
        Allowed::Channels => channels.ids().map(str::to_owned).collect(),
        Allowed::Status => profile.status.names().map(str::to_owned).collect(),
    }
}

const fn owner(policy: Policy) -> FieldOwner {
    match policy {
        Policy::Local => FieldOwner::Here,
        Policy::Notion => FieldOwner::Notion,
        Policy::Newest => FieldOwner::Newest,
        Policy::Ask => FieldOwner::Ask,
    }
}

fn saved_view(view: &View) -> dto::SavedView {
    use keepsake_records::profile::Operator;
    let mut keeps = dto::ViewKeeps {
        statuses: Vec::new(),
        status_begins: String::new(),
        priorities: Vec::new(),
        channels: Vec::new(),
    };
    for condition in &view.filter {
        let values = condition.values.clone();
        match (condition.field.as_str(), condition.operator) {
            ("status", Operator::StartsWith) => keeps.status_begins = values.concat(),
            ("status", Operator::Equals | Operator::OneOf) => keeps.statuses = values,
            ("priority", Operator::Equals | Operator::OneOf) => keeps.priorities = values,
            ("channel", Operator::Equals | Operator::OneOf) => keeps.channels = values,
            _ => {}
        }
    }
    dto::SavedView {
        name: view.name.clone(),
        keeps,
    }
}

fn preview(trial: &ProfileTrial) -> dto::ProfilePreview {
    let examples = trial.rows.iter().filter(|tried| !tried.row.valid);
    dto::ProfilePreview {
        fits: !trial.is_blocked(),
        channels_folder: trial.folder.path.display().to_string(),
        channels: channel_files(&trial.folder.channels),
        differences: sorted(&trial.report.differences)
            .into_iter()
            .map(difference)
            .collect(),
        added: trial.report.differences.iter().filter_map(added).collect(),
        valid: dto::count(trial.valid() as u64),
        invalid: dto::count(trial.invalid() as u64),
        examples: examples
            .take(EXAMPLES)
            .map(|tried| dto::InvalidExample {
                id: tried.id.to_string(),
                title: tried.row.title.clone(),
                reasons: tried
                    .row
                    .reasons
                    .iter()
                    .map(|one| dto::Reason {
                        text: said(one, &trial.words),
                        ..reason(one, &trial.folder.channels)
                    })
                    .collect(),
            })
            .collect(),
    }
}

/// What creating the database of a profile would make.
fn preview_of_new(profile: &Profile, folder: &ChannelsFolder) -> dto::ProfilePreview {
    let nowhere = keepsake_text::NotionId::from_bytes([0; 16]);
    let body =
        keepsake_records::database_body(profile, &folder.channels, nowhere, &Default::default());
    let planned = body
        .pointer("/initial_data_source/properties")
        .and_then(Value::as_object);
    let added = planned.into_iter().flatten().filter_map(|(name, config)| {
        Some(dto::PlannedProperty {
            name: name.clone(),
            kind: config.as_object()?.keys().next()?.clone(),
        })
    });
    let lacks_channels = folder.channels.is_empty()
        && profile
            .fields
            .iter()
            .any(|field| field.required && field.allowed == Allowed::Channels);
    dto::ProfilePreview {
        fits: !lacks_channels,
        channels_folder: folder.path.display().to_string(),
        channels: channel_files(&folder.channels),
        differences: Vec::new(),
        added: added.collect(),
        valid: 0,
        invalid: 0,
        examples: Vec::new(),
    }
}

fn channel_files(channels: &Channels) -> Vec<dto::ChannelFile> {
    let files = channels.iter();
    files
        .map(|channel| dto::ChannelFile {
            id: channel.id.clone(),
            file: channel.file.clone(),
        })
        .collect()
}

/// What will be made for a difference that can be repaired.
fn added(difference: &Difference) -> Option<dto::PlannedProperty> {
    match difference {
        Difference::MissingProperty {
            property,
            kind,
            addable: true,
            ..
        } => Some(dto::PlannedProperty {
            name: property.clone(),
            kind: kind.to_string(),
        }),
        _ => None,
    }
}

/// The beginning of a profile of one's own: the one that comes with Keepsake, with a word about what to change.
pub(crate) fn beginning(name: &str) -> String {
    let text = builtin::text("video-production").unwrap_or_default();
    let own = text
        .lines()
        .skip_while(|line| line.starts_with('#') || line.is_empty())
        .collect::<Vec<_>>()
        .join("\n");
    let renamed = own.replacen(
        "name = \"video-production\"",
        &format!("name = \"{name}\""),
        1,
    );
    format!(
        "# A profile: which properties a database has to have, what a row has to look like to be a record, and which\n\
         # states it goes through. This one begins as a copy of video-production: change what is different, then\n\
         #   keepsake profile check {name}\n\
         #   keepsake profile dry-run {name} --data-source ID\n\
         #   keepsake profile apply {name} --data-source ID\n\
         # docs/profiles.md explains every key.\n\n{renamed}\n"
    )
}
