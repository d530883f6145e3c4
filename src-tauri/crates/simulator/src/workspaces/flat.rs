//! `flat`: a root page and 99 pages under it, a few blocks each. Import costs 1 search and 100 Markdown reads.

use super::builder::Builder;
use crate::store::model::Parent;

/// Pages in all.
const PAGES: u32 = 100;

pub(super) fn build(builder: &mut Builder) {
    builder.person("Ada Berg", "ada@flat.example");
    builder.person("Noor Amrani", "noor@flat.example");
    let title = builder.marked("Everything flat");
    let root = builder.page(Parent::Workspace, title);
    builder.paragraph(root, "All pages are listed below.");
    for number in 1..PAGES {
        let title = builder.marked(&format!("Page {number}"));
        let page = builder.page(Parent::Page(root), title);
        for line in [
            "First paragraph",
            "Second paragraph",
            "Third and last paragraph",
        ] {
            builder.paragraph(page, line);
        }
    }
}
