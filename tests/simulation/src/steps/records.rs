//! What the person does with records: fields by the words they type, with the checks that the faces make.
//!
//! The rule it protects: what a face would refuse is not done.

use anyhow::Context as _;
use keepsake_memory::{
    ConnectionId, CreationParent, LocalEdit, NewCreation, Origin, Part, Store, StoreError,
};
use keepsake_notion::NotionId;
use keepsake_notion::ports::Clock;
use keepsake_records::{Transition, new_row, validate, write::Written, write_value};
use keepsake_simulator::{Edit, Id};
use keepsake_sync::two_way::{overlay::overlaid_values, profile::Applied};
use keepsake_text::property;
use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use crate::deeds::{Deed, Deeds};
use crate::random::Random;
use crate::records::{InForce, KNOWN};
use crate::steps::local::provisional;
use crate::world::World;

/// Fields and words, as they are typed.
type Typed = Vec<(String, String)>;

/// One change of a record, or a new one.
///
/// # Errors
/// When the program cannot be started.
pub(super) fn edit(world: &mut World, random: &mut Random) -> anyhow::Result<()> {
    let Some(profile) = world.profile else {
        return Ok(());
    };
    let rows: Vec<NotionId> = world
        .simulator
        .places()
        .iter()
        .filter(|place| place.is_row && !place.in_trash)
        .filter(|place| {
            let source = place.parent.map(|parent| parent.to_string());
            source.as_deref().and_then(NotionId::parse) == Some(profile.data_source)
        })
        .filter_map(|place| NotionId::parse(&place.id.to_string()))
        .collect();
    let chosen = random.pick(&rows).copied().filter(|_| random.below(6) > 0);
    let (word, now, number) = (world.deeds.next_word(), world.moments.now(), random.bits());
    let typed = typed(random, &word, chosen.is_none());
    let deeds = world.deeds.clone();
    let done = world.act(async |store, connection| match chosen {
        Some(row) => set(store, connection, profile, row, &typed, &word, &deeds, now).await,
        None => make(store, connection, profile, &typed, &word, number, now).await,
    })?;
    match done {
        Some(Ok(done)) => {
            world
                .fate
                .note(|| format!("here: {word} sets {typed:?}: {}", done.len()));
            for deed in done {
                world.deeds.edited(deed);
            }
        }
        Some(Err(refused)) => world
            .fate
            .note(|| format!("here: {typed:?} refused: {refused:#}")),
        None => {}
    }
    if let Some(row) = chosen.filter(|_| random.below(3) == 0) {
        edit_there(world, row);
    }
    Ok(())
}

/// Somebody at Notion writes into the same row, so that rules have something to decide.
fn edit_there(world: &World, row: NotionId) {
    let Some(id) = Id::parse(&row.to_string()) else {
        return;
    };
    let edit = Edit::SetProperty {
        id,
        name: "Notes".to_owned(),
        value: json!({"rich_text": [{"text": {"content": "Noted there"}}]}),
    };
    world.fate.note(|| format!("remote, meanwhile: {edit:?}"));
    if world.simulator.edit(&edit).is_ok() {
        world.see(id);
    }
}

fn typed(random: &mut Random, word: &str, is_new: bool) -> Typed {
    let field = |field: &str, words: String| (field.to_owned(), words);
    let status = KNOWN[random.below(KNOWN.len())].to_owned();
    if is_new {
        return vec![
            field("title", format!("Made here {word}")),
            field("topic", "A topic".to_owned()),
            field("status", status),
        ];
    }
    match random.below(6) {
        0 | 1 => vec![field("topic", format!("About {word}"))],
        2 => vec![field("remark", format!("Remarked here {word}"))],
        3 => vec![field("title", format!("Called here {word}"))],
        4 => vec![field("status", status)],
        _ => vec![
            field("status", status),
            field("remark", format!("Remarked here {word}")),
        ],
    }
}

async fn applied(
    store: &Store,
    connection: ConnectionId,
    profile: InForce,
) -> anyhow::Result<Applied> {
    let stored = store.profile_of(connection, profile.data_source).await?;
    Ok(Applied::read(&stored.context("the profile is in force")?)?)
}

#[expect(
    clippy::too_many_arguments,
    reason = "one call, and each is another thing"
)]
async fn set(
    store: &Store,
    connection: ConnectionId,
    profile: InForce,
    page: NotionId,
    typed: &Typed,
    word: &str,
    deeds: &Deeds,
    now: OffsetDateTime,
) -> anyhow::Result<Vec<Deed>> {
    let applied = applied(store, connection, profile).await?;
    let Some(raw) = store.raw(connection, page).await? else {
        return Ok(Vec::new());
    };
    let wanted: Vec<(Part, Option<String>)> = store
        .unsettled_of(connection, page)
        .await?
        .map(|unsettled| unsettled.parts)
        .unwrap_or_default()
        .into_iter()
        .map(|part| (part.part, part.local))
        .collect();
    let shown = overlaid_values(&raw, &wanted);
    let (profile, channels, mapping) = (&applied.profile, &applied.channels, &applied.mapping);
    let row = validate(profile, channels, mapping, &shown);
    let mut edits = Vec::new();
    for (field, words) in typed {
        let written = write_value(profile, channels, mapping, Some(&row), field, words)
            .map_err(|refused| anyhow::anyhow!("{refused}"))?;
        // A row that breaks a rule stays in draft, and a step that the pipeline does not have is not meant.
        let is_status = *field == profile.status.field;
        if is_status && !row.valid || matches!(written.transition, Some(Transition::Jump(_))) {
            return Ok(Vec::new());
        }
        edits.push(edit_of(&applied, &raw, &written)?);
    }
    let mut done = Vec::new();
    for edit in &edits {
        let value = edit.value.as_deref().unwrap_or_default();
        deeds.versions.wants(page, &edit.part, value);
        if value.contains(word) {
            done.push(Deed {
                word: word.to_owned(),
                object: page,
                part: Some(edit.part.clone()),
            });
        }
    }
    let state = store
        .edit_parts(connection, page, edits, Origin::Local, word, now)
        .await?;
    Ok(if state.changed { done } else { Vec::new() })
}

/// A change as the store takes it, with what Notion has as its base.
fn edit_of(applied: &Applied, raw: &Value, written: &Written) -> anyhow::Result<LocalEdit> {
    let shown = applied.mapping.value_in(&written.field, raw);
    let base = shown.and_then(property::writable);
    let value = property::writable(&written.value).context("what was typed can be sent")?;
    Ok(LocalEdit {
        part: Part::Property(written.property_id.clone()),
        lossy_base: shown.is_some() && base.is_none(),
        base: base.map(|base| base.to_string()),
        value: Some(value.to_string()),
        undoes: None,
    })
}

async fn make(
    store: &Store,
    connection: ConnectionId,
    profile: InForce,
    typed: &Typed,
    word: &str,
    number: u64,
    now: OffsetDateTime,
) -> anyhow::Result<Vec<Deed>> {
    let applied = applied(store, connection, profile).await?;
    let row = new_row(&applied.profile, &applied.channels, &applied.mapping, typed)
        .map_err(|refused| anyhow::anyhow!("{refused:?}"))?;
    let properties: Map<String, Value> = row
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(id, value)| Some((id.clone(), property::writable(value)?)))
        .collect();
    let provisional = provisional(number);
    let new = NewCreation {
        provisional,
        parent_kind: CreationParent::DataSource,
        parent: profile.data_source,
        properties: Value::Object(properties).to_string(),
        markdown: None,
        profile: Some(applied.id),
        correlation_id: word.to_owned(),
    };
    store
        .add_creation(connection, new, now)
        .await
        .map_err(|error: StoreError| anyhow::anyhow!("{error}"))?;
    Ok(vec![Deed {
        word: word.to_owned(),
        object: provisional,
        part: None,
    }])
}
