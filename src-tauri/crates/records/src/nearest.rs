//! Which known name somebody probably meant.
//!
//! Used for keys of a profile, for words a person types, and for properties that were renamed in
//! Notion. It only ever suggests or names: nothing is changed because two names look alike.

/// The known name closest to this one, when it is close enough to be a slip.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .filter_map(|candidate| closeness(name, candidate).map(|distance| (distance, candidate)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Whether two names are the same but for case, spaces and signs, or differ by a slip.
pub(crate) fn is_similar(one: &str, other: &str) -> bool {
    closeness(one, other).is_some()
}

/// How many letters two names differ in, unless too many for a slip: none in names of up to three
/// letters, one up to five, two beyond.
fn closeness(one: &str, other: &str) -> Option<usize> {
    let (one, other) = (bare(one), bare(other));
    let longest = one.len().max(other.len());
    // Longer names are never slips of each other's kind, and the table below is quadratic.
    if longest > 64 || one.is_empty() || other.is_empty() {
        return (one == other && !one.is_empty()).then_some(0);
    }
    let allowed = match one.len().min(other.len()) {
        0..=3 => 0,
        4..=5 => 1,
        _ => 2,
    };
    let distance = distance(&one, &other);
    (distance <= allowed).then_some(distance)
}

/// Letters and digits in lower case.
fn bare(name: &str) -> Vec<char> {
    name.chars()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Insertions, deletions, replacements and swaps of neighbours between two words.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, candidate) in other.iter().enumerate() {
            let replaced = above[column] + usize::from(letter != candidate);
            let mut least = replaced.min(above[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && *letter == other[column - 1] && one[row - 1] == *candidate {
                least = least.min(before[column - 1] + 1);
            }
            current.push(least);
        }
        before = std::mem::replace(&mut above, current);
    }
    above[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_the_name_that_was_meant() {
        let known = ["required", "max_length", "policy", "key"];
        for (typed, meant) in [
            ("requird", Some("required")),
            ("reqiured", Some("required")),
            ("max-length", Some("max_length")),
            ("maxlength", Some("max_length")),
            ("Policy", Some("policy")),
            ("ky", None),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, known), meant, "{typed}");
        }
    }

    #[test]
    fn names_that_differ_only_in_case_spaces_and_signs_are_similar() {
        for (one, other, similar) in [
            ("Time in Status", "time-in-status", true),
            ("Topic", "Topics", true),
            ("Title", "Titel", true),
            ("Audio", "Video", false),
            ("Videos", "Video", true),
            ("URL", "UTL", false),
            ("—", "…", false),
        ] {
            assert_eq!(is_similar(one, other), similar, "{one} and {other}");
        }
    }
}
