//! Tables as blocks.

use serde_json::{Value, json};

use super::inline::{only, refused, runs_of};
use super::{MOST_CHILDREN, NotWritable};
use crate::dialect::{Container, Kind, Line, Tag, TagName, Token, tokens};

/// A table being read, tag by tag.
pub(super) struct Table {
    head: Value,
    rows: Vec<Vec<Value>>,
    in_row: bool,
    is_done: bool,
}

impl Table {
    /// Begins the table whose opening tag this is.
    pub(super) fn new(tag: &Tag<'_>) -> Result<Self, NotWritable> {
        only(tag, &["header-row", "header-column"])?;
        Ok(Self {
            head: json!({
                "has_column_header": tag.is_set("header-row"),
                "has_row_header": tag.is_set("header-column"),
            }),
            rows: Vec::new(),
            in_row: false,
            is_done: false,
        })
    }

    /// Reads a line; whether the table goes on.
    pub(super) fn line(&mut self, line: &Line<'_>) -> Result<bool, NotWritable> {
        let tokens = tokens(line.text, line.at);
        let mut index = 0;
        while let Some(token) = tokens.get(index) {
            index += 1;
            let Kind::Tag(tag) = &token.kind else {
                let blank = matches!(token.kind, Kind::Text(text) if text.trim().is_empty());
                if blank {
                    continue;
                }
                return Err(NotWritable::Tag {
                    tag: "<table>".to_owned(),
                });
            };
            match tag.name {
                TagName::Cell if tag.opens() && self.in_row => {
                    index += self.cell(line, tag, tokens.get(index..).unwrap_or_default())?;
                }
                TagName::Row if tag.opens() && !self.in_row => {
                    only(tag, &[])?;
                    self.in_row = true;
                    self.rows.push(Vec::new());
                }
                TagName::Row if tag.closing && self.in_row => self.in_row = false,
                TagName::Container(Container::Table)
                    if tag.closing && !self.in_row && index == tokens.len() =>
                {
                    self.is_done = true;
                }
                _ => return Err(refused(tag)),
            }
        }
        Ok(!self.is_done)
    }

    /// Reads a cell, which ends on its line; how many tokens it took.
    fn cell(
        &mut self,
        line: &Line<'_>,
        tag: &Tag<'_>,
        rest: &[Token<'_>],
    ) -> Result<usize, NotWritable> {
        only(tag, &[])?;
        let end = rest
            .iter()
            .position(|token| {
                matches!(&token.kind, Kind::Tag(end) if end.closing && end.name == TagName::Cell)
            })
            .ok_or_else(|| refused(tag))?;
        let words = rest.get(..end).unwrap_or_default();
        let cell = runs_of(line.text, line.at, words)?;
        if let Some(row) = self.rows.last_mut() {
            row.push(Value::Array(cell));
        }
        Ok(end + 1)
    }

    /// The block, when the table is whole and even.
    pub(super) fn finish(self) -> Result<Value, NotWritable> {
        let width = self.rows.first().map_or(0, Vec::len);
        let even = self.rows.iter().all(|row| row.len() == width);
        if width == 0 || !even || !self.is_done {
            return Err(NotWritable::UnevenTable);
        }
        for count in [width, self.rows.len()] {
            if count > MOST_CHILDREN {
                return Err(NotWritable::TooMany {
                    count,
                    limit: MOST_CHILDREN,
                });
            }
        }
        let rows: Vec<Value> = self
            .rows
            .into_iter()
            .map(|cells| json!({"object": "block", "type": "table_row", "table_row": {"cells": cells}}))
            .collect();
        let mut table = json!({"table_width": width});
        if let (Some(fields), Value::Object(head)) = (table.as_object_mut(), self.head) {
            fields.extend(head);
            fields.insert("children".to_owned(), Value::Array(rows));
        }
        Ok(json!({"object": "block", "type": "table", "table": table}))
    }
}
