//! Invariants 2, 3 and 4: no word is lost, and no word is there twice.
//!
//! Every edit carries a word. A word may be missing at Notion only if its edit still waits here, was recorded as a loser, or
//! was overwritten by a person afterwards.

use std::collections::{HashMap, HashSet};

use keepsake_memory::{ConnectionId, CreationState, Part, Store};
use keepsake_notion::NotionId;
use keepsake_simulator::{Id, LogEntry, Sight};
use serde_json::Value;

use crate::deeds::Deed;
use crate::template::ORIGIN;
use crate::violation::Violation;
use crate::world::World;

/// What is kept here beside the copy of Notion.
struct Kept {
    /// Copies that wait, creations that wait, conflicts with all sides, history.
    texts: Vec<String>,
    /// Which page each creation has become.
    made: HashMap<NotionId, NotionId>,
}

impl Kept {
    fn has(&self, word: &str) -> bool {
        self.texts.iter().any(|text| text.contains(word))
    }
}

/// Looks for every word.
pub(super) fn check(world: &mut World) -> anyhow::Result<Option<Violation>> {
    let sights = world.simulator.sights(ORIGIN);
    let shown: Vec<(Id, String)> = sights
        .iter()
        .map(|sight| (sight.id, words_of(sight)))
        .collect();
    let edits = world.deeds.edits();
    let objects: HashSet<NotionId> = edits.iter().map(|deed| deed.object).collect();
    let kept = world.look(async |store, connection| read(store, connection, &objects).await)??;
    let log = world.simulator.log_after(0);
    let bot = world.simulator.bot();
    let lost_here = edits
        .iter()
        .find_map(|deed| lost_here(world, deed, &edits, &shown, &kept, &log, bot));
    let breach = lost_here
        .or_else(|| lost_there(world, &shown, &kept, &log, bot))
        .or_else(|| {
            let can_be_found = |id: &Id| !is_out_of_sight(world, &log, bot, *id);
            let shown: Vec<_> = shown
                .into_iter()
                .filter(|(id, _)| can_be_found(id))
                .collect();
            twice(&edits, &shown, &log)
        });
    Ok(breach)
}

/// Everything a page or data source says of itself: titles, values and text, without the titles of what is in it.
fn words_of(sight: &Sight) -> String {
    let mut words = String::new();
    collect(&sight.object["properties"], &mut words);
    for key in ["title", "description"] {
        collect(&sight.object[key], &mut words);
    }
    let text = sight.whole.as_deref().or(sight.markdown.as_deref());
    let text = text.unwrap_or_default();
    for line in text.lines() {
        let start = line.trim_start();
        if !start.starts_with("<page ") && !start.starts_with("<database ") {
            words.push_str(line);
            words.push('\n');
        }
    }
    words
}

/// The texts of a value, each once although Notion shows them in two fields.
fn collect(value: &Value, words: &mut String) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match (key.as_str(), value) {
                    ("plain_text", Value::String(text)) => {
                        words.push_str(text);
                        words.push('\n');
                    }
                    ("text" | "mention", _) => {}
                    _ => collect(value, words),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, words)),
        _ => {}
    }
}

async fn read(
    store: &Store,
    connection: ConnectionId,
    objects: &HashSet<NotionId>,
) -> anyhow::Result<Kept> {
    let mut texts = Vec::new();
    for conflict in store.conflicts(connection, false).await? {
        texts.extend(
            [conflict.base, conflict.local, conflict.remote]
                .into_iter()
                .flatten(),
        );
    }
    let mut after = 0;
    loop {
        let pages = store.unsettled(connection, after, 100).await?;
        let Some(last) = pages.last() else { break };
        after = last.row;
        for part in pages.into_iter().flat_map(|page| page.parts) {
            texts.extend([part.base, part.local].into_iter().flatten());
        }
    }
    let all = [
        CreationState::Waiting,
        CreationState::Sent,
        CreationState::Made,
        CreationState::Parked,
        CreationState::Withdrawn,
    ];
    let mut made = HashMap::new();
    for creation in store.creations(connection, &all).await? {
        if let Some(page) = creation.made {
            made.insert(creation.provisional, page);
        } else {
            texts.push(creation.properties);
            texts.extend(creation.markdown);
        }
    }
    let pages: HashSet<NotionId> = objects.iter().chain(made.values()).copied().collect();
    for page in pages {
        // A creation that was never made has no history.
        let Ok(history) = store.history(connection, page, None, None, 1_000).await else {
            continue;
        };
        // What an entry replaced is recorded; what a person here wrote is not kept by having been noted.
        let replaced = history
            .into_iter()
            .filter(|entry| entry.before != entry.after);
        texts.extend(replaced.filter_map(|entry| entry.before));
    }
    Ok(Kept { texts, made })
}

/// Whether a person at Notion has changed an object after a revision.
fn changed_by_a_person(log: &[LogEntry], object: Id, after: u64, bot: Id) -> bool {
    log.iter()
        .any(|entry| entry.revision > after && entry.author != bot && entry.object == object)
}

fn lost_here(
    world: &World,
    deed: &Deed,
    edits: &[Deed],
    shown: &[(Id, String)],
    kept: &Kept,
    log: &[LogEntry],
    bot: Id,
) -> Option<Violation> {
    if shown.iter().any(|(_, text)| text.contains(&deed.word)) || kept.has(&deed.word) {
        return None;
    }
    let object = kept.made.get(&deed.object).copied().unwrap_or(deed.object);
    let replaced = edits
        .iter()
        .rev()
        .take_while(|later| later.word != deed.word)
        .any(|later| later.object == deed.object && later.part == deed.part);
    if replaced {
        return None;
    }
    let at_notion = Id::parse(&object.to_string())?;
    let arrived = world
        .deeds
        .writes()
        .into_iter()
        .find(|write| write.body.contains(&deed.word));
    let blocks = world.simulator.texts(at_notion);
    let overwritten = arrived.as_ref().is_some_and(|write| {
        changed_by_a_person(log, at_notion, write.after, bot)
            || deed.part.as_ref().is_none_or(|part| *part == Part::Body)
                && world.was_edited_inside(&blocks, write.after)
    });
    (!overwritten).then(|| {
        let sent = if arrived.is_some() {
            "it had reached Notion"
        } else {
            "it was never written"
        };
        Violation::new(
            2,
            format!(
                "the edit {} of {object} is nowhere any more; {sent}",
                deed.word
            ),
        )
    })
}

fn lost_there(
    world: &World,
    shown: &[(Id, String)],
    kept: &Kept,
    log: &[LogEntry],
    bot: Id,
) -> Option<Violation> {
    log.iter().find_map(|entry| {
        let word = entry.token.as_deref().filter(|_| entry.author != bot)?;
        let text = entry.action != "add_comment";
        let is_there = shown.iter().any(|(_, text)| text.contains(word));
        if !text || is_there || kept.has(word) || world.deeds.was_blind(word) {
            return None;
        }
        // Later words of the same kind about the same thing replace earlier ones.
        let replaced = log.iter().any(|later| {
            later.revision > entry.revision
                && later.author != bot
                && later.object == entry.object
                && (later.action == entry.action
                    || later.action == "set_text"
                    || entry.action == "set_property")
        });
        // The first line of a new page is a block of its own, and may have been rewritten since.
        let rewritten = matches!(entry.action.as_str(), "add_page" | "add_row")
            && world.was_edited_inside(&world.simulator.texts(entry.object), entry.revision);
        (!replaced && !rewritten).then(|| {
            Violation::new(
                3,
                format!(
                    "what {} wrote into {} ({word}) is nowhere any more",
                    entry.action, entry.object
                ),
            )
        })
    })
}

/// Whether a page can be found neither where it was made nor by searching: somebody has moved it, and search leaves pages out.
/// Whether it was made at all can then not be known, and it is made again.
fn is_out_of_sight(world: &World, log: &[LogEntry], bot: Id, page: Id) -> bool {
    let quirks = world.simulator.quirks();
    let leaves_out = quirks.search_omission > 0.0 || quirks.search_cap.is_some();
    let moved =
        |entry: &LogEntry| entry.object == page && entry.action == "move" && entry.author != bot;
    leaves_out && log.iter().any(moved)
}

fn twice(edits: &[Deed], shown: &[(Id, String)], log: &[LogEntry]) -> Option<Violation> {
    let words = edits.iter().map(|deed| deed.word.as_str());
    let words = words.chain(log.iter().filter_map(|entry| entry.token.as_deref()));
    for word in words {
        let times: usize = shown
            .iter()
            .map(|(_, text)| text.matches(word).count())
            .sum();
        // A page made here has its word in its title, and with a letter more in its first line.
        let firsts: usize = shown
            .iter()
            .map(|(_, text)| text.matches(&format!("{word}b")).count())
            .sum();
        if times - firsts > 1 || firsts > 1 {
            let pages: Vec<String> = shown
                .iter()
                .filter(|(_, text)| text.contains(word))
                .map(|(id, _)| id.to_string())
                .collect();
            return Some(Violation::new(
                4,
                format!("{word} is there {times} times, in {pages:?}"),
            ));
        }
    }
    None
}
