//! The `keepsake` command: the use cases of Keepsake in a terminal and in scripts.
//!
//! `arguments` says what can be typed, `commands` has one module per command, `output` prints, `documents` are the shapes
//! of `--json` (docs/cli.md). Leaves out everything a use case decides. The rules it protects: standard output carries the
//! answer and nothing else; no secret is an argument; the exit code says what a script needs to know.

mod arguments;
mod commands;
mod documents;
mod exit;
mod interrupts;
mod output;
mod prompts;
mod session;
mod sums;
mod watching;

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;
use keepsake_app::{AppError, Words};

use arguments::Arguments;
use exit::Exit;
use output::Output;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error).into(),
    };
    let output = Output::new(arguments.common.json, Words::english());
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return output.fail(&AppError::internal(error)).into(),
    };
    let exit = match runtime.block_on(commands::run(arguments, &output)) {
        Ok(exit) => exit,
        Err(error) => output.fail(&error),
    };
    // Who waited for a line on the terminal still does; everything else has been closed.
    runtime.shutdown_background();
    exit.into()
}

/// Help and version are answers; everything else clap says is an error of usage, in JSON where that was asked for.
fn usage(error: &clap::Error) -> Exit {
    let is_answer = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    let wants_json = std::env::args_os().any(|argument| argument == "--json");
    if !is_answer && wants_json {
        let detail = error.render().to_string();
        let problem = AppError::invalid("usage").with("detail", detail.trim());
        return Output::new(true, Words::english()).fail(&problem);
    }
    // Nobody is left to tell when the terminal is gone.
    let _ = error.print();
    if is_answer { Exit::Ok } else { Exit::Usage }
}
