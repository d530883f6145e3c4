//! Which file addresses are Notion's own, and what of them stays the same.
//!
//! Files that live with Notion are handed out under addresses signed for one hour and signed anew
//! on every read (Notion API reference: Retrieving existing files). They must be fetched at once
//! and never be stored or hashed as they are; what identifies the file is the address without its
//! signature. External files keep their address for ever.
//!
//! The rule it protects: reading an unchanged page twice gives the same stored text.

use url::Url;

use crate::ids::is_notion_host;

/// Hosts, beside S3 buckets and Notion's own domains, that serve files for Notion.
const FILE_HOSTS: [&str; 2] = ["notion-static.com", "notionusercontent.com"];

/// Names of Notion's buckets, in the host or at the start of the path.
const BUCKETS: [&str; 3] = [
    "prod-files-secure",
    "secure.notion-static.com",
    "public.notion-static.com",
];

/// Query parameters that only a signed address has, in lower case.
const SIGNATURES: [&str; 4] = [
    "x-amz-signature",
    "x-amz-credential",
    "x-amz-expires",
    "expirationtimestamp",
];

/// Whether the file at this address is kept by Notion (and so expires), rather than by somebody
/// else.
///
/// `api_origin` is the origin the API is called at (`https://api.notion.com`, or the simulator's):
/// files served from there are hosted too. An empty `api_origin` matches nothing.
#[must_use]
pub fn is_hosted(url: &str, api_origin: &str) -> bool {
    if is_signed(url) {
        return true;
    }
    let Ok(parsed) = Url::parse(url.trim()) else {
        return false;
    };
    if !matches!(parsed.scheme(), "http" | "https") {
        return false;
    }
    let same_origin = Url::parse(api_origin).is_ok_and(|api| api.origin() == parsed.origin());
    same_origin || parsed.host_str().is_some_and(serves_files)
}

/// What stays the same about a file's address: hosted files lose query and fragment, others only
/// the fragment, because an external server may tell its files apart by the query.
#[must_use]
pub fn identity(url: &str) -> String {
    let url = url.trim();
    let end = if is_hosted(url, "") {
        url.find(['?', '#'])
    } else {
        url.find('#')
    };
    url.get(..end.unwrap_or(url.len()))
        .unwrap_or(url)
        .to_owned()
}

/// Whether the address carries a signature that the next read will replace, or points into one of
/// Notion's buckets.
#[must_use]
pub fn is_signed(url: &str) -> bool {
    let Ok(parsed) = Url::parse(url.trim()) else {
        return false;
    };
    if !matches!(parsed.scheme(), "http" | "https") {
        return false;
    }
    let signed = parsed.query().is_some_and(|query| {
        query.split('&').any(|pair| {
            let name = pair.split('=').next().unwrap_or(pair).to_ascii_lowercase();
            let name = name.strip_prefix("amp;").unwrap_or(&name);
            SIGNATURES.contains(&name) || name.starts_with("x-amz-")
        })
    });
    signed || in_bucket(&parsed)
}

/// The address without its signature when it has one, unchanged otherwise.
#[must_use]
pub fn unsigned(url: &str) -> &str {
    match url.find('?') {
        Some(query) if is_signed(url) => url.get(..query).unwrap_or(url),
        _ => url,
    }
}

fn in_bucket(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    host.ends_with(".amazonaws.com")
        && BUCKETS.iter().any(|bucket| {
            host.starts_with(bucket)
                || url
                    .path()
                    .strip_prefix('/')
                    .is_some_and(|path| path.starts_with(bucket))
        })
}

fn serves_files(host: &str) -> bool {
    is_notion_host(host)
        || FILE_HOSTS.iter().any(|known| {
            host.strip_suffix(known)
                .is_some_and(|before| before.is_empty() || before.ends_with('.'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGNED: &str = "https://prod-files-secure.s3.us-west-2.amazonaws.com/s/f/map.png?X-Amz-Algorithm=A&X-Amz-Expires=3600&X-Amz-Signature=abc";

    #[test]
    fn files_kept_by_notion_are_told_from_files_kept_elsewhere() {
        let api = "http://127.0.0.1:9999";
        for (url, hosted) in [
            (SIGNED, true),
            (
                "https://prod-files-secure.s3.us-west-2.amazonaws.com/s/f/map.png",
                true,
            ),
            (
                "https://s3.us-west-2.amazonaws.com/secure.notion-static.com/f/map.png",
                true,
            ),
            (
                "https://file.notion.so/f/x.png?expirationTimestamp=1&signature=2",
                true,
            ),
            ("https://img.notionusercontent.com/s3/x.png", true),
            ("http://127.0.0.1:9999/files/map.png?token=1", true),
            ("http://127.0.0.1:9998/files/map.png", false),
            ("https://somebody.s3.amazonaws.com/map.png", false),
            ("https://example.com/map.png?size=3", false),
            ("https://prod-files-secure.example.com/map.png", false),
            (
                "https://amazonaws.com.example.com/prod-files-secure/map.png",
                false,
            ),
            ("javascript:alert(1)//?X-Amz-Signature=1", false),
            ("map.png", false),
            ("", false),
        ] {
            assert_eq!(is_hosted(url, api), hosted, "{url}");
        }
    }

    #[test]
    fn the_identity_of_a_hosted_file_leaves_its_signature_out() {
        assert_eq!(
            identity(SIGNED),
            "https://prod-files-secure.s3.us-west-2.amazonaws.com/s/f/map.png"
        );
        assert_eq!(
            identity("https://example.com/image?id=7#top"),
            "https://example.com/image?id=7"
        );
    }

    #[test]
    fn only_signed_addresses_lose_their_query() {
        assert_eq!(unsigned(SIGNED), identity(SIGNED));
        let page = "https://www.notion.so/Road-map?v=1&p=2";
        assert_eq!(unsigned(page), page);
    }
}
