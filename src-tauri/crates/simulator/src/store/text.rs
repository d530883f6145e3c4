//! Rich text as the store keeps it: compact runs, from which the JSON of a response is written.
//!
//! What depends on the reader (the title of a mentioned page, signed addresses) is not kept here.

use serde_json::Value;

use crate::identifier::Id;

/// One rich-text value.
pub(crate) type RichText = Vec<Run>;

/// A stretch of text with one style.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Run {
    pub(crate) kind: RunKind,
    pub(crate) style: Style,
}

/// What a run is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum RunKind {
    /// Words, perhaps a link.
    Text {
        content: String,
        link: Option<String>,
    },
    /// An inline formula.
    Equation(String),
    /// A mention of a user.
    User(Id),
    /// A mention of a page.
    Page(Id),
    /// A mention of a database (the container).
    Database(Id),
    /// A date mention, as Notion's date object.
    Date(Value),
    /// A mention of a custom emoji.
    Emoji(Id),
    /// A mention the API can show but not create (link previews, templates, kinds of the future): its JSON and its words.
    Other {
        mention: Value,
        words: String,
        link: Option<String>,
    },
}

impl Default for RunKind {
    fn default() -> Self {
        Self::Text {
            content: String::new(),
            link: None,
        }
    }
}

/// Notion's annotations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Style {
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) strikethrough: bool,
    pub(crate) underline: bool,
    pub(crate) code: bool,
    /// `None` is Notion's `default`.
    pub(crate) color: Option<String>,
}

impl Run {
    /// A run of plain words.
    pub(crate) fn words(content: impl Into<String>) -> Self {
        Self {
            kind: RunKind::Text {
                content: content.into(),
                link: None,
            },
            style: Style::default(),
        }
    }

    /// A run of words that links somewhere.
    pub(crate) fn link(content: impl Into<String>, url: impl Into<String>) -> Self {
        Self {
            kind: RunKind::Text {
                content: content.into(),
                link: Some(url.into()),
            },
            style: Style::default(),
        }
    }

    /// A run of a kind without style.
    pub(crate) fn of(kind: RunKind) -> Self {
        Self {
            kind,
            style: Style::default(),
        }
    }

    /// The words the store itself holds for this run; mentions of objects hold none.
    pub(crate) fn own_words(&self) -> &str {
        match &self.kind {
            RunKind::Text { content, .. } => content,
            RunKind::Equation(expression) => expression,
            RunKind::Other { words, .. } => words,
            RunKind::User(_)
            | RunKind::Page(_)
            | RunKind::Database(_)
            | RunKind::Date(_)
            | RunKind::Emoji(_) => "",
        }
    }
}

/// One plain run; an empty text has no runs.
pub(crate) fn plain(content: impl Into<String>) -> RichText {
    let content = content.into();
    if content.is_empty() {
        RichText::new()
    } else {
        vec![Run::words(content)]
    }
}

/// The words the store holds, without those of mentioned objects.
pub(crate) fn own_words(text: &[Run]) -> String {
    text.iter().map(Run::own_words).collect()
}
