//! Hashes that change only when the content does.
//!
//! Notion may order the keys of an answer differently each time, signs file addresses anew on every
//! read and gives every answer its own request id. None of that is a change.
//!
//! The rule it protects: two reads of an unchanged object hash the same, and two different contents
//! do not.

use std::fmt;
use std::str::FromStr;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::hosted::unsigned;

/// Keys that say something about the answer and nothing about the content.
const LEFT_OUT: [&str; 2] = ["request_id", "expiry_time"];

/// A SHA-256 of some content, shown and parsed as 64 lowercase hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash([u8; 32]);

/// A text that is not a content hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a content hash has 64 hexadecimal digits")]
pub struct InvalidContentHash;

impl ContentHash {
    /// The hash of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The hash with these 32 bytes, as stored or as computed piece by piece elsewhere.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes of the hash.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ContentHash({self})")
    }
}

impl FromStr for ContentHash {
    type Err = InvalidContentHash;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() != 64 {
            return Err(InvalidContentHash);
        }
        let mut bytes = [0_u8; 32];
        for (index, digit) in text.chars().enumerate() {
            let value = digit
                .to_digit(16)
                .and_then(|value| u8::try_from(value).ok())
                .ok_or(InvalidContentHash)?;
            let byte = bytes.get_mut(index / 2).ok_or(InvalidContentHash)?;
            *byte = (*byte << 4) | value;
        }
        Ok(Self(bytes))
    }
}

/// The hash of a text, byte for byte. Pass Markdown through [`crate::dialect::stable`] first.
#[must_use]
pub fn hash_text(text: &str) -> ContentHash {
    ContentHash::of(text.as_bytes())
}

/// The hash of a JSON value whatever the order of its keys, without `request_id`, `expiry_time` and
/// the signatures of hosted file addresses.
#[must_use]
pub fn hash_json(value: &Value) -> ContentHash {
    let mut hash = Sha256::new();
    write_canonical(value, &mut |piece| hash.update(piece));
    ContentHash(hash.finalize().into())
}

/// What is still to be written; a stack of it stands in for recursion, so that depth costs memory
/// and not the call stack.
enum Pending<'a> {
    Value(&'a Value),
    Text(&'static [u8]),
    Key(&'a str),
}

fn write_canonical(value: &Value, write: &mut dyn FnMut(&[u8])) {
    let mut pending = vec![Pending::Value(value)];
    while let Some(next) = pending.pop() {
        let value = match next {
            Pending::Text(text) => {
                write(text);
                continue;
            }
            Pending::Key(key) => {
                write_string(key, write);
                write(b":");
                continue;
            }
            Pending::Value(value) => value,
        };
        match value {
            Value::Null => write(b"null"),
            Value::Bool(true) => write(b"true"),
            Value::Bool(false) => write(b"false"),
            Value::Number(number) => write(number.to_string().as_bytes()),
            Value::String(text) => write_string(unsigned(text), write),
            Value::Array(items) => {
                write(b"[");
                pending.push(Pending::Text(b"]"));
                for item in items.iter().rev() {
                    pending.push(Pending::Text(b","));
                    pending.push(Pending::Value(item));
                }
            }
            Value::Object(fields) => {
                write(b"{");
                pending.push(Pending::Text(b"}"));
                let mut fields: Vec<_> = fields
                    .iter()
                    .filter(|(key, _)| !LEFT_OUT.contains(&key.as_str()))
                    .collect();
                fields.sort_unstable_by(|left, right| right.0.cmp(left.0));
                for (key, value) in fields {
                    pending.push(Pending::Text(b","));
                    pending.push(Pending::Value(value));
                    pending.push(Pending::Key(key));
                }
            }
        }
    }
}

/// A string with its length in front: no escaping, and still nothing inside it can look like
/// structure.
fn write_string(text: &str, write: &mut dyn FnMut(&[u8])) {
    write(text.len().to_string().as_bytes());
    write(b"\"");
    write(text.as_bytes());
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
    use serde_json::json;

    use super::*;

    #[test]
    fn the_order_of_keys_does_not_change_the_hash() {
        let left: Value = serde_json::from_str(r#"{"a":1,"b":{"c":[1,2],"d":null}}"#).unwrap();
        let right: Value = serde_json::from_str(r#"{"b":{"d":null,"c":[1,2]},"a":1}"#).unwrap();
        assert_eq!(hash_json(&left), hash_json(&right));
    }

    #[test]
    fn request_ids_expiry_times_and_signatures_do_not_change_the_hash() {
        let read = |signature: &str, expiry: &str| {
            json!({
                "icon": {"type": "file", "file": {
                    "url": format!("https://prod-files-secure.s3.us-west-2.amazonaws.com/a/b.png?X-Amz-Signature={signature}"),
                    "expiry_time": expiry,
                }},
                "request_id": signature,
            })
        };
        assert_eq!(hash_json(&read("1", "x")), hash_json(&read("2", "y")));
    }

    #[test]
    fn different_contents_hash_differently() {
        let contents = [
            json!(null),
            json!(false),
            json!(0),
            json!(""),
            json!("0"),
            json!([]),
            json!([[]]),
            json!([[], []]),
            json!({}),
            json!({"a": "b"}),
            json!({"a": {"b": null}}),
            json!(["a", "b"]),
            json!(["b", "a"]),
            json!(["ab"]),
            json!({"u": "https://example.com/x?a=1"}),
            json!({"u": "https://example.com/x?a=2"}),
        ];
        let mut hashes: Vec<_> = contents.iter().map(hash_json).collect();
        hashes.sort();
        hashes.dedup();
        assert_eq!(hashes.len(), contents.len());
    }

    #[test]
    fn a_hash_is_read_back_from_what_it_shows() {
        let hash = hash_text("Keepsake");
        assert_eq!(hash.to_string().parse::<ContentHash>().unwrap(), hash);
        assert_eq!(
            hash_text("").to_string(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert!("e3".parse::<ContentHash>().is_err());
        assert!("x".repeat(64).parse::<ContentHash>().is_err());
    }

    #[test]
    fn a_very_deep_value_is_hashed_without_recursion() {
        let mut value = json!(1);
        for _ in 0..100_000 {
            value = Value::Array(vec![value]);
        }
        let _ = hash_json(&value);
        // serde_json frees values recursively, so this one is taken apart by hand.
        while let Value::Array(mut items) = value {
            value = items.pop().unwrap();
        }
    }

    proptest! {
        #[test]
        fn shuffled_keys_hash_the_same(pairs in proptest::collection::btree_map("[a-z]{1,4}", any::<i32>(), 0..8)) {
            let forward: serde_json::Map<String, Value> =
                pairs.iter().map(|(key, value)| (key.clone(), json!(value))).collect();
            let backward: serde_json::Map<String, Value> =
                pairs.iter().rev().map(|(key, value)| (key.clone(), json!(value))).collect();
            prop_assert_eq!(hash_json(&Value::Object(forward)), hash_json(&Value::Object(backward)));
        }
    }
}
