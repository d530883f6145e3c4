//! `keepsake search`: finds pages in the memory.

use keepsake_app::AppError;
use keepsake_app::dto::{SearchHit, SearchResults};
use keepsake_app::words::Value;
use serde_json::json;

use crate::documents::Hit;
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::session::Session;

/// Searches one connection or all.
pub(crate) async fn run(
    session: &Session,
    text: &str,
    limit: u32,
    output: &Output,
) -> Result<Exit, AppError> {
    if text.trim().is_empty() {
        return Err(AppError::invalid("empty_search"));
    }
    let connection = session.one_or_all().await?;
    let id = connection.as_ref().map(|connection| connection.id.as_str());
    let found = session.core.search(id, text, limit).await?;
    let hits: Vec<_> = found.hits.iter().map(Hit::from).collect();
    let data = json!({"total": found.total, "still_coming": found.still_coming, "hits": hits});
    output.answer(&data, |_, output| listed(&found, text, output));
    Ok(Exit::Ok)
}

fn listed(found: &SearchResults, text: &str, output: &Output) -> String {
    let coming = Value::Count(u64::from(found.still_coming));
    let values = [
        ("words", Value::Text(text)),
        ("count", Value::Count(u64::from(found.total))),
        ("coming", coming),
    ];
    if found.hits.is_empty() {
        return output.say(
            if found.still_coming > 0 {
                "cli-found-none-yet"
            } else {
                "cli-found-none"
            },
            &values,
        );
    }
    let mut lines: Vec<String> = found.hits.iter().map(|hit| drawn(hit, output)).collect();
    lines.push(output.say("count-pages", &values));
    if found.still_coming > 0 {
        lines.push(output.say("cli-still-coming", &values));
    }
    lines.join("\n")
}

fn drawn(hit: &SearchHit, output: &Output) -> String {
    let title = if hit.title.is_empty() {
        output.say("untitled", &[])
    } else {
        shown(&hit.title).replace('\n', " ")
    };
    let path = hit
        .path
        .iter()
        .map(|title| shown(title))
        .collect::<Vec<_>>()
        .join(" › ");
    let snippet: String = hit
        .snippet
        .iter()
        .map(|part| {
            if part.marked {
                output.marked(&shown(&part.text))
            } else {
                shown(&part.text)
            }
        })
        .collect();
    let mut text = format!("{title}  {}\n", hit.id);
    for line in [path, snippet.replace('\n', " ")] {
        if !line.trim().is_empty() {
            text.push_str(&format!("    {}\n", line.trim()));
        }
    }
    text
}
