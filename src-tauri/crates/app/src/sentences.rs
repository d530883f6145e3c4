//! Sentences about records, as the catalogue has them.
//!
//! What is told about a schema, a field, a step, a rule or a profile somebody wrote has a sentence in `locales/`. What a library
//! says about a file that it cannot read stays in its own words. The rule it protects: one catalogue for every face.

use keepsake_records::explain::Explanation;
use keepsake_records::profile::ProfileProblem;
use keepsake_records::{ChannelProblem, FieldError, Sentence};

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

/// What is wrong with a profile file, with its place.
pub(crate) fn wrong_in(problem: &ProfileProblem, words: &Words) -> String {
    let what = said(&problem.what, words);
    let mut arguments = problem.arguments();
    arguments.retain(|(name, _)| *name != "what");
    arguments.push(("what", what));
    let values: Vec<(&str, Value<'_>)> = arguments
        .iter()
        .map(|(name, value)| (*name, Value::Text(value)))
        .collect();
    words.say(problem.code(), &values)
}

/// What is wrong with a file of channels, with its place; with the folder as a whole where no file is named.
pub(crate) fn wrong_in_channels(problem: &ChannelProblem, words: &Words) -> String {
    let what = said(&problem.what, words);
    let line = problem.line.map(|line| line.to_string());
    let values = [
        ("file", Value::Text(&problem.file)),
        ("line", Value::Text(line.as_deref().unwrap_or_default())),
        ("what", Value::Text(&what)),
    ];
    match (problem.file.is_empty(), &line) {
        (true, _) => what,
        (false, Some(_)) => words.say("channel-problem", &values),
        (false, None) => words.say("channel-problem-whole", &values),
    }
}

/// Why a field cannot be written. A reason is said as it is logged (`Missing Topic`), which is no sentence of the catalogue.
pub(crate) fn refused(error: &FieldError, words: &Words) -> String {
    match error {
        FieldError::Refused { .. } => error.to_string(),
        other => said(other, words),
    }
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
    use keepsake_records::profile::{
        BrokenRule, Contradiction, Expected, Letters, ProblemKind, State, Takes,
    };
    use keepsake_records::states::Jump;
    use keepsake_records::{
        ChannelTrouble, Channels, Difference, Note, Reason, Shape, builtin, explain,
    };

    use super::*;
    use crate::language::Language;

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
    fn why_an_entry_stays_in_draft_is_said_as_it_is_logged_and_in_german() {
        let (field, title) = (|| "channel".to_owned(), || "Channel".to_owned());
        let (english, german) = (Words::english(), Words::in_language(Language::German));
        let mut sentences: Vec<Box<dyn Sentence>> = vec![Box::new(Note::Replaced {
            field: field(),
            title: title(),
            value: "x".to_owned(),
            with: "y".to_owned(),
        })];
        let (limit, length) = (3, 5);
        for reason in [
            Reason::Missing {
                field: field(),
                title: title(),
            },
            Reason::Unknown {
                field: field(),
                title: title(),
                value: "x".to_owned(),
            },
            Reason::TooLong {
                field: field(),
                title: title(),
                limit,
                length,
            },
            Reason::TooShort {
                field: field(),
                title: title(),
                limit,
                length,
            },
            Reason::NoMatch {
                field: field(),
                title: title(),
                pattern: "^a".to_owned(),
            },
            Reason::WrongType {
                field: field(),
                title: title(),
                found: "number".to_owned(),
                accepted: Vec::new(),
            },
        ] {
            sentences.push(Box::new(reason));
        }
        for sentence in &sentences {
            assert_eq!(said(&**sentence, &english), sentence.to_string());
            assert_ne!(said(&**sentence, &german), sentence.to_string());
            assert!(german.has(sentence.code()));
        }
    }

    /// One of each kind of problem, with each of the choices inside it.
    fn every_problem() -> Vec<ProblemKind> {
        let text = || "x".to_owned();
        let names = || vec!["a".to_owned(), "b".to_owned()];
        let nearest = || Some("near".to_owned());
        let mut kinds = vec![
            ProblemKind::NotToml { detail: text() },
            ProblemKind::UnknownKey {
                nearest: None,
                known: names(),
            },
            ProblemKind::UnknownKey {
                nearest: nearest(),
                known: names(),
            },
            ProblemKind::MissingKey { example: text() },
            ProblemKind::NotOneOf {
                found: text(),
                nearest: None,
                known: names(),
            },
            ProblemKind::NotOneOf {
                found: text(),
                nearest: None,
                known: Vec::new(),
            },
            ProblemKind::NotOneOf {
                found: text(),
                nearest: nearest(),
                known: names(),
            },
            ProblemKind::BadPattern { detail: text() },
            ProblemKind::Twice {
                found: text(),
                first_line: 3,
            },
            ProblemKind::Blank { example: text() },
        ];
        kinds.extend(
            Expected::ALL
                .iter()
                .map(|&expected| ProblemKind::WrongKind {
                    expected,
                    found: "integer",
                    example: text(),
                }),
        );
        kinds.extend(Letters::ALL.iter().map(|&allowed| ProblemKind::BadName {
            found: text(),
            allowed,
            instead: text(),
        }));
        let reasons = [
            BrokenRule::NotAllowed,
            BrokenRule::Longer(3),
            BrokenRule::Shorter(3),
            BrokenRule::NoMatch("[a-z]{2}".to_owned()),
        ];
        let kind = text;
        let mut contradictions = vec![
            Contradiction::Lengths { min: 5, max: 3 },
            Contradiction::RuleForNoText { kind: kind() },
            Contradiction::ChoiceForNoChoice { kind: kind() },
            Contradiction::NoDefault,
            Contradiction::Computed { kind: kind() },
            Contradiction::FormulaForNoFormula,
            Contradiction::Titles { count: 0 },
            Contradiction::Titles { count: 2 },
            Contradiction::TitleAlone,
            Contradiction::StatusNotChosen { kind: kind() },
            Contradiction::WrittenNotOfState {
                written: text(),
                names: names(),
            },
            Contradiction::CommaInOption {
                name: "a, b".to_owned(),
            },
            Contradiction::TooManyOptions { count: 101 },
            Contradiction::NoValues { field: text() },
        ];
        contradictions.extend(reasons.map(|reason| Contradiction::DefaultNotAllowed {
            default: text(),
            reason,
        }));
        let operator = text;
        contradictions.extend(
            Takes::ALL
                .iter()
                .map(|&takes| Contradiction::OperatorValues {
                    operator: operator(),
                    takes,
                }),
        );
        kinds.extend(contradictions.into_iter().map(ProblemKind::Contradiction));
        kinds
    }

    #[test]
    fn what_is_wrong_with_a_profile_is_said_in_both_languages() {
        let (english, german) = (Words::english(), Words::in_language(Language::German));
        let mut seen = std::collections::HashSet::new();
        for what in every_problem() {
            assert_eq!(said(&what, &english), what.to_string());
            for key in ["", "fields.topic"] {
                let problem = ProfileProblem {
                    file: "p.toml".to_owned(),
                    line: 4,
                    column: 7,
                    key: key.to_owned(),
                    what: what.clone(),
                };
                assert_eq!(wrong_in(&problem, &english), problem.to_string());
                let told = wrong_in(&problem, &german);
                assert!(told.starts_with("p.toml, Zeile 4, Spalte 7"), "{told}");
                assert!(told.contains(key) && !told.contains("{$"), "{told}");
                assert!(
                    !told.contains("write ") && !told.contains(" the "),
                    "{told}"
                );
                assert!(seen.insert(told), "{what:?} is said like another one");
            }
        }
    }

    fn every_channel_trouble() -> Vec<ChannelTrouble> {
        let text = || "news, daily".to_owned();
        let mut troubles = vec![
            ChannelTrouble::Empty,
            ChannelTrouble::NotYaml { detail: text() },
            ChannelTrouble::SeveralDocuments,
            ChannelTrouble::TwoIds,
            ChannelTrouble::BlankId,
            ChannelTrouble::CommaInId { id: text() },
            ChannelTrouble::LongId { length: 120 },
            ChannelTrouble::SameId {
                id: text(),
                other: "b.yaml".to_owned(),
            },
            ChannelTrouble::TooMany { count: 101 },
        ];
        for found in [Shape::Keys, Shape::List, Shape::Alias, Shape::Text] {
            troubles.push(ChannelTrouble::NotKeys { found });
            troubles.push(ChannelTrouble::IdNotText { found });
        }
        troubles
    }

    #[test]
    fn what_is_wrong_with_a_file_of_channels_is_said_in_both_languages() {
        let (english, german) = (Words::english(), Words::in_language(Language::German));
        let mut seen = std::collections::HashSet::new();
        for what in every_channel_trouble() {
            assert!(english.has(what.code()), "{what:?}");
            for (file, line, begins) in [
                ("a.yaml", Some(3), "a.yaml, Zeile 3: "),
                ("a.yaml", None, "a.yaml: "),
                ("", None, ""),
            ] {
                let problem = ChannelProblem {
                    file: file.to_owned(),
                    line,
                    what: what.clone(),
                };
                let said = wrong_in_channels(&problem, &english);
                assert_eq!(said, problem.to_string());
                let told = wrong_in_channels(&problem, &german);
                assert!(told.starts_with(begins) && !told.contains("{$"), "{told}");
                assert!(
                    !told.contains("write ") && !told.contains(" the "),
                    "{told}"
                );
                assert!(seen.insert(told), "{what:?} is said like another one");
            }
        }
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
