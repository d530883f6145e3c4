//! `keepsake pages --not-shared`: what imported pages link to and Notion does not show.

use keepsake_app::AppError;
use keepsake_app::dto::NotShared;
use keepsake_app::words::Value;
use serde_json::json;

use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::session::Session;

/// Pages that are named for each; `--json` has up to twenty.
const NAMED: usize = 3;

/// Lists them, the most linked first.
pub(crate) async fn run(session: &Session, output: &Output) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    let found = session.core.not_shared(&connection.id).await?;
    let listed: Vec<_> = found.iter().map(document).collect();
    output.answer(&json!({"not_shared": listed}), |_, output| {
        if found.is_empty() {
            return output.say("cli-nothing-unshared", &[]);
        }
        let lines: Vec<String> = found.iter().map(|one| line(one, output)).collect();
        format!(
            "{}\n{}",
            output.say(
                "cli-unshared",
                &[("count", Value::Count(found.len() as u64))]
            ),
            lines.join("\n")
        )
    });
    Ok(Exit::Ok)
}

fn document(one: &NotShared) -> serde_json::Value {
    let from: Vec<_> = one
        .from
        .iter()
        .map(|page| json!({"id": page.id, "title": page.title}))
        .collect();
    json!({
        "id": one.id,
        "title": one.title,
        "url": one.url,
        "refused": one.refused,
        "pages": one.pages,
        "linked_from": from,
    })
}

fn line(one: &NotShared, output: &Output) -> String {
    let titled = |title: &str| {
        if title.trim().is_empty() {
            output.say("untitled", &[])
        } else {
            shown(title).replace('\n', " ")
        }
    };
    let named: Vec<String> = one
        .from
        .iter()
        .take(NAMED)
        .map(|page| titled(&page.title))
        .collect();
    let from = output.say(
        "cli-linked-from",
        &[
            ("count", Value::Count(u64::from(one.pages))),
            ("titles", Value::Text(&named.join(", "))),
        ],
    );
    format!("{}  {}\n    {from}", titled(&one.title), one.url)
}
