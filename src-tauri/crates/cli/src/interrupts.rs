//! Ctrl-C: the first one stops what this command asked for and lets it answer; the second one ends the process.

use std::convert::Infallible;

use keepsake_app::{AppError, Keepsake};

use crate::output::Output;

/// What a shell expects of a process ended by an interrupt: 128 + SIGINT.
const KILLED: i32 = 130;

/// Runs a command to its end, stopping gracefully at the first interrupt.
pub(crate) async fn stoppable<T>(
    core: &Keepsake,
    output: &Output,
    command: impl Future<Output = Result<T, AppError>>,
) -> Result<T, AppError> {
    tokio::select! {
        outcome = command => outcome,
        never = watch(core, output) => match never {},
    }
}

async fn watch(core: &Keepsake, output: &Output) -> Infallible {
    if tokio::signal::ctrl_c().await.is_ok() {
        output.note(&output.say("cli-stopping", &[]));
        if let Err(error) = core.stop_what_was_asked().await {
            output.note(&output.words().of_error(&error));
        }
        if tokio::signal::ctrl_c().await.is_ok() {
            std::process::exit(KILLED);
        }
    }
    // Without a handler the system's own takes its course.
    std::future::pending().await
}
