//! `keepsake records`: what can be typed.

use clap::{Args, Subcommand};

/// What to do with records.
#[derive(Debug, Subcommand)]
pub(crate) enum RecordsCommand {
    /// List records
    #[command(after_help = "Examples:
  keepsake records list --status pending
  keepsake records list --view \"High Priority\" --json")]
    List(ListArguments),
    /// List the entries that stay in Draft, with a reason for each field
    Inbox,
    /// List the records that were changed on both sides
    Conflicts,
    /// Show one record with all of its fields
    Show {
        /// Its Notion page id, or the id it was given here
        id: String,
    },
    /// Change fields; the change goes to Notion at the next sync
    #[command(after_help = "Examples:
  keepsake records set 1f0e4a6c2b7d4f6e9a53c0d1e2f3a4b5 status=approved
  keepsake records set 1f0e4a6c2b7d4f6e9a53c0d1e2f3a4b5 \"status=Assets Ready\" priority=High")]
    Set {
        /// Its Notion page id, or the id it was given here
        id: String,
        /// A field and its value; `status` takes a state or one of the names in Notion
        #[arg(value_name = "FIELD=VALUE", required = true)]
        changes: Vec<String>,
        /// Also when the state cannot be reached from where the record is
        #[arg(long)]
        yes: bool,
    },
    /// Make a record; its page appears in Notion at the next sync
    #[command(after_help = "Examples:
  keepsake records new --profile video-production \"title=Tide pools\" topic=Biology channel=deep-sea")]
    New {
        /// The profile, by its name or number
        #[arg(long, value_name = "NAME")]
        profile: String,
        /// A field and its value
        #[arg(value_name = "FIELD=VALUE", required = true)]
        values: Vec<String>,
    },
    /// Show what was changed about a record, by whom and when
    History {
        /// Its Notion page id, or the id it was given here
        id: String,
    },
    /// Take the last change made here back, or the one with this number; of any page
    Undo {
        /// Its Notion page id, or the id it was given here
        id: String,
        /// The number of a change (see `keepsake records history`)
        #[arg(long, value_name = "NUMBER")]
        entry: Option<String>,
        /// Also where the same was changed otherwise by now
        #[arg(long)]
        yes: bool,
    },
    /// List the jobs that queued records have
    Jobs,
    /// Show the records as a board: a column for each state, in pipeline order
    Board {
        /// The profile, by its name or number, where several are in force
        #[arg(long, value_name = "NAME")]
        profile: Option<String>,
        /// Only the records of this channel
        #[arg(long, value_name = "ID")]
        channel: Option<String>,
    },
}

/// Which records.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct ListArguments {
    /// Only those in this state, or with exactly this status in Notion
    #[arg(long, value_name = "S")]
    pub(crate) status: Option<String>,
    /// Only those of this channel
    #[arg(long, value_name = "ID")]
    pub(crate) channel: Option<String>,
    /// Only those of this saved view
    #[arg(long, value_name = "NAME")]
    pub(crate) view: Option<String>,
    /// Only those of this profile, by its name or number
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
}
