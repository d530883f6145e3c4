//! What is wrong with a profile file, for a face that says it in another language.
//!
//! Leaves out the English of it (`problem`). The rule it protects: whatever the English sentence says is among the arguments.

use super::problem::{Contradiction, ProblemKind, ProfileProblem};
use crate::sentence::{Sentence, joined, quoted};

impl Sentence for ProfileProblem {
    fn code(&self) -> &'static str {
        if self.key.is_empty() {
            "profile-problem-whole"
        } else {
            "profile-problem"
        }
    }

    /// Where it is; what is wrong there is a sentence of its own, [`ProfileProblem::what`].
    fn arguments(&self) -> Vec<(&'static str, String)> {
        vec![
            ("file", self.file.clone()),
            ("line", self.line.to_string()),
            ("column", self.column.to_string()),
            ("key", self.key.clone()),
            ("what", self.what.to_string()),
        ]
    }
}

impl Sentence for ProblemKind {
    fn code(&self) -> &'static str {
        match self {
            Self::NotToml { .. } => "profile-not-toml",
            Self::UnknownKey {
                nearest: Some(_), ..
            } => "profile-unknown-key-meant",
            Self::UnknownKey { .. } => "profile-unknown-key",
            Self::MissingKey { .. } => "profile-missing-key",
            Self::WrongKind { .. } => "profile-wrong-kind",
            Self::NotOneOf {
                nearest: Some(_), ..
            } => "profile-not-one-of-meant",
            Self::NotOneOf { known, .. } if known.is_empty() => "profile-not-one-of-none",
            Self::NotOneOf { .. } => "profile-not-one-of",
            Self::BadName { .. } => "profile-bad-name",
            Self::BadPattern { .. } => "profile-bad-pattern",
            Self::Twice { .. } => "profile-twice",
            Self::Blank { .. } => "profile-blank",
            Self::Contradiction(contradiction) => contradiction.code(),
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotToml { detail } | Self::BadPattern { detail } => {
                vec![("detail", detail.clone())]
            }
            Self::UnknownKey { nearest, known } => vec![
                ("nearest", nearest.clone().unwrap_or_default()),
                ("known", joined(known.iter().map(String::as_str))),
            ],
            Self::MissingKey { example } | Self::Blank { example } => {
                vec![("example", example.clone())]
            }
            Self::WrongKind {
                expected,
                found,
                example,
            } => vec![
                ("expected", expected.to_string()),
                ("found", (*found).to_owned()),
                ("example", example.clone()),
            ],
            Self::NotOneOf {
                found,
                nearest,
                known,
            } => vec![
                ("found", found.clone()),
                ("nearest", nearest.clone().unwrap_or_default()),
                ("known", quoted(known.iter().map(String::as_str))),
            ],
            Self::BadName {
                found,
                allowed,
                instead,
            } => vec![
                ("found", found.clone()),
                ("allowed", allowed.to_string()),
                ("instead", instead.clone()),
            ],
            Self::Twice { found, first_line } => {
                vec![("found", found.clone()), ("line", first_line.to_string())]
            }
            Self::Contradiction(contradiction) => contradiction.arguments(),
        }
    }
}

impl Sentence for Contradiction {
    fn code(&self) -> &'static str {
        match self {
            Self::Lengths { .. } => "profile-lengths",
            Self::RuleForNoText { .. } => "profile-rule-for-no-text",
            Self::ChoiceForNoChoice { .. } => "profile-choice-for-no-choice",
            Self::DefaultNotAllowed { .. } => "profile-default-not-allowed",
            Self::NoDefault => "profile-no-default",
            Self::Computed { .. } => "profile-computed",
            Self::FormulaForNoFormula => "profile-formula-for-no-formula",
            Self::Titles { count: 0 } => "profile-no-title",
            Self::Titles { .. } => "profile-titles",
            Self::TitleAlone => "profile-title-alone",
            Self::StatusNotChosen { .. } => "profile-status-not-chosen",
            Self::WrittenNotOfState { .. } => "profile-written-not-of-state",
            Self::CommaInOption { .. } => "profile-comma-in-option",
            Self::TooManyOptions { .. } => "profile-too-many-options",
            Self::OperatorValues { .. } => "profile-operator-values",
            Self::NoValues { .. } => "profile-no-values",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Lengths { min, max } => {
                vec![("min", min.to_string()), ("max", max.to_string())]
            }
            Self::RuleForNoText { kind }
            | Self::ChoiceForNoChoice { kind }
            | Self::Computed { kind }
            | Self::StatusNotChosen { kind } => vec![("kind", kind.clone())],
            Self::DefaultNotAllowed { default, reason } => {
                let (reason, limit) = reason.told();
                vec![
                    ("default", default.clone()),
                    ("reason", reason.to_owned()),
                    ("limit", limit),
                ]
            }
            Self::Titles { count } | Self::TooManyOptions { count } => {
                vec![("count", count.to_string())]
            }
            Self::WrittenNotOfState { written, names } => vec![
                ("written", written.clone()),
                ("names", quoted(names.iter().map(String::as_str))),
            ],
            Self::CommaInOption { name } => {
                vec![("instead", name.replace(", ", " ").replace(',', " "))]
            }
            Self::OperatorValues { operator, takes } => {
                vec![("operator", operator.clone()), ("takes", takes.to_string())]
            }
            Self::NoValues { field } => vec![("field", field.clone())],
            Self::NoDefault | Self::FormulaForNoFormula | Self::TitleAlone => Vec::new(),
        }
    }
}
