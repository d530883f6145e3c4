//! The requests that carry a text.
//!
//! Leaves out which they are. The rule it protects: the answer is always the whole text after all of them.

use keepsake_notion::{Error, InsertPosition, MarkdownChange, PageMarkdown, Reply};
use keepsake_text::{NotionId, blocks::batches};

use super::super::Pushing;
use crate::two_way::text_strategy::{BlockStep, Steps, TopBlock};

/// Why a text was not sent to its end.
pub(super) struct Broken {
    /// What failed.
    pub(super) error: Error,
    /// A request before that one was carried out.
    pub(super) has_begun: bool,
}

/// Sends the steps; the answer is the whole text after them.
pub(super) async fn send(
    pushing: &Pushing<'_>,
    page: NotionId,
    steps: &Steps,
) -> Result<Reply<PageMarkdown>, Broken> {
    let mut has_begun = false;
    send_all(pushing, page, steps, &mut has_begun)
        .await
        .map_err(|error| Broken { error, has_begun })
}

async fn send_all(
    pushing: &Pushing<'_>,
    page: NotionId,
    steps: &Steps,
    has_begun: &mut bool,
) -> Result<Reply<PageMarkdown>, Error> {
    let client = pushing.client;
    let mut answer = None;
    if !steps.swaps.is_empty() {
        let replacements = steps
            .swaps
            .iter()
            .map(|swap| (swap.old.clone(), swap.new.clone()));
        let change = MarkdownChange::Replace {
            replacements: replacements.collect(),
            allow_deleting_content: false,
        };
        answer = Some(client.update_markdown(page, &change).await?);
        *has_begun = true;
    }
    for step in &steps.blocks {
        match step {
            BlockStep::Change { block, body } => {
                client.update_block(*block, body).await?;
            }
            BlockStep::Insert { after, children } => {
                let mut position = after.map_or(InsertPosition::Start, InsertPosition::After);
                for batch in batches(children.clone()) {
                    let made = client.append_children(page, &batch, position).await?;
                    *has_begun = true;
                    let last = made.value.results.last();
                    position = last.map_or(position, |block| InsertPosition::After(block.value.id));
                }
            }
            BlockStep::Delete { block } => {
                client.delete_block(*block).await?;
            }
        }
        *has_begun = true;
    }
    match answer.filter(|_| steps.blocks.is_empty()) {
        Some(answer) => Ok(answer),
        None => client.page_markdown(page).await,
    }
}

/// The blocks of the first level of a page.
pub(super) async fn top_level(
    pushing: &Pushing<'_>,
    page: NotionId,
) -> Result<Vec<TopBlock>, Error> {
    let mut blocks = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let reply = pushing
            .client
            .block_children(page, cursor.as_deref())
            .await?;
        blocks.extend(reply.value.results.iter().map(|item| TopBlock {
            id: item.value.id,
            raw: serde_json::from_str(item.raw.get()).unwrap_or_default(),
        }));
        match reply.value.next_cursor.filter(|_| reply.value.has_more) {
            Some(next) => cursor = Some(next),
            None => return Ok(blocks),
        }
    }
}
