//! A file that a page, a property or a block points at, before anybody decides whether to fetch it.
//!
//! Fetching, storing and naming on disk happen elsewhere; see [`crate::hosted`] for which files
//! expire and [`crate::file_name`] for names that are safe to write.

/// What a file is shown as. Notion knows these five (Notion API reference: Block types); everything
/// else is a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// A picture, shown in place.
    Image,
    /// A film or an embedded player.
    Video,
    /// A sound recording.
    Audio,
    /// A PDF document.
    Pdf,
    /// Anything else.
    File,
}

impl FileKind {
    /// The lowercase name, as stored and as used for CSS classes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Pdf => "pdf",
            Self::File => "file",
        }
    }
}

/// A place in the content that points at a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLink {
    /// The address as Notion sent it: for a hosted file it is signed and works for an hour.
    pub url: String,
    /// What it is shown as.
    pub kind: FileKind,
    /// The words under it, as plain text; often empty.
    pub caption: String,
    /// The file's own name, taken from Notion's `name` or from the end of the address; may be
    /// empty.
    pub name: String,
}

impl FileLink {
    /// A file whose name is the end of its address.
    #[must_use]
    pub fn new(url: String, kind: FileKind, caption: String) -> Self {
        let name = name_in_url(&url);
        Self {
            url,
            kind,
            caption,
            name,
        }
    }
}

/// The last path segment of an address, with its percent escapes decoded; empty for an address
/// without a path.
#[must_use]
pub fn name_in_url(url: &str) -> String {
    if url
        .get(..5)
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
    {
        return String::new();
    }
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let Some((_, name)) = path.rsplit_once('/') else {
        return String::new();
    };
    percent_decoded(name)
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if let (b'%', [high, low, tail @ ..]) = (*first, after)
            && let (Some(high), Some(low)) = (
                char::from(*high).to_digit(16),
                char::from(*low).to_digit(16),
            )
            && let Ok(byte) = u8::try_from(high * 16 + low)
        {
            bytes.push(byte);
            rest = tail;
            continue;
        }
        bytes.push(*first);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_is_the_end_of_its_address() {
        for (url, name) in [
            (
                "https://x.example/a/b/Gl%C3%A4cier%20map.png?X-Amz-Date=1",
                "Gläcier map.png",
            ),
            ("https://x.example/a/b/", ""),
            ("https://x.example", ""),
            ("data:image/png;base64,AA/BB", ""),
            ("/files/x.pdf#page=2", "x.pdf"),
            ("https://x.example/100%", "100%"),
            ("https://x.example/%ff%2", "\u{fffd}%2"),
        ] {
            assert_eq!(name_in_url(url), name, "{url}");
        }
    }
}
