//! What has to be read again of what was removed from this computer, should it be chosen again.
//!
//! Pure. Leaves out removing it. The rule it protects: a page costs the one request that brings its text; only where files
//! hang on its metadata, that is asked for as well, and leads to the text by itself.

use keepsake_memory::{Leaver, NewFetch, ObjectKind};

use crate::read::{Read, Walked};

/// The read that brings back what was removed.
#[must_use]
pub fn brought_back(left: &Leaver) -> NewFetch {
    let read = match left.kind {
        ObjectKind::Page if !left.has_own_files => Read::Body { page: left.id },
        ObjectKind::Database => Read::Container { database: left.id },
        kind => Read::Object {
            id: left.id,
            expected: match kind {
                ObjectKind::DataSource => Walked::DataSource,
                ObjectKind::Page | ObjectKind::Database => Walked::Page,
            },
            title: left.title.clone(),
        },
    };
    read.owed(Some(left.id), 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use keepsake_memory::FetchKind;
    use keepsake_text::NotionId;

    #[test]
    fn a_page_costs_its_text_unless_its_metadata_names_files() {
        let kind_of = |kind, has_own_files| {
            let left = Leaver {
                id: NotionId::from_bytes([7; 16]),
                kind,
                title: String::new(),
                is_unsent: false,
                has_own_files,
            };
            let fetch = brought_back(&left);
            assert_eq!(fetch.object, Some(left.id), "it waits while it is left out");
            fetch.kind
        };
        assert_eq!(kind_of(ObjectKind::Page, false), FetchKind::Body);
        assert_eq!(kind_of(ObjectKind::Page, true), FetchKind::Object);
        assert_eq!(kind_of(ObjectKind::Database, true), FetchKind::Container);
        assert_eq!(kind_of(ObjectKind::DataSource, true), FetchKind::Object);
    }
}
