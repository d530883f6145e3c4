//! The differences in words.

use std::fmt;

use super::Difference;
use crate::sentence::{Sentence, joined, quoted};

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotADataSource => {
                formatter.write_str("This is not a data source: it has no properties.")
            }
            Self::MissingProperty {
                property,
                kind,
                addable: true,
                ..
            } => write!(
                formatter,
                "There is no property “{property}”; Keepsake can add it as {kind}."
            ),
            Self::MissingProperty {
                property,
                kind,
                required: true,
                ..
            } => write!(
                formatter,
                "There is no property “{property}”; add one of the type {kind} in Notion."
            ),
            Self::MissingProperty { property, kind, .. } => write!(
                formatter,
                "There is no property “{property}” of the type {kind}; records do without it."
            ),
            Self::WrongType {
                property,
                found,
                accepted,
                required,
                ..
            } => {
                let accepted = joined(accepted.iter().map(|kind| kind.as_str()));
                write!(
                    formatter,
                    "“{property}” is of the type {found}, and the profile takes {accepted}; "
                )?;
                formatter.write_str(if *required {
                    "change its type in Notion, or name another property in the profile."
                } else {
                    "records do without it."
                })
            }
            Self::OtherType {
                property,
                found,
                usual,
                ..
            } => write!(
                formatter,
                "“{property}” is of the type {found} instead of {usual}; it is accepted as it is."
            ),
            Self::MissingOptions {
                property,
                options,
                grouped,
                ..
            } => {
                let list = quoted(options.iter().map(String::as_str));
                write!(
                    formatter,
                    "“{property}” lacks the options {list}; Keepsake can add them"
                )?;
                formatter.write_str(if *grouped {
                    ", and Notion puts them into the group of things to do."
                } else {
                    "."
                })
            }
            Self::OptionsDoNotFit {
                property,
                options,
                total,
                ..
            } => write!(
                formatter,
                "“{property}” lacks the options {}; with them it would have {total}, and Notion takes 100 from outside. Add them in Notion, or remove others.",
                quoted(options.iter().map(String::as_str))
            ),
            Self::ExtraOptions {
                property,
                options,
                replaced_by: None,
                ..
            } => write!(
                formatter,
                "“{property}” has options that the profile does not know: {}. A row with one of them is not valid.",
                quoted(options.iter().map(String::as_str))
            ),
            Self::ExtraOptions {
                property,
                options,
                replaced_by: Some(value),
                ..
            } => write!(
                formatter,
                "“{property}” has options that the profile does not know: {}. In a row with one of them, {value} is used.",
                quoted(options.iter().map(String::as_str))
            ),
            Self::Renamed {
                property, before, ..
            } => write!(
                formatter,
                "“{before}” is called “{property}” by now; it is the same property."
            ),
            Self::SimilarName {
                property, expected, ..
            } => write!(
                formatter,
                "There is no property “{expected}”; “{property}” is taken for it."
            ),
            Self::TitleNamed {
                property, expected, ..
            } => write!(
                formatter,
                "The title is called “{property}” instead of “{expected}”; it is found by its type."
            ),
            Self::FormulaDiffers {
                property,
                expected,
                found,
                ..
            } => write!(
                formatter,
                "“{property}” computes `{found}` instead of `{expected}`; it is left as it is."
            ),
            Self::NoChannels { property, .. } => write!(
                formatter,
                "There are no channels, so no row could have a “{property}”; put a YAML file for each into the channels folder."
            ),
            Self::ExtraProperty { property, found } => write!(
                formatter,
                "“{property}” ({found}) is not part of the profile; it is remembered and left alone."
            ),
        }
    }
}

impl Sentence for Difference {
    fn code(&self) -> &'static str {
        match self {
            Self::NotADataSource => "schema-not-a-data-source",
            Self::MissingProperty { .. } => "schema-missing-property",
            Self::WrongType { .. } => "schema-wrong-type",
            Self::OtherType { .. } => "schema-other-type",
            Self::MissingOptions { .. } => "schema-missing-options",
            Self::OptionsDoNotFit { .. } => "schema-options-do-not-fit",
            Self::ExtraOptions { .. } => "schema-extra-options",
            Self::Renamed { .. } => "schema-renamed",
            Self::SimilarName { .. } => "schema-similar-name",
            Self::TitleNamed { .. } => "schema-title-named",
            Self::FormulaDiffers { .. } => "schema-formula-differs",
            Self::NoChannels { .. } => "schema-no-channels",
            Self::ExtraProperty { .. } => "schema-extra-property",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        let list = |options: &[String]| quoted(options.iter().map(String::as_str));
        match self {
            Self::NotADataSource => Vec::new(),
            Self::MissingProperty {
                property,
                kind,
                required,
                addable,
                ..
            } => vec![
                ("property", property.clone()),
                ("type", kind.to_string()),
                ("required", required.to_string()),
                ("addable", addable.to_string()),
            ],
            Self::WrongType {
                property,
                found,
                accepted,
                required,
                ..
            } => vec![
                ("property", property.clone()),
                ("found", found.clone()),
                (
                    "accepted",
                    joined(accepted.iter().map(|kind| kind.as_str())),
                ),
                ("required", required.to_string()),
            ],
            Self::OtherType {
                property,
                found,
                usual,
                ..
            } => vec![
                ("property", property.clone()),
                ("found", found.to_string()),
                ("usual", usual.to_string()),
            ],
            Self::MissingOptions {
                property,
                options,
                grouped,
                ..
            } => vec![
                ("property", property.clone()),
                ("options", list(options)),
                ("grouped", grouped.to_string()),
            ],
            Self::OptionsDoNotFit {
                property,
                options,
                total,
                ..
            } => vec![
                ("property", property.clone()),
                ("options", list(options)),
                ("total", total.to_string()),
            ],
            Self::ExtraOptions {
                property,
                options,
                replaced_by,
                ..
            } => vec![
                ("property", property.clone()),
                ("options", list(options)),
                ("replaced_by", replaced_by.clone().unwrap_or_default()),
            ],
            Self::Renamed {
                property, before, ..
            } => {
                vec![("property", property.clone()), ("before", before.clone())]
            }
            Self::SimilarName {
                property, expected, ..
            }
            | Self::TitleNamed {
                property, expected, ..
            } => {
                vec![
                    ("property", property.clone()),
                    ("expected", expected.clone()),
                ]
            }
            Self::FormulaDiffers {
                property,
                expected,
                found,
                ..
            } => vec![
                ("property", property.clone()),
                ("expected", expected.clone()),
                ("found", found.clone()),
            ],
            Self::NoChannels { property, .. } => vec![("property", property.clone())],
            Self::ExtraProperty { property, found } => {
                vec![("property", property.clone()), ("found", found.clone())]
            }
        }
    }
}
