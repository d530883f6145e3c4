//! An export takes along what was changed here and Notion does not have, and says how much that is.

use std::fs;

use serde_json::{Value, json};

use crate::two_way_told::{Told, page};

#[test]
fn an_export_has_what_notion_does_not_have_and_says_how_much() {
    let told = Told::created();
    let row = told.add_row("Tides", Some("Biology"), "deep-sea", "Draft");
    told.sync();
    let out = told.home.out();
    let export = [
        "export",
        "--format",
        "markdown",
        "--out",
        out.to_str().unwrap(),
    ];
    let told_nothing = told.home.run(&export).stdout;
    assert!(!told_nothing.contains("own-edits"), "{told_nothing}");
    told.data(&["records", "set", &row.to_string(), "priority=High"]);
    let parent = page(&told.home);
    let made = ["page", "new", "--parent", &parent, "--title", "Field notes"];
    assert_eq!(told.home.run_with_input(&made, "Of today.\n").code, 0);

    let answer = told.data(&export);
    assert_eq!(
        (&answer["own_edits"], &answer["new_pages"]),
        (&json!(1), &json!(1))
    );
    let said = told.home.run(&export).stdout;
    for words in [
        "With 1 change of yours",
        "With 1 page made here",
        "own-edits.jsonl",
    ] {
        assert!(said.contains(words), "{said}");
    }
    let list = fs::read_to_string(out.join("own-edits.jsonl")).unwrap();
    let lines: Vec<Value> = list
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["page"], row.to_string());
    assert_eq!(
        (&lines[0]["field"], &lines[0]["here"]),
        (&json!("Priority"), &json!("High"))
    );
    assert_eq!(lines[1]["title"], "Field notes");
    assert!(lines[1]["here"].as_str().unwrap().starts_with("Of today."));
}
