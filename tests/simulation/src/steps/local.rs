//! What the person does here: the same edits, with the same bases, that the faces make.
//!
//! Leaves out records and profiles, whose edits become edits of properties. The rule it protects: an edit that the store has
//! not confirmed was not made.

mod forms;

use anyhow::Context as _;
use keepsake_memory::{ConnectionId, CreationParent, NewCreation, Origin, Store, StoreError};
use keepsake_notion::NotionId;
use keepsake_notion::ports::Clock;
use keepsake_simulator::{Id, Place};
use serde_json::json;
use time::OffsetDateTime;

use crate::deeds::{Deed, Deeds};
use crate::invariants::relations::RELATION;
use crate::random::Random;
use crate::world::World;
use forms::{move_edit, property_edit, relation_edit, rich, text_edit, title_edit, trash_edit};

/// Kinds of edits by weight: property, title, text, page, row, move, trash, restore, relation.
const WEIGHTS: [u32; 9] = [12, 6, 12, 4, 4, 5, 5, 12, 3];

/// How many entries of a relation one answer shows (Notion API reference: Retrieve a page).
const SHOWN_AT_ONCE: usize = 25;

/// What the person is about to do.
enum Plan {
    Property(NotionId, usize),
    Title(NotionId),
    Text(NotionId),
    Make(CreationParent, NotionId),
    Move(NotionId, CreationParent, NotionId),
    Trash(NotionId, bool),
    Relate(NotionId, NotionId),
}

/// One edit by the person here.
///
/// # Errors
/// When the store cannot be opened.
pub(super) fn edit(world: &mut World, random: &mut Random) -> anyhow::Result<()> {
    let places = world.simulator.places();
    let Some(plan) = draw(world, random, &places) else {
        return Ok(());
    };
    let word = world.deeds.next_word();
    let now = world.moments.now();
    let number = random.bits();
    let deeds = world.deeds.clone();
    let done = world.act(async |store, connection| {
        carry_out(store, connection, &plan, &word, number, now, &deeds).await
    })?;
    match done {
        Some(Ok(Some(deed))) => {
            let what = deed.part.as_ref().map(ToString::to_string);
            world
                .fate
                .note(|| format!("here: {word} {what:?} of {}", deed.object));
            world.deeds.edited(deed);
        }
        Some(Ok(None)) | None => {}
        Some(Err(error)) => world.fate.note(|| format!("here: refused: {error}")),
    }
    Ok(())
}

fn draw(world: &World, random: &mut Random, places: &[Place]) -> Option<Plan> {
    let page = |random: &mut Random, wanted: &dyn Fn(&Place) -> bool| -> Option<NotionId> {
        let fitting: Vec<&Place> = places.iter().filter(|place| wanted(place)).collect();
        NotionId::parse(&random.pick(&fitting)?.id.to_string())
    };
    let alive = |place: &Place| !place.is_source && !place.in_trash;
    let row = |place: &Place| place.is_row && !place.in_trash;
    let plain = |place: &Place| alive(place) && !place.is_row;
    let source = |place: &Place| place.is_source && !place.in_trash;
    Some(match random.weighted(&WEIGHTS) {
        0 => Plan::Property(page(random, &row)?, random.below(4)),
        1 => Plan::Title(page(random, &alive)?),
        2 => Plan::Text(page(random, &alive)?),
        3 => Plan::Make(CreationParent::Page, page(random, &plain)?),
        4 => Plan::Make(CreationParent::DataSource, page(random, &source)?),
        5 => Plan::Move(
            page(random, &plain)?,
            CreationParent::Page,
            page(random, &plain)?,
        ),
        6 => Plan::Trash(page(random, &alive)?, true),
        7 => Plan::Trash(
            page(random, &|place| place.own_trash && !place.is_source)?,
            false,
        ),
        _ => {
            // One with more entries than an answer shows, where there is one.
            let is_long = |place: &Place| {
                row(place) && world.simulator.related(place.id, RELATION).len() > SHOWN_AT_ONCE
            };
            let to = page(random, &row)?;
            Plan::Relate(page(random, &is_long).or_else(|| page(random, &row))?, to)
        }
    })
}

async fn carry_out(
    store: &Store,
    connection: ConnectionId,
    plan: &Plan,
    word: &str,
    number: u64,
    now: OffsetDateTime,
    deeds: &Deeds,
) -> Result<Option<Deed>, StoreError> {
    let (object, edit) = match plan {
        Plan::Make(kind, parent) => {
            return make(store, connection, *kind, *parent, word, number, now).await;
        }
        Plan::Property(row, which) => (
            *row,
            property_edit(store, connection, *row, *which, word).await?,
        ),
        Plan::Title(page) => (*page, title_edit(store, connection, *page, word).await?),
        Plan::Text(page) => (
            *page,
            text_edit(store, connection, *page, number, word).await?,
        ),
        Plan::Move(page, kind, to) => (
            *page,
            move_edit(store, connection, *page, *kind, *to).await?,
        ),
        Plan::Trash(page, in_trash) => (
            *page,
            trash_edit(store, connection, *page, *in_trash).await?,
        ),
        Plan::Relate(row, to) => (*row, relation_edit(store, connection, *row, *to).await?),
    };
    let Some(edit) = edit else {
        return Ok(None);
    };
    let part = edit.part.clone();
    deeds
        .versions
        .wants(object, &part, edit.value.as_deref().unwrap_or_default());
    let carries = edit
        .value
        .as_deref()
        .is_some_and(|value| value.contains(word));
    let state = store
        .edit_part(connection, object, edit, Origin::Local, word, now)
        .await?;
    Ok((state.changed && carries).then(|| Deed {
        word: word.to_owned(),
        object,
        part: Some(part),
    }))
}

/// What the person wants in a scripted scenario.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wish {
    /// Another value of a property.
    Property,
    /// Another line in the text.
    Text,
    /// A new row beside this one.
    Row,
    /// The page in the trash.
    Trash,
}

/// Makes one edit of a page, which has to succeed.
pub(crate) fn wish(world: &mut World, page: Id, wish: Wish) -> anyhow::Result<()> {
    let parent = world
        .simulator
        .places()
        .into_iter()
        .find(|place| place.id == page);
    let named = |id: Id| NotionId::parse(&id.to_string()).context("an id of the simulator");
    let page = named(page)?;
    let plan = match wish {
        Wish::Property => Plan::Property(page, 0),
        Wish::Text => Plan::Text(page),
        Wish::Trash => Plan::Trash(page, true),
        Wish::Row => {
            let source = parent
                .and_then(|place| place.parent)
                .context("a row lies in a data source")?;
            Plan::Make(CreationParent::DataSource, named(source)?)
        }
    };
    let (word, now) = (world.deeds.next_word(), world.moments.now());
    let deeds = world.deeds.clone();
    let done = world.act(async |store, connection| {
        carry_out(store, connection, &plan, &word, 4, now, &deeds).await
    })?;
    if let Some(deed) = done.context("the process lives")?? {
        world.deeds.edited(deed);
    }
    Ok(())
}

/// Edits the title or the text of a page again.
///
/// # Errors
/// When the store refuses it.
pub(crate) async fn edit_once_more(
    store: &Store,
    connection: ConnectionId,
    page: NotionId,
    is_text: bool,
    word: &str,
    now: OffsetDateTime,
    deeds: &Deeds,
) -> Result<Option<Deed>, StoreError> {
    let plan = if is_text {
        Plan::Text(page)
    } else {
        Plan::Title(page)
    };
    carry_out(store, connection, &plan, word, 3, now, deeds).await
}

async fn make(
    store: &Store,
    connection: ConnectionId,
    parent_kind: CreationParent,
    parent: NotionId,
    word: &str,
    number: u64,
    now: OffsetDateTime,
) -> Result<Option<Deed>, StoreError> {
    if store.object(connection, parent).await?.is_none() {
        return Ok(None);
    }
    let provisional = provisional(number);
    let properties = json!({"title": rich("title", &format!("Made here {word}"))});
    store
        .add_creation(
            connection,
            NewCreation {
                provisional,
                parent_kind,
                parent,
                properties: properties.to_string(),
                markdown: (number & 1 == 0).then(|| format!("A first line {word}b")),
                profile: None,
                correlation_id: word.to_owned(),
            },
            now,
        )
        .await?;
    Ok(Some(Deed {
        word: word.to_owned(),
        object: provisional,
        part: None,
    }))
}

/// An id for a page that Notion has not made yet.
pub(super) fn provisional(number: u64) -> NotionId {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    bytes[8..].copy_from_slice(&number.rotate_left(17).to_be_bytes());
    NotionId::from_bytes(bytes)
}
