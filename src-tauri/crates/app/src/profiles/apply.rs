//! Putting a profile into force: on a database that is there, or on one that is created for it; and taking it off.
//!
//! Leaves out the requests ([`super::schema_work`]). The rules it protects: nothing is put into force that does not fit;
//! what is added to a database is only what the trial has named; records are there as soon as the profile is.

use std::collections::BTreeMap;
use std::path::PathBuf;

use keepsake_memory::{ConnectionId, ProfileId};
use keepsake_records::{database_body, repairs};
use keepsake_sync::two_way::profile::to_store;
use keepsake_text::NotionId;
use serde_json::json;

use super::schema_work::SchemaStep;
use super::trial::ProfileTrial;
use crate::catalog::notion_id;
use crate::connect::connection_id;
use crate::error::{AppError, ErrorCode};
use crate::jobs::{Done, Work};
use crate::keepsake::Keepsake;

/// A database to be created.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewDatabase {
    /// The profile: its name or its file.
    pub profile: String,
    /// The page it is put into.
    pub parent: String,
    /// What it is called, instead of the profile's own title.
    pub title: Option<String>,
    /// The channels; those of the data folder when none is named.
    pub channels: Option<PathBuf>,
    /// Where relations lead: the key of a field and the id of a data source.
    pub relations: Vec<(String, String)>,
}

impl Keepsake {
    /// Tries a profile on a database whose schema is read from Notion first.
    ///
    /// # Errors
    /// As [`Keepsake::try_profile`]; or when Notion cannot be asked.
    pub async fn try_profile_afresh(
        &self,
        connection: &str,
        profile: &str,
        data_source: &str,
        folder: Option<PathBuf>,
    ) -> Result<ProfileTrial, AppError> {
        // What is wrong with the files is said before anything is asked.
        let text = self.profile_text(profile).await?;
        text.read(&self.words())?;
        self.channels(folder.as_deref()).await?;
        let id = notion_id(data_source)?;
        let source = self
            .schema_step(connection_id(connection)?, SchemaStep::Read { id })
            .await?;
        self.try_profile(connection, profile, &source.to_string(), folder)
            .await
    }

    /// Adds to the database in Notion what the trial has found missing; answers with the trial as it is then.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidInput`] when something else is in the way; or when Notion refuses.
    pub async fn add_what_is_missing(
        &self,
        connection: &str,
        trial: ProfileTrial,
    ) -> Result<ProfileTrial, AppError> {
        if trial.is_blocked() {
            return Err(trial.blocked());
        }
        let here = connection_id(connection)?;
        let Some(changes) = repairs(&trial.report) else {
            return Ok(trial);
        };
        let data_source = trial.source.id;
        let step = SchemaStep::Add {
            data_source,
            changes,
        };
        self.schema_step(here, step).await?;
        let ProfileTrial {
            text,
            profile,
            folder,
            source,
            ..
        } = trial;
        let source = self.schema_here(here, source.id).await?.unwrap_or(source);
        self.trial(here, text, profile, folder, source).await
    }

    /// Puts the profile of a trial into force; answers with its number. All rows become records.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidInput`] when it does not fit.
    pub async fn put_into_force(
        &self,
        connection: &str,
        trial: &ProfileTrial,
    ) -> Result<String, AppError> {
        if !trial.fits() {
            return Err(trial.blocked());
        }
        let connection = self.syncing(connection_id(connection)?).await?.id;
        let profile = to_store(
            &trial.profile,
            &trial.text.text,
            &trial.folder.channels,
            &trial.report.mapping,
            trial.source.id,
        )
        .map_err(AppError::internal)?;
        let id = self
            .store()
            .put_profile(connection, profile, self.now())
            .await?;
        self.note_channels_folder(connection, id, &trial.folder.path)
            .await?;
        self.include(connection, trial.source.id).await?;
        self.derive_records(connection).await?;
        tracing::info!(profile = trial.name(), data_source = %trial.source.id, "a profile was put into force");
        Ok(id.to_string())
    }

    /// Creates the database of a profile in Notion and puts the profile into force on it; answers with the trial of the
    /// new database and the profile's number.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidInput`] for a profile or a channel that cannot be used; or when Notion refuses.
    pub async fn create_database(
        &self,
        connection: &str,
        wish: &NewDatabase,
    ) -> Result<(ProfileTrial, String), AppError> {
        let here = connection_id(connection)?;
        let text = self.profile_text(&wish.profile).await?;
        let profile = text.read(&self.words())?;
        let folder = self.channels(wish.channels.as_deref()).await?;
        refuse_without_channels(&profile, &folder)?;
        let parent = notion_id(&wish.parent)?;
        let mut relations = BTreeMap::new();
        for (field, target) in &wish.relations {
            let field = profile
                .field_called(field)
                .ok_or_else(|| AppError::invalid("unknown_relation").with("field", field))?;
            relations.insert(field.key.clone(), notion_id(target)?);
        }
        let mut body = database_body(&profile, &folder.channels, parent, &relations);
        if let (Some(title), Some(fields)) = (&wish.title, body.as_object_mut()) {
            let title = json!([{"type": "text", "text": {"content": title}}]);
            fields.insert("title".to_owned(), title);
        }
        let source = self
            .schema_step(
                here,
                SchemaStep::Create {
                    parent,
                    body,
                    profile: profile.name.clone(),
                },
            )
            .await?;
        let source = self
            .schema_here(here, source)
            .await?
            .ok_or_else(|| AppError::internal("a database was created and is not in the memory"))?;
        let trial = self.trial(here, text, profile, folder, source).await?;
        let id = self.put_into_force(connection, &trial).await?;
        Ok((trial, id))
    }

    /// Takes a profile off; its records go, its pages and the database stay.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there is none with this number.
    pub async fn remove_profile(&self, profile: &str) -> Result<(), AppError> {
        let (_, applied) = self.applied_numbered(profile).await?;
        self.store().remove_profile(applied.id, self.now()).await?;
        tracing::info!(profile = applied.profile.name, data_source = %applied.data_source, "a profile was taken off");
        Ok(())
    }

    /// The number of the profile with this name (or number), on this database where one is named.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidInput`] when there is none, or more than one.
    pub async fn profile_number(
        &self,
        connection: &str,
        name: &str,
        data_source: Option<&str>,
    ) -> Result<String, AppError> {
        let connection = connection_id(connection)?;
        let Some(data_source) = data_source else {
            return Ok(self
                .the_applied(connection, Some(name))
                .await?
                .id
                .to_string());
        };
        let id = notion_id(data_source)?;
        let source = self.schema_here(connection, id).await?;
        let source = source.map_or(id, |source| source.id);
        let stored = self.store().profile_of(connection, source).await?;
        stored
            .filter(|stored| stored.name == name || stored.id.to_string() == name)
            .map(|stored| stored.id.to_string())
            .ok_or_else(|| AppError::invalid("no_profile").with("name", name))
    }

    async fn schema_step(
        &self,
        connection: ConnectionId,
        step: SchemaStep,
    ) -> Result<NotionId, AppError> {
        let connection = self.syncing(connection).await?.id;
        match self
            .do_and_wait(&Work::Schema { connection, step }, &|_| {})
            .await?
        {
            Done::Schema { data_source } => Ok(data_source),
            _ => Err(AppError::internal("a schema answered with something else")),
        }
    }

    /// Makes the data source part of what is remembered, unless it is already.
    async fn include(&self, connection: ConnectionId, source: NotionId) -> Result<(), AppError> {
        self.store().recompute_scope(connection).await?;
        let object = self.store().object(connection, source).await?;
        if object.is_some_and(|object| object.in_scope) {
            return Ok(());
        }
        let selection = self.store().selection(connection).await?;
        let mut marks: Vec<(NotionId, bool)> = selection.marks.into_iter().collect();
        marks.retain(|(id, _)| *id != source);
        marks.push((source, true));
        self.store()
            .set_selection(connection, selection.include_by_default, marks)
            .await?;
        self.store().recompute_scope(connection).await?;
        Ok(())
    }

    /// Where the channels of a profile were read from; they are read again there at each sync.
    async fn note_channels_folder(
        &self,
        connection: ConnectionId,
        profile: ProfileId,
        folder: &std::path::Path,
    ) -> Result<(), AppError> {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let change = keepsake_memory::Change::SetCheckpoint {
            name: super::channels_again::checkpoint(profile),
            value: folder.to_str().map(str::to_owned),
        };
        self.store()
            .apply(connection, None, vec![change], self.now())
            .await?;
        Ok(())
    }
}

/// A database whose rows could have no channel is not created.
fn refuse_without_channels(
    profile: &keepsake_records::Profile,
    folder: &super::files::ChannelsFolder,
) -> Result<(), AppError> {
    let needs = |field: &&keepsake_records::Field| {
        field.required && field.allowed == keepsake_records::profile::Allowed::Channels
    };
    match profile.fields.iter().find(needs) {
        Some(field) if folder.channels.is_empty() => Err(AppError::invalid("no_channels")
            .with("field", &field.property)
            .with("path", folder.path.display())),
        _ => Ok(()),
    }
}

/// The error about something that only exists once a profile is in force.
pub(crate) fn not_a_record(id: NotionId) -> AppError {
    AppError::new(ErrorCode::NotFound)
        .with("what", "record")
        .with("id", id)
}
