//! The pieces of a page that search finds and citations quote, and their index.
//!
//! A passage's row id tells its object and its place: `object row * 65536 + ordinal`. Properties, comments and the body each
//! have a stretch of ordinals, so each is replaced without touching the others, and the passages of one object lie together
//! in the index.
//!
//! The rule it protects: the index holds exactly the words of the stored passages, because both change here and nowhere else.

use crate::error::StoreError;
use crate::packing::{pack, unpack};
use crate::search::words;
use crate::statement::{Session, batches, sql, sql_rows};

/// Bits of a passage id that number the passages of one object.
pub(crate) const ORDINAL_BITS: u32 = 16;

/// What a passage was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// Property values.
    Properties,
    /// Comments.
    Comments,
    /// The body.
    Body,
}

impl Section {
    /// The first ordinal and how many there are. 57,344 body passages of some 1,200 characters are 68 MB of text, more than
    /// Notion gives out for a page.
    const fn ordinals(self) -> (i64, i64) {
        match self {
            Self::Properties => (0, 4_096),
            Self::Comments => (4_096, 4_096),
            Self::Body => (8_192, 57_344),
        }
    }

    const fn first_id(self, object_row: i64) -> i64 {
        (object_row << ORDINAL_BITS) + self.ordinals().0
    }
}

/// The row id of the first passage of an object's body, whether there is one or not.
pub(crate) const fn first_of_body(object_row: i64) -> i64 {
    Section::Body.first_id(object_row)
}

/// A passage to be stored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct NewPassage {
    /// The heading it stands under; empty where there is none.
    pub(crate) heading: String,
    /// Its text.
    pub(crate) text: String,
}

/// The passages of one section of an object.
#[derive(Debug)]
pub(crate) struct Pieces {
    pub(crate) object_row: i64,
    pub(crate) passages: Vec<NewPassage>,
    /// The object has none yet in this section.
    pub(crate) is_new: bool,
}

/// Replaces one section of the passages of objects, each named once.
pub(crate) fn replace(
    session: &mut Session<'_>,
    section: Section,
    objects: Vec<Pieces>,
) -> Result<(), StoreError> {
    let (_, room) = section.ordinals();
    let mut numbered: Vec<(i64, NewPassage)> = Vec::new();
    for pieces in objects {
        let first = section.first_id(pieces.object_row);
        let passages = fitting(pieces.passages, usize::try_from(room).unwrap_or(usize::MAX));
        if !pieces.is_new {
            let old = load(session, first, first + room)?;
            let same = old.len() == passages.len()
                && old.iter().zip(&passages).all(|((_, old), new)| old == new);
            if same {
                continue;
            }
            remove_words(session, &old)?;
            session.execute(
                sql("DELETE FROM passages WHERE id >= ? AND id < ?")
                    .bind(first)
                    .bind(first + room),
            )?;
        }
        numbered.extend((first..).zip(passages));
    }
    // Row ids that only grow are put at the end of the index.
    numbered.sort_unstable_by_key(|(id, _)| *id);
    add(session, &numbered)
}

/// Whether one section of an object consists of these passages.
pub(crate) fn are(
    session: &mut Session<'_>,
    section: Section,
    object_row: i64,
    passages: Vec<NewPassage>,
) -> Result<bool, StoreError> {
    let (_, room) = section.ordinals();
    let first = section.first_id(object_row);
    let stored = load(session, first, first + room)?;
    let expected = fitting(passages, usize::try_from(room).unwrap_or(usize::MAX));
    Ok(stored.into_iter().map(|(_, passage)| passage).eq(expected))
}

/// Joins what is beyond the room into the last passage, so that no word is lost.
fn fitting(mut passages: Vec<NewPassage>, room: usize) -> Vec<NewPassage> {
    if passages.len() > room {
        let surplus = passages.split_off(room);
        if let Some(last) = passages.last_mut() {
            for passage in surplus {
                last.text.push('\n');
                last.text.push_str(&passage.text);
            }
        }
    }
    passages
}

fn load(
    session: &mut Session<'_>,
    from: i64,
    to: i64,
) -> Result<Vec<(i64, NewPassage)>, StoreError> {
    let rows: Vec<(i64, String, Vec<u8>)> = session.all(
        sql("SELECT id, heading, packed FROM passages WHERE id >= ? AND id < ? ORDER BY id")
            .bind(from)
            .bind(to),
    )?;
    rows.into_iter()
        .map(|(id, heading, packed)| {
            Ok((
                id,
                NewPassage {
                    heading,
                    text: unpack(&packed)?,
                },
            ))
        })
        .collect()
}

fn add(session: &mut Session<'_>, passages: &[(i64, NewPassage)]) -> Result<(), StoreError> {
    for rows in batches(passages) {
        let mut statement = sql_rows(
            "INSERT INTO passages (id, heading, packed)",
            3,
            rows.len(),
            "",
        );
        let mut index = sql_rows("INSERT INTO passage_words (rowid, text)", 2, rows.len(), "");
        for (id, passage) in rows {
            statement.push(*id);
            statement.push(&passage.heading);
            statement.push(pack(&passage.text));
            index.push(*id);
            index.push(words::indexed(&passage.text));
        }
        session.execute(statement)?;
        session.execute(index)?;
    }
    Ok(())
}

fn remove_words(
    session: &mut Session<'_>,
    passages: &[(i64, NewPassage)],
) -> Result<(), StoreError> {
    for rows in batches(passages) {
        let mut statement = sql_rows(
            "INSERT INTO passage_words (passage_words, rowid, text)",
            3,
            rows.len(),
            "",
        );
        for (id, passage) in rows {
            statement.push("delete");
            statement.push(*id);
            statement.push(words::indexed(&passage.text));
        }
        session.execute(statement)?;
    }
    Ok(())
}

/// Takes out all passages of an object, before the object itself goes.
pub(crate) fn remove_all(session: &mut Session<'_>, object_row: i64) -> Result<(), StoreError> {
    remove_between(session, object_row << ORDINAL_BITS, object_row)
}

/// Takes out the passages of an object's comments and body; those of its properties stay.
pub(crate) fn remove_read(session: &mut Session<'_>, object_row: i64) -> Result<(), StoreError> {
    remove_between(session, Section::Comments.first_id(object_row), object_row)
}

fn remove_between(session: &mut Session<'_>, from: i64, object_row: i64) -> Result<(), StoreError> {
    let to = (object_row + 1) << ORDINAL_BITS;
    let old = load(session, from, to)?;
    remove_words(session, &old)?;
    session.execute(
        sql("DELETE FROM passages WHERE id >= ? AND id < ?")
            .bind(from)
            .bind(to),
    )?;
    Ok(())
}
