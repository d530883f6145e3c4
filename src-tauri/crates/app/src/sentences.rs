//! Sentences about records, as the catalogue has them.
//!
//! What is told about a schema, a field, a step or a rule has a sentence in `locales/`. What is wrong with a file somebody
//! wrote is told in the words of whoever read it, as a compiler does. The rule it protects: one catalogue for every face.

use keepsake_records::explain::Explanation;
use keepsake_records::{FieldError, Sentence};

use crate::dto;
use crate::words::{Value, Words};

/// The sentence of the catalogue, or its own words where the catalogue has none.
pub(crate) fn said(sentence: &dyn Sentence, words: &Words) -> String {
    let code = sentence.code();
    if !words.has(code) {
        return sentence.to_string();
    }
    let arguments = sentence.arguments();
    let values: Vec<(&str, Value<'_>)> = arguments
        .iter()
        .map(|(name, value)| (*name, Value::Text(value)))
        .collect();
    words.say(code, &values)
}

/// Why a field cannot be written. A reason is said as it is logged (`Missing Topic`), which is no sentence of the catalogue.
pub(crate) fn refused(error: &FieldError, words: &Words) -> String {
    match error {
        FieldError::Refused { .. } => error.to_string(),
        other => said(other, words),
    }
}

/// Why an entry stays in draft, as the window says it; a reason without a sentence is said as it is logged.
pub(crate) fn reason(reason: &dto::Reason, words: &Words) -> String {
    let number = |number: Option<u32>| Value::Count(number.unwrap_or(0).into());
    let key = match reason.kind {
        dto::ReasonKind::Missing => "reason-is-missing",
        dto::ReasonKind::UnknownChannel => "reason-unknown-channel",
        dto::ReasonKind::UnknownStatus => "reason-unknown-status",
        dto::ReasonKind::TooLong => "reason-too-long",
        dto::ReasonKind::Other => return reason.text.clone(),
    };
    let values = [
        ("field", Value::Text(&reason.field)),
        ("found", Value::Text(&reason.found)),
        ("length", number(reason.length)),
        ("limit", number(reason.limit)),
    ];
    words.say(key, &values)
}

/// The rule of a field: what is said about it, in one sentence.
pub(crate) fn rule(explanation: &Explanation, words: &Words) -> String {
    let clauses: Vec<String> = explanation
        .clauses
        .iter()
        .map(|clause| said(clause, words))
        .collect();
    let rules = clauses.join("; ");
    let values = [
        ("title", Value::Text(&explanation.title)),
        ("rules", Value::Text(&rules)),
    ];
    words.say("rule", &values)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use keepsake_records::profile::State;
    use keepsake_records::states::Jump;
    use keepsake_records::{Channels, Difference, builtin, explain};

    use super::*;

    #[test]
    fn a_sentence_of_the_catalogue_says_what_it_speaks_about() {
        let jump = Jump {
            from: State::named("draft"),
            to: State::named("completed"),
            legal: vec![State::named("pending")],
        };
        assert_eq!(
            said(&jump, &Words::english()),
            "draft → completed is not a step of the pipeline; after draft comes pending"
        );
        let difference = Difference::MissingOptions {
            field: "channel".to_owned(),
            property: "Channel".to_owned(),
            options: vec!["deep-sea".to_owned()],
            grouped: false,
        };
        assert_eq!(
            said(&difference, &Words::english()),
            "“Channel” lacks the options “deep-sea”; Keepsake can add them."
        );
    }

    #[test]
    fn every_rule_of_a_field_is_in_the_catalogue() {
        let words = Words::english();
        let profile = builtin::profile("video-production").unwrap().unwrap();
        for field in &profile.fields {
            let explanation = explain(&profile, &Channels::default(), &field.key).unwrap();
            for clause in &explanation.clauses {
                assert!(words.has(clause.code()), "{}", clause.code());
            }
            assert!(rule(&explanation, &words).starts_with(&field.property));
        }
    }
}
