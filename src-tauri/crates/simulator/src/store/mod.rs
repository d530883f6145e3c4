//! The workspace itself: pages, blocks, databases, users, comments and files, and the log of every edit.
//!
//! The store knows nothing of HTTP, tokens or JSON. Bodies of generated pages are not kept until somebody edits them, so a
//! workspace of millions of blocks costs little memory.

pub(crate) mod generated;
pub(crate) mod log;
pub(crate) mod model;
pub(crate) mod sharing;
pub(crate) mod text;
pub(crate) mod tree;
pub(crate) mod uploads;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use crate::identifier::{Id, Identifiers};
use generated::Recipe;
use log::LogEntry;
use model::{Block, Comment, CustomEmoji, DataSource, Database, Page, Parent, StoredFile, User};
use uploads::FileUpload;

/// One workspace.
#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) icon: Option<String>,
    pub(crate) identifiers: Identifiers,
    pub(crate) users: Vec<User>,
    pub(crate) pages: HashMap<Id, Page>,
    blocks: HashMap<Id, Block>,
    pub(crate) databases: HashMap<Id, Database>,
    pub(crate) sources: HashMap<Id, DataSource>,
    pub(crate) comments: Vec<Comment>,
    pub(crate) files: HashMap<Id, StoredFile>,
    pub(crate) uploads: Vec<FileUpload>,
    pub(crate) emojis: Vec<CustomEmoji>,
    /// Pages at the top of the workspace, in order.
    pub(crate) roots: Vec<Id>,
    pub(crate) recipe: Option<Arc<dyn Recipe>>,
    pub(crate) generated_pages: Vec<Id>,
    pub(crate) log: Vec<LogEntry>,
    /// Counts changes; what was worked out from an older revision is out of date.
    pub(crate) revision: u64,
    /// How many blocks the Markdown of a page shows before it is cut (Notion: about 20,000).
    pub(crate) markdown_limit: usize,
}

/// What an id stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Page,
    Block,
    Database,
    DataSource,
}

impl Store {
    /// An empty workspace.
    pub(crate) fn new(seed: u64, name: &str) -> Self {
        let mut identifiers = Identifiers::new(seed);
        Self {
            id: identifiers.next_random(),
            name: name.to_owned(),
            icon: None,
            identifiers,
            users: Vec::new(),
            pages: HashMap::new(),
            blocks: HashMap::new(),
            databases: HashMap::new(),
            sources: HashMap::new(),
            comments: Vec::new(),
            files: HashMap::new(),
            uploads: Vec::new(),
            emojis: Vec::new(),
            roots: Vec::new(),
            recipe: None,
            generated_pages: Vec::new(),
            log: Vec::new(),
            revision: 0,
            markdown_limit: 20_000,
        }
    }

    /// What the id stands for, if anything.
    pub(crate) fn kind(&self, id: Id) -> Option<Kind> {
        if self.pages.contains_key(&id) {
            Some(Kind::Page)
        } else if self.databases.contains_key(&id) {
            Some(Kind::Database)
        } else if self.sources.contains_key(&id) {
            Some(Kind::DataSource)
        } else {
            self.block(id).map(|_| Kind::Block)
        }
    }

    /// A block, stored or generated.
    pub(crate) fn block(&self, id: Id) -> Option<Cow<'_, Block>> {
        if let Some(block) = self.blocks.get(&id) {
            return Some(Cow::Borrowed(block));
        }
        self.generated_block(id).map(Cow::Owned)
    }

    /// A block to change; the body it belongs to is stored first if it was generated.
    pub(crate) fn block_mut(&mut self, id: Id) -> Option<&mut Block> {
        if !self.blocks.contains_key(&id) {
            let page = self.generated_block_page(id)?;
            self.store_body(page);
        }
        self.blocks.get_mut(&id)
    }

    /// Keeps a block. It is not yet in anybody's list of children.
    pub(crate) fn insert_block(&mut self, block: Block) {
        self.blocks.insert(block.id, block);
    }

    /// All stored blocks, in no order.
    pub(crate) fn stored_blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.values()
    }

    /// The parent of anything.
    pub(crate) fn parent(&self, id: Id) -> Option<Parent> {
        if let Some(page) = self.pages.get(&id) {
            return Some(page.parent);
        }
        if let Some(database) = self.databases.get(&id) {
            return Some(database.parent);
        }
        if let Some(source) = self.sources.get(&id) {
            return Some(Parent::Database(source.database));
        }
        self.block(id).map(|block| block.parent)
    }

    /// The user with this id.
    pub(crate) fn user(&self, id: Id) -> Option<&User> {
        self.users.iter().find(|user| user.id == id)
    }

    /// The custom emoji with this id.
    pub(crate) fn emoji(&self, id: Id) -> Option<&CustomEmoji> {
        self.emojis.iter().find(|emoji| emoji.id == id)
    }
}
