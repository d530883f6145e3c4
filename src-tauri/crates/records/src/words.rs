//! Choices that are written as one word in a profile, in the store and in JSON.
//!
//! One macro makes the enum, its words and its reading, so that a word is written down once.

/// An enum whose variants are words.
macro_rules! words {
    (
        $(#[$about:meta])*
        $name:ident {
            $( $(#[$each:meta])* $variant:ident = $word:literal, )+
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $( $(#[$each])* #[serde(rename = $word)] $variant, )+
        }

        impl $name {
            /// Every choice, in the order in which they are listed to people.
            pub const ALL: &'static [Self] = &[$( Self::$variant ),+];

            /// The word as it is written.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $( Self::$variant => $word, )+
                }
            }

            /// The choice that is written like this.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word {
                    $( $word => Some(Self::$variant), )+
                    _ => None,
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }
    };
}

pub(crate) use words;
