//! The `keepsake` command: the use cases of Keepsake in a terminal and in scripts.
//!
//! `arguments` says what can be typed, `commands` has one module per command, `output` prints, `documents` are the shapes
//! of `--json` (docs/cli.md). Leaves out everything a use case decides. The rules it protects: standard output carries the
//! answer and nothing else; no secret is an argument; the exit code says what a script needs to know.

mod arguments;
mod commands;
mod documents;
mod exit;
mod help;
mod interrupts;
mod output;
mod prompts;
mod session;
mod sums;
mod typed_wrong;
mod watching;

use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};
use keepsake_app::{AppError, Language, Words};

use arguments::Arguments;
use exit::Exit;
use output::Output;

fn main() -> ExitCode {
    let language = Language::of_process();
    let words = Words::in_language(language);
    let arguments = match typed(&words) {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error, words).into(),
    };
    let output = Output::new(arguments.common.json, words);
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

/// What was typed.
fn typed(words: &Words) -> Result<Arguments, clap::Error> {
    let mut command = help::in_language(Arguments::command(), words);
    let matches = command.try_get_matches_from_mut(std::env::args_os())?;
    Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// Help and version are answers; everything else clap says is an error of usage, in JSON where that was asked for.
fn usage(error: &clap::Error, words: Words) -> Exit {
    let is_answer = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    let wants_json = std::env::args_os().any(|argument| argument == "--json");
    if !is_answer && wants_json {
        let detail = typed_wrong::told(error, &words).unwrap_or_else(|| error.render().to_string());
        let problem = AppError::invalid("usage").with("detail", detail.trim());
        return Output::new(true, words).fail(&problem);
    }
    match typed_wrong::told(error, &words) {
        Some(told) => Output::new(false, words).note(&told),
        // Nobody is left to tell when the terminal is gone.
        None => drop(error.print()),
    }
    if is_answer { Exit::Ok } else { Exit::Usage }
}
