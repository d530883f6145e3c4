//! Lines and their indentation as a tree of blocks.

use serde_json::{Map, Value, json};

use super::inline::{known_colour, only, refused, runs_of, within};
use super::languages::language;
use super::tables::Table;
use super::{MOST_CHILDREN, NotWritable};
use crate::dialect::{
    self, Block, Container, Kind, Line, Marker, Shape, Tag, TagName, literal_lines, shape, tokens,
};
use crate::rich_text::runs::{LONGEST_EQUATION, LONGEST_TEXT, MOST_RUNS, length, of_words};

/// Levels of children below the blocks of a request (Notion API reference: Request limits).
const DEEPEST: usize = 2;

/// Reads a whole text.
pub(super) fn read(markdown: &str) -> Result<Vec<Value>, NotWritable> {
    let mut reader = Reader {
        blocks: dialect::blocks(markdown).collect(),
        at: 0,
    };
    let mut found = Vec::new();
    while reader.at < reader.blocks.len() {
        found.push(reader.block(0)?);
    }
    Ok(found)
}

struct Reader<'a> {
    blocks: Vec<Block<'a>>,
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<&Block<'a>> {
        self.blocks.get(self.at)
    }

    /// Reads one block with what is nested in it.
    fn block(&mut self, level: usize) -> Result<Value, NotWritable> {
        if level > DEEPEST {
            return Err(NotWritable::TooDeep);
        }
        let Some(block) = self.peek().cloned() else {
            return Err(NotWritable::NotNestable);
        };
        self.at += 1;
        match block {
            Block::Code {
                depth,
                language,
                body,
            } => {
                let code = code(language, &text_of(body, depth))?;
                self.childless(depth)?;
                Ok(code)
            }
            Block::Math { depth, body } => {
                let expression = text_of(body, depth);
                within(&expression, LONGEST_EQUATION)?;
                self.childless(depth)?;
                Ok(of_type(
                    "equation",
                    fields(json!({"expression": expression})),
                ))
            }
            Block::Line(line) => self.line(&line, level),
        }
    }

    fn line(&mut self, line: &Line<'_>, level: usize) -> Result<Value, NotWritable> {
        let shape = shape(line);
        if shape.marker == Marker::Divider {
            self.childless(line.depth)?;
            return Ok(of_type("divider", Map::new()));
        }
        if shape.marker == Marker::Paragraph
            && let [token] = tokens(line.text, line.at).as_slice()
            && let Kind::Tag(tag) = &token.kind
        {
            match tag.name {
                TagName::Container(container) if tag.opens() => {
                    return self.container(container, tag, level);
                }
                TagName::Silent if tag.written_name().eq_ignore_ascii_case("empty-block") => {
                    only(tag, &[])?;
                    self.childless(line.depth)?;
                    let empty = json!({"rich_text": [], "color": "default"});
                    return Ok(of_type("paragraph", fields(empty)));
                }
                _ => {}
            }
        }
        self.words(line, &shape, level)
    }

    /// A line of words with a sign before and attributes behind.
    fn words(
        &mut self,
        line: &Line<'_>,
        shape: &Shape<'_>,
        level: usize,
    ) -> Result<Value, NotWritable> {
        let (kind, is_heading) = match shape.marker {
            Marker::Paragraph | Marker::Divider => ("paragraph", false),
            Marker::Heading(1) => ("heading_1", true),
            Marker::Heading(2) => ("heading_2", true),
            Marker::Heading(3) => ("heading_3", true),
            Marker::Heading(_) => ("heading_4", true),
            Marker::Bullet => ("bulleted_list_item", false),
            Marker::Number(_) => ("numbered_list_item", false),
            Marker::ToDo { .. } => ("to_do", false),
            Marker::Quote => ("quote", false),
        };
        let known = |name: &str| name == "color" || (name == "toggle" && is_heading);
        if let Some(name) = shape.attribute_names().find(|name| !known(name)) {
            return Err(NotWritable::Attribute {
                name: name.to_owned(),
            });
        }
        let runs = runs_of(shape.text, shape.at, &tokens(shape.text, shape.at))?;
        let mut content = fields(json!({"rich_text": runs}));
        content.insert("color".to_owned(), colour(shape.attribute("color"))?);
        let mut nestable = true;
        if let Marker::ToDo { done } = shape.marker {
            content.insert("checked".to_owned(), json!(done));
        }
        if is_heading {
            nestable = shape
                .attribute("toggle")
                .is_some_and(|value| value.eq_ignore_ascii_case("true"));
            content.insert("is_toggleable".to_owned(), json!(nestable));
        }
        let children = self.deeper(line.depth, level)?;
        if !children.is_empty() {
            if !nestable {
                return Err(NotWritable::NotNestable);
            }
            content.insert("children".to_owned(), Value::Array(children));
        }
        Ok(of_type(kind, content))
    }

    fn container(
        &mut self,
        container: Container,
        tag: &Tag<'_>,
        level: usize,
    ) -> Result<Value, NotWritable> {
        match container {
            Container::Details => self.toggle(tag, level),
            Container::Callout => self.callout(tag, level),
            Container::Table => {
                // The rows are children.
                if level == DEEPEST {
                    return Err(NotWritable::TooDeep);
                }
                let mut table = Table::new(tag)?;
                loop {
                    let Some(Block::Line(line)) = self.peek().cloned() else {
                        return Err(refused(tag));
                    };
                    self.at += 1;
                    if !table.line(&line)? {
                        return table.finish();
                    }
                }
            }
            _ => Err(refused(tag)),
        }
    }

    fn toggle(&mut self, tag: &Tag<'_>, level: usize) -> Result<Value, NotWritable> {
        only(tag, &["color"])?;
        let mut content = fields(json!({"rich_text": []}));
        if let Some(Block::Line(line)) = self.peek().cloned() {
            let tokens = tokens(line.text, line.at);
            let is_summary = |tag: &Tag<'_>, closing: bool| {
                tag.name == TagName::Container(Container::Summary) && tag.closing == closing
            };
            if let Some(Kind::Tag(first)) = tokens.first().map(|token| &token.kind)
                && is_summary(first, false)
            {
                only(first, &[])?;
                let Some((Kind::Tag(last), words)) = tokens
                    .get(1..)
                    .and_then(<[_]>::split_last)
                    .map(|(last, words)| (&last.kind, words))
                else {
                    return Err(refused(first));
                };
                if !is_summary(last, true) {
                    return Err(refused(first));
                }
                self.at += 1;
                let runs = runs_of(line.text, line.at, words)?;
                content.insert("rich_text".to_owned(), Value::Array(runs));
            }
        }
        content.insert("color".to_owned(), colour(tag.attribute("color"))?);
        let children = self.until(Container::Details, tag, level)?;
        if !children.is_empty() {
            content.insert("children".to_owned(), Value::Array(children));
        }
        Ok(of_type("toggle", content))
    }

    /// A callout, whose own text is its first paragraph.
    fn callout(&mut self, tag: &Tag<'_>, level: usize) -> Result<Value, NotWritable> {
        only(tag, &["icon", "color"])?;
        let mut children = self.until(Container::Callout, tag, level)?;
        let is_own_text = children.first().is_some_and(|first| {
            let paragraph = first.get("paragraph");
            paragraph.is_some_and(|content| {
                content.get("children").is_none()
                    && content.get("color").and_then(Value::as_str) == Some("default")
            })
        });
        let runs = if is_own_text {
            children
                .remove(0)
                .pointer_mut("/paragraph/rich_text")
                .map(Value::take)
        } else {
            None
        };
        let mut content = fields(json!({"rich_text": runs.unwrap_or_else(|| json!([]))}));
        if let Some(icon) = tag.attribute("icon").filter(|icon| !icon.is_empty()) {
            // Anything but an emoji is an address or the name of an emoji of the workspace.
            if icon.is_ascii() {
                return Err(NotWritable::Attribute {
                    name: "icon".to_owned(),
                });
            }
            content.insert("icon".to_owned(), json!({"type": "emoji", "emoji": icon}));
        }
        content.insert("color".to_owned(), colour(tag.attribute("color"))?);
        if !children.is_empty() {
            content.insert("children".to_owned(), Value::Array(children));
        }
        Ok(of_type("callout", content))
    }

    /// The blocks that are nested deeper than a line.
    fn deeper(&mut self, depth: usize, level: usize) -> Result<Vec<Value>, NotWritable> {
        let mut children = Vec::new();
        while self.peek().is_some_and(|block| depth_of(block) > depth) && !self.container_ends() {
            children.push(self.block(level + 1)?);
        }
        few(children)
    }

    /// The blocks up to a container's end, which is taken along.
    fn until(
        &mut self,
        container: Container,
        tag: &Tag<'_>,
        level: usize,
    ) -> Result<Vec<Value>, NotWritable> {
        let mut children = Vec::new();
        loop {
            let Some(block) = self.peek() else {
                return Err(refused(tag));
            };
            if closes(block, Some(container)) {
                self.at += 1;
                return few(children);
            }
            children.push(self.block(level + 1)?);
        }
    }

    /// That nothing is nested in a block that can hold nothing.
    fn childless(&self, depth: usize) -> Result<(), NotWritable> {
        let nested = self.peek().is_some_and(|block| depth_of(block) > depth);
        if nested && !self.container_ends() {
            return Err(NotWritable::NotNestable);
        }
        Ok(())
    }

    fn container_ends(&self) -> bool {
        self.peek().is_some_and(|block| closes(block, None))
    }
}

/// Whether a block is the closing tag of this container, or of any.
fn closes(block: &Block<'_>, wanted: Option<Container>) -> bool {
    let Block::Line(line) = block else {
        return false;
    };
    line.text.starts_with("</")
        && matches!(
            tokens(line.text, line.at).as_slice(),
            [token] if matches!(
                &token.kind,
                Kind::Tag(tag) if tag.closing && match (tag.name, wanted) {
                    (TagName::Container(found), Some(wanted)) => found == wanted,
                    (TagName::Container(_), None) => true,
                    _ => false,
                }
            )
        )
}

fn depth_of(block: &Block<'_>) -> usize {
    match block {
        Block::Line(line) => line.depth,
        Block::Code { depth, .. } | Block::Math { depth, .. } => *depth,
    }
}

fn text_of(body: &str, depth: usize) -> String {
    literal_lines(body, depth).collect::<Vec<_>>().join("\n")
}

fn code(written: &str, text: &str) -> Result<Value, NotWritable> {
    let runs = of_words(text);
    if runs.len() > MOST_RUNS {
        return Err(NotWritable::TooLong {
            length: length(text),
            limit: MOST_RUNS * LONGEST_TEXT,
        });
    }
    let content = json!({"rich_text": runs, "language": language(written)?});
    Ok(of_type("code", fields(content)))
}

/// A block's colour; without one the default, so that writing it takes an old one away.
fn colour(written: Option<impl AsRef<str>>) -> Result<Value, NotWritable> {
    Ok(match written {
        Some(written) => json!(known_colour(written.as_ref())?),
        None => json!("default"),
    })
}

/// That a list of children fits into a request.
fn few(children: Vec<Value>) -> Result<Vec<Value>, NotWritable> {
    match children.len() {
        count if count > MOST_CHILDREN => Err(NotWritable::TooMany {
            count,
            limit: MOST_CHILDREN,
        }),
        _ => Ok(children),
    }
}

fn fields(content: Value) -> Map<String, Value> {
    match content {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

fn of_type(kind: &str, content: Map<String, Value>) -> Value {
    json!({"object": "block", "type": kind, (kind): content})
}
