//! From what the store and the engine say to what crosses the border.

use keepsake_memory as memory;
use keepsake_sync as sync;

use super::{
    CommentsChoice, Connection, ConnectionKind, ConnectionState, Counts, Estimate, FilesChoice,
    ImportOptions, Pushed, Reach, ReaderFile, ReaderFileStatus, RecordsChecked, RunItem,
    RunItemOutcome, RunKind, RunState, RunSummary, SnippetPart, TreeKind, TreeNode, What, bytes,
    count, moment,
};

/// Bytes in a megabyte as people choose it.
const MEGABYTE: u64 = 1_000_000;

impl From<memory::Connection> for Connection {
    fn from(connection: memory::Connection) -> Self {
        Self {
            id: connection.id.to_string(),
            workspace_name: connection.details.workspace_name,
            workspace_icon: connection.details.workspace_icon,
            kind: match connection.details.kind {
                memory::ConnectionKind::Sample => ConnectionKind::Sample,
                memory::ConnectionKind::OAuth => ConnectionKind::SignIn,
                memory::ConnectionKind::Token => ConnectionKind::Token,
            },
            state: match connection.state {
                memory::ConnectionState::Ok => ConnectionState::Ok,
                memory::ConnectionState::NeedsSignIn => ConnectionState::NeedsSignIn,
                memory::ConnectionState::Stopped => ConnectionState::Stopped,
            },
            bot_name: connection.details.bot_name,
        }
    }
}

impl From<memory::TreeNode> for TreeNode {
    fn from(node: memory::TreeNode) -> Self {
        Self {
            id: node.id.to_string(),
            parent: node.parent.map(|parent| parent.to_string()),
            kind: node.kind.into(),
            title: node.title,
            icon: node.icon,
            edited_time: node.edited_time.map(moment),
            child_count: node.child_count,
            row_count: node.row_count,
            included: node.included,
            kept: node.kept,
            found_by_link: node.found_by_link,
            reach: node.reach.into(),
        }
    }
}

impl From<memory::Reach> for Reach {
    fn from(reach: memory::Reach) -> Self {
        match reach {
            memory::Reach::Ok => Self::Ok,
            memory::Reach::Unreachable => Self::Unreachable,
        }
    }
}

impl From<memory::ObjectKind> for TreeKind {
    fn from(kind: memory::ObjectKind) -> Self {
        match kind {
            memory::ObjectKind::Page => Self::Page,
            memory::ObjectKind::Database => Self::Database,
            memory::ObjectKind::DataSource => Self::DataSource,
        }
    }
}

impl From<ImportOptions> for sync::ImportOptions {
    fn from(options: ImportOptions) -> Self {
        Self {
            comments: match options.comments {
                CommentsChoice::None => sync::Comments::None,
                CommentsChoice::Pages => sync::Comments::Pages,
                CommentsChoice::Blocks => sync::Comments::Blocks,
            },
            files: match options.files {
                FilesChoice::None => sync::Files::None,
                FilesChoice::All => sync::Files::All,
            },
            max_file_bytes: u64::from(options.max_file_megabytes) * MEGABYTE,
        }
    }
}

impl From<sync::ImportOptions> for ImportOptions {
    fn from(options: sync::ImportOptions) -> Self {
        Self {
            comments: match options.comments {
                sync::Comments::None => CommentsChoice::None,
                sync::Comments::Pages => CommentsChoice::Pages,
                sync::Comments::Blocks => CommentsChoice::Blocks,
            },
            files: match options.files {
                sync::Files::None => FilesChoice::None,
                sync::Files::All => FilesChoice::All,
            },
            max_file_megabytes: count(options.max_file_bytes / MEGABYTE),
        }
    }
}

impl From<sync::Estimate> for Estimate {
    fn from(estimate: sync::Estimate) -> Self {
        Self {
            pages: count(estimate.pages),
            databases: count(estimate.databases),
            rows: count(estimate.rows),
            requests: count(estimate.requests),
            seconds: count(estimate.seconds),
            bytes: bytes(estimate.bytes),
        }
    }
}

impl From<memory::RunReport> for RunSummary {
    fn from(report: memory::RunReport) -> Self {
        let sent = sync::two_way::Sent::read(report.run.sent.as_deref());
        Self {
            id: report.run.id.to_string(),
            kind: match report.run.kind {
                memory::RunKind::Discover => RunKind::Discover,
                memory::RunKind::Import => RunKind::Import,
                memory::RunKind::Sync => RunKind::Sync,
            },
            state: report.run.state.into(),
            trigger: report.run.trigger,
            started_time: moment(report.run.started_time),
            finished_time: report.run.finished_time.map(moment),
            objects: report.ledger.objects.into(),
            files: report.ledger.files.into(),
            comments: report.ledger.comments.into(),
            requests: count(report.ledger.requests),
            pushed: sent.pushed.into(),
            records: sent.records.into(),
            items: report.ledger.items.into_iter().map(RunItem::from).collect(),
        }
    }
}

impl From<memory::RunState> for RunState {
    fn from(state: memory::RunState) -> Self {
        match state {
            memory::RunState::Running => Self::Running,
            memory::RunState::Paused => Self::Paused,
            memory::RunState::Completed => Self::Completed,
            memory::RunState::Stopped => Self::Stopped,
            memory::RunState::NeedsSignIn => Self::NeedsSignIn,
            memory::RunState::Failed => Self::Failed,
        }
    }
}

impl From<memory::Counts> for Counts {
    fn from(counts: memory::Counts) -> Self {
        Self {
            found: count(counts.found),
            stored: count(counts.stored),
            unchanged: count(counts.unchanged),
            skipped: count(counts.skipped),
            refused: count(counts.refused),
            failed: count(counts.failed),
        }
    }
}

impl From<memory::LedgerItem> for RunItem {
    fn from(item: memory::LedgerItem) -> Self {
        Self {
            id: item.id,
            what: item.what.into(),
            title: String::new(),
            outcome: match item.outcome {
                memory::Outcome::Stored => RunItemOutcome::Stored,
                memory::Outcome::Skipped => RunItemOutcome::Skipped,
                memory::Outcome::Refused => RunItemOutcome::Refused,
                memory::Outcome::Failed => RunItemOutcome::Failed,
            },
            reason: item.reason,
            message: item.message,
            request_id: item.request_id,
        }
    }
}

impl From<memory::FileRecord> for ReaderFile {
    fn from(file: memory::FileRecord) -> Self {
        let hash = match &file.status {
            memory::FileStatus::Stored { hash, .. } => Some(hash.to_string()),
            _ => None,
        };
        let mime = match &file.status {
            memory::FileStatus::Stored { mime, .. } => mime.clone(),
            _ => None,
        };
        let (status, size) = match file.status {
            memory::FileStatus::Pending => (ReaderFileStatus::Pending, None),
            memory::FileStatus::Stored { size, .. } => (ReaderFileStatus::Stored, Some(size)),
            memory::FileStatus::External => (ReaderFileStatus::External, None),
            memory::FileStatus::TooLarge { size } => (ReaderFileStatus::TooLarge, size),
            memory::FileStatus::Refused => (ReaderFileStatus::Refused, None),
            memory::FileStatus::Failed => (ReaderFileStatus::Failed, None),
        };
        Self {
            name: file.name,
            status,
            size: size.map(bytes),
            hash,
            mime,
            reason: file.reason,
        }
    }
}

/// A text in pieces, marked ones apart.
pub(crate) fn snippet_parts(snippet: &memory::Snippet) -> Vec<SnippetPart> {
    let mut parts = Vec::new();
    let mut at = 0;
    let mut push = |range: std::ops::Range<usize>, marked: bool| {
        if let Some(text) = snippet.text.get(range).filter(|text| !text.is_empty()) {
            parts.push(SnippetPart {
                text: text.to_owned(),
                marked,
            });
        }
    };
    for mark in &snippet.marks {
        push(at..mark.start, false);
        push(mark.clone(), true);
        at = mark.end;
    }
    push(at..snippet.text.len(), false);
    parts
}

impl From<sync::two_way::PushReport> for Pushed {
    fn from(report: sync::two_way::PushReport) -> Self {
        Self {
            pages: count(report.pages),
            properties: count(report.properties),
            texts: count(report.texts),
            merged: count(report.merged),
            created: count(report.created),
            moved: count(report.moved),
            trashed: count(report.trashed),
            restored: count(report.restored),
            settled: count(report.settled),
            decided: count(report.decided),
            asked: count(report.asked),
            waiting: count(report.waiting),
            parked: count(report.parked),
            unclear: count(report.unclear),
            postponed: count(report.postponed),
            overtaken: count(report.overtaken),
            remarks: count(report.remarks),
        }
    }
}

impl From<sync::two_way::RecordReport> for RecordsChecked {
    fn from(report: sync::two_way::RecordReport) -> Self {
        Self {
            checked: count(report.checked),
            valid: count(report.valid),
            invalid: count(report.invalid),
            jobs: count(report.jobs),
            jumps: count(report.jumps),
        }
    }
}

impl From<memory::What> for What {
    fn from(what: memory::What) -> Self {
        match what {
            memory::What::Object => Self::Object,
            memory::What::File => Self::File,
            memory::What::Comment => Self::Comment,
            memory::What::User => Self::User,
            memory::What::Block => Self::Block,
            memory::What::Property => Self::Property,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_is_cut_at_its_marks() {
        let snippet = memory::Snippet {
            text: "a plän b".to_owned(),
            marks: Vec::from([2..7, 7..7]),
        };
        let parts: Vec<_> = snippet_parts(&snippet)
            .into_iter()
            .map(|part| (part.text, part.marked))
            .collect();
        assert_eq!(
            parts,
            [
                ("a ".to_owned(), false),
                ("plän".to_owned(), true),
                (" b".to_owned(), false)
            ]
        );
    }
}
