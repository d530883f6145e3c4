//! Bodies and properties that are computed from a page's number whenever they are read.
//!
//! The first edit of such a page stores what was computed; from then on it is a page like any other. Ids do not change.

use std::collections::BTreeMap;
use std::fmt::Debug;

use super::Store;
use super::model::{Block, Page, Parent, PropertyValue};
use crate::identifier::{GeneratedBlock, Id};

/// Computes the content of the numbered pages of one workspace.
pub(crate) trait Recipe: Debug + Send + Sync {
    /// All blocks of the page, parents before children; ids come from [`body_id`].
    fn blocks(&self, store: &Store, page: &Page, number: u32) -> Vec<Block>;

    /// The property values of the page, by property id.
    fn properties(&self, number: u32) -> BTreeMap<String, PropertyValue>;

    /// Whether any computed property has more references than a page object shows.
    fn has_long_properties(&self) -> bool {
        false
    }
}

/// The id of a block of a generated body.
pub(crate) fn body_id(store: &Store, page: u32, index: u32) -> Id {
    store.identifiers.generated(GeneratedBlock { page, index })
}

impl Store {
    /// All blocks of a page's generated body; nothing for a stored page.
    pub(crate) fn generated_blocks(&self, page: &Page) -> Vec<Block> {
        match (page.generated, &self.recipe) {
            (Some(number), Some(recipe)) => recipe.blocks(self, page, number),
            _ => Vec::new(),
        }
    }

    /// The property values of a page, stored or generated.
    pub(crate) fn properties(&self, page: &Page) -> BTreeMap<String, PropertyValue> {
        let mut values = match (page.generated, &self.recipe) {
            (Some(number), Some(recipe)) => recipe.properties(number),
            _ => BTreeMap::new(),
        };
        values.extend(
            page.properties
                .iter()
                .map(|(id, value)| (id.clone(), value.clone())),
        );
        values
    }

    /// The page a generated block belongs to.
    pub(super) fn generated_block_page(&self, id: Id) -> Option<Id> {
        let origin = self.identifiers.origin(id)?;
        let page = *self
            .generated_pages
            .get(usize::try_from(origin.page).ok()?)?;
        self.pages
            .get(&page)
            .filter(|page| page.generated.is_some())
            .map(|page| page.id)
    }

    /// A block of a generated body, computed.
    pub(super) fn generated_block(&self, id: Id) -> Option<Block> {
        let page = self.pages.get(&self.generated_block_page(id)?)?;
        self.generated_blocks(page)
            .into_iter()
            .find(|block| block.id == id)
    }

    /// Stores a page's generated body and properties, so that they can be changed.
    pub(crate) fn store_body(&mut self, page: Id) {
        let Some(found) = self.pages.get(&page) else {
            return;
        };
        if found.generated.is_none() {
            return;
        }
        let blocks = self.generated_blocks(found);
        let properties = self.properties(found);
        let mut children: Vec<Id> = blocks
            .iter()
            .filter(|block| block.parent == Parent::Page(page))
            .map(|block| block.id)
            .collect();
        for block in blocks {
            self.insert_block(block);
        }
        if let Some(found) = self.pages.get_mut(&page) {
            children.append(&mut found.children);
            found.children = children;
            found.properties = properties;
            found.generated = None;
        }
    }
}
