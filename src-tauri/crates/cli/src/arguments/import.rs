//! What is typed after `keepsake import`: what is chosen, and what comes along with it.
//!
//! Leaves out what becomes of it. The rule it protects: without a choice, the last one counts.

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
    /// Which comments; they cost a request per page or per block
    #[arg(long, value_enum, default_value_t = CommentsArgument::None)]
    pub(crate) comments: CommentsArgument,
    /// Which attachments
    #[arg(long, value_enum, default_value_t = FilesArgument::All)]
    pub(crate) files: FilesArgument,
    /// Leave out attachments larger than this, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 20)]
    pub(crate) max_file_mb: u32,
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
