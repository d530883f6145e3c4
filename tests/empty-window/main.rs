//! A Tauri program with one window and one sentence: what the window of Keepsake is measured against (`npm run bench:window`).

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!(
        "tests/empty-window/tauri.conf.json"
    ))
}
