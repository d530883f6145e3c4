//! The export for people: Markdown files in folders, as the pages lie in Notion.
//!
//! `Plan.md` is a page and `Plan/` what lies in it; a data source also gets a table. File addresses are replaced by paths
//! to `files/`. Pages are written as they stand here; those that were made here lie where they were put, or at the top where that
//! is not exported. The rule it protects: every chosen page and every one made here is written exactly once, also when pages hold
//! each other in a circle or lie deeper than a path can be.

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
use super::made_here::{MadeHere, NewPage};
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
        made_here: &MadeHere,
        folder: &mut ExportFolder,
    ) -> Result<ExportSummary, AppError> {
        let mut export = Export {
            core: self,
            connection,
            made_here,
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
        for page in made_here.pages() {
            export.tree(page.id()).await?;
        }
        Ok(export.summary)
    }
}

struct Export<'a> {
    core: &'a Keepsake,
    connection: ConnectionId,
    made_here: &'a MadeHere,
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
            let name = if let Some(page) = self.made_here.page(id) {
                let name = level
                    .names
                    .take_free(&page.title, id, "md", &level.folder, self.folder);
                self.write_new(page, &name)?;
                name
            } else {
                let Some((exported, changed_here)) = self.standing_here(id).await? else {
                    continue;
                };
                let title = &exported.object.title;
                let name = level
                    .names
                    .take_free(title, id, "md", &level.folder, self.folder);
                self.write(exported, &changed_here, &name).await?;
                name
            };
            let inside = name.trim_end_matches(".md").to_owned();
            let mut children: Vec<NotionId> = self
                .core
                .store()
                .children(self.connection, Some(id))
                .await?
                .iter()
                .map(|child| child.id)
                .collect();
            children.extend(self.made_here.inside(id).map(NewPage::id));
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

    /// An object that is exported, as it stands here, with what Notion has otherwise.
    async fn standing_here(
        &self,
        id: NotionId,
    ) -> Result<Option<(ExportedObject, Vec<String>)>, AppError> {
        let store = self.core.store();
        let object = store.object(self.connection, id).await?;
        let Some(object) = object.filter(is_exported) else {
            return Ok(None);
        };
        let raw = store.raw(self.connection, id).await?;
        let body = store.body(self.connection, id).await?;
        let mut exported = ExportedObject {
            object,
            raw: raw.unwrap_or(Value::Null),
            markdown: body.map(|body| body.markdown),
        };
        let over = self
            .core
            .put_own_edits_over(self.connection, &mut exported)
            .await?;
        Ok(Some((exported, over.names)))
    }

    /// Writes a page that Notion does not have.
    fn write_new(&mut self, page: &NewPage, name: &str) -> Result<(), AppError> {
        let markdown = page.creation.markdown.as_deref().unwrap_or_default();
        let text = format!("{}{markdown}", front_matter::of_new(page));
        self.write_text(name, &text)?;
        self.summary.objects += 1;
        Ok(())
    }

    fn write_text(&mut self, name: &str, text: &str) -> Result<(), AppError> {
        let mut file = self.folder.begin(name)?;
        file.write_all(text.as_bytes())
            .map_err(|error| unwritable(Path::new(name), &error))?;
        file.finish()
    }

    async fn write(
        &mut self,
        exported: ExportedObject,
        changed_here: &[String],
        name: &str,
    ) -> Result<(), AppError> {
        let id = exported.object.id;
        let markdown = exported.markdown.as_deref().unwrap_or_default();
        let local = self.with_local_files(id, markdown, name).await?;
        let text = format!("{}{local}", front_matter::of(&exported, changed_here));
        self.write_text(name, &text)?;
        self.summary.objects += 1;
        if exported.object.kind == ObjectKind::DataSource {
            let table = format!("{}.csv", name.trim_end_matches(".md"));
            self.core
                .export_table(
                    self.connection,
                    &exported,
                    self.made_here,
                    &table,
                    self.folder,
                )
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
