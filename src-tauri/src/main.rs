//! The desktop program. `--export-bindings PATH` writes the TypeScript side of its commands instead of opening a window.

#![cfg_attr(all(not(debug_assertions), windows), windows_subsystem = "windows")]

fn main() -> tauri::Result<()> {
    keepsake_desktop::run()
}
