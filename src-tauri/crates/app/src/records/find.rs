//! What an id means: a page that Notion has, or one that was made here and is still on its way.
//!
//! The rule it protects: the id a page was given here keeps working after Notion has made the page.

use keepsake_memory::{ConnectionId, Creation, CreationState, StoredObject};
use keepsake_sync::two_way::profile::Applied;
use keepsake_text::{NotionId, property};
use serde_json::{Map, Value, json};

use crate::catalog::notion_id;
use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;
use crate::profiles::not_a_record;

/// What an id means.
#[derive(Debug, Clone)]
pub(crate) enum Found {
    /// A page of the memory.
    Page {
        /// Through which connection.
        connection: ConnectionId,
        /// The page.
        object: Box<StoredObject>,
    },
    /// A page that was made here and that Notion has not made yet.
    Creation {
        /// Through which connection.
        connection: ConnectionId,
        /// The page.
        creation: Box<Creation>,
    },
}

impl Keepsake {
    /// What an id means, in any connection.
    pub(crate) async fn found(&self, text: &str) -> Result<Found, AppError> {
        let id = notion_id(text)?;
        for connection in self.store().connections().await? {
            if let Some(found) = self.found_in(connection.id, id).await? {
                return Ok(found);
            }
        }
        Err(AppError::new(ErrorCode::NotFound)
            .with("what", "page")
            .with("id", id))
    }

    async fn found_in(
        &self,
        connection: ConnectionId,
        id: NotionId,
    ) -> Result<Option<Found>, AppError> {
        let page = |object: StoredObject| Found::Page {
            connection,
            object: Box::new(object),
        };
        if let Some(object) = self.store().object(connection, id).await? {
            return Ok(Some(page(object)));
        }
        let Some(creation) = self.store().creation(connection, id).await? else {
            return Ok(None);
        };
        if let Some(made) = creation.made {
            return Ok(self.store().object(connection, made).await?.map(page));
        }
        if creation.state == CreationState::Withdrawn {
            return Ok(None);
        }
        Ok(Some(Found::Creation {
            connection,
            creation: Box::new(creation),
        }))
    }

    /// The profile whose record a page is.
    pub(crate) async fn profile_over(
        &self,
        connection: ConnectionId,
        object: &StoredObject,
    ) -> Result<Applied, AppError> {
        let stored = match object.container {
            Some(source) => self.store().profile_of(connection, source).await?,
            None => None,
        };
        match stored.filter(|stored| stored.active) {
            Some(stored) => Ok(Applied::read(&stored)?),
            None => Err(not_a_record(object.id)),
        }
    }

    /// The profile by which a page was made here.
    pub(crate) async fn profile_of_creation(
        &self,
        creation: &Creation,
    ) -> Result<Applied, AppError> {
        let stored = match creation.profile {
            Some(profile) => self.store().profile(profile).await?,
            None => None,
        };
        match stored.filter(|stored| stored.active) {
            Some(stored) => Ok(Applied::read(&stored)?),
            None => Err(not_a_record(creation.provisional)),
        }
    }
}

/// A page that was made here, as Notion would show it.
pub(crate) fn page_of(creation: &Creation) -> Result<Value, AppError> {
    let properties: Map<String, Value> =
        serde_json::from_str(&creation.properties).map_err(AppError::internal)?;
    let shown = properties.into_iter().filter_map(|(id, value)| {
        let kind = value.as_object()?.keys().next()?.clone();
        let shown = property::shown_as(&kind, &id, &value);
        Some((id, shown))
    });
    Ok(json!({"properties": shown.collect::<Map<String, Value>>()}))
}
