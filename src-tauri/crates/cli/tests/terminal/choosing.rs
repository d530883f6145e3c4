//! Changing the choice from the terminal, and what is linked but not shared.

use serde_json::Value;

use crate::typed::Home;

/// A page at the top of the sample that has pages inside, by its line in `pages`.
fn with_pages_inside(home: &Home) -> Value {
    let pages = home.run(&["pages", "--sample", "--json"]).data();
    let pages = pages["pages"].as_array().unwrap().clone();
    let found = pages.into_iter().find(|page| {
        page["kind"] == "page" && page["parent"].is_null() && page["children"].as_u64() > Some(1)
    });
    found.unwrap()
}

fn line_of(home: &Home, id: &str) -> Value {
    let pages = home.run(&["pages", "--sample", "--json"]).data();
    let pages = pages["pages"].as_array().unwrap().clone();
    pages.into_iter().find(|page| page["id"] == id).unwrap()
}

fn hits(home: &Home, title: &str) -> Vec<Value> {
    let found = home.run(&["search", title, "--json"]).data();
    found["hits"].as_array().unwrap().clone()
}

#[test]
fn what_leaves_the_choice_is_kept_unless_it_is_to_be_removed_and_comes_back() {
    let home = Home::new();
    assert_eq!(home.run(&["import", "--sample", "--yes", "--json"]).code, 0);
    let page = with_pages_inside(&home);
    let (id, title) = (
        page["id"].as_str().unwrap(),
        page["title"].as_str().unwrap(),
    );

    let kept = home.run(&["import", "--sample", "--except", id, "--yes", "--json"]);
    assert_eq!(kept.code, 0, "{}", kept.stderr);
    assert!(
        kept.stderr.contains("stay on this computer"),
        "{}",
        kept.stderr
    );
    let line = line_of(&home, id);
    assert_eq!(
        (&line["selected"], &line["kept"]),
        (&false.into(), &true.into())
    );
    assert!(hits(&home, title).iter().any(|hit| hit["id"] == id));
    assert!(
        home.run(&["pages", "--sample"])
            .stdout
            .contains("kept here")
    );

    // Choosing it again costs what a second import costs, and nothing is stored anew.
    let again = home
        .run(&["import", "--sample", "--also", id, "--yes", "--json"])
        .data();
    assert_eq!(again["stored"], 0);
    assert_eq!(line_of(&home, id)["selected"], true);

    let removing = [
        "import",
        "--sample",
        "--except",
        id,
        "--remove-stored",
        "--yes",
        "--json",
    ];
    let removed = home.run(&removing);
    assert!(
        removed.stderr.contains("removed from this computer"),
        "{}",
        removed.stderr
    );
    let line = line_of(&home, id);
    assert_eq!(
        (&line["selected"], &line["kept"]),
        (&false.into(), &false.into())
    );
    assert!(!hits(&home, title).iter().any(|hit| hit["id"] == id));

    let back = home
        .run(&["import", "--sample", "--all", "--yes", "--json"])
        .data();
    assert!(back["stored"].as_u64() > Some(1), "{back}");
    assert!(hits(&home, title).iter().any(|hit| hit["id"] == id));
}

#[test]
fn what_is_linked_but_not_shared_is_listed_the_most_linked_first() {
    let home = Home::new();
    let before = home.run(&["pages", "--sample", "--not-shared"]);
    assert_eq!(before.code, 0, "{}", before.stderr);
    assert!(before.stdout.contains("Nothing that is imported links"));
    home.run(&["import", "--sample", "--yes", "--json"]);
    let listed = home
        .run(&["pages", "--sample", "--not-shared", "--json"])
        .data();
    let listed = listed["not_shared"].as_array().unwrap().clone();
    let counts: Vec<_> = listed.iter().map(|one| one["pages"].as_u64()).collect();
    assert!(counts.is_sorted_by(|one, other| one >= other), "{counts:?}");
    for one in &listed {
        assert!(
            one["url"]
                .as_str()
                .unwrap()
                .starts_with("https://www.notion.so/")
        );
        assert!(!one["linked_from"].as_array().unwrap().is_empty());
    }
}

#[test]
fn rows_that_are_linked_come_along_where_that_is_wished_and_stay_as_they_were_when_it_ends() {
    let home = Home::new();
    assert_eq!(home.run(&["connect", "--sample"]).code, 0);
    home.run(&["pages", "--sample", "--refresh"]);
    let pages = home.run(&["pages", "--sample", "--json"]).data();
    let festivals = pages["pages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|page| page["kind"] == "database" && page["title"] == "Destinations")
        .unwrap();
    let id = festivals["id"].as_str().unwrap();
    let import = |more: &[&str]| {
        let typed = [&["import", "--sample", "--yes", "--json"], more].concat();
        let run = home.run(&typed);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.data()
    };
    let film = "Four Minutes of Fog";
    let is_found = || {
        let hits = hits(&home, film);
        hits.iter()
            .any(|hit| hit["title"].as_str().unwrap().starts_with(film))
    };
    let alone = import(&["--select", id]);
    assert!(!is_found());

    let linked = import(&["--linked-rows"]);
    assert!(linked["stored"].as_u64() > Some(0), "{alone} {linked}");
    assert!(is_found(), "the festivals that are chosen show this film");
    assert_eq!(import(&["--also", id])["stored"], 0, "the wish lasts");
    assert!(is_found());

    import(&["--no-linked-rows"]);
    assert!(
        is_found(),
        "what is stored stays unless it is to be removed"
    );
    import(&["--linked-rows"]);
    import(&["--no-linked-rows", "--remove-stored"]);
    assert!(!is_found());
}
