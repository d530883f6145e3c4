//! Pages that were made here and that Notion does not have yet.
//!
//! The rule it protects: what was made here can be read by the id it was given, before Notion has it as afterwards.

use keepsake_memory::{ConnectionId, Creation, ObjectKind};
use serde_json::{Value, json};

use super::{RememberedPage, way};
use crate::dto::{self, PropertyValue, ReaderPage, ReaderProperty};
use crate::error::AppError;
use crate::keepsake::Keepsake;
use crate::texts::title_of;

impl Keepsake {
    /// A page on its way to Notion as the reader shows it.
    pub(super) async fn unsent_page(
        &self,
        connection: ConnectionId,
        creation: &Creation,
    ) -> Result<ReaderPage, AppError> {
        let words = self.words();
        let parent = creation.parent;
        let mut path = way(self.store().breadcrumb(connection, parent).await?);
        path.extend(self.page_ref(connection, parent).await?);
        let markdown = creation.markdown.as_deref().unwrap_or_default();
        Ok(ReaderPage {
            id: creation.provisional.to_string(),
            title: title_of(&creation.properties),
            icon: None,
            path,
            html: self.html(connection, markdown, &[], &words).await?,
            properties: self.unsent_properties(creation).await?,
            tables: Vec::new(),
            comments: Vec::new(),
            backlinks: Vec::new(),
            files: Vec::new(),
            edited_time: Some(dto::moment(creation.changed_time)),
            remembered_time: None,
            url: None,
            reach: dto::Reach::Ok,
            notes: vec![words.say("note-not-in-notion", &[])],
        })
    }

    /// What was given to a record that was made here; other pages have a title only.
    async fn unsent_properties(
        &self,
        creation: &Creation,
    ) -> Result<Vec<ReaderProperty>, AppError> {
        if creation.profile.is_none() {
            return Ok(Vec::new());
        }
        let seen = self.record(&creation.provisional.to_string()).await?;
        let fields = seen.fields.into_iter();
        let given = fields.filter(|field| field.key != "title" && !field.value.is_empty());
        Ok(given
            .map(|field| ReaderProperty {
                name: field.name,
                text: field.value.clone(),
                value: PropertyValue::Text { text: field.value },
            })
            .collect())
    }
}

/// Everything that is known of a page on its way to Notion.
pub(super) fn remembered(creation: &Creation) -> Result<RememberedPage, AppError> {
    let properties: Value =
        serde_json::from_str(&creation.properties).map_err(AppError::internal)?;
    Ok(RememberedPage {
        kind: ObjectKind::Page,
        raw: json!({"object": "page", "properties": properties}),
        markdown: creation.markdown.clone(),
    })
}
