//! `keepsake search`: what can be typed.

use clap::{Args, ValueEnum};

/// What to look for.
#[derive(Debug, Clone, Args)]
pub(crate) struct SearchArguments {
    /// The words to find; the last one may be a beginning. Without any, a filter lists what passes it
    #[arg(required_unless_present_any = ["kind", "within", "edited", "since", "until", "with_files"])]
    pub(crate) words: Vec<String>,
    /// Show at most this many
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) limit: u32,
    /// Only of this kind
    #[arg(long, value_enum)]
    pub(crate) kind: Option<KindArgument>,
    /// Only in this page or database, at any depth
    #[arg(long = "in", value_name = "ID")]
    pub(crate) within: Option<String>,
    /// Only what was edited so lately
    #[arg(long, value_enum, conflicts_with_all = ["since", "until"])]
    pub(crate) edited: Option<EditedArgument>,
    /// Only what was edited on this day or later, such as 2026-05-03 (UTC)
    #[arg(long, value_name = "DAY")]
    pub(crate) since: Option<String>,
    /// Only what was edited on this day or before
    #[arg(long, value_name = "DAY")]
    pub(crate) until: Option<String>,
    /// Only with attachments
    #[arg(long)]
    pub(crate) with_files: bool,
    /// Only where all words are in the title
    #[arg(long)]
    pub(crate) titles: bool,
}

/// What may be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum KindArgument {
    /// Pages that are no rows
    Page,
    /// Databases
    Database,
    /// Rows of databases
    Row,
}

/// How lately.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EditedArgument {
    /// Today (UTC)
    Today,
    /// In the last 7 days
    #[value(name = "7d")]
    Week,
    /// In the last 30 days
    #[value(name = "30d")]
    Month,
}
