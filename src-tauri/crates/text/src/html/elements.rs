//! The elements that are open around the line being written.
//!
//! Two things close an element: a closing tag, and a line that is nested less deeply. Lists, quotes
//! and toggled headings are closed by nesting; what Notion writes with tags is closed by tags, and
//! nesting stops there.

use crate::dialect::Container;

/// Elements open at once; blocks nested deeper are written flat, with all their words.
const DEEPEST: usize = 48;

/// What is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// Between two tags.
    Tag(Container),
    /// A table's row.
    Row,
    /// A table's cell.
    Cell,
    /// A list of this kind.
    List(ListKind),
    /// An item of a list.
    Item,
    /// A quote.
    Quote,
    /// A heading, while its line is written.
    Heading,
    /// A heading that hides what is nested under it.
    ToggleHeading,
    /// Blocks nested under one that shows no nesting of its own.
    Nested,
}

/// The kinds of list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ListKind {
    /// `-`
    Bullets,
    /// `1.`
    Numbers,
    /// `- [ ]`
    ToDos,
}

/// What a table or a row has to remember while it is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct TableState {
    /// The first row is a heading.
    pub(super) header_row: bool,
    /// The first cell of each row is a heading.
    pub(super) header_column: bool,
    /// Rows begun.
    pub(super) rows: usize,
    /// Cells begun in this row.
    pub(super) cells: usize,
}

struct Element {
    frame: Frame,
    /// How deeply the line that opened it is nested.
    depth: usize,
    closing: &'static str,
    table: TableState,
}

/// The open elements and the HTML written so far.
#[derive(Default)]
pub(super) struct Elements {
    /// The HTML written so far.
    pub(super) html: String,
    open: Vec<Element>,
}

impl Elements {
    /// Opens an element, unless too many are open; says whether it did.
    pub(super) fn open(
        &mut self,
        frame: Frame,
        depth: usize,
        opening: &str,
        closing: &'static str,
    ) -> bool {
        if self.open.len() >= DEEPEST {
            return false;
        }
        self.html.push_str(opening);
        self.open.push(Element {
            frame,
            depth,
            closing,
            table: TableState::default(),
        });
        true
    }

    /// What is open innermost.
    pub(super) fn top(&self) -> Option<Frame> {
        self.open.last().map(|element| element.frame)
    }

    /// Whether this is open anywhere.
    pub(super) fn is_open(&self, frame: Frame) -> bool {
        self.open.iter().any(|element| element.frame == frame)
    }

    /// The state of the innermost table.
    pub(super) fn table(&mut self) -> Option<&mut TableState> {
        self.open
            .iter_mut()
            .rev()
            .find(|element| element.frame == Frame::Tag(Container::Table))
            .map(|element| &mut element.table)
    }

    /// Closes the innermost such element and everything in it.
    pub(super) fn close(&mut self, frame: Frame) {
        if let Some(place) = self.open.iter().rposition(|element| element.frame == frame) {
            self.close_to(place);
        }
    }

    /// Closes everything inside the innermost element of one of these kinds.
    pub(super) fn close_inside(&mut self, frames: &[Frame]) {
        if let Some(place) = self
            .open
            .iter()
            .rposition(|element| frames.contains(&element.frame))
        {
            self.close_to(place + 1);
        }
    }

    /// Closes what does not hold a line nested this deeply; a list that `continues` stays open for
    /// its next item.
    pub(super) fn close_nested(&mut self, depth: usize, continues: Option<ListKind>) {
        while let Some(element) = self.open.last() {
            let stays = match element.frame {
                Frame::Tag(_) | Frame::Row | Frame::Cell => true,
                Frame::List(kind) => {
                    element.depth < depth || (element.depth == depth && Some(kind) == continues)
                }
                _ => element.depth < depth,
            };
            if stays {
                return;
            }
            self.close_to(self.open.len() - 1);
        }
    }

    /// Closes everything.
    pub(super) fn close_all(&mut self) {
        self.close_to(0);
    }

    fn close_to(&mut self, place: usize) {
        while self.open.len() > place {
            if let Some(element) = self.open.pop() {
                self.html.push_str(element.closing);
            }
        }
    }
}
