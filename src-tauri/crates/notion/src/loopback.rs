//! Which addresses are this computer itself.
//!
//! What is sent there never leaves the machine, so plain http is safe for it and no proxy has any business with it. The
//! rule it protects: only names that can mean nothing else count, so that a look-alike never receives a token in the clear.

use url::{Host, Url};

/// Whether an address is on this computer: `localhost`, 127.0.0.0/8 or `[::1]` (RFC 6761, RFC 6890).
#[must_use]
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    #[test]
    fn this_computer_is_told_from_look_alikes() {
        let table = [
            ("http://localhost:8123", true),
            ("http://LOCALHOST", true),
            ("http://127.0.0.1:1", true),
            ("http://127.9.8.7", true),
            ("http://2130706433", true),
            ("http://[::1]:80", true),
            ("http://localhost.example.com", false),
            ("http://127.0.0.1.example.com", false),
            ("http://10.0.0.1", false),
            ("http://0.0.0.0", false),
            ("http://[::ffff:10.0.0.1]", false),
            ("https://api.notion.com", false),
        ];
        for (address, expected) in table {
            assert_eq!(
                is_loopback(&address.parse().unwrap()),
                expected,
                "{address}"
            );
        }
    }
}
