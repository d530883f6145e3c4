//! Changes made here that could not be sent, and are kept.
//!
//! The rule it protects: what was refused says why, and is tried again when a person says so.

use keepsake_memory::{
    Change, ConnectionId, CreationState, OutboxId, OutboxPart, OutboxRow, OutboxState, Part,
};
use serde_json::Value;

use crate::catalog::notion_id;
use crate::dto::{self, HistoryPart, ParkedChange};
use crate::error::{AppError, ErrorCode};
use crate::history::field_of;
use crate::keepsake::Keepsake;
use crate::stopped::refuse_stopped;
use crate::texts::title_of;

/// What numbers of pages that were made here begin with, to tell them from those of changes.
const CREATION: &str = "new-";

impl Keepsake {
    /// Everything that could not be sent.
    pub(super) async fn parked(
        &self,
        connection: ConnectionId,
    ) -> Result<Vec<ParkedChange>, AppError> {
        let mut parked = Vec::new();
        for row in self.store().outbox(connection).await? {
            if row.state != OutboxState::Parked {
                continue;
            }
            let object = self.store().object(connection, row.object).await?;
            let page = self.store().raw(connection, row.object).await?;
            let page = page.unwrap_or(Value::Null);
            parked.push(ParkedChange {
                id: row.id.to_string(),
                page: row.object.to_string(),
                title: object.map(|object| object.title).unwrap_or_default(),
                part: carried(row.part),
                field: self.carried_fields(connection, &page, &row).await?,
                reason: row.reason.unwrap_or_default(),
                message: row.message,
                request_id: row.request_id,
                since: dto::moment(row.created_time),
                next_try: row.not_before.map(dto::moment),
            });
        }
        let creations = [CreationState::Parked];
        for creation in self.store().creations(connection, &creations).await? {
            parked.push(ParkedChange {
                id: format!("{CREATION}{}", creation.provisional),
                page: creation.provisional.to_string(),
                title: title_of(&creation.properties),
                part: HistoryPart::Page,
                field: String::new(),
                reason: creation.reason.unwrap_or_default(),
                message: creation.message,
                request_id: creation.request_id,
                since: dto::moment(creation.created_time),
                next_try: creation.not_before.map(dto::moment),
            });
        }
        Ok(parked)
    }

    /// The properties that a row of the outbox carries; empty for what is no property.
    async fn carried_fields(
        &self,
        connection: ConnectionId,
        page: &Value,
        row: &OutboxRow,
    ) -> Result<String, AppError> {
        if row.part != OutboxPart::Properties {
            return Ok(String::new());
        }
        let unsettled = self.store().unsettled_of(connection, row.object).await?;
        let parts = unsettled
            .map(|unsettled| unsettled.parts)
            .unwrap_or_default();
        let fields = parts
            .iter()
            .filter(|part| matches!(part.part, Part::Property(_)));
        let fields: Vec<String> = fields.map(|part| field_of(page, &part.part)).collect();
        Ok(fields.join(", "))
    }

    /// Tries a change again at the next sync that could not be sent; answers with the page it is about.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there is none with this number.
    pub async fn retry_parked(&self, id: &str) -> Result<String, AppError> {
        let missing = || {
            AppError::new(ErrorCode::NotFound)
                .with("what", "parked")
                .with("id", id)
        };
        if let Some(provisional) = id.strip_prefix(CREATION) {
            let page = notion_id(provisional)?;
            for connection in self.store().connections().await? {
                let creation = self.store().creation(connection.id, page).await?;
                let Some(creation) = creation.filter(|one| one.state == CreationState::Parked)
                else {
                    continue;
                };
                refuse_stopped(&connection)?;
                let text = creation.markdown.as_deref();
                self.store()
                    .edit_creation(connection.id, page, &creation.properties, text, self.now())
                    .await?;
                return Ok(page.to_string());
            }
            return Err(missing());
        }
        let number: OutboxId = id.parse().map_err(|_| missing())?;
        for connection in self.store().connections().await? {
            let rows = self.store().outbox(connection.id).await?;
            let row = rows
                .into_iter()
                .find(|row| row.id == number && row.state == OutboxState::Parked);
            let Some(row) = row else { continue };
            refuse_stopped(&connection)?;
            let change = Change::RemoveOutbox {
                object: row.object,
                part: row.part,
            };
            self.store()
                .apply(connection.id, None, vec![change], self.now())
                .await?;
            return Ok(row.object.to_string());
        }
        Err(missing())
    }
}

/// What a row of the outbox carries, for a face.
const fn carried(part: OutboxPart) -> HistoryPart {
    match part {
        OutboxPart::Properties => HistoryPart::Property,
        OutboxPart::Body => HistoryPart::Body,
        OutboxPart::Place => HistoryPart::Place,
        OutboxPart::Trash => HistoryPart::Trash,
    }
}
