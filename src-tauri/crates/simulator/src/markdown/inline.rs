//! Rich text in Markdown: escapes, styles, links, mentions.

use serde_json::Value;

use crate::store::text::{Run, RunKind};
use crate::wire::View;

/// The characters Notion escapes with a backslash outside code.
const ESCAPED: &str = "\\*~`$[]<>{}|^";

/// Escapes plain words; line breaks become `<br>`.
pub(crate) fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len() + 8);
    for character in words.chars() {
        if character == '\n' {
            escaped.push_str("<br>");
            continue;
        }
        if ESCAPED.contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// A value between double quotes inside a tag.
pub(crate) fn attribute(value: &str) -> String {
    value.replace('"', "&quot;").replace('\n', " ")
}

/// An address inside a tag or link: only what would end it is encoded.
pub(crate) fn address(url: &str) -> String {
    url.replace('"', "%22")
        .replace(' ', "%20")
        .replace('\n', "%0A")
        .replace('<', "%3C")
        .replace('>', "%3E")
}

/// `blue_background` is written `blue_bg`; `default` is not written.
pub(crate) fn color(name: &str) -> Option<String> {
    if name == "default" {
        return None;
    }
    Some(
        name.strip_suffix("_background")
            .map_or_else(|| name.to_owned(), |base| format!("{base}_bg")),
    )
}

/// The Markdown of one rich text.
pub(crate) fn render(view: &View<'_>, text: &[Run]) -> String {
    text.iter().map(|run| render_run(view, run)).collect()
}

fn render_run(view: &View<'_>, run: &Run) -> String {
    let style = &run.style;
    let (mut text, link) = match &run.kind {
        RunKind::Text { content, link } if style.code => (code(content), link.as_ref()),
        RunKind::Text { content, link } => (escape(content), link.as_ref()),
        RunKind::Equation(expression) => (format!("${}$", expression.replace('\n', " ")), None),
        RunKind::User(id) => (
            format!(
                "<mention-user url=\"user://{id}\">{}</mention-user>",
                escape(&view.user_name(*id))
            ),
            None,
        ),
        RunKind::Page(id) => {
            let title = escape(&view.words(run));
            (
                format!(
                    "<mention-page url=\"{}\">{title}</mention-page>",
                    view.link_of(*id)
                ),
                None,
            )
        }
        RunKind::Database(id) => {
            let title = escape(&view.words(run));
            (
                format!(
                    "<mention-database url=\"{}\">{title}</mention-database>",
                    view.link_of(*id)
                ),
                None,
            )
        }
        RunKind::Date(date) => (date_mention(date), None),
        RunKind::Emoji(_) => (view.words(run), None),
        RunKind::Other { words, link, .. } => (escape(words), link.as_ref()),
    };
    if text.is_empty() {
        return text;
    }
    if style.bold {
        text = format!("**{text}**");
    }
    if style.italic {
        text = format!("*{text}*");
    }
    if style.strikethrough {
        text = format!("~~{text}~~");
    }
    if style.underline {
        text = format!("<span underline=\"true\">{text}</span>");
    }
    if let Some(color) = style.color.as_deref().and_then(color) {
        text = format!("<span color=\"{color}\">{text}</span>");
    }
    match link {
        Some(url) => format!("[{text}]({})", address(url)),
        None => text,
    }
}

/// Inline code; the fence is longer than any run of backticks inside.
fn code(content: &str) -> String {
    let content = content.replace('\n', "<br>");
    if content.contains('`') {
        format!("`` {content} ``")
    } else {
        format!("`{content}`")
    }
}

fn date_mention(date: &Value) -> String {
    let mut tag = String::from("<mention-date");
    for (field, name) in [
        ("start", "start"),
        ("end", "end"),
        ("time_zone", "timeZone"),
    ] {
        if let Some(value) = date[field].as_str() {
            tag.push_str(&format!(" {name}=\"{}\"", attribute(value)));
        }
    }
    tag.push_str("/>");
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_characters_are_escaped_and_line_breaks_become_tags() {
        assert_eq!(
            escape("a*b_c~`$[x]<y>{z}|^\\\n#"),
            "a\\*b_c\\~\\`\\$\\[x\\]\\<y\\>\\{z\\}\\|\\^\\\\<br>#"
        );
    }

    #[test]
    fn colours_of_backgrounds_are_shortened_and_the_default_is_left_out() {
        assert_eq!(color("blue_background").as_deref(), Some("blue_bg"));
        assert_eq!(color("red").as_deref(), Some("red"));
        assert_eq!(color("default"), None);
    }

    #[test]
    fn inline_code_is_literal_and_survives_backticks() {
        assert_eq!(code("a*b"), "`a*b`");
        assert_eq!(code("a`b"), "`` a`b ``");
    }
}
