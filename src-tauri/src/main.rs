//! The desktop program. `--export-bindings PATH` writes the TypeScript side of its commands instead of opening a window.

#![cfg_attr(all(not(debug_assertions), windows), windows_subsystem = "windows")]

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [option, path] = arguments.as_slice()
        && option == "--export-bindings"
    {
        return Ok(keepsake_desktop::export_bindings(Path::new(path))?);
    }
    Ok(keepsake_desktop::run()?)
}
