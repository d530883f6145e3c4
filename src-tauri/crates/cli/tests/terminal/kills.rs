//! `kill -9` at moments by chance: nothing is lost, nothing comes twice, and only what was in flight is fetched again.
//!
//! `KEEPSAKE_KILLS=N` kills N times, `KEEPSAKE_SEED=N` repeats the moments of an earlier run.

use std::time::Duration;

use crate::chance::{Chance, setting, tell};
use crate::export::Exported;
use crate::real_time::{StopWatch, until, within};
use crate::served::Served;
use crate::soundness::{assert_doctor_content, assert_file_sound};
use crate::typed::{Home, IMPORT};

/// How many reads the engine has under way at once, and a page of the listing beside them.
const IN_FLIGHT: u64 = 6 + 1;

/// How many downloads it has under way at once.
const DOWNLOADS_IN_FLIGHT: u64 = 4;

/// How far from the end the last moment may lie, so that the import is still there to be killed on a busy machine.
const END: u64 = 30;

/// One in so many kills falls into the first moments of a process, whatever it has read by then.
const EARLY: u64 = 4;

/// Kills imports until it has happened so often, checking the store after each; says how long that took.
fn kill_at_random(name: &str, notion: &Served, home: &Home, kills: u64) {
    let mut chance = Chance::new(name);
    let expected = notion.simulator().minimum().import - END;
    let mut moments: Vec<u64> = (0..kills).map(|_| chance.below(expected)).collect();
    moments.sort_unstable();
    for (number, moment) in (1..).zip(moments) {
        let is_early = chance.below(EARLY) == 0;
        let further = Duration::from_millis(chance.below(300));
        let mut import = home.start(&IMPORT);
        let mut is_over = || import.try_wait().unwrap().is_some();
        if !is_early {
            until("the import comes to the moment of its end", || {
                notion.meters().counted >= moment || is_over()
            });
        }
        within(further, &mut is_over);
        assert!(!is_over(), "kill {number} came too late");
        import.kill().unwrap();
        import.wait().unwrap();
        assert_file_sound(home);
        assert_doctor_content(home);
    }
}

#[test]
fn an_import_killed_at_random_moments_loses_nothing_and_repeats_only_what_was_in_flight() {
    let kills = setting("KEEPSAKE_KILLS").unwrap_or(20);
    let notion = Served::new("big:500", None);
    let home = Home::with_notion(&notion.url());
    home.connect(&notion.token());
    let time = StopWatch::start();
    kill_at_random("kills", &notion, &home, kills);
    let ledger = home.run(&IMPORT).data();
    assert_eq!(
        (&ledger["state"], &ledger["resumed"], &ledger["items"]),
        (&"completed".into(), &true.into(), &serde_json::json!([]))
    );
    let seconds = time.seconds();

    let exported = Exported::of(&home);
    exported.assert_objects(notion.simulator());
    exported.assert_every_word_once(notion.simulator());
    assert_eq!(ledger["found"], exported.len());
    assert_eq!(
        home.run(&["runs", "--json"]).data()["runs"]
            .as_array()
            .unwrap()
            .len(),
        1,
        "one import, however often it was killed"
    );
    let meters = notion.meters();
    let again = meters.counted - meters.minimum.import;
    tell(&format!(
        "kills: {kills} kills in {seconds:.0} s, {} objects, {} requests for {} ({again} again, {:.2} a kill)",
        exported.len(),
        meters.counted,
        meters.minimum.import,
        again as f64 / kills as f64,
    ));
    assert!(again <= kills * IN_FLIGHT, "{again} requests were repeated");
    assert_file_sound(&home);
    assert_doctor_content(&home);

    let second = home.run(&IMPORT).data();
    assert_eq!(
        (&second["stored"], &second["unchanged"]),
        (&0.into(), &ledger["found"])
    );
}

#[test]
fn attachments_survive_kills_too_and_leave_no_halves_behind() {
    let kills = setting("KEEPSAKE_KILLS").unwrap_or(20).min(8);
    let notion = Served::new("sample", None);
    let home = Home::with_notion(&notion.url());
    home.connect(&notion.token());
    kill_at_random("kills of the sample", &notion, &home, kills);
    let ledger = home.run(&IMPORT).data();
    assert_eq!(
        (&ledger["state"], &ledger["files"]["failed"]),
        (&"completed".into(), &0.into())
    );
    let exported = Exported::of(&home);
    exported.assert_objects(notion.simulator());
    exported.assert_every_word(notion.simulator());

    let mut wanted = std::collections::BTreeSet::new();
    for file in notion.simulator().truth().files {
        let Some(hash) = file.sha256.filter(|_| file.visible) else {
            continue;
        };
        let stored = home.path().join("files").join(&hash[..2]).join(&hash);
        let size = std::fs::metadata(&stored).map(|stored| stored.len()).ok();
        assert_eq!(size, file.size, "{} is not whole", file.name);
        wanted.insert(file.name);
    }
    let (meters, least) = (notion.meters(), wanted.len() as u64);
    tell(&format!(
        "kills of the sample: {kills} kills, {} requests for {}, {} downloads of {least} files",
        meters.counted, meters.minimum.import, meters.files,
    ));
    assert!(meters.counted <= meters.minimum.import + kills * IN_FLIGHT);
    let arriving = home.path().join("files").join("arriving");
    let halves = std::fs::read_dir(arriving).map_or(0, Iterator::count);
    assert_eq!(halves, 0, "half-written attachments lie about");
    assert!(
        meters.files <= ledger["files"]["found"].as_u64().unwrap() + kills * DOWNLOADS_IN_FLIGHT,
        "{} downloads",
        meters.files
    );
}
