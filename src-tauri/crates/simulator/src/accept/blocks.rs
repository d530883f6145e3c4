//! Blocks from requests: at most two levels of children below the top level, a hundred per array, a thousand in all.

use serde_json::{Map, Value, json};

use super::{BLOCKS, EQUATION, NESTING, TEXT, array, closed, id, object, rich_text, text};
use crate::error::ApiError;
use crate::identifier::Id;
use crate::store::Store;
use crate::store::model::{Icon, Media};
use crate::store::text::RichText;

/// A block that has no id yet.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct NewBlock {
    pub(crate) kind: String,
    pub(crate) text: Option<RichText>,
    pub(crate) caption: Option<RichText>,
    pub(crate) cells: Vec<RichText>,
    pub(crate) media: Option<Media>,
    pub(crate) icon: Option<Icon>,
    pub(crate) copy_of: Option<Id>,
    pub(crate) fields: Map<String, Value>,
    pub(crate) children: Vec<NewBlock>,
    /// An object that exists already and is only placed here (Markdown writes refer to child pages by address).
    pub(crate) existing: Option<Id>,
}

/// Types that clients may create.
const CREATABLE: &[&str] = &[
    "paragraph",
    "heading_1",
    "heading_2",
    "heading_3",
    "heading_4",
    "bulleted_list_item",
    "numbered_list_item",
    "to_do",
    "toggle",
    "quote",
    "callout",
    "code",
    "equation",
    "divider",
    "breadcrumb",
    "table_of_contents",
    "table",
    "table_row",
    "column_list",
    "column",
    "tab",
    "synced_block",
    "link_to_page",
    "bookmark",
    "embed",
    "image",
    "video",
    "audio",
    "pdf",
    "file",
    "template",
];
const WITH_TEXT: &[&str] = &[
    "paragraph",
    "heading_1",
    "heading_2",
    "heading_3",
    "heading_4",
    "bulleted_list_item",
    "numbered_list_item",
    "to_do",
    "toggle",
    "quote",
    "callout",
    "code",
    "template",
];
const WITHOUT_CHILDREN: &[&str] = &[
    "code",
    "equation",
    "divider",
    "breadcrumb",
    "table_of_contents",
    "table_row",
    "link_to_page",
    "bookmark",
    "embed",
    "image",
    "video",
    "audio",
    "pdf",
    "file",
];

/// Reads an array of new blocks.
pub(crate) fn new_blocks(
    store: &mut Store,
    value: &Value,
    path: &str,
) -> Result<Vec<NewBlock>, ApiError> {
    let mut count = 0;
    read_array(store, value, path, 0, &mut count)
}

fn read_array(
    store: &mut Store,
    value: &Value,
    path: &str,
    level: usize,
    count: &mut usize,
) -> Result<Vec<NewBlock>, ApiError> {
    let items = array(value, path)?;
    *count += items.len();
    if *count > BLOCKS {
        return Err(ApiError::body(format!(
            "{path} should contain at most {BLOCKS} blocks in total."
        )));
    }
    let mut blocks = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        blocks.push(read_block(
            store,
            item,
            &format!("{path}[{index}]"),
            level,
            count,
        )?);
    }
    Ok(blocks)
}

fn read_block(
    store: &mut Store,
    value: &Value,
    path: &str,
    level: usize,
    count: &mut usize,
) -> Result<NewBlock, ApiError> {
    let given = object(value, path)?;
    let named = given.get("type").and_then(Value::as_str);
    let kind = named.or_else(|| {
        CREATABLE
            .iter()
            .copied()
            .find(|kind| given.contains_key(*kind))
    });
    let Some(kind) = kind.filter(|kind| CREATABLE.contains(kind) && given.contains_key(*kind))
    else {
        return Err(ApiError::body(format!(
            "{path} should be a block of a type that can be created."
        )));
    };
    closed(given, path, &["object", "type", kind, "children"])?;
    let inner = format!("{path}.{kind}");
    let payload = object(&given[kind], &inner)?;
    let mut block = payload_of(store, kind, payload, &inner)?;
    let children = payload.get("children").or_else(|| given.get("children"));
    if let Some(children) = children {
        if WITHOUT_CHILDREN.contains(&kind)
            || (kind.starts_with("heading") && block.fields["is_toggleable"] != true)
        {
            return Err(ApiError::body(format!(
                "{inner}.children should be not present."
            )));
        }
        if level >= NESTING {
            return Err(ApiError::body(format!(
                "{inner}.children should be not present: only two levels of nesting are allowed."
            )));
        }
        block.children = read_array(
            store,
            children,
            &format!("{inner}.children"),
            level + 1,
            count,
        )?;
    }
    check_structure(&block, &inner)?;
    Ok(block)
}

/// Tables, columns and tabs come with their insides.
fn check_structure(block: &NewBlock, path: &str) -> Result<(), ApiError> {
    let only = |kind: &str| block.children.iter().all(|child| child.kind == kind);
    let problem = match block.kind.as_str() {
        "table" if block.children.is_empty() || !only("table_row") => {
            Some("children should be table rows.")
        }
        "table" => {
            let width = block.fields["table_width"]
                .as_u64()
                .and_then(|width| usize::try_from(width).ok());
            let fits = block
                .children
                .iter()
                .all(|row| Some(row.cells.len()) == width);
            if fits {
                None
            } else {
                Some("children should have `table_width` cells each.")
            }
        }
        "column_list" if block.children.len() < 2 || !only("column") => {
            Some("children should be at least two columns.")
        }
        "column" if block.children.is_empty() => Some("children should have at least one block."),
        "tab" if !only("paragraph") => Some("children should be paragraphs."),
        _ => None,
    };
    problem.map_or(Ok(()), |problem| {
        Err(ApiError::body(format!("{path}.{problem}")))
    })
}

/// Reads the payload of a block without its children.
pub(crate) fn payload_of(
    store: &mut Store,
    kind: &str,
    payload: &Map<String, Value>,
    path: &str,
) -> Result<NewBlock, ApiError> {
    let mut block = NewBlock {
        kind: kind.to_owned(),
        ..NewBlock::default()
    };
    let at = |name: &str| format!("{path}.{name}");
    if WITH_TEXT.contains(&kind) {
        let given = payload
            .get("rich_text")
            .map(|value| rich_text::rich_text(value, &at("rich_text")))
            .transpose()?;
        block.text = Some(given.unwrap_or_default());
    }
    if let Some(caption) = payload.get("caption") {
        block.caption = Some(rich_text::rich_text(caption, &at("caption"))?);
    } else if matches!(
        kind,
        "code" | "bookmark" | "embed" | "image" | "video" | "audio" | "pdf" | "file"
    ) {
        block.caption = Some(RichText::new());
    }
    let mut field = |name: &str, value: Value| {
        block.fields.insert(name.to_owned(), value);
    };
    let (color, table) = (
        payload
            .get("color")
            .and_then(Value::as_str)
            .unwrap_or("default"),
        kind == "table",
    );
    rich_text::is_color(color, &at("color"))?;
    let switch = |name: &str| json!(payload.get(name).and_then(Value::as_bool).unwrap_or(false));
    match kind {
        "code" => {
            let language = payload
                .get("language")
                .and_then(Value::as_str)
                .unwrap_or("plain text");
            field("language", json!(language));
        }
        "equation" => {
            let expression = payload.get("expression").unwrap_or(&Value::Null);
            field(
                "expression",
                json!(text(expression, &at("expression"), EQUATION)?),
            );
        }
        "bookmark" | "embed" => {
            let url = payload.get("url").unwrap_or(&Value::Null);
            field("url", json!(text(url, &at("url"), TEXT)?));
        }
        "table_row" => {
            let cells = array(payload.get("cells").unwrap_or(&Value::Null), &at("cells"))?;
            block.cells = cells
                .iter()
                .map(|cell| rich_text::rich_text(cell, &at("cells")))
                .collect::<Result<_, _>>()?;
        }
        _ if table => {
            let width = payload
                .get("table_width")
                .and_then(Value::as_u64)
                .filter(|width| (1..=100).contains(width));
            let width = width.ok_or_else(|| {
                ApiError::body(format!(
                    "{path}.table_width should be a number from 1 to 100."
                ))
            })?;
            field("table_width", json!(width));
            field("has_column_header", switch("has_column_header"));
            field("has_row_header", switch("has_row_header"));
        }
        "column" => {
            if let Some(ratio) = payload.get("width_ratio") {
                field("width_ratio", ratio.clone());
            }
        }
        "link_to_page" => {
            let target = payload.iter().find(|(name, _)| name.ends_with("_id"));
            let (name, value) = target
                .ok_or_else(|| ApiError::body(format!("{path}.page_id should be defined.")))?;
            field("type", json!(name));
            field(name, json!(id(value, &at(name))?));
        }
        "synced_block" => {
            if let Some(from) = payload.get("synced_from").filter(|from| !from.is_null()) {
                block.copy_of = Some(id(&from["block_id"], &at("synced_from.block_id"))?);
            }
        }
        "image" | "video" | "audio" | "pdf" | "file" => {
            if let Some(name) = payload.get("name") {
                field("name", name.clone());
            }
            block.media = Some(super::media::media(
                store,
                &Value::Object(payload.clone()),
                path,
            )?);
        }
        "divider" | "breadcrumb" | "column_list" | "tab" => {}
        _ => {
            field("color", json!(color));
            if kind == "to_do" {
                field("checked", switch("checked"));
            }
            if kind.starts_with("heading") {
                field("is_toggleable", switch("is_toggleable"));
            }
            if let Some(icon) = payload
                .get("icon")
                .filter(|_| matches!(kind, "callout" | "paragraph"))
            {
                block.icon = super::media::icon(store, icon, &at("icon"))?;
            }
        }
    }
    Ok(block)
}
