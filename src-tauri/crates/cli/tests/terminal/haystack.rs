//! Looking for a secret in heaps of bytes, however it may be written.

use std::fs;
use std::path::Path;

/// A piece of a secret that is as bad as all of it.
const PIECE: usize = 12;

/// What is searched: bytes with the name of their place.
#[derive(Default)]
pub(crate) struct Haystack(Vec<(String, Vec<u8>)>);

/// The ways a secret may be written.
pub(crate) struct Needles {
    all: Vec<(String, Vec<u8>)>,
    /// Which pairs of bytes begin one of them.
    beginnings: Vec<bool>,
}

impl Haystack {
    /// Adds bytes, unless the same are there from the same place.
    pub(crate) fn add(&mut self, place: &str, bytes: impl Into<Vec<u8>>) {
        let entry = (place.to_owned(), bytes.into());
        if !self.0.contains(&entry) {
            self.0.push(entry);
        }
    }

    /// Adds every file below a folder, and the names of all of them.
    pub(crate) fn add_folder(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            self.add("a name", path.as_os_str().as_encoded_bytes());
            if path.is_dir() {
                self.add_folder(&path);
            } else if path.is_file() {
                let bytes = fs::read(&path).unwrap();
                self.add(&path.display().to_string(), bytes);
            }
        }
    }

    /// How many bytes there are.
    pub(crate) fn len(&self) -> usize {
        self.0.iter().map(|(_, bytes)| bytes.len()).sum()
    }

    /// Whether a place holds these bytes.
    pub(crate) fn holds(&self, place: &str, words: &str) -> bool {
        let needles = Needles::of(vec![("", words.as_bytes().to_vec())]);
        let places = self.0.iter().filter(|(name, _)| name.contains(place));
        places
            .into_iter()
            .any(|(_, bytes)| needles.first_in(bytes).is_some())
    }

    /// Where a secret is, and how it is written there.
    pub(crate) fn find(&self, needles: &Needles) -> Vec<String> {
        self.0
            .iter()
            .filter_map(|(place, bytes)| {
                let written = needles.first_in(bytes)?;
                Some(format!("{place}: {written}"))
            })
            .collect()
    }
}

impl Needles {
    /// Every way in which this secret may be written.
    pub(crate) fn for_secret(secret: &str) -> Self {
        let bytes = secret.as_bytes();
        let each = |write: &dyn Fn(&u8) -> String| -> Vec<u8> {
            bytes.iter().map(write).collect::<String>().into_bytes()
        };
        let mut all = vec![
            ("in capitals", secret.to_uppercase().into_bytes()),
            ("in small letters", secret.to_lowercase().into_bytes()),
            ("backwards", bytes.iter().rev().copied().collect()),
            ("hexadecimal", each(&|byte| format!("{byte:02x}"))),
            ("HEXADECIMAL", each(&|byte| format!("{byte:02X}"))),
            ("percent-encoded", each(&|byte| format!("%{byte:02x}"))),
            ("PERCENT-encoded", each(&|byte| format!("%{byte:02X}"))),
            ("JSON escapes", each(&|byte| format!("\\u{byte:04x}"))),
            ("escaped bytes", each(&|byte| format!("\\x{byte:02x}"))),
            ("UTF-16, little end first", utf16(secret, u16::to_le_bytes)),
            ("UTF-16, big end first", utf16(secret, u16::to_be_bytes)),
        ];
        for separator in [", ", ","] {
            let numbers: Vec<_> = bytes.iter().map(u8::to_string).collect();
            all.push(("a list of bytes", numbers.join(separator).into_bytes()));
        }
        for offset in 0..3 {
            let text = base64(&[&vec![b' '; offset], bytes].concat());
            // What depends on the neighbours is left out.
            let inner = &text[offset * 2..text.len() - 3];
            all.push(("base64", inner.as_bytes().to_vec()));
            // The same for most secrets, and the other way of writing it for the rest (RFC 4648, section 5).
            let for_addresses = inner.replace('+', "-").replace('/', "_");
            all.push(("base64", for_addresses.into_bytes()));
        }
        for piece in bytes.windows(PIECE) {
            all.push(("as it is", piece.to_vec()));
        }
        Self::of(all)
    }

    fn of(all: Vec<(&str, Vec<u8>)>) -> Self {
        let mut beginnings = vec![false; 1 << 16];
        for (_, needle) in &all {
            beginnings[pair(needle)] = true;
        }
        Self {
            all: all
                .into_iter()
                .map(|(written, needle)| (written.to_owned(), needle))
                .collect(),
            beginnings,
        }
    }

    /// All of them, by how they are written.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.all
            .iter()
            .map(|(written, needle)| (written.as_str(), needle.as_slice()))
    }

    fn first_in(&self, bytes: &[u8]) -> Option<&str> {
        bytes
            .windows(2)
            .enumerate()
            .filter(|(_, two)| self.beginnings[pair(two)])
            .find_map(|(at, _)| {
                let found = self
                    .iter()
                    .find(|(_, needle)| bytes[at..].starts_with(needle));
                found.map(|(written, _)| written)
            })
    }
}

fn pair(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) << 8 | usize::from(bytes[1])
}

fn utf16(text: &str, in_order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(in_order).collect()
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let mut bits = 0;
        for at in 0..3 {
            bits = bits << 8 | usize::from(three.get(at).copied().unwrap_or_default());
        }
        for shift in [18, 12, 6, 0] {
            text.push(char::from(LETTERS[bits >> shift & 63]));
        }
    }
    text
}

#[test]
fn a_secret_is_found_however_it_is_written_and_nothing_else_is() {
    let needles = Needles::for_secret("kc3Zx9Qw7Lm2Tp5Vb8Nd4Hf6J");
    let mut clean = Haystack::default();
    clean.add(
        "a log",
        "kc3Zx9Qw7Lm and other innocent words. ".repeat(999),
    );
    assert_eq!(clean.find(&needles), [""; 0]);
    for (written, needle) in needles.iter() {
        let mut dirty = Haystack::default();
        let around: &[u8] = &[0xf7; 5_000];
        dirty.add("a file", [around, needle, around].concat());
        assert_eq!(dirty.find(&needles), [format!("a file: {written}")]);
    }
    // "Authorization: Basic" with a name before it, as base64 of the whole (RFC 4648, section 4).
    assert_eq!(base64(b"user:pass"), "dXNlcjpwYXNz");
    let mut header = Haystack::default();
    for name in ["i", "me", "you", "they"] {
        let whole = format!("{name}:kc3Zx9Qw7Lm2Tp5Vb8Nd4Hf6J and more");
        header.add(name, base64(whole.as_bytes()));
    }
    assert_eq!(header.find(&needles).len(), 4);
}
