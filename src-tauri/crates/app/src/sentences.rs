//! Sentences about records, as the catalogue has them.
//!
//! What is told about a schema, a field, a step or a rule has a sentence in `locales/`. What is wrong with a file somebody
//! wrote is told in the words of whoever read it, as a compiler does. The rule it protects: one catalogue for every face.

use std::sync::OnceLock;

use keepsake_records::explain::Explanation;
use keepsake_records::{FieldError, Sentence};

use crate::words::{Value, Words};

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(Words::english)
}

/// The sentence of the catalogue, or its own words where the catalogue has none.
pub(crate) fn said(sentence: &dyn Sentence) -> String {
    let words = words();
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
pub(crate) fn refused(error: &FieldError) -> String {
    match error {
        FieldError::Refused { .. } => error.to_string(),
        other => said(other),
    }
}

/// The rule of a field: what is said about it, in one sentence.
pub(crate) fn rule(explanation: &Explanation) -> String {
    let clauses: Vec<String> = explanation
        .clauses
        .iter()
        .map(|clause| said(clause))
        .collect();
    let rules = clauses.join("; ");
    let values = [
        ("title", Value::Text(&explanation.title)),
        ("rules", Value::Text(&rules)),
    ];
    words().say("rule", &values)
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
            said(&jump),
            "draft → completed is not a step of the pipeline; after draft comes pending"
        );
        let difference = Difference::MissingOptions {
            field: "channel".to_owned(),
            property: "Channel".to_owned(),
            options: vec!["deep-sea".to_owned()],
            grouped: false,
        };
        assert_eq!(
            said(&difference),
            "“Channel” lacks the options “deep-sea”; Keepsake can add them."
        );
    }

    #[test]
    fn every_rule_of_a_field_is_in_the_catalogue() {
        let profile = builtin::profile("video-production").unwrap().unwrap();
        for field in &profile.fields {
            let explanation = explain(&profile, &Channels::default(), &field.key).unwrap();
            for clause in &explanation.clauses {
                assert!(words().has(clause.code()), "{}", clause.code());
            }
            assert!(rule(&explanation).starts_with(&field.property));
        }
    }
}
