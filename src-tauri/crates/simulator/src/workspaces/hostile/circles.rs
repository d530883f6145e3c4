//! Pages and synced blocks that lead back to themselves.

use serde_json::json;

use super::super::builder::{Builder, mention};
use crate::identifier::Id;
use crate::store::model::Parent;
use crate::store::text::Run;

pub(super) fn build(builder: &mut Builder, root: Id) {
    let title = builder.marked("Circle one");
    let first = builder.page(Parent::Page(root), title);
    let title = builder.marked("Circle two");
    let second = builder.page(Parent::Page(first), title);
    for (from, to) in [
        (first, second),
        (second, first),
        (second, root),
        (first, first),
    ] {
        builder.block_with(from, "link_to_page", None, |block| {
            block.fields.insert("type".to_owned(), json!("page_id"));
            block.fields.insert("page_id".to_owned(), json!(to));
        });
        builder.block(
            from,
            "paragraph",
            Some(vec![Run::words("See "), mention(to)]),
        );
    }
    // An original that holds a copy of itself, and two originals that hold copies of each other.
    let selfish = builder.block(first, "synced_block", None);
    builder.paragraph(selfish, "Synced with itself");
    builder.block_with(selfish, "synced_block", None, |block| {
        block.copy_of = Some(selfish)
    });
    let left = builder.block(first, "synced_block", None);
    let right = builder.block(second, "synced_block", None);
    builder.paragraph(left, "Left original");
    builder.paragraph(right, "Right original");
    builder.block_with(left, "synced_block", None, |block| {
        block.copy_of = Some(right)
    });
    builder.block_with(right, "synced_block", None, |block| {
        block.copy_of = Some(left)
    });
    // A copy of a block that never existed.
    let nowhere = builder.store.identifiers.next();
    builder.block_with(second, "synced_block", None, |block| {
        block.copy_of = Some(nowhere)
    });
    // Text inside a toggle, a page inside that toggle.
    let text = builder.marked("A toggle that holds a page");
    let toggle = builder.block(second, "toggle", Some(text));
    let title = builder.marked("Inside a toggle");
    let inside = builder.page(Parent::Block(toggle), title);
    builder.paragraph(inside, "Its parent is a block");
}
