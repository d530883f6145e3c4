//! Exports of an imported workspace.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
#[cfg(unix)]
use std::{sync::mpsc, time::Duration};

use serde_json::Value;
#[cfg(unix)]
use tokio::sync::oneshot;

use super::world::{World, everything};
use crate::dto::{CommentsChoice, Connection, ImportOptions};
use crate::{ErrorCode, ExportFormat, Keepsake};

async fn imported(world: &World) -> (Keepsake, Connection) {
    let (core, connection) = world.connected().await;
    let options = ImportOptions {
        comments: CommentsChoice::Blocks,
        ..ImportOptions::default()
    };
    let run = core
        .start_import(&connection.id, everything(), options)
        .await
        .unwrap();
    core.watch_run(&run, |_| {}).await.unwrap();
    (core, connection)
}

fn lines(path: &Path) -> Vec<Value> {
    fs::read_to_string(path)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn files_below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(path.display().to_string());
        }
    }
    found
}

#[tokio::test]
async fn json_lines_hold_every_object_block_comment_user_and_file() {
    let world = World::new("sample");
    let (core, connection) = imported(&world).await;
    let summary = core
        .export(&connection.id, ExportFormat::JsonLines, &world.out())
        .await
        .unwrap();
    let objects = lines(&world.out().join("objects.jsonl"));
    assert_eq!(objects.len() as u64, summary.objects);
    for key in [
        "id",
        "kind",
        "title",
        "parent",
        "properties",
        "markdown",
        "raw",
    ] {
        assert!(
            objects.iter().all(|object| object.get(key).is_some()),
            "{key} is missing"
        );
    }
    assert!(!lines(&world.out().join("blocks.jsonl")).is_empty());
    assert_eq!(
        lines(&world.out().join("comments.jsonl")).len() as u64,
        summary.comments
    );
    assert!(summary.users > 0 && summary.comments > 0 && summary.attachments > 0);
    for file in lines(&world.out().join("files.jsonl")) {
        if let Some(path) = file["path"].as_str() {
            assert!(world.out().join(path).is_file(), "{path} is missing");
        }
    }
}

#[tokio::test]
async fn markdown_has_every_page_once_with_local_pictures() {
    let world = World::new("sample");
    let (core, connection) = imported(&world).await;
    let summary = core
        .export(&connection.id, ExportFormat::Markdown, &world.out())
        .await
        .unwrap();
    let pages: Vec<_> = files_below(&world.out())
        .into_iter()
        .filter(|path| path.ends_with(".md"))
        .collect();
    assert_eq!(pages.len() as u64, summary.objects);
    let ids: HashSet<String> = pages
        .iter()
        .filter_map(|path| {
            fs::read_to_string(path)
                .unwrap()
                .lines()
                .nth(2)
                .map(str::to_owned)
        })
        .collect();
    assert_eq!(ids.len(), pages.len());
    let pictures = pages
        .iter()
        .filter(|path| fs::read_to_string(path).unwrap().contains("files/"))
        .count();
    assert!(pictures > 0, "pictures lead to files");
}

#[tokio::test]
async fn each_data_source_becomes_a_table_with_its_rows() {
    let world = World::new("sample");
    let (core, connection) = imported(&world).await;
    core.export(&connection.id, ExportFormat::Csv, &world.out())
        .await
        .unwrap();
    let sources = core.tree(&connection.id).await.unwrap();
    let sources: Vec<_> = sources
        .iter()
        .filter(|node| node.kind == crate::dto::TreeKind::DataSource)
        .collect();
    let tables: Vec<_> = files_below(&world.out())
        .into_iter()
        .filter(|path| path.ends_with(".csv"))
        .collect();
    assert_eq!(tables.len(), sources.len());
    let mut rows = 0;
    for table in tables {
        let mut reader = csv::Reader::from_path(table).unwrap();
        rows += reader.records().map(Result::unwrap).count();
    }
    let known: u32 = sources.iter().filter_map(|source| source.row_count).sum();
    assert_eq!(rows, known as usize);
}

#[tokio::test]
async fn hostile_names_stay_in_the_folder_and_circles_end() {
    let world = World::new("hostile");
    let (core, connection) = imported(&world).await;
    for format in [
        ExportFormat::Markdown,
        ExportFormat::JsonLines,
        ExportFormat::Csv,
    ] {
        core.export(&connection.id, format, &world.out())
            .await
            .unwrap();
    }
    let beside: Vec<_> = fs::read_dir(world.out().parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(beside.len(), 2, "only the home and the export: {beside:?}");
}

#[tokio::test]
async fn an_export_does_not_go_into_the_data_folder() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    let error = core
        .export(&connection.id, ExportFormat::Csv, &world.home().join("x"))
        .await
        .unwrap_err();
    assert_eq!(error.details["problem"], "export_inside_home");
}

/// How long an export may wait before a test gives up on it.
#[cfg(unix)]
const PATIENCE: Duration = Duration::from_secs(30);

/// A list of another format that an export waits for, as it would for a slow disk, until it is let go.
#[cfg(unix)]
struct SlowDisk {
    reached: oneshot::Receiver<()>,
    let_go: mpsc::Sender<()>,
    was_in_time: std::thread::JoinHandle<bool>,
}

#[cfg(unix)]
impl SlowDisk {
    fn at(out: &Path) -> Self {
        fs::create_dir_all(out).unwrap();
        let pipe = out.join(".keepsake-export-other");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let (reaching, reached) = oneshot::channel();
        let (let_go, waiting) = mpsc::channel();
        // A thread of its own, because the test's runtime is what may stand still.
        let was_in_time = std::thread::spawn(move || {
            let _pipe = fs::OpenOptions::new().write(true).open(pipe).unwrap();
            reaching.send(()).unwrap();
            waiting.recv_timeout(PATIENCE).is_ok()
        });
        Self {
            reached,
            let_go,
            was_in_time,
        }
    }

    /// Waits until an export waits, does something else, and lets the export go on.
    async fn meanwhile<T>(self, something: impl Future<Output = T>) -> T {
        self.reached.await.unwrap();
        let done = something.await;
        // Fails when patience has run out, which is what the answer of the thread is for.
        let _ = self.let_go.send(());
        assert!(
            self.was_in_time.join().unwrap(),
            "the runtime waited for the disk"
        );
        done
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_slow_disk_holds_up_the_export_and_nothing_else() {
    let world = World::new("flat");
    let (core, connection) = imported(&world).await;
    let out = world.out();
    let disk = SlowDisk::at(&out);
    let exporting = core.export(&connection.id, ExportFormat::JsonLines, &out);
    let (exported, status) = tokio::join!(exporting, disk.meanwhile(core.status()));
    assert!(exported.unwrap().objects > 0);
    assert!(status.unwrap().pages > 0);
}

#[cfg(unix)]
#[tokio::test]
async fn an_export_that_is_stopped_leaves_nothing_that_looks_like_one() {
    let world = World::new("flat");
    let (core, connection) = imported(&world).await;
    let out = world.out();
    let disk = SlowDisk::at(&out);
    let exporting = core.export(&connection.id, ExportFormat::Markdown, &out);
    let (stopped, stopping) = tokio::join!(exporting, disk.meanwhile(core.stop_what_was_asked()));
    stopping.unwrap();
    assert_eq!(stopped.unwrap_err().code, ErrorCode::Cancelled);
    let left: Vec<_> = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, [".keepsake-export-other"]);
}
