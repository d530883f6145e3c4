//! `deep`: twelve levels of child pages, and on the last one twelve levels of blocks.

use super::builder::Builder;
use crate::store::model::Parent;

/// Levels of pages and of blocks.
const LEVELS: u32 = 12;

pub(super) fn build(builder: &mut Builder) {
    builder.person("Ada Berg", "ada@deep.example");
    let mut parent = Parent::Workspace;
    for level in 1..=LEVELS {
        let title = builder.marked(&format!("Level {level}"));
        let page = builder.page(parent, title);
        builder.paragraph(page, "Text on this level");
        parent = Parent::Page(page);
    }
    let Some(mut inner) = parent.id() else { return };
    for level in 1..=LEVELS {
        let text = builder.marked(&format!("Block level {level}"));
        let kind = if level % 2 == 0 {
            "bulleted_list_item"
        } else {
            "toggle"
        };
        inner = builder.block(inner, kind, Some(text));
    }
}
