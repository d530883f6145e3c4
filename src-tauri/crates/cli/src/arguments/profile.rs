//! `keepsake profile`: what can be typed.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What to do with profiles.
#[derive(Debug, Subcommand)]
pub(crate) enum ProfileCommand {
    /// Check a profile file and say what it means
    #[command(after_help = "Examples:
  keepsake profile check video-production
  keepsake profile check ./podcasts.toml")]
    Check {
        /// A file, or the name of a profile
        #[arg(value_name = "FILE|NAME")]
        profile: String,
    },
    /// List the profiles there are, and what they are applied to
    List,
    /// Begin a profile of one's own, with comments
    #[command(after_help = "Examples:
  keepsake profile new                     prints it
  keepsake profile new podcasts            writes it into the data folder")]
    New {
        /// Its name; without one it is printed
        name: Option<String>,
    },
    /// Show a profile: its fields, its states and its rules
    Show {
        /// A file, or the name of a profile
        #[arg(value_name = "FILE|NAME", default_value = "video-production")]
        profile: String,
    },
    /// Say what a profile would make of every row that is remembered; changes nothing
    DryRun(ApplyArguments),
    /// Apply a profile to a database that is there
    #[command(after_help = "Examples:
  keepsake profile apply video-production --data-source 1f0e4a6c2b7d4f6e9a53c0d1e2f3a4b5 --channels channels
  keepsake profile apply video-production --data-source 1f0e4a6c2b7d4f6e9a53c0d1e2f3a4b5 --yes")]
    Apply {
        /// What to apply, and where
        #[command(flatten)]
        wish: ApplyArguments,
        /// Add what is missing in Notion, and apply, without asking
        #[arg(long)]
        yes: bool,
    },
    /// Create the database of a profile in Notion, and apply the profile to it
    #[command(after_help = "Examples:
  keepsake profile create video-production --parent 1f0e4a6c2b7d4f6e9a53c0d1e2f3a4b5 --channels channels")]
    Create {
        /// A file, or the name of a profile
        #[arg(value_name = "FILE|NAME")]
        profile: String,
        /// The page it is put into
        #[arg(long, value_name = "PAGE_ID")]
        parent: String,
        /// The folder with one YAML file for each channel
        #[arg(long, value_name = "DIR")]
        channels: Option<PathBuf>,
        /// What the database is called, instead of the profile's own title
        #[arg(long)]
        title: Option<String>,
        /// Where a relation leads: a field and a data source, as in `assets=ID`
        #[arg(long, value_name = "FIELD=ID")]
        relation: Vec<String>,
    },
    /// Take a profile off its database; Notion is left as it is
    Remove {
        /// The name of the profile, or its number (see `keepsake profile list`)
        profile: String,
        /// The database, where the profile is applied to several
        #[arg(long, value_name = "ID")]
        data_source: Option<String>,
    },
}

/// A profile, and what it is applied to.
#[derive(Debug, Clone, Args)]
pub(crate) struct ApplyArguments {
    /// A file, or the name of a profile
    #[arg(value_name = "FILE|NAME")]
    pub(crate) profile: String,
    /// The database or data source
    #[arg(long, value_name = "ID")]
    pub(crate) data_source: String,
    /// The folder with one YAML file for each channel; the one in the data folder unless said otherwise
    #[arg(long, value_name = "DIR")]
    pub(crate) channels: Option<PathBuf>,
}
