//! A table as CSV (RFC 4180): lines end with CRLF, and no cell is run as a formula.

use std::io::{self, Write};

use super::cell;

/// A table being written.
pub(crate) struct CsvTable<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> CsvTable<W> {
    /// Writes to `out`.
    pub(crate) fn over(out: W) -> Self {
        let writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        Self { writer }
    }

    /// Writes one line.
    ///
    /// # Errors
    /// What `out` says.
    pub(crate) fn line<T: AsRef<str>>(
        &mut self,
        cells: impl IntoIterator<Item = T>,
    ) -> io::Result<()> {
        for text in cells {
            self.writer
                .write_field(cell::guarded(text.as_ref()).as_bytes())
                .map_err(io::Error::other)?;
        }
        self.writer
            .write_record(None::<&[u8]>)
            .map_err(io::Error::other)
    }

    /// Hands back what was written to.
    ///
    /// # Errors
    /// What it says when the rest is written.
    pub(crate) fn end(self) -> io::Result<W> {
        self.writer
            .into_inner()
            .map_err(|error| io::Error::other(error.error().to_string()))
    }
}
