//! Inline Markdown back into rich text.
//!
//! Anything that does not form a complete construct is taken as the words it consists of, so every text can be read.

use serde_json::json;

use crate::identifier::Id;
use crate::store::Store;
use crate::store::text::{RichText, Run, RunKind, Style};

/// Reads one line of inline Markdown.
pub(crate) fn parse(store: &Store, text: &str) -> RichText {
    let mut reader = Reader {
        store,
        runs: Vec::new(),
        words: String::new(),
    };
    reader.read(text, &Style::default(), None);
    reader.runs
}

struct Reader<'a> {
    store: &'a Store,
    runs: RichText,
    words: String,
}

impl Reader<'_> {
    fn read(&mut self, text: &str, style: &Style, link: Option<&str>) {
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            if let Some(used) = self.construct(rest, style, link) {
                rest = &rest[used..];
                continue;
            }
            let mut used = character.len_utf8();
            if character == '\\'
                && let Some(escaped) = rest[used..].chars().next()
            {
                self.words.push(escaped);
                used += escaped.len_utf8();
            } else {
                self.words.push(character);
            }
            rest = &rest[used..];
        }
        self.flush(style, link);
    }

    fn flush(&mut self, style: &Style, link: Option<&str>) {
        if !self.words.is_empty() {
            let content = std::mem::take(&mut self.words);
            self.runs.push(Run {
                kind: RunKind::Text {
                    content,
                    link: link.map(str::to_owned),
                },
                style: style.clone(),
            });
        }
    }

    /// Reads a construct at the start of `rest` and says how many bytes it took.
    fn construct(&mut self, rest: &str, style: &Style, link: Option<&str>) -> Option<usize> {
        match rest.as_bytes().first()? {
            b'<' if rest.starts_with("<br>") => {
                self.words.push('\n');
                Some(4)
            }
            b'<' => self.tag(rest, style, link),
            b'`' => self.code(rest, style, link),
            b'$' => {
                let end = closing(&rest[1..], "$").filter(|end| *end > 0)?;
                self.flush(style, link);
                let kind = RunKind::Equation(rest[1..=end].to_owned());
                self.runs.push(Run {
                    kind,
                    style: style.clone(),
                });
                Some(end + 2)
            }
            b'*' if rest.starts_with("**") => {
                self.styled(rest, "**", style, link, |style| style.bold = true)
            }
            b'*' => self.styled(rest, "*", style, link, |style| style.italic = true),
            b'~' if rest.starts_with("~~") => {
                self.styled(rest, "~~", style, link, |style| style.strikethrough = true)
            }
            b'[' if link.is_none() => {
                let end = closing(&rest[1..], "]")? + 1;
                let after = rest[end + 1..].strip_prefix('(')?;
                let close = balanced(after)?;
                self.flush(style, link);
                self.read(&rest[1..end], style, Some(&after[..close]));
                Some(end + 3 + close)
            }
            b':' => {
                let end = rest[1..].find(':').filter(|end| *end > 0)? + 1;
                let emoji = self
                    .store
                    .emojis
                    .iter()
                    .find(|emoji| emoji.name == rest[1..end])?;
                let kind = RunKind::Emoji(emoji.id);
                self.flush(style, link);
                self.runs.push(Run {
                    kind,
                    style: style.clone(),
                });
                Some(end + 1)
            }
            _ => None,
        }
    }

    fn styled(
        &mut self,
        rest: &str,
        mark: &str,
        style: &Style,
        link: Option<&str>,
        set: fn(&mut Style),
    ) -> Option<usize> {
        let inner = &rest[mark.len()..];
        let end = closing(inner, mark).filter(|end| *end > 0)?;
        self.flush(style, link);
        let mut changed = style.clone();
        set(&mut changed);
        self.read(&inner[..end], &changed, link);
        Some(end + 2 * mark.len())
    }

    fn code(&mut self, rest: &str, style: &Style, link: Option<&str>) -> Option<usize> {
        let fence = rest.len() - rest.trim_start_matches('`').len();
        let inner = &rest[fence..];
        let end = inner.find(&rest[..fence])?;
        self.flush(style, link);
        let content = inner[..end].replace("<br>", "\n");
        let content = if fence > 1 {
            content.trim().to_owned()
        } else {
            content
        };
        self.words = content;
        self.flush(
            &Style {
                code: true,
                ..style.clone()
            },
            link,
        );
        Some(end + 2 * fence)
    }

    fn tag(&mut self, rest: &str, style: &Style, link: Option<&str>) -> Option<usize> {
        let head_end = rest.find('>')?;
        let head = &rest[1..head_end];
        let name = head.split([' ', '/']).next()?;
        if name == "mention-date" {
            let date = json!({"start": attribute(head, "start"), "end": attribute(head, "end"), "time_zone": attribute(head, "timeZone")});
            self.flush(style, link);
            self.runs.push(Run {
                kind: RunKind::Date(date),
                style: style.clone(),
            });
            return Some(head_end + 1);
        }
        let close = format!("</{name}>");
        let inner_end = rest[head_end..].find(&close)? + head_end;
        let used = inner_end + close.len();
        if name == "span" {
            let mut changed = style.clone();
            changed.underline |= attribute(head, "underline").as_deref() == Some("true");
            changed.color = attribute(head, "color")
                .map(|color| long_color(&color))
                .or(changed.color);
            self.flush(style, link);
            self.read(&rest[head_end + 1..inner_end], &changed, link);
            return Some(used);
        }
        let url = attribute(head, "url")?;
        let kind = match name {
            "mention-user" => RunKind::User(last_id(&url)?),
            "mention-page" => RunKind::Page(last_id(&url)?),
            "mention-database" => RunKind::Database(last_id(&url)?),
            _ => return None,
        };
        self.flush(style, link);
        self.runs.push(Run {
            kind,
            style: style.clone(),
        });
        Some(used)
    }
}

/// Where a closing mark stands, skipping escaped characters and code.
fn closing(text: &str, mark: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'\\' {
            at += 2;
        } else if bytes[at] == b'`' && mark != "`" {
            at += text.get(at + 1..)?.find('`')? + 2;
        } else if mark == "*" && bytes[at..].starts_with(b"**") {
            at += 2;
        } else if text.is_char_boundary(at) && text[at..].starts_with(mark) {
            return Some(at);
        } else {
            at += 1;
        }
    }
    None
}

/// The end of a link address: the bracket that closes the one before it.
fn balanced(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => open += 1,
            b')' if open == 0 => return Some(at),
            b')' => open -= 1,
            _ => {}
        }
    }
    None
}

/// The value of an attribute of a tag or attribute list.
pub(super) fn attribute(head: &str, name: &str) -> Option<String> {
    let start = head.find(&format!("{name}=\""))? + name.len() + 2;
    let end = head[start..].find('"')? + start;
    Some(head[start..end].replace("&quot;", "\""))
}

/// `blue_bg` is stored as `blue_background`.
pub(super) fn long_color(name: &str) -> String {
    name.strip_suffix("_bg")
        .map_or_else(|| name.to_owned(), |base| format!("{base}_background"))
}

/// The id at the end of an address: after `#`, `user://`, or as the last 32 digits of the path.
pub(super) fn last_id(url: &str) -> Option<Id> {
    let tail = url.rsplit(['#', '/']).next()?;
    let tail = tail.split('?').next()?;
    Id::parse(tail).or_else(|| tail.get(tail.len().checked_sub(32)?..).and_then(Id::parse))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(String, Style)> {
        let store = Store::new(1, "test");
        parse(&store, text)
            .into_iter()
            .map(|run| (run.own_words().to_owned(), run.style))
            .collect()
    }

    #[test]
    fn styles_links_and_escapes_are_read() {
        let bold = Style {
            bold: true,
            ..Style::default()
        };
        let plain = Style::default();
        assert_eq!(
            words("a **b** \\*c\\*"),
            [
                ("a ".into(), plain.clone()),
                ("b".into(), bold),
                (" *c*".into(), plain)
            ]
        );
        let store = Store::new(1, "test");
        let runs = parse(&store, "[x](https://a.b/(c))!");
        assert_eq!(runs[0], Run::link("x", "https://a.b/(c)"));
        assert_eq!(runs[1], Run::words("!"));
    }

    #[test]
    fn incomplete_constructs_are_words() {
        for text in [
            "**a",
            "[x](",
            "<span",
            "`a",
            "$",
            "a * b",
            "<mention-page>x</mention-page>",
        ] {
            let read: String = words(text).into_iter().map(|(words, _)| words).collect();
            assert_eq!(read, text);
        }
    }
}
