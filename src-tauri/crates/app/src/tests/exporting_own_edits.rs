//! What a person changed here and Notion does not have: an export takes it along, in every format.

use std::fs;
use std::path::Path;

use keepsake_memory::{Change, LocalEdit, NewConflict, NewParked, Origin, OutboxPart, Part, Retry};
use keepsake_text::ContentHash;
use serde_json::{Value, json};

use super::world::{World, everything, import, is_anywhere};
use crate::connect::connection_id;
use crate::dto::{Connection, ImportOptions, LeavingFate, Mark, TreeKind, TreeNode};
use crate::{ExportFormat, Keepsake, LockedKeys};

const FORMATS: [ExportFormat; 3] = [
    ExportFormat::Markdown,
    ExportFormat::JsonLines,
    ExportFormat::Csv,
];

async fn imported(world: &World) -> (Keepsake, Connection) {
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    (core, connection)
}

async fn pages(core: &Keepsake, connection: &Connection) -> Vec<TreeNode> {
    let tree = core.tree(&connection.id).await.unwrap();
    let pages = tree.into_iter().filter(|node| node.kind == TreeKind::Page);
    pages.collect()
}

/// A row of the films, with the data source it lies in and what the property "Minutes" is called there.
async fn film(core: &Keepsake, connection: &Connection) -> (String, String, String) {
    let tables = core.tables_called(&connection.id, "filmography").await;
    let table = tables.unwrap().remove(0);
    let minutes = table.columns.iter().find(|column| column.name == "Minutes");
    let minutes = minutes.unwrap().id.clone();
    let about = connection_id(&connection.id).unwrap();
    let source = table.id.parse().unwrap();
    let rows = core.store().children(about, Some(source)).await.unwrap();
    (rows[0].id.to_string(), table.id, minutes)
}

/// Changes a part here, as a person does.
async fn edit(core: &Keepsake, connection: &Connection, page: &str, part: Part, value: Value) {
    let about = connection_id(&connection.id).unwrap();
    let object = core.store().object(about, page.parse().unwrap()).await;
    let object = object.unwrap().unwrap();
    let (base, lossy_base) = core.remote_part(about, &object, &part).await.unwrap();
    let edit = LocalEdit {
        part,
        base,
        value: Some(value.to_string()),
        lossy_base,
        undoes: None,
    };
    let edited = core
        .store()
        .edit_part(about, object.id, edit, Origin::Local, "test", core.now());
    assert!(edited.await.unwrap().changed);
}

async fn rename(core: &Keepsake, connection: &Connection, page: &str, title: &str) {
    let title = json!({"title": [{"type": "text", "text": {"content": title}}]});
    let part = Part::Property("title".to_owned());
    edit(core, connection, page, part, title).await;
}

/// What an export says of the person's own edits.
fn own_edits(out: &Path) -> Vec<Value> {
    fs::read_to_string(out.join("own-edits.jsonl"))
        .unwrap_or_default()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The file of an export with this in it; it has to be one.
fn file_with(folder: &Path, words: &str) -> Option<String> {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    entries.sort_by_key(fs::DirEntry::path);
    entries.into_iter().find_map(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return file_with(&path, words);
        }
        let text = fs::read_to_string(path).ok()?;
        let is_list = entry.file_name() == "own-edits.jsonl";
        (!is_list && text.contains(words)).then_some(text)
    })
}

#[tokio::test]
async fn a_property_that_waits_is_in_every_export_as_it_was_set_here() {
    let world = World::new("sample");
    let (core, connection) = imported(&world).await;
    let (row, _, minutes) = film(&core, &connection).await;
    let part = Part::Property(minutes.clone());
    edit(&core, &connection, &row, part, json!({"number": 4711})).await;
    for format in FORMATS {
        let out = world.out().join(format!("{format:?}"));
        let summary = core.export(&connection.id, format, &out).await.unwrap();
        assert_eq!((summary.own_edits, summary.new_pages), (1, 0), "{format:?}");
        let own = own_edits(&out);
        assert_eq!(own.len(), 1, "{format:?}");
        assert_eq!(own[0]["page"], row);
        assert_eq!(own[0]["part"], "property");
        assert_eq!(own[0]["field"], "Minutes");
        assert_eq!(own[0]["here"], "4711");
        assert_eq!(own[0]["before"], own[0]["notion"]);
        assert_ne!(own[0]["before"], "");
        assert_eq!(own[0]["values"]["here"], json!({"number": 4711}));
        assert_eq!(own[0]["state"], "waiting");
        assert!(own[0]["edited_time"].is_string());
        let page = file_with(&out, "4711").unwrap_or_else(|| panic!("{format:?}"));
        if format == ExportFormat::Markdown {
            assert!(page.contains("changed_here: [\"Minutes\"]"), "{page}");
        }
    }
    let objects = fs::read_to_string(world.out().join("JsonLines/objects.jsonl")).unwrap();
    let lines = objects
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let line: Value = lines
        .into_iter()
        .find(|line: &Value| line["id"] == row)
        .unwrap();
    assert_eq!(line["properties"]["Minutes"]["number"], 4711);
    assert_eq!(line["changed_here"], json!(["Minutes"]));
    let raw = &line["raw"]["properties"]["Minutes"]["number"];
    assert_ne!(*raw, 4711, "raw is what Notion sent");
}

#[tokio::test]
async fn a_title_and_a_text_that_wait_are_written_where_the_page_lies() {
    let world = World::new("sample");
    let (core, connection) = imported(&world).await;
    let page = pages(&core, &connection).await.remove(0);
    rename(&core, &connection, &page.id, "Zyxomma obtusum").await;
    let text = core.text(&page.id).await.unwrap().markdown;
    let changed = format!("{text}\n\nquivertail nightjar");
    core.put_text(&page.id, &changed).await.unwrap();
    let out = world.out();
    let summary = core
        .export(&connection.id, ExportFormat::Markdown, &out)
        .await
        .unwrap();
    assert_eq!(summary.own_edits, 2);
    let written = fs::read_to_string(out.join("Zyxomma obtusum.md")).unwrap();
    assert!(written.contains("title: \"Zyxomma obtusum\""), "{written}");
    assert!(written.ends_with("quivertail nightjar"), "{written}");
    let own = own_edits(&out);
    let of = |part: &str| own.iter().find(|one| one["part"] == part).unwrap();
    assert_eq!(of("body")["here"], changed);
    assert_eq!(of("body")["before"], text);
    assert_eq!(of("property")["before"], page.title);
    assert_eq!(of("body")["title"], "Zyxomma obtusum");
}

#[tokio::test]
async fn pages_made_here_are_in_every_export_where_they_were_put() {
    let world = World::new("sample");
    let (core, connection) = imported(&world).await;
    let (_, source, _) = film(&core, &connection).await;
    let parent = pages(&core, &connection).await.remove(0);
    let text = Some("quivertail nightjar");
    let made = core
        .new_page(&connection.id, &parent.id, "Zyxomma obtusum", text)
        .await
        .unwrap();
    let inside = core
        .new_page(&connection.id, &made.id, "Macromia splendens", text)
        .await
        .unwrap();
    let row = core
        .new_page(&connection.id, &source, "Oxygastra curtisii", text)
        .await
        .unwrap();
    for format in FORMATS {
        let out = world.out().join(format!("{format:?}"));
        let summary = core.export(&connection.id, format, &out).await.unwrap();
        assert_eq!((summary.own_edits, summary.new_pages), (0, 3), "{format:?}");
        let own = own_edits(&out);
        let ids: Vec<&str> = own
            .iter()
            .map(|one| one["page"].as_str().unwrap())
            .collect();
        assert_eq!(ids, [&*made.id, &*inside.id, &*row.id], "{format:?}");
        assert!(
            own.iter()
                .all(|one| one["part"] == "page" && one["state"] == "waiting")
        );
        assert_eq!(own[0]["title"], "Zyxomma obtusum");
        assert_eq!(own[0]["here"], "quivertail nightjar");
        assert_eq!(own[0]["parent"], json!({"kind": "page", "id": parent.id}));
        assert_eq!(
            own[2]["parent"],
            json!({"kind": "data_source", "id": source})
        );
        assert_eq!(own[2]["properties"]["Film"], "Oxygastra curtisii");
    }
    let tree = world.out().join("Markdown");
    let folder = tree.join(&parent.title).join("Zyxomma obtusum");
    let written = fs::read_to_string(folder.with_extension("md")).unwrap();
    assert!(
        written.contains(&format!("made_here: \"{}\"", made.id)),
        "{written}"
    );
    assert!(written.ends_with("quivertail nightjar"), "{written}");
    assert!(folder.join("Macromia splendens.md").is_file());
    let table = file_with(&tree, "Oxygastra curtisii,").expect("a line of the table");
    assert!(table.starts_with("Film,"), "{table}");
    assert!(file_with(&tree, "title: \"Oxygastra curtisii\"").is_some());
    let table = file_with(&world.out().join("Csv"), "Oxygastra curtisii,");
    assert!(table.is_some());
}

#[tokio::test]
async fn a_page_made_here_in_one_that_is_not_exported_is_at_the_top() {
    let world = World::new("sample");
    let (core, connection) = imported(&world).await;
    let parent = pages(&core, &connection).await.remove(0);
    core.new_page(&connection.id, &parent.id, "Zyxomma obtusum", None)
        .await
        .unwrap();
    let about = connection_id(&connection.id).unwrap();
    let trashed = Change::MarkTrashed {
        object: parent.id.parse().unwrap(),
    };
    let noted = core.store().apply(about, None, vec![trashed], core.now());
    noted.await.unwrap();
    core.export(&connection.id, ExportFormat::Markdown, &world.out())
        .await
        .unwrap();
    assert!(world.out().join("Zyxomma obtusum.md").is_file());
}

#[tokio::test]
async fn of_a_conflict_the_own_side_is_written_and_both_are_listed() {
    let world = World::new("sample");
    let (core, connection) = imported(&world).await;
    let page = pages(&core, &connection).await.remove(0);
    rename(&core, &connection, &page.id, "Zyxomma obtusum").await;
    let theirs = json!({"action": "set_title", "id": page.id, "text": "Somebody else"});
    let theirs = serde_json::from_value(theirs).unwrap();
    world.simulator.edit(&theirs).unwrap();
    world.wait(120).await;
    let run = core.sync_now(&connection.id).await.unwrap();
    core.watch_run(&run, |_| {}).await.unwrap();
    let open = core.decisions(&connection.id).await.unwrap().conflicts;
    assert_eq!(open.len(), 1, "it has to be decided");
    let out = world.out();
    core.export(&connection.id, ExportFormat::Markdown, &out)
        .await
        .unwrap();
    let own = own_edits(&out);
    assert_eq!(own.len(), 1);
    assert_eq!(own[0]["state"], "conflict");
    assert_eq!(own[0]["here"], "Zyxomma obtusum");
    assert_eq!(own[0]["before"], page.title);
    let notion = own[0]["notion"].as_str().unwrap();
    assert!(notion.starts_with("Somebody else"), "{notion}");
    assert!(out.join("Zyxomma obtusum.md").is_file());
}

#[tokio::test]
async fn what_was_refused_what_is_only_kept_and_what_notion_threw_away_is_listed_with_its_state() {
    let world = World::new("sample");
    let (core, connection) = imported(&world).await;
    let about = connection_id(&connection.id).unwrap();
    let mut leaves = pages(&core, &connection).await;
    leaves.retain(|node| node.child_count == 0);
    let [kept, refused, trashed] = [&leaves[0], &leaves[1], &leaves[2]];
    for page in [kept, refused, trashed] {
        let title = format!("Zyxomma {}", page.title);
        rename(&core, &connection, &page.id, &title).await;
    }
    let parked = NewParked {
        object: refused.id.parse().unwrap(),
        part: OutboxPart::Properties,
        intent_hash: ContentHash::from_bytes([7; 32]),
        edits: 1,
        retry: Retry::OnChange,
        not_before: None,
        reason: "validation_error".to_owned(),
        message: Some("The title is too bold.".to_owned()),
        request_id: Some("r-1".to_owned()),
        correlation_id: "c-1".to_owned(),
    };
    let trash = Change::MarkTrashed {
        object: trashed.id.parse().unwrap(),
    };
    let changes = vec![Change::ParkOutbox(parked), trash];
    let noted = core.store().apply(about, None, changes, core.now());
    noted.await.unwrap();
    let mut choice = everything();
    choice.marks.push(Mark {
        id: kept.id.clone(),
        included: false,
    });
    core.change_choice(
        &connection.id,
        choice,
        LeavingFate::Keep,
        ImportOptions::default(),
    )
    .await
    .unwrap();
    let out = world.out();
    core.export(&connection.id, ExportFormat::Markdown, &out)
        .await
        .unwrap();
    let own = own_edits(&out);
    let of = |page: &TreeNode| own.iter().find(|one| one["page"] == page.id).unwrap();
    assert_eq!(of(refused)["state"], "parked");
    assert_eq!(of(refused)["reason"], "validation_error");
    assert_eq!(of(refused)["message"], "The title is too bold.");
    assert_eq!(of(refused)["request_id"], "r-1");
    assert_eq!(of(kept)["state"], "kept");
    assert_eq!(of(trashed)["state"], "waiting");
    assert_eq!(of(trashed)["here"], format!("Zyxomma {}", trashed.title));
    assert_eq!(own.len(), 3);
}

#[tokio::test]
async fn where_notion_has_everything_there_is_no_list_and_an_earlier_one_goes() {
    let world = World::new("sample");
    let (core, connection) = imported(&world).await;
    let page = pages(&core, &connection).await.remove(0);
    rename(&core, &connection, &page.id, "Zyxomma obtusum").await;
    let out = world.out();
    let export = || core.export(&connection.id, ExportFormat::Markdown, &out);
    export().await.unwrap();
    assert!(out.join("own-edits.jsonl").is_file());
    let run = core.sync_now(&connection.id).await.unwrap();
    core.watch_run(&run, |_| {}).await.unwrap();
    let summary = export().await.unwrap();
    assert_eq!((summary.own_edits, summary.new_pages), (0, 0));
    assert!(!out.join("own-edits.jsonl").exists());
    assert!(out.join("Zyxomma obtusum.md").is_file());
}

#[tokio::test]
async fn what_was_changed_here_is_taken_along_before_everything_is_deleted() {
    let world = World::new("sample");
    let (core, connection) = imported(&world).await;
    let page = pages(&core, &connection).await.remove(0);
    rename(&core, &connection, &page.id, "Zyxomma obtusum").await;
    core.new_page(
        &connection.id,
        &page.id,
        "Late",
        Some("quivertail nightjar"),
    )
    .await
    .unwrap();
    core.disconnect(&connection.id).await.unwrap();
    let exported = core
        .export_workspace(&connection.id, &world.out())
        .await
        .unwrap();
    assert!(world.out().join(exported.name).is_dir());
    assert_eq!((exported.own_edits, exported.new_pages), (1, 1));
    core.delete_everything(LockedKeys::Refuse).await.unwrap();
    for words in ["Zyxomma obtusum", "quivertail nightjar"] {
        assert!(is_anywhere(&world.out(), words.as_bytes()), "{words}");
    }
}

#[tokio::test]
async fn what_was_written_while_notion_made_the_page_and_a_side_that_waits_for_nothing_else_are_listed()
 {
    let world = World::new("sample");
    let (core, connection) = imported(&world).await;
    let about = connection_id(&connection.id).unwrap();
    let found = pages(&core, &connection).await;
    let text = Some("quivertail nightjar");
    let made = core
        .new_page(&connection.id, &found[0].id, "Zyxomma obtusum", text)
        .await
        .unwrap();
    let provisional = made.id.parse().unwrap();
    let creation = core.store().creation(about, provisional).await;
    let creation = creation.unwrap().unwrap();
    let sent = Change::SentCreation {
        id: creation.id,
        edits: creation.edits,
    };
    let noted = core.store().apply(about, None, vec![sent], core.now());
    noted.await.unwrap();
    core.put_text(&made.id, "quivertail nightjar, and more")
        .await
        .unwrap();
    let arrived = Change::MadeCreation {
        id: creation.id,
        made: found[1].id.parse().unwrap(),
    };
    let conflict = Change::PutConflict(NewConflict {
        object: found[2].id.parse().unwrap(),
        part: Part::Body,
        base: Some("before".to_owned()),
        local: Some("mine".to_owned()),
        remote: Some("theirs".to_owned()),
        policy: "ask".to_owned(),
        kept: None,
        detail: "{}".to_owned(),
        correlation_id: "c-1".to_owned(),
    });
    let changes = vec![arrived, conflict];
    let noted = core.store().apply(about, None, changes, core.now());
    noted.await.unwrap();
    let out = world.out();
    let summary = core
        .export(&connection.id, ExportFormat::Csv, &out)
        .await
        .unwrap();
    assert_eq!((summary.own_edits, summary.new_pages), (2, 0));
    let own = own_edits(&out);
    let versions = ["here", "before", "notion"].map(|name| own[0][name].clone());
    assert_eq!(versions, ["mine", "before", "theirs"].map(Value::from));
    assert_eq!(own[0]["state"], "conflict");
    assert_eq!(own[1]["made"], found[1].id);
    assert_eq!(own[1]["here"], "quivertail nightjar, and more");
}
