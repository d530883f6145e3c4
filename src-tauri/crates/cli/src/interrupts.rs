//! Ctrl-C, and being asked to end by the system: the first one stops what this command asked for and lets it answer; the
//! second one ends the process.

use std::convert::Infallible;
use std::io;

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
    if interrupt().await.is_ok() {
        output.note(&output.say("cli-stopping", &[]));
        if let Err(error) = core.stop_what_was_asked().await {
            output.note(&output.words().of_error(&error));
        }
        if interrupt().await.is_ok() {
            std::process::exit(KILLED);
        }
    }
    // Without a handler the system's own takes its course.
    std::future::pending().await
}

/// Waits for Ctrl-C or, where there is such a thing, for the signal by which a system ends its services.
pub(crate) async fn interrupt() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut ending = signal(SignalKind::terminate())?;
        tokio::select! {
            pressed = tokio::signal::ctrl_c() => pressed,
            _ = ending.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    {
        tokio::signal::ctrl_c().await
    }
}
