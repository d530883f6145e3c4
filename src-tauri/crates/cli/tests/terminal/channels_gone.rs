//! A folder of channels that is gone: said by every command that looks, and over by itself.

use serde_json::{Value, json};

use crate::two_way_told::Told;

/// What the alert about it is like, if there ever was one.
fn alert(told: &Told) -> Option<Value> {
    let data = told.data(&["alerts"]);
    let alerts = data["alerts"].as_array().unwrap().clone();
    alerts
        .into_iter()
        .find(|alert| alert["kind"] == "channels_missing")
}

fn examined(told: &Told) -> Value {
    let data = told.data(&["doctor"]);
    let checks = data["checks"].as_array().unwrap().clone();
    checks
        .into_iter()
        .find(|check| check["check"] == "channels")
        .unwrap()
}

#[test]
fn a_folder_of_channels_that_is_gone_is_said_until_it_is_back() {
    let told = Told::created();
    told.add_row("Tides", Some("Biology"), "deep-sea", "Queued");
    let before = told.sync();
    assert_eq!(before["lost_channels"], json!([]));
    assert_eq!(examined(&told)["health"], "ok");
    let folder = told.home.beside().join("channels");
    let named = folder.to_str().unwrap();
    let away = told.home.beside().join("away");
    std::fs::rename(&folder, &away).unwrap();
    for (finding, says) in [("missing", "is not there"), ("empty", "is empty")] {
        if finding == "empty" {
            std::fs::create_dir(&folder).unwrap();
        }
        let synced = told.home.run(&["sync", "--once"]);
        assert_eq!(synced.code, 0, "{}", synced.stderr);
        for part in [named, says, "The one channel"] {
            assert!(synced.stdout.contains(part), "{part}: {}", synced.stdout);
        }
        let lost = told.sync()["lost_channels"].clone();
        let known = (&lost[0]["folder"], &lost[0]["finding"], &lost[0]["known"]);
        assert_eq!(known, (&json!(named), &json!(finding), &json!(1)));
        let alert = alert(&told).unwrap();
        let stands = (&alert["severity"], &alert["state"]);
        assert_eq!(stands, (&json!("warning"), &json!("open")));
        let message = alert["message"].as_str().unwrap();
        assert!(
            message.contains(named) && message.contains(says),
            "{message}"
        );
        let check = examined(&told);
        let health = (&check["health"], &check["finding"]);
        assert_eq!(health, (&json!("warn"), &json!(finding)));
        assert!(check["message"].as_str().unwrap().contains(named));
        assert!(told.records(&["inbox"]).is_empty(), "the channel holds");
    }
    std::fs::remove_dir(&folder).unwrap();
    std::fs::rename(&away, &folder).unwrap();
    assert_eq!(told.sync()["lost_channels"], json!([]));
    assert_eq!(alert(&told).unwrap()["state"], "cleared");
    assert_eq!(examined(&told)["health"], "ok");
}
