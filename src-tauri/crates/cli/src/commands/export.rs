//! `keepsake export`: the memory as files.

use std::path::Path;

use keepsake_app::words::Value;
use keepsake_app::{AppError, ExportFormat};
use serde_json::json;

use crate::arguments;
use crate::exit::Exit;
use crate::output::Output;
use crate::session::Session;

/// Writes the files and says how many.
pub(crate) async fn run(
    session: &Session,
    format: arguments::ExportFormat,
    out: &Path,
    output: &Output,
) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    let (format, word) = match format {
        arguments::ExportFormat::Markdown => (ExportFormat::Markdown, "markdown"),
        arguments::ExportFormat::Jsonl => (ExportFormat::JsonLines, "jsonl"),
        arguments::ExportFormat::Csv => (ExportFormat::Csv, "csv"),
    };
    let summary = session.core.export(&connection.id, format, out).await?;
    let data = json!({
        "format": word,
        "out": out,
        "objects": summary.objects,
        "blocks": summary.blocks,
        "comments": summary.comments,
        "users": summary.users,
        "attachments": summary.attachments,
        "own_edits": summary.own_edits,
        "new_pages": summary.new_pages,
        "files": summary.files,
    });
    output.answer(&data, |_, output| {
        let place = out.display().to_string();
        let key = if format == ExportFormat::Csv {
            "cli-exported-rows"
        } else {
            "cli-exported"
        };
        let values = [
            ("objects", Value::Count(summary.objects)),
            ("files", Value::Count(summary.files)),
            ("place", Value::Text(&place)),
        ];
        let mut said = vec![output.say(key, &values)];
        if summary.own_edits > 0 {
            let count = [("edits", Value::Count(summary.own_edits))];
            said.push(output.say("cli-exported-edits", &count));
        }
        if summary.new_pages > 0 {
            let count = [("pages", Value::Count(summary.new_pages))];
            said.push(output.say("cli-exported-made", &count));
        }
        said.join("\n")
    });
    Ok(Exit::Ok)
}
