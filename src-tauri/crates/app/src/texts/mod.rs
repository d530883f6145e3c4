//! The text of a page as Markdown: reading it with what was changed here, replacing it, taking a change back; and making,
//! moving, trashing and restoring pages (`pages`).
//!
//! Leaves out merging and sending (`keepsake-sync`). The rules it protects: a change of a text knows what it was made from;
//! what Notion did not hand out is never taken for removed.

mod pages;

use keepsake_memory::{CreationAnswer, LocalEdit, ObjectKind, Origin, Part};
use keepsake_text::dialect;

use crate::dto::Overtaken;
use crate::error::AppError;
use crate::history::Undone;
use crate::keepsake::Keepsake;
use crate::records::Found;

pub use pages::PageChange;

/// The text of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageText {
    /// The page's Notion id, or its provisional one.
    pub id: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// The Markdown.
    pub markdown: String,
    /// Whether it was changed here and Notion does not have it yet.
    pub unsent: bool,
    /// Whether Notion cut it off.
    pub truncated: bool,
    /// Whether some blocks are of a kind that Notion does not hand out.
    pub lossy: bool,
    /// Whether it needs a decision.
    pub conflict: bool,
}

/// What came of taking a change of a text back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextUndone {
    /// The text as it is now.
    Done(PageText),
    /// Nothing was done: it would write over something newer. Ask, and ask for it again as meant.
    Overtaken(Overtaken),
}

impl Keepsake {
    /// The text of a page, as it was changed here where it was.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NotFound`] when there is no such page; [`crate::ErrorCode::InvalidInput`] when its text was never read.
    pub async fn text(&self, id: &str) -> Result<PageText, AppError> {
        let (connection, object) = match self.found(id).await? {
            Found::Page { connection, object } => (connection, object),
            Found::Creation { creation, .. } => {
                return Ok(PageText {
                    id: creation.provisional.to_string(),
                    title: title_of(&creation.properties),
                    markdown: creation.markdown.unwrap_or_default(),
                    unsent: true,
                    truncated: false,
                    lossy: false,
                    conflict: false,
                });
            }
        };
        if object.kind != ObjectKind::Page {
            return Err(AppError::invalid("no_text").with("id", object.id));
        }
        let body = self.store().body(connection, object.id).await?;
        let unsettled = self.store().unsettled_of(connection, object.id).await?;
        let parts = unsettled
            .map(|unsettled| unsettled.parts)
            .unwrap_or_default();
        let own = parts.into_iter().find(|part| part.part == Part::Body);
        let conflicts = self.store().conflicts(connection, true).await?;
        let unsent = own.is_some();
        let (truncated, lossy) = body
            .as_ref()
            .map_or((false, false), |body| (body.truncated, body.lossy));
        let markdown = match (own, body) {
            (Some(own), _) => own.local.unwrap_or_default(),
            (None, Some(body)) => body.markdown,
            (None, None) => return Err(not_read(object.id)),
        };
        Ok(PageText {
            id: object.id.to_string(),
            conflict: conflicts
                .iter()
                .any(|one| one.object == object.id && one.part == Part::Body),
            title: object.title,
            markdown,
            unsent,
            truncated,
            lossy,
        })
    }

    /// Replaces the text of a page; answers with the text as it is now and whether that is different from before.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NotFound`] when there is no such page; [`crate::ErrorCode::InvalidInput`] when its text was never read, or
    /// the page is in the trash.
    pub async fn put_text(&self, id: &str, markdown: &str) -> Result<(PageText, bool), AppError> {
        let (connection, object) = match self.found_to_change(id).await? {
            Found::Page { connection, object } => (connection, object),
            Found::Creation {
                connection,
                creation,
            } => {
                let known = creation.markdown.as_deref();
                let markdown = &*dialect::tabbed(markdown, known.unwrap_or_default());
                let changed = known != Some(markdown);
                let answer = self
                    .store()
                    .edit_creation(
                        connection,
                        creation.provisional,
                        &creation.properties,
                        Some(markdown),
                        self.now(),
                    )
                    .await?;
                if let CreationAnswer::Made(made) = answer {
                    return Box::pin(self.put_text(&made.to_string(), markdown)).await;
                }
                return Ok((self.text(id).await?, changed));
            }
        };
        let before = self.text(id).await?;
        if object.in_trash {
            return Err(AppError::invalid("in_trash").with("id", object.id));
        }
        let body = self.store().body(connection, object.id).await?;
        let body = body.ok_or_else(|| not_read(object.id))?;
        let nested = dialect::tabbed(markdown, &before.markdown);
        let wanted = ended_alike(&before.markdown, &dialect::stable(&nested));
        let edit = LocalEdit {
            part: Part::Body,
            lossy_base: body.lossy || body.truncated,
            base: Some(body.markdown),
            value: Some(wanted),
            undoes: None,
        };
        let correlation = self.unique_name();
        let state = self
            .store()
            .edit_part(
                connection,
                object.id,
                edit,
                Origin::Local,
                &correlation,
                self.now(),
            )
            .await?;
        tracing::info!(correlation_id = correlation, page = %object.id, "a text was changed here");
        Ok((self.text(id).await?, state.changed))
    }

    /// Takes the last change of a text that was made or merged here back; what is newer in it is only written over when
    /// that is `meant`.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NotFound`] when there is no such page; [`crate::ErrorCode::InvalidInput`] when there is nothing to take back.
    pub async fn undo_text(&self, id: &str, meant: bool) -> Result<TextUndone, AppError> {
        match self.undo_part(id, None, Some(&Part::Body), meant).await? {
            Undone::Change(_) => Ok(TextUndone::Done(self.text(id).await?)),
            Undone::Overtaken(overtaken) => Ok(TextUndone::Overtaken(overtaken)),
            Undone::Page => Err(AppError::invalid("nothing_to_undo")),
        }
    }
}

fn not_read(id: keepsake_text::NotionId) -> AppError {
    AppError::invalid("text_not_read").with("id", id)
}

/// A text that ends as the one before does: editors put a line end behind the last line, or take it away.
fn ended_alike(before: &str, text: &str) -> String {
    let words = text.trim_end_matches(['\n', '\r']);
    let end = &before[before.trim_end_matches(['\n', '\r']).len()..];
    format!("{words}{end}")
}

/// The title among properties of a page that was made here.
pub(crate) fn title_of(properties: &str) -> String {
    let properties: serde_json::Value = serde_json::from_str(properties).unwrap_or_default();
    let values = properties
        .as_object()
        .into_iter()
        .flat_map(|all| all.values());
    let mut titles = values.filter(|value| value.get("title").is_some());
    titles
        .next()
        .map(keepsake_text::property::plain_of_writable)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_end_of_an_editor_is_no_change() {
        for (before, typed, expected) in [
            ("one", "one\n", "one"),
            ("one\n", "one", "one\n"),
            ("one\n", "two\n\n\n", "two\n"),
            ("", "new\n", "new"),
        ] {
            assert_eq!(ended_alike(before, typed), expected, "{before:?} {typed:?}");
        }
    }

    #[test]
    fn the_title_of_a_new_page_is_found_by_its_type() {
        let properties = r#"{"a":{"select":{"name":"x"}},"t":{"title":[{"type":"text","text":{"content":"Tide pools"}}]}}"#;
        assert_eq!(title_of(properties), "Tide pools");
        assert_eq!(title_of("{}"), "");
    }
}
