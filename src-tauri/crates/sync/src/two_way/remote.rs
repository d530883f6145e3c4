//! What Notion shows of one part of a page, in the form in which the three copies are compared.
//!
//! Pure. Leaves out what the form means ([`keepsake_text::property::writable`]). The rule it protects: a value that Notion
//! cut is never taken for a whole one, so it is never compared with, and never becomes a base.

use keepsake_memory::Part;
use keepsake_notion::{Page, Parent};
use keepsake_planted::{Bug, is as planted};
use keepsake_text::{NotionId, property};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// A part as Notion shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Its whole value, in canonical form; nothing where there is none.
    Whole(Option<String>),
    /// Notion shows the beginning only.
    Cut,
    /// It cannot be written through the API.
    ReadOnly,
    /// The page has no such property.
    Missing,
}

/// A property of a page, by its id.
#[must_use]
pub fn property_of<'a>(properties: &'a Map<String, Value>, id: &str) -> Option<&'a Value> {
    properties
        .values()
        .find(|value| value.get("id").and_then(Value::as_str) == Some(id))
}

/// What a page shows of a property or of its place. Texts and the trash are compared by their own rules.
#[must_use]
pub fn shown(page: &Page, part: &Part) -> Shown {
    match part {
        Part::Property(id) => {
            property_of(&page.properties, id).map_or(Shown::Missing, property_shown)
        }
        Part::Place => {
            place(&page.parent).map_or(Shown::ReadOnly, |place| Shown::Whole(Some(place)))
        }
        Part::Body | Part::Trash => Shown::ReadOnly,
    }
}

/// What a page's JSON says of one property.
#[must_use]
pub fn property_shown(value: &Value) -> Shown {
    if property::needs_more(value) {
        if planted(Bug::CutRelationWrittenBack)
            && let Some(list) = value.get("relation")
        {
            return Shown::Whole(Some(json!({"relation": list}).to_string()));
        }
        return Shown::Cut;
    }
    property::writable(value).map_or(Shown::ReadOnly, |value| {
        Shown::Whole(Some(value.to_string()))
    })
}

/// Where a page lies, as it is compared; nothing for places that pages cannot be moved from or to.
#[must_use]
pub fn place(parent: &Parent) -> Option<String> {
    let place = match parent {
        Parent::Page(id) => json!({"page_id": id}),
        Parent::DataSource { data_source, .. } => json!({"data_source_id": data_source}),
        Parent::Workspace => json!({"workspace": true}),
        Parent::Block(_) | Parent::Database(_) | Parent::Agent(_) | Parent::Unknown(_) => {
            return None;
        }
    };
    Some(place.to_string())
}

/// The same from a page's JSON.
#[must_use]
pub fn place_of(page: &Value) -> Option<String> {
    let parent = page.get("parent")?;
    let place = ["page_id", "data_source_id"]
        .into_iter()
        .find_map(|name| Some(json!({(name): NotionId::parse(parent.get(name)?.as_str()?)?})));
    let workspace = || parent.get("workspace").map(|_| json!({"workspace": true}));
    Some(place.or_else(workspace)?.to_string())
}

/// Whether a page is in the trash, with what its contents were when that was decided or seen: somebody may have edited it
/// since, and times are too coarse to tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trash {
    /// Whether it is in the trash.
    pub in_trash: bool,
    /// The hash of everything but its text and who edited it when.
    pub metadata: String,
    /// The hash of its text.
    pub body: String,
}

impl Trash {
    /// The text under which the store keeps it.
    #[must_use]
    pub fn text(&self) -> String {
        json!(self).to_string()
    }

    /// Takes apart what [`Trash::text`] made.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}
