//! What can be typed: commands, flags, and the help with its examples.
//!
//! Help texts are doc comments, because clap makes them from there; other languages have theirs in the catalogue (`help`). Leaves out
//! what commands do. The rule it protects: no secret is ever an argument.

mod backup;
mod broker;
mod import;
mod leaving;
mod pages;
mod profile;
mod records;
mod rows;
mod search;
mod webhooks;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use keepsake_app::watch::Rhythm;

pub(crate) use backup::BackupCommand;
pub(crate) use broker::BrokerArguments;
pub(crate) use import::{CommentsArgument, FilesArgument, ImportArguments};
pub(crate) use leaving::{DisconnectArguments, LeavingArguments, MemoryFate};
pub(crate) use pages::{ConflictsCommand, PageCommand, TextCommand};
pub(crate) use profile::{ApplyArguments, ProfileCommand};
pub(crate) use records::RecordsCommand;
pub(crate) use rows::RowsArguments;
pub(crate) use search::{EditedArgument, KindArgument, SearchArguments};
pub(crate) use webhooks::{AlertsCommand, NoTime, WebhooksArguments, WebhooksCommand};

/// Your Notion, remembered on this computer.
#[derive(Debug, Parser)]
#[command(
    name = "keepsake",
    version,
    propagate_version = true,
    arg_required_else_help = true
)]
#[command(after_help = "Examples:
  keepsake import --sample --yes           try it without an account
  keepsake connect                         connect a Notion workspace
  keepsake pages                           show what the connection can see
  keepsake import --all                    remember everything
  keepsake search quarterly plan           find it again

Exit codes: 0 ok, 1 error, 2 usage, 3 needs sign-in, 4 partial.
Environment: KEEPSAKE_HOME (data folder), KEEPSAKE_NOTION_URL (API origin without /v1),
KEEPSAKE_REQUESTS_PER_SECOND (1 to 10), KEEPSAKE_LOG (log filter),
KEEPSAKE_LANGUAGE (en, de), NO_COLOR.")]
pub(crate) struct Arguments {
    /// What applies to every command.
    #[command(flatten)]
    pub(crate) common: Common,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Flags of every command.
#[derive(Debug, Clone, Args)]
pub(crate) struct Common {
    /// Print one JSON document to standard output; progress goes to standard error
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Use the sample workspace that is built in: no account, no network
    #[arg(long, global = true, conflicts_with = "connection")]
    pub(crate) sample: bool,
    /// Use the connection with this number (see `keepsake connections`)
    #[arg(long, global = true, value_name = "ID")]
    pub(crate) connection: Option<String>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Connect a Notion workspace with a token, or by signing in
    #[command(after_help = "Examples:
  keepsake connect                               asks for the token
  printf %s \"$TOKEN\" | keepsake connect --token-stdin
  keepsake connect --sample                      the sample workspace
  keepsake connect --client-id ID                signs in in the browser, with an OAuth connection of your own
  keepsake connect --sign-in                     signs in in the browser, where this Keepsake has a sign-in service")]
    Connect(ConnectArguments),
    /// List the connected workspaces
    Connections,
    /// Remove a connection and its token
    #[command(after_help = "Examples:
  keepsake disconnect --connection 1 --memory keep
  keepsake disconnect --connection 1 --forget --yes
  keepsake disconnect --delete-everything --yes  every workspace, and all that Keepsake keeps on this computer")]
    Disconnect(DisconnectArguments),
    /// Bring back a workspace that was forgotten in the last 30 days
    Restore {
        /// Its number (see `keepsake connections`)
        id: String,
    },
    /// Save a copy of the memory, list those there are, or put one back
    #[command(subcommand)]
    Backup(BackupCommand),
    /// Delete everything that Keepsake keeps on this computer, before it is uninstalled
    #[command(after_help = "Examples:
  keepsake purge                                 asks first
  keepsake purge --yes
  keepsake purge --forgotten --yes               only the workspaces that were forgotten, before their 30 days are over")]
    Purge {
        /// Only the workspaces that were forgotten
        #[arg(long, conflicts_with = "leave_keys")]
        forgotten: bool,
        #[command(flatten)]
        leaving: LeavingArguments,
    },
    /// Show what the connection can see, as a tree
    #[command(after_help = "Examples:
  keepsake pages --refresh
  keepsake pages --not-shared                    what pages link to and Notion does not show: ask for access")]
    Pages {
        /// Look again, even when it was looked before
        #[arg(long)]
        refresh: bool,
        /// List what imported pages link to and Notion does not show, the most linked first
        #[arg(long, conflicts_with = "refresh")]
        not_shared: bool,
    },
    /// Bring pages into the memory; go on with an import that was interrupted
    #[command(after_help = "Examples:
  keepsake import --all --yes
  keepsake import --select 1f0e4a6c2b7d4f6e9a53c0d1e2f3a4b5 --comments pages
  keepsake import --except 1f0e4a6c2b7d4f6e9a53c0d1e2f3a4b5 --remove-stored
  keepsake import                                the same choice as last time")]
    Import(ImportArguments),
    /// Bring what has changed, and send what was changed here
    #[command(after_help = "Examples:
  keepsake sync --once
  keepsake sync --watch --every 5m               until Ctrl-C, sooner when something is changed here")]
    Sync(SyncArguments),
    /// Work with profiles: the rules that turn the rows of a database into records
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// Work with records: the rows of a database that a profile is applied to
    #[command(subcommand)]
    Records(RecordsCommand),
    /// Read and write the text of a page
    #[command(subcommand)]
    Text(TextCommand),
    /// Make, move, trash and restore pages
    #[command(subcommand)]
    Page(PageCommand),
    /// Decide about what was changed on both sides
    Conflicts {
        /// What to do; lists when nothing is said
        #[command(subcommand)]
        what: Option<ConflictsCommand>,
    },
    /// Receive what Notion tells, so that changes arrive within seconds (docs/webhooks.md)
    #[command(after_help = "Examples:
  keepsake webhooks --listen 127.0.0.1:8788 --pair
  keepsake webhooks --listen 127.0.0.1:8788
  keepsake webhooks status")]
    Webhooks(WebhooksArguments),
    /// Serve the broker: it holds the client secret of a public connection, so that apps need none (docs/broker.md)
    #[command(after_help = "Examples:
  keepsake broker --listen 127.0.0.1:8790 --public-url https://connect.example.com \\
      --client-id-file /run/secrets/client-id --client-secret-file /run/secrets/client-secret
  keepsake broker --listen 127.0.0.1:8790 --public-url https://connect.example.com --credentials-stdin

The id and secret are never arguments. They are read from the files, or as two lines from standard
input, or from KEEPSAKE_BROKER_CLIENT_ID and KEEPSAKE_BROKER_CLIENT_SECRET.")]
    Broker(BrokerArguments),
    /// Show what you should know about
    Alerts {
        /// What to do; lists when nothing is said
        #[command(subcommand)]
        what: Option<AlertsCommand>,
    },
    /// Say where things stand
    Status,
    /// Find pages in the memory
    #[command(after_help = "Examples:
  keepsake search quarterly plan
  keepsake search glacier --kind row --edited 30d
  keepsake search permit --in ID --with-files
  keepsake search --edited today                 everything edited today")]
    Search(SearchArguments),
    /// Remove a page from the memory, with everything inside it; Notion is not touched
    #[command(after_help = "Examples:
  keepsake forget ID                             asks first
  keepsake forget ID --yes --json

The page is no longer chosen: later syncs leave it out until you choose it again.")]
    Forget {
        /// Its id, or its address in Notion
        id: String,
        /// Forget without asking
        #[arg(long)]
        yes: bool,
    },
    /// Show a page of the memory, as it is or as it was
    #[command(after_help = "Examples:
  keepsake show ID
  keepsake show ID --at 2026-05-03               what it said at the end of that day (UTC)")]
    Show {
        /// Its id, or its address in Notion
        id: String,
        /// As it was: a day, a moment, or the number of a version
        #[arg(long, value_name = "WHEN")]
        at: Option<String>,
        /// In which form
        #[arg(long, value_enum, default_value_t = ShowFormat::Markdown)]
        format: ShowFormat,
    },
    /// List the versions of a page that are remembered
    Versions {
        /// Its id, or its address in Notion
        id: String,
    },
    /// Show what changed on a page from one version to another
    #[command(after_help = "Examples:
  keepsake diff ID                               the last change
  keepsake diff ID --from 2026-05-03             since the end of that day (UTC)
  keepsake diff ID --from 12 --to 15             between two versions (see `keepsake versions`)

Words that were removed stand in [-brackets-], words that were added in {+braces+}.")]
    Diff {
        /// Its id, or its address in Notion
        id: String,
        /// The older one: a day, a moment, or the number of a version; the one before unless given
        #[arg(long, value_name = "WHEN")]
        from: Option<String>,
        /// The newer one; what the page says now unless given
        #[arg(long, value_name = "WHEN")]
        to: Option<String>,
    },
    /// Show the rows of a database: sorted, filtered, by a saved view, or as CSV
    #[command(after_help = "Examples:
  keepsake rows Filmography --filter \"Stage=Released\" --sort Premiere:desc
  keepsake rows Filmography --filter \"Minutes>60\" --column Stage --csv long-films.csv
  keepsake rows Filmography --views
  keepsake rows Filmography --view \"Long ones\" --csv - | column -s, -t")]
    Rows(RowsArguments),
    /// Write the memory to files
    #[command(after_help = "Examples:
  keepsake export --format markdown --out notes
  keepsake export --format jsonl --out dump
  keepsake export --format csv --out tables")]
    Export {
        /// In which form
        #[arg(long, value_enum)]
        format: ExportFormat,
        /// The folder to write to; files that Keepsake did not write there are left alone
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Read pages again and compare them with what is stored
    Verify {
        /// Every page instead of a sample
        #[arg(long)]
        all: bool,
        /// How many pages to compare
        #[arg(long, default_value_t = 20, conflicts_with = "all", value_parser = clap::value_parser!(u32).range(1..))]
        sample_size: u32,
    },
    /// List past runs with their ledgers
    Runs {
        /// Show at most this many
        #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
        limit: u32,
        /// Print the whole account of one run instead, by its number
        #[arg(long, value_name = "RUN", conflicts_with = "limit")]
        report: Option<String>,
    },
    /// Check that everything Keepsake needs is in order
    Doctor,
    /// Serve a simulated Notion on this computer, for trying and testing
    #[command(after_help = "Examples:
  keepsake simulator --workspace sample --port 8123
  keepsake simulator --workspace big:1000 --port 0 --limit 180 --json

Workspaces: sample, flat, nested, deep, big:N, rows:N, hostile.
The server also answers /simulator/meters, /simulator/truth, /simulator/faults, /simulator/clock and /simulator/edits.")]
    Simulator {
        /// Which workspace
        #[arg(long, value_name = "NAME", default_value = "sample")]
        workspace: String,
        /// Which port on 127.0.0.1; 0 takes a free one
        #[arg(long)]
        port: u16,
        /// Answer with 429 beyond this many requests in 60 seconds
        #[arg(long, value_name = "N")]
        limit: Option<u32>,
        /// The seed everything in the workspace is made from
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Print completions for a shell
    Completions {
        /// Which shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the manual page
    #[command(after_help = "Examples:
  keepsake manual | man -l -
  keepsake manual --folder ~/.local/share/man/man1")]
    Manual {
        /// Write it here, with a page for each command
        #[arg(long, value_name = "FOLDER")]
        folder: Option<PathBuf>,
    },
}

/// How to sync.
#[derive(Debug, Clone, Args)]
pub(crate) struct SyncArguments {
    /// Once, now
    #[arg(long, required_unless_present_any = ["watch", "allow_deletions", "keep_deleted"])]
    pub(crate) once: bool,
    /// Carry out the deletions that Keepsake has stopped at, then sync once
    #[arg(long, conflicts_with = "keep_deleted")]
    pub(crate) allow_deletions: bool,
    /// Do not carry out the deletions that Keepsake has stopped at, then sync once
    #[arg(long)]
    pub(crate) keep_deleted: bool,
    /// Again and again, until Ctrl-C
    #[arg(long, conflicts_with_all = ["once", "allow_deletions", "keep_deleted"])]
    pub(crate) watch: bool,
    /// How often while nothing is heard, such as 60s or 5m, or “start”: only once at the start; as in the
    /// settings unless given, where “When I open Keepsake” means “start”
    #[arg(long, value_name = "TIME", value_parser = webhooks::every, requires = "watch",
        conflicts_with_all = ["once", "allow_deletions", "keep_deleted"])]
    pub(crate) every: Option<Rhythm>,
}

/// How to connect.
#[derive(Debug, Args)]
pub(crate) struct ConnectArguments {
    /// Read the token from standard input; with --client-id the client secret
    #[arg(long)]
    pub(crate) token_stdin: bool,
    /// Sign in in the browser, with the OAuth connection that has this client id and comes back to
    /// http://localhost:43110/oauth/callback (and 43111, 43112)
    #[arg(long, value_name = "ID", conflicts_with = "sample")]
    pub(crate) client_id: Option<String>,
    /// Sign in in the browser through the sign-in service of this Keepsake (docs/broker.md); needs
    /// KEEPSAKE_SIGN_IN_BROKER_URL and KEEPSAKE_SIGN_IN_CLIENT_ID where none is built in
    #[arg(long, conflicts_with_all = ["sample", "client_id", "token_stdin"])]
    pub(crate) sign_in: bool,
}

/// The form of one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ShowFormat {
    /// Notion's Markdown
    Markdown,
    /// Everything that is known, as JSON
    Json,
}

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// A folder of Markdown files as the pages lie in Notion
    Markdown,
    /// JSON lines: objects, blocks, comments, users
    Jsonl,
    /// A table for each data source
    Csv,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_holds_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn flags_of_every_command_may_stand_anywhere() {
        for line in [
            "keepsake --sample --json status",
            "keepsake status --json --sample",
        ] {
            let arguments = Arguments::try_parse_from(line.split(' ')).unwrap();
            assert!(arguments.common.json && arguments.common.sample);
        }
    }

    #[test]
    fn contradictions_are_refused() {
        for line in [
            "keepsake import --all --select 1",
            "keepsake import --keep-stored --remove-stored",
            "keepsake status --sample --connection 1",
            "keepsake sync",
            "keepsake search",
            "keepsake export --format xml --out x",
            "keepsake connect --token ntn_1",
        ] {
            assert!(
                Arguments::try_parse_from(line.split(' ')).is_err(),
                "{line} was taken"
            );
        }
    }

    #[test]
    fn several_pages_can_be_selected() {
        let arguments =
            Arguments::try_parse_from(["keepsake", "import", "--select", "a", "b", "--yes"])
                .unwrap();
        let Command::Import(import) = arguments.command else {
            unreachable!("it is an import")
        };
        assert_eq!(import.select, ["a", "b"]);
        assert!(import.yes);
    }
}
