//! What follows from the metadata of an object: a search result, a row of a query, or a single read.
//!
//! Pure. Leaves out where the metadata came from, and when a page's text is due ([`super::text`]). The rules it protects:
//! an object is read again only if it changed; a time that moves without a change of content is not a change; a trashed
//! object is trashed because Notion says so.

use keepsake_memory::{
    Change, Known, LedgerItem, NewFetch, ObjectKind, ObservedObject, Outcome, StoredParent, What,
    metadata_hash,
};
use keepsake_notion::{DataSource, Database, Object, Page, Parent};
use keepsake_text::{NotionId, dialect::FileLink, property, rich_text};
use serde_json::Value;

use super::{Context, file, property::cut, text};
use crate::read::{Place, Read};

/// An object as Notion described it, with the untouched JSON.
#[derive(Clone, Debug)]
pub struct Observed {
    /// The decoded object.
    pub object: Object,
    /// The JSON as it came.
    pub raw: String,
}

impl Observed {
    /// Its id, where Notion named one.
    #[must_use]
    pub fn id(&self) -> Option<NotionId> {
        id(&self.object)
    }

    /// Whether Notion has it in the trash.
    #[must_use]
    pub fn in_trash(&self) -> bool {
        in_trash(&self.object)
    }

    /// When it was last edited, to the minute.
    #[must_use]
    pub fn edited(&self) -> Option<time::OffsetDateTime> {
        match &self.object {
            Object::Page(page) => Some(page.last_edited_time),
            Object::DataSource(source) => Some(source.last_edited_time),
            Object::Database(_) | Object::Partial { .. } | Object::Unknown { .. } => None,
        }
    }
}

/// The changes an object's metadata asks for, and whether they differ from what is known.
#[derive(Debug, Default)]
pub struct ObjectPlan {
    /// What to write.
    pub changes: Vec<Change>,
    /// The object is new, or something about it is.
    pub changed: bool,
}

/// The id of an object, where Notion named one.
#[must_use]
pub fn id(object: &Object) -> Option<NotionId> {
    match object {
        Object::Page(page) => Some(page.id),
        Object::DataSource(source) => Some(source.id),
        Object::Database(database) => Some(database.id),
        Object::Partial { id, .. } => Some(*id),
        Object::Unknown { .. } => None,
    }
}

/// Whether Notion has an object in the trash.
#[must_use]
pub fn in_trash(object: &Object) -> bool {
    match object {
        Object::Page(page) => page.in_trash,
        Object::DataSource(source) => source.in_trash,
        Object::Database(database) => database.in_trash,
        Object::Partial { .. } | Object::Unknown { .. } => false,
    }
}

/// Plans one object.
#[must_use]
pub fn plan(context: &Context, observed: &Observed, known: Option<&Known>) -> ObjectPlan {
    match &observed.object {
        Object::Page(page) => page_plan(context, page, &observed.raw, known),
        Object::DataSource(source) => data_source_plan(context, source, &observed.raw, known),
        Object::Database(database) => database_plan(context, database, &observed.raw, known),
        Object::Partial { object, id } => partial_plan(*id, object, &observed.raw, known),
        Object::Unknown { object } => ObjectPlan {
            changes: vec![ledger(
                object.clone(),
                Outcome::Skipped,
                "unknown_object",
                Some(observed.raw.clone()),
            )],
            changed: false,
        },
    }
}

fn page_plan(context: &Context, page: &Page, raw: &str, known: Option<&Known>) -> ObjectPlan {
    let title = page
        .properties
        .values()
        .find(|value| value.get("type").and_then(Value::as_str) == Some("title"))
        .map(property::plain_text)
        .unwrap_or_default();
    let observed = ObservedObject {
        id: page.id,
        kind: ObjectKind::Page,
        parent: parent(&page.parent),
        title,
        icon: icon(page.icon.as_ref()),
        url: page.url.clone(),
        created_time: Some(page.created_time),
        edited_time: Some(page.last_edited_time),
        in_trash: is_trashed_here(page.in_trash, known),
        raw: raw.to_owned(),
        partial: false,
        hash: known.map(|_| metadata_hash(raw)),
    };
    let mut plan = ObjectPlan {
        changed: differs(&observed, known),
        ..ObjectPlan::default()
    };
    let time_moved = known.is_none_or(|known| known.edited_time != Some(page.last_edited_time));
    if plan.changed {
        plan.changes.push(stored(page.id));
    }
    plan.changes.push(Change::PutObject(observed));
    if page.in_trash {
        plan.changes.push(trashed(page.id, known));
        return plan;
    }
    if plan.changed || time_moved {
        plan.changes.extend(property_changes(context, page));
        for (place, value) in [("icon", page.icon.as_ref()), ("cover", page.cover.as_ref())] {
            plan.changes.extend(
                picture(value)
                    .iter()
                    .flat_map(|link| file::changes(context, page.id, place, link)),
            );
        }
    }
    if !(plan.changed || time_moved) && text::may_hide_an_edit(context, page, known) {
        plan.changes.extend(cut(page.id, &page.properties));
    }
    plan.changes.extend(text::due(context, page, known));
    plan
}

fn property_changes(context: &Context, page: &Page) -> Vec<Change> {
    let mut changes: Vec<Change> = cut(page.id, &page.properties).collect();
    for (name, value) in &page.properties {
        let id = value.get("id").and_then(Value::as_str).unwrap_or(name);
        let kind = value
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default();
        if !property::is_known(kind) {
            changes.push(unknown_property(page.id, id, kind));
        }
        for link in property::files(value) {
            changes.extend(file::changes(
                context,
                page.id,
                &format!("property:{id}"),
                &link,
            ));
        }
    }
    changes
}

/// A property of a type nobody has heard of: kept as it came and found by search, but not understood.
fn unknown_property(page: NotionId, id: &str, kind: &str) -> Change {
    Change::Ledger(LedgerItem {
        what: What::Property,
        id: format!("{page}/{id}"),
        outcome: Outcome::Skipped,
        reason: "unknown_property".to_owned(),
        message: Some(kind.to_owned()),
        request_id: None,
    })
}

fn data_source_plan(
    context: &Context,
    source: &DataSource,
    raw: &str,
    known: Option<&Known>,
) -> ObjectPlan {
    let database = match &source.parent {
        Parent::Database(id) => Some(*id),
        _ => None,
    };
    let observed = ObservedObject {
        id: source.id,
        kind: ObjectKind::DataSource,
        parent: parent(&source.parent),
        title: rich_text::plain_text(&source.title),
        icon: icon(source.icon.as_ref()),
        url: source.url.clone(),
        created_time: Some(source.created_time),
        edited_time: Some(source.last_edited_time),
        in_trash: is_trashed_here(source.in_trash, known),
        raw: raw.to_owned(),
        partial: false,
        hash: known.map(|_| metadata_hash(raw)),
    };
    let mut plan = ObjectPlan {
        changed: differs(&observed, known),
        ..ObjectPlan::default()
    };
    if plan.changed {
        plan.changes.push(stored(source.id));
    }
    plan.changes.push(Change::PutObject(observed));
    if source.in_trash {
        plan.changes.push(trashed(source.id, known));
        return plan;
    }
    // The search result already holds the whole schema, so the one request that a schema read would cost buys the
    // container instead: its title, description and the list of its other data sources.
    if let (Some(database), true) = (database, plan.changed) {
        if known.is_none() {
            plan.changes.push(placeholder_database(database, source));
        }
        plan.changes.push(Change::AddFetch(
            Read::Container { database }.owed(Some(source.id), 1),
        ));
    }
    if known.is_none_or(text::has_been_in_trash) {
        let read = Read::Query {
            data_source: source.id,
            window: None,
            at: Place::default(),
            is_slow: false,
        };
        plan.changes.push(Change::AddFetch(NewFetch {
            again: known.is_some(),
            ..read.owed(None, 0)
        }));
    }
    if plan.changed {
        for (place, value) in [
            ("icon", source.icon.as_ref()),
            ("cover", source.cover.as_ref()),
        ] {
            plan.changes.extend(
                picture(value)
                    .iter()
                    .flat_map(|link| file::changes(context, source.id, place, link)),
            );
        }
    }
    plan
}

/// The container of a data source, known by name only until it is read, so that the tree has no gap meanwhile.
fn placeholder_database(database: NotionId, source: &DataSource) -> Change {
    let place = source
        .database_parent
        .as_ref()
        .map_or(StoredParent::Unknown, parent);
    named(
        database,
        ObjectKind::Database,
        place,
        rich_text::plain_text(&source.title),
    )
}

fn database_plan(
    context: &Context,
    database: &Database,
    raw: &str,
    known: Option<&Known>,
) -> ObjectPlan {
    let observed = ObservedObject {
        id: database.id,
        kind: ObjectKind::Database,
        parent: parent(&database.parent),
        title: rich_text::plain_text(&database.title),
        icon: icon(database.icon.as_ref()),
        url: database.url.clone(),
        created_time: Some(database.created_time),
        edited_time: Some(database.last_edited_time),
        in_trash: is_trashed_here(database.in_trash, known),
        raw: raw.to_owned(),
        partial: false,
        hash: known.map(|_| metadata_hash(raw)),
    };
    let mut plan = ObjectPlan {
        changed: differs(&observed, known),
        ..ObjectPlan::default()
    };
    if plan.changed {
        plan.changes.push(stored(database.id));
    }
    plan.changes.push(Change::PutObject(observed));
    if database.in_trash {
        plan.changes.push(trashed(database.id, known));
    } else if plan.changed {
        for (place, value) in [
            ("icon", database.icon.as_ref()),
            ("cover", database.cover.as_ref()),
        ] {
            plan.changes.extend(
                picture(value)
                    .iter()
                    .flat_map(|link| file::changes(context, database.id, place, link)),
            );
        }
    }
    plan
}

/// What Notion has in the trash stays as it is here until all deletions of the run are decided about as one plan.
fn is_trashed_here(in_trash: bool, known: Option<&Known>) -> bool {
    in_trash && known.is_none_or(|known| known.in_trash)
}

fn trashed(object: NotionId, known: Option<&Known>) -> Change {
    if known.is_some_and(|known| !known.in_trash) {
        Change::MarkTrashSeen { object }
    } else {
        Change::MarkTrashed { object }
    }
}

fn differs(observed: &ObservedObject, known: Option<&Known>) -> bool {
    known.is_none_or(|known| {
        known.metadata_hash != observed.hash || known.in_trash != observed.in_trash
    })
}

/// An object of which only the name and the place are known.
#[must_use]
pub fn named(id: NotionId, kind: ObjectKind, parent: StoredParent, title: String) -> Change {
    Change::PutObject(ObservedObject {
        id,
        kind,
        title,
        icon: None,
        parent,
        created_time: None,
        edited_time: None,
        in_trash: false,
        url: None,
        raw: "{}".to_owned(),
        partial: true,
        hash: None,
    })
}

fn parent(parent: &Parent) -> StoredParent {
    match parent {
        Parent::Workspace => StoredParent::Workspace,
        Parent::Page(id) => StoredParent::Page(*id),
        Parent::Block(id) => StoredParent::Block(*id),
        Parent::Database(id) => StoredParent::Database(*id),
        Parent::DataSource { data_source, .. } => StoredParent::DataSource(*data_source),
        Parent::Agent(_) | Parent::Unknown(_) => StoredParent::Unknown,
    }
}

/// An emoji, or nothing: pictures are files.
fn icon(value: Option<&Value>) -> Option<String> {
    value?.get("emoji")?.as_str().map(str::to_owned)
}

fn picture(value: Option<&Value>) -> Option<FileLink> {
    property::file(value?)
}

/// The line of the ledger for an object that is new or changed.
#[must_use]
pub fn stored(id: NotionId) -> Change {
    ledger(id.to_string(), Outcome::Stored, "stored", None)
}

/// Notion named it without saying anything about it, or said it in a way nobody understands: its contents are read all
/// the same, and the ledger says that its properties are missing.
fn partial_plan(id: NotionId, object: &str, raw: &str, known: Option<&Known>) -> ObjectPlan {
    let kind = if object == "data_source" {
        ObjectKind::DataSource
    } else {
        ObjectKind::Page
    };
    let message = Some(raw.chars().take(500).collect());
    let mut changes = vec![ledger(
        id.to_string(),
        Outcome::Refused,
        "partial_object",
        message,
    )];
    changes.push(named(id, kind, StoredParent::Unknown, String::new()));
    if known.is_none() {
        let read = match kind {
            ObjectKind::DataSource => Read::Query {
                data_source: id,
                window: None,
                at: Place::default(),
                is_slow: false,
            },
            ObjectKind::Page | ObjectKind::Database => Read::Body { page: id },
        };
        changes.push(Change::AddFetch(read.owed(None, 0)));
    }
    ObjectPlan {
        changes,
        changed: known.is_none(),
    }
}

fn ledger(id: String, outcome: Outcome, reason: &str, message: Option<String>) -> Change {
    Change::Ledger(LedgerItem {
        what: What::Object,
        id,
        outcome,
        reason: reason.to_owned(),
        message,
        request_id: None,
    })
}
