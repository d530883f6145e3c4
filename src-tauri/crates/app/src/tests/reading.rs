//! Search and the reader, on the sample workspace.

use super::world::{World, import};
use crate::ErrorCode;

#[tokio::test]
async fn the_sample_needs_no_network_and_no_key_store() {
    let world = World::new("flat");
    world.answer(super::world::Answering::Nobody);
    let core = world.core().await;
    let connection = core.connect_sample().await.unwrap();
    import(&core, &connection).await.unwrap();
    assert!(world.network.hosts.lock().unwrap().is_empty());
    assert!(world.keys.secrets.lock().unwrap().is_empty());
    assert_eq!(
        core.connect_sample().await.unwrap(),
        connection,
        "connecting twice is connecting once"
    );
}

#[tokio::test]
async fn a_page_that_is_found_can_be_read_with_its_way_and_files() {
    let world = World::new("flat");
    let core = world.core().await;
    let connection = core.connect_sample().await.unwrap();
    import(&core, &connection).await.unwrap();
    let tree = core.tree(&connection.id).await.unwrap();
    let deep = tree
        .iter()
        .rev()
        .find(|node| node.parent.is_some() && node.title.len() > 5)
        .unwrap();
    let found = core.search(None, &deep.title, 50).await.unwrap();
    assert!(
        found.hits.iter().any(|hit| hit.id == deep.id),
        "{} is not found",
        deep.title
    );
    assert_eq!(found.still_coming, 0);
    let page = core.page(&deep.id).await.unwrap();
    assert_eq!(page.title, deep.title);
    assert!(!page.path.is_empty());
    let mut pictures = 0;
    for node in &tree {
        let page = core.page(&node.id).await.unwrap();
        assert!(!page.html.contains("<script"));
        for address in page.html.split("keepsake-file://localhost/").skip(1) {
            let hash = &address[..64];
            assert!(!core.file_contents(hash).await.unwrap().is_empty());
            pictures += 1;
        }
    }
    assert!(pictures > 0, "the sample shows pictures");
}

#[tokio::test]
async fn what_is_not_in_the_memory_is_not_found() {
    let world = World::new("flat");
    let core = world.core().await;
    let error = core
        .page("00000000-0000-4000-8000-000000000000")
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
    assert_eq!(
        core.page("no id").await.unwrap_err().code,
        ErrorCode::InvalidInput
    );
    for name in ["", "..", "../memory.db", &"a".repeat(64), &"A".repeat(64)] {
        assert_eq!(
            core.file_contents(name).await.unwrap_err().code,
            ErrorCode::NotFound
        );
    }
}
