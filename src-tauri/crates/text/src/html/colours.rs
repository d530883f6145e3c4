//! Notion's colours as class names from a fixed list.

/// The colours of text and, with `_bg` or `_background` behind the name, of backgrounds (Notion API
/// reference: Block, colors).
const COLOURS: [(&str, &str, &str); 9] = [
    ("gray", "color-gray", "background-gray"),
    ("brown", "color-brown", "background-brown"),
    ("orange", "color-orange", "background-orange"),
    ("yellow", "color-yellow", "background-yellow"),
    ("green", "color-green", "background-green"),
    ("blue", "color-blue", "background-blue"),
    ("purple", "color-purple", "background-purple"),
    ("pink", "color-pink", "background-pink"),
    ("red", "color-red", "background-red"),
];

/// The class for a colour as written in the Markdown; nothing for `default` and for colours nobody
/// knows.
pub(super) fn class(written: &str) -> Option<&'static str> {
    let written = written.trim().to_ascii_lowercase();
    let name = written
        .strip_suffix("_bg")
        .or_else(|| written.strip_suffix("_background"));
    COLOURS
        .iter()
        .find_map(|(colour, text, background)| match name {
            Some(name) => (name == *colour).then_some(*background),
            None => (written == *colour).then_some(*text),
        })
}

/// All the classes there are.
pub(super) fn classes() -> impl Iterator<Item = &'static str> {
    COLOURS
        .iter()
        .flat_map(|(_, text, background)| [*text, *background])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_colours_have_a_class() {
        assert_eq!(class("blue"), Some("color-blue"));
        assert_eq!(class("Blue_bg"), Some("background-blue"));
        assert_eq!(class("red_background"), Some("background-red"));
        assert_eq!(class("default"), None);
        assert_eq!(class("red\" onclick=\"x"), None);
    }
}
