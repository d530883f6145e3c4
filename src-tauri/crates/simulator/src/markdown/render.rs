//! Block trees as enhanced Markdown.
//!
//! One walk over the tree, children indented by one tab. The walk stops at the store's block limit: what it did not reach
//! is named by `<unknown>` tags and, up to a hundred, by id. Child pages and databases are references, never inlined.

use super::inline::{self, address, attribute, color, escape};
use super::is_lossy;
use crate::identifier::Id;
use crate::store::Kind;
use crate::store::model::{Block, Icon};
use crate::wire::View;

/// Ids one answer names at most (Notion docs: Retrieve a page as markdown).
const UNKNOWN_LIMIT: usize = 100;
/// Synced copies inside synced copies are followed this deep; circles end here.
const SYNC_DEPTH: usize = 4;

/// The Markdown of a page or of one block with what is inside it.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    /// The Markdown of each top-level block, in order.
    pub(crate) segments: Vec<(Id, String)>,
    pub(crate) truncated: bool,
    /// What was left out and can be asked for by id.
    pub(crate) unknown: Vec<Id>,
}

impl Rendered {
    /// The whole text.
    pub(crate) fn markdown(&self) -> String {
        self.segments
            .iter()
            .map(|(_, text)| text.as_str())
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// Renders a page's body, or a block itself with everything inside.
pub(crate) fn render(view: &View<'_>, id: Id, transcripts: bool) -> Rendered {
    Renderer::new(view, id, transcripts).all(id)
}

/// The same, as if there were no limit.
pub(crate) fn render_whole(view: &View<'_>, id: Id) -> Rendered {
    let mut renderer = Renderer::new(view, id, false);
    renderer.budget = usize::MAX;
    renderer.all(id)
}

pub(super) struct Renderer<'a, 'v> {
    pub(super) view: &'a View<'v>,
    pub(super) transcripts: bool,
    link: String,
    budget: usize,
    pub(super) originals: Vec<Id>,
    pub(super) lines: Vec<String>,
    rendered: Rendered,
}

impl<'a, 'v> Renderer<'a, 'v> {
    fn new(view: &'a View<'v>, root: Id, transcripts: bool) -> Self {
        let page = view.store.page_of(root).unwrap_or(root);
        Self {
            view,
            transcripts,
            link: view.link_of(page),
            budget: view.store.markdown_limit,
            originals: Vec::new(),
            lines: Vec::new(),
            rendered: Rendered::default(),
        }
    }

    fn all(mut self, id: Id) -> Rendered {
        let top = if self.view.store.kind(id) == Some(Kind::Page) {
            self.view.store.live_children(id)
        } else {
            vec![id]
        };
        for child in top {
            self.lines.clear();
            self.any(child, 0);
            if !self.lines.is_empty() {
                self.rendered.segments.push((child, self.lines.join("\n")));
            }
        }
        self.rendered
    }

    pub(super) fn line(&mut self, depth: usize, text: &str) {
        self.lines.push(format!("{}{text}", "\t".repeat(depth)));
    }

    /// One child: a block, a child page or a child database.
    pub(super) fn any(&mut self, id: Id, depth: usize) {
        match self.view.store.kind(id) {
            Some(Kind::Page) => {
                let title = escape(&self.view.raw_title(id));
                let link = crate::wire::link(&self.view.raw_title(id), id);
                self.line(depth, &format!("<page url=\"{link}\">{title}</page>"));
            }
            Some(Kind::Database) => self.database(id, depth),
            Some(Kind::Block) => {
                if self.budget == 0 {
                    self.left_out(id, depth);
                    return;
                }
                self.budget -= 1;
                if let Some(block) = self.view.store.block(id) {
                    self.block(&block, depth);
                }
            }
            Some(Kind::DataSource) | None => {}
        }
    }

    pub(super) fn children(&mut self, id: Id, depth: usize) {
        for child in self.view.store.live_children(id) {
            self.any(child, depth);
        }
    }

    /// A block that was not loaded: a tag, and its id while there is room.
    pub(super) fn left_out(&mut self, id: Id, depth: usize) {
        self.rendered.truncated = true;
        if self.rendered.unknown.len() < UNKNOWN_LIMIT {
            self.rendered.unknown.push(id);
            let kind = self
                .view
                .store
                .block(id)
                .map_or_else(|| "block".to_owned(), |block| block.kind.to_string());
            self.unknown(id, &kind, depth);
        }
    }

    fn unknown(&mut self, id: Id, kind: &str, depth: usize) {
        let tag = format!(
            "<unknown url=\"{}\" alt=\"{}\"/>",
            self.block_link(id),
            attribute(kind)
        );
        self.line(depth, &tag);
    }

    pub(super) fn block_link(&self, id: Id) -> String {
        format!("{}#{}", self.link, id.hex())
    }

    fn database(&mut self, id: Id, depth: usize) {
        let Some(database) = self.view.store.databases.get(&id) else {
            return;
        };
        let mut tag = format!("<database url=\"{}\"", crate::wire::link("", id));
        if database.is_inline {
            tag.push_str(" inline=\"true\"");
        }
        if let Some(Icon::Emoji(emoji)) = &database.icon {
            tag.push_str(&format!(" icon=\"{}\"", attribute(emoji)));
        }
        if let Some(source) = database.sources.first() {
            tag.push_str(&format!(" data-source-url=\"collection://{source}\""));
        }
        let title = inline::render(self.view, &database.title);
        self.line(depth, &format!("{tag}>{title}</database>"));
    }

    pub(super) fn text(&self, block: &Block) -> String {
        block
            .text
            .as_deref()
            .map(|text| inline::render(self.view, text))
            .unwrap_or_default()
    }

    pub(super) fn caption(&self, block: &Block) -> String {
        block
            .caption
            .as_deref()
            .map(|text| inline::render(self.view, text))
            .unwrap_or_default()
    }

    fn block(&mut self, block: &Block, depth: usize) {
        let text = self.text(block);
        match &*block.kind {
            "paragraph" if text.is_empty() && block.children.is_empty() => {
                self.line(depth, "<empty-block/>")
            }
            "paragraph" => self.simple("", &text, block, depth),
            "heading_1" => self.simple("# ", &text, block, depth),
            "heading_2" => self.simple("## ", &text, block, depth),
            "heading_3" => self.simple("### ", &text, block, depth),
            "heading_4" => self.simple("#### ", &text, block, depth),
            "bulleted_list_item" => self.simple("- ", &text, block, depth),
            "numbered_list_item" => self.simple("1. ", &text, block, depth),
            "to_do" => self.simple(
                if block.flag("checked") {
                    "- [x] "
                } else {
                    "- [ ] "
                },
                &text,
                block,
                depth,
            ),
            "quote" => self.simple("> ", &text, block, depth),
            "code" => self.code(block, depth),
            "equation" => {
                self.line(depth, "$$");
                for line in block.field("expression").unwrap_or_default().lines() {
                    self.line(depth, line);
                }
                self.line(depth, "$$");
            }
            "divider" => self.line(depth, "---"),
            "table_of_contents" => {
                let color = color_of(block);
                self.line(
                    depth,
                    &format!("<table_of_contents{}/>", tag_color(color.as_deref())),
                );
            }
            "image" => {
                let url = block
                    .media
                    .as_ref()
                    .map(|media| self.view.address(media))
                    .unwrap_or_default();
                let caption = self.caption(block);
                self.line(depth, &format!("![{caption}]({})", address(&url)));
            }
            kind @ ("video" | "audio" | "pdf" | "file") => {
                let url = block
                    .media
                    .as_ref()
                    .map(|media| self.view.address(media))
                    .unwrap_or_default();
                let caption = self.caption(block);
                self.line(
                    depth,
                    &format!("<{kind} src=\"{}\">{caption}</{kind}>", address(&url)),
                );
            }
            "synced_block" => self.synced(block, depth),
            kind if is_lossy(kind) => self.unknown(block.id, kind, depth),
            _ => self.special(block, &text, depth),
        }
    }

    /// A line with a prefix, attributes and indented children.
    fn simple(&mut self, prefix: &str, text: &str, block: &Block, depth: usize) {
        let mut attributes = Vec::new();
        if block.flag("is_toggleable") {
            attributes.push("toggle=\"true\"".to_owned());
        }
        if let Some(color) = color_of(block) {
            attributes.push(format!("color=\"{color}\""));
        }
        let list = if attributes.is_empty() {
            String::new()
        } else {
            format!(" {{{}}}", attributes.join(" "))
        };
        self.line(depth, &format!("{prefix}{text}{list}"));
        self.children(block.id, depth + 1);
    }

    fn code(&mut self, block: &Block, depth: usize) {
        let content = block
            .text
            .as_deref()
            .map(|text| self.view.plain(text))
            .unwrap_or_default();
        let mut fence = "```".to_owned();
        while content.contains(&fence) {
            fence.push('`');
        }
        let language = block.field("language").unwrap_or("plain text");
        self.line(depth, &format!("{fence}{language}"));
        for line in content.split('\n') {
            self.line(depth, line);
        }
        self.line(depth, &fence);
    }

    /// An original with its children, or a copy that shows the original's children if the reader may see them.
    fn synced(&mut self, block: &Block, depth: usize) {
        let Some(original) = block.copy_of else {
            let link = self.block_link(block.id);
            self.line(depth, &format!("<synced_block url=\"{link}\">"));
            self.originals.push(block.id);
            self.children(block.id, depth + 1);
            self.originals.pop();
            self.line(depth, "</synced_block>");
            return;
        };
        let page = self.view.store.page_of(original).unwrap_or(original);
        let link = format!("{}#{}", self.view.link_of(page), original.hex());
        self.line(depth, &format!("<synced_block_reference url=\"{link}\">"));
        if !self.view.sees(original) {
            self.left_out(original, depth + 1);
        } else if !self.originals.contains(&original) && self.originals.len() < SYNC_DEPTH {
            self.originals.push(original);
            self.children(original, depth + 1);
            self.originals.pop();
        }
        self.line(depth, "</synced_block_reference>");
    }
}

/// The colour of a block as it is written, if it is not the default.
pub(super) fn color_of(block: &Block) -> Option<String> {
    block.field("color").and_then(color)
}

/// A colour as an attribute of a tag.
pub(super) fn tag_color(color: Option<&str>) -> String {
    color
        .map(|color| format!(" color=\"{color}\""))
        .unwrap_or_default()
}
