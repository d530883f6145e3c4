//! The desktop shell: a window, the commands it may call, and nothing that could be tested without a window.
//!
//! Everything Keepsake does is in `keepsake-app` and below, where no crate knows Tauri. The shell turns arguments into
//! one call and errors into what crosses to the page. It has no SQL, no HTTP and no rule of its own beyond what the
//! webview may reach.

mod window;

/// Opens the window and returns when it is closed.
///
/// # Errors
/// When the system has no display or the web engine cannot start.
pub fn run() -> tauri::Result<()> {
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| window::raise(app)))
        .setup(|app| {
            let wish = window::theme_from(std::env::var("KEEPSAKE_THEME").ok().as_deref());
            window::open(app.handle(), wish)?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
