//! What the pages point at and Notion does not show: what to ask access for.
//!
//! A target counts while nothing is known of it, or while Notion does not answer for it. It cannot be told whether it is not
//! shared or not there at all: Notion answers the same to both. Leaves out asking. The rule it protects: only what is stored
//! and can be read here is said to point at something.

use std::collections::HashMap;

use keepsake_text::{NotionId, dialect};

use crate::change::{ConnectionId, ObjectKind};
use crate::columns::StoredId;
use crate::error::StoreError;
use crate::packing::unpack;
use crate::rows::row_struct;
use crate::statement::{Session, sql};
use crate::store::{Store, at_length};

/// Texts that are read again for the names that their links give.
const TEXTS_READ: usize = 500;

/// Something that is pointed at and not shown by Notion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotShared {
    /// Its id.
    pub id: NotionId,
    /// Its title as a link, or Notion before it stopped answering, told it; empty where nobody did.
    pub title: String,
    /// Whether Notion was asked for it, and did not give it.
    pub refused: bool,
    /// What points at it, by title.
    pub from: Vec<Pointing>,
}

/// A page that points at something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointing {
    /// Its id.
    pub id: NotionId,
    /// What it is.
    pub kind: ObjectKind,
    /// Its title.
    pub title: String,
    /// An emoji.
    pub icon: Option<String>,
}

row_struct! {
    /// One pointer.
    struct Row {
        target: StoredId,
        target_title: Option<String>,
        object: i64,
        notion_id: StoredId,
        kind: ObjectKind,
        title: String,
        icon: Option<String>,
    }
}

impl Store {
    /// What is pointed at and not shown by Notion: what most pages point at first.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn not_shared(&self, connection: ConnectionId) -> Result<Vec<NotShared>, StoreError> {
        let mut reader = self.reader().await?;
        at_length(|| {
            let mut snapshot = reader.snapshot()?;
            let mut session = snapshot.session();
            let rows: Vec<Row> = session.all(
                sql("SELECT DISTINCT l.target, t.title AS target_title, o.id AS object, o.notion_id, o.kind, o.title, o.icon
                     FROM objects o CROSS JOIN links l ON l.object_id = o.id
                          LEFT JOIN objects t ON t.connection_id = o.connection_id AND t.notion_id = l.target
                     WHERE o.connection_id = ?1 AND (o.kept = 1 OR o.in_scope = 1 AND o.in_trash = 0)
                       AND (t.id IS NULL OR t.reach = 'unreachable' AND t.in_trash = 0)
                       AND NOT EXISTS (SELECT 1 FROM blocks b
                                       WHERE b.connection_id = ?1 AND b.notion_id = l.target)
                       AND NOT EXISTS (SELECT 1 FROM creations c
                                       WHERE c.connection_id = ?1 AND (c.provisional = l.target OR c.made = l.target))
                     ORDER BY o.title COLLATE NOCASE, o.id")
                .bind(connection),
            )?;
            grouped(&mut session, rows)
        })
    }
}

/// Puts the pointers at one target together, the most pointed at first.
fn grouped(session: &mut Session<'_>, rows: Vec<Row>) -> Result<Vec<NotShared>, StoreError> {
    let mut places: HashMap<NotionId, usize> = HashMap::new();
    let mut found: Vec<(NotShared, Vec<i64>)> = Vec::new();
    for row in rows {
        let target = row.target.0;
        let place = *places.entry(target).or_insert_with(|| {
            let not_shared = NotShared {
                id: target,
                refused: row.target_title.is_some(),
                title: row.target_title.unwrap_or_default(),
                from: Vec::new(),
            };
            found.push((not_shared, Vec::new()));
            found.len() - 1
        });
        if let Some((not_shared, objects)) = found.get_mut(place) {
            objects.push(row.object);
            not_shared.from.push(Pointing {
                id: row.notion_id.0,
                kind: row.kind,
                title: row.title,
                icon: row.icon,
            });
        }
    }
    found.sort_by_key(|(not_shared, _)| std::cmp::Reverse(not_shared.from.len()));
    let mut names = Names::default();
    for (not_shared, objects) in &mut found {
        for object in objects.iter() {
            if !not_shared.title.trim().is_empty() {
                break;
            }
            not_shared.title = names.of(session, *object, not_shared.id)?;
        }
    }
    Ok(found
        .into_iter()
        .map(|(not_shared, _)| not_shared)
        .collect())
}

/// The names that texts give to what they point at, each text read once.
#[derive(Default)]
struct Names {
    of_texts: HashMap<i64, HashMap<NotionId, String>>,
}

impl Names {
    /// The name that the text of an object gives to a target; empty where it gives none.
    fn of(
        &mut self,
        session: &mut Session<'_>,
        object: i64,
        target: NotionId,
    ) -> Result<String, StoreError> {
        if !self.of_texts.contains_key(&object) {
            if self.of_texts.len() >= TEXTS_READ {
                return Ok(String::new());
            }
            self.of_texts.insert(object, link_words(session, object)?);
        }
        let names = self.of_texts.get(&object);
        let name = names.and_then(|names| names.get(&target));
        Ok(name.cloned().unwrap_or_default())
    }
}

/// The text of an object; empty where it has none.
pub(crate) fn text_of(session: &mut Session<'_>, object: i64) -> Result<String, StoreError> {
    let text: Option<(Vec<u8>,)> = session.optional(
        sql(
            "SELECT c.packed FROM bodies b JOIN contents c ON c.id = b.content_id
             WHERE b.object_id = ?",
        )
        .bind(object),
    )?;
    text.map_or(Ok(String::new()), |(packed,)| unpack(&packed))
}

/// The words of the links in a text, by what they point at.
fn link_words(
    session: &mut Session<'_>,
    object: i64,
) -> Result<HashMap<NotionId, String>, StoreError> {
    let links = dialect::links(&text_of(session, object)?);
    let databases = links.child_databases.into_iter();
    let objects = links.child_pages.into_iter().chain(links.mentions);
    Ok(databases
        .map(|link| (link.id, link.title))
        .chain(objects.map(|link| (link.id, link.title)))
        .collect())
}
