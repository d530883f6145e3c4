//! Words as the index and the query see them: the same folding on both sides.
//!
//! Text is cut into words of letters and digits, compatibility forms unified (NFKC), lower-cased and freed of marks that
//! people do not type: Latin, Greek and Cyrillic accents, Arabic vowel signs and tatweel, Hebrew points. Latin letters that
//! many keyboards lack become those people type instead: `straße` is found by `strasse`, `Łódź` by `lodz`. In scripts written
//! without spaces, and in Korean whose words carry their particles, every character is a word of its own; a query of several
//! becomes a phrase. What is left for SQLite's `unicode61` tokenizer is to split at spaces.
//!
//! The rule it protects: a change here needs a migration that empties the indexes, and a new [`FOLDED_SINCE`], because
//! entries are taken out of them by their words.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// The schema version since which words are folded this way: the indexes of older stores are filled anew.
pub(crate) const FOLDED_SINCE: i64 = 2;

/// A word and where it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// The folded word.
    pub(crate) folded: String,
    /// Bytes of the original text.
    pub(crate) range: Range<usize>,
    /// A character that is a word by itself.
    pub(crate) alone: bool,
}

/// The words of a text joined by spaces: what the index is given.
pub(crate) fn indexed(text: &str) -> String {
    let mut joined = String::with_capacity(text.len() + text.len() / 8);
    each_word(text, |folded, _, _| {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(folded);
    });
    joined
}

/// The words of a text with their places.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    each_word(text, |folded, range, alone| {
        found.push(Word {
            folded: folded.to_owned(),
            range,
            alone,
        });
    });
    found
}

/// A whole text folded like words are, its punctuation kept and each run of white space one space: what values of tables
/// are compared as.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(fold(word));
    }
    folded
}

/// Calls `give` with every folded word, its place, and whether it is a single character of an unspaced script.
fn each_word(text: &str, mut give: impl FnMut(&str, Range<usize>, bool)) {
    let mut word = String::new();
    let mut start = 0;
    let mut end = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((at, character)) = rest.next() {
        let mut cluster_end = at + character.len_utf8();
        if character.is_ascii() && rest.peek().is_none_or(|(_, next)| next.is_ascii()) {
            if character.is_ascii_alphanumeric() {
                if word.is_empty() {
                    start = at;
                }
                word.push(character.to_ascii_lowercase());
                end = cluster_end;
            } else if !word.is_empty() {
                give(&word, start..end, false);
                word.clear();
            }
            continue;
        }
        while let Some(&(next_at, next)) = rest.peek() {
            if !belongs_to_previous(next) {
                break;
            }
            cluster_end = next_at + next.len_utf8();
            rest.next();
        }
        let cluster = text.get(at..cluster_end).unwrap_or_default();
        for folded in fold(cluster) {
            if is_alone(folded) {
                if !word.is_empty() {
                    give(&word, start..end, false);
                    word.clear();
                }
                give(folded.encode_utf8(&mut [0; 4]), at..cluster_end, true);
            } else if folded.is_alphanumeric() {
                if word.is_empty() {
                    start = at;
                }
                word.push(folded);
                end = cluster_end;
            } else if !is_combining_mark(folded) && !word.is_empty() {
                give(&word, start..end, false);
                word.clear();
            }
        }
    }
    if !word.is_empty() {
        give(&word, start..end, false);
    }
}

/// Marks and Korean letters that form one character with what stands before them.
fn belongs_to_previous(character: char) -> bool {
    matches!(character, '\u{1160}'..='\u{11FF}') || canonical_combining_class(character) != 0
}

/// The characters a cluster counts as; none for what people do not type.
fn fold(cluster: &str) -> impl Iterator<Item = char> {
    cluster
        .nfkd()
        .filter(|character| !is_dropped(*character))
        .nfc()
        .flat_map(char::to_lowercase)
        .flat_map(|character| as_typed(character).into_iter().flatten())
}

/// One or two characters that people type for this one.
fn as_typed(character: char) -> [Option<char>; 2] {
    let (first, second) = match character {
        'ß' => ('s', Some('s')),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'þ' => ('t', Some('h')),
        'ø' => ('o', None),
        'ł' => ('l', None),
        'đ' | 'ð' => ('d', None),
        'ħ' => ('h', None),
        'ı' => ('i', None),
        // Alef, yeh and teh marbuta are typed in whichever form is at hand.
        'أ' | 'إ' | 'آ' | 'ٱ' => ('ا', None),
        'ى' => ('ي', None),
        'ة' => ('ه', None),
        other => (other, None),
    };
    [Some(first), second]
}

fn is_dropped(character: char) -> bool {
    matches!(character,
        '\u{0300}'..='\u{036F}'      // Latin, Greek and Cyrillic accents
        | '\u{00AD}'                 // soft hyphen
        | '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}' | '\u{05C2}' | '\u{05C4}' | '\u{05C5}' | '\u{05C7}' // Hebrew points
        | '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' // Arabic vowel signs, tatweel
        | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}' | '\u{06EA}'..='\u{06ED}'
        | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' // zero-width characters
        | '\u{FE00}'..='\u{FE0F}'    // variation selectors
    )
}

/// Scripts whose words are not told apart by spaces, and Korean.
fn is_alone(character: char) -> bool {
    character >= '\u{0E00}'
        && character.is_alphanumeric()
        && matches!(character,
            '\u{0E00}'..='\u{0EFF}'          // Thai, Lao
            | '\u{1000}'..='\u{109F}'        // Myanmar
            | '\u{1100}'..='\u{11FF}'        // Korean letters
            | '\u{1780}'..='\u{17FF}'        // Khmer
            | '\u{2E80}'..='\u{2FDF}'        // CJK radicals
            | '\u{3005}'..='\u{3007}'
            | '\u{3041}'..='\u{30FF}'        // kana
            | '\u{3105}'..='\u{318F}'        // bopomofo, Korean letters
            | '\u{31A0}'..='\u{31BF}' | '\u{31F0}'..='\u{31FF}'
            | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
            | '\u{A960}'..='\u{A97F}'
            | '\u{AC00}'..='\u{D7FF}'        // Korean syllables
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}'
        )
}
