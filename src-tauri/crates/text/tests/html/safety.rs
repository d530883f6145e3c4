//! Reads the HTML that the renderer made and says what could run, load or deceive in it.
//!
//! Written against the HTML standard's tokenizer, not against the sanitiser's list, so that it does
//! not share its mistakes: in sanitised HTML every `<` begins a tag, every attribute is quoted, and
//! there is nothing else.

/// Elements that may be there at all.
const ELEMENTS: &[&str] = &[
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

/// Attributes that may be there at all.
const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-hidden",
    "checked",
    "class",
    "controls",
    "data-kind",
    "data-language",
    "disabled",
    "href",
    "loading",
    "preload",
    "rel",
    "role",
    "scope",
    "src",
    "start",
    "tabindex",
    "type",
];

/// What is wrong with the HTML, in words; nothing when it is safe. `served` says which `src` the
/// window serves.
pub(crate) fn dangers(html: &str, served: impl Fn(&str) -> bool) -> Vec<String> {
    let mut dangers = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let closing = rest.starts_with('/');
        let from = usize::from(closing);
        let length = rest[from..]
            .find(|character: char| !character.is_ascii_alphanumeric())
            .unwrap_or(rest.len() - from);
        let name = &rest[from..from + length];
        if !ELEMENTS.contains(&name) {
            dangers.push(format!("element <{name}"));
        }
        rest = &rest[from + length..];
        rest = attributes(name, rest, &served, &mut dangers);
    }
    dangers
}

fn attributes<'a>(
    element: &str,
    mut rest: &'a str,
    served: &impl Fn(&str) -> bool,
    dangers: &mut Vec<String>,
) -> &'a str {
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            return after;
        }
        let Some((name, after)) = rest.split_once("=\"") else {
            dangers.push(format!("malformed tag {element}: {rest:.40}"));
            return rest;
        };
        let Some((value, after)) = after.split_once('"') else {
            dangers.push(format!("unfinished value of {name}"));
            return "";
        };
        rest = after;
        if !ATTRIBUTES.contains(&name) {
            dangers.push(format!("attribute {element} {name}={value}"));
        }
        let value = value.replace("&amp;", "&");
        match name {
            "href" if !leads_out(&value) && !served(&value) => {
                dangers.push(format!("link to {value}"))
            }
            "src" if !served(&value) => dangers.push(format!("{element} loads {value}")),
            "type" if value != "checkbox" => dangers.push(format!("input of type {value}")),
            _ => {}
        }
    }
}

/// Whether following a link leaves the window for the web or for Notion.
fn leads_out(address: &str) -> bool {
    ["http://", "https://", "notion://"]
        .iter()
        .any(|scheme| address.starts_with(scheme))
        && !address.chars().any(char::is_control)
}
