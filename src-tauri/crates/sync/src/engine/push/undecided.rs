//! Conflicts that wait for the person, held against what Notion shows by now.
//!
//! Leaves out the decision itself ([`crate::two_way::resolve`]). The rules it protects: a question that has answered itself is
//! not asked any longer, and what it held back goes out; a person is asked about what Notion has now, not about what it had.

use std::collections::{BTreeSet, HashMap};

use keepsake_memory::{Change, Conflict, Kept, Known, Part};
use keepsake_text::NotionId;
use serde_json::Value;

use super::{Engine, Run};
use crate::{
    error::RunError,
    two_way::remote::{Shown, property_of, property_shown},
};

/// What has become of an open conflict.
#[derive(Debug, PartialEq, Eq)]
enum Standing {
    /// It is about what Notion shows.
    Asked,
    /// Notion shows another version: the page is decided about anew.
    Overtaken,
    /// Notion shows again what both sides had agreed on: what was changed here goes out.
    Moot,
}

impl Engine {
    /// The parts that wait for the person; questions that have answered themselves are closed.
    pub(super) async fn undecided(
        &self,
        run: &Run<'_>,
    ) -> Result<HashMap<NotionId, BTreeSet<Part>>, RunError> {
        let mut undecided: HashMap<NotionId, BTreeSet<Part>> = HashMap::new();
        let open = self.store.conflicts(run.connection, true).await?;
        if open.is_empty() {
            return Ok(undecided);
        }
        let pages: Vec<NotionId> = open.iter().map(|conflict| conflict.object).collect();
        let known = self.store.known(run.connection, &pages).await?;
        let mut moot = Vec::new();
        for conflict in open {
            let page = match conflict.part {
                Part::Property(_) => self.store.raw(run.connection, conflict.object).await?,
                Part::Body | Part::Place | Part::Trash => None,
            };
            match standing(&conflict, known.get(&conflict.object), page.as_ref()) {
                Standing::Asked => {
                    let parts = undecided.entry(conflict.object).or_default();
                    parts.insert(conflict.part);
                }
                Standing::Overtaken => {}
                Standing::Moot => moot.push(Change::ResolveConflict {
                    id: conflict.id,
                    kept: Kept::Local,
                }),
            }
        }
        if !moot.is_empty() {
            self.store
                .apply(run.connection, Some(run.id), moot, self.clock.now())
                .await?;
        }
        Ok(undecided)
    }
}

fn standing(conflict: &Conflict, known: Option<&Known>, page: Option<&Value>) -> Standing {
    match &conflict.part {
        // Edited here, and in the trash there; the other way round Notion's version is told with more than a word.
        Part::Trash if conflict.remote.as_deref() == Some("true") => {
            let is_back = known.is_some_and(|known| !known.in_trash && !known.trash_seen);
            if is_back {
                Standing::Moot
            } else {
                Standing::Asked
            }
        }
        Part::Property(id) => {
            let properties = page
                .and_then(|page| page.get("properties"))
                .and_then(Value::as_object);
            let shown = properties.and_then(|properties| property_of(properties, id));
            match shown.map(property_shown) {
                Some(Shown::Whole(now)) if now == conflict.remote => Standing::Asked,
                Some(Shown::Whole(now)) if now == conflict.base => Standing::Moot,
                Some(Shown::Whole(_)) => Standing::Overtaken,
                _ => Standing::Asked,
            }
        }
        Part::Body | Part::Place | Part::Trash => Standing::Asked,
    }
}
