//! Search and the reader, on the sample workspace.

use super::world::{World, import};
use crate::ErrorCode;
use crate::dto::TreeKind;

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

#[tokio::test]
async fn a_database_and_its_only_table_are_found_once() {
    let world = World::new("flat");
    let core = world.core().await;
    let connection = core.connect_sample().await.unwrap();
    import(&core, &connection).await.unwrap();
    let found = core.search(None, "Destinations", 50).await.unwrap();
    let named: Vec<_> = found
        .hits
        .iter()
        .filter(|hit| hit.title == "Destinations")
        .map(|hit| hit.kind)
        .collect();
    assert_eq!(named, [TreeKind::Database]);
    assert_eq!(found.total as usize, found.hits.len());
}

#[tokio::test]
async fn a_copy_of_an_attachment_is_put_beside_what_is_there_under_its_own_name() {
    let world = World::new("flat");
    let core = world.core().await;
    let connection = core.connect_sample().await.unwrap();
    import(&core, &connection).await.unwrap();
    let mut stored = None;
    for node in core.tree(&connection.id).await.unwrap() {
        let files = core.page(&node.id).await.unwrap().files;
        stored = stored.or(files.into_iter().find_map(|file| file.hash));
    }
    let hash = stored.unwrap();
    let folder = world.out();
    for expected in ["-..-plan.png", "-..-plan (2).png"] {
        let name = core.save_file(&hash, "../../plan.png", &folder).await;
        assert_eq!(name.unwrap(), expected);
        let copy = std::fs::read(folder.join(expected)).unwrap();
        assert_eq!(copy, core.file_contents(&hash).await.unwrap());
    }
    let nowhere = core
        .save_file(&hash, "a", &folder.join("-..-plan.png"))
        .await;
    assert_eq!(nowhere.unwrap_err().code, ErrorCode::Unwritable);
}
