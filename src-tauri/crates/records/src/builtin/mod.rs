//! The profiles that come with Keepsake, as the TOML files anybody could have written.

use crate::profile::{Profile, ProfileRefused, read};

/// The profiles by name, each with its text.
const PROFILES: [(&str, &str); 1] = [("video-production", include_str!("video-production.toml"))];

/// The names of the profiles that come with Keepsake.
#[must_use]
pub fn names() -> Vec<&'static str> {
    PROFILES.iter().map(|(name, _)| *name).collect()
}

/// The text of the profile of this name, as a beginning for one's own.
#[must_use]
pub fn text(name: &str) -> Option<&'static str> {
    PROFILES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}

/// The profile of this name, if it is one that comes with Keepsake.
///
/// # Errors
/// What is wrong with it, which a test keeps from happening.
pub fn profile(name: &str) -> Option<Result<Profile, ProfileRefused>> {
    text(name).map(|text| read(&format!("{name}.toml"), text))
}

#[cfg(test)]
mod tests;
