//! Packs the catalogue's files into one piece for each language: as text they would be a hundredth of the program.
//!
//! Leaves out reading them (`src/words.rs`) and what is in them. The rule it protects: what is packed are the files that the
//! window loads, unchanged.

use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use flate2::{Compression, write::DeflateEncoder};

/// The files of the catalogue. The broker has one of its own, and only other languages than English have the terminal's help:
/// docs/decisions/0011-help-in-other-languages.md.
const FILES: [&str; 14] = [
    "welcome",
    "window",
    "errors",
    "settings",
    "pick",
    "library",
    "databases",
    "activity",
    "updates",
    "tray",
    "cli",
    "records",
    "sign-in",
    "backup",
];
const LANGUAGES: [(&str, &[&str]); 2] = [("en", &[]), ("de", &["help"])];

fn main() -> Result<(), Box<dyn Error>> {
    let locales = Path::new("../../../locales");
    let to = PathBuf::from(std::env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed={}", locales.display());
    for (language, more) in LANGUAGES {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
        for file in FILES.iter().chain(more) {
            let path = locales.join(language).join(format!("{file}.ftl"));
            let text =
                std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            packed.write_all(&text)?;
            packed.write_all(b"\n")?;
        }
        std::fs::write(to.join(format!("{language}.deflate")), packed.finish()?)?;
    }
    Ok(())
}
