//! Blocks that Markdown cannot show, known and unknown, on the top level and below.

use serde_json::{Value, json};

use super::super::builder::Builder;
use crate::identifier::Id;
use crate::store::model::Parent;

pub(super) fn build(builder: &mut Builder, root: Id) {
    let title = builder.marked("Bookmarks and other guests");
    let page = builder.page(Parent::Page(root), title);
    guests(builder, page);
    let text = builder.marked("The same inside a toggle");
    let toggle = builder.block(page, "toggle", Some(text));
    guests(builder, toggle);
    meeting(builder, page);
    let title = builder.marked("One bookmark among a hundred and twenty blocks");
    let page = builder.page(Parent::Page(root), title);
    for number in 0..119 {
        builder.paragraph(page, &format!("Filler {number}"));
    }
    web(builder, page, "bookmark");
}

fn web(builder: &mut Builder, to: Id, kind: &'static str) {
    let (url, caption) = (
        format!("https://web.example/{}?a=1&b=2", builder.word()),
        builder.marked("Caption"),
    );
    builder.block_with(to, kind, None, |block| {
        block.fields.insert("url".to_owned(), json!(url));
        if kind != "link_preview" {
            block.caption = Some(caption);
        }
    });
}

fn guests(builder: &mut Builder, to: Id) {
    web(builder, to, "bookmark");
    web(builder, to, "embed");
    web(builder, to, "link_preview");
    builder.block(to, "breadcrumb", None);
    builder.block_with(to, "unsupported", None, |block| {
        block.fields.insert("block_type".to_owned(), json!("form"));
    });
    let text = builder.marked("A template button");
    let template = builder.block(to, "template", Some(text));
    builder.paragraph(template, "What the template makes");
    let tab = builder.block(to, "tab", None);
    for label in ["First tab", "Second tab"] {
        let text = builder.marked(label);
        let label = builder.block(tab, "paragraph", Some(text));
        builder.paragraph(label, "What the tab shows");
    }
    let text = builder.marked("From the future");
    builder.block_with(to, "hologram", Some(text), |block| {
        block.fields.insert(
            "shape".to_owned(),
            json!({"radius": 1e300, "layers": [[], [null, [true]]]}),
        );
    });
    builder.block_with(to, "table_of_contents", None, |block| {
        block.fields.insert("color".to_owned(), json!("gray"));
    });
}

/// A meeting with summary, notes and transcript.
fn meeting(builder: &mut Builder, page: Id) {
    let title = builder.marked("Weekly meeting");
    let block = builder.block(page, "meeting_notes", Some(title));
    let parts: Vec<Id> = ["Summary", "Notes", "Transcript"]
        .into_iter()
        .map(|name| {
            let part = builder.block(block, "paragraph", Some(Vec::new()));
            builder.paragraph(part, &format!("{name} of the meeting"));
            part
        })
        .collect();
    if let Some(block) = builder.store.block_mut(block) {
        block
            .fields
            .insert("status".to_owned(), json!("notes_ready"));
        let children = json!({"summary_block_id": parts[0], "notes_block_id": parts[1], "transcript_block_id": parts[2]});
        block.fields.insert("children".to_owned(), children);
        block
            .fields
            .insert("calendar_event".to_owned(), Value::Null);
        block.fields.insert("recording".to_owned(), Value::Null);
    }
}
