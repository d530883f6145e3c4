//! Invariants 1, 3 and 8: both sides show the same, no edit made at Notion is missing, and what cannot be seen is not
//! taken to be deleted.

use std::collections::{HashMap, HashSet};

use keepsake_memory::{Body, BrakeAnswer, BrakeDirection, ConnectionId, Known, Store};
use keepsake_notion::NotionId;
use keepsake_simulator::{Id, Place, Sight};
use serde_json::{Map, Value};

use crate::invariants::relations::RELATION;
use crate::template::ORIGIN;
use crate::violation::Violation;
use crate::world::World;

/// An object as it is here.
struct Here {
    /// Whether it, or something above it, is in the trash.
    in_trash: bool,
    /// Whether it is in the trash by itself.
    is_trashed: bool,
    /// Whether it was seen in the trash and the person has said that it stays here.
    is_kept: bool,
    raw: Value,
    body: Option<Body>,
}

/// Compares everything that is or was visible.
pub(super) fn check(world: &mut World) -> anyhow::Result<Option<Violation>> {
    let sights = world.simulator.sights(ORIGIN);
    let ids: Vec<NotionId> = sights.iter().filter_map(id).collect();
    let here = world.look(async |store, connection| read(store, connection, &ids).await)??;
    let known = &here;
    let quirks = world.simulator.quirks();
    let is_patchy = quirks.search_cap.is_some() || quirks.search_omission > 0.0;
    let unseen: HashSet<NotionId> = sights
        .iter()
        .filter(|sight| !sight.visible)
        .filter_map(id)
        .collect();
    for sight in &sights {
        let here = id(sight).and_then(|id| known.get(&id));
        let place = sight.object["parent"].as_object().and_then(|parent| {
            let ids = parent.values().filter_map(Value::as_str);
            ids.filter_map(NotionId::parse).next()
        });
        // What search does not list is found where it lies: in a data source, or in a page that names it. Nothing names what
        // lies at the top.
        let is_seen = |place: NotionId| known.contains_key(&place) && !unseen.contains(&place);
        if here.is_none() && is_patchy && !place.is_some_and(is_seen) {
            continue;
        }
        if let Some(violation) = compare(world, sight, here) {
            return Ok(Some(violation));
        }
    }
    Ok(None)
}

fn id(sight: &Sight) -> Option<NotionId> {
    NotionId::parse(&sight.id.to_string())
}

async fn read(
    store: &Store,
    connection: ConnectionId,
    ids: &[NotionId],
) -> anyhow::Result<HashMap<NotionId, Here>> {
    let mut found = HashMap::new();
    let brakes = store.brakes(connection).await?;
    let declined = brakes.iter().any(|brake| {
        brake.direction == BrakeDirection::Here && brake.answer == Some(BrakeAnswer::Declined)
    });
    for id in ids {
        if store.object(connection, *id).await?.is_none() {
            continue;
        }
        let raw = store.raw(connection, *id).await?;
        let raw = raw.unwrap_or_default();
        let body = store.body(connection, *id).await?;
        let line = line(store, connection, *id).await?;
        let in_trash = line.iter().any(|seen| seen.in_trash);
        found.insert(
            *id,
            Here {
                in_trash,
                is_trashed: line.first().is_some_and(|seen| seen.in_trash),
                is_kept: declined && line.iter().any(|seen| seen.trash_seen),
                raw,
                body,
            },
        );
    }
    Ok(found)
}

/// What is known here of an object and of everything it lies in.
async fn line(store: &Store, connection: ConnectionId, id: NotionId) -> anyhow::Result<Vec<Known>> {
    let mut line = Vec::new();
    let mut next = Some(id);
    // Deeper than any drawn workspace.
    while let Some(id) = next.filter(|_| line.len() < 50) {
        let known = store.known(connection, &[id]).await?.remove(&id);
        next = known.as_ref().and_then(|known| known.container);
        line.extend(known);
    }
    Ok(line)
}

fn compare(world: &World, sight: &Sight, here: Option<&Here>) -> Option<Violation> {
    let at = sight.id;
    if !sight.visible {
        return here
            .filter(|here| here.is_trashed && !sight.in_trash && !world.away.was_trashed(at))
            .map(|_| {
                Violation::new(
                    8,
                    format!("{at} can no longer be seen and is taken to be deleted"),
                )
            });
    }
    let Some(here) = here else {
        return (!sight.in_trash)
            .then(|| Violation::new(1, format!("{at} is at Notion and not here")));
    };
    if sight.in_trash && here.is_kept {
        return None;
    }
    if here.in_trash != sight.in_trash {
        let promise = if here.in_trash { 8 } else { 1 };
        let (there, here) = (sight.in_trash, here.in_trash);
        return Some(Violation::new(
            promise,
            format!(
                "{at}: in the trash at Notion: {there}, here: {here}; above it there: {}",
                above(world, at)
            ),
        ));
    }
    if sight.in_trash {
        return None;
    }
    if let Some(difference) = object_difference(&sight.object, &here.raw) {
        return Some(Violation::new(1, format!("{at}: {difference}")));
    }
    if let Some(difference) = relation_difference(world, sight, &here.raw) {
        return Some(Violation::new(1, format!("{at}: {difference}")));
    }
    let there = sight.markdown.as_deref()?;
    let text = here.body.as_ref().map_or("", |body| body.markdown.as_str());
    if let Some(whole) = &sight.whole {
        return missing_line(whole, text).map(|line| {
            let sentence = format!("the text of {at} lacks {line:?}\nhere: {text}");
            Violation::new(3, sentence)
        });
    }
    if sight.lossy {
        return None;
    }
    // A look at everything has shown the lines of children as they are.
    let plain = |text: &str| plain(text, world.was_audited);
    (plain(there) != plain(text)).then(|| {
        Violation::new(
            3,
            format!("the text of {at} is not the same\nat Notion: {there}\nhere: {text}"),
        )
    })
}

/// A line of a whole text that is not here, the lines of children left aside: each piece of a text that Notion cuts is read
/// by itself, and put where its tag stands.
fn missing_line<'a>(whole: &'a str, here: &str) -> Option<&'a str> {
    let here: HashSet<&str> = here.lines().map(str::trim).collect();
    let is_text = |line: &&str| {
        !line.is_empty()
            && !line.starts_with("<page ")
            && !line.starts_with("<database ")
            && !line.contains("X-Amz-")
    };
    let lines = whole.lines().map(str::trim).filter(is_text);
    lines.into_iter().find(|line| !here.contains(line))
}

/// What the relation of a row leads to, where that is not the same.
fn relation_difference(world: &World, sight: &Sight, here: &Value) -> Option<String> {
    let there = world.simulator.related(sight.id, RELATION);
    let properties = by_id(&here["properties"]);
    let shown = properties.get(RELATION)?["relation"].as_array()?;
    let shown: Vec<Id> = shown
        .iter()
        .filter_map(|entry| Id::parse(entry["id"].as_str()?))
        .collect();
    // Nobody is shown what cannot be seen.
    (shown.len() != there.len() && !world.away.has_hidden()).then(|| {
        format!(
            "{} relations are at Notion and {} here",
            there.len(),
            shown.len()
        )
    })
}

/// What an object lies in at Notion, each with what is known of its trash, for whoever reads the violation.
fn above(world: &World, id: Id) -> String {
    let places: HashMap<Id, Place> = world
        .simulator
        .places()
        .into_iter()
        .map(|place| (place.id, place))
        .collect();
    let mut line = Vec::new();
    let mut next = places.get(&id);
    while let Some(place) = next.filter(|_| line.len() < places.len()) {
        let own = if place.own_trash {
            " (trashed itself)"
        } else {
            ""
        };
        line.push(format!("{}{own}", place.id));
        next = place.parent.and_then(|parent| places.get(&parent));
    }
    line.join(" in ")
}

/// The first part of an object that is not the same, times and editors left aside.
fn object_difference(there: &Value, here: &Value) -> Option<String> {
    for key in ["parent", "icon", "title", "description"] {
        if stable(&there[key]) != stable(&here[key]) {
            return Some(format!(
                "{key} is {} at Notion and {} here",
                there[key], here[key]
            ));
        }
    }
    if there["object"] != "page" {
        return None;
    }
    let (there, here) = (by_id(&there["properties"]), by_id(&here["properties"]));
    for (id, value) in &there {
        let kind = value["type"].as_str().unwrap_or_default();
        if matches!(
            kind,
            "last_edited_time" | "last_edited_by" | "relation" | "people"
        ) {
            continue;
        }
        let known = here.get(id).map(|value| stable(&value[kind]));
        let value = stable(&value[kind]);
        // A column that was added since has no value in what was read before, and needs none.
        let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if known.as_ref() != Some(&value) && !(known.is_none() && is_empty) {
            return Some(format!(
                "property {id} is {value} at Notion and {known:?} here"
            ));
        }
    }
    None
}

fn by_id(properties: &Value) -> Map<String, Value> {
    let properties = properties.as_object().into_iter().flatten();
    properties
        .filter_map(|(_, value)| Some((value["id"].as_str()?.to_owned(), value.clone())))
        .collect()
}

/// A value without what differs at each read: signatures of addresses and their ends.
fn stable(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(without_signature(text)),
        Value::Array(items) => items.iter().map(stable).collect(),
        Value::Object(fields) => fields
            .iter()
            .filter(|(key, _)| *key != "expiry_time")
            .map(|(key, value)| (key.clone(), stable(value)))
            .collect(),
        other => other.clone(),
    }
}

fn without_signature(text: &str) -> String {
    match text.split_once('?') {
        Some((address, _)) if text.contains("X-Amz-") => address.to_owned(),
        _ => text.to_owned(),
    }
}

/// A text without signatures, and without the lines that stand for child pages and databases: they come and go with those,
/// which leaves no trace on the page around them, and where everything lives is compared by the objects.
fn plain(text: &str, with_children: bool) -> String {
    text.lines()
        .filter(|line| {
            let line = line.trim_start();
            with_children || !line.starts_with("<page ") && !line.starts_with("<database ")
        })
        .map(|line| {
            let end = line.find("?X-Amz-").unwrap_or(line.len());
            let rest = line[end..].find(')').map_or("", |at| &line[end + at..]);
            format!("{}{rest}\n", &line[..end])
        })
        .collect()
}
