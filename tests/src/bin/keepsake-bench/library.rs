//! A store with many pages to search, made through the store's own door and kept for the next run.

use std::path::Path;

use anyhow::Context as _;
use keepsake_memory::{
    Change, ConnectionId, ConnectionKind, NewConnection, NewRun, ObjectKind, ObservedObject,
    OpenOptions, RunId, RunKind, RunState, Store, StoredParent,
};
use keepsake_text::{ContentHash, NotionId};
use serde_json::json;
use time::{OffsetDateTime, macros::datetime};

use crate::vocabulary::Numbers;

/// When everything in it was seen.
pub(crate) const SEEN: OffsetDateTime = datetime!(2026-11-20 12:00 UTC);
/// Pages per transaction: like a page of results.
const BATCH: u64 = 100;
/// Words of a page.
const WORDS: (u32, u32) = (40, 700);
/// Child pages per page.
const CHILDREN: u64 = 50;
/// The seed of all texts.
const SEED: u64 = 88_172_645_463_325_252;
const FILE: &str = "memory.db";
/// Stands beside a store that was made to its end.
const COMPLETE: &str = "complete";

/// Makes the store in `folder` unless it is there; says whether it was made now.
pub(crate) async fn ensure(folder: &Path, pages: u64) -> anyhow::Result<bool> {
    if folder.join(COMPLETE).exists() {
        return Ok(false);
    }
    if folder.exists() {
        std::fs::remove_dir_all(folder).context("removing an unfinished store")?;
    }
    let store = Store::open(&folder.join(FILE), OpenOptions::new(SEEN)).await?;
    let connection = store
        .put_connection(
            NewConnection {
                bot_id: "bench".to_owned(),
                base_url: "https://notion.test".to_owned(),
                kind: ConnectionKind::Token,
                workspace_id: None,
                workspace_name: "Bench".to_owned(),
                workspace_icon: None,
                bot_name: None,
            },
            SEEN,
        )
        .await?;
    let run = NewRun {
        kind: RunKind::Import,
        trigger: "bench".to_owned(),
        correlation_id: "bench".to_owned(),
        options: "{}".to_owned(),
    };
    let run = store.start_run(connection, run, SEEN).await?;
    fill(&store, connection, run, pages).await?;
    store.recompute_scope(connection).await?;
    store.finish_run(run, RunState::Completed, SEEN).await?;
    store.close().await?;
    std::fs::write(folder.join(COMPLETE), "")?;
    Ok(true)
}

/// Where the store's file is.
pub(crate) fn file(folder: &Path) -> std::path::PathBuf {
    folder.join(FILE)
}

async fn fill(
    store: &Store,
    connection: ConnectionId,
    run: RunId,
    pages: u64,
) -> anyhow::Result<()> {
    let mut numbers = Numbers::new(SEED);
    let mut first = 0;
    while first < pages {
        let end = (first + BATCH).min(pages);
        let mut changes = Vec::new();
        for number in first..end {
            let title = numbers.text(2, 6).replace(['.', '\n'], " ");
            changes.push(Change::PutObject(page(number, title.trim())));
        }
        for number in first..end {
            let markdown = numbers.text(WORDS.0, WORDS.1);
            changes.push(Change::PutBody {
                object: id(number),
                source_hash: ContentHash::of(markdown.as_bytes()),
                markdown,
                edited_time: SEEN,
                settled: true,
                lossy: false,
                truncated: false,
            });
        }
        store.apply(connection, Some(run), changes, SEEN).await?;
        first = end;
    }
    Ok(())
}

fn page(number: u64, title: &str) -> ObservedObject {
    let parent = match number {
        0 => StoredParent::Workspace,
        _ => StoredParent::Page(id((number - 1) / CHILDREN)),
    };
    let minutes = i64::try_from(number).unwrap_or(0);
    ObservedObject {
        id: id(number),
        kind: ObjectKind::Page,
        title: title.to_owned(),
        icon: None,
        parent,
        created_time: Some(SEEN),
        edited_time: Some(SEEN - time::Duration::minutes(minutes)),
        in_trash: false,
        url: None,
        raw: json!({"object": "page", "id": id(number), "properties": {"title": title}})
            .to_string(),
        partial: false,
        hash: None,
    }
}

fn id(number: u64) -> NotionId {
    NotionId::from_bytes(
        (0x1d2c_3b4a_0000_8000_0000_0000_0000_0000_u128 + u128::from(number)).to_be_bytes(),
    )
}
