//! `keepsake search`: finds pages in the memory.

use keepsake_app::AppError;
use keepsake_app::dto::{SearchFilter, SearchHit, SearchKind, SearchResults, moment};
use keepsake_app::words::Value;
use serde_json::json;
use time::macros::format_description;
use time::{Date, Duration, OffsetDateTime};

use crate::arguments::{EditedArgument, KindArgument, SearchArguments};
use crate::documents::Hit;
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::session::Session;

/// Searches one connection or all.
pub(crate) async fn run(
    session: &Session,
    wish: &SearchArguments,
    output: &Output,
) -> Result<Exit, AppError> {
    let text = wish.words.join(" ");
    let filter = filter(wish, session.core.now())?;
    let narrows = filter
        != SearchFilter {
            titles_only: filter.titles_only,
            ..SearchFilter::default()
        };
    if text.trim().is_empty() && !narrows {
        return Err(AppError::invalid("empty_search"));
    }
    let connection = session.one_or_all().await?;
    let id = connection.as_ref().map(|connection| connection.id.as_str());
    let found = session.core.find(id, &text, &filter, wish.limit).await?;
    let hits: Vec<_> = found.hits.iter().map(Hit::from).collect();
    let data = json!({"total": found.total, "still_coming": found.still_coming, "hits": hits});
    output.answer(&data, |_, output| listed(&found, &text, output));
    Ok(Exit::Ok)
}

/// What narrows the search down. Days are those of UTC.
fn filter(wish: &SearchArguments, now: OffsetDateTime) -> Result<SearchFilter, AppError> {
    let midnight = |date: Date| moment(date.midnight().assume_utc());
    let lately = wish.edited.map(|edited| match edited {
        EditedArgument::Today => midnight(now.date()),
        EditedArgument::Week => moment(now - Duration::days(7)),
        EditedArgument::Month => moment(now - Duration::days(30)),
    });
    let since = wish.since.as_deref().map(day).transpose()?.map(midnight);
    let until = wish.until.as_deref().map(day).transpose()?;
    Ok(SearchFilter {
        kind: wish.kind.map(|kind| match kind {
            KindArgument::Page => SearchKind::Page,
            KindArgument::Database => SearchKind::Database,
            KindArgument::Row => SearchKind::Row,
        }),
        within: wish.within.clone(),
        edited_from: lately.or(since),
        edited_before: until.and_then(Date::next_day).map(midnight),
        with_files: wish.with_files,
        titles_only: wish.titles,
    })
}

fn day(text: &str) -> Result<Date, AppError> {
    Date::parse(text, format_description!("[year]-[month]-[day]"))
        .map_err(|_| AppError::invalid("not_a_day").with("value", text))
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
            if text.trim().is_empty() {
                "cli-found-none-so-narrow"
            } else if found.still_coming > 0 {
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
