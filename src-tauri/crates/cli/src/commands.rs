//! One module per command: arguments in, one use case, an answer out.

mod alerts;
mod backup;
mod broker;
mod choice;
mod completions;
mod conflicts;
mod connect;
mod connections;
mod disconnect;
mod doctor;
mod export;
mod forget;
mod forgotten;
mod history;
mod import;
mod manual;
mod not_shared;
mod page;
mod pages;
mod profile;
mod purge;
mod records;
mod restore;
mod rows;
mod runs;
mod search;
mod show;
mod simulator;
mod status;
mod sync;
mod text;
mod verify;
mod versions;
mod watch;
mod webhooks;

use keepsake_app::AppError;

use crate::arguments::{Arguments, Command, Common};
use crate::exit::Exit;
use crate::interrupts::stoppable;
use crate::output::Output;
use crate::session::Session;

/// Runs what was typed.
pub(crate) async fn run(arguments: Arguments, output: &Output) -> Result<Exit, AppError> {
    let common = arguments.common;
    match arguments.command {
        Command::Completions { shell } => Ok(completions::run(shell, output)),
        Command::Manual { folder } => manual::run(folder.as_deref(), output),
        Command::Simulator {
            workspace,
            port,
            limit,
            seed,
        } => {
            simulator::run(
                &simulator::Wish {
                    workspace,
                    port,
                    limit,
                    seed,
                },
                output,
            )
            .await
        }
        Command::Broker(wish) => broker::run(&wish, output).await,
        Command::Backup(what) => backup::run(&common, what, output).await,
        Command::Doctor => doctor::run(common.sample, output).await,
        Command::Purge {
            forgotten: false,
            leaving,
        } => purge::run(&common, purge::Asked::AtOnce, leaving, output).await,
        Command::Disconnect(wish) if wish.delete_everything => {
            purge::run(&common, purge::Asked::OfOne, wish.leaving, output).await
        }
        command => with_session(&common, command, output).await,
    }
}

/// Runs a command that works with the data folder, and leaves the folder tidy however it ends.
async fn with_session(
    common: &Common,
    command: Command,
    output: &Output,
) -> Result<Exit, AppError> {
    let session = Session::open(common).await?;
    let outcome = stoppable(&session.core, output, dispatch(&session, command, output)).await;
    // The answer is given. What cannot be folded into the store now, because its disk is full or may not be written, is
    // read at the next opening.
    let _ = session.core.close().await;
    outcome
}

async fn dispatch(session: &Session, command: Command, output: &Output) -> Result<Exit, AppError> {
    match command {
        Command::Connect(way) => connect::run(session, &way, output).await,
        Command::Connections => connections::run(session, output).await,
        Command::Disconnect(wish) => disconnect::run(session, &wish, output).await,
        Command::Restore { id } => restore::run(session, &id, output).await,
        Command::Pages {
            not_shared: true, ..
        } => not_shared::run(session, output).await,
        Command::Pages { refresh, .. } => pages::run(session, refresh, output).await,
        Command::Import(wish) => import::run(session, &wish, output).await,
        Command::Sync(wish) if wish.watch => watch::run(session, wish.every, output).await,
        Command::Sync(wish) => sync::run(session, &wish, output).await,
        Command::Profile(what) => profile::run(session, what, output).await,
        Command::Records(what) => records::run(session, what, output).await,
        Command::Text(what) => text::run(session, what, output).await,
        Command::Page(what) => page::run(session, what, output).await,
        Command::Conflicts { what } => conflicts::run(session, what, output).await,
        Command::Webhooks(wish) => webhooks::run(session, &wish, output).await,
        Command::Alerts { what } => alerts::run(session, what, output).await,
        Command::Status => status::run(session, output).await,
        Command::Search(wish) => search::run(session, &wish, output).await,
        Command::Forget { id, yes } => forget::run(session, &id, yes, output).await,
        Command::Show { id, at, format } => match at {
            Some(at) => versions::show(session, &id, &at, format, output).await,
            None => show::run(session, &id, format, output).await,
        },
        Command::Versions { id } => versions::list(session, &id, output).await,
        Command::Diff { id, from, to } => {
            versions::difference(session, &id, from.as_deref(), to.as_deref(), output).await
        }
        Command::Rows(wish) => rows::run(session, &wish, output).await,
        Command::Export { format, out } => export::run(session, format, &out, output).await,
        Command::Verify { all, sample_size } => {
            verify::run(session, (!all).then_some(sample_size), output).await
        }
        Command::Runs {
            report: Some(run), ..
        } => runs::report(session, &run, output).await,
        Command::Runs { limit, .. } => runs::run(session, limit, output).await,
        Command::Purge {
            forgotten: true,
            leaving,
        } => forgotten::run(session, leaving.yes, output).await,
        // These need no data folder and were handled before.
        Command::Backup(_)
        | Command::Broker(_)
        | Command::Doctor
        | Command::Purge { .. }
        | Command::Simulator { .. }
        | Command::Completions { .. }
        | Command::Manual { .. } => Ok(Exit::Usage),
    }
}
