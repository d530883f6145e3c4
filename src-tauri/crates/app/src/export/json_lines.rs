//! The export for programs: everything that is remembered, one JSON object a line.
//!
//! `objects.jsonl`, `blocks.jsonl` (where blocks were read), `comments.jsonl`, `users.jsonl`, `files.jsonl` and `files/`.
//! The rule it protects: what Notion sent is in `raw`, complete and unchanged; everything else is derived from it and from what
//! was changed here.

use std::io::Write;
use std::path::Path;
use std::pin::pin;

use futures::TryStreamExt;
use keepsake_memory::{
    ConnectionId, ExportedBlock, ExportedComment, ExportedObject, FileRecord, StoredParent,
};
use keepsake_sync::FileFolder;
use keepsake_text::NotionId;
use serde_json::{Value, json};

use super::changed_here::ChangedHere;
use super::folder::{ExportFile, ExportFolder, unwritable};
use super::{ExportSummary, stored_files};
use crate::dto;
use crate::error::AppError;
use crate::keepsake::Keepsake;

impl Keepsake {
    pub(super) async fn export_json_lines(
        &self,
        connection: ConnectionId,
        folder: &mut ExportFolder,
    ) -> Result<ExportSummary, AppError> {
        let mut summary = ExportSummary::default();
        let mut objects = Lines::begin(folder, "objects.jsonl")?;
        let mut stream = pin!(self.store().export_objects(connection));
        while let Some(mut exported) = stream.try_next().await? {
            let changed = self.put_own_edits_over(connection, &mut exported).await?;
            objects.write(&object_line(exported, changed))?;
        }
        summary.objects = objects.finish()?;
        summary.blocks = self.export_blocks(connection, folder).await?;
        let mut comments = Lines::begin(folder, "comments.jsonl")?;
        let mut stream = pin!(self.store().export_comments(connection));
        while let Some(exported) = stream.try_next().await? {
            comments.write(&comment_line(exported))?;
        }
        summary.comments = comments.finish()?;
        let mut users = Lines::begin(folder, "users.jsonl")?;
        for user in self.store().users(connection).await? {
            let raw: Value = serde_json::from_str(&user.raw).unwrap_or(Value::String(user.raw));
            users
                .write(&json!({"id": user.id, "kind": user.kind, "name": user.name, "raw": raw}))?;
        }
        summary.users = users.finish()?;
        let mut files = Lines::begin(folder, "files.jsonl")?;
        let stored = FileFolder::new(self.home().files());
        let mut stream = pin!(self.store().export_files(connection));
        while let Some(file) = stream.try_next().await? {
            let path = stored_files::copy(&stored, folder, &file)?;
            summary.attachments += u64::from(path.is_some());
            files.write(&file_line(&file, path))?;
        }
        files.finish()?;
        Ok(summary)
    }

    /// Writes blocks, if any were read: without them there is no file that could be taken for their absence.
    async fn export_blocks(
        &self,
        connection: ConnectionId,
        folder: &mut ExportFolder,
    ) -> Result<u64, AppError> {
        let mut blocks = LinesIfAny::called("blocks.jsonl");
        let mut stream = pin!(self.store().export_blocks(connection));
        while let Some(exported) = stream.try_next().await? {
            blocks.write(folder, &block_line(exported))?;
        }
        blocks.finish()
    }
}

/// A file of lines.
struct Lines {
    file: ExportFile,
    name: &'static str,
    count: u64,
}

impl Lines {
    fn begin(folder: &mut ExportFolder, name: &'static str) -> Result<Self, AppError> {
        Ok(Self {
            file: folder.begin(name)?,
            name,
            count: 0,
        })
    }

    fn write(&mut self, line: &Value) -> Result<(), AppError> {
        let written = serde_json::to_writer(&mut self.file, line)
            .map_err(std::io::Error::from)
            .and_then(|()| self.file.write_all(b"\n"));
        written.map_err(|error| unwritable(Path::new(self.name), &error))?;
        self.count += 1;
        Ok(())
    }

    fn finish(self) -> Result<u64, AppError> {
        self.file.finish()?;
        Ok(self.count)
    }
}

/// A file of lines that is there only where there is a line.
pub(super) struct LinesIfAny {
    name: &'static str,
    begun: Option<Lines>,
}

impl LinesIfAny {
    pub(super) const fn called(name: &'static str) -> Self {
        Self { name, begun: None }
    }

    pub(super) fn write(
        &mut self,
        folder: &mut ExportFolder,
        line: &Value,
    ) -> Result<(), AppError> {
        let lines = match &mut self.begun {
            Some(lines) => lines,
            None => self.begun.insert(Lines::begin(folder, self.name)?),
        };
        lines.write(line)
    }

    pub(super) fn finish(self) -> Result<u64, AppError> {
        self.begun.map_or(Ok(0), Lines::finish)
    }
}

fn object_line(exported: ExportedObject, changed: ChangedHere) -> Value {
    let ExportedObject {
        object,
        raw,
        markdown,
    } = exported;
    let properties = raw.get("properties").cloned().unwrap_or_else(|| json!({}));
    json!({
        "id": object.id,
        "kind": object.kind.as_str(),
        "title": object.title,
        "parent": parent(&object.parent, object.container),
        "properties": properties,
        "markdown": markdown,
        "changed_here": changed.names,
        "raw": changed.sent.unwrap_or(raw),
    })
}

/// Where an object lies: what Notion says, and the page, database or data source around it.
pub(super) fn parent(parent: &StoredParent, container: Option<NotionId>) -> Value {
    let (kind, id) = match parent {
        StoredParent::Workspace => ("workspace", None),
        StoredParent::Page(id) => ("page", Some(*id)),
        StoredParent::Block(id) => ("block", Some(*id)),
        StoredParent::Database(id) => ("database", Some(*id)),
        StoredParent::DataSource(id) => ("data_source", Some(*id)),
        StoredParent::Unknown => ("unknown", None),
    };
    json!({"kind": kind, "id": id, "container": container})
}

fn block_line(block: ExportedBlock) -> Value {
    json!({
        "id": block.id,
        "page": block.page,
        "parent": block.parent,
        "ordinal": block.ordinal,
        "kind": block.kind,
        "raw": block.raw,
    })
}

fn comment_line(exported: ExportedComment) -> Value {
    let ExportedComment { comment, page, raw } = exported;
    json!({
        "id": comment.id,
        "page": page,
        "on": comment.on,
        "discussion": comment.discussion,
        "author": comment.author,
        "author_name": comment.author_name,
        "created_time": comment.created_time.map(dto::moment),
        "text": comment.text,
        "open": comment.listed,
        "raw": raw,
    })
}

fn file_line(file: &FileRecord, path: Option<String>) -> Value {
    let shown = dto::ReaderFile::from(file.clone());
    json!({
        "object": file.object,
        "place": file.place,
        "name": file.name,
        "status": shown.status,
        "size": shown.size,
        "path": path,
        "identity": file.identity,
        "url": file.url,
        "reason": file.reason,
        "request_id": file.request_id,
    })
}
