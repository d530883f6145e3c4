//! Changing a page through Markdown: replace a passage, everything, or insert (Notion docs: Working with markdown content).
//!
//! Top-level blocks whose Markdown did not change keep their ids; everything between them is written anew and the old
//! blocks go to the trash.

use serde_json::Value;

use super::parse::{parse, segments};
use super::render;
use crate::accept::blocks::NewBlock;
use crate::error::ApiError;
use crate::identifier::Id;
use crate::routes::Call;
use crate::routes::block_insert;
use crate::state::State;
use crate::store::Kind;
use crate::store::model::Parent;
use crate::store::tree::Place;

/// What to do with the text of a page.
#[derive(Debug)]
pub(crate) enum Command {
    Update {
        updates: Vec<(String, String, bool)>,
        may_delete: bool,
    },
    Replace {
        text: String,
        may_delete: bool,
    },
    Insert {
        text: String,
        place: InsertPlace,
    },
    Range {
        text: String,
        range: String,
        may_delete: bool,
    },
}

/// Where inserted text goes.
#[derive(Debug)]
pub(crate) enum InsertPlace {
    Start,
    End,
    /// After the block that ends the passage `start...end`.
    After(String),
}

impl Command {
    /// Reads `{ "<kind>": {...} }`.
    pub(crate) fn read(kind: &str, body: &Value) -> Result<Self, ApiError> {
        let path = format!("body.{kind}");
        let text = |name: &str| {
            body[name]
                .as_str()
                .map(str::to_owned)
                .ok_or_else(|| ApiError::body(format!("{path}.{name} should be a string.")))
        };
        let may_delete = body["allow_deleting_content"].as_bool().unwrap_or(false);
        match kind {
            "update_content" => {
                let mut updates = Vec::new();
                for update in crate::accept::array(
                    &body["content_updates"],
                    &format!("{path}.content_updates"),
                )? {
                    let part = |name: &str| {
                        update[name].as_str().map(str::to_owned).ok_or_else(|| {
                            ApiError::body(format!(
                                "{path}.content_updates.{name} should be a string."
                            ))
                        })
                    };
                    updates.push((
                        part("old_str")?,
                        part("new_str")?,
                        update["replace_all_matches"].as_bool().unwrap_or(false),
                    ));
                }
                Ok(Self::Update {
                    updates,
                    may_delete,
                })
            }
            "replace_content" => Ok(Self::Replace {
                text: text("new_str")?,
                may_delete,
            }),
            "insert_content" => {
                let place = match (body["position"]["type"].as_str(), body["after"].as_str()) {
                    (Some("start"), _) => InsertPlace::Start,
                    (_, Some(after)) => InsertPlace::After(after.to_owned()),
                    _ => InsertPlace::End,
                };
                Ok(Self::Insert {
                    text: text("content")?,
                    place,
                })
            }
            "replace_content_range" => Ok(Self::Range {
                text: text("content")?,
                range: text("content_range")?,
                may_delete,
            }),
            _ => Err(ApiError::body(
                "body.type should be `\"update_content\"`, `\"replace_content\"` or `\"insert_content\"`.",
            )),
        }
    }
}

/// Carries a command out.
pub(crate) fn apply(
    state: &mut State,
    call: &Call,
    page: Id,
    command: &Command,
) -> Result<(), ApiError> {
    let current = render::render(&state.view(call), page, false);
    if current.truncated && !matches!(command, Command::Insert { .. }) {
        return Err(ApiError::validation(
            "The page is too large to be changed with markdown.",
        ));
    }
    let text = current.markdown();
    match command {
        Command::Update {
            updates,
            may_delete,
        } => {
            let mut changed = text;
            for (old, new, everywhere) in updates {
                changed = replace_once(&changed, old, new, *everywhere)?;
            }
            if state.quirks.blank_lines_lost_in_code {
                let lines = changed.lines().filter(|line| !line.trim().is_empty());
                changed = lines.collect::<Vec<_>>().join("\n");
            }
            rewrite(state, call, page, &current.segments, &changed, *may_delete)
        }
        Command::Replace { text, may_delete } => {
            rewrite(state, call, page, &current.segments, text, *may_delete)
        }
        Command::Range {
            text: new,
            range,
            may_delete,
        } => {
            let (start, end) = passage(&text, range)?;
            let changed = format!("{}{new}{}", &text[..start], &text[end..]);
            rewrite(state, call, page, &current.segments, &changed, *may_delete)
        }
        Command::Insert { text: new, place } => {
            let place = match place {
                InsertPlace::Start => Place::Start,
                InsertPlace::End => Place::End,
                InsertPlace::After(range) => {
                    let (_, end) = passage(&text, range)?;
                    let mut reached = 0;
                    let holder = current.segments.iter().find(|(_, segment)| {
                        reached += segment.len() + 1;
                        reached >= end
                    });
                    holder.map_or(Place::End, |(id, _)| Place::After(*id))
                }
            };
            let blocks = parse(&state.store, new);
            let bot = state.connection(call).bot;
            let ids = block_insert(state, Parent::Page(page), blocks, bot, call.now);
            state.store.attach(page, &ids, place);
            Ok(())
        }
    }
}

/// The only compare-and-swap Notion has: the old text must be there exactly once.
fn replace_once(text: &str, old: &str, new: &str, everywhere: bool) -> Result<String, ApiError> {
    let count = if old.is_empty() {
        0
    } else {
        text.matches(old).count()
    };
    match count {
        0 => Err(ApiError::validation(format!(
            "Could not find the text to replace: {old}"
        ))),
        1 => Ok(text.replacen(old, new, 1)),
        _ if everywhere => Ok(text.replace(old, new)),
        _ => Err(ApiError::validation(format!(
            "Found {count} matches of the text to replace; it must match exactly one place."
        ))),
    }
}

/// Finds `start...end`.
fn passage(text: &str, range: &str) -> Result<(usize, usize), ApiError> {
    let (first, last) = range.split_once("...").unwrap_or((range, range));
    let missing = || ApiError::validation(format!("Could not find the passage: {range}"));
    let start = text.find(first).ok_or_else(missing)?;
    let end = text[start..]
        .find(last)
        .map(|at| start + at + last.len())
        .ok_or_else(missing)?;
    Ok((start, end))
}

fn rewrite(
    state: &mut State,
    call: &Call,
    page: Id,
    old: &[(Id, String)],
    text: &str,
    may_delete: bool,
) -> Result<(), ApiError> {
    let new = segments(&state.store, text);
    let same = |(old, new): &(&(Id, String), &(String, NewBlock))| old.1 == new.0;
    let head = old.iter().zip(&new).take_while(same).count();
    let tail = old[head..]
        .iter()
        .rev()
        .zip(new[head..].iter().rev())
        .take_while(same)
        .count();
    let (dropped, kept_tail) = old[head..].split_at(old.len() - head - tail);
    let middle: Vec<NewBlock> = new[head..new.len() - tail]
        .iter()
        .map(|(_, block)| block.clone())
        .filter(|block| is_own(state, page, block))
        .collect();
    let named: Vec<Id> = middle.iter().filter_map(|block| block.existing).collect();
    let gone: Vec<Id> = dropped
        .iter()
        .map(|(id, _)| *id)
        .filter(|id| !named.contains(id))
        .collect();
    let objects = gone.iter().any(|id| contains_object(state, *id));
    if objects && !may_delete {
        return Err(ApiError::validation(
            "This change would delete child pages or databases. Set `allow_deleting_content` to allow it.",
        ));
    }
    let bot = state.connection(call).bot;
    let inserted = block_insert(state, Parent::Page(page), middle, bot, call.now);
    state.store.store_body(page);
    let shown: Vec<Id> = old.iter().map(|(id, _)| *id).collect();
    let mut children: Vec<Id> = shown[..head].to_vec();
    children.extend(inserted);
    children.extend(kept_tail.iter().map(|(id, _)| *id));
    let hidden: Vec<Id> = state
        .store
        .children(page)
        .into_iter()
        .filter(|id| !shown.contains(id))
        .collect();
    children.extend(hidden);
    children.extend(gone.iter().copied());
    for id in gone {
        state.store.set_trash(id, true);
    }
    if let Some(page) = state.store.pages.get_mut(&page) {
        page.children = children;
    }
    Ok(())
}

/// References in the new text only count when they point at children this page has.
fn is_own(state: &State, page: Id, block: &NewBlock) -> bool {
    block
        .existing
        .is_none_or(|id| state.store.parent(id) == Some(Parent::Page(page)))
}

fn contains_object(state: &State, id: Id) -> bool {
    match state.store.kind(id) {
        Some(Kind::Page | Kind::Database) => true,
        _ => state
            .store
            .live_children(id)
            .into_iter()
            .any(|child| contains_object(state, child)),
    }
}
