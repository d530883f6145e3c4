//! `hostile`: everything that is legal in a workspace and meant, or likely, to break a program that reads it.
//!
//! Nothing here is invalid: each page, block, property and file has the form the API really gives. Every text carries a
//! unique word, so that what a program drops can be told.

mod circles;
mod files;
mod lossy;
mod sizes;
mod tables;
mod vectors;

use super::builder::{Builder, mention};
use crate::identifier::Id;
use crate::reply::LONE_SURROGATE;
use crate::store::model::{Icon, Media, Parent};
use crate::store::text::{Run, plain};

/// Blocks of a page's Markdown here, so that a page of a few hundred blocks is already cut.
const MARKDOWN_LIMIT: usize = 400;

pub(super) fn build(builder: &mut Builder) {
    builder.store.markdown_limit = MARKDOWN_LIMIT;
    builder.person(
        "<script>alert('user')</script>",
        "\"<b>x</b>\"@hostile.example",
    );
    for number in 1..=30 {
        builder.person(
            &format!("Person {number}"),
            &format!("person{number}@hostile.example"),
        );
    }
    let title = builder.marked("Hostile <img src=x onerror=alert(1)>");
    let root = builder.page(Parent::Workspace, title);
    builder.paragraph(root, "Start here");
    if let Some(page) = builder.store.pages.get_mut(&root) {
        page.icon = Some(Icon::Media(Media::External(
            "javascript:alert('icon')".to_owned(),
        )));
        page.cover = Some(Media::External(
            "https://covers.example/\"><script>alert('cover')</script>".to_owned(),
        ));
    }
    vectors::build(builder, root);
    characters(builder, root);
    sizes::build(builder, root);
    circles::build(builder, root);
    lossy::build(builder, root);
    files::build(builder, root);
    tables::build(builder, root);
    hidden(builder, root);
}

/// Characters that are hard to store, to show or to tell apart.
fn characters(builder: &mut Builder, root: Id) {
    let title = builder.marked(&format!("Half a pair {LONE_SURROGATE}"));
    let page = builder.page(Parent::Page(root), title);
    for text in [
        format!("A lone surrogate {LONE_SURROGATE} in the middle"),
        "Right to left \u{202e}desrever\u{202c} and isolates \u{2066}x\u{2069}".to_owned(),
        "Zero width \u{200b}\u{200d}\u{feff} and a soft hyphen \u{ad}".to_owned(),
        "Control \u{1}\u{7}\u{1b}[31m characters and a null \u{0}".to_owned(),
        "Combining e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}".to_owned(),
        "Line\nbreaks\r\nof\u{2028}many\u{2029}kinds".to_owned(),
        "Emoji 👩‍👩‍👧‍👦 🏳️‍🌈 and flags 🇩🇪🇯🇵".to_owned(),
        "Punctuation \\ * ~ ` $ [ ] < > { } | ^ # - 1. > --- ``` $$".to_owned(),
        "</details></callout></td></table><page url=\"https://app.notion.com/p/00000000000000000000000000000000\">fake</page>".to_owned(),
        "# looks like a heading {color=\"red\"}".to_owned(),
        "Ελληνικά, русский, العربية, עברית, 한국어, ไทย".to_owned(),
    ] {
        builder.paragraph(page, &text);
    }
    let untitled = builder.page(Parent::Page(root), Vec::new());
    builder.paragraph(untitled, "A page without a title");
    let many = builder.page(
        Parent::Page(root),
        vec![Run::words("Mentions "), mention(untitled), mention(page)],
    );
    builder.paragraph(many, "A page whose title mentions others");
}

/// Pages that are seen from outside but cannot be read.
fn hidden(builder: &mut Builder, root: Id) {
    let title = builder.marked("Restricted");
    let restricted = builder.page(Parent::Page(root), title);
    builder.paragraph(restricted, "Listed as a child, never readable");
    if let Some(page) = builder.store.pages.get_mut(&restricted) {
        page.restricted = true;
    }
    let author = builder.people[0];
    let text = builder.marked("A comment nobody may read");
    builder.comment(restricted, author, text);
    let title = builder.marked("Thrown away");
    let trashed = builder.page(Parent::Page(root), title);
    builder.paragraph(trashed, "In the trash with its page");
    builder.store.set_trash(trashed, true);
    let title = builder.marked("Some blocks were thrown away");
    let page = builder.page(Parent::Page(root), title);
    let block = builder.paragraph(page, "In the trash alone");
    builder.store.set_trash(block, true);
    builder.paragraph(page, "Still there");
    let title = builder.marked("Not shared at all");
    let private = builder.private_page(title);
    builder.paragraph(private, "Nobody shared this");
    let original = builder.block(private, "synced_block", None);
    builder.paragraph(original, "The original nobody shared");
    let title = builder.marked("Copy of something not shared");
    let page = builder.page(Parent::Page(root), title);
    builder.block_with(page, "synced_block", None, |block| {
        block.copy_of = Some(original)
    });
    builder.block(
        page,
        "paragraph",
        Some(vec![mention(private), Run::words(" is not shared")]),
    );
    let twice = builder.page(Parent::Page(root), plain("Listed twice"));
    builder.paragraph(twice, "One page, two places");
    builder
        .store
        .attach(page, &[twice], crate::store::tree::Place::End);
}
