//! The profile that some schedules have: the rows of a drawn data source as records.
//!
//! Its fields have every policy there is, its pipeline knows all options of the column but one, and one of its rules is one
//! that rows break. The rule it protects: the profile goes the way a face takes it, through the check of the schema.

use anyhow::{Context as _, bail};
use keepsake_memory::{ConnectionId, NewProfile, ProfileId, Store};
use keepsake_notion::NotionId;
use keepsake_notion::ports::Clock;
use keepsake_records::{Channels, compare, profile};
use keepsake_sync::two_way::profile::to_store;

use crate::random::Random;
use crate::world::World;

/// The field whose options are the pipeline; `Published` is an option nobody told the profile of.
const TEXT: &str = r#"
name = "drawn"
title = "Drawn"
row = "row"
comment_on_invalid = false

[[fields]]
key = "title"
property = "Name"
types = ["title"]
required = true
direction = "both"
policy = "newest"

[[fields]]
key = "topic"
property = "Notes"
types = ["rich_text"]
required = true
direction = "both"
policy = "local"

[[fields]]
key = "remark"
property = "Remark"
types = ["rich_text"]
direction = "both"
policy = "notion"

[[fields]]
key = "status"
property = "Stage"
types = ["select"]
required = true
default = "Idea"
allowed = { from = "status" }
on_unknown = "refuse"
direction = "both"
policy = "local"

[status]
field = "status"
initial = "idea"

[[status.states]]
state = "idea"
title = "Idea"
names = ["Idea"]
written = "Idea"
color = "gray"
next = ["writing"]

[[status.states]]
state = "writing"
title = "Writing"
names = ["Writing"]
written = "Writing"
color = "blue"
next = ["ready", "idea"]

[[status.states]]
state = "ready"
title = "Ready"
names = ["Ready"]
written = "Ready"
color = "green"
next = ["idea"]

[queue]
state = "ready"

[board]
group_by = "status"
card = ["title"]

[text]
direction = "both"
policy = "local"
"#;

/// The names of statuses the profile knows.
pub(crate) const KNOWN: [&str; 3] = ["Idea", "Writing", "Ready"];

/// A profile in force.
#[derive(Debug, Clone, Copy)]
pub struct InForce {
    /// Its number in the store.
    pub id: ProfileId,
    /// Whose rows it turns into records.
    pub data_source: NotionId,
}

/// The person puts the profile into force, once there is a data source here.
///
/// # Errors
/// When the program cannot be started, or the profile does not fit the drawn workspaces any more.
pub(crate) fn put_into_force(world: &mut World, random: &mut Random) -> anyhow::Result<()> {
    let sources: Vec<NotionId> = world
        .simulator
        .places()
        .iter()
        .filter(|place| place.is_source && place.visible && !place.in_trash)
        .filter_map(|place| NotionId::parse(&place.id.to_string()))
        .collect();
    let Some(source) = random.pick(&sources).copied() else {
        return Ok(());
    };
    let now = world.moments.now();
    let put = world.act(async |store, connection| {
        let Some(new) = fitting(store, connection, source).await? else {
            return Ok(None);
        };
        let id = store.put_profile(connection, new, now).await?;
        anyhow::Ok(Some(id))
    })?;
    // Where nothing is here yet, or there is trouble, the person tries again later.
    if let Some(Ok(Some(id))) = put {
        world
            .fate
            .note(|| format!("a profile is in force on {source}"));
        world.profile = Some(InForce {
            id,
            data_source: source,
        });
    }
    Ok(())
}

async fn fitting(
    store: &Store,
    connection: ConnectionId,
    source: NotionId,
) -> anyhow::Result<Option<NewProfile>> {
    let Some(schema) = store.raw(connection, source).await? else {
        return Ok(None);
    };
    let profile = match profile::read("drawn", TEXT) {
        Ok(profile) => profile,
        Err(refused) => bail!("the profile of the schedules is refused: {refused}"),
    };
    let channels = Channels::read(std::iter::empty::<(&str, &str)>())
        .ok()
        .context("no channels are no problem")?;
    let report = compare(&profile, &channels, &schema, None);
    if !report.is_usable() {
        return Ok(None);
    }
    Ok(Some(to_store(
        &profile,
        TEXT,
        &channels,
        &report.mapping,
        source,
    )?))
}
