//! `keepsake manual`: the manual pages, from the same description as `--help`.

use std::path::Path;

use clap::CommandFactory;
use keepsake_app::AppError;

use crate::arguments::Arguments;
use crate::exit::Exit;
use crate::output::Output;

/// Prints the page of the program, or writes one for it and for each of its commands into a folder.
pub(crate) fn run(folder: Option<&Path>, output: &Output) -> Result<Exit, AppError> {
    let command = Arguments::command();
    let unwritable = |error: std::io::Error| {
        let place = folder.unwrap_or(Path::new("-")).display().to_string();
        AppError::new(keepsake_app::ErrorCode::Unwritable)
            .with("place", place)
            .with("detail", error.to_string())
    };
    match folder {
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command)
                .render(&mut page)
                .map_err(unwritable)?;
            output.raw(&String::from_utf8_lossy(&page));
        }
        Some(folder) => {
            std::fs::create_dir_all(folder).map_err(unwritable)?;
            clap_mangen::generate_to(command, folder).map_err(unwritable)?;
        }
    }
    Ok(Exit::Ok)
}
