//! `keepsake text`, `keepsake page` and `keepsake conflicts`: what can be typed.

use clap::Subcommand;

/// What to do with the text of a page.
#[derive(Debug, Subcommand)]
pub(crate) enum TextCommand {
    /// Print the Markdown of a page, with what was changed here
    Get {
        /// Its id, or its address in Notion
        id: String,
    },
    /// Replace the Markdown of a page by standard input; it goes to Notion at the next sync
    #[command(after_help = "Examples:
  keepsake text get ID > page.md; edit page.md; keepsake text put ID < page.md")]
    Put {
        /// Its id, or its address in Notion
        id: String,
    },
    /// Take the last change of the text that was made or merged here back
    Undo {
        /// Its id, or its address in Notion
        id: String,
        /// Also where the same was changed otherwise by now
        #[arg(long)]
        yes: bool,
    },
}

/// What to do with a page.
#[derive(Debug, Subcommand)]
pub(crate) enum PageCommand {
    /// Make a page below another one; its Markdown comes from standard input
    #[command(after_help = "Examples:
  keepsake page new --parent ID --title \"Meeting notes\" < notes.md")]
    New {
        /// The page it is put into
        #[arg(long, value_name = "ID")]
        parent: String,
        /// Its title
        #[arg(long)]
        title: String,
    },
    /// Put a page into the trash, at the next sync
    Trash {
        /// Its id, or its address in Notion
        id: String,
    },
    /// Take a page out of the trash, at the next sync
    Restore {
        /// Its id, or its address in Notion
        id: String,
    },
    /// Move a page below another page, or into a data source
    Move {
        /// Its id, or its address in Notion
        id: String,
        /// The page or data source
        #[arg(long, value_name = "ID")]
        to: String,
    },
}

/// What to do about what needs a decision.
#[derive(Debug, Subcommand)]
pub(crate) enum ConflictsCommand {
    /// List what was changed on both sides, plans that stopped, and changes that could not be sent
    List,
    /// Show one page: what both sides had, what is here, what is in Notion
    Show {
        /// The page's id
        id: String,
    },
    /// Decide: keep what is here, what is in Notion, both, or what a file says
    #[command(after_help = "Examples:
  keepsake conflicts resolve ID --keep mine
  keepsake conflicts resolve ID --keep both
  keepsake conflicts resolve ID --keep ./merged.md")]
    Resolve {
        /// The page's id
        id: String,
        /// `mine`, `notion`, `both`, or a file with the text that is to be there
        #[arg(long, value_name = "mine|notion|both|FILE")]
        keep: String,
    },
    /// Try a change again that could not be sent
    Retry {
        /// Its number (see `keepsake conflicts list`)
        id: String,
    },
}
