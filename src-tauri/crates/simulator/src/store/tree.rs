//! Walking the tree and changing its shape: children, containing pages, trash, move, insertion.

use super::Store;
use super::model::{Parent, Stamp};
use crate::identifier::Id;

/// Where new children go among the existing ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Start,
    End,
    After(Id),
}

impl Store {
    /// The ids of everything directly inside a page or block, trash included. A synced copy shows its original's children.
    pub(crate) fn children(&self, id: Id) -> Vec<Id> {
        if let Some(page) = self.pages.get(&id) {
            let generated = self.generated_blocks(page);
            let own = generated
                .iter()
                .filter(|block| block.parent == Parent::Page(id))
                .map(|block| block.id);
            return own.chain(page.children.iter().copied()).collect();
        }
        let Some(block) = self.block(id) else {
            return Vec::new();
        };
        match block.copy_of {
            Some(original) if original != id => self
                .block(original)
                .map_or_else(Vec::new, |block| block.children.clone()),
            _ => block.children.clone(),
        }
    }

    /// The children that are not in the trash.
    pub(crate) fn live_children(&self, id: Id) -> Vec<Id> {
        let mut children = self.children(id);
        children.retain(|child| !self.own_trash(*child));
        children
    }

    /// Whether the object itself was put into the trash.
    pub(crate) fn own_trash(&self, id: Id) -> bool {
        if let Some(page) = self.pages.get(&id) {
            page.in_trash
        } else if let Some(database) = self.databases.get(&id) {
            database.in_trash
        } else if let Some(source) = self.sources.get(&id) {
            source.in_trash
        } else {
            self.block(id).is_some_and(|block| block.in_trash)
        }
    }

    /// Whether the object or anything above it is in the trash.
    pub(crate) fn in_trash(&self, id: Id) -> bool {
        self.line(id).any(|above| self.own_trash(above))
    }

    /// The object and everything above it, nearest first.
    pub(crate) fn line(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let mut next = Some(id);
        std::iter::from_fn(move || {
            let current = next?;
            next = self.parent(current).and_then(Parent::id);
            Some(current)
        })
        .take(10_000)
    }

    /// The page a block is part of; a page is part of itself. Blocks of a database have none.
    pub(crate) fn page_of(&self, id: Id) -> Option<Id> {
        self.line(id).find(|above| self.pages.contains_key(above))
    }

    /// Puts ids into the list of children of a page or block; false when the place does not exist.
    pub(crate) fn attach(&mut self, parent: Id, children: &[Id], place: Place) -> bool {
        // What a generated page gets at its end comes after its generated body anyway.
        if place != Place::End {
            self.store_body(parent);
        }
        let list = if let Some(page) = self.pages.get_mut(&parent) {
            &mut page.children
        } else if let Some(block) = self.block_mut(parent) {
            &mut block.children
        } else {
            return false;
        };
        let at = match place {
            Place::Start => 0,
            Place::End => list.len(),
            Place::After(sibling) => match list.iter().position(|child| *child == sibling) {
                Some(position) => position + 1,
                None => return false,
            },
        };
        list.splice(at..at, children.iter().copied());
        true
    }

    /// Takes an id out of the list of children it is in.
    pub(crate) fn detach(&mut self, id: Id) {
        match self.parent(id) {
            Some(Parent::Workspace) => self.roots.retain(|root| *root != id),
            Some(Parent::Page(parent) | Parent::Block(parent)) => {
                if self.block(id).is_some() {
                    self.store_body(parent);
                }
                if let Some(page) = self.pages.get_mut(&parent) {
                    page.children.retain(|child| *child != id);
                } else if let Some(block) = self.block_mut(parent) {
                    block.children.retain(|child| *child != id);
                }
            }
            Some(Parent::DataSource(source)) => {
                if let Some(source) = self.sources.get_mut(&source) {
                    source.rows.retain(|row| *row != id);
                }
            }
            Some(Parent::Database(database)) => {
                if let Some(database) = self.databases.get_mut(&database) {
                    database.sources.retain(|source| *source != id);
                }
            }
            None => {}
        }
    }

    /// Puts an object into the trash or takes it out; false when it does not exist.
    pub(crate) fn set_trash(&mut self, id: Id, in_trash: bool) -> bool {
        if let Some(page) = self.pages.get_mut(&id) {
            page.in_trash = in_trash;
        } else if let Some(database) = self.databases.get_mut(&id) {
            database.in_trash = in_trash;
        } else if let Some(source) = self.sources.get_mut(&id) {
            source.in_trash = in_trash;
        } else if let Some(block) = self.block_mut(id) {
            block.in_trash = in_trash;
        } else {
            return false;
        }
        true
    }

    /// Notes an edit of an object and, for blocks, of the page around it (unless the page is to stay unmoved).
    pub(crate) fn touch(&mut self, id: Id, by: Id, at: i64, bump_page: bool) {
        self.revision += 1;
        self.restamp(id, by, at);
        if bump_page
            && !self.pages.contains_key(&id)
            && let Some(page) = self.page_of(id)
        {
            self.restamp(page, by, at);
        }
    }

    fn restamp(&mut self, id: Id, by: Id, at: i64) {
        let stamp = if let Some(page) = self.pages.get_mut(&id) {
            &mut page.stamp
        } else if let Some(database) = self.databases.get_mut(&id) {
            &mut database.stamp
        } else if let Some(source) = self.sources.get_mut(&id) {
            &mut source.stamp
        } else if let Some(block) = self.block_mut(id) {
            &mut block.stamp
        } else {
            return;
        };
        *stamp = Stamp {
            before: Some(stamp.edited),
            edited: at,
            editor: by,
            ..*stamp
        };
    }

    /// The parent value a new child of this page or block gets.
    pub(crate) fn as_parent(&self, id: Id) -> Parent {
        if self.pages.contains_key(&id) {
            Parent::Page(id)
        } else {
            Parent::Block(id)
        }
    }
}
