//! The configured channels: a folder of YAML files, of which only the ids matter here.
//!
//! A channel's id is the `id` in its file, else the file's name without extension. Whatever else a file
//! says belongs to whoever works with the channel. Files are read by the caller; aliases in them are
//! not followed, so that no file can grow while it is read.
//!
//! The rule it protects: a channel has one id, and it can be an option in Notion exactly as it is.

use std::fmt;

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde::{Deserialize, Serialize};

use crate::schema::{LONGEST_OPTION, MOST_OPTIONS};
use crate::sentence::Sentence;

/// The channels in the order of their files' names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Channels(Vec<Channel>);

/// One channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// Its id: the name of its option in Notion.
    pub id: String,
    /// The file it comes from, as it was given.
    pub file: String,
}

/// Something that is wrong with a file of channels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelProblem {
    /// The file as it was given; empty for the folder as a whole.
    pub file: String,
    /// The line, counted from 1, where one can be named.
    pub line: Option<usize>,
    /// What is wrong and what to write.
    pub what: ChannelTrouble,
}

/// What can be wrong with a file of channels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChannelTrouble {
    /// There is nothing in it.
    Empty,
    /// It is not YAML.
    NotYaml {
        /// The parser's words.
        detail: String,
    },
    /// It is not a list of keys with values.
    NotKeys {
        /// What it is instead.
        found: Shape,
    },
    /// It holds several documents.
    SeveralDocuments,
    /// The `id` is not a text.
    IdNotText {
        /// What it is instead.
        found: Shape,
    },
    /// The `id` stands there twice.
    TwoIds,
    /// The id is blank.
    BlankId,
    /// Notion takes no comma in an option.
    CommaInId {
        /// The id.
        id: String,
    },
    /// Notion takes at most 100 characters in an option.
    LongId {
        /// How long it is.
        length: usize,
    },
    /// Another file has the same id.
    SameId {
        /// The id.
        id: String,
        /// The other file.
        other: String,
    },
    /// There are more channels than Notion takes options.
    TooMany {
        /// How many there are.
        count: usize,
    },
}

/// What stands in a file where something else has to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Keys with values.
    Keys,
    /// A list.
    List,
    /// An alias of YAML's.
    Alias,
    /// A single text.
    Text,
}

impl Shape {
    /// Its word in the catalogue.
    const fn word(self) -> &'static str {
        match self {
            Self::Keys => "keys",
            Self::List => "list",
            Self::Alias => "alias",
            Self::Text => "text",
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Keys => "a group of keys",
            Self::List => "a list",
            Self::Alias => "an alias",
            Self::Text => "a single text",
        })
    }
}

impl Channels {
    /// Reads channels from the names and the texts of their files.
    ///
    /// # Errors
    /// Every problem of every file.
    pub fn read<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Vec<ChannelProblem>> {
        let mut files: Vec<(&str, &str)> = files.into_iter().collect();
        files.sort_unstable();
        let mut channels: Vec<Channel> = Vec::new();
        let mut problems = Vec::new();
        for (file, text) in files {
            let problem = |line, what| ChannelProblem {
                file: file.to_owned(),
                line,
                what,
            };
            match id(file, text) {
                Err((line, what)) => problems.push(problem(line, what)),
                Ok((line, id)) => {
                    if let Some(other) = channels.iter().find(|channel| channel.id == id) {
                        let other = other.file.clone();
                        problems.push(problem(line, ChannelTrouble::SameId { id, other }));
                    } else {
                        channels.push(Channel {
                            id,
                            file: file.to_owned(),
                        });
                    }
                }
            }
        }
        if channels.len() > MOST_OPTIONS {
            problems.push(ChannelProblem {
                file: String::new(),
                line: None,
                what: ChannelTrouble::TooMany {
                    count: channels.len(),
                },
            });
        }
        if problems.is_empty() {
            Ok(Self(channels))
        } else {
            Err(problems)
        }
    }

    /// The channels.
    pub fn iter(&self) -> impl Iterator<Item = &Channel> {
        self.0.iter()
    }

    /// The ids.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|channel| channel.id.as_str())
    }

    /// Whether there is no channel at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this is the id of a channel, exactly.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        self.ids().any(|known| known == id)
    }
}

type Trouble = (Option<usize>, ChannelTrouble);

/// The id of one channel and the line it stands in.
fn id(file: &str, text: &str) -> Result<(Option<usize>, String), Trouble> {
    let written = written_id(text)?;
    let (line, id) = match written {
        Some((line, id)) => (Some(line), id),
        None => (None, stem(file).to_owned()),
    };
    let length = id.chars().count();
    if id.trim().is_empty() {
        Err((line, ChannelTrouble::BlankId))
    } else if id.contains(',') {
        Err((line, ChannelTrouble::CommaInId { id }))
    } else if length > LONGEST_OPTION {
        Err((line, ChannelTrouble::LongId { length }))
    } else {
        Ok((line, id))
    }
}

/// The name of a file without its folders and its extension.
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match name.rfind('.') {
        Some(dot) if dot > 0 => &name[..dot],
        _ => name,
    }
}

/// The value of the key `id` at the top of a YAML text. The text is read to its end, so that a file
/// that breaks further down is refused as well.
fn written_id(text: &str) -> Result<Option<(usize, String)>, Trouble> {
    let mut found: Option<(usize, String)> = None;
    let mut depth = 0_usize;
    let mut documents = 0_usize;
    let mut has_root = false;
    // At the top, keys and values take turns.
    let mut is_key = true;
    let mut after_id = false;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            (
                Some(error.marker().line()),
                ChannelTrouble::NotYaml {
                    detail: error.info().to_owned(),
                },
            )
        })?;
        let line = span.start.line();
        let opens = matches!(event, Event::MappingStart(..) | Event::SequenceStart(..));
        let closes = matches!(event, Event::MappingEnd | Event::SequenceEnd);
        let is_node = opens || matches!(event, Event::Scalar(..) | Event::Alias(_));
        if matches!(event, Event::DocumentStart(_)) {
            documents += 1;
            if documents > 1 {
                return Err((Some(line), ChannelTrouble::SeveralDocuments));
            }
        }
        if is_node && depth == 0 {
            root(&event, line)?;
            has_root = true;
        } else if is_node && depth == 1 {
            if is_key {
                after_id = matches!(&event, Event::Scalar(key, ..) if key == "id");
            } else if after_id {
                if found.is_some() {
                    return Err((Some(line), ChannelTrouble::TwoIds));
                }
                found = Some((line, scalar(&event, line)?));
            }
            is_key = !is_key;
        }
        if opens {
            depth += 1;
        } else if closes {
            depth -= 1;
        }
    }
    if has_root {
        Ok(found)
    } else {
        Err((None, ChannelTrouble::Empty))
    }
}

/// The whole of a file has to be keys with values.
fn root(event: &Event<'_>, line: usize) -> Result<(), Trouble> {
    match event {
        Event::MappingStart(..) => Ok(()),
        Event::Scalar(text, ScalarStyle::Plain, ..) if is_null(text) => {
            Err((None, ChannelTrouble::Empty))
        }
        other => Err((
            Some(line),
            ChannelTrouble::NotKeys {
                found: called(other),
            },
        )),
    }
}

/// The text of an id. A number is a text as well here, because an option in Notion is one.
fn scalar(event: &Event<'_>, line: usize) -> Result<String, Trouble> {
    match event {
        Event::Scalar(text, ScalarStyle::Plain, ..) if is_null(text) => {
            Err((Some(line), ChannelTrouble::BlankId))
        }
        Event::Scalar(text, ..) => Ok(text.to_string()),
        other => Err((
            Some(line),
            ChannelTrouble::IdNotText {
                found: called(other),
            },
        )),
    }
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

fn called(event: &Event<'_>) -> Shape {
    match event {
        Event::MappingStart(..) => Shape::Keys,
        Event::SequenceStart(..) => Shape::List,
        Event::Alias(_) => Shape::Alias,
        _ => Shape::Text,
    }
}

impl fmt::Display for ChannelProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            formatter.write_str(&self.file)?;
            if let Some(line) = self.line {
                write!(formatter, ", line {line}")?;
            }
            formatter.write_str(": ")?;
        }
        self.what.fmt(formatter)
    }
}

impl fmt::Display for ChannelTrouble {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter
                .write_str("there is nothing in this file; write `id: name-of-the-channel`"),
            Self::NotYaml { detail } => write!(formatter, "this is not YAML ({detail})"),
            Self::NotKeys { found } => write!(
                formatter,
                "this file is {found}, not keys with values; write `id: name-of-the-channel`"
            ),
            Self::SeveralDocuments => {
                formatter.write_str("a second document begins here; keep one channel in each file")
            }
            Self::IdNotText { found } => write!(
                formatter,
                "`id` is {found}, not a text; write `id: name-of-the-channel`"
            ),
            Self::TwoIds => formatter.write_str("`id` stands here a second time; keep one"),
            Self::BlankId => formatter
                .write_str("`id` is empty; write `id: name-of-the-channel`, or leave it out"),
            Self::CommaInId { id } => write!(
                formatter,
                "the id “{id}” has a comma, which Notion does not take in an option; write another id"
            ),
            Self::LongId { length } => write!(
                formatter,
                "the id has {length} characters, and Notion takes at most {LONGEST_OPTION} in an option; write a shorter id"
            ),
            Self::SameId { id, other } => write!(
                formatter,
                "the id “{id}” is already that of {other}; write another id"
            ),
            Self::TooMany { count } => write!(
                formatter,
                "there are {count} channels, and Notion takes at most {MOST_OPTIONS} options; take some files out of the folder"
            ),
        }
    }
}

impl Sentence for ChannelTrouble {
    fn code(&self) -> &'static str {
        match self {
            Self::Empty => "channel-empty",
            Self::NotYaml { .. } => "channel-not-yaml",
            Self::NotKeys { .. } => "channel-not-keys",
            Self::SeveralDocuments => "channel-several-documents",
            Self::IdNotText { .. } => "channel-id-not-text",
            Self::TwoIds => "channel-two-ids",
            Self::BlankId => "channel-blank-id",
            Self::CommaInId { .. } => "channel-comma-in-id",
            Self::LongId { .. } => "channel-long-id",
            Self::SameId { .. } => "channel-same-id",
            Self::TooMany { .. } => "channel-too-many",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        let mut arguments = Vec::new();
        match self {
            Self::NotYaml { detail } => arguments.push(("detail", detail.clone())),
            Self::NotKeys { found } | Self::IdNotText { found } => {
                arguments.push(("found", found.word().to_owned()));
            }
            Self::CommaInId { id } => arguments.push(("id", id.clone())),
            Self::LongId { length } => arguments.push(("length", length.to_string())),
            Self::SameId { id, other } => {
                arguments.push(("id", id.clone()));
                arguments.push(("other", other.clone()));
            }
            Self::TooMany { count } => arguments.push(("count", count.to_string())),
            Self::Empty | Self::SeveralDocuments | Self::TwoIds | Self::BlankId => {}
        }
        arguments
    }
}

#[cfg(test)]
#[path = "channels_tests.rs"]
mod tests;
