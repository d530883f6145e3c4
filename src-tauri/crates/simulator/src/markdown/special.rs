//! The blocks that are written as tags around their children: toggles, callouts, tables, columns, meeting notes, links.

use super::inline::{self, attribute, escape};
use super::render::{Renderer, color_of, tag_color};
use crate::identifier::Id;
use crate::store::model::{Block, Icon};

impl Renderer<'_, '_> {
    pub(super) fn special(&mut self, block: &Block, text: &str, depth: usize) {
        let color = color_of(block);
        let color = tag_color(color.as_deref());
        match &*block.kind {
            "toggle" => {
                self.line(depth, &format!("<details{color}>"));
                self.line(depth, &format!("<summary>{text}</summary>"));
                self.children(block.id, depth + 1);
                self.line(depth, "</details>");
            }
            "callout" => {
                let icon = match &block.icon {
                    Some(Icon::Emoji(emoji)) => format!(" icon=\"{}\"", attribute(emoji)),
                    _ => String::new(),
                };
                self.line(depth, &format!("<callout{icon}{color}>"));
                if !text.is_empty() {
                    self.line(depth + 1, text);
                }
                self.children(block.id, depth + 1);
                self.line(depth, "</callout>");
            }
            "column_list" => self.wrapped("columns", "", block.id, depth),
            "column" => self.wrapped("column", "", block.id, depth),
            "table" => {
                let mut attributes = String::new();
                for (field, name) in [
                    ("has_column_header", "header-row"),
                    ("has_row_header", "header-column"),
                ] {
                    if block.flag(field) {
                        attributes.push_str(&format!(" {name}=\"true\""));
                    }
                }
                self.wrapped("table", &attributes, block.id, depth);
            }
            "table_row" => {
                self.line(depth, "<tr>");
                for cell in &block.cells {
                    let cell = inline::render(self.view, cell);
                    self.line(depth + 1, &format!("<td>{cell}</td>"));
                }
                self.line(depth, "</tr>");
            }
            "link_to_page" => self.link_to_page(block, depth),
            "meeting_notes" => self.meeting_notes(block, text, depth),
            _ => {}
        }
    }

    fn wrapped(&mut self, tag: &str, attributes: &str, id: Id, depth: usize) {
        self.line(depth, &format!("<{tag}{attributes}>"));
        self.children(id, depth + 1);
        self.line(depth, &format!("</{tag}>"));
    }

    fn link_to_page(&mut self, block: &Block, depth: usize) {
        let kind = block.field("type").unwrap_or("page_id");
        let Some(target) = block.field(kind).and_then(Id::parse) else {
            return;
        };
        let tag = if kind == "database_id" {
            "mention-database"
        } else {
            "mention-page"
        };
        let (link, title) = (
            self.view.link_of(target),
            escape(&self.view.title_of(target)),
        );
        self.line(depth, &format!("<{tag} url=\"{link}\">{title}</{tag}>"));
    }

    /// The three containers of a meeting block are its first children; the transcript is only written when asked for.
    fn meeting_notes(&mut self, block: &Block, text: &str, depth: usize) {
        self.line(depth, "<meeting-notes>");
        self.line(depth + 1, text);
        for (tag, child) in ["summary", "notes", "transcript"]
            .into_iter()
            .zip(&block.children)
        {
            if tag == "transcript" && !self.transcripts {
                continue;
            }
            self.line(depth + 1, &format!("<{tag}>"));
            self.children(*child, depth + 2);
            self.line(depth + 1, &format!("</{tag}>"));
        }
        self.line(depth, "</meeting-notes>");
    }
}
