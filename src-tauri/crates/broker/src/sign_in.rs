//! The `state` of a sign-in, as an app makes it: `NONCE.CHALLENGE` or `NONCE.CHALLENGE.PORT`.
//!
//! NONCE is the app's own random text, by which it knows its sign-in again. CHALLENGE is the SHA-256 of the verifier, a
//! secret that the app keeps until it picks up (as `S256` of RFC 7636, which Notion does not offer). PORT, where there is
//! one, asks to come back by http on this computer instead of by the `keepsake:` link. All of it is base64url without
//! padding.
//!
//! Nothing else of the state is bound: a verifier is made for one sign-in, so its challenge names that sign-in, and whether
//! a state is the one it waits for, and for the first time, only the app can know. The rule it protects: where a browser is
//! sent is one of four addresses written here, never one that arrived.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq as _;

/// How many letters of base64url 32 bytes have.
const LETTERS_OF_32: usize = 43;
/// Letters of a nonce: at least 128 bits, and no more than anybody needs.
const NONCE: std::ops::RangeInclusive<usize> = 22..=64;
/// The ports that are registered with Notion for coming back on this computer, and that apps therefore listen on.
const PORTS: [&str; 3] = ["43110", "43111", "43112"];

/// A state that was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SignIn<'a> {
    /// As it came.
    pub(crate) state: &'a str,
    /// What the verifier has to fulfil.
    pub(crate) challenge: Challenge,
    /// How the browser comes back.
    way: Way<'a>,
}

/// The SHA-256 of a verifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Challenge(pub(crate) [u8; 32]);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way<'a> {
    Scheme,
    Loopback(&'a str),
}

impl<'a> SignIn<'a> {
    /// Understands a state; nothing where no app of ours has made it.
    pub(crate) fn read(state: &'a str) -> Option<Self> {
        let mut parts = state.split('.');
        let nonce = parts.next()?;
        let challenge = bytes(parts.next()?)?;
        let way = match parts.next() {
            None => Way::Scheme,
            Some(port) if PORTS.contains(&port) => Way::Loopback(port),
            Some(_) => return None,
        };
        let is_nonce = NONCE.contains(&nonce.len()) && nonce.bytes().all(is_letter);
        (is_nonce && parts.next().is_none()).then_some(Self {
            state,
            challenge: Challenge(challenge),
            way,
        })
    }

    /// Where the browser is sent, without a query.
    pub(crate) fn target(&self) -> String {
        match self.way {
            Way::Scheme => "keepsake://oauth/callback".to_owned(),
            Way::Loopback(port) => format!("http://localhost:{port}/oauth/callback"),
        }
    }
}

impl Challenge {
    /// Whether this is the challenge of a verifier, in a time that says nothing about where they differ.
    pub(crate) fn is_of(&self, verifier: &str) -> bool {
        let digest: [u8; 32] = Sha256::digest(verifier.as_bytes()).into();
        digest.ct_eq(&self.0).into()
    }
}

/// Whether a text has the shape of a verifier: 32 bytes.
pub(crate) fn is_verifier(text: &str) -> bool {
    bytes(text).is_some()
}

fn bytes(text: &str) -> Option<[u8; 32]> {
    let has_length = text.len() == LETTERS_OF_32;
    let decoded = has_length.then(|| URL_SAFE_NO_PAD.decode(text).ok())??;
    decoded.try_into().ok()
}

const fn is_letter(byte: u8) -> bool {
    matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    const NONCE: &str = "AAAAAAAAAAAAAAAAAAAAAA";
    /// The verifier of RFC 7636, appendix B, and its challenge.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn a_challenge_is_that_of_the_standard() {
        let state = format!("{NONCE}.{CHALLENGE}");
        let sign_in = SignIn::read(&state).unwrap();
        assert!(sign_in.challenge.is_of(VERIFIER));
        assert!(!sign_in.challenge.is_of(CHALLENGE));
        assert_eq!(sign_in.target(), "keepsake://oauth/callback");
    }

    #[test]
    fn a_browser_is_sent_to_the_app_or_to_one_of_three_ports_of_this_computer() {
        for port in PORTS {
            let state = format!("{NONCE}.{CHALLENGE}.{port}");
            let expected = format!("http://localhost:{port}/oauth/callback");
            assert_eq!(SignIn::read(&state).unwrap().target(), expected);
        }
    }

    /// Tests named like their rows: a state that no app of ours has made.
    macro_rules! refused {
        ($($name:ident: $state:literal $(, $value:expr)*;)+) => {$(
            #[test]
            fn $name() {
                assert_eq!(SignIn::read(&format!($state $(, $value)*)), None);
            }
        )+};
    }

    mod refusals {
        use super::*;

        refused! {
            an_empty_state_is_refused: "";
            a_nonce_alone_is_refused: "{NONCE}";
            a_challenge_alone_is_refused: "{CHALLENGE}";
            an_empty_nonce_is_refused: ".{CHALLENGE}";
            a_nonce_that_can_be_guessed_is_refused: "short.{CHALLENGE}";
            a_nonce_that_does_not_end_is_refused: "{}.{CHALLENGE}", "A".repeat(65);
            a_nonce_with_a_space_is_refused: "AAAAAAAAAA AAAAAAAAAAA.{CHALLENGE}";
            a_challenge_cut_short_is_refused: "{NONCE}.{}", &CHALLENGE[1..];
            a_challenge_made_longer_is_refused: "{NONCE}.{CHALLENGE}A";
            a_padded_challenge_is_refused: "{NONCE}.{CHALLENGE}=";
            a_challenge_in_another_alphabet_is_refused: "{NONCE}.{}+", &CHALLENGE[1..];
            an_empty_port_is_refused: "{NONCE}.{CHALLENGE}.";
            a_port_that_is_not_registered_is_refused: "{NONCE}.{CHALLENGE}.80";
            a_port_with_a_zero_before_it_is_refused: "{NONCE}.{CHALLENGE}.043110";
            two_ports_are_refused: "{NONCE}.{CHALLENGE}.43110.43110";
            a_host_for_a_port_is_refused: "{NONCE}.{CHALLENGE}.evil.example";
            a_host_behind_a_port_is_refused: "{NONCE}.{CHALLENGE}.43110@evil.example";
        }
    }
}
