//! `keepsake page`: making, moving, trashing and restoring pages.

use std::io::{self, IsTerminal};

use keepsake_app::words::Value;
use keepsake_app::{AppError, PageChange};

use super::text;
use crate::arguments::PageCommand;
use crate::documents::two_way;
use crate::exit::Exit;
use crate::output::Output;
use crate::session::Session;

/// Does what was typed.
pub(crate) async fn run(
    session: &Session,
    what: PageCommand,
    output: &Output,
) -> Result<Exit, AppError> {
    let (change, key) = match what {
        PageCommand::New { parent, title } => {
            let connection = session.connection().await?;
            // Somebody who types a command is not asked for a text.
            let markdown = if io::stdin().is_terminal() {
                None
            } else {
                Some(text::from_stdin()?)
            };
            let change = session
                .core
                .new_page(&connection.id, &parent, &title, markdown.as_deref())
                .await?;
            (change, "cli-page-made")
        }
        PageCommand::Trash { id } => (session.core.trash_page(&id).await?, "cli-page-trashed"),
        PageCommand::Restore { id } => (session.core.restore_page(&id).await?, "cli-page-restored"),
        PageCommand::Move { id, to } => (session.core.move_page(&id, &to).await?, "cli-page-moved"),
    };
    tell(&change, key, output);
    Ok(Exit::Ok)
}

fn tell(change: &PageChange, key: &str, output: &Output) {
    let key = if change.changed {
        key
    } else {
        "cli-page-unchanged"
    };
    let title = super::records::title(&change.title, output);
    let values = [
        ("title", Value::Text(&title)),
        ("id", Value::Text(&change.id)),
    ];
    output.answer(&two_way::page_change(change), |_, output| {
        output.say(key, &values)
    });
}
