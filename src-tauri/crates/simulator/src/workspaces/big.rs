//! `big:N`: N pages of about twenty blocks each. Bodies are computed when they are read, so a hundred thousand pages are
//! made in a moment and take little memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;

use super::builder::Builder;
use super::token;
use crate::moment::MINUTE;
use crate::seed::mix;
use crate::store::Store;
use crate::store::generated::{Recipe, body_id};
use crate::store::model::{Block, Page, Parent, PropertyValue, Stamp};
use crate::store::text::plain;

/// Child pages per page: the tree is three levels deep at 100,000 pages.
const CHILDREN: usize = 50;
const SENTENCES: [&str; 8] = [
    "The committee met on the usual day and agreed on most points",
    "Nobody remembers who wrote the first version of this note",
    "The numbers below were checked twice and then once more",
    "A short walk through the harbour settled the question",
    "Please read this before you change anything in the archive",
    "The heating will be repaired as soon as the parts arrive",
    "We kept the old name because everybody already used it",
    "Further reading can be found on the shelf by the window",
];

/// Computes the bodies.
#[derive(Debug)]
struct Bodies {
    seed: u64,
}

pub(super) fn build(builder: &mut Builder, count: u32) {
    builder.person("Ada Berg", "ada@big.example");
    builder.person("Noor Amrani", "noor@big.example");
    let mut pages = Vec::with_capacity(usize::try_from(count).unwrap_or(0));
    for number in 0..count {
        let parent = match pages.len() {
            0 => Parent::Workspace,
            made => Parent::Page(pages[(made - 1) / CHILDREN]),
        };
        let title = builder.marked(&format!("Note {number}"));
        let edited = builder.newest()
            - i64::from(number) * MINUTE
            - i64::try_from(builder.random.below(30_000)).unwrap_or(0);
        let page = builder.page(parent, title);
        if let Some(made) = builder.store.pages.get_mut(&page) {
            made.stamp = Stamp {
                edited,
                created: edited - 90 * 24 * 60 * MINUTE,
                ..made.stamp
            };
            made.generated = Some(number);
        }
        pages.push(page);
    }
    builder.store.generated_pages = pages;
    builder.store.recipe = Some(Arc::new(Bodies {
        seed: builder.seed() ^ 0x6269_6700,
    }));
}

impl Recipe for Bodies {
    fn blocks(&self, store: &Store, page: &Page, number: u32) -> Vec<Block> {
        let count = 16 + u32::try_from(mix(self.seed ^ u64::from(number)) % 9).unwrap_or(0);
        let mut blocks: Vec<Block> = Vec::with_capacity(usize::try_from(count).unwrap_or(0));
        let mut toggle: Option<usize> = None;
        for index in 0..count {
            let bits = mix(self.seed ^ (u64::from(number) << 20) ^ u64::from(index));
            let kind = match index {
                0 | 9 => "heading_2",
                3 => "toggle",
                6 | 7 => "to_do",
                10..=13 => "bulleted_list_item",
                _ => "paragraph",
            };
            let inside = toggle.filter(|_| matches!(index, 4 | 5));
            let parent = inside.map_or(Parent::Page(page.id), |toggle| {
                Parent::Block(blocks[toggle].id)
            });
            let id = body_id(store, number, index);
            let mut block = Block::new(id, parent, kind, page.stamp);
            let sentence = SENTENCES[usize::try_from(bits % 8).unwrap_or(0)];
            block.text = Some(plain(format!(
                "{sentence} {}",
                token(self.seed, (u64::from(number) << 20) | u64::from(index))
            )));
            block.fields.insert("color".to_owned(), json!("default"));
            match kind {
                "heading_2" => block
                    .fields
                    .insert("is_toggleable".to_owned(), json!(false)),
                "to_do" => block
                    .fields
                    .insert("checked".to_owned(), json!(bits & 1 == 1)),
                _ => None,
            };
            if let Some(toggle) = inside {
                blocks[toggle].children.push(id);
            }
            if kind == "toggle" {
                toggle = Some(blocks.len());
            }
            blocks.push(block);
        }
        blocks
    }

    fn properties(&self, _number: u32) -> BTreeMap<String, PropertyValue> {
        BTreeMap::new()
    }
}
