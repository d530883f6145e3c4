//! A panel without a screen, for end-to-end tests: it takes the icon that a program shows and says what is in its menu.
//!
//! A line on standard input is a wish, a line on standard output its answer in JSON: `look` tells the title and the menu,
//! `press` and the text of an entry chooses it, `click` is the left button on the icon itself. It speaks
//! `org.kde.StatusNotifierWatcher` and `com.canonical.dbusmenu` as the panels of desktops do. The rule it protects: what a test
//! sees is what a panel would be told.

#[cfg(target_os = "linux")]
mod panel;

#[cfg(target_os = "linux")]
fn main() -> anyhow::Result<()> {
    panel::run()
}

#[cfg(not(target_os = "linux"))]
fn main() {}
