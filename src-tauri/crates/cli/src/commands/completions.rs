//! `keepsake completions`: what a shell needs to complete commands.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::arguments::Arguments;
use crate::exit::Exit;
use crate::output::Output;

/// Prints the script.
pub(crate) fn run(shell: Shell, output: &Output) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "keepsake", &mut script);
    output.raw(&String::from_utf8_lossy(&script));
    Exit::Ok
}
