//! The body of an answer, as it arrives.
//!
//! API answers are collected under a limit; files are streamed to disk by whoever downloads them.
//!
//! The rule it protects: no answer, however large, fills the memory.

use std::fmt;

use bytes::{Bytes, BytesMut};
use futures::stream::{self, BoxStream, StreamExt};

use super::TransportError;

/// A stream of bytes that may break off.
pub struct Body(BoxStream<'static, Result<Bytes, TransportError>>);

/// A body that could not be collected.
#[derive(Debug, Clone, thiserror::Error)]
pub enum CollectError {
    /// The body went on past the limit.
    #[error("the answer is larger than {limit} bytes")]
    Limit {
        /// The limit in bytes.
        limit: usize,
    },
    /// The connection broke off while the body was read.
    #[error(transparent)]
    Broken(#[from] TransportError),
}

impl Body {
    /// A body that arrives in pieces.
    pub fn from_stream(
        stream: impl futures::Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    ) -> Self {
        Self(stream.boxed())
    }

    /// The pieces as they arrive.
    #[must_use]
    pub fn into_stream(self) -> BoxStream<'static, Result<Bytes, TransportError>> {
        self.0
    }

    /// Waits for the whole body, or fails once it exceeds `limit` bytes.
    ///
    /// # Errors
    /// When the limit is passed or the connection breaks off.
    pub async fn collect(mut self, limit: usize) -> Result<Bytes, CollectError> {
        let mut first: Option<Bytes> = None;
        let mut rest = BytesMut::new();
        let mut length = 0_usize;
        while let Some(piece) = self.0.next().await {
            let piece = piece?;
            length = length.saturating_add(piece.len());
            if length > limit {
                return Err(CollectError::Limit { limit });
            }
            match first.take() {
                None if rest.is_empty() => first = Some(piece),
                None => rest.extend_from_slice(&piece),
                Some(earlier) => {
                    rest.extend_from_slice(&earlier);
                    rest.extend_from_slice(&piece);
                }
            }
        }
        Ok(first.unwrap_or_else(|| rest.freeze()))
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(stream::iter([Ok(bytes)]).boxed())
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Body(..)")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]
    use futures::executor::block_on;

    use super::*;
    use crate::ports::TransportErrorKind;

    fn pieces(pieces: &[&'static str]) -> Body {
        Body::from_stream(stream::iter(
            pieces
                .iter()
                .map(|piece| Ok(Bytes::from_static(piece.as_bytes())))
                .collect::<Vec<_>>(),
        ))
    }

    #[test]
    fn pieces_are_joined_in_order() {
        for parts in [&[][..], &["abc"], &["a", "b", "c"], &["", "ab", "", "c"]] {
            let joined: String = parts.concat();
            let collected = block_on(pieces(parts).collect(3)).unwrap();
            assert_eq!(collected, joined.as_bytes(), "{parts:?}");
        }
    }

    #[test]
    fn a_body_past_the_limit_is_refused() {
        assert!(matches!(
            block_on(pieces(&["ab", "cd"]).collect(3)),
            Err(CollectError::Limit { limit: 3 })
        ));
    }

    #[test]
    fn a_body_that_breaks_off_is_an_error() {
        let body = Body::from_stream(stream::iter([
            Ok(Bytes::from_static(b"{")),
            Err(TransportError::new(
                TransportErrorKind::Interrupted,
                "reset",
            )),
        ]));
        assert!(matches!(
            block_on(body.collect(9)),
            Err(CollectError::Broken(_))
        ));
    }
}
