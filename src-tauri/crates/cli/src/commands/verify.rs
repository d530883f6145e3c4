//! `keepsake verify`: compares what is stored with Notion.

use keepsake_app::words::Value;
use keepsake_app::{AppError, VerifiedPage};

use crate::documents::Verified;
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::session::Session;
use crate::watching::View;

/// Compares and names every page that differs.
pub(crate) async fn run(
    session: &Session,
    sample: Option<u32>,
    output: &Output,
) -> Result<Exit, AppError> {
    let connection = session.connection().await?;
    let view = View::new(output);
    let found = session
        .core
        .verify(&connection.id, sample, &|progress| view.show(&progress))
        .await?;
    drop(view);
    let verified = Verified::from(found);
    output.answer(&verified, described);
    Ok(if verified.checked == verified.equal {
        Exit::Ok
    } else {
        Exit::Partial
    })
}

fn described(verified: &Verified, output: &Output) -> String {
    let values = [
        ("checked", Value::Count(verified.checked)),
        ("equal", Value::Count(verified.equal)),
        ("requests", Value::Count(verified.requests)),
    ];
    let mut lines = vec![output.say("cli-verified", &values)];
    for (key, pages) in [
        ("cli-different", &verified.different),
        ("cli-unreadable", &verified.unreadable),
    ] {
        lines.extend(pages.iter().map(|page| line(output, key, page)));
    }
    lines.join("\n")
}

fn line(output: &Output, key: &str, page: &VerifiedPage) -> String {
    let title = shown(&page.title);
    let values = [
        ("title", Value::Text(&title)),
        ("id", Value::Text(&page.id)),
        ("what", Value::Text(&output.word("difference", &page.what))),
    ];
    format!("  {}", output.say(key, &values))
}
