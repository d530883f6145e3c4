//! What is typed after `keepsake import`: what is chosen, and what comes along with it.
//!
//! Leaves out what becomes of it. The rule it protects: what is not said is as it was at
//! the last import.

use clap::{Args, ValueEnum};

/// What to import.
#[derive(Debug, Clone, Args)]
pub(crate) struct ImportArguments {
    /// Everything the connection can see, also what is added later
    #[arg(long, conflicts_with = "select")]
    pub(crate) all: bool,
    /// These pages or databases and everything inside them, also what is added later
    #[arg(long, value_name = "ID", num_args = 1..)]
    pub(crate) select: Vec<String>,
    /// Besides what was chosen before: these and everything inside them
    #[arg(long, value_name = "ID", num_args = 1..)]
    pub(crate) also: Vec<String>,
    /// Leave these and everything inside them out of what was chosen
    #[arg(long, value_name = "ID", num_args = 1..)]
    pub(crate) except: Vec<String>,
    /// Also single rows of databases that are left out, where something chosen points at them: more than what is chosen,
    /// until a later choice or --no-linked-rows ends it
    #[arg(long, conflicts_with = "no_linked_rows")]
    pub(crate) linked_rows: bool,
    /// No longer rows that only a link brings along
    #[arg(long)]
    pub(crate) no_linked_rows: bool,
    /// What is stored and no longer chosen stays, to be read and found, and is not synced any more; so it is where nobody
    /// can be asked
    #[arg(long, conflicts_with = "remove_stored")]
    pub(crate) keep_stored: bool,
    /// What is stored and no longer chosen is removed from this computer
    #[arg(long)]
    pub(crate) remove_stored: bool,
    /// Start without asking
    #[arg(long)]
    pub(crate) yes: bool,
    /// Which comments; they cost a request per page or per block. As at the last import where nothing is said, none at first
    #[arg(long, value_enum)]
    pub(crate) comments: Option<CommentsArgument>,
    /// Which attachments. As at the last import where nothing is said, all at first
    #[arg(long, value_enum)]
    pub(crate) files: Option<FilesArgument>,
    /// Leave out attachments larger than this, in megabytes. As at the last import where nothing is said, 20 at first
    #[arg(long, value_name = "MB")]
    pub(crate) max_file_mb: Option<u32>,
}

/// Which comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CommentsArgument {
    /// None
    None,
    /// Those on pages
    Pages,
    /// Those on pages and blocks
    Blocks,
}

/// Which attachments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FilesArgument {
    /// All, up to the size limit
    All,
    /// None
    None,
}
