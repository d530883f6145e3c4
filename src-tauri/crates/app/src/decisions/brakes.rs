//! Plans that stopped because they would take away too much, and the person's answer.
//!
//! Leaves out when a plan stops (`keepsake-sync`). The rule it protects: an answer is about the plan that was shown.

use keepsake_memory::{BrakeAnswer, BrakeDirection, ConnectionId, LocalEdit, Origin, Part};
use keepsake_sync::two_way::remote::Trash;
use keepsake_text::NotionId;
use serde_json::Value;

use super::BATCH;
use crate::connect::connection_id;
use crate::dto::{self, Brake};
use crate::error::AppError;
use crate::keepsake::Keepsake;

/// Titles that a stopped plan shows.
const TITLES: usize = 10;

impl Keepsake {
    /// The plans that wait for an answer.
    pub(crate) async fn open_brakes(
        &self,
        connection: ConnectionId,
    ) -> Result<Vec<Brake>, AppError> {
        let mut open = Vec::new();
        for brake in self.store().brakes(connection).await? {
            if brake.answer.is_some() {
                continue;
            }
            let pages = self.braked_pages(connection, brake.direction).await?;
            let mut titles = Vec::new();
            for page in pages.iter().take(TITLES) {
                let object = self.store().object(connection, *page).await?;
                titles.extend(object.map(|object| object.title));
            }
            let detail: Value = serde_json::from_str(&brake.detail).unwrap_or_default();
            open.push(Brake {
                direction: match brake.direction {
                    BrakeDirection::Here => dto::BrakeDirection::Here,
                    BrakeDirection::Notion => dto::BrakeDirection::Notion,
                },
                database: self.only_database(connection, &detail).await?,
                planned: dto::count(brake.planned),
                total: dto::count(brake.total),
                titles,
                asked_time: dto::moment(brake.asked_time),
            });
        }
        Ok(open)
    }

    /// The pages that a stopped plan would take away.
    async fn braked_pages(
        &self,
        connection: ConnectionId,
        direction: BrakeDirection,
    ) -> Result<Vec<NotionId>, AppError> {
        if direction == BrakeDirection::Here {
            let plan = self.store().trash_seen(connection).await?;
            return Ok(plan.planned.iter().map(|seen| seen.object).collect());
        }
        let wishes = self.trash_wishes(connection).await?;
        Ok(wishes.into_iter().map(|(page, _)| page).collect())
    }

    /// The pages that were put into the trash here and that Notion still has, with what was there before.
    async fn trash_wishes(
        &self,
        connection: ConnectionId,
    ) -> Result<Vec<(NotionId, Option<String>)>, AppError> {
        let mut wishes = Vec::new();
        let mut after = 0;
        loop {
            let page = self.store().unsettled(connection, after, BATCH).await?;
            let Some(last) = page.last() else { break };
            after = last.row;
            for object in page {
                let trash = object.parts.into_iter().find(|part| {
                    let wanted = part.local.as_deref().and_then(Trash::read);
                    part.part == Part::Trash && wanted.is_some_and(|wanted| wanted.in_trash)
                });
                wishes.extend(trash.map(|part| (object.object, part.base)));
            }
        }
        Ok(wishes)
    }

    /// The title of the database that a plan is about, if it is about one only.
    async fn only_database(
        &self,
        connection: ConnectionId,
        detail: &Value,
    ) -> Result<Option<String>, AppError> {
        let places: Vec<Option<NotionId>> = detail
            .get("places")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .map(|place| place.get("data_source")?.as_str().and_then(NotionId::parse))
            .collect();
        let [Some(source)] = places.as_slice() else {
            return Ok(None);
        };
        let object = self.store().object(connection, *source).await?;
        Ok(object.map(|object| object.title))
    }

    /// Answers a plan that stopped.
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] when there is none, or it is another one by now.
    pub async fn answer_brake(
        &self,
        connection: &str,
        direction: dto::BrakeDirection,
        allow: bool,
    ) -> Result<(), AppError> {
        let connection = self.syncing(connection_id(connection)?).await?.id;
        let wanted = match direction {
            dto::BrakeDirection::Here => BrakeDirection::Here,
            dto::BrakeDirection::Notion => BrakeDirection::Notion,
        };
        let brakes = self.store().brakes(connection).await?;
        let brake = brakes
            .into_iter()
            .find(|brake| brake.direction == wanted && brake.answer.is_none());
        let brake = brake.ok_or_else(|| AppError::invalid("no_brake"))?;
        let answer = if allow {
            BrakeAnswer::Allowed
        } else {
            BrakeAnswer::Declined
        };
        let counts = self
            .store()
            .answer_brake(connection, wanted, brake.asked_time, answer)
            .await?;
        if !counts {
            return Err(AppError::invalid("brake_changed"));
        }
        if !allow && wanted == BrakeDirection::Notion {
            self.take_trash_wishes_back(connection).await?;
            self.store().release_brake(connection, wanted).await?;
        }
        tracing::info!(?wanted, allow, "a plan that deletes much was answered");
        Ok(())
    }

    /// Answers every plan that stopped; how many there were.
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] when there is none.
    pub async fn answer_brakes(&self, connection: &str, allow: bool) -> Result<usize, AppError> {
        let open = self.open_brakes(connection_id(connection)?).await?;
        if open.is_empty() {
            return Err(AppError::invalid("no_brake"));
        }
        for brake in &open {
            self.answer_brake(connection, brake.direction, allow)
                .await?;
        }
        Ok(open.len())
    }

    async fn take_trash_wishes_back(&self, connection: ConnectionId) -> Result<(), AppError> {
        let correlation = self.unique_name();
        for (page, base) in self.trash_wishes(connection).await? {
            let edit = LocalEdit {
                part: Part::Trash,
                value: base.clone(),
                base,
                lossy_base: false,
                undoes: None,
            };
            self.store()
                .edit_part(
                    connection,
                    page,
                    edit,
                    Origin::Undo,
                    &correlation,
                    self.now(),
                )
                .await?;
        }
        Ok(())
    }
}
