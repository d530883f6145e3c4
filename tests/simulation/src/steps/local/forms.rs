//! What an edit of each part looks like: its value in the form that is stored, and the base it is made from.
//!
//! Leaves out which edit is made. The rule it protects: a base is what is here of Notion, as a face has it.

use keepsake_memory::{ConnectionId, CreationParent, LocalEdit, Part, Store, StoreError};
use keepsake_notion::NotionId;
use keepsake_sync::two_way::remote::{Trash, place_of};
use keepsake_text::{canonical, dialect, property};
use serde_json::{Value, json};

use crate::invariants::relations::RELATION;

/// One more entry in a relation that is here as a whole.
pub(super) async fn relation_edit(
    store: &Store,
    connection: ConnectionId,
    row: NotionId,
    to: NotionId,
) -> Result<Option<LocalEdit>, StoreError> {
    let Some(raw) = store.raw(connection, row).await? else {
        return Ok(None);
    };
    let shown = raw["properties"].as_object();
    let shown = shown.and_then(|shown| shown.values().find(|value| value["id"] == RELATION));
    let Some(mut whole) = shown.and_then(property::writable) else {
        return Ok(None);
    };
    if let Some(entries) = whole["relation"].as_array_mut() {
        entries.push(json!({"id": to}));
    }
    one_property(store, connection, row, RELATION, whole).await
}

pub(super) fn rich(kind: &str, words: &str) -> Value {
    let value = json!({(kind): [{"type": "text", "text": {"content": words}}]});
    property::writable(&value).unwrap_or(value)
}

pub(super) async fn property_edit(
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

pub(super) async fn title_edit(
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

pub(super) async fn one_property(
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
pub(super) async fn text_edit(
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

pub(super) async fn move_edit(
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

pub(super) async fn trash_edit(
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
