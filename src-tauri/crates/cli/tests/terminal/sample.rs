//! The sample workspace, from import to export, with a Notion that cannot be reached.

use std::fs;

use serde_json::Value;

use crate::typed::Home;

#[test]
fn the_sample_goes_from_import_to_export_without_network() {
    let home = Home::new();
    let imported = home.run(&["import", "--sample", "--yes", "--json"]);
    assert_eq!(imported.code, 0, "{}", imported.stderr);
    let ledger = imported.data();
    let count = |name: &str| ledger[name].as_u64().unwrap();
    assert_eq!(
        count("found"),
        count("stored")
            + count("unchanged")
            + count("skipped")
            + count("refused")
            + count("failed")
    );
    assert!(count("stored") >= 60 && count("requests") > 60);
    assert_eq!(ledger["items"], serde_json::json!([]));
    assert!(ledger["files"]["stored"].as_u64().unwrap() > 0);
    assert!(
        imported.stderr.lines().count() < 40,
        "a line for each tenth, not for each page"
    );

    let again = home.run(&["sync", "--once", "--sample", "--json"]).data();
    assert_eq!(
        (&again["stored"], &again["unchanged"]),
        (&0.into(), &ledger["found"])
    );

    let run = ledger["run"]
        .as_str()
        .map_or_else(|| ledger["run"].to_string(), str::to_owned);
    let report = ["runs", "--sample", "--report", &run];
    let told = home.run(&report).stdout;
    assert!(
        told.starts_with("# ") && told.contains(&count("found").to_string()),
        "{told}"
    );
    let facts = home.run(&[&report[..], &["--json"]].concat()).data();
    assert_eq!(facts["objects"]["found"], ledger["found"], "{facts}");
    assert_eq!(
        home.run(&["runs", "--report", "99999", "--json"]).error(),
        "not_found"
    );

    let pages = home.run(&["pages", "--sample", "--json"]).data();
    let first = pages["pages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|page| page["parent"].is_string())
        .unwrap()
        .clone();
    let title = first["title"].as_str().unwrap();
    let found = home.run(&["search", title, "--json"]).data();
    let hits = found["hits"].as_array().unwrap();
    assert!(
        hits.iter().any(|hit| hit["id"] == first["id"]),
        "{title} is not found"
    );

    let id = first["id"].as_str().unwrap();
    let shown = home.run(&["show", id, "--format", "json"]);
    let page: Value = serde_json::from_str(&shown.stdout).unwrap();
    assert_eq!(page["title"], first["title"]);
    assert!(
        home.run(&["show", id])
            .stdout
            .starts_with(&format!("# {title}"))
    );

    let out = home.out();
    let exported = home
        .run(&[
            "export",
            "--format",
            "jsonl",
            "--out",
            out.to_str().unwrap(),
            "--json",
        ])
        .data();
    let lines = fs::read_to_string(out.join("objects.jsonl"))
        .unwrap()
        .lines()
        .count() as u64;
    assert_eq!(exported["objects"].as_u64().unwrap(), lines);

    let status = home.run(&["status", "--json"]).data();
    assert_eq!(status["state"], "up_to_date");
    let runs = home.run(&["runs", "--json"]).data();
    assert_eq!(runs["runs"].as_array().unwrap().len(), 2);
    let verified = home.run(&["verify", "--sample", "--sample-size", "3", "--json"]);
    assert_eq!(verified.code, 0);
    assert_eq!(verified.data()["checked"], verified.data()["equal"]);

    let gone = home
        .run(&["disconnect", "--sample", "--memory", "remove", "--json"])
        .data();
    assert_eq!(gone["memory"], "remove");
    assert_eq!(
        home.run(&["connections", "--json"]).data()["connections"],
        serde_json::json!([])
    );
    let attachments = fs::read_dir(home.path().join("files")).unwrap();
    let left: usize = attachments
        .map(|shelf| fs::read_dir(shelf.unwrap().path()).unwrap().count())
        .sum();
    assert_eq!(left, 0, "attachments go with the memory");
}
