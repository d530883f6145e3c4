//! Whether a segment and a block of Notion are the same thing.

use serde_json::Value;

use super::{Segment, SegmentKind};
use crate::NotionId;
use crate::block;
use crate::dialect::{
    Block, Kind, Tag, TagName, Token, blocks, links, literal_lines, shape, spoken, target, tokens,
};
use crate::files::FileKind;

impl Segment<'_> {
    /// Whether this block, as the block endpoints show it, can be the one the segment shows: its
    /// type fits, and so do its own words (those of nested blocks are not looked at) and whom they
    /// mention, or the id where the Markdown has one. Of blocks without words of their own, as
    /// tables, only the type is compared: the place must tell.
    #[must_use]
    pub fn is_block(&self, block: &Value) -> bool {
        let kind = block
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default();
        if self.kind == SegmentKind::Unknown
            && let Some(named) = links(self.text).unknown.first().and_then(|tag| tag.block)
        {
            let id = block.get("id").and_then(Value::as_str);
            return id.and_then(NotionId::parse) == Some(named);
        }
        if !self.kind.is_block_type(kind) {
            return false;
        }
        match block::to_markdown(block) {
            Some(markdown) => own_words(&markdown, comparable) == own_words(self.text, comparable),
            None => true,
        }
    }

    /// The segment's own words, without those of what is nested in it, in one line.
    #[must_use]
    pub fn own_words(&self) -> String {
        own_words(self.text, spoken)
    }
}

impl SegmentKind {
    /// Whether a block of this type (Notion API reference: Block) is shown as such a segment.
    #[must_use]
    pub fn is_block_type(self, block_type: &str) -> bool {
        let types: &[&str] = match self {
            Self::Paragraph => &["paragraph", "link_to_page", "template"],
            Self::Empty => &["paragraph"],
            Self::Heading(1) => &["heading_1"],
            Self::Heading(2) => &["heading_2"],
            Self::Heading(3) => &["heading_3"],
            Self::Heading(_) => &["heading_4"],
            Self::Bullet => &["bulleted_list_item"],
            // Notion does not escape a paragraph that begins with a year and a full stop.
            Self::Number => &["numbered_list_item", "paragraph"],
            Self::ToDo => &["to_do"],
            Self::Quote => &["quote"],
            Self::Divider => &["divider"],
            Self::Code => &["code"],
            Self::Equation => &["equation"],
            Self::Toggle => &["toggle"],
            Self::Callout => &["callout"],
            Self::Columns => &["column_list"],
            Self::Table => &["table"],
            Self::Tabs => &["tab"],
            Self::Synced | Self::SyncedCopy => &["synced_block"],
            Self::Meeting => &["meeting_notes", "transcription"],
            Self::Page => &["child_page"],
            Self::Database => &["child_database"],
            Self::File(FileKind::Image) => &["image"],
            Self::File(FileKind::Video) => &["video"],
            Self::File(FileKind::Audio) => &["audio"],
            Self::File(FileKind::Pdf) => &["pdf", "file"],
            Self::File(FileKind::File) => &["file"],
            Self::TableOfContents => &["table_of_contents"],
            Self::Unknown => &[
                "bookmark",
                "embed",
                "link_preview",
                "breadcrumb",
                "tab",
                "template",
                "unsupported",
            ],
            Self::Other | Self::Blank => &[],
        };
        types.contains(&block_type)
    }
}

/// The words of the first line that has some; of a toggle its summary, of a callout its first
/// paragraph, of code all of it. Runs of blanks are one.
fn own_words(text: &str, speak: fn(&[Token<'_>]) -> String) -> String {
    for block in blocks(text) {
        let words = match block {
            Block::Code { depth, body, .. } | Block::Math { depth, body } => {
                literal_lines(body, depth).collect::<Vec<_>>().join(" ")
            }
            Block::Line(line) => {
                let shape = shape(&line);
                let tokens = tokens(shape.text, shape.at);
                let container = matches!(
                    tokens.first().map(|token| &token.kind),
                    Some(Kind::Tag(tag)) if matches!(tag.name, TagName::Container(_))
                );
                let words = speak(&tokens);
                if container && words.trim().is_empty() && !line.text.starts_with("<summary") {
                    continue;
                }
                words
            }
        };
        return words.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    String::new()
}

/// The words of a few tokens, with whom they mention in the place of the name, which is spelled
/// differently from endpoint to endpoint.
fn comparable(tokens: &[Token<'_>]) -> String {
    let mut words = String::new();
    let mut from = 0;
    while let Some((at, tag)) = tokens
        .iter()
        .enumerate()
        .skip(from)
        .find_map(|(at, token)| mentioning(token).map(|tag| (at, tag)))
    {
        words.push_str(&spoken(tokens.get(from..at).unwrap_or_default()));
        words.push('\u{fffc}');
        let address = tag.address().unwrap_or_default();
        let id = target(&address)
            .or_else(|| NotionId::parse(address.strip_prefix("user://").unwrap_or(&address)));
        words.extend(id.map(NotionId::to_hex));
        let end = tokens
            .iter()
            .skip(at + 1)
            .take_while(|token| mentioning(token).is_none())
            .position(|token| {
                matches!(&token.kind, Kind::Tag(end) if end.closing && end.name == tag.name)
            });
        from = match end {
            Some(length) if !tag.empty => at + 1 + length + 1,
            _ => at + 1,
        };
    }
    words.push_str(&spoken(tokens.get(from..).unwrap_or_default()));
    words
}

/// The tag of a mention that begins here.
fn mentioning<'t, 'a>(token: &'t Token<'a>) -> Option<&'t Tag<'a>> {
    match &token.kind {
        Kind::Tag(tag) => {
            let mentions = matches!(tag.name, TagName::Mention | TagName::Person | TagName::Date);
            (mentions && !tag.closing).then_some(tag)
        }
        _ => None,
    }
}

/// Whether this block, as the block endpoints show it, has something that Markdown does not carry
/// and a rewrite through Markdown would lose: the caption of code, an icon that is no emoji, the
/// format of a numbered list, a mention that only Notion can make, an address that Markdown has to
/// spell differently; or is of a type that Markdown shows as another one. Nested blocks are not
/// looked at.
#[must_use]
pub fn is_lossy_in_markdown(block: &Value) -> bool {
    let kind = block
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let content = block.get(kind).unwrap_or(&Value::Null);
    let has = |name: &str| content.get(name).is_some_and(|value| !value.is_null());
    let texts = ["rich_text", "caption", "title"]
        .into_iter()
        .filter_map(|name| content.get(name))
        .chain(
            content
                .get("cells")
                .and_then(Value::as_array)
                .into_iter()
                .flatten(),
        );
    let lossy_text = texts
        .filter_map(Value::as_array)
        .flatten()
        .any(is_lossy_run);
    let caption = kind == "code"
        && content
            .get("caption")
            .and_then(Value::as_array)
            .is_some_and(|caption| !caption.is_empty());
    let icon = has("icon")
        && (kind != "callout"
            || content.pointer("/icon/type").and_then(Value::as_str) != Some("emoji"));
    let numbering = match kind {
        "numbered_list_item" => {
            content
                .get("list_start_index")
                .and_then(Value::as_u64)
                .is_some_and(|start| start != 1)
                || content
                    .get("list_format")
                    .and_then(Value::as_str)
                    .is_some_and(|format| format != "numbers")
        }
        _ => false,
    };
    let another_type = matches!(kind, "link_to_page" | "template");
    another_type || lossy_text || caption || icon || numbering || has("width_ratio")
}

/// A run that does not come back the same from Markdown.
fn is_lossy_run(run: &Value) -> bool {
    let kind = run.get("type").and_then(Value::as_str).unwrap_or("text");
    if kind == "text" {
        let url = run.pointer("/text/link/url").and_then(Value::as_str);
        return url.is_some_and(|url| {
            url.contains(|character: char| {
                character.is_whitespace()
                    || character.is_control()
                    || matches!(character, '<' | '>' | '"' | '\\')
            })
        });
    }
    let code = run.pointer("/annotations/code").and_then(Value::as_bool) == Some(true);
    let mention = run.pointer("/mention/type").and_then(Value::as_str);
    let comes_back = match mention {
        Some(kind) => matches!(kind, "user" | "page" | "database" | "date"),
        None => kind == "equation",
    };
    code || !comes_back
}
