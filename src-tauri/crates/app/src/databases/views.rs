//! The views a person keeps of a table.
//!
//! The rule it protects: a view is what its name says. One that cannot be read back is told, never shown as another.

use keepsake_memory::{NewTableView, StoredTableView, TableViewId};

use super::source::Source;
use crate::dto::{KeptView, TableLook};
use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;

/// Letters of a view's name.
const LONGEST_NAME: usize = 80;

impl Keepsake {
    /// Keeps what is shown under a name; at this place among the others, or last. All views, in their order.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidInput`] when there is a view of this name, or none is given.
    pub async fn keep_view(
        &self,
        source: &str,
        name: &str,
        look: &TableLook,
        position: Option<u32>,
    ) -> Result<Vec<KeptView>, AppError> {
        let source = self.source(source).await?;
        let name = checked(name)?;
        let view = NewTableView {
            name: name.to_owned(),
            look: written(look)?,
            position,
        };
        self.store()
            .keep_table_view(source.connection, source.id, view, self.now())
            .await?
            .ok_or_else(|| AppError::invalid("view_name_taken").with("name", name))?;
        self.kept_views(&source).await
    }

    /// Gives a view another name and lets it show something else. All views, in their order.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there is no such view; [`ErrorCode::InvalidInput`] when another has the name.
    pub async fn change_view(
        &self,
        source: &str,
        view: &str,
        name: &str,
        look: &TableLook,
    ) -> Result<Vec<KeptView>, AppError> {
        let source = self.source(source).await?;
        let id = self.kept_view(&source, view).await?.id;
        let name = checked(name)?;
        let look = written(look)?;
        if !self
            .store()
            .change_table_view(id, name, &look, self.now())
            .await?
        {
            return Err(AppError::invalid("view_name_taken").with("name", name));
        }
        self.kept_views(&source).await
    }

    /// Takes a view away. The views that are left.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there is no such view.
    pub async fn remove_view(&self, source: &str, view: &str) -> Result<Vec<KeptView>, AppError> {
        let source = self.source(source).await?;
        let id = self.kept_view(&source, view).await?.id;
        self.store().remove_table_view(id).await?;
        self.kept_views(&source).await
    }

    /// Puts views into this order; the first is the one a database opens with. All views.
    ///
    /// # Errors
    /// When one of them is not a number of a view.
    pub async fn order_views(
        &self,
        source: &str,
        order: &[String],
    ) -> Result<Vec<KeptView>, AppError> {
        let source = self.source(source).await?;
        let ids = order
            .iter()
            .map(|id| id.parse().map_err(|_| missing(id)))
            .collect::<Result<Vec<TableViewId>, _>>()?;
        self.store()
            .order_table_views(source.connection, source.id, &ids)
            .await?;
        self.kept_views(&source).await
    }

    /// The views of a table, in their order.
    pub(super) async fn kept_views(&self, source: &Source) -> Result<Vec<KeptView>, AppError> {
        let stored = self
            .store()
            .table_views(source.connection, source.id)
            .await?;
        stored
            .into_iter()
            .map(|view| {
                Ok(KeptView {
                    id: view.id.to_string(),
                    look: serde_json::from_str(&view.look).map_err(AppError::internal)?,
                    name: view.name,
                })
            })
            .collect()
    }

    async fn kept_view(&self, source: &Source, id: &str) -> Result<StoredTableView, AppError> {
        let views = self
            .store()
            .table_views(source.connection, source.id)
            .await?;
        let found = views.into_iter().find(|view| view.id.to_string() == id);
        found.ok_or_else(|| missing(id))
    }
}

/// A name that can be shown and typed.
fn checked(name: &str) -> Result<&str, AppError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(AppError::invalid("view_without_name"));
    }
    if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(AppError::invalid("view_name").with("count", LONGEST_NAME));
    }
    Ok(name)
}

fn written(look: &TableLook) -> Result<String, AppError> {
    serde_json::to_string(look).map_err(AppError::internal)
}

fn missing(view: &str) -> AppError {
    AppError::new(ErrorCode::NotFound)
        .with("what", "view")
        .with("id", view)
}
