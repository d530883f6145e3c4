//! Lines, fenced code and equations of a page, found in one pass.
//!
//! Only what must be known before a line can be read is decided here: how deep it is nested
//! (leading tabs), and whether it is code or an equation, whose text is literal. What a line means
//! is for [`super::shape`] and [`super::tokens`].

use std::ops::Range;

/// A piece of a page. All ranges are byte ranges of the whole Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block<'a> {
    /// One line that is not inside code or an equation; never blank.
    Line(Line<'a>),
    /// A fenced code block.
    Code {
        /// Leading tabs of its fence, to be taken off each of its lines.
        depth: usize,
        /// The word after the fence.
        language: &'a str,
        /// The lines between the fences.
        body: &'a str,
    },
    /// An equation between `$$`.
    Math {
        /// Leading tabs, to be taken off each of its lines.
        depth: usize,
        /// What is between the signs.
        body: &'a str,
    },
}

/// One line without its indentation and its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    /// Leading tabs: how deep the block is nested.
    pub(crate) depth: usize,
    /// The text after the indentation.
    pub(crate) text: &'a str,
    /// Where the text begins in the whole Markdown.
    pub(crate) at: usize,
}

/// The blocks of a page from the first to the last.
pub(crate) fn blocks(markdown: &str) -> Blocks<'_> {
    Blocks {
        markdown,
        position: 0,
        equations_end: false,
    }
}

/// Iterator over the blocks of a page; see [`blocks`].
pub(crate) struct Blocks<'a> {
    markdown: &'a str,
    position: usize,
    /// Set once a `$$` without a partner was met: there is none further down either, so nobody
    /// looks again.
    equations_end: bool,
}

impl<'a> Blocks<'a> {
    /// Where the next block begins, in bytes of the whole Markdown: behind the last one and its line
    /// end.
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    /// The next line and its byte range without the line end, or nothing at the end of the page.
    fn next_line(&mut self) -> Option<(Line<'a>, Range<usize>)> {
        let rest = self.markdown.get(self.position..)?;
        if rest.is_empty() {
            return None;
        }
        let start = self.position;
        let length = rest.find('\n').unwrap_or(rest.len());
        self.position = start + length + usize::from(length < rest.len());
        let whole = rest.get(..length)?;
        let text = whole.trim_start_matches(['\t', ' ']);
        let indentation = whole.len() - text.len();
        let depth = whole
            .bytes()
            .take(indentation)
            .filter(|byte| *byte == b'\t')
            .count();
        let line = Line {
            depth,
            text: text.trim_end_matches(['\r', ' ', '\t']),
            at: start + indentation,
        };
        Some((line, start..start + length))
    }

    /// The text from here to the line that `ends`, which is consumed; to the end of the page when
    /// no line does and `open_end` is set. Otherwise nothing is consumed.
    fn until(&mut self, open_end: bool, ends: impl Fn(&str) -> bool) -> Option<&'a str> {
        let from = self.position;
        while let Some((line, range)) = self.next_line() {
            if ends(line.text) {
                return self.markdown.get(from..range.start);
            }
        }
        if open_end {
            return self.markdown.get(from..);
        }
        self.position = from;
        None
    }
}

impl<'a> Iterator for Blocks<'a> {
    type Item = Block<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (line, _) = self.next_line()?;
            if line.text.is_empty() {
                continue;
            }
            if let Some((ticks, language)) = fence(line.text) {
                let body = self
                    .until(true, |text| {
                        text.len() >= ticks && text.bytes().all(|byte| byte == b'`')
                    })
                    .unwrap_or_default();
                return Some(Block::Code {
                    depth: line.depth,
                    language,
                    body,
                });
            }
            if let Some(body) = line
                .text
                .strip_prefix("$$")
                .and_then(|text| text.strip_suffix("$$"))
                .filter(|body| !body.trim().is_empty())
            {
                return Some(Block::Math {
                    depth: line.depth,
                    body,
                });
            }
            if line.text == "$$" && !self.equations_end {
                if let Some(body) = self.until(false, |text| text == "$$") {
                    return Some(Block::Math {
                        depth: line.depth,
                        body,
                    });
                }
                self.equations_end = true;
            }
            return Some(Block::Line(line));
        }
    }
}

/// The number of backticks and the language of an opening fence.
pub(super) fn fence(text: &str) -> Option<(usize, &str)> {
    let language = text.trim_start_matches('`');
    let ticks = text.len() - language.len();
    (ticks >= 3 && !language.contains('`')).then(|| (ticks, language.trim()))
}

/// The lines of a literal block, each without up to `depth` leading tabs.
pub(crate) fn literal_lines(body: &str, depth: usize) -> impl Iterator<Item = &str> {
    body.lines().map(move |line| {
        let tabs = line
            .bytes()
            .take(depth)
            .take_while(|byte| *byte == b'\t')
            .count();
        line.get(tabs..).unwrap_or(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(depth: usize, text: &str, at: usize) -> Block<'_> {
        Block::Line(Line { depth, text, at })
    }

    #[test]
    fn every_line_is_a_block_and_tabs_nest() {
        let found: Vec<_> = blocks("a\n\n\tb \r\n\t\tc").collect();
        assert_eq!(found, [line(0, "a", 0), line(1, "b", 4), line(2, "c", 10)]);
    }

    #[test]
    fn code_is_taken_whole_and_ends_at_a_fence_as_long_as_its_own() {
        let found: Vec<_> = blocks("\t````rust\n\t<page>\n\t```\n\t````\nx").collect();
        assert_eq!(
            found,
            [
                Block::Code {
                    depth: 1,
                    language: "rust",
                    body: "\t<page>\n\t```\n"
                },
                line(0, "x", 29)
            ]
        );
        assert_eq!(
            literal_lines("\t<page>\n\t\t```\n", 1).collect::<Vec<_>>(),
            ["<page>", "\t```"]
        );
    }

    #[test]
    fn code_without_an_end_reaches_the_end_of_the_page() {
        let found: Vec<_> = blocks("```\na\nb").collect();
        assert_eq!(
            found,
            [Block::Code {
                depth: 0,
                language: "",
                body: "a\nb"
            }]
        );
    }

    #[test]
    fn inline_code_of_three_backticks_is_no_fence() {
        assert_eq!(
            blocks("```a``` b").collect::<Vec<_>>(),
            [line(0, "```a``` b", 0)]
        );
    }

    #[test]
    fn equations_are_taken_whole_only_when_they_end() {
        let found: Vec<_> = blocks("$$\nx^2\n$$\n$$y$$\n$$\nleft open\n$$ $$").collect();
        assert_eq!(
            found,
            [
                Block::Math {
                    depth: 0,
                    body: "x^2\n"
                },
                Block::Math {
                    depth: 0,
                    body: "y"
                },
                line(0, "$$", 16),
                line(0, "left open", 19),
                line(0, "$$ $$", 29),
            ]
        );
    }
}
