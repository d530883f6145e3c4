//! Running text: words, marks, links, colours, mentions.

use super::colours;

/// Marks and spans open at once; deeper ones are left out and their text is kept.
const DEEPEST: usize = 16;

/// Running text in the making.
#[derive(Default)]
pub(super) struct Inline {
    html: String,
    open: Vec<Open>,
    /// Whether anything a person sees has been written.
    filled: bool,
}

/// Something that is open in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Open {
    /// `**`, `*` or `~~`, by its element.
    Mark(&'static str),
    /// Colour or underline: what to write to open it again, and to close it.
    Span(String, &'static str),
    /// A link, with the words to show if it has none, and how much was written when it was opened.
    /// Without an address it is only there to be closed.
    Link {
        opening: Option<String>,
        fallback: String,
        written: usize,
    },
}

impl Inline {
    /// Adds words.
    pub(super) fn text(&mut self, text: &str) {
        self.filled |= !text.trim().is_empty();
        push_escaped(&mut self.html, text);
    }

    /// Adds code or an equation.
    pub(super) fn code(&mut self, text: &str, math: bool) {
        self.filled = true;
        self.html.push_str(if math {
            "<code class=\"math\">"
        } else {
            "<code>"
        });
        push_escaped(&mut self.html, text);
        self.html.push_str("</code>");
    }

    /// Adds a date.
    pub(super) fn time(&mut self, text: &str) {
        self.filled = true;
        self.html.push_str("<time>");
        push_escaped(&mut self.html, text);
        self.html.push_str("</time>");
    }

    /// Ends the line within the block.
    pub(super) fn line_break(&mut self) {
        self.html.push_str("<br>");
    }

    /// A mark: closes its element when that is open, else opens it when a partner is still to come,
    /// else is text.
    pub(super) fn mark(&mut self, element: &'static str, sign: &str, has_partner: bool) {
        if self.open.contains(&Open::Mark(element)) {
            self.close(|open| *open == Open::Mark(element));
        } else if has_partner {
            self.start(Open::Mark(element));
        } else {
            self.text(sign);
        }
    }

    /// Whether this is the mark that was opened last.
    pub(super) fn innermost_is(&self, element: &'static str) -> bool {
        self.open.last() == Some(&Open::Mark(element))
    }

    /// Opens a span with a colour, an underline, or neither.
    pub(super) fn span(&mut self, colour: Option<&str>, underline: bool) {
        let class = colour.and_then(colours::class);
        let (opening, closing) = match (class, underline) {
            (Some(class), true) => (format!("<u class=\"{class}\">"), "</u>"),
            (Some(class), false) => (format!("<span class=\"{class}\">"), "</span>"),
            (None, true) => ("<u>".to_owned(), "</u>"),
            (None, false) => (String::new(), ""),
        };
        self.start(Open::Span(opening, closing));
    }

    /// Opens a person's mention.
    pub(super) fn person(&mut self) {
        self.start(Open::Span(
            "<span class=\"mention person\">".to_owned(),
            "</span>",
        ));
    }

    /// Closes the innermost span.
    pub(super) fn span_ends(&mut self) {
        self.close(|open| matches!(open, Open::Span(..)));
    }

    /// Opens a link; without an address only its words are shown. There are no links in links.
    pub(super) fn link(&mut self, address: Option<&str>, class: &str, fallback: &str) {
        let inside = self
            .open
            .iter()
            .any(|open| matches!(open, Open::Link { .. }));
        let opening = address.filter(|_| !inside).map(|address| {
            let mut opening = String::from("<a");
            if !class.is_empty() {
                opening.push_str(" class=\"");
                opening.push_str(class);
                opening.push('"');
            }
            opening.push_str(" href=\"");
            push_escaped(&mut opening, address);
            opening.push_str("\">");
            opening
        });
        self.start(Open::Link {
            opening,
            fallback: fallback.to_owned(),
            written: 0,
        });
    }

    /// Closes the innermost link.
    pub(super) fn link_ends(&mut self) {
        self.close(|open| matches!(open, Open::Link { .. }));
    }

    /// The finished HTML, with everything closed; nothing when a person would see nothing.
    pub(super) fn take(&mut self) -> Option<String> {
        while let Some(open) = self.open.pop() {
            self.finish(&open);
        }
        let html = std::mem::take(&mut self.html);
        std::mem::take(&mut self.filled).then_some(html)
    }

    fn start(&mut self, open: Open) {
        if self.open.len() < DEEPEST {
            let open = self.begin(open);
            self.open.push(open);
        }
    }

    /// Closes the innermost that matches; what was opened inside it is closed and opened again.
    fn close(&mut self, matches: impl Fn(&Open) -> bool) {
        let Some(place) = self.open.iter().rposition(matches) else {
            return;
        };
        let mut inner = self.open.split_off(place);
        for open in inner.iter().rev() {
            let open = open.clone();
            self.finish(&open);
        }
        inner.remove(0);
        for open in inner {
            let open = self.begin(open);
            self.open.push(open);
        }
    }

    fn begin(&mut self, open: Open) -> Open {
        match open {
            Open::Mark(element) => {
                self.html.push('<');
                self.html.push_str(element);
                self.html.push('>');
                Open::Mark(element)
            }
            Open::Span(opening, closing) => {
                self.html.push_str(&opening);
                Open::Span(opening, closing)
            }
            Open::Link {
                opening, fallback, ..
            } => {
                self.html.push_str(opening.as_deref().unwrap_or_default());
                Open::Link {
                    opening,
                    fallback,
                    written: self.html.len(),
                }
            }
        }
    }

    fn finish(&mut self, open: &Open) {
        match open {
            Open::Mark(element) => {
                self.html.push_str("</");
                self.html.push_str(element);
                self.html.push('>');
            }
            Open::Span(_, closing) => self.html.push_str(closing),
            Open::Link {
                opening,
                fallback,
                written,
            } => {
                if self.html.len() == *written {
                    self.filled |= !fallback.is_empty();
                    push_escaped(&mut self.html, fallback);
                }
                if opening.is_some() {
                    self.html.push_str("</a>");
                }
            }
        }
    }
}

/// Adds a text with everything escaped that means something in HTML, inside attributes too.
pub(super) fn push_escaped(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\0' => html.push('\u{fffd}'),
            other => html.push(other),
        }
    }
}
