//! What a comment on an invalid row says in Notion, where the profile asks for one.
//!
//! Sending and withdrawing it happen elsewhere. The text depends on the reasons alone, so that an
//! unchanged row never gets a second comment.

use super::Row;
use crate::explain::explain;
use crate::{Channels, Profile};

/// With which every such comment begins.
const OPENING: &str = "Keepsake does not take up";
/// What stands in its place once the row is valid, where somebody has answered it.
pub const SETTLED: &str = "This was put right, and Keepsake has taken it up.";

/// Whether these are the words of such a comment, or of one that was settled.
#[must_use]
pub fn is_comment(text: &str) -> bool {
    text.starts_with(OPENING) || text == SETTLED
}

/// What to say about a row that breaks a rule; nothing when it is valid or the profile asks for no
/// comments. The rule of each field stands beside its reason.
#[must_use]
pub fn comment(profile: &Profile, channels: &Channels, row: &Row) -> Option<String> {
    if row.valid || !profile.comment_on_invalid {
        return None;
    }
    let mut lines = vec![format!("{OPENING} this {} yet:", profile.row)];
    for reason in &row.reasons {
        let rule = explain(profile, channels, reason.field())
            .and_then(|explanation| explanation.value_rule());
        lines.push(match rule {
            Some(rule) => format!("- {reason}. {rule}"),
            None => format!("- {reason}."),
        });
    }
    lines.push("It is taken up by itself once this is put right.".to_owned());
    Some(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::fixtures::{channels, option, profile, row};

    #[test]
    fn a_comment_names_every_reason_with_its_rule_where_the_profile_asks_for_one() {
        let invalid = row(&[("Topic", json!([])), ("Channel", option("cooking"))]);
        let mut profile = profile();
        assert_eq!(comment(&profile, &channels(), &invalid), None);
        profile.comment_on_invalid = true;
        let said = comment(&profile, &channels(), &invalid);
        assert!(said.is_some_and(|text| is_comment(&text)) && is_comment(SETTLED));
        assert!(!is_comment("Why does Keepsake not take it up?"));
        assert_eq!(comment(&profile, &channels(), &row(&[])), None);
        assert_eq!(
            comment(&profile, &channels(), &invalid).as_deref(),
            Some(
                "Keepsake does not take up this video yet:\n\
                 - Unknown channel: cooking. Channel must not be blank and is one of the configured channels (archive, main, shorts).\n\
                 - Missing Topic. Topic must not be blank and has at most 1000 characters.\n\
                 It is taken up by itself once this is put right."
            )
        );
    }
}
