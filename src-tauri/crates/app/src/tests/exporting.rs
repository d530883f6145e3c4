//! Exports of an imported workspace.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::world::{World, everything};
use crate::dto::{CommentsChoice, Connection, ImportOptions};
use crate::{ExportFormat, Keepsake};

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
