//! Reading a block that Markdown cannot express, with everything below it.
//!
//! Leaves out how it is written down. The rule it protects: cycles end; a block is read once however often it is
//! referred to, and a tree deeper than any that people make is cut where it says so.

use std::{collections::HashSet, pin::pin};

use futures::{TryStreamExt, future::BoxFuture};
use keepsake_notion::{Block, Client, Item};
use keepsake_planted::{Bug, is as planted};
use keepsake_text::NotionId;

use super::ReadError;
use crate::plan::block::{self, Subtree};

/// Types that Notion's Markdown leaves out (Notion API, "Working with markdown content").
const NOT_IN_MARKDOWN: [&str; 6] = [
    "bookmark",
    "embed",
    "link_preview",
    "breadcrumb",
    "template",
    "unsupported",
];

/// How deep a subtree is read; the deepest seen in the wild is under 20.
const DEEPEST: usize = 64;

/// A block and everything below it.
pub(super) async fn below(client: &Client, item: Item<Block>) -> Result<Subtree, ReadError> {
    descend(client, item, HashSet::new(), 0).await
}

fn descend<'a>(
    client: &'a Client,
    item: Item<Block>,
    mut above: HashSet<NotionId>,
    depth: usize,
) -> BoxFuture<'a, Result<Subtree, ReadError>> {
    Box::pin(async move {
        let mut children = Vec::new();
        if let Some(parent) = block::children_of(&item.value).or_else(|| {
            planted(Bug::ChildPageRecursed)
                .then_some(item.value.id)
                .filter(|_| item.value.has_children)
        }) && depth < DEEPEST
            && above.insert(parent)
        {
            for child in list(client, parent).await? {
                children.push(descend(client, child, above.clone(), depth + 1).await?);
            }
        }
        Ok(Subtree {
            block: item,
            children,
        })
    })
}

/// The blocks at a page's top level that Markdown cannot express, each with what stands below it.
pub(super) async fn unknown_top_level(
    client: &Client,
    page: NotionId,
) -> Result<Vec<Subtree>, ReadError> {
    let mut found = Vec::new();
    for item in list(client, page).await? {
        let known_kind = text_can_say(&item.value);
        if !known_kind {
            found.push(below(client, item).await?);
        }
    }
    Ok(found)
}

fn text_can_say(block: &Block) -> bool {
    !NOT_IN_MARKDOWN.contains(&block.kind.as_str()) && block.is_known_kind()
}

async fn list(client: &Client, parent: NotionId) -> Result<Vec<Item<Block>>, ReadError> {
    let mut all = Vec::new();
    let mut pages = pin!(client.block_children_stream(parent));
    while let Some(reply) = pages.try_next().await? {
        all.extend(reply.value.results);
    }
    Ok(all)
}
