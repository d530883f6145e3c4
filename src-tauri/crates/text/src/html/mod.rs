//! A page as HTML for the reader.
//!
//! What people share is not trusted: the dialect is read by our own scanner, which knows no raw
//! HTML; every word is escaped; every address passes `addresses`; and what comes out goes through
//! ammonia with the short list of `sanitise`. Either wall would do; there are two. Styling and the
//! frame around the page (title, properties, comments) are the window's business.
//!
//! CommonMark is deliberately not used for running text: Notion writes marks next to spaces
//! (`**bold **text`) and leaves `_` unescaped, both of which CommonMark reads differently.
//!
//! The rule it protects: nothing in a page can run, load from elsewhere, or look like a part of the
//! window.

mod addresses;
mod colours;
mod elements;
mod figures;
mod inline;
mod marks;
mod page;
mod sanitise;
mod tags;

use crate::ids::NotionId;

/// Something a page points at, for which the window knows (or does not know) an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkTarget<'a> {
    /// A page, database or data source.
    Page(NotionId),
    /// A file, by its address in the stored Markdown, so without a signature; see
    /// [`crate::hosted::identity`].
    File(&'a str),
    /// An `http`, `https` or `notion` address elsewhere.
    External(&'a str),
}

/// The few words that the renderer itself puts into a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words<'a> {
    /// In front of the name or caption of a file that is not stored.
    pub file_not_here: &'a str,
    /// In front of the kind of a block that Notion does not hand out.
    pub block_not_here: &'a str,
    /// For pages and files without a name.
    pub untitled: &'a str,
}

impl Words<'static> {
    /// The words in English.
    pub const ENGLISH: Self = Self {
        file_not_here: "Not stored on this computer:",
        block_not_here: "Notion does not hand out this block:",
        untitled: "Untitled",
    };
}

/// A text as the content of an element or a value of an attribute.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    inline::push_escaped(&mut html, text);
    html
}

/// The page as HTML that is safe to put into the window, with English words; see
/// [`render_with_words`].
#[must_use]
pub fn render(markdown: &str, resolve: &dyn Fn(LinkTarget<'_>) -> Option<String>) -> String {
    render_with_words(markdown, resolve, &Words::ENGLISH)
}

/// The page as HTML that is safe to put into the window.
///
/// `resolve` gives the address for a target: where the window shows a page, where it serves a
/// stored file, or the external address itself. It may answer with a path that begins with one `/`
/// or `#`, or with an `http`, `https`, `notion`, `keepsake` or `asset` address; anything else
/// counts as `None`. Without an address a link is text, and a file is a note that it is not here.
///
/// Headings begin at `<h2>`, because the page's title is the `<h1>`. Blocks and files that are
/// missing have the class `missing`.
#[must_use]
pub fn render_with_words(
    markdown: &str,
    resolve: &dyn Fn(LinkTarget<'_>) -> Option<String>,
    words: &Words<'_>,
) -> String {
    sanitise::clean(&page::render(
        markdown,
        &addresses::Addresses::new(resolve),
        words,
    ))
}
