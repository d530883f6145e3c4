//! Pages that were made here and that Notion has not made yet.
//!
//! A row is its own outbox row: what is wanted, what the last request carried, and in the end what the provisional id
//! became, so that it keeps working. Leaves out the engine's side (`creation_steps`).
//!
//! The rule it protects: what a person wrote while the request was on its way is still there when the page is made.

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::change::ConnectionId;
use crate::columns::{StoredId, millis, moment, row_id, stored_as_word};
use crate::contents;
use crate::error::StoreError;
use crate::records::profiles::ProfileId;
use crate::rows::row_struct;
use crate::statement::{Session, sql};
use crate::store::{Durability, Store};
use crate::two_way::outbox::Retry;

row_id!(
    /// A page made here.
    CreationId
);

stored_as_word! {
    /// Where a creation stands.
    pub enum CreationState {
        /// It has to be sent.
        Waiting => "waiting",
        /// Its request is being sent, or was when the process ended.
        Sent => "sent",
        /// Notion has made the page.
        Made => "made",
        /// It could not be sent.
        Parked => "parked",
        /// The person does not want it any more.
        Withdrawn => "withdrawn",
    }
}

stored_as_word! {
    /// What a new page is put into.
    pub enum CreationParent {
        /// A page.
        Page => "page",
        /// A data source: the page is one of its rows.
        DataSource => "data_source",
    }
}

/// A page to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCreation {
    /// By which it is known until Notion has made it, and afterwards.
    pub provisional: NotionId,
    /// What it is put into.
    pub parent_kind: CreationParent,
    /// Its id, which may be provisional itself.
    pub parent: NotionId,
    /// Its properties: a JSON object of canonical writable values by property id.
    pub properties: String,
    /// Its text.
    pub markdown: Option<String>,
    /// The profile it was made by.
    pub profile: Option<ProfileId>,
    /// Goes through logs, audit and errors.
    pub correlation_id: String,
}

/// A page made here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Creation {
    /// Its id here.
    pub id: CreationId,
    /// By which it was known until Notion made it.
    pub provisional: NotionId,
    /// What it is put into.
    pub parent_kind: CreationParent,
    /// Its id, which may be provisional itself.
    pub parent: NotionId,
    /// Its properties as wanted.
    pub properties: String,
    /// Its text as wanted.
    pub markdown: Option<String>,
    /// The properties that the last request carried.
    pub sent_properties: Option<String>,
    /// The text that the last request carried.
    pub sent_markdown: Option<String>,
    /// The profile it was made by.
    pub profile: Option<ProfileId>,
    /// Where it stands.
    pub state: CreationState,
    /// Counts what the person wrote.
    pub edits: i64,
    /// Through which of them the last request went. Made with fewer than `edits`, the rest has to be carried over.
    pub sent_edits: i64,
    /// When the last request was sent.
    pub sent_time: Option<OffsetDateTime>,
    /// How often it was sent.
    pub attempts: u32,
    /// The page that Notion made.
    pub made: Option<NotionId>,
    /// When trying again can help, of what is parked.
    pub retry: Option<Retry>,
    /// Not before this moment.
    pub not_before: Option<OffsetDateTime>,
    /// Why it is parked.
    pub reason: Option<String>,
    /// What Notion or the system said.
    pub message: Option<String>,
    /// Notion's id of the refused request.
    pub request_id: Option<String>,
    /// Goes through logs, audit and errors.
    pub correlation_id: String,
    /// When the person made it.
    pub created_time: OffsetDateTime,
    /// When it last changed.
    pub changed_time: OffsetDateTime,
}

/// What became of a person's change of a creation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreationAnswer {
    /// It is noted.
    Done {
        /// The creation's count of edits.
        edits: i64,
    },
    /// Its request is on its way: it can be withdrawn when the outcome is known.
    OnItsWay,
    /// Notion has made the page: change that one.
    Made(NotionId),
    /// It was withdrawn before.
    Withdrawn,
}

row_struct! {
    /// The row of a [`Creation`].
    struct Row {
        id: CreationId,
        provisional: StoredId,
        parent_kind: CreationParent,
        parent_id: StoredId,
        properties: Option<Vec<u8>>,
        markdown: Option<Vec<u8>>,
        sent_properties: Option<Vec<u8>>,
        sent_markdown: Option<Vec<u8>>,
        profile_id: Option<ProfileId>,
        state: CreationState,
        edits: i64,
        sent_edits: i64,
        sent_time: Option<i64>,
        attempts: u32,
        made: Option<StoredId>,
        retry: Option<Retry>,
        not_before: Option<i64>,
        reason: Option<String>,
        message: Option<String>,
        request_id: Option<String>,
        correlation_id: String,
        created_time: i64,
        changed_time: i64,
    }
}

impl TryFrom<Row> for Creation {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id,
            provisional: row.provisional.0,
            parent_kind: row.parent_kind,
            parent: row.parent_id.0,
            properties: contents::text(row.properties)?
                .ok_or_else(|| StoreError::damaged("a creation without properties"))?,
            markdown: contents::text(row.markdown)?,
            sent_properties: contents::text(row.sent_properties)?,
            sent_markdown: contents::text(row.sent_markdown)?,
            profile: row.profile_id,
            state: row.state,
            edits: row.edits,
            sent_edits: row.sent_edits,
            sent_time: row.sent_time.map(moment),
            attempts: row.attempts,
            made: row.made.map(|id| id.0),
            retry: row.retry,
            not_before: row.not_before.map(moment),
            reason: row.reason,
            message: row.message,
            request_id: row.request_id,
            correlation_id: row.correlation_id,
            created_time: moment(row.created_time),
            changed_time: moment(row.changed_time),
        })
    }
}

/// Creations with their texts; the rest of the query follows.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.provisional, c.parent_kind, c.parent_id, p.packed AS properties, m.packed AS markdown,
                    sp.packed AS sent_properties, sm.packed AS sent_markdown, c.profile_id, c.state, c.edits,
                    c.sent_edits, c.sent_time, c.attempts, c.made, c.retry, c.not_before, c.reason, c.message,
                    c.request_id, c.correlation_id, c.created_time, c.changed_time
             FROM creations c LEFT JOIN contents p ON p.id = c.properties_id
                  LEFT JOIN contents m ON m.id = c.markdown_id LEFT JOIN contents sp ON sp.id = c.sent_properties_id
                  LEFT JOIN contents sm ON sm.id = c.sent_markdown_id ",
            $rest
        )
    };
}

/// Where a creation stands, in the transaction that changes it.
fn standing(
    session: &mut Session<'_>,
    connection: ConnectionId,
    provisional: NotionId,
) -> Result<(CreationId, CreationState, Option<NotionId>), StoreError> {
    let found: Option<(CreationId, CreationState, Option<StoredId>)> = session.optional(
        sql("SELECT id, state, made FROM creations WHERE connection_id = ? AND provisional = ?")
            .bind(connection)
            .bind(StoredId(provisional)),
    )?;
    let (id, state, made) = found.ok_or(StoreError::UnknownObject(provisional))?;
    Ok((id, state, made.map(|made| made.0)))
}

impl Store {
    /// Notes a page to be made; it survives a power cut once this returns.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn add_creation(
        &self,
        connection: ConnectionId,
        new: NewCreation,
        now: OffsetDateTime,
    ) -> Result<CreationId, StoreError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(Durability::Power)?;
        let mut session = transaction.session();
        let properties = contents::put(&mut session, Some(&new.properties))?;
        let markdown = contents::put(&mut session, new.markdown.as_deref())?;
        let id = session.insert(
            sql(
                "INSERT INTO creations (connection_id, provisional, parent_kind, parent_id, properties_id, markdown_id,
                     profile_id, state, edits, sent_edits, attempts, correlation_id, created_time, changed_time)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'waiting', 1, 0, 0, ?8, ?9, ?9)",
            )
            .bind(connection)
            .bind(StoredId(new.provisional))
            .bind(new.parent_kind)
            .bind(StoredId(new.parent))
            .bind(properties)
            .bind(markdown)
            .bind(new.profile)
            .bind(new.correlation_id)
            .bind(millis(now)),
        )?;
        transaction.commit()?;
        Ok(CreationId::new(id))
    }

    /// Replaces what is wanted of a page that is not made yet; one that was parked waits again. It survives a power cut
    /// once this returns.
    ///
    /// # Errors
    ///
    /// [`StoreError::UnknownObject`]; or when the store cannot be written.
    pub async fn edit_creation(
        &self,
        connection: ConnectionId,
        provisional: NotionId,
        properties: &str,
        markdown: Option<&str>,
        now: OffsetDateTime,
    ) -> Result<CreationAnswer, StoreError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(Durability::Power)?;
        let mut session = transaction.session();
        let (id, state, made) = standing(&mut session, connection, provisional)?;
        if state == CreationState::Withdrawn {
            return Ok(CreationAnswer::Withdrawn);
        }
        if let Some(made) = made {
            return Ok(CreationAnswer::Made(made));
        }
        let properties = contents::put(&mut session, Some(properties))?;
        let markdown = contents::put(&mut session, markdown)?;
        let (edits,) = session.one(
            sql(
                "UPDATE creations SET properties_id = ?1, markdown_id = ?2, edits = edits + 1, changed_time = ?3,
                     state = CASE state WHEN 'parked' THEN 'waiting' ELSE state END,
                     retry = NULL, not_before = NULL, reason = NULL, message = NULL, request_id = NULL
                 WHERE id = ?4 RETURNING edits",
            )
            .bind(properties)
            .bind(markdown)
            .bind(millis(now))
            .bind(id),
        )?;
        transaction.commit()?;
        Ok(CreationAnswer::Done { edits })
    }

    /// Takes a page back that is not made yet; it survives a power cut once this returns.
    ///
    /// # Errors
    ///
    /// [`StoreError::UnknownObject`]; or when the store cannot be written.
    pub async fn withdraw_creation(
        &self,
        connection: ConnectionId,
        provisional: NotionId,
        now: OffsetDateTime,
    ) -> Result<CreationAnswer, StoreError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(Durability::Power)?;
        let mut session = transaction.session();
        let (id, state, made) = standing(&mut session, connection, provisional)?;
        match (state, made) {
            (CreationState::Withdrawn, _) => return Ok(CreationAnswer::Withdrawn),
            (CreationState::Sent, _) => return Ok(CreationAnswer::OnItsWay),
            (_, Some(made)) => return Ok(CreationAnswer::Made(made)),
            (CreationState::Waiting | CreationState::Parked | CreationState::Made, None) => {}
        }
        let (edits,) = session.one(
            sql(
                "UPDATE creations SET state = 'withdrawn', changed_time = ? WHERE id = ?
                 RETURNING edits",
            )
            .bind(millis(now))
            .bind(id),
        )?;
        transaction.commit()?;
        Ok(CreationAnswer::Done { edits })
    }

    /// The creations in these states, oldest first.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn creations(
        &self,
        connection: ConnectionId,
        states: &[CreationState],
    ) -> Result<Vec<Creation>, StoreError> {
        let words: Vec<&str> = states.iter().map(|state| state.as_str()).collect();
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader.session()?.all(
            sql(select!("WHERE c.connection_id = ? AND c.state IN (SELECT value FROM json_each(?)) ORDER BY c.id"))
            .bind(connection)
            .bind(serde_json::json!(words).to_string()),
        )?;
        rows.into_iter().map(Creation::try_from).collect()
    }

    /// Creations that Notion made while the person went on writing: the rest has to be carried over.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn creations_to_carry(
        &self,
        connection: ConnectionId,
    ) -> Result<Vec<Creation>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader.session()?.all(
            sql(select!("WHERE c.connection_id = ? AND c.state = 'made' AND c.edits > c.sent_edits ORDER BY c.id"))
            .bind(connection),
        )?;
        rows.into_iter().map(Creation::try_from).collect()
    }

    /// The creation with this provisional id.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn creation(
        &self,
        connection: ConnectionId,
        provisional: NotionId,
    ) -> Result<Option<Creation>, StoreError> {
        let mut reader = self.reader().await?;
        let row: Option<Row> = reader.session()?.optional(
            sql(select!("WHERE c.connection_id = ? AND c.provisional = ?"))
                .bind(connection)
                .bind(StoredId(provisional)),
        )?;
        row.map(Creation::try_from).transpose()
    }
}
