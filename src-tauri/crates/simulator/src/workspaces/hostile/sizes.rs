//! Pages that are long, wide, deep, or cut off.

use super::super::builder::Builder;
use crate::identifier::Id;
use crate::store::model::Parent;
use crate::store::text::Run;

/// Characters one run may have.
const RUN: usize = 1_950;
/// Levels of nested blocks.
const DEPTH: u32 = 40;

pub(super) fn build(builder: &mut Builder, root: Id) {
    let title = builder.marked("Two hundred kilobytes");
    let page = builder.page(Parent::Page(root), title);
    for number in 0..105 {
        let line = filler(&format!("Paragraph {number} goes on and on"));
        builder.paragraph(page, &line);
    }
    builder.paragraph(page, "The last line of the long page");

    let title = builder.marked("One giant line");
    let page = builder.page(Parent::Page(root), title);
    let mut runs = Vec::new();
    for number in 0..100 {
        let word = builder.word();
        runs.push(Run::words(format!(
            "{}{word}",
            filler(&format!("run{number}")).replace(' ', "_")
        )));
    }
    builder.block(page, "paragraph", Some(runs));

    let title = builder.marked("A hundred and fifty blocks");
    let page = builder.page(Parent::Page(root), title);
    for number in 0..150 {
        builder.paragraph(page, &format!("Block {number}"));
    }

    let title = builder.marked("Forty levels deep");
    let mut inner = builder.page(Parent::Page(root), title);
    for level in 0..DEPTH {
        let text = builder.marked(&format!("Level {level}"));
        inner = builder.block(
            inner,
            if level % 2 == 0 {
                "toggle"
            } else {
                "bulleted_list_item"
            },
            Some(text),
        );
    }

    let title = builder.marked("Cut off after four hundred blocks");
    let page = builder.page(Parent::Page(root), title);
    for section in 0..12 {
        let text = builder.marked(&format!("Section {section}"));
        let toggle = builder.block(page, "toggle", Some(text));
        for line in 0..50 {
            builder.paragraph(toggle, &format!("Section {section} line {line}"));
        }
    }
}

fn filler(start: &str) -> String {
    let mut text = start.to_owned();
    while text.len() < RUN {
        text.push_str(" and on");
    }
    text.truncate(RUN);
    text
}
