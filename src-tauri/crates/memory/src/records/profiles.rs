//! Profiles as they were applied to data sources: the source of each, the channels it was read with, and which property is
//! which.

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::change::ConnectionId;
use crate::columns::{StoredId, millis, moment, row_id};
use crate::error::StoreError;
use crate::records::due;
use crate::rows::row_struct;
use crate::statement::sql;
use crate::store::{Durability, Store};

row_id!(
    /// A profile applied to a data source.
    ProfileId
);

/// A profile to be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProfile {
    /// Its name.
    pub name: String,
    /// The data source it is applied to; there is one profile for each at most.
    pub data_source: NotionId,
    /// The profile as it was written (TOML).
    pub source: String,
    /// The channels it was read with (JSON).
    pub channels: String,
    /// Which property is which field (JSON).
    pub mapping: String,
    /// Whether rows are validated by it.
    pub active: bool,
}

/// A profile applied to a data source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredProfile {
    /// Its id.
    pub id: ProfileId,
    /// The connection of the data source.
    pub connection: ConnectionId,
    /// Its name.
    pub name: String,
    /// The data source.
    pub data_source: NotionId,
    /// The profile as it was written (TOML).
    pub source: String,
    /// The channels it was read with (JSON).
    pub channels: String,
    /// Which property is which field (JSON).
    pub mapping: String,
    /// Whether rows are validated by it.
    pub active: bool,
    /// When it was first applied.
    pub created_time: OffsetDateTime,
    /// When it was last applied.
    pub changed_time: OffsetDateTime,
}

row_struct! {
    /// The row of a [`StoredProfile`].
    struct Row {
        id: ProfileId,
        connection_id: ConnectionId,
        name: String,
        data_source: StoredId,
        source: String,
        channels: String,
        mapping: String,
        active: bool,
        created_time: i64,
        changed_time: i64,
    }
}

impl From<Row> for StoredProfile {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            connection: row.connection_id,
            name: row.name,
            data_source: row.data_source.0,
            source: row.source,
            channels: row.channels,
            mapping: row.mapping,
            active: row.active,
            created_time: moment(row.created_time),
            changed_time: moment(row.changed_time),
        }
    }
}

/// Profiles; the rest of the query follows.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, connection_id, name, data_source, source, channels, mapping, active, created_time, changed_time
             FROM profiles ",
            $rest
        )
    };
}

impl Store {
    /// Applies a profile to a data source, in the place of the one that was; all of its rows are due. Survives a power
    /// cut once this returns.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn put_profile(
        &self,
        connection: ConnectionId,
        profile: NewProfile,
        now: OffsetDateTime,
    ) -> Result<ProfileId, StoreError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(Durability::Power)?;
        let mut session = transaction.session();
        let (id,): (ProfileId,) = session.one(
            sql(
                "INSERT INTO profiles (connection_id, name, data_source, source, channels, mapping, active,
                     created_time, changed_time)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)
                 ON CONFLICT (connection_id, data_source) DO UPDATE SET
                     name = excluded.name, source = excluded.source, channels = excluded.channels,
                     mapping = excluded.mapping, active = excluded.active, changed_time = excluded.changed_time
                 RETURNING id",
            )
            .bind(connection)
            .bind(profile.name)
            .bind(StoredId(profile.data_source))
            .bind(profile.source)
            .bind(profile.channels)
            .bind(profile.mapping)
            .bind(profile.active)
            .bind(millis(now)),
        )?;
        if profile.active {
            due::mark_all(&mut session, connection, id, profile.data_source)?;
        } else {
            due::forget(&mut session, id)?;
        }
        transaction.commit()?;
        Ok(id)
    }

    /// One profile.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn profile(&self, id: ProfileId) -> Result<Option<StoredProfile>, StoreError> {
        let mut reader = self.reader().await?;
        let row: Option<Row> = reader
            .session()?
            .optional(sql(select!("WHERE id = ?")).bind(id))?;
        Ok(row.map(StoredProfile::from))
    }

    /// The profiles of a connection, oldest first.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn profiles(
        &self,
        connection: ConnectionId,
    ) -> Result<Vec<StoredProfile>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader
            .session()?
            .all(sql(select!("WHERE connection_id = ? ORDER BY id")).bind(connection))?;
        Ok(rows.into_iter().map(StoredProfile::from).collect())
    }

    /// The profile of a data source.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn profile_of(
        &self,
        connection: ConnectionId,
        data_source: NotionId,
    ) -> Result<Option<StoredProfile>, StoreError> {
        let mut reader = self.reader().await?;
        let row: Option<Row> = reader.session()?.optional(
            sql(select!("WHERE connection_id = ? AND data_source = ?"))
                .bind(connection)
                .bind(StoredId(data_source)),
        )?;
        Ok(row.map(StoredProfile::from))
    }

    /// Removes a profile with its records; their jobs that nobody has taken are withdrawn. The pages stay. Survives a
    /// power cut once this returns.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn remove_profile(
        &self,
        id: ProfileId,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(Durability::Power)?;
        let mut session = transaction.session();
        session.execute(
            sql(
                "UPDATE record_jobs SET state = 'withdrawn', changed_time = ?
                 WHERE state = 'waiting' AND object_id IN (SELECT object_id FROM records WHERE profile_id = ?)",
            )
            .bind(millis(now))
            .bind(id),
        )?;
        session.execute(sql("DELETE FROM profiles WHERE id = ?").bind(id))?;
        transaction.commit()
    }
}
