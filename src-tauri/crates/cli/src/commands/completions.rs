//! `keepsake completions`: what a shell needs to complete commands.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::arguments::Arguments;
use crate::exit::Exit;
use crate::help;
use crate::output::Output;

/// Prints the script.
pub(crate) fn run(shell: Shell, output: &Output) -> Exit {
    let mut command = help::in_language(Arguments::command(), output.words());
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "keepsake", &mut script);
    output.raw(&String::from_utf8_lossy(&script));
    Exit::Ok
}
