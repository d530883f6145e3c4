//! What can be typed after `backup`.

use std::path::PathBuf;

use clap::Subcommand;

/// What to do with backups.
#[derive(Debug, Clone, Subcommand)]
pub(crate) enum BackupCommand {
    /// Save a backup of the memory
    #[command(after_help = "Examples:
  keepsake backup save                           into this folder, under a name of today
  keepsake backup save /mnt/stick/notes.backup

A backup holds every workspace: pages, versions, records and what was changed here. Keys are never in it,
and neither are the bytes of attachments: after a restore, those that are missing are fetched again.")]
    Save {
        /// The file to write
        file: Option<PathBuf>,
        /// Replace the file if it is there already
        #[arg(long, requires = "file")]
        force: bool,
    },
    /// List the backups that lie beside the memory, the newest first
    List,
    /// Put a backup in the place of the memory, which is moved aside and kept
    #[command(after_help = "Examples:
  keepsake backup restore keepsake-2026-11-22-0940.backup
  keepsake backup restore notes.backup --yes --json")]
    Restore {
        /// The backup
        file: PathBuf,
        /// Answers the question with yes
        #[arg(long)]
        yes: bool,
    },
}
