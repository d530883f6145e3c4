//! Where new versions come from: the address of a list, and the key that signs them. Both are built in, or there are none.
//!
//! The rule it protects: nobody who can set a variable of a finished program can make it trust another key.

use tauri::Url;

const ADDRESS: &str = "KEEPSAKE_UPDATES_URL";
const KEY: &str = "KEEPSAKE_UPDATES_KEY";
/// Where people find what cannot be installed from here.
const PAGE: &str = "KEEPSAKE_DOWNLOAD_PAGE";

/// What a build knows about its successors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    /// The list of what there is (a static manifest, Tauri's updater plugin: "Static JSON File").
    pub(crate) address: Url,
    /// The public key, as `tauri signer generate` prints it.
    pub(crate) key: String,
    /// A page for people.
    pub(crate) page: Option<Url>,
}

impl Source {
    /// What was built in; a program that is being developed may be told something else when it starts.
    pub(crate) fn known() -> Option<Self> {
        let built_in = |name: &str| match name {
            ADDRESS => option_env!("KEEPSAKE_UPDATES_URL"),
            KEY => option_env!("KEEPSAKE_UPDATES_KEY"),
            _ => option_env!("KEEPSAKE_DOWNLOAD_PAGE"),
        };
        let told = |name: &str| {
            let said = cfg!(debug_assertions).then(|| std::env::var(name).ok());
            said.flatten()
                .or_else(|| built_in(name).map(str::to_owned))
                .filter(|value| !value.is_empty())
        };
        Self::of(told)
    }

    fn of(told: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let address = told(ADDRESS)?.parse().ok()?;
        let page = told(PAGE).and_then(|page| page.parse().ok());
        Some(Self {
            address,
            key: told(KEY)?,
            page,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_source_only_with_an_address_and_a_key() {
        let pairs = [
            (None, None, false),
            (Some("https://example.com/latest.json"), None, false),
            (None, Some("key"), false),
            (Some("no address"), Some("key"), false),
            (Some("https://example.com/latest.json"), Some("key"), true),
        ];
        for (address, key, is_there) in pairs {
            let told = |name: &str| match name {
                ADDRESS => address.map(str::to_owned),
                KEY => key.map(str::to_owned),
                _ => None,
            };
            assert_eq!(Source::of(told).is_some(), is_there, "{address:?} {key:?}");
        }
    }
}
