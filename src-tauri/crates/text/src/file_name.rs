//! File names that stay in their folder.
//!
//! Titles and attachment names come from other people. Used as file names they could climb out of a
//! folder, hide their extension, overwrite a device or be refused by a file system. Choosing unique
//! names is the caller's business.
//!
//! The rule it protects: whatever the name, the file lands in the folder it was meant for, on every
//! system.

use unicode_normalization::UnicodeNormalization;

/// The longest name in bytes. File systems allow 255; the rest is left for a number and a suffix.
const LONGEST: usize = 120;

/// The longest extension, with its dot, that survives shortening.
const LONGEST_EXTENSION: usize = 16;

/// Names that Windows keeps for devices, with or without an extension.
const RESERVED: [&str; 24] = [
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A name safe to create in any folder: `name` with everything harmful replaced, or `fallback`
/// (made safe as well, then `"file"`) when nothing is left of it. At most 120 bytes, in Unicode
/// form NFC.
#[must_use]
pub fn safe(name: &str, fallback: &str) -> String {
    cleaned(name)
        .or_else(|| cleaned(fallback))
        .unwrap_or_else(|| "file".to_owned())
}

fn cleaned(name: &str) -> Option<String> {
    // A name is at most a few hundred characters; a longer one is not worth normalising whole.
    let mut result = String::new();
    for character in name.chars().take(4 * LONGEST).nfc() {
        match character {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '\u{2044}' | '\u{2215}'
            | '\u{ff0f}' | '\u{ff3c}' => result.push('-'),
            character if character.is_whitespace() => {
                if !result.ends_with(' ') {
                    result.push(' ');
                }
            }
            character if is_invisible(character) => {}
            character => result.push(character),
        }
    }
    let trimmed =
        result.trim_matches(|character: char| character == '.' || character.is_whitespace());
    let shortened = shortened(trimmed);
    let name = shortened.trim_end_matches(['.', ' ']);
    if !name.chars().any(char::is_alphanumeric)
        && name.chars().all(|character| "-. ".contains(character))
    {
        return None;
    }
    let stem = name
        .split('.')
        .next()
        .unwrap_or(name)
        .trim_end()
        .to_lowercase();
    let stem: String = stem
        .chars()
        .map(|character| match character {
            '¹' => '1',
            '²' => '2',
            '³' => '3',
            other => other,
        })
        .collect();
    if RESERVED.contains(&stem.as_str()) {
        return Some(format!("_{name}"));
    }
    Some(name.to_owned())
}

/// Control characters, marks that change the direction of text, and others that nobody sees.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffd}' | '\u{e0000}'..='\u{e0fff}')
}

/// The name cut to the longest allowed, keeping a short extension.
fn shortened(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let extension = name
        .rfind('.')
        .and_then(|dot| name.get(dot..))
        .filter(|extension| extension.len() <= LONGEST_EXTENSION && !extension.contains(' '))
        .unwrap_or_default();
    let mut end = LONGEST - extension.len();
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    let stem = name.get(..end).unwrap_or_default();
    format!("{}{extension}", stem.trim_end_matches(['.', ' ']))
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "tests may panic"
    )]
    use std::path::{Component, Path};

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_kept_where_they_are_harmless_and_repaired_where_not() {
        for (name, expected) in [
            ("Road map.png", "Road map.png"),
            ("Übersicht 日本語.pdf", "Übersicht 日本語.pdf"),
            ("../../etc/passwd", "-..-etc-passwd"),
            ("..\\..\\windows", "-..-windows"),
            ("/etc/passwd", "-etc-passwd"),
            ("C:\\Windows\\x", "C--Windows-x"),
            (".bashrc", "bashrc"),
            ("...", "page"),
            ("", "page"),
            ("  ", "page"),
            ("a\0b\nc", "ab c"),
            ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
            ("zero\u{200b}width", "zerowidth"),
            ("CON", "_CON"),
            ("nul.txt", "_nul.txt"),
            ("COM¹.log", "_COM¹.log"),
            ("console.txt", "console.txt"),
            ("trailing. . ", "trailing"),
            ("a/b", "a-b"),
            ("///", "page"),
            ("😀", "😀"),
            ("e\u{301}", "é"),
        ] {
            assert_eq!(safe(name, "page"), expected, "{name:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let name = safe(&format!("{}.jpeg", "ä".repeat(300)), "file");
        assert!(name.len() <= 120 && name.ends_with("ä.jpeg"), "{name}");
    }

    #[test]
    fn a_useless_fallback_is_replaced_too() {
        assert_eq!(safe("..", "../.."), "file");
    }

    proptest! {
        #[test]
        fn any_name_stays_in_its_folder(name in any::<String>(), fallback in any::<String>()) {
            let safe = safe(&name, &fallback);
            prop_assert!(!safe.is_empty() && safe.len() <= 121, "{safe:?}");
            let parts: Vec<_> = Path::new(&safe).components().collect();
            prop_assert!(matches!(parts.as_slice(), [Component::Normal(_)]), "{safe:?}");
            prop_assert!(!safe.starts_with('.') && !safe.ends_with(['.', ' ']));
            prop_assert!(!safe.chars().any(|c| c.is_control() || "/\\:*?\"<>|".contains(c)));
        }
    }
}
