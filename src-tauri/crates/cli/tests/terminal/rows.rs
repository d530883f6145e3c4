//! `keepsake rows`: a database as scripts see it.

use std::fs;

use crate::typed::Home;

#[test]
fn rows_are_listed_filtered_sorted_and_written_as_csv() {
    let home = Home::new();
    let imported = home.run(&["import", "--sample", "--yes", "--json"]);
    assert_eq!(imported.code, 0, "{}", imported.stderr);

    let all = home.run(&["rows", "filmography", "--json"]).data();
    assert_eq!(
        (&all["total"], &all["still_coming"]),
        (&7.into(), &false.into())
    );
    let filter = ["--filter", "Minutes<=24", "--filter", "Stage!=Shooting"];
    let sort = ["--sort", "Minutes:desc", "--column", "Minutes"];
    let asked = [&["rows", "Filmography"][..], &filter, &sort].concat();

    let found = home.run(&[&asked[..], &["--json"]].concat()).data();
    let minutes: Vec<_> = found["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["values"]["Minutes"].as_f64().unwrap())
        .collect();
    assert_eq!(minutes, [17.0, 9.0, 4.0]);

    let shown = home.run(&[&asked[..], &["--limit", "1"]].concat());
    assert!(shown.stdout.contains("Minutes: 17"), "{}", shown.stdout);
    assert!(
        shown.stdout.contains("2 more behind these"),
        "{}",
        shown.stdout
    );

    let printed = home.run(&[&asked[..], &["--csv", "-"]].concat());
    let lines: Vec<&str> = printed.stdout.split("\r\n").collect();
    assert_eq!(lines[0], "Film,Minutes");
    assert!(lines[3].ends_with(",4"), "{}", printed.stdout);

    let out = home.out();
    fs::create_dir_all(&out).unwrap();
    let file = out.join("films.csv");
    let path = file.to_str().unwrap();
    let written = home.run(&[&asked[..], &["--csv", path]].concat());
    assert_eq!(written.code, 0, "{}", written.stderr);
    assert_eq!(fs::read_to_string(&file).unwrap(), printed.stdout);
    let again = home.run(&[&asked[..], &["--csv", path]].concat());
    assert_eq!(again.code, 1, "a file that is there is not written over");

    let views = home
        .run(&["rows", "Filmography", "--views", "--json"])
        .data();
    assert_eq!(views["views"], serde_json::json!([]));
    for wrong in [
        &["rows", "No such database"][..],
        &["rows", "Filmography", "--filter", "Colour=red"],
        &["rows", "Filmography", "--filter", "Minutes>long"],
        &["rows", "Filmography", "--view", "Mine"],
    ] {
        let refused = home.run(wrong);
        assert!(refused.code != 0 && !refused.stderr.is_empty(), "{wrong:?}");
    }
}
