//! An object as it stands here: what Notion showed last, with what was changed here put over it.
//!
//! Leaves out where a page was moved to here and whether it was put into the trash: it lies where Notion has it, and the list
//! of own edits says the rest. The rule it protects: what a person sees here is what they take along.

use keepsake_memory::{ConnectionId, ExportedObject, ObjectKind, Part, UnsettledPart};
use keepsake_sync::two_way::overlay::overlaid;
use keepsake_text::property;
use serde_json::Value;

use crate::error::AppError;
use crate::history::field_of;
use crate::keepsake::Keepsake;

/// What was put over an object.
#[derive(Debug, Default, PartialEq)]
pub(super) struct ChangedHere {
    /// The parts that Notion has otherwise: names of properties, and `body`, `place`, `trash`.
    pub(super) names: Vec<String>,
    /// Its JSON as Notion sent it, where something was put over it.
    pub(super) sent: Option<Value>,
}

impl Keepsake {
    /// Puts what was changed here over an object.
    pub(super) async fn put_own_edits_over(
        &self,
        connection: ConnectionId,
        exported: &mut ExportedObject,
    ) -> Result<ChangedHere, AppError> {
        if exported.object.kind != ObjectKind::Page {
            return Ok(ChangedHere::default());
        }
        let id = exported.object.id;
        let unsettled = self.store().unsettled_of(connection, id).await?;
        Ok(match unsettled {
            Some(unsettled) => put_over(exported, unsettled.parts),
            None => ChangedHere::default(),
        })
    }
}

fn put_over(exported: &mut ExportedObject, parts: Vec<UnsettledPart>) -> ChangedHere {
    let here = overlaid(&exported.raw, &parts);
    if let Some(title) = changed_title(&here, &parts) {
        exported.object.title = title;
    }
    let names = parts.iter().map(|part| name_of(&here, &part.part));
    let names = names.collect();
    let sent = std::mem::replace(&mut exported.raw, here);
    let body = parts.into_iter().find(|part| part.part == Part::Body);
    if let Some(body) = body {
        exported.markdown = body.local;
    }
    ChangedHere {
        names,
        sent: Some(sent),
    }
}

/// The title of a page with what was changed here put over it, if that was changed here.
pub(super) fn changed_title(here: &Value, parts: &[UnsettledPart]) -> Option<String> {
    let properties = here.get("properties")?.as_object()?;
    let is_title = |value: &&Value| value.get("type").and_then(Value::as_str) == Some("title");
    let title = properties.values().find(is_title)?;
    let id = title.get("id")?.as_str()?;
    let is_changed =
        |part: &UnsettledPart| matches!(&part.part, Part::Property(changed) if changed == id);
    parts
        .iter()
        .any(is_changed)
        .then(|| property::plain_text(title))
}

/// What a part is called: a property by its name.
fn name_of(page: &Value, part: &Part) -> String {
    match part {
        Part::Property(_) => field_of(page, part),
        Part::Body | Part::Place | Part::Trash => part.to_string(),
    }
}
