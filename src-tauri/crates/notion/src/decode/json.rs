//! From the bytes of an answer to a JSON object, mending text that is no Unicode.
//!
//! Notion cuts long texts by UTF-16 units and so emits halves of surrogate pairs as `\ud83d`; strict parsers refuse the whole
//! answer for one of them. They become `\ufffd`, which has the same length.

use serde_json::value::RawValue;

use crate::note::{Note, NoteKind};

/// The object in `body`, or nothing when it is no complete JSON object.
pub(crate) fn object(body: &[u8]) -> Option<(Box<RawValue>, Vec<Note>)> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let body = body.trim_ascii();
    if !body.starts_with(b"{") {
        return None;
    }
    let mut notes = Vec::new();
    let mut bytes = body.to_vec();
    let halves = mend_surrogates(&mut bytes);
    if halves > 0 {
        notes.push(mended(format!("{halves} halves of surrogate pairs")));
    }
    let text = String::from_utf8(bytes).unwrap_or_else(|error| {
        notes.push(mended("bytes that are not UTF-8".to_owned()));
        String::from_utf8_lossy(error.as_bytes()).into_owned()
    });
    let raw = RawValue::from_string(text).ok()?;
    Some((raw, notes))
}

fn mended(detail: String) -> Note {
    Note::new(NoteKind::TextMended, "", detail)
}

/// Replaces escaped halves of surrogate pairs and returns how many there were.
fn mend_surrogates(bytes: &mut [u8]) -> usize {
    let mut halves = 0;
    let mut index = 0;
    while let Some(offset) = bytes
        .get(index..)
        .and_then(|rest| rest.iter().position(|byte| *byte == b'\\'))
    {
        index += offset;
        match unit(bytes, index) {
            Some(0xd800..=0xdbff) if matches!(unit(bytes, index + 6), Some(0xdc00..=0xdfff)) => {
                index += 12;
            }
            Some(0xd800..=0xdfff) => {
                if let Some(digits) = bytes.get_mut(index + 2..index + 6) {
                    digits.copy_from_slice(b"fffd");
                }
                halves += 1;
                index += 6;
            }
            Some(_) => index += 6,
            // Another escape, such as a backslash that escapes a backslash.
            None => index += 2,
        }
    }
    halves
}

/// The UTF-16 unit that is written as `\uXXXX` at `index`.
fn unit(bytes: &[u8], index: usize) -> Option<u16> {
    let digits = bytes.get(index..index + 6)?.strip_prefix(b"\\u")?;
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn value(body: &[u8]) -> (Value, usize) {
        let (raw, notes) = object(body).unwrap();
        (serde_json::from_str(raw.get()).unwrap(), notes.len())
    }

    #[test]
    fn halves_of_surrogate_pairs_are_mended_and_whole_pairs_kept() {
        let table = [
            (r#"{"t":"\ud83d\ude00"}"#, "\u{1f600}", 0),
            (r#"{"t":"\uD83D"}"#, "\u{fffd}", 1),
            (r#"{"t":"a\ude00b"}"#, "a\u{fffd}b", 1),
            (r#"{"t":"\ud83d\ud83d\ude00"}"#, "\u{fffd}\u{1f600}", 1),
            (r#"{"t":"\ud83dx\ude00"}"#, "\u{fffd}x\u{fffd}", 1),
            (r#"{"t":"\\ud83d"}"#, "\\ud83d", 0),
            (r#"{"t":"\\\ud83d"}"#, "\\\u{fffd}", 1),
            (r#"{"t":"\u0041\n"}"#, "A\n", 0),
        ];
        for (body, expected, notes) in table {
            assert_eq!(
                value(body.as_bytes()),
                (json!({ "t": expected }), notes),
                "{body}"
            );
        }
    }

    #[test]
    fn bytes_that_are_not_utf8_are_mended() {
        assert_eq!(
            value(b"{\"t\":\"a\xffb\"}"),
            (json!({ "t": "a\u{fffd}b" }), 1)
        );
    }

    #[test]
    fn a_byte_order_mark_and_white_space_around_are_no_part_of_it() {
        assert_eq!(value(b"\xef\xbb\xbf {\"a\":1}\n"), (json!({ "a": 1 }), 0));
    }

    #[test]
    fn what_is_no_complete_object_is_refused() {
        for body in [
            "", "[]", "null", "\"x\"", "<html>", "{\"a\":", "{} {}", "{\"a\":1",
        ] {
            assert!(object(body.as_bytes()).is_none(), "{body}");
        }
    }

    #[test]
    fn a_value_nested_too_deep_to_decode_is_still_an_object() {
        let body = format!("{{\"a\":{}{}}}", "[".repeat(5_000), "]".repeat(5_000));
        assert!(object(body.as_bytes()).is_some());
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(body: Vec<u8>) {
            let _ = object(&body);
        }

        #[test]
        fn text_survives_unharmed(text in "\\PC*") {
            let body = json!({ "t": text }).to_string();
            prop_assert_eq!(value(body.as_bytes()), (json!({ "t": text }), 0));
        }
    }
}
