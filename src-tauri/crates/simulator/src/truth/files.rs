//! The files of the workspace, where something shows them.

use super::{TruthFile, why_not};
use crate::content::digest;
use crate::identifier::Id;
use crate::store::Store;
use crate::store::model::{Icon, Media, PropertyValue};
use crate::store::sharing::Scope;

/// Every file, once for each page that shows it.
pub(super) fn files(store: &Store, scope: &Scope) -> Vec<TruthFile> {
    let mut shown: Vec<(Id, Id)> = Vec::new();
    let hosted = |media: Option<&Media>| match media {
        Some(Media::Hosted(id)) => Some(*id),
        _ => None,
    };
    for page in store.pages.values() {
        shown.extend(hosted(page.cover.as_ref()).map(|file| (file, page.id)));
        if let Some(Icon::Media(media)) = &page.icon {
            shown.extend(hosted(Some(media)).map(|file| (file, page.id)));
        }
        for value in page.properties.values() {
            if let PropertyValue::Files(files) = value {
                shown.extend(
                    files
                        .iter()
                        .filter_map(|(_, media)| hosted(Some(media)))
                        .map(|file| (file, page.id)),
                );
            }
        }
    }
    for block in store
        .stored_blocks()
        .filter(|block| !store.in_trash(block.id))
    {
        let page = store.page_of(block.id);
        shown.extend(hosted(block.media.as_ref()).zip(page));
    }
    for comment in &store.comments {
        let page = comment.on.id().and_then(|on| store.page_of(on));
        shown.extend(
            comment
                .attachments
                .iter()
                .filter_map(|file| page.map(|page| (*file, page))),
        );
    }
    shown.sort_unstable();
    shown.dedup();
    let shown = shown
        .into_iter()
        .filter_map(|(file, page)| store.files.get(&file).map(|file| (file, page)));
    shown
        .map(|(file, page)| {
            let (sha256, size) =
                digest(file).map_or((None, None), |(hash, size)| (Some(hash), Some(size)));
            let hidden = why_not(store, scope, page);
            TruthFile {
                name: file.name.clone(),
                why_not: hidden.or_else(|| sha256.is_none().then_some("lost by storage")),
                sha256,
                size,
                object: page,
                visible: hidden.is_none(),
            }
        })
        .collect()
}
