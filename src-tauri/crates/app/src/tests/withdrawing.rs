//! Pages that are taken back before Notion has them.

use keepsake_text::NotionId;

use super::world::{World, import};
use crate::connect::connection_id;
use crate::dto::TreeKind;

#[tokio::test]
async fn a_page_that_notion_made_before_it_was_withdrawn_is_named_and_not_said_to_be_gone() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    let tree = core.tree(&connection.id).await.unwrap();
    let parent = tree.iter().find(|node| node.kind == TreeKind::Page);
    let new = core
        .new_page(&connection.id, &parent.unwrap().id, "Late", None)
        .await
        .unwrap();
    let run = core.sync_now(&connection.id).await.unwrap();
    core.watch_run(&run, |_| {}).await.unwrap();

    let id = connection_id(&connection.id).unwrap();
    let provisional: NotionId = new.id.parse().unwrap();
    let made = core.withdraw(id, provisional).await.unwrap();
    let trashed = core.trash_page(&new.id).await.unwrap();
    assert_eq!(made.map(|made| made.to_string()), Some(trashed.id));
}
