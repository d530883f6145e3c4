//! Notion's rich text: a list of runs, each with its words, its style and what it mentions (Notion
//! API reference: Rich text).
//!
//! Read here as words and as the dialect of [`crate::dialect`], and brought into the one form that
//! requests send (`runs`).
//!
//! The rule it protects: text is the join of `plain_text`, so that mentions and equations are never
//! dropped.

mod field;
pub(crate) mod runs;

use serde_json::Value;

use crate::ids::NotionId;

pub use field::to_field_markdown;

/// The words of the runs, joined. A single run in place of a list is read as well, as property
/// items have it; anything else has no words.
#[must_use]
pub fn plain_text(runs: &Value) -> String {
    runs_of(runs).iter().map(run_text).collect()
}

/// The runs in Notion's Markdown: marks, links, colours, equations and mentions, special characters
/// escaped, line breaks as `<br>`.
#[must_use]
pub fn to_markdown(runs: &Value) -> String {
    runs_of(runs).iter().map(run_markdown).collect()
}

/// The pages, databases and data sources mentioned, in order.
#[must_use]
pub fn mentions(runs: &Value) -> Vec<NotionId> {
    runs_of(runs).iter().filter_map(mentioned).collect()
}

/// How many runs are mentions of something with an id: of these Notion's page object shows at most
/// 25.
pub(crate) fn reference_count(runs: &Value) -> usize {
    runs_of(runs)
        .iter()
        .filter(|run| {
            run.pointer("/mention/type")
                .and_then(Value::as_str)
                .is_some_and(|kind| {
                    matches!(kind, "user" | "page" | "database" | "data_source" | "agent")
                })
        })
        .count()
}

/// A text with the characters escaped that mean something in Notion's Markdown, and line breaks as
/// `<br>`.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '*' | '~' | '`' | '$' | '[' | ']' | '<' | '>' | '{' | '}' | '|' | '^' => {
                result.push('\\');
                result.push(character);
            }
            '\n' => result.push_str("<br>"),
            '\r' => {}
            other => result.push(other),
        }
    }
    result
}

/// A value fit to stand between the quotes of an attribute.
pub(crate) fn attribute_value(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => result.push_str("&amp;"),
            '"' => result.push_str("&quot;"),
            '<' => result.push_str("&lt;"),
            '>' => result.push_str("&gt;"),
            '\n' | '\r' | '\t' => result.push(' '),
            other => result.push(other),
        }
    }
    result
}

/// An address fit to stand between the parentheses of a link.
pub(crate) fn link_address(url: &str) -> String {
    let mut result = String::with_capacity(url.len());
    for character in url.chars() {
        match character {
            ' ' => result.push_str("%20"),
            '(' => result.push_str("%28"),
            ')' => result.push_str("%29"),
            '<' => result.push_str("%3C"),
            '>' => result.push_str("%3E"),
            '\\' => result.push_str("%5C"),
            other if other.is_whitespace() || other.is_control() => {}
            other => result.push(other),
        }
    }
    result
}

fn runs_of(runs: &Value) -> &[Value] {
    match runs {
        Value::Array(runs) => runs,
        Value::Object(_) => std::slice::from_ref(runs),
        _ => &[],
    }
}

fn run_text(run: &Value) -> &str {
    ["/plain_text", "/text/content", "/equation/expression"]
        .iter()
        .find_map(|place| run.pointer(place).and_then(Value::as_str))
        .unwrap_or_default()
}

fn mentioned(run: &Value) -> Option<NotionId> {
    let mention = run.get("mention")?;
    ["/page/id", "/database/id", "/data_source/id"]
        .iter()
        .find_map(|place| mention.pointer(place).and_then(Value::as_str))
        .and_then(NotionId::parse)
}

fn run_markdown(run: &Value) -> String {
    let style = |name: &str| {
        run.pointer("/annotations")
            .and_then(|annotations| annotations.get(name))
            .and_then(Value::as_bool)
            .unwrap_or(false)
    };
    let text = run_text(run);
    let mut result = match run.get("type").and_then(Value::as_str) {
        Some("equation") => format!("$`{}`$", text.replace(['\n', '\r'], " ")),
        Some("mention") => mention_markdown(run, text),
        _ if style("code") && !text.is_empty() => code(text),
        _ => escaped(text),
    };
    if result.is_empty() {
        return result;
    }
    let is_mention = run.get("type").and_then(Value::as_str) == Some("mention");
    if !is_mention
        && let Some(url) = run
            .get("href")
            .and_then(Value::as_str)
            .or_else(|| run.pointer("/text/link/url").and_then(Value::as_str))
    {
        result = format!("[{result}]({})", link_address(url));
    }
    for (name, mark) in [("strikethrough", "~~"), ("italic", "*"), ("bold", "**")] {
        if style(name) {
            result = format!("{mark}{result}{mark}");
        }
    }
    let colour = run
        .pointer("/annotations/color")
        .and_then(Value::as_str)
        .filter(|colour| *colour != "default");
    let underline = style("underline").then_some(" underline=\"true\"");
    if colour.is_some() || underline.is_some() {
        let colour = colour
            .map(|colour| format!(" color=\"{}\"", attribute_value(&dialect_colour(colour))))
            .unwrap_or_default();
        result = format!(
            "<span{}{colour}>{result}</span>",
            underline.unwrap_or_default()
        );
    }
    result
}

/// The API says `blue_background` where the Markdown says `blue_bg`.
pub(crate) fn dialect_colour(colour: &str) -> String {
    colour
        .strip_suffix("_background")
        .map_or_else(|| colour.to_owned(), |name| format!("{name}_bg"))
}

/// The API's name for a colour of the Markdown; `None` for colours that Notion does not have (Notion
/// API reference: Block, colors).
pub(crate) fn api_colour(written: &str) -> Option<String> {
    const COLOURS: [&str; 10] = [
        "default", "gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red",
    ];
    let background = written
        .strip_suffix("_bg")
        .or_else(|| written.strip_suffix("_background"));
    let name = background.unwrap_or(written);
    COLOURS.contains(&name).then(|| match background {
        Some(name) => format!("{name}_background"),
        None => name.to_owned(),
    })
}

/// A code span on one line.
fn code(text: &str) -> String {
    code_span(&text.replace(['\n', '\r'], " "))
}

/// A code span with enough backticks around it.
fn code_span(text: &str) -> String {
    let longest = text
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // A reader takes one blank off both ends when both have one.
    let loses_blanks = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
    let pad = if text.starts_with('`') || text.ends_with('`') || loses_blanks {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

fn mention_markdown(run: &Value, text: &str) -> String {
    let Some(mention) = run.get("mention") else {
        return escaped(text);
    };
    let id = |place: &str| {
        mention
            .pointer(place)
            .and_then(Value::as_str)
            .and_then(NotionId::parse)
    };
    let tag = |name: &str, url: String| format!("<{name} url=\"{url}\">{}</{name}>", escaped(text));
    if let Some(id) = id("/page/id") {
        return tag("mention-page", page_address(id));
    }
    if let Some(id) = id("/database/id") {
        return tag("mention-database", page_address(id));
    }
    if let Some(id) = id("/data_source/id") {
        return tag("mention-data-source", format!("collection://{id}"));
    }
    if let Some(id) = id("/user/id") {
        return tag("mention-user", format!("user://{id}"));
    }
    if let Some(start) = mention.pointer("/date/start").and_then(Value::as_str) {
        let end = mention
            .pointer("/date/end")
            .and_then(Value::as_str)
            .map(|end| format!(" end=\"{}\"", attribute_value(end)))
            .unwrap_or_default();
        return format!("<mention-date start=\"{}\"{end}/>", attribute_value(start));
    }
    let href = run
        .get("href")
        .and_then(Value::as_str)
        .or_else(|| mention.pointer("/link_preview/url").and_then(Value::as_str))
        .or_else(|| {
            mention
                .pointer("/link_mention/href")
                .and_then(Value::as_str)
        });
    match href {
        Some(url) if !text.is_empty() => format!("[{}]({})", escaped(text), link_address(url)),
        Some(url) => format!("[{}]({})", escaped(url), link_address(url)),
        None => escaped(text),
    }
}

/// The address of a page or database in Notion.
pub(crate) fn page_address(id: NotionId) -> String {
    format!("https://app.notion.com/p/{}", id.to_hex())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::dialect;

    fn run(text: &str, annotations: &Value, href: &Value) -> Value {
        json!({"type": "text", "text": {"content": text}, "annotations": annotations, "plain_text": text, "href": href})
    }

    #[test]
    fn text_is_the_join_of_the_plain_text_of_all_runs() {
        let runs = json!([
            {"type": "text", "plain_text": "See ", "text": {"content": "See "}},
            {"type": "mention", "mention": {"type": "page", "page": {"id": "ab"}}, "plain_text": "Road map"},
            {"type": "equation", "equation": {"expression": "e=mc^2"}, "plain_text": "e=mc^2"},
            {"text": {"content": "!"}},
        ]);
        assert_eq!(plain_text(&runs), "See Road mape=mc^2!");
        assert_eq!(plain_text(&json!({"plain_text": "one"})), "one");
        assert_eq!(plain_text(&json!(null)), "");
    }

    #[test]
    fn styles_links_and_colours_become_marks_and_tags() {
        for (annotations, href, markdown) in [
            (json!({}), json!(null), "a \\* b"),
            (json!({"bold": true}), json!(null), "**a \\* b**"),
            (
                json!({"bold": true, "italic": true}),
                json!(null),
                "***a \\* b***",
            ),
            (json!({"strikethrough": true}), json!(null), "~~a \\* b~~"),
            (json!({"code": true}), json!(null), "`a * b`"),
            (
                json!({"underline": true, "color": "red_background"}),
                json!(null),
                "<span underline=\"true\" color=\"red_bg\">a \\* b</span>",
            ),
            (
                json!({}),
                json!("https://x.y/(z)"),
                "[a \\* b](https://x.y/%28z%29)",
            ),
        ] {
            assert_eq!(
                to_markdown(&json!([run("a * b", &annotations, &href)])),
                markdown
            );
        }
    }

    #[test]
    fn mentions_become_tags_that_the_dialect_reads_back() {
        let id = NotionId::from_bytes([7; 16]);
        let runs = json!([
            {"type": "mention", "mention": {"type": "page", "page": {"id": id}}, "plain_text": "A<b>", "href": "https://x"},
            {"type": "mention", "mention": {"type": "date", "date": {"start": "2026-11-20", "end": null}}, "plain_text": "2026-11-20"},
            {"type": "mention", "mention": {"type": "link_preview", "link_preview": {"url": "https://p.q"}}, "plain_text": ""},
            {"type": "mention", "mention": {"type": "user", "user": {"id": id}}, "plain_text": "@Ines"},
        ]);
        let markdown = to_markdown(&runs);
        let links = dialect::links(&markdown);
        assert_eq!(links.mentions.len(), 1);
        assert_eq!(
            links.mentions.first().map(|link| link.title.as_str()),
            Some("A<b>")
        );
        assert_eq!(
            dialect::plain_text(&markdown),
            "A<b>2026-11-20https://p.q@Ines"
        );
        assert_eq!(mentions(&runs), [id]);
        assert_eq!(reference_count(&runs), 2);
    }

    #[test]
    fn any_text_survives_the_way_through_markdown() {
        for text in [
            r"\ * ~ ` $ [ ] < > { } | ^ _ # - 1. &amp;",
            "![x](y) <page url=\"z\"> $a$ ~~b~~",
            "``` `` `",
            "{color=\"red\"}",
        ] {
            assert_eq!(
                dialect::plain_text(&format!("x {}", escaped(text))),
                format!("x {text}")
            );
            let code = to_markdown(&json!([run(text, &json!({"code": true}), &json!(null))]));
            assert_eq!(
                dialect::plain_text(&format!("x {code}")),
                format!("x {text}")
            );
        }
    }
}
