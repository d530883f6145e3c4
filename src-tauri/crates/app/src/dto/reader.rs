//! A page as the reader shows it.

use serde::Serialize;
use specta::Type;

use super::{ChosenOption, Reach};

/// A page as the reader shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReaderPage {
    /// Its Notion id.
    pub id: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// An emoji or the address of a picture.
    pub icon: Option<String>,
    /// What it lies in, the topmost first.
    pub path: Vec<PageRef>,
    /// Its text as HTML that is safe to show.
    pub html: String,
    /// Its properties, without the title.
    pub properties: Vec<ReaderProperty>,
    /// Its tables, where it is a database: its data sources.
    pub tables: Vec<ReaderTable>,
    /// Its open comments.
    pub comments: Vec<ReaderComment>,
    /// What points at it.
    pub backlinks: Vec<PageRef>,
    /// Its attachments.
    pub files: Vec<ReaderFile>,
    /// When it was last edited (RFC 3339).
    pub edited_time: Option<String>,
    /// When it was read from Notion (RFC 3339).
    pub remembered_time: Option<String>,
    /// Its address in Notion.
    pub url: Option<String>,
    /// Whether Notion still answers for it.
    pub reach: Reach,
    /// What is missing, in sentences.
    pub notes: Vec<String>,
}

/// A page or database by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PageRef {
    /// Its Notion id.
    pub id: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// An emoji or the address of a picture.
    pub icon: Option<String>,
    /// The title of what it lies in; empty at the top.
    pub place: String,
}

/// A property as people read it.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReaderProperty {
    /// Its name.
    pub name: String,
    /// Its value as text.
    pub text: String,
    /// Its value as it is shown.
    pub value: PropertyValue,
}

/// A value in the shape that people recognise.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum PropertyValue {
    /// Words and names.
    Text {
        /// The words.
        text: String,
    },
    /// A number.
    Number {
        /// The number.
        number: f64,
    },
    /// What was chosen.
    Options {
        /// In the order of the field.
        options: Vec<ChosenOption>,
    },
    /// A day or a moment, or from one to another (ISO 8601).
    Moment {
        /// The beginning.
        start: String,
        /// The end.
        end: Option<String>,
    },
    /// A tick box.
    Checkbox {
        /// Whether it is ticked.
        checked: bool,
    },
    /// An address on the web.
    Address {
        /// `http` or `https`.
        url: String,
    },
    /// Related pages that are in the memory.
    Pages {
        /// The first of them.
        pages: Vec<PageRef>,
        /// How many there are, also outside the memory.
        total: u32,
    },
}

impl PropertyValue {
    /// The value as text, for whoever shows nothing else.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            PropertyValue::Text { text } => text.clone(),
            PropertyValue::Number { number } => number.to_string(),
            PropertyValue::Options { options } => {
                let names: Vec<&str> = options.iter().map(|option| option.name.as_str()).collect();
                names.join(", ")
            }
            PropertyValue::Moment { start, end: None } => start.clone(),
            PropertyValue::Moment {
                start,
                end: Some(end),
            } => format!("{start} → {end}"),
            PropertyValue::Checkbox { checked } => checked.to_string(),
            PropertyValue::Address { url } => url.clone(),
            PropertyValue::Pages { pages, .. } => {
                let titles: Vec<&str> = pages.iter().map(|page| page.title.as_str()).collect();
                titles.join(", ")
            }
        }
    }
}

/// A table of a database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReaderTable {
    /// The data source's Notion id.
    pub id: String,
    /// Its name; empty where it has none.
    pub title: String,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReaderComment {
    /// Who wrote it; empty where that is not known.
    pub author: String,
    /// When (RFC 3339).
    pub time: Option<String>,
    /// Its words.
    pub text: String,
}

/// An attachment.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReaderFile {
    /// Its name.
    pub name: String,
    /// Whether it is here.
    pub status: ReaderFileStatus,
    /// Bytes, where known.
    pub size: Option<f64>,
    /// The hash of its contents, where it is here.
    pub hash: Option<String>,
    /// Of what type its server said it is, where it is here.
    pub mime: Option<String>,
    /// Why it is not here, as a word, where that is known.
    pub reason: Option<String>,
}

/// Whether an attachment is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ReaderFileStatus {
    /// It is here.
    Stored,
    /// It is still to be fetched.
    Pending,
    /// It lies elsewhere on the web and is only linked.
    External,
    /// It is larger than the person wants.
    TooLarge,
    /// Notion does not give it.
    Refused,
    /// It could not be fetched.
    Failed,
}
