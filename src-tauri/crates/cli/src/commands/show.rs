//! `keepsake show`: one page of the memory.

use std::io::IsTerminal;

use keepsake_app::dto::{PageRef, Reach, ReaderPage};
use keepsake_app::words::Value as Word;
use keepsake_app::{AppError, RememberedPage};
use serde_json::{Map, Value, json};

use crate::arguments::ShowFormat;
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::session::Session;

/// Prints a page as Markdown or as JSON.
pub(crate) async fn run(
    session: &Session,
    id: &str,
    format: ShowFormat,
    output: &Output,
) -> Result<Exit, AppError> {
    let page = session.core.page(id).await?;
    let whole = session.core.remembered_page(id).await?;
    if page.reach == Reach::Unreachable {
        let time = page.remembered_time.as_deref().unwrap_or_default();
        output.note(&output.say("note-unreachable", &[("time", Word::Text(time))]));
    }
    for note in &page.notes {
        output.note(note);
    }
    let text = format!(
        "# {}\n\n{}",
        page.title,
        whole.markdown.as_deref().unwrap_or_default()
    );
    let data = document(&page, whole);
    if format == ShowFormat::Json && !output.is_json() {
        output.raw(&serde_json::to_string_pretty(&data).map_err(AppError::internal)?);
        return Ok(Exit::Ok);
    }
    // A file gets what Notion wrote, a terminal what cannot harm it.
    let is_terminal = std::io::stdout().is_terminal();
    output.answer(&data, |_, _| if is_terminal { shown(&text) } else { text });
    Ok(Exit::Ok)
}

/// Everything that is known of the page.
fn document(page: &ReaderPage, whole: RememberedPage) -> Value {
    let properties: Map<String, Value> = page
        .properties
        .iter()
        .map(|property| (property.name.clone(), property.text.clone().into()))
        .collect();
    let comments = page.comments.iter().map(
        |comment| json!({"author": comment.author, "time": comment.time, "text": comment.text}),
    );
    let files = page
        .files
        .iter()
        .map(|file| json!({"name": file.name, "status": file.status, "size": file.size, "type": file.mime, "reason": file.reason}));
    json!({
        "id": page.id,
        "kind": whole.kind.as_str(),
        "title": page.title,
        "path": references(&page.path),
        "url": page.url,
        "edited": page.edited_time,
        "remembered": page.remembered_time,
        "markdown": whole.markdown,
        "properties": properties,
        "comments": comments.collect::<Vec<_>>(),
        "backlinks": references(&page.backlinks),
        "files": files.collect::<Vec<_>>(),
        "shared": page.reach != Reach::Unreachable,
        "notes": page.notes,
        "raw": whole.raw,
    })
}

fn references(pages: &[PageRef]) -> Vec<Value> {
    pages
        .iter()
        .map(|page| json!({"id": page.id, "title": page.title}))
        .collect()
}
