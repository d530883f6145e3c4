//! What can differ between a profile and a data source, and how much it matters.

use serde::{Deserialize, Serialize};

use crate::profile::PropertyKind;
use crate::words::words;

words! {
    /// How much a difference matters.
    Severity {
        /// The profile cannot be put to use until a person changes something.
        Blocks = "blocks",
        /// Keepsake can add what is missing.
        CanBeRepaired = "can_be_repaired",
        /// It works as it is; a person should know.
        OnlySaid = "only_said",
    }
}

/// One difference between a profile and a data source. `property` is the name in Notion where there is
/// such a property, and the profile's name where there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "difference", rename_all = "snake_case")]
pub enum Difference {
    /// What was given has no properties.
    NotADataSource,
    /// There is no such property.
    MissingProperty {
        /// The key of the field.
        field: String,
        /// The name it would have.
        property: String,
        /// The type it would have.
        kind: PropertyKind,
        /// Whether the field is required.
        required: bool,
        /// Whether Keepsake can add it.
        addable: bool,
    },
    /// The property is of a type that the field does not accept.
    WrongType {
        /// The key of the field.
        field: String,
        /// The property.
        property: String,
        /// Its type, as Notion calls it.
        found: String,
        /// The types the field accepts.
        accepted: Vec<PropertyKind>,
        /// Whether the field is required.
        required: bool,
    },
    /// The property is of a type that is accepted but is not the usual one.
    OtherType {
        /// The key of the field.
        field: String,
        /// The property.
        property: String,
        /// Its type.
        found: PropertyKind,
        /// The usual type.
        usual: PropertyKind,
    },
    /// Options that rows will need are not there; Keepsake can add them.
    MissingOptions {
        /// The key of the field.
        field: String,
        /// The property.
        property: String,
        /// The names.
        options: Vec<String>,
        /// Whether the property has groups, where Notion puts new options into the first.
        grouped: bool,
    },
    /// Options are missing, and with them there would be more than the API takes.
    OptionsDoNotFit {
        /// The key of the field.
        field: String,
        /// The property.
        property: String,
        /// The names.
        options: Vec<String>,
        /// How many options there would be.
        total: usize,
    },
    /// There are options that no rule knows.
    ExtraOptions {
        /// The key of the field.
        field: String,
        /// The property.
        property: String,
        /// The names.
        options: Vec<String>,
        /// The value that stands in for them, if one does.
        replaced_by: Option<String>,
    },
    /// The property was renamed since the profile was applied; it is the same by its id.
    Renamed {
        /// The key of the field.
        field: String,
        /// Its name now.
        property: String,
        /// Its name before.
        before: String,
    },
    /// No property has the field's name, but one has a name like it and a fitting type.
    SimilarName {
        /// The key of the field.
        field: String,
        /// The property that is taken.
        property: String,
        /// The name the profile has.
        expected: String,
    },
    /// The title has another name; it is found by its type.
    TitleNamed {
        /// The key of the field.
        field: String,
        /// The property.
        property: String,
        /// The name the profile has.
        expected: String,
    },
    /// The formula is another one.
    FormulaDiffers {
        /// The key of the field.
        field: String,
        /// The property.
        property: String,
        /// The profile's expression.
        expected: String,
        /// Notion's expression.
        found: String,
    },
    /// A field takes its values from the channels, and there are none.
    NoChannels {
        /// The key of the field.
        field: String,
        /// The name the profile has.
        property: String,
    },
    /// A property that no field knows.
    ExtraProperty {
        /// The property.
        property: String,
        /// Its type, as Notion calls it.
        found: String,
    },
}

impl Difference {
    /// How much it matters.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::NotADataSource | Self::OptionsDoNotFit { .. } | Self::NoChannels { .. } => {
                Severity::Blocks
            }
            Self::MissingProperty { addable: true, .. } | Self::MissingOptions { .. } => {
                Severity::CanBeRepaired
            }
            Self::MissingProperty { required, .. } | Self::WrongType { required, .. } => {
                if *required {
                    Severity::Blocks
                } else {
                    Severity::OnlySaid
                }
            }
            Self::OtherType { .. }
            | Self::ExtraOptions { .. }
            | Self::Renamed { .. }
            | Self::SimilarName { .. }
            | Self::TitleNamed { .. }
            | Self::FormulaDiffers { .. }
            | Self::ExtraProperty { .. } => Severity::OnlySaid,
        }
    }

    /// The key of the field it concerns.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::NotADataSource | Self::ExtraProperty { .. } => None,
            Self::MissingProperty { field, .. }
            | Self::WrongType { field, .. }
            | Self::OtherType { field, .. }
            | Self::MissingOptions { field, .. }
            | Self::OptionsDoNotFit { field, .. }
            | Self::ExtraOptions { field, .. }
            | Self::Renamed { field, .. }
            | Self::SimilarName { field, .. }
            | Self::TitleNamed { field, .. }
            | Self::FormulaDiffers { field, .. }
            | Self::NoChannels { field, .. } => Some(field),
        }
    }
}
