//! Tells Tauri where the capabilities are, because the manifest sits one folder above the shell.

fn main() {
    let attributes =
        tauri_build::Attributes::new().capabilities_path_pattern("./src-tauri/capabilities/**/*");
    if let Err(error) = tauri_build::try_build(attributes) {
        // A build script has no other way to say why it failed.
        println!("cargo::error={error:#}");
    }
}
