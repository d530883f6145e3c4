//! What a person does here, and what the far side then shows.

use keepsake_memory::{ConflictId, LocalEdit, ObjectKind, Origin, Part, metadata_hash};
use keepsake_notion::{NotionId, ports::Clock};
use keepsake_simulator::Id;
use keepsake_sync::two_way::{
    remote::Trash,
    resolve::{Decision, resolve},
};
use keepsake_text::property::writable_from_words;

use crate::World;

/// An id of the far side, as this side writes it.
#[must_use]
pub fn id(id: Id) -> NotionId {
    NotionId::parse(&id.to_string()).unwrap()
}

/// An id of this side, as the far side writes it.
#[must_use]
pub fn far(id: NotionId) -> Id {
    Id::parse(&id.to_string()).unwrap()
}

/// A title as a request sends it.
#[must_use]
pub fn title(words: &str) -> String {
    writable_from_words("title", words).unwrap().to_string()
}

/// A workspace that was imported long enough ago that everything in it is settled.
pub async fn settled(workspace: &str) -> World {
    let world = World::calm(workspace).await;
    world.import().await;
    world.wait(600);
    world.sync().await;
    world.wait(600);
    world
}

/// The pages of a world, without the one that holds all others.
pub async fn pages(world: &World) -> Vec<NotionId> {
    let pages = world
        .store
        .chosen(world.connection, ObjectKind::Page, 0, 1000)
        .await
        .unwrap();
    // The first one holds all others.
    pages.into_iter().skip(1).map(|page| page.id).collect()
}

/// What this side shows as the title of a page.
pub async fn shown_title(world: &World, page: NotionId) -> String {
    world
        .store
        .object(world.connection, page)
        .await
        .unwrap()
        .unwrap()
        .title
}

/// What a person does here: a new value for a part.
pub async fn edit(world: &World, page: NotionId, part: Part, base: String, value: String) {
    let edit = LocalEdit {
        part,
        base: Some(base),
        value: Some(value),
        lossy_base: false,
        undoes: None,
    };
    let now = world.clock.now();
    world
        .store
        .edit_part(world.connection, page, edit, Origin::Local, "test", now)
        .await
        .unwrap();
}

/// Renames a page here.
pub async fn rename(world: &World, page: NotionId, words: &str) {
    let before = title(&shown_title(world, page).await);
    edit(
        world,
        page,
        Part::Property("title".to_owned()),
        before,
        title(words),
    )
    .await;
}

/// Changes the text of a page here.
pub async fn write(world: &World, page: NotionId, text: String) {
    let before = world.body(page).await.unwrap();
    edit(world, page, Part::Body, before, text).await;
}

/// Puts a page into the trash here.
pub async fn put_into_the_trash(world: &World, page: NotionId) {
    let raw = world
        .store
        .raw(world.connection, page)
        .await
        .unwrap()
        .unwrap();
    let known = world.store.known(world.connection, &[page]).await.unwrap();
    let trash = |in_trash| Trash {
        in_trash,
        metadata: metadata_hash(&raw.to_string()).to_string(),
        body: known[&page]
            .source_hash
            .map(|hash| hash.to_string())
            .unwrap_or_default(),
    };
    edit(
        world,
        page,
        Part::Trash,
        trash(false).text(),
        trash(true).text(),
    )
    .await;
}

/// The title of a page on the far side.
#[must_use]
pub fn far_title(world: &World, page: NotionId) -> String {
    let objects = world.simulator.truth().objects;
    objects
        .into_iter()
        .find(|object| object.id == far(page))
        .unwrap()
        .title
}

/// Whether a page is in the trash on the far side.
#[must_use]
pub fn is_in_far_trash(world: &World, page: NotionId) -> bool {
    let objects = world.simulator.truth().objects;
    objects
        .iter()
        .any(|object| object.id == far(page) && object.in_trash)
}

/// The person decides a conflict for what was written here.
pub async fn keep_mine(world: &World, conflict: ConflictId) {
    let (store, now) = (&world.store, world.clock.now());
    resolve(
        store,
        world.connection,
        conflict,
        Decision::Local,
        "test",
        now,
    )
    .await
    .unwrap();
}
