//! What a file is shown as, in the words the store keeps.
//!
//! Leaves out the files themselves. The rule it protects: a word once written is understood by every later version.

use keepsake_text::FileKind;
use serde::{Deserialize, Serialize};

/// What a file is shown as, in a form that can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words of FileKind")]
pub enum ShownAs {
    Image,
    Video,
    Audio,
    Pdf,
    File,
}

impl From<FileKind> for ShownAs {
    fn from(kind: FileKind) -> Self {
        match kind {
            FileKind::Image => Self::Image,
            FileKind::Video => Self::Video,
            FileKind::Audio => Self::Audio,
            FileKind::Pdf => Self::Pdf,
            FileKind::File => Self::File,
        }
    }
}

impl From<ShownAs> for FileKind {
    fn from(kind: ShownAs) -> Self {
        match kind {
            ShownAs::Image => Self::Image,
            ShownAs::Video => Self::Video,
            ShownAs::Audio => Self::Audio,
            ShownAs::Pdf => Self::Pdf,
            ShownAs::File => Self::File,
        }
    }
}
