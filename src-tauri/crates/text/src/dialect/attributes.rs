//! Attributes of tags and of blocks, and the addresses in them.

use std::borrow::Cow;
use std::ops::Range;

use crate::ids::NotionId;

/// The attributes in `text` (what stands between a tag's name and its end), in order: name, raw
/// value, and where the value is within `text`. Stops at whatever is not an attribute.
pub(super) fn attributes(text: &str) -> impl Iterator<Item = (&str, &str, Range<usize>)> {
    let mut position = 0;
    std::iter::from_fn(move || {
        let (name, value, next) = attribute(text, position)?;
        position = next;
        Some((name, text.get(value.clone())?, value))
    })
}

/// The attribute at or after `from`: its name, the range of its value, and where the next one may
/// begin.
pub(super) fn attribute(text: &str, from: usize) -> Option<(&str, Range<usize>, usize)> {
    let bytes = text.as_bytes();
    let start = from
        + bytes
            .get(from..)?
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace())
            .count();
    let length = bytes
        .get(start..)?
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':'))
        .count();
    if length == 0 {
        return None;
    }
    let after_name = start + length;
    let name = text.get(start..after_name)?;
    if bytes.get(after_name) != Some(&b'=') {
        return Some((name, after_name..after_name, after_name));
    }
    let value_start = after_name + 1;
    let quote = *bytes.get(value_start)?;
    if matches!(quote, b'"' | b'\'') {
        let inside = value_start + 1;
        let length = bytes
            .get(inside..)?
            .iter()
            .position(|byte| *byte == quote)?;
        return Some((name, inside..inside + length, inside + length + 1));
    }
    let length = bytes
        .get(value_start..)?
        .iter()
        .take_while(|byte| {
            !byte.is_ascii_whitespace()
                && !matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'=' | b'`' | b'}')
        })
        .count();
    // `<x url=y/>`: the slash closes the tag.
    let value = text.get(value_start..value_start + length)?;
    let length = if bytes.get(value_start + length) == Some(&b'>') {
        value.strip_suffix('/').map_or(length, str::len)
    } else {
        length
    };
    (length > 0).then(|| {
        (
            name,
            value_start..value_start + length,
            value_start + length,
        )
    })
}

/// An attribute's value with the five entities of HTML decoded and the braces of compressed
/// addresses taken off.
pub(super) fn decoded(value: &str) -> Cow<'_, str> {
    let value = value.trim();
    let value = value
        .strip_prefix("{{")
        .and_then(|inner| inner.strip_suffix("}}"))
        .unwrap_or(value);
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let mut result = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(found) = rest.find('&') {
        let (before, from) = rest.split_at(found);
        result.push_str(before);
        let entity = [
            ("&amp;", '&'),
            ("&quot;", '"'),
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&#39;", '\''),
            ("&apos;", '\''),
        ]
        .into_iter()
        .find(|(name, _)| from.starts_with(name));
        match entity {
            Some((name, character)) => {
                result.push(character);
                rest = from.get(name.len()..).unwrap_or_default();
            }
            None => {
                result.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    result.push_str(rest);
    Cow::Owned(result)
}

/// An address as written in a Markdown link or in an attribute, ready to be used: entities decoded,
/// backslash escapes and braces taken off.
pub(crate) fn address(raw: &str) -> Cow<'_, str> {
    let value = decoded(raw);
    if !value.contains('\\') {
        return value;
    }
    let mut result = String::with_capacity(value.len());
    let mut characters = value.chars().peekable();
    while let Some(character) = characters.next() {
        let escaped = (character == '\\')
            .then(|| characters.next_if(char::is_ascii_punctuation))
            .flatten();
        result.push(escaped.unwrap_or(character));
    }
    Cow::Owned(result)
}

/// The Notion object an address points at: a page's or database's web address, `collection://` and
/// its like, or a bare id.
pub(crate) fn target(url: &str) -> Option<NotionId> {
    if let Some(id) = NotionId::from_url(url).or_else(|| NotionId::parse(url)) {
        return Some(id);
    }
    let (scheme, rest) = url.split_once("://")?;
    [
        "collection",
        "page",
        "database",
        "data-source",
        "view",
        "block",
    ]
    .contains(&scheme.to_ascii_lowercase().as_str())
    .then(|| NotionId::parse(rest.split(['?', '#', '/']).next().unwrap_or(rest)))
    .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(&str, &str)> {
        attributes(text)
            .map(|(name, value, _)| (name, value))
            .collect()
    }

    #[test]
    fn attributes_are_read_with_any_quotes_and_without_a_value() {
        assert_eq!(
            all(r#" url="https://x/?a=1" alt='b c' inline color=red"#),
            [
                ("url", "https://x/?a=1"),
                ("alt", "b c"),
                ("inline", ""),
                ("color", "red")
            ]
        );
        assert_eq!(all(r#" url="never closed"#), []);
        assert_eq!(all(r#" a="1" <script"#), [("a", "1")]);
    }

    #[test]
    fn values_lose_entities_and_braces() {
        assert_eq!(decoded("{{https://x/?a=1&amp;b=2}}"), "https://x/?a=1&b=2");
        assert_eq!(
            decoded("a & b &lt;&#39;&quot;&unknown;"),
            "a & b <'\"&unknown;"
        );
        assert_eq!(address(r"https://x/a\_b\(c\)"), "https://x/a_b(c)");
        assert_eq!(address(r"https://x/a\\\(c"), r"https://x/a\(c");
    }

    #[test]
    fn targets_are_web_addresses_schemes_and_bare_ids() {
        let id = NotionId::from_bytes([0xab; 16]);
        for url in [
            format!("https://app.notion.com/p/x-{}", id.to_hex()),
            format!("collection://{id}"),
            id.to_hex(),
        ] {
            assert_eq!(target(&url), Some(id), "{url}");
        }
        assert_eq!(target(&format!("user://{id}")), None);
        assert_eq!(target("https://example.com"), None);
    }
}
