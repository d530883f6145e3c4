//! The last wall: only the elements, attributes, classes and addresses listed here get through.
//!
//! No `style`, no `id` and no `name` (they can shadow the window's own), no event handlers, no
//! forms beyond a ticked or unticked box that cannot be changed.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::addresses::{LINK_SCHEMES, OWN_SCHEMES};
use super::colours;

/// Every element that may stand in a page.
const ELEMENTS: [&str; 36] = [
    "a",
    "audio",
    "blockquote",
    "br",
    "code",
    "del",
    "details",
    "div",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "hr",
    "img",
    "input",
    "label",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "time",
    "tr",
    "u",
    "ul",
    "video",
];

/// The attributes an element may have, beside its classes.
const ATTRIBUTES: [(&str, &[&str]); 9] = [
    ("a", &["href"]),
    ("img", &["src", "alt"]),
    ("audio", &["src"]),
    ("video", &["src"]),
    ("ol", &["start"]),
    ("figure", &["data-kind"]),
    ("p", &["data-kind"]),
    ("pre", &["data-language"]),
    ("input", &["checked", "disabled"]),
];

/// Attributes that may only have one of these values.
const FIXED: [(&str, &str, &[&str]); 10] = [
    ("img", "loading", &["lazy"]),
    ("audio", "controls", &[""]),
    ("audio", "preload", &["none"]),
    ("video", "controls", &[""]),
    ("video", "preload", &["none"]),
    ("th", "scope", &["col", "row"]),
    ("pre", "tabindex", &["0"]),
    ("div", "role", &["note"]),
    ("span", "aria-hidden", &["true"]),
    ("input", "type", &["checkbox"]),
];

/// The classes an element may have, beside the colours.
const CLASSES: [(&str, &[&str]); 11] = [
    ("a", &["child", "page", "database", "mention", "citation"]),
    ("code", &["math"]),
    ("details", &["toggle-heading"]),
    (
        "div",
        &[
            "callout", "content", "nested", "columns", "column", "tabs", "tab", "synced",
        ],
    ),
    (
        "figure",
        &["missing", "image", "video", "audio", "pdf", "file"],
    ),
    ("img", &["icon"]),
    ("li", &["done"]),
    ("p", &["missing"]),
    ("pre", &["math"]),
    ("section", &["meeting", "summary", "notes", "transcript"]),
    ("span", &["mention", "person", "emoji"]),
];

/// Lists whose items are ticked.
const TICKED_LIST: &str = "todo";

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(cleaner);

/// The HTML with everything taken out that is not on the list.
pub(super) fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

fn cleaner() -> Builder<'static> {
    let mut classes: HashMap<&str, HashSet<&str>> = ELEMENTS
        .iter()
        .map(|element| (*element, colours::classes().collect()))
        .collect();
    for (element, names) in CLASSES {
        classes.entry(element).or_default().extend(names);
    }
    classes.entry("ul").or_default().insert(TICKED_LIST);
    let mut fixed: HashMap<&str, HashMap<&str, HashSet<&str>>> = HashMap::new();
    for (element, attribute, values) in FIXED {
        fixed
            .entry(element)
            .or_default()
            .insert(attribute, values.iter().copied().collect());
    }
    let mut builder = Builder::empty();
    builder
        .tags(ELEMENTS.into_iter().collect())
        .clean_content_tags(["script", "style"].into_iter().collect())
        .tag_attributes(
            ATTRIBUTES
                .into_iter()
                .map(|(element, names)| (element, names.iter().copied().collect()))
                .collect(),
        )
        .tag_attribute_values(fixed)
        .allowed_classes(classes)
        .url_schemes(LINK_SCHEMES.into_iter().chain(OWN_SCHEMES).collect())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer"));
    builder
}
