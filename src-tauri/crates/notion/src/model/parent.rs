//! Where an object hangs.

use keepsake_text::NotionId;
use serde_json::Value;

/// The parent of a page, block, database, data source or comment (Notion API reference: Parent).
#[derive(Debug, Clone, PartialEq)]
pub enum Parent {
    /// The top of the workspace.
    Workspace,
    /// A page.
    Page(NotionId),
    /// A block inside a page: a toggle, a column, a synced block.
    Block(NotionId),
    /// A database container.
    Database(NotionId),
    /// A table of a database; its rows are pages.
    DataSource {
        /// The table.
        data_source: NotionId,
        /// The container, when named.
        database: Option<NotionId>,
    },
    /// An agent.
    Agent(NotionId),
    /// Something else, as it came; null when there was none.
    Unknown(Value),
}

impl From<Value> for Parent {
    fn from(value: Value) -> Self {
        let id = |key: &str| NotionId::parse(value.get(key)?.as_str()?);
        let kind = value
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let parent = match kind {
            "workspace" => Some(Self::Workspace),
            "page_id" => id("page_id").map(Self::Page),
            "block_id" => id("block_id").map(Self::Block),
            "database_id" => id("database_id").map(Self::Database),
            "data_source_id" => id("data_source_id").map(|data_source| Self::DataSource {
                data_source,
                database: id("database_id"),
            }),
            "agent_id" => id("agent_id").map(Self::Agent),
            _ => None,
        };
        parent.unwrap_or(Self::Unknown(value))
    }
}
