//! `keepsake versions`, `keepsake diff` and `keepsake show --at`: a page as it was.
//!
//! The rule it protects: where nothing that old is remembered, that is said before anything is shown.

use std::io::IsTerminal;

use keepsake_app::dto::{
    DifferencePart, DifferencePartKind, PageVersion, PageVersions, VersionDifference, WordCounts,
};
use keepsake_app::words::Value;
use keepsake_app::{AppError, ErrorCode};
use serde_json::json;

use crate::arguments::ShowFormat;
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::session::Session;

/// Lines of a text that is the same, shown before and after a change.
const AROUND: usize = 2;

/// Prints the versions, newest first.
pub(crate) async fn list(session: &Session, id: &str, output: &Output) -> Result<Exit, AppError> {
    let found = session.core.versions(id).await?;
    let data = json!({
        "id": id,
        "title": found.title,
        "oldest": found.oldest_time,
        "versions": found.versions.iter().map(document).collect::<Vec<_>>(),
    });
    output.answer(&data, |_, output| listed(&found, output));
    Ok(Exit::Ok)
}

fn listed(found: &PageVersions, output: &Output) -> String {
    if found.versions.is_empty() {
        return output.say("cli-no-versions", &[]);
    }
    let mut lines: Vec<String> = found
        .versions
        .iter()
        .map(|version| {
            let changed = version.changed.map_or_else(
                || output.say("version-first", &[]),
                |counts| counted(counts, output),
            );
            let editor = version.editor.as_deref().map(shown).unwrap_or_default();
            format!(
                "{:>5}  {}  {changed}  {editor}",
                version.id, version.edited_time
            )
            .trim_end()
            .to_owned()
        })
        .collect();
    if let Some(oldest) = &found.oldest_time {
        lines.push(output.say("cli-versions-oldest", &[("time", Value::Text(oldest))]));
    }
    lines.join("\n")
}

fn counted(counts: WordCounts, output: &Output) -> String {
    let values = [
        ("added", Value::Count(u64::from(counts.added))),
        ("removed", Value::Count(u64::from(counts.removed))),
    ];
    output.say("version-changed", &values)
}

/// Prints a page as it was.
pub(crate) async fn show(
    session: &Session,
    id: &str,
    at: &str,
    format: ShowFormat,
    output: &Output,
) -> Result<Exit, AppError> {
    let page = session.core.page(id).await?;
    let found = session.core.version(id, at).await?;
    let since = [("time", Value::Text(&found.version.edited_time))];
    let key = if found.before_memory {
        "cli-version-before-memory"
    } else {
        "cli-version-since"
    };
    output.note(&output.say(key, &since));
    let data = json!({
        "id": page.id,
        "title": page.title,
        "version": document(&found.version),
        "before_memory": found.before_memory,
        "newest": found.is_newest,
        "markdown": found.markdown,
    });
    if format == ShowFormat::Json && !output.is_json() {
        output.raw(&serde_json::to_string_pretty(&data).map_err(AppError::internal)?);
        return Ok(Exit::Ok);
    }
    let text = format!("# {}\n\n{}", page.title, found.markdown);
    let is_terminal = std::io::stdout().is_terminal();
    output.answer(&data, |_, _| if is_terminal { shown(&text) } else { text });
    Ok(Exit::Ok)
}

/// Prints what changed.
pub(crate) async fn difference(
    session: &Session,
    id: &str,
    from: Option<&str>,
    to: Option<&str>,
    output: &Output,
) -> Result<Exit, AppError> {
    let versions = session.core.versions(id).await?.versions;
    let newest = versions.first().map(|version| version.id.as_str());
    let to = to.or(newest).ok_or_else(|| {
        AppError::new(ErrorCode::NotFound)
            .with("what", "version")
            .with("id", id)
    })?;
    let found = session.core.version_difference(id, from, to).await?;
    let parts = found.parts.iter().map(|part| {
        let kind = match part.kind {
            DifferencePartKind::Same => "same",
            DifferencePartKind::Removed => "removed",
            DifferencePartKind::Added => "added",
        };
        json!({"kind": kind, "text": part.text})
    });
    let data = json!({
        "id": id,
        "from": found.from.as_ref().map(document),
        "to": document(&found.to),
        "added": found.counts.added,
        "removed": found.counts.removed,
        "parts": parts.collect::<Vec<_>>(),
    });
    output.answer(&data, |_, output| drawn(&found, output));
    Ok(Exit::Ok)
}

fn drawn(found: &VersionDifference, output: &Output) -> String {
    let from = found.from.as_ref();
    let values = [
        (
            "from",
            Value::Text(from.map_or("", |version| version.edited_time.as_str())),
        ),
        ("to", Value::Text(&found.to.edited_time)),
    ];
    let key = match from {
        Some(_) => "cli-diff-between",
        None => "cli-diff-first",
    };
    let head = output.say(key, &values);
    if !found.parts.iter().any(is_change) {
        return format!("{head}\n{}", output.say("cli-diff-none", &[]));
    }
    format!(
        "{head}\n{}\n\n{}",
        counted(found.counts, output),
        marked(&found.parts, output)
    )
}

fn is_change(part: &DifferencePart) -> bool {
    part.kind != DifferencePartKind::Same
}

/// Both texts in one; what is far from any change is left out.
fn marked(parts: &[DifferencePart], output: &Output) -> String {
    let last = parts.len().saturating_sub(1);
    let pieces = parts.iter().enumerate().map(|(index, part)| {
        let text = shown(&part.text);
        match part.kind {
            DifferencePartKind::Removed => output.marked(&format!("[-{text}-]")),
            DifferencePartKind::Added => output.marked(&format!("{{+{text}+}}")),
            DifferencePartKind::Same => near(&text, index > 0, index < last),
        }
    });
    pieces.collect()
}

/// The lines of a text that are near to a change before it or behind it.
fn near(text: &str, before: bool, behind: bool) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let head = if before { AROUND + 1 } else { 0 };
    let tail = if behind { AROUND + 1 } else { 0 };
    if lines.len() <= head + tail + 1 {
        return text.to_owned();
    }
    let end = lines.len() - tail;
    let (Some(first), Some(rest)) = (lines.get(..head), lines.get(end..)) else {
        return text.to_owned();
    };
    format!("{}…\n{}", first.concat(), rest.concat())
}

fn document(version: &PageVersion) -> serde_json::Value {
    let changed = version.changed;
    json!({
        "version": version.id,
        "edited": version.edited_time,
        "remembered": version.remembered_time,
        "editor": version.editor,
        "size": version.size,
        "added": changed.map(|counts| counts.added),
        "removed": changed.map(|counts| counts.removed),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_far_from_a_change_is_left_out() {
        let text = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        assert_eq!(near(text, true, true), "1\n2\n3\n…\n7\n8\n9\n");
        assert_eq!(near(text, false, true), "…\n7\n8\n9\n");
        assert_eq!(near(text, true, false), "1\n2\n3\n…\n");
        assert_eq!(near("1\n2\n", true, true), "1\n2\n");
    }
}
