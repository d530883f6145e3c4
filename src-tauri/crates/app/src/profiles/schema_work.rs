//! What applying a profile asks of Notion: reading a schema, adding to it, creating the database.
//!
//! Done by the owner of the data folder, as every request. Leaves out what is to be added or created (`keepsake-records`).
//! The rules it protects: what Notion answers is in the memory before anybody is told; a database is looked for before it is
//! created, so that an answer that was lost never makes a second one.

use keepsake_memory::{Change, Connection};
use keepsake_notion::{Client, Database, ErrorKind, NotionId, Object, Reply};
use keepsake_sync::plan;
use keepsake_sync::plan::object::Observed;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::AppError;
use crate::keepsake::Keepsake;

/// Databases below one page that are looked at before another one is created.
const LOOKED_AT: usize = 1_000;

/// One thing to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub(crate) enum SchemaStep {
    /// Read the schema of a data source, or of the only one of a database.
    Read {
        /// Which.
        id: NotionId,
    },
    /// Add to the schema of a data source.
    Add {
        /// Which.
        data_source: NotionId,
        /// What, in the shape of the request.
        changes: Value,
    },
    /// Create a database below a page, unless it is there from an earlier time and nothing but its profile uses it.
    Create {
        /// The page.
        parent: NotionId,
        /// The database, in the shape of the request.
        body: Value,
        /// The name of its profile.
        #[serde(default)]
        profile: String,
    },
}

/// A database to be created.
struct Wanted<'a> {
    parent: NotionId,
    body: &'a Value,
    profile: &'a str,
}

impl SchemaStep {
    /// Whether both create the database of a profile below the same page.
    pub(crate) fn makes_what(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Create {
                    parent, profile, ..
                },
                Self::Create {
                    parent: theirs,
                    profile: their_profile,
                    ..
                },
            ) => parent == theirs && profile == their_profile,
            _ => false,
        }
    }
}

impl Keepsake {
    /// Does one step; answers with the data source, whose schema is in the memory then.
    pub(crate) async fn perform_schema_step(
        &self,
        connection: &Connection,
        step: &SchemaStep,
    ) -> Result<NotionId, AppError> {
        let client = self.link(connection).await?.client;
        match step {
            SchemaStep::Read { id } => self.read_schema(connection, &client, *id).await,
            SchemaStep::Add {
                data_source,
                changes,
            } => match client.update_data_source(*data_source, changes).await {
                Ok(reply) => {
                    let reply = reply_of(reply, Object::DataSource);
                    self.keep_objects(connection, vec![reply]).await?;
                    Ok(*data_source)
                }
                // What came of it is read; whoever asked compares again.
                Err(error) if error.outcome_unclear => {
                    self.read_schema(connection, &client, *data_source).await
                }
                Err(error) => Err(refused(error)),
            },
            SchemaStep::Create {
                parent,
                body,
                profile,
            } => {
                let wanted = Wanted {
                    parent: *parent,
                    body,
                    profile,
                };
                self.create(connection, &client, &wanted).await
            }
        }
    }

    async fn read_schema(
        &self,
        connection: &Connection,
        client: &Client,
        id: NotionId,
    ) -> Result<NotionId, AppError> {
        match client.data_source(id).await {
            Ok(reply) => {
                self.keep_objects(connection, vec![reply_of(reply, Object::DataSource)])
                    .await?;
                Ok(id)
            }
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Validation) => {
                // The address of a database names the container.
                let Ok(database) = client.database(id).await else {
                    return Err(refused(error));
                };
                self.read_schema_of(connection, client, database).await
            }
            Err(error) => Err(refused(error)),
        }
    }

    async fn read_schema_of(
        &self,
        connection: &Connection,
        client: &Client,
        database: Reply<Database>,
    ) -> Result<NotionId, AppError> {
        let [only] = database.value.data_sources.as_slice() else {
            let names = database.value.data_sources.iter();
            let names: Vec<String> = names
                .map(|one| format!("{} {}", one.id, one.name))
                .collect();
            return Err(AppError::invalid("several_data_sources")
                .with("data_sources", names.join(", "))
                .with("id", database.value.id));
        };
        let source = client.data_source(only.id).await.map_err(refused)?;
        let id = source.value.id;
        let objects = vec![
            reply_of(database, Object::Database),
            reply_of(source, Object::DataSource),
        ];
        self.keep_objects(connection, objects).await?;
        Ok(id)
    }

    async fn create(
        &self,
        connection: &Connection,
        client: &Client,
        wanted: &Wanted<'_>,
    ) -> Result<NotionId, AppError> {
        if let Some(found) = self.created_before(connection, client, wanted).await? {
            tracing::info!(database = %found.value.id, "the database is there from an earlier time");
            return self.read_schema_of(connection, client, found).await;
        }
        let error = match client.create_database(wanted.body).await {
            Ok(database) => return self.read_schema_of(connection, client, database).await,
            Err(error) => error,
        };
        if let Some(made) = error.committed_resource() {
            let database = client.database(made).await.map_err(refused)?;
            return self.read_schema_of(connection, client, database).await;
        }
        if !error.outcome_unclear {
            return Err(refused(error));
        }
        match self.created_before(connection, client, wanted).await? {
            Some(found) => self.read_schema_of(connection, client, found).await,
            // Nothing was made; the person may say so once more.
            None => Err(refused(error)),
        }
    }

    /// A database below the page that this connection made under this title and that no other profile is applied to.
    async fn created_before(
        &self,
        connection: &Connection,
        client: &Client,
        wanted: &Wanted<'_>,
    ) -> Result<Option<Reply<Database>>, AppError> {
        let bot: NotionId = connection
            .details
            .bot_id
            .parse()
            .map_err(AppError::internal)?;
        let wanted_title = title(wanted.body);
        let mut cursor = None;
        let mut looked_at = 0;
        loop {
            let page = client
                .block_children(wanted.parent, cursor.as_deref())
                .await
                .map_err(refused)?;
            for block in page.value.results.iter().map(|item| &item.value) {
                let made_by_us = block
                    .extra
                    .get("created_by")
                    .and_then(|user| user.get("id"))
                    .and_then(Value::as_str)
                    .and_then(NotionId::parse)
                    == Some(bot);
                let name = block
                    .extra
                    .get("child_database")
                    .and_then(|it| it.get("title"));
                let same_title = name.and_then(Value::as_str) == Some(wanted_title.as_str());
                if block.kind != "child_database" || block.in_trash || !made_by_us || !same_title {
                    continue;
                }
                let database = client.database(block.id).await.map_err(refused)?;
                if !self.is_used(connection, &database.value, wanted).await? {
                    return Ok(Some(database));
                }
            }
            looked_at += page.value.results.len();
            cursor = page.value.next_cursor;
            if cursor.is_none() || looked_at >= LOOKED_AT {
                return Ok(None);
            }
        }
    }

    /// Whether another profile is applied to a database already, or it cannot have one.
    async fn is_used(
        &self,
        connection: &Connection,
        database: &Database,
        wanted: &Wanted<'_>,
    ) -> Result<bool, AppError> {
        let [only] = database.data_sources.as_slice() else {
            return Ok(true);
        };
        let applied = self.store().profile_of(connection.id, only.id).await?;
        let is_taken = applied.is_some_and(|applied| applied.name != wanted.profile);
        Ok(is_taken || database.in_trash)
    }

    /// Keeps objects as Notion has just shown them.
    async fn keep_objects(
        &self,
        connection: &Connection,
        objects: Vec<Observed>,
    ) -> Result<(), AppError> {
        let ids: Vec<NotionId> = objects.iter().filter_map(Observed::id).collect();
        let known = self.store().known(connection.id, &ids).await?;
        let context = plan::Context {
            api_origin: connection.details.base_url.clone(),
            max_file_bytes: 0,
            wants_files: false,
            wants_page_comments: false,
            wants_block_comments: false,
            newest: None,
            listed_at: None,
            comments_refused: None,
            bot: connection
                .details
                .bot_id
                .parse()
                .map_err(AppError::internal)?,
        };
        let changes = objects.iter().flat_map(|observed| {
            let known = observed.id().and_then(|id| known.get(&id));
            plan::object::plan(&context, observed, known).changes
        });
        // What else follows from an object belongs to a run and its ledger.
        let changes = changes.filter(|change| matches!(change, Change::PutObject(_)));
        self.store()
            .apply(connection.id, None, changes.collect(), self.now())
            .await?;
        Ok(())
    }
}

fn reply_of<T>(reply: Reply<T>, object: impl FnOnce(T) -> Object) -> Observed {
    Observed {
        raw: reply.raw.get().to_owned(),
        object: object(reply.value),
    }
}

/// The title in the body of a creation.
fn title(body: &Value) -> String {
    body.get("title")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|run| run.pointer("/text/content")?.as_str())
        .collect()
}

/// What a refusal about a schema means to a person: what Notion says about it is the reason.
fn refused(error: keepsake_notion::Error) -> AppError {
    if error.kind() == ErrorKind::Validation {
        return AppError::invalid("schema_refused")
            .with("detail", &error.message)
            .with_request(error.request_id.clone());
    }
    AppError::from(error)
}
