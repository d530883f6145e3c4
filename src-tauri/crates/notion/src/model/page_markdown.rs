//! The content of a page as Markdown.

use keepsake_planted::{Bug, is as planted};
use keepsake_text::NotionId;
use serde_json::Value;

use crate::decode::fields::Fields;
use crate::decode::{Model, Unreadable};

/// A page, or a piece of one, in Notion's dialect of Markdown (Notion API reference: Retrieve a page as Markdown).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageMarkdown {
    /// The page or block.
    pub id: NotionId,
    /// The text. Addresses of hosted files in it are signed and differ at each read.
    pub markdown: String,
    /// Whether parts are missing: more than about 20,000 blocks, or children that are not shared.
    pub truncated: bool,
    /// Up to 100 missing parts, each readable by the same call.
    pub unknown_block_ids: Vec<NotionId>,
}

impl Model for PageMarkdown {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Unreadable> {
        fields.expect("page_markdown")?;
        let answer = Self {
            id: fields.own_id()?,
            markdown: fields
                .text("markdown")
                .ok_or_else(|| Unreadable("`markdown` is missing".to_owned()))?,
            truncated: fields.flag("truncated"),
            unknown_block_ids: fields.elements("unknown_block_ids", |id| {
                NotionId::parse(Value::as_str(id)?)
            }),
        };
        if planted(Bug::TruncatedMarkdownAsBase) {
            return Ok(answer.taken_as_whole());
        }
        Ok(answer)
    }
}

impl PageMarkdown {
    /// A planted mistake: what is there, without a word about what is missing.
    fn taken_as_whole(mut self) -> Self {
        if self.truncated {
            let lines = self.markdown.lines();
            let shown = lines.filter(|line| !line.trim_start().starts_with("<unknown "));
            self.markdown = shown.collect::<Vec<_>>().join("\n");
            self.truncated = false;
            self.unknown_block_ids.clear();
        }
        self
    }
}
