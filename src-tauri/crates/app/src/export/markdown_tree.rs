//! The export for people: Markdown files in folders, as the pages lie in Notion.
//!
//! `Plan.md` is a page and `Plan/` what lies in it; a data source also gets a table. File addresses are replaced by paths
//! to `files/`. The rule it protects: every chosen page is written exactly once, also when pages hold each other in a
//! circle or lie deeper than a path can be.

use std::collections::HashSet;
use std::io::Write;
use std::path::Path;
use std::pin::pin;

use futures::TryStreamExt;
use keepsake_memory::{ConnectionId, ExportedObject, ObjectKind, StoredObject};
use keepsake_sync::FileFolder;
use keepsake_text::{NotionId, dialect, hosted};
use serde_json::Value;

use super::folder::{ExportFolder, unwritable};
use super::names::Names;
use super::{ExportSummary, front_matter, stored_files};
use crate::error::AppError;
use crate::keepsake::Keepsake;

/// Where a path becomes too long for some systems, a new one is begun.
const LONGEST_PATH: usize = 180;

/// What is still to be written: objects that lie in one folder, the last one next.
struct Level {
    folder: String,
    names: Names,
    waiting: Vec<NotionId>,
}

impl Keepsake {
    pub(super) async fn export_markdown(
        &self,
        connection: ConnectionId,
        folder: &mut ExportFolder,
    ) -> Result<ExportSummary, AppError> {
        let mut export = Export {
            core: self,
            connection,
            folder,
            stored: FileFolder::new(self.home().files()),
            seen: HashSet::new(),
            top: Names::default(),
            summary: ExportSummary::default(),
        };
        export.top.reserve("files");
        // What lies in nothing that is chosen is at the top; a circle is entered at the first of it that was seen.
        for only_roots in [true, false] {
            let mut stream = pin!(self.store().export_objects(connection));
            while let Some(exported) = stream.try_next().await? {
                if !only_roots || export.is_root(&exported.object).await? {
                    export.tree(exported.object.id).await?;
                }
            }
        }
        Ok(export.summary)
    }
}

struct Export<'a> {
    core: &'a Keepsake,
    connection: ConnectionId,
    folder: &'a mut ExportFolder,
    stored: FileFolder,
    seen: HashSet<NotionId>,
    top: Names,
    summary: ExportSummary,
}

impl Export<'_> {
    async fn is_root(&self, object: &StoredObject) -> Result<bool, AppError> {
        let Some(container) = object.container else {
            return Ok(true);
        };
        let above = self.core.store().object(self.connection, container).await?;
        Ok(above.is_none_or(|above| !is_exported(&above)))
    }

    /// Writes an object and everything in it, unless it is written already.
    async fn tree(&mut self, root: NotionId) -> Result<(), AppError> {
        let names = std::mem::take(&mut self.top);
        let mut levels = vec![Level {
            folder: String::new(),
            names,
            waiting: vec![root],
        }];
        while let Some(level) = levels.last_mut() {
            let Some(id) = level.waiting.pop() else {
                let done = levels.pop();
                if let (Some(done), true) = (done, levels.is_empty()) {
                    self.top = done.names;
                }
                continue;
            };
            if !self.seen.insert(id) {
                continue;
            }
            let Some(object) = self.core.store().object(self.connection, id).await? else {
                continue;
            };
            if !is_exported(&object) {
                continue;
            }
            let name = level
                .names
                .take_free(&object.title, id, "md", &level.folder, self.folder);
            let inside = name.trim_end_matches(".md").to_owned();
            self.write(object, &name).await?;
            let mut children: Vec<NotionId> = self
                .core
                .store()
                .children(self.connection, Some(id))
                .await?
                .iter()
                .map(|child| child.id)
                .collect();
            children.reverse();
            if !children.is_empty() {
                let folder = if inside.len() > LONGEST_PATH {
                    format!("deeper/{}", id.to_hex())
                } else {
                    inside
                };
                levels.push(Level {
                    folder: format!("{folder}/"),
                    names: Names::default(),
                    waiting: children,
                });
            }
        }
        Ok(())
    }

    async fn write(&mut self, object: StoredObject, name: &str) -> Result<(), AppError> {
        let (id, kind) = (object.id, object.kind);
        let raw = self
            .core
            .store()
            .raw(self.connection, id)
            .await?
            .unwrap_or(Value::Null);
        let body = self.core.store().body(self.connection, id).await?;
        let markdown = body.map(|body| body.markdown).unwrap_or_default();
        let local = self.with_local_files(id, &markdown, name).await?;
        let exported = ExportedObject {
            object,
            raw,
            markdown: None,
        };
        let mut file = self.folder.begin(name)?;
        let text = format!("{}{local}", front_matter::of(&exported));
        file.write_all(text.as_bytes())
            .map_err(|error| unwritable(Path::new(name), &error))?;
        file.finish()?;
        self.summary.objects += 1;
        if kind == ObjectKind::DataSource {
            let table = format!("{}.csv", name.trim_end_matches(".md"));
            self.core
                .export_table(self.connection, id, &exported.raw, &table, self.folder)
                .await?;
        }
        Ok(())
    }

    /// The text with the addresses of stored files replaced by paths from where it lies.
    async fn with_local_files(
        &mut self,
        id: NotionId,
        markdown: &str,
        name: &str,
    ) -> Result<String, AppError> {
        let up = "../".repeat(name.matches('/').count());
        let mut paths = std::collections::HashMap::new();
        for file in self.core.store().files(self.connection, id).await? {
            if let Some(path) = stored_files::copy(&self.stored, self.folder, &file)? {
                self.summary.attachments += 1;
                paths.insert(file.identity, path);
            }
        }
        let mut addresses: Vec<String> = dialect::links(markdown)
            .files
            .into_iter()
            .map(|file| file.url)
            .collect();
        // The longest first, so that none is replaced inside of another.
        addresses.sort_by_key(|address| std::cmp::Reverse(address.len()));
        addresses.dedup();
        let mut local = markdown.to_owned();
        for address in addresses {
            if let Some(path) = paths.get(&hosted::identity(&address)) {
                local = local.replace(&address, &format!("{up}{}", path.replace(' ', "%20")));
            }
        }
        Ok(local)
    }
}

/// Whether an object belongs to what is remembered.
const fn is_exported(object: &StoredObject) -> bool {
    object.kept || (object.in_scope && !object.in_trash)
}
