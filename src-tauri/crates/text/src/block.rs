//! Single blocks as the block endpoints send them (Notion API reference: Block), for the places
//! where Notion's Markdown leaves them out.
//!
//! One block at a time and without its children: putting a tree together is for whoever read it.

use serde_json::Value;

use crate::dialect;
use crate::files::{FileKind, FileLink};
use crate::ids::NotionId;
use crate::property::{file, file_address};
use crate::rich_text::{
    self, attribute_value, dialect_colour, escaped, link_address, page_address,
};

/// The block in Notion's Markdown, without children and indentation. `None` for blocks that are
/// nothing without their children (tables, columns, synced blocks, tabs) and for those Notion tells
/// nothing about (`unsupported`, `breadcrumb`).
#[must_use]
pub fn to_markdown(block: &Value) -> Option<String> {
    let (kind, content) = typed(block);
    let text = || {
        content
            .get("rich_text")
            .map(rich_text::to_markdown)
            .unwrap_or_default()
    };
    let caption = || {
        content
            .get("caption")
            .map(rich_text::to_markdown)
            .unwrap_or_default()
    };
    let colour = colour(content);
    let colour_list = colour
        .as_deref()
        .map(|colour| format!(" {{color=\"{colour}\"}}"))
        .unwrap_or_default();
    let colour_attribute = colour
        .as_deref()
        .map(|colour| format!(" color=\"{colour}\""))
        .unwrap_or_default();
    let line = |sign: &str| format!("{sign}{}{colour_list}", text());
    Some(match kind {
        "paragraph" | "template" => match text() {
            text if text.is_empty() => "<empty-block/>".to_owned(),
            text => format!("{}{colour_list}", dialect::without_sign(&text)),
        },
        "heading_1" => line("# "),
        "heading_2" => line("## "),
        "heading_3" => line("### "),
        "heading_4" => line("#### "),
        "bulleted_list_item" => line("- "),
        "numbered_list_item" => line("1. "),
        "to_do" if content.get("checked").and_then(Value::as_bool) == Some(true) => line("- [x] "),
        "to_do" => line("- [ ] "),
        "quote" => line("> "),
        "toggle" => format!(
            "<details{colour_attribute}>\n<summary>{}</summary>\n</details>",
            text()
        ),
        "callout" => {
            let icon = icon(content)
                .map(|icon| format!(" icon=\"{}\"", attribute_value(&icon)))
                .unwrap_or_default();
            format!(
                "<callout{icon}{colour_attribute}>\n\t{}\n</callout>",
                text()
            )
        }
        "code" => code(content),
        "equation" => format!("$$\n{}\n$$", content.get("expression")?.as_str()?),
        "divider" => "---".to_owned(),
        "table_of_contents" => format!("<table_of_contents{colour_attribute}/>"),
        "table_row" => table_row(content),
        "child_page" => {
            let title = escaped(
                content
                    .get("title")
                    .and_then(Value::as_str)
                    .unwrap_or_default(),
            );
            format!("<page url=\"{}\">{title}</page>", page_address(id(block)?))
        }
        "child_database" => {
            let title = escaped(
                content
                    .get("title")
                    .and_then(Value::as_str)
                    .unwrap_or_default(),
            );
            format!(
                "<database url=\"{}\">{title}</database>",
                page_address(id(block)?)
            )
        }
        "link_to_page" => link_to_page(content)?,
        "bookmark" | "embed" | "link_preview" => {
            let url =
                file_address(content).or_else(|| content.get("url").and_then(Value::as_str))?;
            let label = match caption() {
                caption if caption.is_empty() => escaped(url),
                caption => caption,
            };
            format!("[{label}]({})", link_address(url))
        }
        "image" => format!(
            "![{}]({}){colour_list}",
            caption(),
            link_address(file_address(content)?)
        ),
        "video" | "audio" | "pdf" | "file" => {
            let url = attribute_value(file_address(content)?);
            let label = match (caption(), content.get("name").and_then(Value::as_str)) {
                (caption, Some(name)) if caption.is_empty() => escaped(name),
                (caption, _) => caption,
            };
            format!("<{kind} src=\"{url}\"{colour_attribute}>{label}</{kind}>")
        }
        "meeting_notes" | "transcription" => {
            let title = content
                .get("title")
                .map(rich_text::to_markdown)
                .unwrap_or_default();
            format!("<meeting-notes>\n\t{title}\n</meeting-notes>")
        }
        _ => return None,
    })
}

/// The block's own words, without its children: text, caption, title, address, expression or cells.
#[must_use]
pub fn plain_text(block: &Value) -> String {
    let (_, content) = typed(block);
    let mut parts: Vec<String> = Vec::new();
    for field in ["rich_text", "title", "caption"] {
        match content.get(field) {
            Some(Value::String(text)) => parts.push(text.clone()),
            Some(runs) => parts.push(rich_text::plain_text(runs)),
            None => {}
        }
    }
    for field in ["expression", "url", "name"] {
        parts.extend(
            content
                .get(field)
                .and_then(Value::as_str)
                .map(str::to_owned),
        );
    }
    if let Some(cells) = content.get("cells").and_then(Value::as_array) {
        parts.extend(cells.iter().map(rich_text::plain_text));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

/// The files the block shows: its own, and its icon.
#[must_use]
pub fn files(block: &Value) -> Vec<FileLink> {
    let (kind, content) = typed(block);
    let kind = match kind {
        "image" => FileKind::Image,
        "video" => FileKind::Video,
        "audio" => FileKind::Audio,
        "pdf" => FileKind::Pdf,
        _ => FileKind::File,
    };
    let own = file(content).map(|mut link| {
        link.kind = kind;
        link.caption = content
            .get("caption")
            .map(rich_text::plain_text)
            .unwrap_or_default();
        link
    });
    let icon = content.get("icon").and_then(file).map(|mut link| {
        link.kind = FileKind::Image;
        link
    });
    own.into_iter().chain(icon).collect()
}

/// The type of a block and what stands under it.
fn typed(block: &Value) -> (&str, &Value) {
    let kind = block
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    (kind, block.get(kind).unwrap_or(&Value::Null))
}

fn id(value: &Value) -> Option<NotionId> {
    NotionId::parse(value.get("id")?.as_str()?)
}

fn colour(content: &Value) -> Option<String> {
    let colour = content.get("color").and_then(Value::as_str)?;
    (colour != "default").then(|| attribute_value(&dialect_colour(colour)))
}

fn icon(content: &Value) -> Option<String> {
    let icon = content.get("icon")?;
    icon.get("emoji")
        .and_then(Value::as_str)
        .or_else(|| file_address(icon))
        .map(str::to_owned)
}

fn code(content: &Value) -> String {
    let text = content
        .get("rich_text")
        .map(rich_text::plain_text)
        .unwrap_or_default();
    let language = content
        .get("language")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let language: String = language
        .chars()
        .filter(|c| !c.is_control() && *c != '`')
        .collect();
    let longest = text
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{text}\n{fence}")
}

fn table_row(content: &Value) -> String {
    let cells = content.get("cells").and_then(Value::as_array);
    let cells: String = cells
        .into_iter()
        .flatten()
        .map(|cell| format!("<td>{}</td>\n", rich_text::to_markdown(cell)))
        .collect();
    format!("<tr>\n{cells}</tr>")
}

fn link_to_page(content: &Value) -> Option<String> {
    let (field, target) = ["page_id", "database_id"]
        .iter()
        .find_map(|field| Some((*field, content.get(*field)?.as_str()?)))?;
    let address = page_address(NotionId::parse(target)?);
    Some(if field == "page_id" {
        format!("<mention-page url=\"{address}\"/>")
    } else {
        format!("<mention-database url=\"{address}\"/>")
    })
}

#[cfg(test)]
#[path = "block_tests.rs"]
mod tests;
