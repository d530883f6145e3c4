//! A profile as the store keeps it, read back.
//!
//! Leaves out where its files come from. The rule it protects: a profile that this version cannot read is told by name and
//! never half applied.

use keepsake_memory::{NewProfile, ProfileId, StoredProfile};
use keepsake_records::{Channels, Mapping, profile::Profile};
use keepsake_text::NotionId;

/// A profile in force.
#[derive(Clone, Debug)]
pub struct Applied {
    /// Its number in the store.
    pub id: ProfileId,
    /// The data source whose rows it turns into records.
    pub data_source: NotionId,
    /// Its rules.
    pub profile: Profile,
    /// The channels there are.
    pub channels: Channels,
    /// Which property each field is.
    pub mapping: Mapping,
}

/// A stored profile that cannot be read.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the stored profile {name} cannot be read: {why}")]
pub struct Unreadable {
    /// Its name.
    pub name: String,
    /// Why.
    pub why: String,
}

impl Applied {
    /// Reads a stored profile.
    ///
    /// # Errors
    /// [`Unreadable`] when another version has written it.
    pub fn read(stored: &StoredProfile) -> Result<Self, Unreadable> {
        let unreadable = |why: String| Unreadable {
            name: stored.name.clone(),
            why,
        };
        Ok(Self {
            id: stored.id,
            data_source: stored.data_source,
            profile: keepsake_records::profile::read(&stored.name, &stored.source)
                .map_err(|refused| unreadable(refused.to_string()))?,
            channels: serde_json::from_str(&stored.channels)
                .map_err(|error| unreadable(error.to_string()))?,
            mapping: serde_json::from_str(&stored.mapping)
                .map_err(|error| unreadable(error.to_string()))?,
        })
    }
}

/// A profile as it is stored. `source` is its text, from which it was read.
///
/// # Errors
/// When the channels or the mapping cannot be written as JSON.
pub fn to_store(
    profile: &Profile,
    source: &str,
    channels: &Channels,
    mapping: &Mapping,
    data_source: NotionId,
) -> Result<NewProfile, serde_json::Error> {
    Ok(NewProfile {
        name: profile.name.clone(),
        data_source,
        source: source.to_owned(),
        channels: serde_json::to_string(channels)?,
        mapping: serde_json::to_string(mapping)?,
        active: true,
    })
}
