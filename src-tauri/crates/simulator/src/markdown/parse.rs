//! Enhanced Markdown back into blocks.
//!
//! Lines and their indentation decide the tree; blank lines are dropped, except within code and equations, where they are
//! content. References to existing pages, databases and lossy blocks (by address) stay
//! references; everything else becomes new blocks.

use serde_json::{Value, json};

use super::line_parts::{inner, numbered, split_attributes};
use super::parse_inline::{self, attribute, last_id, long_color};
use crate::accept::blocks::NewBlock;
use crate::identifier::Id;
use crate::store::Store;
use crate::store::model::{Icon, Media};
use crate::store::text::plain;

/// Reads a whole text.
pub(crate) fn parse(store: &Store, text: &str) -> Vec<NewBlock> {
    segments(store, text)
        .into_iter()
        .map(|(_, block)| block)
        .collect()
}

/// Reads a whole text and gives the lines of each top-level block with it.
pub(crate) fn segments(store: &Store, text: &str) -> Vec<(String, NewBlock)> {
    let mut parser = Parser {
        store,
        lines: text.lines().collect(),
        at: 0,
        taken: Vec::new(),
    };
    let mut found = Vec::new();
    while parser.peek().is_some() {
        let block = parser.block();
        let lines = std::mem::take(&mut parser.taken);
        if let Some(block) = block {
            found.push((lines.join("\n"), block));
        }
    }
    found
}

struct Parser<'a> {
    store: &'a Store,
    lines: Vec<&'a str>,
    at: usize,
    /// The lines read since the last top-level block, without blank ones that are nobody's content.
    taken: Vec<&'a str>,
}

fn depth(line: &str) -> usize {
    line.len() - line.trim_start_matches('\t').len()
}

impl<'a> Parser<'a> {
    /// The depth and words of the next line that is not blank; blank ones before it are dropped.
    fn peek(&mut self) -> Option<(usize, &'a str)> {
        loop {
            let line = *self.lines.get(self.at)?;
            if !line.trim().is_empty() {
                return Some((depth(line), line.trim()));
            }
            self.at += 1;
        }
    }

    /// The next line as it stands, blank or not.
    fn take(&mut self) -> Option<&'a str> {
        let line = *self.lines.get(self.at)?;
        self.at += 1;
        self.taken.push(line);
        Some(line)
    }

    /// The blocks indented deeper than a line.
    fn children(&mut self, above: usize) -> Vec<NewBlock> {
        let mut blocks = Vec::new();
        while let Some((depth, content)) = self.peek() {
            if depth <= above || content.starts_with("</") {
                break;
            }
            blocks.extend(self.block());
        }
        blocks
    }

    /// The blocks up to a closing tag.
    fn until(&mut self, close: &str) -> Vec<NewBlock> {
        let mut blocks = Vec::new();
        while let Some((_, content)) = self.peek() {
            if content == close {
                self.take();
                break;
            }
            blocks.extend(self.block());
        }
        blocks
    }

    fn block(&mut self) -> Option<NewBlock> {
        let (depth, content) = self.peek()?;
        self.take();
        let language = content.trim_start_matches('`');
        let fence = content.len() - language.len();
        if fence >= 3 && !language.contains('`') {
            return Some(self.code(depth, fence, language));
        }
        if content == "$$" {
            let lines = self.raw_until(depth, "$$");
            return Some(with_field("equation", "expression", json!(lines)));
        }
        if content == "---" {
            return Some(of_kind("divider"));
        }
        if content.starts_with('<')
            && let Some(block) = self.tag(content)
        {
            return block;
        }
        if let Some(image) = content
            .strip_prefix("![")
            .and_then(|rest| rest.split_once("]("))
        {
            let (caption, url) = (image.0, image.1.trim_end_matches(')'));
            return Some(self.media("image", url, caption));
        }
        Some(self.line(depth, content))
    }

    /// The lines up to the closing one, without the indentation of the opening one.
    fn raw_until(&mut self, depth: usize, close: &str) -> String {
        let mut lines = Vec::new();
        while let Some(line) = self.take() {
            if line.trim() == close {
                break;
            }
            let tabs = self::depth(line).min(depth);
            lines.push(&line[tabs..]);
        }
        lines.join("\n")
    }

    fn code(&mut self, depth: usize, fence: usize, language: &str) -> NewBlock {
        let content = self.raw_until(depth, &"`".repeat(fence));
        let language = if language.is_empty() {
            "plain text"
        } else {
            language
        };
        let mut block = with_field("code", "language", json!(language));
        block.text = Some(plain(content));
        block.caption = Some(Vec::new());
        block
    }

    /// A line of text with a prefix, perhaps attributes, perhaps children.
    fn line(&mut self, depth: usize, content: &str) -> NewBlock {
        const PREFIXES: [(&str, &str); 9] = [
            ("#### ", "heading_4"),
            ("### ", "heading_3"),
            ("## ", "heading_2"),
            ("# ", "heading_1"),
            ("- [ ] ", "to_do"),
            ("- [x] ", "to_do"),
            ("- ", "bulleted_list_item"),
            ("> ", "quote"),
            ("1. ", "numbered_list_item"),
        ];
        let found = PREFIXES
            .iter()
            .find(|(prefix, _)| content.starts_with(prefix));
        let (prefix, kind) = found.copied().unwrap_or_else(|| numbered(content));
        let (text, attributes) = split_attributes(&content[prefix.len()..]);
        let color = attribute(attributes, "color")
            .map_or_else(|| "default".to_owned(), |color| long_color(&color));
        let mut block = with_field(kind, "color", json!(color));
        block.text = Some(parse_inline::parse(self.store, text));
        if kind == "to_do" {
            block
                .fields
                .insert("checked".to_owned(), json!(prefix == "- [x] "));
        }
        if kind.starts_with("heading") {
            let toggle = attribute(attributes, "toggle").as_deref() == Some("true");
            block
                .fields
                .insert("is_toggleable".to_owned(), json!(toggle));
        }
        block.children = self.children(depth);
        block
    }

    /// `None` when it is no known tag; `Some(None)` when it stands for nothing.
    fn tag(&mut self, content: &str) -> Option<Option<NewBlock>> {
        let head = &content[1..content.find('>')?];
        let name = head.split([' ', '/']).next()?;
        let color = attribute(head, "color")
            .map_or_else(|| "default".to_owned(), |color| long_color(&color));
        let mut block = match name {
            "empty-block" => with_field("paragraph", "color", json!("default")),
            "table_of_contents" => with_field("table_of_contents", "color", json!(color)),
            "details" => self.details(&color),
            "callout" => self.callout(head, &color),
            "columns" => self.wrapped("column_list", "</columns>"),
            "column" => self.wrapped("column", "</column>"),
            "synced_block" => self.wrapped("synced_block", "</synced_block>"),
            "synced_block_reference" => {
                self.until("</synced_block_reference>");
                let mut block = of_kind("synced_block");
                block.copy_of = attribute(head, "url").and_then(|url| last_id(&url));
                block
            }
            "table" => self.table(head),
            "tr" => self.row(),
            "page" | "database" | "unknown" => {
                let existing = attribute(head, "url").and_then(|url| last_id(&url));
                let kind = if name == "page" {
                    "child_page"
                } else {
                    "child_database"
                };
                return Some(existing.map(|id| NewBlock {
                    existing: Some(id),
                    ..of_kind(kind)
                }));
            }
            "video" | "audio" | "pdf" | "file" => {
                let caption = inner(content, name);
                self.media(name, &attribute(head, "src")?, caption)
            }
            _ => return None,
        };
        if block.kind == "paragraph" && block.text.is_none() {
            block.text = Some(Vec::new());
        }
        Some(Some(block))
    }

    fn wrapped(&mut self, kind: &str, close: &str) -> NewBlock {
        NewBlock {
            children: self.until(close),
            ..of_kind(kind)
        }
    }

    fn details(&mut self, color: &str) -> NewBlock {
        let mut block = with_field("toggle", "color", json!(color));
        if let Some((_, content)) = self.peek()
            && content.starts_with("<summary>")
        {
            self.take();
            block.text = Some(parse_inline::parse(self.store, inner(content, "summary")));
        }
        block.children = self.until("</details>");
        block
    }

    /// The first paragraph of a callout is its own text.
    fn callout(&mut self, head: &str, color: &str) -> NewBlock {
        let mut block = with_field("callout", "color", json!(color));
        block.icon = attribute(head, "icon").map(Icon::Emoji);
        let mut children = self.until("</callout>");
        if children
            .first()
            .is_some_and(|child| child.kind == "paragraph")
        {
            let first = children.remove(0);
            block.text = first.text;
            children.splice(0..0, first.children);
        } else {
            block.text = Some(Vec::new());
        }
        block.children = children;
        block
    }

    fn table(&mut self, head: &str) -> NewBlock {
        let rows = self.until("</table>");
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let mut block = with_field("table", "table_width", json!(width));
        for (field, name) in [
            ("has_column_header", "header-row"),
            ("has_row_header", "header-column"),
        ] {
            let set = attribute(head, name).as_deref() == Some("true");
            block.fields.insert(field.to_owned(), Value::Bool(set));
        }
        block.children = rows;
        block
    }

    fn row(&mut self) -> NewBlock {
        let mut block = of_kind("table_row");
        while let Some((_, content)) = self.peek() {
            self.take();
            if content == "</tr>" {
                break;
            }
            block
                .cells
                .push(parse_inline::parse(self.store, inner(content, "td")));
        }
        block
    }

    fn media(&self, kind: &str, url: &str, caption: &str) -> NewBlock {
        let hosted = url
            .split_once("/files/")
            .and_then(|(_, rest)| rest.split('/').next())
            .and_then(Id::parse);
        let media = match hosted.filter(|id| self.store.files.contains_key(id)) {
            Some(id) => Media::Hosted(id),
            None => Media::External(url.to_owned()),
        };
        NewBlock {
            media: Some(media),
            caption: Some(parse_inline::parse(self.store, caption)),
            ..of_kind(kind)
        }
    }
}

fn of_kind(kind: &str) -> NewBlock {
    NewBlock {
        kind: kind.to_owned(),
        ..NewBlock::default()
    }
}

fn with_field(kind: &str, name: &str, value: Value) -> NewBlock {
    let mut block = of_kind(kind);
    block.fields.insert(name.to_owned(), value);
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_blocks_and_indentation_becomes_nesting() {
        let store = Store::new(1, "test");
        let blocks = parse(
            &store,
            "# T {toggle=\"true\" color=\"blue_bg\"}\n\t- a\n\t\t- b\n\n1. one\n- [x] done\n```rust\nfn a() {}\n```\n---",
        );
        let kinds: Vec<&str> = blocks.iter().map(|block| block.kind.as_str()).collect();
        assert_eq!(
            kinds,
            [
                "heading_1",
                "numbered_list_item",
                "to_do",
                "code",
                "divider"
            ]
        );
        assert_eq!(blocks[0].fields["color"], "blue_background");
        assert_eq!(blocks[0].children[0].children[0].kind, "bulleted_list_item");
        assert_eq!(blocks[2].fields["checked"], true);
    }

    #[test]
    fn any_text_can_be_read() {
        let parts = [
            "<details>",
            "</details>",
            "<summary>",
            "<callout icon=\"x",
            "\">",
            "<table>",
            "<tr>",
            "<td>",
            "</td>",
            "```",
            "$$",
            "$",
            "\n",
            "\n\t",
            "\n\t\t",
            "**",
            "*",
            "~~",
            "`",
            "[",
            "](",
            ")",
            "\\",
            "<br>",
            "<span color=\"",
            "{color=\"",
            "\"}",
            "é",
            "日本",
            "🎬",
            "<unknown url=\"#",
            "<page url=\"",
            "- [x] ",
            "1. ",
            "# ",
            "![",
            "<mention-date start=\"",
            "/>",
            ":",
            "word",
        ];
        let (store, mut random) = (Store::new(1, "test"), crate::seed::Random::new(1));
        for _ in 0..5_000 {
            let pick = |random: &mut crate::seed::Random| {
                parts[usize::try_from(random.below(40)).unwrap_or(0)]
            };
            let text: String = (0..random.below(30)).map(|_| pick(&mut random)).collect();
            let _ = parse(&store, &text);
        }
    }

    #[test]
    fn broken_tags_never_stop_the_reading() {
        let store = Store::new(1, "test");
        for text in [
            "<details>\n<summary>x",
            "<table>\n<tr>\n<td>a",
            "</callout>",
            "<callout",
            "<columns>\n\t</column>",
        ] {
            let _ = parse(&store, text);
        }
    }
}
