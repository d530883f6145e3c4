//! Writing what Notion writes with tags: references, files, callouts, columns, tables and the rest.

use std::borrow::Cow;

use super::colours;
use super::elements::Frame;
use super::figures::Figure;
use super::inline::push_escaped;
use super::page::{Writer, attribute};
use crate::dialect::{Container, Kind, Tag, TagName, Token, date_text, file_kind, spoken};
use crate::files::FileKind;
use crate::ids::NotionId;

/// The longest callout icon that is taken for an emoji, in characters.
const LONGEST_EMOJI: usize = 12;

impl Writer<'_> {
    /// Writes a tag; `following` are the tokens after it on its line.
    pub(super) fn tag(&mut self, tag: &Tag<'_>, following: &[Token<'_>]) {
        match tag.name {
            TagName::Break => self.inline.line_break(),
            TagName::Date => self.inline.time(&date_text(tag)),
            TagName::Other => self.inline.text(tag.source),
            TagName::Silent => {}
            TagName::Span if tag.opens() => self
                .inline
                .span(tag.attribute("color").as_deref(), tag.is_set("underline")),
            TagName::Person if tag.opens() => self.inline.person(),
            TagName::Span | TagName::Person => {
                if tag.closing {
                    self.inline.span_ends();
                }
            }
            TagName::Mention => self.reference(tag, "mention"),
            TagName::Page => self.reference(tag, "child page"),
            TagName::Database => self.reference(tag, "child database"),
            TagName::File(kind) => {
                self.flush();
                if !tag.closing {
                    self.file(tag, kind, following);
                }
            }
            TagName::Unknown => {
                self.flush();
                if !tag.closing {
                    self.unknown(tag);
                }
            }
            TagName::Container(container) => {
                self.flush();
                self.leaf = None;
                if tag.closing {
                    self.elements.close(Frame::Tag(container));
                } else if !tag.empty {
                    self.container(container, tag);
                }
            }
            TagName::Row => {
                self.flush();
                self.leaf = None;
                self.row(tag);
            }
            TagName::Cell => {
                self.flush();
                self.leaf = None;
                self.cell(tag);
            }
        }
    }

    fn reference(&mut self, tag: &Tag<'_>, class: &str) {
        if tag.closing {
            self.inline.link_ends();
            return;
        }
        let url = tag
            .address()
            .or_else(|| tag.attribute("data-source-url"))
            .unwrap_or(Cow::Borrowed(""));
        let slug = title_in_address(&url);
        let fallback = slug.as_deref().unwrap_or(self.words.untitled);
        self.inline
            .link(self.addresses.link(&url).as_deref(), class, fallback);
        if tag.empty {
            self.inline.link_ends();
        }
    }

    fn file(&mut self, tag: &Tag<'_>, kind: FileKind, following: &[Token<'_>]) {
        let Some(url) = tag.address() else { return };
        let caption = following
            .iter()
            .position(|token| matches!(&token.kind, Kind::Tag(next) if next.name == tag.name))
            .and_then(|end| following.get(..end))
            .filter(|_| !tag.empty)
            .unwrap_or_default();
        self.spoken = spoken(caption);
        self.figure = Some(Figure {
            kind: file_kind(kind, &url),
            url: url.into_owned(),
        });
        if tag.empty {
            self.flush();
        }
    }

    fn unknown(&mut self, tag: &Tag<'_>) {
        let html = &mut self.elements.html;
        html.push_str("<p class=\"missing\" data-kind=\"block\">");
        push_escaped(html, self.words.block_not_here);
        html.push(' ');
        let alt = tag.attribute("alt").filter(|alt| !alt.is_empty());
        push_escaped(html, alt.as_deref().unwrap_or(self.words.untitled));
        html.push_str("</p>");
    }

    fn container(&mut self, container: Container, tag: &Tag<'_>) {
        let in_details = self.elements.top() == Some(Frame::Tag(Container::Details));
        let element = |element: &str, name: &str| {
            let classes = format!("{name} {}", colour_class(tag).unwrap_or_default());
            format!("<{element}{}>", attribute("class", Some(classes.trim())))
        };
        let (opening, closing) = match container {
            Container::Details => (element("details", ""), "</details>"),
            Container::Summary if in_details => (element("summary", ""), "</summary>"),
            Container::Summary => (element("section", "summary"), "</section>"),
            Container::Meeting => (element("section", "meeting"), "</section>"),
            Container::Notes => (element("section", "notes"), "</section>"),
            Container::Transcript => (element("section", "transcript"), "</section>"),
            Container::Callout => (
                format!(
                    "{}{}<div class=\"content\">",
                    element("div role=\"note\"", "callout"),
                    tag.attribute("icon")
                        .map(|icon| self.icon(&icon))
                        .unwrap_or_default()
                ),
                "</div></div>",
            ),
            Container::Columns => (element("div", "columns"), "</div>"),
            Container::Column => (element("div", "column"), "</div>"),
            Container::Table => (element("table", "") + "<tbody>", "</tbody></table>"),
            Container::Tabs => (element("div", "tabs"), "</div>"),
            Container::Tab => (element("div", "tab"), "</div>"),
            Container::Synced | Container::SyncedReference => (element("div", "synced"), "</div>"),
        };
        let opened = self
            .elements
            .open(Frame::Tag(container), 0, &opening, closing);
        if opened
            && container == Container::Table
            && let Some(table) = self.elements.table()
        {
            table.header_row = tag.is_set("header-row");
            table.header_column = tag.is_set("header-column");
        }
    }

    fn icon(&self, icon: &str) -> String {
        let (opening, text, closing) = if icon.contains("://") {
            let Some(source) = self.addresses.file(icon) else {
                return String::new();
            };
            ("<img class=\"icon\" alt=\"\" src=\"", source, "\">")
        } else {
            // The names of Notion's own icons and of custom emoji mean nothing here.
            if icon.contains(['/', ':']) || icon.chars().count() > LONGEST_EMOJI {
                return String::new();
            }
            let emoji = icon.to_owned();
            (
                "<span class=\"emoji\" aria-hidden=\"true\">",
                emoji,
                "</span>",
            )
        };
        let mut html = String::from(opening);
        push_escaped(&mut html, &text);
        html.push_str(closing);
        html
    }

    fn row(&mut self, tag: &Tag<'_>) {
        if !self.elements.is_open(Frame::Tag(Container::Table)) {
            return;
        }
        self.elements.close_inside(&[Frame::Tag(Container::Table)]);
        if tag.opens() {
            if let Some(table) = self.elements.table() {
                table.rows += 1;
                table.cells = 0;
            }
            let opening = format!("<tr{}>", attribute("class", colour_class(tag)));
            self.elements.open(Frame::Row, 0, &opening, "</tr>");
        }
    }

    fn cell(&mut self, tag: &Tag<'_>) {
        self.elements
            .close_inside(&[Frame::Row, Frame::Tag(Container::Table)]);
        if !tag.opens() || self.elements.top() != Some(Frame::Row) {
            return;
        }
        let Some(table) = self.elements.table() else {
            return;
        };
        table.cells += 1;
        let (element, closing) = if table.header_row && table.rows == 1 {
            ("th scope=\"col\"", "</th>")
        } else if table.header_column && table.cells == 1 {
            ("th scope=\"row\"", "</th>")
        } else {
            ("td", "</td>")
        };
        let opening = format!("<{element}{}>", attribute("class", colour_class(tag)));
        self.elements.open(Frame::Cell, 0, &opening, closing);
    }
}

fn colour_class(tag: &Tag<'_>) -> Option<&'static str> {
    tag.attribute("color")
        .and_then(|colour| colours::class(&colour))
}

/// The title in the address of a page: `Road map` for `.../Road-map-<32 digits>`.
fn title_in_address(url: &str) -> Option<String> {
    NotionId::from_url(url)?;
    let path = url.split(['?', '#']).next()?;
    let last = path.trim_end_matches('/').rsplit('/').next()?;
    let slug = last.get(..last.len().checked_sub(33)?)?;
    let title = slug.replace('-', " ");
    (!title.trim().is_empty()).then_some(title)
}
