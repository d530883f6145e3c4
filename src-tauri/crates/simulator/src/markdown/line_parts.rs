//! The parts of a line of enhanced Markdown: its number, its attributes in braces, the text inside a tag.

/// `12. text` is a numbered item as well.
pub(super) fn numbered(content: &str) -> (&str, &'static str) {
    let digits = content.len()
        - content
            .trim_start_matches(|character: char| character.is_ascii_digit())
            .len();
    if digits > 0 && content[digits..].starts_with(". ") {
        (&content[..digits + 2], "numbered_list_item")
    } else {
        ("", "paragraph")
    }
}

/// Splits `{color="red"}` off the end of a line.
pub(super) fn split_attributes(text: &str) -> (&str, &str) {
    match text.rfind('{') {
        Some(at) if text.ends_with("\"}") && !text[..at].ends_with('\\') => {
            (text[..at].trim_end(), &text[at..])
        }
        _ => (text, ""),
    }
}

/// What stands between a tag and its end on one line.
pub(super) fn inner<'t>(content: &'t str, name: &str) -> &'t str {
    let start = content.find('>').map_or(0, |at| at + 1);
    content[start..]
        .strip_suffix(&format!("</{name}>"))
        .unwrap_or(&content[start..])
}
