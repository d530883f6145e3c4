//! What the person does here: the same edits, with the same bases, that the faces make.
//!
//! Leaves out records and profiles, whose edits become edits of properties. The rule it protects: an edit that the store has
//! not confirmed was not made.

use anyhow::Context as _;
use keepsake_memory::{
    ConnectionId, CreationParent, LocalEdit, NewCreation, Origin, Part, Store, StoreError,
};
use keepsake_notion::NotionId;
use keepsake_notion::ports::Clock;
use keepsake_simulator::{Id, Place};
use keepsake_sync::two_way::remote::{Trash, place_of};
use keepsake_text::{canonical, dialect, property};
use serde_json::{Value, json};
use time::OffsetDateTime;

use crate::deeds::Deed;
use crate::random::Random;
use crate::world::World;

/// Kinds of edits by weight: property, title, text, page, row, move, trash, restore.
const WEIGHTS: [u32; 8] = [12, 6, 12, 3, 4, 3, 3, 2];

/// What the person is about to do.
enum Plan {
    Property(NotionId, usize),
    Title(NotionId),
    Text(NotionId),
    Make(CreationParent, NotionId),
    Move(NotionId, CreationParent, NotionId),
    Trash(NotionId, bool),
}

/// One edit by the person here.
///
/// # Errors
/// When the store cannot be opened.
pub(super) fn edit(world: &mut World, random: &mut Random) -> anyhow::Result<()> {
    let places = world.simulator.places();
    let Some(plan) = draw(random, &places) else {
        return Ok(());
    };
    let word = world.deeds.next_word();
    let now = world.moments.now();
    let number = random.bits();
    let done = world.act(async |store, connection| {
        carry_out(store, connection, &plan, &word, number, now).await
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

fn draw(random: &mut Random, places: &[Place]) -> Option<Plan> {
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
        _ => Plan::Trash(
            page(random, &|place| place.own_trash && !place.is_source)?,
            false,
        ),
    })
}

async fn carry_out(
    store: &Store,
    connection: ConnectionId,
    plan: &Plan,
    word: &str,
    number: u64,
    now: OffsetDateTime,
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
    };
    let Some(edit) = edit else {
        return Ok(None);
    };
    let part = edit.part.clone();
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
    let done = world
        .act(async |store, connection| carry_out(store, connection, &plan, &word, 4, now).await)?;
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
) -> Result<Option<Deed>, StoreError> {
    let plan = if is_text {
        Plan::Text(page)
    } else {
        Plan::Title(page)
    };
    carry_out(store, connection, &plan, word, 3, now).await
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
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    bytes[8..].copy_from_slice(&number.rotate_left(17).to_be_bytes());
    let provisional = NotionId::from_bytes(bytes);
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

fn rich(kind: &str, words: &str) -> Value {
    let value = json!({(kind): [{"type": "text", "text": {"content": words}}]});
    property::writable(&value).unwrap_or(value)
}

async fn property_edit(
    store: &Store,
    connection: ConnectionId,
    row: NotionId,
    which: usize,
    word: &str,
) -> Result<Option<LocalEdit>, StoreError> {
    let (id, value) = match which {
        0 => ("note", rich("rich_text", &format!("Noted here {word}"))),
        1 => ("mark", rich("rich_text", &format!("Remarked here {word}"))),
        2 => (
            "coun",
            json!({"number": word.len() * 1_000 + usize::from(word.as_bytes()[3])}),
        ),
        _ => ("stag", json!({"select": {"name": "Ready"}})),
    };
    one_property(store, connection, row, id, value).await
}

async fn title_edit(
    store: &Store,
    connection: ConnectionId,
    page: NotionId,
    word: &str,
) -> Result<Option<LocalEdit>, StoreError> {
    one_property(
        store,
        connection,
        page,
        "title",
        rich("title", &format!("Named here {word}")),
    )
    .await
}

async fn one_property(
    store: &Store,
    connection: ConnectionId,
    page: NotionId,
    id: &str,
    value: Value,
) -> Result<Option<LocalEdit>, StoreError> {
    let Some(raw) = store.raw(connection, page).await? else {
        return Ok(None);
    };
    let shown = raw["properties"].as_object();
    let shown = shown.and_then(|shown| shown.values().find(|value| value["id"] == id));
    let Some(shown) = shown else {
        return Ok(None);
    };
    let base = property::writable(shown);
    Ok(Some(LocalEdit {
        part: Part::Property(id.to_owned()),
        lossy_base: base.is_none(),
        base: base.map(|base| base.to_string()),
        value: Some(property::writable(&value).unwrap_or(value).to_string()),
        undoes: None,
    }))
}

/// Changes a line, adds one, or takes one away.
async fn text_edit(
    store: &Store,
    connection: ConnectionId,
    page: NotionId,
    number: u64,
    word: &str,
) -> Result<Option<LocalEdit>, StoreError> {
    let Some(body) = store.body(connection, page).await? else {
        return Ok(None);
    };
    let wanted = store
        .unsettled_of(connection, page)
        .await?
        .and_then(|unsettled| {
            let mut parts = unsettled.parts.into_iter();
            parts.find(|part| part.part == Part::Body)?.local
        });
    let before = wanted.unwrap_or_else(|| body.markdown.clone());
    let mut lines: Vec<String> = before.lines().map(str::to_owned).collect();
    // A line of plain words: what has a form of its own is left alone, as a person would.
    let words: Vec<usize> = (0..lines.len())
        .filter(|line| lines[*line].starts_with("Line ") || lines[*line].starts_with("Added"))
        .collect();
    let chosen = usize::try_from(number >> 8)
        .ok()
        .and_then(|at| words.get(at % words.len().max(1)));
    match (number % 4, chosen) {
        (0 | 1, Some(line)) => lines[*line] = format!("Changed here {word}"),
        (2, Some(line)) => lines.insert(*line, format!("Put in here {word}")),
        _ => lines.push(format!("Written here {word}")),
    }
    Ok(Some(LocalEdit {
        part: Part::Body,
        lossy_base: body.lossy || body.truncated,
        value: Some(dialect::stable(&lines.join("\n"))),
        base: Some(body.markdown),
        undoes: None,
    }))
}

async fn move_edit(
    store: &Store,
    connection: ConnectionId,
    page: NotionId,
    kind: CreationParent,
    to: NotionId,
) -> Result<Option<LocalEdit>, StoreError> {
    let Some(raw) = store.raw(connection, page).await? else {
        return Ok(None);
    };
    // Nobody can put a page into itself.
    let mut above = Some(to);
    while let Some(place) = above {
        if place == page {
            return Ok(None);
        }
        above = store
            .object(connection, place)
            .await?
            .and_then(|object| object.container);
    }
    let name = match kind {
        CreationParent::Page => "page_id",
        CreationParent::DataSource => "data_source_id",
    };
    Ok(place_of(&raw).map(|base| LocalEdit {
        part: Part::Place,
        base: Some(base),
        value: Some(json!({(name): to}).to_string()),
        lossy_base: false,
        undoes: None,
    }))
}

async fn trash_edit(
    store: &Store,
    connection: ConnectionId,
    page: NotionId,
    in_trash: bool,
) -> Result<Option<LocalEdit>, StoreError> {
    let Some(object) = store.object(connection, page).await? else {
        return Ok(None);
    };
    let known = store.known(connection, &[page]).await?;
    let metadata = known.get(&page).and_then(|known| known.metadata_hash);
    let body = store.body(connection, page).await?;
    let body = body.map(|body| canonical::hash_text(&dialect::stable(&body.markdown)).to_string());
    let seen = Trash {
        in_trash: object.in_trash,
        metadata: metadata.map(|hash| hash.to_string()).unwrap_or_default(),
        body: body.unwrap_or_default(),
    };
    Ok(Some(LocalEdit {
        part: Part::Trash,
        base: Some(seen.text()),
        value: Some(Trash { in_trash, ..seen }.text()),
        lossy_base: false,
        undoes: None,
    }))
}
