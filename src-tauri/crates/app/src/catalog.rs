//! The catalog of a connection and the person's choice in it.
//!
//! Leaves out reading contents. The rule it protects: what is shown, estimated and imported is decided by the same marks,
//! the nearest one at or above an object.

use std::collections::{HashMap, HashSet};

use keepsake_memory::{
    ConnectionId, ConnectionKind, Fate, ObjectKind, Reach, RunKind as StoredRunKind, RunState,
};
use keepsake_sync::{EstimateKind, EstimateNode, RunKind};
use keepsake_text::NotionId;

use crate::connect::connection_id;
use crate::dto::{self, CatalogSummary, Estimate, ImportOptions, Progress, Selection, TreeNode};
use crate::error::{AppError, ErrorCode};
use crate::jobs::{Done, Work};
use crate::keepsake::Keepsake;
use crate::runs::RECENT_RUNS;
use crate::sample;

/// Objects asked about at once.
const BATCH: usize = 500;

impl Keepsake {
    /// Looks around in Notion for what the connection can see.
    ///
    /// # Errors
    /// When Notion cannot be asked.
    pub async fn refresh_catalog(&self, connection: &str) -> Result<CatalogSummary, AppError> {
        self.refresh_catalog_with(connection, &|_| {}).await
    }

    /// Looks around in Notion and tells how far it is.
    ///
    /// # Errors
    /// When Notion cannot be asked; [`ErrorCode::NeedsSignIn`] when it no longer accepts the token.
    pub async fn refresh_catalog_with(
        &self,
        connection: &str,
        tell: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<CatalogSummary, AppError> {
        let connection = self.syncing(connection_id(connection)?).await?.id;
        // It waits for what is under way.
        self.let_go_of(connection);
        let work = Work::Run {
            connection,
            kind: RunKind::Discover,
            options: keepsake_sync::ImportOptions::default(),
            trigger: self.inner.face.as_str().to_owned(),
        };
        let ended = match self.do_and_wait(&work, tell).await? {
            Done::Ran {
                run,
                refused_request,
                cut_short,
                ..
            } => {
                let state = self.store().run(run).await?.run.state;
                if state == RunState::NeedsSignIn {
                    return Err(AppError::needs_sign_in(cut_short, refused_request));
                }
                Some(state)
            }
            Done::Checked { .. } | Done::Verified(_) | Done::Schema { .. } => None,
        };
        let complete = ended == Some(RunState::Completed);
        self.summary(connection, complete).await
    }

    /// Whether anybody has looked around through this connection.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn has_catalog(&self, connection: &str) -> Result<bool, AppError> {
        let connection = connection_id(connection)?;
        let runs = self.store().runs(connection, RECENT_RUNS).await?;
        let has_completed = runs
            .iter()
            .any(|report| report.run.state == RunState::Completed);
        Ok(has_completed && self.has_looked_around(connection).await?)
    }

    /// Whether anything is known of what the connection can see; not so after what was remembered is removed.
    pub(crate) async fn has_looked_around(
        &self,
        connection: ConnectionId,
    ) -> Result<bool, AppError> {
        Ok(!self.store().checkpoints(connection).await?.is_empty())
    }

    /// Everything the connection can see, parents before children; rows are counted.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn tree(&self, connection: &str) -> Result<Vec<TreeNode>, AppError> {
        let connection = self
            .store()
            .connection(connection_id(connection)?)
            .await?
            .id;
        Ok(self
            .store()
            .tree(connection)
            .await?
            .into_iter()
            .map(TreeNode::from)
            .collect())
    }

    /// What an import of this choice would cost.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn estimate(
        &self,
        connection: &str,
        selection: Selection,
        options: ImportOptions,
    ) -> Result<Estimate, AppError> {
        let connection = self.store().connection(connection_id(connection)?).await?;
        let mut chosen = chosen_by(&selection)?;
        let linked = self.store().linked_rows(connection.id, &chosen).await?;
        chosen.marks.extend(linked.into_iter().map(|id| (id, true)));
        let pace = match connection.details.kind {
            ConnectionKind::Sample => sample::REQUESTS_PER_SECOND,
            ConnectionKind::Token | ConnectionKind::OAuth => {
                self.inner.settings.requests_per_second
            }
        };
        let nodes = self.estimate_nodes(connection.id).await?;
        let marks = chosen.marks.into_iter().collect();
        let default = chosen.include_by_default;
        Ok(keepsake_sync::estimate(&nodes, default, &marks, &options.into(), pace).into())
    }

    /// The choice that was made last.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn selection(&self, connection: &str) -> Result<Selection, AppError> {
        let chosen = self.store().selection(connection_id(connection)?).await?;
        let marks = chosen.marks.into_iter().map(|(id, included)| dto::Mark {
            id: id.to_string(),
            included,
        });
        Ok(Selection {
            everything: chosen.include_by_default,
            marks: marks.collect(),
            linked_rows: chosen.linked_rows,
        })
    }

    /// Remembers a choice. What is stored and leaves it stays on this computer.
    pub(crate) async fn choose(
        &self,
        connection: ConnectionId,
        selection: &Selection,
    ) -> Result<(), AppError> {
        self.put_choice(connection, &chosen_by(selection)?, Fate::Keep)
            .await?;
        Ok(())
    }

    /// Refuses a choice of what Notion does not show: it would leave nothing chosen at all. What was not seen yet is
    /// looked for first.
    pub(crate) async fn refuse_unknown(
        &self,
        connection: ConnectionId,
        selection: &Selection,
    ) -> Result<(), AppError> {
        let chosen: Vec<NotionId> = chosen_by(selection)?
            .marks
            .into_iter()
            .filter_map(|(id, included)| included.then_some(id))
            .collect();
        if self.first_unknown(connection, &chosen).await?.is_none() {
            return Ok(());
        }
        self.refresh_catalog(&connection.to_string()).await?;
        match self.first_unknown(connection, &chosen).await? {
            None => Ok(()),
            Some(unknown) => Err(AppError::new(ErrorCode::NotFound)
                .with("what", "selected")
                .with("id", unknown)),
        }
    }

    async fn first_unknown(
        &self,
        connection: ConnectionId,
        ids: &[NotionId],
    ) -> Result<Option<NotionId>, AppError> {
        let known = self.store().known(connection, ids).await?;
        Ok(ids.iter().copied().find(|id| !known.contains_key(id)))
    }

    async fn summary(
        &self,
        connection: ConnectionId,
        complete: bool,
    ) -> Result<CatalogSummary, AppError> {
        let mut summary = CatalogSummary {
            pages: 0,
            databases: 0,
            rows: 0,
            complete,
            unreachable: 0,
        };
        for node in self.store().tree(connection).await? {
            summary.unreachable += u32::from(node.reach == Reach::Unreachable);
            match node.kind {
                ObjectKind::Page => summary.pages += 1,
                ObjectKind::Database => summary.databases += 1,
                ObjectKind::DataSource => summary.rows += node.row_count.unwrap_or(0),
            }
        }
        Ok(summary)
    }

    /// The tree with its rows, and what is in the memory already.
    async fn estimate_nodes(
        &self,
        connection: ConnectionId,
    ) -> Result<Vec<EstimateNode>, AppError> {
        let tree = self.store().tree(connection).await?;
        let sources: HashSet<NotionId> = tree
            .iter()
            .filter(|node| node.kind == ObjectKind::DataSource)
            .map(|node| node.id)
            .collect();
        let mut nodes = Vec::with_capacity(tree.len());
        let mut listed = HashSet::with_capacity(tree.len());
        for node in &tree {
            let is_row = node.parent.is_some_and(|parent| sources.contains(&parent));
            let kind = match node.kind {
                ObjectKind::Page if is_row => EstimateKind::Row,
                ObjectKind::Page => EstimateKind::Page,
                ObjectKind::Database => EstimateKind::Database,
                ObjectKind::DataSource => EstimateKind::DataSource,
            };
            listed.insert(node.id);
            nodes.push(EstimateNode {
                id: node.id,
                parent: node.parent,
                kind,
                is_stored: false,
            });
        }
        for source in sources {
            for row in self.store().children(connection, Some(source)).await? {
                if listed.insert(row.id) {
                    nodes.push(EstimateNode {
                        id: row.id,
                        parent: Some(source),
                        kind: EstimateKind::Row,
                        is_stored: false,
                    });
                }
            }
        }
        let imported = self
            .store()
            .resumable_run(connection, StoredRunKind::Import)
            .await?
            .is_none()
            && self.has_imported(connection).await?;
        for batch in nodes.chunks_mut(BATCH) {
            let ids: Vec<NotionId> = batch.iter().map(|node| node.id).collect();
            let known: HashMap<_, _> = self.store().known(connection, &ids).await?;
            for node in batch {
                node.is_stored = match node.kind {
                    EstimateKind::DataSource | EstimateKind::Database => imported,
                    EstimateKind::Page | EstimateKind::Row => {
                        known.get(&node.id).is_some_and(|known| {
                            known.body_settled && known.body_edited_time == known.edited_time
                        })
                    }
                };
            }
        }
        Ok(nodes)
    }

    /// Whether an import through this connection has completed.
    pub(crate) async fn has_imported(&self, connection: ConnectionId) -> Result<bool, AppError> {
        let runs = self.store().runs(connection, RECENT_RUNS).await?;
        Ok(runs.iter().any(|report| {
            report.run.kind != StoredRunKind::Discover && report.run.state == RunState::Completed
        }))
    }
}

/// The choice as the store keeps it.
pub(crate) fn chosen_by(selection: &Selection) -> Result<keepsake_memory::Selection, AppError> {
    let mark = |mark: &dto::Mark| Ok((notion_id(&mark.id)?, mark.included));
    let marks = selection
        .marks
        .iter()
        .map(mark)
        .collect::<Result<_, AppError>>()?;
    Ok(keepsake_memory::Selection {
        include_by_default: selection.everything,
        linked_rows: selection.linked_rows,
        marks,
    })
}

/// An id as a person types it: with or without dashes, or the address of a page.
pub(crate) fn notion_id(text: &str) -> Result<NotionId, AppError> {
    NotionId::parse(text)
        .or_else(|| NotionId::from_url(text))
        .ok_or_else(|| AppError::invalid("not_an_id").with("value", text))
}
