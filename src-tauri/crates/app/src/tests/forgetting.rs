//! Forgetting a page of a workspace that goes on being synced.

use super::world::{World, everything, import};
use crate::ErrorCode;
use crate::dto::{ImportOptions, SearchFilter, SearchKind, TreeKind};

#[tokio::test]
async fn a_forgotten_page_stays_away_until_it_is_chosen_again() {
    let world = World::new("flat");
    let core = world.core().await;
    let connection = core.connect_sample().await.unwrap();
    import(&core, &connection).await.unwrap();
    let tree = core.tree(&connection.id).await.unwrap();
    let mut with_file = None;
    for node in tree.iter().filter(|node| node.kind == TreeKind::Page) {
        let page = core.page(&node.id).await.unwrap();
        let hash = page.files.iter().find_map(|file| file.hash.clone());
        if let (Some(hash), false) = (hash, page.html.trim().is_empty()) {
            with_file = with_file.or(Some((page, hash)));
        }
    }
    let (page, hash) = with_file.unwrap();
    let told = core.forgetting(&page.id).await.unwrap();
    assert!(told.pages >= 1 && told.unsent == 0, "{told:?}");
    assert!(!core.page(&page.id).await.unwrap().html.is_empty());

    let forgotten = core.forget_page(&page.id).await.unwrap();
    assert_eq!(forgotten, told);
    let included = async || {
        let tree = core.tree(&connection.id).await.unwrap();
        let node = tree.iter().find(|node| node.id == page.id);
        node.unwrap().included
    };
    assert!(!included().await);
    let left = core.page(&page.id).await.unwrap();
    assert!(left.html.trim().is_empty() && left.files.is_empty());
    assert!(core.versions(&page.id).await.unwrap().versions.is_empty());
    let mut shown_elsewhere = false;
    for node in &tree {
        let files = core.page(&node.id).await.unwrap().files;
        shown_elsewhere |= files.iter().any(|file| file.hash.as_ref() == Some(&hash));
    }
    assert_eq!(core.file_contents(&hash).await.is_ok(), shown_elsewhere);

    // A sync lists everything again and leaves it out.
    let sync = core.sync_now(&connection.id).await.unwrap();
    core.watch_run(&sync, |_| {}).await.unwrap();
    assert!(!included().await);
    assert!(core.page(&page.id).await.unwrap().html.trim().is_empty());

    let again = core
        .start_import(&connection.id, everything(), ImportOptions::default())
        .await
        .unwrap();
    core.watch_run(&again, |_| {}).await.unwrap();
    let back = core.page(&page.id).await.unwrap();
    assert_eq!((back.html, back.title), (page.html, page.title));
    assert_eq!(back.properties, page.properties);
}

#[tokio::test]
async fn what_is_not_here_cannot_be_forgotten() {
    let world = World::new("flat");
    let core = world.core().await;
    let nowhere = "00000000-0000-4000-8000-000000000000";
    let error = core.forget_page(nowhere).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_search_is_narrowed_down_and_what_was_opened_is_found_again() {
    let world = World::new("flat");
    let core = world.core().await;
    let connection = core.connect_sample().await.unwrap();
    import(&core, &connection).await.unwrap();
    let rows = SearchFilter {
        kind: Some(SearchKind::Row),
        ..SearchFilter::default()
    };
    let all = core.find(None, "", &rows, 50).await.unwrap();
    assert!(all.total > 0);
    let first = &all.hits[0];
    assert_eq!(first.connection, connection.id);
    core.note_opened(&first.id).await.unwrap();
    let recent = core.recent(Some(&connection.id), 3).await.unwrap();
    assert_eq!(recent.opened[0].id, first.id);
    assert_eq!(recent.edited.len(), 3);
    let wrong = SearchFilter {
        edited_from: Some("yesterday".to_owned()),
        ..SearchFilter::default()
    };
    let refused = core.find(None, "a", &wrong, 5).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::InvalidInput);
}
