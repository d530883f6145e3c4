//! Earlier versions of a page, as a workspace is edited and brought again.

use serde_json::json;

use super::world::{World, import};
use crate::ErrorCode;
use crate::dto::{DifferencePartKind, TreeKind};

#[tokio::test]
async fn a_page_that_was_edited_in_notion_can_be_read_as_it_was() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    let tree = core.tree(&connection.id).await.unwrap();
    let page = tree.iter().find(|node| node.kind == TreeKind::Page);
    let id = page.unwrap().id.clone();
    let before = core.copy_markdown(&id).await.unwrap();

    world.wait(180).await;
    let between = crate::dto::moment(core.now());
    world.wait(180).await;
    let edit = json!({"action": "add_text", "to": id, "text": "Bring the long cable."});
    let edit = serde_json::from_value(edit).unwrap();
    world.simulator.edit(&edit).unwrap();
    world.wait(120).await;
    import(&core, &connection).await.unwrap();

    let versions = core.versions(&id).await.unwrap();
    assert_eq!(versions.versions.len(), 2);
    let counts = versions.versions[0].changed.unwrap();
    assert!(counts.added >= 4 && counts.removed == 0, "{counts:?}");
    assert!(versions.versions[0].editor.is_some(), "Notion named them");
    assert_eq!(versions.versions[1].changed, None);
    assert_eq!(
        versions.oldest_time.as_deref(),
        Some(versions.versions[1].edited_time.as_str())
    );

    let then = core.version(&id, &between).await.unwrap();
    assert_eq!(then.markdown, before);
    assert!(!then.before_memory && !then.is_newest);
    assert!(!then.html.contains("Bring the long cable"));
    let now = core.version(&id, &versions.versions[0].id).await.unwrap();
    assert!(now.is_newest && now.html.contains("Bring the long cable"));

    let difference = core.version_difference(&id, Some(&between), &now.version.id);
    let difference = difference.await.unwrap();
    let of = |wanted: &[DifferencePartKind]| -> String {
        let parts = difference.parts.iter();
        let parts = parts.filter(|part| wanted.contains(&part.kind));
        parts.map(|part| part.text.as_str()).collect()
    };
    let same = DifferencePartKind::Same;
    assert_eq!(of(&[same, DifferencePartKind::Removed]), before);
    assert_eq!(of(&[same, DifferencePartKind::Added]), now.markdown);
    let last = core.version_difference(&id, None, &now.version.id).await;
    assert_eq!(last.unwrap(), difference);
}

#[tokio::test]
async fn before_anything_was_remembered_the_oldest_version_is_shown_as_such() {
    let world = World::new("flat");
    let core = world.core().await;
    let connection = core.connect_sample().await.unwrap();
    import(&core, &connection).await.unwrap();
    let tree = core.tree(&connection.id).await.unwrap();
    let page = tree.iter().find(|node| node.kind == TreeKind::Page);
    let id = page.unwrap().id.clone();
    let long_ago = core.version(&id, "1999-12-31").await.unwrap();
    assert!(long_ago.before_memory);
    let unknown = core.version(&id, "123456789").await.unwrap_err();
    assert_eq!(unknown.code, ErrorCode::NotFound);
    let nonsense = core.version(&id, "some day").await.unwrap_err();
    assert_eq!(nonsense.code, ErrorCode::InvalidInput);
}
