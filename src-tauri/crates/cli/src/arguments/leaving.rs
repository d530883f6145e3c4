//! What can be typed to leave: one connection, or everything.

use clap::{Args, ValueEnum};

/// What applies to every way to leave.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct LeavingArguments {
    /// Where the place of the keys cannot be opened, go on and leave them there
    #[arg(long)]
    pub(crate) leave_keys: bool,
    /// Answers the question with yes
    #[arg(long)]
    pub(crate) yes: bool,
}

/// How a connection ends.
#[derive(Debug, Clone, Args)]
pub(crate) struct DisconnectArguments {
    /// What becomes of what is remembered; without a terminal to ask on it is kept
    #[arg(long, value_enum)]
    pub(crate) memory: Option<MemoryFate>,
    /// The same as --memory forget, after a question
    #[arg(long, conflicts_with = "memory")]
    pub(crate) forget: bool,
    /// The same as “keepsake purge”, after a question
    #[arg(long, conflicts_with_all = ["memory", "forget"])]
    pub(crate) delete_everything: bool,
    #[command(flatten)]
    pub(crate) leaving: LeavingArguments,
}

/// What becomes of the memory of a connection that is removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MemoryFate {
    /// It stays and can be read
    Keep,
    /// It is out of sight, can be brought back for 30 days, and is removed then
    Forget,
    /// It is removed
    Remove,
}
