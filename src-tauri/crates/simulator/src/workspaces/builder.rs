//! Building a workspace step by step.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use serde_json::{Value, json};

use super::token;
use crate::identifier::Id;
use crate::moment::{DAY, MINUTE};
use crate::routes::{blank_page, new_source};
use crate::seed::Random;
use crate::store::Store;
use crate::store::model::{
    Block, Comment, Content, Database, Icon, Media, Parent, Property, PropertyValue, Stamp,
    StoredFile, User,
};
use crate::store::text::{RichText, Run, RunKind, plain};
use crate::store::tree::Place;

/// 20 May 2026, 08:00 UTC: the day on which the newest invented edit happens.
const NEWEST: i64 = 1_779_264_000_000;

/// Makes the things of one workspace.
pub(super) struct Builder {
    pub(super) store: Store,
    pub(super) random: Random,
    pub(super) people: Vec<Id>,
    seed: u64,
    words: u64,
    newest: i64,
    made: i64,
    private: BTreeSet<Id>,
}

impl Builder {
    pub(super) fn new(seed: u64, name: &str, now: i64) -> Self {
        Self {
            store: Store::new(seed, name),
            random: Random::new(seed),
            people: Vec::new(),
            seed,
            words: 0,
            newest: NEWEST.min(now - DAY),
            made: 0,
            private: BTreeSet::new(),
        }
    }

    pub(super) fn finish(self) -> (Store, BTreeSet<Id>) {
        (self.store, self.private)
    }

    /// The seed of the workspace.
    pub(super) const fn seed(&self) -> u64 {
        self.seed
    }

    /// The time of the newest edit.
    pub(super) const fn newest(&self) -> i64 {
        self.newest
    }

    /// A word that occurs nowhere else.
    pub(super) fn word(&mut self) -> String {
        self.words += 1;
        token(self.seed, self.words)
    }

    /// A text with a unique word at its end.
    pub(super) fn marked(&mut self, text: &str) -> RichText {
        let word = self.word();
        plain(if text.is_empty() {
            word
        } else {
            format!("{text} {word}")
        })
    }

    pub(super) fn person(&mut self, name: &str, email: &str) -> Id {
        let id = self.store.identifiers.next_random();
        self.store.users.push(User {
            id,
            name: name.to_owned(),
            email: Some(email.to_owned()),
            guest: false,
        });
        self.people.push(id);
        id
    }

    /// Times and author of the next thing: 17 minutes apart, going back from the newest.
    pub(super) fn stamp(&mut self) -> Stamp {
        self.made += 1;
        let edited = self.newest - self.made * 17 * MINUTE;
        let author = match self.people.len() {
            0 => self.store.id,
            count => self.people[usize::try_from(self.made).unwrap_or(0) % count],
        };
        Stamp {
            created: edited - 30 * DAY,
            ..Stamp::new(edited, author)
        }
    }

    /// A page at the end of its parent.
    pub(super) fn page(&mut self, parent: Parent, title: RichText) -> Id {
        let id = self.store.identifiers.next();
        let stamp = self.stamp();
        let mut page = blank_page(id, parent, stamp.created, stamp.creator);
        page.stamp = stamp;
        page.title = title;
        self.store.pages.insert(id, page);
        match parent {
            Parent::Workspace => self.store.roots.push(id),
            Parent::DataSource(source) => {
                if let Some(source) = self.store.sources.get_mut(&source) {
                    source.rows.push(id);
                }
            }
            Parent::Page(above) | Parent::Block(above) | Parent::Database(above) => {
                self.store.attach(above, &[id], Place::End);
            }
        }
        id
    }

    /// A root page that nobody shared with the main connection.
    pub(super) fn private_page(&mut self, title: RichText) -> Id {
        let id = self.page(Parent::Workspace, title);
        self.private.insert(id);
        id
    }

    /// A block at the end of a page or block.
    pub(super) fn block(&mut self, to: Id, kind: &'static str, text: Option<RichText>) -> Id {
        self.block_with(to, kind, text, |_| {})
    }

    /// A block whose payload is completed by `set`; the usual fields of its kind are there already.
    pub(super) fn block_with(
        &mut self,
        to: Id,
        kind: &'static str,
        text: Option<RichText>,
        set: impl FnOnce(&mut Block),
    ) -> Id {
        self.block_of(to, kind, |block| {
            if text.is_some() && !matches!(kind, "code" | "meeting_notes") {
                block.fields.insert("color".to_owned(), json!("default"));
            }
            block.text = text;
            match kind {
                "heading_1" | "heading_2" | "heading_3" | "heading_4" => {
                    block
                        .fields
                        .insert("is_toggleable".to_owned(), json!(false));
                }
                "to_do" => {
                    block.fields.insert("checked".to_owned(), json!(false));
                }
                "code" | "image" | "video" | "audio" | "pdf" | "file" | "bookmark" | "embed" => {
                    block.caption = Some(Vec::new());
                }
                _ => {}
            }
            set(block);
        })
    }

    /// A block with nothing in it but what `set` puts there.
    pub(super) fn block_of(
        &mut self,
        to: Id,
        kind: impl Into<Cow<'static, str>>,
        set: impl FnOnce(&mut Block),
    ) -> Id {
        let id = self.store.identifiers.next();
        let page = self
            .store
            .page_of(to)
            .and_then(|page| self.store.pages.get(&page));
        let stamp = page.map_or(Stamp::new(self.newest, self.store.id), |page| page.stamp);
        let mut block = Block::new(id, self.store.as_parent(to), kind, stamp);
        set(&mut block);
        self.store.insert_block(block);
        self.store.attach(to, &[id], Place::End);
        id
    }

    /// A plain paragraph with a unique word.
    pub(super) fn paragraph(&mut self, to: Id, text: &str) -> Id {
        let text = self.marked(text);
        self.block(to, "paragraph", Some(text))
    }

    /// A block that shows a file or picture.
    pub(super) fn media(
        &mut self,
        to: Id,
        kind: &'static str,
        media: Media,
        caption: RichText,
    ) -> Id {
        self.block_with(to, kind, None, |block| {
            block.media = Some(media);
            block.caption = Some(caption);
        })
    }

    /// A table with its rows.
    pub(super) fn table(&mut self, to: Id, rows: Vec<Vec<RichText>>) -> Id {
        let width = rows.first().map_or(0, Vec::len);
        let table = self.block_with(to, "table", None, |block| {
            block.fields.insert("table_width".to_owned(), json!(width));
            block
                .fields
                .insert("has_column_header".to_owned(), json!(true));
            block
                .fields
                .insert("has_row_header".to_owned(), json!(false));
        });
        for row in rows {
            self.block_with(table, "table_row", None, |block| block.cells = row);
        }
        table
    }

    /// A file of the workspace.
    pub(super) fn file(&mut self, name: &str, content_type: &str, content: Content) -> Media {
        let id = self.store.identifiers.next_random();
        let file = StoredFile {
            id,
            name: name.to_owned(),
            content_type: content_type.to_owned(),
            content,
            digest: OnceLock::new(),
        };
        self.store.files.insert(id, file);
        Media::Hosted(id)
    }

    /// A drawn picture.
    pub(super) fn picture(&mut self, name: &str) -> Media {
        let seed = self.random.next();
        self.file(
            name,
            "image/png",
            Content::Picture {
                seed,
                width: 480,
                height: 270,
            },
        )
    }

    /// A database with one data source.
    pub(super) fn database(
        &mut self,
        parent: Id,
        title: RichText,
        columns: Vec<Property>,
        inline: bool,
    ) -> (Id, Id) {
        let (id, source) = (
            self.store.identifiers.next_random(),
            self.store.identifiers.next_random(),
        );
        let stamp = self.stamp();
        let parent_value = self.store.as_parent(parent);
        self.store.databases.insert(
            id,
            Database {
                id,
                parent: parent_value,
                title: title.clone(),
                description: Vec::new(),
                sources: vec![source],
                is_inline: inline,
                is_locked: false,
                in_trash: false,
                stamp,
                icon: None,
                cover: None,
            },
        );
        self.store
            .sources
            .insert(source, new_source(source, id, title, columns, stamp));
        self.store.attach(parent, &[id], Place::End);
        (id, source)
    }

    /// A row with values by property id.
    pub(super) fn row(
        &mut self,
        source: Id,
        title: RichText,
        values: Vec<(&str, PropertyValue)>,
    ) -> Id {
        let id = self.page(Parent::DataSource(source), title);
        if let Some(page) = self.store.pages.get_mut(&id) {
            page.properties = values
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect();
        }
        id
    }

    /// A comment that opens a discussion.
    pub(super) fn comment(&mut self, on: Id, author: Id, text: RichText) -> Id {
        let (id, discussion) = (self.store.identifiers.next(), self.store.identifiers.next());
        let parent = self.store.as_parent(on);
        let stamp = Stamp::new(self.stamp().edited, author);
        self.store.comments.push(Comment {
            id,
            on: parent,
            discussion,
            text,
            stamp,
            attachments: Vec::new(),
        });
        discussion
    }

    /// An answer in a discussion.
    pub(super) fn reply(&mut self, discussion: Id, author: Id, text: RichText) {
        let Some(on) = self
            .store
            .comments
            .iter()
            .find(|comment| comment.discussion == discussion)
            .map(|comment| comment.on)
        else {
            return;
        };
        let id = self.store.identifiers.next();
        let stamp = Stamp::new(self.newest, author);
        self.store.comments.push(Comment {
            id,
            on,
            discussion,
            text,
            stamp,
            attachments: Vec::new(),
        });
    }

    /// An emoji as the icon of a page or database.
    pub(super) fn icon(&mut self, id: Id, emoji: &str) {
        let icon = Some(Icon::Emoji(emoji.to_owned()));
        if let Some(page) = self.store.pages.get_mut(&id) {
            page.icon = icon;
        } else if let Some(database) = self.store.databases.get_mut(&id) {
            database.icon = icon;
        }
    }
}

/// A mention of a page.
pub(super) fn mention(page: Id) -> Run {
    Run::of(RunKind::Page(page))
}

/// A plain property value.
pub(super) fn value(value: Value) -> PropertyValue {
    PropertyValue::Plain(value)
}
