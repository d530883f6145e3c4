//! `keepsake-simulate`: runs schedules, looks for planted mistakes, and says what it found.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser;
use keepsake_simulation::command::{Command, carry_out};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match carry_out(&Command::parse(), &mut std::io::stdout()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // Nobody is left to tell when standard error is gone.
            let _told = writeln!(std::io::stderr(), "{error:#}");
            ExitCode::FAILURE
        }
    }
}
