//! Invariant 10, for records: they say of each row what the rules say of what Notion shows.
//!
//! The rules are said again here, in a few lines of their own, for the one profile that schedules have.

use std::collections::HashMap;

use keepsake_memory::{Known, RecordFilter, StoredRecord};
use keepsake_notion::NotionId;
use keepsake_simulator::Sight;
use serde_json::Value;

use crate::records::{InForce, KNOWN};
use crate::template::ORIGIN;
use crate::violation::Violation;
use crate::world::World;

/// Compares the records with the rows.
pub(super) fn check(world: &mut World) -> anyhow::Result<Option<Violation>> {
    let Some(profile) = world.profile else {
        return Ok(None);
    };
    let rows: HashMap<NotionId, Sight> = world
        .simulator
        .sights(ORIGIN)
        .into_iter()
        .filter(|sight| sight.markdown.is_some())
        .filter_map(|sight| Some((NotionId::parse(&sight.id.to_string())?, sight)))
        .collect();
    let seen = world.look(async |store, connection| {
        let filter = RecordFilter {
            profile: Some(profile.id),
            limit: 10_000,
            ..RecordFilter::default()
        };
        let records = store.records(connection, &filter).await?;
        // What waits here is part of a record and not of the row in Notion.
        let mut waits = Vec::new();
        for id in rows.keys() {
            if store.unsettled_of(connection, *id).await?.is_some() {
                waits.push(*id);
            }
        }
        let ids: Vec<NotionId> = rows.keys().copied().collect();
        let known = store.known(connection, &ids).await?;
        Ok::<_, keepsake_memory::StoreError>((records, waits, known))
    })?;
    let (records, waits, known) = seen?;
    let records: HashMap<NotionId, StoredRecord> = records
        .into_iter()
        .map(|record| (record.object, record))
        .collect();
    let mut wrong: Vec<String> = rows
        .iter()
        .filter(|(id, sight)| {
            sight.visible && !waits.contains(id) && !is_kept(sight, known.get(id))
        })
        .filter_map(|(id, sight)| {
            let wrong = differs(sight, profile, records.get(id))?;
            Some(format!("the record of {id} {wrong}"))
        })
        .collect();
    wrong.sort();
    Ok(wrong
        .into_iter()
        .next()
        .map(|sentence| Violation::new(10, sentence)))
}

/// Whether a row that is in the trash at Notion is not here: the person has kept it, or it is in there with what it lies in,
/// which convergence judges. What is not known here has no record.
fn is_kept(sight: &Sight, known: Option<&Known>) -> bool {
    known.is_none_or(|known| sight.in_trash && !known.in_trash)
}

fn differs(sight: &Sight, profile: InForce, record: Option<&StoredRecord>) -> Option<String> {
    let source = sight.object["parent"]["data_source_id"].as_str();
    let is_row = source.and_then(NotionId::parse) == Some(profile.data_source);
    let Some(record) = record else {
        return (is_row && !sight.in_trash).then(|| "is missing".to_owned());
    };
    if !is_row || sight.in_trash {
        return Some("is there without a row".to_owned());
    }
    let content = |id: &str| {
        let properties = sight.object["properties"].as_object();
        let found = properties.and_then(|all| all.values().find(|value| value["id"] == id));
        found.cloned().unwrap_or_default()
    };
    let status = content("stag")["select"]["name"]
        .as_str()
        .map(str::to_owned);
    // A row without a status has the default of the profile.
    let status = status.as_deref().unwrap_or(KNOWN[0]);
    let (title, topic) = (
        words(&content("title")["title"]),
        words(&content("note")["rich_text"]),
    );
    let is_known = KNOWN.contains(&status);
    let valid = is_known && !title.trim().is_empty() && !topic.trim().is_empty();
    let state = if valid {
        status.to_lowercase()
    } else {
        KNOWN[0].to_lowercase()
    };
    if record.valid != valid {
        return Some(format!(
            "says that it is valid: {}, and its row with the status {status}, the title {title:?} and the notes \
             {topic:?} is: {valid}",
            record.valid
        ));
    }
    if record.state != state {
        return Some(format!("is in {} and not in {state}", record.state));
    }
    (record.title != title).then(|| format!("is called {:?} and its row {title:?}", record.title))
}

fn words(runs: &Value) -> String {
    let runs = runs.as_array().into_iter().flatten();
    runs.filter_map(|run| run["plain_text"].as_str()).collect()
}
