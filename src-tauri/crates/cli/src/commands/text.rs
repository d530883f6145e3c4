//! `keepsake text`: a page's Markdown through standard output and input.

use std::io::{self, IsTerminal, Read};

use keepsake_app::words::Value;
use keepsake_app::{AppError, PageText, TextUndone};

use super::history;
use crate::arguments::TextCommand;
use crate::documents::two_way;
use crate::exit::Exit;
use crate::output::{Output, shown};
use crate::session::Session;

/// A longer text is not taken from standard input.
const LONGEST: u64 = 32 * 1024 * 1024;

/// Does what was typed.
pub(crate) async fn run(
    session: &Session,
    what: TextCommand,
    output: &Output,
) -> Result<Exit, AppError> {
    match what {
        TextCommand::Get { id } => {
            let text = session.core.text(&id).await?;
            say_what_is_missing(&text, output);
            if text.unsent {
                output.note(&output.say("cli-text-unsent", &[]));
            }
            answer(&text, output);
        }
        TextCommand::Put { id } => {
            let markdown = from_stdin()?;
            let (text, changed) = session.core.put_text(&id, &markdown).await?;
            say_what_is_missing(&text, output);
            let key = if !changed {
                "cli-text-unchanged"
            } else if !text.unsent {
                "cli-text-as-in-notion"
            } else {
                "cli-text-put"
            };
            tell(&text, key, output);
        }
        TextCommand::Undo { id, yes } => {
            let text = match session.core.undo_text(&id, false).await? {
                TextUndone::Done(text) => text,
                TextUndone::Overtaken(overtaken) => {
                    history::may_write_over(&overtaken, yes, output)?;
                    match session.core.undo_text(&id, true).await? {
                        TextUndone::Done(text) => text,
                        // Asked for as meant, nothing stands in the way.
                        TextUndone::Overtaken(overtaken) => {
                            return Err(history::refusal(&overtaken, output));
                        }
                    }
                }
            };
            let key = if text.unsent {
                "cli-text-undone"
            } else {
                "cli-text-undone-in-step"
            };
            tell(&text, key, output);
        }
    }
    Ok(Exit::Ok)
}

/// The text itself: as it is into a file, harmless into a terminal.
fn answer(text: &PageText, output: &Output) {
    let is_terminal = io::stdout().is_terminal();
    output.answer(&two_way::text(text), |_, _| {
        if is_terminal {
            shown(&text.markdown)
        } else {
            text.markdown.clone()
        }
    });
}

fn tell(text: &PageText, key: &str, output: &Output) {
    let title = super::records::title(&text.title, output);
    output.answer(&two_way::text(text), |_, output| {
        output.say(key, &[("title", Value::Text(&title))])
    });
}

fn say_what_is_missing(text: &PageText, output: &Output) {
    if text.truncated {
        output.note(&output.say("cli-text-truncated", &[]));
    } else if text.lossy {
        output.note(&output.say("cli-text-lossy", &[]));
    }
    if text.conflict {
        output.note(&output.say("cli-text-conflict", &[("id", Value::Text(&text.id))]));
    }
}

/// Markdown from standard input, up to its end.
pub(crate) fn from_stdin() -> Result<String, AppError> {
    let mut bytes = Vec::new();
    let mut stdin = io::stdin().lock().take(LONGEST + 1);
    let unreadable = |detail: &str| AppError::invalid("stdin").with("detail", detail);
    stdin
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(&error.to_string()))?;
    if bytes.len() as u64 > LONGEST {
        return Err(unreadable("it is longer than 32 MB"));
    }
    String::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8"))
}
