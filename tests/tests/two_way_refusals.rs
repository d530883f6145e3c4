//! What cannot be done is said in one sentence that tells what to do, and leaves nothing half done.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use std::path::PathBuf;

use keepsake_app::{AppError, ErrorCode, NewDatabase, Words, dto::TreeKind};
use keepsake_simulator::{Edit, Fault, FaultKind, Id};
use keepsake_tests::{Facade, Productions};
use serde_json::json;

/// Holds an error to its code and to what its sentence has to say.
fn assert_says(error: &AppError, code: ErrorCode, says: &[&str]) {
    let sentence = Words::english().of_error(error);
    assert_eq!(error.code, code, "{sentence}");
    for words in says {
        assert!(
            sentence.contains(words),
            "{words:?} is not said: {sentence}"
        );
    }
}

async fn parent(facade: &Facade) -> String {
    let tree = facade.core.tree(&facade.connection).await.unwrap();
    tree.into_iter()
        .find(|node| node.kind == TreeKind::Page)
        .unwrap()
        .id
}

fn wish(parent: String, channels: PathBuf) -> NewDatabase {
    NewDatabase {
        profile: "video-production".to_owned(),
        parent,
        channels: Some(channels),
        ..NewDatabase::default()
    }
}

#[tokio::test]
async fn a_profile_with_an_unknown_key_is_refused_with_its_place_and_the_key_that_was_meant() {
    let productions = Productions::created().await;
    let file = productions.facade.beside().join("mine.toml");
    let (text, _) = productions.facade.core.new_profile(None).await.unwrap();
    std::fs::write(&file, text.replacen("max_length", "max_lenght", 1)).unwrap();
    let name = file.to_str().unwrap();
    let core = &productions.facade.core;
    let error = core.check_profile(name).await.unwrap_err();
    assert_says(
        &error,
        ErrorCode::InvalidInput,
        &["line", "max_length", "nothing was changed"],
    );
    productions.facade.simulator.reset_meters();
    let applied = core
        .try_profile_afresh(
            &productions.facade.connection,
            name,
            &productions.source,
            None,
        )
        .await;
    assert_says(
        &applied.unwrap_err(),
        ErrorCode::InvalidInput,
        &["max_length"],
    );
    assert_eq!(
        productions.facade.simulator.meters().requests,
        0,
        "nothing was asked"
    );
}

#[tokio::test]
async fn a_profile_that_does_not_exist_is_named_with_those_that_do() {
    let productions = Productions::created().await;
    let error = productions
        .facade
        .core
        .check_profile("podcasts")
        .await
        .unwrap_err();
    assert_says(
        &error,
        ErrorCode::NotFound,
        &["podcasts", "video-production"],
    );
}

#[tokio::test]
async fn missing_and_broken_channels_are_refused_before_anything_is_created() {
    let facade = Facade::connected("big:2").await;
    facade.import().await;
    let parent = parent(&facade).await;
    let nowhere = facade.beside().join("nowhere");
    let empty = facade.beside().join("empty");
    std::fs::create_dir_all(&empty).unwrap();
    let broken = facade.beside().join("broken");
    std::fs::create_dir_all(&broken).unwrap();
    std::fs::write(broken.join("one.yaml"), "id: [\n").unwrap();
    facade.simulator.reset_meters();
    for (folder, says) in [
        (nowhere, "no folder"),
        (empty, "no channels"),
        (broken, "one.yaml"),
    ] {
        let wish = wish(parent.clone(), folder);
        let error = facade.core.create_database(&facade.connection, &wish).await;
        assert_says(
            &error.unwrap_err(),
            ErrorCode::InvalidInput,
            &[says, "hange"].map(|word| {
                if word == "hange" && says == "no channels" {
                    "created"
                } else {
                    word
                }
            }),
        );
    }
    assert_eq!(facade.simulator.meters().requests, 0, "nothing was asked");
}

#[tokio::test]
async fn a_schema_that_does_not_fit_is_named_and_nothing_is_applied() {
    let productions = Productions::created().await;
    let source = Id::parse(&productions.source).unwrap();
    let core = &productions.facade.core;
    let connection = &productions.facade.connection;
    let number = core
        .profile_number(connection, "video-production", None)
        .await
        .unwrap();
    core.remove_profile(&number).await.unwrap();
    let edit = Edit::SetSchema {
        id: source,
        properties: json!({"Topic": null, "Subject": {"number": {}}}),
    };
    productions.facade.simulator.edit(&edit).unwrap();
    let edit = Edit::SetSchema {
        id: source,
        properties: json!({"Subject": {"name": "Topic"}}),
    };
    productions.facade.simulator.edit(&edit).unwrap();
    let folder = Some(productions.channels.clone());
    let trial = core
        .try_profile_afresh(connection, "video-production", &productions.source, folder)
        .await
        .unwrap();
    assert!(trial.is_blocked());
    productions.facade.simulator.reset_meters();
    let error = core.put_into_force(connection, &trial).await.unwrap_err();
    assert_says(
        &error,
        ErrorCode::InvalidInput,
        &["Topic", "number", "Nothing was changed"],
    );
    assert!(core.profiles(connection).await.unwrap().is_empty());
    assert_eq!(productions.writes(), 0);
}

#[tokio::test]
async fn what_is_missing_in_a_database_is_named_and_added_after_a_word() {
    let productions = Productions::created().await;
    let source = Id::parse(&productions.source).unwrap();
    let core = &productions.facade.core;
    let connection = &productions.facade.connection;
    let row = productions.add_row("Tides", "Biology", "deep-sea", "Under Review");
    let edit = Edit::SetSchema {
        id: source,
        properties: json!({"Priority": null, "Channel": {"select": {"options": [{"name": "deep-sea"}]}}}),
    };
    productions.facade.simulator.edit(&edit).unwrap();
    productions.later().await;
    productions.sync().await;
    let folder = Some(productions.channels.clone());
    let trial = core
        .try_profile_afresh(connection, "video-production", &productions.source, folder)
        .await
        .unwrap();
    let said: Vec<String> = trial
        .differences()
        .into_iter()
        .map(|one| one.sentence)
        .collect();
    assert!(
        said.iter().any(|one| one.contains("“Priority”")),
        "{said:?}"
    );
    assert!(
        said.iter().any(|one| one.contains("city-walks")),
        "{said:?}"
    );
    assert!(!trial.is_blocked() && trial.can_be_repaired() && !trial.fits());
    let trial = core.add_what_is_missing(connection, trial).await.unwrap();
    assert!(trial.fits(), "{:?}", trial.differences());
    core.put_into_force(connection, &trial).await.unwrap();
    let record = productions.record(&row).await.record;
    assert_eq!(
        (record.valid, record.status.as_str()),
        (true, "awaiting_review")
    );
    let shown = productions
        .ask_notion(&format!("data_sources/{}", productions.source))
        .await;
    assert!(
        shown["properties"]["Priority"]["select"]["options"]
            .as_array()
            .unwrap()
            .len()
            == 3
    );
}

#[tokio::test]
async fn a_read_only_connection_is_told_what_to_switch_on_and_edits_wait() {
    let facade = Facade::connected_by("big:2", Some("Read Only")).await;
    facade.import().await;
    let parent = parent(&facade).await;
    let folder = facade.beside().join("channels");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("deep-sea.yaml"), "name: Deep sea\n").unwrap();
    let wish = wish(parent.clone(), folder);
    let error = facade.core.create_database(&facade.connection, &wish).await;
    assert_says(
        &error.unwrap_err(),
        ErrorCode::Permission,
        &["create a database", "“Insert content”"],
    );
    assert!(
        facade
            .core
            .profiles(&facade.connection)
            .await
            .unwrap()
            .is_empty()
    );

    let text = facade.core.text(&parent).await.unwrap().markdown;
    facade
        .core
        .put_text(&parent, &format!("{text}\nFrom here."))
        .await
        .unwrap();
    facade.wait(70).await;
    let run = facade.core.sync_now(&facade.connection).await.unwrap();
    let run = facade.core.watch_run(&run, |_| {}).await.unwrap();
    assert_eq!(
        (run.pushed.parked, run.pushed.texts),
        (1, 0),
        "{:?}",
        run.pushed
    );
    let decisions = facade.core.decisions(&facade.connection).await.unwrap();
    assert_eq!(decisions.parked[0].reason, "no_permission");
    assert!(decisions.parked[0].request_id.is_some());
    assert!(
        facade
            .core
            .text(&parent)
            .await
            .unwrap()
            .markdown
            .contains("From here."),
        "it is kept"
    );
}

#[tokio::test]
async fn a_full_workspace_refuses_a_database_with_words_of_its_own() {
    let facade = Facade::connected("big:2").await;
    facade.import().await;
    let parent = parent(&facade).await;
    let folder = facade.beside().join("channels");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("deep-sea.yaml"), "name: Deep sea\n").unwrap();
    facade
        .simulator
        .add_fault(Fault::once(FaultKind::BlockLimit, "POST /v1/databases"));
    let wish = wish(parent, folder);
    let error = facade.core.create_database(&facade.connection, &wish).await;
    assert_says(
        &error.unwrap_err(),
        ErrorCode::Permission,
        &["number of blocks", "Nothing was changed"],
    );
    let made = facade.core.create_database(&facade.connection, &wish).await;
    assert!(made.is_ok(), "it can be tried again: {made:?}");
}

#[tokio::test]
async fn a_database_whose_creation_was_not_answered_is_found_instead_of_made_twice() {
    for kind in [
        FaultKind::DroppedAfter,
        FaultKind::UnavailableAfterSaving,
        FaultKind::UnavailableAfterCommit,
    ] {
        let facade = Facade::connected("big:2").await;
        facade.import().await;
        let parent = parent(&facade).await;
        let folder = facade.beside().join("channels");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("deep-sea.yaml"), "name: Deep sea\n").unwrap();
        facade
            .simulator
            .add_fault(Fault::once(kind, "POST /v1/databases"));
        let wish = wish(parent, folder);
        facade
            .core
            .create_database(&facade.connection, &wish)
            .await
            .unwrap();
        let truth = facade.simulator.truth();
        let databases = truth
            .objects
            .iter()
            .filter(|object| object.kind == "database");
        assert_eq!(databases.count(), 1, "{kind:?}");
    }
}

#[tokio::test]
async fn fields_that_cannot_be_written_are_refused_all_together() {
    let productions = Productions::created().await;
    let row = productions.add_row("Tides", "Biology", "deep-sea", "");
    productions.later().await;
    productions.sync().await;
    let core = &productions.facade.core;
    for (field, value, says) in [
        ("topic", "Other", "belongs to Notion"),
        ("time_in_status", "1 min", "computed"),
        ("colour", "red", "no field"),
        ("priority", "Urgent", "Urgent"),
        ("status", "Nearly Done", "Nearly Done"),
    ] {
        let changes = [
            ("status".to_owned(), "pending".to_owned()),
            (field.to_owned(), value.to_owned()),
        ];
        let error = core.set_record(&row, &changes, true).await.unwrap_err();
        assert_says(
            &error,
            ErrorCode::InvalidInput,
            &[says, "Nothing was changed"],
        );
    }
    assert!(productions.record(&row).await.record.waiting.is_empty());
}

#[tokio::test]
async fn an_invalid_entry_is_not_moved_on_from_here() {
    let productions = Productions::created().await;
    let row = productions.add_row("Tides", "", "deep-sea", "");
    productions.later().await;
    productions.sync().await;
    let changes = [("status".to_owned(), "pending".to_owned())];
    let error = productions
        .facade
        .core
        .set_record(&row, &changes, true)
        .await
        .unwrap_err();
    assert_says(
        &error,
        ErrorCode::InvalidInput,
        &["stays in Draft", "Missing Topic"],
    );
}

#[tokio::test]
async fn a_record_made_with_values_that_break_the_rules_is_not_made() {
    let productions = Productions::created().await;
    let values = [
        ("title".to_owned(), "Tides".to_owned()),
        ("channel".to_owned(), "coral".to_owned()),
    ];
    let core = &productions.facade.core;
    let error = core
        .new_record(&productions.facade.connection, "video-production", &values)
        .await
        .unwrap_err();
    assert_says(&error, ErrorCode::InvalidInput, &["coral", "Topic"]);
    assert!(productions.records().await.is_empty());
}

#[tokio::test]
async fn a_value_that_the_connection_may_not_write_is_parked_and_goes_when_somebody_says_so() {
    let productions = Productions::created().await;
    let row = productions.add_row("Tides", "Biology", "deep-sea", "");
    productions.later().await;
    productions.sync().await;
    productions.set(&row, "priority", "High").await;
    productions.facade.simulator.add_fault(Fault {
        times: Some(1),
        ..Fault::once(FaultKind::CapabilityMissing, "PATCH /v1/pages")
    });
    let run = productions.sync().await;
    assert_eq!(
        (run.pushed.parked, run.pushed.pages),
        (1, 0),
        "{:?}",
        run.pushed
    );
    let core = &productions.facade.core;
    let connection = &productions.facade.connection;
    let parked = core.decisions(connection).await.unwrap().parked;
    assert_eq!((parked.len(), parked[0].field.as_str()), (1, "Priority"));
    assert_eq!(
        productions.record(&row).await.record.priority,
        "High",
        "it is kept"
    );
    core.retry_parked(&parked[0].id).await.unwrap();
    assert_eq!(productions.sync().await.pushed.properties, 1);
    assert_eq!(
        productions.option_in_notion(&row, "Priority").unwrap(),
        "High"
    );
    assert!(core.decisions(connection).await.unwrap().parked.is_empty());
}
