//! Is the store sound? Asked of SQLite itself, and of the program.

use std::fs;

use crate::typed::Home;

/// Asks SQLite about a copy of the files as they lie there, so that looking mends nothing.
pub(crate) fn assert_file_sound(home: &Home) {
    let copy = tempfile::tempdir().unwrap();
    let file = copy.path().join("memory.db");
    fs::copy(home.path().join("memory.db"), &file).unwrap();
    for beside in ["memory.db-wal", "memory.db-journal"] {
        let path = home.path().join(beside);
        if path.exists() {
            fs::copy(path, copy.path().join(beside)).unwrap();
        }
    }
    let store = rusqlite::Connection::open(&file).unwrap();
    let verdict: String = store
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(verdict, "ok");
    let mut broken = store.prepare("PRAGMA foreign_key_check").unwrap();
    assert!(
        broken.raw_query().next().unwrap().is_none(),
        "references that lead nowhere"
    );
}

/// Asks the program, which also compares the index with the contents.
pub(crate) fn assert_doctor_content(home: &Home) {
    let doctor = home.run(&["doctor", "--json"]);
    let data = doctor.data();
    for name in ["store", "integrity"] {
        let checks = data["checks"].as_array().unwrap();
        let check = checks.iter().find(|check| check["check"] == name).unwrap();
        assert_eq!(check["health"], "ok", "{check}");
    }
}
