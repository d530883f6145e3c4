//! Making, moving, trashing and restoring pages.
//!
//! The rules it protects: only pages can be moved or trashed through Notion's API; what is asked for is noted here at once and sent with the next sync; a page is never moved into
//! itself, nor to the top of the workspace, where connections may not put pages.

use keepsake_memory::{
    ConnectionId, CreationAnswer, CreationParent, LocalEdit, NewCreation, ObjectKind, Origin, Part,
    StoredObject, StoredParent,
};
use keepsake_sync::two_way::remote::Trash;
use keepsake_text::{NotionId, canonical, dialect};
use serde_json::json;

use crate::connect::connection_id;
use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;
use crate::records::Found;

/// What was noted about a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageChange {
    /// The page's Notion id, or its provisional one.
    pub id: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// Whether anything is different from before.
    pub changed: bool,
}

impl Keepsake {
    /// Makes a page below another one; it appears in Notion at the next sync.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when the other page is not in the memory.
    pub async fn new_page(
        &self,
        connection: &str,
        parent: &str,
        title: &str,
        markdown: Option<&str>,
    ) -> Result<PageChange, AppError> {
        let connection = connection_id(connection)?;
        let (parent_kind, parent) = self.target(connection, parent).await?;
        let id = self
            .add_page(connection, parent_kind, parent, title, markdown)
            .await?;
        Ok(PageChange {
            id: id.to_string(),
            title: title.to_owned(),
            changed: true,
        })
    }

    /// Notes a page to be made.
    pub(crate) async fn add_page(
        &self,
        connection: ConnectionId,
        parent_kind: CreationParent,
        parent: NotionId,
        title: &str,
        markdown: Option<&str>,
    ) -> Result<NotionId, AppError> {
        self.syncing(connection).await?;
        let provisional = self.provisional_id();
        let title = keepsake_text::property::writable_from_words("title", title)
            .map_err(|error| AppError::invalid("field").with("detail", error))?;
        let new = NewCreation {
            provisional,
            parent_kind,
            parent,
            properties: json!({"title": title}).to_string(),
            markdown: markdown
                .filter(|text| !text.trim().is_empty())
                .map(|text| keepsake_text::dialect::tabbed(text, "").into_owned()),
            profile: None,
            correlation_id: self.unique_name(),
        };
        self.store()
            .add_creation(connection, new, self.now())
            .await?;
        Ok(provisional)
    }

    /// Puts a page into the trash, at the next sync.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there is no such page.
    pub async fn trash_page(&self, id: &str) -> Result<PageChange, AppError> {
        match self.found_to_change(id).await? {
            Found::Page { connection, object } => self.wish_trash(connection, &object, true).await,
            Found::Creation {
                connection,
                creation,
            } => match self.withdraw(connection, creation.provisional).await? {
                Some(made) => Box::pin(self.trash_page(&made.to_string())).await,
                None => Ok(PageChange {
                    id: creation.provisional.to_string(),
                    title: super::title_of(&creation.properties),
                    changed: true,
                }),
            },
        }
    }

    /// Takes a page back that Notion does not have yet; answers with the page that it has become, where that was quicker and
    /// nothing was taken back.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidInput`] while Notion is making it.
    pub(crate) async fn withdraw(
        &self,
        connection: ConnectionId,
        provisional: NotionId,
    ) -> Result<Option<NotionId>, AppError> {
        let answer = self
            .store()
            .withdraw_creation(connection, provisional, self.now())
            .await?;
        match answer {
            CreationAnswer::OnItsWay => Err(AppError::invalid("on_its_way")),
            CreationAnswer::Made(made) => Ok(Some(made)),
            CreationAnswer::Done { .. } | CreationAnswer::Withdrawn => Ok(None),
        }
    }

    /// Takes a page out of the trash, at the next sync.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there is no such page.
    pub async fn restore_page(&self, id: &str) -> Result<PageChange, AppError> {
        match self.found_to_change(id).await? {
            Found::Page { connection, object } => self.wish_trash(connection, &object, false).await,
            Found::Creation { creation, .. } => Ok(PageChange {
                id: creation.provisional.to_string(),
                title: super::title_of(&creation.properties),
                changed: false,
            }),
        }
    }

    /// Moves a page below another page or into a data source, at the next sync.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when one of both is not in the memory; [`ErrorCode::InvalidInput`] when it cannot lie there.
    pub async fn move_page(&self, id: &str, to: &str) -> Result<PageChange, AppError> {
        let Found::Page { connection, object } = self.found_to_change(id).await? else {
            return Err(AppError::invalid("move_unsent"));
        };
        refuse_what_is_no_page(&object)?;
        let (kind, target) = self.target(connection, to).await?;
        if self.is_inside(connection, target, object.id).await? {
            return Err(AppError::invalid("move_into_itself"));
        }
        let base = match object.parent {
            StoredParent::Page(page) => place(CreationParent::Page, page),
            StoredParent::DataSource(source) => place(CreationParent::DataSource, source),
            StoredParent::Workspace => json!({"workspace": true}).to_string(),
            StoredParent::Block(_) | StoredParent::Database(_) | StoredParent::Unknown => {
                return Err(AppError::invalid("move_from_here").with("id", object.id));
            }
        };
        let edit = LocalEdit {
            part: Part::Place,
            base: Some(base),
            value: Some(place(kind, target)),
            lossy_base: false,
            undoes: None,
        };
        self.note_edit(connection, &object, edit).await
    }

    async fn wish_trash(
        &self,
        connection: ConnectionId,
        object: &StoredObject,
        in_trash: bool,
    ) -> Result<PageChange, AppError> {
        refuse_what_is_no_page(object)?;
        let seen = self.trash_seen(connection, object).await?;
        let wished = self.store().unsettled_of(connection, object.id).await?;
        let taken_back = wished
            .into_iter()
            .flat_map(|page| page.parts)
            .find(|part| part.part == Part::Trash)
            .and_then(|part| part.base)
            .filter(|base| Trash::read(base).is_some_and(|base| base.in_trash == in_trash));
        let wanted = || {
            Trash {
                in_trash,
                ..seen.clone()
            }
            .text()
        };
        let edit = LocalEdit {
            part: Part::Trash,
            base: Some(seen.text()),
            value: Some(taken_back.unwrap_or_else(wanted)),
            lossy_base: false,
            undoes: None,
        };
        self.note_edit(connection, object, edit).await
    }

    /// Whether a page is in the trash as far as is known, with what its contents are.
    pub(crate) async fn trash_seen(
        &self,
        connection: ConnectionId,
        object: &StoredObject,
    ) -> Result<Trash, AppError> {
        let known = self.store().known(connection, &[object.id]).await?;
        let metadata = known.get(&object.id).and_then(|known| known.metadata_hash);
        let body = self.store().body(connection, object.id).await?;
        let text = |body: keepsake_memory::Body| {
            canonical::hash_text(&dialect::stable(&body.markdown)).to_string()
        };
        Ok(Trash {
            in_trash: object.in_trash,
            metadata: metadata.map(|hash| hash.to_string()).unwrap_or_default(),
            body: body.map(text).unwrap_or_default(),
        })
    }

    async fn note_edit(
        &self,
        connection: ConnectionId,
        object: &StoredObject,
        edit: LocalEdit,
    ) -> Result<PageChange, AppError> {
        let correlation = self.unique_name();
        let part = edit.part.clone();
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
        tracing::info!(correlation_id = correlation, page = %object.id, %part, "a page was changed here");
        Ok(PageChange {
            id: object.id.to_string(),
            title: object.title.clone(),
            changed: state.changed,
        })
    }

    /// What pages can be put into: a page, or a data source.
    async fn target(
        &self,
        connection: ConnectionId,
        id: &str,
    ) -> Result<(CreationParent, NotionId), AppError> {
        match self.found(id).await? {
            Found::Page {
                connection: theirs,
                object,
            } if theirs == connection => match object.kind {
                ObjectKind::Page => Ok((CreationParent::Page, object.id)),
                ObjectKind::DataSource => Ok((CreationParent::DataSource, object.id)),
                ObjectKind::Database => {
                    let source = self.schema_here(connection, object.id).await?;
                    let source = source.ok_or_else(|| missing(object.id))?;
                    Ok((CreationParent::DataSource, source.id))
                }
            },
            Found::Creation {
                connection: theirs,
                creation,
            } if theirs == connection => Ok((CreationParent::Page, creation.provisional)),
            Found::Page { object, .. } => Err(missing(object.id)),
            Found::Creation { creation, .. } => Err(missing(creation.provisional)),
        }
    }

    /// Whether a place is a page or lies inside of it.
    async fn is_inside(
        &self,
        connection: ConnectionId,
        place: NotionId,
        page: NotionId,
    ) -> Result<bool, AppError> {
        if place == page {
            return Ok(true);
        }
        let way = self.store().breadcrumb(connection, place).await?;
        Ok(way.iter().any(|crumb| crumb.id == page))
    }
}

fn refuse_what_is_no_page(object: &StoredObject) -> Result<(), AppError> {
    match object.kind {
        ObjectKind::Page => Ok(()),
        ObjectKind::Database | ObjectKind::DataSource => {
            Err(AppError::invalid("no_page").with("id", object.id))
        }
    }
}

fn missing(id: NotionId) -> AppError {
    AppError::new(ErrorCode::NotFound)
        .with("what", "page")
        .with("id", id)
}

/// A place in the form in which it is compared.
fn place(kind: CreationParent, id: NotionId) -> String {
    match kind {
        CreationParent::Page => json!({"page_id": id}).to_string(),
        CreationParent::DataSource => json!({"data_source_id": id}).to_string(),
    }
}
