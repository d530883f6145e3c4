//! Rich text in the form a request sends it: the same words and styles always give the same runs.
//!
//! Notion splits and joins runs as it likes, fills in defaults and adds what it computes
//! (`plain_text`, `href`). What is left here is what a person decided: words, links, styles,
//! equations and mentions. Parsing Markdown is done in [`crate::blocks`].
//!
//! The rule it protects: text is split where a limit asks for it and never cut, and a run that a
//! request cannot carry makes the whole text unwritable instead of going missing.

use serde_json::{Map, Value, json};

use super::page_address;
use crate::ids::NotionId;
use crate::property::canonical_date;

/// The longest text of one run and the longest address, in UTF-16 code units (Notion API reference:
/// Request limits).
pub(crate) const LONGEST_TEXT: usize = 2_000;

/// The longest equation, in UTF-16 code units (Notion API reference: Request limits).
pub(crate) const LONGEST_EQUATION: usize = 1_000;

/// How many runs one text may have in a request (Notion API reference: Request limits).
pub(crate) const MOST_RUNS: usize = 100;

/// Styles that are on or off, in the order they are written.
const SWITCHES: [&str; 5] = ["bold", "italic", "strikethrough", "underline", "code"];

/// How long a text is as Notion counts.
pub(crate) fn length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The runs as a request sends them: adjacent runs of one style joined, long ones split, defaults
/// left out. `None` when a request cannot carry them: a mention that only Notion can make, or more
/// than 100 runs.
pub(crate) fn canonical(runs: &Value) -> Option<Vec<Value>> {
    let mut words = Words::default();
    for run in runs.as_array()? {
        let annotations = annotations(run);
        match kind(run) {
            "text" => {
                let content = run
                    .pointer("/text/content")
                    .or_else(|| run.get("plain_text"))?
                    .as_str()?;
                let link = run
                    .pointer("/text/link/url")
                    .and_then(Value::as_str)
                    .filter(|url| !url.is_empty());
                if link.is_some_and(|url| length(url) > LONGEST_TEXT) {
                    return None;
                }
                words.text(content, link, annotations);
            }
            "equation" => {
                let expression = run.pointer("/equation/expression")?.as_str()?;
                if length(expression) > LONGEST_EQUATION {
                    return None;
                }
                let equation = json!({"type": "equation", "equation": {"expression": expression}});
                words.other(equation, annotations);
            }
            "mention" => words.other(
                json!({"type": "mention", "mention": mention(run.get("mention")?)?}),
                annotations,
            ),
            _ => return None,
        }
    }
    let runs = words.finish();
    (runs.len() <= MOST_RUNS).then_some(runs)
}

/// Runs of plain words.
pub(crate) fn of_words(text: &str) -> Vec<Value> {
    let mut words = Words::default();
    words.text(text, None, Map::new());
    words.finish()
}

/// Runs in the making; adjacent words of one style become one run.
#[derive(Default)]
pub(crate) struct Words {
    runs: Vec<Value>,
    text: String,
    link: Option<String>,
    annotations: Map<String, Value>,
}

impl Words {
    /// Adds words, perhaps a link, with the annotations that are not the default.
    pub(crate) fn text(&mut self, text: &str, link: Option<&str>, annotations: Map<String, Value>) {
        if text.is_empty() {
            return;
        }
        if self.link.as_deref() != link || self.annotations != annotations {
            self.flush();
            self.link = link.map(str::to_owned);
            self.annotations = annotations;
        }
        self.text.push_str(text);
    }

    /// Adds a run that is not words.
    pub(crate) fn other(&mut self, mut run: Value, annotations: Map<String, Value>) {
        self.flush();
        if let Some(fields) = run.as_object_mut()
            && !annotations.is_empty()
        {
            fields.insert("annotations".to_owned(), Value::Object(annotations));
        }
        self.runs.push(run);
    }

    /// The runs.
    pub(crate) fn finish(mut self) -> Vec<Value> {
        self.flush();
        self.runs
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        for piece in pieces(&text, LONGEST_TEXT) {
            let mut content = json!({"content": piece});
            if let (Some(url), Some(fields)) = (&self.link, content.as_object_mut()) {
                fields.insert("link".to_owned(), json!({"url": url}));
            }
            let mut run = json!({"type": "text", "text": content});
            if let Some(fields) = run.as_object_mut()
                && !self.annotations.is_empty()
            {
                fields.insert(
                    "annotations".to_owned(),
                    Value::Object(self.annotations.clone()),
                );
            }
            self.runs.push(run);
        }
    }
}

/// The text in pieces of at most `limit` UTF-16 code units.
fn pieces(text: &str, limit: usize) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut units) = (0, 0);
    for (at, character) in text.char_indices() {
        if units + character.len_utf16() > limit {
            found.extend(text.get(start..at));
            (start, units) = (at, 0);
        }
        units += character.len_utf16();
    }
    found.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    found
}

/// What kind of run it is; requests may leave the type out.
pub(super) fn kind(run: &Value) -> &str {
    run.get("type").and_then(Value::as_str).unwrap_or_else(|| {
        ["text", "equation", "mention"]
            .into_iter()
            .find(|kind| run.get(kind).is_some())
            .unwrap_or_default()
    })
}

/// The annotations that are not the default, always in the same order.
pub(super) fn annotations(run: &Value) -> Map<String, Value> {
    let Some(given) = run.get("annotations") else {
        return Map::new();
    };
    let is_on = |name: &str| given.get(name).and_then(Value::as_bool) == Some(true);
    styled(is_on, given.get("color").and_then(Value::as_str))
}

/// Annotations of these styles (`bold`, `italic`, `strikethrough`, `underline`, `code`) and this
/// colour, in the API's spelling, always in the same order and without defaults.
pub(crate) fn styled(is_on: impl Fn(&str) -> bool, colour: Option<&str>) -> Map<String, Value> {
    let mut kept = Map::new();
    for name in SWITCHES.into_iter().filter(|name| is_on(name)) {
        kept.insert(name.to_owned(), json!(true));
    }
    if let Some(colour) = colour.filter(|colour| *colour != "default") {
        kept.insert("color".to_owned(), json!(colour));
    }
    kept
}

/// A mention as a request sends it; `None` for those that requests cannot make (Notion API
/// reference: Rich text).
fn mention(mention: &Value) -> Option<Value> {
    let by_id = |kind: &str| {
        let id = mention.get(kind)?.get("id")?.as_str()?;
        Some(json!({"type": kind, (kind): {"id": canonical_id(id)}}))
    };
    let kind = mention.get("type").and_then(Value::as_str);
    let is = |name: &str| match kind {
        Some(kind) => kind == name,
        None => mention.get(name).is_some(),
    };
    for name in ["user", "page", "database", "custom_emoji"] {
        if is(name) {
            return by_id(name);
        }
    }
    if is("date") {
        let date = canonical_date(mention.get("date")?)?;
        return Some(json!({"type": "date", "date": date}));
    }
    if is("template_mention") {
        let template = mention.get("template_mention")?;
        let name = ["template_mention_date", "template_mention_user"]
            .into_iter()
            .find(|name| template.get(name).is_some())?;
        return Some(json!({
            "type": "template_mention",
            "template_mention": {"type": name, (name): template.get(name)?},
        }));
    }
    None
}

/// An id in Notion's own spelling; what is none stays as it is.
pub(crate) fn canonical_id(id: &str) -> String {
    NotionId::parse(id).map_or_else(|| id.to_owned(), |id| id.to_string())
}

/// Runs of a request in the form a page shows them, with `plain_text`, `href` and all annotations.
/// What only Notion knows, the name of somebody mentioned, is stood in for by the id.
pub(crate) fn shown(runs: &Value) -> Value {
    let runs = runs.as_array().map(Vec::as_slice).unwrap_or_default();
    Value::Array(runs.iter().map(shown_run).collect())
}

fn shown_run(run: &Value) -> Value {
    let kind = kind(run);
    let link = run.pointer("/text/link/url").and_then(Value::as_str);
    let (mut content, words, href) = match kind {
        "text" => {
            let words = run.pointer("/text/content").and_then(Value::as_str);
            let words = words.unwrap_or_default();
            let link_object = link.map(|url| json!({"url": url}));
            (
                json!({"content": words, "link": link_object}),
                words.to_owned(),
                link.map(str::to_owned),
            )
        }
        "mention" => {
            let mention = run.get("mention").unwrap_or(&Value::Null);
            (
                mention.clone(),
                mention_words(mention),
                mention_href(mention),
            )
        }
        _ => {
            let expression = run.pointer("/equation/expression").and_then(Value::as_str);
            let content = run.get(kind).cloned().unwrap_or(Value::Null);
            (content, expression.unwrap_or_default().to_owned(), None)
        }
    };
    let mut annotations = Map::new();
    let kept = self::annotations(run);
    for name in SWITCHES {
        annotations.insert(name.to_owned(), json!(kept.contains_key(name)));
    }
    let colour = kept.get("color").cloned().unwrap_or(json!("default"));
    annotations.insert("color".to_owned(), colour);
    json!({
        "type": kind,
        (kind): content.take(),
        "annotations": annotations,
        "plain_text": words,
        "href": href,
    })
}

/// The words of a mention nobody has looked up.
fn mention_words(mention: &Value) -> String {
    if let Some(date) = mention.get("date") {
        return crate::property::date_words(date);
    }
    if mention.get("template_mention").is_some() {
        let user = mention.pointer("/template_mention/template_mention_user");
        return if user.is_some() { "@Me" } else { "@Today" }.to_owned();
    }
    ["user", "page", "database", "custom_emoji"]
        .iter()
        .find_map(|kind| mention.get(kind)?.get("id")?.as_str())
        .map(|id| format!("@{id}"))
        .unwrap_or_default()
}

fn mention_href(mention: &Value) -> Option<String> {
    ["page", "database"]
        .iter()
        .find_map(|kind| NotionId::parse(mention.get(kind)?.get("id")?.as_str()?))
        .map(page_address)
}
