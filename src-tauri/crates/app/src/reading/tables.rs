//! The tables of a database, for whoever opens it: its data sources by name. Their rows are asked for as they are looked at.

use keepsake_memory::{ConnectionId, ObjectKind, StoredObject};

use crate::dto::ReaderTable;
use crate::error::AppError;
use crate::keepsake::Keepsake;

impl Keepsake {
    /// The tables of a database or data source; none for a page.
    pub(crate) async fn tables(
        &self,
        connection: ConnectionId,
        object: &StoredObject,
    ) -> Result<Vec<ReaderTable>, AppError> {
        match object.kind {
            ObjectKind::Page => Ok(Vec::new()),
            ObjectKind::DataSource => Ok(Vec::from([ReaderTable {
                id: object.id.to_string(),
                title: object.title.clone(),
            }])),
            ObjectKind::Database => {
                let inside = self.store().children(connection, Some(object.id)).await?;
                let sources = inside
                    .into_iter()
                    .filter(|child| child.kind == ObjectKind::DataSource);
                Ok(sources
                    .map(|source| ReaderTable {
                        id: source.id.to_string(),
                        title: source.title,
                    })
                    .collect())
            }
        }
    }
}
