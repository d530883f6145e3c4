//! Cells of a CSV table that are safe to open in a spreadsheet.
//!
//! The rule it protects: text from a page is never run as a formula. What a spreadsheet would take for one gets an
//! apostrophe in front (OWASP: CSV Injection); numbers keep their sign.

use std::borrow::Cow;

/// A cell that a spreadsheet shows as text or a number.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    let begins_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if begins_formula && text.trim().parse::<f64>().is_err() {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_text_and_numbers_stay_numbers() {
        let table = [
            ("", ""),
            ("plain", "plain"),
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+49 30 1234", "'+49 30 1234"),
            ("-2+3", "'-2+3"),
            ("-42.5", "-42.5"),
            ("+1e3", "+1e3"),
            ("\t=1", "'\t=1"),
            ("a=b", "a=b"),
            ("-inf", "-inf"),
        ];
        for (text, expected) in table {
            assert_eq!(guarded(text), expected);
        }
    }
}
