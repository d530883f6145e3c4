//! The little language the sample pages are written in: page headers, directives, and enhanced Markdown between them.
//!
//! `=== depth icon title` starts a page. `[[Title]]` mentions a page, `@{Name}` a person. A line that starts with `%` is a
//! directive about the block before it or the place it stands in.

/// A page as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Script<'a> {
    pub(super) depth: usize,
    pub(super) icon: &'a str,
    pub(super) title: &'a str,
    pub(super) parts: Vec<Part<'a>>,
}

/// A stretch of Markdown or a directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Markdown(String),
    /// `%word rest`.
    Directive(&'a str, &'a str),
}

/// Reads a file of pages.
pub(super) fn read(text: &str) -> Vec<Script<'_>> {
    let mut pages: Vec<Script<'_>> = Vec::new();
    for line in text.lines() {
        if let Some((depth, icon, title)) = header(line) {
            pages.push(Script {
                depth,
                icon,
                title,
                parts: Vec::new(),
            });
            continue;
        }
        let Some(page) = pages.last_mut() else {
            continue;
        };
        if let Some(directive) = line.trim_start().strip_prefix('%') {
            let (word, rest) = directive.split_once(' ').unwrap_or((directive, ""));
            page.parts.push(Part::Directive(word, rest));
            continue;
        }
        match page.parts.last_mut() {
            Some(Part::Markdown(text)) => {
                text.push('\n');
                text.push_str(line);
            }
            _ => page.parts.push(Part::Markdown(line.to_owned())),
        }
    }
    pages
}

fn header(line: &str) -> Option<(usize, &str, &str)> {
    let (depth, rest) = line.strip_prefix("=== ")?.split_once(' ')?;
    let (icon, title) = rest.split_once(' ')?;
    Some((depth.parse().ok()?, icon, title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_directives_and_markdown_are_told_apart() {
        let pages = read("=== 0 🌿 Home\nHello\nthere\n%comment A: b\n# End\n=== 1 🎬 Two\n");
        assert_eq!(
            (pages[0].depth, pages[0].icon, pages[0].title),
            (0, "🌿", "Home")
        );
        let parts = [
            Part::Markdown("Hello\nthere".into()),
            Part::Directive("comment", "A: b"),
            Part::Markdown("# End".into()),
        ];
        assert_eq!(pages[0].parts, parts);
        assert_eq!((pages[1].title, pages[1].parts.len()), ("Two", 0));
    }
}
