//! Writing a page block by block.

use super::addresses::Addresses;
use super::elements::{Elements, Frame, ListKind};
use super::figures::Figure;
use super::inline::{Inline, push_escaped};
use super::marks::Marks;
use super::{Words, colours};
use crate::dialect::{
    Block, Container, Kind, Line, Marker, Shape, address, blocks, literal_lines, shape, spoken,
    tokens,
};
use crate::files::FileKind;

/// The page as HTML, still to be sanitised.
pub(super) fn render(markdown: &str, addresses: &Addresses<'_>, words: &Words<'_>) -> String {
    let mut writer = Writer {
        addresses,
        words,
        elements: Elements::default(),
        inline: Inline::default(),
        figure: None,
        spoken: String::new(),
        colour: None,
        direct: false,
        depth: 0,
        leaf: None,
    };
    for block in blocks(markdown) {
        match block {
            Block::Line(line) => writer.line(&line),
            Block::Code {
                depth,
                language,
                body,
            } => writer.literal(depth, Some(language), body),
            Block::Math { depth, body } => writer.literal(depth, None, body),
        }
    }
    writer.elements.close_all();
    writer.elements.html
}

/// A page in the making.
pub(super) struct Writer<'a> {
    pub(super) addresses: &'a Addresses<'a>,
    pub(super) words: &'a Words<'a>,
    pub(super) elements: Elements,
    pub(super) inline: Inline,
    /// The file whose caption is being read, and the caption's words.
    pub(super) figure: Option<Figure>,
    pub(super) spoken: String,
    /// The colour of the block being written.
    pub(super) colour: Option<&'static str>,
    /// Whether text goes straight into the element the line opened.
    pub(super) direct: bool,
    /// How deeply the line being written is nested.
    pub(super) depth: usize,
    /// How deeply the last block was nested, when it was one that shows no nesting of its own.
    pub(super) leaf: Option<usize>,
}

impl Writer<'_> {
    fn line(&mut self, line: &Line<'_>) {
        let shape = shape(line);
        let list = match shape.marker {
            Marker::Bullet => Some(ListKind::Bullets),
            Marker::Number(_) => Some(ListKind::Numbers),
            Marker::ToDo { .. } => Some(ListKind::ToDos),
            _ => None,
        };
        self.descend(line.depth, list);
        self.depth = line.depth;
        self.colour = shape
            .attribute("color")
            .and_then(|colour| colours::class(&colour));
        self.direct = true;
        let class = attribute("class", self.colour);
        match shape.marker {
            Marker::Divider => self.elements.html.push_str("<hr>"),
            Marker::Paragraph => {
                self.direct = false;
                self.text(&shape);
            }
            Marker::Heading(level) => self.heading(level, line.depth, &shape, &class),
            Marker::Quote => {
                self.elements.open(
                    Frame::Quote,
                    line.depth,
                    &format!("<blockquote{class}>"),
                    "</blockquote>",
                );
                self.text(&shape);
            }
            Marker::Bullet => self.item(
                ListKind::Bullets,
                1,
                line.depth,
                &shape,
                &format!("<li{class}>"),
            ),
            Marker::Number(first) => self.item(
                ListKind::Numbers,
                first,
                line.depth,
                &shape,
                &format!("<li{class}>"),
            ),
            Marker::ToDo { done } => {
                let classes = format!(
                    "{} {}",
                    if done { "done" } else { "" },
                    self.colour.unwrap_or_default()
                );
                let ticked = if done { " checked=\"\"" } else { "" };
                let opening = format!(
                    "<li{}><label><input type=\"checkbox\" disabled=\"\"{ticked}> ",
                    attribute(
                        "class",
                        Some(classes.trim()).filter(|classes| !classes.is_empty())
                    )
                );
                self.item(ListKind::ToDos, 1, line.depth, &shape, &opening);
            }
        }
    }

    /// Closes and opens elements so that a block nested this deeply can be written.
    fn descend(&mut self, depth: usize, list: Option<ListKind>) {
        if let Some(leaf) = self.leaf.take()
            && leaf < depth
        {
            self.elements
                .open(Frame::Nested, leaf, "<div class=\"nested\">", "</div>");
        }
        self.elements.close_nested(depth, list);
    }

    fn heading(&mut self, level: u8, depth: usize, shape: &Shape<'_>, class: &str) {
        let (opening, closing) = match level {
            1 => ("<h2", "</h2>"),
            2 => ("<h3", "</h3>"),
            3 => ("<h4", "</h4>"),
            _ => ("<h5", "</h5>"),
        };
        let toggles = shape
            .attribute("toggle")
            .is_some_and(|value| value == "true");
        let hides = toggles
            && self.elements.open(
                Frame::ToggleHeading,
                depth,
                "<details class=\"toggle-heading\"><summary>",
                "</details>",
            );
        let opened = self.elements.open(
            Frame::Heading,
            depth,
            &format!("{opening}{class}>"),
            closing,
        );
        self.text(shape);
        if opened {
            self.elements.close(Frame::Heading);
        }
        if hides {
            self.elements.html.push_str("</summary>");
        } else {
            self.leaf = Some(depth);
        }
    }

    fn item(&mut self, kind: ListKind, first: u32, depth: usize, shape: &Shape<'_>, opening: &str) {
        if self.elements.top() != Some(Frame::List(kind)) {
            let (list, closing) = match kind {
                ListKind::Bullets => ("<ul>".to_owned(), "</ul>"),
                ListKind::ToDos => ("<ul class=\"todo\">".to_owned(), "</ul>"),
                ListKind::Numbers if first == 1 => ("<ol>".to_owned(), "</ol>"),
                ListKind::Numbers => (format!("<ol start=\"{first}\">"), "</ol>"),
            };
            self.elements.open(Frame::List(kind), depth, &list, closing);
        }
        let opened = self.elements.open(Frame::Item, depth, opening, "</li>");
        self.text(shape);
        if opened && kind == ListKind::ToDos {
            self.elements.html.push_str("</label>");
        }
    }

    fn literal(&mut self, depth: usize, language: Option<&str>, body: &str) {
        self.descend(depth, None);
        let html = &mut self.elements.html;
        match language {
            Some(language) => {
                html.push_str("<pre tabindex=\"0\" data-language=\"");
                push_escaped(html, language);
                html.push_str("\"><code>");
            }
            None => html.push_str("<pre tabindex=\"0\" class=\"math\"><code class=\"math\">"),
        }
        for line in literal_lines(body, depth) {
            push_escaped(html, line);
            html.push('\n');
        }
        html.push_str("</code></pre>");
        self.leaf = Some(depth);
    }

    /// Writes the text of a line, and whatever blocks stand in it.
    fn text(&mut self, shape: &Shape<'_>) {
        let tokens = tokens(shape.text, shape.at);
        let mut marks = Marks::of(&tokens);
        for (index, token) in tokens.iter().enumerate() {
            match &token.kind {
                Kind::Text(text) => self.inline.text(text),
                Kind::Code(code) => self.inline.code(code, false),
                Kind::Math(math) => self.inline.code(math, true),
                Kind::Mark(mark) => marks.write(mark, &mut self.inline),
                Kind::LinkStart { url, .. } => {
                    let url = address(url);
                    self.inline
                        .link(self.addresses.link(&url).as_deref(), "", &url);
                }
                Kind::LinkEnd => self.inline.link_ends(),
                Kind::Citation { url, .. } => {
                    let url = address(url);
                    self.inline
                        .link(self.addresses.link(&url).as_deref(), "citation", &url);
                    self.inline.link_ends();
                }
                Kind::ImageStart { url, end, .. } => {
                    self.flush();
                    self.spoken = spoken(tokens.get(index + 1..*end).unwrap_or_default());
                    self.figure = Some(Figure {
                        kind: FileKind::Image,
                        url: address(url).into_owned(),
                    });
                }
                Kind::ImageEnd => self.flush(),
                Kind::Tag(tag) => self.tag(tag, tokens.get(index + 1..).unwrap_or_default()),
            }
        }
        self.flush();
    }

    /// Writes the running text collected so far as a block, or as the caption of the file it
    /// belongs to.
    pub(super) fn flush(&mut self) {
        let text = self.inline.take();
        if let Some(figure) = self.figure.take() {
            let caption = std::mem::take(&mut self.spoken);
            let html = figure.html(
                text.as_deref(),
                &caption,
                self.colour,
                self.addresses,
                self.words,
            );
            self.elements.html.push_str(&html);
            return;
        }
        let Some(text) = text else { return };
        let straight = match self.elements.top() {
            Some(Frame::Heading | Frame::Cell | Frame::Tag(Container::Summary)) => true,
            Some(Frame::Item | Frame::Quote) => self.direct,
            _ => false,
        };
        if straight {
            self.elements.html.push_str(&text);
        } else {
            let class = attribute("class", self.colour);
            self.elements
                .html
                .push_str(&format!("<p{class}>{text}</p>"));
            self.leaf = Some(self.depth);
        }
    }
}

/// An attribute, or nothing without a value.
pub(super) fn attribute(name: &str, value: Option<&str>) -> String {
    value
        .filter(|value| !value.is_empty())
        .map(|value| format!(" {name}=\"{value}\""))
        .unwrap_or_default()
}
