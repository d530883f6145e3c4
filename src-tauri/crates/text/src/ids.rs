//! The id of anything in Notion.
//!
//! Pages, blocks, databases, data sources, users and comments all carry UUIDs; requests take them
//! with or without dashes and answers always have dashes (Notion API reference: Ids). The UUID
//! version is not looked at, because Notion uses several. Property ids, cursors and task ids are
//! not UUIDs and do not belong here.
//!
//! The rule it protects: two spellings of one id are one value everywhere.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A Notion id: 128 bits, shown as a dashed lowercase UUID, read with or without dashes and in
/// either case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NotionId([u8; 16]);

/// A text that is not a UUID where a Notion id was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a Notion id: {text:?}")]
pub struct InvalidNotionId {
    /// The beginning of the refused text, at most 64 characters of it.
    pub text: String,
}

impl NotionId {
    /// The id with these 16 bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes of the id, most significant first.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The id as 32 lowercase hexadecimal digits without dashes, the form Notion's page addresses
    /// use.
    #[must_use]
    pub fn to_hex(self) -> String {
        let mut text = String::with_capacity(32);
        for byte in self.0 {
            push_hex(&mut text, byte);
        }
        text
    }

    /// Reads an id, or nothing when the text is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0_u8; 16];
        let mut digits = 0_usize;
        for (position, character) in text.trim().char_indices() {
            if character == '-' {
                if !matches!(position, 8 | 13 | 18 | 23) {
                    return None;
                }
                continue;
            }
            let value = u8::try_from(character.to_digit(16)?).ok()?;
            let byte = bytes.get_mut(digits / 2)?;
            *byte = (*byte << 4) | value;
            digits += 1;
        }
        (digits == 32).then_some(Self(bytes))
    }

    /// The id a Notion address points at, or nothing when the address is not one of Notion's.
    ///
    /// `https://app.notion.com/p/Title-<32 hex>`, the older `https://www.notion.so/...`,
    /// `https://notion.com/...`, published `*.notion.site` pages and relative `/p/...` paths are
    /// read. `p=` in the query (a page opened over another) wins over the path; the fragment, which
    /// names a block, is left out: see [`block_in_url`].
    #[must_use]
    pub fn from_url(url: &str) -> Option<Self> {
        let address = notion_address(url)?;
        let (path, query) = match address.split_once('?') {
            Some((path, query)) => (path, query),
            None => (address, ""),
        };
        let peeked = query
            .split('&')
            .find_map(|pair| pair.strip_prefix("p="))
            .and_then(trailing_id);
        peeked.or_else(|| {
            let last = path.trim_end_matches('/').rsplit('/').next()?;
            trailing_id(last)
        })
    }
}

/// The block a Notion address points at: its fragment, when that is an id.
#[must_use]
pub fn block_in_url(url: &str) -> Option<NotionId> {
    let (_, fragment) = url.split_once('#')?;
    NotionId::parse(fragment).or_else(|| trailing_id(fragment))
}

/// The part of a Notion address after its host and without its fragment, or nothing when the host
/// is not Notion's.
fn notion_address(url: &str) -> Option<&str> {
    let url = url.trim();
    let url = url.split('#').next().unwrap_or(url);
    if url.starts_with('/') && !url.starts_with("//") {
        return Some(url);
    }
    let (scheme, rest) = url.split_once("://")?;
    if !["https", "http", "notion"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known))
    {
        return None;
    }
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, address) = rest.split_at_checked(end)?;
    is_notion_host(host).then_some(address)
}

/// Whether pages of Notion live on this host.
pub(crate) fn is_notion_host(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    ["notion.com", "notion.so", "notion.site"]
        .iter()
        .any(|known| {
            host.strip_suffix(known)
                .is_some_and(|before| before.is_empty() || before.ends_with('.'))
        })
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
}

/// The id at the end of an address segment such as `Road-map-<32 hex>`.
fn trailing_id(segment: &str) -> Option<NotionId> {
    if let Some(id) = NotionId::parse(segment) {
        return Some(id);
    }
    let dashed = segment
        .len()
        .checked_sub(36)
        .and_then(|at| segment.get(at..));
    let plain = segment
        .len()
        .checked_sub(32)
        .and_then(|at| segment.get(at..));
    dashed
        .and_then(NotionId::parse)
        .or_else(|| plain.and_then(NotionId::parse))
}

fn push_hex(text: &mut String, byte: u8) {
    for digit in [byte >> 4, byte & 0x0f] {
        if let Some(character) = char::from_digit(u32::from(digit), 16) {
            text.push(character);
        }
    }
}

impl fmt::Display for NotionId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(36);
        for (index, byte) in self.0.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            push_hex(&mut text, *byte);
        }
        formatter.write_str(&text)
    }
}

impl fmt::Debug for NotionId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "NotionId({self})")
    }
}

impl FromStr for NotionId {
    type Err = InvalidNotionId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text).ok_or_else(|| InvalidNotionId {
            text: text.chars().take(64).collect(),
        })
    }
}

impl TryFrom<&str> for NotionId {
    type Error = InvalidNotionId;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<NotionId> for String {
    fn from(id: NotionId) -> Self {
        id.to_string()
    }
}

impl Serialize for NotionId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for NotionId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "tests may panic"
    )]
    use proptest::prelude::*;

    use super::*;

    const DASHED: &str = "393abc1e-edcd-81cd-8d54-0123456789ab";
    const PLAIN: &str = "393abc1eedcd81cd8d540123456789ab";

    #[test]
    fn an_id_is_the_same_with_and_without_dashes_and_in_either_case() {
        let id: NotionId = DASHED.parse().unwrap();
        assert_eq!(id, PLAIN.parse().unwrap());
        assert_eq!(id, DASHED.to_uppercase().parse().unwrap());
        assert_eq!(id.to_string(), DASHED);
        assert_eq!(id.to_hex(), PLAIN);
    }

    #[test]
    fn what_is_not_an_id_is_refused() {
        for text in [
            "",
            "title",
            "393abc1e",
            "393abc1e-edcd-81cd-8d54-0123456789a",
            "393abc1e-edcd-81cd-8d54-0123456789abc",
            "393abc1eedcd81cd8d540123456789ag",
            "-393abc1eedcd81cd8d540123456789ab",
            "task_393abc1eedcd81cd8d540123456789ab",
        ] {
            assert!(text.parse::<NotionId>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn an_id_travels_through_json_as_a_string() {
        let id: NotionId = PLAIN.parse().unwrap();
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, format!("\"{DASHED}\""));
        assert_eq!(serde_json::from_str::<NotionId>(&json).unwrap(), id);
        assert_eq!(
            serde_json::from_value::<NotionId>(serde_json::json!(PLAIN)).unwrap(),
            id
        );
    }

    #[test]
    fn notion_addresses_name_their_page() {
        let id: NotionId = PLAIN.parse().unwrap();
        for url in [
            format!("https://app.notion.com/p/Road-map-{PLAIN}"),
            format!("https://app.notion.com/p/{PLAIN}?pvs=4"),
            format!(
                "https://www.notion.so/acme/Road-map-{PLAIN}#{}",
                "0".repeat(32)
            ),
            format!("https://notion.so/{DASHED}"),
            format!("https://acme.notion.site/Road-map-{PLAIN}"),
            format!("/p/{PLAIN}"),
            format!("/{PLAIN}"),
            format!("notion://www.notion.so/{PLAIN}"),
            format!(
                "https://www.notion.so/{}?v=1&p={PLAIN}&pm=s",
                "a".repeat(32)
            ),
            format!("https://app.notion.com/p/Été-{PLAIN}/"),
        ] {
            assert_eq!(NotionId::from_url(&url), Some(id), "{url}");
        }
    }

    #[test]
    fn other_addresses_name_no_page() {
        for url in [
            format!("https://example.com/{PLAIN}"),
            format!("https://notion.so.example.com/{PLAIN}"),
            format!("https://evilnotion.so/{PLAIN}"),
            format!("//evil.example/{PLAIN}"),
            format!("javascript://notion.so/{PLAIN}"),
            format!("https://user@notion.so@evil.example/{PLAIN}"),
            "https://www.notion.so/".to_owned(),
            "https://www.notion.so/help".to_owned(),
        ] {
            assert_eq!(NotionId::from_url(&url), None, "{url}");
        }
    }

    #[test]
    fn the_fragment_of_an_address_names_a_block() {
        let id: NotionId = PLAIN.parse().unwrap();
        let url = format!("https://app.notion.com/p/{}#{PLAIN}", "0".repeat(32));
        assert_eq!(block_in_url(&url), Some(id));
        assert_eq!(block_in_url("https://app.notion.com/p/x#top"), None);
    }

    proptest! {
        #[test]
        fn every_id_is_read_back_from_what_it_shows(bytes: [u8; 16]) {
            let id = NotionId::from_bytes(bytes);
            prop_assert_eq!(id.to_string().parse::<NotionId>().unwrap(), id);
            prop_assert_eq!(id.to_hex().parse::<NotionId>().unwrap(), id);
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC*") {
            let _ = NotionId::parse(&text);
            let _ = NotionId::from_url(&text);
            let _ = block_in_url(&text);
        }
    }
}
