//! `nested`: 50 pages whose block trees take 252 requests to walk: 1 search, 50 page listings and 201 block listings.

use super::builder::Builder;
use crate::identifier::Id;
use crate::store::model::Parent;

/// Pages in all.
const PAGES: u32 = 50;

pub(super) fn build(builder: &mut Builder) {
    builder.person("Ada Berg", "ada@nested.example");
    let title = builder.marked("Nested handbook");
    let root = builder.page(Parent::Workspace, title);
    section(builder, root, "Opening");
    section(builder, root, "Middle");
    let toggle = builder.marked("One more");
    let toggle = builder.block(root, "toggle", Some(toggle));
    builder.paragraph(toggle, "Inside");
    for number in 1..PAGES {
        let title = builder.marked(&format!("Chapter {number}"));
        let page = builder.page(Parent::Page(root), title);
        builder.paragraph(page, "Introduction");
        section(builder, page, "Background");
        section(builder, page, "Procedure");
    }
}

/// A toggle with a list item that has items below it: two listings.
fn section(builder: &mut Builder, page: Id, name: &str) {
    let text = builder.marked(name);
    let toggle = builder.block(page, "toggle", Some(text));
    builder.paragraph(toggle, "What is inside");
    let text = builder.marked("List");
    let list = builder.block(toggle, "bulleted_list_item", Some(text));
    for item in ["One", "Two", "Three"] {
        let text = builder.marked(item);
        builder.block(list, "bulleted_list_item", Some(text));
    }
}
