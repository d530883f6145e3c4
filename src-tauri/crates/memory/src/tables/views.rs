//! Views of a data source that a person keeps: a name and what it shows, in an order.
//!
//! Leaves out what a view can show, which is its JSON. They hang on the data source's id, not on what was read of it, so
//! they outlive its being forgotten and read again. The rule it protects: names are unique within a data source, and what a
//! person did survives a power cut.

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::change::ConnectionId;
use crate::columns::{StoredId, clean, millis, number_list, row_id};
use crate::error::StoreError;
use crate::rows::row_struct;
use crate::statement::sql;
use crate::store::{Durability, Store};

row_id! {
    /// A kept view.
    TableViewId
}

/// A view to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTableView {
    /// Its name.
    pub name: String,
    /// What it shows (JSON).
    pub look: String,
    /// Before which of those there are; nothing puts it last.
    pub position: Option<u32>,
}

row_struct! {
    /// A kept view.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct StoredTableView {
        /// Which one.
        pub id: TableViewId,
        /// Its name.
        pub name: String,
        /// What it shows (JSON).
        pub look: String,
    }
}

impl Store {
    /// The views of a data source, in their order.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn table_views(
        &self,
        connection: ConnectionId,
        source: NotionId,
    ) -> Result<Vec<StoredTableView>, StoreError> {
        self.reader().await?.session()?.all(
            sql(
                "SELECT id, name, look FROM table_views WHERE connection_id = ? AND data_source = ?
                 ORDER BY position, id",
            )
            .bind(connection)
            .bind(StoredId(source)),
        )
    }

    /// Keeps a view; nothing when there is one of this name already.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn keep_table_view(
        &self,
        connection: ConnectionId,
        source: NotionId,
        view: NewTableView,
        now: OffsetDateTime,
    ) -> Result<Option<TableViewId>, StoreError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(Durability::Power)?;
        let mut session = transaction.session();
        let (count,): (i64,) = session.one(
            sql("SELECT count(*) FROM table_views WHERE connection_id = ? AND data_source = ?")
                .bind(connection)
                .bind(StoredId(source)),
        )?;
        let position = view.position.map_or(count, i64::from).min(count);
        let made: Option<(TableViewId,)> = session.optional(
            sql("INSERT INTO table_views (connection_id, data_source, name, position, look, changed_time)
                 VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (connection_id, data_source, name) DO NOTHING RETURNING id")
                .bind(connection)
                .bind(StoredId(source))
                .bind(clean(&view.name))
                .bind(position)
                .bind(&view.look)
                .bind(millis(now)),
        )?;
        let Some((id,)) = made else {
            return Ok(None);
        };
        session.execute(
            sql("UPDATE table_views SET position = position + 1
                 WHERE connection_id = ? AND data_source = ? AND position >= ? AND id <> ?")
            .bind(connection)
            .bind(StoredId(source))
            .bind(position)
            .bind(id),
        )?;
        transaction.commit()?;
        Ok(Some(id))
    }

    /// Gives a view another name and another look; whether there is such a view and no other has the name.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn change_table_view(
        &self,
        id: TableViewId,
        name: &str,
        look: &str,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(Durability::Power)?;
        let changed = transaction.session().execute(
            sql("UPDATE OR IGNORE table_views SET name = ?, look = ?, changed_time = ? WHERE id = ?")
                .bind(clean(name))
                .bind(look)
                .bind(millis(now))
                .bind(id),
        )?;
        transaction.commit()?;
        Ok(changed == 1)
    }

    /// Takes a view away.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn remove_table_view(&self, id: TableViewId) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(Durability::Power)?;
        let mut session = transaction.session();
        session.execute(
            sql("UPDATE table_views SET position = position - 1
                 WHERE (connection_id, data_source) = (SELECT connection_id, data_source FROM table_views WHERE id = ?1)
                   AND position > (SELECT position FROM table_views WHERE id = ?1)")
                .bind(id),
        )?;
        session.execute(sql("DELETE FROM table_views WHERE id = ?").bind(id))?;
        transaction.commit()?;
        Ok(())
    }

    /// Puts the views of a data source into this order; one that is not named keeps its place among the rest, behind them.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn order_table_views(
        &self,
        connection: ConnectionId,
        source: NotionId,
        order: &[TableViewId],
    ) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(Durability::Power)?;
        transaction.session().execute(
            sql("UPDATE table_views SET position = p.place FROM (
                     SELECT v.id, row_number() OVER (ORDER BY j.key IS NULL, j.key, v.position, v.id) - 1 AS place
                     FROM table_views v LEFT JOIN json_each(?1) j ON j.value = v.id
                     WHERE v.connection_id = ?2 AND v.data_source = ?3) p
                 WHERE p.id = table_views.id")
                .bind(number_list(order.iter().map(|id| id.get())))
                .bind(connection)
                .bind(StoredId(source)),
        )?;
        transaction.commit()?;
        Ok(())
    }
}
