//! What other people do at Notion.
//!
//! Every edit carries a word of its own, which the simulator makes and keeps in its log: whoever loses the edit loses the
//! word.

use keepsake_simulator::{Edit, Id, Place};
use serde_json::{Value, json};

use crate::invariants::relations::RELATION;
use crate::random::Random;
use crate::world::World;

/// Kinds of edits by weight: text, new paragraph, title, property, page, row, trash, restore, move, revoke, schema, grant,
/// relation.
const WEIGHTS: [u32; 13] = [8, 6, 5, 10, 3, 5, 3, 2, 3, 1, 1, 2, 1];

/// More than half of a data source, or of the workspace, goes into the trash.
pub(super) fn trash_much(world: &mut World, random: &mut Random) {
    let places = world.simulator.places();
    let pages: Vec<Id> = places
        .iter()
        .filter(|place| !place.is_source && !place.in_trash && place.parent.is_some())
        .map(|place| place.id)
        .collect();
    world
        .fate
        .note(|| format!("remote: {} pages go into the trash", pages.len()));
    for id in pages {
        if random.below(10) < 8 {
            // One that lay below another is in the trash already.
            let _trashed = world.simulator.edit(&Edit::Trash { id });
        }
    }
}

/// One edit by another person.
pub(super) fn edit(world: &mut World, random: &mut Random) {
    let places = world.simulator.places();
    let Some(edit) = draw(world, random, &places) else {
        return;
    };
    world.fate.note(|| format!("remote: {edit:?}"));
    match world.simulator.edit(&edit) {
        Ok(edited) => {
            world.fate.note(|| format!("  it is {}", edited.id));
            world.see(edited.id);
        }
        Err(refused) => world.fate.note(|| format!("  refused: {refused}")),
    }
}

/// Some pages are not shared from the beginning.
pub(crate) fn share_less(world: &mut World, random: &mut Random) {
    let pages: Vec<Id> = world
        .simulator
        .places()
        .iter()
        .filter(|place| !place.is_source)
        .map(|place| place.id)
        .collect();
    for _ in 0..=random.below(3) {
        if let Some(id) = random.pick(&pages).copied() {
            // A page that is there can be taken out of what is shared.
            let _shared_less = world.simulator.edit(&Edit::Revoke { id });
        }
    }
    world.remember();
}

fn draw(world: &World, random: &mut Random, places: &[Place]) -> Option<Edit> {
    let page = |random: &mut Random, wanted: &dyn Fn(&Place) -> bool| -> Option<Id> {
        let fitting: Vec<Id> = places
            .iter()
            .filter(|place| !place.is_source && wanted(place))
            .map(|place| place.id)
            .collect();
        random.pick(&fitting).copied()
    };
    let alive = |place: &Place| !place.in_trash;
    let row = |place: &Place| alive(place) && place.is_row;
    let source = |random: &mut Random| -> Option<Id> {
        let sources: Vec<Id> = places
            .iter()
            .filter(|place| place.is_source && alive(place))
            .map(|place| place.id)
            .collect();
        random.pick(&sources).copied()
    };
    Some(match random.weighted(&WEIGHTS) {
        0 => {
            let texts = world.simulator.texts(page(random, &alive)?);
            Edit::SetText {
                id: *random.pick(&texts)?,
                text: "Rewritten".to_owned(),
            }
        }
        1 => Edit::AddText {
            to: page(random, &alive)?,
            text: "Added".to_owned(),
        },
        2 => Edit::SetTitle {
            id: page(random, &alive)?,
            text: "Renamed".to_owned(),
        },
        3 => {
            let id = page(random, &row)?;
            let (name, value) = property(random);
            Edit::SetProperty {
                id,
                name: name.to_owned(),
                value,
            }
        }
        4 => Edit::AddPage {
            to: Some(page(random, &alive)?),
            title: "A new page".to_owned(),
            text: "Its first line".to_owned(),
        },
        5 => Edit::AddRow {
            to: source(random)?,
            title: "A new row".to_owned(),
            text: "Its first line".to_owned(),
        },
        6 => Edit::Trash {
            id: page(random, &|place| alive(place) && place.parent.is_some())?,
        },
        7 => Edit::Restore {
            id: page(random, &|place| place.own_trash)?,
        },
        8 => Edit::Move {
            id: page(random, &|place| alive(place) && !place.is_row)?,
            to: page(random, &alive)?,
        },
        9 | 11 if !world.kinds.shares_later => return None,
        9 => Edit::Revoke {
            id: page(random, &|place| alive(place) && place.parent.is_some())?,
        },
        10 => Edit::SetSchema {
            id: source(random)?,
            properties: schema(random),
        },
        11 => Edit::Grant {
            id: page(random, &|place| !place.visible)?,
        },
        _ => {
            let id = page(random, &row)?;
            let mut related = world.simulator.related(id, RELATION);
            related.push(page(random, &row)?);
            let ids: Vec<Value> = related.iter().map(|id| json!({"id": id})).collect();
            Edit::SetProperty {
                id,
                name: "Related".to_owned(),
                value: json!({"relation": ids}),
            }
        }
    })
}

/// A column of the drawn workspaces, and a value for it. Words are added to texts by the simulator.
pub(super) fn property(random: &mut Random) -> (&'static str, Value) {
    let text = |words: &str| json!({"rich_text": [{"text": {"content": words}}]});
    match random.below(7) {
        0 | 1 => ("Notes", text("Noted")),
        2 => ("Remark", text("Remarked")),
        3 => ("Count", json!({"number": random.below(1_000)})),
        4 => {
            let stage = ["Idea", "Writing", "Ready", "Published"][random.below(4)];
            ("Stage", json!({"select": {"name": stage}}))
        }
        5 => ("Done", json!({"checkbox": random.below(2) == 0})),
        _ => {
            let tags = [
                json!([{"name": "Sea"}]),
                json!([]),
                json!([{"name": "Hill"}, {"name": "Town"}]),
            ];
            ("Tags", json!({"multi_select": tags[random.below(3)]}))
        }
    }
}

fn schema(random: &mut Random) -> Value {
    match random.below(3) {
        0 => json!({"Count": {"name": "Number"}}),
        1 => json!({"Number": {"name": "Count"}}),
        _ => json!({"Later": {"rich_text": {}}}),
    }
}
