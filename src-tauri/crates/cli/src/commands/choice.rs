//! What becomes of what is stored and leaves the choice that an import is started with.
//!
//! The rule it protects: nothing is removed that nobody asked to remove; what Notion does not have yet is named before.

use keepsake_app::AppError;
use keepsake_app::dto::{ChoiceEffect, Connection, ImportOptions, LeavingFate, Selection};
use keepsake_app::words::Value;

use crate::arguments::ImportArguments;
use crate::output::{Output, shown};
use crate::prompts;
use crate::session::Session;

/// Pages with unsent changes that are named in the terminal.
const NAMED: usize = 10;

/// Changes the choice and starts the import of it; answers with the run.
pub(super) async fn changed(
    session: &Session,
    connection: &Connection,
    selection: Selection,
    options: ImportOptions,
    wish: &ImportArguments,
    output: &Output,
) -> Result<String, AppError> {
    let effect = session
        .core
        .choice_effect(&connection.id, selection.clone())
        .await?;
    if effect.leaving_pages + effect.leaving_databases > 0 {
        let fate = fate(&effect, wish, output)?;
        let changed = session
            .core
            .change_choice(&connection.id, selection.clone(), fate, options)
            .await?;
        output.note(&output.say(
            match fate {
                LeavingFate::Keep => "cli-left-kept",
                LeavingFate::Remove => "cli-left-removed",
            },
            &counts(changed.left_pages, changed.left_databases),
        ));
        if let Some(run) = changed.run {
            return Ok(run);
        }
    }
    session
        .core
        .start_import(&connection.id, selection, options)
        .await
}

fn fate(
    effect: &ChoiceEffect,
    wish: &ImportArguments,
    output: &Output,
) -> Result<LeavingFate, AppError> {
    for page in effect.unsent.iter().take(NAMED) {
        let title = if page.title.is_empty() {
            output.say("untitled", &[])
        } else {
            shown(&page.title)
        };
        output.note(&output.say("cli-leaves-unsent", &[("title", Value::Text(&title))]));
    }
    if let Some(more) = effect
        .unsent
        .len()
        .checked_sub(NAMED)
        .filter(|more| *more > 0)
    {
        output.note(&output.say("cli-more-items", &[("count", Value::Count(more as u64))]));
    }
    Ok(match (wish.keep_stored, wish.remove_stored) {
        (true, _) => LeavingFate::Keep,
        (_, true) => LeavingFate::Remove,
        _ if wish.yes || !prompts::is_somebody_there() => LeavingFate::Keep,
        _ => {
            let counts = counts(effect.leaving_pages, effect.leaving_databases);
            let question = output.say("cli-leaving-question", &counts);
            if prompts::confirm(&question, false, output.words()).map_err(AppError::internal)? {
                LeavingFate::Remove
            } else {
                LeavingFate::Keep
            }
        }
    })
}

fn counts(pages: u32, databases: u32) -> [(&'static str, Value<'static>); 2] {
    [
        ("pages", Value::Count(u64::from(pages))),
        ("databases", Value::Count(u64::from(databases))),
    ]
}
