//! `keepsake import`: brings what is selected into the memory.

use keepsake_app::dto::{
    CommentsChoice, Connection, FilesChoice, ImportOptions, Mark, RunResult, RunState, Selection,
};
use keepsake_app::words::Value;
use keepsake_app::{AppError, ErrorCode, marked};

use super::choice;
use crate::arguments::{CommentsArgument, FilesArgument, ImportArguments};
use crate::documents::Run;
use crate::exit::Exit;
use crate::output::Output;
use crate::session::Session;
use crate::watching::View;
use crate::{prompts, sums};

/// Imports after asking, and prints the ledger.
pub(crate) async fn run(
    session: &Session,
    wish: &ImportArguments,
    output: &Output,
) -> Result<Exit, AppError> {
    if !wish.yes && !prompts::is_somebody_there() {
        return Err(AppError::invalid("needs_yes"));
    }
    let connection = session.connection().await?;
    let mut selection = if wish.all {
        Selection {
            everything: true,
            ..Selection::default()
        }
    } else if wish.select.is_empty() {
        session.core.selection(&connection.id).await?
    } else {
        let marks = wish
            .select
            .iter()
            .map(|id| Mark {
                id: id.clone(),
                included: true,
            })
            .collect();
        Selection {
            marks,
            ..Selection::default()
        }
    };
    if wish.linked_rows || wish.no_linked_rows {
        selection.linked_rows = wish.linked_rows;
    }
    let selection = marked(selection, &wish.also, &wish.except)?;
    let last = session.core.import_options(&connection.id).await?;
    let options = options(wish, last);
    if !wish.yes && !is_wanted(session, &connection, &selection, options, output).await? {
        return Err(AppError::new(ErrorCode::Cancelled));
    }
    let started = choice::changed(session, &connection, selection, options, wish, output).await?;
    tell(follow(session, &started, output).await?, output)
}

/// Waits for a run and shows how far it is.
pub(crate) async fn follow(
    session: &Session,
    run: &str,
    output: &Output,
) -> Result<RunResult, AppError> {
    if let Some(owner) = session.core.other_owner() {
        output.note(&output.say("cli-other-owner", &[("owner", Value::Text(&owner))]));
    }
    let view = View::new(output);
    session
        .core
        .watch_run(run, |progress| view.show(&progress))
        .await
}

/// Prints the ledger of a run that is over.
pub(crate) fn tell(result: RunResult, output: &Output) -> Result<Exit, AppError> {
    if result.state == RunState::NeedsSignIn {
        return Err(AppError::needs_sign_in(
            result.cut_short,
            result.refused_request,
        ));
    }
    let run = Run::ended(result);
    output.answer(&run, |run, output| sums::run(output.words(), run));
    Ok(if run.is_partial() {
        Exit::Partial
    } else {
        Exit::Ok
    })
}

async fn is_wanted(
    session: &Session,
    connection: &Connection,
    selection: &Selection,
    options: ImportOptions,
    output: &Output,
) -> Result<bool, AppError> {
    if !session.core.has_catalog(&connection.id).await? {
        let view = View::new(output);
        session
            .core
            .refresh_catalog_with(&connection.id, &|progress| view.show(&progress))
            .await?;
    }
    let estimate = session
        .core
        .estimate(&connection.id, selection.clone(), options)
        .await?;
    let time = sums::duration(output.words(), estimate.seconds);
    let megabytes = format!("{:.0}", (estimate.bytes / 1_000_000.0).ceil());
    let question = output.say(
        "cli-import-question",
        &[
            ("pages", Value::Count(u64::from(estimate.pages))),
            ("databases", Value::Count(u64::from(estimate.databases))),
            ("rows", Value::Count(u64::from(estimate.rows))),
            ("time", Value::Text(&time)),
            ("megabytes", Value::Text(&megabytes)),
        ],
    );
    prompts::confirm(&question, true, output.words()).map_err(AppError::internal)
}

/// What comes besides pages: as it is wished, else as at the last import.
fn options(wish: &ImportArguments, last: ImportOptions) -> ImportOptions {
    ImportOptions {
        comments: wish.comments.map_or(last.comments, |wished| match wished {
            CommentsArgument::None => CommentsChoice::None,
            CommentsArgument::Pages => CommentsChoice::Pages,
            CommentsArgument::Blocks => CommentsChoice::Blocks,
        }),
        files: wish.files.map_or(last.files, |wished| match wished {
            FilesArgument::All => FilesChoice::All,
            FilesArgument::None => FilesChoice::None,
        }),
        max_file_megabytes: wish.max_file_mb.unwrap_or(last.max_file_megabytes),
    }
}
